import { createHash, sign } from 'node:crypto'
import {
  copyReadoutOf,
  decisionBytes,
  decisionHash,
  draftHash,
  encryptTo,
  factsToConfirm,
  groundsHash,
  groundsText,
  packageOf,
  packHash,
  recordFiles,
  sealedProofId,
  sealField,
} from './current.ts'
import { copied, documentsBy, manifest, packFiles, paper, scope, standing } from './documents.ts'
import { goldenAccount, goldenHome } from './home.ts'
import { caseId, documentRow } from './people.ts'
import { filePassphrase } from './secrets.ts'
import { base64 } from './vectors.ts'

/** Decisions that an account signed with its own key, and the other texts and files that go out of a case. */
export async function makeDocuments(): Promise<Readonly<Record<string, unknown>>> {
  const ring = goldenHome()
  const { keys, publicKey, keysHash } = await goldenAccount(ring, 'director')
  const key = createHash('sha256').update(publicKey).digest('hex')
  const decisions = Object.entries(documentsBy(key)).map(([name, document]) => {
    const bytes = decisionBytes(document)
    const signed = {
      ...{ document, signature: base64(sign(null, bytes, keys.signing)), publicKey: base64(publicKey) },
      ...{ keysHash, entry: 'AAECAwQFBgcICQoLDA0ODw' },
    }
    return [
      name,
      {
        ...{ signed, bytes: base64(bytes), hash: decisionHash(document), draftMark: draftHash(document) },
        ...{ groundsText: groundsText(document.grounds), groundsHash: groundsHash(document.grounds) },
        sealed: base64(sealField(ring, 'case_document.document', documentRow, { signed })),
      },
    ]
  })
  const packed = packageOf(standing, recordFiles(copied, scope, paper))
  return {
    'documents.json': {
      decisions: Object.fromEntries(decisions),
      readOut: copyReadoutOf(copied, scope),
      facts: factsToConfirm(manifest).map(({ id, hash }) => [id, hash]),
      packHash: packHash(packFiles),
      sealedProofIds: [1, 2].map((nth) => sealedProofId(caseId, nth)),
    },
    'package.zip': packed,
    'package.age': await encryptTo({ passphrase: filePassphrase }, packed),
  }
}
