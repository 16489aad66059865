import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealField } from '../platform/crypto/field.ts'
import { KeyRing } from '../platform/crypto/key-ring.ts'
import { isNameOf, NameIndex } from './patron-name.ts'

const folder = mkdtempSync(join(tmpdir(), 'carrel-names-'))
afterAll(() => rmSync(folder, { recursive: true }))

const people: Record<string, { surname: string; firstName: string; otherNames?: string }> = {
  cruz: { surname: 'De la Cruz', firstName: 'Ana' },
  sarka: { surname: 'Lundvall', firstName: 'Šárka' },
  torvald: { surname: 'Lundvall', firstName: 'Torvald' },
  obrien: { surname: 'O’Brien', firstName: 'Pat', otherNames: 'Quincy' },
  alone: { surname: 'Cher', firstName: '' },
  kanji: { surname: '山田', firstName: '花子' },
}
people['luczak'] = { surname: 'Łuczak', firstName: 'Ela' }
for (let n = 0; n < 25; n++)
  people[`smith-${n}`] = { surname: 'Smith', firstName: `A${String.fromCharCode(97 + n)}` }

const index = new NameIndex()
beforeAll(async () => {
  const ring = new KeyRing(folder)
  async function* names() {
    yield Object.entries(people).map(([id, name]) => ({ id, name: sealField(ring, 'patron.name', id, name) }))
  }
  await index.build(ring, names())
})

test.each([
  [['lundvall', 'torvald'], ['torvald']],
  [['Šárka', 'Lundvall'], ['sarka']],
  [['Ana', 'de'], ['cruz']],
  [['obrien', 'pat'], ['obrien']],
  [['lundvall', 'torv'], []],
  [['', ' '], []],
])('finds by whole words alone: %j', (words, ids) => {
  expect(index.named(words, 5)).toEqual(ids)
})

test.each([
  ['a surname begun', 'lundv', ['sarka', 'torvald']],
  ['surname and first name', 'Lundvall, T', ['torvald']],
  ['first name and surname', 'torvald lund', ['torvald']],
  ['a name without its accents', 'lundvall sarka', ['sarka']],
  ['a name with its accents', 'Lundvall Šá', ['sarka']],
  ['a letter without its stroke', 'luczak', ['luczak']],
  ['the last word of a surname', 'cruz', ['cruz']],
  ['an apostrophe of another kind', "o'brien", ['obrien']],
  ['a name of one word', 'cher', ['alone']],
  ['another script', '山田', ['kanji']],
  ['nothing but punctuation', ' ,-', []],
  ['nobody', 'zzz', []],
])('a search finds by %s', (_, typed, ids) => {
  expect(index.search(typed, 20)).toEqual({ ids, more: false })
})

test.each([
  ['what is typed, in its order, first', 'lundv', ['sarka', 'torvald']],
  ['the beginnings of first name and surname', 'tor lund', ['torvald']],
  ['the beginnings of surname and first name', 'lund tor', ['torvald']],
  ['a first name and surname with another name between', 'pat obr', ['obrien']],
  ['a second first name', 'obr qui', ['obrien']],
  ['a surname without its small words', 'ana cr', ['cruz']],
  ['nobody of whom one word does not begin a name', 'tor lundx', []],
  ['nobody by one word typed twice', 'tor tor', []],
  ['nobody by the end of a word', 'vald lund', []],
])('a search by parts finds %s', (_, typed, ids) => {
  expect(index.find(typed, 20)).toEqual({ ids, more: false })
})

test('a search by parts lists each patron once, 20 at most, and says that there are more', () => {
  const { ids, more } = index.find('a smi', 20)
  expect(new Set(ids).size).toBe(20)
  expect(more).toBe(true)
})

test('a common surname lists 20 patrons once each, and says that there are more', () => {
  const { ids, more } = index.search('smith', 20)
  expect(new Set(ids).size).toBe(20)
  expect(more).toBe(true)
})

test('one name that does not open leaves the others findable, and is counted; none that opens is refused', async () => {
  const ring = new KeyRing(folder)
  const good = {
    id: 'good',
    name: sealField(ring, 'patron.name', 'good', { surname: 'Good', firstName: 'Ann' }),
  }
  const moved = { id: 'moved', name: good.name }
  async function* rows(...names: { id: string; name: Buffer }[]) {
    yield names
  }
  const some = new NameIndex()
  expect(await some.build(ring, rows(good, moved))).toEqual({ unreadable: 1 })
  expect(some.search('good', 20).ids).toEqual(['good'])
  await expect(new NameIndex().build(ring, rows(moved))).rejects.toThrow(/does not open/)
})

const rosa = { surname: "O'Hara-Núñez", firstName: 'Rosa', otherNames: 'M.' }

test.each([
  'Rosa M. O’Hara-Núñez',
  "O'HARA NUNEZ, ROSA",
  'rosa ohara nunez',
  'Rosa María O’Hara-Núñez'.replace('María ', ''),
])('a name is the same however it is written: %s', (typed) => {
  expect(isNameOf(typed, rosa)).toBe(true)
})

test('a middle name may be missing on the file as well as on the ID', () => {
  const ana = { surname: 'De la Cruz', firstName: 'Ana' }
  expect(isNameOf('Ana Lucía de la Cruz', ana)).toBe(true)
  expect(isNameOf('de la Cruz, Ana Lucía', ana)).toBe(true)
})

test('a middle initial stands for a middle name that begins with it, on either side, and for no other name', () => {
  const beth = { surname: 'Cole', firstName: 'Ann', otherNames: 'Beth' }
  const initial = { surname: 'Cole', firstName: 'Ann', otherNames: 'B.' }
  for (const typed of ['Ann B. Cole', 'Cole, Ann B', 'ann b cole', 'Ann Beth Cole']) {
    expect([typed, isNameOf(typed, beth)]).toEqual([typed, true])
  }
  expect(isNameOf('Ann Beth Cole', initial)).toBe(true)
  // More than a letter is a name, which must be the same; and a first name is no initial, nor a surname.
  for (const typed of [
    'Ann K. Cole',
    'Ann Be Cole',
    'Ann Bess Cole',
    'A. Beth Cole',
    'A. B. Cole',
    'Ann B. C.',
  ]) {
    expect([typed, isNameOf(typed, beth)]).toEqual([typed, false])
  }
  expect(isNameOf('Ann Beth Cole', { surname: 'Cole', firstName: 'A.', otherNames: 'Beth' })).toBe(false)
  expect(isNameOf('B. Cole', { surname: 'Cole', firstName: '', otherNames: 'Beth' })).toBe(false)
  // What is on file as a first name is compared in full, also where it has two words.
  expect(isNameOf('Mary B. Cole', { surname: 'Cole', firstName: 'Mary Beth' })).toBe(false)
  expect(isNameOf('Mary Beth J. Cole', { surname: 'Cole', firstName: 'Mary Beth', otherNames: 'Jo' })).toBe(
    true,
  )
})

test.each([
  ...[
    '',
    'Rosa',
    "O'Hara-Núñez",
    "O'Hara-Núñez,",
    ', Rosa',
    'Rosa Núñez',
    "R. O'Hara-Núñez",
    "Ros O'Hara-Núñez",
  ],
  ...["Rosa K. O'Hara-Núñez", "M. O'Hara-Núñez", "Rosa XO'Hara-Núñez", "Rosa, O'Hara-Núñez"],
])('a name that is almost the same is another: %s', (typed) => {
  expect(isNameOf(typed, rosa)).toBe(false)
})

test('a name of which the file lacks a part matches no one', () => {
  expect(isNameOf('Rosa Vega', { surname: '', firstName: 'Rosa' })).toBe(false)
  expect(isNameOf('Rosa Vega', { surname: 'Vega', firstName: '' })).toBe(false)
})
