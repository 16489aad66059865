import { dailyJobsDone, libraryMade } from '../platform/db/library-store.ts'
import { bad, good, ofDatabase } from '../platform/doctor.ts'
import { daysBetween } from '../policy/index.ts'

/** The steps of every night (server.ts), as a person calls them. */
const steps: ReadonlyMap<string, string> = new Map([
  ['coming-of-age', 'taking guardians of those who came of age off the file'],
  ['count-returns', 'counting what came back'],
  ['reseal-links', 'sealing the loans anew, by which what came back is forgotten'],
  ['backup', 'the backup'],
  ['plan-notices', 'planning whom to write to'],
  ['send-notices', 'sending notices'],
  ['pin-mails', 'mailing the register’s pin'],
])

const lateDays = 2

/** That the work of every night was done. */
export const dailyJobsCheck = ofDatabase('nights', async ({ db, today, standing }) => {
  const done = await dailyJobsDone(db.worker)
  const made = (await libraryMade(db.app))?.madeOn ?? today
  const late = [...steps].filter(([name]) => daysBetween(done.get(name) ?? made, today) > lateDays)
  if (late.length === 0) return good('The work of the nights is done up to yesterday.')
  const says = late.map(([name, words]) => {
    const last = done.get(name)
    return last === undefined ? `${words} was never done` : `${words} was last done for ${last}`
  })
  const runs = standing === undefined || standing.kind === 'served'
  const told = `Work of the night is left undone: ${says.join('; ')}.`
  return runs
    ? bad(told, 'The program’s log says why, under “night:”.')
    : bad(told, 'Start Carrel: it does what is left at once. Leave it running, or start it every day.')
})
