/**
 * What a clerk is told of a fault that lies outside of the program: what is wrong and who mends it, in a sentence or
 * two; undefined for any other. Codes are Node's and PostgreSQL's.
 */
export function outsideFault(error: unknown): string | undefined {
  const code = codeOf(error)
  if (diskFull.has(code)) {
    return 'The disk of the computer that runs Carrel is full. Ask whoever looks after it to free some space; Carrel then goes on by itself.'
  }
  if (code === 'month-forgotten') {
    return 'The clock of the computer that runs Carrel is years behind. Ask whoever looks after it to set it right.'
  }
  const gone = databaseGone.has(code) || (error instanceof Error && connectionEnded.test(error.message))
  return gone ? 'Carrel’s database does not answer at this moment. Try again in a minute.' : undefined
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
