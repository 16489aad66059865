import type { Case } from '../../src/cases/case.ts'
import { groundsHash, groundsOf } from '../../src/cases/decision.ts'
import type { CaseEvent, CaseEventBody } from '../../src/cases/event.ts'
import type { CaseRole } from '../../src/cases/stamp.ts'
import { applyStep } from '../../src/cases/step-table.ts'
import { findingKinds } from '../../src/policy/ask.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { counselHere } from './any-event.ts'

/* Cases that have come where chance seldom leads, so that random play can begin there. */

type Act = readonly [at: string, CaseRole, CaseEventBody | ((it: Case) => CaseEventBody)]

const day = '2026-11-20'
const world = {
  today: day,
  dayOf: (instant: string) => instant.slice(0, 10),
  decide: jensen.decide,
  confirmBy: () => day,
}

function eventsOf(...acts: readonly Act[]): readonly CaseEvent[] {
  let it: Case | undefined
  return acts.map(([time, role, act]) => {
    const what = typeof act === 'function' ? act(it as Case) : act
    const at = `${day}T${time}:00Z`
    const event = { ...what, stamp: { by: role, role, at, notedAt: at } } as CaseEvent
    const next = applyStep(it, event, world)
    if ('refused' in next) throw new Error(`${what.what}: ${next.refused.join(', ')}`)
    it = next.case
    return event
  })
}

const tryOf = (counsel: string, time: string): Act => [
  time,
  'director',
  { what: 'told', whom: 'counsel', through: 'phone', reached: false, counsel },
]

/** A deputy brought an order that the Director read as a court's, due tomorrow; it names one customer's loans, and it was called back. */
const orderRead: readonly Act[] = [
  [
    '08:00',
    'staff',
    {
      ...{ what: 'received', kind: 'process', way: 'counter', wants: '', drill: false, aboutDirector: false },
      requester: { kind: 'justice-agency', name: 'A. Sheriff' },
    },
  ],
  ['08:01', 'staff', { what: 'told', whom: 'director', through: 'phone', reached: true }],
  [
    '08:02',
    'staff',
    {
      what: 'paper-added',
      paper: { id: 'paper', name: 'order.pdf', type: 'application/pdf', sha256: '', bytes: 1, pages: 2 },
    },
  ],
  [
    '08:03',
    'director',
    { what: 'paper-read', instrument: 'court-order', federal: false, returnOn: '2026-11-21' },
  ],
  ['08:04', 'director', { what: 'scope-set', subjects: ['p1'], records: ['loans'] }],
  [
    '08:05',
    'director',
    {
      ...{ what: 'requester-checked', source: 'agency-published', dialled: '308-555-0100' },
      ...{ spokeWith: 'the clerk', verified: true },
    },
  ],
]

const allCited = findingKinds.map(
  (finding): Act => [
    '08:20',
    'director',
    { what: 'finding-pinned', finding, paper: 'paper', page: 1, words: 'as it says' },
  ],
)

const saysProper = { what: 'counsel-advised', opinion: 'proper', words: 'as it was said' } as const

/** The Director wrote down that counsel called the order proper, and cited all that a release needs. Counsel has confirmed nothing. */
export const properAsReported = (): readonly CaseEvent[] =>
  eventsOf(...orderRead, ['08:10', 'director', { ...saysProper, way: 'phone', counsel: 'Lou' }], ...allCited)

/** Counsel called the order proper in their own hand, before the Director cited what a release needs. */
export const citedUnseen = (): readonly CaseEvent[] =>
  eventsOf(
    ...orderRead,
    ['08:10', 'counsel', { ...saysProper, way: 'here', counsel: 'counsel' }],
    ...allCited,
  )

/** A court's order, due tomorrow, that two people decided to comply with under seal: no counsel could be reached. */
export const compliedUnderSeal = (): readonly CaseEvent[] =>
  eventsOf(
    ...orderRead,
    ...['08:10', '08:45', '09:20'].flatMap((time) => counselHere.map((name) => tryOf(name, time))),
    ['09:30', 'director', { what: 'minimum-asked', counsel: [...counselHere], underSeal: true }],
    ['09:31', 'president', { what: 'minimum-agreed', as: 'president' }],
    [
      '09:32',
      'director',
      (it) => ({
        ...{ what: 'decided', decision: 'compulsion', document: '', notReached: true },
        grounds: groundsHash(groundsOf(it)),
      }),
    ],
  )
