import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { askOf } from '../casework/ask-of.ts'
import type { Case, Copy } from '../casework/case.ts'
import type { Copied } from '../casework/copied.ts'
import type { Refused } from '../casework/step.ts'
import type { Clock } from '../clock.ts'
import type { Pack } from '../policy/pack.ts'
import { sealCopy } from '../sealing/case-copy.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { Permit } from '../sealing/permit.ts'
import { addCopy, type CopyRow, copiesOf, deleteCopies, lockCopies } from '../store/case-copies.ts'
import type { CaseRow } from '../store/cases.ts'
import type { Schema } from '../store/schema.ts'
import { inContextAlong } from '../store/vault.ts'
import type { CaseBook } from './case-book.ts'
import { recordCopy } from './case-copy-entry.ts'
import { copiesShowAt } from './copy-place.ts'
import { holdCopy } from './held.ts'
import { type Actor, namedAs } from './request.ts'

type Trx = Transaction<Schema>
type Parts = {
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
  readonly pack: Pack
  readonly clock: Clock
  readonly book: CaseBook
  readonly permits: { copy(id: string): Permit }
}

/** What is to be handed over, opened. `entry`: of the register, which says that it is. */
export type Release = {
  readonly case: Case
  readonly copy: Copy
  readonly copied: Copied
  readonly outcome: 'release' | 'compelled'
  /** Of the policy, by which it is handed over. */
  readonly clauses: readonly string[]
  readonly entry: string
}

/** An encrypted package as it waits to be fetched: of which copy, and its bytes in base64. */
type Waiting = { readonly of: string; readonly sha256: string; readonly file: string }

/**
 * What was collected and checked is handed over. First the register has that it is (`release`, or `compelled`, which are
 * never mixed up), then it is opened, once; it goes out as a package that is encrypted to whoever gets it, once.
 */
export class CaseProduction {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Opens what was checked, for the package. The step itself is taken when the package is fetched. */
  async open(actor: Actor, reference: string): Promise<Release | Refused | 'unknown'> {
    const { book, permits, ring } = this.#parts
    if (!this.#isHere(actor)) return 'unknown'
    const opened = await this.#within(actor, async (trx) => {
      const found = await book.readIn(trx, actor, reference)
      if (found === undefined) return 'unknown'
      const ready = await this.#ready(trx, actor, found)
      if ('refused' in ready) return ready
      const { copy, row } = ready
      const decided = this.#decided(found.case, copy)
      const { file } = found
      const entry = await recordCopy(trx, this.#parts, { actor, file, copy, ...decided })
      const { kind: outcome, more } = decided
      return { case: found.case, copy, row, outcome, clauses: more.clauses, entry }
    })
    if (opened === 'unknown' || 'refused' in opened) return opened
    const { row, ...rest } = opened
    // INVARIANT: only here, where the entry is known to be committed, is it opened.
    return { ...rest, copied: holdCopy<Copied>(ring, row).open(permits.copy(row.id)) }
  }

  /** Keeps the package until it is fetched, in place of one that was not. @returns the id that it is fetched by */
  async keep(
    actor: Actor,
    reference: string,
    made: { readonly copy: string; readonly sha256: string; readonly bytes: Buffer },
  ): Promise<{ readonly id: string } | Refused | 'unknown'> {
    const { book, ring } = this.#parts
    const id = randomUUID()
    const kept = await this.#within(actor, async (trx) => {
      const found = await book.readIn(trx, actor, reference)
      if (found === undefined) return 'unknown'
      const ready = await this.#ready(trx, actor, found)
      if ('refused' in ready) return ready
      // Collected anew meanwhile: what was packed is not what was checked.
      if (ready.copy.id !== made.copy) return { refused: ['collected-this'] as const }
      await lockCopies(trx)
      const replaced = await deleteCopies(trx, { caseId: found.file.id, kind: 'package' })
      const waiting: Waiting = { of: made.copy, sha256: made.sha256, file: made.bytes.toString('base64') }
      const sealed = sealCopy(ring, id, waiting)
      await addCopy(trx, { id, case_id: found.file.id, kind: 'package', until: null, sealed })
      return { id, replaced }
    })
    if (kept === 'unknown' || 'refused' in kept) return kept
    this.#destroy(kept.replaced)
    return { id }
  }

  /** Gives the package out, this once. `gone`: it was fetched already, or another was made in its place. */
  async handOver(
    actor: Actor,
    reference: string,
    id: string,
  ): Promise<
    { readonly bytes: Buffer; readonly sha256: string; readonly entry: string } | Refused | 'unknown' | 'gone'
  > {
    const { book, permits, ring } = this.#parts
    if (!this.#isHere(actor)) return 'unknown'
    const given = await this.#within(actor, async (trx) => {
      const found = await book.readIn(trx, actor, reference)
      if (found === undefined) return 'unknown'
      const row = (await copiesOf(trx, found.file.id, 'package')).find((one) => one.id === id)
      if (row === undefined) return 'gone'
      // Why before the commit: what is in it is encrypted to another, and none of it leaves before.
      const { of: copy, sha256, file } = holdCopy<Waiting>(ring, row).open(permits.copy(id))
      const taken = await book.takeIn(trx, actor, reference, { what: 'produced', copy, document: sha256 })
      if (taken === 'unknown' || 'refused' in taken) return taken
      await deleteCopies(trx, { ids: [id] })
      return { sha256, file, entry: taken.entry }
    })
    if (typeof given === 'string' || 'refused' in given) return given
    this.#destroy([id])
    const { file, ...rest } = given
    return { ...rest, bytes: Buffer.from(file, 'base64') }
  }

  /** What was collected, where it may be handed over by this person now. */
  async #ready(
    trx: Trx,
    actor: Actor,
    { file, case: it }: { readonly file: CaseRow; readonly case: Case },
  ): Promise<Refused | { readonly copy: Copy; readonly row: CopyRow }> {
    const { book } = this.#parts
    const copy = it.collected
    const step = { what: 'produced', copy: copy?.id ?? '', document: '' } as const
    const refused = book.missing(actor, it, step)
    if (refused.length > 0) return { refused }
    const row = (await copiesOf(trx, file.id, 'collected')).find(({ id }) => id === copy?.id)
    return copy === undefined || row === undefined ? { refused: ['collected-this'] as const } : { copy, row }
  }

  /** What the register says of it: who gets it, by what, and what the policy said. */
  #decided(it: Case, copy: Copy) {
    const { pack, clock } = this.#parts
    const { outcome, clauses, flags, may } = pack.decide(askOf(it, copy.records, clock.today()))
    // INVARIANT: the step needs that the policy lets all of it go, so it says one of the two.
    const kind = outcome === 'compelled' ? ('compelled' as const) : ('release' as const)
    const instrument = it.reading?.instrument
    const more = {
      ...{ recipient: it.requester.kind, channel: 'process', outcome, clauses, may },
      ...(instrument && { instrument }),
    }
    return { kind, more, flags }
  }

  #isHere({ place }: Actor): boolean {
    const { pack, clock } = this.#parts
    return copiesShowAt(pack, { place, on: clock.today() })
  }

  #within<T>(actor: Actor, work: (trx: Trx) => Promise<T>): Promise<T> {
    return inContextAlong(this.#parts.app, namedAs(actor), work)
  }

  #destroy(ids: readonly string[]): void {
    for (const id of ids) this.#parts.ring.copies.destroy(id)
  }
}
