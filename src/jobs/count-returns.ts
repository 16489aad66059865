import type { Kysely, Transaction } from 'kysely'
import {
  addCuts,
  addReturns,
  addUntold,
  type CutLinks,
  type MonthCount,
  monthOf,
  partOfMonth,
  type Returned,
} from '../circulation/tally.ts'
import { KeysRefused } from '../sealing/key-folder.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { LinkKeys } from '../sealing/link-keys.ts'
import { openMonth, openWaiting, sealMonth } from '../sealing/link-tally.ts'
import { atNight } from '../store/night.ts'
import type { Schema } from '../store/schema.ts'
import {
  collectionsOf,
  keepMonth,
  openMonths,
  removeWaiting,
  tellMonth,
  toldAmong,
  waitingReturns,
} from '../store/tally.ts'
import { inContext } from '../store/vault.ts'
import type { NightStep } from './night.ts'

/**
 * Once a part of a month is over, what came back in it is counted, all at once; and once a month is over, its count is
 * told, in one transaction. It comes before the links are sealed anew, while the keys of what waits are there.
 */
export function countReturnsStep(parts: {
  readonly worker: Kysely<Schema>
  readonly ring: KeyRing
}): NightStep {
  return {
    name: 'count-returns',
    run: (day) => inContext(parts.worker, atNight, (trx) => count(trx, parts.ring, day)),
  }
}

async function count(trx: Transaction<Schema>, ring: KeyRing, day: string): Promise<void> {
  const keys = new LinkKeys(ring)
  const open = new Map(
    (await openMonths(trx)).map((row) => [row.month, orNothing(() => openMonth(keys, row))]),
  )
  const waiting = (await waitingReturns(trx)).map((row) => ({
    id: row.id,
    back: orNothing(() => openWaiting(keys, row)),
  }))
  const isDue = (back: Returned | CutLinks | undefined) =>
    back === undefined || partOfMonth(back.on) < partOfMonth(day)
  const due = waiting.filter(({ back }) => isDue(back))
  const read = due.flatMap(({ back }) => back ?? [])
  const returned = read.filter((one) => 'item' in one)
  const collections = await collectionsOf(trx, [...new Set(returned.map(({ item }) => item))])
  const counts = addCuts(
    addReturns(known(open), returned, (item) => collections.get(item) ?? ''),
    read.filter((one) => 'cut' in one),
  )
  // Its key is gone: keys and data are not of one day. That something came back is all there is to count.
  const lost = due.length - read.length
  if (lost > 0) counts.set(monthOf(day), addUntold(counts.get(monthOf(day)), lost))

  const told = await toldAmong(trx, [...counts.keys()])
  for (const [month, counted] of counts) {
    // Why: a report of the month is out, and one with a little more would tell of whom that little is.
    const late = told.has(month)
    if (month < monthOf(day)) await tellMonth(trx, month, late ? onlyHowMany(counted) : counted)
    else if (counted !== open.get(month)) await keepMonth(trx, sealMonth(keys, month, counted))
  }
  await removeWaiting(
    trx,
    due.map(({ id }) => id),
  )
}

function onlyHowMany({ returns, cut }: MonthCount): MonthCount {
  return { ...addUntold(undefined, returns), ...(cut && { cut }) }
}

function known<T>(values: ReadonlyMap<string, T | undefined>): Map<string, T> {
  return new Map([...values].flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])))
}

function orNothing<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof KeysRefused) return undefined
    throw error
  }
}
