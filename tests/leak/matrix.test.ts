import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { routes } from '../../src/web/routes.ts'
import { askTheGate } from './at-the-gate.ts'
import { type Computer, computers, type Library, type Reader, readers, startLibrary } from './library.ts'
import { fieldsOf, type Problem, useShapes, visitPage, visitSurface } from './matrix.ts'
import { Stand } from './stand.ts'
import { surfaces } from './surfaces.ts'
import { readTable } from './table.ts'
import { visits } from './visits.ts'

const table = readTable()
const addressOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`
useShapes(
  new Map(routes.map((route) => [addressOf(route), (route.form as z.ZodObject | undefined)?.shape ?? {}])),
)
let library: Library

beforeAll(async () => {
  library = await startLibrary()
}, 600_000)
afterAll(() => library.close())

/** So many at most: who reads a failure needs the first ones. */
const shown = (problems: readonly Problem[]) =>
  problems.length <= 25 ? problems : [...problems.slice(0, 25), `and ${problems.length - 25} more`]

describe('docs/WHO-SEES-WHAT.md', () => {
  test('has a line for every page that there is, and for no other', () => {
    const said = table.pages.flatMap(({ addresses }) => addresses)
    expect(said.sort()).toEqual(routes.map(addressOf).sort())
    expect(Object.keys(visits).sort()).toEqual(said.sort())
  })

  test('speaks of everyone who may come, of every computer, and of every way to ask', () => {
    expect(table.readers).toEqual(Object.keys(readers))
    expect(table.computers).toEqual(Object.keys(computers))
    expect(Object.keys(surfaces)).toEqual(table.surfaces)
    expect([null, ...Object.keys(library.house.pack.places)].sort()).toEqual(
      [...Object.values(computers), 'elsewhere'].sort(),
    )
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

describe('what is seen equals what is allowed', () => {
  test.concurrent.each(Object.keys(readers) as Reader[])(
    'by %s, at every computer, on every page',
    async (reader) => {
      const problems: Problem[] = []
      for (const computer of Object.keys(computers) as Computer[]) {
        const stand = new Stand(library, reader, computer)
        const app = stand.app()
        for (const surface of table.surfaces) {
          problems.push(...(await visitSurface(table, stand, app, surface)))
          problems.push(...(await askTheGate(table, stand, surface)))
        }
        for (const row of table.pages) {
          for (const address of row.addresses) problems.push(...(await visitPage(row, stand, app, address)))
        }
      }
      expect(shown(problems)).toEqual([])
    },
    600_000,
  )

  test('and nothing was logged meanwhile', () => {
    expect(library.tested.logged).toEqual([])
    tellTheSize()
  })
})

/** Each place where something is read, by each reader at each computer, for each kind of thing that could show. */
function tellTheSize(): void {
  const addresses = table.pages.flatMap((row) => row.addresses).length
  const places = table.surfaces.length + addresses
  const stands = table.readers.length * table.computers.length
  const fields = new Set(
    library.canaries.flatMap(({ tells, field }) => tells.map((kind) => `${field} ${kind}`)),
  )
  const facts = table.kinds.filter((kind) => /^(on file|anything|nothing)/.test(kind)).length
  const kinds = fields.size + facts
  console.log(
    `${places} places (${table.surfaces.length} ways to ask, ${addresses} addresses) × ${stands} stands ` +
      `(${table.readers.length} readers, ${table.computers.length} computers) × ${kinds} fields and facts = ` +
      `${(places * stands * kinds).toLocaleString('en-US')} cells; ${library.canaries.length} canaries, ` +
      `${library.sight.strings.toLocaleString('en-US')} writings`,
  )
}
