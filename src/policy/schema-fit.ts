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
 * Holds a pack's schema to the vocabulary of asks: every word of every list must be one that the schema knows, and
 * the facts must be those that every action takes, or the rules were validated against something else than what
 * they will be asked. Throws PackRefused.
 */
export function vetSchema(schema: { readonly file: string; readonly text: string }): void {
  const parsed = cedar.schemaToJson(schema.text)
  if (parsed.type === 'failure') {
    throw new PackRefused(schema.file, undefined, parsed.errors[0]?.message ?? 'this is no Cedar schema')
  }
  const types = parsed.json['']?.entityTypes ?? {}
  for (const [type, list] of Object.entries(lists)) {
    const known = types[type]
    const names: readonly string[] = known !== undefined && 'enum' in known ? known.enum : []
    const missing = list.find((word) => !names.includes(word))
    if (missing !== undefined) throw new PackRefused(schema.file, undefined, `${type} lacks "${missing}"`)
  }
  cedar.preparseSchema(cached, parsed.json)
  cedar.preparsePolicySet(cached, { staticPolicies: {} })
  for (const action of words.actions) vetAction(schema.file, action)
}

function vetAction(file: string, action: words.Action): void {
  const answer = cedar.statefulIsAuthorized({
    principal: entity('Recipient', 'public'),
    action: entity('Action', action),
    resource: entity('Record', 'existence'),
    context: toContext(sampleFacts),
    preparsedSchemaName: cached,
    preparsedPolicySetId: cached,
    validateRequest: true,
    entities: [],
  })
  if (answer.type === 'success') return
  throw new PackRefused(file, undefined, answer.errors[0]?.message ?? 'does not fit the asks')
}

/** Name under which the engine keeps the schema while it is held to the vocabulary. */
const cached = 'carrel-schema-fit'

const lists: Readonly<Record<string, readonly string[]>> = {
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
  Done: words.steps,
}

const sampleFacts: Facts = {
  relation: entity('Relation', 'none'),
  role: entity('Role', 'none'),
  liable: true,
  verified: entitySet('Check', words.checks),
  channel: entity('Channel', 'in-person'),
  privateRoom: true,
  frontDesk: true,
  speakingWith: entity('Speaker', 'none'),
  basis: entity('Basis', 'none'),
  minor: true,
  askCounsel: true,
  owes: true,
  instrument: entity('Instrument', 'none'),
  findings: entitySet('Finding', words.findingKinds),
  inScope: true,
  grandfathered: true,
  lapsed: true,
  done: entitySet('Done', words.steps),
  emergencyClaimed: true,
}
