import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../clock.ts'
import type { Compartments } from '../compartments/compartments.ts'
import type { Unlocked } from '../compartments/unlocked.ts'
import type { Spoken } from '../policy/also-said.ts'
import type { Answer } from '../policy/answer.ts'
import type { Ask, RecordKind, StaffRole } from '../policy/ask.ts'
import type { Pack } from '../policy/pack.ts'
import type { Entry } from '../register/entry.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { NameIndex } from '../sealing/name-index.ts'
import type { Permit } from '../sealing/permit.ts'
import type { Schema } from '../store/schema.ts'
import type { Finding } from './finding.ts'
import type { GuardiansWanted, OpenedGuardian } from './guardians-opened.ts'
import type { Held } from './held.ts'
import type { Opened } from './opened.ts'
import type { Seen } from './seen.ts'

/** What the gate works with; made once, by whoever puts the program together. */
export type GateParts = {
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
  readonly pack: Pack
  readonly names: NameIndex
  readonly clock: Clock
  /** Where what came under a gag is left, if anywhere. */
  readonly sealedMatters?: Pick<Compartments, 'leave'>
}

/** What the gate gives to its parts. */
export type GateInside = GateParts & {
  readonly finding: Finding
  readonly seen: Seen
  /** For facts alone, of these patrons. */
  readonly permit: (patrons: readonly string[]) => Permit
}

/** Who acts: an account's id with its role and place, `patron`, `command-line`, or `system` for the program by itself. */
export type By = Pick<Entry, 'actor' | 'role' | 'place'>

/** Who on staff asks, from which place of the pack (`elsewhere` where the computer is not enrolled). */
export type Actor = {
  readonly accountId: string
  readonly role: StaffRole
  readonly place: string
  /** They are Director for a while only; the register says so. */
  readonly acting?: boolean
  /** A trustee who is the president of the Board. */
  readonly president?: boolean
  /** A Director set up their sign-in, and nobody else confirmed that it is theirs. */
  readonly unconfirmed?: boolean
  /** They gave their passphrase again a moment ago. */
  readonly proved?: boolean
  /** What the answer speaks to them, where the pack does; the register's entry is the same in any language. */
  readonly language?: string
  /** The compartments that are open to them for a while. */
  readonly unlocked?: Unlocked
}

/** A patron at their own pages, signed in with their card and PIN (Statement). */
export type OwnSelf = {
  readonly role: 'patron'
  readonly patronId: string
  readonly verified: Ask['recipient']['verified']
  readonly language?: string
}

/** Carrel itself, where it writes to somebody by a job. */
export type Program = { readonly role: 'program'; readonly language?: string }

export type Asker = Actor | OwnSelf | Program

/** An asker as the register and the database name them: who acts, and from where. */
export function namedAs(asker: Asker): {
  readonly actor: string
  readonly role: string
  readonly place: string
} {
  if (asker.role === 'patron') return { actor: 'patron', role: 'patron', place: 'own-screen' }
  if (asker.role === 'program') return { actor: 'system', role: 'program', place: 'here' }
  const { accountId, role, place, acting } = asker
  return { actor: accountId, role: acting ? 'acting-director' : role, place }
}

export type PatronKey = { readonly card: string } | { readonly id: string }

/**
 * What the record says of a guardian's name that was typed; absent where it says no more than the answer does.
 * `nothing-to-settle`: they signed, and would be told what the child owes, which is nothing.
 */
export type GuardianFound = 'not-on-file' | 'too-many-names' | 'nothing-to-settle'

export type Disclosed = {
  readonly answer: Answer
  /** What to say in the pack's other languages: who asks may not speak that of the screen. */
  readonly alsoSay: readonly Spoken[]
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
  readonly ofTheRest?: Pick<Weighed, 'answer' | 'alsoSay'>
  readonly guardian?: GuardianFound
  /** Whether the code that somebody read out on the phone was the patron's; absent where nobody did. */
  readonly phoneCode?: 'right' | 'wrong'
  /** Each patron of whom something may be shown to the actor, in the order found, with just that. */
  readonly told: readonly { readonly patronId: string; readonly opened: Opened }[]
  /** Of the first of those, the guardians who were asked for. */
  readonly guardians: readonly OpenedGuardian[]
}

/** Who says that they are the guardian on file: the name, as staff typed it; or whom a letter goes to, by their row. */
export type GuardianNamed = string | { readonly link: string }

/**
 * The ask in place of the patron's own where this guardian on file, by their row, signed and may be told something: then
 * a letter goes to them (Reg 3), and their address is what is opened, and no other guardian's.
 */
export type OrGuardian = { readonly ask: Ask; readonly link: string }

/** What the gate is asked. */
export type GateRequest = {
  readonly kind: Entry['kind']
  readonly actor: Asker
  readonly ask: Ask
  /**
   * What it takes to reach them by this channel, opened with what may be told and never without: a number, an address,
   * the name above it. That it is on file is the vault's fact (Reg 4).
   */
  readonly envelope?: readonly RecordKind[] | undefined
  readonly orGuardian?: OrGuardian | undefined
  /** Whose whole record this opens, as staff asked for it; it counts against their rate. */
  readonly reads?: PatronKey | undefined
  /** Absent where nobody is looked for. */
  readonly find?: ((trx: Transaction<Schema>) => Promise<readonly Held[]>) | undefined
  /** A name that was typed is compared, and kept nowhere. */
  readonly guardian?: GuardianNamed | undefined
  /** Guardians who are opened with what may be shown of the minor, and never without. */
  readonly guardians?: GuardiansWanted | undefined
  /** With what the page acts upon loans, holds and charges with. */
  readonly handles?: boolean | undefined
  /** What somebody on the phone read out, who says that they are the patron. It is compared, used up, and kept nowhere. */
  readonly phoneCode?: string | undefined
}

export type Weighed = {
  readonly answer: Answer
  readonly alsoSay: readonly Spoken[]
  /** What the open register says that was asked and answered. */
  readonly openly: { readonly ask: Ask; readonly answer: Answer }
  /** What of it the actor's own screen may show. */
  readonly shown: readonly RecordKind[]
}
type Looked = {
  readonly held: Held
  readonly minor: boolean
  readonly none: readonly RecordKind[]
  readonly ofTheRest?: Pick<Weighed, 'answer' | 'alsoSay'>
  readonly expired: boolean
  readonly guardian?: GuardianFound
  /** Who are opened with it. */
  readonly guardians: Held['guarantors']
}
export type Decided = Weighed & {
  readonly each: readonly (Weighed & Looked)[]
  readonly found: boolean
}
