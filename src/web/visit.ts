import type { Context } from 'hono'
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { Actor, Gate } from '../disclosure/gate.ts'
import type { Pack } from '../policy/pack.ts'
import type { Account } from '../store/accounts.ts'
import type { Schema } from '../store/schema.ts'
import type { Workstation } from '../store/workstations.ts'

/** What the pages work with; made once, by `server.ts`. */
export type House = {
  readonly app: Kysely<Schema>
  readonly gate: Gate
  readonly pack: Pack
  readonly clock: Clock
  readonly log: Logger
  /** Where people reach it, such as `http://127.0.0.1:8080`; with https, cookies are for https alone. */
  readonly origin: string
}

/** One request by a person: who, at which computer. */
export type Visit = {
  readonly c: Context
  readonly house: House
  readonly who: Account | null
  /** The enrolled computer, where this is one. */
  readonly workstation: Workstation | null
  /** A place of the pack, or `elsewhere`. */
  readonly place: string
  /** What every form of this visit carries. */
  readonly formWord: string
}

export type StaffVisit = Visit & { readonly who: Account }

/** Who acts, as the gate wants to know it. */
export function actorOf(visit: StaffVisit): Actor {
  return { accountId: visit.who.id, role: visit.who.role, place: visit.place }
}
