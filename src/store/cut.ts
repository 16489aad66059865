import type { Transaction } from 'kysely'
import type { CutSeries } from '../circulation/tally.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { SealedLink } from '../sealing/link.ts'
import { LinkKeys } from '../sealing/link-keys.ts'
import { cutOf, returnOf, type WaitingRow } from '../sealing/link-tally.ts'
import { keepHistory } from './history.ts'
import { deleteLinks } from './links.ts'
import type { Schema } from './schema.ts'
import { addWaiting } from './tally.ts'

type Trx = Transaction<Schema>

/**
 * The cut: the loans' rows go, and what came back waits to be counted without whoever had it.
 * @param on the day
 * @returns what waits, one for each loan: one that somebody else has cut meanwhile is cut and counted once
 */
export async function cutLoans(
  trx: Trx,
  ring: KeyRing,
  loans: readonly SealedLink[],
  on: string,
): Promise<readonly WaitingRow[]> {
  const cut = await deleteLinks(trx, 'loan', ids(loans))
  const keys = new LinkKeys(ring)
  const cutOnes = loans.filter(({ id }) => cut.has(id))
  const returned = cutOnes.map((loan) => returnOf(ring, keys, loan, on))
  await addWaiting(trx, returned)
  const of = cutOnes.flatMap((loan, at) => ({ loan, id: returned[at]?.id ?? '' }))
  await keepHistory(trx, ring, keys, { of, on })
  return returned
}

/**
 * The cut of holds and charges: their rows go, and how many they were waits to be counted.
 * @returns how many were there, and the id of what waits
 */
export async function cutLinks(
  trx: Trx,
  ring: KeyRing,
  {
    table,
    rows,
    on,
  }: { readonly table: CutSeries; readonly rows: readonly SealedLink[]; readonly on: string },
): Promise<{ readonly links: number; readonly waiting?: string }> {
  const { size: links } = await deleteLinks(trx, table, ids(rows))
  if (links === 0) return { links }
  const noted = cutOf(new LinkKeys(ring), { cut: table, links, on })
  await addWaiting(trx, [noted])
  return { links, waiting: noted.id }
}

const ids = (rows: readonly SealedLink[]) => rows.map(({ id }) => id)
