import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { homeFrom } from '../../src/platform/db/home.ts'
import { lastSignedFile } from '../../src/register/head.ts'
import { sequenceEntries } from '../../src/register/sequencer.ts'
import { emptyCells } from './many-ticks.ts'

// A process that ticks without pause, for a test that kills it.
const home = homeFrom(process.env, process.cwd())
const database = await openDatabase(home)
const signer = { name: 'carrel/test', ...new KeyRing(home.keysDir).registerSigner() }
const cells = process.env['TICK_LEAVES'] === undefined ? undefined : emptyCells()
const lastSigned = lastSignedFile(home.keysDir)
for (;;) {
  const report = await sequenceEntries(database.worker, { signer, lastSigned, now: new Date(), cells })
  process.stdout.write(`${report.status === 'ticked' ? report.size : report.status}\n`)
}
