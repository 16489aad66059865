import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkInItem, settleCharge } from '../../src/circulation/checkout-store.ts'
import { endHold } from '../../src/circulation/hold-store.ts'

import { importJob, importReportText, lastImportReport } from '../../src/import/nightly-import.ts'
import { nightlyImport, setNightlyImport } from '../../src/patrons/other-system-store.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { claimLibrary } from '../../src/platform/db/library-store.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { vaultContents } from './vault-contents.ts'

const on = '2026-11-24'
const time = { now: new Date('2026-11-24T08:00:00Z') }
const clock = { now: () => time.now, today: () => on }
const folder = mkdtempSync(join(tmpdir(), 'koha-lends-here-'))
let it: TestDatabase
let ring: KeyRing

beforeAll(async () => {
  it = await startTestDatabase()
  ring = new KeyRing(it.home.keysDir)
  await claimLibrary(it.database.app, { name: jensen.library, keyCheck: ring.check() })
})
afterAll(async () => {
  await it?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The same export of the night, made anew. */
async function tonight(lendsElsewhere: boolean) {
  time.now = new Date(time.now.getTime() + 86_400_000)
  const files = {
    'borrowers.csv': 'borrowernumber,cardnumber,surname,firstname\n1,c1,Ames,Ann\n',
    'items.csv': 'itemnumber,biblionumber,title,barcode\n1,1,Kolache,b1\n',
    'issues.csv': 'issue_id,borrowernumber,itemnumber,date_due\n1,1,1,2026-12-01\n',
    'reserves.csv': 'reserve_id,borrowernumber,biblionumber,found\n1,1,1,\n',
    'accountlines.csv':
      'accountlines_id,borrowernumber,itemnumber,amountoutstanding,accounttype\n1,1,1,2.50,F\n',
  }
  const at = new Date(time.now.getTime() - 3_600_000)
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text)
    utimesSync(join(folder, name), at, at)
  }
  await setNightlyImport(it.database.worker, folder, time.now, lendsElsewhere)
  await importJob({ home: it.home, database: it.database, ring, pack: jensen, clock }).run(on)
  const report = lastImportReport((await nightlyImport(it.database.app))?.good)
  if (report === undefined) throw new Error('nothing came in')
  return report
}
async function links() {
  const { loans, holds, charges } = await vaultContents(it.database, ring)
  return [loans.length, holds.length, charges.length]
}
const idIn = (table: 'hold' | 'charge') => (trx: Parameters<Parameters<typeof inContext>[2]>[0]) =>
  trx.selectFrom(table).select('id').executeTakeFirstOrThrow()

test('what an export once brought and was cut at the desk does not come back with the next, where the library lends here', async () => {
  await tonight(false)
  expect(await links()).toEqual([1, 1, 1])
  const { app } = it.database
  const act = <T>(work: Parameters<typeof inContext<T>>[2]) =>
    inContext(app, { actor: 'clerk-1', place: 'front-desk' }, work)
  const item = await app.selectFrom('item').select('id').executeTakeFirstOrThrow()
  await act((trx) => checkInItem(trx, ring, { itemId: item.id, on }))
  await act(async (trx) => endHold(trx, ring, { holdId: (await idIn('hold')(trx)).id, on }))
  await act(async (trx) =>
    settleCharge(trx, ring, { chargeId: (await idIn('charge')(trx)).id, cents: 250, on }),
  )
  expect(await links()).toEqual([0, 0, 0])

  const report = await tonight(false)
  expect(await links()).toEqual([0, 0, 0])
  expect(report.files['borrowers.csv']).toMatchObject({ unchanged: 1 })
  for (const file of ['issues.csv', 'reserves.csv', 'accountlines.csv']) {
    expect(report.files[file]).toMatchObject({ rows: 1, skippedReasons: { 'kept-here': 1 }, ended: 0 })
  }
  expect(importReportText(report)).toContain('--lends-elsewhere')

  // Somebody says that the library lends by the other system: what that one has is so.
  await tonight(true)
  expect(await links()).toEqual([1, 1, 1])
})
