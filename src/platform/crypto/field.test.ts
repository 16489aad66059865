import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { openField } from '../../../tests/support/opening.ts'
import { sealField, token } from './field.ts'
import { KeyError } from './key-folder.ts'
import { type ColumnName, KeyRing } from './key-ring.ts'

const folder = mkdtempSync(join(tmpdir(), 'carrel-keys-'))
afterAll(() => rmSync(folder, { recursive: true }))
const ring = new KeyRing(folder)

test('law: what was sealed opens to what it was, for any JSON value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const opened = openField(ring, 'patron.name', 'row', sealField(ring, 'patron.name', 'row', value))
      expect(opened).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('a sealed field moved to another row or column does not open', () => {
  const sealed = sealField(ring, 'patron.name', 'row-1', 'Ada')
  expect(() => openField(ring, 'patron.name', 'row-2', sealed)).toThrow()
  expect(() => openField(ring, 'patron.born', 'row-1', sealed)).toThrow()
})

test('a sealed field with any one byte changed does not open', () => {
  const sealed = sealField(ring, 'patron.name', 'row', 'Ada')
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(() => openField(ring, 'patron.name', 'row', changed), `byte ${at}`).toThrow()
  }
})

test('names, contacts and cards of ordinary length are all of one length when sealed', () => {
  const lengths = (column: ColumnName, values: readonly unknown[]) =>
    new Set(values.map((value) => sealField(ring, column, 'r', value).length)).size
  const names = [
    { surname: 'Ng', firstName: 'Bo' },
    { surname: 'Vondracek-Castellano', firstName: 'Bohumila Guadalupe', otherNames: 'Marguerite Zofia' },
  ]
  const contacts = [
    { addresses: [], phones: [], emails: [] },
    {
      addresses: [['4899 Crane Meadow Drive', 'Apt 12', 'Saint Ansgar Springs, NE 68999', 'USA']],
      phones: ['308-555-0101', '402-555-0102'],
      emails: ['guadalupe.castellano20000@school.example.org'],
    },
  ]
  expect(lengths('patron.name', names)).toBe(1)
  expect(lengths('patron.contact', contacts)).toBe(1)
  expect(lengths('card.barcode', ['1', '24000000000001', 'JML-00031'])).toBe(1)
  // What is longer than its step does tell so: a second address, a very long name.
  expect(lengths('patron.name', ['x', 'x'.repeat(200)])).toBe(2)
})

test('two rows with one value share no ciphertext, and nothing readable', () => {
  const [one, two] = ['r1', 'r2'].map((row) => sealField(ring, 'patron.name', row, 'Canary Wharfinger'))
  expect(one?.equals(two ?? Buffer.alloc(0))).toBe(false)
  expect(one?.toString('latin1')).not.toContain('Canary')
})

test('tokens are equal for equal values under one purpose only, and under one library only', () => {
  const other = new KeyRing(mkdtempSync(join(folder, 'other-')))
  expect(token(ring, 'card.barcode', '1')).toEqual(token(ring, 'card.barcode', '1'))
  expect(token(ring, 'card.barcode', '1')).not.toEqual(token(ring, 'loan.item', '1'))
  expect(token(ring, 'card.barcode', '1')).not.toEqual(token(other, 'card.barcode', '1'))
})

test('two rings on one folder, as in two processes, have the same keys', () => {
  const second = new KeyRing(folder)
  expect(second.registerMonthKey('2026-11')).toEqual(ring.registerMonthKey('2026-11'))
  expect(second.registerSigner().publicKey.export({ type: 'spki', format: 'pem' })).toBe(
    ring.registerSigner().publicKey.export({ type: 'spki', format: 'pem' }),
  )
})

test('only the owner may read a key file, and no temporary file is left', () => {
  ring.registerMonthKey('2026-12')
  const months = join(folder, 'register', 'months')
  expect(readdirSync(months).every((name) => /^\d{4}-\d\d$/.test(name))).toBe(true)
  for (const name of readdirSync(months)) expect(statSync(join(months, name)).mode & 0o077).toBe(0)
})

test('a key that is gone is refused by its path and never made again, but for that of a new month', () => {
  const home = mkdtempSync(join(folder, 'gone-'))
  const sealed = sealField(new KeyRing(home), 'patron.name', 'row', 'Ada')
  rmSync(join(home, 'columns', 'patron.name'), { recursive: true })
  rmSync(join(home, 'register', 'signer.pem'))
  const after = new KeyRing(home)
  expect(() => sealField(after, 'patron.name', 'row', 'Ada')).toThrow(
    /patron\.name.1 cannot be read \(ENOENT\)/,
  )
  expect(() => openField(after, 'patron.name', 'row', sealed)).toThrow(KeyError)
  expect(() => after.registerSigner()).toThrow(KeyError)
  expect(after.registerMonthKey('2027-01')).toHaveLength(32)
})

test('a key of another library in the right place is named as what it is', () => {
  const [ours, theirs] = [mkdtempSync(join(folder, 'ours-')), mkdtempSync(join(folder, 'theirs-'))]
  const sealed = sealField(new KeyRing(ours), 'patron.name', 'row', 'Ada')
  new KeyRing(theirs)
  cpSync(join(theirs, 'columns'), join(ours, 'columns'), { recursive: true })
  expect(() => openField(new KeyRing(ours), 'patron.name', 'row', sealed)).toThrow(
    /sealed patron\.name does not open/,
  )
})

test('a key file that was cut short is refused, with its path and what to do', () => {
  const damaged = new KeyRing(mkdtempSync(join(folder, 'damaged-')))
  damaged.registerMonthKey('2026-01')
  const path = join(
    folder,
    readdirSync(folder).find((name) => name.startsWith('damaged-')) ?? '',
    'register/months/2026-01',
  )
  writeFileSync(path, 'short')
  const again = new KeyRing(join(path, '../../..'))
  expect(() => again.registerMonthKey('2026-01')).toThrow(KeyError)
  expect(() => again.registerMonthKey('2026-01')).toThrow(/holds 5 bytes and should hold 32.*backup/)
})
