import { setTimeout as sleep } from 'node:timers/promises'
import type { Entry } from '../../register/log/index.ts'
import type { Trx } from '../db/context.ts'
import type { Database } from '../db/database.ts'
import { errorCode } from '../db/error.ts'
import { beforeAllIds } from '../db/statements.ts'
import { type ColumnName, type KeyRing, newestVersionCacheMs } from './key-ring.ts'
import {
  otherVersions,
  replaceSealed,
  rowsOfOtherVersions,
  waitForOpenTransactions,
} from './key-rotation-store.ts'
import { type Opener, resealField } from './opener.ts'

/** A few hundred KB are read and resealed at once. */
const rowsAtOnce = 1000
/** How long a reader may take to open a value that it read under the old key. */
const usualReadersMs = 5_000
const triesOfBatch = 5

export type Rotation =
  | { readonly status: 'rotated'; readonly version: number; readonly resealed: number }
  /** Rows that do not open; the old keys stay, since without them these rows would be lost. */
  | { readonly status: 'kept'; readonly version: number; readonly unreadable: number }

export type RotationParts = {
  readonly database: Database
  readonly opener: Opener<ColumnName>
  /** Writes an entry in the transaction. */
  readonly record: (trx: Trx, entry: Omit<Entry, 'at'>) => Promise<unknown>
  readonly readersMs?: number
  /** Rows resealed so far, and how many there were. */
  readonly progress: (column: ColumnName, done: bigint, all: bigint) => void
  /** Called with the number of open transactions that are waited for. */
  readonly waiting: (transactions: number) => void
}

/**
 * Gives columns new keys, reseals every row while the program runs, and destroys the old keys. An interrupted
 * rotation is finished, not repeated.
 * INVARIANT: a key is destroyed only when no row has its version and no process can still write one: every
 * process knows the new version, and every transaction that may have sealed under the old one has ended. That
 * is why sealing happens in the transaction that writes the row.
 * @param done called for each column when it is done
 * @throws KeyError
 */
export async function rotateColumns(
  parts: RotationParts,
  asked: readonly ColumnName[],
  done: (column: ColumnName, rotation: Rotation) => void,
): Promise<void> {
  const { database, opener, readersMs = usualReadersMs } = parts
  const { columns } = opener.ring
  for (const column of asked) await beginUnlessBegun(parts, column)
  await sleep(2 * newestVersionCacheMs)
  await waitForWriters(parts)
  const resealed = new Map(asked.map((column) => [column, 0]))
  for (let left = [...asked]; left.length > 0; ) {
    const clean: ColumnName[] = []
    for (const column of left) {
      const { resealed: more, unreadable } = await resealAll(parts, column)
      resealed.set(column, (resealed.get(column) ?? 0) + more)
      if (unreadable === 0) clean.push(column)
      else done(column, { status: 'kept', version: columns.newest(column), unreadable })
    }
    if (clean.length > 0) await sleep(readersMs)
    await waitForWriters(parts)
    left = []
    for (const column of clean) {
      const version = columns.newest(column)
      if ((await otherVersions(database.app, column, version)).rows > 0n) {
        left.push(column)
        continue
      }
      const olds = columns.versions(column).filter((old) => old !== version)
      if (olds.length > 0) {
        await onRecord(parts, 'key-destroyed', column, () => {
          for (const old of olds) columns.destroy(column, old)
        })
      }
      done(column, { status: 'rotated', version, resealed: resealed.get(column) ?? 0 })
    }
  }
}

async function beginUnlessBegun(parts: RotationParts, column: ColumnName): Promise<void> {
  const { columns } = parts.opener.ring
  const newest = columns.newest(column)
  const left = columns.versions(column).filter((version) => version !== newest)
  const next = columns.after(newest)
  if (left.length === 0 || left.includes(next)) await begin(parts, column, next)
}

/** Whether an unfinished rotation left an older version. */
export function isUnfinished(ring: KeyRing, column: ColumnName): boolean {
  return ring.columns.versions(column).length > 1
}

async function begin(parts: RotationParts, column: ColumnName, next: number): Promise<void> {
  const { columns } = parts.opener.ring
  columns.make(column, next)
  await onRecord(parts, 'key-rotated', column, () => columns.use(column, next))
}

/** Changes a key and then commits the entry, so that no entry claims what did not happen. */
async function onRecord(
  { database, record }: RotationParts,
  kind: 'key-rotated' | 'key-destroyed',
  column: ColumnName,
  done: () => void,
): Promise<void> {
  const entry = { kind, actor: 'command-line', flags: [column.replaceAll('_', '-')] }
  await database.app.transaction().execute(async (trx) => {
    await record(trx, entry)
    done()
  })
}

/** Repeats until a whole round, begun when no older transaction was open, finds no more rows. */
async function resealAll(parts: RotationParts, column: ColumnName) {
  const { database, opener } = parts
  const { rows: all } = await otherVersions(database.app, column, opener.ring.columns.newest(column))
  for (let resealed = 0; ; ) {
    const round = await resealRound(parts, column, (done) =>
      parts.progress(column, BigInt(resealed + done), all),
    )
    resealed += round.resealed
    if (round.found === round.unreadable) return { resealed, unreadable: round.unreadable }
    await waitForWriters(parts)
  }
}

async function resealRound(parts: RotationParts, column: ColumnName, progress: (done: number) => void) {
  const { database, opener } = parts
  const version = opener.ring.columns.newest(column)
  const sum = { found: 0, resealed: 0, unreadable: 0 }
  for (let after: string | undefined = beforeAllIds; after !== undefined; ) {
    const page = await rowsOfOtherVersions(database.app, column, { after, version, limit: rowsAtOnce })
    const anew = page.rows.flatMap((row) => {
      const sealed = resealField(opener, column, row.id, row.sealed)
      return sealed === undefined ? [] : [{ ...row, anew: sealed }]
    })
    sum.found += page.rows.length
    sum.unreadable += page.rows.length - anew.length
    if (anew.length > 0) {
      sum.resealed += await retryOnDeadlock(() => replaceSealed(database.app, column, anew))
      progress(sum.resealed)
    }
    after = page.last
  }
  return sum
}

const waitForWriters = ({ database, waiting }: RotationParts) =>
  waitForOpenTransactions(database.worker, waiting)

/** Retries a batch that was rolled back because of a deadlock or a lock timeout. */
async function retryOnDeadlock<T>(work: () => Promise<T>): Promise<T> {
  const deadlock = '40P01'
  const lockTimeout = '55P03'
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries === triesOfBatch || ![deadlock, lockTimeout].includes(errorCode(error) ?? '')) throw error
    }
  }
}
