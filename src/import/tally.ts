/** Why a row did not land. A sentence names the column and what to do, and no value: `rejected.csv` has file and line. */
export const rejections = {
  columns:
    'the row has more or fewer fields than the first line: put quotes around a field that holds a comma',
  'quote-not-closed':
    'a quote is opened and not closed on this line: close it, or double a quote within text',
  'quote-escaped':
    'a quote within text is written \\" as INTO OUTFILE does: export it as CSV, where it is doubled ("")',
  'too-long': 'the row is longer than 1 MiB: shorten its text',
  'nul-byte': 'the row holds a NUL byte, which no text may: remove it',
  'not-utf8': 'a field holds bytes that are not UTF-8: save the file as UTF-8, or type the field again',
  'id-unusable':
    'the first number of the row (its id in Koha) is missing or not a whole number: export it again',
  'id-twice': 'another row above has the same id in Koha: keep one of them',
  'name-blank': 'surname and firstname are both blank: give the person a name in Koha',
  'name-too-long':
    'a name is longer than 300 characters, so likely text of another column: correct it in Koha',
  'card-twice':
    'cardnumber: a row above, or a card given out or lost here, has the same number: give one a new card',
  'patron-changed':
    'borrowernumber: something other than Carrel changed which row here is theirs: run npx --no carrel doctor',
  'guarantee-unusable': 'guarantee_id is missing or not a whole number: export the row again',
  'patron-unknown': 'borrowernumber: no such patron is here: fix or add the row in borrowers.csv first',
  'item-unknown': 'itemnumber: no such item is here: fix or add the row in items.csv first',
  'title-id-unusable': 'biblionumber is missing or not a whole number: export the row again',
  'title-unknown': 'biblionumber: no item of this title is here: fix or add one in items.csv first',
  'item-lent-twice': 'itemnumber: a row above has a loan of the same item: return one of the loans in Koha',
  'item-lent-here': 'itemnumber: the item is checked out here: check it in here, or return it in Koha',
  'due-date-unusable': 'date_due is blank or not a calendar date: give the loan a due date in Koha',
  'amount-unusable': 'amountoutstanding is not an amount of money up to a million: correct it in Koha',
  'payment-owing':
    'accounttype (or credit_type_code) is a payment, yet amountoutstanding is above zero: correct it in Koha',
} as const

export const skips = {
  'service-account':
    'category S (staff) is not imported: a staff member who borrows needs a patron category in Koha',
  'closed-loan': 'a loan that ended: who borrowed what is not kept',
  'closed-hold': 'a hold that ended: who wanted what is not kept',
  anonymised: 'a row without a patron: Koha anonymized it, and it is anonymized here too',
  'kept-here':
    'this library circulates here, and took these once: one that ended here would come back. Circulating with Koha? --lends-elsewhere',
  returned: 'an open loan with a return date: it ended',
  'payment-or-credit': 'a payment, write-off or credit with nothing left of it',
  'credit-balance': 'money that the library owes the patron: settle it in Koha',
  'nothing-owed': 'a charge that is settled',
  'guarantor-named': 'a guarantor of someone: the result is counted under Guarantors',
  'attribute-not-kept': 'an extra attribute: no part of the policy needs it',
} as const

/** Fields of a landed row that were left out or look wrong. */
export const notices = {
  'birth-date-blank': 'dateofbirth is blank: the person counts as no minor, and a guardian is told nothing',
  'birth-date-impossible': 'dateofbirth is not a calendar date: left out, the person counts as no minor',
  'birth-date-placeholder': 'dateofbirth is 1900-01-01, which means unknown: left out',
  'birth-date-future': 'dateofbirth is in the future: left out, the person counts as no minor',
  'birth-date-too-old': 'dateofbirth is over 130 years ago: left out',
  'birth-date-is-enrolment': 'dateofbirth is the day of enrollment, so probably a typing error: left out',
  'birth-date-after-enrolment': 'dateofbirth is after dateenrolled: left out',
  'category-of-children': 'an adult in a category for children: change the category in Koha',
  'category-of-adults': 'a minor in a category for adults: change the category in Koha',
  'enrolment-unusable': 'dateenrolled is not a calendar date: left out',
  'expiry-unusable': 'dateexpiry is not a calendar date: left out',
  'card-blank': 'cardnumber is blank: the person is found by name only',
  'card-damaged': 'cardnumber was changed by a spreadsheet (2.3E+13): left out; scan the card in Koha',
  'card-lost-here': 'the card was reported lost here, and stays blocked: mark it as lost in Koha too',
  'corrected-here':
    'it was corrected here, which stays while Koha says what was wrong: correct it in Koha too',
  'renewed-here': 'the card was renewed here, and stays good: change dateexpiry in Koha too',
  'name-garbled': 'a name looks twice encoded (Ã±): kept as it is; type it again in Koha',
  'phone-unusable':
    'a phone is not one whole number and nothing else: left out, for a note may limit its use',
  'email-unusable': 'an e-mail address is not one address: left out',
  'address-blank': 'address is blank: no letter can be sent',
  'address-too-long':
    'a line of an address is longer than 300 characters, so likely other text: the address is left out',
  'address-gone': 'gonenoaddress is set: the address is known to be wrong and left out',
  'postcode-blank': 'zipcode is blank: a letter may not arrive',
  'address-entity': 'an address holds an HTML entity (&amp;): kept as it is; type it again in Koha',
  'guarantor-oneself': 'guarantorid is the person: no guarantor is linked',
  'guarantor-missing': 'guarantorid names no one who is here: no guarantor is linked',
  'guarantor-mutual': 'the guarantor has this person as guarantor: neither is linked',
  'guarantor-minor': 'the guarantor is a minor: not linked',
  'guarantor-age-unknown': 'the guarantor has no usable birth date: linked, so check that they are of age',
  'guarantee-adult': 'the person is of age: the guarantor is not linked',
  'guarantor-custody':
    'borrower_attributes.csv has a note on custody: not linked; someone must read the note',
  'minor-without-guarantor': 'a minor with no guarantorid: a parent can be told nothing',
  'relationship-not-parental': 'relationship names no parent or guardian: linked as not liable',
  'title-blank': 'title is blank: shown as "(no title)"',
  'item-barcode-twice': 'barcode: a row above has the same: left out',
  'item-barcode-unusable': 'barcode is longer than 100 characters: left out',
  'price-unusable': 'replacementprice is not an amount of money: left out',
  'charge-item-unknown': 'itemnumber: no such item is here: the charge was imported without it',
} as const

export type RowRejection = keyof typeof rejections
export type RowSkip = keyof typeof skips
export type RowNoticeCode = keyof typeof notices

export type RowNotice = { readonly field: string; readonly code: RowNoticeCode }

export type RowOutcome<T> =
  | { readonly as: 'lands'; readonly row: T; readonly notices: readonly RowNotice[] }
  | { readonly as: 'skipped'; readonly reason: RowSkip }
  | { readonly as: 'rejected'; readonly reason: RowRejection }

export const rejected = (reason: RowRejection) => ({ as: 'rejected', reason }) as const
export const skipped = (reason: RowSkip) => ({ as: 'skipped', reason }) as const
export const lands = <T>(row: T, notices: readonly RowNotice[] = []) =>
  ({ as: 'lands', row, notices }) as const

export type Landing = 'added' | 'updated' | 'unchanged'

/** `rows` is the sum of the next five; `ended` counts rows here, not of the file. */
export type FileReport = {
  readonly rows: number
  readonly added: number
  readonly updated: number
  readonly unchanged: number
  readonly skipped: number
  readonly rejected: number
  readonly ended: number
  /** Rows here that the export no longer has, and that stay. */
  readonly absent: number
  readonly skippedReasons: Readonly<Partial<Record<RowSkip, number>>>
  readonly rejectedReasons: Readonly<Partial<Record<RowRejection, number>>>
  readonly noticed: Readonly<Partial<Record<RowNoticeCode, number>>>
  readonly missingColumns: readonly string[]
  /** Would have ended, but so many at once that the export looks cut short. */
  readonly held: number
  readonly absentWithLinks: number
  /** A row's id could not be read, so the file ends nothing. */
  readonly endingHeld: boolean
}

export class Tally {
  readonly #missingColumns: readonly string[]
  readonly #counts = { added: 0, updated: 0, unchanged: 0, skipped: 0, rejected: 0 }
  readonly #skipped: Partial<Record<RowSkip, number>> = {}
  readonly #rejected: Partial<Record<RowRejection, number>> = {}
  readonly #noticed: Partial<Record<RowNoticeCode, number>> = {}
  rows = 0
  ended = 0
  absent = 0
  absentWithLinks = 0
  held = 0
  endingHeld = false

  constructor(missingColumns: readonly string[] = []) {
    this.#missingColumns = missingColumns
  }

  landed(as: Landing): void {
    this.#counts[as]++
  }

  skipped(reason: RowSkip): void {
    this.#counts.skipped++
    this.#skipped[reason] = (this.#skipped[reason] ?? 0) + 1
  }

  rejected(reason: RowRejection): void {
    this.#counts.rejected++
    this.#rejected[reason] = (this.#rejected[reason] ?? 0) + 1
  }

  noticed(code: RowNoticeCode): void {
    this.#noticed[code] = (this.#noticed[code] ?? 0) + 1
  }

  /** Throws if the outcomes do not add up to the rows read. */
  report(): FileReport {
    const sum = Object.values(this.#counts).reduce((total, count) => total + count, 0)
    if (sum !== this.rows) throw new Error(`of ${this.rows} rows that were read, ${sum} are accounted for`)
    return {
      rows: this.rows,
      ...this.#counts,
      ended: this.ended,
      absent: this.absent,
      held: this.held,
      absentWithLinks: this.absentWithLinks,
      skippedReasons: this.#skipped,
      rejectedReasons: this.#rejected,
      noticed: this.#noticed,
      missingColumns: this.#missingColumns,
      endingHeld: this.endingHeld,
    }
  }
}
