import { systemClock } from '../../src/clock.ts'
import { pinMailStep } from '../../src/jobs/pin-mails.ts'
import { mailSettings } from '../../src/mail/settings.ts'
import { openDatabase } from '../../src/store/database.ts'
import { homeFrom } from '../../src/store/home.ts'

// A process that sends the day's mails, for a test that kills it.
const database = await openDatabase(homeFrom(process.env, process.cwd()))
const parts = {
  worker: database.worker,
  mail: mailSettings(process.env),
  clock: systemClock('America/Chicago'),
}
await pinMailStep(parts).run(process.argv[2] ?? '')
