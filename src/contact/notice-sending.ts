import type { Kysely } from 'kysely'
import { type ContactChannel, type Gate, noticeOpener } from '../gate/index.ts'
import type { Corrections } from '../patrons/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { LinkOpener } from '../platform/crypto/link-keys.ts'
import { inContext } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { beforeAllIds } from '../platform/db/statements.ts'
import { dailyJobContext } from '../platform/jobs/daily-job.ts'
import type { SendResult } from '../platform/mail/send.ts'
import { type DeliveryProgress, deliverAtMostTwice } from '../platform/mail/send.ts'
import { daysAfter, type Pack } from '../policy/index.ts'
import { envelopeByChannel, noticeAsk, noticeText, recordToldBy } from './notice.ts'
import { badAddressToken, noticeOf, undefinedIfUnreadable } from './notice-sealing.ts'
import {
  addBadAddress,
  badAddresses,
  endNotice,
  noticesToDo,
  type PlannedNotice,
  updateNotice,
} from './notice-store.ts'

export type Outgoing = {
  /** The notice's id, the same at a second try. */
  readonly id: string
  readonly to: string
  readonly says: string
  readonly language: string
  /** A removed address, forgotten once it was told. */
  readonly former?: { readonly patronId: string; readonly step: number }
}

export type Sender = {
  readonly channel: Extract<ContactChannel, 'e-mail' | 'text'>
  /** Whether it can send to this address or number. */
  fits(address: string): boolean
  /** A fault of the channel itself, asked before anything is opened. */
  fault(signal: AbortSignal | undefined): Promise<string | undefined>
  send(message: Outgoing, signal: AbortSignal | undefined): Promise<SendResult>
}

export type SendingParts = {
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
  /** It will last longer than a few minutes. */
  readonly isPermanent: boolean
}

/** The server knows no such address. */
type Refused = { readonly row: PlannedNotice; readonly to: string }

/** Not accepted now, or outcome unknown. */
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
  if (state === 'sent') return 'accepted'
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
  const { found, told } = await gate.contact({
    ...{ actor: { role: 'program' }, patronId: notice.patron },
    ...{ ask: noticeAsk(channel, at), envelope: envelopeByChannel[channel] },
  })
  if (!found) return 'over'
  const opened = told[0]?.opened
  if (opened?.contact === undefined) return 'no-way'
  const { contact, overdue, holds } = opened
  const record = recordToldBy(notice, { overdue: overdue?.any === true, ready: holds?.ready === true })
  if (record === undefined) return 'over'
  const former = notice.kind === 'address' ? { patronId: notice.patron, step: notice.step } : undefined
  const there = former
    ? [contact.former?.[former.step] ?? '']
    : channel === 'e-mail'
      ? contact.emails
      : contact.phones
  const addresses = there.filter(fits)
  const tokens = addresses.map((address) => badAddressToken(ring, address))
  const bad = await inContext(worker, dailyJobContext, (trx) => badAddresses(trx, tokens))
  const to = addresses.find((_, at) => !bad.has(tokens[at]?.toString('hex') ?? ''))
  if (former !== undefined && to === undefined) {
    await corrections.forgetFormer(former.patronId, former.step)
    return 'over'
  }
  // Why ignore refusals for a removed address: it is no news of a loan, and the refusal may be an intruder's.
  const refused = former === undefined && contact.choices.refuses?.includes(channel)
  if (to === undefined || refused) return 'no-way'
  const { language = pack.languages[0] ?? '' } = contact.choices
  const said = pack.in(language)
  return {
    ...{ id: row.message_id, to, says: noticeText(said, channel, record, at) },
    language: said.manifest.language,
    ...(former && { former }),
  }
}
