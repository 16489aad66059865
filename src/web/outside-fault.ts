/** What a clerk is told of a fault that lies outside of the program, by what the screens call it. */
export type OutsideFault = 'diskFull' | 'clockBehind' | 'databaseGone'

/** Which it is, by the codes of Node and PostgreSQL; undefined for any other fault. */
export function outsideFault(error: unknown): OutsideFault | undefined {
  const code = codeOf(error)
  if (diskFull.has(code)) return 'diskFull'
  if (code === 'month-forgotten') return 'clockBehind'
  const gone = databaseGone.has(code) || (error instanceof Error && connectionEnded.test(error.message))
  return gone ? 'databaseGone' : undefined
}

const diskFull: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', '53100'])
/** The server is away, ends, or begins. */
const databaseGone: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'connect ENOENT'],
  ...['57P01', '57P02', '57P03', '08000', '08003', '08006'],
])
/** The driver gives this no code. */
const connectionEnded = /^Connection terminated|^timeout exceeded when trying to connect|is not queryable$/

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  // A file that is not there is something else than a socket.
  const connecting = error.code === 'ENOENT' && 'syscall' in error && error.syscall === 'connect'
  return connecting ? 'connect ENOENT' : String(error.code)
}
