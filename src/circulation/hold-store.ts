import { circulationOpener, dueDateOpener, holdLineOpener } from '../gate/capabilities.ts'
import {
  endTokens,
  itemPrefix,
  type LinkRow,
  type LinkTable,
  openHandle,
  type SealedLink,
  type Slip,
} from '../gate/index.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import {
  type LinkKeys,
  type LinkOpener,
  openUnderAllKeys,
  underAllKeys,
} from '../platform/crypto/link-keys.ts'
import type { Trx } from '../platform/db/context.ts'
import { beforeAllIds } from '../platform/db/statements.ts'
import { lockPatronOnFile } from './account-closing-store.ts'
import { anonymizeLinks, type ChangedRow, lockSubject, placeHold } from './checkout-store.ts'
import { linkById, linkPage, linksByEndUnlocked, updateLinks } from './link-store.ts'
import {
  dueDateOf,
  fillNext,
  holdKeepingCopy,
  holdsTitle,
  isWaitedFor,
  keptCopyMarks,
  pullListOf,
  type SlipNaming,
} from './sealed-links.ts'

/*
 * The line of holds on a title, within the caller's transaction; `checkout-store.ts` says what such a transaction may
 * not write. Locks come in one order: title, then patron.
 */
/** @returns the hold, or `already`: has a hold on this title, `enough`: has `atMost` holds, `not-on-file`: no such patron */
export async function addHold(
  trx: Trx,
  ring: KeyRing,
  place: { readonly patronId: string; readonly titleId: string; readonly atMost: number },
): Promise<{ readonly placed: LinkRow } | 'already' | 'enough' | 'not-on-file'> {
  const { patronId, titleId, atMost } = place
  await lockSubject(trx, titleId)
  if (!(await lockPatronOnFile(trx, patronId))) return 'not-on-file'
  const { keys, holds } = await holdsOfPatron(trx, ring, patronId)
  if (holdsTitle(keys, holds, titleId)) return 'already'
  if (holds.length >= atMost) return 'enough'
  return { placed: await placeHold(trx, ring, { patronId, titleId }) }
}

/** Ends and anonymizes a hold. @returns what undoes it; undefined if it is gone */
export async function endHold(
  trx: Trx,
  ring: KeyRing,
  { holdId, on }: { readonly holdId: string; readonly on: string },
): Promise<{ readonly put: readonly SealedLink[]; readonly noted?: string } | undefined> {
  const hold = await linkById(trx, 'hold', holdId)
  if (hold === undefined) return undefined
  const { waiting } = await anonymizeLinks(trx, ring, { table: 'hold', rows: [hold], on })
  return { put: [hold], ...(waiting && { noted: waiting }) }
}

/**
 * Puts a copy on the hold shelf for the first in line.
 *
 * Why not in the transaction of the check-in: every row written carries the transaction's id, which would join the
 * deleted loan with this hold.
 */
export async function fillNextHold(
  trx: Trx,
  ring: KeyRing,
  copy: { readonly itemId: string; readonly titleId: string; readonly until: string },
  naming: SlipNaming,
): Promise<{ readonly set: ChangedRow; readonly slip: Slip } | undefined> {
  await lockSubject(trx, copy.titleId)
  const { keys, holds } = await holdsOfTitle(trx, ring, copy.titleId)
  const next = await fillNext(keys, holds, copy, {
    ...naming,
    ofPatron: async (patronId) => (await holdsOfPatron(trx, ring, patronId)).holds,
  })
  if (next === undefined) return undefined
  await updateLinks(trx, 'hold', [next.filled])
  const { before, filled, slip } = next
  return { set: { id: before.id, was: before, became: filled }, slip }
}

/** Does not lock the line. */
export async function isTitleWaitedFor(trx: Trx, ring: KeyRing, titleId: string): Promise<boolean> {
  const { keys, holds } = await holdsOfTitle(trx, ring, titleId)
  return isWaitedFor(keys, holds)
}

export async function keptCopyOf(
  trx: Trx,
  ring: KeyRing,
  { itemId, titleId }: { readonly itemId: string; readonly titleId: string },
): Promise<{ readonly row: SealedLink; readonly slip: Slip } | undefined> {
  const { keys, holds } = await holdsOfTitle(trx, ring, titleId)
  return holdKeepingCopy(keys, holds, itemId)
}

/** Does not lock the loan. */
export async function isCheckedOut(trx: Trx, ring: KeyRing, itemId: string): Promise<boolean> {
  return (await checkedOutAmong(trx, ring, [itemId])).size > 0
}

export type PullListTitle = {
  readonly title: string
  readonly author: string | null
  readonly copies: number
  readonly callNumbers: readonly string[]
  /** Of the copies that are in: any of them will do. */
  readonly barcodes: readonly string[]
}

/** One page of the pull list and of the hold shelf. @param after the previous page's `next` */
export async function pullListTitles(
  trx: Trx,
  ring: KeyRing,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<{
  readonly wanted: readonly PullListTitle[]
  readonly slips: readonly Slip[]
  readonly next?: string
}> {
  const { keys, holds } = await openUnderAllKeys(holdLineOpener(ring), async (keys) => ({
    keys,
    holds: await linkPage(trx, 'hold', after, limit),
  }))
  const { wanted, slips } = pullListOf(keys, holds)
  const copies = await lendableCopiesOf(trx, [...wanted.keys()])
  const out = await checkedOutAmong(
    trx,
    ring,
    copies.map(({ id }) => id),
  )
  const kept = await keptMarksOf(trx, ring, [...wanted.keys()])
  const titles = [...wanted].flatMap(([titleId, waiting]): PullListTitle[] => {
    const here = copies.filter(
      (copy) => copy.title_id === titleId && !out.has(copy.id) && !kept.has(itemPrefix(copy.id)),
    )
    const [first] = here
    if (first === undefined) return []
    const callNumbers = [...new Set(here.flatMap(({ call_number }) => call_number ?? []))]
    const barcodes = here.flatMap(({ barcode }) => barcode ?? []).sort()
    const { title, author } = first
    return [{ title, author, copies: Math.min(waiting, here.length), callNumbers, barcodes }]
  })
  const last = holds.at(-1)
  // Why by call number first: so they stand on the shelves.
  const placeOf = ({ callNumbers: [first = ''], title }: PullListTitle) => `${shelfOrder(first)} ${title}`
  const byPlace = (one: PullListTitle, other: PullListTitle) =>
    placeOf(one).localeCompare(placeOf(other), undefined, { numeric: true })
  return {
    wanted: titles.sort(byPlace),
    slips,
    ...(last !== undefined && holds.length === limit && { next: last.id }),
  }
}

/** Why longer: what follows a point is a decimal fraction, so 616.444 stands before 616.8. */
const shelfOrder = (callNumber: string) =>
  callNumber.replaceAll(/\.(\d+)/g, (_, digits: string) => `.${digits.padEnd(12, '0')}`)

/** Where a copy is, and never who has it. `kept`: on the hold shelf. `lost`: still on someone's record. */
export type CopyStatus =
  | { readonly as: 'in' | 'kept' | 'lost' }
  | { readonly as: 'out'; readonly dueOn: string }

type CopyOfTitle = { readonly id: string; readonly titleId: string }

/** By the copies' ids. Locks nothing. */
export async function copyStatuses(
  trx: Trx,
  ring: KeyRing,
  copies: readonly CopyOfTitle[],
): Promise<ReadonlyMap<string, CopyStatus>> {
  const kept = await keptMarksOf(trx, ring, [...new Set(copies.map(({ titleId }) => titleId))])
  const out = await openUnderAllKeys(dueDateOpener(ring), async (keys) => {
    const loans = await loansByItem(
      trx,
      keys,
      copies.map(({ id }) => id),
    )
    return new Map([...loans].map(([id, loan]) => [id, dueDateOf(keys, loan)] as const))
  })
  const statusOf = ({ id }: CopyOfTitle): CopyStatus => {
    const loan = out.get(id)
    if (loan !== undefined) return loan.isLost ? { as: 'lost' } : { as: 'out', dueOn: loan.dueOn }
    return { as: kept.has(itemPrefix(id)) ? 'kept' : 'in' }
  }
  return new Map(copies.map((copy) => [copy.id, statusOf(copy)]))
}

/** `copies`: that can circulate. `nextDueOn`: the first day on which one that is out is due. */
export type Availability = { readonly copies: number; readonly inNow: number; readonly nextDueOn?: string }

/** By the titles' ids; a title without a copy that can circulate is left out. */
export async function availabilityOf(
  trx: Trx,
  ring: KeyRing,
  titleIds: readonly string[],
): Promise<ReadonlyMap<string, Availability>> {
  const copies = (await lendableCopiesOf(trx, titleIds)).map(({ id, title_id: titleId }) => ({ id, titleId }))
  const statuses = await copyStatuses(trx, ring, copies)
  const availability = (titleId: string): Availability => {
    const all = copies.flatMap((copy) => (copy.titleId === titleId ? (statuses.get(copy.id) ?? []) : []))
    const [nextDueOn] = all.flatMap((copy) => (copy.as === 'out' ? [copy.dueOn] : [])).sort()
    return {
      copies: all.length,
      inNow: all.filter(({ as }) => as === 'in').length,
      ...(nextDueOn !== undefined && { nextDueOn }),
    }
  }
  return new Map([...new Set(copies.map(({ titleId }) => titleId))].map((id) => [id, availability(id)]))
}

export async function isAnyCopyIn(trx: Trx, ring: KeyRing, titleId: string): Promise<boolean> {
  const availability = await availabilityOf(trx, ring, [titleId])
  return (availability.get(titleId)?.inNow ?? 0) > 0
}

export type TitleWithoutCopy = {
  readonly id: string
  readonly title: string
  readonly author: string | null
  readonly waiting: number
}

/**
 * Titles that people wait for and of which every copy is lost, also on a record, or discarded. Locks nothing.
 * @param of all of them, or this title alone
 */
export async function titlesWithoutCopy(
  trx: Trx,
  ring: KeyRing,
  of: 'all' | { readonly titleId: string },
): Promise<TitleWithoutCopy[]> {
  const waiting =
    of === 'all' ? await waitingByTitle(trx, ring) : await waitingForTitle(trx, ring, of.titleId)
  if (waiting.size === 0) return []
  const withCopy = await titlesWithCopy(trx, ring, [...waiting.keys()])
  const without = [...waiting.keys()].filter((id) => !withCopy.has(id))
  if (without.length === 0) return []
  const titles = await trx
    .selectFrom('title')
    .select(['id', 'title', 'author'])
    .where('id', 'in', without)
    .orderBy('title')
    .orderBy('id')
    .execute()
  return titles.map((one) => ({ ...one, waiting: waiting.get(one.id) ?? 0 }))
}

async function waitingForTitle(trx: Trx, ring: KeyRing, titleId: string) {
  const { keys, holds } = await holdsOfTitle(trx, ring, titleId)
  return pullListOf(keys, holds).wanted
}

/** Why one copy of each title at a time: a start page asks this, and of most titles the first one tells. */
async function titlesWithCopy(trx: Trx, ring: KeyRing, titleIds: readonly string[]): Promise<Set<string>> {
  const copies = await lendableCopiesOf(trx, titleIds)
  const found = new Set<string>()
  for (let left = copies; left.length > 0; ) {
    const firsts = new Map(left.map((copy) => [copy.title_id, copy.id]))
    const tried = new Set(firsts.values())
    const lost = await lostAmong(trx, ring, [...tried])
    for (const [titleId, id] of firsts) if (!lost.has(id)) found.add(titleId)
    left = left.filter((copy) => !tried.has(copy.id) && !found.has(copy.title_id))
  }
  return found
}

function lostAmong(trx: Trx, ring: KeyRing, itemIds: readonly string[]): Promise<Set<string>> {
  return openUnderAllKeys(dueDateOpener(ring), async (keys) => {
    const loans = await loansByItem(trx, keys, itemIds)
    return new Set([...loans].flatMap(([id, loan]) => (dueDateOf(keys, loan).isLost ? [id] : [])))
  })
}

function waitingByTitle(trx: Trx, ring: KeyRing): Promise<ReadonlyMap<string, number>> {
  return openUnderAllKeys(holdLineOpener(ring), async (keys) => {
    const holds: SealedLink[] = []
    for (let after: string | undefined = beforeAllIds; after !== undefined; ) {
      const page = await linkPage(trx, 'hold', after, holdsAtOnce)
      holds.push(...page)
      after = page.length === holdsAtOnce ? page.at(-1)?.id : undefined
    }
    return pullListOf(keys, holds).wanted
  })
}

const holdsAtOnce = 1000

/** The link that a page's handle leads to, locked; undefined if gone or changed. */
export async function linkOfHandle(
  trx: Trx,
  ring: KeyRing,
  text: string,
  of: { readonly table: LinkTable; readonly patronId: string; readonly now: Date },
): Promise<{ readonly row: SealedLink; readonly other: string | undefined } | undefined> {
  return openUnderAllKeys(circulationOpener(ring), async (keys) => {
    const handled = openHandle(keys, text, of)
    if (handled === undefined) return undefined
    const byId = await linkById(trx, of.table, handled.id)
    const theirs = byId ? [byId] : await linksByEndUnlocked(trx, of.table, 'patron', handled.tokens)
    const row = theirs.find((each) => handled.isIt(each))
    return row && { row, other: handled.other }
  })
}

function holdsOfTitle(trx: Trx, ring: KeyRing, titleId: string) {
  return holdsBy(trx, ring, 'other', titleId)
}

function holdsOfPatron(trx: Trx, ring: KeyRing, patronId: string) {
  return holdsBy(trx, ring, 'patron', patronId)
}

function holdsBy(trx: Trx, ring: KeyRing, end: 'patron' | 'other', value: string): Promise<HoldsWithKeys> {
  return openUnderAllKeys(holdLineOpener(ring), async (keys) => ({
    keys,
    holds: await linksByEndUnlocked(trx, 'hold', end, endTokens(keys, 'hold', end, value)),
  }))
}

type HoldsWithKeys = { readonly keys: LinkOpener<'hold'>; readonly holds: readonly LinkRow[] }

async function lendableCopiesOf(trx: Trx, titleIds: readonly string[]) {
  if (titleIds.length === 0) return []
  return trx
    .selectFrom('item')
    .innerJoin('title', 'title.id', 'item.title_id')
    .select(['item.id', 'item.title_id', 'item.call_number', 'item.barcode', 'title.title', 'title.author'])
    .where('item.title_id', 'in', titleIds)
    .where('item.state', 'not in', ['lost', 'withdrawn'])
    .execute()
}

async function checkedOutAmong(trx: Trx, ring: KeyRing, itemIds: readonly string[]): Promise<Set<string>> {
  return underAllKeys(ring, async (keys) => new Set((await loansByItem(trx, keys, itemIds)).keys()))
}

/** The sealed loan of each item that is checked out. */
async function loansByItem(
  trx: Trx,
  keys: LinkKeys,
  itemIds: readonly string[],
): Promise<Map<string, LinkRow>> {
  const itemOf = new Map(
    itemIds.flatMap((id) =>
      endTokens(keys, 'loan', 'other', id).map((token) => [token.toString('latin1'), id] as const),
    ),
  )
  const tokens = [...itemOf.keys()].map((token) => Buffer.from(token, 'latin1'))
  const loans = await linksByEndUnlocked(trx, 'loan', 'other', tokens)
  return new Map(
    loans.flatMap((loan) => {
      const id = itemOf.get(loan.other_index.toString('latin1'))
      return id === undefined ? [] : [[id, loan] as const]
    }),
  )
}

async function keptMarksOf(trx: Trx, ring: KeyRing, titleIds: readonly string[]): Promise<Set<string>> {
  return openUnderAllKeys(holdLineOpener(ring), async (keys) => {
    const tokens = titleIds.flatMap((id) => endTokens(keys, 'hold', 'other', id))
    return keptCopyMarks(keys, await linksByEndUnlocked(trx, 'hold', 'other', tokens))
  })
}
