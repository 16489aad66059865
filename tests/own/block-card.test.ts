import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sealedPatronNames } from '../../src/gate/patron-store.ts'
import { signInWithPin } from '../../src/patrons/sign-in.ts'
import { sealField } from '../../src/platform/crypto/field.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { newToken, tokenHash } from '../../src/platform/http/cookies.ts'
import { recorded } from '../accounts/office.ts'
import { hashAtRealCost } from '../hashing-cost.ts'
import { plant } from '../support/planted.ts'
import { pin, plantPin } from '../support/planted-pin.ts'
import { startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'
import { Statements } from '../worlds/statements.ts'

hashAtRealCost()

let tested: Tested
let sent: Statements
let made = 0

beforeAll(async () => {
  sent = new Statements()
  tested = await startHouse()
})
beforeEach(() => {
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
})
afterAll(async () => {
  sent?.stop()
  await tested?.close()
})

const clerk = { accountId: 'clerk-1', role: 'desk', place: 'front-desk' } as const
const known = { born: '1980-05-06', phone: '0177' }
const asTest = { actor: 'test', place: 'test' }

/** Someone on file, whom the page finds by card or by name. */
async function somebody() {
  const card = `2700000000${1000 + made}`
  const firstName = `Ida${String.fromCharCode(97 + made++)}`
  const id = await plant(tested.it.database, tested.house.ring, {
    ...{ surname: 'Wren', firstName, card, born: known.born, phone: '308-555-0177' },
  })
  await tested.names.build(tested.house.ring, sealedPatronNames(tested.it.database.app))
  return { id, card, name: `${firstName} Wren` }
}

/** The public page, as someone uses it who is not signed in. */
async function ask(whose: string, more: Partial<typeof known> = {}) {
  const visitor = new Visitor(tested.app())
  await visitor.get('/me/block')
  const began = performance.now()
  const { status } = await visitor.post('/me/block', { whose, ...known, ...more })
  return { html: visitor.html, heading: visitor.heading, status, took: performance.now() - began }
}

const stateOf = async (patronId: string) => {
  const rows = await inContext(tested.house.app, asTest, (trx) =>
    trx.selectFrom('card').select('state').where('patron_id', '=', patronId).execute(),
  )
  return rows.map(({ state }) => state).join(' ')
}
const outcomes = async (patronId?: string) =>
  (await recorded(tested.it, tested.house.ring))
    .filter(({ kind, subjects = [] }) =>
      patronId === undefined
        ? kind === 'card-block-asked' && subjects.length === 0
        : kind === 'card-block-asked' && subjects.includes(patronId),
    )
    .map(({ outcome }) => outcome)

/** A new day, on which a name may be tried again. */
const nextDay = () => {
  tested.time.now = new Date(tested.time.now.getTime() + 25 * 3600_000)
}

describe('a card is blocked on the public page', () => {
  test.each([
    ['by its number, however it is typed', ({ card }) => ` ${card.slice(0, 4)}-${card.slice(4)}`],
    ['by first and last name', ({ name }) => name.toUpperCase()],
    ['by last and first name', ({ name }) => name.split(' ').reverse().join(', ')],
  ] as const satisfies readonly (readonly [string, (one: { card: string; name: string }) => string])[])(
    '%s, and the log says so and of whom',
    async (_, whose) => {
      const one = await somebody()
      await ask(whose(one))
      expect(await stateOf(one.id)).toBe('blocked')
      expect(await outcomes(one.id)).toEqual(['blocked-online'])
    },
  )

  test.each([
    ['another birth date', { born: '1980-05-07' }],
    ['another phone number', { phone: '0178' }],
  ])('not with %s', async (_, wrong) => {
    const one = await somebody()
    for (const whose of [one.card, one.name]) await ask(whose, wrong)
    expect(await stateOf(one.id)).toBe('active')
    expect(await outcomes(one.id)).toEqual([])
  })

  test('and then opens no page of its owner, nor stays one open', async () => {
    const one = await somebody()
    await plantPin(tested.house, one.id)
    const tablet = new Visitor(tested.app())
    await tablet.get('/me/sign-in')
    await tablet.post('/me/sign-in', { card: one.card, pin })
    expect((await tablet.get('/me')).status).toBe(200)
    await ask(one.card)
    expect((await tablet.get('/me')).headers.get('location')).toMatch(/sign-in/)
    const again = { card: one.card, pin, tokenHash: tokenHash(newToken()), known: null }
    expect(await signInWithPin(tested.house, again)).toBe(null)
  })
})

test('the page, its statements and its time are the same for a match, a miss, a second time and too many', async () => {
  const one = await somebody()
  await ask('Warming Up')
  const said: { html: string; status: number; halves: number; sql: readonly string[] }[] = []
  const look = async (whose: string, more: Partial<typeof known> = {}) => {
    sent.take()
    const { html, status, took } = await ask(whose, more)
    const sql = sent.take().map(({ text, values }) => `${values} ${text}`)
    // The word of a form is another one in each page.
    said.push({
      html: html.replace(/name="word" value="[^"]+"/g, ''),
      status,
      halves: Math.floor(took / 500),
      sql,
    })
  }
  await look(one.name, { phone: '0178' })
  await look(one.card)
  await look(one.name)
  await look('Nobody Atall')
  for (let more = 0; more < 4; more++) await ask('Nobody Atall')
  await look('Nobody Atall')
  const [first, ...others] = said
  expect(first?.html).toContain('We got your request')
  expect(first?.halves).toBeGreaterThan(0)
  for (const other of others) expect(other).toEqual(first)
  expect(await stateOf(one.id)).toBe('blocked')
  expect([...new Set(await outcomes())].sort()).toEqual(['no-match', 'too-many-blocks'])
})

test('an initial in place of a second name, or none, is no new name to try', async () => {
  const { id } = await somebody()
  const { ring, app } = tested.house
  const name = { surname: 'Wren', firstName: 'Quinta', otherNames: 'Marie' }
  await inContext(app, asTest, (trx) =>
    trx
      .updateTable('patron')
      .set({ name: sealField(ring, 'patron.name', id, name) })
      .where('id', '=', id)
      .execute(),
  )
  await tested.names.build(ring, sealedPatronNames(tested.it.database.app))
  for (let tried = 0; tried < 5; tried++) await ask('Quinta Marie Wren', { phone: '0001' })
  for (const whose of ['Quinta M. Wren', 'Quinta Wren', 'Wren, Quinta M']) await ask(whose)
  expect(await stateOf(id)).toBe('active')
  nextDay()
  await ask('Wren, Quinta M')
  expect(await stateOf(id)).toBe('blocked')
})

test('after five tries at one name in a day nothing is compared, in whatever order and spelling', async () => {
  const one = await somebody()
  const [first = '', last = ''] = one.name.split(' ')
  for (const whose of [one.name, `${last}, ${first}`, one.name.toLowerCase(), `${last} ${first}`, one.name]) {
    await ask(whose, { phone: '0001' })
  }
  await ask(one.name)
  expect(await stateOf(one.id)).toBe('active')
  nextDay()
  await ask(one.name)
  expect(await stateOf(one.id)).toBe('blocked')
})

test('its owner is never stopped: a clerk unblocks it with photo ID, and the second time it is by phone only', async () => {
  const { house } = tested
  const one = await somebody()
  for (const last of ['unblocked', 'unblocked-last'] as const) {
    await ask(one.card)
    expect(await stateOf(one.id)).toBe('blocked')
    const card = (await house.gate.view({ actor: clerk, patron: { id: one.id }, basis: 'in-hand' })).told[0]
      ?.opened.identity?.cards[0]
    expect(card).toMatchObject({ number: one.card, lost: true, blocked: 'here' })
    // Whoever has the card itself cannot undo it, also once it was reported lost at the desk.
    const found = { patronId: one.id, cardId: card?.id ?? '', number: one.card }
    expect(await house.cards.found(clerk, found)).toBe('blocked-online')
    expect(await house.cards.reportNumber(clerk, one.card)).toBe('blocked')
    expect(await house.cards.found(clerk, found)).toBe('blocked-online')
    expect(await house.blocks.unblock({ ...clerk, role: 'volunteer' }, one.id)).toBe('not-here')
    expect(await house.blocks.unblock(clerk, one.id)).toBe(last)
    expect(await stateOf(one.id)).toBe('active')
  }
  await ask(one.card)
  expect(await stateOf(one.id)).toBe('active')
  expect(await outcomes(one.id)).toEqual(
    expect.arrayContaining(['blocked-online', 'blocked-online', 'only-by-phone']),
  )
  // By phone it is reported lost as ever.
  expect(await house.cards.reportNumber(clerk, one.card)).toBe('blocked')
  tested.time.today = '2027-02-23'
  try {
    await house.blocks.unblock(clerk, one.id)
    expect(await house.cards.found(clerk, { ...(await cardOf(one.id)), number: one.card })).toBe('found')
    nextDay()
    await ask(one.card)
    expect(await stateOf(one.id)).toBe('blocked')
  } finally {
    tested.time.today = '2026-11-24'
  }
})

test('undoing the block of a newer card leaves the stolen one blocked: one card at a time, by its number', async () => {
  const { house } = tested
  const one = await somebody()
  await ask(one.card)
  const stolen = await cardOf(one.id)
  expect(
    await house.cards.give(clerk, { patronId: one.id, number: `NEWER${made}00`, checked: 'photo-id' }),
  ).toBe('given')
  await ask(one.name)
  expect(await stateOf(one.id)).toBe('blocked blocked')
  expect(await house.blocks.unblock(clerk, one.id)).toBe('not-blocked')
  const desk = new Visitor(tested.app())
  desk.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
  await desk.signIn('desk')
  await desk.post('/counter/customer', { id: one.id, basis: 'in-hand' })
  expect(desk.text).toContain('Unblock only the card that they have in hand.')
  const newer =
    /action="\/counter\/card-unblock"(?:(?!<\/form>).)*name="card" value="([^"]+)"(?:(?!<\/form>).)*Unblock NEWER/s.exec(
      desk.html,
    )?.[1]
  await desk.post('/counter/card-unblock', { id: one.id, card: newer ?? '', checked: 'photo-id' })
  expect(desk.text).toContain('The card is unblocked')
  const states = await inContext(tested.house.app, asTest, (trx) =>
    trx.selectFrom('card').select(['id', 'state']).where('patron_id', '=', one.id).execute(),
  )
  expect(new Map(states.map(({ id, state }) => [id, state]))).toEqual(
    new Map([
      [stolen.cardId, 'blocked'],
      [newer, 'active'],
    ]),
  )
})

test('a new card in place of a blocked one counts like undoing the block: the third block is by phone only', async () => {
  const { house } = tested
  const one = await somebody()
  for (let nth = 0; nth < 2; nth++) {
    await ask(one.name)
    const to = { patronId: one.id, number: `INPLACE${made}${nth}`, checked: 'photo-id' } as const
    expect(await house.cards.give(clerk, to)).toBe('given')
  }
  await ask(one.name)
  expect((await stateOf(one.id)).split(' ').sort()).toEqual(['active', 'blocked', 'blocked'])
  expect(await outcomes(one.id)).toEqual(expect.arrayContaining(['blocked-online', 'only-by-phone']))
  // Each day counts for 90 days, as that of an undone block does.
  tested.time.today = '2027-02-23'
  try {
    await ask(one.name)
    expect(await stateOf(one.id)).toBe('blocked blocked blocked')
  } finally {
    tested.time.today = '2026-11-24'
  }
})

const cardOf = async (patronId: string) => {
  const rows = await inContext(tested.house.app, asTest, (trx) =>
    trx.selectFrom('card').select('id').where('patron_id', '=', patronId).execute(),
  )
  return { patronId, cardId: rows[0]?.id ?? '' }
}

test('a new card for someone whose card was blocked takes photo ID, and the blocked one stays blocked to anyone who finds it', async () => {
  const one = await somebody()
  await ask(one.card)
  const { house } = tested
  const card = await cardOf(one.id)
  const to = { patronId: one.id, number: `NEWCARD${made}` }
  for (const checked of ['known-to-staff', 'code-on-file'] as const)
    expect(await house.cards.give(clerk, { ...to, checked })).toBe('blocked-online')
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
  await visitor.signIn('desk')
  await visitor.post('/counter/customer', { id: one.id, basis: 'in-hand' })
  await visitor.post('/counter/card-new', { id: one.id })
  expect(visitor.text).toContain('only photo ID is accepted')
  expect(visitor.text).not.toContain('I know them personally')
  await visitor.post('/counter/card-new', { ...{ id: one.id, checked: 'known-to-staff' }, number: to.number })
  expect(visitor.text).toContain('A new one needs photo ID')
  expect(await stateOf(one.id)).toBe('blocked')
  expect(await house.cards.give(clerk, { ...to, checked: 'photo-id' })).toBe('given')
  expect((await stateOf(one.id)).split(' ').sort()).toEqual(['active', 'blocked'])
  expect(await house.cards.found(clerk, { ...card, number: one.card })).toBe('blocked-online')
  expect((await stateOf(one.id)).split(' ').sort()).toEqual(['active', 'blocked'])
  expect(await house.blocks.unblock(clerk, one.id)).toBe('not-blocked')
  await visitor.post('/counter/customer', { id: one.id, basis: 'in-hand' })
  expect(visitor.text).toContain(`Blocked online: ${one.card}`)
  expect(visitor.html).not.toContain('/counter/card-unblock')
})

test.each(['/counter/card', '/lend/card', '/find', '/pick-up'])(
  'a blocked card that is scanned shows the words to say and no record (%s)',
  async (path) => {
    const one = await somebody()
    await ask(one.card)
    for (const role of ['desk', 'volunteer'] as const) {
      if (path === '/find' && role === 'volunteer') continue
      const visitor = new Visitor(tested.app())
      visitor.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
      await visitor.signIn(role)
      await visitor.post(path, path === '/find' ? { find: one.card } : { card: one.card })
      expect(visitor.heading).toBe('This card cannot be used')
      expect(visitor.text).toContain('Do you have a photo ID with you?')
      expect(visitor.html).not.toMatch(/Wren|Ida|\b0177/)
      expect(visitor.text.includes('its owner blocked it')).toBe(role === 'desk')
    }
    const kinds = (await recorded(tested.it, tested.house.ring)).filter(({ subjects }) =>
      subjects?.includes(one.id),
    )
    expect(kinds.map(({ kind }) => kind)).toContain('lost-card-scanned')
    expect(kinds.map(({ kind }) => kind)).not.toContain('view')
  },
)

test('where another system lends, the page says that staff will block it, and they have a list until they did', async () => {
  const one = await somebody()
  await tested.it.database.worker
    .insertInto('import_nightly')
    .values({ folder: '/exports', since: tested.time.now, lends_elsewhere: true })
    .execute()
  expect((await ask(one.card)).html).toContain('Staff will block it when we open.')
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
  await visitor.signIn('desk')
  await visitor.get('/')
  expect(visitor.text).toContain('blocked online.')
  await visitor.get('/counter/blocked')
  expect(visitor.html).toContain(one.id)
  expect(visitor.html).not.toContain('Wren')
  await visitor.post('/counter/customer', { id: one.id, basis: 'in-hand' })
  expect(visitor.text).toContain(`Blocked online: ${one.card}`)
  await visitor.post('/counter/card-unblock', { id: one.id, there: 'yes' })
  expect(visitor.heading).toBe('Noted')
  await visitor.get('/counter/blocked')
  expect(visitor.html).not.toContain(one.id)
})

test('the policy’s advice meets a customer at sign-in, with a PIN, at renewal, and on the pages of loss and privacy', async () => {
  const advice = tested.house.pack.manifest.advice ?? []
  expect(advice.length).toBe(5)
  const visitor = new Visitor(tested.app())
  const seen = new Set<string>()
  for (const today of ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28']) {
    tested.time.today = today
    await visitor.get('/me/sign-in')
    const here = advice.filter((one) => visitor.text.includes(one))
    expect(here.length).toBe(1)
    for (const one of here) seen.add(one)
  }
  tested.time.today = '2026-11-24'
  expect([...seen].sort()).toEqual([...advice].sort())
  const hasAll = () => advice.every((one) => visitor.text.includes(one))
  await visitor.get('/privacy')
  expect(hasAll()).toBe(true)
  await visitor.get('/me/block')
  await visitor.post('/me/block', { whose: 'Nobody Else', ...known })
  expect(hasAll()).toBe(true)
})
