import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseSearch } from '../../src/cases/case-finder.ts'
import type { StaffActor } from '../../src/gate/actor.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { openEntry } from '../../src/register/log/sealed-entry.ts'
import {
  clerk,
  collectedCase,
  counsel,
  director,
  president,
  receivedCase,
  takeAll,
} from '../casework/decided-case.ts'
import { cards, startHouse, type Tested } from '../web/house.ts'

let tested: Tested

beforeAll(async () => {
  tested = await startHouse()
})
afterAll(() => tested.close())

const find = async (actor: StaffActor, asked: CaseSearch): Promise<readonly string[] | 'not-here'> => {
  const found = await tested.house.caseFinder.find(actor, asked)
  return found === 'not-here' ? found : found.cases.map(({ reference }) => reference)
}
const gag = { what: 'gag-found', words: 'It says so.' } as const
const ofChild = () => ({ subjects: [tested.child], records: ['overdue'] }) as const

describe('a case is found by each person who may open it', () => {
  test('by the card of someone whom it concerns, and by no other card', async () => {
    const reference = await collectedCase(tested.house, ofChild())
    expect(await find(director, { card: cards.child })).toContain(reference)
    expect(await find(counsel, { card: cards.child })).toContain(reference)
    expect(await find(director, { card: cards.parent })).not.toContain(reference)
    expect(await find(director, { card: '29999999999999' })).toEqual([])
  })

  test('by who asked, the court, its number and the day, in any spelling, and only where all of them fit', async () => {
    const reference = await receivedCase(tested.house, { requester: 'Jürgen O’Brien' })
    await takeAll(tested.house, reference, [
      [
        director,
        {
          ...{ what: 'paper-read', instrument: 'subpoena', federal: false, nondisclosure: false },
          ...{ court: 'District Court of Kearney County', number: 'CI 26-0117' },
        },
      ],
    ])
    for (const asked of [
      { requester: 'jurgen obrien' },
      { court: 'kearney county' },
      { number: 'ci260117' },
      { number: reference.toLowerCase() },
      { from: tested.house.clock.today(), until: tested.house.clock.today(), number: '0117' },
    ])
      expect(await find(director, asked), JSON.stringify(asked)).toEqual([reference])
    expect(await find(director, { number: '0117', until: '2020-01-01' })).toEqual([])
    expect(await find(director, { number: '0117', court: 'Supreme Court' })).toEqual([])
    expect(await find(director, { requester: '’’' })).toEqual([])
  })

  test('and by no one else: a case about the Director by counsel and the president alone, and none by a clerk', async () => {
    const theirs = await receivedCase(tested.house, { requester: 'Harold Quist', aboutDirector: true })
    const asked = { requester: 'quist' }
    expect(await find(director, asked)).toEqual([])
    expect(await find(counsel, asked)).toEqual([theirs])
    expect(await find(president, asked)).toEqual([theirs])
    expect(await find({ ...counsel, unconfirmed: true }, asked)).toEqual([])
    expect(await find(clerk, asked)).toEqual([])
  })

  test('and none under a nondisclosure order, for anyone, also where SQL says that there is no order', async () => {
    const reference = await collectedCase(tested.house, ofChild())
    await takeAll(tested.house, reference, [[counsel, gag]])
    const all = { card: cards.child }
    expect(await find(counsel, all)).not.toContain(reference)
    await inContext(tested.house.app, { actor: 'x', place: 'y' }, (trx) =>
      trx.updateTable('case_file').set({ withheld: false }).where('reference', '=', reference).execute(),
    )
    expect(await find(counsel, all)).not.toContain(reference)
    expect(await find(director, all)).not.toContain(reference)
  })
})

test('a search by card is on record as one about that patron before it is answered, and not on the patron’s page', async () => {
  const before = (await searches()).length
  await find(director, { card: cards.parent })
  await find(director, { requester: 'quist' })
  const [byCard, byName] = (await searches()).slice(before).sort((one) => (one.subjects ? -1 : 1))
  const unseen = { about: null }
  expect(byCard).toMatchObject({
    subjects: [tested.parent],
    records: ['existence'],
    flags: ['card'],
    ...unseen,
  })
  expect(byName).toMatchObject({ flags: ['requester'], ...unseen })
  expect(byName).not.toHaveProperty('subjects')
})

/** Those that wait for the tick, opened, with the tokens under which patrons would find them. */
async function searches() {
  const { ring, clock } = tested.house
  const rows = await tested.it.database.worker.selectFrom('register_pending').selectAll().execute()
  const key = ring.registerMonthKey(clock.now().toISOString().slice(0, 7))
  return rows.flatMap(({ leaf, overflow, about }) => {
    const opened = openEntry(leaf, key, overflow ?? undefined)
    return 'entry' in opened && opened.entry.kind === 'cases-searched' ? [{ ...opened.entry, about }] : []
  })
}

test('no card is looked up where no staff screen shows a record', async () => {
  expect(await find({ ...counsel, place: 'elsewhere' }, { card: cards.child })).toBe('not-here')
  expect(await find({ ...counsel, place: 'elsewhere' }, { requester: 'quist' })).toHaveLength(1)
})
