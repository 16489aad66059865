import type { CaseEventBody } from '../../src/cases/event.ts'
import { warrantReceived } from '../../src/cases/pages/search-warrant-start.tsx'
import type { StaffActor } from '../../src/gate/actor.ts'
import type { Fields, Stand } from './stand.ts'

export const warrantSaid = {
  ...{ leader: 'x', court: 'x', signedBy: 'x', place: 'x', items: 'x', dates: 'x', hours: 'x' },
  delay: 'granted',
} as const

/** The keeper, who wrote it down. */
const keeper = ({ library }: Stand): StaffActor => ({
  ...{ accountId: library.keeper.id, role: 'desk', place: 'office' },
})

/** The reference of a search that this reader may see, with what happened in it so far. */
export async function searchFor(stand: Stand, ...steps: readonly CaseEventBody[]): Promise<string> {
  const { cases } = stand.house
  // Whoever is president sees what is about the Director, and nothing else.
  const aboutDirector = stand.reader === 'president'
  const { reference } = await cases.receive(keeper(stand), { ...warrantReceived(false), aboutDirector })
  for (const step of steps) await cases.take(keeper(stand), reference, step)
  return reference
}

export const began: CaseEventBody = { what: 'search-began', ...warrantSaid }
export const took: CaseEventBody = { what: 'thing-taken', thing: 'x' }
export const ended: CaseEventBody = { what: 'search-ended' }

/** A page of such a search. */
export async function atSearch(stand: Stand, after: string, ...steps: readonly CaseEventBody[]) {
  return { path: `/cases/${await searchFor(stand, ...steps)}/search${after}` }
}

/** The same with what a form sends to it. */
export async function toSearch(
  stand: Stand,
  after: string,
  fields: Fields,
  ...steps: readonly CaseEventBody[]
) {
  return { ...(await atSearch(stand, after, ...steps)), fields }
}

/** The reference of a drill that the Director began. */
export async function drillOf(stand: Stand): Promise<string> {
  return (await stand.house.cases.receive(keeper(stand), warrantReceived(true))).reference
}
