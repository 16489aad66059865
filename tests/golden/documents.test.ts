import { createHash, createPublicKey, sign, verify } from 'node:crypto'
import { Decrypter } from 'age-encryption'
import { afterAll, expect, test } from 'vitest'
import {
  type CaseDocument,
  copyReadoutOf,
  decisionBytes,
  decisionHash,
  draftHash,
  factsToConfirm,
  groundsHash,
  groundsText,
  openField,
  packageOf,
  packHash,
  recordFiles,
  type SignedDecision,
  sealedProofId,
} from './current.ts'
import { copied, documentsBy, manifest, packFiles, paper, scope, standing } from './documents.ts'
import { goldenAccount, goldenHome } from './home.ts'
import { caseId, documentRow } from './people.ts'
import { filePassphrase } from './secrets.ts'
import { base64, bytesOf, fromBase64, jsonOf, sweep } from './vectors.ts'

type Golden = {
  readonly decisions: Readonly<
    Record<
      string,
      {
        readonly signed: SignedDecision
        readonly bytes: string
        readonly hash: string
        readonly draftMark: string
        readonly groundsText: string
        readonly groundsHash: string
        readonly sealed: string
      }
    >
  >
  readonly readOut: unknown
  readonly facts: unknown
  readonly packHash: string
  readonly sealedProofIds: readonly string[]
}

const golden = jsonOf<Golden>('documents.json')
afterAll(sweep)

/** Of the raw 32 bytes of an Ed25519 key. */
const keyOf = (raw: Buffer) =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' })

test('a signed decision has the same bytes, is signed alike, and its signature holds', async () => {
  const ring = goldenHome()
  const { keys, publicKey, keysHash } = await goldenAccount(ring, 'director')
  const documents = documentsBy(createHash('sha256').update(publicKey).digest('hex'))
  expect(Object.keys(documents)).toEqual(Object.keys(golden.decisions))
  for (const [name, document] of Object.entries(documents)) {
    const { signed, bytes, sealed, ...marks } = golden.decisions[name] ?? {}
    if (signed === undefined || bytes === undefined || sealed === undefined) throw new Error(name)
    expect(signed.document).toEqual(document)
    expect(decisionBytes(signed.document).toString('utf8')).toBe(fromBase64(bytes).toString('utf8'))
    const { grounds } = document
    expect(marks).toEqual({
      ...{ hash: decisionHash(document), draftMark: draftHash(document) },
      ...{ groundsText: groundsText(grounds), groundsHash: groundsHash(grounds) },
    })
    expect([signed.publicKey, signed.keysHash]).toEqual([base64(publicKey), keysHash])
    const key = keyOf(fromBase64(signed.publicKey))
    expect(verify(null, fromBase64(bytes), key, fromBase64(signed.signature))).toBe(true)
    expect(base64(sign(null, decisionBytes(document), keys.signing))).toBe(signed.signature)
    const kept: CaseDocument = { signed }
    expect(openField(ring, 'case_document.document', documentRow, fromBase64(sealed))).toEqual(kept)
  }
})

test('what counsel is read of a copy has the same mark', () => {
  expect(copyReadoutOf(copied, scope)).toEqual(golden.readOut)
})

test('a package of records has the same bytes, and opens to them', async () => {
  const packed = packageOf(standing, recordFiles(copied, scope, paper))
  expect(packed.equals(bytesOf('package.zip'))).toBe(true)
  const decrypter = new Decrypter()
  decrypter.addPassphrase(filePassphrase)
  expect(Buffer.from(await decrypter.decrypt(bytesOf('package.age'))).equals(packed)).toBe(true)
})

test('a fact of the policy, a pack, and the proof of a lifted case are known by the same marks', () => {
  expect(factsToConfirm(manifest).map(({ id, hash }) => [id, hash])).toEqual(golden.facts)
  expect(packHash(packFiles)).toBe(golden.packHash)
  expect([1, 2].map((nth) => sealedProofId(caseId, nth))).toEqual(golden.sealedProofIds)
})
