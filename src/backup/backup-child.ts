import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { KeyCopy } from '../platform/crypto/key-folder.ts'
import { homeVariables } from '../platform/db/child.ts'
import type { Home } from '../platform/db/home.ts'
import type { BackupMade, BackupParts } from './backup.ts'
import { BackupError, type BackupProblem } from './backup-error.ts'
import { type FileCopy, readKeys, writeKeys } from './container.ts'
import { type RecoveryKey, readRecoveryKey } from './recovery-key.ts'

const program = fileURLToPath(new URL('../../bin/carrel.js', import.meta.url))

/** The first descriptor after the standard three. */
const firstFd = 3

/** A line from `carrel backup --child`. It asks for the keys, and again once it has its snapshot. */
type BackupChildSays =
  | { readonly progress: Parameters<BackupParts['progress']>[0] }
  | { readonly asks: 'keys' }
  | { readonly done: BackupMade }
  | { readonly refused: { readonly code: BackupProblem; readonly message: string } }

type BackupChildParts = {
  readonly recoveryKey: RecoveryKey
  readonly unreadableLinks?: number
  readonly keys: () => readonly KeyCopy[]
  readonly progress?: BackupParts['progress']
  /** Held open; the child inherits them open. */
  readonly cells?: readonly FileCopy[]
}

/**
 * Makes a backup in a child process. Why: the process that serves pages must not hold the password of a role that reads
 * everything, nor keep people waiting. The keys go through a pipe, since only the parent may have them unlocked.
 * @throws BackupError what the child refused
 */
export async function backupInChild(
  home: Home,
  { recoveryKey, unreadableLinks = 0, keys, progress, cells = [] }: BackupChildParts,
): Promise<BackupMade> {
  const child = spawn(process.execPath, [program, 'backup', '--child'], {
    env: { ...process.env, ...homeVariables(home) },
    stdio: ['pipe', 'pipe', 'pipe', ...cells.map(({ fd }) => fd)],
  }) as ChildProcessByStdio<Writable, Readable, Readable>
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text
  })
  // Where the child ended early, its exit code says so.
  child.stdin.on('error', () => {})
  const ended = new Promise<number | null>((settle, fail) => {
    child.once('error', fail)
    child.once('close', settle)
  })
  child.stdin.write(
    `${JSON.stringify({ recoveryKey, unreadableLinks, cells: cells.map(({ name }) => name) })}\n`,
  )
  let last: BackupChildSays | undefined
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      last = JSON.parse(line) as BackupChildSays
      if ('progress' in last) progress?.(last.progress)
      else if ('asks' in last) child.stdin.write(`${writeKeys(keys())}\n`)
      else child.stdin.end()
    }
  } catch (error) {
    // The child waits for an answer that will not come.
    child.kill()
    throw error
  }
  const code = await ended
  if (last !== undefined && 'done' in last) return revived(last.done)
  if (last !== undefined && 'refused' in last) throw new BackupError(last.refused.code, last.refused.message)
  throw new Error(`carrel backup ended with ${code} and no answer: ${complaints.trim()}`)
}

function revived({ mark, ...made }: BackupMade): BackupMade {
  return { ...made, mark: { ...mark, madeAt: new Date(mark.madeAt) } }
}

/** The child's side: the recovery key that its parent names, and the keys each time that it asks for them. */
export async function parentsKeys(): Promise<{
  recoveryKey: RecoveryKey
  unreadableLinks: number
  keys: () => Promise<readonly KeyCopy[]>
  cells: readonly FileCopy[]
  answer(what: BackupChildSays): void
  /** Stops listening, so that the child can end, which the parent waits for. */
  leave(): void
}> {
  const input = createInterface({ input: process.stdin })
  // INVARIANT: no child outlives its parent.
  const orphaned = () => process.exit(1)
  input.once('close', orphaned)
  const lines = input[Symbol.asyncIterator]()
  const next = async () => String((await lines.next()).value)
  const say = (what: BackupChildSays) => void process.stdout.write(`${JSON.stringify(what)}\n`)
  const asked = JSON.parse(await next()) as { recoveryKey: unknown; unreadableLinks: number; cells: string[] }
  const recoveryKey = readRecoveryKey(JSON.stringify(asked.recoveryKey))
  if (recoveryKey === undefined) throw new Error('the process that asked for a backup named no recovery key')
  return {
    recoveryKey,
    unreadableLinks: asked.unreadableLinks,
    cells: asked.cells.map((name, at) => ({ name, fd: firstFd + at })),
    answer: say,
    leave() {
      input.off('close', orphaned)
      process.stdin.destroy()
    },
    keys: async () => {
      say({ asks: 'keys' })
      return readKeys(Buffer.from(await next()))
    },
  }
}
