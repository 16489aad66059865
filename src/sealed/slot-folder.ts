import { AsyncLocalStorage } from 'node:async_hooks'
import { type KeyObject, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, statSync, utimesSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { KeyError } from '../platform/crypto/key-folder.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { destroyTemporaryFiles, replaceLargeFile } from '../platform/durable-file.ts'
import { intakeFile, newIntake, readIntake, type StoredIntake } from './intake.ts'
import { allSlots, type SealedMatter, type SlotNumber, slotBinding } from './matter.ts'
import {
  closeInner,
  closeOuter,
  dataKeyFor,
  headFileBytes,
  newOuterKeyId,
  openInner,
  openSlotHead,
  outerKeyId,
  readInner,
  type SlotHead,
} from './slot-bytes.ts'

/** A cell as it is written: its head, and what lies under the outer layer. */
type SlotContent = { readonly head: SlotHead; readonly inner: Buffer }

export const mebibyte = 1024 * 1024

const intakeName = 'intake'
/** Every file of the folder, the intake first: see `cell-copy.ts`. */
export const slotFileNames: readonly string[] = [intakeName, ...allSlots.map(String)]

/**
 * Where in the folder of sealed matters its files lie.
 *
 * INVARIANT: one level deeper than what another user of the computer can ask for by name. Each writing changes the folder that
 * it happens in, and the time of that change is there for whoever may pass the folder above.
 */
export const slotFilesFolder = (dir: string): string => join(dir, 'files')

/** The place of one of them. */
export const slotFilePath = (dir: string, name: string): string => join(slotFilesFolder(dir), name)

/**
 * The files of the compartments: eight cells and the intake, always there, always of one size. Nothing here knows whether a cell
 * holds anything.
 *
 * INVARIANT: one program at a time writes here (the lock `cells` of the database), and in it one writing after the other.
 *
 * INVARIANT: a cell and its key bear the time of the night that wrote all of them anew, the intake and its key, and both folders,
 * that of its tick, whatever was written since: else one look at the folder would tell that something was.
 */
export class SlotFolder {
  readonly #dir: string
  readonly #ring: KeyRing
  readonly #bytesOfNew: number
  #last: Promise<unknown> = Promise.resolve()
  /** Of whoever is alone here, in all that they call. */
  readonly #mine = new AsyncLocalStorage<{ ended: boolean }>()

  /** @param bytesOfNew of each cell, where the files are not made yet */
  constructor(dir: string, ring: KeyRing, bytesOfNew: number) {
    this.#dir = dir
    this.#ring = ring
    this.#bytesOfNew = bytesOfNew
  }

  /** Of each cell: once they are made their own size counts, and no setting. */
  get cellBytes(): number {
    if (!this.#ring.cellFiles.areMade()) return this.#bytesOfNew
    return statSync(this.#path('1')).size
  }

  /**
   * Makes the files at the first start, and finishes what a kill left.
   * @throws KeyError `cells-missing` where one was lost: nothing is made in its place
   */
  async ensure(): Promise<void> {
    mkdirSync(slotFilesFolder(this.#dir), { recursive: true, mode: 0o700 })
    const { cellFiles } = this.#ring
    if (cellFiles.areMade()) this.#refuseLost()
    else await this.#refuseForeign()
    destroyTemporaryFiles(this.#dir)
    if (!cellFiles.areMade()) {
      const at = new Date()
      for (const cell of allSlots) await this.replace(cell, await this.emptyCell(cell, randomBytes(32)), at)
      await this.replaceIntake(newIntake(), at)
      cellFiles.noteMade()
    }
    await this.#destroyOldKeys()
    await this.#dateAlike()
  }

  #refuseLost(): void {
    const lost = slotFileNames.find((name) => !existsSync(this.#path(name)))
    if (lost === undefined) return
    throw new KeyError(
      'cells-missing',
      `the file ${this.#path(lost)} of the sealed matters is not there: put back the folder it was in, or a backup`,
    )
  }

  /**
   * Why: files whose keys are not among these are somebody's sealed matters, whose keys may come back; what a kill left of the
   * making has its keys.
   */
  async #refuseForeign(): Promise<void> {
    for (const name of slotFileNames.filter((one) => existsSync(this.#path(one)))) {
      if (this.#ring.cellFiles.isThere(await this.#idOf(this.#path(name)))) continue
      throw new KeyError(
        'keys-unreadable',
        `in ${this.#dir} lie sealed matters whose keys are not in the keys folder: put back the keys that belong to them, or move that folder aside`,
      )
    }
  }

  #path(name: string): string {
    return slotFilePath(this.#dir, name)
  }

  /** A cell that holds nothing, sealed to nobody. */
  async emptyCell(cell: SlotNumber, state: Buffer): Promise<SlotContent> {
    const closed = await closeInner(slotBinding(cell), { value: {}, to: [], cellBytes: this.cellBytes })
    return { head: { state, slots: closed.slots }, inner: closed.inner }
  }

  async head(cell: SlotNumber): Promise<SlotHead> {
    const { file, outer } = await this.#opened(String(cell), firstBytes)
    return openSlotHead(outer, file)
  }

  async cell(cell: SlotNumber): Promise<SlotContent> {
    const { file, outer } = await this.#opened(String(cell), readFile)
    return { head: openSlotHead(outer, file), inner: await openInner(outer, file) }
  }

  async intake(): Promise<StoredIntake> {
    const { file, outer } = await this.#opened(intakeName, readFile)
    return readIntake(file, outer)
  }

  /**
   * A file, or its beginning, with its key. Whoever reads does not wait for who writes: a file that was replaced between its
   * reading and that of its key is read again.
   * @throws KeyError where it is not its key that is missing for that
   */
  async #opened(name: string, read: (path: string) => Promise<Buffer>) {
    const path = this.#path(name)
    for (;;) {
      const file = await read(path)
      try {
        return { file, outer: this.#ring.cellFiles.at(outerKeyId(file)) }
      } catch (error) {
        if ((await this.#idOf(path)) === outerKeyId(file).toString('hex')) throw error
      }
    }
  }

  /** @param at of a night; else it bears the time of the one before */
  async replace(cell: SlotNumber, becomes: SlotContent, at = this.#timeOf(String(cell))): Promise<void> {
    await this.#write(String(cell), await closeOuter(this.#newKey(at), becomes), at)
  }

  /** @param at of a tick; else it bears the time of the one before */
  async replaceIntake(intake: StoredIntake, at = this.#timeOf(intakeName)): Promise<void> {
    await this.#write(intakeName, intakeFile(intake, this.#newKey(at)), at)
  }

  /** Writes the intake anew under a fresh key, whether or not anything came. */
  async renewIntake(): Promise<void> {
    await this.alone(async () => this.replaceIntake(await this.intake(), new Date()))
  }

  /**
   * The same for all of them, one after the other. One that does not open keeps no other from it.
   * @param names which files, where not all
   * @throws NotAllRenewed once all others are
   */
  async renewAll(names: readonly string[] = slotFileNames): Promise<void> {
    // Why one moment: in which order they were written would tell nothing, and is nobody's to see.
    const at = new Date()
    const left: string[] = []
    let first: unknown
    const work = (name: string) =>
      name === intakeName
        ? this.renewIntake()
        : this.alone(async () => this.replace(Number(name), await this.cell(Number(name)), at))
    for (const name of names) {
      await work(name).catch((error: unknown) => {
        first ??= error
        left.push(name)
      })
    }
    if (left.length > 0) throw new RenewalIncompleteError(left, first)
    await this.alone(() => this.#destroyOldKeys())
  }

  /** Does `work` when nobody else in this program writes here; at once within such work. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    if (this.#mine.getStore()?.ended === false) return work()
    const turn = async () => {
      const mine = { ended: false }
      try {
        return await this.#mine.run(mine, work)
      } finally {
        // Why: what it began and did not wait for waits for its own turn from now on.
        mine.ended = true
      }
    }
    const mine = this.#last.then(turn, turn)
    this.#last = mine.catch(() => undefined)
    return mine
  }

  /**
   * Puts a file in place, and destroys the key of the one before.
   *
   * INVARIANT: a kill, or the power, at any step leaves the old file with its key or the new one with its own: the new key is
   * durable before the file, and the old one is destroyed only once the new file is durable in its place. What else is left, a
   * key of no file or a file aside, is taken away by `ensure`.
   */
  async #write(name: string, bytes: Buffer, at: Date): Promise<void> {
    const path = this.#path(name)
    const before = existsSync(path) ? await this.#idOf(path) : undefined
    await replaceLargeFile(path, bytes, at)
    if (before !== undefined) this.#ring.cellFiles.destroy(before)
    this.#dateFolders(name === intakeName ? at : this.#timeOf(intakeName))
  }

  #timeOf(name: string): Date {
    return statSync(this.#path(name), { throwIfNoEntry: false })?.mtime ?? new Date()
  }

  #dateFolders(at: Date): void {
    utimesSync(slotFilesFolder(this.#dir), at, at)
    this.#ring.cellFiles.date(at)
  }

  /** Gives all cells one time, and each key that of its file: they were restored, or put back, or a night was cut short. */
  async #dateAlike(): Promise<void> {
    const newest = new Date(Math.max(...allSlots.map((cell) => this.#timeOf(String(cell)).getTime())))
    for (const name of slotFileNames) {
      const path = this.#path(name)
      const at = name === intakeName ? this.#timeOf(name) : newest
      utimesSync(path, at, at)
      const id = outerKeyId(await firstBytes(path))
      if (this.#ring.cellFiles.isThere(id.toString('hex'))) this.#ring.cellFiles.date(at, id)
    }
    this.#dateFolders(this.#timeOf(intakeName))
  }

  /** Keys of files that are no more: what a kill left. None where a file has no key: one of these may be its own. */
  async #destroyOldKeys(): Promise<void> {
    const inUse = new Set(await Promise.all(slotFileNames.map((name) => this.#idOf(this.#path(name)))))
    if (![...inUse].every((id) => this.#ring.cellFiles.isThere(id))) return
    for (const id of this.#ring.cellFiles.ids()) if (!inUse.has(id)) this.#ring.cellFiles.destroy(id)
  }

  async #idOf(path: string): Promise<string> {
    return outerKeyId(await firstBytes(path)).toString('hex')
  }

  #newKey(at: Date) {
    return this.#ring.cellFiles.make(newOuterKeyId(), at)
  }
}

/**
 * Some of the files could not be written anew. INVARIANT: it says the same whichever they are: whoever reads it is not cleared.
 */
export class RenewalIncompleteError extends KeyError {
  readonly left: readonly string[]

  constructor(left: readonly string[], error: unknown) {
    const { code } = error as { readonly code?: string }
    const why =
      error instanceof KeyError || code === 'ENOENT' ? 'does not open' : `fails (${code ?? 'fault'})`
    super(
      'keys-damaged',
      `a file of the sealed matters ${why} and was not written anew; the others were: npx carrel doctor, and OPERATING.md, “A damaged file of sealed matters”`,
    )
    this.left = left
  }
}

/** As much of a file as its head takes. */
async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headFileBytes), 0, headFileBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** It was never open to them, or is no more: somebody else ended it, or cleared them no more. */
export class MatterNotOpenError extends RangeError {
  override name = 'NotOpen'
  constructor() {
    super('no such compartment is open')
  }
}

/** A file of the cells does not open: it was changed, or is not there, or its key is not. */
export const isDamage = (error: unknown): boolean =>
  error instanceof KeyError || (error as NodeJS.ErrnoException).code === 'ENOENT'

export function ignoreDamage(error: unknown): undefined {
  if (!isDamage(error)) throw error
}

/** A compartment as it was read or written: by what its writing is known among all others, and how many bytes of JSON it is. */
export type StoredMatter = { readonly it: SealedMatter; readonly mark: Buffer; readonly bytes: number }

/** Of a writing alone: its data key is made for it, and sealed anew to each. What the night does leaves it as it is. */
export const writeMark = ({ slots }: Pick<SlotHead, 'slots'>): Buffer => Buffer.concat(slots)

/** A compartment, for whoever is cleared for it; undefined for all others. */
export async function readSlot(
  folder: SlotFolder,
  cell: SlotNumber,
  key: KeyObject,
): Promise<StoredMatter | undefined> {
  if (dataKeyFor(slotBinding(cell), await folder.head(cell), key) === undefined) return undefined
  const { head, inner } = await folder.cell(cell)
  // Why again: somebody else may have written it between the two, under another data key.
  const dataKey = dataKeyFor(slotBinding(cell), head, key)
  if (dataKey === undefined) return undefined
  const { value, bytes } = await readInner(slotBinding(cell), dataKey, inner)
  return { it: value as SealedMatter, mark: writeMark(head), bytes }
}
