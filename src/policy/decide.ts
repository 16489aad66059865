import type { Answer, Ask, Outcome, RecipientKind, RecordKind, Why } from './ask.ts'
import { type AskFacts, entity, type FactSource, setRecordFacts, sharedFacts } from './facts.ts'
import type { Manifest } from './manifest.ts'
import { enumerator, type Phrases, speak, type Template, template } from './phrases.ts'
import { actionEntity, type Evaluate, type Rule, type Verdict } from './rule.ts'
import { PackError } from './source-text.ts'

export type Ruling = {
  readonly record: RecordKind
  readonly fate: 'seize' | 'tell' | 'compel' | 'refer' | 'refuse'
  readonly by: readonly Rule[]
  readonly failed: boolean
}

export type DecisionRules = FactSource & {
  readonly evaluate: Evaluate
  readonly sealedInstruments: ReadonlySet<string>
  readonly sealedNext: readonly string[]
  readonly failure: string
  readonly reviewOverdueFrom: string
  speak(rulings: readonly Ruling[], outcome: Outcome): string
}

const byPrecedence = (['seize', 'tell', 'compel', 'refer'] as const).map((fate) => ({
  fate,
  action: actionEntity(fate),
}))
const refuse = actionEntity('refuse')

/** Pure, and total over every ask that `readAsk` accepts. */
export function decide(ask: Ask, pack: DecisionRules): Answer {
  const rulings = rulingsOf(ask, pack)
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

export function rulingsOf(ask: Ask, pack: DecisionRules): Ruling[] {
  const facts = sharedFacts(ask, pack)
  const { kind } = ask.recipient
  return ask.records.map((record) =>
    rulingOn(record, kind, setRecordFacts(facts, ask, record), pack.evaluate),
  )
}

/** Precedence: seizure, telling, compulsion, referral, refusal. */
export function rulingOn(
  record: RecordKind,
  kind: RecipientKind,
  context: AskFacts,
  evaluate: Evaluate,
): Ruling {
  const principal = entity('Recipient', kind)
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

/** A whole refusal excludes all other reasons; a refusal by default counts only if no rule names a better reason. */
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

/** Under a seizure, staff produce nothing themselves. */
function isHandedOver({ fate }: Ruling, outcome: Outcome): boolean {
  return outcome !== 'seizure' && (fate === 'tell' || fate === 'compel')
}

function isSealed({ instrument }: Ask, pack: DecisionRules): boolean {
  return instrument !== undefined && (instrument.nondisclosure || pack.sealedInstruments.has(instrument.kind))
}

function clausesOf(rulings: readonly Ruling[]): string[] {
  const clauses = new Set<string>()
  for (const { by } of rulings) for (const { clauses: cited } of by) for (const one of cited) clauses.add(one)
  return [...clauses].sort()
}

function flagsOf(ask: Ask, rulings: readonly Ruling[], pack: DecisionRules): string[] {
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
      // Why: the steps of a bare refusal would contradict those for what is told or referred.
      if (determined.otherwise && outcome !== 'refuse') continue
      for (const step of determined.next) next.add(step)
    }
  }
  for (const step of more) next.add(step)
  return [...next]
}

/** Whether the requester may be asked for a purpose. Not part of an answer, so it concerns no record in particular. */
export function inquire(ask: Ask, pack: DecisionRules): Verdict {
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

/**
 * The words for staff to say, from the rules that determined each record. Throws PackError for a word that the pack
 * lacks.
 */
export function speaker(rules: readonly Rule[], manifest: Manifest): DecisionRules['speak'] {
  // Why by text: rules with the same words share one template, and must sound the same.
  const byText = new Map<string, Template>()
  for (const rule of rules) if (!byText.has(rule.say)) byText.set(rule.say, sayOf(rule, manifest))
  const templates = new Map(rules.map((rule) => [rule, byText.get(rule.say) ?? []]))
  const phrases: Phrases = {
    told: phraseMap(manifest.told),
    facts: phraseMap(manifest.facts),
    message: phraseMap(manifest.message),
    enumerated: enumerator(manifest.language),
  }
  return (rulings, outcome) => {
    const sentences = new Set<string>()
    for (const fate of spokenFates[outcome]) {
      for (const [parts, records] of grouped(rulings, fate, templates)) {
        const sentence = speak(parts, fullerHalves(records), phrases)
        if (sentence !== '') sentences.add(sentence)
      }
    }
    if (sentences.size === 0 || leavesSomethingUnsaid(rulings, outcome)) sentences.add(manifest.rest)
    return [...sentences].join(' ')
  }
}

/** Saying which titles are overdue makes it redundant to say that something is. */
function fullerHalves(records: readonly RecordKind[]): RecordKind[] {
  return records.filter((record) => !records.some((other) => other.startsWith(`${record}.`)))
}

/** "That is all" follows what is told, unless a script or a referral ends it. */
function leavesSomethingUnsaid(rulings: readonly Ruling[], outcome: Outcome): boolean {
  return (
    outcome === 'limited' &&
    rulings.every(({ fate, by }) => fate !== 'refer' && !by.some(({ script }) => script))
  )
}

/** Where something is told, "that is all" covers what is refused. */
const spokenFates: Readonly<Record<Outcome, readonly Ruling['fate'][]>> = {
  seizure: ['seize'],
  release: ['tell'],
  limited: ['tell', 'compel', 'refer'],
  compelled: ['compel'],
  refer: ['refer'],
  refuse: ['refuse'],
}

/**
 * Whether what is said promises an answer later. Why not by its words: each language has its own, and a referral always does.
 */
export function promises(rulings: readonly Ruling[]): boolean {
  const spoken = spokenFates[outcomeOf(rulings)]
  return rulings.some(({ fate, by }) => spoken.includes(fate) && by.some(({ promise }) => promise))
}

/** Rules with the same words speak once, about all their records. */
function grouped(
  rulings: readonly Ruling[],
  fate: Ruling['fate'],
  templates: ReadonlyMap<Rule, Template>,
): Map<Template, RecordKind[]> {
  const groups = new Map<Template, RecordKind[]>()
  for (const ruling of rulings) {
    if (ruling.fate !== fate || ruling.failed) continue
    for (const rule of ruling.by) {
      const parts = templates.get(rule)
      if (parts === undefined || parts.length === 0) continue
      const records = groups.get(parts)
      if (records === undefined) groups.set(parts, [ruling.record])
      else records.push(ruling.record)
    }
  }
  return groups
}

const phraseMap = (phrases: Partial<Record<RecordKind, string>>): ReadonlyMap<RecordKind, string> =>
  new Map(Object.entries(phrases) as [RecordKind, string][])

function sayOf(rule: Rule, manifest: Manifest): Template {
  const words = { ...manifest.words, library: manifest.library }
  const made = template(rule.say, words)
  if (!('lacks' in made)) return made
  throw new PackError(
    rule.file,
    rule.line,
    `rule ${rule.id} uses {${made.lacks}}, a word that the pack lacks`,
  )
}
