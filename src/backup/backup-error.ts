import { CarrelError } from '../platform/error.ts'

export type BackupProblem =
  | 'busy'
  | 'cannot-read'
  | 'cannot-write'
  | 'damaged'
  | 'half-restored'
  | 'key-mistyped'
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

/** The reason is outside the program; `message` is one sentence with its fix. */
export class BackupError extends CarrelError<BackupProblem> {}

/** The backup has a form that no release of Carrel has written. */
export function beforeRelease(): BackupError {
  return new BackupError(
    'older-carrel',
    'this backup was made before Carrel’s first release, and this Carrel cannot restore it: restore it with the program that made it',
  )
}
