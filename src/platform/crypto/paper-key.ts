import { createHash } from 'node:crypto'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'

/**
 * The key that exists only on paper: an age identity (age-encryption.org/v1, X25519), so that any `age -d`
 * opens a backup.
 * On paper it is its 58 characters after `AGE-SECRET-KEY-1` in 14 numbered groups: thirteen of four, and the
 * six of its checksum (BIP 173).
 */
export type PaperKey = {
  readonly identity: string
  /** The public half, `age1…`, to which a backup is sealed. */
  readonly recipient: string
}

export const identityPrefix = 'AGE-SECRET-KEY-1'
const charactersPerGroup = 4
const checkCharacters = 6
export const keyCharacters = 58

export async function newPaperKey(): Promise<PaperKey> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** A public short name that tells one sheet from another. */
export function keyMark(recipient: string): string {
  const digest = createHash('sha256').update(`carrel paper key\n${recipient}`).digest()
  const text = [...digest.subarray(0, 8)].map((byte) => keyAlphabet[byte & 31]).join('')
  return `${text.slice(0, 4)}-${text.slice(4)}`.toUpperCase()
}

export function groupsOf(identity: string): string[] {
  const text = identity.slice(identityPrefix.length)
  const groups: string[] = []
  for (let at = 0; at < keyCharacters - checkCharacters; at += charactersPerGroup)
    groups.push(text.slice(at, at + charactersPerGroup))
  return [...groups, text.slice(keyCharacters - checkCharacters)]
}

/** The private key, 32 bytes: the 52 characters before the checksum, five bits each (BIP 173). */
export function identityBytes(identity: string): Buffer {
  const text = identity
    .slice(identityPrefix.length)
    .toLowerCase()
    .slice(0, keyCharacters - checkCharacters)
  const bits = [...text].map((sign) => keyAlphabet.indexOf(sign).toString(2).padStart(5, '0')).join('')
  return Buffer.from(
    Array.from({ length: 32 }, (_none, at) => Number.parseInt(bits.slice(at * 8, at * 8 + 8), 2)),
  )
}

type TypedKey =
  | ({ readonly ok: true } & PaperKey)
  /** `message` names the groups to compare again where they can be found; `groups` are their numbers. */
  | { readonly ok: false; readonly message: string; readonly groups: readonly number[] }

/** Reads a key as typed: upper or lower case, with or without spaces, dashes and the prefix. */
export async function readPaperKey(typed: string): Promise<TypedKey> {
  const text = bare(typed)
  const odd = [...text].findIndex((sign) => !keyAlphabet.includes(sign))
  if (odd >= 0) {
    return wrong(
      `${nameGroups([odd])} has “${text[odd]?.toUpperCase()}”, which no key has: compare it with the sheet`,
      groupsAt([odd]),
    )
  }
  if (residueOf(text) !== 0 || text.length !== keyCharacters) {
    return wrong(whereMistyped(text), groupsAt(mistypedAt(text, keyCharacters) ?? []))
  }
  const identity = identityPrefix + text.toUpperCase()
  return { ok: true, identity, recipient: await identityToRecipient(identity) }
}

/** The characters alone; of those that look alike, the one that is meant. */
function bare(typed: string): string {
  const signsOnly = typed.toLowerCase().replace(/[\s\-–—_.·:]+/g, '')
  return signsOnly
    .replace(/^agesecretkey[1il]/, '')
    .replace(/o/g, '0')
    .replace(/[1i]/g, 'l')
    .replace(/b/g, '8')
}

function whereMistyped(text: string): string {
  const at = mistypedAt(text, keyCharacters)
  const lengths =
    text.length === keyCharacters
      ? ''
      : `the key has ${keyCharacters} signs in its groups, and ${text.length} were typed`
  if (at === undefined) {
    return lengths === ''
      ? 'this is not the key on a sheet, or it is mistyped in several places: compare every group'
      : `${lengths}: compare every group`
  }
  const groups = nameGroups(at)
  const many = groups.startsWith('groups ')
  const found = `${groups} ${many ? 'do' : 'does'} not fit`
  return `${lengths === '' ? '' : `${lengths}: `}${found}: compare ${many ? 'them' : 'it'} with the sheet`
}

/** `group 3`, `groups 3 and 9`, by the places of characters from 0. */
function nameGroups(places: readonly number[]): string {
  const [first, ...more] = groupsAt(places)
  return more.length === 0 ? `group ${first}` : `groups ${first} and ${more.join(' and ')}`
}

function groupsAt(places: readonly number[]): number[] {
  const last = (keyCharacters - checkCharacters) / charactersPerGroup
  const numbers = places.map((place) => Math.min(Math.floor(place / charactersPerGroup), last) + 1)
  return [...new Set(numbers)].sort((one, other) => one - other)
}

function wrong(message: string, groups: readonly number[]): TypedKey {
  return { ok: false, message, groups }
}

/** The characters of a key, by their value (BIP 173). */
export const keyAlphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'

const humanPart = 'age-secret-key-'
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const

/** The checksum of BIP 173 over five-bit values. */
function polymod(values: Iterable<number>, begin: number): number {
  let check = begin
  for (const value of values) {
    const top = check >>> 25
    check = ((check & 0x1ffffff) << 5) ^ value
    for (const [bit, term] of generator.entries()) if ((top >>> bit) & 1) check ^= term
  }
  return check
}

const begun = polymod(
  [
    ...[...humanPart].map((sign) => sign.charCodeAt(0) >>> 5),
    0,
    ...[...humanPart].map((sign) => sign.charCodeAt(0) & 31),
  ],
  1,
)

/** 0 where the checksum of a lowercase text fits. */
function residueOf(text: string): number {
  return polymod(valuesOf(text), begun) ^ 1
}

/**
 * The places, from 0, at which a key is mistyped: one or two wrong characters, two exchanged, one missing,
 * one extra; else undefined. Keys differ in five characters or more, so one or two wrong ones can be found;
 * the chance that more look like two is one in some hundreds.
 */
function mistypedAt(text: string, length: number): number[] | undefined {
  if (text.length === length) return wrongCharacters(text)
  if (text.length === length - 1) return missingCharacter(text)
  if (text.length === length + 1) return extraCharacter(text)
  return undefined
}

// The checksum is linear: what a wrong character does to it depends only on its place and the change.
function wrongCharacters(text: string): number[] | undefined {
  const residue = residueOf(text)
  const placeOf = new Map<number, number>()
  for (let place = 0; place < text.length; place++) {
    for (let change = 1; change < 32; change++) {
      const tail = new Array<number>(text.length - place - 1).fill(0)
      placeOf.set(polymod([change, ...tail], 0), place)
    }
  }
  const alone = placeOf.get(residue)
  if (alone !== undefined) return [alone]
  for (const [effect, place] of placeOf) {
    const other = placeOf.get(residue ^ effect)
    if (other !== undefined) return [place, other]
  }
  return undefined
}

function missingCharacter(text: string): number[] | undefined {
  for (let place = 0; place <= text.length; place++) {
    for (const sign of keyAlphabet) {
      if (residueOf(text.slice(0, place) + sign + text.slice(place)) === 0) return [place]
    }
  }
  return undefined
}

function extraCharacter(text: string): number[] | undefined {
  for (let place = 0; place < text.length; place++) {
    if (residueOf(text.slice(0, place) + text.slice(place + 1)) === 0) return [place]
  }
  return undefined
}

function valuesOf(text: string): number[] {
  return [...text].map((sign) => keyAlphabet.indexOf(sign))
}
