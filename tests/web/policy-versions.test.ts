import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { adoptedPolicy } from '../../src/ask/adopted-policy.ts'
import { addPack, addPackConfirmation, packConfirmations, packInForce } from '../../src/ask/policy-store.ts'
import { commandLineActor } from '../../src/gate/actor.ts'
import { packChanges } from '../../src/policy/changes.ts'
import { loadPack, type Pack } from '../../src/policy/pack.ts'
import { lastSignedFile } from '../../src/register/head.ts'
import { currentSigner, sequenceEntries } from '../../src/register/sequencer.ts'
import { createAccount, nameActingDirector } from '../../src/staff/accounts.ts'
import { endActingTermsOf } from '../../src/staff/officer-store.ts'
import { entriesOf } from '../crash/entries.ts'
import { failingFrom, propose, proposedFrom } from '../support/proposal.ts'
import { plantOrder } from './cases-planted.ts'
import { passphrase, startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

let tested: Tested
let proposed: Pack

beforeAll(async () => {
  tested = await startHouse()
  proposed = proposedFrom(tested.house.pack)
})
afterAll(() => tested?.close())
beforeEach(async () => {
  tested.time.now = new Date(tested.time.now.getTime() + 1_000)
  await propose(tested.house, tested.it.database, proposed)
})

async function signedIn(who: string): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  await visitor.signIn(who)
  return visitor
}

const nextStart = () => {
  const { ring, clock } = tested.house
  return adoptedPolicy({ worker: tested.it.database.worker, ring, clock }, proposed)
}

const confirm = async (officer: Visitor) => {
  await officer.get('/policy/proposal')
  await officer.post('/policy/proposal', { hash: proposed.hash })
}
/** Presses the first *Withdraw* on the page of the proposal. */
async function withdraw(officer: Visitor): Promise<string> {
  await officer.get('/policy/proposal')
  const id = /name="id" value="([^"]+)"/.exec(officer.html)?.[1] ?? ''
  await officer.post('/policy/proposal/withdraw', { id })
  await officer.get('/policy/proposal')
  return id
}
const versionThen = ({ html }: Visitor, says: string) =>
  new RegExp(`${says} <code[^>]*>[^<]*</code>\\.[^<]*<a [^>]*href="/policy/versions/([0-9a-f]{64})"`).exec(
    html,
  )?.[1]
/** A case whose paper the Director refused in writing. */
async function decidedCase(director: Visitor): Promise<string> {
  const at = `/cases/${await plantOrder(tested)}`
  director.cookies.set('carrel-computer', await tested.computerAt('office'))
  await director.get(`${at}/decision`)
  await director.post(`${at}/decision`, { act: 'draft', decision: 'refusal' })
  await director.post(`${at}/decision`, {
    act: 'text',
    text: 'The Library does not heed the paper, and refuses.',
  })
  await director.get(`${at}/decision/sign`)
  const read = /name="read" value="([^"]*)"/.exec(director.html)?.[1] ?? ''
  await director.post(`${at}/decision/sign`, { passphrase, read })
  return at
}
const confirmed = () => packConfirmations(tested.it.database.app, tested.house.ring, 1)

test('what a proposal changes is said in a sentence each, by clause, and nothing else is', async () => {
  expect(tested.house.policy.proposal?.faults).toEqual([])
  const director = await signedIn('director')
  expect(director.text).toContain('A version of the policy waits for you to confirm it.')
  await director.get('/policy/proposal')
  expect(director.text).toContain('It is a proposal and decides nothing yet.')
  const said = [...director.html.matchAll(/<li>([^<]+)<details>|<li>([^<]+)<\/li>/g)].map(
    ([, a, b]) => a ?? b,
  )
  const changes = said.filter((one = '') =>
    /^(The (rule|scenario|file|text)|Only notes|\w+\.(yaml|txt))/.test(one),
  )
  const short = changes.map((one = '') => one.replace(/(.{70,}?) .*/s, '$1 …'))
  expect(short.sort()).toEqual([
    'Only notes or the order change in the file rules/reg-4.cedar.',
    'The rule conduct-told-to-a-justice-agency changes.',
    'The scenario “A mandated report goes to a justice agency” is removed.',
    'The scenario “A mandated report is made to a justice agency” is new.',
    'The text of this clause changes.',
    'adopted.txt is new: “4. When calling customers regarding overdue materials …',
    'adopted.txt is removed: “4. When calling customers regarding overdue materials …',
    'duties.yaml: The list of calls opens only on a computer of a private room. …',
    'es.yaml: words.rooms changes from “la Oficina o la Sala Crane” to “la Sala …',
    'pack.yaml: calls.tries changes from “3” to “4”.',
  ])
})

test('a change of the order of a list, and of what stands before the first clause, is a change next to others', () => {
  const files = new Map(tested.house.pack.files)
  const edit = (file: string, from: string, to: string) =>
    files.set(file, (files.get(file) ?? '').replace(from, to))
  edit('pack.yaml', '  tries: 3\n', '  tries: 4\n')
  edit(
    'pack.yaml',
    'friday], by: [e-mail, text, phone, letter]',
    'friday], by: [letter, e-mail, text, phone]',
  )
  edit('policy.md', 'reviewed 06/09/2015', 'reviewed 06/09/2016')
  const said = packChanges(tested.house.pack, loadPack(files)).map(({ name, how }) => `${name} ${how}`)
  expect(said).toEqual(
    expect.arrayContaining([
      'pack.yaml: calls.tries changed',
      'pack.yaml: notices.hold.by changed',
      'policy.md changed',
    ]),
  )
  expect(said).toHaveLength(3)
})

test('a session of an hour ago confirms and withdraws nothing: it asks first who is there', async () => {
  const officer = await signedIn('director')
  for (let nth = 0; nth < 7; nth++) {
    tested.time.now = new Date(tested.time.now.getTime() + 9 * 60_000)
    await officer.get('/policy/proposal')
  }
  await confirm(officer)
  expect(officer.text).toContain('First confirm that it is you')
  expect(await confirmed()).toEqual([])
})

test('a desk clerk has no such page, and counsel cannot confirm while there is a president', async () => {
  const desk = await signedIn('desk')
  expect((await desk.get('/policy/proposal')).status).toBe(404)
  const counsel = await signedIn('counsel')
  await counsel.get('/policy/proposal')
  expect(counsel.html).not.toContain('Confirm this version')
  await counsel.post('/policy/proposal', { hash: proposed.hash })
  expect(counsel.text).toContain('Your role cannot confirm it.')
})

test('a president who acts as Director confirms for that side alone, and another person for the Board', async () => {
  const { house, it } = tested
  const today = house.clock.today()
  const { id: accountId } = await it.database.app
    .selectFrom('account')
    .select('id')
    .where('role', '=', 'trustee')
    .where('name', '=', 'Test trustee')
    .executeTakeFirstOrThrow()
  const term = { accountId, firstDay: today, lastDay: today }
  expect(await nameActingDirector(house, commandLineActor, term)).toBe('named')
  const acting = await signedIn('trustee')
  await confirm(acting)
  await confirm(acting)
  const director = await signedIn('director')
  await confirm(director)
  expect(director.text).toContain('or someone else did for your office.')
  expect(await confirmed()).toMatchObject([{ side: 'director', accountId }])
  // The Director withdraws what was confirmed for their office; counsel may speak for the Board meanwhile.
  await withdraw(director)
  expect(await confirmed()).toEqual([])
  const counsel = await signedIn('counsel')
  await confirm(counsel)
  expect(await confirmed()).toMatchObject([{ side: 'board' }])
  await it.database.app.transaction().execute((trx) => endActingTermsOf(trx, accountId))
  const president = await signedIn('trustee')
  await withdraw(president)
  expect(await confirmed()).toEqual([])
})

test('a president whom no one confirmed does not confirm a policy, nor does a Director for the Board', async () => {
  const { house, it } = tested
  const director = await it.database.app
    .selectFrom('account')
    .select('id')
    .where('role', '=', 'director')
    .executeTakeFirstOrThrow()
  await createAccount(
    house,
    { accountId: director.id, role: 'director', place: 'office' },
    {
      ...{ signIn: 'made-up', name: 'Made Up', role: 'trustee', president: true },
      ...{ passphrase, given: false },
    },
  )
  const madeUp = await signedIn('made-up')
  await madeUp.get('/policy/proposal')
  expect(madeUp.html).not.toContain('Confirm this version')
  await madeUp.post('/policy/proposal', { hash: proposed.hash })
  expect(madeUp.text).toContain('No one has confirmed yet that this account is yours')
  expect((await nextStart()).nth).toBe(1)
})

test('one that fails cannot be confirmed, and the Director is told why', async () => {
  const failing = failingFrom(proposed)
  await propose(tested.house, tested.it.database, failing)
  const director = await signedIn('director')
  expect(director.text).toContain('does not pass its checks. It decides nothing.')
  await director.get('/policy/proposal')
  expect(director.text).toContain('does not hold: outcome: "release" instead of "refuse"')
  expect(director.html).not.toContain('Confirm this version')
  await director.post('/policy/proposal', { hash: failing.hash })
  expect(director.text).toContain('so no one can confirm it.')
  // Another than the one that is proposed now.
  await director.post('/policy/proposal', { hash: proposed.hash })
  expect(director.text).toContain('Another version is proposed now.')
  await propose(tested.house, tested.it.database, 'pack.yaml: the number is missing')
  await director.get('/')
  expect(director.text).toContain('does not pass its checks. It decides nothing.')
  await director.get('/policy/proposal')
  expect(director.text).toContain('pack.yaml: the number is missing')
})

test('until a version is in force each side withdraws its own confirmation, also once it is no longer proposed', async () => {
  const director = await signedIn('director')
  const president = await signedIn('trustee')
  const counsel = await signedIn('counsel')
  await confirm(director)
  await confirm(president)
  const [first] = await confirmed()
  await counsel.get('/policy/proposal')
  expect(counsel.html).not.toContain('Withdraw')
  await counsel.post('/policy/proposal/withdraw', { id: first?.id ?? '' })
  expect(counsel.text).toContain('or your role cannot withdraw it.')
  const id = await withdraw(president)
  expect(president.text).not.toContain('Test trustee confirmed it')
  expect(president.text).toContain('Test director confirmed it')
  await president.post('/policy/proposal/withdraw', { id })
  expect(president.text).toContain('This is already withdrawn or in force')
  expect((await nextStart()).nth).toBe(1)
  const { house, it } = tested
  await propose(house, it.database, house.pack)
  await director.get('/policy/versions')
  expect(director.html).toContain('href="/policy/proposal"')
  await director.get('/policy/proposal')
  expect(director.text).toContain(`Test director confirmed version ${proposed.hash.slice(0, 12)}`)
  await withdraw(director)
  expect(director.text).not.toContain('Test director confirmed')
  expect(await confirmed()).toEqual([])
  const said = (await entriesOf(it.database.worker, house.ring)).filter(
    ({ kind }) => kind === 'policy-withdrawn',
  )
  const { ring, clock } = house
  await sequenceEntries(it.database.worker, {
    ...{ signer: await currentSigner(it.database.worker, ring), lastSigned: lastSignedFile(it.home.keysDir) },
    ...{ now: clock.now(), timeZone: house.pack.timeZone },
  })
  for (const sentence of [
    'confirmed a proposed version',
    'withdrew the confirmation of a proposed version',
  ]) {
    await director.get('/register')
    const link = new RegExp(`href="(/register/entry/[^"]+)"[^>]*>[^<]*${sentence}`).exec(director.html)
    await director.get(link?.[1] ?? '')
    expect(director.text).toContain('The version that this is about:')
    expect(director.html).toContain(`href="/policy/versions/${proposed.hash}"`)
    expect(versionThen(director, 'Policy in force at that time:')).toBe(house.pack.hash)
  }
  expect(said.slice(-2)).toMatchObject(
    ['board', 'director'].map((side) => ({ document: proposed.hash, flags: [side] })),
  )
})

test('the Director and the president confirm it; it takes effect at the next start, and both versions can be read', async () => {
  const before = tested.house.pack
  const at = await decidedCase(await signedIn('director'))
  tested.time.now = new Date(tested.time.now.getTime() + 1_000)
  for (const who of ['director', 'trustee']) {
    const officer = await signedIn(who)
    await officer.get('/policy/proposal')
    await officer.post('/policy/proposal', { hash: proposed.hash })
    await officer.get('/policy/proposal')
    expect(officer.text).toContain(`Test ${who} confirmed it on November 24, 2026.`)
    await officer.post('/policy/proposal', { hash: proposed.hash })
  }
  expect(await packConfirmations(tested.it.database.app, tested.house.ring, 1)).toHaveLength(2)
  const director = await signedIn('director')
  expect(director.text).toContain('A confirmed version of the policy takes effect when Carrel starts again.')
  expect((await packInForce(tested.it.database.app))?.hash).toBe(before.hash)
  expect((await nextStart()).pack.hash).toBe(proposed.hash)
  tested.time.now = new Date(tested.time.now.getTime() + 1_000)
  for (const [page, says] of [
    [at, 'Policy in force when this case began:'],
    [`${at}/decision`, 'Policy in force at that time:'],
  ] as const) {
    await director.get(page)
    expect([page, versionThen(director, says)]).toEqual([page, before.hash])
  }
  const desk = await signedIn('desk')
  await desk.get('/policy/versions')
  for (const { hash } of [before, proposed]) expect(desk.html).toContain(`href="/policy/versions/${hash}"`)
  for (const [hash, words] of [
    [before.hash, 'Staff will use the phone in a private'],
    [proposed.hash, 'Staff will use a telephone in a private'],
  ] as const) {
    await desk.get(`/policy/versions/${hash}`)
    expect(desk.text).toContain(words)
    await desk.get(`/policy/versions/${hash}?rules=${encodeURIComponent('Reg 8')}`)
    expect(desk.text).toContain('permit (principal == Recipient::"justice-agency"')
    await desk.get(`/policy/versions/${hash}?file=es.yaml`)
    expect(desk.text).toContain('rooms: la')
  }
  expect((await desk.get(`/policy/versions/${'0'.repeat(64)}`)).status).toBe(404)
})

test('a confirmed version that this program finds failing is not in force, and the Director is told why', async () => {
  const { app } = tested.it.database
  const failing = failingFrom(proposed)
  await addPack(tested.it.database.worker, failing)
  const officers = await app.selectFrom('account').select(['id', 'role']).where('given', '=', false).execute()
  await app.transaction().execute(async (trx) => {
    for (const [side, role] of [
      ['director', 'director'],
      ['board', 'trustee'],
    ] as const) {
      const accountId = officers.find((one) => one.role === role)?.id ?? ''
      const said = { hash: failing.hash, after: tested.house.policy.nth, side, accountId }
      await addPackConfirmation(trx, tested.house.ring, { ...said, at: tested.time.now })
    }
  })
  await propose(tested.house, tested.it.database, proposed)
  expect(tested.house.policy.pack.hash).toBe(proposed.hash)
  const director = await signedIn('director')
  expect(director.text).toContain('A confirmed version of the policy did not take effect.')
  await director.get('/policy/versions')
  expect(director.text).toContain('does not hold: outcome: "release" instead of "refuse"')
  expect(director.text).toContain('The version before it still decides.')
})
