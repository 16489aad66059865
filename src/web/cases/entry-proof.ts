import type { CaseSeen } from '../../disclosure/case-files.ts'
import type { Proven, Unproven } from '../../jobs/prove-entry.ts'
import { actorOf, type StaffVisit } from '../visit.ts'

/** `sealed`: the entry is in the matter's own record, and is proved by that one's file, once it may be told of. */
export type EntryProof = Proven | 'sealed'

/** The proof of an entry of a case, or why there is none yet. */
export async function proofOfEntry(
  { house }: StaffVisit,
  { sealed }: Pick<CaseSeen, 'sealed'>,
  entry: string,
): Promise<EntryProof | Unproven> {
  return sealed ? 'sealed' : house.proveEntry(entry)
}

export const isProved = (proof: EntryProof | Unproven): proof is EntryProof =>
  typeof proof !== 'string' || proof === 'sealed'

/**
 * The proof with what opens its entry, for whoever gets the document that it is about; sealed where it opens no more, since the
 * library forgot that month.
 */
export async function openedProof(
  visit: StaffVisit,
  { reference }: Pick<CaseSeen, 'reference'>,
  proven: EntryProof,
  of: { readonly entry: string; readonly document: string },
): Promise<EntryProof> {
  if (proven === 'sealed') return proven
  const opening = await visit.house.gate.cases.entries.handOver(actorOf(visit), reference, of)
  return { ...proven, proof: { ...proven.proof, ...opening } }
}
