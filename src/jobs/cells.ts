import { randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { CellFolder, mebibyte } from '../compartments/cell-folder.ts'
import { Compartments } from '../compartments/compartments.ts'
import { KeysRefused } from '../sealing/key-refusal.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { Database } from '../store/database.ts'
import type { Home } from '../store/home.ts'
import { type HeldLock, holdLock } from '../store/locks.ts'
import { lastSignedIn, signedSoFar } from './last-signed.ts'
import type { NightStep } from './night.ts'
import type { CellValues } from './tick.ts'

/** Another program has the files of sealed matters, or its lock was lost a moment ago. */
class CellsElsewhere extends Error {
  override name = 'CellsElsewhere'
}

/**
 * The sealed matters in the life of the program that has their lock: renewed at each tick and each night, whatever is in them.
 *
 * INVARIANT: nothing is written to their files by a program that does not hold the lock `cells`.
 */
export class Cells {
  readonly #database: Pick<Database, 'connect'>
  readonly #folder: CellFolder
  readonly #compartments: Compartments
  readonly #failed: (error: unknown) => void
  #lock: HeldLock | undefined

  constructor(parts: {
    readonly home: Pick<Home, 'cellsDir' | 'cellMib' | 'keysDir'>
    readonly database: Pick<Database, 'connect'>
    readonly ring: KeyRing
    readonly clock: Clock
    readonly failed: (error: unknown) => void
  }) {
    const { home, database, ring, clock, failed } = parts
    this.#database = database
    this.#folder = new CellFolder(home.cellsDir, ring, home.cellMib * mebibyte)
    this.#compartments = new Compartments({
      ...{ folder: this.#folder, ring, clock },
      signed: () => signedSoFar(lastSignedIn(home.keysDir)),
    })
    this.#failed = failed
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
    this.#lock = undefined
    const lock = await holdLock(this.#database, 'cells')
    if (lock === undefined) return
    try {
      await this.#folder.ensure()
    } catch (error) {
      await lock.letGo()
      throw error
    }
    this.#lock = lock
  }

  /**
   * Before each tick: renews the intake, and gives what the tick's own leaf is made of. Undefined where another program has the
   * cells, and where one of them does not open: the register goes on without the leaf, and the log and the doctor say so.
   */
  async forTick(): Promise<CellValues | undefined> {
    try {
      await this.hold()
      const { compartments } = this
      if (compartments === undefined) return undefined
      await compartments.renewIntake()
      // Why tried before: what fails within the tick holds up the register.
      await compartments.valuesFor({ id: randomBytes(16), month: '2000-01' })
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

  /** Each night: every file anew under a fresh key. It comes before the backup. */
  nightStep(): NightStep {
    return {
      name: 'renew-cells',
      run: async () => {
        const { compartments } = this
        if (compartments === undefined) throw new CellsElsewhere('another program has the cells')
        await compartments.renewAll()
      },
    }
  }

  async letGo(): Promise<void> {
    const lock = this.#lock
    this.#lock = undefined
    // What is being written is written to its end.
    await this.#folder.alone(async () => {})
    await lock?.letGo()
  }
}

/** Not worth a line in the log: the program that has them does it. */
export const isCellsElsewhere = (error: unknown): boolean => error instanceof CellsElsewhere
