import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { clientConfig, type Login, withClient } from './login.ts'
import { DatabaseRefused } from './refused.ts'

/** How a guest's presence is named among the server's sessions. */
const GUEST = 'carrel guest'

const POLL_MS = 200

/** A guest's presence on a server that another process runs. */
export type Presence = { readonly lost: Promise<DatabaseRefused>; leave(): Promise<void> }

/**
 * Holds one connection as long as we are a guest, so that the owner of the server sees us, and we see it end.
 */
export async function attend(login: Login): Promise<Presence> {
  const client = new pg.Client(clientConfig(login, GUEST))
  let leaving = false
  const lost = new Promise<DatabaseRefused>((resolve) => {
    client.on('error', () => {})
    client.once('end', () => {
      if (leaving) return
      resolve(
        new DatabaseRefused(
          'server-ended',
          'the Carrel that ran the database has ended, and this command with it: run it again, what it had saved is kept',
        ),
      )
    })
  })
  await client.connect()
  return {
    lost,
    async leave() {
      leaving = true
      await client.end().catch(() => {})
    },
  }
}

/**
 * Waits until no guest is left, so that a command which started the server and is done does not end a longer one
 * that joined it. `waiting` is called once, if there is anybody to wait for.
 */
export async function guestsGone(login: Login, waiting: () => void): Promise<void> {
  await withClient(login, 'carrel', async (client) => {
    for (let told = false; ; told = true) {
      const { rows } = await client.query<{ guests: number }>(
        'select count(*)::int as guests from pg_stat_activity where application_name = $1',
        [GUEST],
      )
      if (rows[0]?.guests === 0) return
      if (!told) waiting()
      await sleep(POLL_MS)
    }
  })
}
