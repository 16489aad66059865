import { createHash, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { LeaveResult } from '../cases/index.ts'
import type { Clock } from '../platform/clock.ts'
import { KeyError } from '../platform/crypto/key-folder.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Database } from '../platform/db/database.ts'
import type { Home } from '../platform/db/home.ts'
import { type HeldLock, holdLock } from '../platform/db/locks.ts'
import type { Schema } from '../platform/db/schema.ts'
import type { DailyJob } from '../platform/jobs/daily-job.ts'
import {
  currentLog,
  lastSignedFile,
  newestCommitments,
  readSignedPosition,
  type SlotValues,
} from '../register/index.ts'
import {
  blindedCommitment,
  blindingOf,
  entryInstant,
  isCommitmentsLeaf,
  readCommitmentsLeaf,
} from '../register/log/index.ts'
import {
  boxesPerGroup,
  emptyBox,
  fullBox,
  type GroupIndex,
  type IntakeBox,
  type SlotUse,
  storedGroup,
  withBox,
} from './intake.ts'
import {
  type AccessGroup,
  allSlots,
  emptyCommitment,
  type SignedPosition,
  type SlotNumber,
  slotsOfGroup,
} from './matter.ts'
import { leafSample, type NewestLeaves } from './proof-check.ts'
import { type SealedSession, unlockMatters } from './session.ts'
import { isDamage, mebibyte, RenewalIncompleteError, SlotFolder } from './slot-folder.ts'

/** So many of the boxes hold what one person left, until it is taken in: nobody fills them alone. */
const maxBoxesPerAccount = 3

/** A box by its bytes, until it is sealed anew. */
const boxHash = ({ bytes }: IntakeBox) => createHash('sha256').update(bytes).digest('hex')

/**
 * The compartments as the program has them that nobody unlocked: it can leave something in the intake, write everything anew, and
 * say what each tick commits to. What is in them it cannot tell.
 */
export class SealedMatters {
  readonly #folder: SlotFolder
  readonly #ring: KeyRing
  readonly #clock: Clock
  readonly #signed: () => Promise<SignedPosition>
  readonly #leaves: () => Promise<NewestLeaves>
  /**
   * Who left what lies in a box, by the box's bytes. Why in this process's memory alone: whoever has the file and the library's
   * keys would learn from it who was served.
   */
  readonly #leftBy = new Map<string, string>()

  /**
   * @param parts.signed how far the register is signed, as a file has it: SQL would have a query for each change of a compartment
   * @param parts.leaves what whoever unlocks is held to; without it nothing is
   */
  constructor(parts: {
    readonly folder: SlotFolder
    readonly ring: KeyRing
    readonly clock: Clock
    readonly signed: () => Promise<SignedPosition>
    readonly leaves?: () => Promise<NewestLeaves>
  }) {
    this.#folder = parts.folder
    this.#ring = parts.ring
    this.#clock = parts.clock
    this.#signed = parts.signed
    this.#leaves = parts.leaves ?? (async () => ({ log: '', leaves: [] }))
  }

  async isSetUp(side: AccessGroup): Promise<boolean> {
    return (await this.#folder.intake())[side].isSetUp
  }

  /**
   * Sets a side up: its key pair, in the slots of those cleared and of the paper, and its cells, each empty in a way that can be
   * shown later. Done once, in every library, before anything ever comes.
   */
  async setUp(
    side: AccessGroup,
    { cleared, recovery }: Pick<GroupIndex, 'cleared' | 'recovery'>,
  ): Promise<'done' | 'is-set-up'> {
    return this.#folder.alone(async () => {
      const intake = await this.#folder.intake()
      if (intake[side].isSetUp) return 'is-set-up'
      const cells: Record<SlotNumber, SlotUse> = {}
      const since = { ...(await this.#signed()), at: entryInstant(this.#clock.now()) }
      for (const cell of slotsOfGroup(side)) {
        const blind = randomBytes(32).toString('base64')
        cells[cell] = { used: false, blind, since }
        await this.#folder.replace(cell, await this.#folder.emptyCell(cell, emptyCommitment(blind)))
      }
      const pair = generateKeyPairSync('x25519')
      const boxes = Array.from({ length: boxesPerGroup }, () => emptyBox(side))
      const becomes = storedGroup(side, pair.privateKey, {
        index: { cleared, recovery, cells, count: 0 },
        boxes,
      })
      await this.#folder.replaceIntake({ ...intake, [side]: becomes })
      return 'done'
    })
  }

  /**
   * Leaves what came for a side. It is on the disk when this returns. Where nothing is kept the intake is written anew all the
   * same: else whoever leaves something would learn from the time that it takes whether they were served before, or others.
   * @param by whose account leaves it
   * @throws RangeError where it is longer than a box
   */
  async leave(side: AccessGroup, came: unknown, by?: string): Promise<LeaveResult> {
    return this.#folder.alone(async () => {
      const intake = await this.#folder.intake()
      const { isSetUp, boxes, publicKey } = intake[side]
      // Also where it is kept nowhere, so that what does not fit is refused alike.
      const box = fullBox(side, publicKey, came)
      const at = boxes.findIndex(({ full }) => !full)
      const isOf = (box: IntakeBox) => box.full && this.#leftBy.get(boxHash(box)) === by
      const isMost = by !== undefined && boxes.filter(isOf).length >= maxBoxesPerAccount
      const isKept = isSetUp && at >= 0 && !isMost
      await this.#folder.replaceIntake(isKept ? withBox(intake, side, at, box) : intake)
      if (!isKept) return isSetUp ? 'full' : 'not-set-up'
      if (by !== undefined) this.#leftBy.set(boxHash(box), by)
      return 'kept'
    })
  }

  /**
   * What of each cell the leaf of a tick holds: of all eight at one moment. Of one that does not open it is random bytes, which open
   * to nothing: the others must have their leaf.
   */
  async valuesFor(leaf: { readonly id: Buffer; readonly month: string }): Promise<Buffer[]> {
    return this.#folder.alone(async () => {
      const values: Buffer[] = []
      for (const cell of allSlots) {
        const { state } = await this.#folder.head(cell).catch((error: unknown) => {
          if (isDamage(error)) return { state: randomBytes(32) }
          throw error
        })
        values.push(
          blindedCommitment(state, blindingOf(this.#ring.cells.monthKey(cell, leaf.month), leaf.id)),
        )
      }
      return values
    })
  }

  /** At each tick. */
  renewIntake(): Promise<void> {
    return this.#folder.renewIntake()
  }

  /** Each night. @param names which files, where not all. @throws NotAllRenewed */
  renewAll(names?: readonly string[]): Promise<void> {
    return this.#folder.renewAll(names)
  }

  /** Reads the head of each cell. @throws KeyError where one does not open */
  async readHeads(): Promise<void> {
    await this.#folder.alone(async () => {
      for (const cell of allSlots) await this.#folder.head(cell)
    })
  }

  /** All that opens to somebody's own key, or to a key on paper. */
  async unlock(key: KeyObject, account: string): Promise<SealedSession> {
    const now = () => entryInstant(this.#clock.now())
    const parts = { folder: this.#folder, now, signed: this.#signed }
    const monthKey = (cell: SlotNumber, month: string) => this.#ring.cells.monthKey(cell, month)
    return unlockMatters(parts, key, account, { newest: await this.#leaves(), monthKey, now: now() })
  }
}

/** Another program has the files of sealed matters, or its lock was lost a moment ago. */
class HeldElsewhereError extends Error {
  override name = 'CellsElsewhere'
}

/** When it is tried again to have the lock that was lost; after these each tick tries. */
const retryDelaysMs = [200, 1000, 2000, 4000, 8000, 16_000]
/** So long whoever leaves something waits for the lock. */
const defaultLeaveWaitMs = 5000

/**
 * The sealed matters in the life of the program that has their lock: renewed at each tick and each night, whatever is in them.
 *
 * INVARIANT: nothing is written to their files by a program that does not hold the lock `cells`.
 */
export class SealedMattersHost {
  readonly #database: Pick<Database, 'connect' | 'app'>
  readonly #folder: SlotFolder
  readonly #compartments: SealedMatters
  readonly #failed: (error: unknown) => void
  readonly #leaveWaitMs: number
  #lock: HeldLock | undefined
  #holding: Promise<void> | undefined
  /** Of who waits until it is held. */
  #waiting: (() => void)[] = []
  /** How often it was let go of. */
  #goes = 0
  /** How many ticks found it elsewhere, one after the other. */
  #elsewhere = 0
  /** The files that the night could not write anew, of the day on which it tried: of the others it is done. */
  #left: { readonly day: string; readonly names: readonly string[] } | undefined
  #isDamageTold = false

  constructor(parts: {
    readonly home: Pick<Home, 'cellsDir' | 'cellMib' | 'keysDir'>
    readonly database: Pick<Database, 'connect' | 'app'>
    readonly ring: KeyRing
    readonly clock: Clock
    readonly failed: (error: unknown) => void
    readonly leaveWaitMs?: number
  }) {
    const { home, database, ring, clock, failed, leaveWaitMs = defaultLeaveWaitMs } = parts
    this.#database = database
    this.#folder = new SlotFolder(home.cellsDir, ring, home.cellMib * mebibyte)
    this.#compartments = new SealedMatters({
      ...{ folder: this.#folder, ring, clock },
      signed: () => readSignedPosition(lastSignedFile(home.keysDir)),
      leaves: () => readNewestLeaves(database.app),
    })
    this.#failed = failed
    this.#leaveWaitMs = leaveWaitMs
  }

  /** Undefined while another program has them. */
  get compartments(): SealedMatters | undefined {
    return this.#lock?.isHeld() ? this.#compartments : undefined
  }

  /**
   * Takes the lock where nobody has it, and makes what is not there yet.
   * @throws KeyError where files or keys were lost
   */
  async hold(): Promise<void> {
    if (this.#lock?.isHeld()) return
    this.#holding ??= this.#take().finally(() => {
      this.#holding = undefined
    })
    await this.#holding
  }

  async #take(): Promise<void> {
    this.#lock = undefined
    let lock: HeldLock | undefined
    const lost = () => {
      if (lock !== undefined && this.#lock === lock) void this.#takeAgain()
    }
    lock = await holdLock(this.#database, 'cells', lost)
    if (lock === undefined) return
    try {
      await this.#folder.ensure()
    } catch (error) {
      await lock.letGo()
      throw error
    }
    this.#lock = lock
    for (const goOn of this.#waiting.splice(0)) goOn()
  }

  /**
   * A connection that was dropped is made anew, and the lock with it. Why at once, and by itself: a tick is up to a minute away,
   * and a try that begins where somebody leaves something would tell that they do.
   */
  async #takeAgain(): Promise<void> {
    const goes = this.#goes
    for (const ms of retryDelaysMs) {
      await setTimeout(ms, undefined, { ref: false })
      if (this.#goes !== goes || this.compartments !== undefined) return
      // A tick says what is wrong.
      await this.hold().catch(() => undefined)
    }
  }

  /**
   * As `Compartments` has it. Where another program has the cells, or the lock was lost, it waits: a while before whoever leaves
   * it is answered, and then in memory, until they are here.
   */
  async leave(side: AccessGroup, came: unknown, by?: string): Promise<LeaveResult> {
    if (this.compartments !== undefined) return this.compartments.leave(side, came, by)
    let isLate = false
    const left = this.#held().then((compartments) => compartments.leave(side, came, by))
    // Once nobody waits for it any more, what goes wrong is told here.
    left.catch((error) => isLate && this.#failed(error))
    const first = await Promise.race([left, setTimeout(this.#leaveWaitMs, 'waits' as const, { ref: false })])
    isLate = first === 'waits'
    return first
  }

  async #held(): Promise<SealedMatters> {
    for (;;) {
      const { compartments } = this
      if (compartments !== undefined) return compartments
      await new Promise<void>((goOn) => this.#waiting.push(goOn))
    }
  }

  /**
   * Before each tick: renews the intake, and gives what the tick's own leaf is made of. Undefined where another program has the
   * cells, and where the intake does not open: the register goes on without the leaf, and the log and the doctor say so.
   */
  async forTick(): Promise<SlotValues | undefined> {
    try {
      await this.hold()
      const { compartments } = this
      if (compartments === undefined) return this.#noteElsewhere()
      this.#elsewhere = 0
      await compartments.renewIntake()
      // Why tried before: what fails within the tick holds up the register.
      await compartments.valuesFor({ id: randomBytes(16), month: '2000-01' })
      await this.#tellDamage(compartments)
      return async (leaf) => {
        try {
          return await compartments.valuesFor(leaf)
        } catch (error) {
          // Why another error: keys that are refused within a tick end the program.
          throw error instanceof KeyError ? new Error('a cell does not open', { cause: error }) : error
        }
      }
    } catch (error) {
      this.#failed(error)
      return undefined
    }
  }

  /** Once where they stay elsewhere: what is reported here meanwhile is not kept. In words that are the same whatever is. */
  #noteElsewhere(): undefined {
    this.#elsewhere += 1
    if (this.#elsewhere === 2) this.#failed(new HeldElsewhereError("the cells' lock is elsewhere"))
    return undefined
  }

  /** Once, and not at each tick: that a cell does not open, whichever. */
  async #tellDamage(compartments: SealedMatters): Promise<void> {
    try {
      await compartments.readHeads()
      this.#isDamageTold = false
    } catch (error) {
      if (!isDamage(error)) throw error
      if (!this.#isDamageTold)
        this.#failed(error instanceof KeyError ? error : new Error('a cell is not there'))
      this.#isDamageTold = true
    }
  }

  /** Each night: every file anew under a fresh key. It comes before the backup. */
  nightStep(): DailyJob {
    return {
      name: 'renew-cells',
      run: async (day) => {
        const { compartments } = this
        if (compartments === undefined) throw new HeldElsewhereError('another program has the cells')
        try {
          await compartments.renewAll(this.#left?.day === day ? this.#left.names : undefined)
        } catch (error) {
          if (error instanceof RenewalIncompleteError) this.#left = { day, names: error.left }
          throw error
        }
      },
    }
  }

  async letGo(): Promise<void> {
    const lock = this.#lock
    this.#goes += 1
    this.#lock = undefined
    // What is being written is written to its end.
    await this.#folder.alone(async () => {})
    await lock?.letGo()
  }
}

/** Not worth a line in the log: the program that has them does it. */
export const isHeldElsewhere = (error: unknown): error is Error => error instanceof HeldElsewhereError

/**
 * What the register's newest leaves commit to, for whoever unlocks. Why always the same of them, whatever opens: the database sees
 * what is asked.
 */
export async function readNewestLeaves(app: Kysely<Schema>): Promise<NewestLeaves> {
  const current = await currentLog(app)
  if (current === undefined) return { log: '', leaves: [] }
  const rows = await newestCommitments(app, { log: current.log, ...leafSample })
  const ticks = rows.filter(({ leaf }) => isCommitmentsLeaf(leaf))
  const leaves = ticks.map(({ index, leaf }) => ({ ...readCommitmentsLeaf(leaf), index: Number(index) }))
  return { log: current.origin, leaves }
}
