import { expect, test } from 'vitest'
import { isNameOf } from './guardian-name.ts'

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

test('a name of which the file lacks a part is nobody’s', () => {
  expect(isNameOf('Rosa Vega', { surname: '', firstName: 'Rosa' })).toBe(false)
  expect(isNameOf('Rosa Vega', { surname: 'Vega', firstName: '' })).toBe(false)
})
