import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { routes } from '../../src/app/routes.ts'
import { type Library, startLibrary } from './library.ts'
import { useShapes } from './matrix.ts'
import { readTable } from './table.ts'
import { seenEqualsAllowed, type Where } from './walk.ts'

const table = readTable()
useShapes(
  new Map(
    routes.map((route) => [
      `${route.method} ${route.path}`,
      (route.form as z.ZodObject | undefined)?.shape ?? {},
    ]),
  ),
)
/**
 * Why not everyone: the vote changes a customer's own pages, and of the staff's the one with the facts to confirm. The
 * long run takes everyone.
 */
const places: readonly Where[] = [
  ['customer', 'front desk'],
  ['customer', 'not set up', 'es'],
  ['Director', 'Office'],
]

let library: Library

beforeAll(async () => {
  library = await startLibrary({ voted: true })
}, 600_000)
afterAll(() => library.close())

describe('what is seen equals what is allowed, once the Board voted for the guardian’s own page', () => {
  seenEqualsAllowed(() => library, table, places)

  test('and the page is on', async () => {
    expect(await library.house.guardianPage.isOn()).toBe(true)
  })
})
