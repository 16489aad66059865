import type { DecisionDocument, Draft } from '../casework/decision-document.ts'

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

/** `signed`: what stands; `allSigned`: that, and all that was withdrawn since, by their hashes. */
export type Documents = {
  readonly draft?: Draft | undefined
  readonly signed?: SignedDecision | undefined
  readonly allSigned: ReadonlyMap<string, SignedDecision>
}
