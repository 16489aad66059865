import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Launch, Launcher } from './cluster.ts'

/** Marks our supervisors among processes; the number of the process that started it follows. */
export const SUPERVISOR = 'carrel-postgres-supervisor'

/**
 * A shell between us and PostgreSQL that reads a pipe whose other end only we hold. However we end, even by
 * `kill -9`, the system closes our end, and the shell tells PostgreSQL to stop (SIGINT: a fast, clean
 * shutdown). If PostgreSQL ends first, the shell ends with its code.
 * It ignores the signals that a terminal or a service manager sends to every process of a program, so that
 * the program ends its own work first; PostgreSQL sets its own handlers. The watcher is its own process, so
 * it works even if the shell is killed. It repeats SIGINT every second, since PostgreSQL ignores it in its
 * first moment, and after two minutes sends SIGQUIT: a fast shutdown during crash recovery (on a full disk)
 * would wait forever.
 */
const SCRIPT = `
exec 3<&0 </dev/null
trap '' HUP INT TERM
umask 077
ulimit -c 0
"$@" 3<&- >&2 &
postgres=$!
echo "$postgres"
exec >&2
{ while read -r _ <&3; do :; done; exec 3<&-; n=0; while kill -INT "$postgres"; do sleep 1; n=$((n+1)); if [ "$n" -gt 120 ]; then kill -QUIT "$postgres"; fi; done; } >/dev/null 2>&1 &
watcher=$!
wait "$postgres"
code=$?
kill -KILL "$watcher" 2>/dev/null
exit "$code"
`

export type Supervised = {
  /** The postmaster's number. */
  readonly pid: number
  /** Settles when the supervisor has ended and, unless it was killed, the server too. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  /** Asks for a fast shutdown; `ended` settles when it is done. */
  release(): void
}

/** `log` is an open file for all output. */
export async function supervise(
  launcher: Launcher,
  command: readonly string[],
  log: number,
): Promise<Supervised> {
  const child = spawnSupervisor(
    launcher('/bin/sh', ['-c', SCRIPT, `${SUPERVISOR}:${process.pid}`, ...command]),
    log,
  )
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  // Why: a server that no one waits for must not keep the process alive, nor its end be an unhandled error.
  ended.catch(() => {})
  child.unref()
  const pid = await firstLine(child, ended)
  const { stdin } = child
  stdin?.on('error', () => {})
  return {
    pid,
    ended,
    release() {
      child.ref()
      stdin?.destroy()
    },
  }
}

function spawnSupervisor({ file, args, options }: Launch, log: number): ChildProcess {
  // Why: detached, or Ctrl-C at the terminal would stop PostgreSQL before the program has ended its own work.
  return spawn(file, args, { ...options, detached: true, stdio: ['pipe', 'pipe', log] })
}

async function firstLine(child: ChildProcess, ended: Promise<unknown>): Promise<number> {
  if (child.stdout === null) throw new Error('the supervisor has no output')
  const lines = createInterface({ input: child.stdout })
  const line = new Promise<string>((resolve) => lines.once('line', resolve))
  const first = await Promise.race([line, ended.then(() => '0')])
  lines.close()
  child.stdout.destroy()
  return Number(first)
}
