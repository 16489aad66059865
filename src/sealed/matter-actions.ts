import { randomBytes, randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import {
  applyStep,
  type CaseEvent,
  caseEntry,
  caseFromEvents,
  type EventBodyOf,
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
  recordEntry,
  withRegisterSnapshot,
} from '../register/index.ts'
import { entryInstant, idBytes, MalformedError, readCommitmentsLeaf } from '../register/log/index.ts'
import type { SealedAccess } from './access.ts'
import { type BoxLocation, NoFreeSlotError } from './access-group.ts'
import type { SealedCase } from './case-repository.ts'
import type { LibraryCaseStorage } from './case-storage.ts'
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

/** What came under a gag, as it lies in the intake: the entry that the register does not have, and of a report its event. */
export type SealedIntakeContent = {
  readonly logged: MatterEntry
  readonly event?: (CaseEvent & EventBodyOf<'received'>) | undefined
  /** What kind of paper it is, as whoever left it picked. */
  readonly instrument?: string | undefined
}

/** How much of what somebody wrote fits into a box beside the rest of a report, in bytes of JSON. The rest is on the paper. */
const maxReportBytes = 6500

function truncateReport(written: string): string {
  let end = written.length
  while (Buffer.byteLength(JSON.stringify(written.slice(0, end))) > maxReportBytes)
    end = Math.floor(end * 0.95)
  return end === written.length ? written : `${written.slice(0, end).replace(/[\ud800-\udbff]$/, '')} …`
}

/** Whether it is noted in a sealed case that it may be told again. */
export const mayLift = ({ events }: SealedCase): boolean =>
  !caseFromEvents(events).gagged && events.some(({ what }) => what === 'gag-ended')

/** The case takes no note, as one that is closed. */
class NoteRefusedError extends Error {}

/** Where what came under a nondisclosure order is left, if anywhere. */
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
 * What is asked under a gag. INVARIANT: no row, no entry of the open register, no mail and no job comes of it: it is left in the
 * intake, for those who may know of it, and is on the disk before anybody is answered.
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

  /**
   * That somebody opened the form of what came, before anybody knows what it is: on record in the open register, whatever
   * becomes of it, so that what is left sealed adds nothing.
   */
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

  /** The answer to an ask of which nobody may be told; undefined where anybody may, or where it can be kept in no compartment. */
  async answer(actor: StaffActor, ask: Ask, came?: EventBodyOf<'received'>): Promise<Disclosure | undefined> {
    const { pack } = this.#parts
    const { language = pack.languages[0] ?? '' } = actor
    const answer = pack.in(language).decide(ask)
    if (!answer.sealed) return undefined
    const { instrument, recipient, records } = ask
    const logged = this.#logged(actor, {
      ...{
        kind: 'answer',
        recipient: recipient.kind,
        records,
        outcome: answer.outcome,
        clauses: answer.clauses,
      },
      ...(instrument && { instrument: instrument.kind }),
    })
    // Where every box waits to be read nothing is kept, where another program has them it waits, and the answer is the same: an
    // entry of the register would tell of it.
    const event = came && this.#reported(actor, came)
    const left = await this.#leave(actor, 'director', { logged, ...(event && { event }) })
    if (left === 'not-set-up') return undefined
    const seen = {
      lookedUp: false,
      found: true,
      byLostCard: false,
      byNoCard: false,
      expired: false,
      byExpiredCard: false,
      numberProves: false,
      minor: false,
      none: [],
    }
    const alsoSay = answersInOtherLanguages(pack, language, ask)
    return { answer, alsoSay, reference: logged.id, ...seen, told: [], guardians: [] }
  }

  /** A report of what came under a gag, for those who may know of it. */
  async receive(
    actor: StaffActor,
    came: EventBodyOf<'received'>,
    at?: Date,
    instrument?: string,
  ): Promise<LeaveResult> {
    const event = this.#reported(actor, came, at)
    const logged = this.#logged(actor, { kind: 'case-step', flags: ['received'] })
    return this.#leave(actor, came.aboutDirector ? 'president' : 'director', {
      ...{ logged, event },
      ...(instrument && { instrument }),
    })
  }

  /**
   * Makes a compartment of what came.
   * @param from with the id of what they were shown there
   * @returns the case's reference
   */
  async takeIn(actor: StaffActor, unlocked: SealedSession, from: BoxLocation): Promise<string> {
    const { side, box, id } = from
    const make = (sent: unknown) => {
      const { logged, event, instrument = logged.entry.instrument } = sent as SealedIntakeContent
      const reference = newReference()
      // Why from the first: whoever left it said that nobody may be told, and until somebody reads the paper that stands.
      const first = { ...(event ?? this.#withoutReport(actor, logged, side)), secret: true as const }
      const file: SealedCase = {
        ...{ id: randomUUID(), aboutDirector: first.aboutDirector, ...(instrument && { instrument }) },
        ...{ events: [first], signed: [], papers: [], copies: [] },
      }
      return { reference, file, log: [logged, this.#took(actor, reference, file)] }
    }
    return unlocked.takeIn(side, box, make, id)
  }

  /**
   * Puts what came with a case that is sealed already: the whole report is in it as a note. What the case does not take stays in
   * its box.
   */
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
      // Why the id of an answer: it is the reference that was shown with it.
      const said = logged.entry.kind === 'answer' || typed.length === 0 ? [...typed, logged.id] : typed
      const noted = book.stamped(actor, {
        what: 'noted',
        words: said.join('\n'),
        joined: {
          ...{ by: stamp?.by ?? logged.entry.actor, at: stamp?.at ?? logged.entry.at },
          ...(event && { report: report as Omit<ReceivedEvent, 'what'> }),
        },
      })
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
    at?: Date,
  ): CaseEvent & EventBodyOf<'received'> {
    const { stamp } = this.#parts.book.stamped(actor, came, at)
    return { ...came, wants: truncateReport(came.wants), stamp }
  }

  /** Of an answer alone it is known that a paper came, to whom, and when. */
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
    const { stamp } = this.#parts.book.stamped(actor, came)
    return { ...came, stamp: { ...stamp, by: entry.actor, role: 'staff', at: entry.at } }
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

/** `not-yours`: for those who are on both sides; `not-open`: the president's is not set up, or not open to them. */
type MoveRefusal = 'not-yours' | 'not-open' | 'no-cell' | 'not-taken'

class MoveNotTakenError extends Error {}

/** Where a sealed matter goes that is not for those who have it, or is at its end while nobody may be told of it. */
class SealedMoves {
  readonly #parts: SealedMovesParts

  constructor(parts: SealedMovesParts) {
    this.#parts = parts
  }

  /** A matter is about the Director after all: it goes to the president's side, and the Director is in it no more. */
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
   * A matter whole, for the City's safe: the file is to be saved before it is archived.
   * @returns undefined where it is not closed, or not theirs
   * @throws NothingToProve
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
    // With the entry there is one state more: where anything else was written beside it, it is not archived.
    unlocked.files.noteSaved(reference, states + 1)
    return file
  }

  /**
   * Makes the cell of a closed matter free, whose file somebody who answers for it has saved since the last thing was written.
   * @returns whether it was archived
   */
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
    // Why no draft: who drafted it decides in it no more.
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

/**
 * `not-ended`: nobody may be told of it yet. `wait`: the register has not signed yet what was done last. `unproved`: the case is
 * open, and its cell is kept, for what the register has is something else than its proof says.
 */
type LiftResult = 'lifted' | 'not-ended' | 'wait' | 'unproved'

/**
 * Makes an open case of a sealed one, once it is noted in it that the order ended; its cell is free again.
 *
 * INVARIANT: the cell is freed only once all that is in it is known to be kept openly: the case, and the whole proof of what its
 * own register has, which was read back and holds against the register's leaves: it can never be made again. From the mark on no step is taken in it, so that a lift that was cut short is finished by another.
 */
class SealedLift {
  readonly #parts: SealedLiftParts

  constructor(parts: SealedLiftParts) {
    this.#parts = parts
  }

  /** Lifts one, by whoever answers for it. */
  async lift(actor: StaffActor, unlocked: SealedSession, reference: string): Promise<LiftResult> {
    // Why within one change, of which nothing is written: nobody else writes there until it is done.
    return unlocked.change(reference, async (it) => ({
      becomes: it,
      gives: await this.#lift(actor, unlocked, it),
    }))
  }

  async #lift(actor: StaffActor, unlocked: SealedSession, it: SealedMatter): Promise<LiftResult> {
    const { reference } = it
    const kept = it.file as SealedCase
    if (caseFromEvents(kept.events).gagged || !kept.events.some(({ what }) => what === 'gag-ended'))
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

  /** The proof of all that its register has; undefined until a tick has come after the last of it. */
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

/**
 * The proof of a compartment, of all of it or of one entry, as of the last tick: an age file that opens to a passphrase. What was
 * recorded since that tick is not in it. It stays good after the cell is used for something else.
 * @param passphrase `newPassphrase()`, told to whoever gets the file by another way
 * @throws NothingToProve where no tick has come since it was taken in; NotOpen
 */
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
 * The proof that unused cells of a side held nothing since they were made free. It tells how many are used, unless some are
 * named alone.
 * @param cells of those that are unused, the ones to speak of; undefined where none of them is unused
 * @throws NothingToProve where no tick has come yet; NotOpen
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

/**
 * A matter whole, for the City's safe, with its proof: what is kept of it once its cell is free.
 * @returns with how many states it had: another one means that something was written since
 * @throws NothingToProve, NotOpen
 */
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

/** A compartment, and what a proof of it that is made now can speak of. */
async function asOfNow(unlocked: SealedSession, reference: string, ring: KeyRing) {
  // Why first: of each leaf before that place the compartment, read later, has the state.
  const now = await unlocked.nowSigned()
  const it = await unlocked.read(reference)
  const cell = unlocked.cellNumber(reference)
  if (cell === undefined) throw new MatterNotOpenError()
  return { it, parts: { cell, now, monthKey: monthKeyOf(ring) } }
}

const monthKeyOf = (ring: KeyRing) => (cell: SlotNumber, month: string) => ring.cells.monthKey(cell, month)

const encryptedFile = (what: object, passphrase: string): Promise<Buffer> =>
  encryptTo({ passphrase }, Buffer.from(`${JSON.stringify(what)}\n`))

/** `waits`: some entry of it is in no leaf yet. */
type ProofStatus = 'holds' | 'waits' | 'fails'

/** So many leaves are read at once: some two days of ticks. */
const fewLeaves = 3000

/** Whether the proof in a file holds against the register as this library has it, as whoever checks it later will find. */
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

/** Whether each leaf that the walk speaks of holds what it says. */
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
