import type { Kysely, Transaction } from 'kysely'
import type { Case } from '../casework/case.ts'
import type { Draft } from '../casework/decision-document.ts'
import type { CaseEvent, WhatName } from '../casework/event.ts'
import type { Clock } from '../clock.ts'
import { type Compartment, logged } from '../compartments/compartment.ts'
import type { Becoming } from '../compartments/open-sides.ts'
import { type Entry, entryInstant } from '../register/entry.ts'
import type { CaseRow } from '../store/cases.ts'
import type { Schema } from '../store/schema.ts'
import { inContextAlong } from '../store/vault.ts'
import type { Documents, SignedDecision } from './case-documents.ts'
import { caseRoleOf } from './case-roles.ts'
import type { CaseShelf, CopyKind, KeptCopy, NewCopy, WhichCopies } from './case-shelf.ts'
import { type Actor, namedAs } from './request.ts'

/** A case as its compartment keeps it, whole. Bytes in base64. */
export type KeptCase = {
  readonly id: string
  readonly aboutDirector: boolean
  /** What kind of paper it is, as whoever reported it picked. */
  readonly instrument?: string | undefined
  readonly events: readonly CaseEvent[]
  readonly draft?: Draft | undefined
  readonly signed: readonly { readonly sha256: string; readonly signed: SignedDecision }[]
  readonly papers: readonly { readonly id: string; readonly bytes: string }[]
  readonly copies: readonly Omit<NewCopy<CopyKind>, 'inPlaceOf'>[]
  /** It becomes an open case: no step is taken in it here any more. */
  readonly lifting?: boolean | undefined
}

/** By what a case comes to its end, or somebody is told of it for the first time. */
const ending: ReadonlySet<WhatName> = new Set<WhatName>([
  ...(['told', 'about-director', 'gag-ended', 'withdrawn', 'quashed', 'preservation-ended'] as const),
  ...(['package-destroyed', 'closed'] as const),
])

/**
 * A case in its compartment. What is done is done to a copy in memory, which is written to the cell when the work has ended well.
 *
 * INVARIANT: nothing of it is written to the database. What of patrons is collected is read there, and nothing says why.
 */
export class CompartmentShelf implements CaseShelf {
  readonly isSealed = true
  readonly #app: Kysely<Schema>
  readonly #actor: Actor
  readonly #clock: Clock
  #it: Compartment
  #kept: KeptCase
  /** Something was done in it that may have to wait for room. */
  #isUsual = false

  constructor(
    { app, clock }: { readonly app: Kysely<Schema>; readonly clock: Clock },
    actor: Actor,
    it: Compartment,
  ) {
    this.#app = app
    this.#clock = clock
    this.#actor = actor
    this.#it = it
    this.#kept = it.file as KeptCase
  }

  /** The copies that are in it, with the day on which each ends. */
  get keptCopies(): readonly Pick<NewCopy<CopyKind>, 'id' | 'kind' | 'until'>[] {
    return this.#kept.copies
  }

  /** As the work left it. */
  get becoming(): Becoming {
    const becomes = this.#kept === this.#it.file ? this.#it : { ...this.#it, file: this.#kept }
    return { becomes, room: this.#isUsual ? 'usual' : 'needed' }
  }

  reading<T>(work: (trx: Transaction<Schema>) => Promise<T>): Promise<T> {
    const { actor, place } = namedAs(this.#actor)
    return inContextAlong(this.#app, { actor, place }, work)
  }

  async find(reference: string): Promise<CaseRow | undefined> {
    if (reference !== this.#it.reference) return undefined
    const { id, aboutDirector, events } = this.#kept
    return { id, reference, aboutDirector, drill: false, events: events.length }
  }

  async begin(): Promise<never> {
    throw new RangeError('a case begins in a compartment when what came is taken in')
  }

  async events(): Promise<readonly CaseEvent[]> {
    return this.#kept.events
  }

  async addEvent(_file: CaseRow, event: CaseEvent, after: Case): Promise<void> {
    if (!ending.has(event.what)) this.#isUsual = true
    this.#kept = { ...this.#kept, events: [...this.#kept.events, event], aboutDirector: after.aboutDirector }
  }

  async record(what: Omit<Entry, 'at'>): Promise<string> {
    this.#it = logged(this.#it, { ...what, at: entryInstant(this.#clock.now()) })
    return this.#it.log.at(-1)?.id ?? ''
  }

  /** Why those who answer for it look even where it is full: to end it they have to see it. */
  async recordLook(actor: Actor, _file: CaseRow, what: Omit<Entry, 'at'>): Promise<string> {
    const role = caseRoleOf(actor)
    if (role !== 'director' && role !== 'counsel' && role !== 'president') this.#isUsual = true
    return this.record(what)
  }

  async documents(_file: CaseRow, sha256: string | undefined): Promise<Documents> {
    const { draft, signed } = this.#kept
    const allSigned = new Map(signed.map((one) => [one.sha256, one.signed]))
    return { draft, signed: allSigned.get(sha256 ?? ''), allSigned }
  }

  async keepDraft(_file: CaseRow, draft: Draft | undefined): Promise<void> {
    if (draft !== undefined) this.#isUsual = true
    this.#kept = { ...this.#kept, draft }
  }

  async keepSigned(_file: CaseRow, sha256: string, signed: SignedDecision): Promise<void> {
    const others = this.#kept.signed.filter((one) => one.sha256 !== sha256)
    this.#kept = { ...this.#kept, draft: undefined, signed: [...others, { sha256, signed }] }
  }

  async addPaper(_file: CaseRow, id: string, bytes: Buffer): Promise<void> {
    const paper = { id, bytes: bytes.toString('base64') }
    this.#keepLong({ ...this.#kept, papers: [...this.#kept.papers, paper] })
  }

  async paper(_file: CaseRow, paperId: string): Promise<Buffer | undefined> {
    const found = this.#kept.papers.find(({ id }) => id === paperId)
    return found && Buffer.from(found.bytes, 'base64')
  }

  async hasPaper(_file: CaseRow, paperId: string): Promise<boolean> {
    return this.#kept.papers.some(({ id }) => id === paperId)
  }

  async copies<K extends CopyKind>(_file: CaseRow, kind: K): Promise<readonly KeptCopy<K>[]> {
    return this.#kept.copies
      .filter((one): one is Omit<NewCopy<K>, 'inPlaceOf'> => one.kind === kind)
      .map(({ id, holds }) => ({ id, open: () => holds }))
  }

  async keepCopy<K extends CopyKind>(_file: CaseRow, { inPlaceOf, ...copy }: NewCopy<K>): Promise<void> {
    const others = this.#kept.copies.filter(({ kind }) => !inPlaceOf.includes(kind))
    this.#keepLong({ ...this.#kept, copies: [...others, copy] })
  }

  /** @throws CellFull where it would leave no room for what has to be said of it later */
  #keepLong(file: KeptCase): void {
    this.#isUsual = true
    this.#actor.unlocked?.refuseCrowded({ ...this.#it, file })
    this.#kept = file
  }

  async deleteCopies(which: WhichCopies): Promise<void> {
    const goes = ({ id, kind }: { id: string; kind: CopyKind }) =>
      'ids' in which ? which.ids.includes(id) : kind === which.kind
    this.#kept = { ...this.#kept, copies: this.#kept.copies.filter((one) => !goes(one)) }
  }
}
