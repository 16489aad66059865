import { randomBytes } from 'node:crypto'
import type { CellFolder } from './cell-folder.ts'
import { markOfWriting, NotOpen, type Read, unlessDamaged } from './cell-read.ts'
import { type Cleared, type Compartment, emptyCommitment, emptyState } from './compartment.ts'
import { FilesGiven } from './files-given.ts'
import type { Alarm, Came, SideNote, Since, Unused } from './index-of-side.ts'
import { cameOf, hashOfCame, unusedIn, withNote } from './index-of-side.ts'
import type { Becoming, BoxAt, OpenSides, UnlockedParts } from './open-sides.ts'
import { refuseCrowded } from './refusals.ts'
import { type CellNumber, type Side, sideOf } from './side.ts'
import { SidePeople } from './side-people.ts'

/**
 * What is open to one person, for as long as they work with it. It lives in memory alone.
 *
 * INVARIANT: nothing of it is written but sealed, to those cleared and to nobody else, and the database has no part in it.
 */
export class Unlocked {
  readonly #parts: UnlockedParts
  readonly #folder: CellFolder
  readonly account: string
  /** Whether the intake opened: without it no side does. */
  readonly isWhole: boolean
  /** What was found when they unlocked: somebody put files back, or other ones in their place. */
  readonly alarms: readonly Alarm[]
  readonly #open: OpenSides
  /** Who is cleared for the sides that are open. */
  readonly people: SidePeople
  readonly files = new FilesGiven()
  readonly #cells: Map<CellNumber, string>
  /**
   * What the unlocking read, and what was written last, each to be had once: whoever unlocks or writes reads next, and a cell
   * is long.
   */
  readonly #found: Map<CellNumber, Read>

  constructor(
    parts: UnlockedParts,
    it: {
      readonly account: string
      readonly open: OpenSides
      readonly found: Map<CellNumber, Read>
      readonly isWhole: boolean
      readonly alarms: readonly Alarm[]
    },
  ) {
    this.#parts = parts
    this.#folder = parts.folder
    this.isWhole = it.isWhole
    this.alarms = it.alarms
    this.account = it.account
    this.#open = it.open
    this.people = new SidePeople(parts.folder, it.open)
    this.#cells = new Map([...it.found].map(([cell, read]) => [cell, read.it.reference]))
    this.#found = it.found
  }

  get sides(): readonly Side[] {
    return this.#open.names
  }

  /** The references of the cases in it. */
  get references(): readonly string[] {
    return [...this.#cells.values()]
  }

  has(reference: string): boolean {
    return this.cellNumber(reference) !== undefined
  }

  /** Who opens what comes for a side. */
  clearedFor(side: Side): readonly Cleared[] {
    return this.#open.find(side)?.index.cleared ?? []
  }

  /** What waits to be read. */
  async waiting(side: Side): Promise<Came[]> {
    const open = await this.#open.fresh(side)
    const intake = await this.#folder.intake()
    return cameOf(open, intake[side])
  }

  /**
   * Takes what came out of its box and makes a compartment of it, in a cell of the side that is free. What is in one already, as
   * a kill leaves it, becomes no second one.
   * @param make the case and the first entries of its log, of the reference that it gets
   * @param id of what they were shown in the box
   * @throws NoCellFree, BoxEmpty, BoxOther, NotOpen
   */
  async takeIn(
    side: Side,
    box: number,
    make: (came: unknown) => Pick<Compartment, 'reference' | 'file' | 'log'>,
    id?: string,
  ): Promise<string> {
    return this.#folder.alone(async () => {
      const open = await this.#open.fresh(side)
      const came = await this.#open.cameIn(open, { side, box, id })
      const there = await this.#open.holding(side, came)
      if (there !== undefined) {
        await this.#open.keep(open, open.index, [box])
        this.#cells.set(there.cell, there.it.reference)
        return there.it.reference
      }
      const free = this.#open.freeIn(open)
      const { cell } = free
      const { reference, file, log } = make(came)
      const { cleared, recovery } = open.index
      const states = [emptyState(free.blind, free.since)]
      const becomes = { version: 1, side, reference, cleared, recovery, log, states, file } as const
      await this.#write(cell, { becomes })
      this.#cells.set(cell, reference)
      // Why the box last: what a kill leaves is there twice, known by its id, and never not at all.
      const cells = { ...open.index.cells, [cell]: { used: true as const } }
      await this.#open.keep(open, { ...open.index, cells }, [box])
      return reference
    })
  }

  /**
   * Puts what came with a compartment that is there.
   * @param add what becomes of its case and of its log
   * @throws BoxEmpty, BoxOther, NotOpen
   */
  async join(
    from: BoxAt,
    reference: string,
    add: (came: unknown, it: Compartment) => Compartment,
  ): Promise<void> {
    const { side, box } = from
    await this.#folder.alone(async () => {
      const it = await this.read(reference)
      if (it.side !== side) throw new RangeError('it is of the other side')
      const open = await this.#open.fresh(side)
      const came = await this.#open.cameIn(open, from)
      const cell = this.cellNumber(reference)
      if (cell === undefined) throw new NotOpen()
      if ((await this.#open.holding(side, came)) === undefined)
        await this.#write(cell, { becomes: add(came, it) })
      await this.#open.keep(open, open.index, [box])
    })
  }

  /** @throws NotOpen */
  async read(reference: string): Promise<Compartment> {
    return (await this.#readMatter(reference)).it
  }

  async #readMatter(reference: string): Promise<Read> {
    const cell = this.cellNumber(reference)
    const found = cell === undefined ? undefined : await this.#readCell(cell)
    if (found?.it.reference !== reference) throw new NotOpen()
    return found
  }

  /** Changes a compartment: what `work` makes of it is on the disk when this returns, or nothing is. @throws CellFull, NotOpen */
  async change<T>(
    reference: string,
    work: (it: Compartment) => Promise<Becoming & { readonly gives: T }>,
  ): Promise<T> {
    return this.#folder.alone(async () => {
      const cell = this.cellNumber(reference)
      const { it, bytes } = await this.#readMatter(reference)
      const { gives, ...becoming } = await work(it)
      if (cell !== undefined && becoming.becomes !== it) await this.#write(cell, becoming, bytes)
      return gives
    })
  }

  /** @throws CellFull as `refuseCrowded` */
  refuseCrowded(it: Compartment): void {
    refuseCrowded(it, this.#folder.cellBytes)
  }

  /**
   * Empties a box whose contents are no matter. Who did it, when and why stays in the side's own log, and a hash of what it was.
   * @throws BoxEmpty, BoxOther, NotOpen
   */
  async throwAway(from: Required<BoxAt>, by: string, reason: string): Promise<void> {
    await this.#folder.alone(async () => {
      const open = await this.#open.fresh(from.side)
      const hash = hashOfCame(await this.#open.cameIn(open, from))
      const note: SideNote = { what: 'no-matter', id: from.id ?? '', at: this.#parts.now(), by, reason, hash }
      await this.#open.keep(open, withNote(open.index, note), [from.box])
    })
  }

  /** What became of what is no more there, the newest last. */
  notesOf(side: Side): readonly SideNote[] {
    return this.#open.find(side)?.index.notes ?? []
  }

  /**
   * Moves a matter to the other side, for those cleared there and nobody else. Where a kill ends it, it is in its old cell already
   * closed to all others, and is moved again.
   * @param noted what becomes of it by that. @throws NotOpen, NoCellFree
   */
  async move(reference: string, side: Side, noted: (it: Compartment) => Compartment): Promise<void> {
    await this.#folder.alone(async () => {
      const it = await this.read(reference)
      const from = this.cellNumber(reference)
      const open = await this.#open.fresh(side)
      if (from === undefined || sideOf(from) === side) return
      const there = (await this.#open.matters(side)).find((one) => one.it.reference === reference)
      const free = there === undefined ? this.#open.freeIn(open) : undefined
      const { cleared, recovery } = open.index
      const becomes = it.side === side ? it : noted({ ...it, side, cleared, recovery })
      // Why first: whoever may know of it no more must not open it whatever happens next.
      if (becomes !== it) await this.#write(from, { becomes, room: 'needed' })
      if (free !== undefined) {
        const states = [emptyState(free.blind, free.since)]
        await this.#write(free.cell, { becomes: { ...becomes, states }, room: 'needed' })
        const cells = { ...open.index.cells, [free.cell]: { used: true as const } }
        await this.#open.keep(open, { ...open.index, cells })
      }
      await this.free(reference)
      const cell = there?.cell ?? free?.cell
      if (cell !== undefined) this.#cells.set(cell, reference)
    })
  }

  /**
   * Notes that a matter lies in the City's safe from now on, and makes its cell free.
   * @param states how many it had when it was saved: where something was written since, it is not archived. @throws NotOpen
   */
  async archive(reference: string, by: string, states: number | undefined): Promise<boolean> {
    return this.#folder.alone(async () => {
      const { side, states: now } = await this.read(reference)
      if (now.length !== states) return false
      const open = await this.#open.fresh(side)
      const note: SideNote = { what: 'archived', id: reference, at: this.#parts.now(), by, reason: '' }
      // Why first: what a kill leaves is noted, and is archived again.
      await this.#open.keep(open, withNote(open.index, note))
      await this.free(reference)
      return true
    })
  }

  /** Makes a cell free again, once what was in it is kept elsewhere: from now on it can be shown that it holds nothing. */
  async free(reference: string): Promise<void> {
    await this.#folder.alone(async () => {
      await this.read(reference)
      const cell = this.cellNumber(reference)
      if (cell === undefined) return
      const open = await this.#open.fresh(sideOf(cell))
      const blind = randomBytes(32).toString('base64')
      const since = await this.nowSigned()
      const cells = { ...open.index.cells, [cell]: { used: false as const, blind, since } }
      await this.#open.keep(open, { ...open.index, cells })
      await this.#folder.replace(cell, await this.#folder.emptyCell(cell, emptyCommitment(blind)))
      this.#cells.delete(cell)
    })
  }

  /** What opens the commitments of the side's unused cells: that each holds nothing. @throws NotOpen */
  unusedCells(side: Side): Unused[] {
    const open = this.#open.find(side)
    if (open === undefined) throw new NotOpen()
    return unusedIn(open)
  }

  async unusedNow(side: Side): Promise<Unused[]> {
    return unusedIn(await this.#open.fresh(side))
  }

  /** The program's clock and how far the register is signed: of what a proof that is made now can speak. */
  async nowSigned(): Promise<Since> {
    return { ...(await this.#parts.signed()), at: this.#parts.now() }
  }

  /** Cells that do not open: of the sides that are open, or of all where none is. */
  get damaged(): readonly CellNumber[] {
    const { names, damaged } = this.#open
    return [...damaged].filter((cell) => names.length === 0 || names.includes(sideOf(cell))).sort()
  }

  /** As `OpenSides.giveUp`. */
  giveUp(side: Side, cell: CellNumber): Promise<boolean> {
    return this.#open.giveUp(side, cell, this.account)
  }

  /** In which cell it lies: what its proofs are of. */
  cellNumber(reference: string): CellNumber | undefined {
    return [...this.#cells].find(([, one]) => one === reference)?.[0]
  }

  async #readCell(cell: CellNumber): Promise<Read | undefined> {
    const found = this.#found.get(cell)
    this.#found.delete(cell)
    // Each writing has a mark of its own: where it is still the same, nobody wrote meanwhile.
    const isFresh = async (one: Read) => markOfWriting(await this.#folder.head(cell)).equals(one.mark)
    const isSame = found !== undefined && (await isFresh(found).catch(unlessDamaged))
    return isSame ? found : this.#open.readCell(cell)
  }

  async #write(cell: CellNumber, becoming: Becoming, was?: number): Promise<void> {
    this.#found.set(cell, await this.#open.write(cell, becoming, was))
  }
}
