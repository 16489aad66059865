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
  ChangeTable,
  Fact,
  type FieldError,
  Form,
  fieldsIn,
  ShownField,
  shownField,
  TextArea,
  TextField,
  textsShown,
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
        <Form context={context} action="/counter/correct">
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
    <div class="carrel-tries">
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
    </div>
  )
}

type TextFieldName = 'firstName' | 'otherNames' | 'surname' | 'born' | 'emails' | 'phones' | 'addresses'
type CorrectionTexts = Readonly<Record<TextFieldName, string>>

/** The fields that make up a part. */
const fieldsOfPart: Readonly<Record<Correctable, readonly TextFieldName[]>> = {
  name: ['firstName', 'otherNames', 'surname'],
  born: ['born'],
  emails: ['emails'],
  phones: ['phones'],
  addresses: ['addresses'],
}

/** What the form shows of a record at first; what comes back otherwise was changed. */
function textsOf(opened: Opened): CorrectionTexts {
  const { name, born = '', emails = [], phones = [], addresses = [] } = recordValuesIn(opened)
  const { firstName = '', otherNames = '', surname = '' } = name ?? {}
  const lines = addresses.map((each) => each.join('\n')).join('\n\n')
  return {
    firstName,
    otherNames,
    surname,
    born,
    emails: emails.join('\n'),
    phones: phones.join('\n'),
    addresses: lines,
  }
}

/** The form as it opens, with what is on file. */
export function filledForm(opened: Opened): CorrectionSent {
  const texts = textsOf(opened)
  return { ...texts, was: JSON.stringify(texts) }
}

function isChanged(sent: CorrectionSent, name: TextFieldName): boolean {
  const comparable = (text = '') => linesIn(text).join('\n').trim()
  return comparable(sent[name]) !== comparable(textsShown(sent.was)[name])
}

type FieldProps = {
  readonly context: RequestContext
  readonly sent: CorrectionSent
  readonly errors: readonly FieldError[]
}

type CorrectionFieldProps = FieldProps & {
  readonly name: TextFieldName
  readonly label: string
  readonly hint?: string
}

/** Once it is changed, with what is on file. */
const CorrectionField = ({ context, sent, errors, name, label, hint }: CorrectionFieldProps) => {
  const words = correctionsWords(context)
  const was = textsShown(sent.was)[name] ?? ''
  const shown = was === '' ? words.none : was.replaceAll(/\n+/g, ', ')
  const changed = isChanged(sent, name)
  const hints = [hint, changed && words.wasOf(name === 'born' ? dayText(context, was) : shown)]
  const said = hints.filter(Boolean).join(' ')
  const field = { ...fieldsIn(sent, errors)(name), label, ...(said !== '' && { hint: said }) }
  const isList = name === 'emails' || name === 'phones' || name === 'addresses'
  return (
    <div class={changed ? 'carrel-changed' : undefined}>
      {isList ? (
        <TextArea {...field} rows={name === 'addresses' ? 5 : 2} />
      ) : (
        <TextField {...field} maxlength={100} {...(name === 'born' && { type: 'date' })} />
      )}
    </div>
  )
}

const dayText = (speaker: ScreenLanguage, day: string): string =>
  isDay(day) ? formatsOf(speaker).day(day) : recordsWords(speaker).notOnFile

/** Filled in with what is on file, for those who may see it. */
export const CorrectionFields = ({ by, ...field }: FieldProps & { readonly by: EditedBy }) => {
  const words = correctionsWords(field.context)
  const addressesHint =
    by === 'staff' ? `${words.addressesHint} ${words.addressesClear}` : words.addressesHint
  return (
    <>
      <ShownField shown={field.sent.was} />
      <h2>{words.part.name}</h2>
      <CorrectionField {...field} name="firstName" label={words.firstName} />
      <CorrectionField {...field} name="otherNames" label={words.otherNames} />
      <CorrectionField {...field} name="surname" label={words.surname} />
      <CorrectionField {...field} name="born" label={words.part.born} />
      <h2>{words.contact}</h2>
      <CorrectionField {...field} name="emails" label={words.part.emails} hint={words.listHint} />
      <CorrectionField {...field} name="phones" label={words.part.phones} hint={words.listHint} />
      <CorrectionField {...field} name="addresses" label={words.part.addresses} hint={addressesHint} />
    </>
  )
}

/** Old and new, as they stood in the form, of the parts that were changed. */
export const ChangedParts = ({
  context,
  sent,
  parts,
}: {
  readonly context: RequestContext
  readonly sent: CorrectionSent
  readonly parts: readonly Correctable[]
}) => {
  const words = correctionsWords(context)
  const textIn = (texts: Readonly<Record<string, string | undefined>>, part: Correctable) => {
    const text = fieldsOfPart[part].flatMap((name) => texts[name] || []).join(' ')
    return part === 'born' ? dayText(context, text) : linesIn(text).filter(Boolean).join(', ')
  }
  const shown = textsShown(sent.was)
  const changes = parts.map((part) => ({
    name: words.part[part],
    was: textIn(shown, part),
    now: textIn({ ...shown, ...sent }, part),
  }))
  return <ChangeTable context={context} changes={changes} />
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

/** No field asks why. `was`: what the form showed first. */
export const correctionFields = {
  was: shownField,
  firstName: shortText,
  otherNames: shortText,
  surname: shortText,
  born: shortText,
  emails: longText,
  phones: longText,
  addresses: longText,
} as const
export const correctionLines = ['emails', 'phones', 'addresses']

const correctionSchema = z.strictObject(correctionFields)
export type CorrectionSent = z.infer<typeof correctionSchema>

type EditedBy = 'staff' | 'customer'

const maxPerKind = 3
const maxAddresses = 2
const maxAgeYears = 130

/** The parts that differ from what the form showed, and what is wrong with them. `today` is `YYYY-MM-DD`. */
export function readCorrection(
  sent: CorrectionSent,
  today: string,
  words: ReturnType<typeof correctionsWords>,
  by: EditedBy,
): { readonly asked: TypedCorrection; readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = []
  const read = <T,>(field: TextFieldName, value: (text: string) => T | undefined, unfit: string) => {
    if (!isChanged(sent, field)) return undefined
    const found = value(sent[field] ?? '')
    if (found === undefined) errors.push({ field, message: unfit })
    return found
  }
  const name = {
    ...definedOf(
      'surname',
      read('surname', (text) => normalizeLine(text) || undefined, words.surnameMissing),
    ),
    ...definedOf('firstName', read('firstName', normalizeLine, '')),
    ...definedOf('otherNames', read('otherNames', normalizeLine, '')),
  }
  const asked: TypedCorrection = {
    ...(Object.keys(name).length > 0 && { name }),
    ...definedOf(
      'born',
      read('born', (text) => parseBirthDate(text, today), words.bornUnfit),
    ),
    ...definedOf(
      'emails',
      read('emails', (text) => readList(text, parseEmail), words.emailUnfit),
    ),
    ...definedOf(
      'phones',
      read('phones', (text) => readList(text, parsePhone), words.phoneUnfit),
    ),
    ...definedOf(
      'addresses',
      read('addresses', (text) => readAddresses(text, by), words.addressUnfit),
    ),
  }
  if (errors.length === 0 && correctedParts(asked).length === 0)
    errors.push({ field: 'firstName', message: words.nothing })
  return { asked, errors }
}

const definedOf = <K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: T })

/** Undefined unless a living person can have been born on that day. Days are `YYYY-MM-DD`. */
export function parseBirthDate(typed: string, today: string): string | undefined {
  const day = typed.trim()
  const oldest = `${Number(today.slice(0, 4)) - maxAgeYears}${today.slice(4)}`
  return isDay(day) && day <= today && day >= oldest ? day : undefined
}

/** One value per line; none where the field was cleared. Undefined where a line does not fit. */
function readList(typed: string, read: (text: string) => string | undefined): string[] | undefined {
  const each = linesIn(typed)
    .filter((one) => one !== '')
    .map(read)
  const fit = each.filter((one) => one !== undefined)
  return fit.length < each.length || fit.length > maxPerKind ? undefined : [...new Set(fit)]
}

/** An empty line separates addresses. Only staff can clear them all. */
function readAddresses(typed: string, by: EditedBy): string[][] | undefined {
  const addresses = linesIn(typed)
    .join('\n')
    .split(/\n{2,}/)
    .map((each) => each.split('\n').filter((one) => one !== ''))
    .filter(({ length }) => length > 0)
  const fits = addresses.every(({ length }) => length >= 2 && length <= 6)
  const isEnough = addresses.length > 0 || by === 'staff'
  return fits && isEnough && addresses.length <= maxAddresses ? addresses : undefined
}

const linesIn = (typed = '') => typed.split(/\r\n|\r|\n/).map(normalizeLine)
