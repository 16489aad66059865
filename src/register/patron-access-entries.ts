import { createHmac, hkdfSync } from 'node:crypto'
import type { Entry } from './log/entry.ts'

const disclosures = ['view', 'search', 'answer', 'contact', 'own-view', 'disclosure-told']

/** What was done about somebody's sign-in or their record, which another may have done in their name. */
const patronVisibleActs = [
  ...(['screen-handed', 'pin-set', 'pin-code-given', 'own-signed-in'] as const),
  ...(['own-second-step-added', 'own-second-step-removed', 'code-app-lost'] as const),
  ...([
    'correction-asked',
    'contact-changed',
    'record-corrected',
    'correction-left',
    'correction-waits',
  ] as const),
  ...(['card-reported-lost', 'card-found', 'card-given'] as const),
  ...(['patron-registered', 'card-renewed', 'card-renewal-undone', 'account-not-closed-at-counter'] as const),
] as const

export type PatronVisibleAct = (typeof patronVisibleActs)[number]

export const isPatronVisibleAct = (kind: string): kind is PatronVisibleAct =>
  patronVisibleActs.some((act) => act === kind)

/**
 * Whether an entry tells that something of a patron was shown, or something done about their sign-in, and is theirs to know
 * of.
 *
 * INVARIANT: never where a paper came, of whatever kind (Footnote). Under a gag the register says that one came which
 * nobody had read; if patrons were told of papers, they would be told of that. So of none there is even a row, before counsel
 * chose that they are told and the library did tell them (`disclosure-told`, which names no paper).
 */
export function isVisibleToPatron({ kind, instrument, shown = [], may = [] }: Omit<Entry, 'at'>): boolean {
  if (isPatronVisibleAct(kind)) return instrument === undefined
  return disclosures.includes(kind) && instrument === undefined && shown.length + may.length > 0
}

/** Once a month: it is asked for at every disclosure. */
const derived = new WeakMap<Buffer, Buffer>()

/** The token under which the entries of one month about a patron are found, 16 bytes. @param monthKey 32 bytes */
export function aboutToken(monthKey: Buffer, patronId: string): Buffer {
  const key =
    derived.get(monthKey) ?? Buffer.from(hkdfSync('sha256', monthKey, '', 'carrel/register/1/about', 32))
  derived.set(monthKey, key)
  return createHmac('sha256', key).update(patronId, 'utf8').digest().subarray(0, 16)
}
