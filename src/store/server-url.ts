import pg from 'pg'
import { type Login, withClient } from './login.ts'
import { hasPooler } from './pooler.ts'
import { DatabaseRefused, errorCode } from './refused.ts'

const OLDEST_MAJOR = 15

/**
 * Reads a DATABASE_URL, with the password where it has one.
 * @throws DatabaseRefused `unreachable` where it is no such address; never with any of it in the sentence
 */
export function loginFromUrl(url: string): Login {
  // Why: pg takes every text for an address, of a database of that name on this computer.
  if (!/^postgres(?:ql)?:\/\//i.test(url)) throw noSuchUrl()
  let client: pg.Client
  try {
    client = new pg.Client({ connectionString: strictTls(url) })
  } catch (error) {
    const code = errorCode(error) ?? ''
    // Why these: pg reads the files of sslrootcert, sslcert and sslkey; an address that it cannot read is ERR_….
    if (!/^E[A-Z]+$/.test(code)) throw noSuchUrl()
    throw new DatabaseRefused(
      'unreachable',
      `a certificate file that DATABASE_URL names cannot be read (${code})`,
    )
  }
  const { host, port, database = '', user = '', password, ssl } = client
  return { host, port, database, user, password: typeof password === 'string' ? password : '', ssl }
}

function noSuchUrl(): DatabaseRefused {
  return new DatabaseRefused(
    'unreachable',
    'DATABASE_URL is not of the form postgres://user:password@host:port/database',
  )
}

/**
 * Why: pg checks the certificate and its name under each of these, and warns on stderr that it will not for ever.
 * Said so in the address, it stays true with every pg.
 */
function strictTls(url: string): string {
  if (/[?&]uselibpqcompat=true/.test(url)) return url
  return url.replace(/(?<=[?&]sslmode=)(?:prefer|require|verify-ca)(?=[&#]|$)/, 'verify-full')
}

/**
 * Looks whether the user of DATABASE_URL gets in, and whether the server can serve a library.
 * @throws DatabaseRefused `unreachable`, `wrong-password`, `server-too-old`, `not-utf8`, `read-only`, `pooled`
 */
export async function checkServer(login: Login): Promise<void> {
  try {
    await withClient(login, 'carrel', (client) => refuseUnfit(client, login.database))
    await hasPooler(login)
  } catch (error) {
    throw connectionRefusal(error, login) ?? error
  }
}

/** @throws DatabaseRefused `server-too-old`, `not-utf8`, `read-only` */
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
  const refusal = unfit(database, version, encoding) ?? unwritable(database, standby, readOnly)
  if (refusal !== undefined) throw refusal
}

function unwritable(database: string, standby: boolean, readOnly: boolean): DatabaseRefused | undefined {
  if (standby) {
    return new DatabaseRefused(
      'read-only',
      'the server of DATABASE_URL is a standby, which takes no changes: name the primary',
    )
  }
  if (!readOnly) return undefined
  return new DatabaseRefused(
    'read-only',
    `the database ${database} takes no changes (default_transaction_read_only is on): turn that off for it and for its roles`,
  )
}

/** `version` as PostgreSQL numbers itself: 150004 is 15.4. */
export function unfit(database: string, version: string, encoding: string): DatabaseRefused | undefined {
  const major = Math.floor(Number(version) / 10_000)
  if (major < OLDEST_MAJOR) {
    return new DatabaseRefused(
      'server-too-old',
      `the server of DATABASE_URL is PostgreSQL ${major}, and Carrel needs ${OLDEST_MAJOR} or later`,
    )
  }
  if (encoding !== 'UTF8') {
    return new DatabaseRefused(
      'not-utf8',
      `the database ${database} keeps text as ${encoding}, which cannot hold every name: make it anew with ENCODING 'UTF8' TEMPLATE template0`,
    )
  }
  return undefined
}

/** Nobody listens, or the connection broke; 57P01 to 57P03: the server is stopping or not yet up. */
const UNREACHABLE = new Set(
  'ECONNREFUSED ENOENT ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH ECONNRESET EPIPE ETIMEDOUT 57P01 57P02 57P03'.split(
    ' ',
  ),
)

/** What Node says of a certificate or a handshake that does not hold, and pg, in words alone, of no TLS at all. */
const CERTIFICATE = /CERT|SIGNATURE|ALTNAME|CRL|SELF_SIGNED|^ERR_(?:SSL|TLS)|^EPROTO$/
const NO_TLS = /does not support SSL|error establishing an SSL/i

/** The sentence for a failure to connect, or undefined where it is something else. */
export function connectionRefusal(
  error: unknown,
  at: { host: string; port: number; database: string; user?: string },
): DatabaseRefused | undefined {
  if (error instanceof DatabaseRefused) return error
  const server = at.host.startsWith('/') ? `in ${at.host}` : `at ${at.host}:${at.port}`
  const who = at.user ?? 'the user'
  const code = errorCode(error) ?? ''
  const message = error instanceof Error ? error.message : ''
  if (/pg_hba\.conf/.test(message)) {
    const insists = /no encryption/.test(message)
    return new DatabaseRefused(
      'unreachable',
      insists
        ? `the database server ${server} lets ${who} in from here with TLS only, or not at all: add sslmode=verify-full to DATABASE_URL, or have its pg_hba.conf changed`
        : `the pg_hba.conf of the database server ${server} does not let ${who} in from here: have it changed`,
    )
  }
  if (/unsupported startup parameter/.test(message)) {
    return new DatabaseRefused(
      'pooled',
      `the pooler ${server} refuses what Carrel sends at the start of a session: set ignore_startup_parameters = options there (docs/OPERATING.md)`,
    )
  }
  if (code === '28P01' || code === '28000') {
    return new DatabaseRefused(
      'wrong-password',
      `the database server ${server} does not let ${who} in: there is no such user, or this is not its password; fix DATABASE_URL`,
    )
  }
  // Why: pg says so in words alone.
  if (/client password must be/i.test(message)) {
    return new DatabaseRefused(
      'wrong-password',
      `the database server ${server} asks for a password of ${who}, and DATABASE_URL has none: run carrel database migrate once with one that has`,
    )
  }
  if (NO_TLS.test(message)) {
    return new DatabaseRefused(
      'unreachable',
      `the database server ${server} speaks no TLS, and DATABASE_URL asks for it: set up TLS there, or leave sslmode out where nobody else is on the way`,
    )
  }
  if (CERTIFICATE.test(code)) {
    return new DatabaseRefused(
      'unreachable',
      `the certificate of the database server ${server} does not hold (${code}): name its authority with sslrootcert=FILE in DATABASE_URL, or mend the certificate`,
    )
  }
  if (code === '42501') {
    return new DatabaseRefused(
      'not-owner',
      `${who} may not use the database ${at.database} on the server ${server}: DATABASE_URL must name its owner`,
    )
  }
  if (code === '3D000') {
    return new DatabaseRefused(
      'unreachable',
      `the database server ${server} has no database ${at.database}: make it first, or mend DATABASE_URL`,
    )
  }
  if (UNREACHABLE.has(code) || /^(?:timeout expired|Connection terminated)/.test(message)) {
    return new DatabaseRefused(
      'unreachable',
      `no database server answers ${server}: start it, or mend DATABASE_URL`,
    )
  }
  return undefined
}
