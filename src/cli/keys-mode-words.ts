import type { KeyMode } from '../sealing/key-mode.ts'
import type { Unlocked } from '../sealing/key-mode-change.ts'

type About = {
  /** One line, for where the program starts. */
  readonly short: string
  readonly protects: string
  readonly not: string
}

const about: Record<KeyMode, About> = {
  file: {
    short:
      'Keys: bare files. They protect copies of the data, not this computer: whoever carries it off reads everything.',
    protects: 'A copy of the data folder or of the database, without the keys folder, shows no customer.',
    not: 'Whoever has the data and the keys folder reads everything: a thief of the computer or of its disk, also while it is off, and whoever finds a copy of the whole disk. To change that: npx carrel keys mode passphrase.',
  },
  credential: {
    short:
      'Keys: wrapped under a credential of systemd. A copy of the disk opens nothing without it; whoever carries off the whole computer may start it.',
    protects:
      'A copy of data and keys together shows no customer without the credential; where the credential is bound to the TPM, neither does the disk in another computer.',
    not: 'The computer unlocks the keys by itself, so whoever carries all of it off and starts it has what the service has. A credential that systemd bound to its own key file alone lies on the same disk. While Carrel runs, the keys are in its memory.',
  },
  passphrase: {
    short:
      'Keys: wrapped under a passphrase. While this computer is off nobody opens them without it; while Carrel runs they are in its memory.',
    protects:
      'A computer or a disk that is stolen while it is off, and a copy of data and keys together, show no customer without the passphrase.',
    not: 'While Carrel runs the keys are in its memory: whoever carries the running computer off, or is root on it, reads everything. A short passphrase can be guessed at leisure from a copy. Where a file gives it at the start, that file is as good as the passphrase.',
  },
}

/** What a mode protects and what it does not, in plain words. */
export function aboutKeyMode(mode: KeyMode): About {
  return about[mode]
}

export function modeOf({ wrapped }: Unlocked): KeyMode {
  return wrapped?.file.mode ?? 'file'
}
