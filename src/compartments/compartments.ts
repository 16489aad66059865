import { createHash, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { blindingOf, tickValue } from '../register/commitment.ts'
import { entryInstant } from '../register/entry-form.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { CellFolder } from './cell-folder.ts'
import { isDamage } from './cell-read.ts'
import { emptyCommitment, type Signed } from './compartment.ts'
import { type CellUse, type Index, keptSide, withBox } from './index-of-side.ts'
import { type Box, boxesOfSide, emptyBox, fullBox } from './intake.ts'
import type { NewestLeaves } from './older.ts'
import { allCells, type CellNumber, cellsOn, type Side } from './side.ts'
import { unlockWith } from './unlock.ts'
import type { Unlocked } from './unlocked.ts'

/** So many of the boxes hold what one person left, until it is taken in: nobody fills them alone. */
const mostOfOne = 3

/**
 * `full`: every box waits to be read, or so many that the same person left. `not-set-up`: nobody could open it. `waits`: another
 * program has the files; it is kept once this one has them.
 */
export type Left = 'kept' | 'full' | 'not-set-up' | 'waits'

/** A box by its bytes, until it is sealed anew. */
const markOf = ({ bytes }: Box) => createHash('sha256').update(bytes).digest('hex')

/**
 * The compartments as the program has them that nobody unlocked: it can leave something in the intake, write everything anew, and
 * say what each tick commits to. What is in them it cannot tell.
 */
export class Compartments {
  readonly #folder: CellFolder
  readonly #ring: KeyRing
  readonly #clock: Clock
  readonly #signed: () => Promise<Signed>
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
    readonly folder: CellFolder
    readonly ring: KeyRing
    readonly clock: Clock
    readonly signed: () => Promise<Signed>
    readonly leaves?: () => Promise<NewestLeaves>
  }) {
    this.#folder = parts.folder
    this.#ring = parts.ring
    this.#clock = parts.clock
    this.#signed = parts.signed
    this.#leaves = parts.leaves ?? (async () => ({ log: '', leaves: [] }))
  }

  async isSetUp(side: Side): Promise<boolean> {
    return (await this.#folder.intake())[side].isSetUp
  }

  /**
   * Sets a side up: its key pair, in the slots of those cleared and of the paper, and its cells, each empty in a way that can be
   * shown later. Done once, in every library, before anything ever comes.
   */
  async setUp(
    side: Side,
    { cleared, recovery }: Pick<Index, 'cleared' | 'recovery'>,
  ): Promise<'done' | 'is-set-up'> {
    return this.#folder.alone(async () => {
      const intake = await this.#folder.intake()
      if (intake[side].isSetUp) return 'is-set-up'
      const cells: Record<CellNumber, CellUse> = {}
      const since = { ...(await this.#signed()), at: entryInstant(this.#clock.now()) }
      for (const cell of cellsOn(side)) {
        const blind = randomBytes(32).toString('base64')
        cells[cell] = { used: false, blind, since }
        await this.#folder.replace(cell, await this.#folder.emptyCell(cell, emptyCommitment(blind)))
      }
      const pair = generateKeyPairSync('x25519')
      const boxes = Array.from({ length: boxesOfSide }, () => emptyBox(side))
      const becomes = keptSide(side, pair.privateKey, {
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
  async leave(side: Side, came: unknown, by?: string): Promise<Left> {
    return this.#folder.alone(async () => {
      const intake = await this.#folder.intake()
      const { isSetUp, boxes, publicKey } = intake[side]
      // Also where it is kept nowhere, so that what does not fit is refused alike.
      const box = fullBox(side, publicKey, came)
      const at = boxes.findIndex(({ full }) => !full)
      const isOf = (box: Box) => box.full && this.#leftBy.get(markOf(box)) === by
      const isMost = by !== undefined && boxes.filter(isOf).length >= mostOfOne
      const isKept = isSetUp && at >= 0 && !isMost
      await this.#folder.replaceIntake(isKept ? withBox(intake, side, at, box) : intake)
      if (!isKept) return isSetUp ? 'full' : 'not-set-up'
      if (by !== undefined) this.#leftBy.set(markOf(box), by)
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
      for (const cell of allCells) {
        const { state } = await this.#folder.head(cell).catch((error: unknown) => {
          if (isDamage(error)) return { state: randomBytes(32) }
          throw error
        })
        values.push(tickValue(state, blindingOf(this.#ring.cells.monthKey(cell, leaf.month), leaf.id)))
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

  /** Reads the head of each cell. @throws KeysRefused where one does not open */
  async readHeads(): Promise<void> {
    await this.#folder.alone(async () => {
      for (const cell of allCells) await this.#folder.head(cell)
    })
  }

  /** All that opens to somebody's own key, or to a key on paper. */
  async unlock(key: KeyObject, account: string): Promise<Unlocked> {
    const now = () => entryInstant(this.#clock.now())
    const parts = { folder: this.#folder, now, signed: this.#signed }
    const monthKey = (cell: CellNumber, month: string) => this.#ring.cells.monthKey(cell, month)
    return unlockWith(parts, key, account, { newest: await this.#leaves(), monthKey, now: now() })
  }
}
