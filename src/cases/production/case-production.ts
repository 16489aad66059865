import { createHash, randomUUID } from 'node:crypto'
import type { StaffActor } from '../../gate/index.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Pack } from '../../policy/index.ts'
import {
  type Case,
  type CaseCopy,
  currentPackage,
  type DeliveryMethod,
  isPackageSaved,
  type PackedFile,
  type ProductionForm,
} from '../case.ts'
import { copiesShowAt, decidesIn } from '../case-access.ts'
import { type CaseRepository, type CaseStorage, caseEntry, type StoredCopy } from '../case-repository.ts'
import type { CaseRow } from '../cases-store.ts'
import { policyAskOf } from '../decision.ts'
import { recordCopyEntry, type StepRecorder, type StepResult } from '../step-recorder.ts'
import type { StepRefusal } from '../step-table.ts'
import type { CopiedRecords } from './copied-records.ts'

type Parts = {
  readonly shelves: CaseStorage
  readonly pack: Pack
  readonly clock: Clock
  readonly book: StepRecorder
}

/** `entry`: logs that it was opened to be packed. */
export type PreparedRelease = {
  readonly case: Case
  readonly copy: CaseCopy
  readonly copied: CopiedRecords
  readonly outcome: 'release' | 'compelled'
  readonly clauses: readonly string[]
  readonly entry: string
}

/** `receipt`: who signed, if someone did at once. */
export type Delivery = {
  readonly to: string
  readonly how: DeliveryMethod
  readonly receipt?: string | undefined
  /** They were told that the case changed since the file was saved. */
  readonly despite?: boolean | undefined
  readonly at?: Date | undefined
}

/**
 * Production in three acts (decision 27). Packed: opened after it is logged, and kept encrypted to the recipient.
 * Saved, as often as needed: the log has the disclosure (`release` or `compelled`, never confused) before a byte
 * leaves. Delivered: which ends the case.
 */
export class CaseProduction {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Opens what was checked for packing; nothing leaves. */
  async open(actor: StaffActor, reference: string): Promise<PreparedRelease | StepRefusal | 'unknown'> {
    const { shelves, book, pack } = this.#parts
    if (!this.#isHere(actor)) return 'unknown'
    const opened = await shelves.within(actor, reference, async (shelf) => {
      const found = await book.readIn(shelf, actor, reference)
      if (found === undefined) return 'unknown'
      const ready = await this.#ready(shelf, actor, found)
      if ('refused' in ready) return ready
      const { copy, kept } = ready
      const { kind: outcome, more } = this.#decided(found.case, copy)
      const { file } = found
      const entry = await recordCopyEntry(shelf, pack, { actor, file, copy, kind: 'records-packaged' })
      return { case: found.case, copy, kept, outcome, clauses: more.clauses, entry }
    })
    if (opened === 'unknown' || 'refused' in opened) return opened
    const { kept, ...rest } = opened
    // INVARIANT: opened only here, once the entry is known to be committed.
    return { ...rest, copied: kept.open() }
  }

  /** Keeps the package until it is delivered, replacing an earlier one. */
  async keep(
    actor: StaffActor,
    reference: string,
    made: {
      readonly copy: string
      readonly bytes: Buffer
      readonly certificate: Buffer
      readonly files: readonly PackedFile[]
      readonly form: ProductionForm
    },
  ): Promise<{ readonly id: string; readonly sha256: string } | StepRefusal | 'unknown'> {
    const { shelves, book } = this.#parts
    const id = randomUUID()
    const sha256 = createHash('sha256').update(made.bytes).digest('hex')
    return shelves.within(actor, reference, async (shelf) => {
      const found = await book.readIn(shelf, actor, reference)
      if (found === undefined) return 'unknown'
      const { copy, files, form } = made
      // If it was collected again meanwhile, the step refuses what was not checked.
      const what = { what: 'packaged', package: id, copy, document: sha256, files, form } as const
      const taken = await book.takeIn(shelf, actor, reference, what)
      if (taken === 'unknown' || 'refused' in taken) return taken
      const [bytes, certificate] = [made.bytes.toString('base64'), made.certificate.toString('base64')]
      const holds = { sha256, file: bytes, certificate, entry: taken.entry }
      await shelf.keepCopy(found.file, { id, kind: 'package', holds, until: null, inPlaceOf: ['package'] })
      return { id, sha256 }
    })
  }

  /** Undefined where no file waits. */
  async packed(
    actor: StaffActor,
    reference: string,
  ): Promise<{ readonly entry: string; readonly document: string } | undefined> {
    const { shelves, book } = this.#parts
    if (!this.#isHere(actor)) return undefined
    return shelves.within(actor, reference, async (shelf) => {
      const found = await book.readIn(shelf, actor, reference)
      const id = found && currentPackage(found.case)?.id
      if (found === undefined || id === undefined) return undefined
      const kept = (await shelf.copies(found.file, 'package')).find((one) => one.id === id)?.open()
      return kept?.entry === undefined ? undefined : { entry: kept.entry, document: kept.sha256 }
    })
  }

  /** Gives out the same bytes each time, each time logged as a disclosure. `gone`: replaced, or delivered and deleted. */
  async save(
    actor: StaffActor,
    reference: string,
    id: string,
  ): Promise<
    | {
        readonly bytes: Buffer
        readonly sha256: string
        readonly form: ProductionForm
        readonly entry: string
      }
    | StepRefusal
    | 'unknown'
    | 'gone'
  > {
    const { shelves, book, pack } = this.#parts
    if (!this.#isHere(actor)) return 'unknown'
    const given = await shelves.within(actor, reference, async (shelf) => {
      const found = await book.readIn(shelf, actor, reference)
      if (found === undefined) return 'unknown'
      const kept = (await shelf.copies(found.file, 'package')).find((one) => one.id === id)
      const copy = found.case.production?.copy
      const packed = currentPackage(found.case)
      if (kept === undefined || copy === undefined || packed?.id !== id) return 'gone'
      const { document: sha256, form } = packed
      const what = { what: 'package-saved', document: sha256, form } as const
      const taken = await book.takeIn(shelf, actor, reference, what)
      if (taken === 'unknown' || 'refused' in taken) return taken
      const { kind, more, flags } = this.#decided(found.case, copy)
      const { file } = found
      const disclosed = { kind, flags, more: { ...more, document: sha256 } }
      const entry = await recordCopyEntry(shelf, pack, { actor, file, copy, ...disclosed })
      return { sha256, form, kept, entry }
    })
    if (typeof given === 'string' || 'refused' in given) return given
    const { kept, ...rest } = given
    // INVARIANT: opened only here, once the disclosure is known to be committed; on paper it is in the clear.
    return { ...rest, bytes: Buffer.from(kept.open().file, 'base64') }
  }

  /** The certificate and receipt to sign; no one can read those inside the encrypted package. */
  async certificate(
    actor: StaffActor,
    reference: string,
    id: string,
  ): Promise<{ readonly bytes: Buffer; readonly form?: undefined } | StepRefusal | 'unknown' | 'gone'> {
    const { shelves, book, pack } = this.#parts
    if (!this.#isHere(actor)) return 'unknown'
    const given = await shelves.within(actor, reference, async (shelf) => {
      const found = await book.readIn(shelf, actor, reference)
      if (found === undefined || !decidesIn(actor, found.file)) return 'unknown'
      if (!isPackageSaved(found.case)) return { refused: ['was-saved'] as const }
      const kept = (await shelf.copies(found.file, 'package')).find((one) => one.id === id)
      if (kept === undefined) return 'gone'
      await shelf.record(caseEntry(pack, actor, found.file, 'case-step', ['certificate-saved']))
      return kept.open().certificate
    })
    if (given === 'unknown' || given === 'gone' || typeof given !== 'string') return given
    return { bytes: Buffer.from(given, 'base64') }
  }

  /** Delivery ends the case. The package is deleted at once, or on the pack's day. */
  async handOver(
    actor: StaffActor,
    reference: string,
    { to, how, receipt, at, despite }: Delivery,
  ): Promise<StepResult> {
    const { shelves, book, pack } = this.#parts
    return shelves.within(actor, reference, async (shelf) => {
      const found = await book.readIn(shelf, actor, reference)
      if (found === undefined) return 'unknown'
      const { document = '', form } = currentPackage(found.case) ?? {}
      const what = { what: 'produced', document, to, how, form, despite } as const
      const taken = await book.takeIn(shelf, actor, reference, what, { at })
      if (taken === 'unknown' || 'refused' in taken) return taken
      if (receipt) await book.takeIn(shelf, actor, reference, { what: 'receipt', words: receipt }, { at })
      const keeps = (pack.manifest.cases?.package.days ?? 0) > 0
      if (!keeps) await shelf.deleteCopies({ caseId: found.file.id, kind: 'package' })
      return taken
    })
  }

  async #ready(
    shelf: CaseRepository,
    actor: StaffActor,
    { file, case: it }: { readonly file: CaseRow; readonly case: Case },
  ): Promise<StepRefusal | { readonly copy: CaseCopy; readonly kept: StoredCopy<'collected'> }> {
    const { book } = this.#parts
    const copy = it.production?.copy
    const made = { package: '', document: '', files: [] } as const
    const step = { what: 'packaged', copy: copy?.id ?? '', ...made } as const
    const refused = book.missing(actor, it, step)
    if (refused.length > 0) return { refused }
    const kept = (await shelf.copies(file, 'collected')).find(({ id }) => id === copy?.id)
    return copy === undefined || kept === undefined
      ? { refused: ['collected-this'] as const }
      : { copy, kept }
  }

  #decided(it: Case, copy: CaseCopy) {
    const { pack, clock } = this.#parts
    // Why as if there were no gag: the open log must not reveal one.
    const asked = policyAskOf({ ...it, gagged: false }, copy.records, clock.today())
    const { outcome, clauses, flags, may } = pack.decide(asked)
    // INVARIANT: the step requires that the policy releases everything, so it is one of the two.
    const kind = outcome === 'compelled' ? ('compelled' as const) : ('release' as const)
    const instrument = it.reading?.instrument
    const more = {
      recipient: it.requester.kind,
      channel: 'process',
      outcome,
      clauses,
      may,
      ...(instrument && { instrument }),
    }
    return { kind, more, flags }
  }

  #isHere({ place }: StaffActor): boolean {
    const { pack, clock } = this.#parts
    return copiesShowAt(pack, { place, on: clock.today() })
  }
}
