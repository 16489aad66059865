import { z } from 'zod'
import { isDay } from './calendar.ts'
import { readJson } from './json-text.ts'
import { MalformedAsk, pathText } from './malformed.ts'
import {
  bases,
  channels,
  checks,
  commonPlaces,
  type Done,
  findingKinds,
  instrumentKinds,
  liabilities,
  recipientKinds,
  recordKinds,
  relations,
  speakers,
  staffRoles,
  steps,
} from './vocabulary.ts'
import { readYaml } from './yaml-text.ts'

export { MalformedAsk } from './malformed.ts'
export * from './vocabulary.ts'

const day = z.string().refine(isDay, 'not a day of the calendar, written YYYY-MM-DD')
const yes = z.boolean().default(false)
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
    liable: yes,
    verified: listOf(checks),
  })
  .refine((value) => value.kind !== 'staff' || value.role !== undefined, {
    path: ['role'],
    message: 'missing: staff have a role',
  })

const subject = z.strictObject({
  born: day.optional(),
  married: yes,
  emancipated: yes,
  liabilities: listOf(liabilities),
})

const instrument = z.strictObject({
  kind: z.enum(instrumentKinds),
  findings: listOf(findingKinds),
  scope: listOf(recordKinds),
  nondisclosure: yes,
  grandfathered: yes,
})

const written = z.strictObject({
  on: day.optional(),
  recipient,
  subject: subject.prefault({}),
  records: z.array(z.enum(recordKinds)).min(1, 'names no record').readonly(),
  channel: z.enum(channels).default('in-person'),
  place: z.string().default('elsewhere'),
  'speaking-with': z.enum(speakers).optional(),
  basis: z.enum(bases).optional(),
  instrument: instrument.optional(),
  done: listOf(steps),
  'emergency-claimed': yes,
})

type Written = z.infer<typeof written>
export type Recipient = Written['recipient']
export type Subject = Written['subject']
export type Instrument = NonNullable<Written['instrument']>

/** Somebody asks: who would learn it, about whom, which records, how, from where, on what authority. */
export type Ask = {
  /** The day that decides ages and which law stands, YYYY-MM-DD. */
  readonly on: string
  readonly recipient: Recipient
  readonly subject: Subject
  readonly records: Written['records']
  readonly channel: Written['channel']
  /** `front-desk`, `public-area`, `elsewhere`, or a private room that the pack names. */
  readonly place: string
  readonly speakingWith?: NonNullable<Written['speaking-with']> | undefined
  readonly basis?: NonNullable<Written['basis']> | undefined
  /** Absent when no paper was presented. */
  readonly instrument?: Instrument | undefined
  readonly done: readonly Done[]
  readonly emergencyClaimed: boolean
}

/** What reading an ask takes from the pack. */
export type Rooms = { readonly privateRooms: readonly string[] }

/**
 * Reads one ask, a YAML stream or an array of asks. `today` (YYYY-MM-DD) stands where an ask names no day.
 * `stream` is true where the answer is an array. Throws MalformedAsk for the first field that is not right: one
 * malformed ask stops the whole.
 */
export function readAsks(text: string, today: string, rooms: Rooms): { asks: Ask[]; stream: boolean } {
  const { values, stream } = readValues(text.replace(/^\ufeff/, ''))
  return { asks: values.map((value, index) => readAsk(value, today, rooms, stream ? [index] : [])), stream }
}

function readValues(text: string): { values: unknown[]; stream: boolean } {
  const json = readJson(text)
  const documents = json === null ? readYaml(text) : [json.value]
  if (documents.length === 0) throw new MalformedAsk('', 'the input holds no ask')
  const [only] = documents
  if (documents.length === 1) {
    return Array.isArray(only) ? { values: only, stream: true } : { values: [only], stream: false }
  }
  return { values: documents, stream: true }
}

/** One ask from plain values. Throws MalformedAsk; `at` leads its paths. */
export function readAsk(value: unknown, today: string, rooms: Rooms, at: readonly number[] = []): Ask {
  const result = written.safeParse(value)
  if (!result.success) throw malformed(result.error.issues, value, at)
  const ask = toAsk(result.data, today)
  const places: readonly string[] = [...commonPlaces, ...rooms.privateRooms]
  if (!places.includes(ask.place)) throw new MalformedAsk(pathText([...at, 'place']), oneOf(places))
  if (ask.subject.born !== undefined && ask.subject.born > ask.on) {
    throw new MalformedAsk(pathText([...at, 'subject', 'born']), `later than the day of the ask, ${ask.on}`)
  }
  return ask
}

function toAsk(value: Written, today: string): Ask {
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

function malformed(issues: readonly z.core.$ZodIssue[], value: unknown, at: readonly number[]): MalformedAsk {
  const [issue] = issues
  if (issue === undefined) return new MalformedAsk(pathText(at), 'not an ask')
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? ''
    return new MalformedAsk(pathText([...at, ...issue.path, key]), 'an ask has no such key')
  }
  const path = pathText([...at, ...issue.path])
  const found = valueAt(value, issue.path)
  // Why: an ask without a recipient lacks just the one key that every recipient must have.
  if (found === undefined) return new MalformedAsk(path.replace(/(^|\.)recipient$/, '$&.kind'), 'missing')
  if (found === null) return new MalformedAsk(path, 'empty: leave the key out, or give it a value')
  if (issue.code === 'invalid_value') return new MalformedAsk(path, oneOf(issue.values))
  if (issue.code === 'invalid_type') return new MalformedAsk(path, `must be ${kindName(issue.expected)}`)
  return new MalformedAsk(path, issue.message)
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
