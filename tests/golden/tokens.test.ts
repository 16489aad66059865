import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashAtRealCost } from '../hashing-cost.ts'
import { captured } from './captured.ts'
import {
  chargeLander,
  chargePassphrase,
  holdLander,
  isPassphrase,
  itemLander,
  type KeyRing,
  loanLander,
  ownKnownToken,
  signInWithPin,
  storeSetUpLink,
  token,
  tokenHash,
} from './current.ts'
import { entryKinds, labels, markedTables, tokenPurposes } from './lists.ts'
import { typedPassphrase } from './make-sign-in.ts'
import { cardNumber } from './people.ts'
import { madeTokens } from './tokens.ts'
import { base64, goldenRing, jsonOf, sweep } from './vectors.ts'

hashAtRealCost()

type Tokens = ReturnType<typeof madeTokens> & { readonly knownBrowser: string; readonly check: string }

const golden = jsonOf<Tokens>('tokens.json')
let ring: KeyRing
beforeAll(() => {
  ring = goldenRing()
})
afterAll(sweep)

test('the keys of the golden library are the ones that its data were kept with', () => {
  expect(base64(ring.check())).toBe(golden.check)
})

test('every token is made again, byte by byte', () => {
  const { knownBrowser: _, check: __, ...made } = golden
  expect(madeTokens(ring)).toEqual(made)
})

test('each purpose is pinned', () => {
  expect(Object.keys(golden.byPurpose)).toEqual(tokenPurposes)
})

test('a browser that was known stays known', () => {
  expect(ownKnownToken(ring, golden.knownBrowser)).toBe(golden.knownBrowser)
  expect(ownKnownToken(ring, `${golden.knownBrowser.slice(0, -1)}!`)).toBeNull()
})

test('rows of another system are found again by the purposes of their ids', () => {
  const landers = [itemLander({} as never, {} as never), loanLander({} as never, {} as never, () => {})]
  const purposes = [...landers, holdLander({} as never), chargeLander({} as never)].map(
    ({ id }) => id.purpose,
  )
  expect(purposes).toEqual(['koha.items', 'koha.issues', 'koha.reserves', 'koha.accountlines'])
})

test('what the database keeps of a link to set up, and of tries to sign in, is by the same tokens', async () => {
  const [now, hash, browser] = [new Date('2026-11-24T15:04:05Z'), Buffer.alloc(32, 1), Buffer.alloc(32, 0x21)]
  const keptOf = (purpose: string, value: string) => base64(token(ring, purpose, value))
  const { db, written } = captured()
  await storeSetUpLink(db, ring, hash, now)
  expect(written()).toContain(keptOf('set-up', `link ${hash.toString('hex')} 2026-11-25T15:04:05.000Z`))
  const trying = { now, today: '2026-11-24', from: { browser: null, computer: null } }
  await chargePassphrase(db, ring, 'A.Clerk', trying as never)
  expect(written()).toContain(keptOf('sign-in try', 'name\na.clerk'))
  const gate = { facts: { hasGoodCard: async () => false } }
  const office = { app: db, ring, gate, clock: { now: () => now, today: () => '2026-11-24' } }
  await signInWithPin(office as never, { card: cardNumber, pin: '4711', tokenHash: hash, known: browser })
  const number = '23117000000019'
  for (const value of [keptOf('sign-in try', `card\n${number}`), golden.card])
    expect(written()).toContain(value)
})

test('a passphrase and a cookie still fit what the database keeps of them', async () => {
  const { hash, token: kept } = jsonOf<{ readonly hash: string; readonly token: string }>('sign-in.json')
  expect(await isPassphrase(hash, typedPassphrase)).toBe(true)
  // Typed on another keyboard, it is the same.
  expect(await isPassphrase(hash, typedPassphrase.normalize('NFC'))).toBe(true)
  expect(await isPassphrase(hash, `${typedPassphrase}.`)).toBe(false)
  expect(base64(tokenHash('a token'))).toBe(kept)
})

/** All of the program's text, but for its tests: for names that no function gives back. */
const source = readdirSync(join(import.meta.dirname, '../../src'), { recursive: true, withFileTypes: true })
  .filter(({ name }) => /(?<!\.test)\.tsx?$/.test(name))
  .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'))
  .join('\n')

test('each purpose, marked table and label is in the program as it was', () => {
  const names = [...tokenPurposes, ...markedTables].filter(
    (name) => !source.includes(`'${name}'`) && !new RegExp(`^\\s*${name}:`, 'm').test(source),
  )
  expect(names).toEqual([])
  expect(labels.filter((label) => !source.includes(label))).toEqual([])
  expect(source).toContain('`row of ${')
})

/** Made of two words, as `${use}-code-given` is. */
const composed = [
  ...['guardian-changed', 'guardian-removed', 'phone-code-given'],
  ...['account-closed', 'account-closed-at-counter', 'account-not-closed'],
]

test('each kind of entry is recorded under the name that it had', () => {
  // A name that is followed by a colon is a key of the screens' words, which record nothing.
  const missing = entryKinds.filter((kind) => !new RegExp(`'${kind}'(?!\\s*:)`).test(source))
  expect(missing.filter((kind) => !composed.includes(kind))).toEqual([])
})
