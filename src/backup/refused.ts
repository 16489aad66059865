/** Why a backup cannot be made, read or restored. Closed: whoever shows one to a person can name every case. */
export type BackupProblem =
  | 'busy'
  | 'cannot-read'
  | 'cannot-write'
  | 'damaged'
  | 'half-restored'
  | 'key-mistyped'
  | 'keys-unknown'
  | 'links-late'
  | 'newer-backup'
  | 'newer-carrel'
  | 'no-recovery-key'
  | 'not-a-backup'
  | 'not-a-checkpoint'
  | 'not-empty'
  | 'not-whole'
  | 'older-carrel'
  | 'wrong-key'

/** It cannot be done, for a reason outside the program; `message` is one sentence with its mend. */
export class BackupRefused extends Error {
  override name = 'BackupRefused'
  readonly code: BackupProblem
  constructor(code: BackupProblem, message: string) {
    super(message)
    this.code = code
  }
}
