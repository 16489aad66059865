import type { ChildAnswer } from '../store/child.ts'
import { homeFrom } from '../store/home.ts'
import { prepareCluster, provision } from '../store/open.ts'
import { DatabaseRefused } from '../store/refused.ts'

const USAGE = `Usage: carrel database migrate [--json]

Makes the database, its roles and its tables where they are missing, and brings them up to date. Carrel does so
itself when it starts; run it by hand where the server's DATABASE_URL has no password, with one that has.`

/**
 * `carrel database migrate`. Besides, `prepare` is what a start calls before the first: keys and an empty cluster.
 * With `--json` it prints a `ChildAnswer`.
 */
export async function run(args: string[]): Promise<number> {
  const json = args.includes('--json')
  const [command, ...rest] = args.filter((arg) => arg !== '--json')
  const commands = new Map([
    ['prepare', prepareCluster],
    ['migrate', provision],
  ])
  const work = commands.get(command ?? '')
  if (work === undefined || rest.length > 0) {
    const asked = command === '--help'
    console[asked ? 'log' : 'error'](USAGE)
    return asked ? 0 : 2
  }
  try {
    const { DATABASE_URL = '' } = process.env
    const done = await work(homeFrom(process.env, process.cwd()), DATABASE_URL)
    if (json) print({ done })
    else console.log(done.length === 0 ? 'The database is up to date.' : `Applied: ${done.join(', ')}`)
    return 0
  } catch (error) {
    if (!json || !(error instanceof DatabaseRefused)) throw error
    print({ refused: { code: error.code, message: error.message } })
    return 1
  }
}

function print(answer: ChildAnswer): void {
  console.log(JSON.stringify(answer))
}
