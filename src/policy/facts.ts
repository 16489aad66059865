import type { Ask, RecordKind } from './ask.ts'
import { daysAfter, yearsAfter } from './calendar.ts'

/** Everything that rules may know: Cedar's context. The birth date or account behind a fact is not in it. */
export type AskFacts = {
  relation: Entity
  role: Entity
  liable: boolean
  /** They showed that they are the parent or guardian: by a signature alone, where the pack says so. */
  relationShown: boolean
  /** Put on file as guardian on the day of the ask or the day before, and neither papers nor the minor's presence showed the relation. */
  justAdded: boolean
  verified: ReadonlySet<Entity>
  channel: Entity
  privateRoom: boolean
  frontDesk: boolean
  speakingWith: Entity
  basis: Entity
  /** Under the pack's age of majority, unmarried, not emancipated. An unknown birth date does not make a minor. */
  minor: boolean
  /** A minor old enough that the pack wants counsel asked first. */
  askCounsel: boolean
  /** The minor is shielded from this recipient. Only rules of an older format read it. */
  shielded: boolean
  /** The patron has a liability of the kind that this record tells. A shield reads like having none. */
  owes: boolean
  instrument: Entity
  findings: ReadonlySet<Entity>
  inScope: boolean
  grandfathered: boolean
  lapsed: boolean
  done: ReadonlySet<Entity>
  emergencyClaimed: boolean
}

/** In force from this day, `YYYY-MM-DD`. */
type Dated = { readonly from: string; readonly value: number }

export type FactSource = {
  readonly privateRooms: readonly string[]
  readonly guardianMustSign: boolean
  readonly ageOfMajority: readonly Dated[]
  readonly askCounselFromAge: readonly Dated[]
  readonly lapsedOn: ReadonlyMap<string, string>
}

const none = 'none'

/** The facts that all records of an ask share; `setRecordFacts` sets the two that differ. */
export function sharedFacts(ask: Ask, source: FactSource): AskFacts {
  const { recipient, instrument } = ask
  const kind = instrument?.kind ?? none
  const lapse = source.lapsedOn.get(kind)
  const minor = isMinor(ask, source)
  return {
    relation: entity('Relation', recipient.relation),
    role: entity('Role', recipient.role ?? none),
    liable: recipient.liable,
    relationShown:
      recipient.liable || (!source.guardianMustSign && recipient['relation-shown'] !== undefined),
    justAdded: !source.guardianMustSign && isJustAdded(ask),
    verified: entitySet('Check', recipient.verified),
    channel: entity('Channel', ask.channel),
    privateRoom: source.privateRooms.includes(ask.place),
    frontDesk: ask.place === 'front-desk',
    speakingWith: entity('Speaker', ask.speakingWith ?? none),
    basis: entity('Basis', ask.basis ?? none),
    minor,
    askCounsel: minor && hasReached(ask, source.askCounselFromAge),
    shielded: ask.subject.shielded === true && recipient.relation !== 'self' && recipient.kind !== 'staff',
    owes: false,
    instrument: entity('Instrument', kind),
    findings: entitySet('Finding', instrument?.findings ?? []),
    inScope: false,
    grandfathered: instrument?.grandfathered ?? false,
    lapsed: lapse !== undefined && ask.on >= lapse,
    done: entitySet('Done', ask.done),
    emergencyClaimed: ask.emergencyClaimed,
  }
}

export function setRecordFacts(facts: AskFacts, ask: Ask, record: RecordKind): AskFacts {
  facts.owes = !facts.shielded && liabilityOf(record, ask)
  facts.inScope = ask.instrument?.scope.includes(record) ?? false
  return facts
}

/** Why the day before too: `added` has no hour, and only then has a full day passed for sure. */
function isJustAdded({ on, recipient: { added, 'relation-shown': shown } }: Ask): boolean {
  return added !== undefined && shown !== 'papers' && shown !== 'minor-present' && added >= daysAfter(on, -1)
}

export type AgeQuestion = Pick<Ask, 'on'> & { readonly subject: Omit<Ask['subject'], 'liabilities'> }

export function isMinor(ask: AgeQuestion, source: Pick<FactSource, 'ageOfMajority'>): boolean {
  const { born, married, emancipated } = ask.subject
  // Reading: someone whose birth date is unknown is not a minor, so no parent is told on a guess.
  if (born === undefined || married || emancipated) return false
  return !hasReached(ask, source.ageOfMajority)
}

function hasReached({ on, subject }: AgeQuestion, ages: readonly Dated[]): boolean {
  const age = inForce(ages, on)
  if (age === undefined || subject.born === undefined) return false
  const years = Number(on.slice(0, 4)) - Number(subject.born.slice(0, 4))
  // Why the year first: only in the year of the birthday does the calendar matter, and it costs a sixth of a decision.
  return years === age ? on >= yearsAfter(subject.born, age) : years > age
}

/** The latest on or before `on`, otherwise the earliest. */
export function inForce(dated: readonly Dated[], on: string): number | undefined {
  return numberInForce(dated, on)?.value
}

export function numberInForce<T extends Dated>(dated: readonly T[], on: string): T | undefined {
  let found = dated[0]
  for (const entry of dated) if (entry.from <= on) found = entry
  return found
}

function liabilityOf(record: RecordKind, ask: Ask): boolean {
  const dot = record.indexOf('.')
  const kind = dot < 0 ? record : record.slice(0, dot)
  return (ask.subject.liabilities as readonly string[]).includes(kind)
}

/** Interned: equal entities are the same object. */
export type Entity = { readonly type: string; readonly id: string }

const known = new Map<string, Map<string, Entity>>()

// Why a map for each type: joining both into one key took a fifth of an answer.
export function entity(type: string, id: string): Entity {
  const ofType = known.get(type) ?? new Map<string, Entity>()
  let found = ofType.get(id)
  if (found === undefined) {
    found = Object.freeze({ type, id })
    known.set(type, ofType.set(id, found))
  }
  return found
}

/** Interned, since most asks hold the same few lists. */
export function entitySet(type: string, ids: readonly string[]): ReadonlySet<Entity> {
  if (ids.length === 0) return noEntities
  const key = `${type}::${ids.join(' ')}`
  let found = sets.get(key)
  if (found === undefined) {
    found = new Set(ids.map((id) => entity(type, id)))
    // Hostile: the requester chooses the lists, so the cache is bounded.
    if (sets.size < 4_096) sets.set(key, found)
  }
  return found
}

const noEntities: ReadonlySet<Entity> = new Set()
const sets = new Map<string, ReadonlySet<Entity>>()
