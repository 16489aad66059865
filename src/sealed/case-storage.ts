import type { Kysely } from 'kysely'
import {
  allCopies,
  type CaseRepository,
  type CaseStorage,
  caseFromEvents,
  lockCopies,
  recordPatronNotice,
  SqlCaseRepository,
  type SqlCaseRepositoryParts,
  type TendedRepository,
} from '../cases/index.ts'
import { type GateActor, logIdentity, type ProgramActor, type StaffActor } from '../gate/index.ts'
import { inPipelinedContext, type Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import type { Entry } from '../register/log/index.ts'
import { adoptSealedCase, type SealedCase, SealedCaseRepository, saveSealedProof } from './case-repository.ts'
import { hasAcknowledged } from './matter.ts'
import { type SealedSession, sessionOf } from './session.ts'
import { SlotFullError } from './slot-bytes.ts'
import { MatterNotOpenError } from './slot-folder.ts'

type Parts = SqlCaseRepositoryParts & { readonly app: Kysely<Schema> }

const byItself: ProgramActor = { role: 'program' }

/** Somebody has a matter open, and did not say yet that they know they are bound by it. */
export class NotAcknowledgedError extends Error {
  readonly reference: string

  constructor(reference: string) {
    super('whoever opened a matter says first that they are bound')
    this.reference = reference
  }
}

/** Chooses between the open cases and the sealed matters that are open to who acts. */
export class LibraryCaseStorage implements CaseStorage {
  readonly #parts: Parts

  /** What is due by itself in a compartment. Why then: nobody opens it at night. */
  #tend: ((shelf: TendedRepository, reference: string) => Promise<void>) | undefined

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Does this in a compartment before anything else is done there. */
  tendSealed(work: (shelf: TendedRepository, reference: string) => Promise<void>): void {
    this.#tend = work
  }

  /** @throws NotAcknowledgedError */
  async within<T>(
    by: GateActor,
    reference: string | undefined,
    work: (shelf: CaseRepository) => Promise<T>,
  ): Promise<T> {
    const session = by.role === 'program' || by.role === 'patron' ? undefined : sessionOf(by)
    if (reference !== undefined && session?.has(reference)) {
      const sealed = await this.#inCompartment(by as StaffActor, session, reference, work)
      if (sealed !== 'lifting') return sealed.done
    }
    const { actor, place } = logIdentity(by)
    const { done, shelf } = await inPipelinedContext(this.#parts.app, { actor, place }, async (trx) => {
      const shelf = new SqlCaseRepository(this.#parts, trx)
      return { done: await work(shelf), shelf }
    })
    shelf.destroyDeleted()
    return done
  }

  async tendOpen(actor: StaffActor): Promise<void> {
    const session = sessionOf(actor)
    for (const reference of session?.references ?? []) {
      const tended = session?.change(reference, async (it) => {
        if ((it.file as SealedCase).lifting) return { becomes: it, gives: undefined }
        const shelf = new SealedCaseRepository(this.#parts, actor, it)
        await this.#tend?.(shelf, reference)
        return { ...shelf.becoming, gives: undefined }
      })
      await tended?.catch((error: unknown) => {
        // Why: what is full, or opens no more, must not shut the others.
        if (!(error instanceof SlotFullError || error instanceof MatterNotOpenError)) throw error
      })
    }
  }

  /** `lifting`: it becomes an open case, or is one already, and nothing is done in it here any more. */
  #inCompartment<T>(
    actor: StaffActor,
    session: SealedSession,
    reference: string,
    work: (shelf: CaseRepository) => Promise<T>,
  ): Promise<{ readonly done: T } | 'lifting'> {
    return session.change<{ readonly done: T } | 'lifting'>(reference, async (it) => {
      if (!hasAcknowledged(it, actor)) throw new NotAcknowledgedError(reference)
      if ((it.file as SealedCase).lifting) return { becomes: it, gives: 'lifting' }
      const shelf = new SealedCaseRepository(this.#parts, actor, it)
      await this.#tend?.(shelf, reference)
      const done = await work(shelf)
      return { ...shelf.becoming, gives: { done } }
    })
  }

  /**
   * Makes an open case of one that was sealed, with its entry and the proof of what its own register has. Of what there is
   * already only what is missing is added.
   */
  async adopt(
    actor: StaffActor,
    reference: string,
    kept: SealedCase,
    { entry, proof }: { readonly entry: Omit<Entry, 'at'>; readonly proof: Buffer },
  ): Promise<void> {
    const { actor: by, place } = logIdentity(actor)
    await inPipelinedContext(this.#parts.app, { actor: by, place }, async (trx) => {
      const shelf = new SqlCaseRepository(this.#parts, trx)
      if ((await adoptSealedCase({ ...this.#parts, trx, shelf }, reference, kept)) === 'new') {
        await shelf.record(entry)
        const file = { id: kept.id, reference, aboutDirector: kept.aboutDirector, drill: false, events: 0 }
        await recordPatronNotice(shelf, this.#parts.pack, { actor, file, case: caseFromEvents(kept.events) })
      }
      await saveSealedProof(shelf, kept.id, proof)
    })
  }

  along(trx: Trx): CaseRepository {
    return new SqlCaseRepository(this.#parts, trx)
  }

  async openCopies(): ReturnType<typeof allCopies> {
    return this.#byItself(allCopies)
  }

  async destroyLeftKeys(): Promise<void> {
    const { copies } = this.#parts.ring
    await this.#byItself(async (trx) => {
      await lockCopies(trx)
      const held = new Set((await allCopies(trx)).map(({ id }) => id))
      for (const id of copies.ids()) if (!held.has(id)) copies.destroy(id)
    })
  }

  #byItself<T>(work: (trx: Trx) => Promise<T>): Promise<T> {
    const { actor, place } = logIdentity(byItself)
    return inPipelinedContext(this.#parts.app, { actor, place }, work)
  }
}
