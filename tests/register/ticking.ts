import { lastSignedIn } from '../../src/jobs/last-signed.ts'
import { tick } from '../../src/jobs/tick.ts'
import { KeyRing } from '../../src/sealing/key-ring.ts'
import { openDatabase } from '../../src/store/database.ts'
import { homeFrom } from '../../src/store/home.ts'
import { emptyCells } from './many-ticks.ts'

// A process that ticks without pause, for a test that kills it.
const home = homeFrom(process.env, process.cwd())
const database = await openDatabase(home)
const signer = { name: 'carrel/test', ...new KeyRing(home.keysDir).registerSigner() }
const cells = process.env['TICK_LEAVES'] === undefined ? undefined : emptyCells()
const lastSigned = lastSignedIn(home.keysDir)
for (;;) {
  const report = await tick(database.worker, { signer, lastSigned, now: new Date(), cells })
  process.stdout.write(`${report.status === 'ticked' ? report.size : report.status}\n`)
}
