import type { Child } from 'hono/jsx'
import { z } from 'zod'
import {
  type CheckedPart,
  type Correctable,
  checkedParts,
  correctedParts,
  type Opened,
  type RequestedCorrection,
  requiredChecks,
  type TypedCorrection,
} from '../../gate/index.ts'
import { normalizeLine, parseEmail, parsePhone } from '../../platform/contact-details.ts'
import {
  CheckboxField,
  Fact,
  type FieldError,
  Form,
  fieldsIn,
  TextArea,
  TextField,
} from '../../platform/http/page-kit.tsx'
import type { RequestContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import type { ScreenLanguage } from '../../platform/i18n/screen-words.ts'
import { isDay } from '../../policy/index.ts'
import { correctionsWords } from '../words/corrections.ts'
import { recordsWords } from '../words/records.ts'

type CorrectionActionsProps = {
  readonly context: RequestContext
  readonly id: string
  readonly opened: Opened
}

/** Old and new values side by side, with what staff can do about each. */
export const CorrectionActions = ({ context, id, opened }: CorrectionActionsProps) => {
  const words = correctionsWords(context)
  const { correction } = opened
  if (correction === undefined) return null
  const { asked, mark, corrected } = correction
  const parts = checkedParts.filter((part) => asked[part] !== undefined)
  if (parts.length === 0 && corrected.length === 0) return null
  return (
    <section aria-labelledby="correction" class="carrel-acts">
      {parts.length > 0 && <h2 id="correction">{words.asks}</h2>}
      {parts.length > 0 && <p>{words.asksSays}</p>}
      {parts.map((part) => (
        <Form context={context} action="/counter/correct" class="carrel-correction">
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="part" value={part} />
          <input type="hidden" name="mark" value={mark} />
          <h3>{words.part[part]}</h3>
          <dl class="carrel-facts">
            {([words.now, words.shouldBe] as const).map((name, at) => (
              <Fact name={name}>
                <PartLines lines={partLines(context, part, at === 0 ? recordValuesIn(opened) : asked)} />
              </Fact>
            ))}
          </dl>
          <DecisionButtons context={context} part={part} />
        </Form>
      ))}
      {corrected.length > 0 && <p>{words.corrected(partNames(context, corrected))}</p>}
    </section>
  )
}

const DecisionButtons = ({
  context,
  part,
}: {
  readonly context: RequestContext
  readonly part: CheckedPart
}) => {
  const words = correctionsWords(context)
  return (
    <>
      {([...requiredChecks[part], 'leave'] as const).map((act) => (
        <button
          type="submit"
          name="do"
          value={act}
          class="usa-button usa-button--outline"
          aria-label={words.of(words.do[act], words.part[part])}
        >
          {words.do[act]}
        </button>
      ))}
    </>
  )
}

type FieldProps = {
  readonly context: RequestContext
  readonly opened: Opened
  readonly sent: CorrectionSent
  readonly errors: readonly FieldError[]
}

const CurrentValue = ({ context, opened, part }: FieldProps & { readonly part: Correctable }) => {
  const corrections = correctionsWords(context)
  const lines = partLines(context, part, recordValuesIn(opened))
  return (
    <>
      <h2>{corrections.part[part]}</h2>
      {lines.map((line) => (
        <p class="carrel-line">{corrections.nowIs(line)}</p>
      ))}
    </>
  )
}

type TypedFieldProps = FieldProps & {
  readonly name: 'firstName' | 'otherNames' | 'surname' | 'born'
  readonly label: string
  readonly type?: 'date'
}

const TypedField = ({ sent, errors, name, label, type }: TypedFieldProps) => (
  <TextField {...fieldsIn(sent, errors)(name)} label={label} maxlength={100} {...(type && { type })} />
)

type AreaFieldProps = FieldProps & { readonly name: 'emails' | 'phones' | 'addresses'; readonly hint: string }

const AreaField = ({ context, sent, errors, name, hint }: AreaFieldProps) => (
  <TextArea
    {...fieldsIn(sent, errors)(name)}
    hint={hint}
    rows={name === 'addresses' ? 5 : 2}
    label={correctionsWords(context).part[name]}
  />
)

type CorrectionFieldsProps = FieldProps & {
  readonly none: { readonly noEmail: string; readonly noPhone: string }
}

export const CorrectionFields = ({ none, ...field }: CorrectionFieldsProps) => {
  const words = correctionsWords(field.context)
  return (
    <>
      <CurrentValue {...field} part="name" />
      <TypedField {...field} name="firstName" label={words.firstName} />
      <TypedField {...field} name="otherNames" label={words.otherNames} />
      <TypedField {...field} name="surname" label={words.surname} />
      <CheckboxField name="wholeName" label={words.wholeName} ticked={field.sent.wholeName ?? ''} />
      <CurrentValue {...field} part="born" />
      <TypedField {...field} name="born" label={words.part.born} type="date" />
      <CurrentValue {...field} part="emails" />
      <AreaField {...field} name="emails" hint={words.emailsHint} />
      <CheckboxField name="noEmail" label={none.noEmail} ticked={field.sent.noEmail ?? ''} />
      <CurrentValue {...field} part="phones" />
      <AreaField {...field} name="phones" hint={words.phonesHint} />
      <CheckboxField name="noPhone" label={none.noPhone} ticked={field.sent.noPhone ?? ''} />
      <CurrentValue {...field} part="addresses" />
      <AreaField {...field} name="addresses" hint={words.addressesHint} />
    </>
  )
}

function recordValuesIn({ identity, contact }: Opened): RequestedCorrection {
  const { surname, firstName, otherNames, born } = identity ?? {}
  return {
    ...(surname !== undefined &&
      firstName !== undefined && {
        name: { surname, firstName, ...(otherNames !== undefined && { otherNames }) },
      }),
    ...(born !== undefined && { born }),
    ...(contact && { emails: contact.emails, phones: contact.phones, addresses: contact.addresses }),
  }
}

/** One line per value; none for an empty list or unknown day. */
export function partLines(
  speaker: ScreenLanguage,
  part: Correctable,
  said: RequestedCorrection,
): readonly string[] {
  const corrections = correctionsWords(speaker)
  const records = recordsWords(speaker)
  const formats = formatsOf(speaker)
  const lines = knownLines(part, said, formats.day)
  if (lines.length > 0) return lines
  return [part === 'born' ? records.notOnFile : corrections.none]
}

function knownLines(
  part: Correctable,
  said: RequestedCorrection,
  day: (name: string) => string,
): readonly string[] {
  switch (part) {
    case 'name': {
      const { firstName = '', otherNames = '', surname = '' } = said.name ?? {}
      return said.name === undefined ? [] : [[firstName, otherNames, surname].filter(Boolean).join(' ')]
    }
    case 'born':
      return said.born === undefined ? [] : [day(said.born)]
    case 'addresses':
      return (said.addresses ?? []).map((lines) => lines.join(', '))
    default:
      return said[part] ?? []
  }
}

const PartLines = ({ lines }: { readonly lines: readonly string[] }): Child =>
  lines.map((line) => <span class="carrel-line">{line} </span>)

/** "name and birth date", within a sentence. */
export function partNames(speaker: ScreenLanguage, parts: readonly Correctable[]): string {
  const corrections = correctionsWords(speaker)
  const formats = formatsOf(speaker)
  return formats.all(parts.map((part) => inSentence(corrections.part[part])))
}

const inSentence = (name: string) => name.slice(0, 1).toLowerCase() + name.slice(1)

const shortText = z.string().max(100).optional()
const longText = z.string().max(1000).optional()
const checkbox = z.literal('yes').optional()

/** No field asks why. */
export const correctionFields = {
  firstName: shortText,
  otherNames: shortText,
  surname: shortText,
  wholeName: checkbox,
  born: shortText,
  emails: longText,
  noEmail: checkbox,
  phones: longText,
  noPhone: checkbox,
  addresses: longText,
} as const
export const correctionLines = ['emails', 'phones', 'addresses']

const correctionSchema = z.strictObject(correctionFields)
export type CorrectionSent = z.infer<typeof correctionSchema>

const maxPerKind = 3
const maxAddresses = 2
const maxAgeYears = 130

/** Also returns what is wrong. `today` is `YYYY-MM-DD`. */
export function readCorrection(
  sent: CorrectionSent,
  today: string,
  words: ReturnType<typeof correctionsWords>,
): { readonly asked: TypedCorrection; readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = []
  const wrong = (field: string, message: string) => errors.push({ field, message })
  const asked: TypedCorrection = {
    ...readName(sent, () => wrong('surname', words.surnameMissing)),
    ...readBirthDate(sent, today, () => wrong('born', words.bornUnfit)),
  }
  const emails = readList(sent.emails, sent.noEmail, parseEmail)
  if (emails === 'both') wrong('emails', words.bothEmail)
  if (emails === 'unfit') wrong('emails', words.emailUnfit)
  const phones = readList(sent.phones, sent.noPhone, parsePhone)
  if (phones === 'both') wrong('phones', words.bothPhone)
  if (phones === 'unfit') wrong('phones', words.phoneUnfit)
  const addresses = readAddresses(sent.addresses)
  if (addresses === 'unfit') wrong('addresses', words.addressUnfit)
  const whole: TypedCorrection = {
    ...asked,
    ...(Array.isArray(emails) && { emails }),
    ...(Array.isArray(phones) && { phones }),
    ...(Array.isArray(addresses) && { addresses }),
  }
  if (errors.length === 0 && correctedParts(whole).length === 0) wrong('firstName', words.nothing)
  return { asked: whole, errors }
}

/** Empty parts stay as they are, unless the patron says this is their whole name. */
function readName(sent: CorrectionSent, missing: () => unknown): TypedCorrection {
  const [firstName, otherNames, surname] = [sent.firstName, sent.otherNames, sent.surname].map((one = '') =>
    normalizeLine(one),
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

function readBirthDate(
  { born = '' }: CorrectionSent,
  today: string,
  unfit: () => unknown,
): RequestedCorrection {
  if (born.trim() === '') return {}
  const day = parseBirthDate(born, today)
  if (day !== undefined) return { born: day }
  unfit()
  return {}
}

/** Undefined unless a living person can have been born on that day. Days are `YYYY-MM-DD`. */
export function parseBirthDate(typed: string, today: string): string | undefined {
  const day = typed.trim()
  const oldest = `${Number(today.slice(0, 4)) - maxAgeYears}${today.slice(4)}`
  return isDay(day) && day <= today && day >= oldest ? day : undefined
}

type ReadList = string[] | 'both' | 'unfit' | undefined

function readList(
  typed: string | undefined,
  none: 'yes' | undefined,
  read: (text: string) => string | undefined,
): ReadList {
  const lines = linesIn(typed).filter((one) => one !== '')
  if (none === 'yes') return lines.length > 0 ? 'both' : []
  if (lines.length === 0) return undefined
  const each = lines.map(read)
  const fit = each.filter((one) => one !== undefined)
  return fit.length < each.length || fit.length > maxPerKind ? 'unfit' : [...new Set(fit)]
}

/** An empty line separates addresses. */
function readAddresses(typed: string | undefined): string[][] | 'unfit' | undefined {
  const addresses = linesIn(typed)
    .join('\n')
    .split(/\n{2,}/)
    .map((each) => each.split('\n').filter((one) => one !== ''))
    .filter(({ length }) => length > 0)
  if (addresses.length === 0) return undefined
  const fits = addresses.every(({ length }) => length >= 2 && length <= 6)
  return fits && addresses.length <= maxAddresses ? addresses : 'unfit'
}

const linesIn = (typed = '') => typed.split(/\r\n|\r|\n/).map(normalizeLine)
