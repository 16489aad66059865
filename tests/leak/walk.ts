import { expect, test } from 'vitest'
import type { Language } from '../../src/platform/i18n/language.ts'
import { askTheGate } from './at-the-gate.ts'
import { textOf } from './findings.ts'
import { type Computer, computers, type Library, type Reader, readers } from './library.ts'
import { type Problem, visitOthers, visitPage, visitSurface } from './matrix.ts'
import { Stand } from './stand.ts'
import type { Table } from './table.ts'

/**
 * Somebody at a computer, which speaks English if nothing else is said. `of: 'customers'`: what shows of a customer there,
 * by every way to ask, and not each page.
 */
export type Where = readonly [reader: Reader, computer: Computer, language?: Language, of?: 'customers']

const everyComputer: readonly Where[] = (Object.keys(readers) as Reader[]).flatMap((reader) =>
  (Object.keys(computers) as Computer[]).map((computer): Where => [reader, computer]),
)

/**
 * Each reader where most shows to them, and where the computer alone decides that nothing does. Where a clerk comes again,
 * each page without customers is the long run's: in Spanish it does the same, and at a computer that was not set up the
 * Director and a trustee go to each.
 */
export const tellingPlaces: readonly Where[] = [
  ['nobody', 'front desk'],
  ['customer', 'front desk'],
  ['customer', 'not set up', 'es'],
  // Why among the first five, which walk at once: they look for cases among the newest 500, and each reader reports some.
  ['Director', 'Office'],
  ['Director', 'not set up'],
  ['acting Director', 'Crane Room'],
  ['lawyer', 'Office'],
  ['volunteer', 'front desk'],
  ['clerk', 'front desk'],
  ['clerk', 'front desk', 'es', 'customers'],
  ['clerk', 'not set up', 'en', 'customers'],
  ['trustee', 'not set up'],
  ['president', 'front desk'],
  ['president', 'Office'],
  ['special counsel', 'Office'],
]

export const everywhere: readonly Where[] = [
  ...everyComputer,
  ...tellingPlaces.flatMap(([reader, computer, language = 'en']): Where[] =>
    language === 'en' ? [] : [[reader, computer, language]],
  ),
]

/** So many at most: who reads a failure needs the first ones. */
const shown = (problems: readonly Problem[]) =>
  problems.length <= 25 ? problems : [...problems.slice(0, 25), `and ${problems.length - 25} more`]

/** A test for each reader: at these computers, on every page and by every way to ask, more is a leak and less a broken screen. */
export function seenEqualsAllowed(library: () => Library, table: Table, where: readonly Where[]): void {
  test.concurrent.each([...new Set(where.map(([reader]) => reader))])(
    'by %s, on every page',
    async (reader) => {
      const problems: Problem[] = []
      for (const [, computer, language, of] of where.filter(([who]) => who === reader)) {
        const stand = new Stand(library(), reader, computer, language)
        const app = stand.app()
        for (const surface of table.surfaces) {
          problems.push(...(await visitSurface(table, stand, app, surface)))
          problems.push(...(await askTheGate(table, stand, surface)))
        }
        if (of === 'customers') continue
        for (const row of table.others) {
          for (const address of row.addresses) problems.push(...(await visitOthers(row, stand, app, address)))
        }
        for (const row of table.pages) {
          for (const address of row.addresses) problems.push(...(await visitPage(row, stand, app, address)))
        }
      }
      expect(shown(problems)).toEqual([])
    },
    600_000,
  )

  test('and nothing was logged meanwhile but that something was refused, with no value in it', () => {
    const { sight, tested } = library()
    const refused = /"msg":"(a request was denied|a sign-in failed)"/
    expect(tested.logged.filter((line) => !refused.test(line))).toEqual([])
    expect(textOf(sight, tested.logged.join('\n'))).toEqual([])
  })
}
