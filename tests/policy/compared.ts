import { type Ask, actions, type RecordKind } from '../../src/policy/ask.ts'
import type { Request } from '../../src/policy/cedar.ts'
import { entity, setRecordFacts, sharedFacts } from '../../src/policy/facts.ts'
import type { Pack } from '../../src/policy/pack.ts'
import { actionEntity, type Evaluate, evaluator, type Rule } from '../../src/policy/rule.ts'
import { type CedarOracle, factSource } from './cedar-oracle.ts'

/** What random asks reached: shown, so that "no difference" cannot mean "nothing was tried". */
export type Reach = {
  asks: number
  permitting: number
  readonly determined: Map<string, number>
  /** `rule#n`: asks where the n-th condition of the rule failed alone. */
  readonly flipped: Map<string, number>
}

export const emptyReach = (): Reach => ({ asks: 0, permitting: 0, determined: new Map(), flipped: new Map() })

const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1)

/** Compares compiled rules with Cedar's engine, and notes what was reached. */
export class Comparison {
  readonly reach = emptyReach()
  readonly differences: string[] = []
  readonly #pack: Pack
  readonly #oracle: CedarOracle
  readonly #evaluate: Evaluate

  constructor(pack: Pack, oracle: CedarOracle) {
    this.#pack = pack
    this.#oracle = oracle
    this.#evaluate = evaluator(pack.rules)
  }

  /** Which rules' conditions hold: one request of Cedar's a record. */
  conditions(ask: Ask): void {
    this.#note(ask)
    for (const record of ask.records) {
      const request = this.#request(ask, record)
      const held: string[] = []
      for (const rule of this.#pack.rules) if (this.#holds(rule, request)) held.push(rule.id)
      const expected = this.#oracle.holding(ask, record)
      if (held.sort().join() !== expected.join()) this.#differ(ask, record, held.join(), expected.join())
    }
  }

  /** Decision and determining rules of every action: as many requests of Cedar's as there are actions. */
  decisions(ask: Ask): void {
    this.#note(ask)
    for (const record of ask.records) {
      const request = this.#request(ask, record)
      for (const action of actions) {
        const { allowed, by } = this.#evaluate({ ...request, action: actionEntity(action) })
        const got = `${action} ${allowed} ${by.map(({ id }) => id).sort()}`
        const want = this.#oracle.decide(ask, record, action)
        const expected = `${action} ${want.allowed} ${want.by}`
        if (got !== expected) this.#differ(ask, record, got, expected)
      }
    }
  }

  #note(ask: Ask): void {
    this.reach.asks++
    if (this.#pack.decide(ask).may.length > 0) this.reach.permitting++
    const spoke = new Set(this.#pack.rule(ask).flatMap(({ by }) => by.map(({ id }) => id)))
    for (const { id } of this.#pack.inquire(ask).by) spoke.add(id)
    for (const id of spoke) count(this.reach.determined, id)
    for (const record of ask.records) {
      const request = this.#request(ask, record)
      for (const rule of this.#pack.rules) this.#noteFlips(rule, request)
    }
  }

  #noteFlips(rule: Rule, request: Request): void {
    let failed = -1
    const all = [...rule.fixed, ...rule.conditions]
    for (let index = 0; index < all.length; index++) {
      if (all[index]?.(request)) continue
      if (failed >= 0) return
      failed = index
    }
    if (failed >= 0) count(this.reach.flipped, `${rule.id}#${failed}`)
  }

  #holds(rule: Rule, request: Request): boolean {
    return rule.fixed.every((holds) => holds(request)) && rule.conditions.every((holds) => holds(request))
  }

  #request(ask: Ask, record: RecordKind): Request {
    return {
      principal: entity('Recipient', ask.recipient.kind),
      action: actionEntity('tell'),
      resource: entity('Record', record),
      context: setRecordFacts(sharedFacts(ask, factSource(this.#pack)), ask, record),
    }
  }

  #differ(ask: Ask, record: RecordKind, got: string, expected: string): void {
    this.differences.push(`${record} of ${JSON.stringify(ask)}: ${got} instead of ${expected}`)
  }
}
