import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { sealField } from '../platform/crypto/field.ts'
import { KeyRing } from '../platform/crypto/key-ring.ts'
import { LinkKeys, LinkOpener } from '../platform/crypto/link-keys.ts'
import { Opener } from '../platform/crypto/opener.ts'
import { holdLineOpener, linkResealOpener, nameIndexOpener, patronSecretOpener } from './capabilities.ts'
import { openLink, sealLink } from './sealed-link.ts'

const folder = mkdtempSync(join(tmpdir(), 'carrel-capabilities-'))
afterAll(() => rmSync(folder, { recursive: true }))
const ring = new KeyRing(folder)
const id = '7d1f1e1a-0000-4000-8000-000000000001'
const loan = sealLink(new LinkKeys(ring), 'loan', {
  patron: 'one',
  item: 'two',
  dueOn: '2026-12-01',
  state: 'out',
  band: 'unknown',
})

test('an opener opens the columns that it was granted, and the compiler and the program refuse it the others', () => {
  const opener = nameIndexOpener(ring)
  expect(opener.field('patron.name', id, sealField(ring, 'patron.name', id, 'Ada'))).toBe('Ada')
  const born = sealField(ring, 'patron.born', id, '1990-01-01')
  // @ts-expect-error a column that it was not granted
  expect(() => opener.field('patron.born', id, born)).toThrow('granted no patron.born')
})

test('an opener of links opens the kinds that it was granted, and no others', () => {
  expect(openLink(new LinkOpener(linkResealOpener(ring)), 'loan', loan).item).toBe('two')
  // @ts-expect-error a kind that it was not granted
  expect(() => openLink(new LinkOpener(holdLineOpener(ring)), 'loan', loan)).toThrow('granted no loan')
})

test('the keys that seal a link do not open it', () => {
  // @ts-expect-error keys that were made of no opener
  expect(() => openLink(new LinkKeys(ring), 'loan', loan)).toThrow()
})

test('an opener passes for one that opens less, and for none that opens more or something else', () => {
  const less: Opener<'pin.hash'> = patronSecretOpener(ring)
  // @ts-expect-error it opens a PIN and nothing more
  const more: Opener<'pin.hash' | 'pin.second_factor'> = less
  // @ts-expect-error a name is not a PIN
  const other: Opener<'pin.hash'> = nameIndexOpener(ring)
  expect([more, other]).toHaveLength(2)
})

test('only the file of capabilities makes an opener', () => {
  // @ts-expect-error its constructor is its own
  expect(() => new Opener(ring, new Set(['patron.name']), new Set()).field).toBeDefined()
  expect(() => Opener.claim()).toThrow('granted in gate/capabilities.ts alone')
})
