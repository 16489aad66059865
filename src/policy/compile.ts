import type { Expr } from '@cedar-policy/cedar-wasm/nodejs'
import { type Entity, entity } from './entity.ts'
import type { Facts } from './facts.ts'

/** One Cedar request. */
export type Request = {
  readonly principal: Entity
  readonly action: Entity
  readonly resource: Entity
  readonly context: Facts
}

export type Value = boolean | number | string | Entity | ReadonlySet<Value>
export type Compiled = (request: Request) => Value
export type Condition = (request: Request) => boolean

/** The expression cannot be compiled: the program does not know what it would mean. */
export class UnknownNode extends Error {}

/** An expression failed while it ran. Cedar would skip the rule; here any error denies. */
export class RuleError extends Error {}

/**
 * A closure that means what Cedar's expression means. Throws UnknownNode for a node that it does not know, at load
 * and never later; the closure throws RuleError where Cedar reports an evaluation error.
 */
export function compile(expr: Expr): Compiled {
  const [kind, ...more] = Object.keys(expr)
  if (kind === undefined || more.length > 0) throw new UnknownNode('an expression with no single kind')
  const build = Object.hasOwn(builders, kind) ? builders[kind] : undefined
  if (build === undefined) throw new UnknownNode(`the expression ${JSON.stringify(kind)}`)
  return build((expr as Record<string, unknown>)[kind])
}

/** As `compile`, of an expression that must give true or false. */
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
  // Why: no entity has a parent here, so being in is being equal, or being one of the set.
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
  throw new UnknownNode('a literal that is no truth value, whole number, text or entity')
}

function variable(name: string): Compiled {
  if (name === 'principal') return (request) => request.principal
  if (name === 'action') return (request) => request.action
  if (name === 'resource') return (request) => request.resource
  throw new UnknownNode(`the variable ${name} by itself`)
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
  if (!isContext(left)) throw new UnknownNode(`the attribute ${attr} of anything but the context`)
  return ({ context }) => {
    if (!Object.hasOwn(context, attr)) throw new RuleError(`the context has no ${attr}`)
    return context[attr as keyof Facts]
  }
}

function presence({ left, attr }: { left: Expr; attr: string | string[] }): Compiled {
  const name = Array.isArray(attr) && attr.length === 1 ? attr[0] : attr
  if (!isContext(left) || typeof name !== 'string') throw new UnknownNode('has, of anything but the context')
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
