import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LibraryKeyPart } from '../../src/platform/crypto/key-ring.ts'
import { libraryPartIdOf, openAccountKeys, type WrappedKeys } from '../../src/staff/account-keys.ts'
import { activeAccountKeys, findAccount } from '../../src/staff/account-store.ts'
import { resetSignIn } from '../../src/staff/accounts.ts'
import { changePassphrase, tryPassphrase } from '../../src/staff/sign-in.ts'
import { byNobody, passphrase, startOffice, type TestOffice } from '../accounts/office.ts'

// Whoever has a copy of the data and an old passphrase: what it wrapped lies in dead rows and in the log for weeks.

type Old = { readonly keys: WrappedKeys; readonly part: LibraryKeyPart }

let at: TestOffice
const old = new Map<string, Old>()
let live: LibraryKeyPart
let data: Buffer[]
let keys: Buffer[]

beforeAll(async () => {
  at = await startOffice()
  const { app } = at.office
  for (const signIn of ['bea', 'cleo']) {
    const id = await at.add({ signIn })
    const tried = { signIn, passphrase, place: 'office', again: false, tokenHash: randomBytes(32) }
    await tryPassphrase(at.office, tried)
    const held = await activeAccountKeys(app, at.office.ring, id)
    if (held === null) throw new Error('no keys')
    old.set(signIn, { keys: held, part: at.office.ring.accounts.read(id, libraryPartIdOf(held)) })
  }
  const bea = await findAccount(app, { id: old.get('bea')?.keys.accountId ?? '' })
  if (bea === null) throw new Error('no account')
  const change = { account: bea, was: passphrase, becomes: 'four words of mine', session: randomBytes(32) }
  expect(await changePassphrase(at.office, byNobody, change)).toBe('changed')
  await resetSignIn(at.office, byNobody, { id: old.get('cleo')?.keys.accountId ?? '', passphrase: 'given' })
  const kept = await activeAccountKeys(app, at.office.ring, bea.id)
  if (kept === null) throw new Error('no keys')
  live = at.office.ring.accounts.read(bea.id, libraryPartIdOf(kept))
  await at.it.database.close()
  data = filesBelow(at.it.home.dataDir)
  keys = filesBelow(at.it.home.keysDir)
})
afterAll(() => at?.close())

function filesBelow(folder: string): Buffer[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path))
  return paths.filter((path) => statSync(path).isFile()).map((path) => readFileSync(path))
}

describe.each([
  ['a change of the passphrase', 'bea'],
  ['a reset', 'cleo'],
])('after %s, in every byte of data and keys', (_, signIn) => {
  const of = () => old.get(signIn) as Old
  const lies = (bytes: Buffer, files: readonly Buffer[]) => files.some((file) => file.includes(bytes))

  test('a part that is in use is in the keys folder, and not in the data (so the search can find)', () => {
    expect(lies(live.bytes, keys)).toBe(true)
    expect(lies(live.bytes, data)).toBe(false)
  })

  test('what the old passphrase wrapped is there still (so the search can find)', () => {
    expect(lies(of().keys.wrapped, data)).toBe(true)
    expect(lies(of().keys.salt, data)).toBe(true)
  })

  test('and the library’s part of it is nowhere, so that the old passphrase opens nothing', async () => {
    const { keys: wrapped, part } = of()
    expect(lies(part.bytes, [...data, ...keys])).toBe(false)
    expect(await openAccountKeys(wrapped, { passphrase, libraryPart: part })).not.toBeNull()
    expect(await openAccountKeys(wrapped, { passphrase, libraryPart: { ...live, id: part.id } })).toBeNull()
  })
})
