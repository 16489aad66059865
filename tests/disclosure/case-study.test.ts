import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StudyView } from '../../src/cases/case-study.ts'
import type { StaffActor } from '../../src/gate/actor.ts'
import { accessLogOf } from '../../src/patrons/access-log.ts'
import { addActingTerm } from '../../src/staff/officer-store.ts'
import { decide, president } from '../casework/decided-case.ts'
import { signNow } from '../leak/sign-now.ts'
import { asOwner } from '../links/as-owner.ts'
import { plant } from '../support/planted.ts'
import { actors, takeAll } from '../web/cases-planted.ts'
import { cards, startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

let tested: Tested
let people: Awaited<ReturnType<typeof actors>>

beforeAll(async () => {
  tested = await startHouse()
  people = await actors(tested)
})
afterAll(() => tested.close())

const study = () => tested.house.caseStudy
const minutesLater = (minutes: number) => {
  tested.time.now = new Date(tested.time.now.getTime() + minutes * 60_000)
}

const cardOf = new Map<string, string>()
/** A patron whom only this test knows. */
async function someone(): Promise<string> {
  const card = String(23_500_000_000_000 + Math.floor(Math.random() * 1e9))
  const id = await plant(tested.it.database, tested.house.ring, { surname: 'Quist', firstName: 'Ida', card })
  cardOf.set(id, card)
  return id
}

const views = async (actor: StaffActor, ...ids: readonly string[]) => {
  for (const id of ids) await tested.house.gate.view({ actor, patron: { id }, basis: 'in-hand' })
}

/** A concern that a patron sent from their page about who viewed their record. @returns its reference */
async function concernOf(
  patron: string,
  days = { from: '2026-11-01', until: '2026-11-24' },
): Promise<string> {
  const self = { role: 'patron', patronId: patron, verified: ['card', 'pin'] } as const
  const { reference } = await tested.house.cases.receive(self, {
    ...{ what: 'received', kind: 'privacy', way: 'own-page', wants: 'Who looked?', drill: false },
    ...{ aboutDirector: false, views: days },
    requester: { kind: 'patron', name: 'Ida Quist', patron },
  })
  return reference
}

async function seen(actor: StaffActor, reference: string): Promise<StudyView> {
  const looked = await study().look(actor, reference)
  if (typeof looked === 'string') throw new Error(looked)
  return looked
}

/** A concern about a record that the clerk viewed, in which the Director has seen the study. */
async function clerkStudied() {
  const patron = await someone()
  await views(people.clerk, patron)
  await signNow(tested)
  const reference = await concernOf(patron)
  await seen(people.director, reference)
  return { patron, reference }
}

/** What the patron’s own page says was done, of any month. */
async function ownPage(patron: string) {
  await signNow(tested)
  const { app, ring, pack } = tested.house
  const self = { role: 'patron', patronId: patron, verified: ['card', 'pin'] } as const
  const parts = { app, ring, now: tested.time.now, timeZone: pack.timeZone }
  return (await accessLogOf(parts, self, { month: undefined, before: undefined })).seen
}

describe('a study of who viewed a record', () => {
  test('shows who, when and where, in that case and for its days alone, and others only as a number', async () => {
    const [patron, other, third] = [await someone(), await someone(), await someone()]
    await views(people.clerk, patron, other, third)
    minutesLater(40)
    await views(people.clerk, await someone())
    await signNow(tested)
    const looked = await seen(people.counsel, await concernOf(patron))
    expect(looked.sessions).toHaveLength(1)
    const [session] = looked.sessions
    expect(session).toMatchObject({ actor: people.clerk.accountId, role: 'desk', others: 2 })
    expect(session?.accesses).toMatchObject([{ kind: 'view', place: 'office', patrons: 1 }])
    expect(JSON.stringify(looked.sessions)).not.toMatch(new RegExp(`${patron}|${other}|${third}`))
    const early = await concernOf(patron, { from: '2026-10-01', until: '2026-10-31' })
    expect((await seen(people.counsel, early)).sessions).toEqual([])
  })

  test('says from when on no one knows, where entries of its days were destroyed by age', async () => {
    const patron = await someone()
    const days = { from: '2021-02-03', until: '2026-11-24' }
    expect((await seen(people.counsel, await concernOf(patron, days))).forgotten).toEqual([])
    tested.house.ring.forgetRegisterMonth('2021-02')
    expect((await seen(people.counsel, await concernOf(patron, days))).forgotten).toEqual(['2021-02'])
    expect((await seen(people.counsel, await concernOf(patron))).forgotten).toEqual([])
  })

  test('has every view of its days, whatever else was done with the record since', async () => {
    const patron = await someone()
    const { director, counsel } = people
    expect(await tested.house.cards.setApart(director, cardOf.get(patron) ?? '', true)).toBe('noted')
    minutesLater(1)
    await views(director, patron)
    const self = { role: 'patron', patronId: patron, verified: ['card', 'pin'] } as const
    for (let nth = 0; nth < 301; nth++) {
      await tested.house.gate.own({ self, records: ['existence'] })
      if (nth % 100 === 0) await signNow(tested)
    }
    await signNow(tested)
    const reference = await concernOf(patron)
    // The Director's own view is still one of their own, and marked as of a card that they had listed.
    expect(await study().look(director, reference)).toBe('own')
    const { sessions } = await seen(counsel, reference)
    const [view] = sessions.flatMap(({ accesses }) => accesses).filter(({ kind }) => kind === 'view')
    expect(view?.flags).toContain('set-apart')
  })

  test('is on record before it shows, and the patron finds it on their page without a name', async () => {
    const patron = await someone()
    const reference = await concernOf(patron)
    await seen(people.director, reference)
    expect(await ownPage(patron)).toMatchObject([{ act: 'study-view', by: 'director' }])
    expect(JSON.stringify(await ownPage(patron))).not.toContain(people.director.accountId)
  })

  test('is no one’s without the case: not a clerk’s, not by another case, not of a case about the Director', async () => {
    const patron = await someone()
    const reference = await concernOf(patron)
    expect(await study().look(people.clerk, reference)).toBe('unknown')
    const { reference: ask } = await tested.house.cases.receive(people.clerk, {
      ...{ what: 'received', kind: 'ask', way: 'counter', wants: 'x', drill: false, aboutDirector: false },
      requester: { kind: 'patron', name: 'x', patron },
    })
    expect(await study().look(people.director, ask)).toBe('unknown')
    await takeAll(tested, reference, [[people.counsel, { what: 'about-director', is: true }]])
    expect(await study().look(people.director, reference)).toBe('unknown')
    expect(await study().look(president, reference)).toMatchObject({ sessions: [] })
  })
})

describe('a Director who wants to hide their own views', () => {
  test('is shown nothing, and the president and counsel have the case; until counsel says that these are not in question', async () => {
    const patron = await someone()
    await views(people.director, patron)
    await signNow(tested)
    const reference = await concernOf(patron)
    expect(await study().look(people.director, reference)).toBe('own')
    expect(await tested.house.cases.look(people.director, reference)).toBeUndefined()
    expect((await seen(president, reference)).sessions).toMatchObject([{ actor: people.director.accountId }])
    await takeAll(tested, reference, [[people.counsel, { what: 'about-director', is: false }]])
    expect((await seen(people.director, reference)).sessions).toHaveLength(1)
  })

  test('does not study them at a second account, also those made with a staff PIN, nor what someone viewed who acted for them', async () => {
    for (const by of [
      people.director,
      // With a PIN the Director is a clerk, and the log has that.
      { ...people.director, role: 'desk', place: 'front-desk' } as const,
      { ...people.director, accountId: randomUUID(), ownRole: 'desk' } as const,
    ]) {
      const patron = await someone()
      await views(by, patron)
      await signNow(tested)
      const second = { ...people.director, accountId: randomUUID() }
      const reference = await concernOf(patron)
      expect(await study().look(second, reference)).toBe('own')
    }
  })

  test('may find the record of the person who complained: a view after the report is not what it is about', async () => {
    const patron = await someone()
    const reference = await concernOf(patron, { from: '2026-11-01', until: '2026-11-30' })
    minutesLater(5)
    await views(people.director, patron)
    await signNow(tested)
    expect((await seen(people.director, reference)).sessions).toMatchObject([
      { actor: people.director.accountId },
    ])
  })

  test('does not shorten the days, name another record, or find before the study is seen', async () => {
    const [patron, other] = [await someone(), await someone()]
    await views(people.director, patron)
    await signNow(tested)
    const reference = await concernOf(patron)
    const { director, counsel } = people
    await tested.house.cases.look(director, reference)
    const shorter = { subject: undefined, from: '2026-11-10', until: '2026-11-12' }
    expect(await study().set(director, reference, shorter)).toEqual({ refused: ['whole-study'] })
    const theirs = { subject: other, from: '2026-11-01', until: '2026-11-24' }
    expect(await study().set(director, reference, theirs)).toEqual({ refused: ['whole-study'] })
    await seen(counsel, reference)
    const found = { finding: 'not-confirmed', words: 'Nothing was found.', remedy: '' } as const
    expect(await study().find(director, reference, found)).toBe('own')
    expect(await study().find(director, reference, found)).toBe('unknown')
  })

  test('cannot decide a concern about views before it was studied', async () => {
    const reference = await concernOf(await someone())
    await tested.house.cases.look(people.counsel, reference)
    await takeAll(tested, reference, [
      [people.counsel, { what: 'counsel-advised', way: 'here', counsel: 'C. Wells', words: 'As I said.' }],
    ])
    const decided = await decide(tested.house.cases, people.director, reference, 'not-heed')
    expect(decided).toEqual({ refused: ['study-found'] })
  })

  test('is told from the reporter’s word: only counsel or the president clears the Director’s own views', async () => {
    const patron = await someone()
    await views(people.director, patron)
    await signNow(tested)
    const { reference } = await tested.house.cases.receive(people.clerk, {
      ...{ what: 'received', kind: 'privacy', way: 'counter', wants: 'x', drill: false },
      ...{ aboutDirector: true, views: { from: '2026-11-01', until: '2026-11-24' } },
      requester: { kind: 'patron', name: 'x', patron },
    })
    await takeAll(tested, reference, [[people.clerk, { what: 'about-director', is: false }]])
    expect(await study().look(people.director, reference)).toBe('own')
  })
})

describe('a staff member who viewed it', () => {
  test('answers in their own words before anything is found; they see their own times, and nothing of the case', async () => {
    const { clerk, director } = people
    const { patron, reference } = await clerkStudied()
    const confirmed = { finding: 'confirmed', words: 'It was viewed without need.', remedy: '' } as const
    expect(await study().find(director, reference, confirmed)).toEqual({ refused: ['answers-first'] })
    expect(await study().ask(director, reference, clerk.accountId)).toHaveProperty('entry')
    expect(await study().find(director, reference, confirmed)).toEqual({ refused: ['answers-first'] })
    const mine = (await study().askedOf(clerk)).filter((one) => one.views.length === 1)
    const asked = mine.at(0)
    expect(asked).toMatchObject({ until: '2026-12-02', views: [{ place: 'office' }] })
    expect(JSON.stringify(asked)).not.toMatch(new RegExp(`${patron}|${reference}`))
    const stranger = { ...clerk, accountId: randomUUID() }
    expect(await study().askedOf(stranger)).toEqual([])
    expect(await study().answer(stranger, asked?.ask ?? '', 'x')).toBe('unknown')
    expect(await study().countAskedOf(stranger)).toBe(0)
    const before = await study().countAskedOf(clerk)
    expect(await study().answer(clerk, asked?.ask ?? '', 'She was here.')).toHaveProperty('entry')
    expect(await study().answer(clerk, asked?.ask ?? '', 'Or not.')).toBe('unknown')
    expect(await study().countAskedOf(clerk)).toBe(before - 1)
    expect(await study().find(director, reference, confirmed)).toHaveProperty('entry')
  })

  test('is the Director: they answer too, in a case that they do not see', async () => {
    const patron = await someone()
    await views(people.director, patron)
    await signNow(tested)
    const reference = await concernOf(patron)
    const { director } = people
    expect(await study().look(director, reference)).toBe('own')
    await seen(president, reference)
    expect(await study().ask(president, reference, director.accountId)).toHaveProperty('entry')
    const [asked] = await study().askedOf(director)
    expect(await study().answer(director, asked?.ask ?? '', 'I checked her books out.')).toHaveProperty(
      'entry',
    )
    expect(await tested.house.cases.look(director, reference)).toBeUndefined()
  })

  test('does not see the case where they act as Director later, and answers all the same', async () => {
    const { clerk, director } = people
    const { reference } = await clerkStudied()
    await study().ask(director, reference, clerk.accountId)
    const acting = { ...clerk, role: 'director', ownRole: 'desk' } as const
    expect(await tested.house.cases.look(acting, reference)).toBeUndefined()
    const another = { ...acting, accountId: randomUUID() }
    expect(await tested.house.cases.look(another, reference)).toBeDefined()
    const { app, ring } = tested.house
    const term = { accountId: clerk.accountId, firstDay: '2026-11-24', lastDay: '2026-11-24', namedBy: null }
    await app.transaction().execute((trx) => addActingTerm(trx, ring, term))
    const listOf = async (name: string) => {
      const visitor = new Visitor(tested.app())
      await visitor.signIn(name)
      await visitor.get('/cases')
      return visitor.text
    }
    expect(await listOf('desk')).toContain('A privacy concern')
    expect(await listOf('desk')).not.toContain(reference)
    expect(await listOf('director')).toContain(reference)
    const asked = (await study().askedOf(acting)).find(({ until }) => until === '2026-12-02')
    expect(await study().answer(acting, asked?.ask ?? '', 'She was here.')).toHaveProperty('entry')
  })

  test('is counted for their start page by a token of that case alone, and no case is opened for it', async () => {
    const cases = await Promise.all(['first', 'second'].map(() => someone()))
    for (const patron of cases) await views(people.clerk, patron)
    await signNow(tested)
    const asks: string[] = []
    for (const patron of cases) {
      const reference = await concernOf(patron)
      await seen(people.director, reference)
      expect(await study().ask(people.director, reference, people.clerk.accountId)).toHaveProperty('entry')
      asks.push(reference)
    }
    const count = () => study().countAskedOf(people.clerk)
    const many = await count()
    await asOwner(tested.it, async (owner) => {
      await owner.query('set row_security = off')
      const { rows } = await owner.query('select asked from case_file where reference = any($1)', [asks])
      const tokens = rows.flatMap(({ asked }: { asked: Buffer[] }) => asked.map((one) => one.toString('hex')))
      expect(new Set(tokens).size).toBe(2)
      // What cannot be opened is counted all the same.
      await owner.query(
        "update case_event set event = 'x' where case_id in (select id from case_file where reference = any($1))",
        [asks],
      )
    })
    expect(many).toBeGreaterThanOrEqual(2)
    expect(await count()).toBe(many)
    expect(await study().askedOf({ ...people.clerk, accountId: randomUUID() })).toEqual([])
  })

  test('is not asked without a view of theirs in the study', async () => {
    const reference = await concernOf(await someone())
    await seen(people.director, reference)
    expect(await study().ask(people.director, reference, people.clerk.accountId)).toBe('unknown')
  })

  test('listed the card as one that they do not open: from then on a view of it is marked, and no earlier one', async () => {
    const { clerk, counsel } = people
    const { parent } = tested
    await views(clerk, parent)
    minutesLater(20)
    expect(await tested.house.cards.setApart(clerk, cards.parent, true)).toBe('noted')
    expect(await tested.house.cards.setApart({ ...clerk, place: 'elsewhere' }, cards.parent, true)).toBe(
      'not-here',
    )
    expect(await tested.house.cards.setApart(clerk, '29999999999999', true)).toBe('not-on-file')
    minutesLater(1)
    await views(clerk, parent)
    minutesLater(1)
    await tested.house.cards.setApart(clerk, cards.parent, false)
    minutesLater(1)
    await views(clerk, parent)
    await signNow(tested)
    const { sessions } = await seen(counsel, await concernOf(parent))
    const marks = sessions
      .flatMap(({ accesses }) => accesses)
      .filter(({ kind }) => kind === 'view')
      .sort((one, other) => (one.at < other.at ? -1 : 1))
      .map(({ flags }) => flags?.includes('set-apart'))
    expect(marks).toEqual([false, true, false])
    expect(JSON.stringify(await ownPage(parent))).toContain('card-set-apart')
  })
})

describe('names', () => {
  test('of other patrons show only once counsel agreed, at the library, and each of them finds it on their page', async () => {
    const [patron, other] = [await someone(), await someone()]
    await views(people.clerk, patron, other)
    await signNow(tested)
    const reference = await concernOf(patron)
    const { director, counsel } = people
    expect(await study().othersNamed(director, reference)).toBe('not-agreed')
    expect(await study().agree(director, reference, undefined)).toEqual({ refused: ['who'] })
    expect(await study().agree(counsel, reference, undefined)).toHaveProperty('entry')
    expect(await study().othersNamed({ ...director, place: 'elsewhere' }, reference)).toBe('not-here')
    expect(await study().othersNamed(director, reference)).toContainEqual({
      surname: 'Quist',
      firstName: 'Ida',
    })
    expect((await ownPage(other)).map(({ act }) => act)).toContain('study-others')
  })

  test('of staff reach the patron only as counsel agreed, and in no text that the Director types', async () => {
    const patron = await someone()
    await views(people.clerk, patron)
    await signNow(tested)
    const reference = await concernOf(patron)
    const { clerk, counsel, director } = people
    const self = { role: 'patron', patronId: patron, verified: ['card', 'pin'] } as const
    await seen(director, reference)
    const found = { finding: 'not-confirmed', remedy: '' } as const
    expect(await study().find(director, reference, { ...found, words: 'It was Test desk.' })).toBe('names')
    expect(
      await study().find(director, reference, { ...found, words: 'It was for a return.' }),
    ).toHaveProperty('entry')
    // Before it is decided, the patron learns nothing.
    expect(await study().findingsFor(self)).toEqual([])
    await takeAll(tested, reference, [
      [counsel, { what: 'counsel-advised', way: 'here', counsel: 'C. Wells', words: 'As I said.' }],
    ])
    expect(await decide(tested.house.cases, director, reference, 'not-heed')).toHaveProperty('entry')
    const told = { finding: 'not-confirmed', words: 'It was for a return.', remedy: '', on: '2026-11-24' }
    expect(await study().findingsFor(self)).toEqual([{ ...told, staff: [] }])
    expect(await study().agree(counsel, reference, clerk.accountId)).toHaveProperty('entry')
    expect(await study().findingsFor(self)).toEqual([{ ...told, staff: ['Test desk'] }])
    const neighbor = { ...self, patronId: await someone() }
    expect(await study().findingsFor(neighbor)).toEqual([])
  })
})
