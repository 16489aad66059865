import type { Deciding, Ruling } from './decide.ts'
import type { Manifest } from './manifest.ts'
import { PackRefused } from './refused.ts'
import type { Rule } from './rule.ts'
import type { Outcome, RecordKind } from './vocabulary.ts'
import { enumerator, type Phrases, speak, type Template, template } from './words.ts'

/**
 * The words for the person at the counter, from the rules that determined each record. Throws PackRefused for a
 * rule whose words need one that the pack lacks.
 */
export function speaker(rules: readonly Rule[], manifest: Manifest): Deciding['speak'] {
  // Why by text: rules that speak with the same words share one template, and so are told apart from no other.
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

/** Whoever is told which titles are overdue need not be told first that something is. */
function fullerHalves(records: readonly RecordKind[]): RecordKind[] {
  return records.filter((record) => !records.some((other) => other.startsWith(`${record}.`)))
}

/** A plain "that is all" follows what is told, unless a script or a referral ends it. */
function leavesSomethingUnsaid(rulings: readonly Ruling[], outcome: Outcome): boolean {
  return (
    outcome === 'limited' &&
    rulings.every(({ fate, by }) => fate !== 'refer' && !by.some(({ script }) => script))
  )
}

/** Which fates have something to say: where some is told, a plain "that is all" covers what is refused. */
const spokenFates: Readonly<Record<Outcome, readonly Ruling['fate'][]>> = {
  seizure: ['seize'],
  release: ['tell'],
  limited: ['tell', 'compel', 'refer'],
  compelled: ['compel'],
  refer: ['refer'],
  refuse: ['refuse'],
}

/** Rules that speak with the same words speak once, of all their records. */
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
  throw new PackRefused(
    rule.file,
    rule.line,
    `rule ${rule.id} uses {${made.lacks}}, a word that the pack lacks`,
  )
}
