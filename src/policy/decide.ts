import type { Answer, Why } from './answer.ts'
import type { Ask } from './ask.ts'
import { entity } from './entity.ts'
import type { Evaluate, Verdict } from './evaluate.ts'
import { type FactSource, type Facts, settleRecord, sharedFacts } from './facts.ts'
import { actionEntity, type Rule } from './rule.ts'
import type { Outcome, RecordKind } from './vocabulary.ts'

/** What becomes of one asked record, and by which rules. */
export type Ruling = {
  readonly record: RecordKind
  readonly fate: 'seize' | 'tell' | 'compel' | 'refer' | 'refuse'
  readonly by: readonly Rule[]
  /** A rule failed, so the record is refused; `by` has the rules that failed. */
  readonly failed: boolean
}

/** What deciding takes from a pack, beyond its facts. */
export type Deciding = FactSource & {
  readonly evaluate: Evaluate
  readonly sealedInstruments: ReadonlySet<string>
  readonly sealedNext: readonly string[]
  /** Why something is not told where a rule failed. */
  readonly failure: string
  /** First day on which the policy's review is overdue. */
  readonly reviewOverdueFrom: string
  speak(rulings: readonly Ruling[], outcome: Outcome): string
}

const byPrecedence = (['seize', 'tell', 'compel', 'refer'] as const).map((fate) => ({
  fate,
  action: actionEntity(fate),
}))
const refuse = actionEntity('refuse')

/** The answer to an ask: pure, and total over every ask that could be read. */
export function decide(ask: Ask, pack: Deciding): Answer {
  const rulings = rule(ask, pack)
  const outcome = outcomeOf(rulings)
  const may = rulings.filter((ruling) => isHandedOver(ruling, outcome)).map((ruling) => ruling.record)
  const withheld = rulings.filter((ruling) => !isHandedOver(ruling, outcome)).map((ruling) => ruling.record)
  const sealed = isSealed(ask, pack)
  return {
    outcome,
    may,
    withheld,
    clauses: clausesOf(rulings),
    flags: flagsOf(ask, rulings, pack),
    sealed,
    say: pack.speak(rulings, outcome),
    next: nextOf(rulings, outcome, sealed ? pack.sealedNext : []),
    why: rulings.map((ruling) => whyOf(ruling, pack.failure)),
  }
}

/** Each asked record with its fate, in the order of the ask. */
export function rule(ask: Ask, pack: Deciding): Ruling[] {
  const facts = sharedFacts(ask, pack)
  return ask.records.map((record) => ruleOn(record, ask, settleRecord(facts, ask, record), pack.evaluate))
}

/** Seizure, then what may be told, then compulsion, then referral, then refusal. */
function ruleOn(record: RecordKind, ask: Ask, context: Facts, evaluate: Evaluate): Ruling {
  const principal = entity('Recipient', ask.recipient.kind)
  const resource = entity('Record', record)
  let forbids: readonly Rule[] = []
  for (const { fate, action } of byPrecedence) {
    const verdict = evaluate({ principal, action, resource, context })
    if (verdict.failed.length > 0) return { record, fate: 'refuse', by: verdict.failed, failed: true }
    if (verdict.allowed) return { record, fate, by: verdict.by, failed: false }
    if (fate === 'tell') forbids = verdict.by
  }
  const { by, failed } = evaluate({ principal, action: refuse, resource, context })
  if (failed.length > 0) return { record, fate: 'refuse', by: failed, failed: true }
  return { record, fate: 'refuse', by: strongest([...forbids, ...by]), failed: false }
}

/** What is refused whole stands alone; a refusal by default stands only where no rule names a better reason. */
function strongest(rules: readonly Rule[]): readonly Rule[] {
  const whole = rules.filter((candidate) => candidate.whole)
  if (whole.length > 0) return whole
  const named = rules.filter((candidate) => !candidate.otherwise)
  return named.length > 0 ? named : rules
}

function outcomeOf(rulings: readonly Ruling[]): Outcome {
  let told = 0
  const fates = new Set<Ruling['fate']>()
  for (const { fate } of rulings) {
    fates.add(fate)
    if (fate === 'tell') told++
  }
  if (fates.has('seize')) return 'seizure'
  if (told > 0) return told === rulings.length ? 'release' : 'limited'
  if (fates.has('compel')) return 'compelled'
  return fates.has('refer') ? 'refer' : 'refuse'
}

/** Staff hand nothing over of their own under a seizure. */
function isHandedOver({ fate }: Ruling, outcome: Outcome): boolean {
  return outcome !== 'seizure' && (fate === 'tell' || fate === 'compel')
}

function isSealed({ instrument }: Ask, pack: Deciding): boolean {
  return instrument !== undefined && (instrument.nondisclosure || pack.sealedInstruments.has(instrument.kind))
}

function clausesOf(rulings: readonly Ruling[]): string[] {
  const clauses = new Set<string>()
  for (const { by } of rulings) for (const { clauses: cited } of by) for (const one of cited) clauses.add(one)
  return [...clauses].sort()
}

function flagsOf(ask: Ask, rulings: readonly Ruling[], pack: Deciding): string[] {
  const flags = new Set<string>()
  for (const { by } of rulings)
    for (const determined of by) for (const flag of determined.flags) flags.add(flag)
  if (ask.instrument?.nondisclosure) flags.add('gag')
  if (ask.on >= pack.reviewOverdueFrom) flags.add('policy-review-overdue')
  return [...flags].sort()
}

function nextOf(rulings: readonly Ruling[], outcome: Outcome, more: readonly string[]): string[] {
  const next = new Set<string>()
  for (const { by } of rulings) {
    for (const determined of by) {
      // Why: the steps of a bare refusal would contradict those for what is told or referred beside it.
      if (determined.otherwise && outcome !== 'refuse') continue
      for (const step of determined.next) next.add(step)
    }
  }
  for (const step of more) next.add(step)
  return [...next]
}

/** Whether anyone may be asked why they want it: no part of an answer, and so asked of no record in particular. */
export function inquire(ask: Ask, pack: Deciding): Verdict {
  const [record] = ask.records
  const context = sharedFacts(ask, pack)
  const principal = entity('Recipient', ask.recipient.kind)
  return pack.evaluate({
    principal,
    action: actionEntity('inquire'),
    resource: entity('Record', record ?? 'existence'),
    context,
  })
}

function whyOf({ record, by, failed }: Ruling, failure: string): Why {
  const clause = by[0]?.clauses[0] ?? ''
  if (failed) return { record, clause, reason: failure }
  const [first, ...others] = by
  if (others.length === 0) return { record, clause, reason: first?.reason ?? '' }
  return { record, clause, reason: [...new Set(by.map((determined) => determined.reason))].join(' ') }
}
