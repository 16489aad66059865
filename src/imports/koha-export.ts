import { statSync } from 'node:fs'
import { accountlines } from './charge-row.ts'
import { reserves } from './hold-row.ts'
import { items } from './item-row.ts'
import { ExportRefused, type KohaTable, openTable, type TableForm } from './koha-table.ts'
import { issues } from './loan-row.ts'
import { borrowers } from './patron-row.ts'
import { relationships } from './relationship-row.ts'

/** Extra attributes of patrons. Only whether a note on custody is there is read, never what it says. */
export const attributes = {
  file: 'borrower_attributes.csv',
  required: ['borrowernumber', 'code'],
  used: ['borrowernumber', 'code'],
} as const

/** Loans and holds that ended: their rows are counted, and nothing of them is read. */
export const oldIssues = { file: 'old_issues.csv', required: [], used: [] } as const
export const oldReserves = { file: 'old_reserves.csv', required: [], used: [] } as const

/** In the order in which they are imported: whoever is pointed at comes first. */
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
} as const satisfies Record<string, TableForm>

/** The files that an export may hold. */
export const exportFiles: readonly string[] = Object.values(forms).map(({ file }) => file)

/** A folder of Koha's tables as CSV, each open at its first row. All but `borrowers.csv` may be missing. */
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

/** Opens every file and reads its first line, before anything is written anywhere. Throws ExportRefused. */
export async function openKohaExport(folder: string): Promise<KohaExport> {
  if (!isFolder(folder)) {
    throw new ExportRefused(`${folder} is no folder: name the folder that holds Koha's tables as CSV files`)
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
      throw new ExportRefused(`${folder} holds no borrowers.csv: export Koha's table borrowers to it`)
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
        // Why: an older Koha has no such table, and says the same in borrowers.
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
