import { createHash } from 'node:crypto'

/** So many are kept of one case: a lift that was cut short leaves one, and whoever finishes it another. */
export const maxSealedProofs = 8

/** Under which id the proof of a case that was sealed is kept among its papers, which have random ones. */
export function sealedProofId(caseId: string, nth: number): string {
  const hash = createHash('sha256').update(`carrel/sealed-proof/1\n${caseId}\n${nth}`).digest('hex')
  return [8, 12, 16, 20, 32].map((end, at, ends) => hash.slice(ends[at - 1] ?? 0, end)).join('-')
}
