import { afterAll, beforeAll, describe, test } from 'vitest'
import type { z } from 'zod'
import { routes } from '../../src/app/routes.ts'
import { type Library, startLibrary } from './library.ts'
import { useShapes } from './matrix.ts'
import { readTable } from './table.ts'
import { everywhere, seenEqualsAllowed, tellingPlaces } from './walk.ts'

const table = readTable()
useShapes(
  new Map(
    routes.map((route) => [
      `${route.method} ${route.path}`,
      (route.form as z.ZodObject | undefined)?.shape ?? {},
    ]),
  ),
)
let library: Library

describe('what is seen equals what is allowed, for everybody at every computer', () => {
  opens()
  seenEqualsAllowed(() => library, table, everywhere)

  test('and so large it is', () => tellTheSize())
})

describe('and where most shows once the Board voted for the guardian’s own page', () => {
  opens({ voted: true })
  seenEqualsAllowed(() => library, table, tellingPlaces)
})

function opens(options?: Parameters<typeof startLibrary>[0]): void {
  beforeAll(async () => {
    library = await startLibrary(options)
  }, 600_000)
  afterAll(() => library.close())
}

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
