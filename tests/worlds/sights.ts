import type pg from 'pg'
import { routes } from '../../src/app/routes.ts'
import { newReference } from '../../src/platform/crypto/reference.ts'
import { entriesOf } from '../crash/entries.ts'
import { textOfPdf } from '../support/pdf-text.ts'
import type { Visitor } from '../web/visitor.ts'
import { asAnywhere, blank, inOrder, Normal } from './normal.ts'
import type { World } from './world.ts'

/*
 * What can be seen by somebody who is not cleared, at one moment, each thing under a name of its own.
 */

/** What takes the place of an address's parameters, of which each is visited with each. */
export type Known = Readonly<Record<string, readonly string[]>>

/** What a page answered: status, headers, length and words, in the form that it has in any world. */
export async function noted(response: Response, path = ''): Promise<string> {
  const normal = new Normal()
  const headers = [...response.headers].map(([name, value]) => `${name}: ${normal.text(value)}`)
  const bytes = Buffer.from(await response.clone().arrayBuffer())
  const isPdf = bytes.subarray(0, 5).toString('latin1') === '%PDF-'
  const words = isPdf ? pdf(normal, bytes) : page(normal, path, bytes)
  return [String(response.status), ...headers.sort(), words].join('\n')
}

/**
 * A picture of a key is as long as the key has it. Entries of one tick lie in an order that chance drew, so that of a page of the
 * newest ones chance drew which are the oldest, and how many of them are for this reader: here all else of the page is compared, and
 * what is listed by `seeLists`.
 */
function page(normal: Normal, path: string, bytes: Buffer): string {
  const text = bytes.toString().replace(/<svg.*?<\/svg>/gs, '<svg/>')
  const [at = ''] = path.split('?')
  if (at in newest) return normal.text(text.replace(listed, '').replace(/before=\d+/g, 'before='))
  const length = text.length === bytes.toString().length ? `${bytes.length} bytes` : 'a picture'
  return `${length}\n${normal.text(text)}`
}
const listed = /<section>.*<\/section>|<p>You don’t have access to any entries\.<\/p>|<tbody>.*<\/tbody>/gs

/** Lists of the newest entries: what is one of them, and the way to the older ones. */
const newest = {
  '/register': {
    entry: /^<li(?=.*href="\/register\/entry\/).*$/s,
    older: /href="(\/register\?before=\d+)">\s*Older/,
  },
  '/me/seen': {
    entry: /^<li class="carrel-view">.*$/s,
    older: /href="(\/me\/seen\?month=[\d-]+&(?:amp;)?before=\d+)"/,
  },
} as const

/** All that is listed to somebody, page by page: to staff the register, to a customer who was shown what of them. */
export async function seeLists(world: World, people: ReadonlyMap<string, Visitor>): Promise<void> {
  for (const [name, visitor] of people) {
    if (name === 'nobody') continue
    const of = name === 'customer' ? '/me/seen' : '/register'
    const rows: string[] = []
    for (let path: string | undefined = of; path !== undefined; ) {
      await visitor.get(path)
      const parts = visitor.html.split(/(?<=<\/(?:li|tr)>)|(?=<(?:li|tr)\b)/)
      rows.push(...parts.filter((part) => newest[of].entry.test(part)))
      path = newest[of].older.exec(visitor.html)?.[1]?.replace('&amp;', '&')
    }
    world.sees(`${name}: all of ${of}`, [`${rows.length} rows`, ...inOrder(rows).map(blank)].join('\n'))
  }
  world.statements.take()
}

/** Why not its bytes: a number that chance drew is in a font of its own, packed, which takes a kilobyte more or less. */
function pdf(normal: Normal, bytes: Buffer): string {
  const pages = bytes.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
  const kilobytes = Math.round(bytes.length / 8192) * 8
  return `${pages} pages, about ${kilobytes} kB\n${normal.text(textOfPdf(bytes))}`
}

/** One page as somebody gets it, with the statements that it took. */
export async function seePage(world: World, name: string, visitor: Visitor, path: string): Promise<void> {
  world.statements.take()
  const response = await visitor.get(path)
  world.sees(`${name}: GET ${path}`, `${await noted(response, path)}\n${statementsIn(world)}`)
}

/**
 * Sorted: some of a page's own are sent at once, and arrive as they do. How many tiles a proof takes depends on where in its tick
 * chance put the entry.
 */
export function statementsIn(world: World): string {
  const lines = world.statements.take().map(({ user, text, values }) => `${user} (${values}): ${text}`)
  return lines
    .sort()
    .filter((line, at) => line !== lines[at - 1] || !line.includes('from register_tile'))
    .join('\n')
}

/** Every page there is, as each of these people gets it. */
export async function seePages(
  world: World,
  people: ReadonlyMap<string, Visitor>,
  known: Known,
): Promise<void> {
  const paths = routes
    .filter(({ method }) => method === 'GET')
    .flatMap(({ path }) => [...addresses(path, known), ...(asked[path] ?? []).map((of) => `${path}?${of}`)])
  for (const [name, visitor] of people) for (const path of paths) await seePage(world, name, visitor, path)
}

/** What pages are asked in their address. */
const asked: Readonly<Record<string, readonly string[]>> = {
  '/me/seen': ['month=2026-11', 'month=2026-12'],
  '/me/history': ['before=3'],
  '/reports/circulation': ['year=2026'],
  '/reports/disposal': ['year=2026'],
  '/cases/figures': ['year=2026'],
  '/cases/denials': ['before=2026-12-01'],
}

function addresses(path: string, known: Known): string[] {
  const parameter = /:(\w+)/.exec(path)
  if (parameter === null) return [path]
  const [whole, name = ''] = parameter
  const values = known[`${path.split('/')[1]} ${name}`] ?? known[name] ?? [newReference()]
  return values.flatMap((value) => addresses(path.replace(whole, value), known))
}

/**
 * Tables whose rows are put where there is room, or are written anew in the order of ids that chance drew. Of all others it is
 * compared where each row lies.
 */
const moved = new Set([
  'clause_spoken',
  'view_basis',
  'known_source',
  'loan',
  'hold',
  'charge',
  'notice',
  'register_about',
  'register_leaf',
  'register_pending',
  'session',
  'workstation',
])

/**
 * Tables that grow over a page in a week. Where their rows lie depends on which connection of the pool wrote them: of two weeks in
 * which no one was served, day 4 differs so too. What the rows say, and which transaction wrote them, is compared.
 */
const placedByChance = new Set(['case_event'])

const plain = (value: unknown): unknown => {
  if (Buffer.isBuffer(value)) return value.toString('hex')
  return Array.isArray(value) ? value.map(plain) : value
}

/** Every row that a role of the program can read, in the order in which it lies there, and by which transaction it was written. */
export async function seeTables(world: World, role: 'app' | 'worker', base: bigint): Promise<void> {
  await withClient(world, role, async (client) => {
    const { rows: tables } = await client.query<{ name: string; columns: string[] }>(`
      select c.relname as name, array_agg(quote_ident(a.attname) order by a.attnum) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0
        and not a.attisdropped and has_column_privilege(c.oid, a.attnum, 'select')
      group by c.relname order by c.relname`)
    for (const { name, columns } of tables) {
      const isWhole = await isWholeTable(client, name)
      const system = isWhole ? 'ctid::text, xmin::text' : `'', '0'`
      const { rows } = await client
        .query<unknown[]>({
          text: `select ${system}, ${columns.join(', ')} from "${name}"`,
          rowMode: 'array',
        })
        .catch((error: Error) => ({ rows: [['', '0', error.message] as unknown[]] }))
      const lines = rows.map(([at, by, ...values]) => {
        const writtenBy = isWhole ? String(Number(by) - Number(base)).padStart(6, ' ') : ''
        return JSON.stringify(
          [writtenBy, moved.has(name) || placedByChance.has(name) ? '' : at, ...values.map(plain)],
          bigints,
        )
      })
      const normal = new Normal()
      const inThis = (line: string) => (moved.has(name) ? blank(line) : normal.text(line))
      world.sees(`${role}: table ${name}`, [`${lines.length} rows`, ...inOrder(lines).map(inThis)].join('\n'))
    }
    world.sees(`${role}: transactions`, String((await nextTransaction(client)) - base))
  })
}

const bigints = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)

async function isWholeTable(client: pg.Client, name: string): Promise<boolean> {
  // A table of which some columns alone are to be read tells neither where a row lies nor who wrote it.
  const { rows } = await client.query<{ is: boolean }>(
    `select relkind = 'r' and has_table_privilege(oid, 'select') as is from pg_class
     where relname = $1 and relnamespace = 'public'::regnamespace`,
    [name],
  )
  return rows[0]?.is === true
}

/** The number that the next transaction which writes will have; to ask takes none. */
export async function nextTransaction(client: pg.Client): Promise<bigint> {
  const { rows } = await client.query<{ next: string }>(
    'select pg_snapshot_xmax(pg_current_snapshot())::text as next',
  )
  return BigInt(rows[0]?.next ?? 0)
}

/** Every entry of the open register, as the library's key opens it. */
export async function seeEntries(world: World): Promise<void> {
  const { tested, house } = world
  const entries = await entriesOf(tested.it.database.worker, house.ring)
  const lines = inOrder(entries.map((one) => JSON.stringify(one)))
  world.sees('entries of the register', [`${lines.length} entries`, ...lines.map(blank)].join('\n'))
}

/** What PostgreSQL counts of everybody's work. */
const counted = [
  ...['pg_stat_user_tables', 'pg_stat_user_indexes', 'pg_statio_user_tables', 'pg_stat_database'],
  ...['pg_stat_wal', 'pg_stat_io', 'pg_stat_bgwriter', 'pg_current_wal_lsn()', 'pg_stat_get_wal()'],
  ...['pg_ls_waldir()', 'pg_control_checkpoint()', 'pg_stat_statements'],
]

/** What the catalogue of the database tells a role: sizes, estimates, sequences, locks. */
export async function seeCatalogue(world: World, role: 'app' | 'worker'): Promise<void> {
  const asked: Readonly<Record<string, string>> = {
    relations: `select relname, relkind, relpages, reltuples, relallvisible, relhasindex from pg_class order by 1`,
    sizes: `select relname, pg_relation_size(oid) from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> all ('{${[...moved, ...placedByChance].join()}}') order by 1`,
    sequences: 'select sequencename, last_value from pg_sequences order by 1',
    planner: 'select tablename, attname, null_frac, n_distinct from pg_stats order by 1, 2',
    locks: `select locktype, mode, granted, count(*) from pg_locks where pid <> pg_backend_pid() group by 1, 2, 3 order by 1, 2`,
    comments: 'select objoid::text, description from pg_description where objoid > 16384 order by 1',
    largeObjects: 'select count(*) from pg_largeobject_metadata',
    listening: 'select pg_listening_channels()',
    backends:
      'select count(*) from pg_stat_get_activity(null) where datid is not null and pid <> pg_backend_pid()',
    // What nobody may ask is said so, to either role, in any world.
    ...Object.fromEntries(counted.map((what) => [what, `select * from ${what}`])),
  }
  await withClient(world, role, async (client) => {
    for (const [what, text] of Object.entries(asked)) {
      const { rows } = await client
        .query({ text, rowMode: 'array' })
        .catch((error: Error) => ({ rows: [[error.message]] }))
      world.sees(`${role}: catalogue, ${what}`, rows.map((row) => JSON.stringify(row, bigints)).join('\n'))
    }
  })
}

/** What the other sessions of a role are seen to do, or to have done last, by another of its own. */
export async function seeActivity(world: World, role: 'app' | 'worker', when: string): Promise<void> {
  await withClient(world, role, async (client) => {
    const { rows } = await client.query<Record<string, unknown>>(`
      select usename, application_name, backend_type, state, query, backend_xid::text, query_id::text, query_start::text,
        xact_start::text, state_change::text, backend_xmin::text
      from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'`)
    const lines = rows.map((row) => asAnywhere(JSON.stringify(row)))
    world.sees(`${role}: activity, ${when}`, lines.sort().join('\n'))
  })
}

export async function withClient<T>(
  world: World,
  role: 'app' | 'worker',
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = await world.tested.it.database.connect(role)
  try {
    await client.query(`begin read only`)
    await client.query(`select set_config('carrel.actor', 'x', true), set_config('carrel.place', 'y', true)`)
    // One that is refused ends no more than itself.
    const query = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>
    Object.assign(client, {
      async query(...given: unknown[]) {
        await query('savepoint one')
        const done = await query(...given).catch(async (error: unknown) => {
          await query('rollback to savepoint one')
          throw error
        })
        return done
      },
    })
    return await work(client)
  } finally {
    await client.end()
  }
}
