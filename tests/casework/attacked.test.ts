import { describe, expect, test } from 'vitest'
import type { Case, CaseKind, Scope } from '../../src/casework/case.ts'
import { stageOf } from '../../src/casework/case.ts'
import type { CaseEvent, CaseRole, Of, What } from '../../src/casework/event.ts'
import { groundsHash, groundsOf } from '../../src/casework/grounds.ts'
import { owedIn } from '../../src/casework/owed.ts'
import { step, type Unmet } from '../../src/casework/step.ts'
import { findingKinds } from '../../src/policy/vocabulary.ts'
import { jensen } from '../policy/jensen-pack.ts'

/* Ways around a case that an attacker found, each closed: step by step, by the table alone. */

type Act = readonly [CaseRole, What | ((it: Case) => What)]
const dayOf = (instant: string) => instant.slice(0, 10)
const world = { today: '2026-11-24', dayOf, decide: jensen.decide }
const words = 'as it was said'

const stamped = (role: CaseRole, at: string) => ({ by: role, role, at, notedAt: at })
const minute = (number: number) => `2026-11-24T16:${String(number).padStart(2, '0')}:00Z`

function came(kind: CaseKind, of: Of<'received'>['requester']['kind'] = 'justice-agency'): Case {
  const received: CaseEvent = {
    ...{ what: 'received', kind, way: 'counter', wants: 'records', aboutDirector: false, drill: false },
    ...{ requester: { kind: of, name: 'A. Sheriff' }, stamp: stamped('staff', minute(0)) },
  }
  const begun = step(undefined, received, world)
  if ('refused' in begun) throw new Error(begun.refused.join(', '))
  return begun.case
}

/** The case after these steps; one that is refused is an error. */
function played(it: Case, ...acts: readonly Act[]): Case {
  return acts.reduce((now, [role, act]) => {
    const what = typeof act === 'function' ? act(now) : act
    const next = step(now, { ...what, stamp: stamped(role, minute(1)) }, world)
    if ('refused' in next) throw new Error(`${what.what}: ${next.refused.join(', ')}`)
    return next.case
  }, it)
}

/** Why a step is refused now; nothing where it may be taken. */
function refused(it: Case, ...[role, act]: Act): readonly Unmet[] {
  const what = typeof act === 'function' ? act(it) : act
  const next = step(it, { ...what, stamp: stamped(role, minute(1)) }, world)
  return 'refused' in next ? next.refused : []
}

const told: Act = ['staff', { what: 'told', whom: 'director', through: 'phone', reached: true }]
const advised = (role: CaseRole, opinion?: 'proper' | 'defective'): Act => [
  role,
  {
    what: 'counsel-advised',
    opinion,
    way: role === 'counsel' ? 'here' : 'phone',
    counsel: 'C. Wells',
    words,
  },
]
const paper: Act = [
  'staff',
  {
    what: 'paper-added',
    paper: { id: 'paper', name: 'order.pdf', type: 'application/pdf', sha256: '', bytes: 1 },
  },
]
const read: Act = ['director', { what: 'paper-read', instrument: 'court-order', federal: false }]
const scoped = (scope: Scope): Act => ['director', { what: 'scope-set', ...scope }]
const one: Scope = { subjects: ['p1'], records: ['loans'] }
const verified: Act = [
  'director',
  { what: 'requester-checked', foundIn: 'the county’s page', spokeWith: 'the clerk', verified: true },
]
const pinned: readonly Act[] = findingKinds.map((finding) => [
  'counsel',
  { what: 'finding-pinned', finding, paper: 'paper', page: 1, words },
])
const decided: Act = [
  'director',
  (it) => ({ what: 'decided', decision: 'release', document: '', grounds: groundsHash(groundsOf(it)) }),
]
const ready = [told, paper, read, scoped(one), verified, advised('counsel', 'proper'), ...pinned] as const

const copy = { ...one, id: 'copy', by: 'director' }
const packed: Act = [
  'director',
  { what: 'packaged', package: 'id', copy: 'copy', document: 'sum', files: [] },
]
const saved: Act = ['director', { what: 'package-saved', document: 'sum' }]
const produced: Act = ['director', { what: 'produced', document: 'sum', to: 'a deputy', how: 'in-person' }]
const destroyed: Act = ['director', { what: 'package-destroyed', words }]
const toSaved = [
  ...[...ready, decided, ['director', { what: 'collected', copy }]],
  ...[['counsel', { what: 'checked', copy: 'copy' }], packed, saved],
] as readonly Act[]

describe('what left Carrel', () => {
  const left = played(came('process'), ...toSaved)

  test('keeps its case from every end but a hand-over, until whoever decides says how it was destroyed', () => {
    const ends: readonly Act[] = [
      ...(['withdrawn', 'quashed', 'referred', 'decision-withdrawn'] as const).map(
        (what): Act => ['director', { what, words }],
      ),
      ['director', { what: 'collected', copy }],
    ]
    for (const end of ends) expect(refused(left, ...end)).toContain('nothing-outside')
    expect(refused(left, ...produced)).toEqual([])
    expect(refused(left, 'counsel', destroyed[1])).toEqual(['who', 'is-decider'])
    const gone = played(left, destroyed)
    for (const end of ends) expect(refused(gone, ...end)).not.toContain('nothing-outside')
  })

  test('stays on the case for good, also of a file that was made anew; and is not handed over once it is destroyed', () => {
    const anew = { what: 'packaged', package: 'id-2', copy: 'copy', document: 'sum-2', files: [] } as const
    const again = played(left, ['director', anew])
    expect(again.savedAt).toBe(minute(1))
    expect(refused(again, 'director', { ...(produced[1] as Of<'produced'>), document: 'sum-2' })).toEqual([
      'was-saved',
    ])
    expect(refused(again, 'director', { what: 'withdrawn', words })).toContain('nothing-outside')
    const gone = played(left, destroyed)
    expect(refused(gone, ...produced)).toEqual(['was-saved'])
    const back = played(gone, ['director', { what: 'decision-withdrawn', words }])
    expect([back.savedAt, stageOf(back)]).toEqual([minute(1), 'cleared'])
  })

  test('is what is owed first where a paper came after it', () => {
    const stale = played(left, paper)
    expect(owedIn(stale).map((owed) => owed.step)).toEqual(['package-destroyed', 'produced'])
    expect(refused(stale, ...produced)).toEqual([])
  })
})

describe('what counsel holds of a paper', () => {
  const early = played(came('process'), told, paper, read, advised('counsel', 'proper'))

  test('is of what it reaches: a scope that counsel never saw takes it back, the first one too', () => {
    expect(played(early, scoped(one)).opinion).toBeUndefined()
    const seen = played(early, scoped(one), advised('counsel', 'proper'))
    expect(played(seen, scoped({ ...one, from: '2026-01-01' })).opinion).toBe('proper')
    expect(played(seen, scoped({ ...one, subjects: ['p1', 'p2'] })).opinion).toBeUndefined()
    const whole = played(early, scoped(one), verified, ...pinned)
    expect(refused(whole, ...decided)).toContain('opinion-proper')
  })

  test('is asked for once it is set what the paper reaches', () => {
    const steps = owedIn(played(came('process'), told, paper, read)).map((owed) => owed.step)
    expect(steps.indexOf('counsel-advised')).toBeGreaterThan(steps.indexOf('scope-set'))
  })
})
