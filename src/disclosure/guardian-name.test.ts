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
