import { randomBytes } from 'node:crypto'
import { type Logger, pino } from 'pino'
import { errorReport, externalFault } from './error.ts'
import { NotSentError } from './mail/send.ts'

/** How much may wait where stderr cannot be written, such as a file on a full disk; the rest is lost. */
const mostWaitingBytes = 64 * 1024

/** Structured lines on stderr, written synchronously so that a crash loses none. */
export function stderrLog(): Logger {
  const stderr = pino.destination({ dest: 2, sync: true, maxLength: mostWaitingBytes })
  // Why: an unhandled stream error would end the program.
  stderr.on('error', () => {})
  return pino({ base: null }, stderr)
}

/**
 * Logs a fault and returns the random reference that the person sees. `what` is a route of the table or a
 * job's name, never an address.
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

/** Logs a failed daily job. Mail that could not be sent logs its reason, which contains no values. */
export function logDailyJobFault(log: Logger, step: string, error: unknown): void {
  const route = `night: ${step}`
  if (error instanceof NotSentError) log.error({ route, ...errorReport(error) }, error.message)
  else logFault(log, route, error)
}

/** A failed page of sealed matters logs only a reference, so that all of them look alike. */
export function logSealedFault(log: Logger): string {
  const reference = randomBytes(6).toString('hex')
  log.error({ reference, route: '/sealed' }, 'something failed')
  return reference
}

/** Places in the code that only sealed matters pass through. */
const sealedPlaces = /\/src\/sealed\//

/** Whether an error came from a sealed matter. */
export function hasSealed(error: unknown): boolean {
  return error instanceof Error && (sealedPlaces.test(error.stack ?? '') || hasSealed(error.cause))
}

/**
 * A sealed matter's fault on a shared page: no class, no cause and no sealed place in the code, so that the
 * log does not show whom it concerns.
 */
export function withoutSealed(error: unknown): Error {
  const plain = new Error()
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : []
  plain.stack = lines.filter((line) => /^\s+at /.test(line) && !sealedPlaces.test(line)).join('\n')
  return plain
}
