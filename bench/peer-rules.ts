import { type Expr, type PolicyJson, parseRule, type Request } from '../src/policy/cedar.ts'
import type { Pack } from '../src/policy/pack.ts'

/** A pack's rule in each peer's own language. */
export type PeerRule = {
  readonly effect: 'permit' | 'forbid'
  readonly actions: readonly string[]
  /** CASL: a Mongo query over the request's fields. */
  readonly query: object
  /** casbin: an expression over `r.sub`. */
  readonly expression: string
}

/** The request as flat fields, as an application gives it to either peer. */
export function peerFields({ principal, resource, context }: Request): Record<string, unknown> {
  const fields: Record<string, unknown> = { principal: principal.id, resource: peerWord(resource.id) }
  for (const [name, value] of Object.entries(context)) {
    if (typeof value === 'boolean') fields[name] = value
    else if (value instanceof Set) fields[name] = [...value].map(({ id }) => peerWord(id))
    else fields[name] = peerWord((value as { id: string }).id)
  }
  return fields
}

/** Why: casbin reads a dot as a member, even within a string. */
const peerWord = (id: string): string => id.replaceAll('.', '_')

export function peerRules(pack: Pack): PeerRule[] {
  return pack.rules.map((rule) => {
    const json = parseRule(rule)
    const conditions = conditionsOf(json)
    return {
      effect: rule.effect,
      actions: [...rule.actions],
      query: conditions.length === 0 ? {} : { $and: conditions.map(toQuery) },
      expression: conditions.length === 0 ? 'true' : conditions.map(toExpression).join(' && '),
    }
  })
}

function conditionsOf(json: PolicyJson): Expr[] {
  const scope = (['principal', 'resource'] as const).flatMap((place): Expr[] => {
    const constraint = json[place]
    if (constraint.op !== '==' || !('entity' in constraint)) return []
    const { entity } = constraint
    const { type, id } = '__entity' in entity ? entity.__entity : entity
    return [{ '==': { left: { Var: place }, right: { Value: { __entity: { type, id } } } } }]
  })
  const bodies = json.conditions.map(
    ({ kind, body }): Expr => (kind === 'when' ? body : { '!': { arg: body } }),
  )
  return [...scope, ...bodies]
}

type Parts = { left: Expr; right: Expr; arg: Expr }

function opened(expr: Expr): readonly [string, Parts] {
  const [kind = ''] = Object.keys(expr)
  return [kind, (expr as unknown as Record<string, Parts>)[kind] as Parts]
}

function fieldOf(expr: Expr): string {
  if ('Var' in expr) return expr.Var as string
  return (expr as { '.': { attr: string } })['.'].attr
}

function literalOf(expr: Expr): unknown {
  if ('Set' in expr) return (expr.Set as Expr[]).map(literalOf)
  const value = (expr as { Value: unknown }).Value
  if (typeof value === 'object' && value !== null && '__entity' in value) {
    return peerWord((value.__entity as { id: string }).id)
  }
  return value
}

const isLiteral = (expr: Expr): boolean => 'Value' in expr || 'Set' in expr

function toQuery(expr: Expr): object {
  const [kind, { left, right, arg }] = opened(expr)
  if (kind === '&&') return { $and: [toQuery(left), toQuery(right)] }
  if (kind === '||') return { $or: [toQuery(left), toQuery(right)] }
  if (kind === '!') return { $nor: [toQuery(arg)] }
  if (kind === '==') return { [fieldOf(left)]: literalOf(right) }
  if (kind === 'in') return { [fieldOf(left)]: { $in: literalOf(right) } }
  if (kind === 'contains') {
    return isLiteral(left)
      ? { [fieldOf(right)]: { $in: literalOf(left) } }
      : { [fieldOf(left)]: { $in: [literalOf(right)] } }
  }
  if (kind === 'containsAny') return { [fieldOf(left)]: { $in: literalOf(right) } }
  if (kind === 'containsAll') return { [fieldOf(left)]: { $all: literalOf(right) } }
  if (kind === '.') return { [fieldOf(expr)]: true }
  throw new Error(`no query for ${kind}`)
}

function toExpression(expr: Expr): string {
  const [kind, { left, right, arg }] = opened(expr)
  if (kind === '&&' || kind === '||') return `(${toExpression(left)} ${kind} ${toExpression(right)})`
  if (kind === '!') return `!(${toExpression(arg)})`
  if (kind === '==') return `(${term(left)} == ${term(right)})`
  if (kind === 'in') return `has(${term(right)}, ${term(left)})`
  if (kind === 'contains') return `has(${term(left)}, ${term(right)})`
  if (kind === 'containsAny') return `hasAny(${term(left)}, ${term(right)})`
  if (kind === 'containsAll') return `hasAll(${term(left)}, ${term(right)})`
  if (kind === '.') return term(expr)
  throw new Error(`no expression for ${kind}`)
}

const term = (expr: Expr): string =>
  isLiteral(expr) ? JSON.stringify(literalOf(expr)).replaceAll('"', "'") : `r.sub.${fieldOf(expr)}`
