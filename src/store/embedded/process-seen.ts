import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'

/**
 * A running process as the system shows it. `began` is when it was started, in the system's own form: with the number, it
 * names one process. `folder` is its working folder, where we may know it.
 */
export type ProcessSeen = {
  readonly pid: number
  readonly parent: number
  readonly commandLine: string
  readonly began: string
  readonly folder?: { readonly dev: bigint; readonly ino: bigint }
}

/** The process of this number, or undefined where none runs (one that ended and waits for its parent does not run). */
export function processSeen(pid: number): ProcessSeen | undefined {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid)
}

function fromProc(pid: number): ProcessSeen | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name before the last `)` may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, parent] = fields
    if (state === 'Z' || state === 'X') return undefined
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    const seen = { pid, parent: Number(parent), commandLine, began: fields[19] ?? '' }
    const folder = folderOf(`/proc/${pid}/cwd`)
    return folder === undefined ? seen : { ...seen, folder }
  } catch {
    return undefined
  }
}

function fromPs(pid: number): ProcessSeen | undefined {
  const { status, stdout } = spawnSync(
    'ps',
    ['-ww', '-o', 'stat=,ppid=,lstart=,command=', '-p', String(pid)],
    {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    },
  )
  const [, state, parent, began, commandLine] =
    /^\s*(\S+)\s+(\d+)\s+((?:\S+\s+){4}\d{4})\s+([\s\S]*)$/.exec(stdout ?? '') ?? []
  if (status !== 0 || state === undefined || state.startsWith('Z') || began === undefined) return undefined
  return { pid, parent: Number(parent), commandLine: commandLine ?? '', began: began.replace(/\s+/g, '_') }
}

/** The identity of a folder, or undefined where it is not there or closed to us. */
export function folderOf(path: string): { dev: bigint; ino: bigint } | undefined {
  try {
    const { dev, ino } = statSync(path, { bigint: true })
    return { dev, ino }
  } catch {
    return undefined
  }
}
