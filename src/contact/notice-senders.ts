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

/** Sends by e-mail; undefined where mail is not set up. */
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

/** Sends texts by the library's own command; undefined where there is none. */
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

/** A server that takes none of ours is asked once an hour: each try opens an address and goes on record. */
const holdMs = 3_600_000

/** What is set up and wrong: it waits until it is mended. */
function brokenSender(channel: Sender['channel'], says: string): Sender {
  const fault = async () => says
  return {
    channel,
    fits: () => true,
    fault,
    send: async () => ({ outcome: 'refused', why: says, fault: 'sending' }),
  }
}

/** Whether it is an hour for texts. They wait for it, whenever it is looked. */
function isTextHour({ pack, clock }: Pick<SendingParts, 'pack' | 'clock'>): boolean {
  const hours = pack.manifest.notices?.['text-hours']
  const hour = Math.floor(minuteIn(pack.timeZone)(clock.now()) / 60)
  return hours !== undefined && hour >= hours.from && hour < hours.until
}

/** The ways by which Carrel sends, and which are not set up here. */
export function closedChannels(senders: readonly Sender[]): Sender['channel'][] {
  const all = ['e-mail', 'text'] as const
  return all.filter((way) => !senders.some(({ channel }) => channel === way))
}

/** Sends what is planned by the ways that are set up, each time the night's steps are gone through. */
export function sendNoticesJob(parts: SendingParts & { readonly senders: readonly Sender[] }): DailyJob {
  const { worker, clock, senders } = parts
  const held = new Map<Sender, { readonly until: number; readonly why: string }>()
  /** Tries a way that is not held, and says what is wrong with it. */
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
    // Why: what could not be sent is tried again on the same day.
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

/** How texts go out: by a command of the library's own, from the environment. */
export type TextSettings =
  | { readonly state: 'set-up'; readonly command: string }
  | { readonly state: 'not-set-up' }
  /** `says` is one sentence with its mend. */
  | { readonly state: 'wrong'; readonly says: string }

/** Reads CARREL_TEXT_COMMAND: the path of a program that sends one text. Without it no text is sent. */
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

/** What the command's exit says; every other one leaves unknown what became of the text. */
const exits = { sent: 0, noSuchNumber: 67, later: 75 } as const

/**
 * Hands one text to the command, as a line of JSON on its standard input: `{"id", "to", "text"}`. The id is the same at
 * a second try, so that whoever sends it can tell.
 *
 * INVARIANT: the number and the text are in no argument and no variable, which other users of the machine can read; and
 * the command learns nothing of this program's own settings, the mail server's password among them.
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
    // A command that ends without reading leaves a broken pipe, and says by its exit what it did.
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
