import type { Ask, RecordKind } from './ask.ts'
import { yearsAfter } from './calendar.ts'

/**
 * The closed list of what rules may know: Cedar's context. The values that a fact was computed from (a birth
 * date, an account) are not in it.
 */
export type Facts = {
  relation: Entity
  role: Entity
  liable: boolean
  verified: ReadonlySet<Entity>
  channel: Entity
  privateRoom: boolean
  frontDesk: boolean
  speakingWith: Entity
  basis: Entity
  /** Under the pack's age of majority, unmarried, not emancipated; an unknown birth date is no minor. */
  minor: boolean
  /** A minor old enough that the pack wants counsel asked first. */
  askCounsel: boolean
  /** The subject has a liability of the kind that this record tells of. */
  owes: boolean
  instrument: Entity
  findings: ReadonlySet<Entity>
  /** The instrument names this very record. */
  inScope: boolean
  grandfathered: boolean
  /** The law behind this kind of instrument had lapsed on the day of the ask. */
  lapsed: boolean
  done: ReadonlySet<Entity>
  emergencyClaimed: boolean
}

/** A number of the law as it stands from a day on; `from` is YYYY-MM-DD. */
type Dated = { readonly from: string; readonly value: number }

/** What the facts take from a pack. */
export type FactSource = {
  readonly privateRooms: readonly string[]
  readonly ageOfMajority: readonly Dated[]
  readonly askCounselFromAge: readonly Dated[]
  /** Day on which the law behind a kind of instrument lapsed, by kind. */
  readonly lapsedOn: ReadonlyMap<string, string>
}

const none = 'none'

/** The facts that all records of an ask share; `factsOf` sets the two that differ by record. */
export function sharedFacts(ask: Ask, source: FactSource): Facts {
  const { recipient, instrument } = ask
  const kind = instrument?.kind ?? none
  const lapse = source.lapsedOn.get(kind)
  const minor = isMinor(ask, source)
  return {
    relation: entity('Relation', recipient.relation),
    role: entity('Role', recipient.role ?? none),
    liable: recipient.liable,
    verified: entitySet('Check', recipient.verified),
    channel: entity('Channel', ask.channel),
    privateRoom: source.privateRooms.includes(ask.place),
    frontDesk: ask.place === 'front-desk',
    speakingWith: entity('Speaker', ask.speakingWith ?? none),
    basis: entity('Basis', ask.basis ?? none),
    minor,
    askCounsel: minor && hasReached(ask, source.askCounselFromAge),
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

/** Sets on `facts` what holds of this one record. */
export function setRecordFacts(facts: Facts, ask: Ask, record: RecordKind): Facts {
  facts.owes = liabilityOf(record, ask)
  facts.inScope = ask.instrument?.scope.includes(record) ?? false
  return facts
}

/** What decides whether somebody is a minor: the day, and the facts that the library keeps of them. */
export type AgeQuestion = Pick<Ask, 'on'> & { readonly subject: Omit<Ask['subject'], 'liabilities'> }

/** Under the age of majority in force on the day, unmarried and not emancipated. */
export function isMinor(ask: AgeQuestion, source: Pick<FactSource, 'ageOfMajority'>): boolean {
  const { born, married, emancipated } = ask.subject
  // Reading: an unknown birth date is no minor, so no parent is told on a guess.
  if (born === undefined || married || emancipated) return false
  return !hasReached(ask, source.ageOfMajority)
}

/** Whether the subject is as old as the number in force says; false where the pack has no such number. */
function hasReached({ on, subject }: AgeQuestion, ages: readonly Dated[]): boolean {
  const age = inForce(ages, on)
  return age !== undefined && subject.born !== undefined && on >= yearsAfter(subject.born, age)
}

/** The latest number from or before `on`; before all of them, the earliest. */
export function inForce(dated: readonly Dated[], on: string): number | undefined {
  return numberInForce(dated, on)?.value
}

/** The same with what stands beside the number, such as its citation. */
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

/** A Cedar entity, one object for each: equal entities are the same object. */
export type Entity = { readonly type: string; readonly id: string }

const known = new Map<string, Entity>()

export function entity(type: string, id: string): Entity {
  const key = `${type}::${id}`
  let found = known.get(key)
  if (found === undefined) {
    found = Object.freeze({ type, id })
    known.set(key, found)
  }
  return found
}

/** The entities of a list, shared between asks that hold the same words; most asks hold few. */
export function entitySet(type: string, ids: readonly string[]): ReadonlySet<Entity> {
  const key = `${type}::${ids.join(' ')}`
  let found = sets.get(key)
  if (found === undefined) {
    found = new Set(ids.map((id) => entity(type, id)))
    // Hostile: an asker chooses the lists, so only so many are kept.
    if (sets.size < 4_096) sets.set(key, found)
  }
  return found
}

const sets = new Map<string, ReadonlySet<Entity>>()
