import { execFileSync, spawnSync } from 'node:child_process'

/**
 * Whether pdftotext (of poppler-utils) is here. Without it nobody can read a PDF, whose letters are numbers of its own:
 * tests that read one are skipped, on a build server never (`pdf-text.test.ts`).
 */
export const readsPdf = spawnSync('pdftotext', ['-v']).error === undefined

/** The text of a PDF, by a program that is not ours: as it is read aloud (`raw`), or as it stands on the page. */
export function textOfPdf(pdf: Buffer, order: 'raw' | 'layout' = 'raw'): string {
  return execFileSync('pdftotext', [`-${order}`, '-', '-'], { input: pdf, encoding: 'utf8' })
}
