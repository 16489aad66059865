// A program that opens the database and tells what happens to it, a line of JSON each time. See `holder.ts`.
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../../src/platform/db/database.ts'
import { DatabaseOpenError } from '../../src/platform/db/error.ts'
import { homeFrom } from '../../src/platform/db/home.ts'

function say(what: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(what)}\n`)
}

const [mode = 'exclusive'] = process.argv.slice(2)
const { CARREL_HOME } = process.env

try {
  const database = await openDatabase(homeFrom(process.env, process.cwd()), {
    exclusive: mode === 'exclusive',
  })
  say({ ready: process.pid })
  database.lost.then((refusal) => say({ lost: refusal.code, message: refusal.message }))
  let writing = true
  createInterface({ input: process.stdin }).on('line', async (line) => {
    if (line === 'write') {
      try {
        for (let n = 0; writing; n++) {
          const source_id = `${process.pid}-${n}`
          await database.app.insertInto('title').values({ source_id, title: 'A Winter Book' }).execute()
          say({ acknowledged: source_id })
        }
      } catch (error) {
        say({ failed: String(error) })
      }
    }
    if (line === 'snapshot') {
      const { writeHeapSnapshot } = await import('node:v8')
      say({ snapshot: writeHeapSnapshot(`${CARREL_HOME}/heap`) })
    }
    if (line === 'close') {
      writing = false
      await sleep(50)
      await database.close()
      say({ closed: true })
      process.exit(0)
    }
  })
} catch (error) {
  if (!(error instanceof DatabaseOpenError)) throw error
  say({ refused: error.code, message: error.message })
}
