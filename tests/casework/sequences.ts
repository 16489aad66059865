import fc from 'fast-check'
import { type Case, caseOutcomes, stageOf } from '../../src/cases/case.ts'
import type { CaseEvent, CaseEventName } from '../../src/cases/event.ts'
import { leadsTo } from '../../src/cases/state-diagram.ts'
import { applyStep, type StepTable } from '../../src/cases/step-table.ts'
import { stepsByName } from '../../src/cases/steps/index.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { aloneHere, anyReceived, type Dice, otherHere, owedEvent, stamped } from './any-event.ts'
import { duties, type Moment } from './duties.ts'
import { type Apply, answeredAlike, isAnsweredAlike, isExplained, missingFreedom } from './freedoms.ts'

type Told = { readonly events: CaseEvent[]; isAmended: boolean }
type Real = { case: Case | undefined }

/**
 * The table as it stands, or another one; the outcomes that were reached, counted; and the duty or the freedom that was broken.
 * `isBound`: the table may do too little, as well as too much; else only the duties are held to it.
 */
export type Tried = {
  readonly table?: StepTable
  readonly isBound?: true
  /** The one duty to hold the table to. */
  readonly only?: string | undefined
  readonly outcomes: Map<string, number>
  /** How every case begins, for what chance seldom leads to; else each comes in as the dice say. */
  readonly begins?: readonly CaseEvent[] | undefined
  /** Each state that is reached, with what applies a step to it. */
  readonly reached?: (it: Case, apply: Apply) => void
  broken?: string
}

/** Dice of one number: the same number always throws the same. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  return {
    below(limit) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((state / 2 ** 32) * limit)
    },
  }
}

/** The Board took every rule back since the Director decided: the policy lets nothing go any more. */
const decideBy = (isAmended: boolean) => (ask: Parameters<typeof jensen.decide>[0]) =>
  isAmended
    ? { ...jensen.decide(ask), outcome: 'refuse' as const, may: [], withheld: ask.records }
    : jensen.decide(ask)

const worldBy = (isAmended: boolean) => ({
  ...{ today: '2026-11-20', dayOf: (instant: string) => instant.slice(0, 10) },
  decide: decideBy(isAmended),
  confirmBy: () => '2026-11-20',
  isAlone: (collector: string, cannotCome: readonly string[] = []) =>
    collector === aloneHere || cannotCome.includes(otherHere),
})
const [world, amendedWorld] = [worldBy(false), worldBy(true)]

const when = '2026-11-20T10:00:00Z'
const stamp: CaseEvent['stamp'] = { by: 'ann', role: 'director', at: when, notedAt: when }
/** Someone who wants to be done with a case tries to close it each time it has come to an end. */
const closes: CaseEvent = { what: 'closed', stamp }

/** A case moves where its step says, and nowhere else: what docs/CASES.md draws is so. */
function checkMove(before: Case, { what }: CaseEvent, after: Case): void {
  const [from, to] = [stageOf(before), stageOf(after)]
  const said = leadsTo(stepsByName[what], from)
  if (!said.includes(to) && !(from === to && said.includes('stays')))
    throw new Error(`${what}: ${from} → ${to}`)
}

abstract class Command implements fc.Command<Told, Real> {
  readonly seed: number
  readonly tried: Tried
  constructor(seed: number, tried: Tried) {
    this.seed = seed
    this.tried = tried
  }
  check(): boolean {
    return true
  }
  abstract event(dice: Dice, it: Case): CaseEvent | undefined

  run(told: Told, real: Real): void {
    const was = real.case
    const event = was && this.event(diceOf(this.seed), was)
    if (was === undefined || event === undefined) return
    const { table, isBound, outcomes } = this.tried
    const { events, isAmended } = told
    const apply: Apply = (it, one) => applyStep(it, one, isAmended ? amendedWorld : world, table)
    const next = apply(was, event)
    const isHeld = table === undefined || isBound
    if ('refused' in next) {
      if (isHeld && !isExplained(next)) this.#breaks('A refusal says why.', event)
      return
    }
    if (table === undefined) checkMove(was, event, next.case)
    this.tried.reached?.(next.case, apply)
    this.#judge({ before: events, event, was, now: next.case, isAmended })
    if (isHeld && !isAnsweredAlike(was, event, next.case, apply)) this.#breaks(answeredAlike, event)
    events.push(event)
    real.case = next.case
    // Why not after each event: to look for a way to the end takes some hundred steps.
    const missing = isHeld && this.seed % 8 === 0 ? missingFreedom(events, next.case, apply) : undefined
    if (missing !== undefined) this.#breaks(missing, event)
    this.#tries(told, next.case)
    const { outcome } = next.case
    if (outcome !== undefined && outcome !== was.outcome)
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  }

  /** What someone would try now to be done with it, or to skip something; the case then goes on without it. */
  #tries({ events, isAmended }: Told, it: Case): void {
    const { table } = this.tried
    const dice = diceOf(this.seed ^ 0x5bd1e995)
    // Why more with a weaker table: it is played to find a duty that it breaks.
    const more = table === undefined ? 0 : 3
    const tried = Array.from({ length: more }, () =>
      stamped(dice, toTry[dice.below(toTry.length)] ?? 'closed', it),
    )
    for (const event of [closes, ...tried]) {
      if (!(table ?? (stepsByName as StepTable))[event.what]?.at.includes(stageOf(it))) continue
      const next = applyStep(it, event, isAmended ? amendedWorld : world, table)
      if ('refused' in next) continue
      this.#judge({ before: events, event, was: it, now: next.case, isAmended })
    }
  }

  #judge(moment: Moment): void {
    const { only } = this.tried
    const broken = duties.find((one) => (only ?? one.says) === one.says && one.isBroken(moment))
    if (broken !== undefined) this.#breaks(`${broken.says} (${broken.clause})`, moment.event)
  }

  #breaks(what: string, event: CaseEvent): never {
    this.tried.broken = what
    throw new Error(`${event.what}: ${what}`)
  }
}

class Owed extends Command {
  override event(dice: Dice, it: Case) {
    return owedEvent(dice, it)
  }
  override toString() {
    return `owed(${this.seed})`
  }
}

class Any extends Command {
  readonly what: CaseEventName
  constructor(what: CaseEventName, seed: number, tried: Tried) {
    super(seed, tried)
    this.what = what
  }
  override event(dice: Dice, it: Case) {
    return stamped(dice, this.what, it)
  }
  override toString() {
    return `${this.what}(${this.seed})`
  }
}

class Amended extends Command {
  override event() {
    return undefined
  }
  override run(told: Told): void {
    told.isAmended = true
  }
  override toString() {
    return 'the Board changes the policy'
  }
}

const anything: readonly CaseEventName[] = [
  ...(['told', 'paper-added', 'paper-read', 'requester-checked', 'scope-set', 'finding-pinned'] as const),
  ...([
    'finding-dropped',
    'counsel-advised',
    'board-consulted',
    'word-answered',
    'time-asked',
    'minimum-asked',
    'minimum-agreed',
    'conflict-said',
    'special-asked',
    'special-agreed',
    'link-sent',
    'letter-added',
    'letter-called',
    'cure-demanded',
    'cured',
    'objected',
  ] as const),
  ...(['objection-ended', 'decision-withdrawn', 'preserved', 'preservation-ended', 'receipt'] as const),
  ...(['notice-chosen', 'patron-told', 'thing-taken', 'search-ended', 'debriefed'] as const),
  ...([
    'package-destroyed',
    'told-outside',
    'complainant-told',
    'noted',
    'search-mistaken',
    'thing-mistaken',
    'cannot-come',
  ] as const),
  ...(['gag-found', 'gag-ended', 'about-director', 'paper-weighed'] as const),
  ...(['study-set', 'studied', 'account-asked', 'account-given', 'study-agreed', 'study-found'] as const),
]
/** What ends a case at once: rare, so that some come far. */
const ends: readonly CaseEventName[] = [
  'public-given',
  'answered',
  'withdrawn',
  'quashed',
  'referred',
  'search-began',
]
/** What somebody would try who wants to skip something. */
const shortCuts: readonly CaseEventName[] = [
  'decided',
  'collected',
  'checked',
  'packaged',
  'package-saved',
  'produced',
  'refusal-sent',
  'no-records-sent',
  'seized',
  'closed',
]
const toTry = [...shortCuts, ...shortCuts, ...anything, ...ends]

/** The case after these events, by the table as it stands; undefined where the first brings in no case. */
function caseAfter(events: readonly CaseEvent[]): Case | undefined {
  return events.reduce<Case | undefined>((it, event, at) => {
    const next = applyStep(it, event, world)
    if ('case' in next) return next.case
    if (at === 0) return undefined
    throw new Error(`${event.what}: ${next.refused.join(', ')}`)
  }, undefined)
}

/** The games of every day are the same each time, so that a red run can be played again; the long tests draw new ones. */
export const dailySeed = 20_261_130

/**
 * Plays cases from how they came in, by next steps, random steps and short cuts.
 * @param seed from which games are drawn; 'new' draws ones that no one has played
 * @throws where a duty is broken
 */
export function playCases(tried: Tried, numRuns: number, seed: number | 'new' = dailySeed): void {
  const number = fc.nat()
  const commands = fc.commands(
    [
      ...Array.from({ length: 12 }, () => number.map((dice) => new Owed(dice, tried))),
      ...Array.from({ length: 2 }, () =>
        fc.tuple(fc.constantFrom(...anything), number).map(([what, dice]) => new Any(what, dice, tried)),
      ),
      ...Array.from({ length: 4 }, () =>
        fc.tuple(fc.constantFrom(...shortCuts), number).map(([what, dice]) => new Any(what, dice, tried)),
      ),
      fc
        .tuple(fc.nat(6), fc.constantFrom(...ends), number)
        .map(([rare, what, dice]) => (rare === 0 ? new Any(what, dice, tried) : new Owed(dice, tried))),
      fc.nat(9).map((rare) => (rare === 0 ? new Amended(0, tried) : new Owed(rare, tried))),
    ],
    { maxCommands: 80, size: 'max' },
  )
  const run = fc.property(number, commands, (came, all) => {
    const received: CaseEvent = { ...anyReceived(diceOf(came)), stamp: { ...stamp, role: 'staff' } }
    const events = [...(tried.begins ?? [received])]
    fc.modelRun(() => ({ model: { events, isAmended: false }, real: { case: caseAfter(events) } }), all)
  })
  fc.assert(run, { numRuns, ...(seed !== 'new' && { seed }), endOnFailure: true })
}

/** Plays so many cases. @returns the outcomes that fewer than so many of them came to, each with how many did */
export function seldomReached(cases: number, fewest: number, seed?: number | 'new'): string[] {
  const reached = new Map<string, number>()
  playCases({ outcomes: reached }, cases, seed)
  return caseOutcomes
    .filter((outcome) => (reached.get(outcome) ?? 0) < fewest)
    .map((outcome) => `${outcome}: ${reached.get(outcome) ?? 0}`)
}
