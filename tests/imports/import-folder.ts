import { join } from 'node:path'
import { type ImportReport, importKoha, openKohaExport } from '../../src/import/koha-import.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import type { TestDatabase } from '../support/database.ts'

/** Imports a folder as of a day, the age of majority being 19, and gives the report. */
export async function importFolder(
  { database, home }: TestDatabase,
  folder: string,
  today = '2026-11-24',
): Promise<ImportReport> {
  return importKoha(await openKohaExport(folder), {
    database: database.app,
    ring: new KeyRing(home.keysDir),
    on: { today, majorityAge: 19 },
    rejectedFile: join(home.dir, 'rejected.csv'),
    noticedFile: join(home.dir, 'noticed.csv'),
  })
}

/** The five counts of each file that has any. */
export function counts(report: ImportReport) {
  return Object.fromEntries(
    Object.entries(report.files).map(([file, { added, updated, unchanged, skipped, rejected, ended }]) => [
      file,
      Object.fromEntries(
        Object.entries({ added, updated, unchanged, skipped, rejected, ended }).filter(
          ([, count]) => count > 0,
        ),
      ),
    ]),
  )
}
