import { newReference } from '../../src/platform/crypto/reference.ts'
import type { StaffRole } from '../../src/policy/index.ts'
import { cards } from '../web/house.ts'
import type { Acts } from './acts.ts'
import { decideIn } from './matter.ts'
import { type Fields, type People, referenceIn, valueIn } from './week.ts'

/**
 * The second sealed matter of a week: an order that is complied with. What the customer of this week has is copied, checked, packed and
 * handed over, with every entry of it inside; one more person is cleared, says that they are bound, writes in it, and is cleared
 * no more. Where the week has a ninth day the gag ends, and the matter comes into the open.
 */
export class Compliance {
  readonly #acts: Acts
  readonly #lifts: boolean
  /** In the world that has none such as it would never have. */
  reference = newReference()

  constructor(acts: Acts, lifts = false) {
    this.#acts = acts
    this.#lifts = lifts
  }

  /** By the day of the week, from 1. */
  readonly days: Readonly<Record<number, (people: People) => Promise<void>>> = {
    4: async (people) => {
      const desk = people.of('desk')
      await desk.get('/report')
      await this.#acts.act(people, 'desk', '/report', {
        ...{ sent: 'yes', who: 'officer', brought: 'paper', court: 'yes', judge: 'yes', here: 'no' },
        ...{ secret: 'fisa-order', form: valueIn(desk.html, 'form'), about: 'no', way: 'counter' },
        ...{ name: 'Agent Vexillum', agency: 'Field office', wants: 'What she has' },
      })
    },
    5: async (people) => {
      const acts = this.#acts
      await acts.open(people, 'director', async () => {
        const waits = await acts.looks(people, 'director', '/sealed')
        const came = { side: 'director', box: '0', came: acts.came(waits) }
        await acts.act(people, 'director', '/sealed/take', came)
        if (acts.isServed) this.reference = referenceIn(acts.ledTo)
        if (this.reference === '') throw new Error('nothing was taken in')
        await acts.act(people, 'director', '/sealed/matter/bound', this.#named)
        await this.#step(people, 'director', {
          ...{ step: 'paper-read', instrument: 'fisa-order', federal: 'yes', gag: 'yes' },
        })
        await this.#step(people, 'director', {
          ...{ step: 'requester-checked', numberFrom: 'agency-published', dialled: '308-555-0100' },
          ...{ spokeWith: 'the clerk', verified: 'yes' },
        })
        await this.#step(people, 'director', {
          ...{ step: 'scope-set', cards: cards.parent, records: ['loans'] },
        })
      })
      await acts.open(people, 'counsel', async () => {
        await acts.act(people, 'counsel', '/sealed/matter/bound', this.#named)
        const words = 'It was made before the law lapsed, and stands.'
        await this.#step(people, 'counsel', {
          ...{ step: 'counsel-advised', opinion: 'proper', words, grandfathered: 'yes' },
        })
      })
    },
    6: async (people) => {
      const acts = this.#acts
      const at = `/cases/${this.reference}`
      await acts.open(people, 'director', async () => {
        const text = 'It is complied with. The order is proper, and of what it names nothing more is given.'
        await decideIn(acts, people, this.reference, 'release', text)
        await acts.looks(people, 'director', `${at}/collect`)
        await acts.act(people, 'director', `${at}/collect`, {})
        await acts.looks(people, 'director', `${at}/collect`)
      })
      await acts.open(people, 'counsel', async () => {
        const page = await acts.looks(people, 'counsel', `${at}/check`)
        const copy = valueIn(page, 'copy')
        if (acts.isServed && copy === '') throw new Error('nothing was collected')
        await acts.act(people, 'counsel', `${at}/check`, { copy, theirs: 'yes' })
      })
    },
    7: async (people) => {
      const acts = this.#acts
      const at = `/cases/${this.reference}/produce`
      await acts.open(people, 'director', async () => {
        await acts.looks(people, 'director', at)
        const page = await acts.act(people, 'director', at, { form: 'pdf', recipient: '' })
        const id = valueIn(page ?? '', 'package')
        if (acts.isServed && id === '') throw new Error('no package was made')
        await acts.act(people, 'director', `${at}/file`, { package: id })
        const handed = { to: 'Agent Vexillum', how: 'in-person', receipt: 'signed for it', came: '' }
        await acts.act(people, 'director', `${at}/handed`, handed)
        const done = await acts.looks(people, 'director', at)
        if (acts.isServed && !done.includes('The receipt has been signed'))
          throw new Error('it was not handed over')
        await this.#person(people, 'clear', 'volunteer')
      })
      await acts.open(people, 'volunteer', async () => {
        const sealed = await acts.looks(people, 'volunteer', '/sealed')
        if (acts.isServed && !sealed.includes(this.reference)) throw new Error('nobody more was cleared')
        await acts.act(people, 'volunteer', '/sealed/matter/bound', this.#named)
        const words = 'I took the file to the post.'
        await acts.act(people, 'volunteer', '/sealed/matter/note', { ...this.#named, words })
        const page = await acts.looks(people, 'volunteer', `/sealed/matter/${this.reference}`)
        if (acts.isServed && page.includes('Nondisclosure order'))
          throw new Error('the volunteer is not bound')
      })
      await acts.open(people, 'director', () => this.#person(people, 'revoke', 'volunteer'))
      await acts.open(people, 'volunteer', async () => {
        const sealed = await acts.looks(people, 'volunteer', '/sealed')
        if (sealed.includes(this.reference)) throw new Error('the volunteer is still cleared')
      })
    },
    8: async (people) => {
      if (!this.#lifts) return
      await this.#acts.open(people, 'counsel', async () => {
        await this.#step(people, 'counsel', {
          ...{ step: 'gag-ended', source: 'court-order', until: '2026-11-30', words: 'The court ended it.' },
        })
      })
    },
    9: async (people) => {
      if (!this.#lifts) return
      const acts = this.#acts
      await acts.open(people, 'director', async () => {
        // That it was opened is noted in it, and the whole proof of it waits for what is signed next.
        await acts.world.tick()
        await acts.act(people, 'director', '/sealed/matter/lift', this.#named)
        const page = await acts.looks(people, 'director', `/cases/${this.reference}`)
        if (acts.isServed && page.includes('This matter is sealed')) throw new Error('it was not lifted')
      })
    },
  }

  get #named(): { readonly reference: string } {
    return { reference: this.reference }
  }

  /** The Director clears somebody for it, or clears them no more. */
  async #person(people: People, what: 'clear' | 'revoke', role: StaffRole): Promise<void> {
    const { id: account } = await this.#acts.world.house.app
      .selectFrom('account')
      .select('id')
      .where('role', '=', role)
      .executeTakeFirstOrThrow()
    await this.#acts.act(people, 'director', `/sealed/matter/${what}`, { ...this.#named, account })
  }

  #step(people: People, who: string, fields: Fields): Promise<string | undefined> {
    return this.#acts.act(people, who, `/cases/${this.reference}`, fields)
  }
}
