import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { isAbsolute } from 'node:path'
import type { Clock } from '../platform/clock.ts'
import type { DailyJob } from '../platform/jobs/daily-job.ts'
import {
  mailServerFault,
  NotSentError,
  type RefusalReason,
  type SendResult,
  sendMail,
} from '../platform/mail/send.ts'
import { isMailAddress, type MailSettings } from '../platform/mail/settings.ts'
import { minuteIn, type Pack } from '../policy/index.ts'
import { type Sender, type SendingParts, sendNotices } from './notice-sending.ts'
import { clearSendingFault, noteSendingFault } from './notice-store.ts'

/** Undefined if mail is not set up. */
export function mailSender(mail: MailSettings, pack: Pack, clock: Clock): Sender | undefined {
  if (mail.state === 'not-set-up') return undefined
  if (mail.state === 'wrong') return brokenSender('e-mail', mail.says)
  const { server, from } = mail
  const domain = from.slice(from.lastIndexOf('@') + 1)
  return {
    channel: 'e-mail',
    fits: isMailAddress,
    fault: (signal) => mailServerFault(server, from, { signal }),
    send({ id, to, says, language }, signal) {
      const library = pack.library
      const messageId = `${id}@${domain}`
      const message = noticeMessage({ from, to, messageId, at: clock.now(), library, says, language })
      return sendMail(server, { from, to, message }, { signal })
    },
  }
}

/** Undefined if no command is set up. */
export function textSender(text: TextSettings): Sender | undefined {
  if (text.state === 'not-set-up') return undefined
  if (text.state === 'wrong') return brokenSender('text', text.says)
  return {
    channel: 'text',
    fits: (phone) => phone.replace(/\D/g, '').length >= 7,
    fault: async () => undefined,
    send: ({ id, to, says }, signal) => sendText(text.command, { id, to, text: says }, { signal }),
  }
}

/** A server that refuses everything is tried once an hour, since each try opens and logs an address. */
const holdMs = 3_600_000

/** Set up wrongly: notices wait until it is fixed. */
function brokenSender(channel: Sender['channel'], says: string): Sender {
  const fault = async () => says
  return {
    channel,
    fits: () => true,
    fault,
    send: async () => ({ outcome: 'refused', why: says, fault: 'sending' }),
  }
}

function isTextHour({ pack, clock }: Pick<SendingParts, 'pack' | 'clock'>): boolean {
  const hours = pack.manifest.notices?.['text-hours']
  const hour = Math.floor(minuteIn(pack.timeZone)(clock.now()) / 60)
  return hours !== undefined && hour >= hours.from && hour < hours.until
}

/** Channels that are not set up. */
export function closedChannels(senders: readonly Sender[]): Sender['channel'][] {
  const all = ['e-mail', 'text'] as const
  return all.filter((way) => !senders.some(({ channel }) => channel === way))
}

/** Sends planned notices every time the daily jobs run. */
export function sendNoticesJob(parts: SendingParts & { readonly senders: readonly Sender[] }): DailyJob {
  const { worker, clock, senders } = parts
  const held = new Map<Sender, { readonly until: number; readonly why: string }>()
  /** Returns the fault, if any. */
  const tryWay = async (sender: Sender, day: string, stopping: AbortSignal | undefined) => {
    const { channel } = sender
    const hold = held.get(sender)
    const now = clock.now().getTime()
    if (hold !== undefined && now < hold.until) return hold.why
    const { accepted, fault } = await sendNotices(parts, sender, day, stopping)
    if (accepted > 0) await clearSendingFault(worker, channel)
    held.delete(sender)
    if (fault === undefined) return undefined
    await noteSendingFault(worker, { channel, since: clock.now(), why: fault.why })
    if (fault.isPermanent) held.set(sender, { until: now + holdMs, why: fault.why })
    return fault.why
  }
  return {
    name: 'send-notices',
    // Why: what failed is tried again on the same day.
    knowsWhatIsLeft: true,
    async run(day, stopping) {
      for (const channel of closedChannels(senders)) await clearSendingFault(worker, channel)
      const faults: string[] = []
      for (const sender of senders) {
        if (sender.channel === 'text' && !isTextHour(parts)) continue
        const why = await tryWay(sender, day, stopping)
        if (why !== undefined) faults.push(`notices by ${sender.channel} are not sent: ${why}`)
      }
      if (stopping?.aborted) throw new NotSentError('Carrel was ended meanwhile')
      if (faults.length > 0) throw new NotSentError(faults.join('; '))
    },
  }
}

/**
 * INVARIANT: a notice mail has no title, author, item, date or amount, and its subject is the library's name alone,
 * since others may see a list of mails.
 */
export type NoticeMail = {
  readonly from: string
  readonly to: string
  /** Without angle brackets. */
  readonly messageId: string
  readonly at: Date
  readonly library: string
  readonly says: string
  readonly language: string
}

const lineBytes = 72

/** @returns lines ending in CRLF */
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

/** RFC 2047: encoded throughout, so that no character has a meaning in the header. */
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

/** RFC 2045, section 6.7; broken between words where possible. */
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

/** Texts are sent by the library's own command, set in the environment. */
export type TextSettings =
  | { readonly state: 'set-up'; readonly command: string }
  | { readonly state: 'not-set-up' }
  /** `says`: a sentence with its fix. */
  | { readonly state: 'wrong'; readonly says: string }

/** Reads CARREL_TEXT_COMMAND, the path of a program that sends one text. */
export function textSettings(env: Readonly<Record<string, string | undefined>>): TextSettings {
  const { CARREL_TEXT_COMMAND: command = '' } = env
  if (command === '') return { state: 'not-set-up' }
  if (!isAbsolute(command)) {
    return {
      state: 'wrong',
      says: 'CARREL_TEXT_COMMAND has to be the whole path of a program, as /usr/local/bin/text',
    }
  }
  try {
    accessSync(command, constants.X_OK)
    return { state: 'set-up', command }
  } catch {
    return {
      state: 'wrong',
      says: `CARREL_TEXT_COMMAND names ${command}, which is no program that may be run here`,
    }
  }
}

const mostMs = 60_000

/** Any other exit code leaves the outcome unknown. */
const exits = { sent: 0, noSuchNumber: 67, later: 75 } as const

/**
 * Runs the command with one line of JSON on standard input: `{"id", "to", "text"}`. A second try has the same id.
 *
 * INVARIANT: number and text are in no argument or variable, which other users of the machine can read; and the command
 * gets none of Carrel's settings, such as the mail password.
 */
export async function sendText(
  command: string,
  text: { readonly id: string; readonly to: string; readonly text: string },
  {
    signal,
    deadlineMs = mostMs,
  }: { readonly signal?: AbortSignal | undefined; readonly deadlineMs?: number } = {},
): Promise<SendResult> {
  const { PATH = '', LANG = 'C.UTF-8' } = process.env
  const end = AbortSignal.any([AbortSignal.timeout(deadlineMs), ...(signal ? [signal] : [])])
  return new Promise((resolve) => {
    let runs = false
    const child = spawn(command, [], {
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { PATH, LANG },
      signal: end,
      killSignal: 'SIGKILL',
    })
    child.once('spawn', () => (runs = true))
    child.once('error', () =>
      resolve(runs ? unknownOutcome('it was ended') : refusedOutcome('it cannot be run', 'sending')),
    )
    child.once('close', (code) => resolve(sentBy(code)))
    // A command that ends without reading breaks the pipe; its exit code says what it did.
    child.stdin.on('error', () => undefined)
    child.stdin.end(`${JSON.stringify(text)}\n`)
  })
}

function sentBy(code: number | null): SendResult {
  if (code === exits.sent) return { outcome: 'accepted' }
  if (code === exits.noSuchNumber) return refusedOutcome('it knows no such number', 'address')
  if (code === exits.later) return refusedOutcome('it could not send now', 'later')
  return unknownOutcome(code === null ? 'it was ended' : `it ended with ${code}`)
}

const refusedOutcome = (why: string, fault: RefusalReason): SendResult => ({
  outcome: 'refused',
  why: `the command that sends texts: ${why}`,
  fault,
})
const unknownOutcome = (why: string): SendResult => ({
  outcome: 'unknown',
  why: `the command that sends texts: ${why}`,
})
