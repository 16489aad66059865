import { createHash, randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { askOf } from '../casework/ask-of.ts'
import type { Case, Copy, HandedBy, PackedFile } from '../casework/case.ts'
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
import type { CaseBook, Taken } from './case-book.ts'
import { recordCopy } from './case-copy-entry.ts'
import { copiesShowAt } from './copy-place.ts'
import { holdCopy } from './held-of-cases.ts'
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

/** What is to be handed over, opened. `entry`: of the register, which says that it was opened to be packed. */
export type Release = {
  readonly case: Case
  readonly copy: Copy
  readonly copied: Copied
  readonly outcome: 'release' | 'compelled'
  /** Of the policy, by which it is handed over. */
  readonly clauses: readonly string[]
  readonly entry: string
}

/** An encrypted package as it waits: its bytes in base64. */
type Waiting = { readonly sha256: string; readonly file: string }

/** A hand-over as the custodian records it. `receipt`: who signed for it, where somebody did at once. */
export type HandOver = {
  readonly to: string
  readonly how: HandedBy
  readonly receipt?: string | undefined
  /** The case changed since the file was saved, and they were told. */
  readonly despite?: boolean | undefined
  /** When that was, where it was before now. */
  readonly at?: Date | undefined
}

/**
 * What was collected and checked is handed over, in three acts (decision 0037). It is packed: opened once it is on record that
 * it is, and kept sealed, encrypted to whoever gets it. It is saved, as often as that takes: the register has the disclosure
 * (`release`, or `compelled`, which are never mixed up) before a byte leaves. And it is handed over: that ends the case.
 */
export class CaseProduction {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Opens what was checked, to be packed: nothing leaves by it. */
  async open(actor: Actor, reference: string): Promise<Release | Refused | 'unknown'> {
    const { book, permits, ring } = this.#parts
    if (!this.#isHere(actor)) return 'unknown'
    const opened = await this.#within(actor, async (trx) => {
      const found = await book.readIn(trx, actor, reference)
      if (found === undefined) return 'unknown'
      const ready = await this.#ready(trx, actor, found)
      if ('refused' in ready) return ready
      const { copy, row } = ready
      const { kind: outcome, more } = this.#decided(found.case, copy)
      const { file } = found
      const entry = await recordCopy(trx, this.#parts, { actor, file, copy, kind: 'records-packaged' })
      return { case: found.case, copy, row, outcome, clauses: more.clauses, entry }
    })
    if (opened === 'unknown' || 'refused' in opened) return opened
    const { row, ...rest } = opened
    // INVARIANT: only here, where the entry is known to be committed, is it opened.
    return { ...rest, copied: holdCopy<Copied>(ring, row).open(permits.copy(row.id)) }
  }

  /** Keeps the package until it is handed over, in place of an earlier one. @returns the id and the sum that it has */
  async keep(
    actor: Actor,
    reference: string,
    made: { readonly copy: string; readonly bytes: Buffer; readonly files: readonly PackedFile[] },
  ): Promise<{ readonly id: string; readonly sha256: string } | Refused | 'unknown'> {
    const { book, ring } = this.#parts
    const id = randomUUID()
    const sha256 = createHash('sha256').update(made.bytes).digest('hex')
    const kept = await this.#within(actor, async (trx) => {
      const found = await book.readIn(trx, actor, reference)
      if (found === undefined) return 'unknown'
      const { copy, files } = made
      // Collected anew meanwhile: what was packed is not what was checked, and the step says so.
      const what = { what: 'packaged', package: id, copy, document: sha256, files } as const
      const taken = await book.takeIn(trx, actor, reference, what)
      if (taken === 'unknown' || 'refused' in taken) return taken
      await lockCopies(trx)
      const replaced = await deleteCopies(trx, { caseId: found.file.id, kind: 'package' })
      const waiting: Waiting = { sha256, file: made.bytes.toString('base64') }
      const sealed = sealCopy(ring, id, waiting)
      await addCopy(trx, { id, case_id: found.file.id, kind: 'package', until: null, sealed })
      return { replaced }
    })
    if (kept === 'unknown' || 'refused' in kept) return kept
    this.#destroy(kept.replaced)
    return { id, sha256 }
  }

  /**
   * Gives the package out, as often as it is asked for until it is handed over: the same bytes each time, each time on record
   * as the disclosure that it is. `gone`: another was made in its place, or it was handed over and is here no longer.
   */
  async save(
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
      const copy = found.case.collected
      if (row === undefined || copy === undefined) return 'gone'
      // Why before the commit: what is in it is encrypted to another, and none of it leaves before.
      const { sha256, file: bytes } = holdCopy<Waiting>(ring, row).open(permits.copy(id))
      const taken = await book.takeIn(trx, actor, reference, { what: 'package-saved', document: sha256 })
      if (taken === 'unknown' || 'refused' in taken) return taken
      const { kind, more, flags } = this.#decided(found.case, copy)
      const { file } = found
      const disclosed = { kind, flags, more: { ...more, document: sha256 } }
      const entry = await recordCopy(trx, this.#parts, { actor, file, copy, ...disclosed })
      return { sha256, bytes, entry }
    })
    if (typeof given === 'string' || 'refused' in given) return given
    // INVARIANT: the bytes leave only here, where the entry of their disclosure is known to be committed.
    return { ...given, bytes: Buffer.from(given.bytes, 'base64') }
  }

  /** The custodian records that it was handed over: that ends the case. The package goes, at once or on the pack's day. */
  async handOver(
    actor: Actor,
    reference: string,
    { to, how, receipt, at, despite }: HandOver,
  ): Promise<Taken> {
    const { book, pack } = this.#parts
    const done = await this.#within(actor, async (trx) => {
      const found = await book.readIn(trx, actor, reference)
      if (found === undefined) return 'unknown'
      const document = found.case.packaged?.document ?? ''
      const taken = await book.takeIn(
        trx,
        actor,
        reference,
        { what: 'produced', document, to, how, despite },
        at,
      )
      if (taken === 'unknown' || 'refused' in taken) return taken
      if (receipt) await book.takeIn(trx, actor, reference, { what: 'receipt', words: receipt }, at)
      const keeps = (pack.manifest.cases?.package.days ?? 0) > 0
      const gone = keeps ? [] : await deleteCopies(trx, { caseId: found.file.id, kind: 'package' })
      return { entry: taken.entry, gone }
    })
    if (done === 'unknown' || 'refused' in done) return done
    this.#destroy(done.gone)
    return { entry: done.entry }
  }

  /** What was collected, where it may be packed by this person now. */
  async #ready(
    trx: Trx,
    actor: Actor,
    { file, case: it }: { readonly file: CaseRow; readonly case: Case },
  ): Promise<Refused | { readonly copy: Copy; readonly row: CopyRow }> {
    const { book } = this.#parts
    const copy = it.collected
    const made = { package: '', document: '', files: [] } as const
    const step = { what: 'packaged', copy: copy?.id ?? '', ...made } as const
    const refused = book.missing(actor, it, step)
    if (refused.length > 0) return { refused }
    const row = (await copiesOf(trx, file.id, 'collected')).find(({ id }) => id === copy?.id)
    return copy === undefined || row === undefined ? { refused: ['collected-this'] as const } : { copy, row }
  }

  /** What the register says of it: who gets it, by what, and what the policy said. */
  #decided(it: Case, copy: Copy) {
    const { pack, clock } = this.#parts
    // Why as if nothing forbade to tell: the open register does not say that a gag exists.
    const asked = askOf({ ...it, gagged: false }, copy.records, clock.today())
    const { outcome, clauses, flags, may } = pack.decide(asked)
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
