import { join } from 'node:path'
import { daysBetween } from '../../policy/index.ts'
import {
  bad,
  type Check,
  type CheckFinding,
  count,
  findingSentence,
  good,
  note,
  ofDatabase,
} from '../doctor.ts'
import { binariesHere, findBinaries, newestKnownPostgres, POSTGRES_MAJOR } from './cluster.ts'
import { migrationsApplied, serverState } from './library-store.ts'
import { loggingSettings, readsLocks } from './server-privacy.ts'

/** Minor versions come four times a year. */
const quarterDays = 100

/** Compares the running minor version with those on this computer and the newest at this Carrel's release. */
const postgresVersion = ofDatabase('postgres-version', async ({ home, env, db, today }) => {
  const { version } = await serverState(db.app)
  if (home.databaseUrl !== undefined) return aboutVersion(version, today)
  const spareDir = join(home.dir, 'lib')
  const chosen = findBinaries(spareDir, env['CARREL_POSTGRES_BIN'] ?? '').minor
  const newest = Math.max(chosen, ...binariesHere(spareDir).map(({ minor }) => minor))
  return aboutVersion(version, today, { chosen, newest })
})

/** `here`: the minor versions that the next start uses, and the newest on this computer. */
export function aboutVersion(
  version: string,
  today: string,
  here?: { readonly chosen: number; readonly newest: number },
): CheckFinding {
  const [, major, text] = /^(\d+)\.(\d+)/.exec(version) ?? []
  const minor = Number(text)
  const runs = `PostgreSQL ${major}.${text} runs`
  if (here !== undefined && minor < here.chosen)
    return bad(
      `${runs}, and this computer has ${POSTGRES_MAJOR}.${here.chosen}, which fixes what is wrong with it.`,
      'Stop Carrel and start it again.',
    )
  if (here !== undefined && minor < here.newest)
    return bad(
      `${runs}, since CARREL_POSTGRES_BIN names it, and this computer has ${POSTGRES_MAJOR}.${here.newest}.`,
      'Take CARREL_POSTGRES_BIN away, or let it name the newer one, and start Carrel again.',
    )
  if (major !== POSTGRES_MAJOR) return note(`${runs}: whether that is the newest, this Carrel does not know.`)
  const fix = here
    ? 'Let the system keep one up to date (docs/OPERATING.md, “The database that comes along”), and start Carrel again.'
    : 'Have the server’s keeper bring it up to date.'
  if (minor < newestKnownPostgres.minor)
    return note(
      `${runs}; ${POSTGRES_MAJOR}.${newestKnownPostgres.minor} has been out since ${newestKnownPostgres.since}, and fixes faults of security.`,
      fix,
    )
  const days = daysBetween(newestKnownPostgres.since, today)
  if (minor === newestKnownPostgres.minor && days > quarterDays)
    return note(`${runs}, the newest that this Carrel knows of; that was ${days} days ago.`, fix)
  return good(`${runs}; none newer is known here.`)
}

const opens: Check = {
  name: 'database-opens',
  look: ({ database }) =>
    'open' in database ? good('The database opens.') : bad(findingSentence(database.shut)),
}

const server = ofDatabase('server', async ({ home, db }) => {
  const { version } = await serverState(db.app)
  const whose = home.databaseUrl === undefined ? 'Carrel’s own' : 'the one of DATABASE_URL'
  return good(`The server is ${whose}, PostgreSQL ${version}.`)
})

const durable = ofDatabase('durable', async ({ home, db }) => {
  const { off } = await serverState(db.app)
  if (off.length === 0)
    return good(
      'The server is set to write to its disk what Carrel shows as saved (fsync, full_page_writes, synchronous_commit). Whether the disk does so was not checked.',
    )
  return bad(
    `The server has ${off.join(' and ')} off: a power cut can lose what was shown as saved, or all of it.`,
    home.databaseUrl === undefined
      ? 'Stop Carrel and start it again: it turns them on.'
      : `Set ${off.map((name) => `${name} = on`).join(', ')} in the server’s postgresql.conf and reload it.`,
  )
})

const checksums = ofDatabase('checksums', async ({ db }) => {
  const { checksums: on } = await serverState(db.app)
  if (on) return good('Data checksums are on: the server notices a damaged page when it reads one.')
  return note(
    'The server does not notice pages that its disk has damaged (data checksums are off).',
    'With the server stopped: pg_checksums --enable.',
  )
})

const unlogged = ofDatabase('statements-unlogged', async ({ home, db }) => {
  const loud = [...new Set([...(await loggingSettings(db.app)), ...(await loggingSettings(db.worker))])]
  if (loud.length === 0)
    return good('By its settings the server keeps no statement and no value of Carrel’s roles in its log.')
  return bad(
    `The server’s log keeps what Carrel asks it (${loud.join(', ')}): anyone who reads it learns who has what.`,
    home.databaseUrl === undefined
      ? 'Stop Carrel and start it again: it turns that off.'
      : 'Have the server’s keeper set that for Carrel’s roles (docs/OPERATING.md, “On another PostgreSQL server”).',
  )
})

const locksHidden = ofDatabase('locks-hidden', async ({ db }) => {
  if (!(await readsLocks(db.app))) return good('The app’s role cannot read which locks are held.')
  return note(
    'The app’s role can read which locks are held: anyone who has its password sees when something is being worked on.',
    'Have the server’s superuser shut that (docs/OPERATING.md, “On another PostgreSQL server”).',
  )
})

const migrated = ofDatabase('migrations', async ({ db }) => {
  const applied = await migrationsApplied(db.app)
  return good(
    `Its tables are those of this Carrel: ${count(applied.length, 'migration')}, the last ${applied.at(-1)}.`,
  )
})

export const databaseChecks: readonly Check[] = [
  opens,
  server,
  postgresVersion,
  durable,
  checksums,
  unlogged,
  locksHidden,
  migrated,
]
