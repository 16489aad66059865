import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { writeOnce } from '../durable-file.ts'
import { DatabaseOpenError, errorCode, folderError } from './error.ts'

/** The address of a database with the password of one role. */
export type Login = {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: string
  readonly ssl: pg.ClientConfig['ssl']
}

/** Limits of a role's connections in milliseconds; what waits longer has failed and blocks others. */
export type ConnectionLimits = {
  readonly statementMs: number
  readonly lockMs: number
  readonly idleInTransactionMs: number
}

const { builtins } = pg.types

/** A PostgreSQL array of values without quotes or spaces: dates, integers. */
function plainArray<T>(read: (text: string) => T): (text: string) => (T | null)[] {
  return (text) =>
    text === '{}'
      ? []
      : text
          .slice(1, -1)
          .split(',')
          .map((value) => (value === 'NULL' ? null : read(value)))
}

// Why: an index in the register can pass 2^53, and a calendar date is no instant: west of Greenwich a
// JavaScript Date would be the day before.
const readers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, BigInt],
  [1016, plainArray(BigInt)],
  [builtins.DATE, (text) => text],
  [1182, plainArray((text) => text)],
])

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : readers.get(oid)) ??
    pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
}

/**
 * The configuration of a client or pool. `as` is visible in the server's sessions; `more` are server
 * settings, each `-c name=value`.
 */
export function clientConfig(
  login: Login,
  as: string,
  limits?: ConnectionLimits,
  more = '',
): pg.ClientConfig {
  return {
    ...login,
    types,
    application_name: as,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // Why set: otherwise the environment could set the time zone or date style.
    options: `-c timezone=UTC -c datestyle=ISO -c intervalstyle=iso_8601 ${more}`.trimEnd(),
    ...(limits && {
      statement_timeout: limits.statementMs,
      lock_timeout: limits.lockMs,
      idle_in_transaction_session_timeout: limits.idleInTransactionMs,
    }),
  }
}

/** The same settings as statements, for a session behind a pooler. `more` is as for `clientConfig`. */
export function settingStatements(limits: ConnectionLimits, more = ''): string {
  return [
    "set timezone = 'UTC'; set datestyle = 'ISO'; set intervalstyle = 'iso_8601'",
    `set statement_timeout = ${limits.statementMs}; set lock_timeout = ${limits.lockMs}`,
    `set idle_in_transaction_session_timeout = ${limits.idleInTransactionMs}`,
    ...[...more.matchAll(/-c (\w+)=(\w+)/g)].map(([, name, value]) => `set ${name} = ${value}`),
  ].join('; ')
}

export async function withClient<T>(
  login: Login,
  as: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(clientConfig(login, as))
  // The next statement reports a connection that breaks between two.
  client.on('error', () => {})
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * `superuser` exists only on our own server; elsewhere, `owner` is the user of DATABASE_URL. The running
 * program logs in as `app` and `worker` and reads no other password; `backup` reads every row, changes none,
 * and is used only by the process that makes a backup.
 */
export type DatabaseRole = 'superuser' | 'owner' | 'app' | 'worker' | 'backup'

/** The roles other than the owner, on any server. */
export const LOGIN_ROLES = ['app', 'worker', 'backup'] as const

export const DATABASE_NAME = 'carrel'

/** Roles belong to a whole server, so their names contain the database's. */
export function roleName(database: string, role: Exclude<DatabaseRole, 'superuser'>): string {
  return `${database}_${role}`
}

/** @throws DatabaseOpenError `password-missing` */
export function readPassword(keysDir: string, role: DatabaseRole): string {
  const path = passwordPath(keysDir, role)
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw folderError(error, path) ?? error
    throw new DatabaseOpenError(
      'password-missing',
      `${path}, the database's password for ${role}, is missing: bring the keys folder back from where this library runs or from its backup`,
    )
  }
}

/** A role's password, made at random where missing. Two processes that make it at once get the same. */
export function makePassword(keysDir: string, role: DatabaseRole): string {
  const path = passwordPath(keysDir, role)
  try {
    writeOnce(path, Buffer.from(`${randomBytes(32).toString('base64url')}\n`))
  } catch (error) {
    throw folderError(error, path) ?? error
  }
  return readPassword(keysDir, role)
}

export function hasPassword(keysDir: string, role: DatabaseRole): boolean {
  try {
    readPassword(keysDir, role)
    return true
  } catch (error) {
    if (error instanceof DatabaseOpenError && error.code === 'password-missing') return false
    throw error
  }
}

function passwordPath(keysDir: string, role: DatabaseRole): string {
  return join(keysDir, 'database', role)
}

/**
 * What the server keeps of a password (RFC 5803, in PostgreSQL's form). Sent in its place, so that no
 * password is in a statement, a file of the server's user or a log.
 */
export function scramVerifier(password: string): string {
  const iterations = 4096
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
  const clientKey = createHmac('sha256', salted).update('Client Key').digest()
  const storedKey = createHash('sha256').update(clientKey).digest('base64')
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`
}

const OLDEST_MAJOR = 15

/**
 * Reads a DATABASE_URL with its password, if any.
 * @throws DatabaseOpenError `unreachable` where it is invalid; the sentence quotes none of it
 */
export function loginFromUrl(url: string): Login {
  // Why: pg takes any text for the name of a database on this computer.
  if (!/^postgres(?:ql)?:\/\//i.test(url)) throw malformedUrlError()
  let client: pg.Client
  try {
    client = new pg.Client({ connectionString: strictTls(url) })
  } catch (error) {
    const code = errorCode(error) ?? ''
    // Why these: pg reads the files of sslrootcert, sslcert and sslkey; ERR_… is an invalid address.
    if (!/^E[A-Z]+$/.test(code)) throw malformedUrlError()
    throw new DatabaseOpenError(
      'unreachable',
      `a certificate file that DATABASE_URL names cannot be read (${code})`,
    )
  }
  const { host, port, database = '', user = '', password, ssl } = client
  return { host, port, database, user, password: typeof password === 'string' ? password : '', ssl }
}

function malformedUrlError(): DatabaseOpenError {
  return new DatabaseOpenError(
    'unreachable',
    'DATABASE_URL is not of the form postgres://user:password@host:port/database',
  )
}

/**
 * Why: pg verifies the certificate and its name under each of these, but warns that it will not forever. Said
 * so in the address, it stays true with every pg.
 */
function strictTls(url: string): string {
  if (/[?&]uselibpqcompat=true/.test(url)) return url
  return url.replace(/(?<=[?&]sslmode=)(?:prefer|require|verify-ca)(?=[&#]|$)/, 'verify-full')
}

/**
 * Checks that the user of DATABASE_URL can log in, and that the server can serve a library.
 * @throws DatabaseOpenError `unreachable`, `wrong-password`, `server-too-old`, `not-utf8`, `read-only`,
 * `pooled`
 */
export async function checkServer(login: Login): Promise<void> {
  try {
    await withClient(login, 'carrel', (client) => refuseUnfit(client, login.database))
    await hasPooler(login)
  } catch (error) {
    throw connectionError(error, login) ?? error
  }
}

/** @throws DatabaseOpenError `server-too-old`, `not-utf8`, `read-only` */
export async function refuseUnfit(client: pg.Client, database: string): Promise<void> {
  const { rows } = await client.query<{
    version: string
    encoding: string
    standby: boolean
    readOnly: boolean
  }>(
    `select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding,
      pg_is_in_recovery() as standby, current_setting('default_transaction_read_only')::boolean as "readOnly"`,
  )
  const { version = '0', encoding = '', standby = false, readOnly = false } = rows[0] ?? {}
  const refusal =
    unfitServerError(database, version, encoding) ?? readOnlyServerError(database, standby, readOnly)
  if (refusal !== undefined) throw refusal
}

function readOnlyServerError(
  database: string,
  standby: boolean,
  readOnly: boolean,
): DatabaseOpenError | undefined {
  if (standby) {
    return new DatabaseOpenError(
      'read-only',
      'the server of DATABASE_URL is a standby, which takes no changes: name the primary',
    )
  }
  if (!readOnly) return undefined
  return new DatabaseOpenError(
    'read-only',
    `the database ${database} takes no changes (default_transaction_read_only is on): turn that off for it and for its roles`,
  )
}

/** `version` in PostgreSQL's numbering: 150004 is 15.4. */
export function unfitServerError(
  database: string,
  version: string,
  encoding: string,
): DatabaseOpenError | undefined {
  const major = Math.floor(Number(version) / 10_000)
  if (major < OLDEST_MAJOR) {
    return new DatabaseOpenError(
      'server-too-old',
      `the server of DATABASE_URL is PostgreSQL ${major}, and Carrel needs ${OLDEST_MAJOR} or later`,
    )
  }
  if (encoding !== 'UTF8') {
    return new DatabaseOpenError(
      'not-utf8',
      `the database ${database} keeps text as ${encoding}, which cannot hold every name: create it again with ENCODING 'UTF8' TEMPLATE template0`,
    )
  }
  return undefined
}

/** No listener, or a broken connection; 57P01 to 57P03: the server is stopping or starting. */
const UNREACHABLE = new Set(
  'ECONNREFUSED ENOENT ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH ECONNRESET EPIPE ETIMEDOUT 57P01 57P02 57P03'.split(
    ' ',
  ),
)

/** Node's codes for an invalid certificate or handshake, and pg's words for a server without TLS. */
const CERTIFICATE = /CERT|SIGNATURE|ALTNAME|CRL|SELF_SIGNED|^ERR_(?:SSL|TLS)|^EPROTO$/
const NO_TLS = /does not support SSL|error establishing an SSL/i

/** A failure to connect as a sentence; undefined where it is something else. */
export function connectionError(
  error: unknown,
  at: { host: string; port: number; database: string; user?: string },
): DatabaseOpenError | undefined {
  if (error instanceof DatabaseOpenError) return error
  const server = at.host.startsWith('/') ? `in ${at.host}` : `at ${at.host}:${at.port}`
  const who = at.user ?? 'the user'
  const code = errorCode(error) ?? ''
  const message = error instanceof Error ? error.message : ''
  if (/pg_hba\.conf/.test(message)) {
    const insists = /no encryption/.test(message)
    return new DatabaseOpenError(
      'unreachable',
      insists
        ? `the database server ${server} lets ${who} in from here with TLS only, or not at all: add sslmode=verify-full to DATABASE_URL, or have its pg_hba.conf changed`
        : `the pg_hba.conf of the database server ${server} does not let ${who} in from here: have it changed`,
    )
  }
  if (/unsupported startup parameter/.test(message)) {
    return new DatabaseOpenError(
      'pooled',
      `the pooler ${server} refuses what Carrel sends at the start of a session: set ignore_startup_parameters = options there (docs/OPERATING.md)`,
    )
  }
  if (code === '28P01' || code === '28000') {
    return new DatabaseOpenError(
      'wrong-password',
      `the database server ${server} does not let ${who} in: there is no such user, or this is not its password; fix DATABASE_URL`,
    )
  }
  // Why: pg says so in words alone.
  if (/client password must be/i.test(message)) {
    return new DatabaseOpenError(
      'wrong-password',
      `the database server ${server} asks for a password of ${who}, and DATABASE_URL has none: run carrel database migrate once with one that has`,
    )
  }
  if (NO_TLS.test(message)) {
    return new DatabaseOpenError(
      'unreachable',
      `the database server ${server} speaks no TLS, and DATABASE_URL asks for it: set up TLS there, or leave sslmode out where no one else can read the connection`,
    )
  }
  if (CERTIFICATE.test(code)) {
    return new DatabaseOpenError(
      'unreachable',
      `the certificate of the database server ${server} does not hold (${code}): name its authority with sslrootcert=FILE in DATABASE_URL, or fix the certificate`,
    )
  }
  if (code === '42501') {
    return new DatabaseOpenError(
      'not-owner',
      `${who} may not use the database ${at.database} on the server ${server}: DATABASE_URL must name its owner`,
    )
  }
  if (code === '3D000') {
    return new DatabaseOpenError(
      'unreachable',
      `the database server ${server} has no database ${at.database}: make it first, or fix DATABASE_URL`,
    )
  }
  if (UNREACHABLE.has(code) || /^(?:timeout expired|Connection terminated)/.test(message)) {
    return new DatabaseOpenError(
      'unreachable',
      `no database server answers ${server}: start it, or fix DATABASE_URL`,
    )
  }
  return undefined
}

/** Another client may, by chance, not come in between two questions. */
const rounds = 3

/**
 * Whether a pooler is between us and the server: it gives each client a process number of its own. One that
 * changes the server process with each transaction is refused.
 * Why refused: what a session keeps (a LISTEN, a lock, a setting) would belong to the next client, not to us.
 * @throws DatabaseOpenError `pooled`
 */
export async function hasPooler(login: Login): Promise<boolean> {
  const one = await connectedClient(login)
  try {
    if ((await pidOf(one)) === (one as Numbered).processID) return false
    for (let round = 0; round < rounds; round++) await refuseChanging(login, one)
    return true
  } finally {
    await one.end().catch(() => {})
  }
}

/** The process number that the driver received when connecting; its types omit it. */
type Numbered = pg.Client & { readonly processID?: number | null }

/** While another client has a transaction open, our process stays the same and ours alone in one session. */
async function refuseChanging(login: Login, one: pg.Client): Promise<void> {
  const ours = await pidOf(one)
  const other = await connectedClient(login)
  try {
    await other.query('begin')
    // Why first: with one process for all, ours would wait for the other's end.
    if ((await pidOf(other)) === ours || (await pidOf(one)) !== ours) throw perTransaction(login)
    await other.query('commit')
  } catch (error) {
    if (error instanceof Error && /transaction blocks not allowed/.test(error.message))
      throw perTransaction(login)
    throw error
  } finally {
    await other.end().catch(() => {})
  }
}

function perTransaction({ host, port }: Login): DatabaseOpenError {
  return new DatabaseOpenError(
    'pooled',
    `the pooler at ${host}:${port} gives each transaction another session of the server, and Carrel needs sessions of its own: set pool_mode = session for this database (docs/OPERATING.md), or name the server itself in DATABASE_URL`,
  )
}

async function connectedClient(login: Login): Promise<pg.Client> {
  const client = new pg.Client(clientConfig(login, 'carrel'))
  client.on('error', () => {})
  await client.connect()
  return client
}

async function pidOf(client: pg.Client): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  return rows[0]?.pid
}
