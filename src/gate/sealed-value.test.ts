import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { claimMint, Permit, Sealed, SealedValueError } from './sealed-value.ts'

const secret = 'Lundvall, Torvald'
const patron = 'a-patron'
const mint = claimMint()
const sealed = () => new Sealed(patron, ['identity'], () => secret)

test('a sealed value shows only its seal, however it is printed, logged, spread, joined or cloned', () => {
  const value = sealed()
  const shown = [
    String(value),
    `${value}`,
    JSON.stringify({ value }),
    inspect(value, { depth: 9, showHidden: true }),
    inspect({ nested: [value] }, { showHidden: true }),
    JSON.stringify({ ...value }),
    [...value].join(''),
    [value].join(','),
    JSON.stringify(structuredClone(value)),
    JSON.stringify(Object.entries(value)),
    JSON.stringify(Reflect.ownKeys(value).map((key) => Reflect.get(value, key))),
    new Error(`failed for ${value}`).stack ?? '',
  ]
  for (const text of shown) {
    expect(text).toContain('[sealed]')
    expect(text).not.toContain('Lundvall')
  }
})

test('a permit opens the patron and the record that it names', () => {
  const permit = mint({ for: 'disclosure', patrons: [patron], records: ['identity'] })
  expect(sealed().open(permit)).toBe(secret)
})

test.each([
  ['another record', mint({ for: 'disclosure', patrons: [patron], records: ['contact', 'loans'] })],
  ['another patron', mint({ for: 'disclosure', patrons: ['someone-else'], records: ['identity'] })],
  ['nothing at all, because the gate did not make it', new Permit()],
  ['nothing, because it only looks like a permit', Object.create(Permit.prototype) as Permit],
  ['nothing, because it only says that it covers all', { covers: () => true } as unknown as Permit],
  ['nothing, because it is a permit of somebody’s own making', new (class extends Permit {})()],
])('a permit for %s does not open a sealed value', (_, permit) => {
  expect(() => sealed().open(permit)).toThrow(SealedValueError)
})

test('a refusal to open does not carry the value', () => {
  try {
    sealed().open(new Permit())
    expect.unreachable()
  } catch (error) {
    expect(inspect(error, { showHidden: true })).not.toContain('Lundvall')
  }
})

test('the mint is handed out once, so that only its first claimant can make permits', () => {
  expect(() => claimMint()).toThrow(/gate alone/)
})
