import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { DatabaseOpenError, errorCode } from './error.ts'
import { locks } from './locks.ts'
import { type LOGIN_ROLES, roleName } from './login.ts'

type LoginRole = (typeof LOGIN_ROLES)[number]

/** A file of `migrations/`; its name is its id and gives the order. */
type Migration = { readonly id: string; readonly sha256: string; readonly text: string }

const FOLDER = new URL('./migrations/', import.meta.url)

export function migrations(): Migration[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(new URL(name, FOLDER), 'utf8')
      return {
        id: name.slice(0, -'.sql'.length),
        sha256: createHash('sha256').update(text).digest('hex'),
        text,
      }
    })
}

/**
 * Migrates the schema as the owner, one transaction per file, in which `:owner`, `:app`, `:worker` and
 * `:backup` are replaced by the roles' names. Returns the ids applied now.
 * @throws DatabaseOpenError `before-release`, `migration-changed`, `other-schema`
 */
export async function migrate(owner: pg.Client, database: string): Promise<string[]> {
  await owner.query('select pg_advisory_lock($1)', [locks.migration])
  try {
    await makeList(owner, database)
    const ours = migrations()
    const missing = missingFrom(ours, await applied(owner), database)
    for (const migration of missing) await apply(owner, database, migration)
    return missing.map(({ id }) => id)
  } finally {
    await owner.query('select pg_advisory_unlock($1)', [locks.migration])
  }
}

/**
 * Whether the schema is exactly this program's; any role may ask.
 * @throws DatabaseOpenError `before-release`, `migration-changed`, `other-schema`
 */
export async function isUpToDate(client: pg.Client, database: string): Promise<boolean> {
  try {
    return missingFrom(migrations(), await applied(client), database).length === 0
  } catch (error) {
    const undefinedTable = '42P01'
    const notGrantedYet = '42501'
    if (errorCode(error) === undefinedTable || errorCode(error) === notGrantedYet) return false
    throw error
  }
}

async function applied(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ id: string; sha256: string }>(
    'select id, sha256 from schema_migration',
  )
  return new Map(rows.map(({ id, sha256 }) => [id, sha256]))
}

/** Whether the migrations are those of a schema before the first release, which lack our first file. */
export function isBeforeRelease(ids: readonly string[]): boolean {
  const [first] = migrations()
  return ids.length > 0 && first !== undefined && !ids.includes(first.id)
}

function missingFrom(ours: Migration[], there: ReadonlyMap<string, string>, database: string): Migration[] {
  if (isBeforeRelease([...there.keys()])) {
    throw new DatabaseOpenError(
      'before-release',
      `the library in the database ${database} was made before Carrel’s first release, and this Carrel cannot read it: begin a new library in an empty CARREL_HOME and import into it; keep this one, unchanged, with the program that made it`,
    )
  }
  for (const [id, sha256] of there) {
    const own = ours.find((migration) => migration.id === id)
    if (own === undefined) {
      throw new DatabaseOpenError(
        'other-schema',
        `the database ${database} was changed by a newer Carrel (migration ${id}): run that one`,
      )
    }
    if (own.sha256 !== sha256) {
      throw new DatabaseOpenError(
        'migration-changed',
        `the database ${database} was made with another text of migration ${id} than this Carrel has: run the Carrel that made it`,
      )
    }
  }
  return ours.filter(({ id }) => !there.has(id))
}

/**
 * Applies the missing migrations in the caller's transaction, or, for a restore whose rows belong to an older
 * schema, the `named` ones to an empty database.
 * @throws DatabaseOpenError `before-release`, `migration-changed`, `other-schema`
 */
export async function migrateWithin(
  owner: pg.Client,
  database: string,
  named?: ReadonlyMap<string, string>,
): Promise<void> {
  await owner.query('select pg_advisory_xact_lock($1)', [locks.migration])
  await makeList(owner, database)
  const ours = migrations()
  const missing = missingFrom(ours, named ?? (await applied(owner)), database)
  const selected = named === undefined ? missing : ours.filter(({ id }) => named.has(id))
  for (const migration of selected) await applyWithin(owner, database, migration)
}

async function makeList(owner: pg.Client, database: string): Promise<void> {
  await owner.query(`create table if not exists schema_migration (
    id text primary key, sha256 text not null, applied_at timestamptz not null default now())`)
  await owner.query(
    `grant select on schema_migration to ${identifier(database, 'app')}, ${identifier(database, 'worker')}`,
  )
}

async function apply(owner: pg.Client, database: string, migration: Migration): Promise<void> {
  await owner.query('begin')
  try {
    await applyWithin(owner, database, migration)
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback').catch(() => {})
    throw error
  }
}

async function applyWithin(
  owner: pg.Client,
  database: string,
  { id, sha256, text }: Migration,
): Promise<void> {
  const sql = text.replace(/(?<![:\w]):(owner|app|worker|backup)\b/g, (_, role: 'owner' | LoginRole) =>
    role === 'owner' ? 'current_user' : identifier(database, role),
  )
  try {
    await owner.query(sql)
    await owner.query('insert into schema_migration (id, sha256) values ($1, $2)', [id, sha256])
  } catch (error) {
    if (error instanceof Error) error.message = `migration ${id}: ${error.message}`
    throw error
  }
}

function identifier(database: string, role: LoginRole): string {
  return pg.escapeIdentifier(roleName(database, role))
}
