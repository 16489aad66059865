import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseEventBody } from '../../src/cases/event.ts'
import type { StaffActor } from '../../src/gate/actor.ts'
import { readSealedProof } from '../../src/sealed/proof.ts'
import { sessionOf } from '../../src/sealed/session.ts'
import { slotFilePath } from '../../src/sealed/slot-folder.ts'
import { takeAll } from '../casework/decided-case.ts'
import type { Tested } from '../web/house.ts'
import type { Visitor } from '../web/visitor.ts'
import { killedAt, SealedHouse, tickOf } from './sealed-house.ts'

let tested: Tested
let house: SealedHouse
let clerk: Visitor
let director: Visitor
let counsel: Visitor
beforeAll(async () => {
  ;({ tested, house, clerk, director, counsel } = await SealedHouse.start())
})
afterAll(() => tested?.close())

const words = 'as it stands there'
const gagEnded: CaseEventBody = {
  what: 'gag-ended',
  source: 'court-order',
  on: '2026-11-24',
  way: 'here',
  counsel: 'C. Wells',
  words,
}

/** A matter whose order has ended, with its tick. */
async function ended(): Promise<{ reference: string; theDirector: StaffActor; theCounsel: StaffActor }> {
  const reference = await house.takenIn({ clerk, director, counsel })
  const theDirector = house.actor(director, 'director')
  const theCounsel = house.actor(counsel, 'counsel')
  await takeAll(tested.house, reference, [
    [theDirector, { what: 'paper-read', instrument: 'fisa-order', federal: true, nondisclosure: true }],
    [theCounsel, gagEnded],
  ])
  await tickOf(tested)
  return { reference, theDirector, theCounsel }
}

const lift = (reference: string, by: StaffActor) => {
  const session = sessionOf(by)
  if (session === undefined) throw new Error('nothing is open')
  return tested.house.sealedIntake.lifts.lift(by, session, reference)
}

async function openCase(reference: string) {
  const seen = await tested.house.cases.look({ accountId: 'x', role: 'counsel', place: 'office' }, reference)
  if (seen === undefined) throw new Error('there is no such open case')
  return JSON.stringify(seen.events)
}

describe('a matter in a compartment', () => {
  test('counts as one under a nondisclosure order from the first, before its paper is read', async () => {
    const services = tested.house
    const reference = await house.takenIn({ clerk, director, counsel })
    const theDirector = house.actor(director, 'director')
    const asked = { what: 'board-consulted', motion: '1-1', session: '2026-1', on: '2026-11-24' } as const
    expect(await services.cases.take(theDirector, reference, asked)).toEqual({ refused: ['board-may-know'] })
    await tickOf(tested)
    expect(await lift(reference, theDirector)).toBe('not-ended')
  })
})

describe('lifting a gag', () => {
  test('waits for the tick after what was done last, and keeps the whole proof with the case', async () => {
    const { reference, theDirector, theCounsel } = await ended()
    await takeAll(tested.house, reference, [[theCounsel, { what: 'noted', words: 'the last of it' }]])
    expect(await lift(reference, theDirector)).toBe('wait')
    expect(house.opened(director).has(reference)).toBe(true)
    await tickOf(tested)
    const { log } = await house.opened(director).read(reference)
    expect(await lift(reference, theDirector)).toBe('lifted')
    await director.get('/sealed')
    await director.post('/sealed/shut')

    await director.get(`/cases/${reference}`)
    expect(director.text).toContain('Proof of what was done while it was sealed')
    const got = await director.get(`/cases/${reference}/sealed-proof`)
    expect(got.status).toBe(200)
    const bytes = Buffer.from(await got.arrayBuffer())
    const proof = readSealedProof(bytes)
    expect(proof).toMatchObject({ kind: 'compartment', reference, entries: log })
    expect((await clerk.get(`/cases/${reference}/sealed-proof`)).status).not.toBe(200)
    const listed = await tested.house.cases.papers.sealedProof(
      { accountId: 'x', role: 'desk', place: 'office' },
      reference,
    )
    expect(listed).toBeUndefined()
  })

  test('that was cut short before the cell was freed takes no more steps there, and is finished by another', async () => {
    const { reference, theDirector, theCounsel } = await ended()
    await killedAt('replaceIntake', 1, () => lift(reference, theDirector))
    const later = { what: 'noted', words: 'after the kill' } as const
    await takeAll(tested.house, reference, [[theCounsel, later]])
    expect(await openCase(reference)).toContain('after the kill')
    await house.open(director)
    await tickOf(tested)
    const again = house.actor(director, 'director')
    expect(await lift(reference, again)).toBe('lifted')
    expect(await openCase(reference)).toContain('after the kill')
    expect(house.opened(director).has(reference)).toBe(false)
    const proof = await tested.house.cases.papers.sealedProof(again, reference)
    const flags = readSealedProof(proof ?? Buffer.alloc(0))
    expect(JSON.stringify(flags)).toContain('taken-in')
  })

  test('keeps the cell where the register has something else than its proof says: the case is open all the same', async () => {
    const reference = await house.takenIn({ clerk, director, counsel })
    const { cellsDir, keysDir } = tested.it.home
    const cell = String(house.opened(director).cellNumber(reference))
    await tickOf(tested)
    const file = readFileSync(slotFilePath(cellsDir, cell))
    const key = join(keysDir, 'cell-files', file.subarray(0, 16).toString('hex'))
    const keyBytes = readFileSync(key)
    const lost = { what: 'noted', words: 'after the copy' } as const
    await takeAll(tested.house, reference, [[house.actor(director, 'director'), lost]])
    await tickOf(tested)
    writeFileSync(key, keyBytes, { mode: 0o600 })
    writeFileSync(slotFilePath(cellsDir, cell), file)
    await house.open(director)
    await house.open(counsel)
    const theDirector = house.actor(director, 'director')
    await takeAll(tested.house, reference, [
      [theDirector, { what: 'paper-read', instrument: 'fisa-order', federal: true, nondisclosure: true }],
      [house.actor(counsel, 'counsel'), gagEnded],
    ])
    await tickOf(tested)
    await director.get(`/sealed/matter/${reference}`)
    await director.post('/sealed/matter/lift', { reference })
    expect(director.text).toContain('does not match what is here')
    expect(await lift(reference, theDirector)).toBe('unproved')
    expect(house.opened(director).has(reference)).toBe(true)
    expect(await openCase(reference)).toContain('gag-ended')
  })

  test('that was cut short before the case was kept openly loses no step that came beside it', async () => {
    const { reference, theDirector, theCounsel } = await ended()
    const lifting = lift(reference, theDirector)
    const beside = await tested.house.cases
      .take(theCounsel, reference, { what: 'noted', words: 'beside the lift' })
      .then(
        (taken) => typeof taken === 'object' && 'entry' in taken,
        () => false,
      )
    expect(await lifting).toBe('lifted')
    // Whoever was told that it was kept finds it; whoever was not was told so.
    expect((await openCase(reference)).includes('beside the lift')).toBe(beside)
  })
})
