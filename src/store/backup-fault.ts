import pg from 'pg'
import { DatabaseRefused } from './refused.ts'

/**
 * The sentence for an error of the database itself, or of the way to it; undefined for any other error. It quotes none of
 * the error's words, which could hold a value.
 * @param mend the end of the sentence
 */
export function databaseFault(error: unknown, mend: string): DatabaseRefused | undefined {
  if (error instanceof DatabaseRefused) return undefined
  const { code = '', syscall = '' } = error as NodeJS.ErrnoException
  const isOnTheWay =
    (error instanceof Error &&
      /^(Connection terminated|Client (has encountered a connection error|was closed))/.test(
        error.message,
      )) ||
    (['connect', 'read', 'write'].includes(syscall) && /^E(CONN|PIPE|NOENT|TIMEDOUT|HOST)/.test(code))
  if (!isOnTheWay && !(error instanceof pg.DatabaseError)) return undefined
  const what = isOnTheWay ? 'its connection broke' : `error ${code} of PostgreSQL`
  return new DatabaseRefused('server-ended', `the database failed (${what}), and ${mend}`)
}
