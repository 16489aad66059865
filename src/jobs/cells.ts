import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { Clock } from '../clock.ts'
import { CellFolder, mebibyte, NotAllRenewed } from '../compartments/cell-folder.ts'
import { isDamage } from '../compartments/cell-read.ts'
import { Compartments, type Left } from '../compartments/compartments.ts'
import type { Side } from '../compartments/side.ts'
import { KeysRefused } from '../sealing/key-refusal.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { Database } from '../store/database.ts'
import type { Home } from '../store/home.ts'
import { type HeldLock, holdLock } from '../store/locks.ts'
import { lastSignedIn, signedSoFar } from './last-signed.ts'
import { newestLeaves } from './newest-leaves.ts'
import type { NightStep } from './night.ts'
import type { CellValues } from './tick.ts'

/** Another program has the files of sealed matters, or its lock was lost a moment ago. */
class CellsElsewhere extends Error {
  override name = 'CellsElsewhere'
}

/** When it is tried again to have the lock that was lost; after these each tick tries. */
const triesAgainMs = [200, 1000, 2000, 4000, 8000, 16_000]
/** So long whoever leaves something waits for the lock. */
const usualLeaveWaitMs = 5000

/**
 * The sealed matters in the life of the program that has their lock: renewed at each tick and each night, whatever is in them.
 *
 * INVARIANT: nothing is written to their files by a program that does not hold the lock `cells`.
 */
export class Cells {
  readonly #database: Pick<Database, 'connect' | 'app'>
  readonly #folder: CellFolder
  readonly #compartments: Compartments
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
    const { home, database, ring, clock, failed, leaveWaitMs = usualLeaveWaitMs } = parts
    this.#database = database
    this.#folder = new CellFolder(home.cellsDir, ring, home.cellMib * mebibyte)
    this.#compartments = new Compartments({
      ...{ folder: this.#folder, ring, clock },
      signed: () => signedSoFar(lastSignedIn(home.keysDir)),
      leaves: () => newestLeaves(database.app),
    })
    this.#failed = failed
    this.#leaveWaitMs = leaveWaitMs
  }

  /** Undefined while another program has them. */
  get compartments(): Compartments | undefined {
    return this.#lock?.isHeld() ? this.#compartments : undefined
  }

  /**
   * Takes the lock where nobody has it, and makes what is not there yet.
   * @throws KeysRefused where files or keys were lost
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
    for (const ms of triesAgainMs) {
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
  async leave(side: Side, came: unknown, by?: string): Promise<Left> {
    if (this.compartments !== undefined) return this.compartments.leave(side, came, by)
    let isLate = false
    const left = this.#held().then((compartments) => compartments.leave(side, came, by))
    // Once nobody waits for it any more, what goes wrong is told here.
    left.catch((error) => isLate && this.#failed(error))
    const first = await Promise.race([left, setTimeout(this.#leaveWaitMs, 'waits' as const, { ref: false })])
    isLate = first === 'waits'
    return first
  }

  async #held(): Promise<Compartments> {
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
  async forTick(): Promise<CellValues | undefined> {
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
          throw error instanceof KeysRefused ? new Error('a cell does not open', { cause: error }) : error
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
    if (this.#elsewhere === 2) this.#failed(new CellsElsewhere("the cells' lock is elsewhere"))
    return undefined
  }

  /** Once, and not at each tick: that a cell does not open, whichever. */
  async #tellDamage(compartments: Compartments): Promise<void> {
    try {
      await compartments.readHeads()
      this.#isDamageTold = false
    } catch (error) {
      if (!isDamage(error)) throw error
      if (!this.#isDamageTold)
        this.#failed(error instanceof KeysRefused ? error : new Error('a cell is not there'))
      this.#isDamageTold = true
    }
  }

  /** Each night: every file anew under a fresh key. It comes before the backup. */
  nightStep(): NightStep {
    return {
      name: 'renew-cells',
      run: async (day) => {
        const { compartments } = this
        if (compartments === undefined) throw new CellsElsewhere('another program has the cells')
        try {
          await compartments.renewAll(this.#left?.day === day ? this.#left.names : undefined)
        } catch (error) {
          if (error instanceof NotAllRenewed) this.#left = { day, names: error.left }
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
export const isCellsElsewhere = (error: unknown): error is Error => error instanceof CellsElsewhere
