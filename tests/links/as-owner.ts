import pg from 'pg'
import { SUPERUSER } from '../../src/platform/db/cluster.ts'
import { DATABASE_NAME, readPassword, roleName } from '../../src/platform/db/login.ts'
import type { TestDatabase } from '../support/database.ts'

/** Runs statements as the owner of the schema, or as the server's superuser, which the program never is. */
export async function asOwner<T>(
  { database, home }: Pick<TestDatabase, 'database' | 'home'>,
  work: (client: pg.Client) => Promise<T>,
  role: 'owner' | 'superuser' = 'owner',
): Promise<T> {
  const app = await database.connect('app')
  const { host, port } = app
  await app.end()
  const user = role === 'owner' ? roleName(DATABASE_NAME, 'owner') : SUPERUSER
  const client = new pg.Client({
    ...{ host, port, user, database: DATABASE_NAME },
    password: readPassword(home.keysDir, role),
  })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Hostile: nothing that was ever written is gone from the log, and nothing that is dead is cleaned away. */
export async function keepEverything(it: TestDatabase): Promise<void> {
  await asOwner(
    it,
    async (superuser) => {
      await superuser.query("alter system set wal_keep_size = '64GB'")
      await superuser.query('alter system set autovacuum = off')
      await superuser.query('select pg_reload_conf()')
    },
    'superuser',
  )
}
