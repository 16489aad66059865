import type { KeyObject } from 'node:crypto'
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Decrypter } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  blindedCommitment,
  blindingOf,
  identityBytes,
  isLastGroup,
  KeyRing,
  keyMark,
  libraryPartIdOf,
  privateOf,
  readCommitmentsLeaf,
  readPaperKey,
  readRecoveryKey,
  readSealedProof,
  readVerifierKey,
  rewrapAccountKeys,
  type SealedMatter,
  SealedMatters,
  SlotFolder,
  slotMonthKey,
  stateCommitment,
  treeHeadOf,
  verifySealedProof,
} from './current.ts'
import { accounts, openedKeys, wrappedOf } from './home.ts'
import { counsel, director } from './people.ts'
import { accountPassphrases, filePassphrase } from './secrets.ts'
import { filesOf } from './small-log.ts'
import {
  bytesOf,
  filesIn,
  fromBase64,
  jsonOf,
  type Packed,
  pack,
  sweep,
  unpack,
  vectorsDir,
} from './vectors.ts'

type Matters = {
  readonly matters: readonly {
    readonly reference: string
    readonly cell: number
    readonly it: SealedMatter
  }[]
  readonly waiting: unknown
}

const golden = jsonOf<Matters>('matters.json')
const register = jsonOf<{ key: string; newest: { at: string; values: string } }>('register.json')
let home: string
let ring: KeyRing
let compartments: SealedMatters
beforeAll(() => {
  home = unpack({})
  cpSync(unpack(jsonOf<Packed>('home-keys.json')), join(home, 'keys'), { recursive: true })
  mkdirSync(join(home, 'cells'))
  cpSync(join(vectorsDir, 'cells'), join(home, 'cells', 'files'), { recursive: true })
  ring = new KeyRing(join(home, 'keys'))
  const folder = new SlotFolder(join(home, 'cells'), ring, 1024 * 1024)
  const clock = { now: () => new Date(register.newest.at), today: () => register.newest.at.slice(0, 10) }
  const log = readVerifierKey(register.key).name
  compartments = new SealedMatters({ folder, ring, clock, signed: async () => ({ log, size: 262 }) })
})
afterAll(sweep)

async function sealingKeyOf(role: 'director' | 'counsel'): Promise<KeyObject> {
  const keys = await openedKeys(ring, role)
  if (keys === null) throw new Error('the keys do not open')
  return keys.sealing
}

describe('the keys of an account', () => {
  test('open with its passphrase, and with no other', async () => {
    for (const role of ['director', 'counsel'] as const) {
      const keys = await openedKeys(ring, role)
      expect(keys?.sealing.asymmetricKeyType).toBe('x25519')
      expect(keys?.signing.asymmetricKeyType).toBe('ed25519')
    }
    expect(await openedKeys(ring, 'director', accountPassphrases.counsel)).toBeNull()
  })

  test('are wrapped by another passphrase', async () => {
    const keys = wrappedOf('director')
    const libraryPart = ring.accounts.read(director, libraryPartIdOf(keys))
    const was = { passphrase: accountPassphrases.director, libraryPart }
    const again = await rewrapAccountKeys(keys, { was, becomes: { ...was, passphrase: 'another' } })
    expect([again?.wrapped.length, again?.wrapped[0]]).toEqual([keys.wrapped.length, keys.wrapped[0]])
  })

  test('the library’s part of them is where it was', () => {
    expect(ring.accounts.accounts().sort()).toEqual([director, counsel].sort())
    expect(libraryPartIdOf(wrappedOf('director')).toString('hex')).toBe(accounts().director['house'])
  })
})

test('the recovery key is the one on paper', async () => {
  const { identity, recipient } = accounts().paper
  expect(await readPaperKey(identity)).toEqual({ ok: true, identity, recipient })
  const note = readRecoveryKey(ring.recoveryNote('current') ?? '')
  expect(note?.recipient).toBe(recipient)
  expect(note && isLastGroup(note, identity.slice(-6))).toBe(true)
  expect(keyMark(recipient)).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
})

describe('sealed matters', () => {
  test.each(['director', 'counsel'] as const)('open to %s by their passphrase', async (role) => {
    const open = await compartments.unlock(await sealingKeyOf(role), wrappedOf(role).accountId)
    expect([open.isWhole, open.alarms, open.damaged]).toEqual([true, [], []])
    expect(open.sides).toEqual(['director', 'president'])
    expect([...open.references].sort()).toEqual(golden.matters.map(({ reference }) => reference).sort())
    for (const { reference, cell, it } of golden.matters) {
      expect(open.cellNumber(reference)).toBe(cell)
      expect(await open.read(reference)).toEqual(it)
    }
    expect(await open.waiting('director')).toEqual(golden.waiting)
  })

  test('open to the key on paper', async () => {
    const open = await compartments.unlock(privateOf(identityBytes(accounts().paper.identity)), 'paper')
    expect([...open.references].sort()).toEqual(golden.matters.map(({ reference }) => reference).sort())
  })

  test('have in each cell what the newest leaf commits to', async () => {
    const { id, values } = readCommitmentsLeaf(fromBase64(register.newest.values))
    expect(await compartments.valuesFor({ id, month: '2026-11' })).toEqual(values)
    const root = fromBase64(jsonOf<Packed>('home-keys.json')['commitments/root'] ?? '')
    for (const { cell, it } of golden.matters) {
      const { size, blind, root: tree } = it.states.at(-1) ?? { size: 0, blind: '', root: '' }
      expect(treeHeadOf(it.log).root.toString('base64')).toBe(tree)
      const state = { size: BigInt(size), root: fromBase64(tree), blind: fromBase64(blind) }
      const blinding = blindingOf(slotMonthKey(root, cell, '2026-11'), id)
      expect(blindedCommitment(stateCommitment(state), blinding)).toEqual(values[cell - 1])
    }
  })

  test('are written again in the same size, and open', async () => {
    await compartments.renewAll()
    const open = await compartments.unlock(await sealingKeyOf('director'), director)
    expect(open.references).toHaveLength(2)
    const sizes = (files: Packed) =>
      Object.entries(files).map(([name, text]) => [name, fromBase64(text).length])
    expect(sizes(pack(join(home, 'cells', 'files')))).toEqual(sizes(pack(join(vectorsDir, 'cells'))))
  })
})

describe('the proof of a sealed matter', () => {
  async function opened(name: string): Promise<Buffer> {
    const decrypter = new Decrypter()
    decrypter.addPassphrase(filePassphrase)
    return Buffer.from(await decrypter.decrypt(bytesOf(name)))
  }

  test.each([
    ['matter-proof.age', 'compartment'],
    ['matter-entry-proof.age', 'entry'],
    ['matter-empty-proof.age', 'empty'],
    ['matter-archive.age', 'compartment'],
  ])('%s holds with the export', async (name, kind) => {
    const proof = readSealedProof(await opened(name))
    expect(proof.kind).toBe(kind)
    const verifier = readVerifierKey(register.key)
    const verdict = await verifySealedProof(filesOf(filesIn('register')), { verifier, proof })
    expect(verdict).toMatchObject({ ok: true, shown: { short: [] } })
  })
})
