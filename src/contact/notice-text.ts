import type { RecordKind } from '../policy/ask.ts'
import type { Pack } from '../policy/pack.ts'
import type { Channel } from './choices.ts'
import type { Notice } from './notice.ts'
import { noticeAsk } from './notice-ask.ts'

/** The bare facts that are so, of those that may be told. Nothing of it is a title, an item, a day or an amount. */
export type Facts = {
  readonly overdue?: boolean
  /** Something on hold can be fetched. */
  readonly ready?: boolean
  readonly lost?: boolean
  readonly damaged?: boolean
  readonly owed?: boolean
}

/** The record that a notice of this kind tells, or undefined where it is no longer so. */
export function toldBy({ kind }: Notice, facts: Facts): RecordKind | 'card' | 'address' | undefined {
  if (kind === 'card' || kind === 'address') return kind
  if (kind === 'overdue') return facts.overdue ? 'overdue' : undefined
  if (kind === 'call-back') return undefined
  if (kind === 'hold') return facts.ready ? 'holds' : undefined
  return facts.owed ? 'charges' : undefined
}

/**
 * What a notice says to the patron: the very words of the policy's rule for this way, for what it is about. Of a card
 * that runs out, and of an address that was replaced, which no rule names, the pack's own sentence.
 * @param pack in the language that it is to be said in
 */
export function noticeSays(
  pack: Pack,
  way: Exclude<Channel, 'phone'>,
  record: RecordKind | 'card' | 'address',
  at: { readonly on: string; readonly place: string },
): string {
  if (record === 'card' || record === 'address')
    return (pack.manifest['notice-words']?.[record] ?? '').replace('{library}', () => pack.library)
  return pack.decide(noticeAsk(way, at, [record])).say
}

/** What a letter to the guardian who signed says of a child's account (Reg 3). */
export function guardianSays(
  pack: Pack,
  name: string,
  records: readonly ('overdue' | 'lost' | 'damaged' | 'charges')[],
): string {
  const words = pack.manifest['notice-words']
  if (words === undefined) return ''
  const facts = records.map((record) => words[`guardian-${record}`]).join(' ')
  return words['guardian-says'].replace('{name}', () => name).replace('{facts}', () => facts)
}
