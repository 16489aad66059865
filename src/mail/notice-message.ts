/**
 * One notice as a mail.
 *
 * INVARIANT: this is all that a notice is made of. No part of it is a title, an author, an item, a day or an amount, and
 * the subject is the library's name alone: whoever sees the list of mails on a screen learns nothing else.
 */
export type NoticeMail = {
  readonly from: string
  readonly to: string
  /** Without its angle brackets. */
  readonly messageId: string
  readonly at: Date
  readonly library: string
  /** What the policy's rule has it say. */
  readonly says: string
  /** Of what it says, as `es`. */
  readonly language: string
}

const lineBytes = 72

/** @returns a whole message, its lines ending in CRLF */
export function noticeMessage(mail: NoticeMail): string {
  const { from, to, messageId, at, library, says, language } = mail
  return [
    `From: ${headerWords(library)} <${from}>`,
    `To: ${to}`,
    `Subject: ${headerWords(library)}`,
    `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${messageId}>`,
    'MIME-Version: 1.0',
    'Auto-Submitted: auto-generated',
    'X-Auto-Response-Suppress: All',
    `Content-Language: ${language}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    ...quotedPrintable(says),
    '',
  ].join('\r\n')
}

/** Words for a header, encoded throughout (RFC 2047), so that none of their signs is read as one of the header's. */
function headerWords(text: string): string {
  const words: string[] = []
  let bytes = Buffer.alloc(0)
  const close = () => bytes.length > 0 && words.push(`=?utf-8?B?${bytes.toString('base64')}?=`)
  for (const sign of text.replaceAll(/\s+/g, ' ').trim()) {
    const next = Buffer.concat([bytes, Buffer.from(sign)])
    if (next.length > 42) {
      close()
      bytes = Buffer.from(sign)
    } else bytes = next
  }
  close()
  return words.join('\r\n ')
}

/** RFC 2045, 6.7; broken between words where that can be. */
function quotedPrintable(text: string): string[] {
  return text.split(/\r\n|\r|\n/).flatMap((paragraph) => {
    const lines: string[] = []
    let line = ''
    for (const word of paragraph.match(/\S*\s*/g) ?? []) {
      for (const sign of encodedWord(word).length > lineBytes ? [...word] : [word]) {
        const encoded = encodedWord(sign)
        if (line.length + encoded.length > lineBytes && line !== '') {
          lines.push(`${line}=`)
          line = ''
        }
        line += encoded
      }
    }
    return [...lines, line.replace(/ $/, '=20')]
  })
}

function encodedWord(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) =>
      byte !== 0x3d && byte >= 0x20 && byte < 0x7f
        ? String.fromCharCode(byte)
        : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('')
}
