import { randomBytes } from 'node:crypto'
import { newReference } from '../../src/platform/crypto/reference.ts'
import { cards, passphrase } from '../web/house.ts'
import type { Acts } from './acts.ts'
import { type Fields, type People, referenceIn, valueIn } from './week.ts'

const served = { who: 'officer', brought: 'paper', court: 'no', judge: 'no', here: 'no' } as const

/** The first sealed matter of a week: a letter that no judge saw, told of by two; it is challenged, and refused. */
export class Matter {
  readonly #acts: Acts
  /** Of the case, and of the sealed answer; in the world that has none such as it would never have. */
  reference = newReference()
  answer = randomBytes(16).toString('base64url')

  constructor(acts: Acts) {
    this.#acts = acts
  }

  /** Both sides are set up, in every library, before anything ever comes. */
  static async setUp(people: People): Promise<void> {
    for (const [who, side] of [
      ['director', 'director'],
      ['trustee', 'president'],
    ] as const) {
      const sheet = await people.sends(who, '/sealed/set-up', '/sealed/set-up', { side })
      const lastGroup = [...sheet.matchAll(/<code>([0-9A-Z]+)<\/code>/g)].at(-1)?.[1] ?? ''
      await people.sends(who, '/sealed/set-up', '/sealed/sheet/check', { side, lastGroup })
    }
  }

  /** By the day of the week, from 1. */
  readonly days: Readonly<Record<number, (people: People) => Promise<void>>> = {
    2: async (people) => {
      const acts = this.#acts
      const desk = people.of('desk')
      await desk.get('/report')
      await acts.act(people, 'desk', '/report', {
        ...{ sent: 'yes', ...served, secret: 'yes', form: valueIn(desk.html, 'form'), about: 'no' },
        ...{ name: 'Agent Haste', agency: 'Field office', wants: 'All that he read', way: 'counter' },
      })
      await acts.world.pass(5)
      const volunteer = people.of('volunteer')
      await volunteer.get('/ask')
      const brought = { who: 'officer', brought: 'paper' }
      await people.sends('volunteer', '/ask', '/ask', { ...brought, asked: 'brought' })
      const asked = { wants: ['', 'loans'], checked: [''] }
      const secret = { ...brought, paper: 'national-security-letter', secret: 'yes', ...asked }
      const page = await acts.act(people, 'volunteer', '/ask', secret)
      this.answer = /carrel-reference">([\w-]+)/.exec(page ?? '')?.[1] ?? this.answer
    },
    3: (people) => {
      const acts = this.#acts
      return acts.open(people, 'director', async () => {
        const waits = await acts.looks(people, 'director', '/sealed')
        await acts.act(people, 'director', '/sealed/take', {
          ...{ side: 'director', box: '0', came: acts.came(waits) },
        })
        const page = await acts.looks(people, 'director', '/sealed')
        if (acts.isServed) this.reference = referenceIn(page)
        if (this.reference === '') throw new Error('nothing was taken in')
        const { reference } = this
        await acts.act(people, 'director', '/sealed/matter/bound', { reference })
        await acts.looks(people, 'director', '/sealed/evidence')
        await acts.act(people, 'director', '/sealed/join', {
          ...{ side: 'director', box: '1', came: acts.came(page), reference },
        })
        await acts.looks(people, 'director', `/cases/${reference}`)
        await this.#step(people, 'director', {
          ...{ step: 'paper-read', instrument: 'subpoena', federal: 'yes', gag: 'yes' },
        })
      })
    },
    4: async (people) => {
      const acts = this.#acts
      await acts.open(people, 'counsel', async () => {
        await acts.act(people, 'counsel', '/sealed/matter/bound', { reference: this.reference })
        const words = 'No judge reviewed it yet.'
        await this.#step(people, 'counsel', { step: 'counsel-advised', opinion: 'defective', words })
      })
      await acts.open(people, 'director', async () => {
        await this.#step(people, 'director', {
          step: 'scope-set',
          cards: cards.child,
          records: ['loans', 'overdue'],
        })
        // What is on file of a patron is read here, and nothing is written.
        const fields = { days: '30', cards: cards.child, records: ['loans', 'overdue'] }
        await acts.looks(people, 'director', `/cases/${this.reference}/preserve`)
        await acts.act(people, 'director', `/cases/${this.reference}/preserve`, fields)
      })
    },
    5: async (people) => {
      const acts = this.#acts
      await acts.open(people, 'counsel', async () => {
        await this.#step(people, 'counsel', { step: 'objected', words: 'A motion was filed.' })
        await this.#step(people, 'counsel', {
          step: 'objection-ended',
          words: 'The court let it stand as it is.',
        })
      })
      await acts.open(people, 'director', async () => {
        const text =
          'It is refused. No court has signed it, and the policy asks for one before anything is told.'
        await decideIn(acts, people, this.reference, 'refusal', text)
      })
    },
  }

  #step(people: People, who: string, fields: Fields): Promise<string | undefined> {
    return this.#acts.act(people, who, `/cases/${this.reference}`, fields)
  }
}

/** The Director writes a decision, reads it once more and signs it. */
export async function decideIn(
  acts: Acts,
  people: People,
  reference: string,
  decision: 'refusal' | 'release',
  text: string,
): Promise<void> {
  const at = `/cases/${reference}/decision`
  await acts.looks(people, 'director', at)
  await acts.act(people, 'director', at, { act: 'draft', decision })
  await acts.act(people, 'director', at, { act: 'text', text })
  const page = await acts.looks(people, 'director', `${at}/sign`)
  await acts.act(people, 'director', `${at}/sign`, { read: valueIn(page, 'read'), passphrase })
  const signed = await acts.looks(people, 'director', at)
  if (acts.isServed && !signed.includes('Signed by'))
    throw new Error(`it is not decided: ${people.of('director').text.slice(0, 1500)}`)
}
