import type { Kysely } from 'kysely'
import type { Clock } from '../clock.ts'
import type { Pack } from '../policy/pack.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { type CaseListed, closedCases, type OpenAfter, openCases, withheldCases } from '../store/cases.ts'
import type { Schema } from '../store/schema.ts'
import { inContextAlong } from '../store/vault.ts'
import { recordEntry } from './record.ts'
import { type Actor, namedAs } from './request.ts'

/** So many stand on a page of a list. */
export const casesOnPage = 50

/** A page of a list: nothing of anybody, and so no look at anybody's record. */
export type CasePage = { readonly cases: readonly CaseListed[]; readonly more: boolean }

/** Which cases somebody may know of, as a list has them; undefined: of none. */
type About = 'any' | 'others' | 'director'
function aboutFor({ role, president, unconfirmed }: Actor): About | undefined {
  if (role === 'counsel') return unconfirmed ? 'others' : 'any'
  if (role === 'director') return 'others'
  return president && !unconfirmed ? 'director' : undefined
}

/** The open cases, the most urgent first. */
export function listOpen(app: Kysely<Schema>, actor: Actor, after: OpenAfter | undefined): Promise<CasePage> {
  return listed(app, actor, (trx, about) => openCases(trx, { after, about, limit: casesOnPage + 1 }))
}

/** The closed ones, those that were closed last. */
export function listClosed(
  app: Kysely<Schema>,
  actor: Actor,
  before: { readonly closedOn: string; readonly id: string } | undefined,
): Promise<CasePage> {
  return listed(app, actor, (trx, about) => closedCases(trx, { before, about, limit: casesOnPage + 1 }))
}

/**
 * Those of which nobody may be told. INVARIANT: that somebody looks is on record before they see it, and is so whether there
 * are any or none: the page and its entry tell nobody that there is one.
 */
export function listWithheld(
  parts: {
    readonly app: Kysely<Schema>
    readonly ring: KeyRing
    readonly clock: Clock
    readonly pack: Pack
  },
  actor: Actor,
  after: OpenAfter | undefined,
): Promise<CasePage> {
  const { app, ring, clock, pack } = parts
  return listed(app, actor, async (trx, about) => {
    const entry = { pack: pack.hash, kind: 'cases-listed', ...namedAs(actor) }
    await recordEntry(trx, { ring, now: clock.now() }, entry)
    return withheldCases(trx, { after, about, limit: casesOnPage + 1 })
  })
}

async function listed(
  app: Kysely<Schema>,
  actor: Actor,
  read: (trx: Parameters<typeof openCases>[0], about: About) => Promise<CaseListed[]>,
): Promise<CasePage> {
  const about = aboutFor(actor)
  if (about === undefined) return { cases: [], more: false }
  const { actor: by, place } = namedAs(actor)
  const found = await inContextAlong(app, { actor: by, place }, (trx) => read(trx, about))
  return { cases: found.slice(0, casesOnPage), more: found.length > casesOnPage }
}
