import { patronsIn } from '../../casework/case.ts'
import type { CaseSeen } from '../../disclosure/case-files.ts'
import { actorOf, type StaffVisit } from '../visit.ts'
import { casesDecisionWords } from '../words/cases-decision.ts'

/** What a text that goes out has in it that may not: said to whoever wrote it, and `notHere` where nothing can be looked up. */
export type Unfit = { readonly says: string; readonly notHere?: true }

/** Whether anybody is named in a text that others may come to read, by a name or by the number of a card (Statement). */
export async function screened(
  visit: StaffVisit,
  { case: it }: CaseSeen,
  text: string,
): Promise<Unfit | undefined> {
  const say = casesDecisionWords(visit)
  if (/\d{10,}/.test(text)) return { says: say.longNumber }
  const { facts } = visit.house.gate
  const { pack, who } = visit
  const { name, agency = '' } = it.requester
  const apart = [pack.library, ...(pack.manifest.address ?? []), who.name, name, agency]
  const about = { text, wants: it.wants, apart }
  const named = await facts.namedIn(actorOf(visit), patronsIn(it), about)
  if (named === 'clear') return undefined
  if (named === 'not-here') return { says: say.notHere, notHere: true }
  return { says: say.namesSomeone(named.map((words) => `“${words}”`).join(', ')) }
}
