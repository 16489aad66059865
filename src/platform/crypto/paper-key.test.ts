import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  groupsOf,
  keyAlphabet,
  keyCharacters,
  keyMark,
  newPaperKey,
  type PaperKey,
  readPaperKey,
} from './paper-key.ts'

const upper = keyAlphabet.toUpperCase()
let key: PaperKey
let groups: string[]
beforeAll(async () => {
  key = await newPaperKey()
  groups = groupsOf(key.identity)
})

/** The key with other signs at these places, counted from the first sign of the first group. */
function mistyped(places: readonly number[], shift: number): string {
  const typed = [...groups.join('')]
  for (const place of places) {
    typed[place] = upper[(upper.indexOf(typed[place] ?? '') + shift) % upper.length] ?? ''
  }
  return typed.join('')
}

const groupOf = (place: number) => Math.min(Math.floor(place / 4), 13) + 1

async function messageOf(typed: string): Promise<string> {
  const read = await readPaperKey(typed)
  return read.ok ? 'it was taken' : read.message
}

describe('a key from paper', () => {
  test('is read however it is typed: with the groups apart, in small letters, with or without what stands before', async () => {
    const small = groups.join(' ').toLowerCase()
    for (const typed of [key.identity, small, groups.join('-'), `AGE-SECRET-KEY-1\n${groups.join('\n')}\n`]) {
      expect(await readPaperKey(typed)).toEqual({ ok: true, ...key })
    }
  })

  test('takes a letter O for the zero that it looks like', async () => {
    const withZero = await keyWith('0')
    const typed = groupsOf(withZero.identity).join(' ').replaceAll('0', 'O')
    expect(await readPaperKey(typed)).toEqual({ ok: true, ...withZero })
  })

  test('with any one sign mistyped is refused, and its group is named', async () => {
    const one = fc.tuple(fc.nat({ max: keyCharacters - 1 }), fc.integer({ min: 1, max: 31 }))
    await fc.assert(
      fc.asyncProperty(one, async ([place, shift]) => {
        expect(await messageOf(mistyped([place], shift))).toBe(
          `group ${groupOf(place)} does not fit: compare it with the sheet`,
        )
      }),
    )
  })

  test('with any two signs mistyped is refused, and both groups are named', async () => {
    const two = fc.tuple(
      fc.uniqueArray(fc.nat({ max: keyCharacters - 1 }), { minLength: 2, maxLength: 2 }),
      fc.integer({ min: 1, max: 31 }),
    )
    await fc.assert(
      fc.asyncProperty(two, async ([places, shift]) => {
        const named = [...new Set(places.map(groupOf))].sort((one, other) => one - other)
        expect(await messageOf(mistyped(places, shift))).toContain(
          named.length === 1
            ? `group ${named[0]} does not fit: compare it with`
            : `groups ${named.join(' and ')} do not fit`,
        )
      }),
      { numRuns: 50 },
    )
  })

  test('with a sign too few or too many is refused, with the group where it is', async () => {
    const text = groups.join('')
    expect(await messageOf(text.slice(0, 21) + text.slice(22))).toMatch(
      /57 were typed: group [56] does not fit/,
    )
    expect(await messageOf(`${text.slice(0, 21)}Q${text.slice(21)}`)).toMatch(
      /59 were typed: group [56] does not fit/,
    )
  })

  test('with many signs mistyped is refused and never taken', async () => {
    const many = fc.uniqueArray(fc.nat({ max: keyCharacters - 1 }), { minLength: 3, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(many, fc.integer({ min: 1, max: 31 }), async (places, shift) => {
        expect((await readPaperKey(mistyped(places, shift))).ok).toBe(false)
      }),
    )
    expect(await messageOf('')).toMatch(/0 were typed: compare every group/)
    expect(await messageOf(`${groups.join('').slice(0, -1)}?`)).toMatch(/group 14 has “\?”, which no key has/)
  })
})

test('the mark of a sheet tells two sheets apart, and is the same in each of its backups', async () => {
  const other = await newPaperKey()
  expect(keyMark(key.recipient)).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  expect(keyMark(key.recipient)).toBe(keyMark(key.recipient))
  expect(keyMark(other.recipient)).not.toBe(keyMark(key.recipient))
})

async function keyWith(sign: string): Promise<PaperKey> {
  for (;;) {
    const made = await newPaperKey()
    if (groupsOf(made.identity).join('').includes(sign)) return made
  }
}
