import { z } from 'zod'
import { isDay } from './calendar.ts'
import { MalformedAskError, pathText, readJson, readYaml } from './source-text.ts'

/**
 * The vocabulary of an ask is the program's public interface: add to it, never rename. Private rooms are not here; each
 * pack names its own.
 */

export const recordKinds = [
  'existence',
  'presence',
  'identity',
  'contact',
  'loans',
  'overdue',
  'overdue.titles',
  'lost',
  'lost.titles',
  'damaged',
  'damaged.titles',
  'charges',
  'charges.items',
  'holds',
  'holds.titles',
  'history',
  'searches',
  'computer-use',
  'video',
  'incident',
] as const

export const recipientKinds = [
  'patron',
  'guardian',
  'staff',
  'justice-agency',
  'government-agency',
  'private-party',
  'vendor',
  'public',
] as const

export const staffRoles = ['volunteer', 'desk', 'director', 'counsel', 'trustee', 'special-counsel'] as const

export const relations = ['self', 'parent', 'guardian', 'spouse', 'other-family', 'none'] as const

/** How a guardian showed who they are to the minor. Words for what was shown, never a number or a copy. */
export const relationsShown = ['signature', 'minor-present', 'same-address', 'papers'] as const

export const checks = [
  'card',
  'pin',
  'photo-id',
  'known-to-staff',
  'call-back',
  'phone-code',
  'guardian-on-file',
  'court-letters',
] as const

export const liabilities = ['overdue', 'lost', 'damaged', 'charges'] as const

export const channels = [
  'in-person',
  'phone-out',
  'phone-in',
  'message',
  'e-mail',
  'text',
  'letter',
  'screen',
  'process',
  'sip2',
  'published',
] as const

/** `relay`: the patron, through a relay service or an interpreter. */
export const speakers = ['patron', 'guardian', 'someone-else', 'relay'] as const

export const bases = ['conduct', 'mandated-report'] as const

export const instrumentKinds = [
  'unread',
  'subpoena',
  'county-attorney-subpoena',
  'grand-jury-subpoena',
  'administrative-subpoena',
  'administrative-warrant',
  'search-warrant',
  'court-order',
  'fisa-order',
  'national-security-letter',
  'preservation-request',
  'public-records-request',
] as const

export const findingKinds = [
  'justice-agency',
  'particular-suspect',
  'known-crime',
  'competent-court',
  'rational-connection',
  'cogent-and-compelling',
] as const

export const doneSteps = [
  'reported-to-director',
  'counsel-consulted',
  'counsel-not-reached',
  'board-consulted',
  'director-decided-release',
  'director-decided-refusal',
  'director-recorded-compulsion',
  /** The Board voted for what a rule leaves off until then. */
  'board-adopted',
] as const

/** Places of every library. Private rooms come from the pack. */
export const commonPlaces = ['front-desk', 'public-area', 'elsewhere'] as const

/** `inquire` is never part of an answer: it says whether the requester may be asked for a purpose. */
export const actions = ['seize', 'tell', 'compel', 'refer', 'refuse', 'inquire'] as const

export const outcomes = ['release', 'limited', 'refuse', 'refer', 'seizure', 'compelled'] as const

export type RecordKind = (typeof recordKinds)[number]
export type RecipientKind = (typeof recipientKinds)[number]
export type StaffRole = (typeof staffRoles)[number]
export type Relation = (typeof relations)[number]
export type RelationShown = (typeof relationsShown)[number]
export type Verified = (typeof checks)[number]
export type Liability = (typeof liabilities)[number]
export type Channel = (typeof channels)[number]
export type Speaker = (typeof speakers)[number]
export type Basis = (typeof bases)[number]
export type InstrumentKind = (typeof instrumentKinds)[number]
export type Finding = (typeof findingKinds)[number]
export type Done = (typeof doneSteps)[number]
export type Action = (typeof actions)[number]
export type Outcome = (typeof outcomes)[number]

const day = z.string().refine(isDay, 'not a day of the calendar, written YYYY-MM-DD')
const optionalFlag = z.boolean().default(false)
const listOf = <T extends readonly [string, ...string[]]>(values: T) =>
  z
    .array(z.enum(values))
    .readonly()
    .default(() => [])

const recipient = z
  .strictObject({
    kind: z.enum(recipientKinds),
    role: z.enum(staffRoles).optional(),
    relation: z.enum(relations).default('none'),
    liable: optionalFlag,
    'relation-shown': z.enum(relationsShown).optional(),
    /** The day on which they were put on file as guardian; left out where it is not known, or long ago. */
    added: day.optional(),
    verified: listOf(checks),
  })
  .refine((value) => value.kind !== 'staff' || value.role !== undefined, {
    path: ['role'],
    message: 'missing: staff have a role',
  })

const subject = z.strictObject({
  born: day.optional(),
  married: optionalFlag,
  emancipated: optionalFlag,
  /** For now, a parent or guardian is told nothing. */
  shielded: z.boolean().optional(),
  liabilities: listOf(liabilities),
})

const instrument = z.strictObject({
  kind: z.enum(instrumentKinds),
  findings: listOf(findingKinds),
  scope: listOf(recordKinds),
  nondisclosure: optionalFlag,
  grandfathered: optionalFlag,
})

export const askShape = z.strictObject({
  on: day.optional(),
  recipient,
  subject: subject.prefault({}),
  records: z.array(z.enum(recordKinds)).min(1, 'names no record').readonly(),
  channel: z.enum(channels).default('in-person'),
  place: z.string().default('elsewhere'),
  'speaking-with': z.enum(speakers).optional(),
  basis: z.enum(bases).optional(),
  instrument: instrument.optional(),
  done: listOf(doneSteps),
  'emergency-claimed': optionalFlag,
})

type AskInput = z.infer<typeof askShape>
export type Recipient = AskInput['recipient']
export type Subject = AskInput['subject']
export type Instrument = NonNullable<AskInput['instrument']>

/** A request for records: who would learn them, about whom, which ones, how, where, and on what authority. */
export type Ask = {
  /** `YYYY-MM-DD`; decides ages and which law is in force. */
  readonly on: string
  readonly recipient: Recipient
  readonly subject: Subject
  readonly records: AskInput['records']
  readonly channel: AskInput['channel']
  /** `front-desk`, `public-area`, `elsewhere`, or a private room of the pack. */
  readonly place: string
  readonly speakingWith?: NonNullable<AskInput['speaking-with']> | undefined
  readonly basis?: NonNullable<AskInput['basis']> | undefined
  readonly instrument?: Instrument | undefined
  readonly done: readonly Done[]
  readonly emergencyClaimed: boolean
}

export type Rooms = { readonly privateRooms: readonly string[] }

/**
 * Reads one ask, a YAML stream, or an array of asks; `stream` is true unless it was a single one. `today`
 * (`YYYY-MM-DD`) is the default day. Throws MalformedAskError at the first field that is wrong.
 */
export function readAsks(text: string, today: string, rooms: Rooms): { asks: Ask[]; stream: boolean } {
  const { values, stream } = readValues(text.replace(/^\ufeff/, ''))
  return { asks: values.map((value, index) => readAsk(value, today, rooms, stream ? [index] : [])), stream }
}

function readValues(text: string): { values: unknown[]; stream: boolean } {
  const json = readJson(text)
  const documents = json === null ? readYaml(text) : [json.value]
  if (documents.length === 0) throw new MalformedAskError('', 'the input holds no ask')
  const [only] = documents
  if (documents.length === 1) {
    return Array.isArray(only) ? { values: only, stream: true } : { values: [only], stream: false }
  }
  return { values: documents, stream: true }
}

/** Throws MalformedAskError; `at` leads its paths. */
export function readAsk(value: unknown, today: string, rooms: Rooms, at: readonly number[] = []): Ask {
  const result = askShape.safeParse(value)
  if (!result.success) throw malformedAskError(result.error.issues, value, at)
  const ask = toAsk(result.data, today)
  const places: readonly string[] = [...commonPlaces, ...rooms.privateRooms]
  if (!places.includes(ask.place)) throw new MalformedAskError(pathText([...at, 'place']), oneOf(places))
  const past = { 'subject.born': ask.subject.born, 'recipient.added': ask.recipient.added }
  for (const [field, day] of Object.entries(past)) {
    if (day !== undefined && day > ask.on)
      throw new MalformedAskError(
        pathText([...at, ...field.split('.')]),
        `later than the day of the ask, ${ask.on}`,
      )
  }
  return ask
}

function toAsk(value: AskInput, today: string): Ask {
  return {
    on: value.on ?? today,
    recipient: value.recipient,
    subject: value.subject,
    records: value.records,
    channel: value.channel,
    place: value.place,
    speakingWith: value['speaking-with'],
    basis: value.basis,
    instrument: value.instrument,
    done: value.done,
    emergencyClaimed: value['emergency-claimed'],
  }
}

const oneOf = (values: readonly unknown[]): string => `must be one of ${values.map(String).join(', ')}`

function malformedAskError(
  issues: readonly z.core.$ZodIssue[],
  value: unknown,
  at: readonly number[],
): MalformedAskError {
  const [issue] = issues
  if (issue === undefined) return new MalformedAskError(pathText(at), 'not an ask')
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? ''
    return new MalformedAskError(pathText([...at, ...issue.path, key]), 'an ask has no such key')
  }
  const path = pathText([...at, ...issue.path])
  const found = valueAt(value, issue.path)
  // Why: `kind` is the one key that every recipient must have.
  if (found === undefined)
    return new MalformedAskError(path.replace(/(^|\.)recipient$/, '$&.kind'), 'missing')
  if (found === null) return new MalformedAskError(path, 'empty: leave the key out, or give it a value')
  if (issue.code === 'invalid_value') return new MalformedAskError(path, oneOf(issue.values))
  if (issue.code === 'invalid_type') return new MalformedAskError(path, `must be ${kindName(issue.expected)}`)
  return new MalformedAskError(path, issue.message)
}

function kindName(expected: string): string {
  if (expected === 'object') return 'a mapping of keys'
  if (expected === 'array') return 'a list'
  return expected === 'boolean' ? 'true or false' : `a ${expected}`
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let found = value
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined
    found = (found as Record<PropertyKey, unknown>)[key]
  }
  return found
}

/** The answer to an ask. Its shape is the program's public interface. */
export type Answer = {
  readonly outcome: Outcome
  /** In the order of the ask; includes records produced under compulsion. */
  readonly may: readonly RecordKind[]
  readonly withheld: readonly RecordKind[]
  readonly clauses: readonly string[]
  readonly flags: readonly string[]
  /** The matter belongs in a sealed matter. */
  readonly sealed: boolean
  readonly say: string
  readonly next: readonly string[]
  /** One for each record, in the order of the ask. */
  readonly why: readonly Why[]
}

export type Why = { readonly record: RecordKind; readonly clause: string; readonly reason: string }

/** Staff view records on a screen as part of their work (clause: Statement). */
export function staffScreenAsk(
  { role, place, on }: { readonly role: StaffRole; readonly place: string; readonly on: string },
  records: readonly RecordKind[],
): Ask {
  return {
    on,
    recipient: { kind: 'staff', role, relation: 'none', liable: false, verified: [] },
    subject: { married: false, emancipated: false, liabilities: [] },
    records: [...records],
    channel: 'screen',
    place,
    done: [],
    emergencyClaimed: false,
  }
}

/**
 * A guardian who signed views on their own screen what a minor owes (clause: Reg 3). `adopted`: the Board voted for it. Why
 * not their card: the card of an ask is that of the patron whom it is about.
 */
export function guardianScreenAsk(
  { on, adopted }: { readonly on: string; readonly adopted: boolean },
  records: readonly RecordKind[],
): Ask {
  return {
    on,
    recipient: {
      kind: 'guardian',
      relation: 'guardian',
      liable: true,
      verified: ['pin', 'guardian-on-file'],
    },
    subject: { married: false, emancipated: false, liabilities: [] },
    records: [...records],
    channel: 'screen',
    place: 'elsewhere',
    done: adopted ? ['board-adopted'] : [],
    emergencyClaimed: false,
  }
}

/** A patron views their own record on their own screen (clause: Statement). */
export function ownScreenAsk(
  own: { readonly on: string; readonly verified: Ask['recipient']['verified'] },
  records: readonly RecordKind[],
): Ask {
  return {
    on: own.on,
    recipient: { kind: 'patron', relation: 'self', liable: false, verified: [...own.verified] },
    subject: { married: false, emancipated: false, liabilities: [] },
    records: [...records],
    channel: 'screen',
    place: 'elsewhere',
    done: [],
    emergencyClaimed: false,
  }
}
