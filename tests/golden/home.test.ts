import { afterAll, expect, test } from 'vitest'
import { changeKeyMode, KeyRing, sealedColumns, unlockKeys } from './current.ts'
import { cheapCost, secrets } from './secrets.ts'
import { base64, goldenRing, jsonOf, type Packed, pack, sweep, unpack } from './vectors.ts'

const bare = jsonOf<Packed>('keys-bare.json')
const { check } = jsonOf<{ readonly check: string }>('tokens.json')
afterAll(sweep)

/** Columns that the folders of the vectors have a key of; later ones have theirs in keys-added.json. */
const columns = sealedColumns.filter((column) => bare[`columns/${column}/1`] !== undefined)

/** The keys of every kind, by what the program calls them. */
function allKeys(ring: KeyRing) {
  const [owner = ''] = ring.history.owners()
  const months = ring.registerMonths()
  return {
    check: base64(ring.check()),
    columns: columns.map((column) => [column, base64(ring.columnKey(column).key)]),
    older: base64(ring.columnKeyAt('patron.name', 1)),
    links: ring.linkNights().map((night) => [night, base64(ring.linkKeyAt(night))]),
    months: months.map((month) => [month, base64(ring.registerMonthKey(month))]),
    forgotten: ring.registerMonthKeyFor('2026-09'),
    history: ring.history.versions(owner).map((version) => base64(ring.history.key(owner, version))),
    copies: ring.copies.ids().map((id) => base64(ring.copies.key(id))),
    cell: base64(ring.cells.monthKey(1, '2026-11')),
    signer: ring.registerSigner().privateKey.export({ format: 'pem', type: 'pkcs8' }),
  }
}

const fileOf = (name: string) => bare[name]

test('a keys folder with bare keys opens, and each key is the file of its name', () => {
  const keys = allKeys(goldenRing())
  expect(keys.check).toBe(check)
  expect(keys.columns).toEqual(
    columns.map((column) => [column, fileOf(`columns/${column}/${column === 'patron.name' ? 2 : 1}`)]),
  )
  expect(keys.older).toBe(fileOf('columns/patron.name/1'))
  expect(keys.links).toEqual(
    ['0001-01-01', '2026-11-23', '2026-11-24'].map((night) => [night, fileOf(`links/${night}`)]),
  )
  expect(keys.months).toEqual(
    ['2026-10', '2026-11'].map((month) => [month, fileOf(`register/months/${month}`)]),
  )
  expect(keys.forgotten).toBe('forgotten')
  expect(keys.history).toHaveLength(2)
  expect(keys.copies).toHaveLength(1)
  expect(base64(Buffer.from(keys.signer))).toBe(fileOf('register/signer.pem'))
})

test('opening a keys folder makes no key but those of new columns, and destroys none', () => {
  const dir = unpack(bare)
  allKeys(new KeyRing(dir))
  const later = jsonOf<Packed>('keys-added.json')
  const { 'columns/made': made = '', ...keys } = pack(dir)
  const { 'columns/made': known = '', ...others } = bare
  expect(Object.fromEntries(Object.entries(keys).filter(([name]) => !(name in later)))).toEqual(others)
  // The list of those that were ever made grows by the new ones.
  const names = (list: string) => Buffer.from(list, 'base64').toString().split('\n').filter(Boolean)
  const added = Object.keys(later).map((name) => name.replace(/^columns\/|\/1$/g, ''))
  expect(names(made).sort()).toEqual([...names(known), ...added].sort())
})

test.each(secrets)('a keys folder that a $mode guards opens to the same keys', async (secret) => {
  const dir = unpack(jsonOf<Packed>(`keys-${secret.mode}.json`))
  const { guard } = await unlockKeys(dir, async () => secret)
  expect(allKeys(new KeyRing(dir, { guard }))).toEqual(allKeys(goldenRing()))
})

test.each(secrets)('the files that a $mode guards have the form that they had', async (secret) => {
  const golden = jsonOf<Packed>(`keys-${secret.mode}.json`)
  const dir = unpack(bare)
  const unlocked = await unlockKeys(dir, () => Promise.reject(new Error('these keys are bare')))
  await changeKeyMode(dir, unlocked, secret.mode === 'passphrase' ? { ...secret, cost: cheapCost } : secret)
  const fresh = pack(dir)
  expect(Object.keys(fresh)).toEqual(Object.keys(golden))
  const form = (files: Packed) =>
    Object.entries(files)
      .filter(([name]) => name !== 'mode')
      .map(([name, text]) => [
        name,
        Buffer.from(text, 'base64').length,
        Buffer.from(text, 'base64').toString('latin1', 0, 13),
      ])
  expect(form(fresh)).toEqual(form(golden))
  const fields = ({ mode = '' }: Packed) =>
    Object.keys(JSON.parse(Buffer.from(mode, 'base64').toString('utf8')))
  expect(fields(fresh)).toEqual(fields(golden))
})
