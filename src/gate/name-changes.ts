import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../platform/db/database.ts'

const retryMs = 5_000
/** A bulk import changes names thousands of times: once it has been quiet for so long, one call tells. */
const quietMs = 1_000

/**
 * Calls `changed` after names of patrons were added, changed or removed by whatever process, and after a lost
 * connection came back (something may have been missed). Resolves when it listens; the returned function ends it.
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
        // It was told to end meanwhile, and ended the one before.
        if (ended) return await again.end()
        current = again
        return soon()
      } catch {
        // The server is not back yet.
      }
    }
  }
  let current = await listen()
  return async () => {
    ended = true
    clearTimeout(timer)
    await current.end()
  }
}
