import type { Kysely } from 'kysely'
import { logIdentity, type PatronLookup, type StaffActor } from '../gate/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { inPipelinedContext, type Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import type { Pack } from '../policy/index.ts'
import { recordEntry } from '../register/index.ts'
import { type Case, patronsNamedIn } from './case.ts'
import { copiesShowAt, mayViewCaseIn } from './case-access.ts'
import { type CaseStorage, dayOfInstantIn } from './case-repository.ts'
import { type CaseView, visibleTo } from './case-service.ts'
import { casesToSearch, type ListedCase } from './cases-store.ts'
import { caseFromEvents } from './reducer.ts'

/** What a case must have; at least one of them. Days are `YYYY-MM-DD`, both included. */
export type CaseSearch = {
  readonly card?: string | undefined
  readonly requester?: string | undefined
  readonly court?: string | undefined
  readonly number?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
}

/** `more`: there are older cases, which were not searched. */
type FoundCases = { readonly cases: readonly ListedCase[]; readonly more: boolean }

/** How many cases one search opens: about ten years of a busy library. */
const mostSearched = 500

type FinderParts = {
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
  readonly pack: Pack
  readonly clock: Clock
  readonly shelves: Pick<CaseStorage, 'along' | 'sealedAbout'>
  readonly lookup: PatronLookup
}

/**
 * Finds cases among those that the searcher may open. Who asks, which court, and whom a case is about are in sealed
 * events, so those are opened here and only the lines of the list leave. INVARIANT: a case under a nondisclosure order
 * is never among them, so that neither the list nor the work that it takes tells that there is one.
 */
export class CaseFinder {
  readonly #parts: FinderParts

  constructor(parts: FinderParts) {
    this.#parts = parts
  }

  /**
   * Logged before anything is answered: a search by card as a view of whether cases concern that patron. Patrons do not
   * see this entry, or they would learn that a paper came. A card that no one has finds no case, with the same work.
   * @returns `not-here` where no staff screen shows records
   */
  async find(actor: StaffActor, asked: CaseSearch): Promise<FoundCases | 'not-here'> {
    const { app, ring, pack, clock, lookup } = this.#parts
    const { card } = asked
    if (card !== undefined && !copiesShowAt(pack, { place: actor.place, on: clock.today() }))
      return 'not-here'
    const { actor: by, place } = logIdentity(actor)
    return inPipelinedContext(app, { actor: by, place }, async (trx) => {
      const [patron] = card === undefined ? [] : await lookup.one(trx, { card })
      await recordEntry(
        trx,
        { ring, now: clock.now() },
        {
          pack: pack.hash,
          kind: 'cases-searched',
          ...logIdentity(actor),
          flags: searchFields.filter((field) => asked[field] !== undefined),
          ...(card !== undefined && { records: ['existence'] }),
          ...(patron && { subjects: [patron.patronId] }),
        },
      )
      return this.#among(trx, actor, {
        ...asked,
        ...(card !== undefined && { patronId: patron?.patronId ?? '' }),
      })
    })
  }

  /**
   * Sealed matters about a patron of this open case, of those that this person has open. INVARIANT: read in memory alone:
   * no row, statement or entry says that they saw it. Why not from the matter's page: to read the open cases there would be
   * a transaction of which others can see that it was made.
   */
  async acrossSeal(
    actor: StaffActor,
    { case: it, sealed }: Pick<CaseView, 'case' | 'sealed'>,
  ): Promise<readonly string[]> {
    const patrons = patronsNamedIn(it)
    return sealed || patrons.length === 0 ? [] : this.#parts.shelves.sealedAbout(actor, patrons)
  }

  async #among(
    trx: Trx,
    actor: StaffActor,
    asked: CaseSearch & { readonly patronId?: string },
  ): Promise<FoundCases> {
    const about = await visibleTo(trx, this.#parts.ring, actor)
    if (about === undefined) return { cases: [], more: false }
    const { shelves, pack } = this.#parts
    const dayOf = dayOfInstantIn(pack.timeZone)
    const shelf = shelves.along(trx)
    const rows = await casesToSearch(trx, { about, limit: mostSearched + 1 })
    const cases: ListedCase[] = []
    for (const { file, listed } of rows.slice(0, mostSearched)) {
      const events = await shelf.events(file)
      if (events.length === 0 || !mayViewCaseIn(actor, file, events)) continue
      const it = caseFromEvents(events)
      if (!it.gagged && matches(it, { ...asked, reference: file.reference }, dayOf)) cases.push(listed)
    }
    return { cases, more: rows.length > mostSearched }
  }
}

const searchFields = ['card', 'requester', 'court', 'number', 'from', 'until'] as const

function matches(
  it: Case,
  asked: CaseSearch & { readonly patronId?: string; readonly reference: string },
  dayOf: (instant: string) => string,
): boolean {
  const { patronId, requester, court, number, from, until, reference } = asked
  const came = dayOf(it.receivedAt)
  return (
    (patronId === undefined || patronsNamedIn(it).includes(patronId)) &&
    (requester === undefined || has([it.requester.name, it.requester.agency], requester)) &&
    (court === undefined || has([it.reading?.court], court)) &&
    (number === undefined || has([it.reading?.number, reference], number)) &&
    (from === undefined || came >= from) &&
    (until === undefined || came <= until)
  )
}

/** Whether one of the texts has what was typed, whatever its case, accents, spaces and punctuation. */
function has(texts: readonly (string | undefined)[], typed: string): boolean {
  const part = letters(typed)
  return part !== '' && texts.some((text) => text !== undefined && letters(text).includes(part))
}

const letters = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
