import type { Kysely } from 'kysely'
import type { Clock } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import {
  type Answer,
  type Ask,
  type Pack,
  type RecordKind,
  staffScreenAsk,
  type TranslatedAnswer,
} from '../policy/index.ts'
import type { Entry } from '../register/log/index.ts'
import type { GateActor, ProgramActor, StaffActor } from './actor.ts'
import type { Opened } from './opened-record.ts'
import type { PatronKey, PatronLookup } from './patron-lookup.ts'
import type { NameIndex, PatronName } from './patron-name.ts'
import { type ContactOnFile, type GuardianNote, type Held, withoutRecency } from './sealed-patron.ts'
import type { Permit, PermitMint } from './sealed-value.ts'

/** What the gate works with; made once, by whoever puts the program together. */
export type GateParts = {
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
  readonly pack: Pack
  readonly names: NameIndex
  readonly clock: Clock
  /** Answers what nobody may be told was asked; undefined where anybody may, or where it can be kept nowhere. */
  readonly sealedAnswer?: (actor: StaffActor, ask: Ask, report: unknown) => Promise<Disclosure | undefined>
}

/** What the gate gives to its parts, and to the services that open records. */
export type GateInternals = GateParts & {
  readonly finding: PatronLookup
  readonly seen: Seen
  /** For facts alone, of these patrons. */
  readonly permit: (patrons: readonly string[]) => Permit
}

/** For what is kept of one case, or one copy of records, by its id. */
export type CasePermits = { case(id: string): Permit; copy(id: string): Permit }

/** For a copy of these records of these patrons. */
export type CopyPermits = {
  records(patrons: readonly string[], records: readonly RecordKind[]): Permit
}

/**
 * What the record says of a guardian's name that was typed; absent where it says no more than the answer does.
 * `nothing-to-settle`: they signed, and would be told what the child owes, which is nothing.
 */
export type GuardianMatch = 'not-on-file' | 'too-many-names' | 'nothing-to-settle'

export type Disclosure = {
  readonly answer: Answer
  /** What to say in the pack's other languages: who asks may not speak that of the screen. */
  readonly alsoSay: readonly TranslatedAnswer[]
  /** The register entry's random id, base64url: a reference that tells nothing. */
  readonly reference: string
  /** Whether the record was looked at; never where the one who asks may see none here. */
  readonly lookedUp: boolean
  /** False where somebody was looked for and is not on file. */
  readonly found: boolean
  /** The card by whose number somebody was looked for was reported lost, and proves nothing of whoever has it. */
  readonly byLostCard: boolean
  /** The patron's card is of use no longer, by the day that stands in their record. */
  readonly expired: boolean
  /** They were said to have shown a card, and it has expired: it proves nothing. */
  readonly byExpiredCard: boolean
  /** On a call: no card of theirs was read out, or the number was another's. */
  readonly byNoCard: boolean
  /** On a call: the number on file shows who answers it. Of a minor it does not, nor where it is on file for others too. */
  readonly numberProves: boolean
  /** They are a minor. */
  readonly minor: boolean
  /** What a guardian would be told, and there is none of. */
  readonly none: readonly RecordKind[]
  /** What is said where there is none of some of it: the answer to the rest, which refuses nothing that is not there. */
  readonly ofTheRest?: Pick<Assessment, 'answer' | 'alsoSay'>
  readonly guardian?: GuardianMatch
  /** Whether the code that somebody read out on the phone was the patron's; absent where nobody did. */
  readonly phoneCode?: 'right' | 'wrong'
  /** Each patron of whom something may be shown to the actor, in the order found, with just that. */
  readonly told: readonly { readonly patronId: string; readonly opened: Opened }[]
  /** Of the first of those, the guardians who were asked for. */
  readonly guardians: readonly OpenedGuardian[]
}

/** Who says that they are the guardian on file: the name, as staff typed it; or whom a letter goes to, by their row. */
export type GuardianClaim = string | { readonly link: string }

/**
 * The ask in place of the patron's own where this guardian on file, by their row, signed and may be told something: then
 * a letter goes to them (Reg 3), and their address is what is opened, and no other guardian's.
 */
export type GuardianAlternative = { readonly ask: Ask; readonly link: string }

/** What the gate is asked. */
export type GateRequest = {
  readonly kind: Entry['kind']
  readonly actor: GateActor
  readonly ask: Ask
  /**
   * What it takes to reach them by this channel, opened with what may be told and never without: a number, an address,
   * the name above it. That it is on file is the vault's fact (Reg 4).
   */
  readonly envelope?: readonly RecordKind[] | undefined
  readonly orGuardian?: GuardianAlternative | undefined
  /** Whose whole record this opens, as staff asked for it; it counts against their rate. */
  readonly reads?: PatronKey | undefined
  /** Absent where nobody is looked for. */
  readonly find?: ((trx: Trx) => Promise<readonly Held[]>) | undefined
  /** A name that was typed is compared, and kept nowhere. */
  readonly guardian?: GuardianClaim | undefined
  /** Guardians who are opened with what may be shown of the minor, and never without. */
  readonly guardians?: GuardianSelection | undefined
  /** With what the page acts upon loans, holds and charges with. */
  readonly handles?: boolean | undefined
  /** What somebody on the phone read out, who says that they are the patron. It is compared, used up, and kept nowhere. */
  readonly phoneCode?: string | undefined
}

export type Assessment = {
  readonly answer: Answer
  readonly alsoSay: readonly TranslatedAnswer[]
  /** What the open register says that was asked and answered. */
  readonly openly: { readonly ask: Ask; readonly answer: Answer }
  /** What of it the actor's own screen may show. */
  readonly shown: readonly RecordKind[]
}
type PatronFindings = {
  readonly held: Held
  readonly minor: boolean
  readonly none: readonly RecordKind[]
  readonly ofTheRest?: Pick<Assessment, 'answer' | 'alsoSay'>
  readonly expired: boolean
  readonly guardian?: GuardianMatch
  /** Who are opened with it. */
  readonly guardians: Held['guarantors']
}
export type DisclosureDecision = Assessment & {
  readonly each: readonly (Assessment & PatronFindings)[]
  readonly found: boolean
}

/** What the counter asks for, unless a page needs less. */
export const wholeRecord: readonly RecordKind[] = [
  ...['existence', 'identity', 'contact', 'loans', 'overdue', 'overdue.titles', 'lost', 'lost.titles'],
  ...['damaged', 'damaged.titles', 'charges', 'charges.items', 'holds', 'holds.titles'],
] as readonly RecordKind[]

/** A search lists so many patrons at most, and its entry names each of them. */
export const searchLimit = 20

/** What a search by name lists of each patron. */
export const listedRecords: readonly RecordKind[] = ['existence', 'identity']

/** What an answer about a patron can give away of them, though no value is opened. */
export const revealedByAnswer: readonly RecordKind[] = ['identity', 'overdue', 'lost', 'damaged', 'charges']

/** What passes over the screen of whoever asks. */
export class Seen {
  readonly #pack: Pack
  readonly #clock: Clock

  constructor({ pack, clock }: { readonly pack: Pack; readonly clock: Clock }) {
    this.#pack = pack
    this.#clock = clock
  }

  /**
   * What may be told passes over a screen of staff, who see no more there than they ever may (Statement). On a patron's
   * own screen, and in what Carrel sends by itself, it passes nobody.
   */
  by(actor: GateActor, may: readonly RecordKind[]): readonly RecordKind[] {
    if (actor.role === 'patron' || actor.role === 'program') return may
    return may.length === 0 ? may : this.#pack.decide(this.onScreen(actor, may)).may
  }

  onScreen({ role, place }: StaffActor, records: readonly RecordKind[]): Ask {
    return staffScreenAsk({ role, place, on: this.#clock.today() }, records)
  }

  /** Whether somebody may search patrons by name: those who may see only that a card is on file get no list. */
  mayListNames(actor: StaffActor): boolean {
    return this.by(actor, listedRecords).includes('identity')
  }

  /** Whether somebody may look a patron up to answer by their record: an answer gives away what is in it. */
  mayAnswerBy(actor: GateActor): boolean {
    return this.by(actor, revealedByAnswer).length === revealedByAnswer.length
  }

  /** Whether somebody may look a patron up to turn to them: but to write, in a private room alone (Reg 4). */
  mayReach(actor: StaffActor | ProgramActor, channel: Ask['channel']): boolean {
    if (actor.role === 'program') return true
    const writes = channel === 'letter' || channel === 'e-mail' || channel === 'text'
    return (writes || this.#pack.privateRooms.includes(actor.place)) && this.by(actor, ['contact']).length > 0
  }
}

/** Which guardians of a minor are opened with the minor's record, and how much of each: their own values, no minor's. */
export type GuardianSelection = {
  /** The row of one alone; all where absent. Of two, neither reads where the other lives. */
  readonly link?: string
  readonly records: readonly ('identity' | 'contact')[]
  /** Only those who signed and may be told some of this. */
  readonly whoMayHear?: Ask
}

/** By which alone a guardian is named on a letter that goes to them in place of a minor. */
const addressOnly: GuardianSelection = { records: ['contact'] }

/** One guardian on file; `link` is the row that says so. What was not asked for is absent. */
export type OpenedGuardian = {
  readonly id: string
  readonly link: string
  readonly liable: boolean
  readonly isPatron: boolean
  readonly name?: PatronName
  readonly noted?: GuardianNote
  readonly contact?: ContactOnFile
}

/**
 * Those who are wanted with a minor's record, still sealed: none where nothing of the minor is shown, or whoever asks may
 * not see here what is wanted of them.
 */
export function guardiansToOpen(
  { actor, guardians }: Pick<GateRequest, 'actor' | 'guardians'>,
  child: Held,
  seen: Seen,
  { shown }: Pick<Assessment, 'shown'>,
  mayHear: (ask: Ask, guardian: Held['guarantors'][number]) => boolean,
): Held['guarantors'] {
  if (guardians === undefined || shown.length === 0) return []
  const { link, records, whoMayHear } = guardians
  if (seen.by(actor, records).length < records.length) return []
  return child.guarantors.filter(
    (each) =>
      (link === undefined || each.link === link) && (whoMayHear === undefined || mayHear(whoMayHear, each)),
  )
}

/** The guardians of the first who was found, with what is wanted of them; none where nobody asked for any. */
export function openGuardiansFor(
  request: GateRequest,
  { each }: Pick<DisclosureDecision, 'each'>,
  mint: PermitMint,
): OpenedGuardian[] {
  const guardians = each[0]?.guardians ?? []
  const wanted = request.orGuardian ? addressOnly : request.guardians
  if (wanted === undefined || guardians.length === 0) return []
  const { records } = wanted
  return openGuardians(
    guardians,
    records,
    mint({ for: 'disclosure', patrons: guardians.map(({ id }) => id), records }),
  )
}

/** Opens what is wanted of each, in the order of their names. The permit must cover it. */
function openGuardians(
  guardians: Held['guarantors'],
  records: readonly RecordKind[],
  permit: Permit,
): OpenedGuardian[] {
  const wants = (record: RecordKind) => records.includes(record)
  const opened = guardians.map(({ id, link, liable, isPatron, name, noted, contact }) => ({
    ...{ id, link, liable, isPatron },
    ...(wants('identity') && { name: name.open(permit) }),
    ...(wants('identity') && noted && { noted: noted.open(permit) }),
    ...(wants('contact') && contact && { contact: withoutRecency(contact.open(permit)) }),
  }))
  return opened.sort((one, other) => sortName(one).localeCompare(sortName(other)))
}

const sortName = ({ name, link }: OpenedGuardian) => [name?.surname, name?.firstName, link].join(' ')
