import type { RecordKind } from '../policy/index.ts'
import type { GateActor } from './actor.ts'
import { hasLiability } from './ask-facts.ts'
import type { FormerEmails } from './correction.ts'
import type { HoldLink, Slip } from './link.ts'
import type { PatronChoices } from './patron-choices.ts'
import { type OpenedCorrection, openCorrection } from './patron-row.ts'
import type { CatalogTitle, TitleLookup } from './patron-store.ts'
import {
  type CardStatus,
  type ChargeKind,
  type ContactOnFile,
  type EarlyMajority,
  type Held,
  type LoanStatus,
  type OpenedHistory,
  openHistory,
  recordForLoanTitle,
  recordsForChargeTitle,
  withoutRecency,
} from './sealed-patron.ts'
import type { Permit } from './sealed-value.ts'

/** Of an item that the catalogue no longer has, the title is null. */
type NamedTitle = CatalogTitle | { readonly title: null; readonly author: null }
/** `handle`: what a page acts upon the loan with, where that was asked for. */
export type OpenedTitle = NamedTitle & { readonly dueOn?: string; readonly handle?: string }

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
    readonly ofAge?: EarlyMajority
    /** What kind of card they have and for how long, where they see all that is kept. */
    readonly cardDays?: CardStatus
    /** `id`: a random number, by which the counter acts upon the card. */
    readonly cards: readonly { readonly id: string; readonly number: string; readonly lost: boolean }[]
  }
  /** With what they chose of how they are reached, and to themselves all that they chose. */
  readonly contact?: ContactOnFile & {
    readonly choices: PatronChoices
    /** Phones that turned out to be somebody else's; absent where none did. */
    readonly wrongNumbers?: readonly string[]
    /** To Carrel itself, which tells them so: addresses that were replaced. */
    readonly former?: FormerEmails
  }
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
      readonly handle?: string
    }[]
  }
  readonly holds?: {
    readonly any: boolean
    /** Something of it can be fetched. */
    readonly ready: boolean
    /** Of what waits at the desk: what each slip says, and not what it is. */
    readonly slips: readonly Slip[]
    readonly each?: readonly (NamedTitle & {
      readonly state: HoldLink['state']
      readonly slip?: Slip
      readonly handle?: string
    })[]
  }
  /** Where who they are and how they are reached may both be told, on a page that acts upon the record. */
  readonly correction?: OpenedCorrection
  readonly history?: OpenedHistory
}

/** `handles`: with what a page acts upon links with. `role`: of whoever sees it, which may be they. */
type RecordOpening = {
  readonly permit: Permit
  readonly catalogue: TitleLookup
  readonly handles?: boolean | undefined
  readonly role?: GateActor['role']
}

const missingTitle: NamedTitle = { title: null, author: null }

/** Opens of one patron what `may` allows, and nothing else. */
export async function openRecord(
  held: Held,
  may: readonly RecordKind[],
  opening: RecordOpening,
): Promise<Opened> {
  const { permit, catalogue } = opening
  const allowed = new Set(may)
  const told = (...records: RecordKind[]) => records.some((record) => allowed.has(record))
  const linked = await followLinks(held, allowed, opening)
  const fact = (kind: 'overdue' | 'lost' | 'damaged'): OpenedFact => ({
    any: hasLiability(kind, held, permit),
    ...(told(`${kind}.titles`) && { titles: linked.titlesOf(kind) }),
  })

  return {
    ...(told('existence') && { existence: true as const }),
    ...(told('identity') && {
      identity: { ...identity(held, permit), ...cardDays(told('history'), held, opening) },
    }),
    ...(told('contact') && { contact: contact(held, opening) }),
    ...((opening.role === 'patron' || opening.handles) &&
      told('identity') &&
      told('contact') &&
      held.correction && { correction: openCorrection(held.correction, permit) }),
    ...(told('loans') && { loans: linked.titlesOf('loans') }),
    ...(told('overdue', 'overdue.titles') && { overdue: fact('overdue') }),
    ...(told('lost', 'lost.titles') && { lost: fact('lost') }),
    ...(told('damaged', 'damaged.titles') && { damaged: fact('damaged') }),
    ...(told('charges', 'charges.items') && {
      charges: {
        totalCents: linked.charges.reduce((sum, charge) => sum + charge.amountCents, 0),
        each: linked.charges.map(({ kind, amountCents, title, handle }) => ({
          kind,
          amountCents,
          ...(told('charges') && handle !== undefined && { handle }),
          ...(told('charges.items') && title && { title: title.title }),
        })),
      },
    }),
    ...(told('holds', 'holds.titles') && {
      holds: {
        any: held.holds.length > 0,
        ready: held.holds.some(({ state }) => state.open(permit) === 'waiting'),
        slips: slipsOf(held, permit),
        ...(told('holds.titles') && { each: linked.holds }),
      },
    }),
    ...(told('history') && held.history && { history: await openHistory(held.history, permit, catalogue) }),
  }
}

/** Each once, in the order of the alphabet, as they stand on the shelf: not in that of the titles. */
function slipsOf({ holds }: Held, permit: Permit): Slip[] {
  const slips = holds.flatMap(({ slip }) => slip.open(permit) ?? [])
  return slips.sort((one, other) =>
    `${one.alias} ${one.until}`.localeCompare(`${other.alias} ${other.until}`),
  )
}

const noContact: ContactOnFile = { addresses: [], phones: [], emails: [] }

function contact(held: Held, { permit, role }: RecordOpening): NonNullable<Opened['contact']> {
  const onFile = withoutRecency(held.contact?.open(permit) ?? noContact)
  const chosen = held.choices?.open(permit) ?? {}
  const { language, refuses } = chosen
  const reached = { ...(language !== undefined && { language }), ...(refuses !== undefined && { refuses }) }
  const choices = role === 'patron' ? chosen : reached
  const wrongNumbers = held.wrongNumbers?.open(permit)
  const former = role === 'program' ? held.formerEmails?.open(permit) : undefined
  return { ...onFile, choices, ...(wrongNumbers && { wrongNumbers }), ...(former && { former }) }
}

/** In a copy of all that is kept, which asks for what they had too: no page has a use for it. */
const cardDays = (isWhole: boolean, { standing }: Held, { permit, role }: RecordOpening) =>
  isWhole && role === 'patron' && standing !== undefined ? { cardDays: standing.open(permit) } : {}

function identity(held: Held, permit: Permit): NonNullable<Opened['identity']> {
  const born = held.born?.open(permit)
  const ofAge = held.ofAge?.open(permit)
  return {
    ...held.name.open(permit),
    ...(born !== undefined && { born }),
    ...(ofAge && { ofAge }),
    cards: held.cards.map(({ id, barcode, lost }) => ({ id, number: barcode.open(permit), lost })),
  }
}

/** Follows to the catalogue the links whose title may be told; the others stay sealed. */
async function followLinks(
  held: Held,
  allowed: ReadonlySet<RecordKind>,
  { permit, catalogue, handles = false }: RecordOpening,
) {
  const told = (...records: readonly RecordKind[]) => records.some((record) => allowed.has(record))
  const loans = (told(...Object.values(recordForLoanTitle)) ? held.loans : [])
    .map((loan) => ({ loan, ...loan.standing.open(permit) }))
    .filter(({ as }) => told(recordForLoanTitle[as]))
    .sort((one, other) => one.dueOn.localeCompare(other.dueOn))
    .map(({ loan, as, dueOn }) => ({
      ...{ as, dueOn, itemId: loan.itemOf(as).open(permit) },
      ...(handles && { handle: loan.handleOf(as).open(permit) }),
    }))
  const charges = (told(...Object.values(recordsForChargeTitle).flat(), 'charges') ? held.charges : []).map(
    (charge) => {
      const { kind, amountCents } = charge.standing.open(permit)
      const itemId = told(...recordsForChargeTitle[kind]) ? charge.itemOf(kind).open(permit) : undefined
      const handle = handles && told('charges') ? charge.handle.open(permit) : undefined
      return { kind, amountCents, itemId, handle }
    },
  )
  const holds = (told('holds.titles') ? held.holds : []).map((each) => ({
    state: each.state.open(permit),
    titleId: each.titleId.open(permit),
    slip: each.slip.open(permit),
    ...(handles && { handle: each.handle.open(permit) }),
  }))
  const { ofItems: items, ofTitles: titles } = await catalogue({
    items: [...loans, ...charges].flatMap(({ itemId }) => itemId ?? []),
    titles: holds.map((each) => each.titleId),
  })

  return {
    /** Each item once, be it on loan, charged for, or both. */
    titlesOf(kind: LoanStatus | 'damaged'): OpenedTitle[] {
      const found = new Map<string, OpenedTitle>()
      for (const loan of loans) {
        if (loan.as !== kind) continue
        const { itemId, dueOn, handle } = loan
        found.set(itemId, {
          ...{ ...(items.get(itemId) ?? missingTitle), dueOn },
          ...(handle !== undefined && { handle }),
        })
      }
      for (const charge of charges) {
        if (kind === 'overdue' || charge.kind !== kind || charge.itemId === undefined) continue
        if (!found.has(charge.itemId)) found.set(charge.itemId, items.get(charge.itemId) ?? missingTitle)
      }
      return [...found.values()]
    },
    charges: charges.map(({ itemId, ...charge }) => ({
      ...charge,
      ...(itemId !== undefined && { title: items.get(itemId) ?? missingTitle }),
    })),
    holds: holds.map(({ titleId, slip, ...hold }) => ({
      ...{ ...(titles.get(titleId) ?? missingTitle), ...hold },
      ...(slip && { slip }),
    })),
  }
}
