import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import { pino } from 'pino'
import { errorReport, externalFault } from './error.ts'
import { NotSentError } from './mail/send.ts'

/** So much waits to be written where stderr takes nothing, a file on a full disk; what is more is lost. */
const mostWaitingBytes = 64 * 1024

/** Structured lines on stderr, written at once so that a crash loses none. */
export function stderrLog(): Logger {
  const stderr = pino.destination({ dest: 2, sync: true, maxLength: mostWaitingBytes })
  // Why: an error that nobody hears would end the program, and a log is not worth a library's service.
  stderr.on('error', () => {})
  return pino({ base: null }, stderr)
}

/**
 * Logs a fault and returns the random reference that the person is shown.
 * @param what a route as the table has it, never an address; or what the program did by itself
 * @param tookMs how long it was at work by then
 */
export function logFault(log: Logger, what: string, error: unknown, tookMs?: number): string {
  const reference = randomBytes(6).toString('hex')
  const outside = externalFault(error)
  log.error(
    {
      reference,
      route: what,
      ...(outside !== undefined && { outside }),
      ...(tookMs !== undefined && { tookMs: Math.round(tookMs) }),
      ...errorReport(error),
    },
    outside === undefined ? 'something failed' : 'something outside of the program failed',
  )
  return reference
}

/** Logs a step of the night that failed: what could not be sent with its reason, which has no values. */
export function logDailyJobFault(log: Logger, step: string, error: unknown): void {
  const route = `night: ${step}`
  if (error instanceof NotSentError) log.error({ route, ...errorReport(error) }, error.message)
  else logFault(log, route, error)
}

/** Logs that a page of sealed matters failed, the same whichever it was and whatever was done: a reference, and no more. */
export function logSealedFault(log: Logger): string {
  const reference = randomBytes(6).toString('hex')
  log.error({ reference, route: '/sealed' }, 'something failed')
  return reference
}

/** Where of the code a sealed matter alone comes by. */
const sealedPlaces = /\/src\/sealed\//

/** Whether a fault came by there: whoever was served leaves what came on the pages that everybody uses. */
export function hasSealed(error: unknown): boolean {
  return error instanceof Error && (sealedPlaces.test(error.stack ?? '') || hasSealed(error.cause))
}

/**
 * A fault of a sealed matter on a page that is not its alone, as the same would be of any other: its class is not told, nor what it came
 * from, nor the places that only a sealed case comes by.
 */
export function withoutSealed(error: unknown): Error {
  const plain = new Error()
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : []
  plain.stack = lines.filter((line) => /^\s+at /.test(line) && !sealedPlaces.test(line)).join('\n')
  return plain
}
