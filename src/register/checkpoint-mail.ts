import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Clock } from '../platform/clock.ts'
import type { Schema } from '../platform/db/schema.ts'
import { type DailyJob, isDoneFor } from '../platform/jobs/daily-job.ts'
import { mailHead } from '../platform/mail/head.ts'
import { deliverAtMostTwice, NotSentError, sendMail } from '../platform/mail/send.ts'
import type { MailServer, MailSettings } from '../platform/mail/settings.ts'
import { daysBetween } from '../policy/index.ts'
import {
  type CheckpointMail,
  checkpointMails,
  checkpointRecipients,
  noteCheckpointMail,
  type RecipientNumber,
  saveCheckpointMail,
} from './checkpoint-mail-store.ts'
import { type CheckpointFingerprint, fingerprintLines } from './log/checkpoint.ts'
import { newestFingerprint } from './newest-checkpoint.ts'

/** INVARIANT: every mail has this many bytes, so its size says nothing about the day or the recipient. */
export const checkpointMessageBytes = 4096

const fillerLine = 70

/** The newest signed checkpoint and its fingerprint, as a whole message with CRLF line ends. It names no patron. */
function checkpointMessage(mail: {
  readonly from: string
  readonly to: string
  readonly messageId: string
  readonly at: Date
  readonly pin: CheckpointFingerprint
  readonly key: string
  readonly note: string
}): string {
  const boundary = 'carrel-register-pin'
  const head = [
    ...mailHead({ ...mail, subject: 'The register today' }),
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
    ...fingerprintLines(mail.pin),
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
  const missing = checkpointMessageBytes - lengthOf(head) - lengthOf(foot)
  const message = [...head, ...filler(missing), ...foot].join('\r\n')
  if (Buffer.byteLength(message) !== checkpointMessageBytes) {
    throw new Error(
      `the daily mail has ${Buffer.byteLength(message)} bytes and must have ${checkpointMessageBytes}`,
    )
  }
  return message
}

/** The last line of a message is empty and has no CRLF. */
function lengthOf(lines: readonly string[]): number {
  return Buffer.byteLength(lines.join('\r\n'))
}

/** Lines of dashes of exactly `bytes` bytes, counting the line ends before and after them. */
function filler(bytes: number): string[] {
  let left = bytes - 2
  const lines: string[] = []
  while (left > 0) {
    // A new line costs two bytes for its end, so a rest of one or two bytes could not become a line.
    const length = left <= fillerLine + 2 ? left - 2 : Math.min(fillerLine, left - 2 - 3)
    lines.push('-'.repeat(length))
    left -= length + 2
  }
  return lines
}

type Db = Parameters<typeof checkpointRecipients>[0]

type LateCheckpointMail = {
  readonly place: RecipientNumber
  readonly address: string
  /** The library's day, `YYYY-MM-DD`; today where no mail was made for this address yet. */
  readonly day: string
  /** `late`: no newer mail was made. `unsent`: tried again. `unknown`: may have been sent. `never`: none was made. */
  readonly why: 'late' | 'unknown' | 'unsent' | 'never'
  readonly failure: string | null
}

export type CheckpointMailState =
  | { readonly ok: false; readonly code: 'not-set-up' /** The addresses are. */; readonly named: boolean }
  | { readonly ok: false; readonly code: 'wrong'; readonly why: string }
  | { readonly ok: false; readonly code: 'no-one-named' }
  | { readonly ok: true; readonly code: 'soon' }
  | { readonly ok: true; readonly code: 'sent'; readonly day: string }
  | { readonly ok: false; readonly code: 'late'; readonly pins: readonly LateCheckpointMail[] }

/** Works as the app or the worker. `today` is the library's day, `YYYY-MM-DD`. */
export async function checkpointMailState(
  db: Db,
  mail: MailSettings,
  today: string,
): Promise<CheckpointMailState> {
  const addresses = await checkpointRecipients(db)
  const named = addresses.size > 0
  if (mail.state === 'wrong') return { ok: false, code: 'wrong', why: mail.says }
  if (mail.state === 'not-set-up') return { ok: false, code: 'not-set-up', named }
  if (!named) return { ok: false, code: 'no-one-named' }
  const mails = await checkpointMails(db)
  const [oldest] = mails.map(({ day }) => day).sort()
  if (oldest === undefined) return { ok: true, code: 'soon' }
  const late = [...addresses].flatMap(([place, address]) => {
    const mail = mails.find((one) => one.place === place && one.address === address)
    if (mail === undefined) return { place, address, day: today, why: 'never' as const, failure: null }
    return mail.state !== 'sent' || daysBetween(mail.day, today) > 1 ? lateCheckpointMail(mail) : []
  })
  return late.length === 0 ? { ok: true, code: 'sent', day: oldest } : { ok: false, code: 'late', pins: late }
}

function lateCheckpointMail({ place, address, day, state, failure }: CheckpointMail): LateCheckpointMail {
  const why = state === 'sent' ? 'late' : state === 'unknown' ? 'unknown' : 'unsent'
  return { place, address, day, why, failure }
}

/**
 * Sends the newest checkpoint to both addresses once a day. Each mail is stored with its id before it is sent. A mail that
 * the server certainly lacks is tried again until the day ends; one whose outcome is unknown is sent once more, byte for
 * byte, so that a mail program shows it once.
 */
export function checkpointMailJob(parts: {
  readonly worker: Kysely<Schema>
  readonly mail: MailSettings
  readonly clock: Clock
}): DailyJob {
  const { worker, mail, clock } = parts
  return {
    name: 'pin-mails',
    // Why: the Director may change an address, or the mail settings may be fixed, after the day's mail went out.
    knowsWhatIsLeft: true,
    async run(day, stopping) {
      if (mail.state === 'not-set-up') return
      const addresses = await checkpointRecipients(worker)
      if (addresses.size === 0) return
      if (mail.state === 'wrong') throw new NotSentError(mail.says)
      const failures: string[] = []
      for (const [place, address] of addresses) {
        const today = { place, address, day, from: mail.from, at: clock.now() }
        if (stopping?.aborted) throw new NotSentError('Carrel was ended meanwhile')
        const failure = await sendOne(worker, mail, await mailOf(worker, today), stopping)
        if (failure !== undefined) failures.push(`the mail to address ${place} is not sent: ${failure}`)
      }
      if (failures.length > 0) throw new NotSentError(failures.join('; '))
    },
  }
}

/** The day's mail to one address: the stored one, if it is to that address, or a new one. */
async function mailOf(
  worker: Kysely<Schema>,
  today: Pick<CheckpointMail, 'place' | 'address' | 'day'> & { readonly from: string; readonly at: Date },
): Promise<CheckpointMail> {
  const { place, address, day, from, at } = today
  const kept = (await checkpointMails(worker)).find((mail) => mail.place === place)
  if (kept !== undefined && isDoneFor(kept.day, day) && kept.address === address && isFrom(kept, from))
    return kept
  const pin = await newestFingerprint(worker)
  if (pin === undefined) throw new NotSentError('nothing is signed yet: the register is signed once a minute')
  const messageId = `${randomBytes(16).toString('hex')}@${from.slice(from.lastIndexOf('@') + 1)}`
  const message = checkpointMessage({ from, to: address, messageId, at, pin, key: pin.key, note: pin.note })
  const mail: CheckpointMail = {
    place,
    day,
    message_id: messageId,
    address,
    message,
    state: 'ready',
    failure: null,
  }
  await saveCheckpointMail(worker, mail)
  return mail
}

/** Whether a mail has this sender, or was already sent from any. */
function isFrom({ message, state }: CheckpointMail, from: string): boolean {
  return state === 'sent' || message.startsWith(`From: ${from}\r\n`)
}

/** Tries once. Returns why it was not sent, where it should be tried again. */
async function sendOne(
  worker: Kysely<Schema>,
  { server, from }: { readonly server: MailServer; readonly from: string },
  mail: CheckpointMail,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const { state, why } = await deliverAtMostTwice(mail, {
    note: (known) => noteCheckpointMail(worker, mail, known),
    send: () => sendMail(server, { from, to: mail.address, message: mail.message }, { signal }),
  })
  return state === 'sent' || state === 'unknown' ? undefined : why
}

/** One or two sentences for the computer's administrator. */
export function checkpointMailStateText(state: CheckpointMailState): string {
  switch (state.code) {
    case 'wrong':
      return `No mail goes out: ${state.why}.`
    case 'not-set-up': {
      const also = state.named ? '' : ' Nor has the Director named the two addresses that get it.'
      return `No mail goes out: it is not set up (CARREL_SMTP_URL, CARREL_MAIL_FROM). No one outside this computer has a fingerprint of the register, so anyone who has its keys could rewrite it unnoticed.${also}`
    }
    case 'no-one-named':
      return 'Mail is set up, and the Director has not named the two addresses that get the pin of the register every day (carrel register pins-to).'
    case 'soon':
      return 'The first fingerprints go out with the next nightly jobs.'
    case 'sent':
      return `The pins of ${state.day} were handed to the mail server.`
    case 'late':
      return state.pins.map(lateText).join(' ')
  }
}

function lateText({ place, day, why, failure }: LateCheckpointMail): string {
  const because = failure === null ? '' : `: ${failure}`
  switch (why) {
    case 'late':
      return `The last pin to address ${place} is of ${day}: Carrel did not run since, or its nights fail.`
    case 'unknown':
      return `Whether the pin of ${day} to address ${place} arrived is not known${because}.`
    case 'never':
      return `No fingerprint went to address ${place} yet: it is sent with the next check, within minutes where Carrel runs.`
    case 'unsent':
      return `The pin of ${day} to address ${place} could not be sent${because}. It is tried again every few minutes.`
  }
}
