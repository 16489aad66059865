import type { Case } from '../../src/cases/case.ts'
import { groundsHash, groundsOf } from '../../src/cases/decision.ts'
import type { CaseEvent, CaseEventBody } from '../../src/cases/event.ts'
import type { CaseRole } from '../../src/cases/stamp.ts'
import { guardsByName, type StepRefusal } from '../../src/cases/step-table.ts'
import { counselHere } from './any-event.ts'
import {
  askedIn,
  copiesKept,
  deciderIn,
  decisionIn,
  type History,
  hasEnded,
  hasInstrument,
  instrumentIn,
  isDecided,
  isEndReported,
  isFileOutside,
  isOrderOfPapersNoted,
  isReadAsRequest,
  isStudySeen,
  kindIn,
  lastAt,
  mayAskForMinimum,
  type Named,
  of,
  reportsOfCounsel,
  searchIn,
  studyIn,
} from './history.ts'

/*
 * The other half of the judge: what the policy lets people do can be done, and no case is a dead end. Software that refuses
 * everything keeps every duty and is of no use.
 */

/** Whether casework takes an event: the case after it, or why not. */
export type Apply = (it: Case, event: CaseEvent) => { readonly case: Case } | StepRefusal

type Freedom = {
  readonly clause: string
  readonly says: string
  isOpen(events: History): boolean
  act(events: History): CaseEvent
}

const now = '2026-11-20T10:09:00Z'
const words = 'as it was said'
const act = (role: CaseRole, what: CaseEventBody): CaseEvent => ({
  ...what,
  stamp: { by: `the ${role}`, role, at: now, notedAt: now },
})
const isClosed = (events: History) =>
  lastAt(events, 'closed') > events.findLastIndex((event) => event.what === 'word-answered' && !event.is)
const tried = (whom: 'director' | 'counsel', reached: boolean) =>
  act('staff', { what: 'told', whom, through: 'phone', reached })
/** Where anything is only said of counsel or the Board, a refusal or a seizure may rest on it. */
const isEndKnown = (events: History) =>
  hasEnded(events) &&
  !isEndReported(events) &&
  reportsOfCounsel(events).length === 0 &&
  of(events, 'board-consulted').length === 0

const endCopy = (events: History) =>
  act(isEndKnown(events) ? deciderIn(events) : 'counsel', {
    what: 'preservation-ended',
    copy: copiesKept(events)[0]?.copy.id ?? '',
  })

const asksSecond = (events: History) =>
  ({
    ...act(deciderIn(events), { what: 'minimum-asked', counsel: counselHere, underSeal: false }),
  }) as Named<'minimum-asked'>

export const freedoms: readonly Freedom[] = [
  {
    clause: 'Reg 6',
    says: 'Anyone on staff writes down that they tried to reach counsel, at any time until the case is closed.',
    isOpen: (events) => !isClosed(events),
    act: () => tried('counsel', false),
  },
  {
    clause: 'Reg 6',
    says: 'Officers with a warrant are not kept waiting: anyone on staff notes the search, read or unread, reported or not.',
    isOpen: (events) =>
      kindIn(events) === 'process' &&
      !isReadAsRequest(events) &&
      /unread|search-warrant/.test(instrumentIn(events)) &&
      decisionIn(events) === undefined &&
      !hasEnded(events) &&
      lastAt(searchIn(events), 'search-ended') < 0,
    act: () => act('staff', { what: 'search-began', leader: 'A. Sheriff', delay: 'not-asked' }),
  },
  {
    clause: 'Footnote',
    says: 'A nondisclosure order is noted whenever it is found, however far the case is, once for the papers that came.',
    isOpen: (events) => hasInstrument(events) && !isOrderOfPapersNoted(events),
    act: (events) => act(deciderIn(events), { what: 'gag-found', words }),
  },
  {
    clause: 'Reg 6',
    says: 'Counsel confirms or denies at any time what was recorded as their word.',
    isOpen: (events) => reportsOfCounsel(events).length > 0,
    act: (events) => confirms(reportsOfCounsel(events)[0]),
  },
  {
    clause: 'Reg 6',
    says: 'No one waits into contempt: of an order that is due, once counsel was tried in vain, a second person can be asked.',
    isOpen: (events) =>
      !isDecided(events) &&
      !hasEnded(events) &&
      of(searchIn(events), 'search-began').length === 0 &&
      lastAt(events, 'cure-demanded') <= lastAt(events, 'cured') &&
      lastAt(events, 'objected') <= lastAt(events, 'objection-ended') &&
      mayAskForMinimum(events, asksSecond(events)),
    act: asksSecond,
  },
  {
    clause: 'Reg 1',
    says: 'A copy that is kept can be ended at any time: by counsel, and by whoever decides once the case ended, as counsel knows.',
    isOpen: (events) => copiesKept(events).length > 0,
    act: endCopy,
  },
  {
    clause: 'Reg 7',
    says: 'The person who decides can take a decision back until something leaves or is sent by it.',
    isOpen: (events) => decisionIn(events) !== undefined && !hasEnded(events) && !isFileOutside(events),
    act: (events) => act(deciderIn(events), { what: 'decision-withdrawn', words }),
  },
]

const confirms = (word = -1) => act('counsel', { what: 'word-answered', word, is: true })

/** What honest people would do next who want to bring a case to its end; some of it casework may refuse as things are. */
function honestActs(events: History, it: Case): readonly CaseEvent[] {
  const decider = deciderIn(events)
  const waiting = of(events, 'paper-added').map(({ paper }) => paper.id)
  const decides = (decision: 'refusal' | 'not-heed', more: { readonly unconfirmed?: true } = {}) =>
    act(decider, { what: 'decided', decision, document: '', grounds: groundsHash(groundsOf(it)), ...more })
  const byCounsel = { way: 'here', counsel: 'counsel' } as const
  return [
    act(decider, { what: 'closed' }),
    tried('director', true),
    tried('counsel', true),
    ...waiting.map((paper) => act(decider, { what: 'paper-weighed', paper, counts: false })),
    ...(copiesKept(events).length > 0 ? [endCopy(events)] : []),
    ...it.systemsToPreserve.map(({ id, name }) =>
      act(decider, {
        ...{ what: 'system-searched', act: 'preserve', system: id, name, by: '', words },
        ...{ on: '2026-11-20', result: 'not-searched' },
      }),
    ),
    act('counsel', { what: 'paper-read', instrument: 'subpoena', federal: false }),
    act('counsel', { what: 'counsel-advised', ...byCounsel, words }),
    ...reportsOfCounsel(events).map(confirms),
    act('staff', { what: 'search-ended' }),
    act('counsel', { what: 'debriefed', ...byCounsel, words }),
    act(decider, { what: 'seized' }),
    act('counsel', { what: 'objection-ended', words }),
    act(decider, { what: 'cured', words }),
    act(decider, { what: 'package-destroyed', words }),
    act(decider, { what: 'receipt', words }),
    act(decider, { what: 'complainant-told' }),
    act('counsel', { what: 'notice-chosen', choice: 'not', ...byCounsel }),
    act(decider, { what: 'refusal-sent', document: '', words }),
    act(decider, { what: 'answered' }),
    act(decider, { what: 'decision-withdrawn', words }),
    ...studyActs(events, decider),
    decides('refusal'),
    decides('not-heed'),
    decides('refusal', { unconfirmed: true }),
    decides('not-heed', { unconfirmed: true }),
  ]
}

/** Where the concern is who viewed a record: it is studied, and whoever was asked answers. */
function studyActs(events: History, decider: CaseRole): readonly CaseEvent[] {
  const study = studyIn(events)
  if (study === undefined) return []
  const { subject = 'p1', from, until } = study
  return [
    ...(study.subject === undefined ? [act('counsel', { what: 'study-set', subject, from, until })] : []),
    ...(isStudySeen(events) ? [] : [act(decider, { what: 'studied', own: false })]),
    ...askedIn(events).map(({ ask, of: by }): CaseEvent => {
      const given = act('staff', { what: 'account-given', ask, words })
      return { ...given, stamp: { ...given.stamp, by } }
    }),
    ...(of(events, 'study-found').length > 0
      ? []
      : [act(decider, { what: 'study-found', finding: 'not-confirmed', words, remedy: '' })]),
  ]
}

/** Whether honest people, who try each thing twice at most, can bring the case to its end and close it. */
export function canBeClosed(events: History, it: Case, apply: Apply): boolean {
  const done = new Map<string, number>()
  let [history, now] = [events, it]
  while (!now.closed) {
    const next = honestActs(history, now).find(
      (event) => (done.get(JSON.stringify(event)) ?? 0) < 2 && 'case' in apply(now, event),
    )
    const taken = next && apply(now, next)
    if (next === undefined || taken === undefined || 'refused' in taken) return false
    done.set(JSON.stringify(next), (done.get(JSON.stringify(next)) ?? 0) + 1)
    history = [...history, next]
    now = taken.case
  }
  return true
}

/** The first freedom that is missing here. @param events all that happened */
export function missingFreedom(events: History, it: Case, apply: Apply): string | undefined {
  const missing = freedoms.find((one) => one.isOpen(events) && 'refused' in apply(it, one.act(events)))
  if (missing !== undefined) return `${missing.says} (${missing.clause})`
  return isClosed(events) || canBeClosed(events, it, apply) ? undefined : endless
}
export const endless = 'Every open case can be brought to an end and closed. (Reg 7)'

/** Every refusal says why, in words for the person at the screen. */
export const isExplained = ({ refused }: StepRefusal): boolean =>
  refused.length > 0 && refused.every((name) => /^(who|stage|time)$/.test(name) || guardsByName.has(name))

export const answeredAlike =
  'A request is answered the same whether or not anyone it names is on file. (Statement)'
/**
 * A request comes to the same end whether or not anyone it names is on file here. Compared in
 * two worlds: the case as it is, and the same with no one in it on file.
 */
export function isAnsweredAlike(was: Case, event: CaseEvent, after: Case, apply: Apply): boolean {
  const isAnswer =
    /^(answered|refusal-sent|withdrawn|referred)$/.test(event.what) ||
    (event.what === 'decided' && event.decision === 'refusal')
  if (!isAnswer || was.scope === undefined) return true
  const absent = [...was.scope.subjects, ...(was.scope.absent ?? [])].map((_, at) => at + 1)
  const twin: Case = { ...was, scope: { ...was.scope, subjects: [], absent } }
  const grounds = groundsHash(groundsOf(twin))
  const decision = was.decision && { ...was.decision, grounds }
  const next = apply({ ...twin, decision }, event.what === 'decided' ? { ...event, grounds } : event)
  return 'case' in next && next.case.outcome === after.outcome
}
