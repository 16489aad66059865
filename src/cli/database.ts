import type { ChildAnswer } from '../platform/db/child.ts'
import { DatabaseOpenError } from '../platform/db/error.ts'
import { homeFrom } from '../platform/db/home.ts'
import { prepareCluster, provision } from '../platform/db/provision.ts'

const USAGE = `Usage: carrel database migrate

Makes the database, its roles and its tables where they are missing, and brings them up to date. Carrel does so
itself when it starts; run it by hand where the server's DATABASE_URL has no password, with one that has.`

/**
 * A start runs `prepare` (keys and an empty cluster) and `migrate` with `--child`: these print a `ChildAnswer`, run no server
 * of their own, and end with their parent.
 */
export async function run(args: string[]): Promise<number> {
  const [command, ...rest] = args
  const home = homeFrom(process.env, process.cwd())
  const { DATABASE_URL = '' } = process.env
  if (rest.join() === '--child') {
    // INVARIANT: no child outlives its parent, or the next start would find the database in use.
    process.stdin.resume().once('end', () => process.exit(1))
    if (command === 'prepare') return answer(() => prepareCluster(home))
    if (command === 'migrate') return answer(() => provision(home, DATABASE_URL, { guestOnly: true }))
  }
  if (command !== 'migrate' || rest.length > 0) {
    const asked = command === '--help'
    console[asked ? 'log' : 'error'](USAGE)
    return asked ? 0 : 2
  }
  const applied = await provision(home, DATABASE_URL)
  console.log(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`)
  return 0
}

async function answer(work: () => Promise<readonly string[]>): Promise<number> {
  try {
    print({ done: await work() })
    return 0
  } catch (error) {
    if (!(error instanceof DatabaseOpenError)) throw error
    print({ refused: { code: error.code, message: error.message } })
    return 1
  } finally {
    process.stdin.destroy()
  }
}

function print(answer: ChildAnswer): void {
  console.log(JSON.stringify(answer))
}
