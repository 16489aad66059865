import { z } from 'zod'
import { allCells, sides } from '../../compartments/side.ts'
import { actorOf, type StaffVisit } from '../visit.ts'
import { sealedWords } from '../words/sealed.ts'
import { sealedShown } from './sealed.tsx'

export const giveUpForm = z.strictObject({
  side: z.enum(sides),
  cell: z.coerce.number().int().min(1).max(allCells.length),
})

/** Gives a cell up that does not open, by those who answer for its side: it is free from then on, and what was in it is lost. */
export async function giveUpCell(
  visit: StaffVisit,
  { side, cell }: z.infer<typeof giveUpForm>,
): Promise<Response> {
  const actor = actorOf(visit)
  const { unlocked } = actor
  if (!unlocked?.sides.includes(side) || !visit.house.gate.sealedPeople.answersFor(actor, side))
    return visit.c.redirect('/sealed', 303)
  if (await unlocked.giveUp(side, cell)) return visit.c.redirect('/sealed', 303)
  return sealedShown(visit, [{ field: 'main', message: sealedWords(visit).damage.opens }])
}
