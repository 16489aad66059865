import { expect, test } from 'vitest'
import type { Case } from '../../src/cases/case.ts'
import { deadlineRulesOf } from '../../src/cases/case-repository.ts'
import { businessDaysAfter, deadlinesOf } from '../../src/cases/deadlines.ts'
import { guardsByName } from '../../src/cases/step-table.ts'
import { decisionGuards } from '../../src/cases/steps/decided.ts'
import { newCase } from '../../src/cases/steps/received.ts'
import { jensen } from '../policy/jensen-pack.ts'

const rules = jensen.manifest.cases
if (rules === undefined) throw new Error('the library works its cases here')
const clocks = deadlineRulesOf(rules)
const dayOf = (instant: string) => instant.slice(0, 10)
const stamp = {
  by: 'ann',
  role: 'staff',
  at: '2026-11-24T16:00:00Z',
  notedAt: '2026-11-24T16:00:00Z',
} as const

const search = {
  ...{ leader: 'Sgt. Vail', court: '', signedBy: '', place: '', items: '', dates: '', hours: '' },
  delay: 'not-asked',
} as const

const came = (kind: Case['kind'], secret?: true): Case =>
  newCase(
    {
      ...(secret && { secret }),
      ...{ what: 'received', kind, way: 'counter', wants: '', drill: false, aboutDirector: false },
      requester: { kind: 'justice-agency', name: 'A. Sheriff' },
    },
    stamp,
  )

test('every need has the clause that asks for it, and every clause is one of the policy', () => {
  expect(Object.keys(rules.clauses).sort()).toEqual([...guardsByName.keys()].sort())
  const unknown = Object.values(rules.clauses).filter(
    (clause) => !jensen.clauses.some(({ id }) => id === clause),
  )
  expect(unknown).toEqual([])
})

/** The same, reported and read. */
const known = (kind: Case['kind']): Case => ({
  ...came(kind),
  ...{ directorAt: stamp.at, reading: { instrument: 'unread', federal: false } },
})

test('paper is reported and read at once, and an incident or an emergency is reported at once: on a closed day too', () => {
  for (const kind of ['process', 'records-request', 'emergency', 'conduct'] as const) {
    expect(deadlinesOf(came(kind), clocks, dayOf)[0]).toEqual({ clock: 'report', on: '2026-11-24' })
  }
  const told = { directorAt: stamp.at }
  const nextOf = (it: Case) => deadlinesOf(it, clocks, dayOf)[0]
  expect(nextOf({ ...came('process'), ...told })).toEqual({ clock: 'read', on: '2026-11-24' })
  expect(nextOf({ ...came('conduct'), ...told })).toBeUndefined()
  // Whoever ended it at the counter told nobody by that.
  expect(nextOf({ ...came('conduct'), outcome: 'recorded' })?.clock).toBe('report')
  expect([nextOf(came('ask')), nextOf(came('privacy'))]).toEqual([undefined, undefined])
  // A holiday and a Saturday: "immediately" (Reg 6) is not the next business day.
  for (const closed of ['2026-11-26', '2026-11-28']) {
    const late = { ...came('process'), receivedAt: `${closed}T16:00:00Z` }
    expect(nextOf(late)).toEqual({ clock: 'report', on: closed })
    expect(nextOf({ ...late, ...told })).toEqual({ clock: 'read', on: closed })
    expect(nextOf({ ...late, search, searchBeganAt: late.receivedAt })).toEqual({
      clock: 'report',
      on: closed,
    })
  }
})

test('four business days from a Tuesday leave out Thanksgiving and the weekend', () => {
  expect(businessDaysAfter('2026-11-24', 4, clocks.closed)).toBe('2026-12-01')
  expect(deadlinesOf(known('records-request'), clocks, dayOf)).toEqual([
    { clock: 'answer', on: '2026-12-01' },
  ])
})

test('federal paper may be objected to for 14 days, and not after the day that it wants an answer by', () => {
  const reading = { instrument: 'subpoena', federal: true, servedOn: '2026-11-23' } as const
  const it = { ...known('process'), reading }
  expect(deadlinesOf(it, clocks, dayOf)).toEqual([{ clock: 'objection', on: '2026-12-07' }])
  expect(deadlinesOf({ ...it, reading: { ...reading, returnOn: '2026-12-01' } }, clocks, dayOf)).toEqual([
    { clock: 'return', on: '2026-12-01' },
    { clock: 'objection', on: '2026-12-01' },
  ])
})

test('a gag has clocks of its own until it ends: the review of a letter at three years and at its close, and its own last day', () => {
  const reading = {
    instrument: 'national-security-letter',
    federal: true,
    servedOn: '2028-02-29',
    gagUntil: '2030-01-01',
  } as const
  const it: Case = { ...known('process'), reading, gagged: true, objected: true }
  const review = { clock: 'gag-review', on: '2031-03-01' }
  const end = { clock: 'gag-until', on: '2030-01-01' }
  expect(deadlinesOf(it, clocks, dayOf)).toEqual([end, review])
  const closed: Case = { ...it, closed: true, closedAt: '2028-05-02T16:00:00Z' }
  expect(deadlinesOf(closed, clocks, dayOf)).toEqual([{ clock: 'gag-review', on: '2028-05-02' }, end, review])
  expect(deadlinesOf({ ...closed, gagged: false }, clocks, dayOf)).toEqual([])
  const fisa: Case = { ...it, reading: { ...reading, instrument: 'fisa-order', gagUntil: undefined } }
  expect(deadlinesOf(fisa, clocks, dayOf)).toEqual([])
})

test('what lies in a compartment counts as gagged from the first, and counsel has not seen it', () => {
  const secret = came('process', true)
  expect([secret.gagged, secret.gagUnseen]).toEqual([true, true])
})

test('a library that is never open has no business day', () => {
  expect(() => businessDaysAfter('2026-11-24', 1, { weekdays: [0, 1, 2, 3, 4, 5, 6], days: [] })).toThrow(
    RangeError,
  )
})

test('a court order that is due by tomorrow does not wait for counsel’s own hand; a release and other paper do', () => {
  const paper = (instrument: 'court-order' | 'subpoena', returnOn: string): Case => ({
    ...known('process'),
    reading: { instrument, federal: false, returnOn },
    relayed: [{ of: 'advice', by: 'ann', at: stamp.at }],
  })
  const world = { today: '2026-11-24', dayOf, decide: jensen.decide }
  const waits = (decision: 'release' | 'compulsion', it: Case) => {
    const event = { what: 'decided', decision, document: '', grounds: '' } as const
    return decisionGuards[decision].some(
      (guard) => guard.name === 'counsel-confirmed' && !guard.passes(it, { event, stamp, world }),
    )
  }
  expect(waits('compulsion', paper('court-order', '2026-11-25'))).toBe(false)
  expect(waits('compulsion', paper('court-order', '2026-11-20'))).toBe(false)
  expect(waits('compulsion', paper('court-order', '2026-11-26'))).toBe(true)
  expect(waits('compulsion', paper('subpoena', '2026-11-24'))).toBe(true)
  expect(waits('release', paper('court-order', '2026-11-24'))).toBe(true)
})
