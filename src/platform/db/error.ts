import { CarrelError } from '../error.ts'

/** Closed, so that a caller can name every case. */
export type DatabaseOpenErrorCode =
  | 'already-running'
  | 'before-release'
  | 'cell-size'
  | 'damaged'
  | 'demo-library'
  | 'disk-full'
  | 'folder-closed'
  | 'foreign-keys'
  | 'half-restored'
  | 'keys-inside-data'
  | 'lock-held'
  | 'migration-changed'
  | 'musl'
  | 'no-binaries'
  | 'not-a-demo'
  | 'not-empty'
  | 'not-owner'
  | 'not-utf8'
  | 'other-schema'
  | 'other-version'
  | 'password-missing'
  | 'pooled'
  | 'read-only'
  | 'server-ended'
  | 'server-too-old'
  | 'start-failed'
  | 'unreachable'
  | 'wrong-password'

/** The database cannot be opened, for a reason outside the program. */
export class DatabaseOpenError extends CarrelError<DatabaseOpenErrorCode> {}

/** The `code` of a system or PostgreSQL error (`EACCES`, `28P01`), or undefined. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** A file system error on a folder of ours as a sentence; undefined where a person cannot fix it. */
export function folderError(error: unknown, path: string): DatabaseOpenError | undefined {
  switch (errorCode(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new DatabaseOpenError(
        'folder-closed',
        `${path} cannot be read and written by this user: give it to the user who runs Carrel, or set CARREL_HOME to another folder`,
      )
    case 'ENOTDIR':
    case 'EEXIST':
      return new DatabaseOpenError(
        'folder-closed',
        `${path} is needed as a folder, and a file stands in its place`,
      )
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFullError(path)
    default:
      return undefined
  }
}

export function diskFullError(path: string): DatabaseOpenError {
  return new DatabaseOpenError(
    'disk-full',
    `the disk that holds ${path} is full: free some space and start again, nothing that was saved is lost`,
  )
}
