import { createHash } from 'node:crypto'

/** One way in which a canary may lie somewhere: what it is called, and its bytes. */
export type Form = { readonly name: string; readonly bytes: Buffer }

/** Shorter ones are met by chance in a hundred megabytes of sealed bytes. */
export const fewestBytes = 8

const hashes = ['sha256', 'sha1', 'md5'] as const
/** A hash that was cut short is found too. */
const headOfHash = 8

/**
 * Every form of a text that is looked for: as it stands, folded, without accents, its words apart; each of these in
 * UTF-8, latin-1 and UTF-16, in hex, in base64 at each alignment, and escaped as JSON, URL, HTML, mail and PostgreSQL
 * do; and its unkeyed hashes, as they are, in hex and in base64.
 *
 * @throws where the text is too short to be told from chance
 */
export function formsOf(text: string): Form[] {
  const forms = new Map<string, Form>()
  const add = (name: string, bytes: Buffer) => {
    if (bytes.length >= fewestBytes && !forms.has(bytes.toString('latin1'))) {
      forms.set(bytes.toString('latin1'), { name, bytes })
    }
  }
  for (const [how, written] of wordings(text)) {
    for (const [encoding, bytes] of encodings(written)) {
      const coded = encoding === '' ? codings(bytes) : ([['', bytes]] as const)
      for (const [coding, written] of coded) add(named(how, encoding, coding), written)
    }
    for (const [escaping, escaped] of escapes(written)) add(named(how, escaping), Buffer.from(escaped))
  }
  if (uuid.test(text)) {
    for (const [coding, coded] of codings(Buffer.from(text.replaceAll('-', ''), 'hex')))
      add(named('UUID', coding), coded)
  }
  for (const [how, written] of hashed(text)) {
    for (const hash of hashes) {
      const head = createHash(hash).update(written).digest().subarray(0, headOfHash)
      for (const [coding, coded] of codings(head)) add(named(hash, how, coding), coded)
    }
  }
  if (Buffer.byteLength(text) < fewestBytes)
    throw new Error(`a canary of ${text.length} letters would be met by chance`)
  return [...forms.values()]
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const joined = (...parts: readonly string[]) => parts.filter((part) => part !== '').join(', ')
const named = (...parts: readonly string[]) => joined(...parts) || 'plain'

const unaccented = (text: string) => text.normalize('NFKD').replace(/\p{M}+/gu, '')

function wordings(text: string): Map<string, string> {
  const found = new Map<string, string>()
  const words = text.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => Buffer.byteLength(word) >= fewestBytes)
  const pieces: [string, string][] = [
    ['', text],
    ['run together', text.replace(/[^\p{L}\p{M}\p{N}]+/gu, '')],
    ...words.map((word, at): [string, string] => [`word ${at + 1}`, word]),
  ]
  for (const [piece, written] of pieces) {
    for (const [fold, folded] of [
      ['', written],
      ['in NFD', written.normalize('NFD')],
      ['without accents', unaccented(written)],
    ] as const) {
      found.set(joined(piece, fold), folded)
      found.set(joined(piece, fold, 'lower case'), folded.toLowerCase())
      found.set(joined(piece, fold, 'upper case'), folded.toUpperCase())
    }
  }
  return found
}

function encodings(text: string): [string, Buffer][] {
  const wide = Buffer.from(text, 'utf16le')
  return [
    ['', Buffer.from(text, 'utf8')],
    ['latin-1', Buffer.from(text, 'latin1')],
    ['UTF-16 LE', wide],
    ['UTF-16 BE', Buffer.from(wide).swap16()],
  ]
}

function codings(bytes: Buffer): [string, Buffer][] {
  const hex = bytes.toString('hex')
  return [
    ['', bytes],
    ['hex', Buffer.from(hex)],
    ['HEX', Buffer.from(hex.toUpperCase())],
    ...[0, 1, 2].flatMap((before): [string, Buffer][] => {
      const core = base64Core(bytes, before)
      return [
        [`base64 +${before}`, Buffer.from(core)],
        [`base64url +${before}`, Buffer.from(core.replaceAll('+', '-').replaceAll('/', '_'))],
      ]
    }),
  ]
}

/** The letters of base64 that are the same whatever stands around the bytes, so many of which come before them. */
function base64Core(bytes: Buffer, before: number): string {
  const text = Buffer.concat([Buffer.alloc(before), bytes])
    .toString('base64')
    .replace(/=+$/, '')
  const bits = 8 * (before + bytes.length)
  return text.slice(Math.ceil((8 * before) / 6), Math.floor(bits / 6))
}

function escapes(text: string): [string, string][] {
  const each = (replace: (letter: string) => string) => text.replace(/[^\x20-\x7e]|["\\]/gu, replace)
  const units = (letter: string) =>
    Array.from({ length: letter.length }, (_, at) => letter.charCodeAt(at).toString(16).padStart(4, '0'))
  const bytes = (letter: string, write: (byte: number) => string) =>
    [...Buffer.from(letter)].map(write).join('')
  const json = each((letter) =>
    /["\\]/.test(letter)
      ? `\\${letter}`
      : units(letter)
          .map((unit) => `\\u${unit}`)
          .join(''),
  )
  const url = encodeURIComponent(text)
  return [
    ['JSON', JSON.stringify(text).slice(1, -1)],
    ['JSON, escaped', json],
    ['JSON, ESCAPED', json.replace(/\\u[0-9a-f]{4}/g, (unit) => `\\u${unit.slice(2).toUpperCase()}`)],
    ['URL', url],
    ['url', url.replace(/%../g, (byte) => byte.toLowerCase())],
    ['URL, a form', url.replaceAll('%20', '+')],
    ['HTML', text.replaceAll('&', '&amp;').replaceAll("'", '&#39;').replaceAll('"', '&quot;')],
    ['quoted-printable', each((letter) => bytes(letter, (byte) => `=${byte.toString(16).toUpperCase()}`))],
    ['octal', each((letter) => bytes(letter, (byte) => `\\${byte.toString(8).padStart(3, '0')}`))],
  ]
}

function hashed(text: string): [string, string][] {
  return [
    ['', text],
    ['trimmed', text.trim()],
    ['lower case', text.trim().toLowerCase()],
    ['upper case', text.trim().toUpperCase()],
    ['without accents', unaccented(text.trim()).toLowerCase()],
    ['run together', text.replace(/[^\p{L}\p{M}\p{N}]+/gu, '').toLowerCase()],
    ['with a line end', `${text}\n`],
    ['JSON', JSON.stringify(text)],
  ]
}
