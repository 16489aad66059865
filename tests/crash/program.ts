import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type { Home } from '../../src/platform/db/home.ts'
import { isRunning, processesWith, serverOf } from '../support/holder.ts'
import { unhurriedFolder } from '../support/unhurried.ts'

const bin = resolve(import.meta.dirname, '../../bin/carrel.js')
const world = pathToFileURL(resolve(import.meta.dirname, 'world.js')).href
const startMs = 90_000

/** How the world around the program is: see world.js. */
export type World = {
  readonly clockFile?: string
  readonly hurry?: number
  readonly env?: Record<string, string>
  /** An open file in place of what `err` tells. */
  readonly stderr?: number
}

/** A command of the real program, as a process. */
export type Command = {
  readonly child: ChildProcess
  readonly pid: number
  out(): string
  err(): string
  /** Settles when it has ended: its exit code, or null where a signal ended it. */
  readonly ended: Promise<number | null>
}

export function command(home: Pick<Home, 'dir'>, world: World, ...args: string[]): Command {
  const child = spawn(process.execPath, [bin, ...args], {
    env: environment(home, world),
    stdio: ['ignore', 'pipe', world.stderr ?? 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  const ended = new Promise<number | null>((settle, refuse) => {
    child.once('error', refuse)
    child.once('close', (code) => settle(code))
  })
  if (child.pid === undefined) throw new Error(`carrel ${args.join(' ')} did not start`)
  return { child, pid: child.pid, out: () => out, err: () => err, ended }
}

export function environment(home: Pick<Home, 'dir'>, { clockFile = '', hurry = 1, env = {} }: World) {
  return {
    ...process.env,
    ...env,
    CARREL_HOME: home.dir,
    CRASH_CLOCK_FILE: clockFile,
    CRASH_HURRY: String(hurry),
    NODE_OPTIONS: `--import=${world}`,
  }
}

/** The program serving a library. */
export type Program = Command & { readonly port: number; readonly startMs: number }

/** Starts it and waits until it serves. @throws with what it said, where it ends before */
export async function startProgram(home: Pick<Home, 'dir'>, port: number, world: World): Promise<Program> {
  const begun = Date.now()
  const started = command(home, world, 'start', '--pack', unhurriedFolder(), '--port', String(port))
  await serving(started)
  return { ...started, port, startMs: Date.now() - begun }
}

/** Waits until it says that it serves. @throws with what it said, where it ends before, or does neither */
export async function serving(started: Command): Promise<void> {
  const deadline = Date.now() + startMs
  let over = false
  started.ended.then(() => {
    over = true
  })
  while (!started.out().includes('Carrel runs at')) {
    if (over) throw new Error(`it did not start by itself: ${started.err()}`)
    if (Date.now() > deadline) throw new Error(`it neither starts nor ends: ${started.err()}`)
    await sleep(15)
  }
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle))
  const address = server.address()
  await new Promise<void>((settle) => server.close(() => settle()))
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}

/** Ctrl-C, and waits. Returns the exit code. */
export async function stopProgram({ pid, ended }: Command): Promise<number | null> {
  if (isRunning(pid)) process.kill(pid, 'SIGTERM')
  return ended
}

export function strike(pid: number | undefined, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    if (pid !== undefined) process.kill(pid, signal)
  } catch {
    // It ended by itself a moment ago.
  }
}

/** The supervisor of a program's server, and its watcher. */
export function supervisorsOf(program: Pick<Command, 'pid'>): number[] {
  return processesWith(`carrel-postgres-supervisor:${program.pid}`)
}

/** The server's own processes: one for each connection, and those that write. */
export function backendsOf(server: number | undefined): number[] {
  return server === undefined ? [] : processes().filter((pid) => parentOf(pid) === server)
}

/** Everything that works on a home: what was started with its name, and whoever has its folder in it. */
export function processesOf(home: Pick<Home, 'dir'>): number[] {
  const named = processesWith(home.dir)
  const inside = processes().filter((pid) => folderOf(pid).startsWith(home.dir))
  return [...new Set([...named, ...inside])].filter((pid) => pid !== process.pid && isRunning(pid))
}

/** The servers that work on a home; a server's connections work in the same folder, and are left out. */
export function serversOf(home: Pick<Home, 'dir'>): number[] {
  const inside = processes().filter((pid) => folderOf(pid).startsWith(`${home.dir}/`) && isRunning(pid))
  // One that ended between the two looks has no parent.
  return inside.filter((pid) => parentOf(pid) > 0 && !inside.includes(parentOf(pid)))
}

/** Kills all at once, as near as can be to a computer that loses its power with nothing in flight to the disk. */
export function strikeAll(home: Pick<Home, 'dir'>, program: Pick<Command, 'pid'>): void {
  const server = serverOf(home)
  const all = [program.pid, ...supervisorsOf(program), ...(server ? [server] : []), ...backendsOf(server)]
  for (const pid of all) strike(pid, 'SIGSTOP')
  for (const pid of all) strike(pid)
}

function processes(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
}

function parentOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return 0
  }
}

function folderOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}
