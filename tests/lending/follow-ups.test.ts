import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { inContext } from '../../src/platform/db/context.ts'
import type { Ask } from '../../src/policy/ask.ts'
import { faultsOf } from '../../src/policy/explain.ts'
import { loadPack } from '../../src/policy/pack.ts'
import { spokenReference } from '../../src/register/log/leaf.ts'
import { recorded } from '../accounts/office.ts'
import { jensen, jensenFiles } from '../policy/jensen-pack.ts'
import { plant } from '../support/planted.ts'
import { startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'

let tested: Tested
let made = 0

beforeAll(async () => {
  tested = await startHouse()
})
beforeEach(async () => {
  tested.time.today = '2026-11-24'
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
  await within((trx) => trx.deleteFrom('follow_up').execute())
})
afterAll(() => tested?.close())

const within = <T>(work: Parameters<typeof inContext<T>>[2]) =>
  inContext(tested.house.app, { actor: 'test', place: 'test' }, work)
const rows = () => within((trx) => trx.selectFrom('follow_up').selectAll().execute())
const entries = async (kind: string) =>
  (await recorded(tested.it, tested.house.ring)).filter((one) => one.kind === kind)

async function at(role: 'desk' | 'volunteer' | 'director'): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  visitor.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
  await visitor.signIn(role)
  return visitor
}
const agency = { who: 'agency', brought: 'custody', wants: '' }
const idOn = ({ html }: Visitor, action: string) =>
  new RegExp(`action="${action}"[\\s\\S]*?name="id" value="([^"]+)"`).exec(html)?.[1] ?? 'none'
const minor = (more: object = {}) =>
  plant(tested.it.database, tested.house.ring, {
    ...{ surname: 'Canary', firstName: `Kid${made}`, card: `2800000001${1000 + made++}`, born: '2012-03-04' },
    guarantor: { id: tested.parent, liable: true },
    ...more,
  })

test('a rule that refers promises an answer, and so does one that is marked, in any language', () => {
  const marked = jensen.rules.filter(({ promise, actions }) => promise && !actions.has('refer'))
  expect(marked.map(({ id }) => id)).toEqual(['public-records-request-denied-by-letter'])
  const refers = ({ effect, actions }: (typeof jensen.rules)[number]) =>
    effect === 'permit' && actions.has('refer')
  expect(jensen.rules.filter(refers).every(({ promise }) => promise)).toBe(true)
  expect(jensen.in('es').rules.map(({ promise }) => promise)).toEqual(
    jensen.rules.map(({ promise }) => promise),
  )
  // Words that say as much, in either language, are of such a rule.
  const says =
    /get back to you|pass them along|let the Director know|will answer you|comunicaremos|haré llegar/
  for (const pack of [jensen, jensen.in('es')])
    for (const { id, say, promise } of pack.rules)
      expect([id, says.test(say) && !promise]).toEqual([id, false])
})

test('a pack whose rules promise an answer says in how many days, or policy check complains', () => {
  const files = new Map(
    [...jensenFiles].map(([file, text]) => [file, text.replace(/^promise: .*\n/m, '')] as const),
  )
  expect(faultsOf(loadPack(files), files).join('\n')).toMatch(/staff promise an answer.*\(promise\)/)
  expect(faultsOf(jensen, jensenFiles)).toEqual([])
})

test('Done on an answer that promises another leaves a task with a day, which the Director ends on record', async () => {
  const [clerk, director] = [await at('desk'), await at('director')]
  const form = randomUUID()
  await clerk.post('/ask', { ...agency, form })
  const reference = /carrel-reference">([\w-]+)/.exec(clerk.html)?.[1]
  await clerk.post('/ask', { ...agency, form })
  expect(await rows()).toHaveLength(1)
  // Three business days later: on Thursday, and at the weekend, the library is closed.
  expect(clerk.text).toContain('The Director has until November 30, 2026 to answer them')
  const id = idOn(clerk, '/ask/follow-up')
  const { status } = await clerk.post('/ask/follow-up', { id, reach: 'x'.repeat(121) })
  expect([status, clerk.text]).toEqual([422, expect.stringContaining('at most 120 characters')])
  expect(clerk.html).toContain('x'.repeat(121))
  await clerk.post('/ask/follow-up', { id, reach: 'Whistleblowery, 402-555-0126' })
  // Someone else, who got hold of the id, changes nothing.
  await (await at('volunteer')).post('/ask/follow-up', { id, reach: 'Mallory' })
  await clerk.get('/')
  expect(clerk.text).toContain('You promised someone an answer from the Director. It is still open.')
  expect(clerk.text).not.toMatch(/Whistleblowery|November 30/)
  await director.get('/')
  expect(director.text).toContain('1 person was promised an answer from you. It is due on November 30')
  await director.get('/follow-ups')
  expect(director.text).toMatch(/Staff promised an answer.*Whistleblowery, 402-555-0126/)
  expect(director.html).toContain(`>${reference}</a>`)
  expect(await entries('follow-ups-viewed')).toHaveLength(1)
  tested.time.today = '2026-12-01'
  await director.get('/')
  expect(director.text).toContain('was due on November 30, 2026 and is overdue')
  const unchosen = await director.post('/follow-ups/end', { id, end: '' })
  expect([unchosen.status, director.text]).toEqual([422, expect.stringContaining('Choose how it ended')])
  await director.post('/follow-ups/end', { id, end: 'not-reached' })
  expect(director.text).toContain('There is nothing to follow up.')
  const [ended] = await entries('follow-up-ended')
  expect([ended?.outcome, ended?.role, ended?.subjects]).toEqual(['not-reached', 'director', undefined])
  expect(spokenReference(ended?.entry ?? '')).toBe(reference)
  expect(await rows()).toEqual([])
  await director.post('/follow-ups/end', { id, end: 'answered' })
  expect(director.text).toContain('Someone else has ended this one already.')
  expect(await entries('follow-up-ended')).toHaveLength(1)
})

test.each(['no', 'yes'])(
  'a case that is reported from the answer ends the task, unless it is about the Director: %s',
  async (about) => {
    const clerk = await at('desk')
    const form = randomUUID()
    await clerk.post('/ask', { who: 'public', wants: '', form })
    expect(await rows()).toHaveLength(1)
    const ended = async () =>
      (await entries('follow-up-ended')).filter(({ outcome }) => outcome === 'became-case').length
    const before = await ended()
    const { status } = await clerk.post('/report', {
      ...{ sent: 'yes', form, who: 'public', brought: 'paper', about },
    })
    expect(status).toBe(200)
    expect(await rows()).toHaveLength(about === 'yes' ? 1 : 0)
    expect((await ended()) - before).toBe(about === 'yes' ? 0 : 1)
  },
)

test('a paper, which has a case, leaves no task beside it, nor does an answer that promises nothing', async () => {
  const clerk = await at('desk')
  await clerk.post('/ask', {
    who: 'officer',
    brought: 'paper',
    paper: 'court-order',
    secret: 'no',
    wants: '',
  })
  await clerk.post('/ask', {
    who: 'officer',
    brought: 'paper',
    paper: 'fisa-order',
    secret: 'yes',
    wants: '',
  })
  await clerk.post('/ask', { who: 'other', wants: '' })
  expect(await rows()).toEqual([])
})

test('a letter to the guardian of an eighteen-year-old that the answer puts off leaves one task, however often it is pressed', async () => {
  const id = await minor({ born: '2008-03-04' })
  const { id: link } = await within((trx) =>
    trx.selectFrom('guarantor').select('id').where('guarantee_id', '=', id).executeTakeFirstOrThrow(),
  )
  const clerk = await at('desk')
  await clerk.get('/counter')
  await clerk.post('/counter/customer', { id, basis: 'in-hand' })
  for (let press = 0; press < 2; press++) {
    await clerk.get('/counter')
    await clerk.post('/counter/letter', { id, link })
    expect(clerk.text).toContain('The Director has until November 30, 2026 to answer them')
  }
  expect(await rows()).toHaveLength(1)
})

const clerk = { accountId: 'clerk-1', role: 'desk', place: 'front-desk' } as const
const director = { ...clerk, role: 'director' } as const
const asked = (id: string, form: string = randomUUID(), channel: Ask['channel'] = 'in-person') =>
  tested.house.gate.answer({
    ...{ actor: clerk, about: { id }, guardian: 'Una Canary', form },
    ask: {
      on: tested.time.today,
      recipient: { kind: 'guardian', relation: 'parent', liable: true, verified: ['guardian-on-file'] },
      subject: { married: false, emancipated: false, liabilities: [] },
      records: ['overdue', 'overdue.titles'],
      ...{ channel, place: 'front-desk', done: [], emergencyClaimed: false },
    },
  })
const open = () => tested.house.followUps.open(director)

test.each(['in-person', 'phone-in'] as const)(
  'who asks as the guardian of a shielded child leaves the Director a task, and rows as where nothing is owed: %s',
  async (channel) => {
    const [shielded, clear] = [await minor(), await minor()]
    await tested.house.shields.set(clerk, shielded)
    const sizes = async (id: string) => {
      const before = new Set((await rows()).map((row) => row.id))
      const { followUp } = await asked(id, undefined, channel)
      const added = (await rows()).filter((row) => !before.has(row.id))
      return { followUp, added: added.map(({ task, reach }) => [task.length, reach.length]) }
    }
    const one = await sizes(shielded)
    expect(one).toEqual({ followUp: undefined, added: [[541, 541]] })
    expect(await sizes(clear)).toEqual(one)
    expect((await open()).shielded).toEqual({ count: 1, firstDueOn: '2026-11-30' })
    await tested.house.followUps.deleteSilent()
    expect(await rows()).toHaveLength(1)
    expect((await open()).shielded.count).toBe(1)
    const office = await at('director')
    await office.get('/')
    expect(office.text).toContain(
      'Someone asked as the parent or guardian of a child whose guardians are told',
    )
    await office.get('/follow-ups')
    // The page names no one, and gives no number of theirs; the record opens through the gate, which asks why.
    expect(office.html).not.toMatch(new RegExp(`Canary|Kid\\d|${shielded}`))
    await office.post('/follow-ups/record', { id: idOn(office, '/follow-ups/record') })
    expect(office.text).toContain('Why are you opening this record?')
    await office.post('/counter/customer', { id: shielded, basis: 'list' })
    expect(office.text).toContain('Not to be told through')
  },
)

test('no form that is sent again, about another child, takes such a task away, and the clerk sees none', async () => {
  const [shielded, clear] = [await minor(), await minor()]
  await tested.house.shields.set(clerk, shielded)
  const form = randomUUID()
  for (const id of [clear, shielded, clear, shielded]) await asked(id, form, 'phone-in')
  expect(await rows()).toHaveLength(2)
  expect((await open()).shielded.count).toBe(1)
  const [row] = (await tested.house.followUps.list(director)).filter(({ isShielded }) => isShielded)
  await tested.house.followUps.saveReach(clerk, row?.id ?? '', 'x')
  expect((await tested.house.followUps.list(director)).some(({ reach }) => reach === 'x')).toBe(false)
})

test('two parents who ask about an eighteen-year-old on one day are two tasks, each with how to reach them', async () => {
  const otto = '280000000199002'
  const child = await minor({ card: '280000000199001', born: '2008-03-04' })
  await plant(tested.it.database, tested.house.ring, { surname: 'Heron', firstName: 'Otto', card: otto })
  const by = { accountId: randomUUID(), role: 'desk', place: 'front-desk' } as const
  const added = { patronId: child, guardian: { card: otto }, liable: true, checked: ['photo-id'] as const }
  await tested.house.guardians.add(by, added)
  const clerk = await at('desk')
  for (const guardian of ['Una Canary', 'Otto Heron']) {
    await clerk.get('/')
    await clerk.post('/counter/card', { card: '280000000199001' })
    await clerk.post('/counter/statement', { id: child, how: 'here', guardian, sent: 'yes' })
    await clerk.post('/ask/follow-up', { id: idOn(clerk, '/ask/follow-up'), reach: `REACH ${guardian}` })
  }
  const director = await at('director')
  await director.get('/follow-ups')
  expect(director.text).toContain('REACH Una Canary')
  expect(director.text).toContain('REACH Otto Heron')
})
