import { z } from 'zod'
import { NothingToProve } from '../../compartments/proof.ts'
import { emptyProofFile } from '../../compartments/proof-file.ts'
import { sides } from '../../compartments/side.ts'
import { actorOf, type StaffVisit } from '../visit.ts'
import { sealedWords } from '../words/sealed.ts'
import { notHere } from './errors.tsx'
import { sealedShown } from './sealed.tsx'

export const emptyProofForm = z.strictObject({ side: z.enum(sides), said: z.uuid() })

/** A file that shows that the free places of a side held nothing: for those who answer for it, since it tells how many there are. */
export async function emptyProof(
  visit: StaffVisit,
  { side, said }: z.infer<typeof emptyProofForm>,
): Promise<Response> {
  const actor = actorOf(visit)
  const { house } = visit
  const { unlocked } = actor
  if (!unlocked?.sides.includes(side) || !house.gate.sealedPeople.answersFor(actor, side))
    return notHere(visit)
  const saying = (message: string) => sealedShown(visit, [{ field: 'main', message }])
  const secret = unlocked.files.passphraseOf(`proof ${side}`, said)
  if (secret === undefined) return saying(sealedWords(visit).otherPassphrase)
  try {
    const file = await emptyProofFile(unlocked, { side }, house.ring, secret)
    return file === undefined ? saying(sealedWords(visit).noneFree) : sealedFile(visit, file)
  } catch (error) {
    if (error instanceof NothingToProve) return saying(sealedWords(visit).matter.proofWaits)
    throw error
  }
}

/**
 * A file that opens to the passphrase that was shown. Why of one name, whatever it is: it stays among the browser's downloads, and
 * in its list of them.
 */
export function sealedFile({ c }: StaffVisit, file: Buffer): Response {
  return c.body(new Uint8Array(file), 200, {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': 'attachment; filename="carrel.age"',
    'Cache-Control': 'no-store',
  })
}
