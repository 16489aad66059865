import { createHash } from 'node:crypto'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { mistypedAt, residueOf, signs } from './typed-key.ts'

/**
 * The key that is printed and kept nowhere else: an age identity (age-encryption.org/v1, X25519), so that `age -d` of
 * any system opens a backup with it too.
 *
 * On paper it is its 58 signs after `AGE-SECRET-KEY-1`, in 14 numbered groups: thirteen of four, and the six signs of
 * its own check (BIP 173) as the last.
 */
export type PaperKey = {
  readonly identity: string
  /** The public half, `age1…`: what a backup is sealed to. */
  readonly recipient: string
}

/** What stands before the groups. */
export const identityPrefix = 'AGE-SECRET-KEY-1'
const groupSigns = 4
const checkSigns = 6
export const keySigns = 58

export async function newPaperKey(): Promise<PaperKey> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** What the sheet, the pages and each backup call a key: enough to tell one sheet from another, and no secret. */
export function keyMark(recipient: string): string {
  const digest = createHash('sha256').update(`carrel paper key\n${recipient}`).digest()
  const text = [...digest.subarray(0, 8)].map((byte) => signs[byte & 31]).join('')
  return `${text.slice(0, 4)}-${text.slice(4)}`.toUpperCase()
}

/** The 14 groups as they are printed. */
export function groupsOf(identity: string): string[] {
  const text = identity.slice(identityPrefix.length)
  const groups: string[] = []
  for (let at = 0; at < keySigns - checkSigns; at += groupSigns) groups.push(text.slice(at, at + groupSigns))
  return [...groups, text.slice(keySigns - checkSigns)]
}

/** The private key itself, 32 bytes: the 52 signs before the check, five bits each (BIP 173). */
export function identityBytes(identity: string): Buffer {
  const text = identity
    .slice(identityPrefix.length)
    .toLowerCase()
    .slice(0, keySigns - checkSigns)
  const bits = [...text].map((sign) => signs.indexOf(sign).toString(2).padStart(5, '0')).join('')
  return Buffer.from(
    Array.from({ length: 32 }, (_none, at) => Number.parseInt(bits.slice(at * 8, at * 8 + 8), 2)),
  )
}

export type ReadKey =
  | ({ readonly ok: true } & PaperKey)
  /** `message` is one sentence, which names the groups to look at again where they can be found; `groups` are their numbers. */
  | { readonly ok: false; readonly message: string; readonly groups: readonly number[] }

/**
 * Reads what somebody typed from the sheet: small or capital letters, with or without blanks, dashes and the line
 * before the groups.
 */
export async function readPaperKey(typed: string): Promise<ReadKey> {
  const text = bare(typed)
  const odd = [...text].findIndex((sign) => !signs.includes(sign))
  if (odd >= 0) {
    return wrong(
      `${nameGroups([odd])} has “${text[odd]?.toUpperCase()}”, which no key has: compare it with the sheet`,
      groupsAt([odd]),
    )
  }
  if (residueOf(text) !== 0 || text.length !== keySigns) {
    return wrong(whereMistyped(text), groupsAt(mistypedAt(text, keySigns) ?? []))
  }
  const identity = identityPrefix + text.toUpperCase()
  return { ok: true, identity, recipient: await identityToRecipient(identity) }
}

/** Without what is between the groups and before them, and with the signs that look alike as the one that is meant. */
function bare(typed: string): string {
  const signsOnly = typed.toLowerCase().replace(/[\s\-–—_.·:]+/g, '')
  return signsOnly
    .replace(/^agesecretkey[1il]/, '')
    .replace(/o/g, '0')
    .replace(/[1i]/g, 'l')
    .replace(/b/g, '8')
}

function whereMistyped(text: string): string {
  const at = mistypedAt(text, keySigns)
  const lengths =
    text.length === keySigns
      ? ''
      : `the key has ${keySigns} signs in its groups, and ${text.length} were typed`
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

/** `group 3`, `groups 3 and 9`: as they are numbered on the sheet. @param places of signs, from 0 */
function nameGroups(places: readonly number[]): string {
  const [first, ...more] = groupsAt(places)
  return more.length === 0 ? `group ${first}` : `groups ${first} and ${more.join(' and ')}`
}

function groupsAt(places: readonly number[]): number[] {
  const last = (keySigns - checkSigns) / groupSigns
  const numbers = places.map((place) => Math.min(Math.floor(place / groupSigns), last) + 1)
  return [...new Set(numbers)].sort((one, other) => one - other)
}

function wrong(message: string, groups: readonly number[]): ReadKey {
  return { ok: false, message, groups }
}
