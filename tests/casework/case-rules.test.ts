import { expect, test } from 'vitest'
import type { Case, SecondPerson } from '../../src/cases/case.ts'
import { deadlineRulesOf } from '../../src/cases/case-repository.ts'
import { confirmationUntil, deadlinesOf } from '../../src/cases/deadlines.ts'
import { groundsHash, groundsOf, isMinimumAgreed, minimumGrounds } from '../../src/cases/decision.ts'
import type { CaseRole, EventStamp } from '../../src/cases/stamp.ts'
import { applyStep, guardsByName } from '../../src/cases/step-table.ts'
import { newCase } from '../../src/cases/steps/received.ts'
import { businessDaysAfter } from '../../src/policy/index.ts'
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
  ...{ receipt: '', tookNothing: false },
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
  expect(businessDaysAfter('2026-11-24', 3660, { weekdays: [0, 6], days: [] })).toBe('2040-12-04')
  expect(() => businessDaysAfter('2026-11-24', 1, { weekdays: [0, 1, 2, 3, 4, 5, 6], days: [] })).toThrow(
    RangeError,
  )
})

const world = {
  ...{ today: '2026-11-24', dayOf, decide: jensen.decide },
  attempts: { each: 3, minutesApart: 30 },
}
const byDirector = { ...stamp, by: 'dee', role: 'director' } as const
const settled = { subjects: ['p1'], records: ['loans'] } as const
const order = (returnOn: string, instrument: 'court-order' | 'subpoena' = 'court-order'): Case => ({
  ...known('process'),
  ...{ reading: { instrument, federal: false, returnOn }, scope: settled, requesterVerified: true },
})

const word = { of: 'advice', by: 'dee', at: stamp.at, notedAt: stamp.at } as const

test('a day that the decider alone typed leaves a second person a business day to confirm', () => {
  const until = (it: Case, signer = 'dee') => confirmationUntil(it, signer, { days: 3, rules: clocks, dayOf })
  const reads = (
    it: Case,
    on: string,
    days: Partial<NonNullable<Case['reading']>>,
    role: CaseRole = 'director',
  ) => {
    const at = `${on}T17:00:00Z`
    const by = role === 'director' ? 'dee' : 'cal'
    const what = { what: 'paper-read', instrument: 'subpoena', federal: false, ...days } as const
    const next = applyStep(it, { ...what, stamp: { by, role, at, notedAt: at } }, { ...world, today: on })
    if ('refused' in next) throw new Error(next.refused.join(', '))
    return next.case
  }
  const [today, tomorrow] = ['2026-11-24', '2026-11-25']
  const typed = reads(known('process'), today, { returnOn: today })
  expect(until(typed)).toBe(tomorrow)
  // To read it again with the same days begins no other day, and another return date does. The 26th is Thanksgiving.
  expect(until(reads(typed, tomorrow, { returnOn: today }))).toBe(tomorrow)
  expect(until(reads(typed, tomorrow, { returnOn: tomorrow }))).toBe('2026-11-27')
  // By when a federal subpoena was served is typed too.
  const served = { federal: true, servedOn: '2026-11-03' }
  expect(until(reads(known('process'), today, served))).toBe(tomorrow)
  // Counsel who read the same confirmed them, but not to themselves.
  const read = reads(typed, today, { returnOn: today }, 'counsel')
  expect([until(read), until(read, 'cal')]).toEqual(['2026-11-23', tomorrow])
  // The same where someone recorded that it came long ago, by any account.
  for (const [kind, earliest] of [
    ['privacy', '2026-11-30'],
    ['records-request', tomorrow],
  ] as const) {
    const long: Case = { ...came(kind), servedTo: 'dee', receivedAt: '2026-11-10T16:00:00Z' }
    expect([until(long), until(long, 'pat')]).toEqual([earliest, earliest])
  }
})

test('no order is complied with on a word that is only reported, however soon it is due', () => {
  const it: Case = {
    ...order('2026-11-24'),
    ...{ opinion: 'proper', counselConsulted: true, relayed: [word] },
  }
  const grounds = groundsHash(groundsOf(it))
  const decided = {
    what: 'decided',
    decision: 'compulsion',
    document: '',
    grounds,
    stamp: byDirector,
  } as const
  expect(applyStep(it, decided, world)).toEqual({ refused: ['counsel-confirmed'] })
  const without = applyStep(it, { ...decided, notReached: true }, world)
  expect(without).toHaveProperty('refused', ['minimum-agreed'])
})

test('a second person is asked of an order due by tomorrow, once each counsel was tried three times, half an hour apart', () => {
  const triedAt = (counsel: string, ...times: readonly string[]) =>
    times.map((time) => ({ counsel, at: `2026-11-24T${time}:00Z` }))
  const asks = (it: Case) => {
    const asked = {
      what: 'minimum-asked',
      counsel: ['Lou', 'Kit'],
      underSeal: true,
      stamp: byDirector,
    } as const
    const next = applyStep(it, asked, world)
    return 'refused' in next ? next.refused : next.case.minimum?.by
  }
  const lou = triedAt('Lou', '16:00', '16:30', '17:00')
  const kit = triedAt('Kit', '16:01', '16:31', '17:01')
  for (const [returnOn, tries, says] of [
    ['2026-11-25', [...lou, ...kit], 'dee'],
    ['2026-11-20', [...lou, ...kit], 'dee'],
    ['2026-11-26', [...lou, ...kit], ['due-order']],
    ['2026-11-25', lou, ['counsel-tried']],
    ['2026-11-25', [...lou, ...triedAt('Kit', '16:01', '16:31', '17:00')], ['counsel-tried']],
    // What was tried before the paper came says nothing of it.
    ['2026-11-25', [...lou, ...triedAt('Kit', '15:00', '16:31', '17:01')], ['counsel-tried']],
  ] as const)
    expect([returnOn, asks({ ...order(returnOn), tries })]).toEqual([returnOn, says])
  const subpoena = { ...order('2026-11-24', 'subpoena'), tries: [...lou, ...kit] }
  expect(asks(subpoena)).toEqual(['due-order'])
})

test('who agrees may know of the case and is not who asks; what changes afterward needs to be asked again', () => {
  const open = order('2026-11-24')
  const asked: Case = {
    ...open,
    minimum: { by: 'dee', counsel: ['Lou'], underSeal: false, grounds: minimumGrounds(open) },
  }
  const agrees = (it: Case, as: SecondPerson, role: CaseRole, by = 'pat', more: Partial<EventStamp> = {}) => {
    const who = { ...stamp, by, role, ...more }
    const next = applyStep(it, { what: 'minimum-agreed', as, stamp: who }, world)
    return 'refused' in next ? next.refused : next.case.minimum?.agreedBy
  }
  expect(agrees(asked, 'president', 'president')).toBe('pat')
  expect(agrees(asked, 'president', 'president', 'dee')).toEqual(['other-person'])
  expect(agrees(asked, 'president', 'president', 'pat', { unconfirmed: true })).toEqual([
    'own-sign-in',
    'other-person',
  ])
  expect(agrees(asked, 'acting', 'director')).toEqual(['other-person'])
  // A nondisclosure order that only the Director noted does not choose who agrees.
  expect(agrees({ ...asked, gagged: true }, 'acting', 'director', 'pat', { acting: true })).toEqual([
    'other-person',
  ])
  const secret: Case = { ...asked, gagged: true, gagByCounsel: true }
  expect(agrees(secret, 'president', 'president')).toEqual(['other-person'])
  expect(agrees(secret, 'acting', 'director')).toEqual(['other-person'])
  expect(agrees(secret, 'acting', 'director', 'pat', { acting: true })).toBe('pat')
  expect(agrees({ ...asked, aboutDirector: true }, 'trustee', 'staff')).toBe('pat')
  const wider: Case = { ...asked, scope: { ...settled, records: ['loans', 'history'] } }
  expect(agrees(wider, 'president', 'president')).toEqual(['minimum-asked'])
  // Counsel’s opinion alone changes nothing of what was agreed, unless it is against the paper.
  expect(
    isMinimumAgreed({ ...asked, minimum: { ...asked.minimum, agreedBy: 'pat' } as never, opinion: 'proper' }),
  ).toBe(true)
  expect(
    isMinimumAgreed({
      ...asked,
      minimum: { ...asked.minimum, agreedBy: 'pat' } as never,
      opinion: 'defective',
    }),
  ).toBe(false)
})

test('special counsel is added by two people, neither of whom is a sign-in that the Director may control, and never in a sealed matter', () => {
  const who = { account: 'sue', wants: 'add' } as const
  const asks = (it: Case, more: Partial<EventStamp> = {}, isSealed = false) => {
    const by = { ...stamp, by: 'dee', role: 'director', ...more } as const
    const next = applyStep(it, { what: 'special-asked', ...who, stamp: by }, { ...world, isSealed })
    return 'refused' in next ? next.refused : next.case
  }
  const asked = asks(known('process')) as Case
  expect(asks(known('process'), {}, true)).toEqual(['special-in-open'])
  expect(asks(known('process'), { by: 'lou', role: 'counsel' })).toContain('who')
  const agrees = (
    it: Case,
    as: 'counsel' | SecondPerson,
    role: CaseRole,
    by = 'pat',
    more: Partial<EventStamp> = {},
  ) => {
    const next = applyStep(
      it,
      { what: 'special-agreed', ...who, as, stamp: { ...stamp, by, role, ...more } },
      world,
    )
    return 'refused' in next ? next.refused : next.case.special
  }
  const second = ['special-second']
  expect(agrees(asked, 'counsel', 'counsel', 'lou')).toEqual(['sue'])
  expect(agrees(asked, 'president', 'president')).toEqual(['sue'])
  expect(agrees(asked, 'counsel', 'counsel', 'lou', { unconfirmed: true })).toEqual([
    'own-sign-in',
    ...second,
  ])
  expect(agrees(asked, 'counsel', 'counsel', 'sue', { special: true })).toEqual(['who', ...second])
  expect(agrees(asked, 'acting', 'director', 'pat', { acting: true })).toEqual(second)
  expect(agrees(asked, 'trustee', 'staff')).toEqual(second)
  expect(agrees({ ...asked, conflicts: ['lou'] }, 'counsel', 'counsel', 'lou')).toEqual(['who'])
  expect(agrees({ ...asked, gagged: true, gagByCounsel: true }, 'president', 'president')).toEqual(second)
  expect(agrees(known('process'), 'counsel', 'counsel', 'lou')).toEqual(['special-asked', ...second])

  // Counsel of the case, and nowhere else.
  const added: Case = { ...asked, special: ['sue'] }
  const advises = (it: Case, by: string) =>
    applyStep(
      it,
      {
        ...{ what: 'counsel-advised', opinion: 'proper', way: 'here', counsel: 'Sue', words: 'x' },
        stamp: { ...stamp, by, role: 'counsel', special: true },
      },
      world,
    )
  expect(advises(known('process'), 'sue')).toMatchObject({ refused: ['who'] })
  expect(advises(added, 'sam')).toMatchObject({ refused: ['who'] })
  expect(advises(added, 'sue')).toMatchObject({ case: { opinion: 'proper', counselConfirmedBy: ['sue'] } })
})
