import { resolve } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { StaffActor } from '../../src/gate/actor.ts'
import { Gate } from '../../src/gate/gate.ts'
import { listEntries } from '../../src/gate/log-entry.ts'
import { NameIndex } from '../../src/gate/patron-name.ts'
import { sealedPatronNames } from '../../src/gate/patron-store.ts'
import { viewBases } from '../../src/gate/view-basis.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import type { Ask } from '../../src/policy/ask.ts'
import { loadPack } from '../../src/policy/pack.ts'
import { readPackFolder } from '../../src/policy/pack-folder.ts'
import { lastSignedFile } from '../../src/register/head.ts'
import { leafCount } from '../../src/register/log-store.ts'
import { currentSigner, sequenceEntries } from '../../src/register/sequencer.ts'
import { entriesOf } from '../crash/entries.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { plant } from '../support/planted.ts'

/** Staff who open a record by name say why first: the gate holds it, whatever a page forgets. */

const pack = loadPack(readPackFolder(resolve(import.meta.dirname, '../../policies/jensen-mgt-1')))
let now = new Date('2026-11-24T15:00:00Z')
const clock = { now: () => now, today: () => '2026-11-24' }
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000)
}
const account = '00000000-0000-4000-8000-0000000000aa'
const clerk: StaffActor = { accountId: account, role: 'desk', place: 'front-desk', session: 'one' }
const card = '23000000000077'

let it: TestDatabase
let ring: KeyRing
let gate: Gate
let ida: string

beforeAll(async () => {
  it = await startTestDatabase()
  ring = new KeyRing(it.home.keysDir)
  const wren = { surname: 'Wren', firstName: 'Ida', born: '1961-02-03' }
  ida = await plant(it.database, ring, {
    ...{ ...wren, card, phone: '308-555-0177', emails: ['ida@example.org'] },
    loans: [{ title: 'Canary Secret', dueOn: '2026-12-24' }],
  })
  await plant(it.database, ring, { ...wren, born: '1961-12-31', card: '23000000000088' })
  await plant(it.database, ring, { ...wren, born: '1975-02-03', card: '23000000000099' })
  const names = new NameIndex()
  await names.build(ring, sealedPatronNames(it.database.app))
  gate = new Gate({ app: it.database.app, ring, pack, names, clock })
})
afterAll(() => it?.close())
beforeEach(async () => {
  later(11)
  await sql`delete from register_pending`.execute(it.database.worker)
})

const entries = () => entriesOf(it.database.worker, ring)
const open = (actor: StaffActor = clerk) => gate.view({ actor, patron: { id: ida }, handles: true })

test('by its id alone a record shows a name and a year, and the log has a search, not a view', async () => {
  const { told, listed, found } = await open()
  expect({ told, listed, found }).toEqual({
    told: [],
    listed: [{ patronId: ida, name: { surname: 'Wren', firstName: 'Ida' }, bornYear: '1961' }],
    found: true,
  })
  const [entry] = await entries()
  expect(entry).toMatchObject({ kind: 'search', subjects: [ida] })
  expect(entry).not.toHaveProperty('basis')
})

test('a stated basis opens it, is in the log, and holds ten minutes for this record in this session only', async () => {
  const stated = await gate.view({ actor: clerk, patron: { id: ida }, basis: 'phone' })
  expect(stated.told[0]?.opened.loans).toMatchObject([{ title: 'Canary Secret' }])
  later(9)
  expect((await open()).told).toHaveLength(1)
  const bases = (await entries()).map(({ kind, basis }) => [kind, basis])
  expect(bases).toEqual([
    ['view', 'phone'],
    ['view', 'phone'],
  ])
  expect((await open({ ...clerk, session: 'two' })).told).toEqual([])
  expect((await open({ ...clerk, accountId: 'another' })).told).toEqual([])
  // Opening it again does not lengthen it.
  later(2)
  expect((await open()).told).toEqual([])
})

test('what was stated while the clock was ahead holds no longer once it is right', async () => {
  later(60 * 24)
  await gate.view({ actor: clerk, patron: { id: ida }, basis: 'phone' })
  expect([gate.mayActOn(clerk, ida), (await open()).told.length]).toEqual([true, 1])
  later(-60 * 24)
  expect([gate.mayActOn(clerk, ida), (await open()).told.length]).toEqual([false, 0])
})

test('a card asks for nothing, is the basis, and no one can say so who did not use one', async () => {
  expect((await gate.view({ actor: clerk, patron: { card } })).told).toHaveLength(1)
  expect((await open()).told).toHaveLength(1)
  expect((await entries()).map(({ basis }) => basis)).toEqual(['card', 'card'])
  later(11)
  // Its number alone, as of one that is reported lost, tells whose it is and opens nothing later.
  await gate.view({ actor: clerk, patron: { card }, records: ['existence', 'identity'] })
  expect((await open()).told).toEqual([])
  expect(viewBases).toEqual(['card', 'in-hand', 'known', 'phone', 'list', 'correction', 'pick-up'])
})

test('a call carries its basis along, so that the record of who was called opens at once', async () => {
  const at = { ...clerk, place: 'crane-room' }
  const ask: Ask = {
    on: '2026-11-24',
    channel: 'phone-out',
    ...{ place: at.place, done: [], emergencyClaimed: false },
    recipient: { kind: 'patron', relation: 'self', liable: false, verified: [] },
    subject: { married: false, emancipated: false, liabilities: [] },
    records: ['overdue', 'holds'],
    speakingWith: 'patron',
  }
  for (const basis of ['list', 'phone'] as const) {
    await sql`delete from register_pending`.execute(it.database.worker)
    await gate.contact({ actor: at, patronId: ida, ask, envelope: [], basis })
    expect((await open(at)).told).toHaveLength(1)
    expect((await entries()).map(({ kind, basis }) => [kind, basis])).toEqual([
      ['contact', basis],
      ['view', basis],
    ])
    later(11)
  }
  // A contact that says nothing of a list or a caller opens nothing later.
  await gate.contact({ actor: at, patronId: ida, ask, envelope: [] })
  expect((await open(at)).told).toEqual([])
})

test('an act on a record follows its opening in this session, and each act lets the next one follow', async () => {
  const may = (actor = clerk) => gate.mayActOn(actor, ida)
  expect(may()).toBe(false)
  await gate.search({ actor: clerk, name: 'wren' })
  await open()
  expect(may()).toBe(false)
  await gate.view({ actor: clerk, patron: { id: ida }, basis: 'known' })
  later(9)
  expect([may(), may({ ...clerk, session: 'two' })]).toEqual([true, false])
  later(9)
  expect(may()).toBe(true)
  // An act opens nothing: the view is stated anew.
  expect((await open()).told).toEqual([])
  later(11)
  expect(may()).toBe(false)
  // A scan for an act, as of a card that is reported lost at the desk, and by a volunteer.
  await gate.view({ actor: clerk, patron: { card }, records: ['existence', 'identity'] })
  const volunteer: StaffActor = { ...clerk, role: 'volunteer', session: 'three' }
  await gate.view({ actor: volunteer, patron: { card } })
  expect([may(), may(volunteer)]).toEqual([true, true])
})

test('a scan for a checkout lets no one test titles, and a view of them does for half an hour, however much is done meanwhile', async () => {
  const may = () => [gate.mayActOn(clerk, ida), gate.mayActOn(clerk, ida, 'titles')]
  later(60)
  await gate.view({ actor: clerk, patron: { card }, records: ['existence', 'identity', 'overdue', 'lost'] })
  expect(may()).toEqual([true, false])
  await gate.view({ actor: clerk, patron: { card } })
  for (const minutes of [9, 9, 9]) {
    later(minutes)
    expect(may()).toEqual([true, true])
  }
  later(9)
  expect(may()).toEqual([true, false])
})

test('a list gives the year of birth, and the end of a card number only to those whom it does not tell apart', async () => {
  const { listed } = await gate.search({ actor: clerk, name: 'wren' })
  const each = listed.map(({ bornYear, cardEnd }) => `${bornYear} ${cardEnd}`)
  expect(each.toSorted()).toEqual(['1961 0077', '1961 0088', '1975 undefined'])
  expect(JSON.stringify(listed)).not.toMatch(/23000|-02-03|-12-31|308\W*555|@/)
})

test('staff read their own bases in the audit log; the Director reads who and not why, counsel neither name', async () => {
  const id = account
  await gate.view({ actor: { ...clerk, accountId: id }, patron: { id: ida }, basis: 'phone' })
  const signer = await currentSigner(it.database.worker, ring)
  const lastSigned = lastSignedFile(it.home.keysDir)
  await sequenceEntries(it.database.worker, { signer, lastSigned, now })
  const size = await it.database.worker.transaction().execute((trx) => leafCount(trx, 1))
  const reads = async (actor: StaffActor) => {
    const parts = { app: it.database.app, ring, now }
    const listed = await listEntries(parts, actor, { log: 1, before: size, most: 50, size })
    return listed.entries.flatMap((one) =>
      one.as === 'told' && one.entry.kind === 'view' ? [[one.entry.actor, one.entry.basis]] : [],
    )
  }
  expect(await reads({ ...clerk, accountId: id })).toEqual([[id, 'phone']])
  const director = {
    accountId: '00000000-0000-4000-8000-0000000000bb',
    role: 'director',
    place: 'office',
  } as const
  expect(await reads(director)).toEqual([[id, undefined]])
  expect(await reads({ ...director, role: 'counsel' })).toEqual([['someone', undefined]])
})
