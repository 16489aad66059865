import { type KeyObject, randomBytes } from 'node:crypto'
import { CellFull, type CellHead, closeInner } from '../sealing/cell-bytes.ts'
import type { CellFolder } from './cell-folder.ts'
import { markOfWriting, NotOpen, type Read, readCell, unlessDamaged } from './cell-read.ts'
import {
  type Compartment,
  commitmentOf,
  emptyCommitment,
  openTo,
  type Signed,
  type State,
  stateNow,
} from './compartment.ts'
import {
  type Alarm,
  counted,
  type Index,
  keptSide,
  noteOf,
  type OpenSide,
  openSideOf,
  rekeyedSide,
  strangeBoxes,
  type Unused,
  unusedIn,
  withBox,
  withNote,
} from './index-of-side.ts'
import { emptyBox, type Intake, idOfCame, openBoxOf, type SideKept, sideKeyFor } from './intake.ts'
import { BoxEmpty, BoxOther, mostBytes, NoCellFree, type Room } from './refusals.ts'
import { type CellNumber, cellsOn, type Side, sides, whatOf } from './side.ts'

export type UnlockedParts = {
  readonly folder: CellFolder
  readonly now: () => string
  readonly signed: () => Promise<Signed>
}

/** A box of a side. `id`: of what they were shown in it, where they were shown it. */
export type BoxAt = { readonly side: Side; readonly box: number; readonly id?: string | undefined }

export type MatterIn = { readonly cell: CellNumber; readonly it: Compartment; readonly bytes: number }

/** What becomes of a compartment, and with what of its room it may be written. */
export type Becoming = {
  readonly becomes: Compartment
  readonly room?: Room | undefined
  /** What is written where there is no room for that: with the same log, and hardly longer than what is there. */
  readonly bare?: Compartment | undefined
}

/** The sides that are open to one person: how their indexes and cells are read and written. */
export class OpenSides {
  readonly #parts: UnlockedParts
  readonly #key: KeyObject
  #open: readonly OpenSide[]
  /** Cells that did not open when they were read last, though their file is theirs to read. */
  readonly damaged = new Set<CellNumber>()

  /** @param intake undefined where it does not open: then no side does */
  constructor(parts: UnlockedParts, key: KeyObject, intake: Intake | undefined) {
    this.#parts = parts
    this.#key = key
    this.#open = sides.flatMap((side) => {
      if (intake === undefined) return []
      const sideKey = sideKeyFor(side, intake[side], key)
      return sideKey === undefined ? [] : [openSideOf(side, sideKey, intake[side])]
    })
  }

  get names(): readonly Side[] {
    return this.#open.map(({ side }) => side)
  }

  /** As it was last read. */
  find(side: Side): OpenSide | undefined {
    return this.#open.find((one) => one.side === side)
  }

  /**
   * The side as its files have it now: somebody else may have changed it meanwhile.
   *
   * INVARIANT: a cell that its index calls unused holds nothing. Where a kill left a matter in one whose use was not noted yet,
   * that is noted, and the box it was taken from is emptied.
   * @throws NotOpen
   */
  async fresh(side: Side): Promise<OpenSide> {
    return this.#parts.folder.alone(async () => {
      const kept = (await this.#parts.folder.intake())[side]
      const key = sideKeyFor(side, kept, this.#key)
      if (key === undefined) throw new NotOpen()
      const open = openSideOf(side, key, kept)
      this.#remember(open)
      const held = await this.#heldUnnoted(open)
      if (held.length === 0) return open
      const found = await this.#matters(held)
      const cells = { ...open.index.cells, ...Object.fromEntries(held.map((cell) => [cell, { used: true }])) }
      return this.keep(open, { ...open.index, cells }, takenBoxes(open, kept, found))
    })
  }

  /** Cells that hold something though the index has them as unused. */
  async #heldUnnoted({ side, index }: OpenSide): Promise<CellNumber[]> {
    const held: CellNumber[] = []
    for (const cell of cellsOn(side)) {
      const use = index.cells[cell]
      if (use === undefined || use.used) continue
      const head = await this.#tried(cell, () => this.#parts.folder.head(cell))
      if (head !== undefined && !head.state.equals(emptyCommitment(use.blind))) held.push(cell)
    }
    return held
  }

  /** What lies in a cell, for whoever is cleared for it; undefined for all others, and where it does not open: that is remembered. */
  readCell(cell: CellNumber): Promise<Read | undefined> {
    return this.#tried(cell, () => readCell(this.#parts.folder, cell, this.#key))
  }

  async #tried<T>(cell: CellNumber, read: () => Promise<T>): Promise<T | undefined> {
    return read().catch((error: unknown) => {
      unlessDamaged(error)
      this.damaged.add(cell)
      return undefined
    })
  }

  /** The first of the side's cells that holds nothing, and what shows that; none that does not open. @throws NoCellFree */
  freeIn(open: OpenSide): Unused {
    const free = unusedIn(open).find(({ cell }) => !this.damaged.has(cell))
    if (free === undefined) throw new NoCellFree('every compartment of this side is used')
    return free
  }

  /**
   * Gives a cell up that does not open: what was in it is lost, and it holds nothing from now on. Who did it and when stays in the
   * side's own log.
   * @returns whether it was given up: no cell is that opens. @throws NotOpen
   */
  async giveUp(side: Side, cell: CellNumber, by: string): Promise<boolean> {
    const { folder, now, signed } = this.#parts
    return folder.alone(async () => {
      const open = await this.fresh(side)
      if (!cellsOn(side).includes(cell)) return false
      this.damaged.delete(cell)
      await this.#tried(cell, () => folder.cell(cell))
      await this.readCell(cell)
      if (!this.damaged.has(cell)) return false
      const { index } = open
      const blind = randomBytes(32).toString('base64')
      const since = { ...(await signed()), at: now() }
      const endings = index.endings?.map((one) => ({ ...one, cells: one.cells.filter((of) => of !== cell) }))
      const becomes = {
        ...index,
        cells: { ...index.cells, [cell]: { used: false as const, blind, since } },
        endings: endings?.filter(({ cells }) => cells.length > 0),
      }
      const note = { what: 'given-up', id: String(cell), at: now(), by, reason: '' } as const
      await this.keep(open, withNote(becomes, note))
      await folder.replace(cell, await folder.emptyCell(cell, emptyCommitment(blind)))
      this.damaged.delete(cell)
      return true
    })
  }

  /** Empties the boxes whose contents are in one of these matters already. */
  async emptyTaken(found: readonly Pick<MatterIn, 'it'>[]): Promise<void> {
    for (const side of this.names) {
      await this.#parts.folder.alone(async () => {
        const open = await this.fresh(side)
        const taken = takenBoxes(open, (await this.#parts.folder.intake())[side], found)
        if (taken.length > 0) await this.keep(open, open.index, taken)
      })
    }
  }

  /** Every matter of the side that opens to their key, those too that came there since they unlocked. */
  matters(side: Side): Promise<MatterIn[]> {
    return this.#matters(cellsOn(side))
  }

  async #matters(cells: readonly CellNumber[]): Promise<MatterIn[]> {
    const found: MatterIn[] = []
    for (const cell of cells) {
      const read = await this.readCell(cell)
      if (read !== undefined) found.push({ cell, it: read.it, bytes: read.bytes })
    }
    return found
  }

  /** What lies in a box. @throws BoxEmpty, BoxOther */
  async cameIn({ side, key }: OpenSide, { box, id }: BoxAt): Promise<unknown> {
    const kept = (await this.#parts.folder.intake())[side].boxes[box]
    if (kept?.full !== true) throw new BoxEmpty('nothing lies in this box')
    const came = openBoxOf(side, key, kept)
    if (id !== undefined && idOfCame(came) !== id) throw new BoxOther('something else lies in this box')
    return came
  }

  /** The matter of a side whose log has what came. */
  async holding(side: Side, came: unknown): Promise<MatterIn | undefined> {
    const id = idOfCame(came)
    if (id === undefined) return undefined
    return (await this.matters(side)).find(({ it }) => it.log.some((one) => one.id === id))
  }

  /** Writes the index, and empties boxes, in one writing. */
  async keep(open: OpenSide, index: Index, emptied: readonly number[] = []): Promise<OpenSide> {
    const { side, key } = open
    const intake = await this.#parts.folder.intake()
    const becomes = counted(index)
    const kept = keptSide(side, key, { index: becomes, boxes: intake[side].boxes })
    await this.#parts.folder.replaceIntake(
      emptied.reduce((all, box) => withBox(all, side, box, emptyBox(side)), { ...intake, [side]: kept }),
    )
    return this.#remember({ ...open, index: becomes })
  }

  /** The same under another key pair. */
  async rekey(open: OpenSide, index: Index): Promise<OpenSide> {
    const { side } = open
    const intake = await this.#parts.folder.intake()
    const becomes = counted(index)
    const { key, kept } = rekeyedSide(open, intake[side], becomes)
    await this.#parts.folder.replaceIntake({ ...intake, [side]: kept })
    return this.#remember({ side, key, index: becomes })
  }

  /**
   * @param was how many bytes of JSON are there now
   * @returns it as it can be read
   * @throws CellFull
   */
  async write(cell: CellNumber, { becomes, room = 'usual', bare }: Becoming, was = 0): Promise<Read> {
    try {
      const state = await stateNow(becomes, this.#parts.now(), await this.#parts.signed())
      return await this.#place(cell, { ...becomes, states: [...becomes.states, state] }, { room, was })
    } catch (error) {
      if (bare === undefined || !(error instanceof CellFull)) throw error
      return this.#place(cell, bare, { room: 'bare', was })
    }
  }

  async #place(
    cell: CellNumber,
    it: Compartment,
    { room, was }: { readonly room: Room; readonly was: number },
  ): Promise<Read> {
    const { cellBytes } = this.#parts.folder
    const index = this.find(it.side)?.index.count ?? it.index
    const value: Compartment = index === undefined ? it : { ...it, index }
    const closing = { value, to: openTo(value), cellBytes, most: mostBytes(cellBytes, room, was) }
    const { inner, slots, bytes } = await closeInner(whatOf(cell), closing)
    const head: CellHead = { state: commitmentOf(value.states.at(-1) as State), slots }
    await this.#parts.folder.replace(cell, { head, inner })
    return { it: value, mark: markOfWriting(head), bytes }
  }

  /** Notes in the side's own log what somebody did to its files, and puts that right which can be. */
  async noteAlarms(alarms: readonly Alarm[]): Promise<void> {
    for (const side of this.names.filter((one) => alarms.some((alarm) => alarm.side === one))) {
      await this.#parts.folder.alone(async () => {
        const open = await this.fresh(side)
        const known = open.index.notes ?? []
        const notes = alarms
          .filter((alarm) => alarm.side === side)
          .map((alarm) => noteOf(alarm, this.#parts.now()))
          .filter(
            (one) => one.what === 'key' || !known.some(({ what, id }) => what === one.what && id === one.id),
          )
        if (notes.length === 0) return
        // Why emptied: nobody here can ever open them.
        const strange = strangeBoxes(open, (await this.#parts.folder.intake())[side])
        await this.keep(open, notes.reduce(withNote, open.index), strange)
      })
    }
  }

  #remember(open: OpenSide): OpenSide {
    this.#open = this.#open.map((one) => (one.side === open.side ? open : one))
    return open
  }
}

/** The boxes whose contents are in the log of one of these matters: what a kill left full. */
function takenBoxes(
  { side, key }: OpenSide,
  { boxes }: SideKept,
  found: readonly Pick<MatterIn, 'it'>[],
): number[] {
  const ids = new Set(found.flatMap(({ it }) => it.log.map(({ id }) => id)))
  return boxes.flatMap((box, at) => {
    const id = box.full ? idOfCame(openBoxOf(side, key, box)) : undefined
    return id !== undefined && ids.has(id) ? [at] : []
  })
}
