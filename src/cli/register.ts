import { exportRegister } from './register-export.ts'
import { forget } from './register-forget.ts'
import { newLog } from './register-new-log.ts'
import { pinsTo, tellPin } from './register-pins.ts'
import { proveEntry } from './register-prove.ts'
import { showEntry } from './register-show.ts'
import { verifyRegister } from './register-verify.ts'

const usage = `Usage:
  carrel register export DIR
      writes the register to a new folder: its checkpoint, tiles and sealed entries
  carrel register verify DIR [--key PUBKEY] [--against CHECKPOINT] [--json]
      checks such a folder, offline; opens no database and needs no secret
  carrel register verify FILE [--key PUBKEY] [--against CHECKPOINT] [--json]
      checks the proof of one entry, likewise
      --key PUBKEY          the public key that the library published: the line itself, or a file with it
      --against CHECKPOINT  an older checkpoint, to show that nothing was rewritten since: a file with it, a letter
                            or mail with a pin, or the pin as it is typed
  carrel register show REFERENCE [--json]
      what one entry says; that it was shown becomes an entry too
  carrel register prove REFERENCE --out FILE [--hand-over]
      writes the proof that an entry is in the register; with --hand-over its holder can read that one entry
  carrel register forget --before YYYY-MM [--yes] [--pdf FILE] [--pack DIR]
      destroys the keys of the months before, so that nobody can read their entries any more; without --yes says
      which; never what the policy pack says is still to be kept
  carrel register pin [--json]
      the newest checkpoint, short enough for a letter: whoever keeps it can show later that nothing was rewritten
  carrel register pins-to [ADDRESS ADDRESS | --nobody]
      who gets it by mail every day: two addresses outside the library's own hands
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
    case 'show':
      return showEntry(rest, usage)
    case 'prove':
      return proveEntry(rest, usage)
    case 'forget':
      return forget(rest, usage)
    case 'pin':
      return tellPin(rest, usage)
    case 'pins-to':
      return pinsTo(rest, usage)
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
