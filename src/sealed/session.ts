import { type KeyObject, randomBytes, randomUUID } from 'node:crypto'
import type { StaffActor } from '../gate/index.ts'
import { newFilePassphrase } from '../platform/crypto/age-encryption.ts'
import {
  type BoxLocation,
  type MatterChange,
  OpenGroups,
  refuseCrowded,
  type SessionParts,
} from './access-group.ts'
import {
  foreignBoxes,
  type GroupNote,
  type IntakeItem,
  intakeItemHash,
  intakeItemsOf,
  isGroupKey,
  type OpenGroup,
  type SignedMoment,
  type StoredIntake,
  type TamperAlarm,
  type UnusedSlot,
  unusedSlots,
  withNote,
} from './intake.ts'
import {
  type AccessGrant,
  type AccessGroup,
  allSlots,
  emptyCommitment,
  emptyState,
  groupOfSlot,
  type SealedMatter,
  type SlotNumber,
  slotsOfGroup,
} from './matter.ts'
import { isEmptySlotRolledBack, isRolledBack } from './proof-check.ts'
import { SlotFullError } from './slot-bytes.ts'
import {
  ignoreDamage,
  MatterNotOpenError,
  type SlotFolder,
  type StoredMatter,
  writeMark,
} from './slot-folder.ts'

export type MatterFile = `proof ${string}` | `proof ${AccessGroup}` | `archive ${string}`

/** `mark`: how the page's form names it. */
export type ShownPassphrase = { readonly mark: string; readonly passphrase: string }

/** The program makes the passphrases, and no form sends them. */
class FilesHandedOut {
  readonly #said = new Map<MatterFile, ShownPassphrase>()
  readonly #saved = new Map<string, number>()

  /** The same throughout a session, so that an earlier page still shows the right one. */
  say(what: MatterFile): ShownPassphrase {
    const said = this.#said.get(what) ?? { mark: randomUUID(), passphrase: newFilePassphrase() }
    this.#said.set(what, said)
    return said
  }

  /** Undefined if the session was reopened: they wrote down another passphrase. */
  passphraseOf(what: MatterFile, mark: string): string | undefined {
    const said = this.#said.get(what)
    return said?.mark === mark ? said.passphrase : undefined
  }

  noteSaved(reference: string, states: number): void {
    this.#saved.set(reference, states)
  }

  savedAs(reference: string): number | undefined {
    return this.#saved.get(reference)
  }
}

/** INVARIANT: in memory only; written sealed, to those with access, and never to the database. */
export class SealedSession {
  readonly #parts: SessionParts
  readonly #folder: SlotFolder
  readonly account: string
  /** Whether the intake opened; if not, no group does. */
  readonly isWhole: boolean
  readonly alarms: readonly TamperAlarm[]
  readonly #open: OpenGroups
  readonly people: GroupAccess
  readonly files = new FilesHandedOut()
  readonly #cells: Map<SlotNumber, string>
  /** What was read or written last, used once, because a slot is large and usually read again. */
  readonly #found: Map<SlotNumber, StoredMatter>

  constructor(
    parts: SessionParts,
    it: {
      readonly account: string
      readonly open: OpenGroups
      readonly found: Map<SlotNumber, StoredMatter>
      readonly isWhole: boolean
      readonly alarms: readonly TamperAlarm[]
    },
  ) {
    this.#parts = parts
    this.#folder = parts.folder
    this.isWhole = it.isWhole
    this.alarms = it.alarms
    this.account = it.account
    this.#open = it.open
    this.people = new GroupAccess(parts.folder, it.open)
    this.#cells = new Map([...it.found].map(([cell, read]) => [cell, read.it.reference]))
    this.#found = it.found
  }

  get sides(): readonly AccessGroup[] {
    return this.#open.names
  }

  /** Whether it was opened by someone who acted for the Director then. */
  get acts(): boolean {
    return this.#parts.holder().acts
  }

  get references(): readonly string[] {
    return [...this.#cells.values()]
  }

  has(reference: string): boolean {
    return this.cellNumber(reference) !== undefined
  }

  clearedFor(side: AccessGroup): readonly AccessGrant[] {
    return this.#open.find(side)?.index.cleared ?? []
  }

  async waiting(side: AccessGroup): Promise<IntakeItem[]> {
    const open = await this.#open.fresh(side)
    const intake = await this.#folder.intake()
    return intakeItemsOf(open, intake[side])
  }

  /**
   * An item that is in a matter already, as after a crash, gets no second one. `id`: the item they were shown.
   * @throws NoFreeSlotError, BoxEmptyError, BoxChangedError, MatterNotOpenError
   */
  async takeIn(
    side: AccessGroup,
    box: number,
    make: (came: unknown) => Pick<SealedMatter, 'reference' | 'file' | 'log'>,
    id?: string,
  ): Promise<string> {
    return this.#folder.alone(async () => {
      const open = await this.#open.fresh(side)
      const item = await this.#open.cameIn(open, { side, box, id })
      const there = await this.#open.holding(side, item)
      if (there !== undefined) {
        await this.#open.keep(open, open.index, [box])
        this.#cells.set(there.cell, there.it.reference)
        return there.it.reference
      }
      const free = this.#open.freeIn(open)
      const { cell } = free
      const { reference, file, log } = make(item)
      const { cleared, recovery } = open.index
      const states = [emptyState(free.blind, free.since)]
      const becomes = { version: 1, side, reference, cleared, recovery, log, states, file } as const
      await this.#write(cell, { becomes })
      this.#cells.set(cell, reference)
      // The box is emptied last: a crash leaves the item twice, known by its id, and never loses it.
      const cells = { ...open.index.cells, [cell]: { used: true as const } }
      await this.#open.keep(open, { ...open.index, cells }, [box])
      return reference
    })
  }

  /** @throws BoxEmptyError, BoxChangedError, MatterNotOpenError */
  async join(
    from: BoxLocation,
    reference: string,
    add: (came: unknown, it: SealedMatter) => SealedMatter,
  ): Promise<void> {
    const { side, box } = from
    await this.#folder.alone(async () => {
      const it = await this.read(reference)
      if (it.side !== side) throw new RangeError('it is of the other side')
      const open = await this.#open.fresh(side)
      const item = await this.#open.cameIn(open, from)
      const cell = this.cellNumber(reference)
      if (cell === undefined) throw new MatterNotOpenError()
      if ((await this.#open.holding(side, item)) === undefined)
        await this.#write(cell, { becomes: add(item, it) })
      await this.#open.keep(open, open.index, [box])
    })
  }

  /** @throws MatterNotOpenError */
  async read(reference: string): Promise<SealedMatter> {
    return (await this.#readMatter(reference)).it
  }

  async #readMatter(reference: string): Promise<StoredMatter> {
    const cell = this.cellNumber(reference)
    const found = cell === undefined ? undefined : await this.#readCell(cell)
    if (found?.it.reference !== reference) throw new MatterNotOpenError()
    return found
  }

  /** What `work` returns is on disk when this returns, or nothing is. @throws SlotFullError, MatterNotOpenError */
  async change<T>(
    reference: string,
    work: (it: SealedMatter) => Promise<MatterChange & { readonly gives: T }>,
  ): Promise<T> {
    return this.#folder.alone(async () => {
      const cell = this.cellNumber(reference)
      const { it, bytes } = await this.#readMatter(reference)
      const { gives, ...becoming } = await work(it)
      if (cell !== undefined && becoming.becomes !== it) await this.#write(cell, becoming, bytes)
      return gives
    })
  }

  /** @throws SlotFullError */
  refuseCrowded(it: SealedMatter): void {
    refuseCrowded(it, this.#folder.cellBytes)
  }

  /** The group's log keeps who, when, why, and a hash. @throws BoxEmptyError, BoxChangedError, MatterNotOpenError */
  async throwAway(from: Required<BoxLocation>, by: string, reason: string): Promise<void> {
    await this.#folder.alone(async () => {
      const open = await this.#open.fresh(from.side)
      const hash = intakeItemHash(await this.#open.cameIn(open, from))
      const note: GroupNote = {
        what: 'no-matter',
        id: from.id ?? '',
        at: this.#parts.now(),
        by,
        reason,
        hash,
      }
      await this.#open.keep(open, withNote(open.index, note), [from.box])
    })
  }

  /** Newest last. */
  notesOf(side: AccessGroup): readonly GroupNote[] {
    return this.#open.find(side)?.index.notes ?? []
  }

  /** After a crash it is closed to others in its old slot and moved again. @throws MatterNotOpenError, NoFreeSlotError */
  async move(reference: string, side: AccessGroup, noted: (it: SealedMatter) => SealedMatter): Promise<void> {
    await this.#folder.alone(async () => {
      const it = await this.read(reference)
      const from = this.cellNumber(reference)
      const open = await this.#open.fresh(side)
      if (from === undefined || groupOfSlot(from) === side) return
      const there = (await this.#open.matters(side)).find((one) => one.it.reference === reference)
      const free = there === undefined ? this.#open.freeIn(open) : undefined
      const { cleared, recovery } = open.index
      const becomes = it.side === side ? it : noted({ ...it, side, cleared, recovery })
      // First: people who lose access must not open it, whatever happens next.
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

  /** False if the matter no longer has the `states` it was saved with. @throws MatterNotOpenError */
  async archive(reference: string, by: string, states: number | undefined): Promise<boolean> {
    return this.#folder.alone(async () => {
      const { side, states: now } = await this.read(reference)
      if (now.length !== states) return false
      const open = await this.#open.fresh(side)
      const note: GroupNote = { what: 'archived', id: reference, at: this.#parts.now(), by, reason: '' }
      // First, so that a crash leaves it noted, and it can be archived again.
      await this.#open.keep(open, withNote(open.index, note))
      await this.free(reference)
      return true
    })
  }

  async free(reference: string): Promise<void> {
    await this.#folder.alone(async () => {
      await this.read(reference)
      const cell = this.cellNumber(reference)
      if (cell === undefined) return
      const open = await this.#open.fresh(groupOfSlot(cell))
      const blind = randomBytes(32).toString('base64')
      const since = await this.nowSigned()
      const cells = { ...open.index.cells, [cell]: { used: false as const, blind, since } }
      await this.#open.keep(open, { ...open.index, cells })
      await this.#folder.replace(cell, await this.#folder.emptyCell(cell, emptyCommitment(blind)))
      this.#cells.delete(cell)
    })
  }

  /** @throws MatterNotOpenError */
  unusedCells(side: AccessGroup): UnusedSlot[] {
    const open = this.#open.find(side)
    if (open === undefined) throw new MatterNotOpenError()
    return unusedSlots(open)
  }

  async unusedNow(side: AccessGroup): Promise<UnusedSlot[]> {
    return unusedSlots(await this.#open.fresh(side))
  }

  async nowSigned(): Promise<SignedMoment> {
    return { ...(await this.#parts.signed()), at: this.#parts.now() }
  }

  /** Of the open groups, or of all slots if none is open. */
  get damaged(): readonly SlotNumber[] {
    const { names, damaged } = this.#open
    return [...damaged].filter((cell) => names.length === 0 || names.includes(groupOfSlot(cell))).sort()
  }

  giveUp(side: AccessGroup, cell: SlotNumber): Promise<boolean> {
    return this.#open.giveUp(side, cell, this.account)
  }

  cellNumber(reference: string): SlotNumber | undefined {
    return [...this.#cells].find(([, one]) => one === reference)?.[0]
  }

  async #readCell(cell: SlotNumber): Promise<StoredMatter | undefined> {
    const found = this.#found.get(cell)
    this.#found.delete(cell)
    // Each write has its own mark: if it is unchanged, no one else wrote.
    const isFresh = async (one: StoredMatter) => writeMark(await this.#folder.head(cell)).equals(one.mark)
    const isSame = found !== undefined && (await isFresh(found).catch(ignoreDamage))
    const isUsable = isSame && !this.#open.isClosedTo(found.it.side, found.it)
    return isUsable ? found : this.#open.readCell(cell)
  }

  async #write(cell: SlotNumber, becoming: MatterChange, was?: number): Promise<void> {
    this.#found.set(cell, await this.#open.write(cell, becoming, was))
  }
}

export const sessionOf = ({ unlocked }: StaffActor): SealedSession | undefined =>
  unlocked instanceof SealedSession ? unlocked : undefined

export type RemoveAccess = (it: SealedMatter, account: string) => SealedMatter

class GroupAccess {
  readonly #folder: SlotFolder
  readonly #open: OpenGroups

  constructor(folder: SlotFolder, open: OpenGroups) {
    this.#folder = folder
    this.#open = open
  }

  /** `change` returns the new list, or undefined to leave it. Returns whether it changed. */
  async clear(
    side: AccessGroup,
    change: (cleared: readonly AccessGrant[]) => readonly AccessGrant[] | undefined,
    recovery?: string,
  ): Promise<boolean> {
    return this.#folder.alone(async () => {
      const open = await this.#open.fresh(side)
      const cleared = change(open.index.cleared)
      if (cleared === undefined) return false
      const endings = open.index.endings?.filter(
        (one) => !cleared.some(({ account }) => account === one.account),
      )
      await this.#open.rekey(open, {
        ...open.index,
        cleared,
        recovery: recovery ?? open.index.recovery,
        endings,
      })
      return true
    })
  }

  /** Includes matters colleagues added since they unlocked. Returns the references of those without room. */
  async changeEach(side: AccessGroup, work: (it: SealedMatter) => MatterChange): Promise<string[]> {
    return this.#folder.alone(async () => {
      const full: string[] = []
      for (const { cell, it, bytes } of await this.#open.matters(side)) {
        const becoming = work(it)
        if (becoming.becomes !== it && !(await this.#isWritten(cell, becoming, bytes)))
          full.push(it.reference)
      }
      return full
    })
  }

  /** A full matter must not stop the others. */
  async #isWritten(cell: SlotNumber, becoming: MatterChange, was: number): Promise<boolean> {
    try {
      await this.#open.write(cell, becoming, was)
      return true
    } catch (error) {
      if (error instanceof SlotFullError) return false
      throw error
    }
  }

  /** Writes the index first, so that after a crash the next person who unlocks continues. `may`: whether a list may lose them. */
  async end(
    side: AccessGroup,
    account: string,
    { may, end }: { readonly may: (all: readonly AccessGrant[]) => boolean; readonly end: RemoveAccess },
  ): Promise<boolean> {
    return this.#folder.alone(async () => {
      const open = await this.#open.fresh(side)
      const { index } = open
      const stay = (all: readonly AccessGrant[]) => all.filter((one) => one.account !== account)
      const lists = (await this.#open.matters(side)).map(({ it }) => it.cleared)
      const had = [index.cleared, ...lists].filter((all) => all.length > stay(all).length)
      if (!had.every(may)) return false
      const others = index.endings?.filter((one) => one.account !== account) ?? []
      const cells = slotsOfGroup(side).filter((cell) => index.cells[cell]?.used)
      const endings = [...others, { account, cells }]
      await this.#goOn(await this.#open.rekey(open, { ...index, cleared: stay(index.cleared), endings }), end)
      return true
    })
  }

  async finish(end: RemoveAccess): Promise<void> {
    for (const side of this.#open.names) {
      await this.#folder.alone(async () => this.#goOn(await this.#open.fresh(side), end))
    }
  }

  async #goOn(open: OpenGroup, end: RemoveAccess): Promise<void> {
    const { index, side } = open
    const { endings = [] } = index
    if (endings.length === 0) return
    const done = new Set(slotsOfGroup(side).filter((cell) => !index.cells[cell]?.used))
    for (const { cell, it, bytes } of await this.#open.matters(side)) {
      const gone = endings.filter(({ cells }) => cells.includes(cell)).map(({ account }) => account)
      const becomes = gone.reduce((now, account) => end(now, account), it)
      const bare = { ...it, cleared: it.cleared.filter(({ account }) => !gone.includes(account)) }
      const isDone = becomes === it || (await this.#isWritten(cell, { becomes, room: 'needed', bare }, bytes))
      if (isDone) done.add(cell)
    }
    const left = endings.map((one) => ({ ...one, cells: one.cells.filter((cell) => !done.has(cell)) }))
    await this.#open.keep(open, { ...index, endings: left.filter(({ cells }) => cells.length > 0) })
  }
}

type RegisterParts = Parameters<typeof isRolledBack>[2]

/** Tries the key on every key slot of every file, so that timing reveals nothing. */
export async function unlockMatters(
  parts: SessionParts,
  key: KeyObject,
  account: string,
  heldTo: RegisterParts,
): Promise<SealedSession> {
  // Matters open without the intake.
  const intake = await parts.folder.intake().catch(ignoreDamage)
  const open = new OpenGroups(parts, key, intake)
  const found = new Map<SlotNumber, StoredMatter>()
  for (const cell of allSlots) {
    const read = await open.readCell(cell)
    if (read !== undefined) found.set(cell, read)
  }
  const alarms = await findAlarms(open, intake, found, heldTo)
  await open.emptyTaken([...found.values()])
  await open.noteAlarms(alarms)
  return new SealedSession(parts, { account, open, found, isWhole: intake !== undefined, alarms })
}

async function findAlarms(
  open: OpenGroups,
  intake: StoredIntake | undefined,
  found: ReadonlyMap<SlotNumber, StoredMatter>,
  heldTo: RegisterParts,
): Promise<TamperAlarm[]> {
  const alarms: TamperAlarm[] = []
  for (const [cell, { it }] of found) {
    const of = open.find(groupOfSlot(cell)) === undefined ? {} : { side: groupOfSlot(cell) }
    if (await isRolledBack(cell, it.states, heldTo))
      alarms.push({ what: 'older', cell, reference: it.reference, ...of })
  }
  for (const side of open.names) {
    const one = open.find(side)
    if (one === undefined || intake === undefined) continue
    for (const unused of unusedSlots(one)) {
      if (!found.has(unused.cell) && (await isEmptySlotRolledBack(unused, heldTo)))
        alarms.push({ what: 'older', side, cell: unused.cell })
    }
    const counts = slotsOfGroup(side).map((cell) => found.get(cell)?.it.index ?? 0)
    if (Math.max(...counts) > (one.index.count ?? 0)) alarms.push({ what: 'index', side })
    const boxes = foreignBoxes(one, intake[side]).length
    if (boxes > 0 || !isGroupKey(one, intake[side])) alarms.push({ what: 'key', side, boxes })
  }
  return alarms
}

export const openMinutes = 10
const openMs = openMinutes * 60_000

type Open = {
  readonly unlocked: SealedSession
  /** By the library's clock. */
  readonly since: number
  until: number
  /** By the process's clock, which cannot be set. */
  readonly sinceTicks: number
  untilTicks: number
  timer: NodeJS.Timeout
}

/**
 * INVARIANT: in memory only, and gone after ten minutes without use, whether or not anyone asks, and whatever the clock says.
 */
export class OpenSessions {
  readonly #open = new Map<string, Open>()

  put(tokenHash: Buffer, unlocked: SealedSession, now: Date): void {
    const token = tokenHash.toString('hex')
    this.#shut(token)
    const since = { since: now.getTime(), sinceTicks: performance.now() }
    this.#open.set(token, { unlocked, ...since, ...this.#from(now), timer: this.#timer(token) })
  }

  /** Extends the session by ten minutes. @param isUse false for requests the browser makes by itself, which extend nothing */
  of(tokenHash: Buffer, now: Date, isUse = true): SealedSession | undefined {
    for (const [token, { until, untilTicks }] of this.#open)
      if (until <= now.getTime() || untilTicks <= performance.now()) this.#shut(token)
    const token = tokenHash.toString('hex')
    const open = this.#open.get(token)
    if (open === undefined || !isUse) return open?.unlocked
    clearTimeout(open.timer)
    Object.assign(open, { ...this.#from(now), timer: this.#timer(token) })
    return open.unlocked
  }

  /** Whether they opened it in the last ten minutes, not only used it. */
  wasOpenedLately(tokenHash: Buffer, now: Date): boolean {
    const open = this.#open.get(tokenHash.toString('hex'))
    if (open === undefined) return false
    return open.since > now.getTime() - openMs && open.sinceTicks > performance.now() - openMs
  }

  shut(tokenHash: Buffer): void {
    this.#shut(tokenHash.toString('hex'))
  }

  /** Shuts what someone opened who acted for the Director then and no longer does, also where a command ended the term. */
  shutActing(tokenHash: Buffer): void {
    if (this.#open.get(tokenHash.toString('hex'))?.unlocked.acts === true) this.shut(tokenHash)
  }

  shutOf(account: string, except?: Buffer): void {
    const stays = except?.toString('hex')
    for (const [token, { unlocked }] of this.#open)
      if (unlocked.account === account && token !== stays) this.#shut(token)
  }

  get size(): number {
    return this.#open.size
  }

  #shut(token: string): void {
    clearTimeout(this.#open.get(token)?.timer)
    this.#open.delete(token)
  }

  #from(now: Date): Pick<Open, 'until' | 'untilTicks'> {
    return { until: now.getTime() + openMs, untilTicks: performance.now() + openMs }
  }

  #timer(token: string): NodeJS.Timeout {
    return setTimeout(() => this.#shut(token), openMs).unref()
  }
}
