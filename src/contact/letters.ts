import { noticeOpener } from '../gate/capabilities.ts'
import {
  type Disclosure,
  type Gate,
  type GateParts,
  type PatronName,
  reachedAt,
  type StaffActor,
} from '../gate/index.ts'
import { liableGuardianRowIds } from '../patrons/index.ts'
import { LinkOpener } from '../platform/crypto/link-keys.ts'
import { inContext } from '../platform/db/context.ts'
import { beforeAllIds } from '../platform/db/statements.ts'
import { languages } from '../platform/i18n/language.ts'
import { typeset } from '../platform/pdf/typesetter.ts'
import type { Pack } from '../policy/index.ts'
import {
  envelopeByChannel,
  guardianLetterAsk,
  guardianNoticeText,
  mayGoToGuardian,
  type Notice,
  noticeAsk,
  noticeText,
  recordToldBy,
  unheardByMinor,
} from './notice.ts'
import { noticeOf, undefinedIfUnreadable } from './notice-sealing.ts'
import {
  countNoticesToDo,
  endNotice,
  lockNotice,
  noticesToDo,
  type PlannedNotice,
  updateNotice,
} from './notice-store.ts'
import { noticesWords } from './words/notices.ts'

export type LetterParts = Pick<GateParts, 'app' | 'ring' | 'pack' | 'clock'> & {
  readonly gate: Gate
  readonly say: {
    day(language: string, day: string): string
    dollars(language: string, cents: number): string
  }
}

/** What is around the policy's own words in a letter. @param name absent to a parent or guardian */
export function letterFrame(
  pack: Pack,
  { record, name }: { readonly record: string; readonly name?: string | undefined },
): Pick<NoticeLetter, 'dear' | 'toDo' | 'close'> {
  const language = languages.find((one) => one === pack.manifest.language) ?? languages[0]
  const { dear, dearGuardian, toDo, close } = noticesWords({ pack, language }).letter
  const does: Readonly<Record<string, string>> = toDo
  return { dear: name === undefined ? dearGuardian : dear(name), toDo: does[record] ?? '', close }
}

/** One batch, to be put into envelopes before the next is printed. */
export const lettersAtOnce = 50

/** `ready` is counted up to `lettersAtOnce + 1`; `printed` are not yet mailed. */
export async function lettersWaiting(
  { app, clock }: Pick<LetterParts, 'app' | 'clock'>,
  by: StaffActor,
): Promise<{ readonly ready: number; readonly printed: number }> {
  const on = clock.today()
  return inContext(app, { actor: by.accountId, place: by.place }, async (trx) => {
    const counted = (state: 'ready' | 'trying') =>
      countNoticesToDo(trx, { channel: 'letter', state }, on, lettersAtOnce + 1)
    return { ready: await counted('ready'), printed: await counted('trying') }
  })
}

/**
 * The next batch: first what was printed and not mailed, otherwise new notices. For a minor, each guardian who signed
 * gets a letter. Every letter is logged as a contact by the person printing, before an address is opened.
 * @param set makes the file; only when it succeeds do the notices count as printed
 */
export async function lettersToPrint<T>(
  parts: LetterParts,
  by: StaffActor,
  set: (letters: readonly NoticeLetter[]) => T | Promise<T>,
): Promise<T> {
  const { app, ring, clock } = parts
  const context = { actor: by.accountId, place: by.place }
  const on = clock.today()
  const page = { on, after: beforeAllIds, limit: lettersAtOnce }
  const rows = await inContext(app, context, async (trx) => {
    const printed = await noticesToDo(trx, 'letter', { ...page, state: 'trying' })
    return printed.length > 0 ? printed : noticesToDo(trx, 'letter', { ...page, state: 'ready' })
  })
  const letters: NoticeLetter[] = []
  const toPrint: PlannedNotice[] = []
  for (const row of rows) {
    const notice = undefinedIfUnreadable(() => noticeOf(new LinkOpener(noticeOpener(ring)), row))
    const made = notice === undefined ? 'over' : await lettersOf(parts, by, notice)
    if (typeof made === 'object') {
      letters.push(...made)
      toPrint.push(row)
      continue
    }
    await inContext(app, context, async (trx) => {
      if (made === 'over') await endNotice(trx, row.id)
      else await updateNotice(trx, row, { state: 'failed' }, on)
    })
  }
  const file = await set(letters)
  await inContext(app, context, async (trx) => {
    for (const { id } of toPrint) {
      // Why lock and check: a colleague may have printed and mailed it meanwhile.
      const row = await lockNotice(trx, id)
      if (row?.state === 'ready') await updateNotice(trx, row, { state: 'trying' }, on)
    }
  })
  return file
}

export async function lettersMailed(
  { app, ring, clock, gate }: Pick<LetterParts, 'app' | 'ring' | 'clock' | 'gate'>,
  by: StaffActor,
): Promise<void> {
  const on = clock.today()
  const keys = new LinkOpener(noticeOpener(ring))
  const mailed = await inContext(app, { actor: by.accountId, place: by.place }, async (trx) => {
    const page = { on, after: beforeAllIds, limit: lettersAtOnce, state: 'trying' } as const
    const printed: PlannedNotice[] = await noticesToDo(trx, 'letter', page)
    for (const row of printed) await updateNotice(trx, row, { state: 'done' }, on)
    return printed
  })
  for (const row of mailed) {
    const notice = undefinedIfUnreadable(() => noticeOf(keys, row))
    if (notice === undefined) continue
    const signers = mayGoToGuardian(notice)
      ? await inContext(app, { actor: by.accountId, place: by.place }, (trx) =>
          liableGuardianRowIds(trx, ring, notice.patron),
        )
      : []
    // A guardian's letter has no advice, and the patron's next one has it.
    if (signers.length === 0) await gate.noteAdvised(notice.patron)
  }
}

/** `over`: no longer true, or the patron is gone. `no-way`: nothing may be told, or there is no address. */
type NoLetter = 'over' | 'no-way'

/**
 * Parents may live apart, so each guardian who signed gets a letter of their own that names no other, with its own log
 * entry. Without one, the patron gets it.
 */
async function lettersOf(
  parts: LetterParts,
  by: StaffActor,
  notice: Notice,
): Promise<NoticeLetter[] | NoLetter> {
  const context = { actor: by.accountId, place: by.place }
  const signers = mayGoToGuardian(notice)
    ? await inContext(parts.app, context, (trx) => liableGuardianRowIds(trx, parts.ring, notice.patron))
    : []
  const made: (NoticeLetter | NoLetter)[] = []
  for (const [nth, link] of [...signers, ...(signers.length === 0 ? [undefined] : [])].entries()) {
    const { letter, toGuardian } = await letterOf(parts, by, notice, link)
    // Why only the first: if a guardian may not be told, it is the patron's own letter, of which there is one.
    if (nth === 0 || toGuardian) made.push(letter)
    if (!toGuardian) break
  }
  const letters = made.filter((one) => typeof one === 'object')
  return letters.length > 0 ? letters : made.includes('no-way') ? 'no-way' : 'over'
}

/** @param link of a guardian who signed */
async function letterOf(
  parts: LetterParts,
  by: StaffActor,
  notice: Notice,
  link: string | undefined,
): Promise<{ readonly letter: NoticeLetter | NoLetter; readonly toGuardian: boolean }> {
  const at = { on: parts.clock.today(), place: by.place }
  const disclosed = await parts.gate.contact({
    actor: by,
    patronId: notice.patron,
    ask: noticeAsk('letter', at),
    envelope: envelopeByChannel.letter,
    isChosen: true,
    ...(link !== undefined && { orGuardian: { ask: guardianLetterAsk(at), link } }),
  })
  const { contact } = disclosed.told[0]?.opened ?? {}
  const letter = unheardByMinor(disclosed, notice, contact) ?? letterSaying(parts, notice, at, disclosed)
  return { letter, toGuardian: disclosed.guardians.length > 0 }
}

function letterSaying(
  { pack, say }: LetterParts,
  notice: Notice,
  at: Parameters<typeof guardianLetterAsk>[0],
  disclosed: Disclosure,
): NoticeLetter | NoLetter {
  if (!disclosed.found) return 'over'
  const [told] = disclosed.told
  if (told?.opened.identity === undefined) return 'no-way'
  const { identity, contact, charges, ...facts } = told.opened
  const record = recordToldBy(notice, {
    overdue: facts.overdue?.any === true,
    ready: facts.holds?.ready === true,
    owed: (charges?.totalCents ?? 0) > 0,
  })
  if (record === undefined) return 'over'
  const [guardian] = disclosed.guardians
  const [address] =
    guardian?.contact?.addresses ?? (contact && reachedAt(contact, contact.reach ?? {}).addresses) ?? []
  if (address === undefined) return 'no-way'
  const said = pack.in(contact?.choices.language ?? pack.languages[0] ?? '')
  const { language } = said.manifest
  const words = said.manifest['notice-words']
  const name = nameOf(identity)
  const owed = record === 'charges' ? say.dollars(language, charges?.totalCents ?? 0) : undefined
  return {
    // A minor's name never shows in the window of an envelope.
    to: [nameOf(guardian?.name ?? identity), ...address],
    on: say.day(language, at.on),
    ...letterFrame(said, { record, name: guardian ? undefined : name }),
    says: guardian
      ? guardianNoticeText(said, name, recordsToldOf(record, told))
      : noticeText(said, 'letter', record, at),
    owed: owed === undefined ? null : (words?.owed ?? '').replace('{amount}', () => owed),
    advice: guardian || !contact?.toAdvise ? [] : (said.manifest.advice ?? []),
    language,
  }
}

const nameOf = ({ firstName, surname }: PatronName): string => `${firstName} ${surname}`.trim()

/** What a guardian may be told: for charges, also their cause. */
function recordsToldOf(record: string, { opened }: Disclosure['told'][number]) {
  if (record !== 'charges') return ['overdue'] as const
  return (['lost', 'damaged', 'charges'] as const).filter(
    (one) => one === 'charges' || opened[one]?.any === true,
  )
}

/**
 * INVARIANT: a letter has no part for a title, an author or an item. An amount appears only here, in a closed envelope.
 */
export type NoticeLetter = {
  readonly to: readonly string[]
  readonly on: string
  readonly dear: string
  readonly says: string
  /** Empty where what it says is all. */
  readonly toDo: string
  readonly close: string
  readonly owed: string | null
  /** The policy's, in a customer's first letter since an import (Reg 2). */
  readonly advice: readonly string[]
  readonly language: string
}

/** One page each, for #10 window envelopes: tagged PDF/UA-1. */
export function lettersPdf(about: {
  readonly title: string
  readonly library: string
  readonly sender: readonly string[]
  /** Across from the sender: phone number and hours. */
  readonly reach: readonly string[]
  readonly letters: readonly NoticeLetter[]
}): Promise<Buffer> {
  return typeset(new URL('./letters.typ', import.meta.url), about)
}
