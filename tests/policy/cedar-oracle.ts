import type { AuthorizationAnswer, StatefulAuthorizationCall } from '@cedar-policy/cedar-wasm/nodejs'
import type { Action, Ask, RecordKind } from '../../src/policy/ask.ts'
import { cedar, factsLeftOut, parseRule, toContext } from '../../src/policy/cedar.ts'
import { entity, type FactSource, setRecordFacts, sharedFacts } from '../../src/policy/facts.ts'
import type { Pack } from '../../src/policy/pack.ts'

/** What Cedar's own engine says: allowed, and the ids of the rules that determined it, sorted. */
export type Said = { readonly allowed: boolean; readonly by: readonly string[] }

export function factSource({ manifest, privateRooms }: Pack): FactSource {
  return {
    privateRooms,
    guardianMustSign: manifest['guardian-must-sign'],
    ageOfMajority: manifest['age-of-majority'],
    askCounselFromAge: manifest['ask-counsel-from-age'] ?? [],
    lapsedOn: new Map(manifest.lapses.map(({ instrument, on }) => [instrument, on])),
  }
}

/** Cedar's engine with a pack's rules and schema prepared in it once. */
export class CedarOracle {
  readonly #name: string
  readonly #source: FactSource
  readonly #leftOut: ReadonlySet<string>

  constructor(pack: Pack, schema: string) {
    const parsed = cedar.schemaToJson(schema)
    if (parsed.type === 'failure') throw new Error(JSON.stringify(parsed.errors))
    this.#leftOut = factsLeftOut(parsed.json)
    this.#name = `oracle-${pack.hash}`
    this.#source = factSource(pack)
    const asWritten = Object.fromEntries(pack.rules.map(({ id, text }) => [id, text]))
    // Why: with every rule a permit for any action, one request tells which of all conditions hold.
    const asConditions = Object.fromEntries(
      pack.rules.map((rule) => [
        rule.id,
        { ...parseRule(rule), effect: 'permit' as const, action: { op: 'All' as const } },
      ]),
    )
    succeed(cedar.preparseSchema(this.#name, schema))
    succeed(cedar.preparsePolicySet(this.#name, { staticPolicies: asWritten }))
    succeed(cedar.preparsePolicySet(`${this.#name}-conditions`, { staticPolicies: asConditions }))
  }

  /** The real request: this action, by the rules as written. */
  decide(ask: Ask, record: RecordKind, action: Action): Said {
    return said(this.#ask(ask, record, action, this.#name))
  }

  /** The ids of all rules whose conditions hold, whatever their action and effect. */
  holding(ask: Ask, record: RecordKind): readonly string[] {
    return said(this.#ask(ask, record, 'seize', `${this.#name}-conditions`)).by
  }

  /** The real request made ready, so that a benchmark times nothing but the engine. */
  call(ask: Ask, record: RecordKind, action: Action): StatefulAuthorizationCall {
    return this.#call(ask, record, action, this.#name)
  }

  #ask(ask: Ask, record: RecordKind, action: Action, policies: string): AuthorizationAnswer {
    return cedar.statefulIsAuthorized(this.#call(ask, record, action, policies))
  }

  #call(ask: Ask, record: RecordKind, action: Action, policies: string): StatefulAuthorizationCall {
    return {
      principal: entity('Recipient', ask.recipient.kind),
      action: entity('Action', action),
      resource: entity('Record', record),
      context: toContext(setRecordFacts(sharedFacts(ask, this.#source), ask, record), this.#leftOut),
      preparsedSchemaName: this.#name,
      preparsedPolicySetId: policies,
      validateRequest: true,
      entities: [],
    }
  }
}

function said(answer: AuthorizationAnswer): Said {
  if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('; '))
  const { decision, diagnostics } = answer.response
  if (diagnostics.errors.length > 0) throw new Error(JSON.stringify(diagnostics.errors))
  return { allowed: decision === 'allow', by: [...diagnostics.reason].sort() }
}

function succeed(answer: { type: string }): void {
  if (answer.type !== 'success') throw new Error(JSON.stringify(answer))
}
