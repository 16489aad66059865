import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lettersToPrint } from '../../src/contact/letters.ts'
import { onceTokens, sealNotice } from '../../src/contact/notice-sealing.ts'
import { planNotice } from '../../src/contact/notice-store.ts'
import { Gate } from '../../src/gate/gate.ts'
import { wholeRecord } from '../../src/gate/index.ts'
import { NameIndex } from '../../src/gate/patron-name.ts'
import { LinkKeys } from '../../src/platform/crypto/link-keys.ts'
import { inContext } from '../../src/platform/db/context.ts'
import type { Ask } from '../../src/policy/ask.ts'
import { loadPack } from '../../src/policy/pack.ts'
import { recorded } from '../accounts/office.ts'
import { jensenInEnglish } from '../policy/jensen-pack.ts'
import { planCall } from '../support/planned-call.ts'
import { plant } from '../support/planted.ts'
import { pin, plantPin } from '../support/planted-pin.ts'
import { startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'
import { Statements } from '../worlds/statements.ts'

const sent = new Statements()
let tested: Tested
let made = 0

beforeAll(async () => {
  tested = await startHouse()
})
afterAll(async () => {
  sent.stop()
  await tested?.close()
})

const asTest = { actor: 'test', place: 'test' }
const clerk = { accountId: 'clerk-1', role: 'desk', place: 'office' } as const
const director = { ...clerk, accountId: 'director-1', role: 'director' } as const
const order = { court: 'County Court of Kearney County', number: 'JV 26-11', until: '2027-06-30' }

/** A minor of the house's parent, who signed. */
async function minor(more: object = {}) {
  const card = `2800000000${1000 + made}`
  const id = await plant(tested.it.database, tested.house.ring, {
    ...{ surname: 'Canary', firstName: `Kid${made++}`, card, born: '2012-03-04' },
    ...{
      loans: [{ title: 'Canary Overdue', dueOn: '2026-01-01' }],
      guarantor: { id: tested.parent, liable: true },
    },
    ...more,
  })
  cards.set(id, card)
  return id
}
const cards = new Map<string, string>()
const on = (day: string) => {
  tested.time.today = day
}

const ask = (records: Ask['records']): Ask => ({
  on: tested.time.today,
  recipient: { kind: 'guardian', relation: 'parent', liable: true, verified: ['guardian-on-file'] },
  subject: { married: false, emancipated: false, liabilities: [] },
  records,
  ...{ channel: 'in-person', place: 'front-desk', done: [], emergencyClaimed: false },
})
const settle = ['overdue', 'overdue.titles', 'lost', 'charges'] as const
const answered = (id: string) =>
  tested.house.gate.answer({ actor: clerk, ask: ask([...settle]), about: { id }, guardian: 'Una Canary' })

const letterParts = () => {
  const { app, ring, pack, clock, gate } = tested.house
  const say = { day: (_: string, day: string) => day, dollars: (_: string, cents: number) => `${cents}` }
  return { app, ring, pack, clock, gate, say }
}

/** A notice by letter to each. */
async function planLetters(...patrons: readonly string[]) {
  const keys = new LinkKeys(tested.house.ring)
  await inContext(tested.it.database.worker, asTest, async (trx) => {
    for (const patron of patrons) {
      const notice = { patron, kind: 'overdue', step: 1 } as const
      const row = { ...sealNotice(keys, notice), channel: 'letter', planned_on: '2026-11-24' } as const
      await planNotice(trx, { ...row, message_id: randomUUID() }, onceTokens(keys, notice))
    }
  })
}

/** What was asked of the database since the last time: as much, in the same order, is done for both, so that no time tells. */
const statements = () => sent.take().map(({ user, text, values }) => `${user}: ${values} ${text}`)

/** Everything but what names the one minor or the one entry. */
const withoutIds = (text: string, id: string) =>
  text
    .replaceAll(id, 'the minor')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'an id')
    .replaceAll(/(class="carrel-reference">|name="word" value=")[^<"]*/g, '$1')
    .replaceAll(/2800000000\d{4}/g, 'a card')

/** Each world: a minor, and one of whom a guardian must hear exactly the same. */
const alike = {
  'a shielded minor who owes': async () => {
    const [id, other] = [await minor({ firstName: 'Kid' }), await minor({ firstName: 'Kid', loans: [] })]
    await tested.house.shields.set(clerk, id)
    return [id, other] as const
  },
  'one of the age where counsel is asked who owes': async () => {
    const born = { firstName: 'Kid', born: '2008-06-01' }
    return [await minor(born), await minor({ ...born, loans: [] })] as const
  },
} as const

test('also where a pack lets guardians hear that the customer has an account, a shield looks like nothing owed', async () => {
  const rule =
    '@id("guardian-hears-existence")\n@clause("Reg 3")\n@reason("Planted.")\n@say("Yes.")\n' +
    'permit (principal == Recipient::"guardian", action == Action::"tell", resource == Record::"existence")\n' +
    'when { context.channel == Channel::"in-person" && context.verified.contains(Check::"guardian-on-file") };\n'
  const { app, ring, clock } = tested.house
  const pack = loadPack(new Map([...jensenInEnglish, ['rules/planted.cedar', rule]]))
  const gate = new Gate({ app, ring, clock, pack, names: new NameIndex() })
  const heard = []
  for (const id of await alike['a shielded minor who owes']()) {
    const request = { ...ask(['existence', ...settle]), on: '2026-11-24' }
    const disclosed = await gate.answer({ actor: clerk, ask: request, about: { id }, guardian: 'Una Canary' })
    expect(disclosed.answer.may).toEqual(['existence'])
    heard.push([disclosed.none, disclosed.ofTheRest])
  }
  expect(heard[0]).toEqual(heard[1])
})

test('a reserve’s call is made for a shielded minor as for one whose overdue item is back', async () => {
  const headings = []
  for (const loans of [[{ title: 'Canary Overdue', dueOn: '2026-01-01' }], []]) {
    await inContext(tested.it.database.worker, asTest, (trx) => trx.deleteFrom('notice').execute())
    const id = await minor({ firstName: 'Kid', waiting: ['Canary Hold'], loans })
    if (loans.length > 0) await tested.house.shields.set(clerk, id)
    for (const kind of ['overdue', 'hold'] as const)
      await planCall(tested.it.database, tested.house.ring, { patron: id, kind, on: '2026-11-24' })
    const visitor = await at('desk', 'office')
    await visitor.get('/calls')
    await visitor.post('/calls/next')
    headings.push(visitor.heading)
  }
  expect(headings).toEqual(['Call Kid Canary', 'Call Kid Canary'])
})

describe.each(Object.entries(alike))('%s, and one who owes nothing, look the same', (what, made) => {
  test('in what the gate answers a guardian who signed, and in its log', async () => {
    const pair = await made()
    const answers = []
    const asked = []
    for (const id of pair) {
      sent.take()
      const disclosed = await answered(id)
      const letter = await tested.house.gate.answer({
        ...{ actor: clerk, about: { id }, guardian: 'Una Canary' },
        ask: { ...ask([...settle]), channel: 'letter' },
      })
      asked.push(statements())
      answers.push([disclosed, letter].map((one) => ({ ...one, reference: '', shielded: false })))
    }
    expect(answers[0]).toEqual(answers[1])
    expect(asked[0]?.length).toBeGreaterThan(9)
    expect(asked[0]).toEqual(asked[1])
    const outcome = what.startsWith('a shielded') ? 'refuse' : 'refer'
    expect(answers[0]?.map(({ answer, told }) => [answer.outcome, told])).toEqual([
      [outcome, []],
      [outcome, []],
    ])
    const entries = (await recorded(tested.it, tested.house.ring)).filter(({ kind }) => kind === 'answer')
    const [one, other] = pair.map((id) =>
      entries
        .filter(({ subjects }) => subjects?.includes(id))
        .map((entry) => ({ ...entry, at: 0, subjects: subjectsBut(entry.subjects, id) })),
    )
    expect(one).toHaveLength(2)
    expect(one).toEqual(other)
  })

  test('on the pages of an answer, a statement and a letter', async () => {
    const [pages, asked] = [[] as string[][], [] as string[][]]
    const visitor = await at('desk')
    for (const id of await made()) {
      sent.take()
      const card = cards.get(id) ?? ''
      const shown = []
      const asks = { who: 'guardian', how: 'here', checked: 'guardian-on-file', wants: '' }
      await visitor.post('/ask', { ...asks, guardian: 'Una Canary', card })
      shown.push(visitor.html)
      const forAnswer = statements()
      await visitor.post('/counter/customer', { id, basis: 'in-hand' })
      // What staff see on the record is not alike.
      sent.take()
      await visitor.post('/counter/statement', { id, sent: 'yes', how: 'here', guardian: 'Una Canary' })
      shown.push(visitor.html)
      const { id: link } = await guarantorRow(id)
      await visitor.post('/counter/letter', { id, link })
      shown.push(visitor.html)
      asked.push([...forAnswer, ...statements()])
      for (const page of shown) expect(page).not.toMatch(/Canary Overdue|settle|owes nothing/)
      pages.push(shown.map((html) => withoutIds(html.replaceAll(link, 'the row'), id)))
    }
    expect(pages[0]).toEqual(pages[1])
    expect(asked[0]).toEqual(asked[1])
  })
})

const subjectsBut = (subjects: readonly string[] | undefined, id: string) =>
  subjects?.filter((one) => one !== id)

const guarantorRow = (id: string) =>
  inContext(tested.house.app, asTest, (trx) =>
    trx.selectFrom('guarantor').select('id').where('guarantee_id', '=', id).executeTakeFirstOrThrow(),
  )

async function at(role: 'desk' | 'director', computer: 'front-desk' | 'office' = 'front-desk') {
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt(computer))
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
  await visitor.signIn(role)
  return visitor
}

test('letters and calls that were planned end for a shielded minor as for one who owes nothing, and follow no other way', async () => {
  const { shields, app } = tested.house
  const visitor = await at('desk', 'office')
  const seen = []
  for (const which of ['shielded', 'owes nothing']) {
    await inContext(tested.it.database.worker, asTest, (trx) => trx.deleteFrom('notice').execute())
    const id = await minor({ firstName: 'Kid', ...(which === 'owes nothing' && { loans: [] }) })
    if (which === 'shielded') await shields.set(clerk, id)
    const planned = () =>
      inContext(app, asTest, (trx) =>
        trx.selectFrom('notice').select(['state', 'channel', 'try_on']).execute(),
      )
    await planLetters(id)
    sent.take()
    const letters = await lettersToPrint(letterParts(), clerk, (all) => [...all])
    expect(await planned()).toEqual([])
    const forLetters = statements()
    await planCall(tested.it.database, tested.house.ring, { patron: id, kind: 'overdue', on: '2026-11-24' })
    sent.take()
    await visitor.get('/calls')
    const list = visitor.html
    expect(visitor.text).toContain('(1)')
    await visitor.post('/calls/next')
    const asked = [forLetters, statements()]
    const left = await planned()
    seen.push({ letters, asked, left, pages: [list, visitor.html].map((html) => withoutIds(html, id)) })
  }
  expect(seen[0]).toEqual(seen[1])
  expect(seen[0]).toMatchObject({ letters: [], left: [] })
})

test('a shielded minor is called about what is ready as one who owes nothing is, whatever else was planned', async () => {
  const visitor = await at('desk', 'office')
  const pages = []
  for (const which of ['shielded', 'owes nothing']) {
    await inContext(tested.it.database.worker, asTest, (trx) => trx.deleteFrom('notice').execute())
    const loans = which === 'owes nothing' ? { loans: [] } : {}
    const id = await minor({ firstName: 'Kid', waiting: ['Canary Hold'], ...loans })
    if (which === 'shielded') await tested.house.shields.set(clerk, id)
    const kinds = which === 'shielded' ? (['overdue', 'hold'] as const) : (['hold'] as const)
    for (const kind of kinds)
      await planCall(tested.it.database, tested.house.ring, { patron: id, kind, on: '2026-11-24' })
    await visitor.get('/calls')
    await visitor.post('/calls/next')
    expect(visitor.text).toContain('402-555-0100')
    pages.push(withoutIds(visitor.html, id))
  }
  expect(pages[0]).toEqual(pages[1])
})

test('it ends after three business days, and a clerk sets it again only after a while', async () => {
  const { shields } = tested.house
  const id = await minor()
  // A Wednesday: Thursday, Friday, and the Monday after.
  on('2026-11-25')
  expect(await shields.set({ ...clerk, role: 'volunteer' }, id)).toBe('not-here')
  expect(await shields.set(clerk, id)).toBe('set')
  on('2026-11-30')
  expect((await answered(id)).answer.may).toEqual([])
  on('2026-12-01')
  expect((await answered(id)).answer.may).toContain('overdue')
  expect(await shields.set(clerk, id)).toBe('too-soon')
  on('2026-12-26')
  expect(await shields.set(clerk, id)).toBe('set')
  on('2026-11-24')
})

test('it ends the PIN that a guardian may know, once: another that the minor chose since stays', async () => {
  const { house, it, time } = tested
  const id = await minor()
  await plantPin(house, id)
  const knower = new Visitor(tested.app())
  const tries = async (typed: string) => {
    time.now = new Date(time.now.getTime() + 60_000)
    await knower.get('/me/sign-in')
    const { status } = await knower.post('/me/sign-in', { card: cards.get(id) ?? '', pin: typed })
    return [status, knower.text]
  }
  expect((await tries(pin))[0]).toBe(303)
  expect((await knower.get('/me')).status).toBe(200)
  const hasPin = () =>
    inContext(it.database.app, asTest, async (trx) => {
      const rows = await trx.selectFrom('pin').select('id').where('id', '=', id).execute()
      return rows.length === 1
    })
  expect(await hasPin()).toBe(true)
  await house.shields.set(clerk, id)
  expect(await hasPin()).toBe(false)
  // Who knows it sees that it ended, and reads no more than of a wrong one.
  expect((await knower.get('/me')).status).toBe(303)
  expect(await tries(pin)).toEqual(await tries('9031'))
  await plantPin(house, id)
  await house.shields.extend(director, id)
  expect(await hasPin()).toBe(true)
})

test('a clerk does not set it again where the Director ended it, and no press loses an order or a later day', async () => {
  const { shields, gate } = tested.house
  const shown = async (id: string) =>
    (await gate.view({ actor: clerk, patron: { id }, basis: 'in-hand', handles: true })).told[0]?.opened
      .identity?.notTold
  const ended = await minor()
  await shields.set(clerk, ended)
  await shields.end(director, ended)
  expect(await shields.set(clerk, ended)).toBe('too-soon')
  const id = await minor()
  await shields.underOrder(director, id, { ...order, until: '2026-12-01' })
  await shields.extend(director, id)
  expect(await shown(id)).toMatchObject({ until: '2026-12-24', order: { number: order.number } })
  await shields.underOrder(director, id, { ...order, until: '2026-12-02' })
  expect(await shown(id)).toMatchObject({ until: '2026-12-24', by: 'order' })
})

test('the Director extends it to 30 days, or until an order ends, and ends it; a clerk does neither', async () => {
  const { shields, gate } = tested.house
  const id = await minor()
  for (const act of [shields.extend(clerk, id), shields.underOrder(clerk, id, order), shields.end(clerk, id)])
    expect(await act).toBe('not-here')
  expect(await shields.extend(director, id)).toBe('set')
  const shown = async () =>
    (await gate.view({ actor: clerk, patron: { id }, basis: 'in-hand', handles: true })).told[0]?.opened
      .identity?.notTold
  expect(await shown()).toMatchObject({ until: '2026-12-24', by: 'director' })
  expect(await shields.underOrder(director, id, order)).toBe('set')
  expect(await shown()).toMatchObject({
    until: '2027-06-30',
    order: { court: order.court, number: order.number },
  })
  // A clerk's press shortens nothing.
  expect(await shields.set(clerk, id)).toBe('set')
  expect(await shown()).toMatchObject({ until: '2027-06-30', by: 'order' })
  expect(await shields.end(director, id)).toBe('set')
  expect((await answered(id)).answer.may).toContain('overdue')
  const kinds = (await recorded(tested.it, tested.house.ring))
    .filter(({ subjects }) => subjects?.includes(id))
    .map(({ kind }) => kind)
  expect(kinds).toEqual(expect.arrayContaining(['not-told-extended', 'not-told-set', 'not-told-ended']))
  expect(JSON.stringify(await recorded(tested.it, tested.house.ring))).not.toContain(order.number)
})

test('it is for minors alone, and the customer’s own page does not have it', async () => {
  const { shields, gate } = tested.house
  expect(await shields.set(clerk, tested.parent)).toBe('not-a-minor')
  expect(await shields.set(clerk, randomUUID())).toBe('not-on-file')
  const id = await minor()
  await shields.set(clerk, id)
  const self = { role: 'patron', patronId: id, verified: ['card', 'pin'] } as const
  const own = await gate.own({ self, records: ['existence', 'identity', 'overdue'], handles: true })
  expect(JSON.stringify(own.told)).not.toContain('notTold')
  const copy = await gate.own({ self, records: [...wholeRecord, 'history'] })
  expect(copy.told[0]?.opened.identity?.cardDays).toBeDefined()
  expect(JSON.stringify(copy.told)).not.toMatch(/notTold|unblocked|2026-11-27/)
  expect(own.answer.may).toContain('overdue')
})

test('no letter about a shielded minor is made, to the guardian or to where one may read it', async () => {
  const { house } = tested
  const [shielded, other] = [await minor(), await minor()]
  await house.shields.set(clerk, shielded)
  await planLetters(shielded, other)
  const letters = await lettersToPrint(letterParts(), clerk, (all) => [...all])
  expect(letters.map(({ says }) => says)).toEqual([expect.stringMatching(/the library account of Kid\d/)])
})

test('a minor’s PIN ends when a guardian is taken off the file', async () => {
  const { house } = tested
  const id = await minor()
  await plantPin(house, id)
  const pins = () =>
    inContext(house.app, asTest, (trx) => trx.selectFrom('pin').select('id').where('id', '=', id).execute())
  expect(await pins()).toHaveLength(1)
  const { id: link } = await guarantorRow(id)
  expect(await house.guardians.remove(clerk, { patronId: id, link })).toBe('removed')
  expect(await pins()).toEqual([])
})

const chosen = {
  choices: { pickUp: 'Una Canary', alias: 'Unabird', refuses: ['phone'], safe: ['text'] },
  reach: { mailTo: ['9 Her Place', 'Minden NE'], only: ['402-555-0100'] },
}
/** What the record shows a clerk of what was chosen with the PIN. */
const shownOf = async (id: string) => {
  const { told } = await tested.house.gate.view({
    ...{ actor: clerk, patron: { id }, basis: 'in-hand', handles: true },
  } as const)
  const { contact, holds } = told[0]?.opened ?? {}
  return { pickUp: holds?.pickUp, reach: contact?.reach, askAgain: contact?.askAgain, ...contact?.choices }
}
const ended = { pickUp: undefined, reach: {}, askAgain: 'where', refuses: ['phone'] }

test.each(['is not to be told', 'is taken off the file', 'is none any more, as the minor married'])(
  'whom and where a guardian may have chosen with the PIN ends where that guardian %s, and staff ask again',
  async (how) => {
    const { house } = tested
    const id = await minor({ ...chosen, waiting: ['Canary Waits'] })
    await plantPin(house, id)
    expect(await shownOf(id)).toMatchObject({
      pickUp: 'Una Canary',
      reach: chosen.reach,
      askAgain: undefined,
    })
    const { id: link } = await guarantorRow(id)
    if (how === 'is not to be told') await house.shields.set(clerk, id)
    else if (how === 'is taken off the file') await house.guardians.remove(clerk, { patronId: id, link })
    else expect(await house.guardians.recordOfAge(director, id, 'marriage')).toBe('recorded')
    expect(await shownOf(id)).toEqual(ended)
    const slip = inContext(house.app, asTest, (trx) => house.gate.facts.slipNameOf(trx, id))
    expect(await slip).toBeUndefined()
    const visitor = await at('desk', 'office')
    await visitor.post('/counter/customer', { id, basis: 'in-hand' })
    expect(visitor.text).toContain('Some preferences ended when the PIN did')
    expect(visitor.text).not.toContain('Una Canary')
  },
)

test('on the pages a clerk sets it without a reason, and the Director types an order', async () => {
  const id = await minor()
  const desk = await at('desk')
  await desk.post('/counter/customer', { id, basis: 'in-hand' })
  await desk.post('/counter/guardians', { id })
  expect(desk.text).toContain('Not to be told')
  await desk.post('/counter/not-told', { id })
  expect(desk.text).toContain('Do not ask why.')
  expect(desk.html).not.toContain('name="court"')
  await desk.post('/counter/not-told', { id, do: 'set' })
  expect(desk.heading).toBe('Saved')
  await desk.post('/counter/customer', { id, basis: 'in-hand' })
  expect(desk.text).toContain('Not to be told through November 27, 2026')
  const office = await at('director')
  await office.post('/counter/customer', { id, basis: 'in-hand' })
  await office.post('/counter/not-told', {
    id,
    do: 'order',
    court: order.court,
    number: '',
    until: '2020-01-01',
  })
  expect(office.text).toContain('Type the case number')
  expect(office.html).toContain(`value="${order.court}"`)
  await office.post('/counter/not-told', { id, do: 'order', ...order })
  await office.post('/counter/not-told', { id })
  expect(office.text).toContain('It is set through June 30, 2027.')
})
