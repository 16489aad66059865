import { type Source, validateRules } from './cedar.ts'
import { entity } from './entity.ts'
import { speaksOf } from './evaluate.ts'
import { PackRefused } from './refused.ts'
import { compileRule, type Rule } from './rule.ts'
import { splitRules } from './rule-text.ts'
import { vetSchema } from './schema-fit.ts'
import { recipientKinds, recordKinds } from './vocabulary.ts'
import { worded } from './words.ts'

type RuleFiles = {
  readonly schema: { readonly file: string; readonly text: string }
  /** Path and text of each file of rules. */
  readonly rules: readonly (readonly [string, string])[]
  /** The ids of the clauses that a rule may cite. */
  readonly clauses: readonly string[]
  /** The pack's own words, for the `{places}` in a rule's texts. */
  readonly words: Readonly<Record<string, string>>
}

/** Parses, validates and compiles all rules of a pack. Throws PackRefused. */
export function loadRules({ schema, rules: files, clauses, words }: RuleFiles): readonly Rule[] {
  const rules = files.flatMap(([file, text]) =>
    splitRules(file, text).map((text) => inWords(compileRule(text), words)),
  )
  const byId = new Map<string, Source>()
  for (const rule of rules) {
    if (byId.has(rule.id)) throw new PackRefused(rule.file, rule.line, `rule ${rule.id} stands twice`)
    byId.set(rule.id, rule)
    for (const clause of rule.clauses) {
      if (clauses.includes(clause)) continue
      throw new PackRefused(rule.file, rule.line, `rule ${rule.id} cites ${clause}, which the policy has not`)
    }
    if (rule.effect === 'forbid' && rule.actions.has('refuse')) {
      throw new PackRefused(rule.file, rule.line, `rule ${rule.id} forbids a refusal`)
    }
  }
  validateRules(schema, byId)
  vetSchema(schema)
  demandDefaults(rules)
  return rules
}

/** The rule with the library's own words in what it gives as reason, next step and reading. */
function inWords(rule: Rule, words: Readonly<Record<string, string>>): Rule {
  const fill = (text: string): string => {
    const filled = worded(text, words)
    if (typeof filled === 'string') return filled
    throw new PackRefused(
      rule.file,
      rule.line,
      `rule ${rule.id} uses {${filled.lacks}}, which is no word of the pack`,
    )
  }
  return { ...rule, reason: fill(rule.reason), next: rule.next.map(fill), readings: rule.readings.map(fill) }
}

/** INVARIANT: whoever asks for whatever, some rule with a clause refuses what no other rule admits. */
function demandDefaults(rules: readonly Rule[]): void {
  const defaults = rules.filter(
    ({ otherwise, effect, actions, conditions }) =>
      otherwise && conditions.length === 0 && actions.has(effect === 'forbid' ? 'tell' : 'refuse'),
  )
  for (const kind of recipientKinds) {
    for (const record of recordKinds) {
      const principal = entity('Recipient', kind)
      const resource = entity('Record', record)
      if (defaults.some((rule) => speaksOf(rule, principal, resource))) continue
      throw new PackRefused('rules', undefined, `no @otherwise rule refuses ${record} to ${kind}`)
    }
  }
}
