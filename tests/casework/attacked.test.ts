import { describe, expect, test } from 'vitest'
import { type Case, type CaseKind, type Decision, type Scope, stageOf } from '../../src/cases/case.ts'
import { deadlineRulesOf } from '../../src/cases/case-repository.ts'
import { deadlinesOf } from '../../src/cases/deadlines.ts'
import { groundsHash, groundsOf } from '../../src/cases/decision.ts'
import type { CaseEvent, CaseEventBody, EventBodyOf } from '../../src/cases/event.ts'
import { hasCounselCleared } from '../../src/cases/guards.ts'
import { nextStepsOf } from '../../src/cases/next-steps.ts'
import { applyEvent } from '../../src/cases/reducer.ts'
import { consultationReportedAt } from '../../src/cases/relayed.ts'
import { searchLogOf } from '../../src/cases/search-log.ts'
import type { CaseRole } from '../../src/cases/stamp.ts'
import { isGagReported, relayedWordsFor } from '../../src/cases/statements.ts'
import { applyStep, type UnmetCondition } from '../../src/cases/step-table.ts'
import { stepsByName } from '../../src/cases/steps/index.ts'
import { findingKinds } from '../../src/policy/ask.ts'
import type { StaffRole } from '../../src/policy/index.ts'
import { jensen } from '../policy/jensen-pack.ts'

/* Ways around a case that an attacker found, each closed: step by step, by the table alone. */

/** Who, in which role, and what; an account of the role's name, or another. */
type Act = readonly [role: CaseRole, what: CaseEventBody | ((it: Case) => CaseEventBody), by?: string]
const dayOf = (instant: string) => instant.slice(0, 10)
const world = { today: '2026-11-24', dayOf, decide: jensen.decide, confirmBy: () => '2026-11-24' }
const rules = jensen.manifest.cases
if (rules === undefined) throw new Error('the library works its cases here')
const clocks = deadlineRulesOf(rules)
const words = 'as it was said'

const stamped = (role: CaseRole, at: string, by: string = role) => ({ by, role, at, notedAt: at })
const minute = (number: number) => `2026-11-24T16:${String(number).padStart(2, '0')}:00Z`

function came(
  kind: CaseKind,
  of: EventBodyOf<'received'>['requester']['kind'] = 'justice-agency',
  more: Pick<EventBodyOf<'received'>, 'looked'> = {},
): Case {
  const received: CaseEvent = {
    ...{ what: 'received', kind, way: 'counter', wants: 'records', aboutDirector: false, drill: false },
    ...{ requester: { kind: of, name: 'A. Sheriff' }, stamp: stamped('staff', minute(0)), ...more },
  }
  const begun = applyStep(undefined, received, world)
  if ('refused' in begun) throw new Error(begun.refused.join(', '))
  return begun.case
}

/** The case after these steps; one that is refused is an error. */
function played(it: Case, ...acts: readonly Act[]): Case {
  return acts.reduce((now, [role, act, by]) => {
    const what = typeof act === 'function' ? act(now) : act
    const next = applyStep(now, { ...what, stamp: stamped(role, minute(1), by) }, world)
    if ('refused' in next) throw new Error(`${what.what}: ${next.refused.join(', ')}`)
    return next.case
  }, it)
}

/** The same decision, which says that no second person confirmed it. */
const unconfirmed = ([role, act]: Act): Act => [
  role,
  (it) => ({ ...(typeof act === 'function' ? act(it) : act), unconfirmed: true }) as CaseEventBody,
]

/** Why a step is refused now; nothing where it may be taken. */
const refused = (it: Case, ...act: Act) => refusedTo(undefined, it, ...act)

/** @param ownRole what the person is otherwise, who acts as Director */
function refusedTo(
  ownRole: StaffRole | undefined,
  it: Case,
  ...[role, act, by]: Act
): readonly UnmetCondition[] {
  const what = typeof act === 'function' ? act(it) : act
  const next = applyStep(it, { ...what, stamp: stamped(role, minute(1), by) }, { ...world, ownRole })
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
  {
    what: 'requester-checked',
    source: 'agency-published',
    dialled: '308-555-0100',
    spokeWith: 'the clerk',
    verified: true,
  },
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
    expect(
      refused(again, 'director', { ...(produced[1] as EventBodyOf<'produced'>), document: 'sum-2' }),
    ).toEqual(['was-saved'])
    expect(refused(again, 'director', { what: 'withdrawn', words })).toContain('nothing-outside')
    const gone = played(left, destroyed)
    expect(refused(gone, ...produced)).toEqual(['was-saved'])
    const back = played(gone, ['director', { what: 'decision-withdrawn', words }])
    expect([back.savedAt, stageOf(back)]).toEqual([minute(1), 'cleared'])
  })

  test('is what is owed first where a paper came after it', () => {
    const stale = played(left, ['director', paper[1] as CaseEventBody])
    expect(nextStepsOf(stale).map((owed) => owed.step)).toEqual(['package-destroyed', 'produced'])
    // Who hands it over was told that the case changed.
    expect(refused(stale, ...produced)).toEqual(['knows-of-change'])
    const knows = { ...(produced[1] as EventBodyOf<'produced'>), despite: true }
    expect(refused(stale, 'director', knows)).toEqual([])
  })
})

describe('a check by telephone', () => {
  const collected = played(came('process'), ...ready, decided, ['director', { what: 'collected', copy }])
  const heard = { counsel: 'C. Wells', words, read: { lines: [['loans', 1]], sha256: 'sum' } } as const
  const by = (said: Partial<typeof heard> | Record<string, unknown>, stamp = {}, isAlone = true) => {
    const next = applyStep(
      collected,
      {
        ...{ what: 'checked', copy: 'copy', heard: { ...heard, ...said } },
        stamp: { ...stamped('director', minute(2)), ...stamp },
      },
      { ...world, isAlone: () => isAlone },
    )
    return 'refused' in next ? next.refused : next.case
  }

  test('is counsel’s where nobody else could check, as whoever decides and collected it wrote it down; and no sooner than there was something', () => {
    expect(by({})).toMatchObject({
      production: {
        stage: 'checked',
        checkedBy: 'director',
        byPhone: { counsel: 'C. Wells', at: minute(2), sha256: 'sum' },
      },
    })
    const no = ['counsel-by-phone']
    expect(by({}, {}, false)).toEqual(no)
    expect(by({ counsel: ' ' })).toEqual(no)
    expect(by({ words: '' })).toEqual(no)
    expect(by({}, { at: minute(0) })).toEqual(no)
    expect(by({}, { by: 'another' })).toEqual(no)
    expect(by({}, { role: 'president' })).toEqual(['may-see-or-agreed', ...no])
    expect(by({}, { role: 'counsel' })).toEqual(no)
    expect(by({}, { unconfirmed: true })).toEqual(no)
    // Without a word on who else could check, nobody is taken to be alone.
    expect(refused(collected, 'director', { what: 'checked', copy: 'copy', heard })).toEqual(no)
    expect(refused(collected, 'director', { what: 'checked', copy: 'copy' })).toEqual(['second-person'])
  })

  test('falls with what was collected', () => {
    const checked = by({}) as Case
    const again = played(checked, ['director', { what: 'collected', copy: { ...copy, id: 'copy-2' } }])
    expect(again.production?.stage).toBe('collected')
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
    const steps = nextStepsOf(played(came('process'), told, paper, read)).map((owed) => owed.step)
    expect(steps.indexOf('counsel-advised')).toBeGreaterThan(steps.indexOf('scope-set'))
    expect(nextStepsOf(played(came('process'), told, paper))[0]?.step).toBe('paper-read')
  })

  test('leads on to a corrected paper, an objection or a refusal where they hold it for not proper', () => {
    const steps = nextStepsOf(played(early, advised('counsel', 'defective'))).map((owed) => owed.step)
    expect(steps.slice(-3)).toEqual(['cure-demanded', 'objected', 'decided'])
    expect(steps).not.toContain('requester-checked')
  })

  test('is asked for before a privacy concern is decided', () => {
    const steps = nextStepsOf(played(came('privacy'), told)).map((owed) => owed.step)
    expect(steps.indexOf('counsel-advised')).toBeGreaterThanOrEqual(0)
    expect(steps.indexOf('counsel-advised')).toBeLessThan(steps.indexOf('decided'))
  })
})

describe('paper, and a claimed emergency', () => {
  const bare = { what: 'withdrawn', words } as const
  const said = { ...bare, spokeWith: 'A. Sheriff', through: 'phone' } as const

  test.each(['process', 'records-request', 'emergency'] as const)(
    '%s: passed on or taken back only once the Director knows, and not by silence',
    (kind) => {
      const it = came(kind)
      expect(refused(it, 'director', { what: 'referred', words })).toEqual(['reported', 'counsel-first'])
      expect(refused(it, 'director', bare)).toEqual([
        ...['reported', 'withdrawal-said'],
        ...(kind === 'process' ? ['counsel-reached'] : []),
      ])
      const known = played(it, told)
      expect(refused(known, 'director', { ...said, spokeWith: ' ' })).toContain('withdrawal-said')
      const isProcess = kind === 'process'
      expect(refused(known, 'director', said)).toEqual(isProcess ? ['counsel-reached'] : [])
      const both = played(known, [
        'staff',
        { what: 'told', whom: 'counsel', through: 'phone', reached: true },
      ])
      expect(refused(both, 'director', said)).toEqual([])
      const asked = played(known, advised('director'))
      expect(refused(asked, 'director', { what: 'referred', words })).toEqual([])
      expect(refused(asked, 'director', bare)).toEqual([])
    },
  )

  test('the days of a public-records request that was taken back or passed on run on until the case is closed', () => {
    const it = played(came('records-request', 'public'), told, ['director', said])
    const left = () => deadlinesOf(it, clocks, (instant) => instant.slice(0, 10)).map(({ clock }) => clock)
    expect(left()).toEqual(['answer'])
    const closed = played(it, ['director', { what: 'closed' }])
    expect(deadlinesOf(closed, clocks, (instant) => instant.slice(0, 10))).toEqual([])
  })
})

test('in a case about the Director the president takes every step that is else the Director’s', () => {
  const lacking = Object.entries(stepsByName).filter(
    ([, { by }]) => by.includes('director') && !by.includes('president'),
  )
  expect(lacking).toEqual([])
})

describe('a search', () => {
  const debriefed: Act = ['counsel', { what: 'debriefed', way: 'here', counsel: 'C. Wells', words }]
  const began: Act = [
    'staff',
    {
      ...{ what: 'search-began', leader: 'A. Sheriff', court: '', signedBy: '', place: '', items: '' },
      ...{ dates: '', hours: '', delay: 'not-asked' },
    },
  ]
  const over: Act = ['staff', { what: 'search-ended' }]
  const took: Act = ['staff', { what: 'thing-taken', thing: 'a computer' }]
  const mistaken = { what: 'search-mistaken', words } as const
  const heard = { way: 'phone', counsel: 'C. Wells', words } as const
  const warrant: Act = ['director', { what: 'paper-read', instrument: 'search-warrant', federal: false }]

  test('that no one noted has nothing taken in it, however the case ended', () => {
    const over = played(came('process'), told, paper, read, advised('director'), [
      'director',
      { what: 'withdrawn', words },
    ])
    expect(refused(over, ...took)).toEqual(['while-searched'])
  })

  test('that began while the paper was unread does not hold up its reading, nor does its end', () => {
    const searching = played(came('process'), told, began)
    const searched = played(searching, ['staff', { what: 'search-ended' }])
    const over = played(searched, debriefed, ['director', { what: 'seized' }])
    const ways = [searching, searched, over] as const
    expect(ways.map(stageOf)).toEqual(['searching', 'searched', 'ended'])
    for (const it of ways) {
      expect(refused(it, ...warrant)).toEqual([])
      const stillSo = played(it, warrant)
      expect([stageOf(stillSo), stillSo.reading?.instrument]).toEqual([stageOf(it), 'search-warrant'])
    }
    for (const it of [searching, searched]) {
      expect(nextStepsOf(it).map((owed) => owed.step)).toContain('paper-read')
      expect(nextStepsOf(played(it, warrant)).map((owed) => owed.step)).not.toContain('paper-read')
    }
  })

  test('that counsel finds proper while officers wait stays what is owed at once, until they begin or counsel finds it defective', () => {
    const looked = { court: 'yes', judge: 'yes', searchHere: 'yes' } as const
    // Also where its reporter saw none of it, and only the reading shows which paper it is.
    const onlyRead = played(came('process'), told, paper, warrant)
    expect(nextStepsOf(onlyRead)[0]).toEqual({ step: 'search-began', by: 'staff' })
    const here = played(came('process', 'justice-agency', { looked }), told, paper, warrant)
    const says = (opinion: 'proper' | 'defective'): Act => [
      'counsel',
      { what: 'counsel-advised', opinion, way: 'here', counsel: 'C. Wells', words },
    ]
    const isOwed = (it: Case) => nextStepsOf(it).some(({ step }) => step === 'search-began')
    expect([here, played(here, says('proper')), played(here, says('defective'))].map(isOwed)).toEqual([
      true,
      true,
      false,
    ])
  })

  test('of which something came is taken back by counsel, or by counsel’s word with who, how and in which words; bare, by the Director alone', () => {
    const bare = played(came('process'), told, began)
    expect(refused(bare, 'director', mistaken)).toEqual([])
    const asked = played(bare, over, debriefed)
    for (const it of [played(bare, took), asked, played(asked, ['director', { what: 'seized' }])]) {
      const none = [mistaken, { ...mistaken, heard: { ...heard, counsel: ' ' } }]
      for (const act of [...none, { ...mistaken, heard: { ...heard, words: '' } }]) {
        expect(refused(it, 'director', act)).toEqual(['counsels-mistake'])
      }
      expect(refused(it, 'president', { ...mistaken, heard })).toEqual(['counsels-mistake'])
      expect(refused(it, 'director', { ...mistaken, heard })).toEqual([])
      expect(refused(it, 'counsel', mistaken)).toEqual([])
      expect(stageOf(played(it, ['counsel', mistaken]))).not.toMatch(/search|ended/)
    }
  })

  test('that was a mistake shows what was noted as taken all the same, apart from what is taken since', () => {
    const stamp = stamped('staff', minute(1))
    const acts = [
      began,
      took,
      ['counsel', mistaken],
      began,
      ['staff', { what: 'thing-taken', thing: 'a phone' }],
    ]
    const first: CaseEvent = {
      ...{ what: 'received', kind: 'process', way: 'counter', wants: '', aboutDirector: false, drill: false },
      ...{ requester: { kind: 'justice-agency', name: '' }, stamp },
    }
    const log = searchLogOf([first, ...acts.map(([, what]) => ({ ...(what as CaseEventBody), stamp }))])
    expect(log.taken.map(({ thing }) => thing)).toEqual(['a phone'])
    expect(log.struck.map(({ thing }) => thing)).toEqual(['a computer'])
  })

  test('is gone over by counsel: here, or as whoever decides writes it down with who and how; no seizure ends without', () => {
    const it = played(came('process'), told, began, over)
    const said = { what: 'debriefed', words } as const
    expect(refused(it, 'director', { what: 'seized' })).toEqual(['debriefed', 'counsel-consulted'])
    for (const none of [
      { ...said, way: 'here', counsel: 'C. Wells' },
      { ...said, way: 'phone', counsel: '' },
    ] as const) {
      expect(refused(it, 'director', none)).toEqual(['counsels-debrief'])
    }
    expect(refused(it, 'counsel', { ...said, way: 'phone', counsel: 'C. Wells' })).toEqual([
      'counsels-debrief',
    ])
    const phoned = played(it, ['director', { ...said, way: 'phone', counsel: 'C. Wells' }])
    expect([phoned.counselConsulted, phoned.counselAt]).toEqual([true, minute(1)])
    const seized = played(phoned, ['director', { what: 'seized' }])
    expect(refused(seized, 'director', { what: 'closed' })).toEqual([])
    expect(refused({ ...seized, counselConsulted: false }, 'director', { what: 'closed' })).toEqual([
      'seizure-with-counsel',
    ])
  })

  test('goes on in its log when the paper turns out to be none that orders one; and what ended otherwise is read no more', () => {
    const searching = played(came('process'), told, began)
    const subpoena = played(searching, [
      'director',
      { what: 'paper-read', instrument: 'subpoena', federal: false },
    ])
    expect(refused(subpoena, ...began)).toEqual([])
    const back = played(subpoena, ['director', { what: 'search-mistaken', words }])
    expect(refused(back, ...began)).toEqual(['is-warrant'])
    const withdrawn: Act = ['director', { what: 'withdrawn', words }]
    const gone = played(came('process'), told, paper, read, advised('director'), withdrawn)
    expect(refused(gone, ...warrant)).toEqual(['still-read'])
    // What nobody read before it ended is read once: a case is not closed over it.
    const unread = played(came('process'), told, paper, advised('director'), withdrawn)
    expect([nextStepsOf(unread)[0]?.step, refused(unread, 'director', { what: 'closed' })]).toEqual([
      'paper-read',
      ['nothing-unread'],
    ])
    const known = played(unread, read)
    expect([stageOf(known), refused(known, 'director', { what: 'closed' })]).toEqual(['ended', []])
    expect(refused(known, ...read)).toEqual(['still-read'])
  })
})

describe('what counsel says', () => {
  test('whether the patron is told counsel chooses; whoever decides writes it down with whose choice it was and how', () => {
    const over = played(came('process'), ...toSaved, produced)
    const choice = { what: 'notice-chosen', choice: 'not' } as const
    expect(refused(over, 'counsel', { ...choice, way: 'here', counsel: 'C. Wells' })).toEqual([])
    expect(refused(over, 'director', { ...choice, way: 'phone', counsel: 'C. Wells' })).toEqual([])
    for (const none of [
      { way: 'here', counsel: 'C. Wells' },
      { way: 'phone', counsel: '' },
    ] as const) {
      expect(refused(over, 'director', { ...choice, ...none })).toEqual(['counsels-choice'])
    }
    expect(refused(over, 'president', { ...choice, way: 'phone', counsel: 'C. Wells' })).toEqual([
      'counsels-choice',
    ])
  })

  test('whether the patron is told counts again as counsel chose it, where they deny what was recorded of them since', () => {
    const chosen = played(came('process'), ...toSaved, produced, [
      'counsel',
      { what: 'notice-chosen', choice: 'tell', way: 'here', counsel: 'C. Wells' },
    ])
    const reported = played(chosen, [
      'director',
      { what: 'notice-chosen', choice: 'not', way: 'phone', counsel: 'C. Wells' },
    ])
    const place = reported.relayed.length - 1
    const answered = (is: boolean) =>
      played(reported, ['counsel', { what: 'word-answered', word: place, is, words }]).notice
    expect([reported.notice, answered(false), answered(true)]).toEqual(['not', 'tell', 'not'])
    const again = played(reported, [
      'director',
      { what: 'notice-chosen', choice: 'tell', way: 'phone', counsel: 'C. Wells' },
    ])
    const says = (word: number, is: boolean): Act => ['counsel', { what: 'word-answered', word, is, words }]
    expect(played(again, says(place, true), says(place + 1, false)).notice).toBe('not')
    expect(played(again, says(place + 1, false), says(place, false)).notice).toBe('tell')
  })

  test('here only counsel changes here: no telephone makes proper what counsel holds for defective, also once it was cured', () => {
    const it = played(came('process'), told, paper, read, scoped(one), advised('counsel', 'defective'))
    expect(refused(it, ...advised('director', 'proper'))).toEqual(['counsels-word'])
    const cured = played(
      it,
      ['director', { what: 'cure-demanded', lacks: ['seal'] }],
      ['director', { what: 'cured', words }],
    )
    expect(refused(cured, ...advised('director', 'proper'))).toEqual(['counsels-word'])
    expect(played(cured, advised('counsel', 'proper')).opinion).toBe('proper')
    const proper = played(it, advised('counsel', 'proper'))
    expect(refused(proper, ...advised('director', 'defective'))).toEqual(['counsels-word'])
    expect(refused(proper, ...advised('director'))).toEqual([])
  })

  test('a finding that counsel pinned falls by counsel alone, or as counsel took it back elsewhere, with who, how and in which words', () => {
    const it = played(came('process'), told, paper, read, advised('counsel', 'proper'), ...pinned)
    const finding = findingKinds[0]
    const dropped = { what: 'finding-dropped', finding } as const
    const heard = { way: 'phone', counsel: 'C. Wells', words } as const
    const none = [undefined, { ...heard, counsel: ' ' }, { ...heard, words: '' }]
    for (const said of none) {
      expect(refused(it, 'director', { ...dropped, heard: said })).toEqual(['counsels-finding'])
    }
    expect(refused(it, 'president', { ...dropped, heard })).toEqual(['counsels-finding'])
    // Nor does anybody else pin it to another page, and then take back what is theirs.
    const elsewhere = { what: 'finding-pinned', finding, paper: 'paper', page: 9, words } as const
    expect(refused(it, 'director', elsewhere)).toEqual(['counsels-finding'])
    expect(played(it, ['counsel', dropped]).findings.has(finding)).toBe(false)
    const gone = played(it, ['director', { ...dropped, heard }])
    expect(gone.findings.has(finding)).toBe(false)
    const theirs = played(gone, ['director', elsewhere])
    expect(refused(theirs, 'director', dropped)).toEqual([])
  })

  test('on the telephone is never written down as said here; and counsel’s objection is counsel’s to end', () => {
    const it = played(came('process'), told, paper, read, advised('counsel'))
    const here = {
      what: 'counsel-advised',
      opinion: 'proper',
      way: 'here',
      counsel: 'C. Wells',
      words,
    } as const
    expect(refused(it, 'director', here)).toEqual(['counsels-word'])
    const objected = played(it, ['counsel', { what: 'objected', words }])
    expect(refused(objected, 'director', { what: 'objection-ended', words })).toEqual(['who'])
    expect(refused(objected, 'counsel', { what: 'objection-ended', words })).toEqual([])
  })
})

/** Counsel says at their own sign-in that what was recorded as their word is so. */
const confirms = (word: number): Act => ['counsel', { what: 'word-answered', word, is: true }]

describe('what a Director alone says of a court or of a search', () => {
  const quashes: Act = ['director', { what: 'quashed', words }]
  const denies = (word: number): Act => ['counsel', { what: 'word-answered', word, is: false, words }]
  const closes: Act = ['director', { what: 'closed' }]
  const known = played(came('process'), told, paper, read, advised('director'))

  test('that it quashed the paper ends the case, and is counsel’s to answer: denied, the case is open again, also once it was closed', () => {
    const ended = played(known, quashes)
    expect([ended.outcome, relayedWordsFor(ended, 'counsel').map(([place]) => place)]).toEqual([
      'quashed',
      [0, 1],
    ])
    for (const over of [ended, played(ended, closes)]) {
      // Either word: what was noted of the court rests on the advice too.
      for (const word of [0, 1]) {
        const open = played(over, denies(word))
        expect([open.outcome, open.closed]).toEqual([undefined, false])
      }
    }
    const sure = played(ended, confirms(1))
    expect(played(sure, denies(0)).outcome).toBe('quashed')
    // Nothing is left to answer of what is void.
    const again = played(ended, denies(0), advised('counsel'))
    expect(relayedWordsFor(again, 'counsel')).toEqual([])
    expect(refused(again, ...denies(1))).toEqual(['word-is-theirs'])
    const own = played(again, ['counsel', { what: 'quashed', words }])
    expect([own.outcome, own.relayed.length]).toEqual(['quashed', 2])
  })

  test('that it quashed the paper holds in no case that turns out to be about the Director', () => {
    const about: Act = ['counsel', { what: 'about-director', is: true }]
    const ended = played(known, quashes)
    expect(played(ended, about).outcome).toBeUndefined()
    expect(played(ended, confirms(1), about).outcome).toBe('quashed')
  })

  test('that what was taken was seized is noted again once counsel denies that they reviewed the search; the list stays', () => {
    const searched = played(
      came('process'),
      told,
      ['staff', { what: 'search-began', leader: 'A. Sheriff', delay: 'not-asked' }],
      ['staff', { what: 'thing-taken', thing: 'a computer' }],
      ['staff', { what: 'search-ended' }],
    )
    const phoned: Act = ['director', { what: 'debriefed', way: 'phone', counsel: 'C. Wells', words }]
    const seizes: Act = ['director', { what: 'seized' }]
    const over = played(searched, phoned, seizes, ['director', read[1] as CaseEventBody], closes)
    const open = played(over, denies(0))
    expect([stageOf(open), open.taken.length, open.debriefed]).toEqual(['searched', 1, false])
    expect(nextStepsOf(open).map(({ step }) => step)).toEqual(['debriefed', 'search-began', 'seized'])
    expect(refused(open, ...seizes)).toEqual(['debriefed', 'counsel-consulted'])
    const reviewed: Act = ['counsel', { what: 'debriefed', way: 'here', counsel: 'C. Wells', words }]
    expect(played(open, reviewed, seizes, closes).outcome).toBe('seized')
    // A review that another took the place of carries nothing.
    const twice = played(searched, phoned, phoned, seizes)
    expect(played(twice, denies(0)).outcome).toBe('seized')
  })
})

describe('when counsel was consulted', () => {
  const it = played(came('process'), told, paper)

  test('is not known from what the Director records, but from when counsel said it, once they confirm that', () => {
    const phoned = played(it, advised('director'))
    expect([phoned.counselConsulted, phoned.consultedAt]).toEqual([true, undefined])
    expect(consultationReportedAt(phoned)).toBe(minute(1))
    const event = { what: 'word-answered', word: 0, stamp: stamped('counsel', minute(9)) } as const
    const answered = (is: boolean) => applyEvent(phoned, { ...event, is, words })
    expect([answered(true).consultedAt, consultationReportedAt(answered(true))]).toEqual([
      minute(1),
      undefined,
    ])
    expect([answered(false).consultedAt, consultationReportedAt(answered(false))]).toEqual([
      undefined,
      undefined,
    ])
    expect(played(phoned, advised('counsel')).consultedAt).toBe(minute(1))
  })

  test('is when the first of what counsel themselves said or confirmed was said', () => {
    const phoned = played(it, advised('director'))
    const later = { ...(advised('counsel')[1] as CaseEventBody), stamp: stamped('counsel', minute(5)) }
    const own = applyEvent(phoned, later)
    expect(own.consultedAt).toBe(minute(5))
    const both = applyEvent(own, {
      ...{ what: 'word-answered', word: 0, is: true, stamp: stamped('counsel', minute(9)) },
    })
    expect(both.consultedAt).toBe(minute(1))
  })
})

describe('counsel or a president who acts as Director, and signs', () => {
  const decides = (decision: Decision, by: string): Act => [
    'director',
    (it) => ({ what: 'decided', decision, document: '', grounds: groundsHash(groundsOf(it)) }),
    by,
  ]
  const says = (role: CaseRole, by: string, opinion?: 'proper'): Act => [
    ...(advised(role, opinion).slice(0, 2) as [CaseRole, CaseEventBody]),
    by,
  ]
  const answers = (role: CaseRole, by: string): Act => [
    role,
    { what: 'word-answered', word: 0, is: true },
    by,
  ]
  const concern = played(came('privacy', 'staff'), told)

  test('is not their own second person, by what they said as counsel or confirmed', () => {
    const reported = played(concern, says('director', 'dee'))
    for (const it of [played(concern, says('counsel', 'cal')), played(reported, answers('counsel', 'cal'))]) {
      expect(refused(it, ...decides('heed', 'dee'))).toEqual([])
      expect(refused(it, ...decides('heed', 'cal'))).toEqual(['consultation-confirmed'])
      expect(refused(played(it, says('counsel', 'sue')), ...decides('heed', 'cal'))).toEqual([])
    }
  })

  test('is not their own second person for the Board either', () => {
    const asked: Act = [
      'director',
      { what: 'board-consulted', motion: '26-1', session: '2026-1', on: '2026-11-24' },
      'dee',
    ]
    const it = played(concern, asked, answers('president', 'pat'))
    expect(refused(it, ...decides('heed', 'dee'))).toEqual([])
    expect(refused(it, ...decides('heed', 'pat'))).toEqual(['consultation-confirmed'])
  })

  test('releases nothing on their own opinion', () => {
    const cited = pinned.map(([role, what]): Act => [role, what, 'sue'])
    const it = played(came('process'), told, paper, read, scoped(one), verified, ...cited)
    const own = played(it, says('counsel', 'cal', 'proper'))
    expect(refused(own, ...decides('release', 'dee'))).toEqual([])
    expect(refused(own, ...decides('release', 'cal'))).toEqual(['counsel-confirmed'])
    expect(refused(played(own, says('counsel', 'sue', 'proper')), ...decides('release', 'cal'))).toEqual([])
  })

  test('counts where counsel without an account confirmed it by a letter about which they called, and not to a signer who is counsel', () => {
    const letter = { id: 'letter', name: 'letter.pdf', type: 'application/pdf', sha256: '', bytes: 1 }
    const to = { whom: 'counsel', name: 'L. Brief', setBy: 'dee', confirmedBy: 'bea' } as const
    const through = { how: 'letter', paper: 'letter', called: '308-555-0104' } as const
    const it = played(
      concern,
      says('director', 'dee'),
      ['director', { what: 'letter-added', word: 0, is: true, paper: letter }, 'dee'],
      [
        'president',
        {
          ...{ what: 'word-answered', word: 0, is: true },
          through: { ...through, to: { ...to, confirmedAt: '2026-11-13T09:00:00Z' } },
        },
        'pat',
      ],
    )
    expect(refusedTo('trustee', it, ...decides('heed', 'pat'))).toEqual([])
    // Whose mailbox and telephone it is, no one knows.
    expect(refusedTo('counsel', it, ...decides('heed', 'cal'))).toEqual(['consultation-confirmed'])
  })
})

describe('an end against counsel’s own opinion that the paper is proper', () => {
  const refuses: Act = [
    'director',
    (it) => ({ what: 'decided', decision: 'refusal', document: '', grounds: groundsHash(groundsOf(it)) }),
  ]
  const sends: Act = ['director', { what: 'refusal-sent', document: '' }]
  const back: Act = ['director', { what: 'withdrawn', words, spokeWith: 'A. Sheriff', through: 'phone' }]
  const refers: Act = ['director', { what: 'referred', words }]
  const denies = (word: number): Act => ['counsel', { what: 'word-answered', word, is: false, words }]
  const before = played(came('process'), told, paper, read, scoped(one))
  const own = played(before, advised('counsel', 'proper'))
  const asks = (it: Case) => relayedWordsFor(it, 'counsel').map(([, { of }]) => of)

  test('is never stopped, is counsel’s to answer, and is open again once they deny it', () => {
    for (const ends of [[refuses, sends], [refers], [back]]) {
      const ended = played(own, ...ends, ['director', { what: 'closed' }])
      expect(asks(ended)).toEqual(['against'])
      expect(asks(played(ended, confirms(0)))).toEqual([])
      const open = played(ended, denies(0))
      expect([stageOf(open), open.decision, asks(open)]).toEqual(['cleared', undefined, []])
    }
    // Before it is sent too; and nothing is asked of what was taken back.
    expect(played(own, refuses, denies(0)).decision).toBeUndefined()
    expect(asks(played(own, refuses, ['director', { what: 'decision-withdrawn', words }]))).toEqual([])
  })

  test('is asked about also where the opinion was confirmed, or what the Director did since voids it', () => {
    const reported = played(before, advised('director', 'proper'))
    expect(refused(reported, ...refuses)).toEqual(['consultation-confirmed'])
    expect(asks(played(reported, unconfirmed(refuses)))).toEqual(['advice', 'against'])
    const later = [
      played(reported, confirms(0)),
      played(own, ['director', { what: 'paper-read', instrument: 'subpoena', federal: false }]),
    ]
    for (const it of later) expect(asks(played(it, refuses))).toEqual(['against'])
  })

  test('is none where counsel found it not proper last, or ends the case themselves', () => {
    expect(asks(played(own, advised('counsel', 'defective'), refuses))).toEqual([])
    expect(asks(played(own, ['counsel', { what: 'referred', words }]))).toEqual([])
  })

  test('is asked of counsel who never spoke, where a legal paper is withdrawn or referred on a call that is only noted', () => {
    const called: Act = ['director', { what: 'told', whom: 'counsel', through: 'phone', reached: true }]
    const ended = played(before, called, back, ['director', { what: 'closed' }])
    expect([ended.outcome, ended.closed, asks(ended)]).toEqual(['withdrawn', true, ['against']])
    expect(asks(played(ended, confirms(0)))).toEqual([])
    const open = played(ended, denies(0))
    expect([open.outcome, open.closed]).toEqual([undefined, false])
    expect(asks(played(before, advised('director', 'defective'), refers))).toEqual(['advice', 'against'])
    // Of what counsel found not proper, or ended themselves, they are asked nothing; nor of a question at the counter.
    expect(asks(played(before, advised('counsel', 'defective'), back))).toEqual([])
    expect(asks(played(before, called, ['counsel', { ...(back[1] as EventBodyOf<'withdrawn'>) }]))).toEqual(
      [],
    )
    expect(asks(played(came('ask'), told, back))).toEqual([])
  })

  test('does not let the Director end a preserved copy before counsel agrees', () => {
    const kept = played(own, ['counsel', { what: 'preserved', copy, until: '2027-02-20' }], refers)
    const ends: CaseEventBody = { what: 'preservation-ended', copy: 'copy' }
    expect(refused(kept, 'director', ends)).toEqual(['counsels-while-it-stands'])
    expect(refused(played(kept, confirms(0)), 'director', ends)).toEqual([])
  })
})

describe('whom a paper names, changed after counsel found it proper', () => {
  const before = played(
    came('process'),
    told,
    paper,
    read,
    scoped({ subjects: ['p1', 'p2'], records: ['loans'] }),
  )
  const it = played(before, advised('counsel', 'proper'), verified, ...pinned)
  const complies = (now: Case): CaseEventBody => ({
    ...{ what: 'decided', decision: 'compulsion', document: '', grounds: groundsHash(groundsOf(now)) },
  })

  test('is for counsel to find proper again, also where someone is said to be not on file', () => {
    expect(refused(it, 'director', complies(it))).toEqual([])
    for (const scope of [
      { subjects: [], absent: [1, 2] },
      { subjects: ['p2'], absent: [1] },
      { subjects: ['p1', 'p2'], absent: [3] },
      { subjects: ['p1'] },
      { subjects: ['p1', 'p3'] },
    ]) {
      const now = played(it, scoped({ ...scope, records: ['loans'] }))
      expect(now.opinion).toBeUndefined()
      expect(refused(now, 'director', complies(now))).not.toEqual([])
      expect(played(now, advised('counsel', 'proper')).opinion).toBe('proper')
    }
  })

  test('stays found proper where the same people are named in another order', () => {
    expect(played(it, scoped({ subjects: ['p2', 'p1'], records: ['loans'] })).opinion).toBe('proper')
  })
})

describe('counsel with a conflict of interest', () => {
  const conflict: Act = ['counsel', { what: 'conflict-said' }]
  const other = (it: Case, ...acts: readonly Act[]): Case =>
    acts.reduce((now, [role, act]) => {
      const what = typeof act === 'function' ? act(now) : act
      const next = applyStep(now, { ...what, stamp: { ...stamped(role, minute(2)), by: 'other' } }, world)
      if ('refused' in next) throw new Error(`${what.what}: ${next.refused.join(', ')}`)
      return next.case
    }, it)

  test('is out of the case, and the other is called and asked before anything rests on counsel again', () => {
    const advises = advised('counsel', 'proper')
    const it = played(came('process'), told, paper, read, advises, conflict)
    expect([it.opinion, it.counselConsulted, it.counselAt]).toEqual([undefined, false, undefined])
    expect(nextStepsOf(it)[0]).toEqual({ step: 'told', by: 'director' })
    expect(refused(it, ...advises)).toEqual(['who'])
    expect(refused(it, ...conflict)).toEqual(['who'])
    expect(other(it, advised('counsel', 'defective')).opinion).toBe('defective')
  })

  test('is not the Director’s to say, and what counsel is only reported to have said does not outlive it', () => {
    const reported = played(came('process'), told, paper, read, advised('director', 'proper'))
    expect(refused(reported, 'director', { what: 'conflict-said' })).toEqual(['who'])
    const it = played(reported, conflict)
    expect(it.opinion).toBeUndefined()
    expect(it.relayed[0]?.moot).toBe(true)
  })

  test('leaves no opinion in force where a denial opens again what had ended', () => {
    const ended = played(came('process'), told, paper, read, advised('counsel', 'proper'), [
      'director',
      { what: 'referred', words },
    ])
    const open = other(played(ended, conflict), [
      'counsel',
      { what: 'word-answered', word: 0, is: false, words },
    ])
    expect([open.outcome, open.opinion]).toEqual([undefined, undefined])
  })

  test('has no link to them sent, and none that they answer, though the word stands', () => {
    const asRequest: Act = [
      'director',
      { what: 'paper-read', instrument: 'public-records-request', federal: false },
    ]
    const to = (account: string) => ({
      ...({ whom: 'counsel', name: 'Kit', setBy: 'd', confirmedBy: 'p' } as const),
      ...{ confirmedAt: '2026-11-01T00:00:00Z', account },
    })
    const it = played(came('process'), told, paper, asRequest, conflict)
    for (const [account, why] of [
      ['counsel', true],
      ['other', false],
    ] as const) {
      const sends: CaseEventBody = { what: 'link-sent', word: 0, to: to(account) }
      const answers: CaseEventBody = {
        ...{ what: 'word-answered', word: 0, is: true, through: { how: 'link', to: to(account) } },
      } as const
      expect(refused(it, 'director', sends)).toEqual(why ? ['may-be-linked'] : [])
      expect(refused(it, 'program', answers)).toEqual(why ? ['word-is-theirs'] : [])
    }
  })

  test('who never spoke takes nothing of the other’s word away; and what ended stays as it ended', () => {
    const byOther = other(played(came('process'), told, paper, read), advised('counsel', 'proper'))
    expect(played(byOther, conflict).opinion).toBe('proper')
    const back: Act = ['director', { what: 'withdrawn', words, spokeWith: 'A. Sheriff', through: 'phone' }]
    const over = played(came('process'), told, paper, read, advised('counsel'), back, conflict)
    expect(over.outcome).toBe('withdrawn')
  })
})

describe('a paper of which nobody may be told', () => {
  const gag: Act = ['director', { what: 'gag-found', words }]
  const bySomebody: Act = ['staff', { what: 'told', whom: 'counsel', through: 'phone', reached: true }]
  const looks: Act = ['counsel', { what: 'told', whom: 'counsel', through: 'screen', reached: true }]
  const back: Act = ['director', { what: 'withdrawn', words, spokeWith: 'A. Sheriff', through: 'phone' }]
  const secret: Act = [
    'director',
    { what: 'paper-read', instrument: 'subpoena', federal: false, nondisclosure: true },
  ]

  test.each([
    ['said apart', gag],
    ['said by the paper as it was read', secret],
  ] as const)(
    '%s by the Director is owed a look by counsel, and is not taken back or closed before',
    (_, hides) => {
      const known = played(came('process'), told, paper, bySomebody, hides)
      expect(nextStepsOf(known)[0]).toEqual({ step: 'counsel-advised', by: 'counsel' })
      expect(refused(known, ...back)).toEqual(['counsel-saw-gag'])
      expect(refused(played(known, bySomebody), ...back)).toEqual(['counsel-saw-gag'])
      for (const seen of [looks, advised('counsel')])
        expect(refused(played(known, seen), ...back)).toEqual([])
      // What the Director writes down of counsel is no look of counsel's, before counsel confirms it.
      const said = played(known, advised('director'))
      expect(refused(said, ...back)).toEqual(['counsel-saw-gag'])
      expect(refused(played(said, confirms(1)), ...back)).toEqual([])
      const late = played(came('records-request', 'public'), told, back, gag)
      expect(refused(late, 'director', { what: 'closed' })).toEqual(['counsel-saw-gag'])
      expect(refused(played(late, looks), 'director', { what: 'closed' })).toEqual([])
    },
  )
})

describe('a nondisclosure order that only the Director noted', () => {
  const gag: Act = ['director', { what: 'gag-found', words }]
  const reads = (
    role: CaseRole,
    instrument: 'subpoena' | 'public-records-request',
    nondisclosure: boolean,
  ): Act => [role, { what: 'paper-read', instrument, federal: false, nondisclosure }]
  const known = played(came('process'), told, paper)
  const asks = (it: Case) => relayedWordsFor(it, 'counsel').map(([place, { of }]) => [place, of])
  const denies = (word: number): Act => ['counsel', { what: 'word-answered', word, is: false, words }]

  test.each([
    ['noted', gag],
    ['read', reads('director', 'subpoena', true)],
  ] as const)('as %s is counsel’s to confirm or deny, and protects until they do', (_, hides) => {
    const it = played(known, hides)
    expect([it.gagged, isGagReported(it), it.gagByCounsel, asks(it)]).toEqual([
      true,
      true,
      undefined,
      [[0, 'gag']],
    ])
    expect(nextStepsOf(it)).toContainEqual({ step: 'word-answered', by: 'counsel' })
    for (const role of ['director', 'president'] as const)
      expect(refused(it, role, { what: 'word-answered', word: 0, is: false, words })).toContain(
        'word-is-theirs',
      )
    const confirmed = played(it, confirms(0))
    expect([confirmed.gagged, isGagReported(confirmed), confirmed.gagByCounsel]).toEqual([true, false, true])
    const denied = played(it, denies(0))
    expect([denied.gagged, denied.gagUnseen, denied.boardMayKnow, asks(denied)]).toEqual([
      false,
      undefined,
      false,
      [],
    ])
    // Read again with the same tick, it is the same order.
    expect(asks(played(it, reads('director', 'subpoena', true)))).toEqual([[0, 'gag']])
  })

  test('is noted once for the papers that came: neither several at once nor another after a denial, until a paper comes', () => {
    const once = ['one-order-per-paper']
    const tick = reads('director', 'subpoena', true)
    for (const first of [gag, tick]) {
      const it = played(known, first)
      // The case is secret already, so the same tick says nothing new.
      expect([refused(it, ...gag), refused(it, ...tick)]).toEqual([once, []])
      for (const role of ['director', 'president'] as const) {
        const denied = played(it, denies(0))
        expect(refused(denied, role, gag[1])).toEqual(once)
        expect(refused(denied, role, tick[1])).toEqual(once)
        expect(refused(denied, ...reads('director', 'public-records-request', false))).toEqual([])
      }
      // Counsel notes one at any time, and with another paper anyone who sees the case.
      expect(played(it, denies(0), ['counsel', gag[1]])).toMatchObject({ gagged: true, gagByCounsel: true })
      const another = played(it, denies(0), paper, gag)
      expect([another.gagged, asks(another)]).toEqual([true, [[1, 'gag']]])
      expect(played(another, denies(1)).gagged).toBe(false)
    }
  })

  test('takes back nothing that counsel allowed the Board to know, unless counsel confirms it', () => {
    const allows = (role: CaseRole): Act => [
      role,
      { ...(advised(role)[1] as EventBodyOf<'counsel-advised'>), board: true },
    ]
    const consulted: Act = [
      'director',
      { what: 'board-consulted', motion: '1', session: '1', on: '2026-11-24' },
    ]
    const allowed = played(known, ['counsel', gag[1]], allows('counsel'))
    const noted = played(allowed, gag)
    expect([noted.boardMayKnow, refused(noted, ...consulted)]).toEqual([true, []])
    expect(played(noted, denies(0))).toMatchObject({ gagged: true, boardMayKnow: true })
    expect(played(noted, confirms(0))).toMatchObject({ gagged: true, boardMayKnow: false })
    expect(refused(played(noted, confirms(0)), ...consulted)).toContain('board-may-know')
    // What counsel reads with the tick is the order too; so is one that they note themselves.
    expect(played(noted, reads('counsel', 'subpoena', true)).boardMayKnow).toBe(false)
    expect(played(allowed, ['counsel', gag[1]]).boardMayKnow).toBe(false)
    // Counsel who allows it with the order in view means it too.
    expect(played(noted, allows('counsel'), confirms(0)).boardMayKnow).toBe(true)
    // What counsel is said to have allowed before is about the order before.
    const said = played(known, ['counsel', gag[1]], allows('director'), gag)
    expect(played(said, confirms(0)).boardMayKnow).toBe(true)
    expect(played(said, confirms(0), confirms(1)).boardMayKnow).toBe(false)
    expect(played(said, confirms(1), confirms(0)).boardMayKnow).toBe(false)
    expect(played(said, denies(1), confirms(0)).boardMayKnow).toBe(true)
  })

  test('outlives the end of another order that counsel spoke of before, and takes nothing of that end back where it is denied', () => {
    const end: Act = [
      'director',
      { what: 'gag-ended', source: 'expiry', on: '2026-11-24', way: 'phone', counsel: 'C. Wells', words },
    ]
    const both = played(known, ['counsel', gag[1]], end, gag)
    const over = played(both, confirms(0))
    expect([over.gagged, over.gagByCounsel, asks(over)]).toEqual([true, undefined, [[1, 'gag']]])
    expect(played(over, denies(1)).gagged).toBe(false)
    expect(played(both, denies(1), confirms(0)).gagged).toBe(false)
    expect(asks(played(both, confirms(1)))).toEqual([])
  })

  test('is denied without a word against what counsel found of the paper', () => {
    const cleared = played(came('process'), ...ready, gag)
    const { opinion, own, findings, counselConfirmedBy, requesterVerified } = cleared
    expect(played(cleared, denies(0))).toMatchObject({
      ...{ gagged: false, opinion, own, findings, counselConfirmedBy, requesterVerified },
    })
    expect(opinion).toBe('proper')
    expect(refused(played(cleared, decided, denies(0)), ...decided)).toEqual([])
  })

  test('is not asked about where counsel noted it or read it so, and counsel’s own stands whatever else they deny', () => {
    for (const own of [['counsel', gag[1]] as Act, reads('counsel', 'subpoena', true)]) {
      const it = played(known, own)
      expect([it.gagged, it.gagByCounsel, asks(it)]).toEqual([true, true, []])
      const both = played(known, gag, own)
      expect([asks(both), both.relayed[0]?.moot]).toEqual([[], true])
      const later = played(it, gag)
      expect(asks(later)).toEqual([[0, 'gag']])
      expect(played(later, denies(0)).gagged).toBe(true)
    }
    // To read the paper otherwise neither confirms nor ends it.
    expect(asks(played(known, gag, reads('counsel', 'subpoena', false)))).toEqual([[0, 'gag']])
  })

  test('protects as long as counsel is asked about another, and none is asked about once the order ended', () => {
    const two = played(known, gag, paper, gag)
    const one = played(two, denies(1))
    expect([one.gagged, asks(one), played(one, denies(0)).gagged]).toEqual([true, [[0, 'gag']], false])
    const way = { way: 'here', counsel: 'C. Wells', words } as const
    const over = played(two, ['counsel', { what: 'gag-ended', source: 'expiry', on: '2026-11-24', ...way }])
    expect([over.gagged, asks(over)]).toEqual([false, []])
  })

  test('opens a closed case again when counsel denies it, and keeps no decision; what left stays', () => {
    const back: Act = ['director', { what: 'withdrawn', words, spokeWith: 'A. Sheriff', through: 'phone' }]
    const looks: Act = ['counsel', { what: 'told', whom: 'counsel', through: 'screen', reached: true }]
    const closed = played(known, reads('director', 'subpoena', true), looks, back, [
      'director',
      { what: 'closed' },
    ])
    expect([closed.closed, nextStepsOf(closed)]).toEqual([true, [{ step: 'word-answered', by: 'counsel' }]])
    const open = played(closed, denies(0))
    expect([open.closed, open.outcome, open.gagged, open.reading?.instrument]).toEqual([
      ...[false, undefined, false, 'subpoena'],
    ])
  })

  test('is asked about before a request that the same reading makes of the paper, which is asked about once it is read again', () => {
    const both = played(known, reads('director', 'public-records-request', true))
    expect([asks(both), both.onceProcess]).toEqual([[[0, 'gag']], true])
    const denied = played(both, denies(0))
    expect([denied.reading?.instrument, denied.onceProcess]).toEqual(['public-records-request', true])
    expect(asks(played(denied, reads('director', 'public-records-request', false)))).toEqual([[1, 'reading']])
  })

  test('is the other counsel’s to answer once one has a conflict of interest, and keeps no order of counsel’s from being complied with', () => {
    expect(asks(played(known, gag, ['counsel', { what: 'conflict-said' }]))).toEqual([[0, 'gag']])
    const cleared = played(
      known,
      reads('director', 'subpoena', false),
      scoped(one),
      gag,
      advised('counsel', 'proper'),
    )
    expect([hasCounselCleared(cleared), asks(cleared)]).toEqual([true, [[0, 'gag']]])
    expect(refused(played(came('process'), ...ready, gag), ...decided)).toEqual([])
  })
})

describe('a paper that staff bring once it is decided', () => {
  const late: Act = [
    'staff',
    {
      what: 'paper-added',
      paper: { id: 'late', name: 'late.pdf', type: 'application/pdf', sha256: '', bytes: 1 },
    },
  ]
  const weighed = (role: CaseRole, counts: boolean): Act => [
    role,
    { what: 'paper-weighed', paper: 'late', counts },
  ]
  const collect: Act = ['director', { what: 'collected', copy }]
  const brought = played(came('process'), ...ready, decided, late)

  test('waits beside the grounds and stops nothing, and whoever decides is owed a look at it', () => {
    expect(refused(brought, ...collect)).toEqual([])
    expect(nextStepsOf(brought)[0]).toEqual({ step: 'paper-weighed', by: 'director' })
    expect(refused(brought, ...weighed('staff', true))).toEqual(['who'])
    const aside = played(brought, weighed('director', false))
    expect(refused(aside, ...collect)).toEqual([])
    expect([aside.aside.length, nextStepsOf(aside)[0]?.step]).toEqual([1, 'collected'])
    expect(refused(aside, ...weighed('counsel', true))).toEqual(['waits-beside'])
  })

  test('counts once whoever decides or counsel takes it in, or the decision is taken back', () => {
    for (const role of ['director', 'counsel'] as const) {
      expect(refused(played(brought, weighed(role, true)), ...collect)).toEqual(['as-decided'])
    }
    const anew = played(brought, ['director', { what: 'decision-withdrawn', words }])
    expect([anew.papers.length, anew.later.length]).toEqual([2, 0])
    // What the Director brings themselves is a change at once.
    const own = played(came('process'), ...ready, decided, ['director', late[1] as CaseEventBody])
    expect(refused(own, ...collect)).toEqual(['as-decided'])
  })
})

describe('a matter about the Director that the Director settled before anybody said so', () => {
  const about: CaseEventBody = { what: 'about-director', is: true }
  const decides = (decision: 'not-heed' | 'refusal'): Act => [
    'director',
    (it) => ({ what: 'decided', decision, document: '', grounds: groundsHash(groundsOf(it)) }),
  ]

  test('is open again by counsel and whoever reported it, until it is closed: what was decided is void', () => {
    const settled = played(came('privacy', 'staff'), told, advised('counsel'), decides('not-heed'))
    expect(settled.outcome).toBe('not-heeded')
    for (const role of ['counsel', 'staff'] as const) {
      const open = played(settled, [role, about])
      expect([open.outcome, open.decision, open.directorAt]).toEqual([undefined, undefined, undefined])
      expect(stageOf(open)).toBe('with-counsel')
    }
    expect(refused(settled, 'director', about)).toEqual(['may-say-about'])
    const closed = played(
      settled,
      ['director', { what: 'complainant-told' }],
      ['director', { what: 'closed' }],
    )
    expect(refused(closed, 'counsel', about)).toEqual(['stage'])
    const sent = played(came('process'), told, advised('counsel'), decides('refusal'), [
      'director',
      { what: 'refusal-sent', document: '' },
    ])
    expect(played(sent, ['counsel', about]).outcome).toBeUndefined()
  })

  test('is not taken back by a sign-in that the Director made or reset since: that only hands it over', () => {
    const says = (it: Case, is: boolean, unconfirmed?: true) =>
      applyStep(
        it,
        {
          what: 'about-director',
          is,
          stamp: { ...stamped('staff', minute(1)), ...(unconfirmed && { unconfirmed }) },
        },
        world,
      )
    const it = came('privacy', 'staff')
    const handed = says(it, true, true)
    if ('refused' in handed) throw new Error(handed.refused.join(', '))
    expect(says(handed.case, false, true)).toMatchObject({ refused: ['may-say-about'] })
    expect(says(handed.case, false)).toMatchObject({ case: { aboutDirector: false } })
  })

  test('keeps what cannot be called back: what was handed over; and of a file that left it is said what became of it', () => {
    const left = played(came('process'), ...toSaved)
    const over = played(left, produced, ['counsel', about])
    expect([over.outcome, over.decision?.decision]).toEqual(['released', 'release'])
    // The file is not saved once more by what the wrong person decided.
    expect(refused(played(over, told), 'president', saved[1] as CaseEventBody)).toEqual(['as-decided'])
    const moved = played(left, ['counsel', about], told)
    expect(refused(moved, 'president', produced[1] as CaseEventBody)).toEqual(['knows-of-change'])
    const gone = played(moved, ['president', { what: 'package-destroyed', words }])
    expect(refused(gone, 'president', saved[1] as CaseEventBody)).toContain('as-decided')
    const back = played(gone, ['president', { what: 'decision-withdrawn', words }])
    expect(back.decision).toBeUndefined()
  })
})

test('a concern is not closed before the person who raised it was told what was decided: no one can record it there afterward', () => {
  const decides: Act = [
    'director',
    (it) => ({ what: 'decided', decision: 'not-heed', document: '', grounds: groundsHash(groundsOf(it)) }),
  ]
  const settled = played(came('privacy', 'staff'), told, advised('counsel'), decides)
  const closes: Act = ['director', { what: 'closed' }]
  expect(refused(settled, ...closes)).toEqual(['complainant-told'])
  const heard = played(settled, ['director', { what: 'complainant-told' }])
  expect(refused(heard, ...closes)).toEqual([])
  // No one is there to tell where no name was given.
  const unnamed = { ...settled, requester: { ...settled.requester, name: '' } }
  expect(refused(unnamed, ...closes)).toEqual([])
  // What is decided again after it goes to the president is told again.
  const again = played(heard, ['counsel', { what: 'about-director', is: true }])
  expect(again.complainantTold).toBeUndefined()
})

describe('a copy that was kept before it was known what the paper reaches', () => {
  const kept: Act = [
    'director',
    { what: 'preserved', copy: { ...copy, subjects: ['p1', 'p2'] }, until: '2027-01-01' },
  ]
  const first = (it: Case) => nextStepsOf(it)[0]?.step

  test('is owed its end once the paper names less, at every stage; and where the case ends without it', () => {
    const early = played(came('process'), told, paper, read, kept)
    expect(first(early)).not.toBe('preservation-ended')
    const narrow = played(early, scoped(one))
    expect(first(narrow)).toBe('preservation-ended')
    expect(first(played(early, scoped({ ...one, subjects: ['p1', 'p2'] })))).not.toBe('preservation-ended')
    const decidedOn = played(narrow, verified, advised('counsel', 'proper'), ...pinned, decided)
    expect(first(decidedOn)).toBe('preservation-ended')
    const quashed = played(early, advised('counsel'), ['director', { what: 'quashed', words }])
    // Until counsel confirms what was noted of the court, only counsel ends it early.
    expect(nextStepsOf(quashed)[0]).toEqual({ step: 'preservation-ended', by: 'counsel' })
    const ends: CaseEventBody = { what: 'preservation-ended', copy: 'copy' }
    expect(refused(quashed, 'director', ends)).toEqual(['counsels-while-it-stands'])
    const sure = played(quashed, ['counsel', { what: 'word-answered', word: 0, is: true }])
    expect([nextStepsOf(sure)[0]?.by, refused(sure, 'director', ends)]).toEqual(['director', []])
    expect(refused(quashed, 'director', { what: 'closed' })).toEqual(['nothing-preserved'])
    const ended = played(narrow, ['director', { what: 'preservation-ended', copy: 'copy' }])
    expect(first(ended)).not.toBe('preservation-ended')
  })
})

test('a copy that keeps to the paper is ended early by counsel alone, while the request stands', () => {
  const until = '2027-02-20'
  const ends: EventBodyOf<'preservation-ended'> = { what: 'preservation-ended', copy: 'copy' }
  const held = played(came('process'), told, paper, read, scoped(one), advised('counsel'), [
    'counsel',
    { what: 'preserved', copy, until },
  ])
  expect(refused(held, 'director', ends)).toEqual(['counsels-while-it-stands'])
  expect(refused(held, 'counsel', ends)).toEqual([])
  expect(refused(played(held, ['counsel', { what: 'referred', words }]), 'director', ends)).toEqual([])
  const late = { ...world, today: until }
  const event = { ...ends, stamp: stamped('director', minute(1)) }
  expect(applyStep(held, event, late)).toHaveProperty('case')
})

test('a court order that is read again as a subpoena gets no holding letter, until counsel read it so', () => {
  const subpoena = { what: 'paper-read', instrument: 'subpoena', federal: false } as const
  const asks: Act = ['director', { what: 'time-asked', until: '2026-12-20' }]
  const at = played(came('process'), told, paper)
  expect(refused(played(at, ['director', subpoena]), ...asks)).toEqual([])
  const again = played(at, read, ['director', subpoena])
  expect(refused(again, ...asks)).toEqual(['without-judge'])
  expect(refused(played(again, ['counsel', subpoena]), ...asks)).toEqual([])
  // Nor after counsel read it as a judge's, or where whoever was served saw that a judge signed it.
  const byCounsel = played(at, ['counsel', read[1] as CaseEventBody], ['director', subpoena])
  expect(refused(byCounsel, ...asks)).toEqual(['without-judge'])
  const looked = { court: 'yes', judge: 'yes', searchHere: 'no' } as const
  const signed = played(came('process', 'justice-agency', { looked }), told, paper, ['director', subpoena])
  expect(refused(signed, ...asks)).toEqual(['without-judge'])
  expect(refused(played(signed, ['counsel', subpoena]), ...asks)).toEqual([])
})

test('what came as legal paper, or was read as such, is no public-records request before counsel says that it is one', () => {
  const request: CaseEventBody = {
    what: 'paper-read',
    instrument: 'public-records-request',
    federal: false,
  }
  const refuses: Act = [
    'director',
    (it) => ({ what: 'decided', decision: 'refusal', document: '', grounds: groundsHash(groundsOf(it)) }),
  ]
  const gives: Act = ['director', { what: 'public-given', extent: 'whole', words }]
  const back: Act = ['director', { what: 'withdrawn', words, spokeWith: 'A. Sheriff', through: 'phone' }]
  const paperOf = (it: Case) => played(it, told, paper)
  const turned = [
    played(paperOf(came('process')), ['director', request]),
    played(paperOf(came('records-request')), ['director', read[1] as CaseEventBody], ['director', request]),
    played(came('emergency'), told, paper, told, ['director', request]),
  ]
  for (const it of turned) {
    expect(it.kind).toBe('records-request')
    expect(relayedWordsFor(it, 'counsel').map(([, { of }]) => of)).toEqual(['reading'])
    for (const act of [refuses, gives]) expect(refused(it, ...act)).toContain('request-agreed')
    expect(refused(it, ...back)).toEqual(['counsel-reached'])
    // Counsel confirms it, or reads it so; then the Director answers, and denies it once counsel was consulted.
    for (const said of [confirms(0), ['counsel', request] as Act])
      for (const act of [refuses, gives])
        expect(refused(played(it, said, advised('counsel')), ...act)).toEqual([])
    const denied = played(it, ['counsel', { what: 'word-answered', word: 0, is: false, words }])
    expect([denied.kind, denied.reading]).toEqual(['process', undefined])
    expect(refused(denied, ...gives)).toContain('is-records-request')
    // To say that no one has read it, counsel too, agrees to nothing and asks nothing.
    const unread = { what: 'paper-read', instrument: 'unread', federal: false } as const
    for (const role of ['director', 'counsel'] as const) {
      const without = played(it, [role, unread])
      expect(relayedWordsFor(without, 'counsel')).toEqual([])
      expect(refused(without, ...gives)).toEqual(['request-agreed'])
    }
    // Read otherwise, nothing is left to answer.
    const order = played(it, ['director', read[1] as CaseEventBody])
    expect(relayedWordsFor(order, 'counsel')).toEqual([])
  }
  const simple = played(came('records-request', 'public'), told, paper, ['director', request])
  expect([simple.relayed, refused(simple, ...refuses)]).toEqual([[], ['consultation-confirmed']])
})

test('whose record is studied, once counsel set it, only counsel changes', () => {
  const days = { from: '2026-11-01', until: '2026-11-20' }
  const received: CaseEvent = {
    ...{ what: 'received', kind: 'privacy', way: 'counter', wants: 'x', aboutDirector: false, drill: false },
    ...{ views: days, requester: { kind: 'staff', name: 'x' }, stamp: stamped('staff', minute(0)) },
  }
  const begun = applyStep(undefined, received, world)
  if ('refused' in begun) throw new Error(begun.refused.join(', '))
  const of = (role: CaseRole, subject: string): Act => [role, { what: 'study-set', subject, ...days }]
  const byDirector = played(begun.case, told, of('director', 'p1'))
  expect(refused(byDirector, ...of('director', 'p2'))).toEqual([])
  const byCounsel = played(byDirector, of('counsel', 'p1'), of('director', 'p1'))
  expect(refused(byCounsel, ...of('director', 'p2'))).toEqual(['whole-study'])
  expect(refused(byCounsel, ...of('counsel', 'p2'))).toEqual([])
})

test('a customer is not left untold on the choice of a lawyer who then says that they have a conflict: the other is asked', () => {
  const left = played(came('process'), ...toSaved, produced, ['director', { what: 'receipt', words }])
  const chooses = (it: Case, by: string, choice: 'not' | 'tell') =>
    taken(it, by, { what: 'notice-chosen', choice, way: 'here', counsel: by })
  const taken = (it: Case, by: string, what: CaseEventBody) => {
    const next = applyStep(it, { ...what, stamp: { ...stamped('counsel', minute(2)), by } }, world)
    if ('refused' in next) throw new Error(next.refused.join())
    return next.case
  }
  const closes: Act = ['director', { what: 'closed' }]
  const byKit = chooses(left, 'Kit', 'not')
  expect(refused(byKit, ...closes)).toEqual([])
  const without = taken(byKit, 'Kit', { what: 'conflict-said' })
  expect(refused(without, ...closes)).toContain('notice-chosen')
  // What the other chose stays.
  const byOther = taken(chooses(byKit, 'Lou', 'not'), 'Kit', { what: 'conflict-said' })
  expect(refused(byOther, ...closes)).toEqual([])
})

test('whom counsel agreed to name in a study is whom they saw: the Director takes in no more days with it', () => {
  const days = { from: '2026-11-10', until: '2026-11-20' }
  const set = (role: CaseRole, more: Partial<typeof days> = {}): Act => [
    role,
    { what: 'study-set', subject: 'p1', ...days, ...more },
  ]
  const agreed = played(
    ...[came('privacy', 'staff'), told, set('director'), ['counsel', { what: 'studied', own: false }] as Act],
    ['counsel', { what: 'study-agreed', to: 'others' }],
  )
  expect(agreed.study?.othersNamed).toBe(true)
  expect(played(agreed, set('director', { from: '2024-01-01' })).study?.othersNamed).toBe(false)
  expect(played(agreed, set('director')).study?.othersNamed).toBe(true)
  expect(played(agreed, set('counsel', { from: '2024-01-01' })).study?.othersNamed).toBe(true)
})

test('a report to the authorities that was made after the incident was put on record is written down, by whoever made it', () => {
  const outside = { what: 'told-outside', basis: 'mandated-report', agency: 'the county' } as const
  const recorded = played(came('conduct'), ['staff', { what: 'answered' }])
  expect(stageOf(recorded)).toBe('ended')
  expect(played(recorded, ['staff', outside]).toldOutside).toBe(true)
  expect(refused(played(came('ask')), 'staff', outside)).toEqual(['is-conduct'])
})

describe('a call back, and a finding', () => {
  const call = verified[1] as EventBodyOf<'requester-checked'>
  const pins = pinned.map(([, what]): Act => ['director', what])

  test('is at a number of a source that is known, with its digits, and not the one that whoever asks gave', () => {
    const it = { ...played(came('process'), told), numbersGiven: ['(308) 555-0199'] }
    const no = [{ dialled: 'the paper' }, { dialled: '1 308 555 0199' }, { source: 'the paper' as never }]
    for (const one of no) {
      expect(refused(it, 'director', { ...call, ...one })).toEqual(['independent-number'])
    }
    expect(refused(it, ...verified)).toEqual([])
  })

  test('is at no number that ever stood on their paper, whatever that is read as since, nor at a part of one', () => {
    const readAs = (phone?: string): Act => [
      'director',
      { ...(read[1] as EventBodyOf<'paper-read'>), ...(phone && { phone }) },
    ]
    const it = played(came('process'), told, paper, readAs('308-555-0177 ext. 12'), readAs())
    for (const dialled of ['308-555-0177', '(308) 555 0177 12']) {
      expect(refused(it, 'director', { ...call, dialled })).toEqual(['independent-number'])
    }
    expect(
      refused(played(came('process'), told, paper, readAs('555-0177')), 'director', {
        ...{ ...call, dialled: '308-555-0177' },
      }),
    ).toEqual(['independent-number'])
    expect(refused(it, ...verified)).toEqual([])
  })

  test('is made again where the paper, once read, has a phone number', () => {
    const called = played(came('process'), told, paper, verified)
    expect(called.requesterVerified).toBe(true)
    const readAs = (phone?: string): Act => [
      'director',
      { ...(read[1] as EventBodyOf<'paper-read'>), ...(phone && { phone }) },
    ]
    expect(played(called, readAs()).requesterVerified).toBe(true)
    const known = played(called, readAs(call.dialled))
    expect(known.requesterVerified).toBe(false)
    expect(refused(known, ...verified)).toEqual(['independent-number'])
  })

  test('stands on a page that the paper has', () => {
    const two: Act = [
      'staff',
      {
        ...(paper[1] as EventBodyOf<'paper-added'>),
        paper: { ...(paper[1] as EventBodyOf<'paper-added'>).paper, pages: 2 },
      },
    ]
    const it = played(came('process'), told, two, read, advised('counsel'))
    const pin = { ...(pinned[0]?.[1] as EventBodyOf<'finding-pinned'>) }
    expect(refused(it, 'counsel', { ...pin, page: 3 })).toEqual(['page-is-there'])
    expect(refused(it, 'counsel', { ...pin, page: 2 })).toEqual([])
  })

  test('that the Director pinned alone releases nothing before counsel holds the paper for proper with it, here or as it was read out', () => {
    const alone = played(
      came('process'),
      told,
      paper,
      read,
      scoped(one),
      verified,
      advised('director', 'proper'),
      ...pins,
    )
    expect(refused(alone, ...decided)).toEqual(['counsel-confirmed', 'findings-confirmed'])
    expect(nextStepsOf(alone)[0]).toEqual({ step: 'counsel-advised', by: 'counsel' })
    const phoned = advised('director', 'proper')[1] as EventBodyOf<'counsel-advised'>
    const phonedAgain = played(alone, ['director', phoned], confirms(0), confirms(1))
    expect(refused(phonedAgain, ...decided)).toEqual(['findings-confirmed'])
    const readOut: Act = ['director', { ...phoned, readOut: [...findingKinds] }]
    expect(refused(played(alone, readOut, confirms(0)), ...decided)).toEqual(['counsel-confirmed'])
    // What counsel says themselves settles what was reported before.
    for (const said of [[advised('counsel', 'proper')], [readOut, confirms(0), confirms(1)]]) {
      expect(refused(played(alone, ...said), ...decided)).toEqual([])
      // Pinned elsewhere, it is another.
      expect(refused(played(alone, ...said, pins[0] as Act), ...decided)).toEqual(['findings-confirmed'])
    }
  })
})

describe('what a paper is read as', () => {
  const readAs = (instrument: EventBodyOf<'paper-read'>['instrument'], federal = false): Act => [
    'director',
    { what: 'paper-read', instrument, federal },
  ]
  const running = (it: Case) => deadlinesOf(it, clocks, dayOf).map(({ clock }) => clock)
  const denies: Act = [
    'director',
    (it) => ({ what: 'decided', decision: 'refusal', document: '', grounds: groundsHash(groundsOf(it)) }),
  ]

  test('sets the kind of its case both ways until it is decided: a public-records request has its days, and its denial', () => {
    const asPaper = played(came('process', 'public'), told, paper)
    expect(refused(asPaper, ...denies)).toContain('counsel-or-board')
    const request = played(asPaper, readAs('public-records-request'), confirms(0))
    expect([request.kind, running(request)]).toEqual(['records-request', ['answer']])
    expect(refused(request, ...denies)).toEqual(['consultation-confirmed'])
    const back = played(request, readAs('court-order'))
    // The court's day stays in sight until counsel agrees.
    const order: Act = [
      'director',
      { what: 'paper-read', instrument: 'court-order', returnOn: '2026-12-08', federal: false },
    ]
    const turned = played(asPaper, order, readAs('public-records-request'))
    expect([running(turned), running(played(turned, confirms(0)))]).toEqual([
      ['answer', 'return'],
      ['answer'],
    ])
    expect([back.kind, running(back)]).toEqual(['process', []])
    expect(refused(back, ...denies)).toContain('counsel-or-board')
    const denied = played(request, advised('counsel'), denies)
    expect(refused(denied, ...readAs('court-order'))).toContain('stage')
  })

  test('a public-records request that is granted ends with what is public, whole, or in part beside a denial; with nobody in it', () => {
    const it = played(came('records-request', 'public'), told)
    const given = (extent: 'whole' | 'part'): Act => ['director', { what: 'public-given', extent, words }]
    expect(refused(it, ...given('part'))).toEqual(['given-as-decided'])
    expect(refused(it, 'staff', given('whole')[1])).toContain('who')
    const all = played(it, given('whole'))
    expect([all.outcome, running(all)]).toEqual(['answered', []])
    const denied = played(it, advised('counsel'), denies)
    expect(refused(denied, ...given('whole'))).toEqual(['given-as-decided'])
    // A denial of a part leaves the rest owed, and does not end the case unless someone says that nothing is public.
    expect(nextStepsOf(denied).map(({ step }) => step)).toEqual(['public-given', 'refusal-sent'])
    expect(refused(denied, 'director', { what: 'refusal-sent', document: '' })).toEqual(['public-accounted'])
    expect(played(denied, given('part')).outcome).toBe('answered')
    const named = played(it, readAs('public-records-request'), scoped(one))
    expect(refused(named, ...given('whole'))).toEqual(['no-patron-in-scope'])
    expect(refused(played(came('process'), told), ...given('whole'))).toEqual(['is-records-request'])
  })

  test('gives the days of Rule 45 to a federal subpoena in a civil case alone, until counsel objected', () => {
    const subpoena = played(came('process'), told, paper, readAs('subpoena', true))
    expect(running(subpoena)).toEqual(['objection'])
    for (const other of [
      'grand-jury-subpoena',
      'county-attorney-subpoena',
      'administrative-subpoena',
    ] as const) {
      expect([other, running(played(came('process'), told, paper, readAs(other, true)))]).toEqual([other, []])
    }
    const objected = played(subpoena, advised('counsel'), ['counsel', { what: 'objected', words }])
    expect(running(objected)).toEqual([])
    expect(running(played(objected, ['counsel', { what: 'objection-ended', words }]))).toEqual([])
  })
})

describe('an ask without paper', () => {
  test('of an officer is ended by nobody before the Director knows; of anybody else it may be', () => {
    const answered = { what: 'answered' } as const
    expect(refused(came('ask'), 'staff', answered)).toEqual(['officer-reported'])
    expect(refused(played(came('ask'), told), 'staff', answered)).toEqual([])
    expect(refused(came('ask', 'private-party'), 'staff', answered)).toEqual([])
  })

  test.each(['ask', 'emergency'] as const)(
    '%s: a copy is kept, paper is added, and read it is a case of paper',
    (kind) => {
      const it = played(came(kind), told)
      const kept: CaseEventBody = { what: 'preserved', copy, until: '2027-01-01' }
      expect([refused(it, 'director', kept), refused(it, 'staff', kept)]).toEqual([[], ['who']])
      expect(refused(it, ...read)).toEqual(['has-paper'])
      const brought = played(it, paper)
      expect(refused(brought, 'staff', { what: 'answered' })).toContain('no-paper')
      expect(nextStepsOf(brought).map((owed) => owed.step)).toContain('paper-read')
      // It is served now: who knew of the ask knows nothing of it yet.
      expect([brought.directorAt, refused(brought, ...read)]).toEqual([undefined, ['reported']])
      expect(deadlinesOf(brought, clocks, dayOf).map(({ clock }) => clock)).toContain('report')
      expect(played(brought, told, read).kind).toBe('process')
      expect(
        played(brought, told, [
          'director',
          { what: 'paper-read', instrument: 'public-records-request', federal: false },
        ]).kind,
      ).toBe('records-request')
    },
  )

  test('that is over goes on where the officer comes back with paper, and is closed over none that nobody weighed', () => {
    const answered = played(came('ask'), told, ['director', { what: 'answered' }])
    const back = played(answered, paper)
    expect([stageOf(back), back.outcome, back.directorAt, back.servedAt]).toEqual([
      'received',
      undefined,
      undefined,
      minute(1),
    ])
    expect(refused(back, 'director', { what: 'closed' })).toContain('stage')
    expect(played(back, told, read).kind).toBe('process')
    const decides: Act = [
      'director',
      (it) => ({ what: 'decided', decision: 'refusal', document: '', grounds: groundsHash(groundsOf(it)) }),
    ]
    const sent: Act = ['director', { what: 'refusal-sent', document: '' }]
    const refusal = played(back, told, read, advised('counsel'), decides, sent)
    // The second paper waits, whoever brings it; it goes on once somebody says that it counts.
    for (const role of ['staff', 'director', 'counsel'] as const) {
      const more = played(refusal, [role, paper[1]])
      expect([stageOf(more), nextStepsOf(more)[0]?.step]).toEqual(['ended', 'paper-weighed'])
      expect(refused(more, 'director', { what: 'closed' })).toEqual(['nothing-beside'])
      const weighed = (counts: boolean): Act => [
        'director',
        { what: 'paper-weighed', paper: 'paper', counts },
      ]
      const goesOn = played(more, weighed(true))
      expect([stageOf(goesOn), goesOn.reading, goesOn.decision, goesOn.opinion]).toEqual([
        'with-counsel',
        undefined,
        undefined,
        undefined,
      ])
      expect(refused(played(more, weighed(false)), 'director', { what: 'closed' })).toEqual([])
    }
  })

  test('is refused by nothing but what was decided upon: no refusal goes out over paper that nobody weighed', () => {
    const decides: Act = [
      'director',
      (it) => ({ what: 'decided', decision: 'refusal', document: '', grounds: groundsHash(groundsOf(it)) }),
    ]
    const sent: Act = ['director', { what: 'refusal-sent', document: '', words }]
    const part: Act = ['director', { what: 'public-given', extent: 'part', words }]
    const more = (role: CaseRole): Act => [role, paper[1]]
    const subpoena = played(came('process'), told, paper, read, advised('counsel'), decides)
    const request = played(came('records-request', 'public'), told, advised('counsel'), decides)
    for (const [it, goes] of [
      [subpoena, sent],
      [request, sent],
      [request, part],
    ] as const) {
      expect(refused(it, ...goes)).toEqual([])
      for (const role of ['director', 'counsel'] as const) {
        const changed = played(it, more(role))
        expect(refused(changed, ...goes)).toEqual(['as-decided'])
        expect(nextStepsOf(changed)).toEqual([{ step: 'decision-withdrawn', by: 'director' }])
      }
      expect(refused(played(it, more('staff')), ...goes)).toEqual(['nothing-beside'])
    }
  })

  test.each(['privacy', 'conduct'] as const)('%s: paper is added, and no copy of anybody is kept', (kind) => {
    const it = played(came(kind), told, paper)
    expect(it.papers).toHaveLength(1)
    expect(refused(it, 'director', { what: 'preserved', copy, until: '2027-01-01' })).toContain('is-request')
    expect(refused(it, ...read)).toContain('has-paper')
  })

  test.each(['privacy', 'conduct'] as const)('%s: nobody asked, and so nobody takes it back', (kind) => {
    const back = { what: 'withdrawn', words, spokeWith: 'A. Sheriff', through: 'phone' } as const
    expect(refused(played(came(kind, 'staff'), told), 'director', back)).toContain('is-request')
  })
})

describe('an order that is complied with without counsel', () => {
  type Who = readonly [CaseRole, string?, { readonly unconfirmed?: true; readonly acting?: true }?]
  const asks = { what: 'minimum-asked', counsel: ['C. Wells'], underSeal: false } as const
  const complies = (it: Case): CaseEventBody => ({
    ...{ what: 'decided', decision: 'compulsion', document: '', notReached: true },
    grounds: groundsHash(groundsOf(it)),
  })
  const D: Who = ['director']
  const C: Who = ['counsel']
  const take = (it: Case, [role, by = role, more]: Who, what: CaseEventBody, at = minute(2)) => {
    const next = applyStep(it, { ...what, stamp: { by, role, at, notedAt: at, ...more } }, world)
    return 'refused' in next ? next.refused : next.case
  }
  const go = (it: Case, who: Who, what: CaseEventBody, at?: string): Case => {
    const next = take(it, who, what, at)
    if (!('kind' in next)) throw new Error(`${what.what}: ${next.join()}`)
    return next
  }
  const readDue: CaseEventBody = { ...(read[1] as EventBodyOf<'paper-read'>), returnOn: '2026-11-25' }
  const tryAll = (it: Case, hour: number) =>
    ['00', '31'].concat('62').reduce((now, plus) => {
      const at = new Date(Date.UTC(2026, 10, 24, hour, Number(plus))).toISOString().replace('.000', '')
      const called = { what: 'told', whom: 'counsel', through: 'phone', reached: false } as const
      return go(now, D, { ...called, counsel: 'C. Wells' }, at)
    }, it)
  const due = played(came('process'), told, paper, ['director', readDue], scoped(one), verified)
  const tried = tryAll(due, 17)
  const asked = go(tried, D, asks)
  const agrees = (as: 'president' | 'acting') => ({ what: 'minimum-agreed', as }) as const
  const reached = { what: 'told', whom: 'counsel', through: 'phone', reached: true } as const

  test('needs two people: not a second account of the Director, nor an order that only the Director noted', () => {
    const D2: Who = ['director', 'D2', { unconfirmed: true }]
    expect(take(tried, D2, asks)).toEqual(['own-sign-in'])
    const secret = go(go(tried, D, { what: 'gag-found', words }), D, asks)
    expect(take(secret, ['director', 'Di', { acting: true }], agrees('acting'))).toEqual(['other-person'])
    const noted = go(tryAll(go(due, C, { what: 'gag-found', words }), 17), D, { what: 'noted', words })
    expect(take({ ...noted, heard: [] }, D, asks)).toHaveProperty('minimum')
  })

  test('is not complied with against counsel, by whatever way', () => {
    const against = go(
      go(due, C, { ...(advised('counsel', 'defective')[1] as EventBodyOf<'counsel-advised'>) }),
      D,
      readDue,
    )
    expect(take(tryAll(against, 19), D, asks)).toEqual(['counsel-tried'])
    const complied = go(go(asked, ['president'], agrees('president')), D, complies(asked))
    const denied = go(complied, C, { what: 'word-answered', word: 0, is: false, words })
    expect(take(tryAll(denied, 19), D, asks)).toContain('counsel-tried')
  })

  test('is agreed to anew once counsel was reached or opened the case', () => {
    const opened = go(asked, C, { ...reached, through: 'screen' })
    for (const now of [opened, go(asked, ['staff'], { ...reached, counsel: 'C. Wells' })]) {
      expect(take(now, ['president'], agrees('president'))).toContain('minimum-asked')
      expect(take(now, D, asks)).toEqual(['counsel-tried'])
    }
    // Counsel who opens the case and has a conflict of interest keeps no one from trying the other.
    expect(take(go(opened, C, { what: 'conflict-said' }), D, asks)).toHaveProperty('minimum')
  })

  test('is for the other counsel to answer for, once one has a conflict of interest', () => {
    const complied = go(go(asked, ['president'], agrees('president')), D, complies(asked))
    const left = go(complied, ['counsel', 'Kit'], { what: 'conflict-said' })
    expect([left.decision?.decision, left.relayed[0]?.moot]).toEqual(['compulsion', undefined])
    expect(take(left, C, { what: 'word-answered', word: 0, is: false, words })).toHaveProperty(
      'decision',
      undefined,
    )
  })

  test('is agreed to again where it is decided again: counsel may have been reached since', () => {
    const complied = go(go(asked, ['president'], agrees('president')), D, complies(asked))
    const told = go(complied, D, { ...reached, counsel: 'C. Wells' })
    const back = go(told, D, { what: 'decision-withdrawn', words })
    expect(take(back, D, complies(back))).toContain('minimum-agreed')
    const confirmed = go(complied, C, { what: 'word-answered', word: 0, is: true })
    const left = go(confirmed, C, { what: 'conflict-said' })
    expect(take(left, D, complies(left))).toContain('minimum-agreed')
  })

  test('under seal goes to the court alone, even where counsel denies it once the file left', () => {
    const sealed = go(tried, D, { ...asks, underSeal: true })
    const complied = go(go(sealed, ['president'], agrees('president')), D, complies(sealed))
    const copy = { id: 'copy', by: 'director', subjects: one.subjects, records: one.records }
    const file = { package: 'file', copy: 'copy', document: 'sum', files: [], form: 'usb' } as const
    const collected = go(complied, D, { what: 'collected', copy })
    const checked = go(collected, ['president'], { what: 'checked', copy: 'copy' })
    const packaged = go(checked, D, { what: 'packaged', ...file })
    const out = go(packaged, D, { what: 'package-saved', document: 'sum' })
    const denied = go(out, C, { what: 'word-answered', word: 0, is: false, words })
    const by = (how: 'mail' | 'court') =>
      ({ what: 'produced', document: 'sum', to: 'the clerk', how, despite: true }) as const
    expect(take(denied, D, by('mail'))).toEqual(['under-seal'])
    expect(take(denied, D, by('court'))).toHaveProperty('outcome', 'compelled')
  })

  test('is not agreed to once counsel answered by a link, also where they denied something else', () => {
    const set = { setBy: 'ann', confirmedBy: 'bea', confirmedAt: '2026-11-13T09:00:00Z' }
    const to = { whom: 'counsel', name: 'C. Wells', ...set } as const
    const reported = played(due, advised('director'))
    const again = go(tryAll(reported, 17), D, asks)
    const answer = { what: 'word-answered', word: 0, is: false, words, through: { how: 'link', to } } as const
    const denied = go(again, ['program'], answer)
    expect(take(denied, ['president'], agrees('president'))).toContain('minimum-asked')
  })

  test('and nothing is taken as counsel at an account that the Director may control', () => {
    const it = played(due, advised('director'))
    const fake: Who = ['counsel', 'fake', { unconfirmed: true }]
    const { source, dialled, spokeWith } = verified[1] as EventBodyOf<'requester-checked'>
    for (const what of [
      ...([
        { what: 'referred', words },
        { what: 'withdrawn', words },
        { what: 'gag-found', words },
      ] as const),
      ...([readDue, { what: 'scope-set', ...one }, { what: 'cure-demanded', lacks: ['x'] }] as const),
      { what: 'requester-checked', source, dialled, spokeWith, verified: true },
    ] as const)
      expect(take(it, fake, what)).toContain('own-sign-in')
  })
})

describe('what a Director alone makes end, and cannot be taken back', () => {
  const until = '2027-02-20'
  const ends: EventBodyOf<'preservation-ended'> = { what: 'preservation-ended', copy: 'copy' }
  const kept: Act = ['director', { what: 'preserved', copy, until }]
  const decides: Act = [
    'director',
    (it) => ({ what: 'decided', decision: 'refusal', document: '', grounds: groundsHash(groundsOf(it)) }),
  ]
  const sends: Act = ['director', { what: 'refusal-sent', document: '' }]
  const consultedBoard: Act = [
    'director',
    { what: 'board-consulted', motion: '1', session: '2', on: '2026-11-24' },
  ]
  const answers = (role: CaseRole, word: number, is: boolean): Act => [
    role,
    { what: 'word-answered', word, is, ...(!is && { words }) },
  ]

  test('a preserved copy is not ended on a refusal that rests on a word that only the Director recorded', () => {
    const before = played(came('process'), told, paper, read, scoped(one), kept)
    for (const [word, owner] of [
      [advised('director', 'defective'), 'counsel'],
      [consultedBoard, 'president'],
    ] as const) {
      const over = played(before, word, unconfirmed(decides), sends)
      expect(over.outcome).toBe('refused')
      expect(refused(over, 'director', ends)).toEqual(['counsels-while-it-stands'])
      expect(refused(over, 'counsel', ends)).toEqual([])
      // The decision is counsel's to answer too, after the Board's own place.
      const known = played(over, answers(owner, 0, true))
      expect(refused(known, 'director', ends)).toEqual(['counsels-while-it-stands'])
      expect(refused(played(known, answers('counsel', 2, true)), 'director', ends)).toEqual([])
    }
    const own = played(before, advised('counsel', 'defective'), decides, sends)
    expect(refused(own, 'director', ends)).toEqual([])
  })

  test('nor on a seizure after a review that only the Director recorded', () => {
    const searched = played(
      came('process'),
      told,
      paper,
      kept,
      ['director', { what: 'search-began', leader: 'A. Sheriff', delay: 'not-asked' }],
      ['director', { what: 'search-ended' }],
      ['director', { what: 'debriefed', way: 'phone', counsel: 'C. Wells', words }],
      ['director', { what: 'seized' }],
    )
    expect(refused(searched, 'director', ends)).toEqual(['counsels-while-it-stands'])
    expect(refused(played(searched, answers('counsel', 0, true)), 'director', ends)).toEqual([])
  })

  test('what counsel is asked of a refusal that left is still asked once the Director adds a scan and counts it', () => {
    const own = played(came('process'), told, paper, read, scoped(one), advised('counsel', 'proper'))
    const sent = played(own, decides, sends)
    const scan = { id: 'scan', name: 'scan.pdf', type: 'application/pdf', sha256: 'scan', bytes: 1 }
    const open = played(
      sent,
      ['director', { what: 'paper-added', paper: scan }],
      ['director', { what: 'paper-weighed', paper: 'scan', counts: true }],
    )
    const asks = (it: Case) => relayedWordsFor(it, 'counsel').map(([, { of }]) => of)
    expect([open.outcome, asks(open)]).toEqual([undefined, ['against']])
    expect(asks(played(open, answers('counsel', 0, false)))).toEqual([])
    expect(asks(played(open, answers('counsel', 0, true)))).toEqual([])
  })

  test('a corrected paper is not waited for against counsel, without a day, unless counsel is asked', () => {
    const cure: Act = ['director', { what: 'cure-demanded', lacks: ['seal'], until: '2099-01-01' }]
    const before = played(came('process'), told, paper, read, scoped(one))
    const own = played(before, advised('counsel', 'proper'))
    expect(refused(own, ...cure)).toEqual(['counsels-word'])
    const again: Act = ['director', { what: 'paper-read', instrument: 'court-order', federal: true }]
    expect(refused(played(own, again), ...cure)).toEqual(['counsels-word'])
    // What counsel is said to have found since is theirs to answer.
    const phoned = played(own, again, advised('director', 'defective'))
    expect(refused(phoned, ...cure)).toEqual([])
    expect(relayedWordsFor(played(phoned, cure), 'counsel').map(([, { of }]) => of)).toEqual(['advice'])
    expect(refused(own, 'counsel', cure[1])).toEqual([])
    expect(refused(played(before, advised('counsel', 'defective')), ...cure)).toEqual([])
  })

  test('a search that ended is undone by counsel alone, also where no one typed what was taken', () => {
    const searching = played(came('process'), told, [
      'staff',
      { what: 'search-began', leader: '', delay: 'not-asked' },
    ])
    const mistaken = { what: 'search-mistaken', words } as const
    expect(refused(searching, 'director', mistaken)).toEqual([])
    const left = played(searching, ['staff', { what: 'search-ended' }])
    expect(refused(left, 'director', mistaken)).toEqual(['counsels-mistake'])
    const heard = { way: 'phone', counsel: 'C. Wells', words } as const
    const reported = played(left, ['director', { ...mistaken, heard }])
    expect([stageOf(reported), relayedWordsFor(reported, 'counsel').map(([, { of }]) => of)]).toEqual([
      'searched',
      ['search'],
    ])
    expect(stageOf(played(reported, answers('counsel', 0, true)))).toBe('received')
  })

  test('the work of special counsel does not end with a case that waits for their answer', () => {
    const [special, conflicts] = [['a-special'], ['a-lawyer']] as const
    const before = played(came('process'), told, paper, read, advised('counsel', 'proper'))
    const theirs = { ...before, special, conflicts }
    const refers: Act = ['director', { what: 'referred', words }]
    const closes: Act = ['director', { what: 'closed' }]
    const closed = played(theirs, refers, closes)
    expect(closed.special).toEqual(special)
    expect(played(closed, answers('counsel', 0, true)).special).toEqual([])
    expect(played(closed, answers('counsel', 0, false)).special).toEqual(special)
    const spoke = played({ ...before, special, spoke: special }, refers, closes)
    expect(spoke.special).toEqual(special)
    // Where the library's counsel can answer, and they said nothing, it ends.
    expect(played({ ...before, special }, refers, closes).special).toEqual([])
    // And once nothing is asked any more, whatever settled it: here counsel's own end of an order that the Director noted.
    const orderNoted: Act = ['director', { what: 'gag-found', words }]
    const seen: Act = ['counsel', { what: 'told', whom: 'counsel', through: 'screen', reached: true }]
    const ends: Act = [
      'counsel',
      { what: 'gag-ended', source: 'expiry', way: 'here', counsel: 'C. Wells', words, on: '2026-11-24' },
    ]
    const apart = played({ ...before, special, spoke: special }, orderNoted, seen, refers, closes)
    const settled = apart.relayed.findIndex(({ of }) => of === 'against')
    const waits = played(apart, ...(settled < 0 ? [] : [answers('counsel', settled, true)]))
    expect(waits.special).toEqual(special)
    expect(played(waits, ends).special).toEqual([])
  })
})
