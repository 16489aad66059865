import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { routes } from '../../src/app/routes.ts'
import { type Library, startLibrary } from './library.ts'
import { useShapes } from './matrix.ts'
import { readTable } from './table.ts'
import { seenEqualsAllowed, tellingPlaces } from './walk.ts'

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

beforeAll(async () => {
  library = await startLibrary({ voted: true })
}, 600_000)
afterAll(() => library.close())

describe('what is seen equals what is allowed, once the Board voted for the guardian’s own page', () => {
  seenEqualsAllowed(() => library, table, tellingPlaces)

  test('and the page is on', async () => {
    expect(await library.house.guardianPage.isOn()).toBe(true)
  })
})
