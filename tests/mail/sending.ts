import { systemClock } from '../../src/platform/clock.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { homeFrom } from '../../src/platform/db/home.ts'
import { mailSettings } from '../../src/platform/mail/settings.ts'
import { checkpointMailJob } from '../../src/register/checkpoint-mail.ts'

// A process that sends the day's mails, for a test that kills it.
const database = await openDatabase(homeFrom(process.env, process.cwd()))
const parts = {
  worker: database.worker,
  mail: mailSettings(process.env),
  clock: systemClock('America/Chicago'),
}
await checkpointMailJob(parts).run(process.argv[2] ?? '')
