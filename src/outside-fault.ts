/** What lies outside of the program and passes, by what the screens and the log call it. */
export const outsideFaults = ['disk-full', 'clock-behind', 'database-away'] as const
export type OutsideFault = (typeof outsideFaults)[number]

/** Which it is, by the codes of Node and PostgreSQL; undefined for any other fault. */
export function outsideFault(error: unknown): OutsideFault | undefined {
  const code = codeOf(error)
  if (diskFull.has(code)) return 'disk-full'
  if (code === 'month-forgotten') return 'clock-behind'
  const away = databaseAway.has(code) || (error instanceof Error && connectionEnded.test(error.message))
  return away ? 'database-away' : undefined
}

const diskFull: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', '53100'])
/** The server is away, ends, begins, has no room for one more, or did not come to it. */
const databaseAway: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'connect ENOENT'],
  ...['57P01', '57P02', '57P03', '53300', '08000', '08003', '08006'],
])
/** The driver gives this no code. */
const connectionEnded = /^Connection terminated|^timeout exceeded when trying to connect|is not queryable$/

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  // A file that is not there is something else than a socket.
  const connecting = error.code === 'ENOENT' && 'syscall' in error && error.syscall === 'connect'
  return connecting ? 'connect ENOENT' : String(error.code)
}
