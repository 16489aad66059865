/**
 * The words of an ask: the program's public interface (docs: ASK vocabulary). Add where needed; never rename.
 * Places are not here: a library names its own private rooms in its pack.
 */

export const recordKinds = [
  'existence',
  'presence',
  'identity',
  'contact',
  'loans',
  'overdue',
  'overdue.titles',
  'lost',
  'lost.titles',
  'damaged',
  'damaged.titles',
  'charges',
  'charges.items',
  'holds',
  'holds.titles',
  'history',
  'searches',
  'computer-use',
  'video',
  'incident',
] as const

export const recipientKinds = [
  'patron',
  'guardian',
  'staff',
  'justice-agency',
  'government-agency',
  'private-party',
  'vendor',
  'public',
] as const

export const staffRoles = ['volunteer', 'desk', 'director', 'counsel', 'trustee'] as const

export const relations = ['self', 'parent', 'guardian', 'spouse', 'other-family', 'none'] as const

export const checks = [
  'card',
  'pin',
  'photo-id',
  'known-to-staff',
  'call-back',
  'phone-code',
  'guardian-on-file',
  'court-letters',
] as const

export const liabilities = ['overdue', 'lost', 'damaged', 'charges'] as const

export const channels = [
  'in-person',
  'phone-out',
  'phone-in',
  'message',
  'e-mail',
  'text',
  'letter',
  'screen',
  'process',
  'sip2',
  'published',
] as const

/** Who is on the line, when staff or somebody else made a call. */
export const speakers = ['patron', 'guardian', 'someone-else'] as const

export const bases = ['conduct', 'mandated-report'] as const

export const instrumentKinds = [
  'unread',
  'subpoena',
  'county-attorney-subpoena',
  'grand-jury-subpoena',
  'administrative-subpoena',
  'administrative-warrant',
  'search-warrant',
  'court-order',
  'fisa-order',
  'national-security-letter',
  'preservation-request',
  'public-records-request',
] as const

export const findingKinds = [
  'justice-agency',
  'particular-suspect',
  'known-crime',
  'competent-court',
  'rational-connection',
  'cogent-and-compelling',
] as const

/** What a case file can already hold. */
export const steps = [
  'reported-to-director',
  'counsel-consulted',
  'board-consulted',
  'director-decided-release',
  'director-decided-refusal',
  'director-recorded-compulsion',
] as const

/** The places that every library has; its private rooms come from its pack. */
export const commonPlaces = ['front-desk', 'public-area', 'elsewhere'] as const

/** What may be done with a record. `inquire` is never part of an answer: it is whether anyone may be asked why. */
export const actions = ['seize', 'tell', 'compel', 'refer', 'refuse', 'inquire'] as const

export const outcomes = ['release', 'limited', 'refuse', 'refer', 'seizure', 'compelled'] as const

export type RecordKind = (typeof recordKinds)[number]
export type RecipientKind = (typeof recipientKinds)[number]
export type StaffRole = (typeof staffRoles)[number]
export type Relation = (typeof relations)[number]
export type Verified = (typeof checks)[number]
export type Liability = (typeof liabilities)[number]
export type Channel = (typeof channels)[number]
export type Speaker = (typeof speakers)[number]
export type Basis = (typeof bases)[number]
export type InstrumentKind = (typeof instrumentKinds)[number]
export type Finding = (typeof findingKinds)[number]
export type Done = (typeof steps)[number]
export type Action = (typeof actions)[number]
export type Outcome = (typeof outcomes)[number]
