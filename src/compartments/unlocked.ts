import { type KeyObject, randomBytes } from 'node:crypto'
import { type CellHead, closeInner } from '../sealing/cell-bytes.ts'
import type { CellFolder } from './cell-folder.ts'
import { NotOpen, type Read, readCell } from './cell-read.ts'
import {
  type Cleared,
  type Compartment,
  commitmentOf,
  emptyCommitment,
  emptyState,
  openTo,
  type Signed,
  type State,
  stateNow,
} from './compartment.ts'
import {
  type Index,
  keptSide,
  type OpenSide,
  openSideOf,
  rekeyedSide,
  type Since,
  type Unused,
  unusedIn,
  withBox,
} from './index-of-side.ts'
import { emptyBox, openBoxOf, sideKeyFor } from './intake.ts'
import { BoxEmpty, NoCellFree } from './refusals.ts'
import { allCells, type CellNumber, type Side, sides, whatOf } from './side.ts'

type Parts = {
  readonly folder: CellFolder
  readonly now: () => string
  readonly signed: () => Promise<Signed>
}

/** What came for a side, and in which box it lies. */
export type Came = { readonly box: number; readonly came: unknown }

/** Tries somebody's key at every slot of every file, whichever opens: how long it takes tells nothing. */
export async function unlockWith(parts: Parts, key: KeyObject, account: string): Promise<Unlocked> {
  const intake = await parts.folder.intake()
  const open = sides.flatMap((side) => {
    const sideKey = sideKeyFor(side, intake[side], key)
    return sideKey === undefined ? [] : [openSideOf(side, sideKey, intake[side])]
  })
  const cells = new Map<CellNumber, string>()
  const found = new Map<CellNumber, Read>()
  for (const cell of allCells) {
    const read = await readCell(parts.folder, cell, key)
    if (read === undefined) continue
    cells.set(cell, read.it.reference)
    found.set(cell, read)
  }
  return new Unlocked(parts, { key, account, sides: open, cells, found })
}

/**
 * What is open to one person, for as long as they work with it. It lives in memory alone.
 *
 * INVARIANT: nothing of it is written but sealed, to those cleared and to nobody else, and the database has no part in it.
 */
export class Unlocked {
  readonly #parts: Parts
  readonly #key: KeyObject
  readonly account: string
  #sides: readonly OpenSide[]
  #cells: Map<CellNumber, string>
  /** What the unlocking read, each to be had once: whoever unlocks reads next, and a cell is long. */
  readonly #found: Map<CellNumber, Read>

  constructor(
    parts: Parts,
    open: {
      readonly key: KeyObject
      readonly account: string
      readonly sides: readonly OpenSide[]
      readonly cells: Map<CellNumber, string>
      readonly found: Map<CellNumber, Read>
    },
  ) {
    this.#parts = parts
    this.#key = open.key
    this.account = open.account
    this.#sides = open.sides
    this.#cells = open.cells
    this.#found = open.found
  }

  get sides(): readonly Side[] {
    return this.#sides.map(({ side }) => side)
  }

  /** The references of the cases in it. */
  get references(): readonly string[] {
    return [...this.#cells.values()]
  }

  has(reference: string): boolean {
    return this.#cellOf(reference) !== undefined
  }

  /** Who opens what comes for a side. */
  clearedFor(side: Side): readonly Cleared[] {
    return this.#sides.find((one) => one.side === side)?.index.cleared ?? []
  }

  /** What waits to be read. */
  async waiting(side: Side): Promise<Came[]> {
    const open = await this.#fresh(side)
    const intake = await this.#parts.folder.intake()
    return intake[side].boxes.flatMap((box, at) =>
      box.full ? [{ box: at, came: openBoxOf(side, open.key, box) }] : [],
    )
  }

  /**
   * Takes what came out of its box and makes a compartment of it, in a cell of the side that is free.
   * @param make the case and the first entries of its log, of the reference that it gets
   * @throws NoCellFree, BoxEmpty, NotOpen
   */
  async takeIn(
    side: Side,
    box: number,
    make: (came: unknown) => Pick<Compartment, 'reference' | 'file' | 'log'>,
  ): Promise<string> {
    return this.#parts.folder.alone(async () => {
      const open = await this.#fresh(side)
      const intake = await this.#parts.folder.intake()
      const kept = intake[side].boxes[box]
      if (kept?.full !== true) throw new BoxEmpty('nothing lies in this box')
      const [free] = unusedIn(open)
      if (free === undefined) throw new NoCellFree('every compartment of this side is used')
      const { cell } = free
      const { reference, file, log } = make(openBoxOf(side, open.key, kept))
      const { cleared, recovery } = open.index
      const states = [emptyState(free.blind, this.#parts.now(), await this.#parts.signed(), free.since)]
      await this.#write(cell, { version: 1, side, reference, cleared, recovery, log, states, file })
      this.#cells.set(cell, reference)
      // Why the box last: what a kill leaves is there twice, and never not at all.
      await this.#keepIndex(
        open,
        { ...open.index, cells: { ...open.index.cells, [cell]: { used: true } } },
        box,
      )
      return reference
    })
  }

  /** Puts what came with a compartment that is there. @param add what becomes of its case and of its log */
  async join(
    { side, box }: { readonly side: Side; readonly box: number },
    reference: string,
    add: (came: unknown, it: Compartment) => Compartment,
  ): Promise<void> {
    await this.#parts.folder.alone(async () => {
      const it = await this.read(reference)
      if (it.side !== side) throw new RangeError('it is of the other side')
      const open = await this.#fresh(side)
      const intake = await this.#parts.folder.intake()
      const kept = intake[side].boxes[box]
      const cell = this.#cellOf(reference)
      if (kept?.full !== true || cell === undefined) throw new BoxEmpty('nothing lies in this box')
      await this.#write(cell, add(openBoxOf(side, open.key, kept), it))
      await this.#parts.folder.replaceIntake(withBox(intake, side, box, emptyBox(side)))
    })
  }

  /** @throws NotOpen */
  async read(reference: string): Promise<Compartment> {
    const cell = this.#cellOf(reference)
    const found = cell === undefined ? undefined : await this.#readCell(cell)
    if (found?.it.reference !== reference) throw new NotOpen()
    return found.it
  }

  /** Changes a compartment: what `work` makes of it is on the disk when this returns, or nothing is. */
  async change<T>(
    reference: string,
    work: (it: Compartment) => Promise<{ readonly becomes: Compartment; readonly gives: T }>,
  ): Promise<T> {
    return this.#parts.folder.alone(async () => {
      const cell = this.#cellOf(reference)
      const it = await this.read(reference)
      const { becomes, gives } = await work(it)
      if (cell !== undefined && becomes !== it) await this.#write(cell, becomes)
      return gives
    })
  }

  /** Makes a cell free again, once what was in it is kept elsewhere: from now on it can be shown that it holds nothing. */
  async free(reference: string): Promise<void> {
    await this.#parts.folder.alone(async () => {
      const { side } = await this.read(reference)
      const cell = this.#cellOf(reference)
      const open = await this.#fresh(side)
      if (cell === undefined) return
      const blind = randomBytes(32).toString('base64')
      const since = { ...(await this.#parts.signed()), at: this.#parts.now() }
      await this.#keepIndex(open, {
        ...open.index,
        cells: { ...open.index.cells, [cell]: { used: false, blind, since } },
      })
      await this.#parts.folder.replace(cell, this.#parts.folder.emptyCell(cell, emptyCommitment(blind)))
      this.#cells.delete(cell)
    })
  }

  /** Who is cleared for a side from now on. Whoever is cleared no more opens nothing that comes, or is written, from now on. */
  async clearForSide(side: Side, cleared: readonly Cleared[], recovery?: string): Promise<void> {
    await this.#parts.folder.alone(async () => {
      const open = await this.#fresh(side)
      const intake = await this.#parts.folder.intake()
      const index = { ...open.index, cleared, recovery: recovery ?? open.index.recovery }
      const { key, kept } = rekeyedSide(open, intake[side], index)
      await this.#parts.folder.replaceIntake({ ...intake, [side]: kept })
      this.#sides = this.#sides.map((one) => (one.side === side ? { side, key, index } : one))
    })
  }

  /** What opens the commitments of the side's unused cells: that each holds nothing. */
  unusedCells(side: Side): Unused[] {
    return unusedIn(this.#side(side))
  }

  /** The same as the side's file has it now. */
  async unusedNow(side: Side): Promise<Unused[]> {
    return unusedIn(await this.#fresh(side))
  }

  /** The program's clock and how far the register is signed: of what a proof that is made now can speak. */
  async nowSigned(): Promise<Since> {
    return { ...(await this.#parts.signed()), at: this.#parts.now() }
  }

  /** In which cell it lies: what its proofs are of. */
  cellNumber(reference: string): CellNumber | undefined {
    return this.#cellOf(reference)
  }

  async #readCell(cell: CellNumber): Promise<Read | undefined> {
    const { folder } = this.#parts
    const found = this.#found.get(cell)
    this.#found.delete(cell)
    // Each writing has a state of its own: where it is still the same, nobody wrote meanwhile.
    const isFresh = found !== undefined && (await folder.head(cell)).state.equals(found.state)
    return isFresh ? found : readCell(folder, cell, this.#key)
  }

  #cellOf(reference: string): CellNumber | undefined {
    return [...this.#cells].find(([, one]) => one === reference)?.[0]
  }

  #side(side: Side): OpenSide {
    const open = this.#sides.find((one) => one.side === side)
    if (open === undefined) throw new NotOpen()
    return open
  }

  /** The side as its file has it now: somebody else may have changed it meanwhile. */
  async #fresh(side: Side): Promise<OpenSide> {
    const kept = (await this.#parts.folder.intake())[side]
    const key = sideKeyFor(side, kept, this.#key)
    if (key === undefined) throw new NotOpen()
    const open = openSideOf(side, key, kept)
    this.#sides = this.#sides.map((one) => (one.side === side ? open : one))
    return open
  }

  async #keepIndex(open: OpenSide, index: Index, emptied?: number): Promise<void> {
    const { side, key } = open
    const intake = await this.#parts.folder.intake()
    const kept = keptSide(side, key, { index, boxes: intake[side].boxes })
    const becomes = { ...intake, [side]: kept }
    await this.#parts.folder.replaceIntake(
      emptied === undefined ? becomes : withBox(becomes, side, emptied, emptyBox(side)),
    )
    this.#sides = this.#sides.map((one) => (one.side === side ? { ...open, index } : one))
  }

  async #write(cell: CellNumber, it: Compartment): Promise<void> {
    const state: State = stateNow(it, this.#parts.now(), await this.#parts.signed())
    const value: Compartment = { ...it, states: [...it.states, state] }
    const { cellBytes } = this.#parts.folder
    const { inner, slots } = closeInner(whatOf(cell), { value, to: openTo(value), cellBytes })
    const head: CellHead = { state: commitmentOf(state), slots }
    await this.#parts.folder.replace(cell, { head, inner })
  }
}
