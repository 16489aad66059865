import type { Unlocked } from '../compartments/unlocked.ts'
import { newPassphrase } from '../production/encrypt.ts'

/** The passphrases of proofs that pages said, of each matter that is open: for as long as it is open, and no longer. */
const said = new WeakMap<Unlocked, Map<string, string>>()

/** A passphrase for a matter's proof: the same for as long as it is open, so that a page that is there still says the right one. */
export function newProofSecret(unlocked: Unlocked, reference: string): string {
  const ofOpen = said.get(unlocked) ?? new Map<string, string>()
  said.set(unlocked, ofOpen)
  const secret = ofOpen.get(reference) ?? newPassphrase()
  ofOpen.set(reference, secret)
  return secret
}

/** The one that the page said; undefined where none did since it was opened. */
export const proofSecretOf = (unlocked: Unlocked, reference: string): string | undefined =>
  said.get(unlocked)?.get(reference)
