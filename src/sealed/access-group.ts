import { type KeyObject, randomBytes } from 'node:crypto'
import { publicOfPrivate } from '../platform/crypto/sealed-box.ts'
import {
  alarmNote,
  emptyBox,
  foreignBoxes,
  type GroupIndex,
  groupKeyFor,
  intakeItemId,
  nextVersion,
  type OpenGroup,
  openBoxOf,
  openGroup,
  rekeyGroup,
  type StoredGroup,
  type StoredIntake,
  storedGroup,
  type TamperAlarm,
  type UnusedSlot,
  unusedSlots,
  withBox,
  withNote,
} from './intake.ts'
import {
  type AccessGroup,
  accessGroups,
  commitmentOf,
  currentState,
  emptyCommitment,
  type GrantHolder,
  isOutsideOffice,
  type MatterState,
  recipientKeys,
  type SealedMatter,
  type SignedPosition,
  type SlotNumber,
  slotBinding,
  slotsOfGroup,
} from './matter.ts'
import { closeInner, SlotFullError, type SlotHead, slotRoom } from './slot-bytes.ts'
import {
  ignoreDamage,
  MatterNotOpenError,
  readSlot,
  type SlotFolder,
  type StoredMatter,
  writeMark,
} from './slot-folder.ts'

export type SessionParts = {
  readonly folder: SlotFolder
  readonly now: () => string
  readonly signed: () => Promise<SignedPosition>
  /** The person whose session it is; it is asked each time, since a leave may end in an open session. */
  readonly holder: () => GrantHolder
}

/** `id`: the item the person was shown in this box. */
export type BoxLocation = {
  readonly side: AccessGroup
  readonly box: number
  readonly id?: string | undefined
}

type LocatedMatter = { readonly cell: SlotNumber; readonly it: SealedMatter; readonly bytes: number }

export type MatterChange = {
  readonly becomes: SealedMatter
  readonly room?: WriteRoom | undefined
  /** Written instead if there is no room: the same log, and hardly longer than now. */
  readonly bare?: SealedMatter | undefined
}

/** The access groups open to one person: reads and writes their indexes and slots. */
export class OpenGroups {
  readonly #parts: SessionParts
  readonly #key: KeyObject
  readonly #publicKey: string
  #open: readonly OpenGroup[]
  /** Slots this person may read that did not open last time. */
  readonly damaged = new Set<SlotNumber>()

  /** Without the intake no group opens. */
  constructor(parts: SessionParts, key: KeyObject, intake: StoredIntake | undefined) {
    this.#parts = parts
    this.#key = key
    this.#publicKey = publicOfPrivate(key).toString('base64')
    this.#open = accessGroups.flatMap((side) => {
      if (intake === undefined) return []
      const sideKey = groupKeyFor(side, intake[side], key)
      if (sideKey === undefined) return []
      const open = openGroup(side, sideKey, intake[side])
      return this.isClosedTo(side, open.index) ? [] : [open]
    })
  }

  /** Their key fits, but the leave or the office for which it was let in is over, or they became the Director. */
  isClosedTo(side: AccessGroup, { cleared }: Pick<SealedMatter, 'cleared'>): boolean {
    const holder = this.#parts.holder()
    if (side === 'president' && holder.role === 'director') return true
    const grant = cleared.find(({ publicKey }) => publicKey === this.#publicKey)
    return grant !== undefined && isOutsideOffice(grant, holder)
  }

  get names(): readonly AccessGroup[] {
    return this.#open.map(({ side }) => side)
  }

  /** As last read. */
  find(side: AccessGroup): OpenGroup | undefined {
    return this.#open.find((one) => one.side === side)
  }

  /**
   * Reads the group again. INVARIANT: a slot the index calls unused is empty; what a crash left there is noted and its box
   * emptied.
   * @throws MatterNotOpenError
   */
  async fresh(side: AccessGroup): Promise<OpenGroup> {
    return this.#parts.folder.alone(async () => {
      const kept = (await this.#parts.folder.intake())[side]
      const key = groupKeyFor(side, kept, this.#key)
      if (key === undefined) throw new MatterNotOpenError()
      const open = openGroup(side, key, kept)
      if (this.isClosedTo(side, open.index)) throw new MatterNotOpenError()
      this.#remember(open)
      const held = await this.#heldUnnoted(open)
      if (held.length === 0) return open
      const found = await this.#matters(held)
      const cells = { ...open.index.cells, ...Object.fromEntries(held.map((cell) => [cell, { used: true }])) }
      return this.keep(open, { ...open.index, cells }, takenBoxes(open, kept, found))
    })
  }

  async #heldUnnoted({ side, index }: OpenGroup): Promise<SlotNumber[]> {
    const held: SlotNumber[] = []
    for (const cell of slotsOfGroup(side)) {
      const use = index.cells[cell]
      if (use === undefined || use.used) continue
      const head = await this.#tried(cell, () => this.#parts.folder.head(cell))
      if (head !== undefined && !head.state.equals(emptyCommitment(use.blind))) held.push(cell)
    }
    return held
  }

  /** Undefined without access, and if the slot does not open, which is remembered. */
  async readCell(cell: SlotNumber): Promise<StoredMatter | undefined> {
    const read = await this.#tried(cell, () => readSlot(this.#parts.folder, cell, this.#key))
    return read !== undefined && this.isClosedTo(read.it.side, read.it) ? undefined : read
  }

  async #tried<T>(cell: SlotNumber, read: () => Promise<T>): Promise<T | undefined> {
    return read().catch((error: unknown) => {
      ignoreDamage(error)
      this.damaged.add(cell)
      return undefined
    })
  }

  /** Skips slots that do not open. @throws NoFreeSlotError */
  freeIn(open: OpenGroup): UnusedSlot {
    const free = unusedSlots(open).find(({ cell }) => !this.damaged.has(cell))
    if (free === undefined) throw new NoFreeSlotError('every compartment of this side is used')
    return free
  }

  /** Discards a slot that does not open, with a note in the group's log. False if it opens. @throws MatterNotOpenError */
  async giveUp(side: AccessGroup, cell: SlotNumber, by: string): Promise<boolean> {
    const { folder, now, signed } = this.#parts
    return folder.alone(async () => {
      const open = await this.fresh(side)
      if (!slotsOfGroup(side).includes(cell)) return false
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

  async emptyTaken(found: readonly Pick<LocatedMatter, 'it'>[]): Promise<void> {
    for (const side of this.names) {
      await this.#parts.folder.alone(async () => {
        const open = await this.fresh(side)
        const taken = takenBoxes(open, (await this.#parts.folder.intake())[side], found)
        if (taken.length > 0) await this.keep(open, open.index, taken)
      })
    }
  }

  /** Includes matters added since they unlocked. */
  matters(side: AccessGroup): Promise<LocatedMatter[]> {
    return this.#matters(slotsOfGroup(side))
  }

  async #matters(cells: readonly SlotNumber[]): Promise<LocatedMatter[]> {
    const found: LocatedMatter[] = []
    for (const cell of cells) {
      const read = await this.readCell(cell)
      if (read !== undefined) found.push({ cell, it: read.it, bytes: read.bytes })
    }
    return found
  }

  /** @throws BoxEmptyError, BoxChangedError */
  async cameIn({ side, key }: OpenGroup, { box, id }: BoxLocation): Promise<unknown> {
    const kept = (await this.#parts.folder.intake())[side].boxes[box]
    if (kept?.full !== true) throw new BoxEmptyError('nothing lies in this box')
    const item = openBoxOf(side, key, kept)
    if (id !== undefined && intakeItemId(item) !== id)
      throw new BoxChangedError('something else lies in this box')
    return item
  }

  async holding(side: AccessGroup, came: unknown): Promise<LocatedMatter | undefined> {
    const id = intakeItemId(came)
    if (id === undefined) return undefined
    return (await this.matters(side)).find(({ it }) => it.log.some((one) => one.id === id))
  }

  /** `taken`: boxes to empty. */
  async keep(open: OpenGroup, index: GroupIndex, taken: readonly number[] = []): Promise<OpenGroup> {
    const { side, key } = open
    const becomes = nextVersion(index)
    await this.#parts.folder.changeIntake((intake) => {
      const kept = storedGroup(side, key, { index: becomes, boxes: intake[side].boxes })
      const all: StoredIntake = { ...intake, [side]: kept }
      const emptied = taken.reduce((now, box) => withBox(now, side, box, emptyBox(side)), all)
      return { becomes: emptied, gives: undefined }
    })
    return this.#remember({ ...open, index: becomes })
  }

  async rekey(open: OpenGroup, index: GroupIndex): Promise<OpenGroup> {
    const { side } = open
    const becomes = nextVersion(index)
    const key = await this.#parts.folder.changeIntake((intake) => {
      const made = rekeyGroup(open, intake[side], becomes)
      return { becomes: { ...intake, [side]: made.kept }, gives: made.key }
    })
    return this.#remember({ side, key, index: becomes })
  }

  /** `was`: the JSON bytes there now. @throws SlotFullError */
  async write(
    cell: SlotNumber,
    { becomes, room = 'usual', bare }: MatterChange,
    was = 0,
  ): Promise<StoredMatter> {
    try {
      const state = await currentState(becomes, this.#parts.now(), await this.#parts.signed())
      return await this.#place(cell, { ...becomes, states: [...becomes.states, state] }, { room, was })
    } catch (error) {
      if (bare === undefined || !(error instanceof SlotFullError)) throw error
      return this.#place(cell, bare, { room: 'bare', was })
    }
  }

  async #place(
    cell: SlotNumber,
    it: SealedMatter,
    { room, was }: { readonly room: WriteRoom; readonly was: number },
  ): Promise<StoredMatter> {
    const { cellBytes } = this.#parts.folder
    const index = this.find(it.side)?.index.count ?? it.index
    const value: SealedMatter = index === undefined ? it : { ...it, index }
    const closing = { value, to: recipientKeys(value), cellBytes, most: maxMatterBytes(cellBytes, room, was) }
    const { inner, slots, bytes } = await closeInner(slotBinding(cell), closing)
    const head: SlotHead = { state: commitmentOf(value.states.at(-1) as MatterState), slots }
    await this.#parts.folder.replace(cell, { head, inner })
    return { it: value, mark: writeMark(head), bytes }
  }

  async noteAlarms(alarms: readonly TamperAlarm[]): Promise<void> {
    for (const side of this.names.filter((one) => alarms.some((alarm) => alarm.side === one))) {
      await this.#parts.folder.alone(async () => {
        const open = await this.fresh(side)
        const known = open.index.notes ?? []
        const notes = alarms
          .filter((alarm) => alarm.side === side)
          .map((alarm) => alarmNote(alarm, this.#parts.now()))
          .filter(
            (one) => one.what === 'key' || !known.some(({ what, id }) => what === one.what && id === one.id),
          )
        if (notes.length === 0) return
        // No one here can ever open these, so they are emptied.
        const strange = foreignBoxes(open, (await this.#parts.folder.intake())[side])
        await this.keep(open, notes.reduce(withNote, open.index), strange)
      })
    }
  }

  #remember(open: OpenGroup): OpenGroup {
    this.#open = this.#open.map((one) => (one.side === open.side ? open : one))
    return open
  }
}

/** The boxes that a crash left full although a matter's log has their content. */
function takenBoxes(
  { side, key }: OpenGroup,
  { boxes }: StoredGroup,
  found: readonly Pick<LocatedMatter, 'it'>[],
): number[] {
  const ids = new Set(found.flatMap(({ it }) => it.log.map(({ id }) => id)))
  return boxes.flatMap((box, at) => {
    const id = box.full ? intakeItemId(openBoxOf(side, key, box)) : undefined
    return id !== undefined && ids.has(id) ? [at] : []
  })
}

export class NoFreeSlotError extends Error {
  readonly code = 'no-cell-free'
}

export class BoxEmptyError extends Error {}

/** The box holds another item than the person was shown. */
export class BoxChangedError extends Error {}

/** The least reserve of a slot; otherwise 1/32 of it. */
const leastReserve = 64 * 1024

/** The least room kept for the few acts that must not fail; otherwise 1/256 of the slot. */
const leastKept = 32 * 1024
const keptBare = 4096

/**
 * Which of a slot's room a write may use. `usual`: almost all of it. `needed`: the reserve, for removing access, acknowledging,
 * the paper key, new keys, and ending, moving or lifting a matter. `bare`: the same without a log entry.
 */
export type WriteRoom = 'usual' | 'needed' | 'bare'

/** The JSON bytes a write may take. A write that makes it no longer is always allowed. `was`: the bytes there now. */
export function maxMatterBytes(cellBytes: number, room: WriteRoom, was: number): number {
  const kept = Math.max(leastKept, Math.floor(cellBytes / 256))
  const leaves = { usual: kept, needed: keptBare, bare: 0 }[room]
  return Math.max(slotRoom(cellBytes) - leaves, was)
}

/** Papers and copies must leave room for the short entries that follow. @throws SlotFullError */
export function refuseCrowded(it: SealedMatter, cellBytes: number): void {
  const reserve = Math.max(leastReserve, Math.floor(cellBytes / 32))
  const free = slotRoom(cellBytes) - Buffer.byteLength(JSON.stringify(it))
  if (free < reserve) throw new SlotFullError('it leaves too little room in its compartment')
}
