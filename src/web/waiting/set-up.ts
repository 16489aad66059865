import { isSetUpOpen } from '../../store/setup.ts'
import type { StaffVisit } from '../visit.ts'
import { waitingWords } from '../words/waiting.ts'
import type { Source } from './source.ts'

/** The set-up was begun and is not done. */
export const setUp: Source = {
  may: ['director'],
  async look(visit) {
    if (!(await setsUp(visit))) return []
    const { setUpOpen, setUpGoOn } = waitingWords(visit)
    return [{ kind: 'info', says: setUpOpen, href: '/set-up', go: setUpGoOn }]
  },
}

/** A Director who is at it has a list of its own; an acting Director has no part in it. */
export async function setsUp({ who, house }: StaffVisit): Promise<boolean> {
  return who.ownRole === 'director' && (await isSetUpOpen(house.app))
}
