import { printUsageError } from './terminal.ts'

const usage = `Usage:
  carrel register export DIR [--with-leaves]
      writes the public export to a new folder: hashes, and the checkpoint that ended the last whole day. Anyone may
      have it: it tells how many entries each day had, and nothing finer
      --with-leaves         the register as it is now, with its sealed entries, for those who check it with the keys or
                            with a proof of a sealed matter. Anyone who has it can count the entries of each minute
  carrel register verify DIR [--key PUBKEY] [--against CHECKPOINT] [--json]
      checks such a folder, offline; opens no database and needs no secret. Exit 0: it verifies. 1: it does not.
      3: by itself it does, and it could not be compared with the CHECKPOINT; or a file of it cannot be read here
  carrel register verify FILE [--key PUBKEY] [--against CHECKPOINT] [--reference REFERENCE] [--document DOCUMENT]
                         [--json]
      checks the proof of one entry, likewise; with --reference, that it is the entry of that letter; with --document,
      that the entry is about that very file, such as the text of a decision
      --key PUBKEY          the public key that the library published: the line itself, or a file with it
      --against CHECKPOINT  an older checkpoint, to show that nothing was rewritten since: a file with it, a letter
                            or mail with a fingerprint, the proof of an entry, or the fingerprint as typed
  carrel register show REFERENCE [--json]
      what one entry says; that it was shown becomes an entry too
  carrel register prove REFERENCE --out FILE [--hand-over]
      writes the proof that an entry is in the register; with --hand-over its holder can read that one entry
  carrel register forget --before YYYY-MM [--yes] [--pdf FILE] [--pack DIR]
      destroys the keys of the months before, so that no one can read their entries anymore; without --yes says
      which; never what the policy pack says is still to be kept
  carrel register pin [--json]
      the fingerprint of the newest checkpoint, short enough for a letter: the person who keeps it can show later
      that nothing was rewritten
  carrel register pins-to [ADDRESS ADDRESS | --nobody]
      who gets the fingerprint by mail every day: two outside log keepers, at addresses that are not the library's
  carrel register new-log --from YYYY-MM-DDTHH:MM [--known CHECKPOINT]
      begins a new log, for data that were put back by other means than carrel restore or a signing key that is
      lost: its first entry tells everyone which log it follows, and since when entries are missing
      --known CHECKPOINT    a file with the newest checkpoint that anyone kept, such as a mail, to say how many`

type Part = (args: string[], usage: string) => Promise<number>

// Why each by itself: checking an export needs no database, no keys and no typesetter, and must not wait for them.
const parts: Readonly<Record<string, () => Promise<Part>>> = {
  export: async () => (await import('./register-export.ts')).exportRegister,
  verify: async () => (await import('./register-verify.ts')).verifyRegister,
  show: async () => (await import('./register-entry.ts')).showEntry,
  prove: async () => (await import('./register-entry.ts')).proveEntry,
  forget: async () => (await import('./register-forget.ts')).forgetRegisterMonths,
  pin: async () => (await import('./register-log.ts')).tellPin,
  'pins-to': async () => (await import('./register-log.ts')).pinsTo,
  'new-log': async () => (await import('./register-log.ts')).newLog,
}

/** Exit 0: done, or it verifies. 1: it does not. 2: wrong arguments. 3: it verifies, and could not be compared as asked. */
export async function run(args: string[]): Promise<number> {
  const [what = '', ...rest] = args
  if (what === '--help' || (Object.hasOwn(parts, what) && rest.includes('--help'))) {
    console.log(usage)
    return 0
  }
  const part = Object.hasOwn(parts, what) ? parts[what] : undefined
  if (part !== undefined) return (await part())(rest, usage)
  printUsageError('carrel register', `say what to do: ${Object.keys(parts).join(', ')}`)
  return 2
}
