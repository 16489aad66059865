import type { Pin } from '../register/pin.ts'
import { pinLines } from '../register/pin.ts'

/** INVARIANT: every mail of the register has so many bytes, whatever happened that day and whoever gets it. */
export const pinMessageBytes = 4096

const fillerLine = 70

/**
 * The daily mail: the newest checkpoint, signed, and its pin. It knows nothing of any patron, and its length tells
 * nothing of how much there was to record.
 *
 * @param mail.note the signed checkpoint itself; it goes along as a file
 * @param mail.messageId without its angle brackets
 * @returns a whole message, its lines ending in CRLF
 */
export function pinMessage(mail: {
  readonly from: string
  readonly to: string
  readonly messageId: string
  readonly at: Date
  readonly pin: Pin
  readonly key: string
  readonly note: string
}): string {
  const boundary = 'carrel-register-pin'
  const head = [
    `From: ${mail.from}`,
    `To: ${mail.to}`,
    'Subject: The register today',
    `Date: ${mailDate(mail.at)}`,
    `Message-ID: <${mail.messageId}>`,
    'MIME-Version: 1.0',
    'Auto-Submitted: auto-generated',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=us-ascii',
    'Content-Transfer-Encoding: 7bit',
    '',
    'Keep this mail. It shows what the register of your library, which holds',
    "every look at anybody's record, was today. A register that is rewritten",
    'later, be it with the real key, does not fit this mail.',
    '',
    ...pinLines(mail.pin),
    '',
    'Its public key, which only changes after a restore:',
    mail.key,
    '',
    'To compare: carrel register verify EXPORT --against THIS-MAIL',
    'or open carrel-verify.html and give it the export and this mail.',
    'A public export has these entries if it is made on a later day.',
    '',
    'Nothing in here is about anybody who uses the library, and every such',
    'mail is as long as any other. If one stays away, ask the Director why.',
    '',
    'What follows makes up the length:',
  ]
  const foot = [
    `--${boundary}`,
    'Content-Type: application/octet-stream; name="checkpoint"',
    'Content-Disposition: attachment; filename="checkpoint"',
    'Content-Transfer-Encoding: base64',
    '',
    ...(Buffer.from(mail.note)
      .toString('base64')
      .match(/.{1,76}/g) ?? []),
    `--${boundary}--`,
    '',
  ]
  const missing = pinMessageBytes - lengthOf(head) - lengthOf(foot)
  const message = [...head, ...filler(missing), ...foot].join('\r\n')
  if (Buffer.byteLength(message) !== pinMessageBytes) {
    throw new Error(`the daily mail has ${Buffer.byteLength(message)} bytes and must have ${pinMessageBytes}`)
  }
  return message
}

/** Of lines with one CRLF each; the last line of a message, being empty, has none. */
function lengthOf(lines: readonly string[]): number {
  return Buffer.byteLength(lines.join('\r\n'))
}

/** Lines of dashes that make up exactly `bytes`, counting the two line ends around them. */
function filler(bytes: number): string[] {
  let left = bytes - 2
  const lines: string[] = []
  while (left > 0) {
    // A line end takes two bytes more, so no rest of one or two may be left for a line of its own.
    const length = left <= fillerLine + 2 ? left - 2 : Math.min(fillerLine, left - 2 - 3)
    lines.push('-'.repeat(length))
    left -= length + 2
  }
  return lines
}

/** RFC 5322, always 31 characters: `Tue, 24 Nov 2026 15:04:05 +0000`. */
function mailDate(at: Date): string {
  return at.toUTCString().replace('GMT', '+0000')
}
