import { keysMode } from './keys-mode.ts'
import { keysRotate } from './keys-rotate.ts'

const usage = `Usage:
  carrel keys mode
      shows how the keys are guarded, and what that does not protect
  carrel keys mode file | credential | passphrase [--new-passphrase-file FILE]
      guards them so from now on; stop Carrel first
        file        bare files (the default)
        credential  wrapped under systemd's credential carrel-master: run it by systemd, as the service runs; to
                    give it another, hand over the new one too, as carrel-master-new
        passphrase  wrapped under a passphrase, which every start asks for; again, to give it another
      --new-passphrase-file FILE  takes it from the first line of a file instead of asking
  carrel keys rotate [COLUMN... | --all]
      gives sealed columns a new key, seals their rows again while Carrel runs, and destroys the old key; run it
      again where it was cut short. Without a COLUMN it shows them all`

/** `carrel keys`. Exit 0: done. 1: refused, with the reason. 2: it was not asked rightly. */
export async function run(args: string[]): Promise<number> {
  const [what, ...rest] = args
  switch (what) {
    case 'mode':
      return keysMode(rest, usage)
    case 'rotate':
      return keysRotate(rest, usage)
    case '--help':
      console.log(usage)
      return 0
    default:
      console.error(usage)
      return 2
  }
}
