import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import {
  type BackupMade,
  holdSlotFiles,
  makeBackup,
  requireRecoveryKey,
  runBackup,
} from '../../src/backup/backup.ts'
import { tablesToBackUp } from '../../src/backup/backup-store.ts'
import { confirmRecoveryKey, newRecoveryKey } from '../../src/backup/recovery-key.ts'
import { type Restored, restoreBackup } from '../../src/backup/restore.ts'
import { commandLineActor } from '../../src/gate/actor.ts'
import type { Clock } from '../../src/platform/clock.ts'
import { bareGuard } from '../../src/platform/crypto/key-folder.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { groupsOf, type PaperKey, readPaperKey } from '../../src/platform/crypto/paper-key.ts'
import { type Database, openDatabase } from '../../src/platform/db/database.ts'
import type { Home } from '../../src/platform/db/home.ts'

export const backedUpAt = new Date('2026-11-24T15:30:00Z')
export const restoredAt = new Date('2026-11-25T09:00:00Z')

const thatDay: Clock = { now: () => backedUpAt, today: () => '2026-11-24' }

/** A confirmed recovery key, as the text that is on the sheet and nowhere else. */
export async function paperOf(database: Database, ring: KeyRing, clock = thatDay): Promise<string> {
  const office = { app: database.app, ring, clock }
  const key = await newRecoveryKey(office, commandLineActor)
  const groups = groupsOf(key.identity)
  const confirmed = await confirmRecoveryKey(office, commandLineActor, groups.at(-1) ?? '')
  if (confirmed !== 'confirmed') throw new Error(`the sheet is ${confirmed}`)
  return groups.join(' ').toLowerCase()
}

/** What somebody types from a sheet. */
export async function typed(paper: string): Promise<PaperKey> {
  const read = await readPaperKey(paper)
  if (!read.ok) throw new Error(read.message)
  return read
}

/** The sealed matters of the home in which backups are made, where that is the folder. */
function cellsBeside(folder: string, ring: KeyRing) {
  const dir = join(dirname(folder), 'cells')
  return existsSync(dir) ? holdSlotFiles(dir, ring) : { files: [], keys: [], close() {} }
}

export async function backUp(
  database: Database,
  ring: KeyRing,
  folder: string,
  now = backedUpAt,
): Promise<BackupMade> {
  const cells = cellsBeside(folder, ring)
  const parts = {
    database,
    cells: cells.files,
    folder,
    recoveryKey: requireRecoveryKey(ring),
    version: '0.1.0',
    now: () => now,
  }
  const keys = async () => [...ring.forBackup(), ...cells.keys]
  const made = () => makeBackup({ ...parts, keys, progress: () => {} }).finally(cells.close)
  // The same place for the home's own folder: none of the test's other backups are looked for.
  const home = {
    dir: folder,
    dataDir: folder,
    keysDir: folder,
    backupsDir: folder,
    cellsDir: folder,
    cellMib: 1,
  }
  return (await runBackup({ database, ring, home, now: () => now }, made)).made
}

export async function restore(
  home: Home,
  path: string,
  paper: string,
  more: { readonly ownersUrl?: string; readonly lastKnown?: string } = {},
): Promise<Restored> {
  return restoreBackup({
    ...{ home, path: resolve(path), key: await typed(paper), guard: bareGuard, ownersUrl: '' },
    ...{ lastKnown: undefined, now: () => restoredAt, progress: () => {}, ...more },
  })
}

/** Every row of every table that is backed up, as PostgreSQL writes it, in order. */
export async function allRows(database: Database): Promise<Map<string, string[]>> {
  const client = await database.connect('backup')
  try {
    const rows = new Map<string, string[]>()
    for (const { name } of await tablesToBackUp(client)) {
      const { rows: texts } = await client.query<{ row: string }>(
        `select t::text as row from "${name}" t order by 1`,
      )
      rows.set(
        name,
        texts.map(({ row }) => row),
      )
    }
    return rows
  } finally {
    await client.end()
  }
}

/** The schema as the catalogue has it: columns, keys, indexes, policies, rights, triggers, functions. */
export async function schemaOf(database: Database, prefix: string): Promise<string[]> {
  const client = await database.connect('backup')
  try {
    const { rows } = await client.query<{ line: string }>(`
      select format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) as line
        from information_schema.columns where table_schema = 'public'
      union all select format('%s: %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
        from pg_constraint where connamespace = 'public'::regnamespace
      union all select indexdef from pg_indexes where schemaname = 'public'
      union all select format('%s policy %s %s %s %s', tablename, policyname, roles, cmd, qual) from pg_policies
      union all select format('%s %s', relname, relacl) from pg_class where relnamespace = 'public'::regnamespace
      union all select format('%s %s', attrelid::regclass, attacl) from pg_attribute
        where attacl is not null and attrelid > 16384
      union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
      union all select pg_get_functiondef(oid) from pg_proc p where pronamespace = 'public'::regnamespace
        and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
      union all select id from schema_migration
      order by 1`)
    return rows.map(({ line }) => line.replaceAll(`${prefix}_`, 'carrel_'))
  } finally {
    await client.end()
  }
}

/** Types the last group of a sheet back, as `carrel recovery confirm` has it typed. */
export async function confirmedPaper(home: Home, paper: string): Promise<void> {
  const database = await openDatabase(home, { unsafeWithoutFsync: true })
  const clock = { now: () => backedUpAt, today: () => '2026-11-24' }
  const office = { app: database.app, ring: new KeyRing(home.keysDir), clock }
  const outcome = await confirmRecoveryKey(office, commandLineActor, paper.split(' ').at(-1) ?? '')
  await database.close()
  if (outcome !== 'confirmed') throw new Error(`the sheet is ${outcome}`)
}
