import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import { pino } from 'pino'

/** Structured lines on stderr, written at once so that a crash loses none. */
export function stderrLog(): Logger {
  return pino({ base: null }, pino.destination({ dest: 2, sync: true }))
}

const plainErrors = ['TypeError', 'ReferenceError', 'RangeError']

/**
 * Logs a fault and returns the random reference that the person is shown.
 *
 * INVARIANT: no value of a request or a row is logged. A driver's message quotes values (`invalid input syntax
 * for type uuid: "..."`), so only the engine's own messages are kept; the place in the code says the rest.
 */
export function logFault(log: Logger, route: string, error: unknown): string {
  const reference = randomBytes(6).toString('hex')
  const fault = error instanceof Error ? error : new Error('not an error')
  log.error(
    {
      reference,
      route,
      fault: fault.name,
      ...('code' in fault && typeof fault.code === 'string' && { code: fault.code }),
      ...(plainErrors.includes(fault.name) && { message: fault.message }),
      at: (fault.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)),
    },
    'a page failed',
  )
  return reference
}
