import { readFileSync } from 'node:fs'
import { takeReturned } from '../jobs/bounced-notices.ts'
import { misasked } from './complain.ts'
import { openKeyRing } from './keys-open.ts'
import { withLibrary } from './register-library.ts'

const usage = `Usage:
  carrel notices bounced FILE | -
      takes in e-mails that came back, from a file or from a pipe: whoever they were for is turned to another way`

/** `carrel notices`. Exit 0: done. 1: it could not be read. 2: it was not asked rightly. */
export async function run(args: string[]): Promise<number> {
  const [what, file, ...rest] = args
  if (what === '--help') {
    console.log(usage)
    return 0
  }
  const command = 'carrel notices bounced'
  if (what !== 'bounced' || file === undefined || rest.length > 0) {
    misasked(command, 'takes one FILE, or - for what is piped in', usage)
    return 2
  }
  const text = readFileSync(file === '-' ? 0 : file, 'latin1')
  return withLibrary(command, async ({ database, home }) => {
    const ring = await openKeyRing(home)
    const today = new Date().toISOString().slice(0, 10)
    const { returned, ours } = await takeReturned({ worker: database.worker, ring }, text, today)
    console.log(`Came back for good: ${returned}. Of those, notices of this library: ${ours}.`)
    return 0
  })
}
