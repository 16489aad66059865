import { expect } from 'vitest'
import { sealedPatronNames } from '../../src/gate/patron-store.ts'
import { plant } from '../support/planted.ts'
import { theRegisterIsSigned } from './case-steps.ts'
import { journey } from './journey.ts'

/** A record that was found by name shows nothing until staff say why, and who reads the reason. The queue: queue-of-ten.test.ts. */
journey(
  'why a record is opened',
  18_670,
  async (library) => {
    const { it, house, names } = library.tested
    await plant(it.database, house.ring, {
      ...{ surname: 'Avocet', firstName: 'Alma', born: '1970-05-06', card: '26000000008000' },
      phone: '308-555-0188',
    })
    await plant(it.database, house.ring, {
      ...{ surname: 'Avocet', firstName: 'Bert', born: '1971-08-09', card: '26000000008001' },
    })
    await names.build(house.ring, sealedPatronNames(it.database.app))
    const clerk = await library.staff('desk', 'front-desk')

    // One of two found by name: nothing of the record until one press says why.
    await clerk.goTo('/counter')
    await clerk.fill('Name', 'avocet')
    await clerk.press('Find by name')
    expect(await clerk.reads()).not.toContain('Why are you opening this record?')
    await clerk.look('list')
    await clerk.press(/Alma/)
    expect(await clerk.reads()).toContain('Why are you opening this record?')
    // Found alone: that press comes at once, and the name need not be pressed.
    await clerk.goTo('/counter')
    await clerk.fill('Name', 'avocet alma')
    await clerk.press('Find by name')
    expect(await clerk.heading()).toBe('Alma Avocet')
    expect(await clerk.reads()).not.toMatch(/308-555|2600000000|May 6/)
    await clerk.look('why')
    await clerk.press(/On the phone/)
    expect(await clerk.reads()).toContain('308-555-0188')
    await clerk.look('record')

    // What it left: their own log says why; the Director's does not, and has the sums without a name.
    await theRegisterIsSigned(library)
    await clerk.goTo('/register')
    expect(await clerk.reads()).toMatch(/viewed a customer’s record \(Front desk\)\. Basis: on the phone\./)
    await clerk.look('own-log')
    await clerk.leave()
    const director = await library.staff('director', 'office')
    await director.goTo('/register')
    expect(await director.reads()).not.toContain('Basis:')
    await director.look('log')
    await director.leave()
  },
  { atBothWidths: true },
)
