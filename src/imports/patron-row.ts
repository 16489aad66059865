import { cardNumber } from '../circulation/card-number.ts'
import { line } from '../contact/written.ts'
import { yearsAfter } from '../policy/calendar.ts'
import type { PatronName } from '../sealing/name-index.ts'
import { contactOf, type PatronContact } from './contact-fields.ts'
import type { KohaRow } from './koha-table.ts'
import { day, flag, kohaId } from './koha-values.ts'
import { lands, type Notice, type NoticeCode, type Outcome, rejected, skipped } from './reasons.ts'

/** A row of `borrowers` as the vault takes it. Days are `YYYY-MM-DD`. */
export type Patron = {
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
    ...[
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
  ],
} as const

/** The categories for children among those that Koha ships with. */
const childrensCategories: ReadonlySet<string> = new Set(['J', 'K', 'YA'])
const parental = /^(mother|father|parent|(foster|step)[ -]?(mother|father|parent)|(legal )?guardian.*)$/i

/**
 * What becomes of a row of `borrowers`; `related` are those whose guarantors another table names. An unusable field never costs the person: it is left out, and noticed.
 */
export function patronOf(
  row: KohaRow,
  on: OnDay,
  related: { has(sourceId: string): boolean } = new Set<string>(),
): Outcome<Patron> {
  const sourceId = kohaId(row.text('borrowernumber'))
  if (sourceId === undefined) return rejected('id-unusable')
  const category = line(row.text('categorycode'))
  if (category === 'S') return skipped('service-account')
  const firstName = line(row.text('firstname'))
  const called = line(row.text('surname'))
  // Of a null in both columns; some people are called Null.
  const surname = called === 'NULL' && firstName === '' ? '' : called
  if (surname === '' && firstName === '') return rejected('name-blank')
  // Koha has `middle_name` apart since 22.11; here other names stand between first and last, where a middle name does.
  const otherNames = [line(row.text('middle_name')), line(row.text('othernames'))]
    .filter((name, at, all) => name !== '' && all.indexOf(name) === at)
    .join(' ')
  // Hostile: every name is held in memory to be searched.
  if ([surname, firstName, otherNames].some((name) => name.length > 300)) return rejected('name-too-long')

  const noticed: Notice[] = []
  const notice = (field: string, code: NoticeCode) => noticed.push({ field, code })
  // Why as it came: half of what such a letter became is a control character, which no line has.
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
  const patron: Patron = {
    sourceId,
    name: { surname, firstName, ...(otherNames !== '' && { otherNames }) },
    ...(born !== undefined && { born }),
    contact: contactOf(row, notice),
    standing,
    ...(card && { card }),
    ...(guarantor && { guarantor }),
  }
  return lands(patron, noticed)
}

type Notify = (field: string, code: NoticeCode) => void

function standingOf(row: KohaRow, category: string, notice: Notify): Patron['standing'] {
  const dated = (column: string, code: NoticeCode) => {
    const text = row.text(column).trim()
    const found = day(text)
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

/**
 * The birth date, where it is one. Reading: a doubtful date is none. An unknown birth date makes no minor, so
 * that nobody is told of a person on the strength of a slip of the keyboard.
 */
function bornOf(row: KohaRow, enrolledOn: string | undefined, on: OnDay, notice: Notify): string | undefined {
  const text = row.text('dateofbirth').trim()
  const born = day(text)
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
): NoticeCode | undefined {
  if (text === '') return 'birth-date-blank'
  if (born === undefined) return 'birth-date-impossible'
  if (born === '1900-01-01') return 'birth-date-placeholder'
  if (born > today) return 'birth-date-future'
  if (Number(born.slice(0, 4)) < Number(today.slice(0, 4)) - 130) return 'birth-date-too-old'
  if (born === enrolledOn) return 'birth-date-is-enrolment'
  if (enrolledOn !== undefined && born > enrolledOn) return 'birth-date-after-enrolment'
  return undefined
}

function cardOf(row: KohaRow, notice: Notify): Patron['card'] {
  const number = line(row.text('cardnumber'))
  const damaged = /^\d+([.,]\d+)?E\+?\d+$/i.test(number)
  if (cardNumber(number) === '' || damaged) {
    notice('cardnumber', damaged ? 'card-damaged' : 'card-blank')
    return undefined
  }
  return { number, state: flag(row.text('lost')) ? 'lost' : 'active' }
}

/**
 * Reading: whoever Koha names by number as guarantor signed for the person, so may be considered liable (Reg 3);
 * where `relationship` names somebody who is no parent or guardian (an aunt, a brother), not.
 */
function guarantorOf(row: KohaRow, notice: Notify): Patron['guarantor'] {
  const text = row.text('guarantorid').trim()
  if (text === '') return undefined
  const liable = isLiable(row.text('relationship'))
  if (!liable) notice('relationship', 'relationship-not-parental')
  return { sourceId: kohaId(text), liable }
}

/** Whether whoever Koha names as guarantor, by this word for what they are to the person, may be liable. */
export function isLiable(relationship: string): boolean {
  const word = line(relationship)
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
