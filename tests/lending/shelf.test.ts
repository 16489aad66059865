import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Desk } from '../../src/circulation/desk.ts'
import { HoldShelf, PatronHolds } from '../../src/circulation/holds.ts'
import { Gate } from '../../src/gate/gate.ts'
import { aliasOf } from '../../src/gate/link.ts'
import { NameIndex } from '../../src/gate/patron-name.ts'
import { setPatronChoices } from '../../src/gate/patron-store.ts'
import { sealField } from '../../src/platform/crypto/field.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { type SmallLibrary, smallLibrary } from '../links/small-library.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { withFactsOf } from '../support/facts-of.ts'

const time = { now: new Date('2026-11-24T15:00:00Z'), today: '2026-11-24' }
const clock = { now: () => time.now, today: () => time.today }
const clerk = { accountId: 'clerk-1', role: 'desk', place: 'front-desk' } as const
const volunteer = { ...clerk, role: 'volunteer' } as const
const context = { actor: 'clerk-1', place: 'front-desk' }

let it: TestDatabase
let library: SmallLibrary
let desk: Desk
let holds: PatronHolds
let shelf: HoldShelf
let ann: string
let ben: string
let cara: string

beforeAll(async () => {
  it = await startTestDatabase()
  library = await smallLibrary(it, { patrons: 3, items: 1 })
  ;[ann = '', ben = '', cara = ''] = library.patrons.map(({ id }) => id)
  const parts = withFactsOf({ app: it.database.app, ring: library.ring, pack: jensen, clock })
  desk = new Desk(parts)
  holds = new PatronHolds(parts)
  shelf = new HoldShelf(parts)
})
afterAll(() => it?.close())

let made = 0
/** A title with so many copies. */
async function aTitle(copies = 1): Promise<{ titleId: string; barcodes: string[] }> {
  const { app } = it.database
  const titleId = randomUUID()
  const title = `Kept Title ${made++}`
  await app.insertInto('title').values({ id: titleId, title, author: null }).execute()
  const barcodes = Array.from({ length: copies }, (_, n) => `${title} ${n}`)
  for (const barcode of barcodes)
    await app.insertInto('item').values({ title_id: titleId, barcode }).execute()
  return { titleId, barcodes }
}
const waits = (patronId: string, titleId: string) => holds.place({ patronId, titleId }, context)
const lend = (patronId: string, barcode = '') => desk.lend(clerk, { patronId, barcode })
const lineOf = async (titleId: string) =>
  (await library.links('hold'))
    .filter(({ title }) => title === titleId)
    .sort((one, other) => (one.turn ?? 0) - (other.turn ?? 0))
    .map(({ patron, state }) => [patron, state])

describe('what comes back', () => {
  test('is kept for the first in line, by a slip that says an alias and a day alone', async () => {
    const { titleId, barcodes } = await aTitle()
    await lend(ann, barcodes[0])
    for (const each of [ben, cara]) await waits(each, titleId)
    const back = await desk.takeBack(volunteer, barcodes[0] ?? '')
    const { slip } = back as { slip: object }
    expect(slip).toEqual({ alias: expect.stringMatching(/^[B-Z]{3}\d\d$/), until: '2026-12-01' })
    expect(await lineOf(titleId)).toEqual([
      [ben, 'waiting'],
      [cara, 'placed'],
    ])
    expect(await lend(cara, barcodes[0])).toBe('kept')
    expect(await lend(ben, barcodes[0])).toMatchObject({ dueOn: '2026-12-15' })
    expect(await lineOf(titleId)).toEqual([[cara, 'placed']])
  })

  test('has the word that a customer chose on its slip, with two digits, as long as a word may be', async () => {
    const { titleId, barcodes } = await aTitle()
    const { app } = it.database
    const { ring } = library
    const { facts } = new Gate({ app, ring, pack: jensen, names: new NameIndex(), clock })
    const choices = sealField(ring, 'patron.choices', cara, { alias: 'Zürichseebär' })
    await inContext(app, context, (trx) => setPatronChoices(trx, cara, choices))
    await lend(ann, barcodes[0])
    await waits(cara, titleId)
    const back = await new Desk({ app, ring, pack: jensen, clock, facts }).takeBack(clerk, barcodes[0] ?? '')
    const { slip } = back as { slip: { alias: string } }
    expect(slip.alias).toMatch(/^ZURICHSEEBAR\d\d$/)
    expect(aliasOf(`Zürichseebär ${slip.alias.slice(-2)}`)).toBe(slip.alias)
    const { told } = await new Gate({ app, ring, pack: jensen, names: new NameIndex(), clock }).own({
      self: { role: 'patron', patronId: cara, verified: ['card', 'pin'] },
      records: ['holds'],
    })
    expect(told[0]?.opened.holds?.slips).toEqual([slip])
    await lend(cara, barcodes[0])
  })

  test('is out again and in line as before once the scan is undone', async () => {
    const { titleId, barcodes } = await aTitle()
    await lend(ann, barcodes[0])
    await waits(ben, titleId)
    const { undo } = (await desk.takeBack(clerk, barcodes[0] ?? '')) as { undo: string }
    expect(await desk.undo(clerk, undo)).toBe(true)
    expect(await desk.undo(clerk, undo)).toBe(false)
    expect(await lineOf(titleId)).toEqual([[ben, 'placed']])
    expect(await lend(cara, barcodes[0])).toBe('already-out')
  })

  test('is off the shelf if it is ruined: checked in, with the line as before, now and on a later scan', async () => {
    const { titleId, barcodes } = await aTitle()
    const [barcode = ''] = barcodes
    await lend(ann, barcode)
    for (const each of [ben, cara]) await waits(each, titleId)
    const { off } = (await desk.takeBack(volunteer, barcode)) as { off: string }
    expect(await desk.undo(volunteer, off)).toBe(true)
    const line = [
      [ben, 'placed'],
      [cara, 'placed'],
    ]
    expect(await lineOf(titleId)).toEqual(line)
    expect(await desk.takeBack(clerk, barcode)).toBe('not-out')
    await shelf.found(clerk, barcode)
    expect(await lineOf(titleId)).toEqual([[ben, 'waiting'], line[1]])
    const later = (await shelf.found(clerk, barcode)) as { off: string }
    expect(await desk.undo(clerk, later.off)).toBe(true)
    expect(await desk.undo(clerk, later.off)).toBe(false)
    expect(await lineOf(titleId)).toEqual(line)
  })

  test('is one copy of two: the other is lent to anyone, and may be renewed once no one is left in line', async () => {
    const { titleId, barcodes } = await aTitle(2)
    for (const [at, each] of [ann, cara].entries()) await lend(each, barcodes[at])
    await waits(ben, titleId)
    expect(await desk.renew(clerk, barcodes[1] ?? '')).toBe('waited-for')
    await desk.takeBack(clerk, barcodes[0] ?? '')
    expect(await desk.renew(clerk, barcodes[1] ?? '')).toMatchObject({ dueOn: '2026-12-15' })
    await desk.takeBack(clerk, barcodes[1] ?? '')
    expect(await lend(cara, barcodes[1])).toMatchObject({ dueOn: '2026-12-15' })
    expect(await lend(cara, barcodes[0])).toBe('kept')
  })

  test('is said at the next checkout if another waits for it and it is the last copy in, and else not', async () => {
    const { titleId, barcodes } = await aTitle(2)
    await waits(ben, titleId)
    expect(await lend(ann, barcodes[0])).toMatchObject({ isLastCopy: false })
    expect(await lend(cara, barcodes[1])).toMatchObject({ isLastCopy: true })
    await desk.takeBack(clerk, barcodes[0] ?? '')
    expect(await lend(ben, barcodes[0])).toMatchObject({ isLastCopy: false })
  })

  test('is said to no volunteer: who checks a title out to each card in turn would learn whose reserve it is', async () => {
    for (const [who, to] of [
      [ben, ben],
      [ben, ann],
    ] as const) {
      const { titleId, barcodes } = await aTitle()
      await waits(who, titleId)
      const lent = await desk.lend(volunteer, { patronId: to, barcode: barcodes[0] ?? '' })
      expect(lent).toMatchObject({ isLastCopy: false })
    }
  })

  test('does not have a word that became a name of theirs since they chose it', async () => {
    const { titleId, barcodes } = await aTitle()
    const { app } = it.database
    const { ring } = library
    const { facts } = new Gate({ app, ring, pack: jensen, names: new NameIndex(), clock })
    const name = sealField(ring, 'patron.name', cara, { surname: 'Seebär', firstName: 'Cara' })
    await inContext(app, context, (trx) =>
      sql`update patron set name = ${name} where id = ${cara}`.execute(trx),
    )
    await lend(ann, barcodes[0])
    await waits(cara, titleId)
    const back = await new Desk({ app, ring, pack: jensen, clock, facts }).takeBack(clerk, barcodes[0] ?? '')
    const { slip } = back as { slip: { alias: string } }
    expect(slip.alias).not.toContain('SEEB')
  })

  test('has the same alias for one customer, and different ones for two', async () => {
    const slips = []
    for (const each of [ann, ann, cara]) {
      const { titleId, barcodes } = await aTitle()
      await waits(each, titleId)
      const kept = await shelf.found(clerk, barcodes[0] ?? '')
      slips.push((kept as { slip: { alias: string } }).slip.alias)
    }
    expect(slips[0]).toBe(slips[1])
    expect(slips[0]).not.toBe(slips[2])
  })
})

describe('the shelf', () => {
  const titles = async () => {
    const list = await shelf.list(volunteer)
    return typeof list === 'string' ? list : list.wanted.map(({ title }) => title)
  }

  test('lists a title with a copy here that a customer waits for, until that is kept', async () => {
    const { titleId, barcodes } = await aTitle()
    const [barcode = ''] = barcodes
    const title = barcode.slice(0, -2)
    await lend(cara, barcode)
    await waits(ben, titleId)
    expect(await titles()).not.toContain(title)
    expect(await shelf.found(clerk, barcode)).toBe('already-out')
    const { undo } = (await desk.takeBack(clerk, barcode)) as { undo: string }
    await desk.undo(clerk, undo.split('+')[0] ?? '')
    expect(await titles()).toContain(title)
    const listed = await shelf.list(volunteer)
    expect(typeof listed === 'string' ? [] : listed.wanted.flatMap((one) => one.barcodes)).toContain(barcode)
    expect(JSON.stringify(listed)).not.toContain(ben)
    const kept = await shelf.found(volunteer, barcode)
    expect(kept).toMatchObject({ slip: { until: '2026-12-01' }, undo: expect.any(String) })
    expect(await titles()).not.toContain(title)
    const again = await shelf.found(clerk, barcode)
    expect(again).toEqual({ ...(kept as object), undo: undefined, off: expect.any(String) })
  })

  test('lets go of what was not picked up, to the next in line or back to its place', async () => {
    const { titleId, barcodes } = await aTitle()
    const [barcode = ''] = barcodes
    await waits(ann, titleId)
    await shelf.found(clerk, barcode)
    await waits(cara, titleId)
    time.today = '2026-12-02'
    const list = await shelf.list(clerk)
    expect(typeof list === 'string' ? [] : list.over.map(({ until }) => until)).toContain('2026-12-01')
    expect(await shelf.found(clerk, barcode)).toMatchObject({ slip: { until: '2026-12-09' } })
    expect(await lineOf(titleId)).toEqual([[cara, 'waiting']])
    time.today = '2026-12-10'
    const over = (await shelf.found(clerk, barcode)) as { undo: string }
    expect(over).toMatchObject({ timeOver: true })
    expect(await lineOf(titleId)).toEqual([])
    expect(await desk.undo(clerk, over.undo)).toBe(true)
    expect(await lineOf(titleId)).toEqual([[cara, 'waiting']])
    time.today = '2026-11-24'
  })

  test('is for no one at a computer that is not the library’s, and keeps nothing that no one waits for', async () => {
    const { barcodes } = await aTitle()
    const away = { ...clerk, place: 'elsewhere' }
    expect(await shelf.list(away)).toBe('not-here')
    expect(await shelf.found(away, barcodes[0] ?? '')).toBe('not-here')
    expect(await shelf.found(clerk, barcodes[0] ?? '')).toMatchObject({ nobodyWaits: true })
    expect(await shelf.found(clerk, 'nothing')).toBe('no-such-item')
    expect([shelf.mayReserve(clerk), shelf.mayReserve(volunteer)]).toEqual([true, false])
  })
})
