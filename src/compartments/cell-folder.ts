import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { clearAsides, isAside, replaceLargeFile } from '../durable-file.ts'
import {
  type CellHead,
  closeInner,
  closeOuter,
  headFileBytes,
  newOuterKeyId,
  openHead,
  openInner,
  outerKeyId,
} from '../sealing/cell-bytes.ts'
import { KeysRefused } from '../sealing/key-refusal.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { type Intake, intakeFile, newIntake, readIntake } from './intake.ts'
import { allCells, type CellNumber, whatOf } from './side.ts'

/** A cell as it is written: its head, and what lies under the outer layer. */
export type Cell = { readonly head: CellHead; readonly inner: Buffer }

export const mebibyte = 1024 * 1024
/** Of each cell. Why so much: the papers and copies of a case lie in it, and a longer file for a longer case would tell. */
export const usualCellBytes = 32 * mebibyte

const intakeName = 'intake'

/**
 * The files of the compartments: eight cells and the intake, always there, always of one size. Nothing here knows whether a cell
 * holds anything.
 *
 * INVARIANT: one program at a time writes here (the lock `cells` of the database), and in it one writing after the other.
 */
export class CellFolder {
  readonly #dir: string
  readonly #ring: KeyRing
  readonly cellBytes: number
  #last: Promise<unknown> = Promise.resolve()

  constructor(dir: string, ring: KeyRing, cellBytes: number) {
    this.#dir = dir
    this.#ring = ring
    this.cellBytes = cellBytes
  }

  /**
   * Makes the files at the first start, and finishes what a kill left.
   * @throws KeysRefused `cells-missing` where one was lost: nothing is made in its place
   */
  async ensure(): Promise<void> {
    mkdirSync(this.#dir, { recursive: true, mode: 0o700 })
    clearAsides(this.#dir)
    const { cellFiles } = this.#ring
    if (cellFiles.areMade()) this.#refuseLost()
    else {
      for (const cell of allCells) await this.replace(cell, this.emptyCell(cell, randomBytes(32)))
      await this.replaceIntake(newIntake())
      cellFiles.noteMade()
    }
    await this.#destroyOldKeys()
  }

  #refuseLost(): void {
    const lost = [...allCells.map(String), intakeName].find((name) => !existsSync(join(this.#dir, name)))
    if (lost === undefined) return
    throw new KeysRefused(
      'cells-missing',
      `the file ${join(this.#dir, lost)} of the sealed matters is not there: put back the folder it was in, or a backup`,
    )
  }

  /** A cell that holds nothing, sealed to nobody. */
  emptyCell(cell: CellNumber, state: Buffer): Cell {
    const closed = closeInner(whatOf(cell), { value: {}, to: [], cellBytes: this.cellBytes })
    return { head: { state, slots: closed.slots }, inner: closed.inner }
  }

  async head(cell: CellNumber): Promise<CellHead> {
    const file = await open(join(this.#dir, String(cell)))
    try {
      const { buffer } = await file.read(Buffer.alloc(headFileBytes), 0, headFileBytes, 0)
      return openHead(this.#keyOf(buffer), buffer)
    } finally {
      await file.close()
    }
  }

  async cell(cell: CellNumber): Promise<Cell> {
    const file = await readFile(join(this.#dir, String(cell)))
    const outer = this.#keyOf(file)
    return { head: openHead(outer, file), inner: openInner(outer, file) }
  }

  async intake(): Promise<Intake> {
    const file = await readFile(join(this.#dir, intakeName))
    return readIntake(file, this.#keyOf(file))
  }

  async replace(cell: CellNumber, becomes: Cell): Promise<void> {
    await this.#write(String(cell), closeOuter(this.#newKey(), becomes))
  }

  async replaceIntake(intake: Intake): Promise<void> {
    await this.#write(intakeName, intakeFile(intake, this.#newKey()))
  }

  /** Writes the intake anew under a fresh key, whether or not anything came. */
  async renewIntake(): Promise<void> {
    await this.alone(async () => this.replaceIntake(await this.intake()))
  }

  /** The same for all cells, one after the other. */
  async renewAll(): Promise<void> {
    for (const cell of allCells) await this.alone(async () => this.replace(cell, await this.cell(cell)))
    await this.renewIntake()
    await this.alone(() => this.#destroyOldKeys())
  }

  /** Does `work` when nobody else in this program writes here. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work, work)
    this.#last = mine.catch(() => undefined)
    return mine
  }

  /** Puts a file in place, and destroys the key of the one before. */
  async #write(name: string, bytes: Buffer): Promise<void> {
    const path = join(this.#dir, name)
    const before = existsSync(path) ? await this.#idOf(path) : undefined
    await replaceLargeFile(path, bytes)
    if (before !== undefined) this.#ring.cellFiles.destroy(before)
  }

  /** Keys of files that are no more: what a kill left. */
  async #destroyOldKeys(): Promise<void> {
    const files = readdirSync(this.#dir).filter((name) => !isAside(name))
    const inUse = new Set(await Promise.all(files.map((name) => this.#idOf(join(this.#dir, name)))))
    for (const id of this.#ring.cellFiles.ids()) if (!inUse.has(id)) this.#ring.cellFiles.destroy(id)
  }

  async #idOf(path: string): Promise<string> {
    const file = await open(path)
    try {
      const { buffer } = await file.read(Buffer.alloc(headFileBytes), 0, headFileBytes, 0)
      return outerKeyId(buffer).toString('hex')
    } finally {
      await file.close()
    }
  }

  #newKey() {
    return this.#ring.cellFiles.make(newOuterKeyId())
  }

  #keyOf(file: Buffer) {
    return this.#ring.cellFiles.at(outerKeyId(file))
  }
}
