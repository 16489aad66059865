import { type CaseEventBody, type EventBodyOf, listClosedCases } from '../../cases/index.ts'
import type { StaffActor } from '../../gate/index.ts'
import { addCompletedCourse, recordAction, trainedStaff } from '../../staff/index.ts'
import type { Services } from '../services.ts'
import { actorOfDemo, type Past, pastOf, type ServicesAt } from './half-done-case.ts'

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
