import { expect } from 'vitest'
import { outputs } from '../../src/app/what-leaves.tsx'
import { entriesOf } from '../crash/entries.ts'
import { plantMonths } from '../support/months.ts'
import { journey } from './journey.ts'

/** What the library publishes, and what it says of all that leaves: counts of people alone, each tested. */
journey(
  'statistics, and everything that leaves',
  18_710,
  async (library) => {
    const { it, house } = library.tested
    await plantMonths(it.database.worker)
    const before = (await entriesOf(it.database.worker, house.ring)).length

    // The Director reads a month: small numbers stand nowhere, and none can be worked out of a sum.
    const director = await library.staff('director', 'office')
    await director.follow('Circulation statistics')
    await director.look('statistics')
    await director.follow(/October/)
    expect(await director.reads()).toContain('not shown')
    const cells = await director.page.locator('td').allTextContents()
    expect(cells.filter((cell) => /^[1-9]$/.test(cell.trim()))).toEqual([])
    await director.look('month')

    // Whoever wonders what could be put together with it reads so of everything that leaves.
    await director.goTo('/')
    await director.follow('What leaves the library')
    const parts = director.page.locator('main article')
    expect(await parts.count()).toBe(outputs.length)
    for (const part of await parts.allTextContents())
      expect(part).toMatch(/The promise holds.+Who gets it.+Could be joined to.+Test/s)
    await director.page.getByText('Who gets it, and how it was tested').first().click()
    expect(await director.reads()).toContain(
      'A solver tried to work out each number left out of 10,000 tables',
    )
    await director.look('leaves')
    await director.page.getByText('Addresses and test files').first().click()
    expect(await director.reads()).toContain('src/platform/small-numbers.long.test.ts')
    await director.leave()

    // The Board reads both; the desk neither.
    const trustee = await library.staff('trustee', 'elsewhere')
    await trustee.follow('What leaves the library')
    await trustee.look('trustee')
    await trustee.goTo('/reports/circulation/2026-10')
    expect(await trustee.reads()).toContain('not shown')
    await trustee.leave()
    const clerk = await library.staff('desk', 'front-desk')
    for (const page of ['/reports/circulation', '/reports/leaves']) {
      await clerk.goTo(page)
      expect(await clerk.heading()).toContain('was not found')
    }
    await clerk.leave()

    // What it left: sign-ins, and no entry that is about a customer.
    const entries = (await entriesOf(it.database.worker, house.ring)).slice(before)
    expect(entries.filter(({ subjects = [] }) => subjects.length > 0)).toEqual([])
  },
  { atBothWidths: true },
)
