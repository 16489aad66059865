import { statSync } from 'node:fs'
import type { LinkTable } from '../gate/index.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { type ImportDatabase, importing, linksTaken, noteLinksTaken } from './batch-store.ts'
import { chargeLander, holdLander, itemLander, loanLander } from './circulation-lander.ts'
import { accountlines, borrowers, issues, items, kohaId, type OnDay, reserves } from './koha-row.ts'
import { KohaExportError, type KohaTable, type KohaTableForm, openTable } from './koha-table.ts'
import { countAbsentPatrons, endAbsent, type ImportRun, type Lander, landTable } from './lander.ts'
import { TokenTable } from './landing-order.ts'
import {
  type GuarantorReport,
  landGuarantors,
  type NamedGuarantor,
  patronLander,
  type RelatedByGuarantee,
  readRelationships,
  relationships,
} from './patron-lander.ts'
import { RowFiles } from './row-file.ts'
import { type FileReport, type RowSkip, Tally } from './tally.ts'

export type ImportReport = {
  /** By file name. Absent files are in `missingFiles`. */
  readonly files: Readonly<Record<string, FileReport>>
  readonly guarantors: GuarantorReport
  readonly missingFiles: readonly string[]
  readonly rejectedFile: string
  readonly noticedFile: string
}

type ImportParts = {
  readonly database: ImportDatabase
  readonly ring: KeyRing
  readonly on: OnDay
  readonly rejectedFile: string
  readonly noticedFile: string
  /** Ends what the export no longer has, even if it looks cut short. */
  readonly endsAll?: boolean
  /** Links made here: of these, only the first whole export is imported. */
  readonly keptHere?: readonly LinkTable[]
  readonly progress?: ImportRun['progress']
}

/** Can be repeated, also after a crash: nothing is doubled, and what the export no longer has ends. */
export async function importKoha(source: KohaExport, parts: ImportParts): Promise<ImportReport> {
  let rowFiles: RowFiles | undefined
  try {
    rowFiles = new RowFiles({ rejected: parts.rejectedFile, noticed: parts.noticedFile })
    const run: ImportRun = {
      database: parts.database,
      ring: parts.ring,
      on: parts.on,
      files: rowFiles,
      endsAll: parts.endsAll ?? false,
      progress: parts.progress ?? (() => undefined),
    }
    const tallies = new Map<string, Tally>()
    const custodyNoted = new Set<string>()
    if (source.attributes !== undefined) {
      tallies.set(source.attributes.file, await readAttributes(run, source.attributes, custodyNoted))
    }
    const related: RelatedByGuarantee = new Map()
    if (source.relationships !== undefined) {
      tallies.set(source.relationships.file, await readRelationships(run, source.relationships, related))
    }
    const { report: guarantors, absent } = await landPatrons(run, source, { custodyNoted, related, tallies })
    if (source.items !== undefined) {
      const seenItems = new TokenTable()
      tallies.set(
        source.items.file,
        await landTable(run, source.items, itemLander(run, seenItems), seenItems),
      )
    }
    const takenBefore = await linksTaken(parts.database)
    const noMore = (parts.keptHere ?? []).filter((table) => takenBefore.includes(table))
    const loans = new TokenTable()
    let passedOn = 0
    const lander = loanLander(run, loans, (ended) => {
      passedOn += ended
    })
    const loanTally = await landLinks(run, 'loan', source.issues, lander, { tallies, noMore }, loans)
    if (loanTally !== undefined) loanTally.ended += passedOn
    await landLinks(run, 'hold', source.reserves, holdLander(run), { tallies, noMore })
    await landLinks(run, 'charge', source.accountlines, chargeLander(run), { tallies, noMore })
    // Last, after links have ended.
    await absent()
    for (const [table, reason] of [
      [source.oldIssues, 'closed-loan'],
      [source.oldReserves, 'closed-hold'],
    ] as const) {
      if (table !== undefined) tallies.set(table.file, await skipTable(run, table, reason))
    }
    rowFiles.keep()
    return {
      files: Object.fromEntries([...tallies].map(([file, tally]) => [file, tally.report()])),
      guarantors,
      missingFiles: source.missingFiles,
      rejectedFile: parts.rejectedFile,
      noticedFile: parts.noticedFile,
    }
  } finally {
    rowFiles?.discard()
    await source.close()
  }
}

async function landPatrons(
  run: ImportRun,
  { borrowers: table, relationships }: KohaExport,
  parts: {
    readonly custodyNoted: ReadonlySet<string>
    readonly related: RelatedByGuarantee
    readonly tallies: Map<string, Tally>
  },
): Promise<{ readonly report: GuarantorReport; readonly absent: () => Promise<void> }> {
  const { custodyNoted, related, tallies } = parts
  const patrons = new TokenTable()
  const named: NamedGuarantor[] = []
  const tally = await landTable(run, table, patronLander(run, patrons, named, related), patrons)
  tallies.set(table.file, tally)
  const relatedTally = relationships && tallies.get(relationships.file)
  const told = relationships !== undefined || table.header.includes('guarantorid')
  const whole = told && !tally.endingHeld && relatedTally?.endingHeld !== true
  const report = await landGuarantors(run, { named, patrons, custodyNoted, tallies, whole })
  return { report, absent: () => countAbsentPatrons(run, patrons, tally) }
}

async function landLinks<T>(
  run: ImportRun,
  links: LinkTable,
  table: KohaTable | undefined,
  lander: Lander<T>,
  { tallies, noMore }: { readonly tallies: Map<string, Tally>; readonly noMore: readonly LinkTable[] },
  rows = new TokenTable(),
): Promise<Tally | undefined> {
  if (table === undefined) return undefined
  // Nothing may remember which links were anonymized here, and the export may have one of those.
  if (noMore.includes(links)) {
    tallies.set(table.file, await skipTable(run, table, 'kept-here'))
    return undefined
  }
  const tally = await landTable(run, table, lander, rows)
  await endAbsent(run, links, lander, rows, tally)
  await importing(run.database, (trx) => noteLinksTaken(trx, links))
  tallies.set(table.file, tally)
  return tally
}

/** Counts the rows of a file without reading a field. */
async function skipTable(run: ImportRun, table: KohaTable, reason: RowSkip): Promise<Tally> {
  const tally = new Tally(table.missing)
  for await (const records of table.records) {
    for (const _record of records) {
      tally.rows++
      tally.skipped(reason)
    }
    run.progress({ file: table.file, rows: tally.rows, bytesRead: table.bytesRead() })
  }
  return tally
}

/** Finds patrons with a custody note, whatever the library's code for it is. */
async function readAttributes(run: ImportRun, table: KohaTable, custodyNoted: Set<string>): Promise<Tally> {
  const tally = new Tally(table.missing)
  for await (const records of table.records) {
    for (const record of records) {
      tally.rows++
      tally.skipped('attribute-not-kept')
      if (record.fault !== undefined || !/custod/i.test(record.row.text('code'))) continue
      const patron = kohaId(record.row.text('borrowernumber'))
      if (patron !== undefined) custodyNoted.add(patron)
    }
    run.progress({ file: table.file, rows: tally.rows, bytesRead: table.bytesRead() })
  }
  return tally
}

/** Only whether a custody note exists is read, never what it says. */
export const attributes = {
  file: 'borrower_attributes.csv',
  required: ['borrowernumber', 'code'],
  used: ['borrowernumber', 'code'],
} as const

const oldIssues = { file: 'old_issues.csv', required: [], used: [] } as const
const oldReserves = { file: 'old_reserves.csv', required: [], used: [] } as const

/** In import order: rows that others refer to come first. */
const forms = {
  attributes,
  relationships,
  borrowers,
  items,
  issues,
  reserves,
  accountlines,
  oldIssues,
  oldReserves,
} as const satisfies Record<string, KohaTableForm>

export const exportFiles: readonly string[] = Object.values(forms).map(({ file }) => file)

/** Each file open at its first row. All but `borrowers.csv` may be missing. */
export type KohaExport = { readonly [table in keyof typeof forms]: KohaTable | undefined } & {
  readonly borrowers: KohaTable
  readonly missingFiles: readonly string[]
  readonly bytes: number
  readonly close: () => Promise<void>
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

/** Opens every file and reads its first line before anything is written. @throws KohaExportError */
export async function openKohaExport(folder: string): Promise<KohaExport> {
  if (!isFolder(folder)) {
    throw new KohaExportError(`${folder} is no folder: name the folder that holds Koha's tables as CSV files`)
  }
  const opened = new Map<string, KohaTable>()
  const close = async () => {
    for (const table of opened.values()) await table.close()
  }
  try {
    for (const form of Object.values(forms)) {
      const table = await openTable(folder, form)
      if (table !== undefined) opened.set(form.file, table)
    }
    const people = opened.get(borrowers.file)
    if (people === undefined) {
      throw new KohaExportError(`${folder} holds no borrowers.csv: export Koha's table borrowers to it`)
    }
    return {
      attributes: opened.get(attributes.file),
      relationships: opened.get(relationships.file),
      borrowers: people,
      items: opened.get(items.file),
      issues: opened.get(issues.file),
      reserves: opened.get(reserves.file),
      accountlines: opened.get(accountlines.file),
      oldIssues: opened.get(oldIssues.file),
      oldReserves: opened.get(oldReserves.file),
      missingFiles: Object.values(forms).flatMap(({ file }) => {
        // An older Koha has no such table and says the same in `borrowers`.
        const elsewhere = file === relationships.file && people.header.includes('guarantorid')
        return opened.has(file) || elsewhere ? [] : [file]
      }),
      bytes: [...opened.values()].reduce((sum, { bytes }) => sum + bytes, 0),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
