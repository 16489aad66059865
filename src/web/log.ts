import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import { pino } from 'pino'

/** So much waits to be written where stderr takes nothing, a file on a full disk; what is more is lost. */
const mostWaitingBytes = 64 * 1024

/** Structured lines on stderr, written at once so that a crash loses none. */
export function stderrLog(): Logger {
  const stderr = pino.destination({ dest: 2, sync: true, maxLength: mostWaitingBytes })
  // Why: an error that nobody hears would end the program, and a log is not worth a library's service.
  stderr.on('error', () => {})
  return pino({ base: null }, stderr)
}

/** How the engine's own sentences begin; what follows in them can be a value. */
const plainWords = [
  ...['Cannot read properties of undefined', 'Cannot read properties of null'],
  ...['Cannot set properties of undefined', 'Cannot set properties of null'],
  ...['Maximum call stack size exceeded', 'Invalid array length', 'Invalid time value'],
]

/**
 * Logs a fault and returns the random reference that the person is shown.
 *
 * INVARIANT: no value of a request or a row is logged. A driver's message quotes values (`invalid input syntax
 * for type uuid: "..."`), and the engine's do too (`reading 'Berg'`), so of a message only the words that it is known
 * to begin with are kept; the place in the code says the rest.
 */
export function logFault(log: Logger, route: string, error: unknown): string {
  const reference = randomBytes(6).toString('hex')
  const fault = error instanceof Error ? error : new Error('not an error')
  const message = plainWords.find((words) => fault.message.startsWith(words))
  log.error(
    {
      reference,
      route,
      fault: fault.name,
      ...('code' in fault && typeof fault.code === 'string' && { code: fault.code }),
      ...(message !== undefined && { message }),
      at: (fault.stack ?? '')
        .replace(fault.message, '')
        .split('\n')
        .filter((line) => /^\s+at /.test(line)),
    },
    'a page failed',
  )
  return reference
}
