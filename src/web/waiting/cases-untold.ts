import { casesWaiting } from '../../store/case-figures.ts'
import { inContext } from '../../store/vault.ts'
import { worksCases } from '../views/layout.tsx'
import type { StaffVisit } from '../visit.ts'
import type { Source, Waiting } from './source.ts'

/** What came of which the Director does not know yet, and a search that is going on; how many, and of nobody. */
async function looked(
  visit: StaffVisit,
  { aboutDirector, decides }: { readonly aboutDirector: boolean; readonly decides: boolean },
): Promise<readonly Waiting[]> {
  if (!worksCases(visit)) return []
  const { house, who, place, words } = visit
  const { untold, searching } = await inContext(house.app, { actor: who.id, place }, (trx) =>
    casesWaiting(trx, aboutDirector),
  )
  const { waiting } = words
  const said = [
    ...(searching > 0 ? [waiting.searching(searching)] : []),
    ...(decides && untold.conduct > 0 ? [waiting.conduct(untold.conduct)] : []),
    ...(decides && untold.privacy > 0 ? [waiting.privacyProblem(untold.privacy)] : []),
  ]
  return said.map((says) => ({ kind: 'warning', says, href: '/cases', go: waiting.casesGo }))
}

/** For the Director all; counsel hears of a search. */
export const casesUntold: Source = {
  may: ['director', 'counsel'],
  look: (visit) => looked(visit, { aboutDirector: false, decides: visit.who.role === 'director' }),
}

/** What is about the Director, for the president of the Board. */
export const casesOfDirector: Source = {
  may: ['president'],
  look: (visit) => looked(visit, { aboutDirector: true, decides: true }),
}
