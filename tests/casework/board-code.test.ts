import { expect, test } from 'vitest'
import { namesPartOf } from '../../src/gate/names-in-text.ts'
import { matchesNumberPattern, numberPattern } from '../../src/policy/manifest.ts'

test('what public minutes have of a case is a number in a form of the pack, and nothing else fits', () => {
  const shapes = ['99-99', 'AA-9']
  for (const typed of ['26-31', 'CC-7', 'cc-7'])
    expect([typed, matchesNumberPattern(typed, shapes)]).toEqual([typed, true])
  for (const typed of [
    '',
    '9',
    '26-311',
    ' 26-31',
    '26-31\n',
    '26–31',
    'ÑÑ-7',
    '٢٦-٣١',
    'Pip Canary',
    'C-7',
  ]) {
    expect([typed, matchesNumberPattern(typed, shapes)]).toEqual([typed, false])
  }
})

test('a pack has no form without a digit, nor one that lets a text in', () => {
  for (const shape of ['AAAA', '', '9 9', '9.*', 'A'.repeat(30)]) {
    expect([shape, numberPattern.safeParse(shape).success]).toEqual([shape, false])
  }
})

test('in a number a first or a last name alone is a name too', () => {
  const name = { surname: 'De la Rosa', firstName: 'Pía' }
  expect(['PIA-7', 'rosa-26', '26-31', 'XY-7'].map((text) => namesPartOf(text, name))).toEqual([
    ...[true, true, false, false],
  ])
})
