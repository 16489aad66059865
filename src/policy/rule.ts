import { type Action, actions, recipientKinds, recordKinds } from './ask.ts'
import {
  type Condition,
  checkSchema,
  compileCondition,
  type Expr,
  interpretationsIn,
  type PolicyJson,
  parseRule,
  type Request,
  RuleError,
  type RuleText,
  type Source,
  splitRules,
  UnknownNodeError,
  validateRules,
} from './cedar.ts'
import { type Entity, entity } from './facts.ts'
import { fillWords } from './phrases.ts'
import { PackError } from './source-text.ts'

export type Rule = {
  readonly id: string
  readonly file: string
  readonly line: number
  readonly text: string
  readonly effect: 'permit' | 'forbid'
  readonly actions: ReadonlySet<Action>
  /** The first is the clause whose file it is in. */
  readonly clauses: readonly string[]
  readonly flags: readonly string[]
  /** With `{slots}` for the pack's own words; may be empty. */
  readonly say: string
  readonly next: readonly string[]
  readonly reason: string
  /** `@otherwise`: applies only if no other refusal does. */
  readonly otherwise: boolean
  /** `@whole`: its refusal excludes all other reasons. */
  readonly whole: boolean
  /** `@script`: its words are said exactly, with nothing added. */
  readonly script: boolean
  /** `@promise`: its words promise an answer later. A rule that refers always does. */
  readonly promise: boolean
  readonly readings: readonly string[]
  /** On recipient and record alone, tested first; they cannot fail. */
  readonly fixed: readonly Condition[]
  readonly conditions: readonly Condition[]
  /** The facts that its conditions read. */
  readonly reads: ReadonlySet<string>
  /** Words of the vocabulary that its conditions name, however they are written: `Relation::"spouse"`. */
  readonly names: ReadonlySet<string>
}

const annotationNames = new Set([
  'id',
  'clause',
  'flag',
  'say',
  'next',
  'reason',
  'otherwise',
  'whole',
  'script',
  'promise',
])

/** Throws PackError, naming file and line, for anything unknown. */
export function compileRule({ source, comments }: RuleText): Rule {
  const json = parseRule(source)
  const notes = annotationsOf(json, source)
  const clauses = listed(notes.get('clause'), ',')
  const reason = notes.get('reason') ?? ''
  const id = notes.get('id') ?? ''
  const actions = actionsOf(json, source)
  if (id === '') throw new PackError(source.file, source.line, 'this rule has no @id')
  if (clauses.length === 0) throw new PackError(source.file, source.line, `rule ${id} cites no @clause`)
  if (reason === '') throw new PackError(source.file, source.line, `rule ${id} gives no @reason`)
  return {
    id,
    file: source.file,
    line: source.line,
    text: source.text,
    effect: json.effect,
    actions,
    clauses,
    flags: listed(notes.get('flag'), ','),
    say: notes.get('say') ?? '',
    next: listed(notes.get('next'), '|'),
    reason,
    otherwise: notes.has('otherwise'),
    whole: notes.has('whole'),
    script: notes.has('script'),
    promise: notes.has('promise') || (json.effect === 'permit' && actions.has('refer')),
    readings: interpretationsIn(comments),
    ...conditionsOf(json, source),
  }
}

function annotationsOf(json: PolicyJson, source: Source): ReadonlyMap<string, string> {
  const notes = new Map(Object.entries(json.annotations ?? {}))
  for (const name of notes.keys()) {
    if (!annotationNames.has(name)) {
      throw new PackError(source.file, source.line, `there is no annotation @${name}`)
    }
  }
  return notes
}

function listed(text: string | undefined, separator: string): string[] {
  return (text ?? '')
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function actionsOf({ action }: PolicyJson, source: Source): ReadonlySet<Action> {
  const named = action.op === 'All' ? [] : 'entities' in action ? action.entities : [asked(action, source)]
  const ids = named.map((uid) => ('__entity' in uid ? uid.__entity.id : uid.id))
  const found = actions.filter((name) => ids.includes(name))
  if (found.length === 0 || found.length !== ids.length) {
    throw new PackError(source.file, source.line, `a rule names its actions, of ${actions.join(', ')}`)
  }
  return new Set(found)
}

function asked<T>(constraint: { entity: T } | { slot: string }, source: Source): T {
  if ('entity' in constraint) return constraint.entity
  throw new PackError(source.file, source.line, 'a template; only whole rules are known')
}

function conditionsOf(
  json: PolicyJson,
  source: Source,
): Pick<Rule, 'fixed' | 'conditions' | 'reads' | 'names'> {
  const conjuncts = [...scopeOf(json, 'principal', source), ...scopeOf(json, 'resource', source)]
  for (const { kind, body } of json.conditions) {
    if (kind === 'when') conjuncts.push(...parts(body, '&&'))
    else conjuncts.push(...parts(body, '||').map((arg): Expr => ({ '!': { arg } })))
  }
  // INVARIANT: only leading conditions are moved, so that whatever Cedar reports as an error still is one.
  const leading = conjuncts.findIndex((conjunct) => !isFixed(conjunct))
  const split = leading < 0 ? conjuncts.length : leading
  const names = new Set<string>()
  JSON.stringify(conjuncts, (_, value) => {
    if (typeof value?.type === 'string' && typeof value.id === 'string')
      names.add(`${value.type}::"${value.id}"`)
    return value
  })
  const attributes = JSON.stringify(conjuncts).matchAll(/"attr":\[?"(\w+)"/g)
  const reads = new Set([...attributes].map(([, name = '']) => name))
  try {
    const compiled = conjuncts.map(compileCondition)
    return { fixed: compiled.slice(0, split), conditions: compiled.slice(split), reads, names }
  } catch (error) {
    if (!(error instanceof UnknownNodeError)) throw error
    throw new PackError(source.file, source.line, `this rule uses what is not known here: ${error.message}`)
  }
}

function scopeOf(json: PolicyJson, place: 'principal' | 'resource', source: Source): Expr[] {
  const constraint = json[place]
  if (constraint.op === 'All') return []
  if (constraint.op !== '==') {
    throw new PackError(source.file, source.line, `a ${place} is named by == or left open`)
  }
  const uid = asked(constraint, source)
  const { type, id } = '__entity' in uid ? uid.__entity : uid
  return [{ '==': { left: { Var: place }, right: { Value: { __entity: { type, id } } } } }]
}

function parts(expr: Expr, operator: '&&' | '||'): Expr[] {
  const chain = (expr as Record<string, { left: Expr; right: Expr }>)[operator]
  return chain === undefined ? [expr] : [...parts(chain.left, operator), ...parts(chain.right, operator)]
}

function isFixed(expr: Expr): boolean {
  return !/"Var":"(context|action)"/.test(JSON.stringify(expr))
}

export const actionEntity = (action: Action): Entity => entity('Action', action)

export type Verdict = {
  readonly allowed: boolean
  /** The rules that determined it: forbids if any apply, otherwise permits. */
  readonly by: readonly Rule[]
  /** Cedar would skip these; here one is enough to deny. */
  readonly failed: readonly Rule[]
}

export type Evaluate = (request: Request) => Verdict

const noRules: readonly Rule[] = []
const noVerdict: Verdict = { allowed: false, by: noRules, failed: noRules }

/**
 * Cedar's decision over compiled rules: allowed if a permit applies, no forbid does, and no rule failed. The rules for
 * each action, recipient and record are looked up once, here.
 */
export function evaluator(rules: readonly Rule[]): Evaluate {
  const table = new Map<Entity, Map<Entity, Map<Entity, readonly Rule[]>>>()
  for (const action of actions) {
    const byPrincipal = new Map<Entity, Map<Entity, readonly Rule[]>>()
    table.set(actionEntity(action), byPrincipal)
    for (const kind of recipientKinds) {
      const byRecord = new Map<Entity, readonly Rule[]>()
      const principal = entity('Recipient', kind)
      byPrincipal.set(principal, byRecord)
      for (const record of recordKinds) {
        const resource = entity('Record', record)
        const speaking = rules.filter(
          (rule) => rule.actions.has(action) && speaksOf(rule, principal, resource),
        )
        byRecord.set(resource, speaking)
      }
    }
  }
  return (request) => {
    const found = table.get(request.action)?.get(request.principal)?.get(request.resource)
    return found === undefined || found.length === 0 ? noVerdict : judge(found, request)
  }
}

function speaksOf(rule: Rule, principal: Entity, resource: Entity): boolean {
  // Why: `fixed` conditions read neither the context nor the action.
  const request = { principal, resource } as unknown as Request
  return rule.fixed.every((holds) => holds(request))
}

function judge(rules: readonly Rule[], request: Request): Verdict {
  let permits: Rule[] | undefined
  let forbids: Rule[] | undefined
  let failed: Rule[] | undefined
  for (const rule of rules) {
    try {
      if (!all(rule.conditions, request)) continue
    } catch (error) {
      if (!(error instanceof RuleError)) throw error
      failed = append(failed, rule)
      continue
    }
    if (rule.effect === 'permit') permits = append(permits, rule)
    else forbids = append(forbids, rule)
  }
  if (permits === undefined && forbids === undefined && failed === undefined) return noVerdict
  const allowed = permits !== undefined && forbids === undefined && failed === undefined
  return { allowed, by: forbids ?? permits ?? noRules, failed: failed ?? noRules }
}

function append(list: Rule[] | undefined, rule: Rule): Rule[] {
  if (list === undefined) return [rule]
  list.push(rule)
  return list
}

function all(conditions: readonly Condition[], request: Request): boolean {
  for (const condition of conditions) if (!condition(request)) return false
  return true
}

type RuleFiles = {
  readonly schema: { readonly file: string; readonly text: string }
  readonly rules: readonly (readonly [string, string])[]
  readonly clauses: readonly string[]
  readonly words: Readonly<Record<string, string>>
}

export function loadRules({ schema, rules: files, clauses, words }: RuleFiles): readonly Rule[] {
  const rules = files.flatMap(([file, text]) =>
    splitRules(file, text).map((text) => withLibraryWords(compileRule(text), words)),
  )
  const byId = new Map<string, Source>()
  for (const rule of rules) {
    if (byId.has(rule.id)) throw new PackError(rule.file, rule.line, `rule ${rule.id} stands twice`)
    byId.set(rule.id, rule)
    for (const clause of rule.clauses) {
      if (clauses.includes(clause)) continue
      throw new PackError(rule.file, rule.line, `rule ${rule.id} cites ${clause}, which the policy has not`)
    }
    if (rule.effect === 'forbid' && rule.actions.has('refuse')) {
      throw new PackError(rule.file, rule.line, `rule ${rule.id} forbids a refusal`)
    }
  }
  validateRules(schema, byId)
  checkSchema(schema)
  requireDefaultRefusals(rules)
  return rules
}

function withLibraryWords(rule: Rule, words: Readonly<Record<string, string>>): Rule {
  const fill = (text: string): string => {
    const filled = fillWords(text, words)
    if (typeof filled === 'string') return filled
    throw new PackError(
      rule.file,
      rule.line,
      `rule ${rule.id} uses {${filled.lacks}}, which is no word of the pack`,
    )
  }
  return { ...rule, reason: fill(rule.reason), next: rule.next.map(fill), readings: rule.readings.map(fill) }
}

/** INVARIANT: for every recipient and record, some rule with a clause refuses what no other rule admits. */
function requireDefaultRefusals(rules: readonly Rule[]): void {
  const defaults = rules.filter(
    ({ otherwise, effect, actions, conditions }) =>
      otherwise && conditions.length === 0 && actions.has(effect === 'forbid' ? 'tell' : 'refuse'),
  )
  for (const kind of recipientKinds) {
    for (const record of recordKinds) {
      const principal = entity('Recipient', kind)
      const resource = entity('Record', record)
      if (defaults.some((rule) => speaksOf(rule, principal, resource))) continue
      throw new PackError('rules', undefined, `no @otherwise rule refuses ${record} to ${kind}`)
    }
  }
}
