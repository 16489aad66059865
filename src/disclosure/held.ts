import { readKept, type Slip } from '../circulation/kept.ts'
import type { ChargeLink, HoldLink, Links, LinkTable } from '../circulation/link.ts'
import type { Choices } from '../contact/choices.ts'
import type { Correction, Former } from '../contact/correction.ts'
import type { RecordKind } from '../policy/ask.ts'
import type { Corrected } from '../sealing/corrected.ts'
import { openField } from '../sealing/field.ts'
import type { ColumnName, KeyRing } from '../sealing/key-ring.ts'
import { openLink, type SealedLink } from '../sealing/link.ts'
import { linkHandle } from '../sealing/link-handle.ts'
import type { PatronName } from '../sealing/name-index.ts'
import type { PatronValues } from '../sealing/patron-row.ts'
import { Sealed, SealKept } from '../sealing/sealed.ts'
import type { AccountRows, PatronRow } from '../store/vault.ts'
import { type HeldCorrection, holdCorrection } from './correction-held.ts'
import type { HeldHistory } from './history-held.ts'

export type Contact = {
  readonly addresses: readonly (readonly string[])[]
  readonly phones: readonly string[]
  readonly emails: readonly string[]
  /** Goes nowhere: see `Fresh`. Absent where another system had the word last. */
  readonly fresh?: Fresh
}

/** What of it may be told. */
export const reachedAt = ({ addresses, phones, emails }: Contact): Contact => ({ addresses, phones, emails })

/** Which e-mail addresses, by their place among them, were put on file here on the day of the last change (`YYYY-MM-DD`). */
export type Fresh = { readonly on: string; readonly at: readonly number[] }

/**
 * `YYYY-MM-DD`; `category` is a kind of card of the pack, or another system's code. `renewed`: at the counter, on that day;
 * `was`: until when the card was good before; `kind`: of which kind it was, where another was chosen.
 */
export type Standing = PatronValues['standing']

/** What makes somebody of age before their birthday, and the day on which it was shown at the counter. */
export type OfAge = { readonly by: 'marriage' | 'emancipation'; readonly on: string }

/** What was shown when a guardian was put on file: kinds of paper, never a number. */
export const guardianChecks = ['photo-id', 'court-letters'] as const
export type GuardianCheck = (typeof guardianChecks)[number]

/** How a guardian came on file; `by` is the account of the one who looked at the papers. */
export type Noted = { readonly checked: readonly GuardianCheck[]; readonly by: string; readonly on: string }

export type ChargeKind = ChargeLink['kind']
export type LoanKind = 'loans' | 'overdue' | 'lost'

/** How a loan stands; `dueOn` is `YYYY-MM-DD`. */
export type LoanStanding = { readonly as: LoanKind; readonly dueOn: string }
export type ChargeStanding = { readonly kind: ChargeKind; readonly amountCents: number }

/** One patron as the vault holds them: every link and every identifying value sealed under its own record. */
export type Held = {
  readonly patronId: string
  /** The card by whose number they were looked for was reported lost. */
  readonly byLostCard: boolean
  /** On a call: no card of theirs was read out. */
  readonly byNoCard: boolean
  /** On a call: a number of theirs is on file for someone else too. */
  readonly sharesNumber: boolean
  /** Another system has them too. */
  readonly isElsewhere: boolean
  readonly name: Sealed<PatronName>
  readonly born?: Sealed<string>
  readonly contact?: Sealed<Contact>
  readonly standing?: Sealed<Standing>
  readonly choices?: Sealed<Choices>
  readonly ofAge?: Sealed<OfAge>
  /** Numbers on file that turned out to be somebody else's, as they stood there. */
  readonly wrongNumbers?: Sealed<readonly string[]>
  /** Addresses that were replaced and are still to be told so. */
  readonly formerEmails?: Sealed<Former>
  /** What they say is wrong, and what was set right here; absent where there is neither. */
  readonly correction?: HeldCorrection
  readonly cards: readonly {
    readonly id: string
    readonly barcode: Sealed<string>
    readonly lost: boolean
  }[]
  readonly loans: readonly {
    readonly standing: Sealed<LoanStanding>
    /** The item's id, of a loan that stands so: what may be told of an overdue one need not be of another. */
    itemOf(as: LoanKind): Sealed<string>
    /** What a page acts upon it with: see `link-handle.ts`. */
    handleOf(as: LoanKind): Sealed<string>
  }[]
  readonly holds: readonly {
    readonly state: Sealed<HoldLink['state']>
    readonly titleId: Sealed<string>
    /** Of a copy that waits at the desk. */
    readonly slip: Sealed<Slip | undefined>
    readonly handle: Sealed<string>
  }[]
  readonly charges: readonly {
    readonly standing: Sealed<ChargeStanding>
    /** The item's id, of a charge of that kind; undefined where it is for none. */
    itemOf(kind: ChargeKind): Sealed<string | undefined>
    readonly handle: Sealed<string>
  }[]
  /** A page of what they had; there where they look at that themselves. */
  readonly history?: HeldHistory
  /** Who guarantees for them: patrons themselves or on file for this alone, each sealed under their own id. */
  readonly guarantors: readonly {
    readonly id: string
    /** Of the row that says so. */
    readonly link: string
    /** False of somebody who is on file as a guardian alone. */
    readonly isPatron: boolean
    readonly name: Sealed<PatronName>
    readonly contact?: Sealed<Contact>
    /** Absent where an import says so. */
    readonly noted?: Sealed<Noted>
    readonly liable: boolean
  }[]
}

/** The record that must be allowed before the title of such a loan may be told. */
export const titleOfLoan = { loans: 'loans', overdue: 'overdue.titles', lost: 'lost.titles' } as const

/** The records of which one must be allowed before a charge says for which item it is. */
export const titleOfCharge: Record<ChargeKind, readonly RecordKind[]> = {
  overdue: ['charges.items'],
  lost: ['charges.items', 'lost.titles'],
  damaged: ['charges.items', 'damaged.titles'],
  other: ['charges.items'],
}

/** Any of these says how a patron's loans, or charges, stand. */
const loanRecords: readonly RecordKind[] = ['loans', 'overdue', 'overdue.titles', 'lost', 'lost.titles']
const chargeRecords: readonly RecordKind[] = [
  ...(['lost', 'lost.titles', 'damaged', 'damaged.titles'] as const),
  ...(['charges', 'charges.items'] as const),
]

/** `today` (`YYYY-MM-DD`) parts overdue loans from the others; handles are of use for a while from `now`. */
export type Moment = { readonly today: string; readonly now: Date }

/** Wraps a patron's rows; opens nothing. */
export function hold(ring: KeyRing, moment: Moment, patron: PatronRow, account?: AccountRows): Held {
  const seal = <T>(records: readonly RecordKind[], column: ColumnName, row: string, bytes: Buffer) =>
    new Sealed<T>(patron.id, records, () => openField(ring, column, row, bytes) as T)
  return {
    patronId: patron.id,
    byLostCard: patron.byLostCard,
    name: seal<PatronName>(['identity'], 'patron.name', patron.id, patron.name),
    byNoCard: false,
    sharesNumber: false,
    isElsewhere: patron.elsewhere,
    ...(patron.born && { born: seal<string>(['identity'], 'patron.born', patron.id, patron.born) }),
    ...(patron.contact && {
      contact: seal<Contact>(['contact'], 'patron.contact', patron.id, patron.contact),
    }),
    ...(patron.standing && {
      standing: seal<Standing>(['identity'], 'patron.standing', patron.id, patron.standing),
    }),
    ...(patron.choices && {
      choices: seal<Choices>(['contact'], 'patron.choices', patron.id, patron.choices),
    }),
    ...(patron.of_age && { ofAge: seal<OfAge>(['identity'], 'patron.of_age', patron.id, patron.of_age) }),
    ...(patron.wrong_numbers && {
      wrongNumbers: seal<readonly string[]>(
        ['contact'],
        'patron.wrong_numbers',
        patron.id,
        patron.wrong_numbers,
      ),
    }),
    ...(patron.former_emails && {
      formerEmails: seal<Former>(['contact'], 'patron.former_emails', patron.id, patron.former_emails),
    }),
    ...((patron.correction ?? patron.corrected) && { correction: correctionOf(ring, patron) }),
    cards: patron.cards.map((card) => ({
      id: card.id,
      barcode: seal(['identity'], 'card.barcode', card.id, card.barcode),
      lost: card.state === 'lost',
    })),
    ...linksOf(moment, patron.id, account),
    guarantors: (account?.guarantors ?? []).map((row) => guarantorOf(ring, row)),
  }
}

function correctionOf(
  ring: KeyRing,
  { id, name, born, contact, correction, corrected }: PatronRow,
): HeldCorrection {
  return holdCorrection(ring, id, {
    correction: () =>
      correction === null ? undefined : (openField(ring, 'patron.correction', id, correction) as Correction),
    corrected: () =>
      corrected === null ? undefined : (openField(ring, 'patron.corrected', id, corrected) as Corrected),
    said: () => ({
      ...(contact && (openField(ring, 'patron.contact', id, contact) as Contact)),
      ...(born && { born: openField(ring, 'patron.born', id, born) as string }),
      name: openField(ring, 'patron.name', id, name) as PatronName,
    }),
  })
}

function guarantorOf(
  ring: KeyRing,
  { id, link, of, name, contact, noted, liable }: AccountRows['guarantors'][number],
): Held['guarantors'][number] {
  const seal = <T>(record: RecordKind, column: ColumnName, row: string, bytes: Buffer) =>
    new Sealed<T>(id, [record], () => openField(ring, column, row, bytes) as T)
  return {
    ...{ id, link, liable, isPatron: of === 'patron' },
    name: seal<PatronName>('identity', `${of}.name`, id, name),
    ...(contact && { contact: seal<Contact>('contact', `${of}.contact`, id, contact) }),
    ...(noted && { noted: seal<Noted>('identity', 'guarantor.noted', link, noted) }),
  }
}

function linksOf(
  { today, now }: Moment,
  patronId: string,
  account: AccountRows | undefined,
): Pick<Held, 'loans' | 'holds' | 'charges'> {
  if (account === undefined) return { loans: [], holds: [], charges: [] }
  const { keys, loans, holds, charges } = account
  const seal = <T>(records: readonly RecordKind[], read: () => T) => new Sealed<T>(patronId, records, read)
  const opened = new Map<SealedLink, Links[LinkTable]>()
  // Why once: a loan is asked how it stands before it says what it is of.
  const read = <T extends LinkTable>(table: T, row: SealedLink): Links[T] => {
    const link = (opened.get(row) as Links[T] | undefined) ?? openLink(keys, table, row)
    opened.set(row, link)
    return link
  }
  return {
    loans: loans.map((row) => {
      const standing = (): LoanStanding => {
        const { state, dueOn } = read('loan', row)
        return { as: state === 'lost' ? 'lost' : dueOn < today ? 'overdue' : 'loans', dueOn }
      }
      const item = (as: LoanKind) => only(standing().as === as, read('loan', row).item)
      return {
        standing: seal(loanRecords, standing),
        itemOf: (as) => seal([titleOfLoan[as]], () => item(as)),
        handleOf: (as) =>
          seal([titleOfLoan[as]], () => only(standing().as === as, linkHandle(keys, 'loan', row, now))),
      }
    }),
    holds: holds.map((row) => ({
      state: seal(['holds', 'holds.titles'], () => read('hold', row).state),
      titleId: seal(['holds.titles'], () => read('hold', row).title),
      slip: seal(['holds', 'holds.titles'], () => slipOf(read('hold', row))),
      handle: seal(['holds.titles'], () => linkHandle(keys, 'hold', row, now)),
    })),
    charges: charges.map((row) => ({
      standing: seal(chargeRecords, () => {
        const { kind, amountCents } = read('charge', row)
        return { kind, amountCents }
      }),
      itemOf: (kind) =>
        seal(titleOfCharge[kind], () => {
          const charge = read('charge', row)
          return only(charge.kind === kind, charge.item)
        }),
      handle: seal(['charges'], () => linkHandle(keys, 'charge', row, now)),
    })),
  }
}

function slipOf({ kept }: HoldLink): Slip | undefined {
  const { alias, until } = readKept(kept) ?? {}
  return alias === undefined || until === undefined ? undefined : { alias, until }
}

/** Hostile: asked for the item of a loan as if it were overdue, so that a permit for those would open it. */
function only<T>(isSo: boolean, item: T): T {
  if (isSo) return item
  throw new SealKept('this is no link of the kind that was asked for')
}
