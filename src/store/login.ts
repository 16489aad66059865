import pg from 'pg'

/** How to reach a database; the password is that of one role. */
export type Login = {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: string
  readonly ssl: pg.ClientConfig['ssl']
}

/** Limits of a role's connections, in milliseconds: what waits longer has gone wrong, and holds others up. */
export type Limits = {
  readonly statementMs: number
  readonly lockMs: number
  readonly idleInTransactionMs: number
}

const { builtins } = pg.types

/** An array as PostgreSQL writes it, of values without quotes or blanks: dates, integers. */
function plainArray<T>(read: (text: string) => T): (text: string) => (T | null)[] {
  return (text) =>
    text === '{}'
      ? []
      : text
          .slice(1, -1)
          .split(',')
          .map((value) => (value === 'NULL' ? null : read(value)))
}

// Why: a count or an index in the register can pass 2^53, and a calendar date is no instant: as a JavaScript Date
// it would fall on the day before, west of Greenwich.
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
 * The configuration of a client or a pool for a login. `as` is seen by whoever looks at the server's sessions; `more`
 * are settings of the server for it, each `-c name=value`.
 */
export function clientConfig(login: Login, as: string, limits?: Limits, more = ''): pg.ClientConfig {
  return {
    ...login,
    types,
    application_name: as,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // Why: set here, since a time zone or date style in the environment would otherwise be taken from there.
    options: `-c timezone=UTC -c datestyle=ISO -c intervalstyle=iso_8601 ${more}`.trimEnd(),
    ...(limits && {
      statement_timeout: limits.statementMs,
      lock_timeout: limits.lockMs,
      idle_in_transaction_session_timeout: limits.idleInTransactionMs,
    }),
  }
}

/**
 * The same settings as statements, for a session behind a pooler, which takes them in no other way.
 * @param more as for `clientConfig`
 */
export function settingStatements(limits: Limits, more = ''): string {
  return [
    "set timezone = 'UTC'; set datestyle = 'ISO'; set intervalstyle = 'iso_8601'",
    `set statement_timeout = ${limits.statementMs}; set lock_timeout = ${limits.lockMs}`,
    `set idle_in_transaction_session_timeout = ${limits.idleInTransactionMs}`,
    ...[...more.matchAll(/-c (\w+)=(\w+)/g)].map(([, name, value]) => `set ${name} = ${value}`),
  ].join('; ')
}

/** Connects as a login, does something and disconnects. */
export async function withClient<T>(
  login: Login,
  as: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(clientConfig(login, as))
  // A connection that breaks between two statements: the next statement tells.
  client.on('error', () => {})
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}
