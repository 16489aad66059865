import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealField } from './field.ts'
import { KeyRing } from './key-ring.ts'
import { NameIndex } from './name-index.ts'

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
  ['the last word of a surname', 'cruz', ['cruz']],
  ['an apostrophe of another kind', "o'brien", ['obrien']],
  ['a name of one word', 'cher', ['alone']],
  ['another script', '山田', ['kanji']],
  ['nothing but punctuation', ' ,-', []],
  ['nobody', 'zzz', []],
])('a search finds by %s', (_, typed, ids) => {
  expect(index.search(typed, 20)).toEqual({ ids, more: false })
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
