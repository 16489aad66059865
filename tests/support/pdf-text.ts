import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Whether pdftotext (of poppler-utils) is here. Without it nobody can read a PDF, whose letters are numbers of its own:
 * tests that read one are skipped, on a build server never (`pdf-text.test.ts`).
 */
export const readsPdf = spawnSync('pdftotext', ['-v']).error === undefined

/** Where each word of a PDF's first page stands, in points from the top left. */
export function wordsOfPdf(
  pdf: Buffer,
): { word: string; left: number; top: number; right: number; bottom: number }[] {
  const found = execFileSync('pdftotext', ['-bbox', '-', '-'], { input: pdf, encoding: 'utf8' })
  const each = /xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</g
  return [...found.matchAll(each)].map(([, left, top, right, bottom, word = '']) => ({
    ...{ word, left: Number(left), top: Number(top), right: Number(right), bottom: Number(bottom) },
  }))
}

/** The text of a PDF, by a program that is not ours: as it is read aloud (`raw`), or as it stands on the page. */
export function textOfPdf(pdf: Buffer, order: 'raw' | 'layout' = 'raw'): string {
  return execFileSync('pdftotext', [`-${order}`, '-', '-'], { input: pdf, encoding: 'utf8' })
}

/** The files that lie in a PDF, by their names, as a program that is not ours takes them out. */
export function filesInPdf(pdf: Buffer): Record<string, Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-pdf-'))
  try {
    writeFileSync(join(folder, 'it.pdf'), pdf)
    mkdirSync(join(folder, 'out'))
    execFileSync('pdfdetach', ['-saveall', '-o', join(folder, 'out'), join(folder, 'it.pdf')])
    const names = readdirSync(join(folder, 'out'))
    return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, 'out', name))]))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
