import type { CedarValueJson } from '@cedar-policy/cedar-wasm/nodejs'
import { cedar } from './cedar.ts'
import { type Entity, entity, entitySet } from './entity.ts'
import type { Facts } from './facts.ts'
import { PackRefused } from './refused.ts'
import * as words from './vocabulary.ts'

/** Facts as Cedar takes them. */
export function toContext(facts: Facts): Record<string, CedarValueJson> {
  const context: Record<string, CedarValueJson> = {}
  for (const [name, value] of Object.entries(facts)) context[name] = toJson(value)
  return context
}

function toJson(value: boolean | Entity | ReadonlySet<Entity>): CedarValueJson {
  if (typeof value === 'boolean') return value
  return value instanceof Set ? [...value].map(uid) : uid(value as Entity)
}

const uid = ({ type, id }: Entity): CedarValueJson => ({ __entity: { type, id } })

/**
 * Holds a pack's schema to the vocabulary of asks: every word of every list must be one that the schema knows, or
 * the rules were validated against something else than what they will be asked. Throws PackRefused.
 */
export function vetSchema(schema: { readonly file: string; readonly text: string }): void {
  const parsed = cedar.preparseSchema(cached, schema.text)
  if (parsed.type === 'failure') {
    throw new PackRefused(schema.file, undefined, parsed.errors[0]?.message ?? 'this is no Cedar schema')
  }
  cedar.preparsePolicySet(cached, { staticPolicies: {} })
  const longest = Math.max(...Object.values(lists).map(({ length }) => length))
  for (let index = 0; index < longest; index++) {
    const at = <T>(list: readonly T[]): T => list[index % list.length] as T
    const answer = cedar.statefulIsAuthorized({
      principal: entity('Recipient', at(words.recipientKinds)),
      action: entity('Action', at(words.actions)),
      resource: entity('Record', at(words.recordKinds)),
      context: toContext(sampleFacts(at)),
      preparsedSchemaName: cached,
      preparsedPolicySetId: cached,
      validateRequest: true,
      entities: [],
    })
    if (answer.type === 'success') continue
    throw new PackRefused(schema.file, undefined, answer.errors[0]?.message ?? 'does not fit the asks')
  }
}

/** Name under which the engine keeps the schema while it is held to the vocabulary. */
const cached = 'carrel-schema-fit'

const lists = {
  Relation: words.relations,
  Role: [...words.staffRoles, 'none'],
  Channel: words.channels,
  Speaker: [...words.speakers, 'none'],
  Basis: [...words.bases, 'none'],
  Instrument: [...words.instrumentKinds, 'none'],
  Recipient: words.recipientKinds,
  Record: words.recordKinds,
} as const

function sampleFacts(at: <T>(list: readonly T[]) => T): Facts {
  return {
    relation: entity('Relation', at(lists.Relation)),
    role: entity('Role', at(lists.Role)),
    liable: true,
    verified: entitySet('Check', words.checks),
    channel: entity('Channel', at(lists.Channel)),
    privateRoom: true,
    frontDesk: true,
    speakingWith: entity('Speaker', at(lists.Speaker)),
    basis: entity('Basis', at(lists.Basis)),
    minor: true,
    askCounsel: true,
    owes: true,
    instrument: entity('Instrument', at(lists.Instrument)),
    findings: entitySet('Finding', words.findingKinds),
    inScope: true,
    grandfathered: true,
    lapsed: true,
    done: entitySet('Done', words.steps),
    emergencyClaimed: true,
  }
}
