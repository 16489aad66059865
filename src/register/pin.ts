import { createHash } from 'node:crypto'
import { readSize } from './checkpoint.ts'
import { hashBytes } from './hashing.ts'
import { plainSigns } from './mail-texts.ts'
import { Malformed } from './malformed.ts'
import type { Tree } from './tree-text.ts'

/**
 * A checkpoint without its signature, short enough to print on a letter and to type from it (FORMAT.md, "A pin").
 * Whoever holds one can show later that the register was not rewritten; that the library said so, the paper shows.
 */
export type Pin = Tree & { readonly origin: string }

/** Crockford's: no letter that is taken for a digit. What is typed for one is read as it. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz'
const rootLetters = 52
const checkLetters = 4

/** `origin:size:` and 14 groups of four letters: the root, and a check on typing. One word, for a program or a code to scan. */
export function compactPin(pin: Pin): string {
  return `${pin.origin}:${pin.size}:${groupsOf(pin).join('-')}`
}

/** The same in four lines of ASCII, for a letter, a decision or a receipt. */
export function pinLines(pin: Pin): string[] {
  const groups = groupsOf(pin)
  return [
    `Register  ${pin.origin}`,
    `Entries   ${pin.size}`,
    `Pin       ${groups.slice(0, 7).join('-')}`,
    `          ${groups.slice(7).join('-')}`,
  ]
}

/**
 * The pin in a text: a letter, a mail, or the pin alone, in either form.
 * @returns undefined where there is none
 * @throws Malformed `pin` where one is mistyped, or there are two that differ
 */
export function findPin(text: string): Pin | undefined {
  return pinAmong([text])
}

/**
 * The one pin in some texts, as one that came as several parts of a mail. A part in which it is mangled does not keep
 * a whole one from being found.
 * @throws Malformed `pin` as `findPin`
 */
export function pinAmong(texts: readonly string[]): Pin | undefined {
  const found = texts.flatMap(pinsIn)
  const [pin, ...more] = found.filter((one): one is Pin => !(one instanceof Malformed))
  const [mistyped] = found
  if (pin === undefined && mistyped instanceof Malformed) throw mistyped
  if (pin !== undefined && more.some((other) => compactPin(other) !== compactPin(pin))) {
    throw new Malformed('pin', 'there are several pins that differ: give one')
  }
  return pin
}

/** The pins in a text, and what is wrong with those that are mistyped. */
function pinsIn(text: string): (Pin | Malformed)[] {
  const group = '[0-9a-z]{4}'
  // Hostile: what may be long is bounded, or a text of one sign would be looked through from each of its signs.
  const gap = '[\\s>]{1,80}'
  const forms = [
    // Between the groups and the lines may stand what a mail that was wrapped or passed on has there.
    new RegExp(
      `([^\\s:]{1,100}):(\\d{1,19}):((?:${group}-(?:\\s[\\s>]{0,20})?){13}${group})(?![0-9a-z-])`,
      'gi',
    ),
    new RegExp(
      `Register${gap}([^\\s>]{1,100})${gap}Entries${gap}(\\d{1,19})${gap}Pin${gap}((?:${group}[\\s>-]{1,80}){13}${group})(?![0-9a-z-])`,
      'gi',
    ),
  ]
  const plain = plainSigns(text)
  return forms
    .flatMap((form) => [...plain.matchAll(form)])
    .map(([, origin = '', size = '', groups = '']) => {
      try {
        return readPin({ origin, size, groups })
      } catch (error) {
        if (error instanceof Malformed) return error
        throw error
      }
    })
}

function readPin(written: { origin: string; size: string; groups: string }): Pin {
  const text = written.groups
    .toLowerCase()
    .replaceAll(/[\s>-]/g, '')
    .replaceAll(/[il]/g, '1')
    .replaceAll('o', '0')
  const mistyped = new Malformed('pin', 'the pin is mistyped: compare each group of four with the paper')
  const bits = [...text].map((letter) => {
    const value = letters.indexOf(letter)
    if (value < 0) throw mistyped
    return value.toString(2).padStart(5, '0')
  })
  const root = Buffer.alloc(hashBytes)
  const all = bits.slice(0, rootLetters).join('')
  for (let at = 0; at < hashBytes; at++) root[at] = Number.parseInt(all.slice(at * 8, at * 8 + 8), 2)
  const pin = { origin: written.origin, size: readSize(written.size), root }
  if (groupsOf(pin).join('') !== text) throw mistyped
  return pin
}

function groupsOf(pin: Pin): string[] {
  const check = createHash('sha256').update(`carrel/pin/1\0${pin.origin}\n${pin.size}\n`).update(pin.root)
  const text = base32(pin.root, rootLetters) + base32(check.digest(), checkLetters)
  return text.match(/.{4}/g) ?? []
}

/** The first letters of the bytes in base 32, the bits that are missing at the end zero. */
function base32(bytes: Uint8Array, count: number): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return Array.from({ length: count }, (_, at) => {
    const five = bits.slice(at * 5, at * 5 + 5).padEnd(5, '0')
    return letters[Number.parseInt(five, 2)]
  }).join('')
}
