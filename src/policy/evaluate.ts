import { type Condition, type Request, RuleError } from './compile.ts'
import { type Entity, entity } from './entity.ts'
import { actionEntity, type Rule } from './rule.ts'
import { actions, recipientKinds, recordKinds } from './vocabulary.ts'

export type Verdict = {
  readonly allowed: boolean
  /** The rules that determined it: the forbids where any spoke, else the permits. */
  readonly by: readonly Rule[]
  /** Rules that failed. Cedar would skip them; here one of them is enough to deny. */
  readonly failed: readonly Rule[]
}

export type Evaluate = (request: Request) => Verdict

const nothing: readonly Rule[] = []
const silence: Verdict = { allowed: false, by: nothing, failed: nothing }

/**
 * Cedar's decision over compiled rules: allowed where a permit speaks, no forbid does and no rule failed. The
 * candidates for each action, recipient and record are found once, here.
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
    return found === undefined || found.length === 0 ? silence : judge(found, request)
  }
}

/** Whether a rule can speak of this recipient and record at all. */
export function speaksOf(rule: Rule, principal: Entity, resource: Entity): boolean {
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
  if (permits === undefined && forbids === undefined && failed === undefined) return silence
  const allowed = permits !== undefined && forbids === undefined && failed === undefined
  return { allowed, by: forbids ?? permits ?? nothing, failed: failed ?? nothing }
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
