import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { routes } from '../../src/app/routes.ts'
import { askWords } from '../../src/ask/words/ask.ts'
import { casesInScope } from '../scope.ts'
import { computers, type Library, readers, startLibrary } from './library.ts'
import { fieldsOf, useShapes } from './matrix.ts'
import { changed } from './removals.ts'
import { type Fields, Stand } from './stand.ts'
import { askedAs, surfaces } from './surfaces.ts'
import { readTable } from './table.ts'
import { visits } from './visits.ts'
import { seenEqualsAllowed, tellingPlaces, type Where } from './walk.ts'

const table = readTable()
const addressOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`
useShapes(
  new Map(routes.map((route) => [addressOf(route), (route.form as z.ZodObject | undefined)?.shape ?? {}])),
)
/** Which list of checks a form of an ask offers. */
function listOf({ who, how, answered }: Fields): string {
  const of = who === 'guardian' || answered === 'guardian' ? 'guardian' : 'customer'
  if (who === 'call' && of === 'customer') return 'customerCalled'
  return `${of}${how === 'phone' || who === 'call' ? 'OnPhone' : 'Here'}`
}

/**
 * Why these every day: who is told nothing, the one whom most tests are about, and the one who opens most. A check that is
 * lost mostly shows with one of them: see removals.ts.
 */
const dailyPlaces = ['nobody front desk', 'clerk front desk', 'Director Office']
const isDailyPlace = ([reader, computer, language = 'en', of]: Where) =>
  language === 'en' && of === undefined && dailyPlaces.includes(`${reader} ${computer}`)

let library: Library

beforeAll(async () => {
  library = await startLibrary()
}, 600_000)
afterAll(() => library.close())

describe('docs/WHO-SEES-WHAT.md', () => {
  test('has a line for every page that there is, and for no other', () => {
    const said = table.pages.flatMap(({ addresses }) => addresses)
    expect(said.sort()).toEqual(routes.map(addressOf).sort())
    expect(Object.keys(visits).sort()).toEqual(said.sort())
    const ofOthers = Object.keys(visits).filter((address) => visits[address]?.others !== undefined)
    expect(table.others.flatMap(({ addresses }) => addresses).sort()).toEqual(ofOthers.sort())
  })

  test('speaks of everyone who may come, of every computer, and of every way to ask', () => {
    expect(table.readers).toEqual(Object.keys(readers))
    expect(table.computers).toEqual(Object.keys(computers))
    expect(Object.keys(surfaces)).toEqual(table.surfaces)
    expect([null, ...Object.keys(library.house.pack.places)].sort()).toEqual(
      [...Object.values(computers), 'elsewhere'].sort(),
    )
  })

  test('has a way to ask with each thing that the form of an ask lets staff check', () => {
    const { guardianHere, guardianOnPhone, customerHere, customerOnPhone, customerCalled } = askWords({
      pack: library.house.pack,
      language: 'en',
    }).checked
    const offered = { guardianHere, guardianOnPhone, customerHere, customerOnPhone, customerCalled }
    const asked = Object.values(surfaces)
      .flatMap(({ forms }) => forms(askedAs(library.cast.adult.one)))
      .flatMap((form) => [form['checked'] ?? []].flat().map((check) => `${listOf(form)} ${check}`))
    const toAsk = Object.entries(offered).flatMap(([list, checks]) =>
      Object.keys(checks).map((check) => `${list} ${check}`),
    )
    expect(asked).toEqual(expect.arrayContaining(toAsk))
  })

  test('has visits that know every field of every form', async () => {
    const stand = new Stand(library, 'Director', 'Office')
    for (const [address, { right, wrong = {}, alsoTakes = [] }] of Object.entries(visits)) {
      const fields = (await right?.(stand))?.fields ?? {}
      const known = new Set([...Object.keys(fields), ...Object.keys(wrong), ...alsoTakes])
      expect([address, ...known].sort()).toEqual(expect.arrayContaining([address, ...fieldsOf(address)]))
    }
    await stand.restore()
  })
})

test('each route and rule that removals.ts changes is there', () => {
  const rules = library.house.pack.rules.map(({ id }) => id)
  expect(routes.map(addressOf)).toEqual(expect.arrayContaining([...changed.routes]))
  expect(rules).toEqual(expect.arrayContaining([...changed.rules]))
})

describe('what is seen equals what is allowed, where most shows', () => {
  seenEqualsAllowed(() => library, table, casesInScope(tellingPlaces, isDailyPlace))
})
