import { hkdfSync } from 'node:crypto'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Trx } from '../platform/db/context.ts'
import { type Entry, entryInstant, entryMonth } from './log/entry.ts'
import { hmac, newEntryId, sealEntry } from './log/sealed-entry.ts'
import { recordPending } from './log-store.ts'

/**
 * What was on a log sheet first, on a day without Carrel: its number, the instant at which it happened (ISO 8601, UTC), and the
 * place of the pack.
 */
export type PaperFirst = { readonly sheet: string; readonly at: string; readonly place?: string | undefined }

/** As the log sheets to print are numbered: month and day, hour and minute, and which sheet of the pack. */
export const isSheetNumber = (typed: string): boolean =>
  /^(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-(?:[01]\d|2[0-3])[0-5]\d-[1-9]$/.test(typed)

/** As flags of an entry, whose own time and place are those of entering it. */
export const paperFlags = ({ sheet, at, place }: PaperFirst): string[] => [
  ...['paper', `sheet.${sheet}`],
  `at.${at.toLowerCase().replaceAll(':', '')}`,
  ...(place === undefined ? [] : [`place.${place}`]),
]

/** What `paperFlags` wrote. */
export function paperIn(flags: readonly string[] = []): PaperFirst | undefined {
  const after = (name: string) => flags.find((flag) => flag.startsWith(name))?.slice(name.length)
  const [sheet, at, place] = [after('sheet.'), after('at.'), after('place.')]
  if (!flags.includes('paper') || sheet === undefined || at === undefined) return undefined
  const instant = at.toUpperCase().replace(/T(\d\d)(\d\d)(\d\d)/, 'T$1:$2:$3')
  return { sheet, at: instant, ...(place !== undefined && { place }) }
}

/** In the caller's transaction: the entry exists if and only if what it records does. Returns its random reference. */
export async function recordEntry(
  trx: Trx,
  { ring, now }: { readonly ring: KeyRing; readonly now: Date },
  what: Omit<Entry, 'at'>,
): Promise<string> {
  const entry = { ...what, at: entryInstant(now) }
  const id = newEntryId()
  const month = entryMonth(entry.at)
  const monthKey = ring.registerMonthKey(month)
  const { subjects = [] } = what
  const about = isVisibleToPatron(what) ? subjects.map((patron) => aboutToken(monthKey, patron)) : []
  await recordPending(trx, { id, ...sealEntry(entry, { id, month, monthKey }), about })
  return id.toString('base64url')
}

const disclosures = ['view', 'search', 'answer', 'contact', 'own-view', 'disclosure-told', 'guardian-view']

/** Something of a patron's record was shown, or might be said. */
export const isDisclosure = (kind: string): boolean => disclosures.includes(kind)

/** Acts on a patron's sign-in or record, which another person may have done in their name. */
const patronVisibleActs = [
  'screen-handed',
  'pin-set',
  'pin-code-given',
  'own-signed-in',
  'own-second-step-added',
  'own-second-step-removed',
  'code-app-lost',
  'plain-view-on',
  'plain-view-off',
  'correction-asked',
  'contact-changed',
  'choices-changed',
  'record-corrected',
  'correction-left',
  'correction-waits',
  'card-reported-lost',
  'card-found',
  'card-given',
  'card-block-asked',
  'card-unblocked',
  'card-code-sent',
  'card-code-wrong',
  'lost-card-scanned',
  'patron-registered',
  'card-renewed',
  'card-renewal-undone',
  'account-not-closed-at-counter',
  'card-set-apart',
  'card-not-apart',
  'study-view',
  'study-others',
  'guardian-added',
  'guardian-changed',
  'wrong-disclosure',
] as const

export type PatronVisibleAct = (typeof patronVisibleActs)[number]

export const isPatronVisibleAct = (kind: string): kind is PatronVisibleAct =>
  patronVisibleActs.some((act) => act === kind)

/**
 * Whether patrons see an entry: something of theirs was shown, or their sign-in or record was changed. INVARIANT: never
 * where a legal paper came, of whatever kind (Footnote). Under a nondisclosure order the register says that a paper came that
 * no one had read; telling patrons of the other papers would reveal that one. So there is not even a row for them, until
 * counsel chose to tell them and the library did (`disclosure-told`, which names no paper).
 */
export function isVisibleToPatron({ kind, instrument, shown = [], may = [] }: Omit<Entry, 'at'>): boolean {
  if (isPatronVisibleAct(kind)) return instrument === undefined
  // Also where nothing showed: a guardian who looks each day finds out when something is owed.
  if (kind === 'guardian-view') return instrument === undefined
  return isDisclosure(kind) && instrument === undefined && shown.length + may.length > 0
}

/** Why cached: every disclosure asks for it. */
const derived = new WeakMap<Buffer, Buffer>()

/** The 16-byte token under which one month's entries about a patron are found. */
export function aboutToken(monthKey: Buffer, patronId: string): Buffer {
  const key =
    derived.get(monthKey) ?? Buffer.from(hkdfSync('sha256', monthKey, '', 'carrel/register/1/about', 32))
  derived.set(monthKey, key)
  return hmac(key, Buffer.from(patronId, 'utf8')).subarray(0, 16)
}
