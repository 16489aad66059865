import { randomBytes, randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import {
  applyStep,
  type CaseEvent,
  caseEntry,
  caseFromEvents,
  type EventBodyOf,
  gagEnded,
  isOf,
  type LeaveResult,
  type ReceivedEvent,
  type StepRecorder,
} from '../cases/index.ts'
import { type Disclosure, type GateParts, logIdentity, type StaffActor } from '../gate/index.ts'
import { encryptTo } from '../platform/crypto/age-encryption.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { newReference } from '../platform/crypto/reference.ts'
import { inPipelinedContext, type Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { type Ask, answersInOtherLanguages } from '../policy/index.ts'
import {
  allLogs,
  commitmentLeaves,
  newestCheckpoint,
  type PaperFirst,
  paperFlags,
  paperIn,
  recordEntry,
  withRegisterSnapshot,
} from '../register/index.ts'
import { entryInstant, idBytes, MalformedError, readCommitmentsLeaf } from '../register/log/index.ts'
import type { SealedAccess } from './access.ts'
import { type BoxLocation, NoFreeSlotError } from './access-group.ts'
import type { LibraryCaseStorage, SealedCase } from './case-storage.ts'
import {
  type AccessGroup,
  type MatterEntry,
  type SealedMatter,
  type SlotNumber,
  withEntries,
} from './matter.ts'
import type { SealedMatters } from './matters.ts'
import {
  archiveFormat,
  type MatterProof,
  NothingToProveError,
  proveEmptySlots,
  proveMatter,
  proveMatterEntry,
  readSealedProof,
  type SealedProof,
} from './proof.ts'
import { proofEvidence, proofWalks, type SlotWalk, treeFault } from './proof-check.ts'
import type { SealedSession } from './session.ts'
import { MatterNotOpenError } from './slot-folder.ts'

/** The log entry that the main log does not have, and the report's event. */
export type SealedIntakeContent = {
  readonly logged: MatterEntry
  readonly event?: (CaseEvent & EventBodyOf<'received'>) | undefined
  readonly instrument?: string | undefined
}

/** The JSON bytes of a report that fit into a box with its log entry, and those of the text in it; the paper has the rest. */
const maxReportBytes = 7200
const maxWantsBytes = 6500

const jsonBytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value))

/** `others`: the bytes of all that is not cut. Names in some scripts take three bytes a letter. */
function truncateReport(written: string, others: number): string {
  const most = Math.min(maxWantsBytes, maxReportBytes - others)
  let end = written.length
  while (jsonBytes(written.slice(0, end)) > most) end = Math.floor(end * 0.95)
  return end === written.length ? written : `${written.slice(0, end).replace(/[\ud800-\udbff]$/, '')} …`
}

export const mayLift = ({ events }: SealedCase): boolean =>
  !caseFromEvents(events).gagged && events.some((one) => isOf(gagEnded, one))

/** When it came if that was before now, and the log sheet on which it was written first. */
type Written = { readonly at?: Date | undefined; readonly sheet?: string | undefined }

/** The case is closed and takes no note. */
class NoteRefusedError extends Error {}

export type SealedLeaving = {
  readonly sealedMatters?: Pick<SealedMatters, 'leave'> | undefined
}

type SealedIntakeParts = GateParts &
  SealedLeaving & {
    readonly book: StepRecorder
    readonly shelves: LibraryCaseStorage
    readonly people: SealedAccess
  }

/**
 * INVARIANT: an ask under a nondisclosure order leaves no row, log entry, mail or job, and is on disk before anyone is
 * answered.
 */
export class SealedIntake {
  readonly #parts: SealedIntakeParts
  readonly moves: SealedMoves
  readonly lifts: SealedLift

  constructor(parts: SealedIntakeParts) {
    this.#parts = parts
    this.moves = new SealedMoves(parts)
    this.lifts = new SealedLift(parts)
  }

  /** Logged before anyone knows what came, so that a sealed report adds nothing to the open log. */
  async noteOpened(actor: StaffActor): Promise<void> {
    const { app, ring, pack, clock } = this.#parts
    const { accountId, place } = actor
    await inPipelinedContext(app, { actor: accountId, place }, (trx) =>
      recordEntry(
        trx,
        { ring, now: clock.now() },
        { pack: pack.hash, kind: 'form-opened', ...logIdentity(actor) },
      ),
    )
  }

  /** Undefined if there is no nondisclosure order, or no group can keep it. */
  async answer(
    actor: StaffActor,
    ask: Ask,
    came?: EventBodyOf<'received'>,
    paper?: PaperFirst,
  ): Promise<Disclosure | undefined> {
    const { pack } = this.#parts
    const { language = pack.languages[0] ?? '' } = actor
    const answer = pack.in(language).decide(ask)
    if (!answer.sealed) return undefined
    const { instrument, recipient, records } = ask
    const logged = this.#logged(actor, {
      kind: 'answer',
      recipient: recipient.kind,
      records,
      outcome: answer.outcome,
      clauses: answer.clauses,
      ...(instrument && { instrument: instrument.kind }),
      ...(paper && { flags: paperFlags(paper) }),
    })
    // Even if nothing can be kept, the answer is the same, because a log entry would reveal it.
    const written = paper && { at: new Date(paper.at), sheet: paper.sheet }
    const event = came && this.#reported(actor, came, written)
    const left = await this.#leave(actor, 'director', { logged, ...(event && { event }) })
    if (left === 'not-set-up') return undefined
    const seen = {
      lookedUp: false,
      found: true,
      byLostCard: false,
      shielded: false,
      byNoCard: false,
      expired: false,
      byExpiredCard: false,
      numberProves: false,
      minor: false,
      none: [],
    }
    const alsoSay = answersInOtherLanguages(pack, language, ask)
    return { answer, alsoSay, reference: logged.id, ...seen, told: [], listed: [], guardians: [] }
  }

  async receive(
    actor: StaffActor,
    came: EventBodyOf<'received'>,
    { instrument, ...written }: Written & { readonly instrument?: string | undefined } = {},
  ): Promise<LeaveResult> {
    const event = this.#reported(actor, came, written)
    const logged = this.#logged(actor, { kind: 'case-step', flags: ['received'] })
    return this.#leave(actor, came.aboutDirector ? 'president' : 'director', {
      logged,
      event,
      ...(instrument && { instrument }),
    })
  }

  /** `from.id`: the item they were shown. Returns the case's reference. */
  async takeIn(actor: StaffActor, unlocked: SealedSession, from: BoxLocation): Promise<string> {
    const { side, box, id } = from
    const make = (sent: unknown) => {
      const { logged, event, instrument = logged.entry.instrument } = sent as SealedIntakeContent
      const reference = newReference()
      // Secret at once: the reporter said so, and that holds until someone reads the paper.
      const first = { ...(event ?? this.#withoutReport(actor, logged, side)), secret: true as const }
      const file: SealedCase = {
        id: randomUUID(),
        aboutDirector: first.aboutDirector,
        ...(instrument && { instrument }),
        events: [first],
        signed: [],
        papers: [],
        copies: [],
      }
      return { reference, file, log: [logged, this.#took(actor, reference, file)] }
    }
    return unlocked.takeIn(side, box, make, id)
  }

  /** Adds the whole report as a note. If the case refuses it, the item stays in its box. */
  async join(
    actor: StaffActor,
    unlocked: SealedSession,
    from: BoxLocation,
    reference: string,
  ): Promise<'done' | 'not-taken'> {
    const { book } = this.#parts
    const add = (sent: unknown, it: SealedMatter): SealedMatter => {
      const { logged, event } = sent as SealedIntakeContent
      const kept = it.file as SealedCase
      const { what: _, stamp, ...report } = event ?? { what: undefined, stamp: undefined }
      const typed =
        event === undefined ? [] : [event.requester.name, event.requester.agency, event.wants].filter(Boolean)
      // The id of an answer is the reference shown with it.
      const said = logged.entry.kind === 'answer' || typed.length === 0 ? [...typed, logged.id] : typed
      const paper = paperIn(logged.entry.flags)
      const joined = {
        by: stamp?.by ?? logged.entry.actor,
        at: stamp?.at ?? paper?.at ?? logged.entry.at,
        ...(event && { report: report as Omit<ReceivedEvent, 'what'> }),
      }
      const what = { what: 'noted', words: said.join('\n'), joined } as const
      const noted = book.stamped(actor, what, undefined, stamp?.sheet ?? paper?.sheet)
      if ('refused' in applyStep(caseFromEvents(kept.events), noted, book.world({ isSealed: true })))
        throw new NoteRefusedError()
      const instrument =
        kept.instrument ?? (sent as SealedIntakeContent).instrument ?? logged.entry.instrument
      const file: SealedCase = {
        ...kept,
        ...(instrument && { instrument }),
        events: [...kept.events, noted],
      }
      return { ...it, file, log: [...it.log, logged, this.#took(actor, reference, file)] }
    }
    try {
      await unlocked.join(from, reference, add)
      return 'done'
    } catch (error) {
      if (error instanceof NoteRefusedError) return 'not-taken'
      throw error
    }
  }

  #reported(
    actor: StaffActor,
    came: EventBodyOf<'received'>,
    { at, sheet }: Written = {},
  ): CaseEvent & EventBodyOf<'received'> {
    const { stamp } = this.#parts.book.stamped(actor, came, at, sheet)
    const others = jsonBytes({ ...came, wants: '', stamp })
    return { ...came, wants: truncateReport(came.wants, others), stamp }
  }

  /** An answer alone says that a paper came, to whom, and when. */
  #withoutReport(
    actor: StaffActor,
    { entry }: MatterEntry,
    side: AccessGroup,
  ): CaseEvent & EventBodyOf<'received'> {
    const came = {
      ...({ what: 'received', kind: 'process', way: 'counter', wants: '', drill: false } as const),
      requester: { kind: 'justice-agency', name: '' } as const,
      aboutDirector: side === 'president',
    }
    const { sheet, at } = paperIn(entry.flags) ?? { sheet: undefined, at: entry.at }
    const { stamp } = this.#parts.book.stamped(actor, came, new Date(at), sheet)
    return { ...came, stamp: { ...stamp, by: entry.actor, role: 'staff' } }
  }

  #took(actor: StaffActor, reference: string, { id, aboutDirector, events }: SealedCase): MatterEntry {
    const file = { id, reference, aboutDirector, drill: false, events: events.length }
    return this.#logged(actor, caseEntry(this.#parts.pack, actor, file, 'case-step', ['taken-in']))
  }

  #logged(actor: StaffActor, what: Omit<MatterEntry['entry'], 'at' | 'actor'>): MatterEntry {
    const { pack, clock } = this.#parts
    const entry = { pack: pack.hash, ...logIdentity(actor), ...what, at: entryInstant(clock.now()) }
    return { id: randomBytes(idBytes).toString('base64url'), entry }
  }

  async #leave(
    { accountId }: StaffActor,
    side: AccessGroup,
    came: SealedIntakeContent,
  ): Promise<LeaveResult> {
    return (await this.#parts.sealedMatters?.leave(side, came, accountId)) ?? 'not-set-up'
  }
}

type SealedMovesParts = Pick<GateParts, 'pack' | 'clock' | 'ring'> & {
  readonly book: StepRecorder
  readonly people: SealedAccess
}

/** `not-yours`: only someone in both groups may. `not-open`: the president's group is not set up, or not open to them. */
type MoveRefusal = 'not-yours' | 'not-open' | 'no-cell' | 'not-taken'

class MoveNotTakenError extends Error {}

class SealedMoves {
  readonly #parts: SealedMovesParts

  constructor(parts: SealedMovesParts) {
    this.#parts = parts
  }

  /** The matter concerns the Director after all: it moves to the president's group, and the Director loses access. */
  async aboutDirector(
    actor: StaffActor,
    unlocked: SealedSession,
    reference: string,
  ): Promise<'done' | MoveRefusal> {
    if (!this.#parts.people.answersFor(actor, 'president')) return 'not-yours'
    if (!unlocked.sides.includes('president')) return 'not-open'
    try {
      await unlocked.move(reference, 'president', (it) => this.#about(actor, it))
      return 'done'
    } catch (error) {
      if (error instanceof NoFreeSlotError) return 'no-cell'
      if (error instanceof MatterNotOpenError) return 'not-open'
      if (error instanceof MoveNotTakenError) return 'not-taken'
      throw error
    }
  }

  /**
   * For a safe outside the library, before archiving. Undefined if the matter is not closed, or not theirs. @throws NothingToProveError
   */
  async archiveFile(
    actor: StaffActor,
    unlocked: SealedSession,
    reference: string,
    passphrase: string,
  ): Promise<Buffer | undefined> {
    if (!(await this.mayArchive(actor, unlocked, reference))) return undefined
    const { file, states } = await archiveFile(unlocked, reference, this.#parts.ring, passphrase)
    await this.#parts.people.noteMade(actor, unlocked, reference, 'archive-made')
    // The entry adds one state. If anything else is written, the matter is not archived.
    unlocked.files.noteSaved(reference, states + 1)
    return file
  }

  /** Frees a closed matter's slot if its file was saved after the last write. Returns whether it did. */
  async archive(actor: StaffActor, unlocked: SealedSession, reference: string): Promise<boolean> {
    if (!(await this.mayArchive(actor, unlocked, reference))) return false
    return unlocked.archive(reference, actor.accountId, unlocked.files.savedAs(reference))
  }

  async mayArchive(actor: StaffActor, unlocked: SealedSession, reference: string): Promise<boolean> {
    const { side, file } = await unlocked.read(reference)
    return this.#parts.people.answersFor(actor, side) && caseFromEvents((file as SealedCase).events).closed
  }

  #about(actor: StaffActor, it: SealedMatter): SealedMatter {
    const { book, clock, pack } = this.#parts
    const kept = it.file as SealedCase
    const event = book.stamped(actor, { what: 'about-director', is: true })
    const isSaid = kept.aboutDirector
    const next = isSaid
      ? undefined
      : applyStep(caseFromEvents(kept.events), event, book.world({ isSealed: true }))
    if (next !== undefined && 'refused' in next) throw new MoveNotTakenError()
    // The drafter no longer decides, so the draft goes.
    const file: SealedCase = isSaid
      ? kept
      : { ...kept, aboutDirector: true, draft: undefined, events: [...kept.events, event] }
    const { id, events } = file
    const row = { id, reference: it.reference, aboutDirector: true, drill: false, events: events.length }
    const entry = caseEntry(pack, actor, row, 'case-step', ['about-director'], event)
    return withEntries({ ...it, file }, { ...entry, at: entryInstant(clock.now()) })
  }
}

type SealedLiftParts = GateParts & { readonly shelves: LibraryCaseStorage }

/** `wait`: the log has not signed the last entries. `unproved`: the case is open, but the log contradicts its proof. */
type LiftResult = 'lifted' | 'not-ended' | 'wait' | 'unproved'

/**
 * Makes an open case of a sealed one after the order ended.
 *
 * INVARIANT: the slot is freed only once the case and its verified proof are kept, since the proof can never be made again.
 * From the mark on the case takes no steps, so an interrupted lift can be finished.
 */
class SealedLift {
  readonly #parts: SealedLiftParts

  constructor(parts: SealedLiftParts) {
    this.#parts = parts
  }

  async lift(actor: StaffActor, unlocked: SealedSession, reference: string): Promise<LiftResult> {
    // Within one change that writes nothing, so no one else writes there until it is done.
    return unlocked.change(reference, async (it) => ({
      becomes: it,
      gives: await this.#lift(actor, unlocked, it),
    }))
  }

  async #lift(actor: StaffActor, unlocked: SealedSession, it: SealedMatter): Promise<LiftResult> {
    const { reference } = it
    const kept = it.file as SealedCase
    if (caseFromEvents(kept.events).gagged || !kept.events.some((one) => isOf(gagEnded, one)))
      return 'not-ended'
    const proof = await this.#wholeProof(unlocked, it)
    if (proof === undefined) return 'wait'
    const standing = await checkProofInLog(this.#parts.app, proof)
    if (standing === 'waits') return 'wait'
    await unlocked.change(reference, async (now) => {
      const marked: SealedCase = { ...(now.file as SealedCase), lifting: true }
      const becomes = kept.lifting ? now : { ...now, file: marked }
      return { becomes, room: 'needed', bare: becomes, gives: undefined }
    })
    const { id, aboutDirector, events } = kept
    const file = { id, reference, aboutDirector, drill: false, events: events.length }
    const entry = caseEntry(this.#parts.pack, actor, file, 'case-step', ['unsealed'])
    await this.#parts.shelves.adopt(actor, reference, kept, { entry, proof })
    if (standing === 'fails') return 'unproved'
    await unlocked.free(reference)
    return 'lifted'
  }

  /** Undefined until the log has signed its last entry. */
  async #wholeProof(unlocked: SealedSession, it: SealedMatter): Promise<Buffer | undefined> {
    const cell = unlocked.cellNumber(it.reference)
    if (cell === undefined) return undefined
    const { ring } = this.#parts
    const monthKey = (one: SlotNumber, month: string) => ring.cells.monthKey(one, month)
    let proof: MatterProof
    try {
      proof = proveMatter(it, { cell, now: await unlocked.nowSigned(), monthKey })
    } catch (error) {
      if (error instanceof NothingToProveError) return undefined
      throw error
    }
    return proof.entries.length < it.log.length ? undefined : Buffer.from(`${JSON.stringify(proof)}\n`)
  }
}

/** An age file with the proof of a matter or one entry, as last signed. @throws NothingToProveError, MatterNotOpenError */
export async function matterProofFile(
  unlocked: SealedSession,
  reference: string,
  ring: KeyRing,
  passphrase: string,
  entry?: number,
): Promise<Buffer> {
  const { it, parts } = await asOfNow(unlocked, reference, ring)
  return encryptedFile(
    entry === undefined ? proveMatter(it, parts) : proveMatterEntry(it, parts, entry),
    passphrase,
  )
}

/**
 * Proves that unused slots were empty. Without `cells` it reveals how many are used. Undefined if none of them is unused.
 * @throws NothingToProveError, MatterNotOpenError
 */
export async function emptyProofFile(
  unlocked: SealedSession,
  { side, cells }: { readonly side: AccessGroup; readonly cells?: readonly SlotNumber[] },
  ring: KeyRing,
  passphrase: string,
): Promise<Buffer | undefined> {
  const now = await unlocked.nowSigned()
  const unused = (await unlocked.unusedNow(side)).filter(({ cell }) => cells?.includes(cell) ?? true)
  if (unused.length === 0) return undefined
  return encryptedFile(proveEmptySlots(unused, { now, monthKey: monthKeyOf(ring) }), passphrase)
}

/** To keep once the slot is free; it changed since if `states` differs. @throws NothingToProveError, MatterNotOpenError */
export async function archiveFile(
  unlocked: SealedSession,
  reference: string,
  ring: KeyRing,
  passphrase: string,
): Promise<{ readonly file: Buffer; readonly states: number }> {
  const { it: compartment, parts } = await asOfNow(unlocked, reference, ring)
  const proof = proveMatter(compartment, parts)
  const archive = { format: archiveFormat, version: 1, proof, compartment }
  return { file: await encryptedFile(archive, passphrase), states: compartment.states.length }
}

async function asOfNow(unlocked: SealedSession, reference: string, ring: KeyRing) {
  // Read first, so that the matter has a state for every leaf before this position.
  const now = await unlocked.nowSigned()
  const it = await unlocked.read(reference)
  const cell = unlocked.cellNumber(reference)
  if (cell === undefined) throw new MatterNotOpenError()
  return { it, parts: { cell, now, monthKey: monthKeyOf(ring) } }
}

const monthKeyOf = (ring: KeyRing) => (cell: SlotNumber, month: string) => ring.cells.monthKey(cell, month)

const encryptedFile = (what: object, passphrase: string): Promise<Buffer> =>
  encryptTo({ passphrase }, Buffer.from(`${JSON.stringify(what)}\n`))

type ProofStatus = 'holds' | 'waits' | 'fails'

/** About two days of leaves. */
const fewLeaves = 3000

export async function checkProofInLog(db: Kysely<Schema>, file: Buffer): Promise<ProofStatus> {
  let proof: SealedProof
  try {
    proof = readSealedProof(file)
  } catch (error) {
    if (error instanceof MalformedError) return 'fails'
    throw error
  }
  if (treeFault(proof) !== undefined) return 'fails'
  return withRegisterSnapshot(db, async (trx) => {
    const logs: { log: number; origin: string; size: number }[] = []
    for (const { log, origin } of await allLogs(trx)) {
      logs.push({ log, origin, size: Number((await newestCheckpoint(trx, log))?.size ?? 0n) })
    }
    const walks = proofWalks(proof, logs)
    if ('code' in walks) return 'fails'
    for (const walk of walks) if (!(await walked(trx, walk, logs))) return 'fails'
    const shown = proofEvidence(proof, walks, logs)
    if ('code' in shown) return 'fails'
    return shown.entries.includes(undefined) ? 'waits' : 'holds'
  })
}

async function walked(
  trx: Trx,
  walk: SlotWalk,
  logs: readonly { readonly log: number; readonly size: number }[],
): Promise<boolean> {
  for (const [nth, { log, size }] of logs.entries()) {
    if (nth < walk.from.log || nth > walk.until.log) continue
    const end = nth === walk.until.log ? Math.min(walk.until.index, size) : size
    for (let first = nth === walk.from.log ? walk.from.index : 0; first < end; first += fewLeaves) {
      const until = Math.min(end, first + fewLeaves)
      for (const { index, leaf } of await commitmentLeaves(trx, { log, first, until })) {
        const at = { log: nth, index: Number(index) }
        if (!walk.take({ at, ...readCommitmentsLeaf(leaf) })) return false
      }
    }
  }
  return true
}
