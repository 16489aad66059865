import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { clientConfig, type Login } from './login.ts'

const LOOK_MS = 5_000
/** A network that swallows everything tells of no end. */
const ANSWER_MS = 10_000

/**
 * Asks a server that is not ours every few seconds, over a connection of its own, and calls `changed` when it stops
 * answering and when it answers again, once each. Returns what ends it.
 *
 * Why: that server has a keeper of its own and comes back, so nothing is `lost`; but whoever looks after the library
 * should read why nothing went meanwhile.
 */
export function watchServer(login: Login, changed: (answers: boolean) => void): () => Promise<void> {
  const pool = new pg.Pool({
    ...clientConfig(login, 'carrel watch'),
    max: 1,
    idleTimeoutMillis: 0,
    query_timeout: ANSWER_MS,
  })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const answers = () =>
    pool.query('select 1').then(
      () => true,
      () => false,
    )
  const ended = new AbortController()
  const watch = async () => {
    for (let answered = true; ; ) {
      await sleep(LOOK_MS, undefined, { signal: ended.signal, ref: false })
      // Why twice: the end of one connection is not yet the end of the server.
      const now = (await answers()) || (await answers())
      if (now !== answered && !ended.signal.aborted) changed(now)
      answered = now
    }
  }
  const watching = watch().catch(() => {})
  return async () => {
    ended.abort()
    await watching
    await pool.end()
  }
}
