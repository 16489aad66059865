import { createHash } from 'node:crypto'
import { z } from 'zod'
import { weekdays } from './calendar.ts'

/**
 * What a pack says of a fact with a citation: whether it was confirmed, and who could confirm it. Why a field: the mark is for
 * the Director alone, and no text that anybody else reads has it.
 */
export const confirming = {
  confirmed: z.boolean().optional(),
  'confirm-with': z.string().trim().min(1).optional(),
} as const

/** A fact of a pack that nobody confirmed when it was written. */
export type UnconfirmedFact = {
  /** Where it is in the pack: `lending[0]`, `cases.told`. */
  readonly id: string
  /** What it says, without its citation: the keys of the pack and their values. */
  readonly says: readonly (readonly [string, string])[]
  readonly citation: string
  readonly confirmWith: string | undefined
  /** SHA-256 of all of it, hex: another value is another fact. */
  readonly hash: string
}

/** The facts of a manifest that say `confirmed: false`, in its order. */
export function factsToConfirm(manifest: object): UnconfirmedFact[] {
  return [...unconfirmedIn(manifest, '')]
}

function* unconfirmedIn(value: unknown, at: string): Generator<UnconfirmedFact> {
  if (typeof value !== 'object' || value === null) return
  const fields = value as Readonly<Record<string, unknown>>
  if (fields['confirmed'] === false) yield factOf(fields, at)
  for (const [key, inner] of Object.entries(fields)) {
    yield* unconfirmedIn(inner, Array.isArray(value) ? `${at}[${key}]` : at === '' ? key : `${at}.${key}`)
  }
}

function factOf(fields: Readonly<Record<string, unknown>>, id: string): UnconfirmedFact {
  const { citation, confirmed: _confirmed, 'confirm-with': confirmWith, ...said } = fields
  const says = Object.entries(said).flatMap(([key, value]) => {
    const text = toldOf(key === 'weekdays' ? namedDays(value) : value)
    return text === '' ? [] : [[key, text] as const]
  })
  const hash = createHash('sha256')
    .update(JSON.stringify([id, citation, said]))
    .digest('hex')
  return {
    ...{ id, says, citation: String(citation ?? ''), hash },
    confirmWith: confirmWith === undefined ? undefined : String(confirmWith),
  }
}

/** Values of one line, all of them, since all are confirmed with it; a fact of its own in it is told by itself. */
function toldOf(value: unknown): string {
  if (Array.isArray(value)) {
    const each = value.map((one) => (typeof one === 'object' ? `(${toldOf(one)})` : String(one)))
    return each.filter((one) => one !== '()').join(', ')
  }
  if (typeof value !== 'object' || value === null) return String(value)
  if ('confirmed' in value) return ''
  const inner = Object.entries(value).map(([key, one]) => [key, toldOf(one)] as const)
  return inner.flatMap(([key, text]) => (text === '' ? [] : [`${key}: ${text}`])).join('; ')
}

/** Days of the week are numbers where they are counted with. */
const namedDays = (days: unknown): unknown =>
  Array.isArray(days) ? days.map((day) => (typeof day === 'number' ? weekdays[day] : day)) : days
