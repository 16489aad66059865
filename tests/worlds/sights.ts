import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { newReference } from '../../src/disclosure/case-reference.ts'
import { routes } from '../../src/web/routes.ts'
import { entriesOf } from '../crash/entries.ts'
import { readsPdf, textOfPdf } from '../support/pdf-text.ts'
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
 * newest ones chance drew which are the oldest: of these how many there are is compared here, and all of them by `seeEntries`.
 */
function page(normal: Normal, path: string, bytes: Buffer): string {
  const text = bytes.toString().replace(/<svg.*?<\/svg>/gs, '<svg/>')
  const parts = text.split(/(?<=<\/(?:li|tr)>)|(?=<(?:li|tr)\b)/)
  if (path === '/register')
    return normal.text(parts.map((part) => part.replace(entry, '<li>an entry</li>')).join('\n'))
  const length = text.length === bytes.toString().length ? `${bytes.length} bytes` : 'a picture'
  return `${length}\n${normal.text(path === '/me/seen' ? inOrder(parts).join('\n') : text)}`
}
const entry = /^<li(?=.*href="\/register\/entry\/).*$/s

/** Why not its bytes: a number that chance drew is in a font of its own, packed. */
function pdf(normal: Normal, bytes: Buffer): string {
  const pages = bytes.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
  const kilobytes = Math.round(bytes.length / 2048) * 2
  return `${pages} pages, about ${kilobytes} kB\n${readsPdf ? normal.text(textOfPdf(bytes)) : ''}`
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
  const paths = routes.filter(({ method }) => method === 'GET').flatMap(({ path }) => addresses(path, known))
  for (const [name, visitor] of people) for (const path of paths) await seePage(world, name, visitor, path)
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
  'known_source',
  'loan',
  'hold',
  'charge',
  'register_leaf',
  'register_pending',
  'session',
])

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
        return JSON.stringify([writtenBy, moved.has(name) ? '' : at, ...values.map(plain)], bigints)
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

/** What the catalogue of the database tells a role: sizes, estimates, sequences, locks. */
export async function seeCatalogue(world: World, role: 'app' | 'worker'): Promise<void> {
  const asked: Readonly<Record<string, string>> = {
    relations: `select relname, relkind, relpages, reltuples, relallvisible, relhasindex from pg_class order by 1`,
    sizes: `select relname, pg_relation_size(oid) from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> all ('{${[...moved].join()}}') order by 1`,
    sequences: 'select sequencename, last_value from pg_sequences order by 1',
    planner: 'select tablename, attname, null_frac, n_distinct from pg_stats order by 1, 2',
    locks: `select locktype, mode, granted, count(*) from pg_locks where pid <> pg_backend_pid() group by 1, 2, 3 order by 1, 2`,
    comments: 'select objoid::text, description from pg_description where objoid > 16384 order by 1',
    largeObjects: 'select count(*) from pg_largeobject_metadata',
    listening: 'select pg_listening_channels()',
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

/** The files of the library by name, size and rights; what PostgreSQL keeps for itself is seen through it. */
export function seeFiles(world: World): void {
  const { dir } = world.tested.it.home
  const lines: string[] = []
  const walk = (at: string) => {
    for (const name of readdirSync(join(dir, at)).sort()) {
      const path = join(at, name)
      const { mode, size } = lstatSync(join(dir, path))
      const isFolder = (mode & 0o170000) === 0o040000
      if (path === 'data' || path === 'run' || path === 'log' || name.startsWith('.s.PGSQL')) continue
      lines.push(`${asAnywhere(path)} ${mode.toString(8)} ${isFolder ? '' : size}`)
      if (isFolder) walk(path)
    }
  }
  walk('')
  world.sees('files', [...lines, ...timesOfCells(world)].join('\n'))
}

/** In which order the files of sealed matters, their keys and both folders say that they were written, and which at one time. */
function timesOfCells(world: World): string[] {
  const { cellsDir, keysDir } = world.tested.it.home
  const keys = join(keysDir, 'cell-files')
  const names = readdirSync(cellsDir).sort()
  const idOf = (name: string) => readFileSync(join(cellsDir, name)).subarray(0, 16).toString('hex')
  const paths = [cellsDir, keys, ...names.flatMap((name) => [join(cellsDir, name), join(keys, idOf(name))])]
  const times = paths.map((path) => lstatSync(path).mtimeMs)
  const order = [...new Set(times)].sort((a, b) => a - b)
  const what = ['the folder', 'the keys', ...names.flatMap((name) => [name, `key of ${name}`])]
  return times.map((time, at) => `${what[at]}: time ${order.indexOf(time) + 1} of ${order.length}`)
}

/** The two newest backups: what stands in them openly, and how long they are. */
export function seeBackups(world: World): void {
  const { backupsDir } = world.tested.it.home
  const names = readdirSync(backupsDir)
    .filter((name) => name.endsWith('.age'))
    .sort()
    .slice(-2)
  for (const name of names) {
    const bytes = readFileSync(join(backupsDir, name))
    const head = bytes.subarray(0, bytes.indexOf('\n--- ')).toString('latin1')
    world.sees(`backup ${name}`, `${bytes.length} bytes\n${asAnywhere(head)}`)
  }
}

export function seeMails(world: World): void {
  const mails = world.mail.received.splice(0)
  const text = mails.map(({ to, bytes }) => `${to}, ${bytes.length} bytes\n${asAnywhere(String(bytes))}`)
  world.sees('mails', [`${mails.length} mails`, ...text].join('\n'))
}

export function seeLog(world: World): void {
  const lines = world.tested.logged.splice(0)
  const text = lines.map((line) =>
    asAnywhere(line.replace(/"time":\d+/, '"time":0').replace(/"tookMs":\d+/, '"tookMs":0')),
  )
  world.sees('log', [`${lines.length} lines`, ...text].join('\n'))
}
