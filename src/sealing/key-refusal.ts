/**
 * - `keys-unreadable`: a file is missing or closed
 * - `keys-damaged`: a file is there and is not what it should be
 * - `keys-bare`, `keys-wrapped`: a file in the form that this folder's key mode does not have
 * - `month-forgotten`: a month of the register whose key was destroyed by age
 * - `keys-locked`: what unlocks them (a passphrase, a credential) was not given, or is not theirs
 * - `cells-missing`: some of the files of sealed matters are there, and others not
 */
export type KeyProblem =
  | 'keys-unreadable'
  | 'keys-damaged'
  | 'keys-bare'
  | 'keys-wrapped'
  | 'keys-locked'
  | 'month-forgotten'
  | 'cells-missing'

/** The keys cannot be used. `message` is one sentence with its mend. */
export class KeysRefused extends Error {
  override name = 'KeysRefused'
  readonly code: KeyProblem
  constructor(code: KeyProblem, message: string) {
    super(message)
    this.code = code
  }
}
