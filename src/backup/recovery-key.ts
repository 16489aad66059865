import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { groupsOf, keyMark, type PaperKey } from './paper-key.ts'

/**
 * What is kept of a key that was printed: its public half, and enough to see that somebody has the paper. As JSON,
 * among the keys.
 */
export type RecoveryKey = {
  readonly recipient: string
  /** `YYYY-MM-DD` */
  readonly madeOn: string
  readonly salt: string
  /** Of the last group. It is the key's own check: whoever guessed it would know 30 of 256 bits. */
  readonly lastGroup: string
}

const form = z.strictObject({
  recipient: z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/),
  madeOn: z.iso.date(),
  salt: z.base64(),
  lastGroup: z.base64(),
})

export function noteOf({ identity, recipient }: PaperKey, madeOn: string): RecoveryKey {
  const salt = randomBytes(16).toString('base64')
  return { recipient, madeOn, salt, lastGroup: digest(salt, groupsOf(identity).at(-1) ?? '') }
}

/** Whether this is the last group on the sheet; small or capital letters, blanks as they come. */
export function isLastGroup({ salt, lastGroup }: RecoveryKey, typed: string): boolean {
  const group = typed.replace(/[\s-]+/g, '').toUpperCase()
  return timingSafeEqual(Buffer.from(lastGroup, 'base64'), Buffer.from(digest(salt, group), 'base64'))
}

/** The name of the sheet: on it, on the pages and in each backup that it opens. */
export function markOf({ recipient }: RecoveryKey): string {
  return keyMark(recipient)
}

/** Undefined for a text that is none. */
export function readRecoveryKey(text: string): RecoveryKey | undefined {
  try {
    return form.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

function digest(salt: string, group: string): string {
  return createHash('sha256').update(`carrel last group\n${salt}\n${group}`).digest('base64')
}
