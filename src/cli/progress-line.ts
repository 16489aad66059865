const everyMs = 1000

/**
 * Progress of long work, on stderr: on a terminal one line that changes, elsewhere a line now and then.
 * Nothing is said about work that is done within a second.
 */
export function progressLine(did: string, what: string) {
  let last = Date.now()
  let said = false
  return {
    at(done: bigint, all: bigint): void {
      if (Date.now() - last < everyMs) return
      last = Date.now()
      said = true
      const line = `${did} ${done.toLocaleString('en-US')} of ${all.toLocaleString('en-US')} ${what}`
      process.stderr.write(process.stderr.isTTY ? `\r${line}` : `${line}\n`)
    },
    end(): void {
      if (said && process.stderr.isTTY) process.stderr.write('\n')
    },
  }
}
