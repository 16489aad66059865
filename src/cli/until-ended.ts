import type { Running } from '../server.ts'

/**
 * Runs until a signal ends it (Ctrl-C, a service manager) or it cannot go on. Returns the exit code: 0 after a
 * signal, 1 otherwise, with the reason said.
 */
export async function untilEnded(running: Running): Promise<number> {
  const signalled = new Promise<null>((settle) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => settle(null))
  })
  const reason = await Promise.race([signalled, running.lost])
  if (reason !== null) console.error(`carrel: ${reason.message}`)
  await running.close()
  return reason === null ? 0 : 1
}
