import type { DecisionDocument } from '../../src/cases/decision.ts'
import type { CaseEventBody, EventBodyOf } from '../../src/cases/event.ts'
import type { StaffActor } from '../../src/gate/actor.ts'
import { findingKinds } from '../../src/policy/ask.ts'
import { denialWordsOf } from '../../src/policy/manifest.ts'
import { decide } from '../casework/decided-case.ts'
import type { Tested } from './house.ts'
import { Visitor } from './visitor.ts'

/** People of the test house, as they act in a case. */
export async function actors({
  house,
}: Tested): Promise<Record<'clerk' | 'director' | 'counsel', StaffActor>> {
  const accounts = await house.app.selectFrom('account').select(['id', 'role']).execute()
  const of = (role: 'desk' | 'director' | 'counsel'): StaffActor => ({
    ...{ accountId: accounts.find((one) => one.role === role)?.id ?? '', role, place: 'office' },
  })
  return { clerk: of('desk'), director: of('director'), counsel: of('counsel') }
}

/** A case that came in at the desk. @returns its reference */
export async function plantCase(
  tested: Tested,
  kind: EventBodyOf<'received'>['kind'],
  more: Partial<EventBodyOf<'received'>> = {},
): Promise<string> {
  const { clerk } = await actors(tested)
  const requester = { kind: 'justice-agency', name: 'Quill Sherwood', agency: 'Kearney County' } as const
  const came = { what: 'received', kind, way: 'counter', wants: 'Loans 2026' } as const
  const { reference } = await tested.house.cases.receive(clerk, {
    ...{ ...came, requester, aboutDirector: false, drill: false, ...more },
  })
  return reference
}

/** Steps that must go well. */
export async function takeAll(
  { house }: Tested,
  reference: string,
  steps: readonly (readonly [StaffActor, CaseEventBody])[],
): Promise<void> {
  for (const [who, what] of steps) {
    const taken = await house.cases.take(who, reference, what)
    if (typeof taken === 'string' || 'refused' in taken) {
      throw new Error(`${what.what}: ${JSON.stringify(taken)}`)
    }
  }
}

/** A court's order with all that a release needs but the decision. @returns its reference */
export async function plantOrder(tested: Tested): Promise<string> {
  const { director, counsel } = await actors(tested)
  const reference = await plantCase(tested, 'process', {
    looked: { court: 'yes', judge: 'yes', searchHere: 'no' },
  })
  const { cases } = tested.house
  await cases.look(director, reference)
  const png = Buffer.from('89504e470d0a1a0a', 'hex')
  await cases.papers.add(director, reference, { name: 'Scan 1.png', bytes: png })
  const paper = (await cases.look(director, reference))?.case.papers[0]?.id ?? ''
  await takeAll(tested, reference, [
    [
      director,
      {
        ...{
          what: 'paper-read',
          instrument: 'court-order',
          court: 'Kearney County Court',
          number: 'CR 26-7',
        },
        ...{ issuedOn: '2026-11-20', servedOn: '2026-11-24', returnOn: '2026-12-08', federal: false },
      },
    ],
    [director, { what: 'scope-set', subjects: [tested.child], records: ['loans'] }],
    [counsel, { what: 'counsel-advised', opinion: 'proper', way: 'here', counsel: 'Lou', words: 'CR 26-7' }],
    ...findingKinds.map(
      (finding, at) =>
        [counsel, { what: 'finding-pinned', finding, paper, page: 1, words: `§ ${at + 1}` }] as const,
    ),
    [
      director,
      {
        what: 'requester-checked',
        source: 'agency-published',
        dialled: '308-555-0100',
        spokeWith: 'Ada',
        verified: true,
      },
    ],
  ])
  return reference
}

/** A court order that is due, of which a second person is asked, since counsel was tried three times in vain. @returns its reference */
async function plantDueOrder(tested: Tested): Promise<string> {
  const { director } = await actors(tested)
  const { time } = tested
  const { now } = time
  const reference = await plantCase(tested, 'process')
  await tested.house.cases.look(director, reference)
  await takeAll(tested, reference, [
    [
      director,
      {
        ...{ what: 'paper-read', instrument: 'court-order', federal: false, court: 'Kearney County Court' },
        ...{ number: 'CI 26-9', returnOn: tested.time.today },
      },
    ],
    [
      director,
      {
        ...{ what: 'requester-checked', source: 'agency-published', dialled: '308-555-0100' },
        ...{ spokeWith: 'The clerk', verified: true },
      },
    ],
    [director, { what: 'scope-set', subjects: [tested.child], records: ['loans', 'overdue.titles'] }],
  ])
  const tried = { what: 'told', whom: 'counsel', through: 'phone', reached: false } as const
  for (const minutes of [0, 30, 60]) {
    time.now = new Date(now.getTime() + minutes * 60_000)
    await takeAll(tested, reference, [[director, { ...tried, counsel: 'Lou Brief' }]])
  }
  await takeAll(tested, reference, [
    [director, { what: 'minimum-asked', counsel: ['Lou Brief'], underSeal: true }],
  ])
  time.now = now
  return reference
}

/** The same, agreed by the president, decided and collected, for the president to check. @returns its reference */
async function plantDueToCheck(tested: Tested): Promise<string> {
  const reference = await plantDueOrder(tested)
  const { director } = await actors(tested)
  const { app, cases, copies } = tested.house
  const board = await app.selectFrom('account').select('id').where('president', '=', true).executeTakeFirst()
  const president = { accountId: board?.id ?? '', role: 'trustee', place: 'office', president: true } as const
  const asked = (await cases.askingSecond(president)).find((one) => one.reference === reference)
  await cases.takeAsSecond(president, reference, { mark: asked?.mark ?? '' })
  await decide(cases, director, reference, 'compulsion')
  await copies.collect(director, reference)
  return reference
}

/** What the pages of cases are looked at with. */
export async function plantCases(
  tested: Tested,
): Promise<
  Record<
    'unread' | 'worked' | 'presidents' | 'decided' | 'reported' | 'hidden' | 'subpoena' | 'due' | 'tocheck',
    string
  >
> {
  const unread = await plantCase(tested, 'records-request', { requester: { kind: 'public', name: 'Ned' } })
  const presidents = await plantCase(tested, 'privacy', { aboutDirector: true })
  const decided = await plantCase(tested, 'records-request', { requester: { kind: 'public', name: 'Ada' } })
  const { director } = await actors(tested)
  const { cases } = tested.house
  const denial = denialWordsOf(tested.house.pack.manifest)
  const text = ['MGT-1, Reg 7', '- Reg 1', ...Object.values(denial ?? {})].join('\n\n')
  await cases.draft(director, decided, { decision: 'refusal', text, language: 'en' })
  const draft = (await cases.look(director, decided))?.draft
  if (draft === undefined) throw new Error('no draft was kept')
  const document: DecisionDocument = {
    ...{
      ...draft,
      on: '2026-11-24',
      library: 'Jensen',
      case: decided,
      by: director.accountId,
      role: 'director',
    },
    ...(denial && { denial }),
  }
  await cases.decide(director, { document, signature: 'x', publicKey: 'x', keysHash: 'x' })
  // What the Director recorded as the Board's word, and as counsel's.
  const consulted = await plantCase(tested, 'privacy')
  const reported = await plantOrder(tested)
  const said = { way: 'phone', counsel: 'Lou Brief', words: 'The order is good as it is.' } as const
  for (const one of [consulted, reported]) await cases.look(director, one)
  await takeAll(tested, consulted, [
    [director, { what: 'board-consulted', motion: '26-31', session: '2026-11', on: '2026-11-24' }],
  ])
  await takeAll(tested, reported, [[director, { what: 'counsel-advised', opinion: 'proper', ...said }]])
  // A nondisclosure order that only the Director noted.
  const hidden = await plantCase(tested, 'process')
  await takeAll(tested, hidden, [
    [director, { what: 'gag-found', words: 'Page 2: do not tell the customer.' }],
  ])
  const due = { tocheck: await plantDueToCheck(tested), due: await plantDueOrder(tested) }
  const subpoena = await plantCase(tested, 'process')
  await cases.look(director, subpoena)
  await takeAll(tested, subpoena, [
    [
      director,
      {
        ...{ what: 'paper-read', instrument: 'county-attorney-subpoena', federal: false },
        ...{ court: 'Kearney County Attorney', number: 'CI 26-1', returnOn: '2026-12-01' },
      },
    ],
    [director, { what: 'told', whom: 'counsel', through: 'phone', reached: true }],
  ])
  return { unread, worked: await plantOrder(tested), presidents, decided, reported, hidden, subpoena, ...due }
}

/** Someone at the office, signed in, on a page. */
export async function atOffice(
  { app, tested }: { readonly app: ConstructorParameters<typeof Visitor>[0]; readonly tested: Tested },
  signIn: string,
  path: string,
): Promise<Visitor> {
  const visitor = new Visitor(app)
  visitor.cookies.set('carrel-computer', await tested.computerAt('office'))
  await visitor.signIn(signIn)
  await visitor.get(path)
  return visitor
}

/** Takes a step on the case's page, which must go well. */
export async function takeOnPage(
  who: Visitor,
  reference: string,
  fields: Record<string, string | readonly string[]>,
): Promise<void> {
  const response = await who.post(`/cases/${reference}`, fields)
  if (response.status !== 303)
    throw new Error(`${fields['step']}: ${response.status} ${who.text.slice(0, 900)}`)
  await who.get(`/cases/${reference}`)
}
