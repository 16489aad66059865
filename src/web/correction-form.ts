import { z } from 'zod'
import { type Asked, partsOf, type Typed } from '../contact/correction.ts'
import { email, line, phone } from '../contact/written.ts'
import { isDay } from '../policy/calendar.ts'
import type { FieldError } from './views/form.tsx'
import type { correctionsWords } from './words/corrections.ts'

const text = z.string().max(100).optional()
const several = z.string().max(1000).optional()
const ticked = z.literal('yes').optional()

/** What a customer fills in of what should be different; there is no field for why. */
export const correctionFields = {
  ...{ firstName: text, otherNames: text, surname: text, wholeName: ticked, born: text },
  ...{ emails: several, noEmail: ticked, phones: several, noPhone: ticked, addresses: several },
} as const
/** Those that may have several lines. */
export const correctionLines = ['emails', 'phones', 'addresses']

const sent = z.strictObject(correctionFields)
export type CorrectionSent = z.infer<typeof sent>

const mostOfKind = 3
const mostAddresses = 2
const oldestYears = 130

/** What was filled in, and what is wrong with it. @param today `YYYY-MM-DD` */
export function readCorrection(
  sent: CorrectionSent,
  today: string,
  words: ReturnType<typeof correctionsWords>,
): { readonly asked: Typed; readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = []
  const wrong = (field: string, message: string) => errors.push({ field, message })
  const asked: Typed = {
    ...nameOf(sent, () => wrong('surname', words.surnameMissing)),
    ...bornOf(sent, today, () => wrong('born', words.bornUnfit)),
  }
  const emails = listOf(sent.emails, sent.noEmail, email)
  if (emails === 'both') wrong('emails', words.bothEmail)
  if (emails === 'unfit') wrong('emails', words.emailUnfit)
  const phones = listOf(sent.phones, sent.noPhone, phone)
  if (phones === 'both') wrong('phones', words.bothPhone)
  if (phones === 'unfit') wrong('phones', words.phoneUnfit)
  const addresses = addressesOf(sent.addresses)
  if (addresses === 'unfit') wrong('addresses', words.addressUnfit)
  const whole: Typed = {
    ...asked,
    ...(Array.isArray(emails) && { emails }),
    ...(Array.isArray(phones) && { phones }),
    ...(Array.isArray(addresses) && { addresses }),
  }
  if (errors.length === 0 && partsOf(whole).length === 0) wrong('firstName', words.nothing)
  return { asked: whole, errors }
}

/** A part that is left empty stays as it is, unless they say that this is the whole name. */
function nameOf(sent: CorrectionSent, missing: () => unknown): Typed {
  const [firstName, otherNames, surname] = [sent.firstName, sent.otherNames, sent.surname].map((one = '') =>
    line(one),
  )
  if (!firstName && !otherNames && !surname) return {}
  if (sent.wholeName === undefined)
    return {
      name: {
        ...(surname && { surname }),
        ...(firstName && { firstName }),
        ...(otherNames && { otherNames }),
      },
    }
  if (surname) return { name: { surname, firstName: firstName ?? '', otherNames: otherNames ?? '' } }
  missing()
  return {}
}

function bornOf({ born = '' }: CorrectionSent, today: string, unfit: () => unknown): Asked {
  if (born.trim() === '') return {}
  const day = birthDay(born, today)
  if (day !== undefined) return { born: day }
  unfit()
  return {}
}

/** A day on which somebody who lives can have been born; undefined where it is none. Days are `YYYY-MM-DD`. */
export function birthDay(typed: string, today: string): string | undefined {
  const day = typed.trim()
  const oldest = `${Number(today.slice(0, 4)) - oldestYears}${today.slice(4)}`
  return isDay(day) && day <= today && day >= oldest ? day : undefined
}

type List = string[] | 'both' | 'unfit' | undefined

function listOf(
  typed: string | undefined,
  none: 'yes' | undefined,
  read: (text: string) => string | undefined,
): List {
  const lines = linesIn(typed).filter((one) => one !== '')
  if (none === 'yes') return lines.length > 0 ? 'both' : []
  if (lines.length === 0) return undefined
  const each = lines.map(read)
  const fit = each.filter((one) => one !== undefined)
  return fit.length < each.length || fit.length > mostOfKind ? 'unfit' : [...new Set(fit)]
}

/** Each as its lines; an empty line parts two of them. */
function addressesOf(typed: string | undefined): string[][] | 'unfit' | undefined {
  const addresses = linesIn(typed)
    .join('\n')
    .split(/\n{2,}/)
    .map((each) => each.split('\n').filter((one) => one !== ''))
    .filter(({ length }) => length > 0)
  if (addresses.length === 0) return undefined
  const fits = addresses.every(({ length }) => length >= 2 && length <= 6)
  return fits && addresses.length <= mostAddresses ? addresses : 'unfit'
}

const linesIn = (typed = '') => typed.split(/\r\n|\r|\n/).map(line)
