import { expect } from 'vitest'
import { sealedPatronNames } from '../../src/gate/patron-store.ts'
import { plant } from '../support/planted.ts'
import { theRegisterIsSigned } from './case-steps.ts'
import { journey, type Person } from './journey.ts'

/** A queue of ten at the desk: seven with their cards, three found by name. Item 4 may cost them five seconds in all. */

const queue = Array.from({ length: 7 }, (_none, at) => `2600000000700${at}`)
const named = ['Alma', 'Berta', 'Cora'] as const
/** Reading five choices in a place one knows and pressing one (keystroke-level model: 1.35 s to decide, 0.2 s a key). */
const secondsEachPress = 1.55

async function findByName(clerk: Person, firstName: string): Promise<void> {
  await clerk.goTo('/counter')
  await clerk.fill('Name', `avocet ${firstName}`)
  await clerk.press('Find by name')
}

journey(
  'why a record is opened',
  18_670,
  async (library) => {
    const { it, house, names } = library.tested
    for (const [at, card] of queue.entries())
      await plant(it.database, house.ring, { surname: 'Queue', firstName: `Number${at}`, card })
    for (const [at, firstName] of named.entries()) {
      await plant(it.database, house.ring, {
        ...{ surname: 'Avocet', firstName, born: '1970-05-06', card: `2600000000800${at}` },
        phone: '308-555-0188',
      })
    }
    await names.build(house.ring, sealedPatronNames(it.database.app))
    const clerk = await library.staff('desk', 'front-desk')

    // Those with a card are asked nothing: the record is there with the scan.
    await clerk.goTo('/counter')
    const before = clerk.presses
    for (const [at, card] of queue.entries()) {
      await clerk.scan(card)
      expect(await clerk.heading()).toBe(`Number${at} Queue`)
      expect(await clerk.reads()).not.toContain('Working a list')
    }
    expect(clerk.presses - before).toBe(0)

    // Found by name: one press more for each, and nothing of the record until then.
    const presses: number[] = []
    for (const [at, firstName] of named.entries()) {
      await findByName(clerk, firstName)
      if (at === 0) await clerk.look('list')
      await clerk.press(new RegExp(firstName))
      expect(await clerk.heading()).toBe(`${firstName} Avocet`)
      expect(await clerk.reads()).not.toMatch(/308-555|2600000000|May 6/)
      if (at === 0) await clerk.look('why')
      const until = clerk.presses
      await clerk.press(/On the phone/)
      presses.push(clerk.presses - until)
      expect(await clerk.reads()).toContain('308-555-0188')
      if (at === 0) await clerk.look('record')
    }
    expect(presses).toEqual([1, 1, 1])
    expect(named.length * secondsEachPress).toBeLessThan(5)

    // Nobody is asked again for the same customer, from whichever page.
    await findByName(clerk, named[0])
    await clerk.press(new RegExp(named[0]))
    expect(await clerk.reads()).toContain('308-555-0188')

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
