import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { isAbsolute } from 'node:path'
import type { Kysely } from 'kysely'
import { noticeOpener } from '../gate/capabilities.ts'
import { type ContactChannel, type Gate, newCardCode, reachedAt } from '../gate/index.ts'
import type { Corrections } from '../patrons/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { LinkOpener } from '../platform/crypto/link-keys.ts'
import { inContext } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { beforeAllIds } from '../platform/db/statements.ts'
import { bad, good, ofDatabase } from '../platform/doctor.ts'
import { type DailyJob, dailyJobContext } from '../platform/jobs/daily-job.ts'
import { answerNothing, type MailHead, mailHead } from '../platform/mail/head.ts'
import {
  type DeliveryProgress,
  deliverAtMostTwice,
  mailServerFault,
  NotSentError,
  type RefusalReason,
  type SendResult,
  sendMail,
} from '../platform/mail/send.ts'
import { isMailAddress, type MailSettings } from '../platform/mail/settings.ts'
import { daysAfter, minuteIn, type Pack } from '../policy/index.ts'
import {
  envelopeByChannel,
  isAddressNotice,
  type Notice,
  noticeAsk,
  noticeText,
  recordToldBy,
  unheardByMinor,
} from './notice.ts'
import { badAddressToken, noticeOf, undefinedIfUnreadable } from './notice-sealing.ts'
import {
  addBadAddress,
  badAddresses,
  clearSendingFault,
  endNotice,
  noteSendingFault,
  noticesToDo,
  type PlannedNotice,
  sendingFaults,
  updateNotice,
} from './notice-store.ts'

export type Outgoing = {
  readonly id: string
  readonly to: string
  readonly says: string
  readonly language: string
  /** A removed address, forgotten once it was told. */
  readonly former?: { readonly patronId: string; readonly step: number }
  /** Whom it gives the policy's advice, as their first since an import. */
  readonly advises?: string
}

export type Sender = {
  readonly channel: Extract<ContactChannel, 'e-mail' | 'text'>
  /** Whether it can send to this address or number. */
  fits(address: string): boolean
  /** A fault of the channel itself, asked before anything is opened. */
  fault(signal: AbortSignal | undefined): Promise<string | undefined>
  send(message: Outgoing, signal: AbortSignal | undefined): Promise<SendResult>
}

type SendingParts = {
  readonly worker: Kysely<Schema>
  readonly ring: KeyRing
  readonly gate: Gate
  readonly corrections: Pick<Corrections, 'forgetFormer'>
  readonly pack: Pack
  readonly clock: Clock
  /** A message with unknown outcome is sent again or given up. It names no patron. */
  readonly unsure: (messageId: string, what: 'sent-again' | 'given-up') => void
}

const rowsAtOnce = 100
/** Tries a day, and in total. */
const triesADay = 3
const mostTries = 9
/** When this many are refused and none accepted, the addresses are not to blame. */
const mostRefusedAlone = 3

/**
 * Sends a channel's due notices. For each, the gate logs the contact first; one that no longer applies is not sent.
 *
 * INVARIANT: each is handed over at most twice, under one id stored before, and a crash loses none.
 *
 * @returns the number accepted, and the fault that stopped the channel, if any
 */
export async function sendNotices(
  parts: SendingParts,
  sender: Sender,
  day: string,
  stopping?: AbortSignal,
): Promise<{ readonly accepted: number; readonly fault?: ChannelFault }> {
  const { channel } = sender
  let accepted = 0
  const stop = (why: string, isPermanent = true) => ({ accepted, fault: { why, isPermanent } })
  const refused: Refused[] = []
  const putOff: PutOff[] = []
  for (let after: string | undefined = beforeAllIds; after !== undefined; ) {
    const from: string = after
    const page = { on: day, after: from, limit: rowsAtOnce }
    const rows = await inContext(parts.worker, dailyJobContext, (trx) => noticesToDo(trx, channel, page))
    if (rows.length === 0) break
    const fault = await sender.fault(stopping)
    if (fault !== undefined) return stop(fault, false)
    for (const row of rows) {
      if (stopping?.aborted) return { accepted }
      const sent = await sendOne(parts, sender, row, day, stopping)
      if (sent === 'accepted') accepted++
      else if (typeof sent === 'object' && 'to' in sent) refused.push(sent)
      else if (typeof sent === 'object' && 'state' in sent) putOff.push(sent)
      else if (typeof sent === 'object') return stop(sent.why)
      const alone = refused.length + putOff.length
      if (accepted === 0 && alone >= mostRefusedAlone) {
        for (const { row } of refused) await recordTry(parts, row, day)
        for (const one of putOff) await untilTomorrow(parts, one, day)
        const [{ why } = { why: 'no such address' }] = putOff
        return stop(`the first ${alone} were refused, and none was taken (${why})`)
      }
    }
    after = rows.at(-1)?.id
  }
  for (const one of refused) await markBad(parts, one, day)
  // Why a warning for what may be one person's fault: on a quiet day, a server that refuses everyone looks the same.
  const first = putOff.find(({ isMailbox }) => !isMailbox)
  return accepted === 0 && first !== undefined ? stop(first.why, false) : { accepted }
}

type ChannelFault = {
  readonly why: string
  readonly isPermanent: boolean
}

type Refused = { readonly row: PlannedNotice; readonly to: string }

type PutOff = {
  readonly row: PlannedNotice
  readonly state: Exclude<DeliveryProgress, 'sent'>
  readonly why: string
  readonly isMailbox: boolean
}

/** One try a day, so that a long fault uses up no one's tries. */
async function untilTomorrow({ worker }: SendingParts, { row, state }: PutOff, day: string): Promise<void> {
  if (state === 'unknown') return
  await inContext(worker, dailyJobContext, (trx) =>
    updateNotice(trx, row, { state, tryOn: daysAfter(day, 1) }, day),
  )
}

/** This notice goes another way; after a second occasion, all do. */
async function markBad({ worker, ring }: SendingParts, { row, to }: Refused, day: string): Promise<void> {
  await inContext(worker, dailyJobContext, async (trx) => {
    await addBadAddress(trx, badAddressToken(ring, to), row.planned_on)
    await updateNotice(trx, row, { state: 'failed' }, day)
  })
}

async function sendOne(
  parts: SendingParts,
  sender: Sender,
  row: PlannedNotice,
  day: string,
  stopping: AbortSignal | undefined,
): Promise<'accepted' | 'not-sent' | Refused | PutOff | { readonly why: string }> {
  const { worker } = parts
  const note = (state: Parameters<typeof updateNotice>[2]) =>
    inContext(worker, dailyJobContext, (trx) => updateNotice(trx, row, state, day))
  // Why before the gate: if a second try was cut short, nothing more is sent or opened.
  const message = row.state === 'trying-again' ? 'given-up' : await messageOf(parts, sender, row)
  if (message === 'over') {
    await inContext(worker, dailyJobContext, (trx) => endNotice(trx, row.id))
    return 'not-sent'
  }
  if (message === 'no-way') {
    await note({ state: 'failed' })
    return 'not-sent'
  }
  if (row.state !== 'ready') parts.unsure(row.message_id, message === 'given-up' ? 'given-up' : 'sent-again')
  const {
    state,
    fault,
    why = '',
  } = await deliverAtMostTwice(
    { state: row.state as DeliveryProgress, failure: null },
    {
      note: (known) => note({ state: known.state === 'sent' ? 'done' : known.state }),
      send: () => sender.send(message as Outgoing, stopping),
    },
  )
  const { former } = message as Outgoing
  if (former !== undefined && (state === 'sent' || state === 'unknown' || fault === 'address')) {
    await parts.corrections.forgetFormer(former.patronId, former.step)
    await inContext(worker, dailyJobContext, (trx) => endNotice(trx, row.id))
    return state === 'sent' ? 'accepted' : 'not-sent'
  }
  if (state === 'sent') {
    const { advises } = message as Outgoing
    if (advises !== undefined) await parts.gate.noteAdvised(advises)
    return 'accepted'
  }
  if (fault === 'address') return { row, to: (message as Outgoing).to }
  // Why the next day: the channel retries soon, but one refused notice should not be opened again and again.
  const next = fault === 'sending' ? { tryOn: daysAfter(day, 1) } : later(row, day)
  const isOver =
    (state === 'ready' || state === 'trying') && (await recordTry(parts, row, day, { state, ...next }))
  if (fault === 'sending') return { why }
  return isOver || message === 'given-up' ? 'not-sent' : { row, state, why, isMailbox: fault === 'mailbox' }
}

/** After the last try the notice goes another way. @returns whether it was the last */
async function recordTry(
  { worker }: SendingParts,
  row: PlannedNotice,
  day: string,
  known: { readonly state: 'ready' | 'trying'; readonly tryOn?: string } = {
    state: 'ready',
    tryOn: daysAfter(day, 1),
  },
): Promise<boolean> {
  const isLast = known.state === 'ready' && row.tries + 1 >= mostTries
  await inContext(worker, dailyJobContext, async (trx) => {
    await updateNotice(trx, row, { ...known, tried: true }, day)
    if (isLast) await updateNotice(trx, row, { state: 'failed' }, day)
  })
  return isLast
}

/** Waits a day after several tries, since each is logged and opens an address. */
function later({ tries }: PlannedNotice, day: string): { readonly tryOn?: string } {
  return (tries + 1) % triesADay === 0 ? { tryOn: daysAfter(day, 1) } : {}
}

/** `over`: no longer true, or the patron is gone. `no-way`: not by this channel. */
async function messageOf(
  { worker, ring, gate, corrections, pack, clock }: SendingParts,
  { channel, fits }: Sender,
  row: PlannedNotice,
): Promise<Outgoing | 'over' | 'no-way'> {
  const notice = undefinedIfUnreadable(() => noticeOf(new LinkOpener(noticeOpener(ring)), row))
  if (notice === undefined) return 'over'
  const at = { on: clock.today(), place: 'elsewhere' }
  const { found, told, minor, shielded } = await gate.contact({
    actor: { role: 'program' },
    patronId: notice.patron,
    ask: noticeAsk(channel, at),
    envelope: envelopeByChannel[channel],
  })
  if (!found) return 'over'
  const opened = told[0]?.opened
  if (opened?.contact === undefined) return 'no-way'
  const { contact, overdue, holds } = opened
  const record = recordToldBy(notice, { overdue: overdue?.any === true, ready: holds?.ready === true })
  if (record === undefined) return 'over'
  const former = isAddressNotice(notice.kind) ? { patronId: notice.patron, step: notice.step } : undefined
  // A guardian may read it. Why no news of an address about any minor: that it is missing would tell of a shield.
  if (minor && former !== undefined) {
    await corrections.forgetFormer(former.patronId, former.step)
    return 'over'
  }
  const unheard = unheardByMinor({ minor, shielded }, notice, contact)
  if (unheard !== undefined) return unheard
  // Why not for one address: news of a card goes also where no other message may.
  const reached = reachedAt(contact, contact.reach ?? {})
  const there = former
    ? [contact.former?.[former.step] ?? '']
    : channel === 'e-mail'
      ? reached.emails
      : reached.phones
  const addresses = there.filter(fits)
  const tokens = addresses.map((address) => badAddressToken(ring, address))
  const bad = await inContext(worker, dailyJobContext, (trx) => badAddresses(trx, tokens))
  const to = addresses.find((_, at) => !bad.has(tokens[at]?.toString('hex') ?? ''))
  if (former !== undefined && to === undefined) {
    await corrections.forgetFormer(former.patronId, former.step)
    return 'over'
  }
  // Why ignore refusals for one address: it is no news of a loan, and the refusal may be an intruder's.
  const refused = former === undefined && contact.choices.refuses?.includes(channel)
  if (to === undefined || refused) return 'no-way'
  const { language = pack.languages[0] ?? '' } = contact.choices
  const said = pack.in(language)
  const { advice = [] } = said.manifest
  // A text is too short for it.
  const advises = channel === 'e-mail' && former === undefined && contact.toAdvise && advice.length > 0
  const says = withCode(ring, notice, noticeText(said, channel, record, at))
  return {
    id: row.message_id,
    to,
    says: advises ? [says, '', ...advice].join('\n') : says,
    language: said.manifest.language,
    ...(former && { former }),
    ...(advises && { advises: notice.patron }),
  }
}

/** Only the words for a new card have a place for a code. */
const withCode = (ring: KeyRing, { patron: patronId, step }: Notice, says: string) =>
  says.replace('{code}', () => newCardCode(ring, { patronId, step }))

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

export function closedChannels(senders: readonly Sender[]): Sender['channel'][] {
  const all = ['e-mail', 'text'] as const
  return all.filter((way) => !senders.some(({ channel }) => channel === way))
}

export function sendNoticesJob(parts: SendingParts & { readonly senders: readonly Sender[] }): DailyJob {
  const { worker, clock, senders } = parts
  const held = new Map<Sender, { readonly until: number; readonly why: string }>()
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
export type NoticeMail = Omit<MailHead, 'subject'> & {
  readonly library: string
  readonly says: string
  readonly language: string
}

const lineBytes = 72

/** @returns lines ending in CRLF */
export function noticeMessage({ library, says, language, ...mail }: NoticeMail): string {
  return [
    ...mailHead({ ...mail, from: `${headerWords(library)} <${mail.from}>`, subject: headerWords(library) }),
    answerNothing,
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
type TextSettings =
  | { readonly state: 'set-up'; readonly command: string }
  | { readonly state: 'not-set-up' }
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

export const sendingCheck = ofDatabase('sending', async ({ db }) => {
  const [fault] = await sendingFaults(db.worker)
  if (fault === undefined) return good('The last notices that were to go out were not refused.')
  const since = fault.since.toISOString().slice(0, 16).replace('T', ' ')
  return bad(
    `Notices by ${fault.channel} do not go out since ${since} UTC: ${fault.why}.`,
    'Set right what the mail server, or the command that sends texts, refuses. The notices are kept, and tried again within the hour.',
  )
})
