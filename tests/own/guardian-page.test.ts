import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { accessLogOf } from '../../src/patrons/access-log.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { recorded } from '../accounts/office.ts'
import { signNow } from '../leak/sign-now.ts'
import { boardVotes } from '../support/board-vote.ts'
import { plant, plantGuarantor } from '../support/planted.ts'
import { pin, plantPin } from '../support/planted-pin.ts'
import { startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

let tested: Tested
let made = 0
const asTest = { actor: 'test', place: 'test' }
const clerk = { accountId: randomUUID(), role: 'desk', place: 'front-desk' } as const
const born = '2014-05-06'

beforeAll(async () => {
  tested = await startHouse()
})
beforeEach(() => {
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
})
afterAll(() => tested?.close())

type Child = {
  readonly owes?: false
  readonly liable?: boolean
  readonly born?: string
  readonly name?: string
}

/** A guardian with an account of their own, and the minors for whom they signed. */
async function familyOf(...children: readonly Child[]) {
  const { it, house } = tested
  const number = () => `2800000000${1000 + made++}`
  const card = number()
  const guardian = await plant(it.database, house.ring, { surname: 'Heron', firstName: 'Ada', card })
  await plantPin(house, guardian)
  const minors: string[] = []
  for (const child of children) {
    const owed = {
      loans: [
        { title: 'Heron Overdue', dueOn: '2026-11-01' },
        { title: 'Heron Overdue Too', dueOn: '2026-11-02' },
        { title: 'Heron Due Later', dueOn: '2026-12-24' },
      ],
      holds: ['Heron Reserved'],
      charges: [{ kind: 'damaged', cents: 450, title: 'Heron Torn' }],
    } as const
    const who = { surname: 'Heron', firstName: child.name ?? 'Bea', card: number(), born: child.born ?? born }
    const id = await plant(it.database, house.ring, {
      ...{ ...who, guarantor: { id: guardian, liable: child.liable ?? true } },
      ...(child.owes ?? owed),
    } as Parameters<typeof plant>[2])
    minors.push(id)
  }
  return { guardian, card, minors }
}

async function signedIn(card: string): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  await visitor.get('/me/sign-in')
  await visitor.post('/me/sign-in', { card, pin })
  return visitor
}

const linksIn = ({ html }: Visitor) => [
  ...new Set([...html.matchAll(/name="minor" value="([^"]*)"/g)].map(([, link = '']) => link)),
]
const titlesIn = ({ html }: Visitor) =>
  [...html.matchAll(/Heron (?:Overdue Too|Overdue|Due Later|Reserved|Torn)/g)].map(([title]) => title)

async function seenBy(patronId: string) {
  await signNow(tested)
  const { house, time } = tested
  const { app, ring, pack } = house
  const self = { role: 'patron', patronId, verified: ['card', 'pin'] } as const
  const asked = { month: undefined, before: undefined }
  const page = await accessLogOf({ app, ring, now: time.now, timeZone: pack.timeZone }, self, asked)
  return page.seen
}

test('a guardian reads that their name was shown with a minor’s record, and not that a card, which would be the minor’s, was scanned', async () => {
  const { guardian, card, minors } = await familyOf({ owes: false })
  const [minor = ''] = minors
  const desk = new Visitor(tested.app())
  desk.cookies.set('carrel-computer', await tested.computerAt('office'))
  await desk.signIn('desk')
  await desk.get('/counter')
  await desk.post('/counter/card', { card: `2800000000${1000 + made - 1}` })
  await desk.post('/counter/guardians', { id: minor })
  expect((await seenBy(minor)).map(({ basis }) => basis)).toEqual(['card', 'card'])
  const seen = await seenBy(guardian)
  expect(seen).toMatchObject([{ by: 'desk', channel: 'screen' }])
  expect(seen[0]).not.toHaveProperty('basis')
  const own = await signedIn(card)
  await own.get('/me/seen')
  // Nor when it was: that is when the minor was there.
  expect(own.text).toContain('A clerk · On a screen')
  expect(own.text).not.toContain('Your card was scanned')
})

test('a minor reads who is on file for them, and nothing else of those; the guardians never read of the visit', async () => {
  const { it, house } = tested
  const person = (firstName: string, more = {}) =>
    plant(it.database, house.ring, {
      ...{ surname: 'Heron', firstName, card: `2800000000${1000 + made++}`, address: ['77 Plum Lane'] },
      ...{ phone: '402-555-0177', emails: ['plum@example.org'], ...more },
    })
  const signer = await person('Ada')
  const others = {
    other: await person('Eve'),
    // Letters go elsewhere, or only some numbers may be used: another guardian may know the minor's PIN.
    hidden: await person('Gwen', { reach: { mailTo: ['PO Box 9', 'Minden NE 68959'] } }),
    limited: await person('Hope', { reach: { only: ['402-555-0177'] } }),
    ended: await person('Ines'),
  }
  const [minors, cards]: [string[], string[]] = [[], []]
  for (const [firstName, bornOn] of [
    ['Bea', born],
    ['Cal', '2000-05-06'],
    ['Dee', born],
  ] as const) {
    const card = `2800000000${1000 + made++}`
    const guarantor = firstName === 'Dee' ? { id: others.hidden, liable: true } : { id: signer, liable: true }
    const minor = await person(firstName, {
      card,
      born: bornOn,
      guarantor,
      address: [],
      phone: '',
      emails: [],
    })
    await plantPin(house, minor)
    minors.push(minor)
    cards.push(card)
  }
  const [minor = ''] = minors
  await inContext(it.database.app, asTest, async (trx) => {
    for (const [name, guarantor_id] of Object.entries(others))
      await plantGuarantor(trx, house.ring, { guarantee_id: minor, guarantor_id, liable: name === 'hidden' })
    await trx.updateTable('guarantor').set({ ended: true }).where('guarantor_id', '=', others.ended).execute()
  })
  const read = async (card: string) => {
    const visitor = await signedIn(card)
    const texts: string[] = []
    for (const path of ['/me', '/me/data', '/me/data/page']) {
      await visitor.get(path)
      texts.push(visitor.html)
    }
    return texts
  }
  const [bea = '', cal = '', dee = ''] = cards
  const before = await read(bea)
  for (const text of before) {
    for (const name of ['Ada Heron', 'Eve Heron']) expect(text).toContain(name)
    expect(text).not.toMatch(/Gwen|Hope|Ines|Plum|555\W?0177|example\.org|PO Box/)
  }
  // An adult reads of no one, also where someone is still on file; and where all are left out it says so of everyone alike.
  for (const text of await read(cal)) expect(text).not.toMatch(/Ada|arents or guardians/)
  for (const text of await read(dee)) expect(text).not.toContain('Gwen')
  // Not even that one is on file: each child reads where an addition is listed, without a name.
  expect((await read(dee))[0]).toContain('If someone was added, the page Who viewed')
  // A name that goes while a guardian is not to be told would tell the guardian of that.
  expect(await house.shields.set(clerk, minor)).toBe('set')
  await plantPin(house, minor)
  for (const text of await read(bea)) expect(text).toContain('Ada Heron')
  const entries = (await recorded(it, house.ring)).filter(({ kind }) => kind === 'own-view')
  expect(entries.filter(({ subjects = [] }) => subjects.includes(minor)).length).toBeGreaterThan(5)
  expect(entries.filter(({ subjects = [] }) => subjects.includes(signer))).toEqual([])
  expect((await seenBy(signer)).filter(({ by }) => by === 'patron')).toEqual([])
})

test('before the Board voted there is no such page, no link to it, and nothing on record', async () => {
  const { card, minors } = await familyOf({})
  const visitor = await signedIn(card)
  await visitor.get('/me')
  expect(visitor.html).not.toContain('/me/minors')
  expect(await visitor.get('/me/minors')).toMatchObject({ status: 303 })
  const sent = { minor: randomUUID(), of: 'overdue', nth: '0' }
  await visitor.get('/me')
  expect(await visitor.post('/me/minors', sent)).toMatchObject({ status: 303 })
  const kinds = (await recorded(tested.it, tested.house.ring)).filter(({ subjects = [] }) =>
    minors.some((id) => subjects.includes(id)),
  )
  expect(kinds).toEqual([])
})

test('once the Board voted, the guardian who signed sees what is owed, and one title a press, which the minor sees', async () => {
  await boardVotes(tested.house)
  const { card, guardian, minors } = await familyOf({})
  const [minor = ''] = minors
  const visitor = await signedIn(card)
  await visitor.get('/me')
  expect(visitor.html).toContain('/me/minors')
  await visitor.get('/me/minors')
  expect(visitor.text).toContain('Bea')
  expect(visitor.text).toContain('Something is overdue.')
  expect(visitor.text).toContain('$4.50')
  expect(titlesIn(visitor)).toEqual([])
  const [link = ''] = linksIn(visitor)
  await visitor.post('/me/minors', { minor: link, of: 'overdue', nth: '0' })
  expect(titlesIn(visitor)).toEqual(['Heron Overdue'])
  await visitor.post('/me/minors', { minor: link, of: 'overdue', nth: '1' })
  expect(titlesIn(visitor)).toEqual(['Heron Overdue Too'])
  await visitor.post('/me/minors', { minor: link, of: 'charges', nth: '0' })
  expect(titlesIn(visitor)).toEqual(['Heron Torn'])
  // Past the last one is the page again, and what is not owed never shows.
  await visitor.post('/me/minors', { minor: link, of: 'overdue', nth: '2' })
  expect(titlesIn(visitor)).toEqual([])
  const views = (await recorded(tested.it, tested.house.ring)).filter(({ kind }) => kind === 'guardian-view')
  expect(views.map(({ subjects }) => subjects)).toEqual(views.map(() => [minor, guardian]))
  const seen = await seenBy(minor)
  expect(seen.filter(({ by }) => by === 'guardian').length).toBeGreaterThanOrEqual(4)
  expect(seen.filter(({ records }) => records.includes('overdue.titles'))).toHaveLength(3)
  // Of who they are, only the first name is opened.
  expect(seen.flatMap(({ records }) => records)).not.toContain('identity')
  expect((await seenBy(guardian)).filter(({ by }) => by === 'guardian')).toEqual([])
})

test('on the day they were added and the next the guardian sees no title, and then does', async () => {
  await boardVotes(tested.house)
  const { card, minors } = await familyOf({ liable: false })
  const guardian = { card }
  const [patronId = ''] = minors
  await inContext(tested.house.app, asTest, (trx) =>
    trx.deleteFrom('guarantor').where('guarantee_id', '=', patronId).execute(),
  )
  const added = { patronId, guardian, liable: true, checked: ['photo-id'] } as const
  expect(await tested.house.guardians.add(clerk, added)).toBe('added')
  const sees = async () => {
    const visitor = await signedIn(card)
    await visitor.get('/me/minors')
    expect(visitor.text).toContain('Something is overdue.')
    const [minor = ''] = linksIn(visitor)
    await visitor.post('/me/minors', { minor, of: 'overdue', nth: '0' })
    return titlesIn(visitor)
  }
  const { today } = tested.time
  expect(await sees()).toEqual([])
  tested.time.today = '2026-11-25'
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
  expect(await sees()).toEqual([])
  tested.time.today = '2026-11-26'
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
  expect(await sees()).toEqual(['Heron Overdue'])
  tested.time.today = today
})

test('the page is the same where nothing is owed, for a minor not to be told, of age, nearly of age, or not signed for', async () => {
  const { it, house } = tested
  const families = [
    await familyOf({ owes: false }),
    await familyOf({}),
    await familyOf({ born: '2000-05-06' }),
    await familyOf({ born: '2008-05-06' }),
    await familyOf({ liable: false }),
    await familyOf(),
  ]
  expect(await house.shields.set(clerk, families[1]?.minors[0] ?? '')).toBe('set')
  // Two guardians: the one who did not sign is not told through the other's row.
  const other = await familyOf({})
  await inContext(it.database.app, asTest, (trx) =>
    plantGuarantor(trx, house.ring, {
      ...{ guarantee_id: other.minors[0] ?? '', guarantor_id: families[5]?.guardian ?? '', liable: false },
    }),
  )
  const pages = new Set<string>()
  const heads = new Set<string>()
  for (const { card } of families) {
    tested.time.now = new Date(tested.time.now.getTime() + 60_000)
    const visitor = await signedIn(card)
    const { status } = await visitor.get('/me/minors')
    heads.add(String(status))
    pages.add(visitor.html.replace(/name="word" value="[^"]*"/g, ''))
    expect(visitor.text).toContain('This page shows nothing now.')
    expect(visitor.text).not.toMatch(/Bea|4\.50/)
  }
  expect([...heads]).toEqual(['200'])
  expect(pages.size).toBe(1)
  // The minor reads that they looked, and that nothing showed.
  const shielded = families[1]?.minors[0] ?? ''
  expect((await seenBy(shielded)).filter(({ by }) => by === 'guardian')).toMatchObject([{ records: [] }])
  expect((await seenBy(families[5]?.guardian ?? '')).filter(({ by }) => by === 'guardian')).toEqual([])
})

test('another guardian\u2019s row, and a row of no one, open nothing, and no guardian reads of another', async () => {
  const one = await familyOf({ name: 'Bea' })
  const other = await familyOf({ name: 'Cal' })
  await inContext(tested.it.database.app, asTest, (trx) =>
    plantGuarantor(trx, tested.house.ring, {
      ...{ guarantee_id: one.minors[0] ?? '', guarantor_id: other.guardian, liable: true },
    }),
  )
  const first = await signedIn(one.card)
  await first.get('/me/minors')
  const second = await signedIn(other.card)
  await second.get('/me/minors')
  for (const name of ['Bea', 'Cal']) expect(second.text).toContain(name)
  expect(first.text).not.toContain('Cal')
  expect(`${first.html}${second.html}`).not.toMatch(/Sod House|402-555|28000000001\d{3}[^"]*Heron/)
  const theirs = linksIn(second).filter((link) => !linksIn(first).includes(link))
  for (const minor of [...theirs, randomUUID()]) {
    await first.post('/me/minors', { minor, of: 'overdue', nth: '0' })
    expect(titlesIn(first)).toEqual([])
  }
})

test('a guardian who is taken off, or stops, sees nothing from that moment on', async () => {
  const { card, guardian } = await familyOf({})
  const visitor = await signedIn(card)
  await visitor.get('/me/minors')
  const [minor = ''] = linksIn(visitor)
  // A row that SQL changed past the program counts for nothing either.
  await inContext(tested.house.app, asTest, (trx) =>
    trx.updateTable('guarantor').set({ ended: true }).where('guarantor_id', '=', guardian).execute(),
  )
  await visitor.get('/me/minors')
  expect(visitor.text).toContain('This page shows nothing now.')
  await visitor.post('/me/minors', { minor, of: 'overdue', nth: '0' })
  expect(titlesIn(visitor)).toEqual([])
})
