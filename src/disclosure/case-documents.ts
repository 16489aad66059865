import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { DecisionDocument, Draft } from '../casework/decision-document.ts'
import { sealField } from '../sealing/field.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { Permit } from '../sealing/permit.ts'
import { documentsOf, keepDocument } from '../store/case-documents.ts'
import type { Schema } from '../store/schema.ts'
import { holdDocument } from './held-of-cases.ts'

type Trx = Transaction<Schema>

/**
 * A decision with its signature (Ed25519 over its one form, 64 bytes) and the key that made it (32 bytes), in base64;
 * `keysHash`: what the register has of that key since it was made, in hex.
 */
export type Signed = {
  readonly document: DecisionDocument
  readonly signature: string
  readonly publicKey: string
  readonly keysHash: string
}

/** The same as it is kept: with the reference of the register's entry that says so. */
export type SignedDecision = Signed & { readonly entry: string }

/** What a row of a case's documents says. */
export type CaseDocument = { readonly draft: Draft } | { readonly signed: SignedDecision }

export type Documents = { readonly draft?: Draft | undefined; readonly signed?: SignedDecision | undefined }

/** Keeps a draft, or what was signed under a hash, which takes the draft's place. */
export async function keepIn(
  trx: Trx,
  ring: KeyRing,
  { caseId, sha256, document }: { caseId: string; sha256: string | null; document: CaseDocument },
): Promise<void> {
  const id = randomUUID()
  const sealed = sealField(ring, 'case_document.document', id, document)
  await keepDocument(trx, caseId, { id, sha256, document: sealed })
}

/** What is drafted in a case, and what was signed under this hash. */
export async function documentsIn(
  trx: Trx,
  ring: KeyRing,
  { caseId, sha256, permit }: { caseId: string; sha256: string | undefined; permit: Permit },
): Promise<Documents> {
  const rows = await documentsOf(trx, caseId, sha256)
  const opened = rows.map((row) => holdDocument(ring, caseId, row).open(permit))
  return Object.assign({}, ...opened)
}
