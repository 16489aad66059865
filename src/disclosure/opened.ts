import type { HoldLink } from '../circulation/link.ts'
import type { Choices } from '../contact/choices.ts'
import type { RecordKind } from '../policy/ask.ts'
import type { Permit } from '../sealing/permit.ts'
import type { CatalogueTitle, Titles } from '../store/vault.ts'
import { has } from './facts.ts'
import {
  type ChargeKind,
  type Contact,
  type Held,
  type LoanKind,
  titleOfCharge,
  titleOfLoan,
} from './held.ts'

/** Of an item that the catalogue no longer has, the title is null. */
type NamedTitle = CatalogueTitle | { readonly title: null; readonly author: null }
export type OpenedTitle = NamedTitle & { readonly dueOn?: string }

/** A bare fact, and which titles it is about where those may be told. */
export type OpenedFact = { readonly any: boolean; readonly titles?: readonly OpenedTitle[] }

/**
 * What may be told of one patron, in the clear. A record that was not allowed is absent. Amounts are in
 * cents; dates are `YYYY-MM-DD`.
 */
export type Opened = {
  readonly existence?: true
  readonly identity?: {
    readonly surname: string
    readonly firstName: string
    readonly otherNames?: string
    readonly born?: string
    /** `id`: a random number, by which the counter acts upon the card. */
    readonly cards: readonly { readonly id: string; readonly number: string; readonly lost: boolean }[]
  }
  /** With what they chose of how they are reached, and nothing else that they chose. */
  readonly contact?: Contact & { readonly choices: Pick<Choices, 'language' | 'refuses'> }
  readonly loans?: readonly OpenedTitle[]
  readonly overdue?: OpenedFact
  readonly lost?: OpenedFact
  readonly damaged?: OpenedFact
  readonly charges?: {
    readonly totalCents: number
    readonly each: readonly {
      readonly kind: ChargeKind
      readonly amountCents: number
      /** Null where the catalogue no longer has it; absent where it may not be told, or there is none. */
      readonly title?: string | null
    }[]
  }
  readonly holds?: {
    readonly any: boolean
    /** Something of it can be fetched. */
    readonly ready: boolean
    readonly each?: readonly (NamedTitle & { readonly state: HoldLink['state'] })[]
  }
}

/** What the catalogue knows of items and of titles, each by their ids. */
export type Catalogue = (wanted: {
  readonly items: readonly string[]
  readonly titles: readonly string[]
}) => Promise<Titles>

const gone: NamedTitle = { title: null, author: null }

/** Opens of one patron what `may` allows, and nothing else. */
export async function open(
  held: Held,
  may: readonly RecordKind[],
  permit: Permit,
  catalogue: Catalogue,
): Promise<Opened> {
  const allowed = new Set(may)
  const told = (...records: RecordKind[]) => records.some((record) => allowed.has(record))
  const linked = await followLinks(held, allowed, permit, catalogue)
  const fact = (kind: 'overdue' | 'lost' | 'damaged'): OpenedFact => ({
    any: has(kind, held, permit),
    ...(told(`${kind}.titles`) && { titles: linked.titlesOf(kind) }),
  })

  return {
    ...(told('existence') && { existence: true as const }),
    ...(told('identity') && { identity: identity(held, permit) }),
    ...(told('contact') && { contact: contact(held, permit) }),
    ...(told('loans') && { loans: linked.titlesOf('loans') }),
    ...(told('overdue', 'overdue.titles') && { overdue: fact('overdue') }),
    ...(told('lost', 'lost.titles') && { lost: fact('lost') }),
    ...(told('damaged', 'damaged.titles') && { damaged: fact('damaged') }),
    ...(told('charges', 'charges.items') && {
      charges: {
        totalCents: linked.charges.reduce((sum, charge) => sum + charge.amountCents, 0),
        each: linked.charges.map(({ kind, amountCents, title }) => ({
          kind,
          amountCents,
          ...(told('charges.items') && title && { title: title.title }),
        })),
      },
    }),
    ...(told('holds', 'holds.titles') && {
      holds: {
        any: held.holds.length > 0,
        ready: held.holds.some(({ state }) => state.open(permit) === 'waiting'),
        ...(told('holds.titles') && { each: linked.holds }),
      },
    }),
  }
}

const noContact: Contact = { addresses: [], phones: [], emails: [] }

function contact(held: Held, permit: Permit): NonNullable<Opened['contact']> {
  const { language, refuses } = held.choices?.open(permit) ?? {}
  const choices = { ...(language !== undefined && { language }), ...(refuses !== undefined && { refuses }) }
  return { ...(held.contact?.open(permit) ?? noContact), choices }
}

function identity(held: Held, permit: Permit): NonNullable<Opened['identity']> {
  const born = held.born?.open(permit)
  return {
    ...held.name.open(permit),
    ...(born !== undefined && { born }),
    cards: held.cards.map(({ id, barcode, lost }) => ({ id, number: barcode.open(permit), lost })),
  }
}

/** Follows to the catalogue the links whose title may be told; the others stay sealed. */
async function followLinks(
  held: Held,
  allowed: ReadonlySet<RecordKind>,
  permit: Permit,
  catalogue: Catalogue,
) {
  const told = (...records: readonly RecordKind[]) => records.some((record) => allowed.has(record))
  const loans = (told(...Object.values(titleOfLoan)) ? held.loans : [])
    .map((loan) => ({ loan, ...loan.standing.open(permit) }))
    .filter(({ as }) => told(titleOfLoan[as]))
    .sort((one, other) => one.dueOn.localeCompare(other.dueOn))
    .map(({ loan, as, dueOn }) => ({ as, dueOn, itemId: loan.itemOf(as).open(permit) }))
  const charges = (told(...Object.values(titleOfCharge).flat(), 'charges') ? held.charges : []).map(
    (charge) => {
      const { kind, amountCents } = charge.standing.open(permit)
      const itemId = told(...titleOfCharge[kind]) ? charge.itemOf(kind).open(permit) : undefined
      return { kind, amountCents, itemId }
    },
  )
  const holds = (told('holds.titles') ? held.holds : []).map((each) => ({
    state: each.state.open(permit),
    titleId: each.titleId.open(permit),
  }))
  const { ofItems: items, ofTitles: titles } = await catalogue({
    items: [...loans, ...charges].flatMap(({ itemId }) => itemId ?? []),
    titles: holds.map((each) => each.titleId),
  })

  return {
    /** Each item once, be it on loan, charged for, or both. */
    titlesOf(kind: LoanKind | 'damaged'): OpenedTitle[] {
      const found = new Map<string, OpenedTitle>()
      for (const loan of loans) {
        if (loan.as === kind)
          found.set(loan.itemId, { ...(items.get(loan.itemId) ?? gone), dueOn: loan.dueOn })
      }
      for (const charge of charges) {
        if (kind === 'overdue' || charge.kind !== kind || charge.itemId === undefined) continue
        if (!found.has(charge.itemId)) found.set(charge.itemId, items.get(charge.itemId) ?? gone)
      }
      return [...found.values()]
    },
    charges: charges.map(({ itemId, ...charge }) => ({
      ...charge,
      ...(itemId !== undefined && { title: items.get(itemId) ?? gone }),
    })),
    holds: holds.map(({ titleId, state }) => ({ ...(titles.get(titleId) ?? gone), state })),
  }
}
