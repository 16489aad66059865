import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../platform/db/database.ts'

const retryMs = 5_000
/** A bulk import changes thousands of names; one call follows once it has been quiet this long. */
const quietMs = 1_000

/**
 * Calls `changed` after names changed, or after a lost connection returned. Resolves once it listens; the result stops it.
 */
export async function watchNameChanges(
  database: Database,
  changed: () => void,
): Promise<() => Promise<void>> {
  let ended = false
  let timer: NodeJS.Timeout | undefined
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(changed, quietMs).unref()
  }
  const listen = async () => {
    const client = await database.connect('app')
    client.on('notification', soon)
    client.on('error', () => {})
    client.once('end', () => void listenAgain())
    await client.query('listen carrel_names')
    return client
  }
  const listenAgain = async (): Promise<void> => {
    while (!ended) {
      await sleep(retryMs, undefined, { ref: false })
      try {
        const again = await listen()
        // Stopped meanwhile, after ending the earlier connection.
        if (ended) return await again.end()
        current = again
        return soon()
      } catch {}
    }
  }
  let current = await listen()
  return async () => {
    ended = true
    clearTimeout(timer)
    await current.end()
  }
}
