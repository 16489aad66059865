import { lstatSync, readdirSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import type { Database } from '../db/database.ts'
import { libraryMade, linkNightsInUse, monthsOfRegister } from '../db/library-store.ts'
import { bad, type Check, count, findingSentence, good, note, ofLibrary } from '../doctor.ts'
import { rotatableColumns } from './field.ts'
import { readModeFile } from './key-folder.ts'
import { aboutKeyMode, passphraseFileVariable } from './key-mode.ts'
import type { ColumnName, KeyRing } from './key-ring.ts'
import { otherVersions } from './key-rotation-store.ts'

const putBack = 'Put the keys folder back from the backup that belongs to these data.'

const mode: Check = {
  name: 'key-mode',
  look({ home }) {
    const file = readModeFile(home.keysDir)
    const { protects, not } = aboutKeyMode(file?.mode ?? 'file')
    if (file !== undefined && file.state !== 'settled') {
      return bad(
        'A change of the key mode was interrupted.',
        'Start Carrel once, or run npx --no carrel keys mode again: it is finished then.',
      )
    }
    return note(`The keys are in the mode ${file?.mode ?? 'file'}. ${protects} ${not}`)
  },
}

const passphraseFile: Check = {
  name: 'passphrase-file',
  look({ home, env }) {
    const file = env[passphraseFileVariable] ?? ''
    const stats = file === '' ? undefined : lstatSync(file, { throwIfNoEntry: false })
    if (stats === undefined || !stats.isFile())
      return good('No file holds the passphrase of the keys for us.')
    const path = resolve(file)
    if ((stats.mode & 0o077) !== 0) {
      return bad(
        `Other users of this computer can read the passphrase of the keys in ${path}.`,
        `Close it: chmod go= ${path}. If someone may have read it: npx --no carrel keys mode passphrase, with another.`,
      )
    }
    const beside = [home.dir, home.dataDir, home.keysDir].find((folder) => path.startsWith(`${folder}${sep}`))
    if (beside === undefined)
      return good('The file with the passphrase of the keys is closed to other users.')
    return bad(
      `The passphrase of the keys is next to what it protects, in ${path}: a copy of ${beside} opens itself.`,
      'Move it to another disk, or hand it over as a descriptor (/dev/fd/3).',
    )
  },
}

const opens: Check = {
  name: 'keys-open',
  look: ({ keys }) => ('open' in keys ? good('The keys open.') : bad(findingSentence(keys.shut))),
}

const belong = ofLibrary('keys-and-data', async ({ db, ring }) => {
  const made = await libraryMade(db.app)
  if (made === undefined) return note('The library was not started yet: it has no data.')
  if (ring.isCheck(made.keyCheck)) return good('Keys and data belong together.')
  return bad('The keys are not those of these data: nothing in them opens.', putBack)
})

/** The names of keys in use that do not open. */
export type MissingKeys = (db: Database, ring: KeyRing) => Promise<string[]>

const needed = (ofFeatures: MissingKeys): Check =>
  ofLibrary('keys-needed', async ({ db, ring }) => {
    const missing = [
      ...(await Promise.all(rotatableColumns.map((column) => missingVersions(db, ring, column)))).flat(),
      ...(await missingNights(db, ring)),
      ...(await missingMonths(db, ring)),
      ...(await ofFeatures(db, ring)),
    ]
    const [first] = missing
    if (first === undefined) return good('Every key that something is sealed under is there.')
    return bad(
      `${count(missing.length, 'key is', 'keys are')} missing or damaged: what is sealed under ${missing.length === 1 ? 'it' : 'them'} cannot be opened. The first is ${first}.`,
      putBack,
    )
  })

async function missingVersions(db: Database, ring: KeyRing, column: ColumnName): Promise<string[]> {
  const newest = ring.columns.newest(column)
  const { versions } = await otherVersions(db.app, column, newest)
  return [newest, ...versions].flatMap((version) =>
    opensNot(() => ring.columns.at(column, version), `columns/${column}/${version}`),
  )
}

async function missingNights(db: Database, ring: KeyRing): Promise<string[]> {
  const nights = await linkNightsInUse(db.worker)
  return nights.flatMap((night) => opensNot(() => ring.linkKeyAt(night), `links/${night}`))
}

async function missingMonths(db: Database, ring: KeyRing): Promise<string[]> {
  return (await monthsOfRegister(db.app)).flatMap((month) => {
    const name = `register/months/${month}`
    const lost = opensNot(() => ring.registerMonthKeyFor(month), name)
    return lost.length === 0 && ring.registerMonthKeyFor(month) === 'missing' ? [name] : lost
  })
}

/** Its name where it cannot be read. */
export function opensNot(read: () => unknown, name: string): string[] {
  try {
    read()
    return []
  } catch {
    return [name]
  }
}

const rotations = ofLibrary('key-rotation', async ({ ring }) => {
  const left = rotatableColumns.filter((column) => ring.columns.versions(column).length > 1)
  if (left.length === 0) return good('No key rotation was interrupted.')
  return note(
    `A rotation of the keys of ${left.join(', ')} is running or was interrupted: the old ones are still there.`,
    `If none runs: npx --no carrel keys rotate ${left.join(' ')}.`,
  )
})

const closed: Check = {
  name: 'keys-closed',
  look({ home }) {
    const uid = process.getuid?.()
    const open = filesBelow(home.keysDir).filter(({ mode }) => (mode & 0o077) !== 0)
    const others = filesBelow(home.keysDir).filter(
      (file) => uid !== undefined && uid !== 0 && file.uid !== uid,
    )
    const [first] = [...open, ...others]
    if (first === undefined) return good('Only the user who runs Carrel can read the keys.')
    if (open.length === 0) {
      return bad(
        `${count(others.length, 'file')} of the keys belong to another user, first of all ${first.path}.`,
        `Give the folder to the user who runs Carrel: chown -R USER ${home.keysDir}.`,
      )
    }
    return bad(
      `Other users of this computer can read ${count(open.length, 'file or folder', 'files and folders')} of the keys, first of all ${first.path}.`,
      `Close them: chmod -R go= ${home.keysDir}. If someone may have read them: npx --no carrel keys rotate --all.`,
    )
  },
}

const leftovers: Check = {
  name: 'keys-left-over',
  look({ home }) {
    const left = filesBelow(home.keysDir).filter(({ path }) => path.includes('~'))
    if (left.length === 0) return good('No half-written file is among the keys.')
    return note(
      `${count(left.length, 'file that a kill has left is', 'files that a kill has left are')} among the keys: ${left[0]?.path}.`,
      'The next change of the key mode takes them away; you may too, while Carrel does not run.',
    )
  },
}

type Seen = { readonly path: string; readonly mode: number; readonly uid: number }

function filesBelow(path: string): Seen[] {
  const { mode, uid } = lstatSync(path)
  const here = { path, mode, uid }
  if (!lstatSync(path).isDirectory()) return [here]
  return [here, ...readdirSync(path).flatMap((name) => filesBelow(join(path, name)))]
}

export const keyChecks = (missing: MissingKeys): readonly Check[] => [
  mode,
  passphraseFile,
  opens,
  belong,
  needed(missing),
  rotations,
  closed,
  leftovers,
]
