import { type RecipientKind, type RecordKind, readAsk, recipientKinds, recordKinds } from './ask.ts'
import { askText, fates } from './ask-text.ts'
import { bornYearsAgo, daysAfter } from './calendar.ts'
import { enumeratedTypes } from './cedar.ts'
import { type Ruling, rulingOn } from './decide.ts'
import { type AskFacts, type Entity, entity, inForce } from './facts.ts'
import type { Pack } from './pack.ts'
import { actionEntity, evaluator, type Rule } from './rule.ts'

/**
 * What the rules of every pack are held to: an answer shows someone who may not be told neither whether something is owed
 * nor whether a minor is shielded. A breach is a sentence with an ask that shows it.
 *
 * It is proven by record, as the same fate by the same rules: an answer is composed of those and of facts held fixed.
 * @param most how many situations are tried of each law, past which it is unproven
 */
export function lawFaults(pack: Pack, most = mostSituations): string[] {
  return laws.flatMap((law) => breachOf(law, pack, most) ?? [])
}

/** Of one ask: where the law's fact is true, and where nothing is owed and no one is shielded. */
type Pair = readonly [Ruling, Ruling]

type Law = {
  readonly fact: 'owes' | 'shielded'
  /** Whether this rule could break the law. INVARIANT: it is kept wherever none of these changes, or applies as `breaksBy` says. */
  readonly suspects: (rule: Rule) => boolean
  /** `other`: it applies where nothing is owed and no one is shielded, and not to anyone. Otherwise: it applies to one of the two. */
  readonly breaksBy?: 'other'
  readonly concerns: (kind: RecipientKind, record: RecordKind) => boolean
  readonly isKept: (rulings: Pair) => boolean
  /** What an ask says of the subject where the fact is true. */
  readonly subject: (record: RecordKind | undefined) => object
  readonly sentence: string
  /** When the answer is the one, and when the other. */
  readonly cases: readonly [string, string]
  readonly unproven: string
}

const isSame = ([one, other]: Pair): boolean =>
  one.fate === other.fate &&
  one.by.length === other.by.length &&
  one.by.every((rule, at) => rule === other.by[at])

const laws: readonly Law[] = [
  {
    fact: 'owes',
    // Why not these: a permit to tell that changes alone either tells, or is forbidden both times and changes nothing.
    suspects: ({ reads, effect, actions }) =>
      reads.has('owes') && !(effect === 'permit' && actions.size === 1 && actions.has('tell')),
    concerns: (_kind, record) => /^(overdue|lost|damaged|charges)/.test(record),
    isKept: (rulings) => rulings.some(({ fate }) => fate === 'tell') || isSame(rulings),
    subject: (record) => ({ liabilities: [record?.split('.')[0]] }),
    sentence: 'The answer shows whether something is owed to someone who is not told.',
    cases: ['If something is owed', 'If not'],
    unproven: 'The rules are too many to prove that no answer shows whether something is owed.',
  },
  {
    fact: 'owes',
    // A permit that does not ask whether something is owed tells of a shielded minor what it tells of no other.
    // Why not what anyone hears: the person who answers a call hears it too.
    suspects: ({ effect, actions }) => effect === 'permit' && actions.has('tell'),
    breaksBy: 'other',
    concerns: (kind, record) => kind === 'guardian' && /^(overdue|lost|damaged|charges)/.test(record),
    isKept: ([, other]) => other.fate !== 'tell',
    subject: (record) => ({ liabilities: [record?.split('.')[0]] }),
    sentence: 'A guardian hears what is owed even where nothing is, so that the answer shows a shield.',
    cases: ['If something is owed', 'If not'],
    unproven: 'The rules are too many to prove that a guardian hears only what is owed.',
  },
  {
    fact: 'shielded',
    suspects: ({ reads }) => reads.has('shielded'),
    concerns: (kind) => kind !== 'staff',
    isKept: isSame,
    subject: () => ({ shielded: true }),
    sentence: 'The answer shows that a minor is shielded.',
    cases: ['If they are', 'If nothing is owed'],
    unproven: 'The rules are too many to prove that no answer shows that a minor is shielded.',
  },
]

/** Tries every ask that the suspected rules, and then all rules, can tell apart. The first breach is enough. */
function breachOf(law: Law, pack: Pack, most: number): string | undefined {
  const suspected = pack.rules.filter(law.suspects)
  if (suspected.length === 0) return undefined
  const evaluate = evaluator(pack.rules)
  const search = new Search(pack.rules, most)
  for (const kind of recipientKinds) {
    for (const record of recordKinds.filter((each) => law.concerns(kind, each))) {
      const changes = (at: Situation) =>
        suspected.some((rule) => {
          const other = applies(rule, kind, record, at.facts())
          return law.breaksBy === 'other'
            ? other && !applies(rule, 'private-party', record, at.facts())
            : applies(rule, kind, record, at.facts(law.fact)) !== other
        })
      const breaks = (at: Situation) =>
        !law.isKept([
          rulingOn(record, kind, at.facts(law.fact), evaluate),
          rulingOn(record, kind, at.facts(), evaluate),
        ])
      for (const suspect of search.where(changes)) {
        for (const found of search.where(breaks, suspect)) {
          const breach = breachBy(law, askOf(found, kind, record, pack), pack)
          if (breach !== undefined) return breach
        }
      }
    }
  }
  return search.isWhole ? undefined : `${law.unproven} ${most} situations were tried.`
}

/** Undefined where no ask has these facts together. */
function breachBy(law: Law, ask: ReturnType<typeof askOf>, pack: Pack): string | undefined {
  const readWith = (subject: object) =>
    readAsk({ ...ask, subject: { ...ask.subject, ...subject } }, ask.on, pack)
  const ruled = (subject: object) => pack.rule(readWith(subject))
  const [one] = ruled(law.subject(ask.records[0]))
  const [other] = ruled({})
  if (one === undefined || other === undefined || law.isKept([one, other])) return undefined
  const [when, otherwise] = law.cases
  const named = ({ fate, by }: Ruling) => `${fates[fate]}, by ${by.map(({ id }) => id).join(', ')}`
  return [
    `${law.sentence} For example: ${askText(readWith({}))}.`,
    `${when}: ${named(one)}. ${otherwise}: ${named(other)}.`,
    `As an ask: ${JSON.stringify(ask)}`,
  ].join(' ')
}

function applies(rule: Rule, kind: RecipientKind, record: RecordKind, context: AskFacts): boolean {
  const [action = 'tell'] = rule.actions
  const request = {
    principal: entity('Recipient', kind),
    action: actionEntity(action),
    resource: entity('Record', record),
    context,
  }
  return [...rule.fixed, ...rule.conditions].every((condition) => condition(request))
}

/** A rule read a fact that is still open. */
class OpenFactError extends Error {
  readonly fact: string

  constructor(fact: string) {
    super(fact)
    this.fact = fact
  }
}

/** The facts decided so far, by name; of a member of a set, `done:counsel-consulted`. */
type Known = ReadonlyMap<string, Entity | boolean>

const entityFacts = {
  relation: 'Relation',
  role: 'Role',
  channel: 'Channel',
  speakingWith: 'Speaker',
  basis: 'Basis',
  instrument: 'Instrument',
} as const
const setFacts = { verified: 'Check', findings: 'Finding', done: 'Done' } as const
const truths = [
  ...(['liable', 'relationShown', 'justAdded', 'privateRoom', 'frontDesk', 'minor', 'askCounsel'] as const),
  ...(['inScope', 'grandfathered', 'lapsed', 'emergencyClaimed'] as const),
]

type Situation = { facts(fact?: Law['fact']): AskFacts }

function situationOf(known: Known): Situation {
  const read = (name: string) => {
    const value = known.get(name)
    if (value === undefined) throw new OpenFactError(name)
    return value
  }
  const facts: PropertyDescriptorMap = {}
  for (const name of [...Object.keys(entityFacts), ...truths]) facts[name] = { get: () => read(name) }
  for (const [name, type] of Object.entries(setFacts))
    facts[name] = { value: new OpenSet(type, (id) => read(`${name}:${id}`) === true) }
  return {
    facts: (fact) =>
      Object.defineProperties({ owes: fact === 'owes', shielded: fact === 'shielded' } as AskFacts, facts),
  }
}

/** Whether it has a member is decided when a rule asks. */
class OpenSet extends Set<Entity> {
  readonly #type: string
  readonly #isIn: (id: string) => boolean

  constructor(type: string, isIn: (id: string) => boolean) {
    super()
    this.#type = type
    this.#isIn = isIn
  }

  override has({ id }: Entity): boolean {
    return this.#isIn(id)
  }

  override get size(): number {
    return [...this].length
  }

  override *[Symbol.iterator](): SetIterator<Entity> {
    for (const id of enumeratedTypes[this.#type] ?? []) if (this.#isIn(id)) yield entity(this.#type, id)
  }
}

/** Hostile: the rules of a strange pack could make a search endless. By then it has tried so many different asks. */
const mostSituations = 40_000

class Search {
  readonly #values: ReadonlyMap<string, readonly Entity[]>
  #left: number

  /** Of the words that no rule names, one is enough: the rules cannot tell them apart. */
  constructor(rules: readonly Rule[], most: number) {
    this.#left = most
    this.#values = new Map(
      Object.entries(entityFacts).map(([name, type]) => {
        const ids = enumeratedTypes[type] ?? []
        const isNamed = (id: string) => rules.some(({ names }) => names.has(`${type}::"${id}"`))
        const other = ids.filter((id) => !isNamed(id)).slice(-1)
        return [name, [...ids.filter(isNamed), ...other].map((id) => entity(type, id))]
      }),
    )
  }

  /** Whether nothing was left out for want of tries. */
  get isWhole(): boolean {
    return this.#left > 0
  }

  /** Every situation in which it is so, each with no more decided than it took to see that. */
  *where(isSo: (at: Situation) => boolean, from: Known = new Map()): Generator<Known> {
    const open: Known[] = [from]
    for (let known = open.pop(); known !== undefined && this.#left > 0; known = open.pop()) {
      this.#left--
      try {
        if (isSo(situationOf(known))) yield known
      } catch (error) {
        if (!(error instanceof OpenFactError)) throw error
        for (const value of this.#values.get(error.fact) ?? [true, false])
          open.push(new Map([...known, [error.fact, value]]))
      }
    }
  }
}

/** An ask with these facts, in the words of docs/ASK.md. What is still open is left out. */
function askOf(known: Known, kind: RecipientKind, record: RecordKind, pack: Pack) {
  const is = (name: string) => known.get(name) === true
  const word = (name: string) => {
    const value = known.get(name)
    return typeof value === 'object' && value.id !== 'none' ? value.id : undefined
  }
  const members = (name: keyof typeof setFacts) =>
    (enumeratedTypes[setFacts[name]] ?? []).filter((id) => is(`${name}:${id}`))
  const instrument = word('instrument')
  const lapse = pack.manifest.lapses.find((each) => each.instrument === instrument)
  const on = lapse && !is('lapsed') ? daysAfter(lapse.on, -1) : pack.manifest['scenarios-on']
  const age = is('askCounsel') ? inForce(pack.manifest['ask-counsel-from-age'] ?? [], on) : 0
  const paper = { kind: instrument, findings: members('findings'), grandfathered: is('grandfathered') }
  const ask = {
    on,
    recipient: {
      kind,
      role: word('role') ?? (kind === 'staff' ? 'desk' : undefined),
      relation: word('relation'),
      liable: is('liable'),
      'relation-shown': is('relationShown') && !is('liable') ? 'papers' : undefined,
      added: is('justAdded') ? on : undefined,
      verified: members('verified'),
    },
    subject: { born: is('minor') ? bornYearsAgo(on, age ?? 0) : undefined },
    records: [record],
    channel: word('channel'),
    place: is('privateRoom') ? pack.privateRooms[0] : is('frontDesk') ? 'front-desk' : undefined,
    'speaking-with': word('speakingWith'),
    basis: word('basis'),
    instrument: instrument && { ...paper, scope: is('inScope') ? [record] : [] },
    done: members('done'),
    'emergency-claimed': is('emergencyClaimed'),
  }
  if (ask.recipient['relation-shown'] && is('justAdded')) ask.recipient['relation-shown'] = 'same-address'
  return withoutDefaults(ask)
}

/** Without what is left out, false or empty, as an ask may leave those out. */
const withoutDefaults = <T>(ask: T): T =>
  JSON.parse(
    JSON.stringify(ask, (_key, value) =>
      value === false || (Array.isArray(value) && value.length === 0) ? undefined : value,
    ),
  )
