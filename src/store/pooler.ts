import pg from 'pg'
import { clientConfig, type Login } from './login.ts'
import { DatabaseRefused } from './refused.ts'

/** Other clients may come in between two questions; by chance they may not. */
const rounds = 3

/**
 * Whether a pooler stands between us and the server. It gives each client a process number of its own, which is not that of
 * the server's process; one that gives a client another process for each transaction is refused.
 *
 * Why refused: what a session keeps there, a LISTEN, a lock or a setting, would be of whoever comes next, and not of us.
 * @throws DatabaseRefused `pooled`
 */
export async function hasPooler(login: Login): Promise<boolean> {
  const one = await connected(login)
  try {
    if ((await pidOf(one)) === (one as Numbered).processID) return false
    for (let round = 0; round < rounds; round++) await refuseChanging(login, one)
    return true
  } finally {
    await one.end().catch(() => {})
  }
}

/** The number that the driver was told when it connected; its types leave it out. */
type Numbered = pg.Client & { readonly processID?: number | null }

/** While another client has a transaction open, asks which process is ours: in one session it is the same, and ours alone. */
async function refuseChanging(login: Login, one: pg.Client): Promise<void> {
  const ours = await pidOf(one)
  const other = await connected(login)
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

function perTransaction({ host, port }: Login): DatabaseRefused {
  return new DatabaseRefused(
    'pooled',
    `the pooler at ${host}:${port} gives each transaction another session of the server, and Carrel needs sessions of its own: set pool_mode = session for this database (docs/OPERATING.md), or name the server itself in DATABASE_URL`,
  )
}

async function connected(login: Login): Promise<pg.Client> {
  const client = new pg.Client(clientConfig(login, 'carrel'))
  client.on('error', () => {})
  await client.connect()
  return client
}

async function pidOf(client: pg.Client): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  return rows[0]?.pid
}
