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

/** What goes out to one person, ready to be handed over. */
export type Outgoing = {
  /** Of the notice, before the `@`: the same at a second try. */
  readonly id: string
  readonly to: string
  readonly says: string
  readonly language: string
  /** It tells an address that was replaced, which is kept no longer once it was told. */
  readonly former?: { readonly patronId: string; readonly step: number }
}

/** A way by which Carrel sends by itself. */
export type Sender = {
  readonly channel: Extract<ContactChannel, 'e-mail' | 'text'>
  /** Whether an address or number on file can be sent to. */
  fits(address: string): boolean
  /** What is wrong with the way as such, asked before anything is opened; undefined where nothing is. */
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
  /** Told that a message of unknown end is sent once more, or given up. Never of whom it is about. */
  readonly unsure: (messageId: string, what: 'sent-again' | 'given-up') => void
}

const rowsAtOnce = 100
/** So many tries of one day, and of all days. */
const triesADay = 3
const mostTries = 9
/** So many that a server does not take, and none that it takes: then it is not the addresses. */
const mostRefusedAlone = 3

/**
 * Sends what is planned for a way and whose day has come. Of each notice the gate is asked first, and has the contact on
 * record; what is no longer so is not sent.
 *
 * INVARIANT: each is handed over twice at most, with one id, which was stored before; and none is lost by a kill.
 *
 * @returns how many were taken; and what is wrong with the way, where something is and the rest waits
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
  // Why an alarm where it may be about one person: a server that takes nothing of anyone looks the same on a quiet day.
  const first = putOff.find(({ isMailbox }) => !isMailbox)
  return accepted === 0 && first !== undefined ? stop(first.why, false) : { accepted }
}

/** Why a way takes none for now. */
type ChannelFault = {
  readonly why: string
  /** It will not be otherwise in a few minutes. */
  readonly isPermanent: boolean
}

/** An address that there is not, as its server says. */
type Refused = { readonly row: PlannedNotice; readonly to: string }

/** One that the server did not take now, or of which it is not known whether it did. */
type PutOff = {
  readonly row: PlannedNotice
  readonly state: Exclude<DeliveryProgress, 'sent'>
  readonly why: string
  readonly isMailbox: boolean
}

/** Where it is not the addresses, each is asked of once a day, so that a long fault uses up nobody's tries. */
async function untilTomorrow({ worker }: SendingParts, { row, state }: PutOff, day: string): Promise<void> {
  if (state === 'unknown') return
  await inContext(worker, dailyJobContext, (trx) =>
    updateNotice(trx, row, { state, tryOn: daysAfter(day, 1) }, day),
  )
}

/** Notes that a server knows no such address; this notice goes another way, and after a second occasion all do. */
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
  // Why before the gate is asked: of a second try that was cut short nothing more is sent, and nothing opened.
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
  // Why the day after: what is refused for one notice alone keeps the others from going only once a day.
  const next = fault === 'sending' ? { tryOn: daysAfter(day, 1) } : later(row, day)
  const isOver =
    (state === 'ready' || state === 'trying') && (await recordTry(parts, row, day, { state, ...next }))
  if (fault === 'sending') return { why }
  return isOver || message === 'given-up' ? 'not-sent' : { row, state, why, isMailbox: fault === 'mailbox' }
}

/** Notes a try that failed; after the last one the notice goes another way. @returns whether it was the last */
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

/** After some tries of a day the next is on the day after: each one is on record, and opens an address. */
function later({ tries }: PlannedNotice, day: string): { readonly tryOn?: string } {
  return (tries + 1) % triesADay === 0 ? { tryOn: daysAfter(day, 1) } : {}
}

/** Asks the gate. `over`: it is no longer so, or they are gone; `no-way`: not by this way. */
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
  // Why not what they refuse where the address was replaced: that is no news of a loan, and may be somebody else's doing.
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
