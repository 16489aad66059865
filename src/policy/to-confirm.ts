import { createHash } from 'node:crypto'
import { z } from 'zod'

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
    const text = toldOf(value)
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

/** Values of one line; what holds facts of its own is not told here. */
function toldOf(value: unknown): string {
  if (Array.isArray(value)) return value.every((one) => typeof one !== 'object') ? value.join(', ') : ''
  if (typeof value === 'object' && value !== null) {
    const inner = Object.entries(value)
    return inner.every(([, one]) => typeof one !== 'object')
      ? inner.map(([key, one]) => `${key}: ${one}`).join('; ')
      : ''
  }
  return String(value)
}
