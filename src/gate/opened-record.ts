import type { RecordKind } from '../policy/index.ts'
import type { GateActor } from './actor.ts'
import { hasLiability } from './ask-facts.ts'
import type { FormerEmails } from './correction.ts'
import type { HoldLink, Slip } from './link.ts'
import type { PatronChoices, PatronReach } from './patron-choices.ts'
import type { PatronName } from './patron-name.ts'
import { type CardEvent, type NotTold, type OpenedCorrection, openCorrection } from './patron-row.ts'
import type { CatalogTitle, TitleLookup } from './patron-store.ts'
import {
  type CardStatus,
  type ChargeKind,
  type ContactOnFile,
  type EarlyMajority,
  type LoanStatus,
  type OnlineBlock,
  type OpenedHistory,
  openHistory,
  recordForLoanTitle,
  recordsForChargeTitle,
  type SealedPatron,
  withoutRecency,
} from './sealed-patron.ts'
import type { Permit } from './sealed-value.ts'

/** The title is null if the catalog no longer has it. */
type NamedTitle = CatalogTitle | { readonly title: null; readonly author: null }
type CardDays = Partial<Pick<CardStatus, 'category' | 'enrolledOn' | 'expiresOn' | 'renewed'>>

export type OpenedTitle = NamedTitle & { readonly dueOn?: string; readonly handle?: string }

export type OpenedFact = { readonly any: boolean; readonly titles?: readonly OpenedTitle[] }

/** A record that was not allowed is absent. Amounts are in cents; dates are `YYYY-MM-DD`. */
export type Opened = {
  readonly existence?: true
  readonly identity?: {
    readonly surname: string
    readonly firstName: string
    readonly otherNames?: string
    readonly born?: string
    readonly ofAge?: EarlyMajority
    /** Only in a patron's copy of everything kept. */
    readonly cardDays?: CardDays
    /** On the record at the desk and on the patron's own page. */
    readonly cardNews?: readonly CardEvent[]
    /** For staff who act on the record: until when guardians are told nothing. */
    readonly notTold?: NotTold
    /** `id`: random; pages act on the card by it. */
    readonly cards: readonly {
      readonly id: string
      readonly number: string
      /** Reported lost, or blocked online. */
      readonly lost: boolean
      readonly blocked?: OnlineBlock
    }[]
  }
  /** Staff see the choices that affect contact; the patron sees all of them. */
  readonly contact?: ContactOnFile & {
    readonly choices: PatronChoices
    readonly wrongNumbers?: readonly string[]
    /** What of it may be used; on a screen of staff the rest is left out. */
    readonly reach?: PatronReach
    /** Only for Carrel itself: replaced addresses to notify. */
    readonly former?: FormerEmails
    /** An import brought them, and no notice had the policy's advice yet (Reg 2). */
    readonly toAdvise?: true
    /** Some of what a minor chose ended with their PIN: staff ask again. */
    readonly askAgain?: PatronChoices['askAgain']
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
      /** Null if the catalog no longer has it; absent if it may not be told or there is none. */
      readonly title?: string | null
      readonly handle?: string
    }[]
  }
  readonly holds?: {
    readonly any: boolean
    readonly ready: boolean
    /** Who else may pick up: on the record at the desk, at the shelf, and on the patron's own page. */
    readonly pickUp?: string
    /** What the slips on the hold shelf say, without titles. */
    readonly slips: readonly Slip[]
    readonly each?: readonly (NamedTitle & {
      readonly state: HoldLink['state']
      readonly slip?: Slip
      readonly handle?: string
    })[]
  }
  /** Only if `identity` and `contact` may both be told, and the page can act on them. */
  readonly correction?: OpenedCorrection
  readonly history?: OpenedHistory
}

/**
 * What shows of a patron who was found by name, until staff say on what ground they open the record. `bornYear`: `YYYY`.
 * `cardEnd`: the last four digits of a card, only where another in the list has the same name and year.
 */
export type ListedPatron = {
  readonly patronId: string
  readonly name: PatronName
  readonly bornYear?: string
  readonly cardEnd?: string
}

/** A permit for a listing opens this and nothing else. */
export function openListed({ patronId, name, bornYear, cards }: SealedPatron, permit: Permit): ListedPatron {
  const born = bornYear?.open(permit)
  const cardEnd = (cards.find(({ lost }) => !lost) ?? cards[0])?.ending.open(permit)
  return {
    patronId,
    name: name.open(permit),
    ...(born !== undefined && { bornYear: born }),
    ...(cardEnd !== undefined && { cardEnd }),
  }
}

type RecordOpening = {
  readonly permit: Permit
  readonly catalogue: TitleLookup
  readonly handles?: boolean | undefined
  readonly role?: GateActor['role']
}

const missingTitle: NamedTitle = { title: null, author: null }

export async function openRecord(
  held: SealedPatron,
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
      identity: {
        ...identity(held, permit),
        ...cardDays(told('history'), held, opening),
        ...cardNews(held, opening),
      },
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
        ...pickUp(held, opening),
        ...(told('holds.titles') && { each: linked.holds }),
      },
    }),
    ...(told('history') && held.history && { history: await openHistory(held.history, permit, catalogue) }),
  }
}

function pickUp(held: SealedPatron, { permit, role, handles }: RecordOpening): { readonly pickUp?: string } {
  const named = role === 'patron' || handles ? held.pickUp?.open(permit) : undefined
  return named === undefined ? {} : { pickUp: named }
}

/** In alphabetical order, as on the shelf; their original order would reveal the order of the titles. */
function slipsOf({ holds }: SealedPatron, permit: Permit): Slip[] {
  const slips = holds.flatMap(({ slip }) => slip.open(permit) ?? [])
  return slips.sort((one, other) =>
    `${one.alias} ${one.until}`.localeCompare(`${other.alias} ${other.until}`),
  )
}

const noContact: ContactOnFile = { addresses: [], phones: [], emails: [] }

function contact(held: SealedPatron, { permit, role }: RecordOpening): NonNullable<Opened['contact']> {
  const onFile = withoutRecency(held.contact?.open(permit) ?? noContact)
  const chosen = held.choices?.open(permit) ?? {}
  const { language, refuses } = chosen
  const toAdvise = role !== 'patron' && held.isElsewhere && chosen.advised === undefined
  const reached = { ...(language !== undefined && { language }), ...(refuses !== undefined && { refuses }) }
  // Why not on the patron's own page: a guardian may be looking over their shoulder.
  const { advised: _advised, askAgain, ...own } = chosen
  const choices = role === 'patron' ? own : reached
  const wrongNumbers = held.wrongNumbers?.open(permit)
  const reach = held.reach?.open(permit)
  const former = role === 'program' ? held.formerEmails?.open(permit) : undefined
  return {
    ...onFile,
    choices,
    ...(wrongNumbers && { wrongNumbers }),
    ...(reach && { reach }),
    ...(former && { former }),
    ...(toAdvise && { toAdvise }),
    ...(askAgain && role !== 'patron' && { askAgain }),
  }
}

/**
 * Only for a patron's own copy, which also asks for their history. INVARIANT: the days of the card alone. Beside them
 * are marks for staff, such as that a guardian is not to be told, and a guardian may hold that copy.
 */
function cardDays(isWhole: boolean, { standing }: SealedPatron, { permit, role }: RecordOpening) {
  if (!isWhole || role !== 'patron' || standing === undefined) return {}
  const { category, enrolledOn, expiresOn, renewed } = standing.open(permit)
  const days: CardDays = {
    ...(category !== undefined && { category }),
    ...(enrolledOn !== undefined && { enrolledOn }),
    ...(expiresOn !== undefined && { expiresOn }),
    ...(renewed !== undefined && { renewed }),
  }
  return { cardDays: days }
}

function cardNews({ standing }: SealedPatron, { permit, role, handles }: RecordOpening) {
  const { news, notTold } = (role === 'patron' || handles ? standing?.open(permit) : undefined) ?? {}
  return {
    ...(news && { cardNews: news }),
    // Why not on the patron's own page: a guardian may be looking over their shoulder.
    ...(notTold && role !== 'patron' && { notTold }),
  }
}

function identity(held: SealedPatron, permit: Permit): NonNullable<Opened['identity']> {
  const born = held.born?.open(permit)
  const ofAge = held.ofAge?.open(permit)
  return {
    ...held.name.open(permit),
    ...(born !== undefined && { born }),
    ...(ofAge && { ofAge }),
    cards: held.cards.map(({ id, barcode, lost, blocked }) => ({
      id,
      number: barcode.open(permit),
      lost,
      ...(blocked && { blocked }),
    })),
  }
}

/** Looks up only the titles that may be told; the other links stay sealed. */
async function followLinks(
  held: SealedPatron,
  allowed: ReadonlySet<RecordKind>,
  { permit, catalogue, handles = false }: RecordOpening,
) {
  const told = (...records: readonly RecordKind[]) => records.some((record) => allowed.has(record))
  const loans = (told(...Object.values(recordForLoanTitle)) ? held.loans : [])
    .map((loan) => ({ loan, ...loan.standing.open(permit) }))
    .filter(({ as }) => told(recordForLoanTitle[as]))
    .sort((one, other) => one.dueOn.localeCompare(other.dueOn))
    .map(({ loan, as, dueOn }) => ({
      as,
      dueOn,
      itemId: loan.itemOf(as).open(permit),
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
    /** Each item once, whether on loan, charged for, or both. */
    titlesOf(kind: LoanStatus | 'damaged'): OpenedTitle[] {
      const found = new Map<string, OpenedTitle>()
      for (const loan of loans) {
        if (loan.as !== kind) continue
        const { itemId, dueOn, handle } = loan
        found.set(itemId, {
          ...(items.get(itemId) ?? missingTitle),
          dueOn,
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
      ...(titles.get(titleId) ?? missingTitle),
      ...hold,
      ...(slip && { slip }),
    })),
  }
}
