import { readFileSync } from 'node:fs'
import { checkLength } from './typeset-refused.ts'
import { Typesetter } from './typesetter.ts'

const typesetter = new Typesetter()

/**
 * A page as tagged PDF/UA-1. All text comes in as data; none of it is ever read as markup.
 *
 * Why in another process: the typesetter is native code that runs for as long as a page takes and never gives its memory
 * back, and other people wait for their pages meanwhile (docs/decisions/0050).
 * @param template next to the file that asks for it
 * @throws TypesetRefused where the page is over a limit; it is never refused for a character
 */
export async function typeset(template: URL, page: object): Promise<Buffer> {
  checkLength(page)
  return typesetter.set({ source: readFileSync(template, 'utf8'), page: JSON.stringify(page) })
}
