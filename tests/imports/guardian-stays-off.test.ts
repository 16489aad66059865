import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeGateServices } from '../../src/app/services.ts'
import { NameIndex } from '../../src/gate/patron-name.ts'

import { comingOfAgeStep, Guardians } from '../../src/patrons/guardians.ts'
import { sealField } from '../../src/platform/crypto/field.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { runDailyJobs } from '../../src/platform/jobs/daily-job.ts'
import { readLeaf } from '../../src/register/log/leaf.ts'
import { openEntry } from '../../src/register/log/sealed-entry.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { type TestDatabase, withDatabase } from '../support/database.ts'
import { plantPin } from '../support/planted-pin.ts'
import { importFolder } from './import-folder.ts'

const scratch: string[] = []
afterAll(() => {
  for (const folder of scratch) rmSync(folder, { recursive: true, force: true })
})

const clerk = { accountId: 'clerk-1', role: 'desk', place: 'front-desk' } as const
const director = { ...clerk, accountId: 'director-1', role: 'director', place: 'office' } as const
const columns = 'borrowernumber,cardnumber,surname,firstname,dateofbirth,guarantorid,relationship'
const mother = '1,c111,Ames,Ann,1980-01-02,,'
const child = (born = '2013-02-03') => `2,c222,Ames,Bo,${born},1,mother`

/** A library whose guardians come from its other system: an import, and a night, each on a day of its own. */
async function libraryOf(library: TestDatabase) {
  const { database, home } = library
  const { app, worker } = database
  let day = 24
  const today = () => `2026-11-${day}`
  const clock = { now: () => new Date(`${today()}T15:00:00Z`), today }
  const ring = new KeyRing(home.keysDir)
  const { gate, corrections } = makeGateServices({ app, ring, pack: jensen, names: new NameIndex(), clock })
  const imported = async (...rows: string[]) => {
    const folder = mkdtempSync(join(tmpdir(), 'koha-export-'))
    scratch.push(folder)
    writeFileSync(join(folder, 'borrowers.csv'), [columns, ...rows, ''].join('\n'))
    await importFolder(library, folder)
  }
  await imported(mother, child())
  const file = () =>
    inContext(app, { actor: 'test', place: 'test' }, (trx) =>
      trx.selectFrom('guarantor').selectAll().execute(),
    )
  const [link] = await file()
  if (link === undefined) throw new Error('nobody was linked')
  return {
    gate,
    corrections,
    imported,
    file,
    which: { patronId: link.guarantee_id, link: link.id },
    guardians: new Guardians({ app, ring, pack: jensen, clock, gate }),
    async choose() {
      const id = link.guarantee_id
      const choices = sealField(ring, 'patron.choices', id, { pickUp: 'Ann Ames', refuses: ['phone'] })
      const reach = sealField(ring, 'patron.reach', id, { mailTo: ['9 Her Place', 'Minden NE'] })
      await inContext(app, { actor: 'test', place: 'test' }, (trx) =>
        trx.updateTable('patron').set({ choices, reach }).where('id', '=', id).execute(),
      )
    },
    async chosen() {
      const { told } = await gate.view({
        ...{ actor: clerk, patron: { id: link.guarantee_id }, basis: 'in-hand', handles: true },
      } as const)
      const { contact, holds } = told[0]?.opened ?? {}
      return [holds?.pickUp, contact?.reach, contact?.askAgain, contact?.choices]
    },
    pinOf: {
      plant: () => plantPin({ app, ring }, link.guarantee_id),
      isThere: () =>
        inContext(app, { actor: 'test', place: 'test' }, async (trx) => {
          const pins = trx.selectFrom('pin').select('id').where('id', '=', link.guarantee_id)
          return (await pins.execute()).length === 1
        }),
    },
    async night() {
      day++
      await runDailyJobs(database, [comingOfAgeStep({ app, ring, gate, clock })], today(), (_step, error) => {
        throw error
      })
    },
    /** Those who are on file, and whether they signed. */
    signers: async () => (await file()).filter(({ ended }) => !ended).map(({ liable }) => liable),
    async cameOfAge() {
      const rows = await worker.selectFrom('register_pending').select('leaf').execute()
      return rows.flatMap(({ leaf }) => {
        const opened = openEntry(leaf, ring.registerMonthKey(readLeaf(leaf).month))
        if (!('entry' in opened)) throw new Error(opened.refused)
        return opened.entry.kind === 'came-of-age' ? [opened.entry.subjects] : []
      })
    },
  }
}

test('a guardian who was taken off here stays off after a marriage was recorded, and taken back', async () => {
  await withDatabase(async (library) => {
    const { guardians, which, night, imported, signers, cameOfAge, file } = await libraryOf(library)
    expect(await guardians.remove(clerk, which)).toBe('removed')
    await imported(mother, child())
    expect(await signers()).toEqual([])
    expect(await guardians.recordOfAge(director, which.patronId, 'marriage')).toBe('recorded')
    await night()
    await imported(mother, child())
    await night()
    expect(await guardians.takeBackOfAge(director, which.patronId)).toBe('recorded')
    await imported(mother, child())
    await night()
    expect(await signers()).toEqual([])
    expect(await cameOfAge()).toEqual([])

    // Once the other system itself has them of age it names nobody, and nothing is kept.
    await imported(mother, child('2000-02-03'))
    await night()
    await imported(mother, child('2000-02-03'))
    expect(await file()).toEqual([])
    expect(await cameOfAge()).toEqual([])
  })
})

test('a minor’s PIN, and what could help a guardian who chose with it, ends when the other system takes that guardian off, and at no other import', async () => {
  await withDatabase(async (library) => {
    const { imported, pinOf, signers, choose, chosen } = await libraryOf(library)
    await pinOf.plant()
    await choose()
    await imported(mother, child())
    expect(await pinOf.isThere()).toBe(true)
    expect((await chosen())[0]).toBe('Ann Ames')
    await imported(mother, '2,c222,Ames,Bo,2013-02-03,,')
    expect(await signers()).toEqual([])
    expect(await pinOf.isThere()).toBe(false)
    expect(await chosen()).toEqual([undefined, {}, 'where', { refuses: ['phone'] }])
  })
})

test('whom a birth date that was set right here has of age lose their guardian once, and it is on record once', async () => {
  await withDatabase(async (library) => {
    const { gate, corrections, which, night, imported, signers, cameOfAge, file } = await libraryOf(library)
    const { patronId } = which
    await corrections.ask({ role: 'patron', patronId, verified: ['card', 'pin'] }, { born: '2000-02-03' })
    const { told } = await gate.view({
      actor: clerk,
      patron: { id: patronId },
      basis: 'in-hand',
      handles: true,
    })
    const mark = told[0]?.opened.correction?.mark ?? ''
    const settled = { patronId, part: 'born', mark, checked: 'photo-id' } as const
    const director = { ...clerk, role: 'director' } as const
    expect(await corrections.settle(director, settled)).toBe('right')
    for (const row of [child(), child(), child().replace('Bo', 'Beau')]) {
      await night()
      expect(await signers()).toEqual([])
      await imported(mother, row)
    }
    expect(await signers()).toEqual([])
    const [link] = await file()
    expect(await cameOfAge()).toEqual([[patronId, link?.guarantor_id]])
  })
})
