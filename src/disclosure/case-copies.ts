import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { askOf } from '../casework/ask-of.ts'
import type { Case, Copy, Scope } from '../casework/case.ts'
import type { Copied, CopiedLine } from '../casework/copied.ts'
import type { Of } from '../casework/event.ts'
import type { Refused } from '../casework/step.ts'
import type { Clock } from '../clock.ts'
import { daysAfter } from '../policy/calendar.ts'
import type { Pack } from '../policy/pack.ts'
import type { RecordKind } from '../policy/vocabulary.ts'
import { sealCopy } from '../sealing/case-copy.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { Mint, Permit } from '../sealing/permit.ts'
import { addCopy, allCopies, copiesOf, deleteCopies, lockCopies } from '../store/case-copies.ts'
import type { CaseRow } from '../store/cases.ts'
import type { Schema } from '../store/schema.ts'
import { inContextAlong } from '../store/vault.ts'
import type { CaseBook } from './case-book.ts'
import { recordCopy } from './case-copy-entry.ts'
import { CaseProduction } from './case-production.ts'
import { dayOfInstant } from './case-standing.ts'
import { copiesShowAt } from './copy-place.ts'
import type { Finding } from './finding.ts'
import { holdCopy } from './held-of-cases.ts'
import { recordsNow, TooMuch } from './records-copied.ts'
import { type Actor, namedAs, type Program } from './request.ts'

type Trx = Transaction<Schema>
export type CopyParts = {
  readonly app: Kysely<Schema>
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
  /** For what one copy holds. */
  copy(id: string): Permit
}

/** The permits that copies are made and opened with, of the gate's mint. */
export const copyPermits = (mint: Mint): CopyPermits => ({
  records: (patrons, records) => mint({ for: 'disclosure', patrons, records }),
  copy: (id) => mint({ for: 'copy', copies: [id] }),
})

/** `too-much`: more lines than a paper can hold. */
export type CopyMade = { readonly copy: string; readonly entry: string } | Refused | 'unknown' | 'too-much'

/** What was collected, as the Director and the second person see it. `entry`: of the register, that says that they look. */
export type CopyShown = { readonly copy: Copy; readonly copied: Copied; readonly entry: string }

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
  }

  /** Keeps a copy until a day, before anything is decided; it tells nobody anything. @param until `YYYY-MM-DD` */
  async preserve(actor: Actor, reference: string, scope: Scope, until: string): Promise<CopyMade> {
    return this.#make(actor, reference, (_, id) => ({
      what: 'preserved',
      copy: { ...onlyScope(scope), id, by: actor.accountId },
      until,
    }))
  }

  /** Collects what is to be handed over: of what the paper names, all that the policy lets go now. */
  async collect(actor: Actor, reference: string): Promise<CopyMade> {
    return this.#make(actor, reference, (it, id) => {
      const scope = onlyScope(it.scope ?? { subjects: [], records: [] })
      const what = { what: 'collected', copy: { ...scope, id, by: actor.accountId } } as const
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
    const { ring, book, permits, pack, clock } = this.#parts
    if (!copiesShowAt(pack, { place: actor.place, on: clock.today() })) return undefined
    const looked = await this.#within(actor, async (trx) => {
      const found = await book.readIn(trx, actor, reference)
      const copy = found?.case.collected
      if (found === undefined || copy === undefined) return undefined
      const row = (await copiesOf(trx, found.file.id, 'collected')).find(({ id }) => id === copy.id)
      if (row === undefined) return undefined
      const { file } = found
      const entry = await recordCopy(trx, this.#parts, { actor, file, kind: 'copy-view', copy })
      return { copy, row, entry }
    })
    if (looked === undefined) return undefined
    // INVARIANT: nothing of it is opened before that they look is known to be committed.
    const { copy, row, entry } = looked
    return { copy, entry, copied: holdCopy<Copied>(ring, row).open(permits.copy(row.id)) }
  }

  /** Ends a preserved copy before its day, and destroys its key. */
  async end(
    actor: Actor | Program,
    reference: string,
    copy: string,
  ): Promise<{ readonly entry: string } | Refused | 'unknown'> {
    const { book } = this.#parts
    const ended = await this.#within(actor, async (trx) => {
      const taken = await book.takeIn(trx, actor, reference, { what: 'preservation-ended', copy })
      if (taken !== 'unknown' && 'entry' in taken) await deleteCopies(trx, { ids: [copy] })
      return taken
    })
    // Why after the commit: until then the case still counts on it.
    if (ended !== 'unknown' && 'entry' in ended) this.#destroy([copy])
    return ended
  }

  /**
   * At night: ends the preserved copies whose day has come, deletes those that no case has any more, and destroys every key
   * that has no copy: what a kill left.
   * @throws the last fault, once all others were seen to
   */
  async endDue(): Promise<void> {
    const { clock } = this.#parts
    const copies = await this.#within(byItself, (trx) => allCopies(trx))
    let fault: unknown
    for (const { id, kind, until, reference } of copies) {
      try {
        const isDue = kind === 'preserved' && until !== null && until <= clock.today()
        if (isDue) await this.end(byItself, reference, id)
        await this.#deleteUnheld(reference, id)
      } catch (error) {
        fault = error
      }
    }
    await this.#within(byItself, async (trx) => {
      await lockCopies(trx)
      const held = new Set((await allCopies(trx)).map(({ id }) => id))
      this.#destroy(this.#parts.ring.copies.ids().filter((id) => !held.has(id)))
    })
    if (fault !== undefined) throw fault
  }

  /** A copy that its case counts on no longer: withdrawn, replaced, handed over and signed for, or closed. */
  async #deleteUnheld(reference: string, id: string): Promise<void> {
    const { book } = this.#parts
    const deleted = await this.#within(byItself, async (trx) => {
      const found = await book.readIn(trx, byItself, reference)
      const isHeld = found !== undefined && [...heldBy(found.case), ...this.#package(found.case)].includes(id)
      return isHeld ? [] : deleteCopies(trx, { ids: [id] })
    })
    this.#destroy(deleted)
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
    const { book, ring, finding, clock, permits } = this.#parts
    try {
      const made = await this.#within(actor, async (trx) => {
        const found = await book.readIn(trx, actor, reference)
        if (found === undefined) return 'unknown'
        const { file, case: it } = found
        const what = plan(it, randomUUID())
        if ('refused' in what) return what
        const taken = await book.takeIn(trx, actor, reference, what)
        if (taken === 'unknown' || 'refused' in taken) return taken
        const { copy } = what
        const isCollected = what.what === 'collected'
        const entry = await recordCopy(trx, this.#parts, {
          ...{ actor, file, copy },
          kind: isCollected ? 'records-collected' : 'records-preserved',
        })
        const earlier = isCollected ? await this.#preserved(trx, found) : []
        // Why before the commit: what is opened here is sealed again in the same breath, and none of it leaves by this.
        const day = clock.today()
        const permit = (patron: string, of: readonly RecordKind[]) => permits.records([patron], of)
        const lines = await recordsNow(trx, { ring, finding, day, permit }, { scope: copy, earlier })
        const copied: Copied = { takenOn: day, entry, lines }
        await lockCopies(trx)
        const replaced = isCollected ? await deleteCollected(trx, file.id) : []
        const until = isCollected ? null : what.until
        const sealed = sealCopy(ring, copy.id, copied)
        await addCopy(trx, { id: copy.id, case_id: file.id, kind: what.what, until, sealed })
        return { copy: copy.id, entry, replaced }
      })
      if (made === 'unknown' || 'refused' in made) return made
      this.#destroy(made.replaced)
      return { copy: made.copy, entry: made.entry }
    } catch (error) {
      if (error instanceof TooMuch) return 'too-much'
      throw error
    }
  }

  /** What the case still keeps of earlier days. */
  async #preserved(
    trx: Trx,
    { file, case: it }: { readonly file: CaseRow; readonly case: Case },
  ): Promise<CopiedLine[]> {
    const { ring, permits } = this.#parts
    const rows = await copiesOf(trx, file.id, 'preserved')
    return rows
      .filter(({ id }) => it.preserved.has(id))
      .flatMap((row) => holdCopy<Copied>(ring, row).open(permits.copy(row.id)).lines)
  }

  /** Of the records that the paper names those that the policy lets go now; none where it says anything else. */
  #mayGo(it: Case): readonly RecordKind[] {
    const { pack, clock } = this.#parts
    const { may } = pack.decide(askOf(it, it.scope?.records ?? [], clock.today()))
    if (may.length === 0) return []
    const { outcome, withheld } = pack.decide(askOf(it, may, clock.today()))
    return withheld.length === 0 && (outcome === 'release' || outcome === 'compelled') ? may : []
  }

  #within<T>(actor: Actor | Program, work: (trx: Trx) => Promise<T>): Promise<T> {
    return inContextAlong(this.#parts.app, namedAs(actor), work)
  }

  #destroy(ids: readonly string[]): void {
    for (const id of ids) this.#parts.ring.copies.destroy(id)
  }
}

/** What a case still counts on. What was handed over is kept until somebody signed for it. */
function heldBy(it: Case): readonly string[] {
  const isOver = it.closed || it.receipt || (it.outcome !== undefined && it.produced === undefined)
  return [...it.preserved.keys(), ...(isOver || it.collected === undefined ? [] : [it.collected.id])]
}

async function deleteCollected(trx: Trx, caseId: string): Promise<string[]> {
  const [copies, packages] = [
    await deleteCopies(trx, { caseId, kind: 'collected' }),
    await deleteCopies(trx, { caseId, kind: 'package' }),
  ]
  return [...copies, ...packages]
}

const onlyScope = ({ subjects, records, from, until }: Scope): Scope => ({
  ...{ subjects, records },
  ...(from !== undefined && { from }),
  ...(until !== undefined && { until }),
})
