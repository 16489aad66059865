import type { CaseEvent, EventName, EventOf } from './current.ts'
import { clerk, counsel, director } from './people.ts'
import { jsonOf } from './vectors.ts'

type EventVectors = {
  readonly [Name in EventName]: {
    readonly event: EventOf<Name>
    readonly row: string
    readonly sealed: string
  }
}

/** One of each event that there is, and the bytes that it was sealed to. */
export const eventVectors = jsonOf<EventVectors>('case-events.json')

export const events = Object.fromEntries(
  Object.entries(eventVectors).map(([name, { event }]) => [name, event]),
) as { readonly [Name in EventName]: EventOf<Name> }

const at = '2026-11-24T15:04:05Z'
const { secret: _, ...openly } = events.received

/** A case that a deputy brought an order for, up to the decision. */
export const story: readonly CaseEvent[] = [
  {
    ...{ ...openly, drill: false },
    stamp: { by: clerk, role: 'staff', at, notedAt: at },
  },
  { ...events.told, stamp: { by: clerk, role: 'staff', at, notedAt: at } },
  { ...events['paper-added'], stamp: { by: clerk, role: 'staff', at, notedAt: at } },
  {
    ...{ ...events['paper-read'], nondisclosure: false, gagUntil: undefined },
    stamp: { by: director, role: 'director', at, notedAt: at, unconfirmed: true },
  },
  { ...events['scope-set'], stamp: { by: counsel, role: 'counsel', at, notedAt: at } },
  { ...events['finding-pinned'], stamp: { by: counsel, role: 'counsel', at, notedAt: at } },
  {
    ...{ ...events['counsel-advised'], way: 'here' as const, readOut: undefined },
    stamp: { by: counsel, role: 'counsel', at, notedAt: at },
  },
]
