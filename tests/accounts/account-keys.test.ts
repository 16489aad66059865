import {
  createHash,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newLibraryKeyPart } from '../../src/platform/crypto/key-ring.ts'
import {
  destroyAllUnusedKeyParts,
  libraryPartIdOf,
  makeAccountKeys,
  openAccountKeys,
  rewrapAccountKeys,
  type WrappedKeys,
} from '../../src/staff/account-keys.ts'
import { activeAccountKeys, findAccount } from '../../src/staff/account-store.ts'
import { resetSignIn } from '../../src/staff/accounts.ts'
import { changePassphrase, choosePassphrase, tryPassphrase } from '../../src/staff/sign-in.ts'
import { hashAtRealCost } from '../hashing-cost.ts'
import { byNobody, kindsAbout, passphrase, recorded, startOffice, type TestOffice } from './office.ts'

hashAtRealCost()

let at: TestOffice
beforeAll(async () => {
  at = await startOffice()
})
afterAll(() => at.close())

const libraryPart = newLibraryKeyPart()
const by = (typed: string) => ({ passphrase: typed, libraryPart })
/** What an account's stored keys open to, with the library's part that is in the keys folder now. */
const opens = (keys: WrappedKeys, typed: string) =>
  openAccountKeys(keys, {
    passphrase: typed,
    libraryPart: at.office.ring.accounts.read(keys.accountId, libraryPartIdOf(keys)),
  })
const accountId = '0b8b7c1e-6f4f-4a34-9d37-2f9a5f2f6a01'
const spkiOf = { x25519: '302a300506032b656e032100', ed25519: '302a300506032b6570032100' }

/** A public key as anybody makes it of its 32 bytes. */
const publicKey = (kind: 'x25519' | 'ed25519', raw: Buffer) =>
  createPublicKey({
    key: Buffer.concat([Buffer.from(spkiOf[kind], 'hex'), raw]),
    format: 'der',
    type: 'spki',
  })

/** What somebody who seals to this key gets, and what only its holder gets again. */
function sealedTo(raw: Buffer): { readonly shared: Buffer; readonly ephemeral: KeyObject } {
  const own = generateKeyPairSync('x25519')
  const shared = diffieHellman({ privateKey: own.privateKey, publicKey: publicKey('x25519', raw) })
  return { shared, ephemeral: own.publicKey }
}
const openedBy = (sealing: KeyObject, ephemeral: KeyObject) =>
  diffieHellman({ privateKey: sealing, publicKey: ephemeral })

describe('an account’s keys', () => {
  test('open by their passphrase, however its letters are composed, and do what their public halves say', async () => {
    const keys = await makeAccountKeys({ accountId, generation: 1 }, by('Café am Bühl 12'))
    const opened = await openAccountKeys(keys, by('Cafe\u0301 am Bu\u0308hl 12'))
    if (opened === null) throw new Error('they do not open')
    const { shared, ephemeral } = sealedTo(keys.sealingPublic)
    expect(openedBy(opened.sealing, ephemeral)).toEqual(shared)
    const signature = sign(null, Buffer.from('decided'), opened.signing)
    expect(verify(null, Buffer.from('decided'), publicKey('ed25519', keys.signingPublic), signature)).toBe(
      true,
    )
  })

  test('do not open by another passphrase, under another name, or after any byte was changed', async () => {
    const keys = await makeAccountKeys({ accountId, generation: 1 }, by(passphrase))
    const flipped = (bytes: Buffer, index: number) =>
      Buffer.from(bytes.map((byte, at) => (at === index ? byte ^ 1 : byte)))
    const others: [string, WrappedKeys][] = [
      ['another account', { ...keys, accountId: accountId.replace('0b', '0c') }],
      ['another generation', { ...keys, generation: 2 }],
      ['another key to seal to', { ...keys, sealingPublic: flipped(keys.sealingPublic, 0) }],
      ['another key to verify with', { ...keys, signingPublic: flipped(keys.signingPublic, 31) }],
      ['another salt', { ...keys, salt: flipped(keys.salt, 0) }],
      ['another version', { ...keys, wrapped: flipped(keys.wrapped, 0) }],
      ['a byte of the ciphertext', { ...keys, wrapped: flipped(keys.wrapped, 40) }],
      ['a byte of the tag', { ...keys, wrapped: flipped(keys.wrapped, keys.wrapped.length - 1) }],
      ['less', { ...keys, wrapped: keys.wrapped.subarray(0, -1) }],
    ]
    expect(await openAccountKeys(keys, by(`${passphrase} `))).toBeNull()
    for (const [what, other] of others) expect(await openAccountKeys(other, by(passphrase)), what).toBeNull()
    const part = { ...libraryPart, bytes: newLibraryKeyPart().bytes }
    expect(await openAccountKeys(keys, { passphrase, libraryPart: part })).toBeNull()
    expect(
      await openAccountKeys(keys, {
        passphrase,
        libraryPart: { ...libraryPart, id: newLibraryKeyPart().id },
      }),
    ).toBeNull()
    expect(await openAccountKeys(keys, by(passphrase))).not.toBeNull()
  })

  test('stay the same under another passphrase, with another salt, and the old one opens them no longer', async () => {
    const keys = await makeAccountKeys({ accountId, generation: 1 }, by(passphrase))
    expect(await rewrapAccountKeys(keys, { was: by('not it'), becomes: by('another one') })).toBeNull()
    const again = await rewrapAccountKeys(keys, { was: by(passphrase), becomes: by('another one') })
    if (again === null) throw new Error('they do not open')
    expect(again.sealingPublic).toEqual(keys.sealingPublic)
    expect(again.salt).not.toEqual(keys.salt)
    expect(await openAccountKeys(again, by(passphrase))).toBeNull()
    const both = [
      await openAccountKeys(keys, by(passphrase)),
      await openAccountKeys(again, by('another one')),
    ]
    const [before, after] = both.map((opened) => opened?.signing.export({ type: 'pkcs8', format: 'der' }))
    expect(after).toEqual(before)
  })
})

const hash = (text: string) => Buffer.alloc(32, text)
const tried = (signIn: string, typed: string) =>
  tryPassphrase(at.office, {
    ...{ signIn, passphrase: typed, place: 'office', again: false },
    tokenHash: randomBytes(32),
  })

async function account(id: string) {
  const found = await findAccount(at.office.app, { id })
  if (found === null) throw new Error('no such account')
  return found
}

describe('a sign-in', () => {
  test('has its keys from its first sign-in on, once, however many begin at the same time', async () => {
    const id = await at.add({ signIn: 'ada' })
    expect(await activeAccountKeys(at.office.app, at.office.ring, id)).toBeNull()
    await Promise.all([1, 2, 3].map(() => tried('ada', passphrase)))
    const rows = await at.office.app
      .selectFrom('account_key')
      .selectAll()
      .where('account_id', '=', id)
      .execute()
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ generation: 1, made_on: '2026-11-24', retired_on: null })
    const keys = await activeAccountKeys(at.office.app, at.office.ring, id)
    expect(keys && (await opens(keys, passphrase))).not.toBeNull()
  })

  test('that changes its passphrase keeps its keys, and the old passphrase opens them no longer', async () => {
    const id = await at.add({ signIn: 'bea' })
    await tried('bea', passphrase)
    const before = await activeAccountKeys(at.office.app, at.office.ring, id)
    const change = { account: await account(id), becomes: 'four words of mine', session: hash('none') }
    expect(await changePassphrase(at.office, byNobody, { ...change, was: 'not it' })).toBe('wrong')
    expect(await changePassphrase(at.office, byNobody, { ...change, was: passphrase })).toBe('changed')
    const after = await activeAccountKeys(at.office.app, at.office.ring, id)
    expect(after?.sealingPublic).toEqual(before?.sealingPublic)
    expect(after && (await opens(after, passphrase))).toBeNull()
    expect(after && (await opens(after, 'four words of mine'))).not.toBeNull()
    expect(await tried('bea', passphrase)).toBeNull()
    expect(await kindsAbout(at.it, at.office.ring, id)).toContain('passphrase-changed')
  })

  test('that was reset opens nothing that was sealed to it before, by any passphrase it ever had', async () => {
    const id = await at.add({ signIn: 'cleo' })
    await tried('cleo', passphrase)
    const old = await activeAccountKeys(at.office.app, at.office.ring, id)
    if (old === null) throw new Error('no keys')
    const { shared, ephemeral } = sealedTo(old.sealingPublic)
    const held = await opens(old, passphrase)
    expect(held && openedBy(held.sealing, ephemeral)).toEqual(shared)
    const signature = sign(null, Buffer.from('decided'), held?.signing ?? '')

    at.time.today = '2026-11-30'
    await resetSignIn(at.office, byNobody, { id, passphrase: 'given by the director' })
    expect(await activeAccountKeys(at.office.app, at.office.ring, id)).toBeNull()
    // Whoever made the passphrase knows it; with it alone no keys are made that they could open later.
    await tried('cleo', 'given by the director')
    expect(await activeAccountKeys(at.office.app, at.office.ring, id)).toBeNull()
    const chosen = { account: await account(id), session: hash('none') }
    expect(await choosePassphrase(at.office, byNobody, { ...chosen, becomes: 'given by the director' })).toBe(
      'same',
    )
    expect(await choosePassphrase(at.office, byNobody, { ...chosen, becomes: 'a passphrase of mine' })).toBe(
      'changed',
    )

    const rows = await at.office.app
      .selectFrom('account_key')
      .selectAll()
      .where('account_id', '=', id)
      .orderBy('generation')
      .execute()
    expect(rows.map(({ generation, made_on, retired_on }) => [generation, made_on, retired_on])).toEqual([
      [1, '2026-11-24', '2026-11-30'],
      [2, '2026-11-30', null],
    ])
    // All that the database still holds of this account, against every passphrase it ever had.
    for (const { generation, salt, wrapped, sealing_public, signing_public } of rows) {
      for (const typed of [passphrase, 'given by the director', 'a passphrase of mine']) {
        if (salt === null || wrapped === null) continue
        const publics = { sealingPublic: sealing_public, signingPublic: signing_public }
        const opened = await opens({ accountId: id, generation, ...publics, salt, wrapped }, typed)
        if (opened !== null) expect(openedBy(opened.sealing, ephemeral)).not.toEqual(shared)
      }
    }
    expect(rows[0]).toMatchObject({ salt: null, wrapped: null })
    // What it signed before still verifies, with the public half that is kept beside its days.
    const kept = publicKey('ed25519', rows[0]?.signing_public ?? Buffer.alloc(32))
    expect(verify(null, Buffer.from('decided'), kept, signature)).toBe(true)
    at.time.today = '2026-11-24'
  })
  test('whose change a kill cut short has one part of the library after the next start, the one it needs', async () => {
    const id = await at.add({ signIn: 'dora' })
    await tried('dora', passphrase)
    const { accounts } = at.office.ring
    accounts.make(id, newLibraryKeyPart())
    await destroyAllUnusedKeyParts(at.office)
    const keys = await activeAccountKeys(at.office.app, at.office.ring, id)
    expect(readdirSync(join(at.it.home.keysDir, 'accounts', id))).toEqual([
      keys && libraryPartIdOf(keys).toString('hex'),
    ])
    expect(keys && (await opens(keys, passphrase))).not.toBeNull()
  })

  test('has the hash of its public keys on record, so that no one puts others in their place unseen', async () => {
    const id = await at.add({ signIn: 'emil' })
    await tried('emil', passphrase)
    const keys = await activeAccountKeys(at.office.app, at.office.ring, id)
    const hashed = createHash('sha256')
      .update(keys?.sealingPublic ?? '')
      .update(keys?.signingPublic ?? '')
    const made = (await recorded(at.it, at.office.ring)).filter(
      ({ kind, account }) => kind === 'keys-made' && account === id,
    )
    expect(made).toMatchObject([{ actor: id, document: hashed.digest('hex') }])
  })
})
