import { type CaseEventBody, type EventBodyOf, listClosedCases, listOpenCases } from '../../cases/index.ts'
import { normalizeCardNumber, patronOfCardToken, type StaffActor } from '../../gate/index.ts'
import { type Clock, daysIn } from '../../platform/clock.ts'
import { token } from '../../platform/crypto/field.ts'
import { inContext } from '../../platform/db/context.ts'
import { typeset } from '../../platform/pdf/typesetter.ts'
import { daysAfter, type StaffRole } from '../../policy/index.ts'
import { addCompletedCourse, findAccount, recordAction, trainedStaff } from '../../staff/index.ts'
import type { Services } from '../services.ts'

type Who = 'clerk' | 'director' | 'counsel'
type Step = readonly [who: Who, daysAfter: number, what: CaseEventBody]
type PastCase = {
  readonly daysAgo: number
  readonly came: Omit<EventBodyOf<'received'>, 'what' | 'aboutDirector' | 'drill'>
  readonly steps: readonly Step[]
}

const reached = { what: 'told', through: 'phone', reached: true } as const
const told: Step = ['clerk', 0.01, { ...reached, whom: 'director' }]
const toldCounsel: Step = ['director', 0.1, { ...reached, whom: 'counsel' }]
const sheriff = { kind: 'justice-agency', agency: 'Kearney County Sheriff' } as const
const closes = (days: number): Step => ['director', days, { what: 'closed' }]

/** Two that are open, and six that ended. */
const cases: readonly PastCase[] = [
  {
    daysAgo: 2,
    came: {
      ...{ kind: 'records-request', way: 'e-mail', wants: 'How many items were checked out last year' },
      requester: { kind: 'public', name: 'Nora Field', agency: 'The Minden Ledger' },
    },
    steps: [
      told,
      ['director', 0.2, { what: 'paper-read', instrument: 'public-records-request', federal: false }],
    ],
  },
  {
    daysAgo: 1,
    came: {
      ...{ kind: 'privacy', way: 'counter', wants: 'Names on the reserve shelf can be read from the aisle' },
      requester: { kind: 'staff', name: 'Vera Lind' },
    },
    steps: [told],
  },
  {
    daysAgo: 320,
    came: {
      ...{ kind: 'ask', way: 'counter', wants: 'Whether a man was in the library that afternoon' },
      requester: { ...sheriff, name: 'Deputy Karen Voss' },
    },
    steps: [told, ['clerk', 0.02, { what: 'answered' }], closes(1)],
  },
  {
    daysAgo: 260,
    came: {
      ...{ kind: 'records-request', way: 'mail', wants: 'A list of everyone who has a card' },
      requester: { kind: 'public', name: 'Paul Tern' },
    },
    steps: [
      told,
      [
        'director',
        3,
        {
          ...{ what: 'withdrawn', through: 'phone', spokeWith: 'Paul Tern' },
          words: 'Wants only the number of cards, which is in the yearly report.',
        },
      ],
      closes(3),
    ],
  },
  {
    daysAgo: 190,
    came: {
      ...{ kind: 'conduct', way: 'counter', wants: 'Someone broke the window of the north door' },
      requester: { kind: 'public', name: 'Dana Cole' },
    },
    steps: [told, ['director', 1, { what: 'answered' }], closes(2)],
  },
  {
    daysAgo: 120,
    came: {
      ...{ kind: 'ask', way: 'phone', wants: 'The address of a family' },
      requester: { kind: 'government-agency', name: 'Mr. Hale', agency: 'A school office' },
    },
    steps: [told, ['clerk', 0.02, { what: 'answered' }], closes(1)],
  },
  {
    daysAgo: 75,
    came: {
      ...{ kind: 'process', way: 'counter', wants: 'What was checked out on one card' },
      requester: { ...sheriff, name: 'Deputy Karen Voss' },
      looked: { court: 'no', judge: 'no', searchHere: 'no' },
    },
    steps: [
      told,
      toldCounsel,
      ['director', 1, { what: 'paper-read', instrument: 'subpoena', federal: false }],
      [
        'director',
        4,
        {
          ...{ what: 'withdrawn', through: 'phone', spokeWith: 'Deputy Karen Voss' },
          words: 'The subpoena was not from a court.',
        },
      ],
      closes(5),
    ],
  },
  {
    daysAgo: 30,
    came: {
      ...{ kind: 'process', way: 'mail', wants: 'Records of the city’s building permits' },
      requester: { kind: 'private-party', name: 'Lowe and Rand, attorneys' },
      looked: { court: 'yes', judge: 'no', searchHere: 'no' },
    },
    steps: [
      told,
      toldCounsel,
      ['director', 1, { what: 'paper-read', instrument: 'subpoena', federal: false }],
      [
        'counsel',
        2,
        {
          ...{ what: 'counsel-advised', way: 'here', counsel: 'Carl Moss' },
          words: 'The library has no such records. It is for the city clerk.',
        },
      ],
      ['director', 2, { what: 'referred', words: 'To the city clerk.' }],
      closes(3),
    ],
  },
]

/** Once: cases of the last year, and staff who took the course. */
export async function inventYear(services: Services, servicesAt: ServicesAt): Promise<void> {
  const [clerk, director, counsel] = await Promise.all(
    (['desk', 'director', 'counsel'] as const).map((role) => actorOfDemo(services, role)),
  )
  if (!clerk || !director || !counsel) return
  const by: Readonly<Record<Who, StaffActor>> = { clerk, director, counsel }
  if ((await listClosedCases(services, director, undefined)).cases.length === 0) {
    const past = pastOf(services, servicesAt)
    for (const each of cases) await enter(past, by, each)
  }
  const { app, clock, pack } = services
  if ((await trainedStaff(app, [clock.today()])).trained.some(Boolean)) return
  for (const who of [clerk, director, counsel]) {
    const { accountId, role } = who
    const done = { accountId, role, doneOn: clock.today(), score: 9, questions: 10, pack: pack.hash }
    await recordAction(services, who, async (trx, note) => {
      const entry = await note({ kind: 'training-done', flags: ['9-of-10'] })
      return addCompletedCourse(trx, { ...done, entry })
    })
  }
}

async function enter(
  past: Past,
  by: Readonly<Record<Who, StaffActor>>,
  { daysAgo, came, steps }: PastCase,
): Promise<void> {
  const { cases: service } = past.services
  past.goTo(daysAgo)
  const first = { what: 'received', aboutDirector: false, drill: false, ...came } as const
  const { reference } = await service.receive(by.clerk, first)
  for (const [who, after, what] of steps) {
    past.goTo(daysAgo - after)
    const taken = await service.take(by[who], reference, what)
    if (taken === 'unknown' || 'refused' in taken) throw new Error(`an invented case: ${what.what}`)
  }
  // Otherwise each would wait to be viewed. Of those still open, counsel has yet to hear.
  await service.look(by.director, reference)
  if (steps.at(-1)?.[2].what === 'closed') await service.look(by.counsel, reference)
}

const order = {
  library: 'Jensen Memorial Library',
  court: 'District Court of Kearney County, Nebraska',
  title: 'Order to produce records',
  matter: 'In the matter of an investigation by the Sheriff of Kearney County',
  findings: [
    'The applicant is the Sheriff of Kearney County, an agency of justice of this state.',
    'The Court finds reason to believe that a known crime, the burglary of a business, was committed in Minden.',
    'The holder of the card named in the sealed annex is sought as a witness to that crime.',
  ],
  order:
    'The library shall produce the record of the items that are checked out on the card named in the sealed annex.',
  signed: 'E. Lindholm, District Judge',
  note: 'Invented for a demonstration. There is no such order.',
}

/**
 * The reference of an open case that counsel has been asked about; where none is left, a new one is made, by the same
 * steps that people take.
 */
export async function halfDoneCase(
  services: Services,
  servicesAt: ServicesAt,
  card: string,
): Promise<string | undefined> {
  const [clerk, director, counsel] = await Promise.all(
    (['desk', 'director', 'counsel'] as const).map((role) => actorOfDemo(services, role)),
  )
  if (!clerk || !director || !counsel) return undefined
  const { cases } = await listOpenCases(services, director, undefined)
  const found = cases.find(({ stage, drill }) => stage === 'with-counsel' && !drill)
  return found?.reference ?? makeCase(pastOf(services, servicesAt), { clerk, director, counsel, card })
}

/** Who acts in invented cases; undefined where a visitor ended or changed the account. */
export async function actorOfDemo({ app }: Services, role: StaffRole): Promise<StaffActor | undefined> {
  const account = await findAccount(app, { signIn: role })
  return account?.role !== role
    ? undefined
    : { accountId: account.id, role, place: role === 'desk' ? 'front-desk' : 'office' }
}

type Cast = Readonly<Record<'clerk' | 'director' | 'counsel', StaffActor>> & { readonly card: string }

async function makeCase(past: Past, { clerk, director, counsel, card }: Cast): Promise<string> {
  const { cases, clock, pack } = past.services
  const today = clock.today()
  past.goTo(3)
  const { reference } = await cases.receive(clerk, {
    ...{ what: 'received', kind: 'process', way: 'counter', aboutDirector: false, drill: false },
    wants: 'What is checked out on one card',
    requester: { kind: 'justice-agency', name: 'Deputy Karen Voss', agency: 'Kearney County Sheriff' },
    looked: { court: 'yes', judge: 'yes', searchHere: 'no' },
  })
  const take = async (who: StaffActor, what: Parameters<typeof cases.take>[2], days: number) => {
    past.goTo(days)
    const taken = await cases.take(who, reference, what)
    if (taken === 'unknown' || 'refused' in taken) throw new Error(`the demonstration's case: ${what.what}`)
  }
  const reached = { what: 'told', through: 'phone', reached: true } as const
  await take(clerk, { ...reached, whom: 'director' }, 2.99)
  await take(director, { ...reached, whom: 'counsel' }, 2.9)
  const number = `CR ${today.slice(2, 4)}-118`
  const file = { name: `Court order ${number}.pdf`, bytes: await orderPdf({ ...order, number }) }
  const added = await cases.papers.add(director, reference, file)
  if (typeof added === 'string') throw new Error(`the demonstration's order: ${added}`)
  const paper = (await cases.look(director, reference))?.case.papers[0]?.id ?? ''
  await take(
    director,
    {
      ...{ what: 'paper-read', instrument: 'court-order', court: order.court, number },
      ...{ issuedOn: daysAfter(today, -4), servedOn: daysAfter(today, -3), returnOn: daysAfter(today, 11) },
      federal: false,
    },
    2,
  )
  const subjects = await patronOf(past.services, card)
  await take(director, { what: 'scope-set', subjects, records: ['loans', 'overdue.titles'] }, 2)
  await take(
    counsel,
    {
      ...{ what: 'counsel-advised', way: 'here', counsel: 'Carl Moss' },
      words: `I have the order. I am comparing it with the six points of ${pack.words['findings-clause']}.`,
    },
    1,
  )
  await cases.look(counsel, reference)
  const cited = [
    ['justice-agency', order.findings[0]],
    ['known-crime', order.findings[1]],
    ['competent-court', order.court],
  ] as const
  for (const [finding, words = ''] of cited) {
    await take(counsel, { what: 'finding-pinned', finding, paper, page: 1, words }, 1)
  }
  return reference
}

const orderPdf = (page: typeof order & { readonly number: string }) =>
  typeset(new URL('./court-order.typ', import.meta.url), page)

async function patronOf({ app, ring }: Services, card: string): Promise<string[]> {
  const index = token(ring, 'card.barcode', normalizeCardNumber(card))
  const found = await inContext(app, { actor: 'demo', place: 'here' }, (trx) =>
    patronOfCardToken(trx, ring, index),
  )
  return found === undefined ? [] : [found.id]
}

/** The same library's services by another clock. */
export type ServicesAt = (clock: Clock) => Services

/** Services whose clock is set to a past day, which then dates what is invented, in the log too. */
export type Past = { readonly services: Services; goTo(daysAgo: number): void }

const dayMs = 24 * 3_600_000

export function pastOf({ clock, pack }: Services, servicesAt: ServicesAt): Past {
  const dayOf = daysIn(pack.timeZone)
  let now = clock.now()
  return {
    services: servicesAt({ now: () => now, today: () => dayOf(now) }),
    goTo(daysAgo) {
      now = new Date(clock.now().getTime() - daysAgo * dayMs)
    },
  }
}
