import type { Kysely } from 'kysely'
import type { Clock } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import {
  type Answer,
  type Ask,
  isPrivateRoom,
  type Pack,
  type RecordKind,
  type StaffRole,
  staffScreenAsk,
  type TranslatedAnswer,
} from '../policy/index.ts'
import type { PaperFirst } from '../register/index.ts'
import type { Entry } from '../register/log/index.ts'
import type { GateActor, ProgramActor, StaffActor } from './actor.ts'
import type { ListedPatron, Opened } from './opened-record.ts'
import type { PatronKey, PatronLookup } from './patron-lookup.ts'
import type { NameIndex, PatronName } from './patron-name.ts'
import type { RecordPermits } from './permits.ts'
import {
  type ContactOnFile,
  type GuardianNote,
  type GuardianRelation,
  type SealedPatron,
  withoutRecency,
} from './sealed-patron.ts'
import type { Permit, PermitMint } from './sealed-value.ts'
import type { ViewBasis } from './view-basis.ts'

export type GateParts = {
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
  readonly pack: Pack
  readonly names: NameIndex
  readonly clock: Clock
  /** Answers an ask under a nondisclosure order; undefined if there is none, or it cannot be kept. */
  readonly sealedAnswer?: (
    actor: StaffActor,
    ask: Ask,
    of: { readonly report?: unknown; readonly paper?: PaperFirst | undefined },
  ) => Promise<Disclosure | undefined>
  /** Keeps what an answer leaves to the Director, in its transaction. @returns the id of a promise */
  readonly leaveFollowUp?: (trx: Trx, of: AnsweredAsk) => Promise<string | undefined>
}

/** An answer that staff promised to add to, or to a guardian about someone on file. */
export type AnsweredAsk = {
  readonly actor: StaffActor
  /** Shared by two presses of one form. */
  readonly form: string
  readonly reference: string
  /** The day of the ask, `YYYY-MM-DD`. */
  readonly on: string
  readonly isPromised: boolean
  readonly isShielded: boolean
  readonly patronId: string | undefined
}

/** For the gate's own parts. They open nothing without a permit. */
export type GateInternals = GateParts & {
  readonly lookup: PatronLookup
  readonly screen: ScreenPolicy
}

/** For the services that change a record. */
export type RecordActParts = Omit<GateInternals, 'names' | 'sealedAnswer'> & {
  readonly permit: RecordPermits
}

/** Why someone who says that they are a guardian was matched with none. */
export type GuardianMatch = 'not-on-file' | 'too-many-names'

export type Disclosure = {
  readonly answer: Answer
  /** The words in the pack's other languages, for a requester who does not speak that of the screen. */
  readonly alsoSay: readonly TranslatedAnswer[]
  readonly reference: string
  /** False if the actor may not view the record here. */
  readonly lookedUp: boolean
  /** False if someone was looked up and is not on file. */
  readonly found: boolean
  /** They were looked up by a card reported lost or blocked, which proves nothing and opens no record. */
  readonly byLostCard: boolean
  readonly expired: boolean
  /** Staff said they showed a card, but it has expired and proves nothing. */
  readonly byExpiredCard: boolean
  /** On a call: no card was read out, or it was not theirs. */
  readonly byNoCard: boolean
  /** On a call: the number proves who answers. Not for a minor, nor if it is on file for others. */
  readonly numberProves: boolean
  readonly minor: boolean
  /** A minor whose guardians are told nothing for now; nothing is sent to where one may read it. */
  readonly shielded: boolean
  /** The records that the patron, or a guardian who is told something, may hear of, and there are none. */
  readonly none: readonly RecordKind[]
  /** If some records are empty, or the patron asks here for some that no screen shows: the answer about the others. */
  readonly ofTheRest?: Pick<Assessment, 'answer' | 'alsoSay'>
  readonly guardian?: GuardianMatch
  readonly phoneCode?: 'right' | 'wrong'
  /** What staff promised, and the Director has to do. */
  readonly followUp?: string
  /** The patrons of whom something may be shown, in the order found. */
  readonly told: readonly { readonly patronId: string; readonly opened: Opened }[]
  /** Those whom a search found, or whose record was asked for by its id without a basis: of these `told` has none. */
  readonly listed: readonly ListedPatron[]
  /** The requested guardians of the first patron. */
  readonly guardians: readonly OpenedGuardian[]
}

/** Someone who says they are a guardian: the typed name, or for a letter the row. */
export type GuardianClaim = string | { readonly link: string }

/**
 * If this guardian (by row) signed and may be told something, the letter goes to them (Reg 3); only their address is opened.
 */
type GuardianAlternative = { readonly ask: Ask; readonly link: string }

export type GateRequest = {
  readonly kind: Entry['kind']
  readonly actor: GateActor
  readonly ask: Ask
  /** What it takes to reach them by this channel, opened only with what may be told (Reg 4). */
  readonly envelope?: readonly RecordKind[] | undefined
  readonly orGuardian?: GuardianAlternative | undefined
  /** The whole record this opens at a staff member's request; it counts against their rate. */
  readonly reads?: PatronKey | undefined
  /** What was typed to find one patron, where a miss counts against the rate too. It is not kept. */
  readonly guess?: string | undefined
  readonly find?: ((trx: Trx) => Promise<readonly SealedPatron[]>) | undefined
  /** A typed name is compared and not kept. */
  readonly guardian?: GuardianClaim | undefined
  /** Guardians to open along with what may be shown of the minor. */
  readonly guardians?: GuardianSelection | undefined
  readonly handles?: boolean | undefined
  /** Only names, years of birth and, where the cards were read, the end of a number are opened. */
  readonly listing?: boolean | undefined
  /** With what may be told, open the name as in a list, and nothing else of who they are. */
  readonly withName?: boolean | undefined
  /** On what ground staff open this record. */
  readonly basis?: ViewBasis | undefined
  /** A code read out on the phone. It is compared, used up, and not kept. */
  readonly phoneCode?: string | undefined
  /** The answer was given on a day without Carrel, and is entered now. */
  readonly paper?: PaperFirst | undefined
  /** The form that is answered, where it may leave something to the Director. `isReported`: a case has it. */
  readonly answers?: { readonly form: string; readonly isReported: boolean } | undefined
}

export type Assessment = {
  readonly answer: Answer
  readonly alsoSay: readonly TranslatedAnswer[]
  readonly openly: { readonly ask: Ask; readonly answer: Answer }
  /** What the actor's own screen may show. */
  readonly shown: readonly RecordKind[]
}
type PatronFindings = {
  readonly held: SealedPatron
  readonly minor: boolean
  readonly shielded: boolean
  readonly none: readonly RecordKind[]
  readonly expired: boolean
  readonly guardian?: GuardianMatch
  readonly guardians: SealedPatron['guarantors']
}
export type DisclosureDecision = Assessment & {
  readonly ofTheRest?: Pick<Assessment, 'answer' | 'alsoSay'>
  readonly each: readonly (Assessment & PatronFindings)[]
  readonly found: boolean
}

/** What patron lookup asks for by default. */
export const wholeRecord: readonly RecordKind[] = [
  ...['existence', 'identity', 'contact', 'loans', 'overdue', 'overdue.titles', 'lost', 'lost.titles'],
  ...['damaged', 'damaged.titles', 'charges', 'charges.items', 'holds', 'holds.titles'],
] as readonly RecordKind[]

/** No one on staff sees these of anyone, whatever the policy lets them tell. */
export const shownOnNoScreen: readonly RecordKind[] = ['history', 'searches', 'computer-use']

/** Whether a patron asks in person about their own record. */
export const asksInPerson = ({ recipient, channel }: Ask): boolean =>
  recipient.kind === 'patron' && recipient.relation === 'self' && channel === 'in-person'

export const searchLimit = 20

export const listedRecords: readonly RecordKind[] = ['existence', 'identity']

/** What an answer about a patron can reveal without opening a value. */
export const revealedByAnswer: readonly RecordKind[] = ['identity', 'overdue', 'lost', 'damaged', 'charges']

type OnScreen = { readonly role: StaffRole; readonly place: string; readonly on: string }

/** A pack decides the same ask alike forever, and each page asks several times. */
const screenAnswers = new WeakMap<Pack, Map<string, Answer>>()
const mostScreenAnswers = 1000

/** What the policy lets staff see on screen of no one in particular. @param at.on `YYYY-MM-DD` */
export function screenAnswer(pack: Pack, at: OnScreen, records: readonly RecordKind[]): Answer {
  const answers = screenAnswers.get(pack) ?? new Map<string, Answer>()
  screenAnswers.set(pack, answers)
  const asked = JSON.stringify([at.role, at.place, at.on, records])
  const known = answers.get(asked)
  if (known !== undefined) return known
  const answer = pack.decide(staffScreenAsk(at, records))
  if (answers.size === mostScreenAnswers) answers.clear()
  answers.set(asked, answer)
  return answer
}

/** Whether staff may see all of these on a screen there, today. */
export function seesOnScreen(
  { pack, clock }: Pick<GateParts, 'pack' | 'clock'>,
  { role, place }: Pick<StaffActor, 'role' | 'place'>,
  records: readonly RecordKind[],
): boolean {
  return screenAnswer(pack, { role, place, on: clock.today() }, records).withheld.length === 0
}

/** What staff may see on their screens. */
export class ScreenPolicy {
  readonly #pack: Pack
  readonly #clock: Clock

  constructor({ pack, clock }: { readonly pack: Pack; readonly clock: Clock }) {
    this.#pack = pack
    this.#clock = clock
  }

  /** Staff see no more on screen than they ever may (Statement). Patrons and Carrel's own mail are not limited. */
  by(actor: GateActor, may: readonly RecordKind[]): readonly RecordKind[] {
    if (actor.role === 'patron' || actor.role === 'program' || may.length === 0) return may
    const { role, place } = actor
    return screenAnswer(this.#pack, { role, place, on: this.#clock.today() }, may).may
  }

  onScreen({ role, place }: StaffActor, records: readonly RecordKind[]): Ask {
    return staffScreenAsk({ role, place, on: this.#clock.today() }, records)
  }

  /** People who may see only that a card is on file get no list. */
  mayListNames(actor: StaffActor): boolean {
    return this.by(actor, listedRecords).includes('identity')
  }

  /** Whether they may look a patron up to answer: an answer reveals what is in the record. */
  mayAnswerBy(actor: GateActor): boolean {
    return this.by(actor, revealedByAnswer).length === revealedByAnswer.length
  }

  /** Whether they may look a patron up to contact them. Calls are made from a private room (Reg 4). */
  mayReach(actor: StaffActor | ProgramActor, channel: Ask['channel']): boolean {
    if (actor.role === 'program') return true
    const writes = channel === 'letter' || channel === 'e-mail' || channel === 'text'
    return (writes || isPrivateRoom(this.#pack, actor.place)) && this.by(actor, ['contact']).length > 0
  }
}

/** Which guardians are opened with a minor's record, and which of the guardians' own values. */
export type GuardianSelection = {
  /** One guardian's row; all if absent. Of two guardians, neither reads where the other lives. */
  readonly link?: string
  readonly records: readonly ('identity' | 'contact')[]
  /** Only those who signed and may hear some of this. */
  readonly whoMayHear?: Ask
  /** On the minor's own page: their names alone. */
  readonly forMinor?: true
}

/** What shows in the window of an envelope. */
const nameAndAddress: GuardianSelection = { records: ['identity', 'contact'] }

/** `link`: the row that makes them a guardian. A value that was not requested is absent. */
export type OpenedGuardian = {
  readonly id: string
  readonly link: string
  readonly liable: boolean
  readonly isPatron: boolean
  readonly name?: PatronName
  readonly noted?: GuardianNote
  readonly relation?: GuardianRelation
  readonly contact?: ContactOnFile
}

/** The guardians to open, still sealed: none if nothing of the minor is shown, or the actor may not see these values here. */
export function guardiansToOpen(
  { actor, guardians }: Pick<GateRequest, 'actor' | 'guardians'>,
  child: SealedPatron,
  screen: ScreenPolicy,
  { shown, minor, facts }: Pick<Assessment, 'shown'> & { readonly minor: boolean; readonly facts: Permit },
  mayHear: (ask: Ask, guardian: SealedPatron['guarantors'][number]) => boolean,
): SealedPatron['guarantors'] {
  if (guardians === undefined || shown.length === 0) return []
  const { link, records, whoMayHear, forMinor } = guardians
  // Why not all: another guardian may know the minor's PIN. And why also under "not to be told": a name that goes would tell of it.
  if (forMinor) return minor ? child.guarantors.filter(({ limitsReach }) => !limitsReach.open(facts)) : []
  if (screen.by(actor, records).length < records.length) return []
  return child.guarantors.filter(
    (each) =>
      (link === undefined || each.link === link) && (whoMayHear === undefined || mayHear(whoMayHear, each)),
  )
}

export function openGuardiansFor(
  request: GateRequest,
  { each }: Pick<DisclosureDecision, 'each'>,
  mint: PermitMint,
): OpenedGuardian[] {
  const guardians = each[0]?.guardians ?? []
  const wanted = request.orGuardian ? nameAndAddress : request.guardians
  if (wanted === undefined || guardians.length === 0) return []
  const { records } = wanted
  return openGuardians(
    guardians,
    wanted,
    mint({ for: 'disclosure', patrons: guardians.map(({ id }) => id), records }),
  )
}

/** Sorted by name. The permit must cover `records`. */
function openGuardians(
  guardians: SealedPatron['guarantors'],
  { records, forMinor }: GuardianSelection,
  permit: Permit,
): OpenedGuardian[] {
  const wants = (record: GuardianSelection['records'][number]) => records.includes(record)
  const opened = guardians.map(({ id, link, liable, isPatron, name, noted, relation, contact }) => ({
    id,
    link,
    liable,
    isPatron,
    ...(wants('identity') && { name: name.open(permit), relation: relation.open(permit) }),
    // Which papers staff saw, and who on staff, is not the minor's to read.
    ...(wants('identity') && !forMinor && noted && { noted: noted.open(permit) }),
    ...(wants('contact') && contact && { contact: withoutRecency(contact.open(permit)) }),
  }))
  return opened.sort((one, other) => sortName(one).localeCompare(sortName(other)))
}

const sortName = ({ name, link }: OpenedGuardian) => [name?.surname, name?.firstName, link].join(' ')
