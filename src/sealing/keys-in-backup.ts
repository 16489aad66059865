import { join } from 'node:path'
import type { KeptKey } from '../backup/header.ts'
import { BackupRefused } from '../backup/refused.ts'
import type { KeyFolder } from './key-folder.ts'
import { cellFilesFolder } from './key-ring-cell-files.ts'
import { commitmentsFolder } from './key-ring-cells.ts'

/**
 * What of the keys folder is in no backup, and why:
 * - `database`: passwords of a server; a restored library makes its own
 * - `register/signer.pem`, `register/signers`: a restored library signs its new log with a new key, so a thief of a
 *   backup and its paper signs nothing
 * - `register/last-signed`: of the log that has ended
 * - `links` but the newest: the others open only what was cut since, and a backup must not bring that back
 * - `mode`: how this machine guards its keys; a backup holds them bare, so that the paper alone is enough
 * - `recovery/pending`: a sheet that nobody has confirmed
 * - `cell-files`: they come with the files that they open, of the same moment; see `holdCells`
 */
const left = [
  'database',
  'mode',
  'register/signer.pem',
  'register/signers',
  'register/last-signed',
  'recovery/pending',
  cellFilesFolder,
]

/** Keys by the folder that they lie in; each file in it is one. */
const folders = ['register/months', 'register/forgotten', 'copies', commitmentsFolder] as const
const files = ['library', 'recovery/current'] as const

/**
 * The keys that a backup holds, bare: all that open something, and nothing that is only this machine's.
 * @throws KeysRefused; BackupRefused `keys-unknown` where something lies among them that this program does not know
 */
export function keysToBackUp(folder: KeyFolder): KeptKey[] {
  // INVARIANT: nothing is left out because nobody thought of it: then no backup is made.
  refuseUnknown(folder)
  const newestLink = folder.list('links').sort().at(-1)
  const names = [
    ...(newestLink === undefined ? [] : [join('links', newestLink)]),
    ...files.filter((name) => folder.has(name)),
    ...folders.flatMap((name) => filesIn(folder, name)),
    ...folder
      .list('columns')
      .flatMap((column) =>
        column === 'made' ? [join('columns', column)] : filesIn(folder, join('columns', column)),
      ),
    ...folder.list('accounts').flatMap((account) => filesIn(folder, join('accounts', account))),
    ...folder.list('history').flatMap((owner) => filesIn(folder, join('history', owner))),
  ]
  return names.map((name) => ({ name, bytes: folder.read(name) }))
}

function filesIn(folder: KeyFolder, name: string): string[] {
  return folder.list(name).map((file) => join(name, file))
}

function refuseUnknown(folder: KeyFolder): void {
  const known = new Set<string>([...left, ...folders, ...files, 'columns', 'links', 'accounts', 'history'])
  const parents = ['register', 'recovery']
  const there = [
    ...folder.list('').filter((name) => !parents.includes(name)),
    ...parents.flatMap((parent) => folder.list(parent).map((name) => join(parent, name))),
  ]
  const unknown = there.find((name) => !known.has(name) && !name.startsWith('.'))
  if (unknown === undefined) return
  throw new BackupRefused(
    'keys-unknown',
    `${unknown} lies among the keys, and Carrel does not know what it is: take it away from there, then back up again`,
  )
}
