import type pg from 'pg'
import type { BackupHeader, TableForm } from '../backup/header.ts'
import { columnList, tablesToBackUp } from './backup-tables.ts'
import { copyOut } from './copy.ts'

/** The library as it stood at one moment. */
export type Snapshot = Omit<BackupHeader, 'carrel' | 'tables' | 'files'> & {
  readonly tables: readonly TableForm[]
  /** About how many bytes the tables take, for a line of progress. */
  readonly aboutBytes: number
  /**
   * How many rows that are sealed anew every night are still under a key of links older than that of `night`. Returns
   * that wait to be counted are not among them: they stay under their night's key, and one that does not open is counted
   * without what it was.
   */
  linksBefore(night: string): Promise<number>
  /** The rows of one of its tables: see `copyOut`. One at a time. */
  rowsOf(table: TableForm): { readonly pieces: AsyncIterable<Buffer>; count(): number }
}

/**
 * Runs `work` on the whole library as it stands at one moment, whatever is written meanwhile.
 * @param client logged in as the role `backup`
 * @returns undefined where there is no library yet
 */
export async function withSnapshot<T>(
  client: pg.Client,
  now: () => Date,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T | undefined> {
  // Why before: a restored library says that it lacks what came after this moment, and must not say too little.
  const madeAt = now().toISOString()
  await client.query('begin isolation level repeatable read read only')
  try {
    const library = await libraryOf(client)
    if (library === undefined) return undefined
    const { rows: migrations } = await client.query<BackupHeader['migrations'][number]>(
      'select id, sha256 from schema_migration order by id',
    )
    const { rows: about } = await client.query<{ server: number; bytes: string }>(`
      select current_setting('server_version_num')::int as server, sum(pg_table_size(oid))::text as bytes
      from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`)
    const tables = await tablesToBackUp(client)
    const { server = 0, bytes = '0' } = about[0] ?? {}
    return await work({
      ...{ library, madeAt, migrations, server, tables },
      aboutBytes: Number(bytes),
      linksBefore: (night) => linksBefore(client, night),
      rowsOf: (table) => copyOut(client, `copy ${columnList(table)} to stdout (format binary)`),
    })
  } finally {
    await client.query('rollback').catch(() => {})
  }
}

async function linksBefore(client: pg.Client, night: string): Promise<number> {
  const each = ['loan', 'hold', 'charge', 'tally_open', 'notice'].map((table) => `select night from ${table}`)
  const { rows } = await client.query<{ late: number }>(
    `select count(*)::int as late from (${each.join(' union all ')}) as links where night < $1::date`,
    [night],
  )
  return rows[0]?.late ?? 0
}

async function libraryOf(client: pg.Client): Promise<BackupHeader['library'] | undefined> {
  const { rows } = await client.query<{ name: string; key_check: Buffer }>(
    'select name, key_check from library',
  )
  const [row] = rows
  return row && { name: row.name, keyCheck: row.key_check.toString('hex') }
}
