import { CellFull } from '../sealing/cell-bytes.ts'
import type { CellFolder } from './cell-folder.ts'
import type { Cleared, Compartment } from './compartment.ts'
import type { OpenSide } from './index-of-side.ts'
import type { Becoming, OpenSides } from './open-sides.ts'
import { type CellNumber, cellsOn, type Side } from './side.ts'

/** What becomes of a compartment by which somebody is cleared no more. */
export type End = (it: Compartment, account: string) => Compartment

/** Who is cleared for a side, in its index and in each of its cells, as the files have them now. */
export class SidePeople {
  readonly #folder: CellFolder
  readonly #open: OpenSides

  constructor(folder: CellFolder, open: OpenSides) {
    this.#folder = folder
    this.#open = open
  }

  /**
   * Who is cleared for a side from now on, for what comes and what is taken in.
   * @param change of those who are cleared now, who is; undefined: it stays as it is
   * @returns whether it changed
   */
  async clear(
    side: Side,
    change: (cleared: readonly Cleared[]) => readonly Cleared[] | undefined,
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
        ...{ cleared, recovery: recovery ?? open.index.recovery, endings },
      })
      return true
    })
  }

  /**
   * Changes each compartment of a side that opens to them, those too that a colleague took in since they unlocked.
   * @returns the references of those in which there was no room for it
   */
  async changeEach(side: Side, work: (it: Compartment) => Becoming): Promise<string[]> {
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

  /** Why it goes on: one that is full must not keep the others as they are. */
  async #isWritten(cell: CellNumber, becoming: Becoming, was: number): Promise<boolean> {
    try {
      await this.#open.write(cell, becoming, was)
      return true
    } catch (error) {
      if (error instanceof CellFull) return false
      throw error
    }
  }

  /**
   * Ends it for somebody, for a side and all that is in its cells: they open nothing that comes, or is written, from now on.
   * What was begun is in the index first, and where a kill ends it, or a matter does not open, whoever unlocks next goes on.
   * @param may whether those may be all who are left, of the side or of one matter
   * @returns whether it was ended
   */
  async end(
    side: Side,
    account: string,
    { may, end }: { readonly may: (cleared: readonly Cleared[]) => boolean; readonly end: End },
  ): Promise<boolean> {
    return this.#folder.alone(async () => {
      const open = await this.#open.fresh(side)
      const { index } = open
      const stay = (all: readonly Cleared[]) => all.filter((one) => one.account !== account)
      const lists = (await this.#open.matters(side)).map(({ it }) => it.cleared)
      const had = [index.cleared, ...lists].filter((all) => all.length > stay(all).length)
      if (!had.every((all) => may(stay(all)))) return false
      const others = index.endings?.filter((one) => one.account !== account) ?? []
      const cells = cellsOn(side).filter((cell) => index.cells[cell]?.used)
      const endings = [...others, { account, cells }]
      await this.#goOn(await this.#open.rekey(open, { ...index, cleared: stay(index.cleared), endings }), end)
      return true
    })
  }

  /** Goes on with what `end` began and did not finish. */
  async finish(end: End): Promise<void> {
    for (const side of this.#open.names) {
      await this.#folder.alone(async () => this.#goOn(await this.#open.fresh(side), end))
    }
  }

  async #goOn(open: OpenSide, end: End): Promise<void> {
    const { index, side } = open
    const { endings = [] } = index
    if (endings.length === 0) return
    const done = new Set(cellsOn(side).filter((cell) => !index.cells[cell]?.used))
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
