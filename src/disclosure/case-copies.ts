import { randomUUID } from 'node:crypto'
import { askOf } from '../casework/ask-of.ts'
import type { Case, Copy, Scope } from '../casework/case.ts'
import { type Copied, type CopiedLine, readOut } from '../casework/copied.ts'
import type { Of } from '../casework/event.ts'
import type { Refused } from '../casework/step.ts'
import type { Clock } from '../clock.ts'
import { daysAfter } from '../policy/calendar.ts'
import type { Pack } from '../policy/pack.ts'
import type { RecordKind } from '../policy/vocabulary.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { Mint, Permit } from '../sealing/permit.ts'
import type { CaseRow } from '../store/cases.ts'
import type { CaseBook, Taken } from './case-book.ts'
import { recordCopy } from './case-copy-entry.ts'
import { CaseProduction } from './case-production.ts'
import type { CaseShelf } from './case-shelf.ts'
import type { CaseShelves } from './case-shelves.ts'
import { dayOfInstant } from './case-standing.ts'
import type { CompartmentShelf } from './compartment-shelf.ts'
import { copiesShowAt } from './copy-place.ts'
import type { Finding } from './finding.ts'
import { recordsNow, TooMuch } from './records-copied.ts'
import type { Actor, Program } from './request.ts'
import { aloneIn, type HeardCheck } from './second-people.ts'

export type CopyParts = {
  readonly shelves: CaseShelves
  readonly ring: KeyRing
  readonly pack: Pack
  readonly clock: Clock
  readonly finding: Finding
  readonly book: CaseBook
  readonly permits: CopyPermits
}

type CopyPermits = {
  /** For these records of these patrons. */
  records(patrons: readonly string[], records: readonly RecordKind[]): Permit
}

/** The permits that copies are made with, of the gate's mint. */
export const copyPermits = (mint: Mint): CopyPermits => ({
  records: (patrons, records) => mint({ for: 'disclosure', patrons, records }),
})

/** `too-much`: more lines than a paper can hold. */
export type CopyMade = { readonly copy: string; readonly entry: string } | Refused | 'unknown' | 'too-much'

/** What was collected, as the Director and the second person see it. `entry`: of the register, that says that they look. */
export type CopyShown = {
  readonly copy: Copy
  readonly copied: Copied
  readonly entry: string
  /** Nobody but whoever collected it could check it here. */
  readonly alone: boolean
}

const byItself: Program = { role: 'program' }

/**
 * Sealed copies of records, in a case. A copy holds just what the paper names, of nobody and of no day else, and ends with a
 * key of its own. What is copied is read as any look is: nothing of it is locked, marked or kept from being severed.
 */
export class CaseCopies {
  readonly #parts: CopyParts
  /** What is handed over of what was collected. */
  readonly production: CaseProduction

  constructor(parts: CopyParts) {
    this.#parts = parts
    this.production = new CaseProduction(parts)
    parts.shelves.tendSealed((shelf, reference) => this.#endDueIn(shelf, reference))
  }

  /** Keeps a copy until a day, before anything is decided; it tells nobody anything. @param until `YYYY-MM-DD` */
  async preserve(actor: Actor, reference: string, scope: Scope, until: string): Promise<CopyMade> {
    return this.#make(actor, reference, (_, id) => ({
      what: 'preserved',
      copy: { ...onlyScope(scope), id, by: actor.accountId },
      until,
    }))
  }

  /**
   * Collects what is to be handed over: of what the paper names, all that the policy lets go now.
   * @param asListed its people stand in the order of the paper, as whoever collects it confirmed
   */
  async collect(actor: Actor, reference: string, asListed = false): Promise<CopyMade> {
    return this.#make(actor, reference, (it, id) => {
      const scope = onlyScope(it.scope ?? { subjects: [], records: [] })
      const by = { id, by: actor.accountId, ...(asListed && { asListed }) }
      const what = { what: 'collected', copy: { ...scope, ...by } } as const
      const refused = this.#parts.book.missing(actor, it, what)
      if (refused.length > 0) return { refused }
      const records = this.#mayGo(it)
      return records.length === 0
        ? { refused: ['policy-lets-go'] }
        : { ...what, copy: { ...what.copy, records } }
    })
  }

  /** Shows what was collected to whoever may know of the case; undefined where nothing is, or it is not theirs to see, or here. */
  async show(actor: Actor, reference: string): Promise<CopyShown | undefined> {
    const { shelves, book, pack, ring, clock } = this.#parts
    if (!copiesShowAt(pack, { place: actor.place, on: clock.today() })) return undefined
    const looked = await shelves.within(actor, reference, async (shelf) => {
      const found = await book.readIn(shelf, actor, reference)
      const copy = found?.case.collected
      if (found === undefined || copy === undefined) return undefined
      const { file } = found
      const kept = (await shelf.copies(file, 'collected')).find(({ id }) => id === copy.id)
      if (kept === undefined) return undefined
      const entry = await recordCopy(shelf, pack, { actor, file, kind: 'copy-view', copy })
      const alone = (await shelf.reading((trx) => aloneIn(trx, ring, file, clock.today())))(
        copy.by,
        found.case.cannotCome,
      )
      return { copy, kept, entry, alone }
    })
    if (looked === undefined) return undefined
    // INVARIANT: nothing of it is opened before that they look is known to be committed.
    const { copy, kept, entry, alone } = looked
    return { copy, entry, alone, copied: kept.open() }
  }

  /** Counsel checked it by telephone: what they were read is told of the copy itself, by nobody's word. */
  async checkHeard(
    actor: Actor,
    reference: string,
    { copy, counsel, words }: HeardCheck,
    at: Date,
  ): Promise<Taken> {
    const { ring, shelves, book, clock } = this.#parts
    const shown = await this.show(actor, reference)
    if (shown === undefined) return 'unknown'
    if (shown.copy.id !== copy) return { refused: ['collected-this'] }
    const heard = { counsel, words, read: readOut(shown.copied, shown.copy) }
    return shelves.within(actor, reference, async (shelf) => {
      const found = await book.readIn(shelf, actor, reference)
      if (found === undefined) return 'unknown'
      const isAlone = await shelf.reading((trx) => aloneIn(trx, ring, found.file, clock.today()))
      return book.takeIn(shelf, actor, reference, { what: 'checked', copy, heard }, { at, isAlone })
    })
  }

  /** Ends a preserved copy before its day, and destroys what opens it. */
  async end(
    actor: Actor | Program,
    reference: string,
    copy: string,
  ): Promise<{ readonly entry: string } | Refused | 'unknown'> {
    const { shelves, book } = this.#parts
    return shelves.within(actor, reference, async (shelf) => {
      const taken = await book.takeIn(shelf, actor, reference, { what: 'preservation-ended', copy })
      if (taken !== 'unknown' && 'entry' in taken) await shelf.deleteCopies({ ids: [copy] })
      return taken
    })
  }

  /**
   * At night, in the open cases: ends the preserved copies whose day has come, deletes those that no case has any more, and
   * destroys every key that has no copy: what a kill left.
   * @throws the last fault, once all others were seen to
   */
  async endDue(): Promise<void> {
    const { shelves, clock } = this.#parts
    let fault: unknown
    for (const { reference, ...copy } of await shelves.openCopies()) {
      try {
        if (isDue(copy, clock.today())) await this.end(byItself, reference, copy.id)
        await shelves.within(byItself, reference, (shelf) => this.#deleteUnheld(shelf, reference, copy.id))
      } catch (error) {
        fault = error
      }
    }
    await shelves.destroyLeftKeys()
    if (fault !== undefined) throw fault
  }

  /** The same in the compartments that are open to somebody; in each of them it is done before anything else is, too. */
  endDueSealed(actor: Actor): Promise<void> {
    return this.#parts.shelves.tendOpen(actor)
  }

  async #endDueIn(shelf: CompartmentShelf, reference: string): Promise<void> {
    const { book, clock } = this.#parts
    for (const copy of shelf.keptCopies) {
      const { id } = copy
      if (isDue(copy, clock.today())) {
        const ended = { what: 'preservation-ended', copy: id } as const
        const taken = await book.takeIn(shelf, byItself, reference, ended)
        if (taken !== 'unknown' && 'entry' in taken) await shelf.deleteCopies({ ids: [id] })
      }
      await this.#deleteUnheld(shelf, reference, id)
    }
  }

  /** A copy that its case counts on no longer: withdrawn, replaced, handed over and signed for, or closed. */
  async #deleteUnheld(shelf: CaseShelf, reference: string, id: string): Promise<void> {
    const found = await this.#parts.book.readIn(shelf, byItself, reference)
    const isHeld = found !== undefined && [...heldBy(found.case), ...this.#package(found.case)].includes(id)
    if (!isHeld) await shelf.deleteCopies({ ids: [id] })
  }

  /** The file that waits to be handed over; afterwards, for the pack's days. */
  #package({ packaged, produced, outcome, closed }: Case): readonly string[] {
    const { pack, clock } = this.#parts
    if (packaged === undefined || closed) return []
    if (produced === undefined) return outcome === undefined ? [packaged.id] : []
    const handedOn = dayOfInstant(pack.timeZone)(produced.at)
    const until = daysAfter(handedOn, pack.manifest.cases?.package.days ?? 0)
    return clock.today() < until ? [packaged.id] : []
  }

  async #make(
    actor: Actor,
    reference: string,
    plan: (it: Case, id: string) => Of<'preserved'> | Of<'collected'> | Refused,
  ): Promise<CopyMade> {
    const { shelves, book, pack, ring, finding, clock, permits } = this.#parts
    try {
      return await shelves.within(actor, reference, async (shelf) => {
        const found = await book.readIn(shelf, actor, reference)
        if (found === undefined) return 'unknown'
        const { file, case: it } = found
        const what = plan(it, randomUUID())
        if ('refused' in what) return what
        const taken = await book.takeIn(shelf, actor, reference, what)
        if (taken === 'unknown' || 'refused' in taken) return taken
        const { copy } = what
        const isCollected = what.what === 'collected'
        const entry = await recordCopy(shelf, pack, {
          ...{ actor, file, copy },
          kind: isCollected ? 'records-collected' : 'records-preserved',
        })
        const earlier = isCollected ? await preservedIn(shelf, found) : []
        // Why before the commit: what is opened here is sealed again in the same breath, and none of it leaves by this.
        const day = clock.today()
        const permit = (patron: string, of: readonly RecordKind[]) => permits.records([patron], of)
        const lines = await shelf.reading((trx) =>
          recordsNow(trx, { ring, finding, day, permit }, { scope: copy, earlier }),
        )
        await shelf.keepCopy(file, {
          ...{ id: copy.id, kind: what.what, holds: { takenOn: day, entry, lines } },
          until: isCollected ? null : what.until,
          inPlaceOf: isCollected ? ['collected', 'package'] : [],
        })
        return { copy: copy.id, entry }
      })
    } catch (error) {
      if (error instanceof TooMuch) return 'too-much'
      throw error
    }
  }

  /** Of the records that the paper names those that the policy lets go now; none where it says anything else. */
  #mayGo(it: Case): readonly RecordKind[] {
    const { pack, clock } = this.#parts
    const { may } = pack.decide(askOf(it, it.scope?.records ?? [], clock.today()))
    if (may.length === 0) return []
    const { outcome, withheld } = pack.decide(askOf(it, may, clock.today()))
    return withheld.length === 0 && (outcome === 'release' || outcome === 'compelled') ? may : []
  }
}

const isDue = ({ kind, until }: { kind: string; until: string | null }, today: string): boolean =>
  kind === 'preserved' && until !== null && until <= today

/** What a case still counts on. What was handed over is kept until somebody signed for it. */
function heldBy(it: Case): readonly string[] {
  const isOver = it.closed || it.receipt || (it.outcome !== undefined && it.produced === undefined)
  return [...it.preserved.keys(), ...(isOver || it.collected === undefined ? [] : [it.collected.id])]
}

/** What the case still keeps of earlier days. */
async function preservedIn(
  shelf: CaseShelf,
  { file, case: it }: { readonly file: CaseRow; readonly case: Case },
): Promise<CopiedLine[]> {
  const kept = (await shelf.copies(file, 'preserved')).filter(({ id }) => it.preserved.has(id))
  return kept.flatMap((one) => one.open().lines)
}

const onlyScope = ({ subjects, absent, records, from, until }: Scope): Scope => ({
  ...{ subjects, records },
  ...(absent && { absent }),
  ...(from !== undefined && { from }),
  ...(until !== undefined && { until }),
})
