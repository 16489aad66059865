import { readFileSync, statSync } from 'node:fs'
import { processReturnedMail } from '../contact/index.ts'
import { openKeyRing, withLibrary } from './library.ts'
import { printUsageError } from './terminal.ts'

const usage = `Usage:
  carrel notices bounced FILE | -
      reads returned e-mails from a file or from a pipe: each notice among them goes another way`

/** Exit 0: done. 1: not all of it could be read. 2: wrong arguments. */
export async function run(args: string[]): Promise<number> {
  const [what, file, ...rest] = args
  if (what === '--help') {
    console.log(usage)
    return 0
  }
  const command = 'carrel notices bounced'
  if (what !== 'bounced' || file === undefined || rest.length > 0) {
    printUsageError(command, 'takes one FILE, or - for what is piped in')
    return 2
  }
  const found = file === '-' ? undefined : statSync(file, { throwIfNoEntry: false })
  if (file !== '-' && (found === undefined || found.isDirectory())) {
    const fault = found === undefined ? 'is not there' : 'is a folder'
    printUsageError(command, `${file} ${fault}: give one FILE, or - for what is piped in`)
    return 2
  }
  const text = readFileSync(file === '-' ? 0 : file, 'latin1')
  return withLibrary(command, async ({ database, home }) => {
    const ring = await openKeyRing(home)
    const today = new Date().toISOString().slice(0, 10)
    const { returned, ours, otherStatuses, unread } = await processReturnedMail(
      { worker: database.worker, ring },
      text,
      today,
    )
    console.log(`Returned: ${returned}. Of those, notices of this library: ${ours}.`)
    if (otherStatuses.length > 0) {
      const said = otherStatuses.map((status) => `${status} (${statusWords(status)})`).join(', ')
      console.log(
        `Some were returned for another reason than a missing mailbox: ${said}. No address is marked for it.`,
      )
    }
    if (unread === 0) return 0
    console.log(
      `Not read: ${unread}, of a mail server and about a notice of this library. Check by hand who did not get it, and contact them another way.`,
    )
    return 1
  })
}

/** What a status is about, by its second number (RFC 3463). */
function statusWords(status: string): string {
  const subject = status.split('.')[1] ?? ''
  const words: Readonly<Record<string, string>> = {
    '1': 'an address',
    '2': 'the mailbox, as a full one',
    '3': 'the mail system there',
    '4': 'the way there',
    '5': 'the mail protocol',
    '6': 'the content of the message',
    '7': 'a rule of that server about who may send: show it to the people who run your mail server',
  }
  return words[subject] ?? 'nothing more is said'
}
