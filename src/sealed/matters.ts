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

/** Boxes one account can fill, so that no one fills them alone. */
const maxBoxesPerAccount = 3

const boxHash = ({ bytes }: IntakeBox) => createHash('sha256').update(bytes).digest('hex')

/** The slots without anyone's key: leaves items, rewrites files, computes commitments. It cannot tell what is in them. */
export class SealedMatters {
  readonly #folder: SlotFolder
  readonly #ring: KeyRing
  readonly #clock: Clock
  readonly #signed: () => Promise<SignedPosition>
  readonly #leaves: () => Promise<NewestLeaves>
  /** Only in memory: a file would tell someone with the library's keys who was served. */
  readonly #leftBy = new Map<string, string>()

  /** `signed` reads a file, because SQL would show each change of a matter. `leaves`: checked when someone unlocks. */
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

  /** Creates the group's key pair and provably empty slots. Done once, before anything arrives. */
  async setUp(
    side: AccessGroup,
    { cleared, recovery }: Pick<GroupIndex, 'cleared' | 'recovery'>,
  ): Promise<'done' | 'is-set-up'> {
    return this.#folder.alone(async () => {
      if ((await this.#folder.intake())[side].isSetUp) return 'is-set-up'
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
      await this.#folder.changeIntake((intake) => ({
        becomes: { ...intake, [side]: becomes },
        gives: undefined,
      }))
      return 'done'
    })
  }

  /**
   * On disk when this returns. The intake is rewritten even if nothing is kept, so that timing does not reveal earlier items.
   * @throws RangeError if it is longer than a box
   */
  async leave(side: AccessGroup, came: unknown, by?: string): Promise<LeaveResult> {
    const { result, box } = await this.#folder.changeIntake((intake) => {
      const { isSetUp, boxes, publicKey } = intake[side]
      // Also if it is not kept, so that what does not fit is refused alike.
      const box = fullBox(side, publicKey, came)
      const at = boxes.findIndex(({ full }) => !full)
      const isOf = (box: IntakeBox) => box.full && this.#leftBy.get(boxHash(box)) === by
      const isMost = by !== undefined && boxes.filter(isOf).length >= maxBoxesPerAccount
      const isKept = isSetUp && at >= 0 && !isMost
      const result: LeaveResult = isKept ? 'kept' : isSetUp ? 'full' : 'not-set-up'
      return { becomes: isKept ? withBox(intake, side, at, box) : intake, gives: { result, box } }
    })
    if (result === 'kept' && by !== undefined) this.#leftBy.set(boxHash(box), by)
    return result
  }

  /** All eight at one moment. A slot that does not open gets random bytes, which match nothing. */
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

  renewIntake(): Promise<void> {
    return this.#folder.renewIntake()
  }

  /** `names`: some files only. @throws RenewalIncompleteError */
  renewAll(names?: readonly string[]): Promise<void> {
    return this.#folder.renewAll(names)
  }

  /** @throws KeyError if one does not open */
  async readHeads(): Promise<void> {
    await this.#folder.alone(async () => {
      for (const cell of allSlots) await this.#folder.head(cell)
    })
  }

  /**
   * `acts`: they act for the Director today. An open session asks again each day, and is shut where the leave is ended early.
   * `role`: as `accessRole` says it now; none with the paper key.
   */
  async unlock(key: KeyObject, account: string, acts = false, role?: string): Promise<SealedSession> {
    const now = () => entryInstant(this.#clock.now())
    const holder = () => ({ today: this.#clock.today(), acts, role })
    const parts = { folder: this.#folder, now, signed: this.#signed, holder }
    const monthKey = (cell: SlotNumber, month: string) => this.#ring.cells.monthKey(cell, month)
    return unlockMatters(parts, key, account, { newest: await this.#leaves(), monthKey, now: now() })
  }
}

class HeldElsewhereError extends Error {}

/** After these, each sequencing tries again. */
const retryDelaysMs = [200, 1000, 2000, 4000, 8000, 16_000]
const defaultLeaveWaitMs = 5000

/** INVARIANT: no program without the lock `cells` writes these files. They are rewritten on schedule, whatever they hold. */
export class SealedMattersHost {
  readonly #database: Pick<Database, 'connect' | 'app'>
  readonly #folder: SlotFolder
  readonly #compartments: SealedMatters
  readonly #failed: (error: unknown) => void
  readonly #leaveWaitMs: number
  #lock: HeldLock | undefined
  #holding: Promise<void> | undefined
  #waiting: (() => void)[] = []
  #goes = 0
  #elsewhere = 0
  /** The files that the nightly job could not rewrite on that day. */
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
      folder: this.#folder,
      ring,
      clock,
      signed: () => readSignedPosition(lastSignedFile(home.keysDir)),
      leaves: () => readNewestLeaves(database.app),
    })
    this.#failed = failed
    this.#leaveWaitMs = leaveWaitMs
  }

  /** Undefined while another program has the lock. */
  get compartments(): SealedMatters | undefined {
    return this.#lock?.isHeld() ? this.#compartments : undefined
  }

  /** Takes the lock if it is free, and makes missing files at the first start. @throws KeyError if files or keys were lost */
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

  /** At once, because a try when someone leaves an item would reveal that; sequencing may be a minute away. */
  async #takeAgain(): Promise<void> {
    const goes = this.#goes
    for (const ms of retryDelaysMs) {
      await setTimeout(ms, undefined, { ref: false })
      if (this.#goes !== goes || this.compartments !== undefined) return
      // The next sequencing reports what is wrong.
      await this.hold().catch(() => undefined)
    }
  }

  /** Without the lock, the item waits: for a while before the person is answered, and then in memory. */
  async leave(side: AccessGroup, came: unknown, by?: string): Promise<LeaveResult> {
    if (this.compartments !== undefined) return this.compartments.leave(side, came, by)
    let isLate = false
    const left = this.#held().then((compartments) => compartments.leave(side, came, by))
    // If the person was already answered, errors are reported here.
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

  /** Undefined if another program has the lock or the intake does not open; the log then continues without the leaf. */
  async forTick(): Promise<SlotValues | undefined> {
    try {
      await this.hold()
      const { compartments } = this
      if (compartments === undefined) return this.#noteElsewhere()
      this.#elsewhere = 0
      await compartments.renewIntake()
      // Tried now, because a failure during sequencing would stop the log.
      await compartments.valuesFor({ id: randomBytes(16), month: '2000-01' })
      await this.#tellDamage(compartments)
      return async (leaf) => {
        try {
          return await compartments.valuesFor(leaf)
        } catch (error) {
          // Not a KeyError: refused keys during sequencing end the program.
          throw error instanceof KeyError ? new Error('a cell does not open', { cause: error }) : error
        }
      }
    } catch (error) {
      this.#failed(error)
      return undefined
    }
  }

  /** Reported once, in the same words whether or not items were left. */
  #noteElsewhere(): undefined {
    this.#elsewhere += 1
    if (this.#elsewhere === 2) this.#failed(new HeldElsewhereError("the cells' lock is elsewhere"))
    return undefined
  }

  /** Reported once, without saying which slot. */
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

  /** Every night, before the backup, all files are written under new keys. */
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
    // Lets a write in progress finish.
    await this.#folder.settled()
    await lock?.letGo()
  }
}

/** Not worth a log line: the other program does the work. */
export const isHeldElsewhere = (error: unknown): error is Error => error instanceof HeldElsewhereError

/** Always the same leaves, because the database sees which are read. */
export async function readNewestLeaves(app: Kysely<Schema>): Promise<NewestLeaves> {
  const current = await currentLog(app)
  if (current === undefined) return { log: '', leaves: [] }
  const rows = await newestCommitments(app, { log: current.log, ...leafSample })
  const ticks = rows.filter(({ leaf }) => isCommitmentsLeaf(leaf))
  const leaves = ticks.map(({ index, leaf }) => ({ ...readCommitmentsLeaf(leaf), index: Number(index) }))
  return { log: current.origin, leaves }
}
