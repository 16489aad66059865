import type { RecordKind } from '../policy/ask.ts'
import { openField } from '../sealing/field.ts'
import type { ColumnName, KeyRing } from '../sealing/key-ring.ts'
import type { PatronName } from '../sealing/name-index.ts'
import { Sealed } from '../sealing/sealed.ts'
import type { AccountRows, PatronRow } from '../store/vault.ts'

export type Contact = {
  readonly addresses: readonly (readonly string[])[]
  readonly phones: readonly string[]
  readonly emails: readonly string[]
}

export type ChargeKind = 'overdue' | 'lost' | 'damaged' | 'other'

/** One patron as the vault holds them: every link and every identifying value sealed under its own record. */
export type Held = {
  readonly patronId: string
  readonly name: Sealed<PatronName>
  readonly born?: Sealed<string>
  readonly contact?: Sealed<Contact>
  readonly cards: readonly { readonly barcode: Sealed<string>; readonly lost: boolean }[]
  readonly loans: readonly {
    readonly as: LoanKind
    readonly dueOn: string
    readonly itemId: Sealed<string>
  }[]
  readonly holds: readonly { readonly state: string; readonly titleId: Sealed<string> }[]
  readonly charges: readonly {
    readonly kind: ChargeKind
    readonly amountCents: number
    readonly itemId?: Sealed<string>
  }[]
  readonly guarantors: readonly { readonly liable: boolean }[]
}

export type LoanKind = 'loans' | 'overdue' | 'lost'

/** The record that must be allowed before the title of such a loan may be told. */
export const titleOfLoan = { loans: 'loans', overdue: 'overdue.titles', lost: 'lost.titles' } as const

/** The records of which one must be allowed before a charge says for which item it is. */
export const titleOfCharge: Record<ChargeKind, readonly RecordKind[]> = {
  overdue: ['charges.items'],
  lost: ['charges.items', 'lost.titles'],
  damaged: ['charges.items', 'damaged.titles'],
  other: ['charges.items'],
}

const none: AccountRows = { loans: [], holds: [], charges: [], guarantors: [] }

/** Wraps a patron's rows; opens nothing. `today` parts overdue loans from the others (`YYYY-MM-DD`). */
export function hold(ring: KeyRing, today: string, patron: PatronRow, account: AccountRows = none): Held {
  const seal = <T>(records: readonly RecordKind[], column: ColumnName, row: string, bytes: Buffer) =>
    new Sealed<T>(patron.id, records, () => openField(ring, column, row, bytes) as T)
  return {
    patronId: patron.id,
    name: seal(['identity'], 'patron.name', patron.id, patron.name),
    ...(patron.born && { born: seal<string>(['identity'], 'patron.born', patron.id, patron.born) }),
    ...(patron.contact && {
      contact: seal<Contact>(['contact'], 'patron.contact', patron.id, patron.contact),
    }),
    cards: patron.cards.map((card) => ({
      barcode: seal(['identity'], 'card.barcode', card.id, card.barcode),
      lost: card.state === 'lost',
    })),
    loans: account.loans.map((loan) => {
      const as = loan.state === 'lost' ? 'lost' : loan.due_on < today ? 'overdue' : 'loans'
      return { as, dueOn: loan.due_on, itemId: seal([titleOfLoan[as]], 'loan.item', loan.id, loan.item) }
    }),
    holds: account.holds.map((held) => ({
      state: held.state,
      titleId: seal(['holds.titles'], 'hold.title', held.id, held.title),
    })),
    charges: account.charges.map((charge) => ({
      kind: charge.kind,
      amountCents: charge.amount_cents,
      ...(charge.item && {
        itemId: seal<string>(titleOfCharge[charge.kind], 'charge.item', charge.id, charge.item),
      }),
    })),
    guarantors: account.guarantors.map(({ liable }) => ({ liable })),
  }
}
