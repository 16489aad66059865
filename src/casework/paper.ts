import type { Paper } from './case.ts'

/** The kinds of file that a paper may be, by the bytes that each begins with. */
const beginnings = {
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
} as const
export type PaperType = keyof typeof beginnings
export const paperTypes = Object.keys(beginnings) as PaperType[]

/** What a file of each is called, after the dot. */
export const endings: Readonly<Record<PaperType, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
}

export const mostPaperBytes = 10 * 1024 * 1024
/** Of one case, from each person: a warrant of many pages, each a photo; and of all of them together no more than ten of the largest. */
const mostPapers = 40
const mostPapersBytes = 10 * mostPaperBytes

/** Whether one person may add another of so many bytes to those of theirs that are there. */
export function hasRoom(theirs: readonly Pick<Paper, 'bytes'>[], bytes: number): boolean {
  const size = theirs.reduce((sum, one) => sum + one.bytes, bytes)
  return theirs.length < mostPapers && size <= mostPapersBytes
}

/**
 * What a file is; undefined where it is none of these.
 * Hostile: by its own bytes and not by its name. It may be something else as well, and so is never shown by us, only saved.
 */
export function paperTypeOf(bytes: Uint8Array): PaperType | undefined {
  return paperTypes.find((type) => beginnings[type].every((byte, at) => bytes[at] === byte))
}

/** A file's name as whoever sent it called it, of one line, without a folder, with an ending that says what it is. */
export function paperName(sent: string, type: PaperType): Paper['name'] {
  const [last = ''] = sent.split(/[/\\]/).slice(-1)
  const plain = last
    .normalize('NFC')
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}"<>:|?*]/gu, '')
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replaceAll(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 80)
  return `${plain === '' ? 'paper' : plain}.${endings[type]}`
}
