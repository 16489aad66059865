import type { Running } from '../server.ts'
import { complainOf } from './complain.ts'

const echoMs = 300

/**
 * Settles at the first signal that ends a program (Ctrl-C, a service manager). Called before the start: what is
 * half started then ends in order too. A second signal, the same or another of them, ends at once.
 */
export function nextSignal(): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  return new Promise((settle) => {
    const settleOnce = () => {
      settle()
      // Why: npm passes Ctrl-C on to a program that the terminal has told already; that echo is no second signal.
      setTimeout(() => {
        for (const signal of signals) process.off(signal, settleOnce)
      }, echoMs).unref()
    }
    for (const signal of signals) process.on(signal, settleOnce)
  })
}

/** Runs until a signal, or until it cannot go on. Returns the exit code: 1 for the latter, with the reason said. */
export async function untilEnded(running: Running, signalled: Promise<void>): Promise<number> {
  const reason = await Promise.race([signalled, running.lost])
  if (reason !== undefined) complainOf(reason)
  await running.close()
  return reason === undefined ? 0 : 1
}
