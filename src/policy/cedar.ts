import { createRequire } from 'node:module'
import type * as Cedar from '@cedar-policy/cedar-wasm/nodejs'
import type { CedarValueJson, Expr, PolicyJson } from '@cedar-policy/cedar-wasm/nodejs'
import * as words from './ask.ts'
import { type AskFacts, type Entity, entity, entitySet } from './facts.ts'
import { PackError } from './source-text.ts'

export type { Expr, PolicyJson } from '@cedar-policy/cedar-wasm/nodejs'

/** Cedar's own engine. It parses and validates at startup, and tests compare the compiled rules with it. */
export const cedar = createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs') as typeof Cedar

export type Source = { readonly file: string; readonly line: number; readonly text: string }

export function parseRule(source: Source): PolicyJson {
  if (isTooDeep(source.text))
    throw new PackError(source.file, source.line, 'this rule is too long or too deep')
  const answer = cedar.policyToJson(source.text)
  if (answer.type === 'success') return answer.json
  const [error] = answer.errors
  throw new PackError(source.file, lineOf(source, error), error?.message ?? 'this is no Cedar rule')
}

const mostNested = 20
const mostOperators = 400

/** Hostile: Cedar's engine does not recover from a stack overflow, and then cannot load the adopted version. */
function isTooDeep(text: string): boolean {
  const bare = text.replace(/\/\/.*|"(?:[^"\\]|\\.)*"/g, '')
  let depth = 0
  let deepest = 0
  for (const [bracket] of bare.matchAll(/[()[\]{}]/g)) {
    depth += '([{'.includes(bracket) ? 1 : -1
    deepest = Math.max(deepest, depth)
  }
  return deepest > mostNested || (bare.match(/&&|\|\||[!.-]|\bif\b/g)?.length ?? 0) > mostOperators
}

/** Strict validation. Throws PackError, for warnings too. */
export function validateRules(
  schema: { readonly file: string; readonly text: string },
  rules: ReadonlyMap<string, Source>,
): void {
  if (isTooDeep(schema.text))
    throw new PackError(schema.file, undefined, 'this schema is too long or too deep')
  const staticPolicies = Object.fromEntries([...rules].map(([id, source]) => [id, source.text]))
  const answer = cedar.validate({ schema: schema.text, policies: { staticPolicies } })
  if (answer.type === 'failure') {
    const [error] = answer.errors
    throw new PackError(
      schema.file,
      lineOf({ ...schema, line: 1 }, error),
      error?.message ?? 'not a Cedar schema',
    )
  }
  const [fault] = [...answer.validationErrors, ...answer.validationWarnings]
  if (fault === undefined) return
  const source = rules.get(fault.policyId)
  if (source === undefined) throw new PackError(schema.file, undefined, fault.error.message)
  const help = fault.error.help === null ? '' : ` (${fault.error.help})`
  throw new PackError(source.file, lineOf(source, fault.error), `${fault.error.message}${help}`)
}

function lineOf(source: Source, error: Cedar.DetailedError | undefined): number {
  const start = error?.sourceLocations?.[0]?.start
  if (start === undefined) return source.line
  // Why: the engine counts UTF-8 bytes.
  const before = Buffer.from(source.text).subarray(0, start).toString()
  return source.line + before.split('\n').length - 1
}

export type RuleText = {
  readonly source: Source
  /** The comment lines right above and inside the rule, without their slashes. */
  readonly comments: readonly string[]
}

/** Splits a Cedar file at the semicolons that end its rules, except those in strings and comments. */
export function splitRules(file: string, text: string): RuleText[] {
  const rules: RuleText[] = []
  let comments: string[] = []
  let start = -1
  // Why: one pattern matches comments, strings and semicolons, and skips everything else.
  const tokens = /\/\/([^\n]*)|"(?:[^"\\]|\\.)*"|;|[^\s"/;]+|\//g
  for (let token = tokens.exec(text); token !== null; token = tokens.exec(text)) {
    if (token[1] !== undefined) {
      comments.push(token[1].replace(/^ /, '').trimEnd())
      continue
    }
    if (start < 0) start = token.index
    if (token[0] !== ';') continue
    const line = text.slice(0, start).split('\n').length
    rules.push({ source: { file, line, text: text.slice(start, tokens.lastIndex) }, comments })
    comments = []
    start = -1
  }
  if (start >= 0) {
    const line = text.slice(0, start).split('\n').length
    rules.push({ source: { file, line, text: text.slice(start) }, comments })
  }
  return rules
}

/** The interpretations in a comment: from `Reading:` to the next line that is not indented under it. */
export function interpretationsIn(comments: readonly string[]): string[] {
  const readings: string[] = []
  let open = false
  for (const line of comments) {
    const begins = /^Reading: (.*)$/.exec(line)
    if (begins?.[1] !== undefined) {
      readings.push(begins[1].charAt(0).toUpperCase() + begins[1].slice(1))
      open = true
    } else if (open && /^ {2,}\S/.test(line)) {
      readings.push(`${readings.pop() ?? ''} ${line.trim()}`)
    } else open = false
  }
  return readings
}

export type Request = {
  readonly principal: Entity
  readonly action: Entity
  readonly resource: Entity
  readonly context: AskFacts
}

type Value = boolean | number | string | Entity | ReadonlySet<Value>
type Compiled = (request: Request) => Value
export type Condition = (request: Request) => boolean

export class UnknownNodeError extends Error {}

/** An expression failed at run time. Cedar would skip the rule; here any error denies. */
export class RuleError extends Error {}

/**
 * Compiles a Cedar expression to a closure. Throws UnknownNodeError when loading; the closure throws RuleError where
 * Cedar reports an evaluation error.
 */
export function compile(expr: Expr): Compiled {
  const [kind, ...more] = Object.keys(expr)
  if (kind === undefined || more.length > 0) throw new UnknownNodeError('an expression with no single kind')
  const build = Object.hasOwn(builders, kind) ? builders[kind] : undefined
  if (build === undefined) throw new UnknownNodeError(`the expression ${JSON.stringify(kind)}`)
  return build((expr as Record<string, unknown>)[kind])
}

export function compileCondition(expr: Expr): Condition {
  const value = compile(expr)
  return (request) => asBoolean(value(request))
}

type Two = { left: Expr; right: Expr }
const two = (part: unknown): Two => part as Two
const one = (part: unknown): Expr => (part as { arg: Expr }).arg

const builders: Readonly<Record<string, (part: unknown) => Compiled>> = {
  Value: (part) => {
    const value = literal(part)
    return () => value
  },
  Var: (part) => variable(part as string),
  Set: (part) => setOf(part as Expr[]),
  '.': (part) => attribute(part as { left: Expr; attr: string }),
  has: (part) => presence(part as { left: Expr; attr: string | string[] }),
  '!': (part) => {
    const arg = compileCondition(one(part))
    return (request) => !arg(request)
  },
  '&&': (part) => {
    const left = compileCondition(two(part).left)
    const right = compileCondition(two(part).right)
    return (request) => left(request) && right(request)
  },
  '||': (part) => {
    const left = compileCondition(two(part).left)
    const right = compileCondition(two(part).right)
    return (request) => left(request) || right(request)
  },
  '==': (part) => {
    const left = compile(two(part).left)
    const right = compile(two(part).right)
    return (request) => equal(left(request), right(request))
  },
  '!=': (part) => {
    const left = compile(two(part).left)
    const right = compile(two(part).right)
    return (request) => !equal(left(request), right(request))
  },
  // Why: no entity has parents here, so `in` means equal, or a member of the set.
  in: (part) => {
    const left = compile(two(part).left)
    const right = compile(two(part).right)
    return (request) => {
      const value = asEntity(left(request))
      const group = right(request)
      return group instanceof Set ? group.has(value) : asEntity(group) === value
    }
  },
  contains: (part) => {
    const left = compile(two(part).left)
    const right = compile(two(part).right)
    return (request) => holds(asSet(left(request)), right(request))
  },
  containsAll: (part) => {
    const left = compile(two(part).left)
    const right = compile(two(part).right)
    return (request) => {
      const all = asSet(left(request))
      for (const value of asSet(right(request))) if (!holds(all, value)) return false
      return true
    }
  },
  containsAny: (part) => {
    const left = compile(two(part).left)
    const right = compile(two(part).right)
    return (request) => {
      const all = asSet(left(request))
      for (const value of asSet(right(request))) if (holds(all, value)) return true
      return false
    }
  },
  isEmpty: (part) => {
    const arg = compile(one(part))
    return (request) => asSet(arg(request)).size === 0
  },
  'if-then-else': (part) => {
    const branches = part as { if: Expr; then: Expr; else: Expr }
    const condition = compileCondition(branches.if)
    const yes = compile(branches.then)
    const no = compile(branches.else)
    return (request) => (condition(request) ? yes(request) : no(request))
  },
}

function literal(part: unknown): Value {
  if (typeof part === 'boolean' || typeof part === 'string') return part
  if (typeof part === 'number' && Number.isSafeInteger(part)) return part
  if (typeof part === 'object' && part !== null && '__entity' in part) {
    const { type, id } = part.__entity as Entity
    return entity(type, id)
  }
  throw new UnknownNodeError('a literal that is no truth value, whole number, text or entity')
}

function variable(name: string): Compiled {
  if (name === 'principal') return (request) => request.principal
  if (name === 'action') return (request) => request.action
  if (name === 'resource') return (request) => request.resource
  throw new UnknownNodeError(`the variable ${name} by itself`)
}

function setOf(members: Expr[]): Compiled {
  const constant = members.every((member) => 'Value' in member)
  const compiled = members.map(compile)
  if (!constant) return (request) => new Set(compiled.map((member) => member(request)))
  const fixed = new Set(members.map((member) => literal((member as { Value: unknown }).Value)))
  return () => fixed
}

const isContext = (expr: Expr): boolean => 'Var' in expr && expr.Var === 'context'

function attribute({ left, attr }: { left: Expr; attr: string }): Compiled {
  if (!isContext(left)) throw new UnknownNodeError(`the attribute ${attr} of anything but the context`)
  return ({ context }) => {
    if (!Object.hasOwn(context, attr)) throw new RuleError(`the context has no ${attr}`)
    return context[attr as keyof AskFacts]
  }
}

function presence({ left, attr }: { left: Expr; attr: string | string[] }): Compiled {
  const name = Array.isArray(attr) && attr.length === 1 ? attr[0] : attr
  if (!isContext(left) || typeof name !== 'string')
    throw new UnknownNodeError('has, of anything but the context')
  return ({ context }) => Object.hasOwn(context, name)
}

function asBoolean(value: Value): boolean {
  if (typeof value !== 'boolean') throw new RuleError('true or false was expected')
  return value
}

function asEntity(value: Value): Entity {
  if (typeof value !== 'object' || value instanceof Set) throw new RuleError('an entity was expected')
  return value as Entity
}

function asSet(value: Value): ReadonlySet<Value> {
  if (!(value instanceof Set)) throw new RuleError('a set was expected')
  return value
}

function holds(all: ReadonlySet<Value>, value: Value): boolean {
  if (!(value instanceof Set)) return all.has(value)
  for (const member of all) if (equal(member, value)) return true
  return false
}

function equal(left: Value, right: Value): boolean {
  if (left === right) return true
  if (!(left instanceof Set) || !(right instanceof Set) || left.size !== right.size) return false
  for (const value of left) if (!holds(right, value)) return false
  return true
}

/** What a pack of an older or a newer format does not have. The rules of such a pack cannot read it. */
const notInEveryFormat: readonly string[] = [
  'relationShown',
  'justAdded',
  'shielded',
] satisfies (keyof AskFacts)[]

/** What a pack from before these words need not know: its rules match none of them, so they tell nothing. */
const laterWords: readonly string[] = ['Speaker.relay']

/** The names of the facts that a schema has no place for, of those that it may leave out. */
export function factsLeftOut(schema: Cedar.SchemaJson<string>): ReadonlySet<string> {
  const named = Object.values(schema['']?.commonTypes ?? {})
  const inline = Object.values(schema['']?.actions ?? {}).map(({ appliesTo }) => appliesTo?.context)
  const declared = [...named, ...inline].flatMap((type) =>
    type !== undefined && 'attributes' in type ? Object.keys(type.attributes ?? {}) : [],
  )
  return new Set(notInEveryFormat.filter((name) => !declared.includes(name)))
}

export function toContext(
  facts: AskFacts,
  leftOut: ReadonlySet<string> = new Set(),
): Record<string, CedarValueJson> {
  const context: Record<string, CedarValueJson> = {}
  for (const [name, value] of Object.entries(facts)) if (!leftOut.has(name)) context[name] = toJson(value)
  return context
}

function toJson(value: boolean | Entity | ReadonlySet<Entity>): CedarValueJson {
  if (typeof value === 'boolean') return value
  return value instanceof Set ? [...value].map(uid) : uid(value as Entity)
}

const uid = ({ type, id }: Entity): CedarValueJson => ({ __entity: { type, id } })

/**
 * Compares a pack's schema with the vocabulary of asks: every word must be known to the schema, and every action must
 * take our facts. Otherwise the rules would have been validated against something else. Throws PackError.
 */
export function checkSchema(schema: { readonly file: string; readonly text: string }): void {
  const parsed = cedar.schemaToJson(schema.text)
  if (parsed.type === 'failure') {
    throw new PackError(schema.file, undefined, parsed.errors[0]?.message ?? 'this is no Cedar schema')
  }
  const types = parsed.json['']?.entityTypes ?? {}
  for (const [type, list] of Object.entries(enumeratedTypes)) {
    const known = types[type]
    const names: readonly string[] = known !== undefined && 'enum' in known ? known.enum : []
    const missing = list.find((word) => !names.includes(word) && !laterWords.includes(`${type}.${word}`))
    if (missing !== undefined) throw new PackError(schema.file, undefined, `${type} lacks "${missing}"`)
  }
  cedar.preparseSchema(cachedSchemaName, parsed.json)
  cedar.preparsePolicySet(cachedSchemaName, { staticPolicies: {} })
  const facts = toContext(sampleFacts, factsLeftOut(parsed.json))
  for (const action of words.actions) checkAction(schema.file, action, facts)
}

function checkAction(file: string, action: words.Action, context: Record<string, CedarValueJson>): void {
  const answer = cedar.statefulIsAuthorized({
    principal: entity('Recipient', 'public'),
    action: entity('Action', action),
    resource: entity('Record', 'existence'),
    context,
    preparsedSchemaName: cachedSchemaName,
    preparsedPolicySetId: cachedSchemaName,
    validateRequest: true,
    entities: [],
  })
  if (answer.type === 'success') return
  throw new PackError(file, undefined, answer.errors[0]?.message ?? 'does not fit the asks')
}

const cachedSchemaName = 'carrel-schema-fit'

export const enumeratedTypes: Readonly<Record<string, readonly string[]>> = {
  Recipient: words.recipientKinds,
  Record: words.recordKinds,
  Relation: words.relations,
  Role: [...words.staffRoles, 'none'],
  Check: words.checks,
  Channel: words.channels,
  Speaker: [...words.speakers, 'none'],
  Basis: [...words.bases, 'none'],
  Instrument: [...words.instrumentKinds, 'none'],
  Finding: words.findingKinds,
  Done: words.doneSteps,
}

const sampleFacts: AskFacts = {
  relation: entity('Relation', 'none'),
  role: entity('Role', 'none'),
  liable: true,
  relationShown: true,
  justAdded: true,
  verified: entitySet('Check', words.checks),
  channel: entity('Channel', 'in-person'),
  privateRoom: true,
  frontDesk: true,
  speakingWith: entity('Speaker', 'none'),
  basis: entity('Basis', 'none'),
  minor: true,
  askCounsel: true,
  shielded: true,
  owes: true,
  instrument: entity('Instrument', 'none'),
  findings: entitySet('Finding', words.findingKinds),
  inScope: true,
  grandfathered: true,
  lapsed: true,
  done: entitySet('Done', words.doneSteps),
  emergencyClaimed: true,
}
