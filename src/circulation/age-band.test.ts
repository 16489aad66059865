import { expect, test } from 'vitest'
import { ageBand } from './age-band.ts'

test.each([
  ['twelve until the day before the thirteenth birthday', '2013-11-25', '0-12'],
  ['thirteen on the birthday', '2013-11-24', '13-18'],
  ['eighteen until the day before the nineteenth birthday', '2007-11-25', '13-18'],
  ['nineteen, of age in Nebraska, on the birthday', '2007-11-24', '19-64'],
  ['sixty-five on the birthday', '1961-11-24', '65-'],
  ['unknown where no birth date is on file', undefined, 'unknown'],
] as const)('%s', (_, born, band) => {
  expect(ageBand(born, '2026-11-24')).toBe(band)
})
