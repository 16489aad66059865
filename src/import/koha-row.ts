import { normalizeCardNumber, type PatronName } from '../gate/index.ts'
import { normalizeLine, parseEmail, parsePhone } from '../platform/contact-details.ts'
import { isDay, yearsAfter } from '../policy/index.ts'
import type { KohaRow } from './koha-table.ts'
import { lands, type RowNotice, type RowNoticeCode, type RowOutcome, rejected, skipped } from './tally.ts'

export type KohaPatron = {
  readonly sourceId: string
  readonly name: PatronName
  readonly born?: string
  readonly contact: PatronContact
  readonly standing: { readonly category?: string; readonly enrolledOn?: string; readonly expiresOn?: string }
  readonly card?: { readonly number: string; readonly state: 'active' | 'lost' }
  readonly guarantor?: { readonly sourceId: string | undefined; readonly liable: boolean }
}

export type OnDay = { readonly today: string; readonly majorityAge: number }

export const borrowers = {
  file: 'borrowers.csv',
  required: ['borrowernumber', 'cardnumber', 'surname'],
  used: [
    ...['borrowernumber', 'cardnumber', 'surname', 'firstname', 'middle_name', 'othernames', 'dateofbirth'],
    'categorycode',
    ...['dateenrolled', 'dateexpiry', 'lost', 'gonenoaddress', 'guarantorid', 'relationship'],
    ...['streetnumber', 'streettype', 'address', 'address2', 'city', 'state', 'zipcode', 'country'],
    ...['B_streetnumber', 'B_streettype', 'B_address', 'B_address2', 'B_city', 'B_state', 'B_zipcode'],
    'B_country',
    'phone',
    'mobile',
    'phonepro',
    'B_phone',
    'smsalertnumber',
    'email',
    'emailpro',
    'B_email',
  ],
} as const

const childrensCategories: ReadonlySet<string> = new Set(['J', 'K', 'YA'])
const parental = /^(mother|father|parent|(foster|step)[ -]?(mother|father|parent)|(legal )?guardian.*)$/i

/** An unusable field is left out and noticed; it never costs the person. `related`: whose guarantors another table names. */
export function patronOf(
  row: KohaRow,
  on: OnDay,
  related: { has(sourceId: string): boolean } = new Set<string>(),
): RowOutcome<KohaPatron> {
  const sourceId = kohaId(row.text('borrowernumber'))
  if (sourceId === undefined) return rejected('id-unusable')
  const category = normalizeLine(row.text('categorycode'))
  if (category === 'S') return skipped('service-account')
  const firstName = normalizeLine(row.text('firstname'))
  const called = normalizeLine(row.text('surname'))
  // Null in both columns; some people are called Null.
  const surname = called === 'NULL' && firstName === '' ? '' : called
  if (surname === '' && firstName === '') return rejected('name-blank')
  // Koha has `middle_name` since 22.11. Here other names come between first and last, like a middle name.
  const otherNames = [normalizeLine(row.text('middle_name')), normalizeLine(row.text('othernames'))]
    .filter((name, at, all) => name !== '' && all.indexOf(name) === at)
    .join(' ')
  // Hostile: names stay in memory for searches.
  if ([surname, firstName, otherNames].some((name) => name.length > 300)) return rejected('name-too-long')

  const noticed: RowNotice[] = []
  const notice = (field: string, code: RowNoticeCode) => noticed.push({ field, code })
  // Unchanged text, because half of such a character is a control character, which `normalizeLine` removes.
  const asItCame = ['surname', 'firstname', 'middle_name', 'othernames']
    .map((column) => row.text(column))
    .join(' ')
  if (/[ÃÂ][\u0080-\u00bf]/.test(asItCame)) notice('surname', 'name-garbled')
  const standing = standingOf(row, category, notice)
  const born = bornOf(row, standing.enrolledOn, on, notice)
  const card = cardOf(row, notice)
  const guarantor = guarantorOf(row, notice)
  if (born !== undefined)
    noticeAge(born, category, guarantor !== undefined || related.has(sourceId), on, notice)
  const patron: KohaPatron = {
    sourceId,
    name: { surname, firstName, ...(otherNames !== '' && { otherNames }) },
    ...(born !== undefined && { born }),
    contact: patronContactOf(row, notice),
    standing,
    ...(card && { card }),
    ...(guarantor && { guarantor }),
  }
  return lands(patron, noticed)
}

type Notify = (field: string, code: RowNoticeCode) => void

function standingOf(row: KohaRow, category: string, notice: Notify): KohaPatron['standing'] {
  const dated = (column: string, code: RowNoticeCode) => {
    const text = row.text(column).trim()
    const found = kohaDay(text)
    if (found === undefined && text !== '') notice(column, code)
    return found
  }
  const enrolledOn = dated('dateenrolled', 'enrolment-unusable')
  const expiresOn = dated('dateexpiry', 'expiry-unusable')
  return {
    ...(category !== '' && { category }),
    ...(enrolledOn !== undefined && { enrolledOn }),
    ...(expiresOn !== undefined && { expiresOn }),
  }
}

/** Reading: a doubtful date is none. An unknown birth date makes no one a minor, so that a typing error reveals nothing. */
function bornOf(row: KohaRow, enrolledOn: string | undefined, on: OnDay, notice: Notify): string | undefined {
  const text = row.text('dateofbirth').trim()
  const born = kohaDay(text)
  const problem = bornProblem(text, born, enrolledOn, on)
  if (problem === undefined) return born
  notice('dateofbirth', problem)
  return undefined
}

function bornProblem(
  text: string,
  born: string | undefined,
  enrolledOn: string | undefined,
  { today }: OnDay,
): RowNoticeCode | undefined {
  if (text === '') return 'birth-date-blank'
  if (born === undefined) return 'birth-date-impossible'
  if (born === '1900-01-01') return 'birth-date-placeholder'
  if (born > today) return 'birth-date-future'
  if (Number(born.slice(0, 4)) < Number(today.slice(0, 4)) - 130) return 'birth-date-too-old'
  if (born === enrolledOn) return 'birth-date-is-enrolment'
  if (enrolledOn !== undefined && born > enrolledOn) return 'birth-date-after-enrolment'
  return undefined
}

function cardOf(row: KohaRow, notice: Notify): KohaPatron['card'] {
  const number = normalizeLine(row.text('cardnumber'))
  const damaged = /^\d+([.,]\d+)?E\+?\d+$/i.test(number)
  if (normalizeCardNumber(number) === '' || damaged) {
    notice('cardnumber', damaged ? 'card-damaged' : 'card-blank')
    return undefined
  }
  return { number, state: kohaFlag(row.text('lost')) ? 'lost' : 'active' }
}

/**
 * Reading: a guarantor named by number signed and may be liable (Reg 3), unless `relationship` names no parent or guardian.
 */
function guarantorOf(row: KohaRow, notice: Notify): KohaPatron['guarantor'] {
  const text = row.text('guarantorid').trim()
  if (text === '') return undefined
  const liable = isLiableGuarantor(row.text('relationship'))
  if (!liable) notice('relationship', 'relationship-not-parental')
  return { sourceId: kohaId(text), liable }
}

export function isLiableGuarantor(relationship: string): boolean {
  const word = normalizeLine(relationship)
  return word === '' || parental.test(word)
}

function noticeAge(
  born: string,
  category: string,
  hasGuarantor: boolean,
  { today, majorityAge }: OnDay,
  notice: Notify,
): void {
  const minor = today < yearsAfter(born, majorityAge)
  if (minor && !hasGuarantor) notice('guarantorid', 'minor-without-guarantor')
  if (!minor && childrensCategories.has(category)) notice('categorycode', 'category-of-children')
  if (minor && category !== '' && !childrensCategories.has(category))
    notice('categorycode', 'category-of-adults')
}

/** As sealed in `patron.contact`; the first address is the main one. */
type PatronContact = {
  readonly addresses: readonly (readonly string[])[]
  readonly phones: readonly string[]
  readonly emails: readonly string[]
}

type NotifyContact = (field: string, code: RowNoticeCode) => void

/** Not `altcontact…` and `contactname`: they are other people's, and calls and letters go only to the patron (Reg 4). */
function patronContactOf(row: KohaRow, notice: NotifyContact): PatronContact {
  const each = (
    columns: readonly string[],
    read: (text: string) => string | undefined,
    code: RowNoticeCode,
  ) => {
    const found = columns.flatMap((column) => {
      const text = row.text(column)
      if (text.trim() === '') return []
      const usable = read(text)
      if (usable === undefined) notice(column, code)
      return usable ?? []
    })
    return [...new Set(found)]
  }
  return {
    addresses: addressesOf(row, notice),
    phones: each(['phone', 'mobile', 'phonepro', 'B_phone', 'smsalertnumber'], parsePhone, 'phone-unusable'),
    emails: each(['email', 'emailpro', 'B_email'], parseEmail, 'email-unusable'),
  }
}

function addressesOf(row: KohaRow, notice: NotifyContact): string[][] {
  const main = addressLines(row, '')
  const other = addressLines(row, 'B_')
  if (row.text('address').trim() === '') {
    notice('address', 'address-blank')
    return other === undefined ? [] : [other]
  }
  if (row.text('zipcode').trim() === '') notice('zipcode', 'postcode-blank')
  if (/&(#\d+|[a-z]+);/i.test([main, other].join())) notice('address', 'address-entity')
  // Someone else would open a letter to a wrong address.
  const gone = kohaFlag(row.text('gonenoaddress'))
  if (gone) notice('gonenoaddress', 'address-gone')
  const [usable, tooLong] = [[], []] as [string[][], string[][]]
  for (const address of [gone ? undefined : main, other]) {
    if (address !== undefined)
      (address.some((one) => one.length > longestLine) ? tooLong : usable).push(address)
  }
  if (tooLong.length > 0) notice('address', 'address-too-long')
  return usable
}

/** Hostile: where patrons write their own address, an endless one would stop fifty letters from being printed. */
const longestLine = 300

/** Undefined without a street or box. */
function addressLines(row: KohaRow, prefix: '' | 'B_'): string[] | undefined {
  const at = (column: string) => normalizeLine(row.text(`${prefix}${column}`))
  if (at('address') === '') return undefined
  const street = [at('streetnumber'), at('address'), at('streettype')].filter(Boolean).join(' ')
  const place = [at('city'), [at('state'), at('zipcode')].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ')
  return [street, at('address2'), place, at('country')].filter((part) => part !== '')
}

export type KohaItem = {
  readonly sourceId: string
  readonly titleSourceId: string
  readonly title: string
  readonly author?: string
  readonly barcode?: string
  readonly callNumber?: string
  readonly collection?: string
  readonly itemType?: string
  readonly priceCents?: number
  readonly state: 'here' | 'lost' | 'damaged' | 'withdrawn'
}

/** Not `paidfor`, `itemnotes_nonpublic`, `onloan`, `datelastborrowed`: they name patrons, or date their loans. */
export const items = {
  file: 'items.csv',
  required: ['itemnumber', 'biblionumber', 'title'],
  used: [
    ...['itemnumber', 'biblionumber', 'title', 'author', 'barcode', 'itemcallnumber', 'ccode', 'itype'],
    ...['replacementprice', 'itemlost', 'damaged', 'withdrawn'],
  ],
} as const

export function itemOf(row: KohaRow): RowOutcome<KohaItem> {
  const sourceId = kohaId(row.text('itemnumber'))
  if (sourceId === undefined) return rejected('id-unusable')
  const titleSourceId = kohaId(row.text('biblionumber'))
  if (titleSourceId === undefined) return rejected('title-id-unusable')
  const noticed: RowNotice[] = []
  const notice = (field: string, code: RowNoticeCode) => noticed.push({ field, code })

  const title = normalizeLine(row.text('title'))
  if (title === '') notice('title', 'title-blank')
  const price = row.text('replacementprice').trim()
  const priceCents = price === '' ? undefined : kohaCents(price)
  if (price !== '' && (priceCents === undefined || priceCents < 0))
    notice('replacementprice', 'price-unusable')
  const text = <K extends string>(key: K, column: string) => {
    const found = normalizeLine(row.text(column))
    return (found === '' ? {} : { [key]: found }) as { readonly [key in K]?: string }
  }
  // Hostile: the database indexes barcodes, and an index limits length.
  const barcode = normalizeLine(row.text('barcode')).length > 100 ? {} : text('barcode', 'barcode')
  if (normalizeLine(row.text('barcode')).length > 100) notice('barcode', 'item-barcode-unusable')
  const item: KohaItem = {
    sourceId,
    titleSourceId,
    title: title === '' ? '(no title)' : title,
    ...text('author', 'author'),
    ...barcode,
    ...text('callNumber', 'itemcallnumber'),
    ...text('collection', 'ccode'),
    ...text('itemType', 'itype'),
    ...(priceCents !== undefined && priceCents >= 0 && { priceCents }),
    state: itemStateOf(row),
  }
  return lands(item, noticed)
}

/** Koha has three codes; the one that keeps the item off the shelf longest comes first. */
function itemStateOf(row: KohaRow): KohaItem['state'] {
  if (kohaFlag(row.text('itemlost'))) return 'lost'
  if (kohaFlag(row.text('withdrawn'))) return 'withdrawn'
  return kohaFlag(row.text('damaged')) ? 'damaged' : 'here'
}

/** A row of `issues`. Only the day of `date_due` is kept. */
export type KohaLoan = {
  readonly sourceId: string
  readonly patronSourceId: string
  readonly itemSourceId: string
  readonly dueOn: string
}

export const issues = {
  file: 'issues.csv',
  required: ['issue_id', 'borrowernumber', 'itemnumber', 'date_due'],
  used: ['issue_id', 'borrowernumber', 'itemnumber', 'date_due', 'returndate'],
} as const

export function loanOf(row: KohaRow): RowOutcome<KohaLoan> {
  const sourceId = kohaId(row.text('issue_id'))
  if (sourceId === undefined) return rejected('id-unusable')
  if (row.text('returndate').trim() !== '') return skipped('returned')
  if (isAnonymized(row.text('borrowernumber'))) return skipped('anonymised')
  const patronSourceId = kohaId(row.text('borrowernumber'))
  if (patronSourceId === undefined) return rejected('patron-unknown')
  const itemSourceId = kohaId(row.text('itemnumber'))
  if (itemSourceId === undefined) return rejected('item-unknown')
  const dueOn = kohaDay(row.text('date_due').trim())
  if (dueOn === undefined) return rejected('due-date-unusable')
  return lands({ sourceId, patronSourceId, itemSourceId, dueOn })
}

export type KohaHold = {
  readonly sourceId: string
  readonly patronSourceId: string
  readonly titleSourceId: string
  readonly state: 'placed' | 'in-transit' | 'waiting' | 'suspended'
}

export const reserves = {
  file: 'reserves.csv',
  required: ['reserve_id', 'borrowernumber', 'biblionumber'],
  used: ['reserve_id', 'borrowernumber', 'biblionumber', 'found', 'suspend', 'cancellationdate'],
} as const

export function holdOf(row: KohaRow): RowOutcome<KohaHold> {
  const sourceId = kohaId(row.text('reserve_id'))
  if (sourceId === undefined) return rejected('id-unusable')
  const found = row.text('found').trim().toUpperCase()
  if (found === 'F' || row.text('cancellationdate').trim() !== '') return skipped('closed-hold')
  if (isAnonymized(row.text('borrowernumber'))) return skipped('anonymised')
  const patronSourceId = kohaId(row.text('borrowernumber'))
  if (patronSourceId === undefined) return rejected('patron-unknown')
  const titleSourceId = kohaId(row.text('biblionumber'))
  if (titleSourceId === undefined) return rejected('title-id-unusable')
  return lands({
    sourceId,
    patronSourceId,
    titleSourceId,
    state: holdStateOf(found, kohaFlag(row.text('suspend'))),
  })
}

function holdStateOf(found: string, suspended: boolean): KohaHold['state'] {
  if (found === 'W') return 'waiting'
  if (found === 'T') return 'in-transit'
  return suspended ? 'suspended' : 'placed'
}

export type KohaCharge = {
  readonly sourceId: string
  readonly patronSourceId: string
  readonly kind: 'overdue' | 'lost' | 'damaged' | 'other'
  readonly amountCents: number
  readonly itemSourceId?: string
}

/** Not `description`, `note`, `dispute`: they have titles, and what people said. */
export const accountlines = {
  file: 'accountlines.csv',
  required: ['accountlines_id', 'borrowernumber', 'amountoutstanding'],
  /** Since 19.11, the last two replace the first. */
  oneOf: ['accounttype', 'debit_type_code', 'credit_type_code'],
  used: [
    ...['accountlines_id', 'borrowernumber', 'itemnumber', 'amountoutstanding'],
    ...['accounttype', 'debit_type_code', 'credit_type_code'],
  ],
} as const

/** Pay, Pay00 to Pay02 (payments), W (written off), C, CR (credit), FOR (forgiven), REF (refund). */
const paymentTypes = /^(pay.*|w|c|cr|for|ref)$/i

export function chargeOf(row: KohaRow): RowOutcome<KohaCharge> {
  const sourceId = kohaId(row.text('accountlines_id'))
  if (sourceId === undefined) return rejected('id-unusable')
  const amountCents = kohaCents(row.text('amountoutstanding'))
  if (amountCents === undefined) return rejected('amount-unusable')
  const type = row.text('accounttype').trim() || row.text('debit_type_code').trim()
  const isPayment = paymentTypes.test(type) || (type === '' && row.text('credit_type_code').trim() !== '')
  if (amountCents < 0) return skipped('credit-balance')
  if (amountCents === 0) return skipped(isPayment ? 'payment-or-credit' : 'nothing-owed')
  if (isPayment) return rejected('payment-owing')
  if (isAnonymized(row.text('borrowernumber'))) return skipped('anonymised')
  const patronSourceId = kohaId(row.text('borrowernumber'))
  if (patronSourceId === undefined) return rejected('patron-unknown')
  const itemSourceId = kohaId(row.text('itemnumber'))
  const forItem = itemSourceId !== undefined
  return lands({
    sourceId,
    patronSourceId,
    kind: chargeKindOf(type, forItem),
    amountCents,
    ...(forItem && { itemSourceId }),
  })
}

/**
 * Reading: M (MANUAL) is a charge libraries use for damage: damaged with an item, otherwise other. Descriptions have titles
 * and are not read.
 */
function chargeKindOf(type: string, forItem: boolean): KohaCharge['kind'] {
  if (type === 'F' || type === 'FU' || type === 'OVERDUE') return 'overdue'
  if (type === 'L' || type === 'LOST') return 'lost'
  return (type === 'M' || type === 'MANUAL') && forItem ? 'damaged' : 'other'
}

/** From a Koha date or date and time, `YYYY-MM-DD`; undefined if it is not a day. */
export function kohaDay(text: string): string | undefined {
  const found = /^(\d{4}-\d{2}-\d{2})(?: \d{2}:\d{2}:\d{2})?$/.exec(text)?.[1]
  return found !== undefined && isDay(found) ? found : undefined
}

/** A positive integer without leading zeros; undefined otherwise. */
export function kohaId(text: string): string | undefined {
  const found = /^0*([1-9]\d{0,14})$/.exec(text.trim())
  return found?.[1]
}

function isAnonymized(text: string): boolean {
  return /^(?:NULL)?$/i.test(text.trim())
}

/** Cents, rounded half away from zero; undefined if it is no amount or above a million. */
export function kohaCents(text: string): number | undefined {
  const found = /^(-?)(\d{1,7})(?:\.(\d{1,6}))?$/.exec(text.trim())
  if (found === null) return undefined
  const [, sign, whole = '0', fraction = ''] = found
  const micros = Number(whole) * 1e6 + Number(fraction.padEnd(6, '0'))
  const amount = Math.round(micros / 1e4)
  return amount > 1e8 ? undefined : sign === '-' && amount > 0 ? -amount : amount
}

/** Blank, 0 and non-numbers are false. */
function kohaFlag(text: string): boolean {
  return /^0*[1-9]\d*$/.test(text.trim())
}
