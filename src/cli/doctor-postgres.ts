import { join } from 'node:path'
import { daysBetween } from '../policy/calendar.ts'
import { binariesHere, findBinaries, newestKnown, POSTGRES_MAJOR } from '../store/embedded/binaries.ts'
import { serverState } from '../store/health.ts'
import { bad, type Finding, good, note, ofDatabase } from './doctor-check.ts'

/** Minor versions come four times a year. */
const quarterDays = 100

/** Which minor version runs, held to what this computer has and to what was out when this Carrel was made. */
export const postgresVersion = ofDatabase('postgres-version', async ({ home, env, db, today }) => {
  const { version } = await serverState(db.app)
  if (home.databaseUrl !== undefined) return aboutVersion(version, today)
  const spareDir = join(home.dir, 'lib')
  const chosen = findBinaries(spareDir, env['CARREL_POSTGRES_BIN'] ?? '').minor
  const newest = Math.max(chosen, ...binariesHere(spareDir).map(({ minor }) => minor))
  return aboutVersion(version, today, { chosen, newest })
})

/** @param here the minor versions that the next start takes, and the newest that this computer has */
export function aboutVersion(
  version: string,
  today: string,
  here?: { readonly chosen: number; readonly newest: number },
): Finding {
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
  const mend = here
    ? 'Let the system keep one up to date (docs/OPERATING.md, “The database that comes along”), and start Carrel again.'
    : 'Have the server’s keeper bring it up to date.'
  if (minor < newestKnown.minor)
    return note(
      `${runs}; ${POSTGRES_MAJOR}.${newestKnown.minor} has been out since ${newestKnown.since}, and fixes faults of security.`,
      mend,
    )
  const days = daysBetween(newestKnown.since, today)
  if (minor === newestKnown.minor && days > quarterDays)
    return note(`${runs}, the newest that this Carrel knows of; that was ${days} days ago.`, mend)
  return good(`${runs}; none newer is known here.`)
}
