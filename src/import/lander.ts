import {
  anonymizeLinks,
  anonymizeLoans,
  countPatronsWithLinks,
  linkPage,
  linkSource,
} from '../circulation/index.ts'
import { linkImportOpener } from '../gate/capabilities.ts'
import type { LinkTable, SealedLink } from '../gate/index.ts'
import { token } from '../platform/crypto/field.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { LinkOpener } from '../platform/crypto/link-keys.ts'
import type { Trx } from '../platform/db/context.ts'
import { rowPages } from '../platform/db/statements.ts'
import { type ImportDatabase, importing, landedPage } from './batch-store.ts'
import { kohaId, type OnDay } from './koha-row.ts'
import type { KohaRecord, KohaRow, KohaTable, KohaTableForm } from './koha-table.ts'
import { inLandingOrder, type RowIdentity, TokenTable } from './landing-order.ts'
import type { RowFiles } from './row-file.ts'
import { type Landing, type RowNotice, type RowOutcome, type RowRejection, Tally } from './tally.ts'

export type ImportRun = {
  readonly database: ImportDatabase
  readonly ring: KeyRing
  readonly on: OnDay
  readonly files: RowFiles
  /** Ends everything the export no longer has, however much. */
  readonly endsAll: boolean
  readonly progress: (at: {
    readonly file: string
    readonly rows: number
    readonly bytesRead: number
  }) => void
}

export type PendingRow<T> = {
  readonly line: number
  readonly row: T
  readonly key: Buffer
}

export type LandingOutcome = {
  readonly as: Landing | RowRejection
  readonly mark?: number
  readonly notices?: readonly RowNotice[]
}

export type Lander<T> = RowIdentity & {
  readonly form: KohaTableForm
  /** Rows about patrons land in random order, others in file order. */
  readonly of: 'nobody' | 'patrons'
  readonly map: (row: KohaRow) => RowOutcome<T>
  /** Kept in memory for a landed row: a number above `seenMark`. */
  readonly mark?: (row: T) => number
  /** One transaction; one outcome per row, in order. */
  readonly land: (trx: Trx, batch: readonly PendingRow<T>[]) => Promise<readonly LandingOutcome[]>
}

/** Seen: in this export but not landed. Landed: with nothing more to remember. */
const seenMark = 1
export const landedMark = 2

const rowsPerBatch = 2000

type Prepared<T> = {
  readonly line: number
  readonly kept: () => string
  readonly id: string | undefined
  readonly key: Buffer | undefined
  readonly outcome: RowOutcome<T>
}

/** One transaction per batch; the next is read meanwhile. `rows` receives each row's mark. */
export async function landTable<T>(
  run: ImportRun,
  table: KohaTable,
  lander: Lander<T>,
  rows: TokenTable = new TokenTable(),
): Promise<Tally> {
  const tally = new Tally(table.missing)
  const idFirst = table.header[0] === lander.id.column
  let landing: Promise<void> = Promise.resolve()
  let bytesRead = 0
  const batches =
    lander.of === 'nobody'
      ? inBatches(table.records, rowsPerBatch)
      : inLandingOrder(run.ring, table, lander, rowsPerBatch)
  for await (const batch of batches) {
    const prepared = batch.map((record) => prepare(run, lander, record, idFirst))
    await landing
    landing = landBatch(run, lander, prepared, rows, tally)
    // The next `await` throws the error; until then it must not be unhandled.
    landing.catch(() => undefined)
    for (const { bytes } of batch) bytesRead += bytes
    run.progress({ file: table.file, rows: tally.rows, bytesRead })
  }
  await landing
  run.progress({ file: table.file, rows: tally.rows, bytesRead: table.bytes })
  return tally
}

function prepare<T>(run: ImportRun, lander: Lander<T>, record: KohaRecord, idFirst: boolean): Prepared<T> {
  const { line, kept } = record
  const outcome: RowOutcome<T> =
    record.fault === undefined ? lander.map(record.row) : { as: 'rejected', reason: record.fault }
  // Also a broken row's id, so that what it identifies is not ended.
  const text =
    record.fault === undefined ? record.row.text(lander.id.column) : idFirst ? record.firstField : ''
  const id = kohaId(text)
  const key = id === undefined ? undefined : token(run.ring, lander.id.purpose, id)
  return { line, kept, outcome, id, key }
}

async function landBatch<T>(
  run: ImportRun,
  lander: Lander<T>,
  prepared: readonly Prepared<T>[],
  rows: TokenTable,
  tally: Tally,
): Promise<void> {
  const pending: PendingRow<T>[] = []
  const within = new Set<string>()
  const places = prepared.map(({ line, key, outcome }) => {
    if (outcome.as !== 'lands' || key === undefined) return undefined
    const once = key.toString('latin1')
    if (within.has(once) || rows.get(key) >= landedMark) return undefined
    within.add(once)
    return pending.push({ line, row: outcome.row, key }) - 1
  })
  const landed = pending.length === 0 ? [] : await importing(run.database, (trx) => lander.land(trx, pending))

  // INVARIANT: counted and written to files only here, after the commit.
  prepared.forEach((row, at) => {
    const place = places[at]
    settle(run, lander, row, place === undefined ? undefined : landed[place], rows, tally)
  })
}

function settle<T>(
  run: ImportRun,
  lander: Lander<T>,
  { line, kept, id, key, outcome }: Prepared<T>,
  landed: LandingOutcome | undefined,
  rows: TokenTable,
  tally: Tally,
): void {
  const { file } = lander.form
  tally.rows++
  if (outcome.as === 'skipped') {
    tally.skipped(outcome.reason)
    return
  }
  if (key === undefined) tally.endingHeld = true
  const as = landed?.as ?? (outcome.as === 'rejected' ? outcome.reason : 'id-twice')
  if (outcome.as === 'lands' && (as === 'added' || as === 'updated' || as === 'unchanged')) {
    tally.landed(as)
    if (key !== undefined) rows.set(key, landed?.mark ?? lander.mark?.(outcome.row) ?? landedMark)
    for (const notice of [...outcome.notices, ...(landed?.notices ?? [])]) {
      tally.noticed(notice.code)
      run.files.noticed(file, line, id ?? '', notice)
    }
    return
  }
  const reason = as as RowRejection
  if (key !== undefined && rows.get(key) === 0) rows.set(key, seenMark)
  tally.rejected(reason)
  run.files.rejected(file, line, reason, kept())
}

async function* inBatches(
  source: AsyncIterable<readonly KohaRecord[]>,
  size: number,
): AsyncGenerator<readonly KohaRecord[]> {
  let waiting: KohaRecord[] = []
  for await (const records of source) {
    for (const record of records) {
      waiting.push(record)
      if (waiting.length === size) {
        yield waiting
        waiting = []
      }
    }
  }
  if (waiting.length > 0) yield waiting
}

/** Not if any row of the file could not be identified. */
export async function endAbsent<T>(
  run: ImportRun,
  table: LinkTable,
  { id }: Lander<T>,
  rows: TokenTable,
  tally: Tally,
): Promise<void> {
  if (tally.endingHeld) return
  const { gone: many, of } = await countAbsent(run, table, id, rows)
  if (!run.endsAll && looksCutShort({ gone: many, of })) {
    tally.held = many
    return
  }
  for await (const page of rowPages((after, limit) =>
    importing(run.database, (trx) => linkPage(trx, table, after, limit)),
  )) {
    const gone = absentOf(run, table, id, rows, page).absent
    tally.ended += await importing(run.database, (trx) => endLinks(trx, run, table, gone))
  }
}

function absentOf(
  run: ImportRun,
  table: LinkTable,
  { purpose }: RowIdentity['id'],
  rows: TokenTable,
  page: readonly SealedLink[],
): { readonly absent: readonly SealedLink[]; readonly imported: number } {
  const keys = new LinkOpener(linkImportOpener(run.ring))
  const sources = page.flatMap((row) => {
    const source = linkSource(keys, table, row)
    return source === undefined ? [] : [{ row, key: token(run.ring, purpose, source) }]
  })
  const absent = sources.filter(({ key }) => rows.get(key) === 0).map(({ row }) => row)
  return { absent, imported: sources.length }
}

async function countAbsent(
  run: ImportRun,
  table: LinkTable,
  id: RowIdentity['id'],
  rows: TokenTable,
): Promise<{ readonly gone: number; readonly of: number }> {
  let [gone, of] = [0, 0]
  for await (const page of rowPages((after, limit) =>
    importing(run.database, (trx) => linkPage(trx, table, after, limit)),
  )) {
    const { absent, imported } = absentOf(run, table, id, rows, page)
    gone += absent.length
    of += imported
  }
  return { gone, of }
}

async function endLinks(
  trx: Trx,
  run: ImportRun,
  table: LinkTable,
  rows: readonly SealedLink[],
): Promise<number> {
  if (table === 'loan') return (await anonymizeLoans(trx, run.ring, rows, run.on.today)).length
  return (await anonymizeLinks(trx, run.ring, { table, rows, on: run.on.today })).links
}

/** They stay: only the library deletes people. */
export async function countAbsentPatrons(run: ImportRun, rows: TokenTable, tally: Tally): Promise<void> {
  for await (const page of rowPages((after, limit) =>
    importing(run.database, (trx) => landedPage(trx, after, limit)),
  )) {
    const gone = page.filter(({ source_key }) => rows.get(source_key) === 0).map(({ id }) => id)
    tally.absent += gone.length
    if (gone.length === 0) continue
    tally.absentWithLinks += await importing(run.database, (trx) =>
      countPatronsWithLinks(trx, run.ring, gone),
    )
  }
}

/** A small library may check in this many in a day. */
const fewEnough = 50

/** More than a third gone, and fifty at least: the export looks cut short, so nothing ends until someone confirms it. */
export function looksCutShort({ gone, of }: { readonly gone: number; readonly of: number }): boolean {
  return gone >= fewEnough && gone * 3 > of
}
