import { searchesUnderWay } from '../../store/case-figures.ts'
import { inContext } from '../../store/vault.ts'
import { worksCases } from '../views/layout.tsx'
import type { StaffVisit } from '../visit.ts'
import type { Source, Waiting } from './source.ts'

/** Searches that are going on: how many, and of nobody. @param aboutDirector those in cases about the Director, or all others */
async function looked(visit: StaffVisit, aboutDirector: boolean): Promise<readonly Waiting[]> {
  if (!worksCases(visit)) return []
  const { house, who, place, words } = visit
  const many = await inContext(house.app, { actor: who.id, place }, (trx) =>
    searchesUnderWay(trx, aboutDirector),
  )
  const { waiting } = words
  return many === 0
    ? []
    : [{ kind: 'warning', says: waiting.searching(many), href: '/cases', go: waiting.casesGo }]
}

/** Officers are searching, for whoever is to be there. */
export const searches: Source = { may: ['director', 'counsel'], look: (visit) => looked(visit, false) }

/** The same in a case about the Director, for the president of the Board. */
export const searchesOfDirector: Source = { may: ['president'], look: (visit) => looked(visit, true) }
