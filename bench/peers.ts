import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import type { PeerRule } from './peer-rules.ts'

/** Decides one request of flat fields. */
export type Peer = (action: string, fields: Record<string, unknown>) => boolean

const require = createRequire(import.meta.url)

/** A peer's package, installed here when it is first needed. Throws where it cannot be installed. */
function peerPackage<T>(name: string): T {
  try {
    return require(name) as T
  } catch {
    console.error('bench: installing the peers of bench/package.json')
    const install = ['ci', '--prefix', import.meta.dirname, '--ignore-scripts', '--no-audit', '--no-fund']
    const { status } = spawnSync('npm', install, { stdio: ['ignore', 'ignore', 'inherit'] })
    if (status !== 0)
      throw new Error('npm ci --prefix bench did not finish, and decisions needs its packages')
    return require(name) as T
  }
}

type Casl = {
  Ability: new (
    rules: readonly object[],
    options: {
      conditionsMatcher: (query: object) => (fields: object) => boolean
      detectSubjectType: () => string
    },
  ) => { can(action: string, subject: object): boolean }
}

/** CASL, indexed by action; the forbids come last, where they override. */
export function caslPeer(rules: readonly PeerRule[]): Peer {
  const { Ability } = peerPackage<Casl>('@casl/ability')
  const { guard } = peerPackage<{ guard: (query: object) => (fields: object) => boolean }>('@ucast/mongo2js')
  const ordered = [...rules].sort((a, b) => Number(a.effect === 'forbid') - Number(b.effect === 'forbid'))
  const ability = new Ability(
    ordered.map(({ effect, actions, query }) => ({
      action: actions,
      subject: 'Record',
      inverted: effect === 'forbid',
      ...(Object.keys(query).length > 0 && { conditions: query }),
    })),
    { conditionsMatcher: guard, detectSubjectType: () => 'Record' },
  )
  return (action, fields) => ability.can(action, fields)
}

type Enforcer = {
  addFunction(name: string, does: (...args: never[]) => boolean): Promise<void>
  addPolicy(...values: string[]): Promise<boolean>
  enforceSync(...request: unknown[]): boolean
}
type Casbin = {
  newModelFromString(text: string): object
  newEnforcer(model: object): Promise<Enforcer>
}

const model = `
[request_definition]
r = sub, act
[policy_definition]
p = act, sub_rule, eft
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = r.act == p.act && eval(p.sub_rule)
`

/** casbin, by its attribute rules: an expression for each policy, allow and deny. */
export async function casbinPeer(rules: readonly PeerRule[]): Promise<Peer> {
  const { newEnforcer, newModelFromString } = peerPackage<Casbin>('casbin')
  const enforcer = await newEnforcer(newModelFromString(model))
  await enforcer.addFunction('has', (all: string[], one: string) => all.includes(one))
  await enforcer.addFunction('hasAny', (all: string[], some: string[]) =>
    some.some((one) => all.includes(one)),
  )
  await enforcer.addFunction('hasAll', (all: string[], some: string[]) =>
    some.every((one) => all.includes(one)),
  )
  for (const { effect, actions, expression } of rules) {
    for (const action of actions) {
      await enforcer.addPolicy(action, expression, effect === 'permit' ? 'allow' : 'deny')
    }
  }
  return (action, fields) => enforcer.enforceSync(fields, action)
}
