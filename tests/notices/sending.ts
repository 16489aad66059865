import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../../src/platform/db/database.ts'
import { homeFrom } from '../../src/platform/db/home.ts'
import { officeOf } from './office.ts'

// A process that does the notices of a day, and kills itself: `sending DAY before|between|after|MS`.
const [day = '', when = ''] = process.argv.slice(2)
const home = homeFrom(process.env, process.cwd())
const database = await openDatabase(home)
const die = async (): Promise<never> => {
  process.kill(process.pid, 'SIGKILL')
  return sleep(60_000) as Promise<never>
}
const office = officeOf(database, home.keysDir, {
  mailUrl: process.env['CARREL_SMTP_URL'] ?? '',
  around: (sender) => ({
    ...sender,
    // What is planned is stored, and no try has begun.
    fault: (signal) => (when === 'before' ? die() : sender.fault(signal)),
    async send(message, signal) {
      // That a try begins is stored.
      if (when === 'between') await die()
      const sent = await sender.send(message, signal)
      if (when === 'after') await die()
      return sent
    },
  }),
})
if (/^\d+$/.test(when)) setTimeout(() => void die(), Number(when))
await office.night(day)
await database.close()
