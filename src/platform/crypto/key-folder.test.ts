import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { sealField } from './field.ts'
import { KeyError } from './key-folder.ts'
import { type ColumnName, KeyRing, sealedColumns } from './key-ring.ts'

const scratch = mkdtempSync(join(tmpdir(), 'carrel-columns-'))
afterAll(() => rmSync(scratch, { recursive: true }))

const added: ColumnName = 'account.key'
const newer = [...sealedColumns, added]
const keyOf = (folder: string, column: string) => join(folder, 'columns', column, '1')

function library(): string {
  const folder = mkdtempSync(join(scratch, 'keys-'))
  new KeyRing(folder)
  return folder
}

describe('a column that a newer Carrel seals for the first time', () => {
  test('gets its key in a library that is there already, and the same one ever after', () => {
    const folder = library()
    expect(existsSync(keyOf(folder, added))).toBe(false)
    const first = new KeyRing(folder, { columns: newer }).columnKey(added)
    expect(new KeyRing(folder, { columns: newer }).columnKey(added)).toEqual(first)
  })

  test('keeps it when an older Carrel has run in between', () => {
    const folder = library()
    const first = new KeyRing(folder, { columns: newer }).columnKey(added)
    new KeyRing(folder)
    expect(new KeyRing(folder, { columns: newer }).columnKey(added)).toEqual(first)
  })

  test('has its key whole when the program was killed before the list was written', () => {
    const folder = library()
    const list = readFileSync(join(folder, 'columns', 'made'))
    const first = new KeyRing(folder, { columns: newer }).columnKey(added)
    writeFileSync(join(folder, 'columns', 'made'), list)
    expect(new KeyRing(folder, { columns: newer }).columnKey(added)).toEqual(first)
  })
})

describe('a key that was lost', () => {
  test.each([['an old column', 'patron.name'] as const, ['a column added later', added] as const])(
    'is refused and not made again: %s',
    (_, column) => {
      const folder = library()
      new KeyRing(folder, { columns: newer })
      rmSync(keyOf(folder, column))
      const after = new KeyRing(folder, { columns: newer })
      expect(() => sealField(after, column, 'row', 'Ada')).toThrow(KeyError)
      expect(existsSync(keyOf(folder, column))).toBe(false)
    },
  )

  test('is refused where the list of columns was lost: no key is made in the place of one that may have been', () => {
    const folder = library()
    rmSync(join(folder, 'columns', 'made'))
    rmSync(keyOf(folder, 'patron.born'))
    expect(() => new KeyRing(folder, { columns: newer })).toThrow(KeyError)
    expect([added, 'patron.born'].map((column) => existsSync(keyOf(folder, column)))).toEqual([false, false])
  })
})
