import { randomUUID } from 'node:crypto'
import { publishYears } from '../../src/cases/transparency-report.ts'
import { daysAfter } from '../../src/policy/calendar.ts'
import { setCheckpointRecipients } from '../../src/register/checkpoint-mail-store.ts'
import { replaceEmergencyContacts } from '../../src/staff/emergency-contacts-store.ts'
import { paperOf } from '../backup/paper.ts'
import { plant } from '../support/planted.ts'
import { pin, plantPin } from '../support/planted-pin.ts'
import { cards } from '../web/house.ts'
import type { Visitor } from '../web/visitor.ts'
import { noted, statementsIn } from './sights.ts'
import type { World } from './world.ts'

/*
 * A week of a library, hour by hour. Whatever is not about a sealed matter is done in every world alike.
 */

export type Fields = Readonly<Record<string, string | readonly string[]>>
export const firstDay = '2026-11-24'

const places = {
  // Why a volunteer at the office: sealed matters open nowhere where others see the screen.
  ...{ volunteer: 'office', desk: 'front-desk', director: 'office', counsel: 'office' },
  trustee: 'office',
} as const

/** The people of a world on one day, each signed in at a computer of their own. */
export class People {
  readonly all = new Map<string, Visitor>()
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  of(name: string): Visitor {
    const visitor = this.all.get(name)
    if (visitor === undefined) throw new Error(`${name} is not here`)
    return visitor
  }

  async arrive(): Promise<void> {
    this.all.set('nobody', await this.#world.at('elsewhere'))
    for (const [name, place] of Object.entries(places)) {
      const visitor = await this.#world.at(place)
      await visitor.signIn(name)
      this.all.set(name, visitor)
    }
    const customer = await this.#world.at('elsewhere')
    await customer.get('/me/sign-in')
    await customer.post('/me/sign-in', { card: cards.parent, pin })
    this.all.set('customer', customer)
  }

  /** A form as somebody sends it from a page, and what they see; in every world alike. */
  async sends(name: string, from: string, to: string, fields: Fields): Promise<string> {
    const visitor = this.of(name)
    await visitor.get(from)
    this.#world.statements.take()
    const response = await visitor.post(to, { ...fields })
    const seen = `${await noted(response, to)}\n${statementsIn(this.#world)}`
    this.#world.sees(`${name}: POST ${to}`, seen)
    if (response.status >= 400 || (response.status === 200 && visitor.html.includes('usa-alert--error')))
      throw new Error(`${name} POST ${to}: ${response.status} ${visitor.text.slice(0, 1500)}`)
    return visitor.html
  }
}

export const valueIn = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? ''
export const referenceIn = (html: string) => /(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}/.exec(html)?.[0] ?? ''

/** What is there before the week begins. */
export async function prepare(world: World): Promise<void> {
  const { tested, house } = world
  const { database } = tested.it
  for (let nth = 0; nth < 10; nth++) {
    const title = { id: randomUUID(), title: `Sod Houses, volume ${nth}`, author: 'Webb, A.' }
    await house.app.insertInto('title').values(title).execute()
    await house.app
      .insertInto('item')
      .values({ title_id: title.id, barcode: `3300000000000${nth}`, item_type: 'BK' })
      .execute()
  }
  await plant(database, house.ring, {
    ...{ surname: 'Canary', firstName: 'Rae', card: '23000000000009', born: '1980-01-02' },
    ...{ emails: ['rae@example.org'], choices: { email: true } as never },
    loans: [{ title: 'Canary Late', dueOn: '2026-11-22' }],
  })
  await plantPin(house, tested.parent)
  await house.app.transaction().execute(async (trx) => {
    // So that the pages of requests in numbers, of which anyone reads one, have a year to show.
    await publishYears(trx, ['2025'], [], [])
    await setCheckpointRecipients(trx, ['clerk@city.example.org', 'chair@example.org'])
    const contact = (whom: 'director' | 'counsel' | 'president') =>
      ({ whom, nth: 1, name: whom, mail: `${whom}@example.org`, phones: '308-555-0101' }) as const
    await replaceEmergencyContacts(
      trx,
      [contact('director'), contact('counsel'), contact('president')],
      ['director', 'counsel', 'president'],
    )
  })
}

const brought = { who: 'officer', brought: 'paper', court: 'yes', judge: 'yes', here: 'no' } as const

/** The week's ordinary case: a subpoena, which is refused. */
export class Subpoena {
  reference = ''
  /** By the day of the week, from 1. */
  readonly days: Readonly<Record<number, (people: People) => Promise<void>>> = {
    1: async (people) => {
      const desk = people.of('desk')
      await desk.get('/report')
      const fields = {
        ...{ sent: 'yes', ...brought, secret: 'no', form: valueIn(desk.html, 'form'), about: 'no' },
        ...{ name: 'Deputy Vexillum', agency: 'Kearney County Sheriff', wants: 'Her loans', way: 'counter' },
      }
      this.reference = referenceIn(await people.sends('desk', '/report', '/report', fields))
      const told = { reference: this.reference, whom: 'director', reached: 'yes', ...brought, secret: 'no' }
      await people.sends('desk', '/report', '/report/told', told)
      await this.#step(people, 'director', { step: 'paper-read', instrument: 'subpoena' })
    },
    2: async (people) => {
      await this.#step(people, 'counsel', {
        step: 'counsel-advised',
        opinion: 'defective',
        words: 'No court signed.',
      })
      // Someone outside reports another paper, and the Director calls them back.
      const anybody = people.of('nobody')
      for (const may of ['no', 'yes']) {
        await anybody.get('/served')
        await people.sends('nobody', '/served', '/served', {
          ...{ what: 'here', may, name: 'Vera Vexillum', phone: '308-555-0142' },
          form: valueIn(anybody.html, 'form'),
        })
      }
      const director = people.of('director')
      await director.get('/cases/outside')
      const id = valueIn(director.html, 'id')
      await people.sends('director', '/cases/outside', '/cases/outside/called', { id, reached: 'yes' })
      await people.sends('director', '/cases/outside', '/cases/outside/end', { id })
    },
    3: async (people) => {
      const at = `/cases/${this.reference}/decision`
      await people.sends('director', at, at, { act: 'draft', decision: 'refusal' })
      await people.sends('director', at, at, {
        act: 'text',
        text: 'It is refused. The paper is signed by no court, and the policy asks for one before anything is told of anybody.',
      })
      const director = people.of('director')
      await director.get(`${at}/sign`)
      const read = valueIn(director.html, 'read')
      await people.sends('director', `${at}/sign`, `${at}/sign`, { read, passphrase: 'open the library' })
    },
    4: async (people) => {
      await this.#step(people, 'director', { step: 'refusal-sent' })
      await this.#step(people, 'director', { step: 'closed' })
    },
  }

  async #step(people: People, who: string, fields: Fields): Promise<void> {
    const at = `/cases/${this.reference}`
    await people.sends(who, at, at, fields)
  }
}

/** A customer's concern about who viewed their record, which counsel studies; and cases are looked for, by card too. */
export class Concern {
  reference = ''
  readonly days: Readonly<Record<number, (people: People) => Promise<void>>> = {
    2: async (people) => {
      const fields = { problem: 'Who looked?', concern: 'views', from: '', until: '', aboutDirector: 'no' }
      this.reference = referenceIn(await people.sends('customer', '/me/worry', '/me/worry', fields))
    },
    3: async (people) => {
      const at = `/cases/${this.reference}/study`
      await people.sends('counsel', at, at, { act: 'set', from: '2026-08-01', until: '2026-11-25' })
      const nothing = { card: '', requester: '', court: '', number: '', from: '', until: '' }
      for (const who of ['director', 'counsel'])
        for (const asked of [
          { card: cards.child },
          { card: cards.parent },
          { requester: 'a' },
          { from: firstDay },
        ])
          await people.sends(who, '/cases/find', '/cases/find', { ...nothing, ...asked })
    },
  }
}

/** What is done every day at the counter. */
export async function counterDay(world: World, people: People, day: number): Promise<void> {
  const item = `3300000000000${day}`
  const patron = world.tested.parent
  await people.sends('desk', '/lend', '/lend/card', { card: cards.parent })
  await people.sends('desk', '/lend', '/lend/item', { patron, item, done: '0' })
  if (day > 1)
    await people.sends('volunteer', '/return', '/return', { item: `3300000000000${day - 1}`, done: '0' })
  await world.pass(3)
  await people.sends('desk', '/counter', '/counter/card', { card: cards.child })
  await people.sends('desk', '/counter', '/counter/name', { name: 'Canary' })
  await people.sends('volunteer', '/ask', '/ask', {
    who: 'officer',
    brought: 'nothing',
    wants: ['', 'loans'],
  })
  await people.sends('desk', '/items', '/items/title', { words: 'sod' })
  await people.sends('director', '/calls', '/calls/next', {})
  await world.pass(4)
}

/** The instant of an hour of a day of the week, in UTC: the library is six hours behind. */
export const hourOf = (day: number, hour: number) => {
  const date = new Date(`${daysAfter(firstDay, day - 1)}T00:00:00Z`)
  return new Date(date.getTime() + (hour + 6) * 3_600_000).toISOString()
}

/** Backups begin in the night before a day. */
export async function recoveryKeyMade(world: World): Promise<void> {
  await paperOf(world.tested.it.database, world.house.ring, world.house.clock)
}
