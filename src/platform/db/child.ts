import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { DatabaseOpenError, type DatabaseOpenErrorCode } from './error.ts'
import { type Home, withoutPassword } from './home.ts'

const PROGRAM = fileURLToPath(new URL('../../../bin/carrel.js', import.meta.url))

/** What `carrel database … --child` prints, one line. */
export type ChildAnswer =
  | { readonly done: readonly string[] }
  | { readonly refused: { code: DatabaseOpenErrorCode; message: string } }

/**
 * Runs `carrel database prepare` (keys and an empty cluster) or `migrate` (roles, database, schema) in a
 * child process. Why: they need the superuser's and the owner's passwords, which the process that serves
 * pages must never hold.
 * @throws DatabaseOpenError what the child refused; `start-failed` where it ended without an answer
 */
export async function runDatabaseChild(
  command: 'prepare' | 'migrate',
  home: Home,
): Promise<readonly string[]> {
  const child = spawn(process.execPath, [PROGRAM, 'database', command, '--child'], {
    env: { ...process.env, ...homeVariables(home) },
    // A pipe, so that the child sees us end and ends too.
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let output = ''
  let complaints = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text
  })
  const how = await new Promise<string>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) =>
      resolve(signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`),
    )
  })
  const answer = readAnswer(output)
  if (answer === undefined) {
    // Its stderr describes a fault of its own without values.
    const complaint = complaints.trim()
    if (complaint !== '') console.error(complaint)
    throw new DatabaseOpenError(
      'start-failed',
      `carrel database ${command} ${how} before it was done${complaint === '' ? ', and said nothing' : ': what it said is above'}. This computer may have run out of memory or of time: start again`,
    )
  }
  if ('refused' in answer) throw new DatabaseOpenError(answer.refused.code, answer.refused.message)
  return answer.done
}

/** The environment that tells a child where the library is. */
export function homeVariables(home: Home): Record<string, string> {
  return {
    CARREL_HOME: home.dir,
    CARREL_DATA: home.dataDir,
    CARREL_KEYS: home.keysDir,
    CARREL_BACKUPS: home.backupsDir,
    CARREL_CELLS: home.cellsDir,
    CARREL_CELL_MIB: String(home.cellMib),
    DATABASE_URL: ownersUrl(home) ?? '',
  }
}

/** DATABASE_URL with the owner's password, where our environment has it; no variable of ours keeps it. */
function ownersUrl({ databaseUrl }: Home): string | undefined {
  const { DATABASE_URL = '' } = process.env
  return databaseUrl !== undefined && withoutPassword(DATABASE_URL) === databaseUrl
    ? DATABASE_URL
    : databaseUrl
}

/** Removes the owner's password from our environment, though not from what the system shows of our start. */
export function forgetOwnersPassword({ databaseUrl }: Home): void {
  if (databaseUrl !== undefined) Object.assign(process.env, { DATABASE_URL: databaseUrl })
}

function readAnswer(output: string): ChildAnswer | undefined {
  try {
    return JSON.parse(output) as ChildAnswer
  } catch {
    return undefined
  }
}
