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

/** They opened a matter and have not acknowledged its nondisclosure order. */
export class NotAcknowledgedError extends Error {
  readonly reference: string

  constructor(reference: string) {
    super('whoever opened a matter says first that they are bound')
    this.reference = reference
  }
}

/** Chooses between open cases and the sealed matters open to the actor. */
export class LibraryCaseStorage implements CaseStorage {
  readonly #parts: Parts

  /** A sealed case's due work, done when someone opens it, because no job can. */
  #tend: ((shelf: TendedRepository, reference: string) => Promise<void>) | undefined

  constructor(parts: Parts) {
    this.#parts = parts
  }

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
        // A full or closed matter must not block the others.
        if (!(error instanceof SlotFullError || error instanceof MatterNotOpenError)) throw error
      })
    }
  }

  /** `lifting`: it is becoming an open case, and takes no more steps here. */
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

  /** Makes an open case of a sealed one, with its entry and the proof of its own log. Adds only what is missing. */
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
