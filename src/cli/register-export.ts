import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { pendingCount, withRegisterAtRest } from '../store/register.ts'
import { complain, misasked, nothingSigned } from './complain.ts'
import { writeFolder } from './export-folder.ts'
import { logHeads, writeRegister } from './register-files.ts'
import { withLibrary } from './register-library.ts'

export async function exportRegister(args: string[], usage: string): Promise<number> {
  const { folder, wrong } = readFolderArgument(args)
  if (folder === undefined) {
    misasked('carrel register export', wrong ?? 'name one folder', usage)
    return 2
  }
  if (existsSync(folder)) {
    misasked('carrel register export', `DIR: ${folder} is there already: name a folder that is not`)
    return 2
  }
  return withLibrary('carrel register export', async ({ database }) => {
    const done = await withRegisterAtRest(database.worker, async (trx) => {
      const logs = await logHeads(trx)
      const newest = logs.at(-1)
      if (newest === undefined) return undefined
      await writeFolder(folder, (write) => writeRegister(trx, logs, write))
      return { ...newest, before: logs.length - 1, waiting: await pendingCount(trx) }
    })
    if (done === undefined) {
      complain('carrel register export', nothingSigned)
      return 1
    }
    const marks =
      done.commitments === 0n ? '' : ` and ${done.commitments.toLocaleString('en-US')} marks of ticks`
    const held = (done.size - done.commitments).toLocaleString('en-US')
    console.log(`${held} entries${marks} exported to ${folder}\nkey ${done.key}`)
    const { before, waiting } = done
    if (before > 0)
      console.log(
        `and ${before === 1 ? 'the log' : `${before} logs`} before, each with its own key, in past/`,
      )
    if (waiting > 0n) {
      console.error(`${waiting} newer ${waiting === 1n ? 'entry waits' : 'entries wait'} for the next tick`)
    }
    return 0
  })
}

function readFolderArgument(args: string[]): { readonly folder?: string; readonly wrong?: string } {
  try {
    const [folder = '', ...more] = parseArgs({ args, allowPositionals: true }).positionals
    return folder === '' || more.length > 0 ? { wrong: 'name one folder' } : { folder }
  } catch (error) {
    return { wrong: (error as Error).message }
  }
}
