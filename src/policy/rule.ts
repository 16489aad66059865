import { type Expr, type PolicyJson, parseRule, type Source } from './cedar.ts'
import { type Condition, compileCondition, UnknownNode } from './compile.ts'
import { type Entity, entity } from './entity.ts'
import { PackRefused } from './refused.ts'
import { type RuleText, readingsIn } from './rule-text.ts'
import { type Action, actions } from './vocabulary.ts'

export type Rule = {
  /** Its `@id`: the name says what it allows or refuses. */
  readonly id: string
  readonly file: string
  readonly line: number
  /** Cedar's text with its annotations. */
  readonly text: string
  readonly effect: 'permit' | 'forbid'
  readonly actions: ReadonlySet<Action>
  /** The clauses that it serves; the first is the one in whose file it stands. */
  readonly clauses: readonly string[]
  readonly flags: readonly string[]
  /** Words with `{places}` for the pack's own words; may be empty. */
  readonly say: string
  readonly next: readonly string[]
  readonly reason: string
  /** `@otherwise`: speaks only where no other rule that refuses does. */
  readonly otherwise: boolean
  /** `@whole`: what it forbids is refused whole, so its clause stands alone. */
  readonly whole: boolean
  /** `@script`: its words are said as they stand, and nothing beside them. */
  readonly script: boolean
  readonly readings: readonly string[]
  /** Conditions on recipient and record alone, tested before any other; they cannot fail. */
  readonly fixed: readonly Condition[]
  /** Every condition, in Cedar's order, after `fixed`. */
  readonly conditions: readonly Condition[]
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
])

/** Compiles one rule. Throws PackRefused, naming file and line, for anything that it does not know. */
export function compileRule({ source, comments }: RuleText): Rule {
  const json = parseRule(source)
  const notes = annotationsOf(json, source)
  const clauses = listed(notes.get('clause'), ',')
  const reason = notes.get('reason') ?? ''
  const id = notes.get('id') ?? ''
  if (id === '') throw new PackRefused(source.file, source.line, 'this rule has no @id')
  if (clauses.length === 0) throw new PackRefused(source.file, source.line, `rule ${id} cites no @clause`)
  if (reason === '') throw new PackRefused(source.file, source.line, `rule ${id} gives no @reason`)
  return {
    id,
    file: source.file,
    line: source.line,
    text: source.text,
    effect: json.effect,
    actions: actionsOf(json, source),
    clauses,
    flags: listed(notes.get('flag'), ','),
    say: notes.get('say') ?? '',
    next: listed(notes.get('next'), '|'),
    reason,
    otherwise: notes.has('otherwise'),
    whole: notes.has('whole'),
    script: notes.has('script'),
    readings: readingsIn(comments),
    ...conditionsOf(json, source),
  }
}

function annotationsOf(json: PolicyJson, source: Source): ReadonlyMap<string, string> {
  const notes = new Map(Object.entries(json.annotations ?? {}))
  for (const name of notes.keys()) {
    if (!annotationNames.has(name)) {
      throw new PackRefused(source.file, source.line, `there is no annotation @${name}`)
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
    throw new PackRefused(source.file, source.line, `a rule names its actions, of ${actions.join(', ')}`)
  }
  return new Set(found)
}

function asked<T>(constraint: { entity: T } | { slot: string }, source: Source): T {
  if ('entity' in constraint) return constraint.entity
  throw new PackRefused(source.file, source.line, 'a template; only whole rules are known')
}

function conditionsOf(json: PolicyJson, source: Source): Pick<Rule, 'fixed' | 'conditions'> {
  const conjuncts = [...scopeOf(json, 'principal', source), ...scopeOf(json, 'resource', source)]
  for (const { kind, body } of json.conditions) {
    if (kind === 'when') conjuncts.push(...parts(body, '&&'))
    else conjuncts.push(...parts(body, '||').map((arg): Expr => ({ '!': { arg } })))
  }
  // INVARIANT: only the leading ones are taken out, so that what Cedar would find to be an error still is one.
  const leading = conjuncts.findIndex((conjunct) => !isFixed(conjunct))
  const split = leading < 0 ? conjuncts.length : leading
  try {
    const compiled = conjuncts.map(compileCondition)
    return { fixed: compiled.slice(0, split), conditions: compiled.slice(split) }
  } catch (error) {
    if (!(error instanceof UnknownNode)) throw error
    throw new PackRefused(source.file, source.line, `this rule uses what is not known here: ${error.message}`)
  }
}

function scopeOf(json: PolicyJson, place: 'principal' | 'resource', source: Source): Expr[] {
  const constraint = json[place]
  if (constraint.op === 'All') return []
  if (constraint.op !== '==') {
    throw new PackRefused(source.file, source.line, `a ${place} is named by == or left open`)
  }
  const uid = asked(constraint, source)
  const { type, id } = '__entity' in uid ? uid.__entity : uid
  return [{ '==': { left: { Var: place }, right: { Value: { __entity: { type, id } } } } }]
}

/** The operands of a chain of one operator, in order. */
function parts(expr: Expr, operator: '&&' | '||'): Expr[] {
  const chain = (expr as Record<string, { left: Expr; right: Expr }>)[operator]
  return chain === undefined ? [expr] : [...parts(chain.left, operator), ...parts(chain.right, operator)]
}

/** Whether an expression reads neither the context nor the action. */
function isFixed(expr: Expr): boolean {
  return !/"Var":"(context|action)"/.test(JSON.stringify(expr))
}

export const actionEntity = (action: Action): Entity => entity('Action', action)
