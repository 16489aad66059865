import {
  type Case,
  type CaseCopy,
  caseKinds,
  currentPackage,
  type Decision,
  deliveryMethods,
  nondisclosureEndings,
  productionForms,
  recalls,
  type Scope,
  secondPersonOf,
  secondPersons,
  studyFindings,
  systemResults,
} from '../../src/cases/case.ts'
import { groundsHash, groundsOf, isMinimumAgreed } from '../../src/cases/decision.ts'
import type { CaseEvent, CaseEventBody, CaseEventName } from '../../src/cases/event.ts'
import { namesPeople } from '../../src/cases/guards.ts'
import { nextStepsOf } from '../../src/cases/next-steps.ts'
import type { CaseRole } from '../../src/cases/stamp.ts'
import { type Finding, findingKinds, instrumentKinds } from '../../src/policy/ask.ts'
import { events } from '../golden/events.ts'

/** Numbers of chance that choose what an event says. */
export type Dice = { below(limit: number): number }

const subjects = ['p1', 'p2', 'p3']
const records = ['loans', 'overdue.titles', 'history', 'identity'] as const
export const anyAccounts = ['ann', 'bea', 'cal'] as const
/** Beside whom nobody could check. */
export const aloneHere = 'cal'
/** The only other who could check, by a sign-in of their own. */
export const otherHere = 'bea'
const decisions: readonly Decision[] = ['release', 'compulsion', 'refusal', 'heed', 'not-heed']
/** Of who asks, on their paper, or found elsewhere. */
const numbers = ['308-555-0100', '308-555-0177'] as const
const days = ['2026-01-01', '2026-06-01', '2026-11-01'] as const

/** The day on which it came, mostly; the one before, and one to come. */
const boardDays = ['2026-11-20', '2026-11-20', '2026-11-19', '2026-11-21'] as const

/** Before, on and after the day after today. */
const dueDays = ['2026-11-19', '2026-11-20', '2026-11-21', '2026-11-21', '2026-11-23'] as const
/** Whom the library calls as counsel. */
export const counselHere = ['Lou', 'Kit'] as const

const isDue = ({ reading, decision }: Case) =>
  reading?.instrument === 'court-order' && reading.returnOn !== undefined && decision === undefined

const leastTried = ({ tries }: Case) => {
  const [many, others] = counselHere.map((name) => tries.filter(({ counsel }) => counsel === name).length)
  return counselHere[(many ?? 0) <= (others ?? 0) ? 0 : 1]
}

const pick = <T>(dice: Dice, from: readonly T[]): T => from[dice.below(from.length)] as T
const some = <T>(dice: Dice, from: readonly T[]): T[] => from.filter(() => dice.below(3) > 0)

const scope = (dice: Dice): Scope => ({
  ...(dice.below(4) === 0
    ? { subjects: [], absent: [1, 2] }
    : { subjects: some(dice, subjects), ...(dice.below(8) === 0 && { absent: [2] }) }),
  records: some(dice, records),
  ...(dice.below(4) === 0 && { from: pick(dice, days) }),
  ...(dice.below(4) === 0 && { until: pick(dice, days) }),
})

/** Mostly what the case lets be collected, sometimes more. */
function copyFor(dice: Dice, it: Case, by: string): CaseCopy {
  const id = `copy-${dice.below(1_000_000)}`
  const asked = it.scope === undefined || dice.below(5) === 0 ? scope(dice) : it.scope
  return { ...asked, id, by }
}

/** Mostly the file that waits, sometimes another. */
/** Half of the time the library has another system. */
const anySystems = (dice: Dice) =>
  dice.below(2) === 0 ? { systems: [{ id: 'e-books', name: 'E-books' }] } : {}

const packageFor = (dice: Dice, it: Case): string =>
  dice.below(10) === 0 ? 'another' : (currentPackage(it)?.document ?? 'another')

/** What one of a name could say in this case. */
export function anyWhat(dice: Dice, what: CaseEventName, it: Case, by: string): CaseEventBody {
  const words = 'as it was said'
  const copy = it.production?.copy.id ?? 'none'
  switch (what) {
    case 'received':
      return anyReceived(dice)
    case 'told': {
      // Of a court order that is due, somebody tries counsel again and again.
      const isTrying = isDue(it) && dice.below(4) > 0
      return {
        what,
        whom: isTrying ? 'counsel' : pick(dice, ['director', 'counsel']),
        through: pick(dice, ['phone', 'screen']),
        reached: dice.below(isTrying ? 12 : 3) > (isTrying ? 10 : 0),
        ...((isTrying || dice.below(3) === 0) && { counsel: leastTried(it) }),
      }
    }
    case 'minimum-asked':
      return {
        ...{ what, underSeal: dice.below(2) === 0 },
        counsel: dice.below(10) === 0 ? [] : [...counselHere],
      }
    case 'minimum-agreed':
      return { what, as: dice.below(6) === 0 ? pick(dice, secondPersons) : secondPersonOf(it) }
    case 'special-asked':
      return { what, account: pick(dice, anyAccounts), wants: pick(dice, ['add', 'add', 'end'] as const) }
    case 'special-agreed': {
      // Mostly what was asked, by whom the case says; sometimes something else.
      const other = { account: pick(dice, anyAccounts), wants: pick(dice, ['add', 'end'] as const) }
      const { account, wants } = dice.below(4) === 0 ? other : (it.specialAsked ?? other)
      const as = dice.below(2) === 0 ? ('counsel' as const) : secondPersonOf(it)
      return { what, account, wants, as }
    }
    case 'paper-added':
      return {
        what,
        paper: {
          id: `paper-${dice.below(3)}`,
          name: 'order.pdf',
          type: 'application/pdf',
          sha256: '',
          bytes: 1,
          pages: 2,
        },
      }
    case 'paper-weighed':
      return { what, paper: it.later[0]?.id ?? 'none', counts: dice.below(2) === 0 }
    case 'paper-read':
      return {
        ...{ what, instrument: anyInstrument(dice), federal: dice.below(2) === 0 },
        nondisclosure: dice.below(6) === 0,
        ...(dice.below(2) === 0 && { returnOn: pick(dice, dueDays) }),
        ...(dice.below(5) === 0 && { phone: pick(dice, numbers) }),
      }
    case 'gag-ended':
      return {
        ...{ what, source: pick(dice, nondisclosureEndings), on: pick(dice, boardDays) },
        ...{ way: pick(dice, ['here', 'phone'] as const), counsel: 'counsel', words },
      }
    case 'about-director':
      return { what, is: dice.below(2) === 0 }
    case 'requester-checked':
      return {
        what,
        source: 'agency-published',
        dialled: pick(dice, [...numbers, '308-555-0100', '911']),
        spokeWith: 'the clerk of the court',
        verified: dice.below(3) > 0,
      }
    case 'scope-set':
      // Of paper that counsel found proper, somebody takes out again whom it names.
      if (it.opinion === 'proper' && it.scope && dice.below(2) === 0)
        return { what, ...it.scope, subjects: [], absent: undefined }
      return { what, ...scope(dice) }
    case 'finding-pinned':
      return {
        what,
        finding: nextFinding(dice, it),
        paper: `paper-${dice.below(3)}`,
        page: pick(dice, [1, 1, 2, 2, 3]),
        words,
      }
    case 'finding-dropped':
      return {
        ...{ what, finding: pick(dice, findingKinds) },
        ...(dice.below(2) === 0 && { heard: anyHeard(dice) }),
      }
    case 'counsel-advised':
      return {
        what,
        opinion: pick(dice, ['proper', 'proper', 'proper', 'defective', undefined]),
        ...(dice.below(4) > 0 && { readOut: [...it.findings.keys()] }),
        ...(dice.below(4) === 0 && { board: true as const }),
        way: pick(dice, ['phone', 'phone', 'phone', 'here']),
        counsel: 'counsel',
        words,
      }
    case 'board-consulted':
      return {
        what,
        motion: '26-1',
        session: '2026-1',
        on: pick(dice, boardDays),
      }
    case 'word-answered': {
      // Mostly one that waits; sometimes one that was answered, or none.
      const waits = it.relayed.flatMap((word, place) => (word.answer === undefined ? [place] : []))
      const word = dice.below(6) > 0 ? (waits[0] ?? 0) : dice.below(3)
      const link = { how: 'link' as const, to: anyContact(dice) }
      const through = dice.below(2) === 0 ? link : { how: 'letter' as const, ...anyCall(dice, it, word) }
      return { what, word, is: dice.below(4) > 0, ...(dice.below(3) === 0 && { through }) }
    }
    case 'letter-added': {
      const word = Math.max(
        it.relayed.findIndex(({ answer }) => answer === undefined),
        0,
      )
      const id = `letter-${dice.below(2)}`
      const paper = { id, name: 'letter.pdf', type: 'application/pdf', sha256: '', bytes: 1 }
      return { what, word, is: dice.below(4) > 0, paper }
    }
    case 'letter-called': {
      const word = Math.max(
        it.relayed.findIndex(({ letter }) => letter !== undefined),
        0,
      )
      return { what, word, ...anyCall(dice, it, word), result: pick(dice, ['not-reached', 'not-theirs']) }
    }
    case 'link-sent':
      return { what, word: dice.below(3), to: anyContact(dice) }
    case 'time-asked':
      return { what, until: '2026-12-04' }
    case 'cure-demanded':
      return { what, lacks: ['court'], until: '2026-12-01' }
    case 'objected':
      return { what, words, until: '2026-12-01' }
    case 'decided':
      return {
        ...{ what, decision: anyDecision(dice, it), document: '', grounds: anyGrounds(dice, it) },
        ...((it.minimum !== undefined || dice.below(30) === 0) &&
          dice.below(3) > 0 && { notReached: true as const }),
        ...(dice.below(3) === 0 && { unconfirmed: true as const }),
      }
    case 'preserved':
      return {
        ...{ what, copy: copyFor(dice, it, by), until: pick(dice, ['2026-11-01', '2026-12-31'] as const) },
        ...anySystems(dice),
      }
    case 'preservation-ended':
      return { what, copy: [...it.preserved.keys()][0] ?? 'none' }
    case 'collected':
      return { what, copy: copyFor(dice, it, by), ...anySystems(dice) }
    case 'system-searched':
      return {
        ...{ what, act: pick(dice, ['produce', 'produce', 'preserve'] as const), name: 'E-books', words },
        ...{ system: pick(dice, ['e-books', 'e-books', 'e-books', 'none']), on: pick(dice, boardDays) },
        ...{ by: pick(dice, ['', 'A. Clerk', 'A. Clerk']), result: pick(dice, systemResults) },
      }
    case 'cannot-come':
      return { what, copy: dice.below(10) === 0 ? 'another' : copy }
    case 'checked':
      return {
        ...{ what, copy: dice.below(10) === 0 ? 'another' : copy },
        ...(dice.below(6) === 0 && {
          heard: { counsel: pick(dice, ['', 'counsel']), words, read: { lines: [], sha256: '' } },
        }),
      }
    case 'packaged': {
      const document = `sum-${dice.below(1_000_000)}`
      const of = dice.below(10) === 0 ? 'another' : copy
      return { what, package: 'package', copy: of, document, files: [], form: pick(dice, productionForms) }
    }
    case 'package-saved':
      return { what, document: packageFor(dice, it) }
    case 'produced':
      return {
        what,
        document: packageFor(dice, it),
        to: 'a deputy',
        how: pick(dice, deliveryMethods),
        despite: dice.below(3) === 0,
      }
    case 'notice-chosen':
      return {
        ...{ what, choice: pick(dice, ['tell', 'wait', 'not']), on: '2027-01-01' },
        ...{ way: pick(dice, ['phone', 'here']), counsel: pick(dice, ['', 'counsel', 'counsel']) },
      }
    case 'search-began':
      return {
        ...{
          what,
          leader: 'A. Sheriff',
          delay: 'granted',
          court: 'x',
          signedBy: 'x',
          place: 'x',
          items: 'x',
        },
        ...{ dates: 'x', hours: 'x', receipt: 'x', tookNothing: true },
      }
    case 'thing-taken':
      // Mostly of a form of its own; sometimes one that came before.
      return {
        ...{ what, thing: 'a computer' },
        line: dice.below(4) > 0 ? `line-${dice.below(1_000_000)}` : (it.taken[0]?.line ?? 'line'),
      }
    case 'thing-mistaken':
      return { what, words, line: dice.below(5) > 0 ? (it.taken.at(-1)?.line ?? 'none') : 'none' }
    case 'debriefed':
      return {
        ...{ what, way: pick(dice, ['phone', 'here', 'here'] as const), words },
        counsel: pick(dice, ['', 'counsel', 'counsel']),
      }
    case 'search-mistaken':
      return { what, words, ...(dice.below(2) === 0 && { heard: anyHeard(dice) }) }
    case 'refusal-sent':
      return { ...events[what], ...(dice.below(4) > 0 && { words }) }
    case 'public-given':
      return {
        what,
        extent: it.decision === undefined ? pick(dice, ['whole', 'whole', 'part']) : 'part',
        words,
      }
    case 'told-outside':
      return { what, basis: 'conduct', agency: 'police' }
    case 'withdrawn': {
      const isSaid = dice.below(3) === 0
      return { what, words, ...(isSaid && { spokeWith: 'A. Sheriff', through: 'phone' }) }
    }
    case 'study-set':
      return {
        what,
        ...(dice.below(4) > 0 && { subject: pick(dice, ['p1', 'p1', 'p1', 'p2']) }),
        from: pick(dice, days),
        until: pick(dice, ['2026-11-01', '2026-11-20'] as const),
      }
    case 'studied':
      return { what, own: dice.below(5) === 0 }
    case 'account-asked':
      return {
        ...{ what, ask: `ask-${dice.below(3)}`, of: pick(dice, anyAccounts), views: [] },
        until: pick(dice, ['2026-11-19', '2026-11-27'] as const),
      }
    case 'account-given':
      return { what, ask: `ask-${dice.below(3)}`, words }
    case 'study-agreed':
      return dice.below(2) === 0 ? { what, to: 'others' } : { what, to: 'staff', of: pick(dice, anyAccounts) }
    case 'study-found':
      return { what, finding: pick(dice, studyFindings), words, remedy: '' }
    case 'recalled':
      return { what, answer: pick(dice, recalls) }
    // Nothing that it says is looked at by a guard.
    default:
      return events[what]
  }
}

/** Mostly one that two people stood for a week ago. */
const anyContact = (dice: Dice) => ({
  ...{ whom: pick(dice, ['counsel', 'counsel', 'president'] as const), name: 'L. Brief', setBy: 'ann' },
  confirmedBy: pick(dice, ['bea', 'bea', 'bea', 'ann']),
  confirmedAt: pick(dice, ['2026-11-13T09:00:00Z', '2026-11-13T09:00:00Z', '2026-11-14T09:00:00Z']),
})

const anyCall = (dice: Dice, it: Case, word: number) => ({
  paper: dice.below(4) > 0 ? (it.relayed[word]?.letter?.paper.id ?? 'letter-0') : 'letter-1',
  to: anyContact(dice),
  called: '308-555-0104',
})

const anyHeard = (dice: Dice) => ({
  way: pick(dice, ['phone', 'in-person', 'e-mail', 'mail'] as const),
  counsel: pick(dice, ['', 'counsel']),
  words: 'as counsel said it',
})

export function anyReceived(dice: Dice): CaseEventBody {
  const kind = pick(dice, [
    'process',
    'process',
    'process',
    'process',
    'privacy',
    'disclosure',
    ...caseKinds,
  ] as const)
  return {
    ...{
      what: 'received',
      kind,
      way: 'counter',
      wants: 'records',
      drill: dice.below(4) === 1,
      aboutDirector: dice.below(6) === 0,
    },
    requester: {
      kind: pick(dice, ['justice-agency', 'justice-agency', 'justice-agency', 'private-party']),
      // A concern may be raised without a name.
      name: kind === 'privacy' && dice.below(4) === 0 ? '' : 'A. Sheriff',
      ...(dice.below(5) === 0 && { phone: pick(dice, numbers) }),
      ...(kind === 'privacy' && dice.below(3) > 0 && { patron: 'p1' }),
    },
    ...(dice.below(6) === 0 && { looked: { court: 'yes', judge: 'yes', searchHere: 'no' } }),
    ...(kind === 'privacy' && dice.below(3) > 0 && { views: { from: days[1], until: '2026-11-01' } }),
  }
}

/** What comes next in a case that goes well, by whoever owes it, or by whoever the dice say. */
export function owedEvent(dice: Dice, it: Case): CaseEvent | undefined {
  const all = nextStepsOf(it)
  const owed = dice.below(4) === 0 && all.length > 0 ? pick(dice, all) : all[0]
  if (owed === undefined) return undefined
  // Why: in a case that goes well somebody pins the findings and adds the paper, which nobody owes at one moment.
  const going = wellGoing(dice, it)
  const second = { president: 'president', acting: 'director', trustee: 'staff' } as const
  const by = going === 'minimum-agreed' ? second[secondPersonOf(it)] : (deciding(it, going) ?? owed.by)
  return stamped(dice, going ?? owed.step, it, by)
}

/** Whoever decides also tries counsel and asks the second person. */
const deciding = (it: Case, name: CaseEventName | undefined): CaseRole | undefined =>
  name === 'told' || name === 'minimum-asked' || (name === 'decided' && it.minimum)
    ? it.aboutDirector
      ? 'president'
      : 'director'
    : undefined

/** What is typed with a time of its own, in no order. */
const ofSearch: readonly CaseEventName[] = ['search-began', 'thing-taken', 'search-ended']

export function stamped(dice: Dice, what: CaseEventName, it: Case, role?: CaseRole): CaseEvent {
  const by = pick(dice, anyAccounts)
  const roles: readonly CaseRole[] = ['director', 'director', 'counsel', 'president', 'staff']
  const isOfBefore = (what === 'told' || what === 'counsel-advised') && dice.below(20) === 0
  const at = isOfBefore
    ? '2026-11-20T09:59:59Z'
    : ofSearch.includes(what)
      ? `2026-11-20T10:0${dice.below(4)}:00Z`
      : '2026-11-20T10:00:00Z'
  const acts =
    (what === 'preservation-ended' || what === 'word-answered') && dice.below(2) === 0
      ? 'program'
      : role === undefined || dice.below(15) === 0
        ? pick(dice, roles)
        : role
  const unsure = dice.below(12) === 0 ? { unconfirmed: true as const } : {}
  const isAgreed = /^(minimum-agreed|special-agreed|letter-called)$/.test(what)
  const isActing = isAgreed && acts === 'director' ? { acting: true as const } : {}
  // Counsel for this case alone, mostly where they were added.
  const isSpecial = acts === 'counsel' && (it.special.includes(by) || dice.below(20) === 0)
  const special = isSpecial ? { special: true as const } : {}
  return {
    ...anyWhat(dice, what, it, by),
    stamp: { by, role: acts, at, notedAt: notedAt(dice, what, it), ...unsure, ...isActing, ...special },
  }
}

/** What is tried again is noted later, mostly by enough. */
function notedAt(dice: Dice, what: CaseEventName, { tries }: Case): string {
  if (what !== 'told' || tries.length === 0) return '2026-11-20T10:09:00Z'
  const half = Math.floor(tries.length / 2)
  const minutes = half * 30 + (dice.below(6) === 0 ? dice.below(30) : 0)
  return new Date(Date.parse('2026-11-20T10:09:00Z') + minutes * 60_000).toISOString().replace('.000', '')
}

function wellGoing(dice: Dice, it: Case): CaseEventName | undefined {
  // What is done in a study beside what is owed; and somebody would decide before it.
  if (it.kind === 'privacy' && it.outcome === undefined && dice.below(2) === 0)
    return pick(dice, [
      ...(['study-set', 'account-asked', 'account-given', 'study-found', 'decided'] as const),
      ...(['counsel-advised', 'study-agreed'] as const),
    ])
  // Of nobody there is nothing to collect, and somebody tries.
  const isNobody = it.scope?.subjects.length === 0 && it.decision !== undefined && it.outcome === undefined
  if (isNobody && dice.below(2) === 0) return 'collected'
  const isAsked = it.kind === 'records-request' && it.directorAt !== undefined && it.outcome === undefined
  if (isAsked && dice.below(4) === 0) return 'public-given'
  // What is written down while officers search, and how somebody would end a hand-over in a hurry.
  if (it.search !== undefined && dice.below(3) === 0) return pick(dice, ['thing-taken', 'thing-mistaken'])
  if (it.produced !== undefined && dice.below(3) === 0) return pick(dice, ['notice-chosen', 'closed'])
  // Counsel is tried, and a second person asked, where an order is due.
  if (isDue(it) && it.outcome === undefined && it.counselConfirmedBy.length === 0 && dice.below(4) > 0) {
    if (isMinimumAgreed(it)) return pick(dice, ['decided', 'requester-checked', 'decided'] as const)
    if (it.minimum !== undefined)
      return pick(dice, ['minimum-agreed', 'minimum-agreed', 'scope-set'] as const)
    if (it.scope === undefined || !namesPeople(it.scope)) return 'scope-set'
    return it.tries.length >= 5 && dice.below(3) === 0 ? 'minimum-asked' : 'told'
  }
  const isUndecided = it.decision === undefined && it.outcome === undefined
  if (it.reading === undefined || !isUndecided || !it.counselConsulted) return undefined
  // Somebody would decide before it is said whom the paper names.
  if (it.opinion === 'proper' && it.scope) {
    if (!namesPeople(it.scope)) return dice.below(2) === 0 ? 'decided' : undefined
    if (dice.below(12) === 0) return 'scope-set'
  }
  if (it.papers.length < 2 && dice.below(2) === 0) return 'paper-added'
  return it.findings.size < findingKinds.length && dice.below(5) > 0 ? 'finding-pinned' : undefined
}

const nextFinding = (dice: Dice, it: Case): Finding =>
  findingKinds.find((finding) => !it.findings.has(finding)) ?? pick(dice, findingKinds)

const anyInstrument = (dice: Dice) =>
  pick(dice, [
    'court-order',
    'court-order',
    'court-order',
    'subpoena',
    'search-warrant',
    'public-records-request',
    ...instrumentKinds,
  ] as const)

function anyDecision(dice: Dice, it: Case): Decision {
  if (it.kind === 'privacy' && dice.below(4) > 0) return pick(dice, ['heed', 'not-heed'] as const)
  if (it.findings.size === findingKinds.length && dice.below(4) > 0) return 'release'
  return pick(dice, decisions)
}

/** Of some other case, which nobody read when they signed. */
export const otherGrounds = 'of another case'

const anyGrounds = (dice: Dice, it: Case) =>
  dice.below(12) === 0 ? otherGrounds : groundsHash(groundsOf(it))
