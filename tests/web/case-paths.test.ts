import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { actors, plantCase, takeAll } from './cases-planted.ts'
import { startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

let tested: Tested
beforeAll(async () => {
  tested = await startHouse()
})
beforeEach(() => {
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
})
afterAll(() => tested?.close())

async function signedIn(signIn: string, place: string | undefined = 'office'): Promise<Visitor> {
  const visitor = new Visitor(tested.app())
  if (place !== 'elsewhere') visitor.cookies.set('carrel-computer', await tested.computerAt(place))
  await visitor.signIn(signIn)
  return visitor
}

const png = Buffer.from('89504e470d0a1a0a', 'hex')
const picture = { name: 'Order.png', type: 'image/png', bytes: png }
const subpoena = { what: 'paper-read', instrument: 'subpoena', federal: false } as const

/** What a page says of these cases, in its order. */
const orderIn = ({ html }: Visitor, references: readonly string[]): string[] =>
  [...references]
    .filter((one) => html.includes(`/cases/${one}`))
    .sort((one, other) => html.indexOf(`/cases/${one}`) - html.indexOf(`/cases/${other}`))

test('a case stays on the start page until it is closed; a search that goes on comes first, a drill last', async () => {
  const { director } = await actors(tested)
  const { cases } = tested.house
  const drill = await plantCase(tested, 'process', { drill: true })
  const later = await plantCase(tested, 'process')
  const search = await plantCase(tested, 'process', {
    looked: { court: 'yes', judge: 'yes', searchHere: 'yes' },
  })
  const sooner = await plantCase(tested, 'process')
  for (const [reference, what] of [
    [drill, { ...subpoena, returnOn: '2026-11-25' }],
    [later, { ...subpoena, returnOn: '2027-03-01' }],
    [search, { ...subpoena, instrument: 'search-warrant' }],
    [sooner, { ...subpoena, returnOn: '2026-12-01' }],
  ] as const) {
    await cases.look(director, reference)
    await takeAll(tested, reference, [[director, what]])
  }
  await takeAll(tested, search, [[director, { what: 'search-began', leader: 'Sgt. Vail' }]])
  const page = await signedIn('director')
  const all = [drill, later, search, sooner]
  await page.get('/')
  expect(orderIn(page, all)).toEqual([search, sooner, later, drill])
  expect(page.text).toMatch(/March 1, 2027, in 97 days/)
  expect(page.text).toContain('Officers are searching')
  await page.get('/cases')
  expect(orderIn(page, all)).toEqual([search, sooner, later, drill])
  // Of the same day: what nobody who decides knows of comes before what is only not read yet.
  const known: string[] = []
  for (let each = 0; each < 4; each++) known.push(await plantCase(tested, 'records-request'))
  for (const reference of known) await cases.look(director, reference)
  const unreported = await plantCase(tested, 'emergency')
  await page.get('/cases')
  const order = orderIn(page, [...all, ...known, unreported])
  expect(order.slice(0, 2)).toEqual([search, unreported])
  expect(order.slice(-3)).toEqual([sooner, later, drill])
  // Counsel, whose step it is once the paper is read and its scope is set.
  const counsel = await signedIn('counsel')
  await counsel.get('/')
  expect(orderIn(counsel, all)[0]).toBe(search)
  // A clerk reads nothing of them, but how to go back to the search that they reported.
  const clerk = await signedIn('desk')
  await clerk.get('/')
  expect(orderIn(clerk, all)).toEqual([search])
})

test('a scan is added on the case page, by counsel too, and a finding is cited from it', async () => {
  const reference = await plantCase(tested, 'process')
  const { director } = await actors(tested)
  await tested.house.cases.look(director, reference)
  await takeAll(tested, reference, [
    [director, { what: 'paper-read', instrument: 'court-order', federal: false }],
  ])
  const counsel = await signedIn('counsel', 'elsewhere')
  const at = `/cases/${reference}`
  await counsel.get(at)
  expect(counsel.text).toContain(
    'A finding must cite a page of the paper, and there is no paper on file here yet.',
  )
  expect((await counsel.postFile(`${at}/paper`, {}, { name: '', bytes: Buffer.alloc(0) })).status).toBe(422)
  expect(counsel.text).toContain('Choose a file first')
  await counsel.get(at)
  expect((await counsel.postFile(`${at}/paper`, {}, { ...picture, bytes: Buffer.from('text') })).status).toBe(
    422,
  )
  expect(counsel.text).toContain('This is not a PDF, JPEG, or PNG file.')
  await counsel.get(at)
  // A scan is longer than any form without a file may be.
  const scan = { ...picture, bytes: Buffer.concat([png, Buffer.alloc(3_000_000)]) }
  expect((await counsel.postFile(`${at}/paper`, {}, scan)).status).toBe(303)
  await counsel.get(at)
  const [, paper = ''] = /<option value="([0-9a-f-]{36})">Order\.png/.exec(counsel.html) ?? []
  // Nobody has to ask counsel before counsel's own finding.
  const finding = { step: 'finding-pinned', finding: 'known-crime', paper, page: '1', words: 'Theft.' }
  const pinned = await counsel.post(at, finding)
  expect([pinned.status, counsel.text.includes('Legal counsel must be consulted first')]).toEqual([
    303,
    false,
  ])
  const it = (await tested.house.cases.look(director, reference))?.case
  expect([it?.findings.get('known-crime')?.byCounsel, it?.counselConsulted]).toEqual([true, true])
  // For a clerk there is no such address.
  const clerk = await signedIn('desk')
  await clerk.get('/')
  expect((await clerk.postFile(`${at}/paper`, {}, picture)).status).toBe(404)
})

test('where no card can be looked up the form says so first, and counsel sets records and days without one', async () => {
  const reference = await plantCase(tested, 'process')
  const { director } = await actors(tested)
  await tested.house.cases.look(director, reference)
  await takeAll(tested, reference, [[director, subpoena]])
  const at = `/cases/${reference}`
  const away = await signedIn('director', 'elsewhere')
  await away.get(at)
  expect(away.text).toContain('This computer cannot look up cards.')
  expect(away.html).not.toContain('name="cards"')
  const counsel = await signedIn('counsel', 'elsewhere')
  await counsel.get(at)
  expect(counsel.text).toContain('You do not look up any cards.')
  const set = await counsel.post(at, { step: 'scope-set', records: 'loans', from: '2026-01-01', until: '' })
  expect(set.status).toBe(303)
  await counsel.get(at)
  expect(counsel.text).toContain(
    'the people it names are not set yet; what is checked out and not overdue; from January 1, 2026',
  )
  // It is still owed whom it names, and the Director adds that at the library; nothing is decided before.
  const here = await signedIn('director')
  await here.get(at)
  expect(here.text).toContain('First set which customers and which records the paper names.')
  expect(here.text).not.toContain('This computer cannot look up cards.')
  const named = {
    step: 'scope-set',
    cards: '23000000000002',
    records: 'loans',
    from: '2026-01-01',
    until: '',
  }
  expect((await here.post(at, named)).status).toBe(303)
  const it = (await tested.house.cases.look(director, reference))?.case
  expect(it?.scope).toMatchObject({ subjects: [tested.child], records: ['loans'], from: '2026-01-01' })
})

test('once a wider scope ended counsel’s opinion, the case says that and why it is asked again, and never that counsel gave none', async () => {
  const reference = await plantCase(tested, 'process')
  const { director, counsel } = await actors(tested)
  await tested.house.cases.look(director, reference)
  const advice = { what: 'counsel-advised', way: 'here', counsel: 'Lou', words: 'As it is.' } as const
  await takeAll(tested, reference, [
    [director, { what: 'paper-read', instrument: 'court-order', federal: false }],
    [director, { what: 'scope-set', subjects: [tested.child], records: ['loans'] }],
    [counsel, { ...advice, opinion: 'proper' }],
    [director, { what: 'scope-set', subjects: [tested.child], records: ['loans', 'overdue.titles'] }],
  ])
  const at = `/cases/${reference}`
  const [decides, advises] = [await signedIn('director'), await signedIn('counsel', 'elsewhere')]
  await decides.get(at)
  expect(decides.text).toContain('That opinion ended, so ask for a new one.')
  expect(decides.text).toContain('Counsel must give an opinion again, because the scope changed.')
  expect(decides.text).not.toContain('has not advised yet')
  expect(decides.text).toContain('1 customer; what is checked out and which items are overdue; any day')
  await advises.get(at)
  expect(advises.text).toContain('Compare the new scope with the paper, then give a new opinion.')
  await takeAll(tested, reference, [[counsel, { ...advice, opinion: 'proper' }]])
  await decides.get(at)
  expect(decides.text).not.toContain('because the scope changed')
})

test('counsel who found a paper not proper is not asked for its scan first, and in a case about the Director is not sent to them', async () => {
  const reference = await plantCase(tested, 'process')
  const counsel = await signedIn('counsel', 'elsewhere')
  const at = `/cases/${reference}`
  const asksFirst = 'Ask for one before you say whether the paper is valid.'
  await counsel.get(at)
  expect(counsel.text).toContain(asksFirst)
  const { counsel: lawyer, director } = await actors(tested)
  await takeAll(tested, reference, [
    [lawyer, { what: 'counsel-advised', opinion: 'defective', way: 'here', counsel: 'Lou', words: 'None.' }],
  ])
  await counsel.get(at)
  expect(counsel.text).not.toContain(asksFirst)
  expect(counsel.text).toContain('Contact the decision maker')
  await takeAll(tested, reference, [[lawyer, { what: 'about-director', is: true }]])
  await counsel.get(at)
  expect(counsel.text).not.toMatch(/Contact the (Director|decision maker and counsel)/)
  expect(await tested.house.cases.look(director, reference)).toBeUndefined()
})

test('a request to preserve records leads to the copy before a scope is set', async () => {
  const reference = await plantCase(tested, 'process')
  const { director } = await actors(tested)
  await tested.house.cases.look(director, reference)
  const read = (instrument: 'subpoena' | 'preservation-request') =>
    takeAll(tested, reference, [[director, { what: 'paper-read', instrument, federal: false }]])
  const here = await signedIn('director')
  const asks = 'The records may be gone by the time this is decided.'
  await read('subpoena')
  await here.get(`/cases/${reference}`)
  expect(here.text).not.toContain(asks)
  await read('preservation-request')
  await here.get(`/cases/${reference}`)
  expect(here.text).toContain(asks)
})
