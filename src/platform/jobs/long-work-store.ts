import type { Kysely } from 'kysely'
import type { Schema } from '../db/schema.ts'

/** `check`: of the whole audit log. */
type LongWorkKind = Schema['long_work']['kind']

/** How far some long work is, or how it ended. It names no patron, and no file. */
export type LongWork = {
  /** `stopped`: its program ended, or was killed, before it was finished. */
  readonly as: 'running' | 'stopped' | 'done' | 'failed'
  readonly begunAt: Date
  /** Of the last report. */
  readonly seenAt: Date
  /** Of `total`: bytes, or entries. */
  readonly done: bigint
  readonly total: bigint
  /** Rows read, where the work counts them. */
  readonly rows: bigint
}

/** Tells how far the work is. It only sets variables, so it may be called for every row. */
export type WorkReporter = (at: {
  readonly done: bigint | number
  readonly total: bigint | number
  readonly rows?: number
}) => void

const reportMs = 1000
/** Reported also where nothing moved, so that a silent one is known to have stopped. */
const aliveMs = 10_000
const stoppedMs = 60_000

export async function longWork(
  db: Kysely<Schema>,
  kind: LongWorkKind,
  now: Date,
): Promise<LongWork | undefined> {
  const row = await db.selectFrom('long_work').selectAll().where('kind', '=', kind).executeTakeFirst()
  if (row === undefined) return undefined
  const { begun_at: begunAt, seen_at: seenAt, done, total, rows, ended } = row
  const isSilent = now.getTime() - seenAt.getTime() > stoppedMs
  return { as: ended ?? (isSilent ? 'stopped' : 'running'), begunAt, seenAt, done, total, rows }
}

/** Does `work`, and saves at most once a second how far it is. A report that cannot be saved stops no work. */
export async function reportLongWork<T>(
  { db, kind, now }: { readonly db: Kysely<Schema>; readonly kind: LongWorkKind; readonly now: () => Date },
  work: (report: WorkReporter) => Promise<T>,
): Promise<T> {
  const begunAt = now()
  let at = { done: 0n, total: 0n, rows: 0n }
  let saved = at
  let savedMs = performance.now()
  let saving: Promise<unknown> = Promise.resolve()
  const save = (ended: 'done' | 'failed' | null) => {
    saved = at
    savedMs = performance.now()
    const row = { begun_at: begunAt, seen_at: now(), ...at, ended }
    const write = () =>
      db
        .insertInto('long_work')
        .values({ kind, ...row })
        .onConflict((conflict) => conflict.column('kind').doUpdateSet(row))
        .execute()
        .catch(() => {})
    saving = saving.then(write)
    return saving
  }
  await save(null)
  const timer = setInterval(() => {
    if (at !== saved || performance.now() - savedMs > aliveMs) void save(null)
  }, reportMs)
  try {
    const result = await work(({ done, total, rows = 0 }) => {
      at = { done: BigInt(done), total: BigInt(total), rows: BigInt(rows) }
    })
    await save('done')
    return result
  } catch (error) {
    await save('failed')
    throw error
  } finally {
    clearInterval(timer)
  }
}
