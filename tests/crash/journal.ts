import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'

/** What somebody was doing, as the register names it. */
export type Doing = 'view' | 'search' | 'answer'

/** A line of a journal: what was asked of the program, or what it showed or said was done. */
export type Line =
  | { readonly asked: Doing; readonly by: string }
  /** A page came, whole or in part, that showed these patrons; `reference` where it stands on the page. */
  | {
      readonly seen: Doing
      readonly by: string
      readonly patrons: readonly string[]
      readonly reference?: string
    }
  | { readonly added: string }
  | { readonly checkpoint: string }

/** What a program acknowledged, kept outside of it and on the disk before anything else is asked. */
export class Journal {
  readonly lines: Line[] = []
  readonly #file: number

  constructor(path: string) {
    this.#file = openSync(path, 'a', 0o600)
  }

  note(line: Line): void {
    this.lines.push(line)
    writeSync(this.#file, `${JSON.stringify(line)}\n`)
    fsyncSync(this.#file)
  }

  close(): void {
    closeSync(this.#file)
  }
}
