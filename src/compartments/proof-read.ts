import { z } from 'zod'
import { fromBase64 } from '../register/base64.ts'
import { cellCount } from '../register/commitment.ts'
import { hashBytes } from '../register/hashing.ts'
import { idBytes } from '../register/leaf.ts'
import { Malformed } from '../register/malformed.ts'
import { fromUtf8 } from '../register/note.ts'
import { readLogged } from './log.ts'
import {
  archiveFormat,
  monthAfter,
  mostMonths,
  proofFormat,
  proofVersion,
  type SealedProof,
} from './proof.ts'

/** Far more than what a cell has room for. */
export const mostProofBytes = 64 * 1024 * 1024
/** Hostile: 64 hashes reach through any tree. */
const mostPath = 64

const bytes = (count: number, what: string) =>
  z.string().refine((text) => isBase64(text, count), `is not ${what}: ${count} bytes in Base64`)
const hash = bytes(hashBytes, 'a hash')
const size = z.int().min(0)
// Hostile: both are printed.
const origin = z.string().regex(/^[\x21-\x7e]{1,200}$/)
const reference = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:@-]{0,63}$/)
const place = z.strictObject({ log: origin, size })
const month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)

const logged = z.strictObject({
  id: z.string().refine((text) => isId(text), `is no id: ${idBytes} bytes in Base64 for addresses`),
  // Its fields are the register's, which reads them.
  entry: z.custom<Parameters<typeof readLogged>[0]['entry']>(
    (value) => typeof value === 'object' && value !== null,
  ),
})
const state = z.strictObject({
  ...{ size, root: hash, blind: bytes(32, 'a blind'), at: instant, seen: size },
  log: origin.or(z.literal('')),
})
const months = z
  .array(z.strictObject({ month, key: bytes(32, 'a key') }))
  .min(1)
  .max(mostMonths)
  .refine(
    (all) => all.every((one, at) => at === 0 || one.month === monthAfter(all[at - 1]?.month ?? '')),
    'does not name months one after the other',
  )
const cell = z.int().min(1).max(cellCount)

const head = { format: z.literal(proofFormat), version: z.literal(proofVersion), until: place }
const ofCase = { cell, months, reference, states: z.array(state).min(1) }
const form = z.discriminatedUnion('kind', [
  z.strictObject({ ...head, ...ofCase, kind: z.literal('compartment'), entries: z.array(logged) }),
  z.strictObject({
    ...{ ...head, ...ofCase, kind: z.literal('entry'), index: size, entry: logged },
    paths: z.array(z.array(hash).max(mostPath)),
  }),
  z.strictObject({
    ...{ ...head, kind: z.literal('empty') },
    cells: z
      .array(
        z.strictObject({
          cell,
          months,
          from: place.extend({ log: state.shape.log }),
          blind: bytes(32, 'a blind'),
        }),
      )
      .min(1)
      .max(cellCount),
  }),
])

/**
 * Reads a proof, strictly; nothing in it counts before it is checked.
 * @throws Malformed
 */
export function readSealedProof(file: Uint8Array): SealedProof {
  const read = form.safeParse(proofIn(jsonIn(file)))
  if (!read.success) throw malformed(whatIsWrong(read.error))
  const proof = read.data
  // Why each entry as the register reads its own: of what else it says the tree would be made, and nothing be shown.
  if (proof.kind === 'compartment') return { ...proof, entries: proof.entries.map(readLogged) }
  if (proof.kind === 'entry') return { ...proof, entry: readLogged(proof.entry) }
  return proof
}

/** Of an archive its proof. */
function proofIn(json: unknown): unknown {
  const { format, proof } = (json ?? {}) as { readonly format?: unknown; readonly proof?: unknown }
  return format === archiveFormat ? proof : json
}

function jsonIn(file: Uint8Array): unknown {
  if (file.length > mostProofBytes) throw malformed(`is longer than ${mostProofBytes} bytes`)
  try {
    return JSON.parse(fromUtf8(file, 'the proof'))
  } catch (error) {
    if (error instanceof Malformed) throw error
    throw malformed('is not JSON')
  }
}

/** Its first fault, without a value of the file: it may be anybody's. */
function whatIsWrong({ issues: [first] }: z.ZodError): string {
  const path = first?.path.join('.') ?? ''
  return path === '' ? 'is no proof of a sealed matter' : `has at ${path} what may not stand there`
}

function isBase64(text: string, count: number): boolean {
  try {
    return fromBase64(text, 'it').length === count
  } catch {
    return false
  }
}

function isId(text: string): boolean {
  const id = Buffer.from(text, 'base64url')
  return id.length === idBytes && id.toString('base64url') === text
}

function malformed(says: string): Malformed {
  return new Malformed('proof', `the proof ${says}`)
}
