import { BackupRefused, beforeRelease } from './refused.ts'

/** What anybody can read of a backup, in its first lines: enough to tell whose it is, of when, and which sheet opens it. */
export type BackupMark = {
  readonly format: number
  /** The library's own mark, 16 hex digits: nobody's name, and the same in each of its backups. */
  readonly library: string
  /** The mark that is printed on the sheet with its key. */
  readonly key: string
  /** When the snapshot was taken, to the minute. */
  readonly madeAt: Date
}

export const formatVersion = 2
const type = 'carrel/backup'

/** The words of the header, without blanks. */
export function wordsOfMark({ format, library, key, madeAt }: BackupMark): string[] {
  return [type, String(format), library, key, minuteOf(madeAt)]
}

/** `2026-11-24T15:04Z` */
export function minuteOf(instant: Date): string {
  return `${instant.toISOString().slice(0, 16)}Z`
}

/**
 * The mark among the open words of a file, or undefined where it has none. Hostile: only the key tells whether it is
 * true.
 */
export function markIn(open: readonly (readonly string[])[]): BackupMark | undefined {
  for (const [word, format = '', library = '', key = '', minute = ''] of open) {
    const madeAt = new Date(/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(minute) ? minute : '')
    const whole =
      word === type &&
      /^\d{1,4}$/.test(format) &&
      /^[0-9a-f]{16}$/.test(library) &&
      /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(key) &&
      !Number.isNaN(madeAt.getTime())
    if (whole) return { format: Number(format), library, key, madeAt }
  }
  return undefined
}

/** @throws BackupRefused `not-a-backup`, `newer-carrel`, `older-carrel` */
export function requireMark(open: readonly (readonly string[])[]): BackupMark {
  const mark = markIn(open)
  if (mark === undefined)
    throw new BackupRefused('not-a-backup', 'this is no backup of Carrel: name another file')
  if (mark.format < formatVersion) throw beforeRelease()
  if (mark.format > formatVersion) {
    throw new BackupRefused(
      'newer-carrel',
      'this backup was made by a newer Carrel, in a form that this one cannot read: use that one or a later one',
    )
  }
  return mark
}

/** A backup's file name: `carrel-<library>-20261124T1504Z.age`. */
export function fileNameOf({ library, madeAt }: Pick<BackupMark, 'library' | 'madeAt'>): string {
  return `carrel-${library}-${minuteOf(madeAt).replaceAll(/[-:]/g, '')}.age`
}
