import { exportRegister } from './register-export.ts'
import { newLog } from './register-new-log.ts'
import { verifyRegister } from './register-verify.ts'

const usage = `Usage:
  carrel register export DIR
      writes the register to a new folder: its checkpoint, tiles and sealed entries
  carrel register verify DIR [--key PUBKEY] [--against CHECKPOINT] [--json]
      checks such a folder, offline; opens no database and needs no secret
      --key PUBKEY          the public key that the library published: the line itself, or a file with it
      --against CHECKPOINT  a file with an older checkpoint, to show that nothing was rewritten since
  carrel register new-log --from YYYY-MM-DDTHH:MM [--known CHECKPOINT]
      begins a new log, for data that were put back by other means than carrel restore or a signing key that is
      lost: its first entry tells everyone which log it follows, and since when entries are missing
      --known CHECKPOINT    a file with the newest checkpoint that anyone kept, to say how many`

/** `carrel register`. Exit 0: done, or it verifies. 1: it does not. 2: it was not asked rightly. */
export async function run(args: string[]): Promise<number> {
  const [what, ...rest] = args
  switch (what) {
    case 'export':
      return exportRegister(rest, usage)
    case 'verify':
      return verifyRegister(rest, usage)
    case 'new-log':
      return newLog(rest, usage)
    case '--help':
      console.log(usage)
      return 0
    default:
      console.error(usage)
      return 2
  }
}
