import { actorOf, type StaffVisit } from '../visit.ts'
import { sealedWords } from '../words/sealed.ts'
import { sealedShown } from './sealed.tsx'
import { proven } from './second-step.tsx'

/**
 * The same page, for somebody who may decide now. Why of a sealed case in another way: a proof is a row, and of what is sealed
 * none is written. Whoever opened it lately showed then all that they have to show; who did so longer ago opens it anew.
 */
export const provenToDecide = <Rest extends readonly unknown[]>(
  answer: (visit: StaffVisit, ...rest: Rest) => Response | Promise<Response>,
) => {
  const ofOpenCase = proven('decision', answer)
  return (visit: StaffVisit, ...rest: Rest): Response | Promise<Response> => {
    const { house, who } = visit
    const { unlocked } = actorOf(visit)
    if (!unlocked?.has(visit.c.req.param('reference') ?? '')) return ofOpenCase(visit, ...rest)
    if (house.openSessions.wasOpenedLately(who.tokenHash, house.clock.now())) return answer(visit, ...rest)
    return openAgain(visit)
  }
}

/** Shuts what is sealed: it has to be opened again, where tries are counted, before anything is signed. */
export function openAgain(visit: StaffVisit, wrong?: string): Promise<Response> {
  visit.house.openSessions.shut(visit.who.tokenHash)
  const { openToSign } = sealedWords(visit)
  const message = wrong === undefined ? openToSign : `${wrong} ${openToSign}`
  return sealedShown(visit, [{ field: 'main', message }])
}
