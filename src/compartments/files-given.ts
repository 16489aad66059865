import { randomUUID } from 'node:crypto'
import { newPassphrase } from '../production/encrypt.ts'
import type { Side } from './side.ts'

/** A file that leaves: the proof of a matter or of a side's empty places, or a matter whole, for the safe. */
export type FileOf = `proof ${string}` | `proof ${Side}` | `archive ${string}`

/** A passphrase as a page said it, and the mark by which the form on that page names it. */
export type Said = { readonly mark: string; readonly passphrase: string }

/**
 * What of the files that leave is kept for as long as it is open: the passphrase of each, which the program makes and no form
 * sends, and in which state a matter was when its file was given out.
 */
export class FilesGiven {
  readonly #said = new Map<FileOf, Said>()
  readonly #saved = new Map<string, number>()

  /** The passphrase for a page to say: the same as long as it is open, so that a page from before says the right one. */
  say(what: FileOf): Said {
    const said = this.#said.get(what) ?? { mark: randomUUID(), passphrase: newPassphrase() }
    this.#said.set(what, said)
    return said
  }

  /** The one that the page with this mark said. Undefined where it was opened anew since: they wrote down another. */
  passphraseOf(what: FileOf, mark: string): string | undefined {
    const said = this.#said.get(what)
    return said?.mark === mark ? said.passphrase : undefined
  }

  noteSaved(reference: string, states: number): void {
    this.#saved.set(reference, states)
  }

  /** How many states it had when its file was given out last. */
  savedAs(reference: string): number | undefined {
    return this.#saved.get(reference)
  }
}
