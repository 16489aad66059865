import type { ChargeLink, HoldLink, LinkTable } from '../circulation/link.ts'
import type { Choices } from '../contact/choices.ts'
import type { RecordKind } from '../policy/ask.ts'
import { openField } from '../sealing/field.ts'
import type { ColumnName, KeyRing } from '../sealing/key-ring.ts'
import { openLink, type SealedLink } from '../sealing/link.ts'
import type { PatronName } from '../sealing/name-index.ts'
import { Sealed, SealKept } from '../sealing/sealed.ts'
import type { AccountRows, PatronRow } from '../store/vault.ts'

export type Contact = {
  readonly addresses: readonly (readonly string[])[]
  readonly phones: readonly string[]
  readonly emails: readonly string[]
}

/** `YYYY-MM-DD`; `category` is the other system's code, where the patron comes from one. */
export type Standing = {
  readonly category?: string
  readonly enrolledOn?: string
  readonly expiresOn?: string
}

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
  readonly name: Sealed<PatronName>
  readonly born?: Sealed<string>
  readonly contact?: Sealed<Contact>
  readonly standing?: Sealed<Standing>
  readonly choices?: Sealed<Choices>
  readonly cards: readonly {
    readonly id: string
    readonly barcode: Sealed<string>
    readonly lost: boolean
  }[]
  readonly loans: readonly {
    readonly standing: Sealed<LoanStanding>
    /** The item's id, of a loan that stands so: what may be told of an overdue one need not be of another. */
    itemOf(as: LoanKind): Sealed<string>
  }[]
  readonly holds: readonly { readonly state: Sealed<HoldLink['state']>; readonly titleId: Sealed<string> }[]
  readonly charges: readonly {
    readonly standing: Sealed<ChargeStanding>
    /** The item's id, of a charge of that kind; undefined where it is for none. */
    itemOf(kind: ChargeKind): Sealed<string | undefined>
  }[]
  /** Who guarantees for them: patrons themselves, each name sealed under its own. */
  readonly guarantors: readonly {
    readonly patronId: string
    readonly name: Sealed<PatronName>
    readonly contact?: Sealed<Contact>
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

/** Wraps a patron's rows; opens nothing. `today` parts overdue loans from the others (`YYYY-MM-DD`). */
export function hold(ring: KeyRing, today: string, patron: PatronRow, account?: AccountRows): Held {
  const seal = <T>(records: readonly RecordKind[], column: ColumnName, row: string, bytes: Buffer) =>
    new Sealed<T>(patron.id, records, () => openField(ring, column, row, bytes) as T)
  const nameOf = (id: string, bytes: Buffer) =>
    new Sealed<PatronName>(id, ['identity'], () => openField(ring, 'patron.name', id, bytes) as PatronName)
  const contactOf = (id: string, bytes: Buffer) =>
    new Sealed<Contact>(id, ['contact'], () => openField(ring, 'patron.contact', id, bytes) as Contact)
  return {
    patronId: patron.id,
    byLostCard: patron.byLostCard,
    name: nameOf(patron.id, patron.name),
    ...(patron.born && { born: seal<string>(['identity'], 'patron.born', patron.id, patron.born) }),
    ...(patron.contact && { contact: contactOf(patron.id, patron.contact) }),
    ...(patron.standing && {
      standing: seal<Standing>(['identity'], 'patron.standing', patron.id, patron.standing),
    }),
    ...(patron.choices && {
      choices: seal<Choices>(['contact'], 'patron.choices', patron.id, patron.choices),
    }),
    cards: patron.cards.map((card) => ({
      id: card.id,
      barcode: seal(['identity'], 'card.barcode', card.id, card.barcode),
      lost: card.state === 'lost',
    })),
    ...linksOf(today, patron.id, account),
    guarantors: (account?.guarantors ?? []).map(({ guarantor_id, name, contact, liable }) => ({
      ...{ patronId: guarantor_id, name: nameOf(guarantor_id, name), liable },
      ...(contact && { contact: contactOf(guarantor_id, contact) }),
    })),
  }
}

function linksOf(
  today: string,
  patronId: string,
  account: AccountRows | undefined,
): Pick<Held, 'loans' | 'holds' | 'charges'> {
  if (account === undefined) return { loans: [], holds: [], charges: [] }
  const { keys, loans, holds, charges } = account
  const seal = <T>(records: readonly RecordKind[], read: () => T) => new Sealed<T>(patronId, records, read)
  const read = <T extends LinkTable>(table: T, row: SealedLink) => openLink(keys, table, row)
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
      }
    }),
    holds: holds.map((row) => ({
      state: seal(['holds', 'holds.titles'], () => read('hold', row).state),
      titleId: seal(['holds.titles'], () => read('hold', row).title),
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
    })),
  }
}

/** Hostile: asked for the item of a loan as if it were overdue, so that a permit for those would open it. */
function only<T>(isSo: boolean, item: T): T {
  if (isSo) return item
  throw new SealKept('this is no link of the kind that was asked for')
}
