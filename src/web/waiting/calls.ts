import { seesCalls } from '../views/layout.tsx'
import { actorOf } from '../visit.ts'
import { callsWords } from '../words/calls.ts'
import type { Source } from './source.ts'

/** Somebody is to be called. Told in a private room alone: elsewhere there is no list, and nothing that tells of one. */
export const calls: Source = {
  may: ['desk', 'director'],
  async look(visit) {
    if (!seesCalls(visit)) return []
    const waiting = await visit.house.calls.waiting(actorOf(visit))
    if (waiting.calls.length === 0) return []
    const calls = callsWords(visit)
    return [{ kind: 'info', says: calls.waiting, href: '/calls', go: calls.title }]
  },
}
