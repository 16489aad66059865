import { writeProof } from '../../register/entry-proof.ts'
import { isProved, openedProof, proofOfEntry } from '../cases/entry-proof.ts'
import { caseSeen } from '../views/case-frame.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { notHere } from './errors.tsx'

/**
 * The proof that the register has the very file that waits: the opened entry of the step that made it, which has its SHA-256. It goes
 * beside the file, for it cannot be in it.
 */
export async function packageProof(visit: StaffVisit): Promise<Response> {
  const seen = await caseSeen(visit)
  const packed = seen && (await visit.house.gate.copies.production.packed(actorOf(visit), seen.reference))
  if (seen === undefined || packed === undefined) return notHere(visit)
  const found = await proofOfEntry(visit, seen, packed.entry)
  const toPage = () => visit.c.redirect(`/cases/${seen.reference}/produce`, 303)
  if (!isProved(found)) return toPage()
  const proven = await openedProof(visit, seen, found, packed)
  if (proven === 'sealed') return toPage()
  return visit.c.body(writeProof(proven.proof), 200, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Disposition': `attachment; filename="case-${seen.reference}-proof.txt"`,
    'Cache-Control': 'no-store',
  })
}
