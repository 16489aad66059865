import pg from 'pg'
import { type Login, withClient } from './login.ts'
import { DatabaseRefused, errorCode } from './refused.ts'

const OLDEST_MAJOR = 15

/** Reads a DATABASE_URL, with the password where it has one. @throws DatabaseRefused `unreachable` where it is no such address */
export function loginFromUrl(url: string): Login {
  let client: pg.Client
  try {
    client = new pg.Client({ connectionString: url })
  } catch {
    throw new DatabaseRefused(
      'unreachable',
      'DATABASE_URL is not of the form postgres://user:password@host:port/database',
    )
  }
  const { host, port, database = '', user = '', password, ssl } = client
  return { host, port, database, user, password: typeof password === 'string' ? password : '', ssl }
}

/** The same address without its password: all that the process which serves pages needs of it. */
export function withoutPassword(url: string): string {
  return url.replace(/^([a-z]+:\/\/[^:@/?#]*):[^/?#]*@/i, '$1@').replace(/([?&])password=[^&#]*/gi, '$1')
}

/**
 * Looks whether the server can serve a library.
 * @throws DatabaseRefused `unreachable`, `wrong-password`, `server-too-old`, `not-utf8`
 */
export async function checkServer(login: Login): Promise<void> {
  try {
    await withClient(login, 'carrel', async (client) => {
      const { rows } = await client.query<{ version: string; encoding: string }>(
        `select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding`,
      )
      refuseUnfit(login, rows[0]?.version ?? '0', rows[0]?.encoding ?? '')
    })
  } catch (error) {
    throw connectionRefusal(error, login) ?? error
  }
}

/** `version` as PostgreSQL numbers itself: 150004 is 15.4. */
export function refuseUnfit({ database }: Pick<Login, 'database'>, version: string, encoding: string): void {
  const major = Math.floor(Number(version) / 10_000)
  if (major < OLDEST_MAJOR) {
    throw new DatabaseRefused(
      'server-too-old',
      `the server of DATABASE_URL is PostgreSQL ${major}, and Carrel needs ${OLDEST_MAJOR} or later`,
    )
  }
  if (encoding !== 'UTF8') {
    throw new DatabaseRefused(
      'not-utf8',
      `the database ${database} keeps text as ${encoding}, which cannot hold every name: make it anew with ENCODING 'UTF8' TEMPLATE template0`,
    )
  }
}

/** The sentence for a failure to connect, or undefined where it is something else. */
export function connectionRefusal(error: unknown, login: Login): DatabaseRefused | undefined {
  const { host, port, database, user } = login
  const server = host.startsWith('/') ? `in ${host}` : `at ${host}:${port}`
  switch (errorCode(error)) {
    case '28P01':
    case '28000':
      return new DatabaseRefused(
        'wrong-password',
        `the database server ${server} does not let ${user} in with the password that Carrel has`,
      )
    case '3D000':
      return new DatabaseRefused(
        'unreachable',
        `the database server ${server} has no database ${database}: make it first, or mend DATABASE_URL`,
      )
    case 'ECONNREFUSED':
    case 'ENOENT':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ECONNRESET':
    case 'ETIMEDOUT':
      return new DatabaseRefused(
        'unreachable',
        `no database server answers ${server} (DATABASE_URL): start it, or mend the address`,
      )
    default:
      if (
        error instanceof Error &&
        /password must be a string|no password|client password/i.test(error.message)
      ) {
        return new DatabaseRefused(
          'wrong-password',
          `DATABASE_URL has no password for ${user}, and the server ${server} asks for one`,
        )
      }
      if (error instanceof Error && /timeout|terminated/i.test(error.message)) {
        return new DatabaseRefused(
          'unreachable',
          `no database server answers ${server} (DATABASE_URL): start it, or mend the address`,
        )
      }
      return undefined
  }
}
