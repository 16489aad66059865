import { expect } from 'vitest'
import { entriesOf } from '../crash/entries.ts'
import { plantMonths } from '../support/months.ts'
import { journey } from './journey.ts'

/** What the library publishes are counts of people alone. */
journey(
  'statistics',
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

    await director.leave()

    // The Board reads it; the desk does not.
    const trustee = await library.staff('trustee', 'elsewhere')
    await trustee.goTo('/reports/circulation/2026-10')
    expect(await trustee.reads()).toContain('not shown')
    await trustee.leave()
    const clerk = await library.staff('desk', 'front-desk')
    await clerk.goTo('/reports/circulation')
    expect(await clerk.heading()).toContain('was not found')
    await clerk.leave()

    // What it left: sign-ins, and no entry that is about a customer.
    const entries = (await entriesOf(it.database.worker, house.ring)).slice(before)
    expect(entries.filter(({ subjects = [] }) => subjects.length > 0)).toEqual([])
  },
  { atBothWidths: true },
)
