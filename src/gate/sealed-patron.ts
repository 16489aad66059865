import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { saltOfMark } from '../platform/crypto/row-mark.ts'
import type { Trx } from '../platform/db/context.ts'
import type { RecordKind, RelationShown } from '../policy/index.ts'
import type { PersonOpener } from './capabilities.ts'
import { CheckoutHistoryList, type HistoryLine } from './checkout-history.ts'
import { historyLinesBefore, historyUnlocksOn } from './checkout-history-store.ts'
import type { Correction, FormerEmails } from './correction.ts'
import {
  type ChargeLink,
  type HoldLink,
  type Links,
  type LinkTable,
  readKeptCopy,
  type Slip,
} from './link.ts'
import { type PatronChoices, type PatronReach, reachedAt } from './patron-choices.ts'
import type { PatronName } from './patron-name.ts'
import {
  type ImportedValueTokens,
  type PatronValues,
  type SealedCorrection,
  toSealedCorrection,
} from './patron-row.ts'
import type { PatronAccount, PatronRow, TitleLookup } from './patron-store.ts'
import { linkHandle, openLink, type SealedLink } from './sealed-link.ts'
import { type Permit, Sealed, SealedValueError, wrapSealed } from './sealed-value.ts'

export type ContactOnFile = {
  readonly addresses: readonly (readonly string[])[]
  readonly phones: readonly string[]
  readonly emails: readonly string[]
  /** Stays internal. Absent if the contact last came from another system. */
  readonly fresh?: RecentEmails
  /** Stays internal: e-mail addresses and phone numbers entered here lately, each with its day. */
  readonly added?: DatedAddresses
  /** Stays internal: those that were taken off here lately, each with its day. */
  readonly left?: DatedAddresses
  /** Stays internal, and older than `left`: how they were reached before the last change here. */
  readonly before?: { readonly emails: readonly string[]; readonly phones: readonly string[] }
}

/** An e-mail address or a phone number, and a day (`YYYY-MM-DD`). */
export type DatedAddresses = readonly (readonly [string, string])[]

export const withoutRecency = ({ addresses, phones, emails }: ContactOnFile): ContactOnFile => ({
  addresses,
  phones,
  emails,
})

/** The positions of e-mail addresses entered here on the day of the last change (`YYYY-MM-DD`). */
export type RecentEmails = { readonly on: string; readonly at: readonly number[] }

/** Days are `YYYY-MM-DD`. `renewed`: here, with the earlier expiry (`was`) and card kind (`kind`). */
export type CardStatus = PatronValues['standing']

/** Why someone is of age before that birthday, and the day it was shown. */
export type EarlyMajority = { readonly by: 'marriage' | 'emancipation'; readonly on: string }

/** What staff saw of a guardian, never a number or a copy: who they are, and then how they are related to the minor. */
export const guardianChecks = [
  ...(['photo-id', 'court-letters', 'minor-present', 'same-address', 'birth-certificate'] as const),
] as const
export type GuardianCheck = (typeof guardianChecks)[number]

/** `by`: the account that checked. */
export type GuardianNote = {
  readonly checked: readonly GuardianCheck[]
  readonly by: string
  readonly on: string
  /** Since when they are on file with a relation that was shown; absent where that was before such days were kept. */
  readonly added?: string
  /** Of which mark of the row it is: put back later, it counts for nothing. */
  readonly mark?: string
}

/** How a guardian showed the relation, and on which day they were added; neither where it is not known. */
export type GuardianRelation = { readonly shown?: RelationShown; readonly added?: string }

/** The strongest of the ways in which they showed it. */
export function relationShownBy(
  checked: readonly GuardianCheck[],
  liable: boolean,
): RelationShown | undefined {
  if (checked.includes('birth-certificate') || checked.includes('court-letters')) return 'papers'
  if (checked.includes('minor-present')) return 'minor-present'
  if (liable) return 'signature'
  return checked.includes('same-address') ? 'same-address' : undefined
}

/** A card blocked on the public page; `everywhere`: staff blocked it in the other system that lends too. */
export type OnlineBlock = 'here' | 'everywhere'

export type ChargeKind = ChargeLink['kind']
export type LoanStatus = 'loans' | 'overdue' | 'lost'

/** `dueOn` is `YYYY-MM-DD`. */
type LoanDetails = { readonly as: LoanStatus; readonly dueOn: string }
type ChargeDetails = { readonly kind: ChargeKind; readonly amountCents: number }

/** One patron, with every link and identifying value sealed under its own record. */
export type SealedPatron = {
  readonly patronId: string
  readonly byLostCard: boolean
  readonly byNoCard: boolean
  readonly sharesNumber: boolean
  /** Another system has them too. */
  readonly isElsewhere: boolean
  readonly name: Sealed<PatronName>
  readonly born?: Sealed<string>
  /** What a list shows of the birth date. */
  readonly bornYear?: Sealed<string>
  readonly contact?: Sealed<ContactOnFile>
  readonly standing?: Sealed<CardStatus>
  readonly choices?: Sealed<PatronChoices>
  readonly reach?: Sealed<PatronReach>
  /** Of their choices, who may pick up reserves. */
  readonly pickUp?: Sealed<string | undefined>
  readonly ofAge?: Sealed<EarlyMajority>
  /** Numbers on file that turned out to be someone else's. */
  readonly wrongNumbers?: Sealed<readonly string[]>
  /** Replaced addresses that still must be notified. */
  readonly formerEmails?: Sealed<FormerEmails>
  /** What they dispute and what was corrected here, if anything. */
  readonly correction?: SealedCorrection
  readonly cards: readonly {
    readonly id: string
    readonly barcode: Sealed<string>
    /** What a list shows of it, where two have one name and one year of birth. */
    readonly ending: Sealed<string>
    /** Reported lost, or blocked online. */
    readonly lost: boolean
    readonly blocked?: OnlineBlock
  }[]
  readonly loans: readonly {
    readonly standing: Sealed<LoanDetails>
    /** The item of a loan with this status: an overdue loan's may be told when another's may not. */
    itemOf(as: LoanStatus): Sealed<string>
    handleOf(as: LoanStatus): Sealed<string>
  }[]
  readonly holds: readonly {
    readonly state: Sealed<HoldLink['state']>
    readonly titleId: Sealed<string>
    /** Undefined unless a copy is on the hold shelf. */
    readonly slip: Sealed<Slip | undefined>
    readonly handle: Sealed<string>
  }[]
  readonly charges: readonly {
    readonly standing: Sealed<ChargeDetails>
    itemOf(kind: ChargeKind): Sealed<string | undefined>
    readonly handle: Sealed<string>
  }[]
  /** Only on the patron's own page. */
  readonly history?: SealedHistory
  readonly guarantors: readonly {
    readonly id: string
    readonly link: string
    /** False if they are on file only as a guardian. */
    readonly isPatron: boolean
    readonly name: Sealed<PatronName>
    readonly contact?: Sealed<ContactOnFile>
    /** They said which numbers and addresses to use, or where letters go. */
    readonly limitsReach: Sealed<boolean>
    /** Absent for an imported guarantor. */
    readonly noted?: Sealed<GuardianNote>
    readonly relation: Sealed<GuardianRelation>
    readonly liable: boolean
  }[]
}

/** The record that lets a loan's title be told. */
export const recordForLoanTitle = { loans: 'loans', overdue: 'overdue.titles', lost: 'lost.titles' } as const

/** Any one of these records lets a charge's item be told. */
export const recordsForChargeTitle: Record<ChargeKind, readonly RecordKind[]> = {
  overdue: ['charges.items'],
  lost: ['charges.items', 'lost.titles'],
  damaged: ['charges.items', 'damaged.titles'],
  other: ['charges.items'],
}

/** Any of these reveals the status of loans, or of charges. */
const loanRecords: readonly RecordKind[] = ['loans', 'overdue', 'overdue.titles', 'lost', 'lost.titles']
const chargeRecords: readonly RecordKind[] = [
  ...(['lost', 'lost.titles', 'damaged', 'damaged.titles'] as const),
  ...(['charges', 'charges.items'] as const),
]

/** `today` (`YYYY-MM-DD`) decides what is overdue; handles expire some time after `now`. */
type WrapMoment = { readonly today: string; readonly now: Date }

type PersonColumn = Parameters<PersonOpener['field']>[0]

const wrapChoices = (
  ring: KeyRing,
  id: string,
  choices: Buffer,
): Pick<SealedPatron, 'choices' | 'pickUp'> => {
  const read = (opener: PersonOpener) => opener.field('patron.choices', id, choices) as PatronChoices
  return {
    choices: wrapSealed(ring, id, ['contact'], read),
    pickUp: wrapSealed(ring, id, ['holds', 'holds.titles'], (opener) => read(opener).pickUp),
  }
}

export function wrapPatron(
  ring: KeyRing,
  moment: WrapMoment,
  patron: PatronRow,
  account?: PatronAccount,
): SealedPatron {
  const { id } = patron
  const seal = <T>(record: RecordKind, column: PersonColumn, bytes: Buffer, row = id) =>
    wrapSealed<T>(ring, id, [record], (opener) => opener.field(column, row, bytes) as T)
  const listed = <T>(column: PersonColumn, bytes: Buffer, part: (whole: T) => string, row = id) =>
    wrapSealed(ring, id, ['listing'], (opener) => part(opener.field(column, row, bytes) as T))
  const { born } = patron
  return {
    patronId: id,
    byLostCard: patron.byLostCard,
    byNoCard: false,
    sharesNumber: false,
    isElsewhere: patron.elsewhere,
    name: wrapSealed(ring, id, ['identity', 'listing'], (opener) => {
      return opener.field('patron.name', id, patron.name) as PatronName
    }),
    ...(born && {
      born: seal<string>('identity', 'patron.born', born),
      bornYear: listed<string>('patron.born', born, (day) => day.slice(0, 4)),
    }),
    ...(patron.contact && { contact: seal<ContactOnFile>('contact', 'patron.contact', patron.contact) }),
    ...(patron.standing && { standing: seal<CardStatus>('identity', 'patron.standing', patron.standing) }),
    ...(patron.choices && wrapChoices(ring, id, patron.choices)),
    ...(patron.reach && { reach: seal<PatronReach>('contact', 'patron.reach', patron.reach) }),
    ...(patron.of_age && { ofAge: seal<EarlyMajority>('identity', 'patron.of_age', patron.of_age) }),
    ...(patron.wrong_numbers && {
      wrongNumbers: seal<readonly string[]>('contact', 'patron.wrong_numbers', patron.wrong_numbers),
    }),
    ...(patron.former_emails && {
      formerEmails: seal<FormerEmails>('contact', 'patron.former_emails', patron.former_emails),
    }),
    ...((patron.correction ?? patron.corrected) && { correction: wrapCorrection(ring, patron) }),
    cards: patron.cards.map((card) => ({
      id: card.id,
      barcode: seal('identity', 'card.barcode', card.barcode, card.id),
      ending: listed<string>('card.barcode', card.barcode, (number) => number.slice(-4), card.id),
      lost: card.state !== 'active',
      ...(card.state === 'blocked' && { blocked: card.told_there ? 'everywhere' : 'here' }),
    })),
    ...wrapLinks(moment, id, account),
    guarantors: (account?.guarantors ?? []).map((row) => wrapGuarantor(ring, row, moment.today)),
  }
}

function wrapCorrection(
  ring: KeyRing,
  { id, name, born, contact, correction, corrected }: PatronRow,
): SealedCorrection {
  return toSealedCorrection(ring, id, {
    correction: (opener) =>
      correction === null ? undefined : (opener.field('patron.correction', id, correction) as Correction),
    corrected: (opener) =>
      corrected === null
        ? undefined
        : (opener.field('patron.corrected', id, corrected) as ImportedValueTokens),
    said: (opener) => ({
      ...(contact && (opener.field('patron.contact', id, contact) as ContactOnFile)),
      ...(born && { born: opener.field('patron.born', id, born) as string }),
      name: opener.field('patron.name', id, name) as PatronName,
    }),
  })
}

function wrapGuarantor(
  ring: KeyRing,
  row: PatronAccount['guarantors'][number],
  today: string,
): SealedPatron['guarantors'][number] {
  const { id, link, of, name, contact, reach, noted, liable } = row
  const seal = <T>(record: RecordKind, column: PersonColumn, row: string, bytes: Buffer) =>
    wrapSealed<T>(ring, id, [record], (opener) => opener.field(column, row, bytes) as T)
  const chosen = (opener: PersonOpener) =>
    reach === null ? {} : (opener.field('patron.reach', id, reach) as PatronReach)
  // Only ever opened to write to them or call them.
  const reached = (opener: PersonOpener): ContactOnFile => {
    const onFile = opener.field(`${of}.contact`, id, contact as Buffer) as ContactOnFile
    return { ...onFile, ...reachedAt(onFile, chosen(opener)) }
  }
  return {
    id,
    link,
    liable,
    isPatron: of === 'patron',
    name: seal<PatronName>('identity', `${of}.name`, id, name),
    ...(contact && { contact: wrapSealed(ring, id, ['contact'], reached) }),
    limitsReach: wrapSealed(ring, id, ['contact'], (opener) => {
      const { only, mailTo } = chosen(opener)
      return only !== undefined || mailTo !== undefined
    }),
    ...(noted && { noted: seal<GuardianNote>('identity', 'guarantor.noted', link, noted) }),
    relation: wrapSealed(ring, id, ['identity'], (opener) => relationOf(opener, row, today)),
  }
}

/**
 * INVARIANT: what the row's mark does not bear out counts for nothing. A row that came with an import, or from before relations
 * were recorded, has a signature or nothing. A note that is gone or is of an earlier mark leaves the signature, as of today.
 */
function relationOf(
  opener: PersonOpener,
  { link, liable, shown, mark, noted }: PatronAccount['guarantors'][number],
  today: string,
): GuardianRelation {
  const signed = liable ? ({ shown: 'signature' } as const) : {}
  if (!shown) return signed
  const note = noted === null ? undefined : (opener.field('guarantor.noted', link, noted) as GuardianNote)
  if (note === undefined || mark === null || note.mark !== saltOfMark(mark))
    return { ...signed, added: today }
  const way = relationShownBy(note.checked, liable)
  return { ...(way && { shown: way }), ...(note.added && { added: note.added }) }
}

function wrapLinks(
  { today, now }: WrapMoment,
  patronId: string,
  account: PatronAccount | undefined,
): Pick<SealedPatron, 'loans' | 'holds' | 'charges'> {
  if (account === undefined) return { loans: [], holds: [], charges: [] }
  const { keys, loans, holds, charges } = account
  const seal = <T>(records: readonly RecordKind[], read: () => T) => new Sealed<T>(patronId, records, read)
  const opened = new Map<SealedLink, Links[LinkTable]>()
  // Cached: a loan is asked for its status, then its item.
  const read = <T extends LinkTable>(table: T, row: SealedLink): Links[T] => {
    const link = (opened.get(row) as Links[T] | undefined) ?? openLink(keys, table, row)
    opened.set(row, link)
    return link
  }
  return {
    loans: loans.map((row) => {
      const standing = (): LoanDetails => {
        const { state, dueOn } = read('loan', row)
        return { as: state === 'lost' ? 'lost' : dueOn < today ? 'overdue' : 'loans', dueOn }
      }
      const item = (as: LoanStatus) => onlyIf(standing().as === as, read('loan', row).item)
      return {
        standing: seal(loanRecords, standing),
        itemOf: (as) => seal([recordForLoanTitle[as]], () => item(as)),
        handleOf: (as) =>
          seal([recordForLoanTitle[as]], () =>
            onlyIf(standing().as === as, linkHandle(keys, 'loan', row, now)),
          ),
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
        seal(recordsForChargeTitle[kind], () => {
          const charge = read('charge', row)
          return onlyIf(charge.kind === kind, charge.item)
        }),
      handle: seal(['charges'], () => linkHandle(keys, 'charge', row, now)),
    })),
  }
}

function slipOf({ kept }: HoldLink): Slip | undefined {
  const { alias, until } = readKeptCopy(kept) ?? {}
  return alias === undefined || until === undefined ? undefined : { alias, until }
}

/** Hostile: asks for a loan's item as if it were overdue, under a permit for overdue titles. */
function onlyIf<T>(isSo: boolean, item: T): T {
  if (isSo) return item
  throw new SealedValueError('this is no link of the kind that was asked for')
}

const historyPageSize = 20

/**
 * `kept`: the patron keeps a history. `opensOn` (`YYYY-MM-DD`): hidden until then, `kept` too, because staff reset the
 * sign-in.
 */
type SealedHistory = {
  readonly kept: boolean
  readonly opensOn?: string
  readonly more: boolean
  readonly each: readonly { readonly id: string; readonly nth: number; readonly line: Sealed<HistoryLine> }[]
}

export type OpenedHistory = Omit<SealedHistory, 'each'> & {
  readonly each: readonly {
    readonly id: string
    readonly nth: number
    readonly on: string
    /** Null if the catalog no longer has it. */
    readonly title: string | null
    readonly author: string | null
  }[]
}

export async function wrapHistoryPage(
  trx: Trx,
  ring: KeyRing,
  { patronId, before, today }: { patronId: string; before: number | undefined; today: string },
): Promise<SealedHistory> {
  const opensOn = await historyUnlocksOn(trx, patronId, today)
  if (opensOn !== null) return { kept: false, opensOn, more: false, each: [] }
  return wrapHistory(trx, ring, patronId, { before, most: historyPageSize })
}

/** The newest `most` lines, for a paper that names the history. Opens nothing. */
export const wrapWholeHistory = (
  trx: Trx,
  ring: KeyRing,
  { patronId, most }: { readonly patronId: string; readonly most: number },
): Promise<SealedHistory> => wrapHistory(trx, ring, patronId, { before: undefined, most })

async function wrapHistory(
  trx: Trx,
  ring: KeyRing,
  patronId: string,
  { before, most }: { readonly before: number | undefined; readonly most: number },
): Promise<SealedHistory> {
  const list = new CheckoutHistoryList(ring, patronId)
  const rows = await historyLinesBefore(trx, list.tokens(), { before, limit: most + 1 })
  return {
    kept: list.isKept,
    more: rows.length > most,
    each: rows.slice(0, most).map((row) => ({
      id: row.id,
      nth: row.nth,
      line: wrapSealed(ring, patronId, ['history'], (opener) => list.open(opener, row)),
    })),
  }
}

export async function openHistory(
  held: SealedHistory,
  permit: Permit,
  catalogue: TitleLookup,
): Promise<OpenedHistory> {
  const lines = held.each.map(({ id, nth, line }) => ({ id, nth, ...line.open(permit) }))
  const { ofItems } = await catalogue({ items: lines.map(({ item }) => item), titles: [] })
  const each = lines.map(({ item, ...line }) => ({
    ...line,
    ...(ofItems.get(item) ?? { title: null, author: null }),
  }))
  return { ...held, each }
}
