import { email, line, phone } from '../contact/written.ts'
import type { KohaRow } from './koha-table.ts'
import { flag } from './koha-values.ts'
import type { NoticeCode } from './reasons.ts'

/** As sealed in `patron.contact`: each address as its lines, the first one the main one. */
export type PatronContact = {
  readonly addresses: readonly (readonly string[])[]
  readonly phones: readonly string[]
  readonly emails: readonly string[]
}

type Notify = (field: string, code: NoticeCode) => void

/**
 * The patron's own ways to be reached. Why not `altcontact…` and `contactname`: they are other people's, and
 * calls and letters go only to the patron's own number or address on file (Reg 4).
 */
export function contactOf(row: KohaRow, notice: Notify): PatronContact {
  const each = (columns: readonly string[], read: (text: string) => string | undefined, code: NoticeCode) => {
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
    phones: each(['phone', 'mobile', 'phonepro', 'B_phone', 'smsalertnumber'], phone, 'phone-unusable'),
    emails: each(['email', 'emailpro', 'B_email'], email, 'email-unusable'),
  }
}

function addressesOf(row: KohaRow, notice: Notify): string[][] {
  const main = addressLines(row, '')
  const other = addressLines(row, 'B_')
  if (row.text('address').trim() === '') {
    notice('address', 'address-blank')
    return other === undefined ? [] : [other]
  }
  if (row.text('zipcode').trim() === '') notice('zipcode', 'postcode-blank')
  if (/&(#\d+|[a-z]+);/i.test([main, other].join())) notice('address', 'address-entity')
  // Why: a letter to an address that is known to be wrong is opened by somebody else.
  const gone = flag(row.text('gonenoaddress'))
  if (gone) notice('gonenoaddress', 'address-gone')
  const [usable, tooLong] = [[], []] as [string[][], string[][]]
  for (const address of [gone ? undefined : main, other]) {
    if (address !== undefined)
      (address.some((one) => one.length > longestLine) ? tooLong : usable).push(address)
  }
  if (tooLong.length > 0) notice('address', 'address-too-long')
  return usable
}

/** Hostile: where patrons write their own address, one without end would keep fifty letters from being printed. */
const longestLine = 300

/** An address as its lines; undefined without a street or box. */
function addressLines(row: KohaRow, prefix: '' | 'B_'): string[] | undefined {
  const at = (column: string) => line(row.text(`${prefix}${column}`))
  if (at('address') === '') return undefined
  const street = [at('streetnumber'), at('address'), at('streettype')].filter(Boolean).join(' ')
  const place = [at('city'), [at('state'), at('zipcode')].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ')
  return [street, at('address2'), place, at('country')].filter((part) => part !== '')
}
