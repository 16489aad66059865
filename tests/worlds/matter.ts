import { randomBytes } from 'node:crypto'
import { newReference } from '../../src/disclosure/case-reference.ts'
import type { Role } from '../../src/store/accounts.ts'
import { cards, passphrase } from '../web/house.ts'
import { type Fields, type People, referenceIn, valueIn } from './week.ts'
import type { World } from './world.ts'

/*
 * The sealed matter of a week. In one world somebody is served, and what came is taken in and worked; in the other the same
 * people open the same pages at the same times, and go away again: to the start page, where the first sends a form.
 */

const served = { who: 'officer', brought: 'paper', court: 'no', judge: 'no', here: 'no' } as const

/** Whether a statement can write, or take a row for itself as one does that writes. */
function canWrite(text: string): boolean {
  const bare = text.replace(/\/\*.*?\*\//g, '').trim()
  const reads = /^(?:select|with|begin|start transaction|commit|rollback|set)\b/i
  const within =
    /\b(?:insert into|update|delete from|nextval|pg_current_xact_id\(|for (?:no key )?update|for (?:key )?share)\b/i
  return !reads.test(bare) || within.test(bare)
}

export class Matter {
  readonly isServed: boolean
  readonly #world: World
  #acts = 0
  /** Of the case, and of the sealed answer; in the world that has none such as it would never have. */
  reference = newReference()
  answer = randomBytes(16).toString('base64url')

  constructor(world: World, isServed: boolean) {
    this.#world = world
    this.isServed = isServed
  }

  /** Both sides are set up, in every library, before anything ever comes. */
  static async setUp(people: People): Promise<void> {
    await people.sends('director', '/sealed/set-up', '/sealed/set-up', { side: 'director' })
    await people.sends('trustee', '/sealed/set-up', '/sealed/set-up', { side: 'president' })
  }

  /** By the day of the week, from 1. */
  readonly days: Readonly<Record<number, (people: People) => Promise<void>>> = {
    2: async (people) => {
      const desk = people.of('desk')
      await desk.get('/report')
      await this.#act(people, 'desk', '/report', {
        ...{ sent: 'yes', ...served, secret: 'yes', form: valueIn(desk.html, 'form'), about: 'no' },
        ...{ name: 'Agent Haste', agency: 'Field office', wants: 'All that he read', way: 'counter' },
      })
      this.#world.pass(5)
      const volunteer = people.of('volunteer')
      await volunteer.get('/ask')
      const brought = { who: 'officer', brought: 'paper' }
      await people.sends('volunteer', '/ask', '/ask', { ...brought, asked: 'brought' })
      const asked = { wants: ['', 'loans'], checked: [''] }
      const secret = { ...brought, paper: 'national-security-letter', secret: 'yes', ...asked }
      const page = await this.#act(people, 'volunteer', '/ask', secret)
      this.answer = /carrel-reference">([\w-]{20,})/.exec(page ?? '')?.[1] ?? this.answer
    },
    3: (people) =>
      this.#open(people, 'director', async () => {
        const waits = await this.#looks(people, 'director', '/sealed')
        await this.#act(people, 'director', '/sealed/take', {
          ...{ side: 'director', box: '0', came: this.#came(waits) },
        })
        const page = await this.#looks(people, 'director', '/sealed')
        if (this.isServed) this.reference = referenceIn(page)
        if (this.reference === '') throw new Error('nothing was taken in')
        const { reference } = this
        await this.#act(people, 'director', '/sealed/matter/bound', { reference })
        await this.#act(people, 'director', '/sealed/join', {
          ...{ side: 'director', box: '1', came: this.#came(page), reference },
        })
        await this.#looks(people, 'director', `/cases/${reference}`)
        await this.#step(people, 'director', {
          ...{ step: 'paper-read', instrument: 'subpoena', federal: 'yes', gag: 'yes' },
        })
      }),
    4: async (people) => {
      await this.#open(people, 'counsel', async () => {
        await this.#act(people, 'counsel', '/sealed/matter/bound', { reference: this.reference })
        const words = 'No judge reviewed it yet.'
        await this.#step(people, 'counsel', { step: 'counsel-advised', opinion: 'defective', words })
      })
      await this.#open(people, 'director', async () => {
        await this.#step(people, 'director', {
          step: 'scope-set',
          cards: cards.child,
          records: ['loans', 'overdue'],
        })
        // What is on file of a patron is read here, and nothing is written.
        const fields = { days: '30', cards: cards.child, records: ['loans', 'overdue'] }
        await this.#looks(people, 'director', `/cases/${this.reference}/preserve`)
        await this.#act(people, 'director', `/cases/${this.reference}/preserve`, fields)
      })
    },
    5: async (people) => {
      await this.#open(people, 'counsel', async () => {
        await this.#step(people, 'counsel', { step: 'objected', words: 'A motion was filed.' })
        await this.#step(people, 'counsel', {
          step: 'objection-ended',
          words: 'The court let it stand as it is.',
        })
      })
      await this.#open(people, 'director', async () => {
        const at = `/cases/${this.reference}/decision`
        await this.#looks(people, 'director', at)
        await this.#act(people, 'director', at, { act: 'draft', decision: 'refusal' })
        const text =
          'It is refused. No court has signed it, and the policy asks for one before anything is told.'
        await this.#act(people, 'director', at, { act: 'text', text })
        const page = await this.#looks(people, 'director', `${at}/sign`)
        await this.#act(people, 'director', `${at}/sign`, { read: valueIn(page, 'read'), passphrase })
        const signed = await this.#looks(people, 'director', at)
        await this.#clears(people, 'desk')
        if (this.isServed && !signed.includes('Signed by'))
          throw new Error(`it is not decided: ${people.of('director').text.slice(0, 1500)}`)
      })
    },
  }

  /** The Director clears somebody else for it. */
  async #clears(people: People, role: Role): Promise<void> {
    const { id: account } = await this.#world.house.app
      .selectFrom('account')
      .select('id')
      .where('role', '=', role)
      .executeTakeFirstOrThrow()
    await this.#act(people, 'director', '/sealed/matter/clear', { reference: this.reference, account })
  }

  /** Somebody opens what their passphrase opens, in every world; and shuts it again. */
  async #open(people: People, who: string, work: () => Promise<void>): Promise<void> {
    await people.sends(who, '/sealed', '/sealed/open', { passphrase })
    await work()
    await people.sends(who, '/', '/sealed/shut', {})
  }

  /** The first that waits on a page of what came. */
  #came(page: string): string {
    return this.isServed ? valueIn(page, 'came') : ''
  }

  #step(people: People, who: string, fields: Fields): Promise<string | undefined> {
    return this.#act(people, who, `/cases/${this.reference}`, fields)
  }

  /** A page of the matter; else the start page. */
  async #looks(people: People, who: string, path: string): Promise<string> {
    const visitor = people.of(who)
    const response = await visitor.get(this.isServed ? path : '/')
    if (response.status !== 200)
      throw new Error(`${who} GET ${path}: ${response.status} ${visitor.text.slice(0, 900)}`)
    this.#noteWrites()
    return visitor.html
  }

  /** A form is sent; else the start page is looked at. What this writes to the database is the same. */
  async #act(people: People, who: string, to: string, fields: Fields): Promise<string | undefined> {
    this.#world.pass(1)
    const visitor = people.of(who)
    await visitor.get('/')
    this.#world.statements.take()
    const response = this.isServed ? await visitor.post(to, { ...fields }) : await visitor.get('/')
    const { status } = response
    if (status >= 400) throw new Error(`${who} POST ${to}: ${status} ${visitor.text.slice(0, 900)}`)
    this.#noteWrites()
    return this.isServed ? visitor.html : undefined
  }

  #noteWrites(): void {
    const sent = this.#world.statements.take().filter(({ text }) => canWrite(text))
    const lines = sent.map(({ user, text }) => `${user}: ${text}`).sort()
    this.#world.sees(`act ${++this.#acts}: what is written`, lines.join('\n'))
  }
}
