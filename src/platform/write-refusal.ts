import { errorCode } from './db/error.ts'

/** Why a file that a person named cannot be written, as what follows its path in a sentence, with the mend. */
export function writeRefusal(error: unknown): string {
  const code = errorCode(error)
  switch (code) {
    case 'ENOENT':
      return 'cannot be written: its folder is not there: make it, or name another file'
    case 'ENOTDIR':
      return 'cannot be written: a file stands where its folder should be: name another file'
    case 'EISDIR':
      return 'is a folder: name a file'
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'cannot be written by this user: name another file, or give its folder to this user'
    case 'ENOSPC':
    case 'EDQUOT':
      return 'cannot be written: the disk that holds it is full: free some space, then do it again'
    default:
      return `cannot be written (${code ?? String(error)}): name another file`
  }
}
