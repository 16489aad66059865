import fc from 'fast-check'
import { type Case, caseOutcomes, stageOf } from '../../src/cases/case.ts'
import type { CaseEvent, CaseEventName } from '../../src/cases/event.ts'
import { leadsTo } from '../../src/cases/state-diagram.ts'
import { applyStep, type StepTable } from '../../src/cases/step-table.ts'
import { stepsByName } from '../../src/cases/steps/index.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { aloneHere, anyReceived, type Dice, otherHere, owedEvent, stamped } from './any-event.ts'
import { unfair } from './fair-play.ts'

type Told = { readonly events: CaseEvent[]; isAmended: boolean }
type Real = { case: Case | undefined }

/** The table as it stands, or a weaker one, with all outcomes that were reached counted. */
export type Tried = { readonly table?: StepTable; readonly outcomes: Map<string, number> }

/** Dice of one number: the same number always throws the same. */
function diceOf(seed: number): Dice {
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
  isAlone: (collector: string, cannotCome: readonly string[] = []) =>
    collector === aloneHere || cannotCome.includes(otherHere),
})
const [world, amendedWorld] = [worldBy(false), worldBy(true)]

const when = '2026-11-20T10:00:00Z'
const stamp: CaseEvent['stamp'] = { by: 'ann', role: 'director', at: when, notedAt: when }
/** Whoever wants to be done with a case tries to close it each time it has come to an end. */
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
    const event = real.case && this.event(diceOf(this.seed), real.case)
    if (event === undefined) return
    const now = told.isAmended ? amendedWorld : world
    const next = applyStep(real.case, event, now, this.tried.table)
    if ('refused' in next) return
    if (this.tried.table === undefined && real.case) checkMove(real.case, event, next.case)
    const had = real.case?.outcome
    told.events.push(event)
    real.case = next.case
    const wrong = unfair(told.events, told.isAmended)
    if (wrong !== undefined) throw new Error(`${event.what}: ${wrong}`)
    this.#tries(told, next.case)
    const { outcome } = next.case
    if (outcome !== undefined && outcome !== had) {
      this.tried.outcomes.set(outcome, (this.tried.outcomes.get(outcome) ?? 0) + 1)
    }
  }

  /** What somebody would try now who wants to be done with it, or to skip something: the case goes on as if nobody had. */
  #tries({ events, isAmended }: Told, it: Case): void {
    const { table } = this.tried
    const dice = diceOf(this.seed ^ 0x5bd1e995)
    const any = [...shortCuts, ...shortCuts, ...anything, ...ends]
    // Why more of a weaker table: there one is looked for that is unfair.
    const more = table === undefined ? 0 : 3
    const tried = Array.from({ length: more }, () =>
      stamped(dice, any[dice.below(any.length)] ?? 'closed', it),
    )
    for (const event of [closes, ...tried]) {
      if (!(table ?? (stepsByName as StepTable))[event.what]?.at.includes(stageOf(it))) continue
      if ('refused' in applyStep(it, event, isAmended ? amendedWorld : world, table)) continue
      const wrong = unfair([...events, event], isAmended)
      if (wrong !== undefined) throw new Error(`${event.what}: ${wrong}`)
    }
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
    'cure-demanded',
    'cured',
    'objected',
  ] as const),
  ...(['objection-ended', 'decision-withdrawn', 'preserved', 'preservation-ended', 'receipt'] as const),
  ...(['notice-chosen', 'patron-told', 'thing-taken', 'search-ended', 'debriefed'] as const),
  ...([
    'package-destroyed',
    'told-outside',
    'noted',
    'search-mistaken',
    'thing-mistaken',
    'cannot-come',
  ] as const),
  ...(['gag-found', 'gag-ended', 'about-director', 'paper-weighed'] as const),
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

/** Plays cases from how they came in, by steps that are owed, steps of chance and short cuts. @throws where one is unfair */
export function playCases(tried: Tried, numRuns: number, seed?: number): void {
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
    const first: CaseEvent = { ...anyReceived(diceOf(came)), stamp: { ...stamp, role: 'staff' } }
    fc.modelRun(() => {
      const begun = applyStep(undefined, first, world)
      return {
        model: { events: [first], isAmended: false },
        real: { case: 'case' in begun ? begun.case : undefined },
      }
    }, all)
  })
  fc.assert(run, { numRuns, ...(seed !== undefined && { seed }), endOnFailure: true })
}

/** Plays so many cases. @returns the outcomes that fewer than so many of them came to, each with how many did */
export function seldomReached(cases: number, fewest: number): string[] {
  const reached = new Map<string, number>()
  playCases({ outcomes: reached }, cases)
  return caseOutcomes
    .filter((outcome) => (reached.get(outcome) ?? 0) < fewest)
    .map((outcome) => `${outcome}: ${reached.get(outcome) ?? 0}`)
}
