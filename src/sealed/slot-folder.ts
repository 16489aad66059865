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

type SlotContent = { readonly head: SlotHead; readonly inner: Buffer }

export const mebibyte = 1024 * 1024

const intakeName = 'intake'
/** In the order of a backup: see `src/backup/FORMAT.md`. */
export const slotFileNames: readonly string[] = [intakeName, ...allSlots.map(String)]

/** INVARIANT: one level down, so that other users of the computer cannot see the folder's time change. */
export const slotFilesFolder = (dir: string): string => join(dir, 'files')

export const slotFilePath = (dir: string, name: string): string => join(slotFilesFolder(dir), name)

/**
 * Eight slots and the intake, always there and of one size. Nothing here knows whether a slot holds anything.
 *
 * INVARIANT: one program (the lock `cells`), and one write at a time, but for the intake: it has a turn of its own, since what
 * someone leaves must not wait for the write of a slot and so tell that a matter is worked. Slots and keys keep the time of the last nightly
 * rewrite; the intake, its key and both folders that of the last sequencing. Otherwise the folder would show that something
 * was written.
 */
export class SlotFolder {
  readonly #dir: string
  readonly #ring: KeyRing
  readonly #bytesOfNew: number
  #last: Promise<unknown> = Promise.resolve()
  #lastIntake: Promise<unknown> = Promise.resolve()
  readonly #mine = new AsyncLocalStorage<{ ended: boolean }>()

  /** `bytesOfNew`: the size of a slot if the files do not exist yet. */
  constructor(dir: string, ring: KeyRing, bytesOfNew: number) {
    this.#dir = dir
    this.#ring = ring
    this.#bytesOfNew = bytesOfNew
  }

  /** Existing files keep their size, whatever the setting. */
  get cellBytes(): number {
    if (!this.#ring.cellFiles.areMade()) return this.#bytesOfNew
    return statSync(this.#path('1')).size
  }

  /** Makes the files at the first start, and finishes what a crash left. @throws KeyError `cells-missing` if one was lost */
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

  /** Files without keys are someone's sealed matters. Files of an interrupted first start have their keys. */
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

  /** Sealed to no one. */
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

  /** Readers do not wait: a file replaced meanwhile is read again. @throws KeyError if its key is missing otherwise */
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

  /** `at`: the nightly job's time; otherwise the earlier time is kept. */
  async replace(cell: SlotNumber, becomes: SlotContent, at = this.#timeOf(String(cell))): Promise<void> {
    await this.#write(String(cell), await closeOuter(this.#newKey(at), becomes), at)
  }

  /** `at`: the sequencing's time; otherwise the earlier time is kept. */
  async replaceIntake(intake: StoredIntake, at = this.#timeOf(intakeName)): Promise<void> {
    await this.#write(intakeName, intakeFile(intake, this.#newKey(at)), at)
  }

  /** Every change of the intake: read and written with no other in between, within `alone` or not. */
  async changeIntake<T>(
    work: (intake: StoredIntake) => { readonly becomes: StoredIntake; readonly gives: T },
    at?: Date,
  ): Promise<T> {
    return this.#intakeTurn(async () => {
      const { becomes, gives } = work(await this.intake())
      await this.replaceIntake(becomes, at)
      return gives
    })
  }

  #intakeTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#lastIntake.then(work, work)
    this.#lastIntake = mine.catch(() => undefined)
    return mine
  }

  async renewIntake(): Promise<void> {
    await this.changeIntake((intake) => ({ becomes: intake, gives: undefined }), new Date())
  }

  /** Once every write that was under way has ended. */
  async settled(): Promise<void> {
    await this.alone(() => this.#intakeTurn(async () => {}))
  }

  /** Rewrites all files; one that does not open does not stop the others. @throws RenewalIncompleteError */
  async renewAll(names: readonly string[] = slotFileNames): Promise<void> {
    // One time for all, so that the order of writing stays hidden.
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
    // Both turns: a file that is being written has its key before it has its place.
    await this.alone(() => this.#intakeTurn(() => this.#destroyOldKeys()))
  }

  /** Runs `work` when no one else in this program writes here; at once within such work. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    if (this.#mine.getStore()?.ended === false) return work()
    const turn = async () => {
      const mine = { ended: false }
      try {
        return await this.#mine.run(mine, work)
      } finally {
        // Work it started without waiting needs its own turn from now on.
        mine.ended = true
      }
    }
    const mine = this.#last.then(turn, turn)
    this.#last = mine.catch(() => undefined)
    return mine
  }

  /**
   * INVARIANT: a crash leaves the old file and key, or the new ones: the new key is durable first, and the old one destroyed
   * last.
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

  /** Gives all slots one time and each key its file's, after a restore or an interrupted night. */
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

  /** Destroys keys of files that are gone. None if a file has no key: one of these may be its own. */
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

/** INVARIANT: says the same whichever files failed, because its reader has no access. */
export class RenewalIncompleteError extends KeyError {
  readonly left: readonly string[]

  constructor(left: readonly string[], error: unknown) {
    const { code } = error as { readonly code?: string }
    const why =
      error instanceof KeyError || code === 'ENOENT' ? 'does not open' : `fails (${code ?? 'fault'})`
    super(
      'keys-damaged',
      `a file of the sealed matters ${why} and was not rewritten; the others were: npx --no carrel doctor, and OPERATING.md, “A damaged file of sealed matters”`,
    )
    this.left = left
  }
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headFileBytes), 0, headFileBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** It was never open to them, or someone ended it or removed their access. */
export class MatterNotOpenError extends RangeError {
  constructor() {
    super('no such compartment is open')
  }
}

/** A file was changed or is missing, or its key is. */
export const isDamage = (error: unknown): boolean =>
  error instanceof KeyError || (error as NodeJS.ErrnoException).code === 'ENOENT'

export function ignoreDamage(error: unknown): undefined {
  if (!isDamage(error)) throw error
}

/** `mark` identifies the write; `bytes`: its length as JSON. */
export type StoredMatter = { readonly it: SealedMatter; readonly mark: Buffer; readonly bytes: number }

/** The data key is new for each write; the nightly rewrite keeps it. */
export const writeMark = ({ slots }: Pick<SlotHead, 'slots'>): Buffer => Buffer.concat(slots)

/** Undefined without access. */
export async function readSlot(
  folder: SlotFolder,
  cell: SlotNumber,
  key: KeyObject,
): Promise<StoredMatter | undefined> {
  if (dataKeyFor(slotBinding(cell), await folder.head(cell), key) === undefined) return undefined
  const { head, inner } = await folder.cell(cell)
  // Again, because someone may have written it in between, under another data key.
  const dataKey = dataKeyFor(slotBinding(cell), head, key)
  if (dataKey === undefined) return undefined
  const { value, bytes } = await readInner(slotBinding(cell), dataKey, inner)
  return { it: value as SealedMatter, mark: writeMark(head), bytes }
}
