import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeGateServices } from '../../src/app/services.ts'
import { columnRotationOpener } from '../../src/gate/capabilities.ts'
import { NameIndex } from '../../src/gate/patron-name.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { type RotationParts, rotateColumns } from '../../src/platform/crypto/key-rotation.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { recordEntry } from '../../src/register/record.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { type TestDatabase, withDatabase } from '../support/database.ts'
import { counts, importFolder } from './import-folder.ts'

const scratch: string[] = []
afterAll(() => {
  for (const folder of scratch) rmSync(folder, { recursive: true, force: true })
})

const clerk = { accountId: 'clerk-1', role: 'desk', place: 'front-desk' } as const
const clock = { now: () => new Date('2026-11-24T15:00:00Z'), today: () => '2026-11-24' }
const columns = 'borrowernumber,cardnumber,surname,firstname,dateofbirth,phone,email,address,city'
const ann = '1,c111,Ames,Ann,1990-01-02,308-555-0101,ann@example.org,1 Main St,Minden'

/** A night's import of these patrons. */
async function tonight(library: TestDatabase, ...rows: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'koha-export-'))
  scratch.push(folder)
  writeFileSync(join(folder, 'borrowers.csv'), [columns, ...rows, ''].join('\n'))
  const report = await importFolder(library, folder)
  const { 'corrected-here': stillWrong = 0 } = report.files['borrowers.csv']?.noticed ?? {}
  return { did: counts(report)['borrowers.csv'], stillWrong }
}

test('what was set right here stays while the export says what was wrong, and no longer, part by part', async () => {
  await withDatabase(async (library) => {
    const { app } = library.database
    const ring = new KeyRing(library.home.keysDir)
    const { gate, corrections } = makeGateServices({ app, ring, pack: jensen, names: new NameIndex(), clock })
    await tonight(library, ann)
    const { id } = await inContext(app, { actor: 'test', place: 'test' }, (trx) =>
      trx.selectFrom('patron').select('id').executeTakeFirstOrThrow(),
    )
    const record = async () => {
      const { told } = await gate.view({ actor: clerk, patron: { id }, basis: 'in-hand', handles: true })
      const { identity, contact, correction } = told[0]?.opened ?? {}
      const { phones, emails, addresses } = contact ?? {}
      return {
        says: [identity?.surname, identity?.born, ...(phones ?? []), ...(emails ?? []), addresses?.[0]?.[0]],
        corrected: correction?.corrected ?? [],
        mark: correction?.mark ?? '',
      }
    }
    const self = { role: 'patron', patronId: id, verified: ['card', 'pin'] } as const
    await corrections.ask(self, {
      ...{ emails: ['new@example.org'], phones: ['308-555-0199'], born: '1991-01-02' },
      name: { surname: 'Bolt', firstName: 'Ann' },
    })
    for (const part of ['name', 'born', 'phones'] as const) {
      const { mark } = await record()
      await corrections.settle(clerk, { patronId: id, part, mark, checked: 'photo-id' })
    }
    const right = ['Bolt', '1991-01-02', '308-555-0199', 'new@example.org', '1 Main St']
    expect((await record()).says).toEqual(right)

    // The same export, and one in which something else is new: neither undoes anything, and both say so.
    expect(await tonight(library, ann)).toEqual({ did: { unchanged: 1 }, stillWrong: 4 })
    const moved = ann.replace('1 Main St', '9 Oak St')
    expect(await tonight(library, moved)).toEqual({ did: { updated: 1 }, stillWrong: 4 })
    expect((await record()).says).toEqual([...right.slice(0, 4), '9 Oak St'])

    // Under another key it is still known what was set right.
    const opener = columnRotationOpener(ring)
    const put: RotationParts['record'] = (trx, entry) => recordEntry(trx, { ring, now: clock.now() }, entry)
    const parts = { database: library.database, opener, record: put, readersMs: 0 }
    const quiet = { progress: () => undefined, waiting: () => undefined }
    await rotateColumns({ ...parts, ...quiet }, ['patron.corrected'], () => undefined)

    // Set right there too, and another phone by now: the other system has the word again.
    const fixedThere = moved.replace('Ames', 'Bolt').replace('0101', '0155')
    expect(await tonight(library, fixedThere)).toEqual({ did: { updated: 1 }, stillWrong: 2 })
    const after = await record()
    expect(after.says).toEqual(['Bolt', '1991-01-02', '308-555-0155', 'new@example.org', '9 Oak St'])
    expect(after.corrected).toEqual(['born', 'emails'])
    await tonight(library, fixedThere.replace('Bolt', 'Cole'))
    expect((await record()).says[0]).toBe('Cole')

    // Set back to what the other system says, there is nothing that an import could undo.
    await corrections.ask(self, { emails: ['ann@example.org'] })
    expect((await record()).corrected).toEqual(['born'])
  })
})

test('what an import writes beneath a waiting correction is looked at again before anything is set right', async () => {
  await withDatabase(async (library) => {
    const { app } = library.database
    const { gate, corrections } = makeGateServices({
      ...{ app, ring: new KeyRing(library.home.keysDir), pack: jensen },
      ...{ names: new NameIndex(), clock },
    })
    await tonight(library, ann)
    const { id } = await inContext(app, { actor: 'test', place: 'test' }, (trx) =>
      trx.selectFrom('patron').select('id').executeTakeFirstOrThrow(),
    )
    const opened = async () =>
      (await gate.view({ actor: clerk, patron: { id }, basis: 'in-hand', handles: true })).told[0]?.opened
    const markNow = async () => (await opened())?.correction?.mark ?? ''
    const self = { role: 'patron', patronId: id, verified: ['card', 'pin'] } as const
    await corrections.ask(self, { phones: ['308-555-0199'] })
    const settle = (mark: string) =>
      corrections.settle(clerk, { patronId: id, part: 'phones', mark, checked: 'photo-id' })
    const before = await markNow()
    // Another part does not matter; nor does a night in which nothing is new.
    await tonight(library, ann.replace('1 Main St', '9 Oak St'))
    expect(await markNow()).toBe(before)
    await tonight(library, ann.replace('0101', '0155'))
    expect(await settle(before)).toBe('changed')
    expect((await opened())?.contact?.phones).toEqual(['308-555-0155'])
    expect(await settle(await markNow())).toBe('right')
    expect((await opened())?.contact?.phones).toEqual(['308-555-0199'])
  })
})
