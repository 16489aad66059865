import { randomUUID } from 'node:crypto'
import type { Child } from 'hono/jsx'
import { encode } from 'uqr'
import { z } from 'zod'
import { parsePhone, withoutExtension } from '../contact-details.ts'
import { formatsOf } from '../i18n/language.ts'
import { frameWords } from '../i18n/words/frame.ts'
import type { RequestContext } from './request-context.ts'

type Options = Readonly<Record<string, string>>

/** The error of the control named `of`, which refers to it by `aria-describedby`. Renders nothing if there is no error. */
export const ErrorMessage = ({ of, says }: { readonly of: string; readonly says: string | undefined }) =>
  says ? (
    <span class="usa-error-message" id={`${of}-error`}>
      {says}
    </span>
  ) : null

type SelectFieldProps = {
  readonly name: string
  /** Its id on the page, where it is not its name. */
  readonly id?: string
  readonly label: string
  readonly options: Options
  readonly picked: string
  /** The text of the empty option. */
  readonly none?: string
  readonly error?: string | undefined
}

export const SelectField = ({ name, id = name, label, options, picked, none, error }: SelectFieldProps) => (
  <>
    <label class="usa-label" for={id}>
      {label}
    </label>
    <ErrorMessage of={id} says={error} />
    <select class="usa-select" id={id} name={name} {...(error && { 'aria-describedby': `${id}-error` })}>
      {none !== undefined && (
        <option value="" selected={picked === ''}>
          {none}
        </option>
      )}
      {Object.entries(options).map(([value, text]) => (
        <option value={value} selected={value === picked}>
          {text}
        </option>
      ))}
    </select>
  </>
)

type CheckboxFieldProps = {
  readonly name: string
  readonly id?: string
  readonly label: string
  readonly ticked: string
}

export const CheckboxField = ({ name, id = name, label, ticked }: CheckboxFieldProps) => (
  <div class="usa-checkbox">
    <input
      class="usa-checkbox__input"
      id={id}
      type="checkbox"
      name={name}
      value="yes"
      checked={ticked === 'yes'}
    />
    <label class="usa-checkbox__label" for={id}>
      {label}
    </label>
  </div>
)

type CheckboxGroupProps = {
  readonly type?: 'radio'
  readonly name: string
  readonly id?: string
  readonly legend: string
  readonly hint?: string | undefined
  readonly options: Options
  readonly chosen: readonly string[]
  readonly errors?: readonly FieldError[]
}

export const CheckboxGroup = ({
  type,
  name,
  id = name,
  legend,
  hint,
  options,
  chosen,
  errors = [],
}: CheckboxGroupProps) => {
  const error = errors.find(({ field }) => field === id)
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <fieldset class="usa-fieldset" id={id} {...(described !== '' && { 'aria-describedby': described })}>
      <legend class="usa-legend">{legend}</legend>
      {hint && (
        <span class="usa-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <ErrorMessage of={id} says={error?.message} />
      {Object.entries(options).map(([value, text]) => (
        <div class={`usa-${type ?? 'checkbox'}`}>
          <input
            class={`usa-${type ?? 'checkbox'}__input`}
            id={`${id}-${value}`}
            type={type ?? 'checkbox'}
            name={name}
            value={value}
            checked={chosen.includes(value)}
          />
          <label class={`usa-${type ?? 'checkbox'}__label`} for={`${id}-${value}`}>
            {text}
          </label>
        </div>
      ))}
    </fieldset>
  )
}

type DayFieldProps = {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly errors: readonly FieldError[]
}

export const DayField = ({ name, label, value, errors }: DayFieldProps) => (
  <TextField name={name} label={label} type="date" value={value} maxlength={10} errors={errors} />
)

/** A QR code as inline SVG. Null where the text is too long for one (666 bytes). */
export const Qr = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const rows = modulesOf(text)
  if (rows === null) return null
  const path = rows
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('')
  return (
    <svg
      class="carrel-qr"
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={rows.length} height={rows.length} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

/** Rows of modules, true where dark. Above version 20 the modules are too small for a phone. */
function modulesOf(text: string): readonly (readonly boolean[])[] | null {
  try {
    return encode(text, { ecc: 'M', maxVersion: 20, border: 4 }).data
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

type FormProps = {
  readonly context: RequestContext
  readonly action: string
  readonly class?: string
  readonly id?: string | undefined
  readonly enctype?: 'multipart/form-data'
  readonly hidden?: boolean
  readonly children?: Child
}

/** A form sent by POST with the CSRF token. */
export const Form = ({ context, children, ...rest }: FormProps) => (
  <form method="post" {...rest}>
    <CsrfField context={context} />
    {children}
  </form>
)

type FilterFormProps = { readonly action: string; readonly class?: string; readonly children?: Child }

/**
 * A form that narrows the list of its page down. Sent by GET without the token: it changes nothing, and its address can
 * be returned to. Why never for a patron: addresses are kept by browsers and proxies.
 */
export const FilterForm = ({ children, ...rest }: FilterFormProps) => (
  <form method="get" {...rest}>
    {children}
  </form>
)

const CsrfField = ({ context }: { readonly context: RequestContext }) => (
  <input type="hidden" name="word" value={context.csrfToken} />
)

/** The link that leaves a page on which nothing is left to do. */
export const DoneLink = ({ context, href }: { readonly context: RequestContext; readonly href: string }) => (
  <a class="usa-button usa-button--big" href={href}>
    {frameWords(context).done}
  </a>
)

export const BackLink = ({ href, children }: { readonly href: string; readonly children?: Child }) => (
  <p class="carrel-back">
    <TextLink href={href}>{children}</TextLink>
  </p>
)

export type FieldError = { readonly field: string; readonly message: string }

type ErrorSummaryProps = {
  readonly context: RequestContext
  readonly errors: readonly FieldError[]
  /** False where a field has the focus. */
  readonly takesFocus?: boolean | undefined
}

/** The errors above the form, each with a link to its field. Takes the focus when the page opens. */
export const ErrorSummary = ({ context, errors, takesFocus = true }: ErrorSummaryProps) =>
  errors.length === 0 ? null : (
    <div class="usa-alert usa-alert--error" role="alert" tabindex={-1} autofocus={takesFocus}>
      <div class="usa-alert__body">
        <h2 class="usa-alert__heading">{frameWords(context).fixFirst}</h2>
        <ul class="usa-list usa-list--unstyled">
          {errors.map(({ field, message }) => (
            <li>
              <TextLink href={`#${field}`}>{message}</TextLink>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )

type TextFieldProps = {
  readonly name: string
  /** Its id on the page, where it is not its name: two forms may have fields of one name. */
  readonly id?: string
  readonly label: string
  readonly hint?: string
  readonly value?: string
  readonly type?: 'text' | 'tel' | 'password' | 'date' | 'time' | 'datetime-local'
  readonly autocomplete?: string
  /** Where there are errors the summary has the focus, unless this is `with-error`. */
  readonly autofocus?: boolean | 'with-error'
  readonly inputmode?: 'numeric' | 'text'
  readonly maxlength?: number
  readonly errors?: readonly FieldError[]
}

type FieldProps = Pick<TextFieldProps, 'name' | 'id' | 'label' | 'hint' | 'errors'>

const idOf = ({ id, name }: FieldProps) => id ?? name
const errorOf = ({ errors = [], ...of }: FieldProps) => errors.find(({ field }) => field === idOf(of))

/** Ties the hint and the error to their input for screen readers. */
function described(field: FieldProps) {
  const { hint } = field
  const id = idOf(field)
  const error = errorOf(field)
  const by = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return { ...(by !== '' && { 'aria-describedby': by }), ...(error && { 'aria-invalid': 'true' as const }) }
}

const Field = ({ children, ...field }: FieldProps & { readonly children: Child }) => {
  const { label, hint } = field
  const id = idOf(field)
  const error = errorOf(field)
  return (
    <div class={error ? 'usa-form-group usa-form-group--error' : 'usa-form-group'}>
      <label class={error ? 'usa-label usa-label--error' : 'usa-label'} for={id}>
        {label}
      </label>{' '}
      {hint && (
        <span class="usa-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}{' '}
      <ErrorMessage of={id} says={error?.message} /> {children}
    </div>
  )
}

export const TextField = (props: TextFieldProps) => {
  const { name, errors = [], autocomplete = 'off', autofocus = false } = props
  const hasFocus = autofocus === 'with-error' || (autofocus && errors.length === 0)
  return (
    <Field {...props}>
      <input
        class={errorOf(props) ? 'usa-input usa-input--error' : 'usa-input'}
        id={idOf(props)}
        name={name}
        type={props.type ?? 'text'}
        autocomplete={autocomplete}
        autocapitalize="none"
        spellcheck={false}
        maxlength={props.maxlength ?? 200}
        {...(props.value !== undefined && { value: props.value })}
        {...(props.inputmode && { inputmode: props.inputmode })}
        {...(hasFocus && { autofocus: true })}
        {...described(props)}
      />
    </Field>
  )
}

type PassphraseFieldProps = Pick<TextFieldProps, 'label' | 'hint' | 'errors' | 'autofocus'> & {
  readonly name?: string
}

/** The passphrase that someone has, not a new one. */
export const PassphraseField = ({ name = 'passphrase', ...field }: PassphraseFieldProps) => (
  <TextField {...field} name={name} type="password" autocomplete="current-password" maxlength={2000} />
)

type TextAreaProps = Pick<TextFieldProps, 'name' | 'id' | 'label' | 'hint' | 'value' | 'errors'> & {
  readonly rows: number
}

/** Its route names the field among its `lines`. */
export const TextArea = (props: TextAreaProps) => {
  const { name, rows, value } = props
  return (
    <Field {...props}>
      <textarea
        class={errorOf(props) ? 'usa-textarea usa-input--error' : 'usa-textarea'}
        id={idOf(props)}
        name={name}
        rows={rows}
        autocomplete="off"
        spellcheck={false}
        {...described(props)}
      >
        {value}
      </textarea>
    </Field>
  )
}

type Choice = {
  readonly value: string
  readonly label: Child
  readonly hint?: Child
  /** The key that presses it, on a button. */
  readonly key?: string | undefined
}

/** Big buttons, one for each answer; pressing one submits the form. */
export const ChoiceButtons = ({
  name,
  choices,
}: {
  readonly name: string
  readonly choices: readonly Choice[]
}) => (
  <ul class="carrel-choices">
    {choices.map(({ value, label, hint, key }) => (
      <li>
        <button type="submit" name={name} value={value} class="carrel-choice" aria-keyshortcuts={key}>
          <span class="carrel-choice__label">
            {key !== undefined && <kbd>{key}</kbd>} {label}
          </span>{' '}
          {hint && <span class="carrel-choice__hint">{hint}</span>}
        </button>
      </li>
    ))}
  </ul>
)

type ChoiceListProps = {
  readonly type: 'radio' | 'checkbox'
  readonly name: string
  readonly legend: string
  readonly choices: readonly Choice[]
  readonly chosen: readonly string[]
  /** Its own error has its name as the field, or the id of one of its tiles. */
  readonly errors?: readonly FieldError[]
}

/** Tiles to select, one (`radio`) or several (`checkbox`). The legend is for screen readers. */
export const ChoiceList = ({ type, name, legend, choices, chosen, errors = [] }: ChoiceListProps) => {
  const tiles = choices.map((choice) => ({ ...choice, id: `${name}-${choice.value}` }))
  const error = errors.find(({ field }) => field === name || tiles.some(({ id }) => id === field))
  return (
    <fieldset class="usa-fieldset" {...(error && { 'aria-describedby': `${name}-error` })}>
      <legend class="usa-sr-only">{legend}</legend>
      <ErrorMessage of={name} says={error?.message} />
      {tiles.map(({ id, value, label, hint }) => (
        <div class={`usa-${type}`}>
          <input
            class={`usa-${type}__input usa-${type}__input--tile`}
            id={id}
            type={type}
            name={name}
            value={value}
            checked={chosen.includes(value)}
          />
          <label class={`usa-${type}__label`} for={id}>
            {label} {hint && <span class={`usa-${type}__label-description`}>{hint}</span>}
          </label>
        </div>
      ))}
    </fieldset>
  )
}

type ChoiceQuestionProps = ChoiceListProps & { readonly hint?: string }

/** Tiles below their question. */
export const ChoiceQuestion = ({ hint, ...list }: ChoiceQuestionProps) => (
  <div id={list.name}>
    <h2>{list.legend}</h2>
    {hint && <p class="carrel-hint">{hint}</p>}
    <ChoiceList {...list} />
  </div>
)

type PressProps = {
  readonly context: RequestContext
  readonly action: string
  /** The field that the button sends. */
  readonly name: string
  readonly value: string
  /** The text of the button, and its accessible name where several on the page have that text. */
  readonly says: string
  readonly called?: string | undefined
  readonly look?: 'outline' | 'secondary'
  /** More of the form, above the button. */
  readonly children?: Child
}

/** A form of one button. */
export const ActionButton = ({
  context,
  action,
  name,
  value,
  says,
  called,
  look = 'outline',
  children,
}: PressProps) => (
  <Form context={context} action={action}>
    {children}
    <SubmitButton name={name} value={value} look={look} called={called}>
      {says}
    </SubmitButton>
  </Form>
)

/** The id of a form that begins something, so that a button pressed twice begins it once. */
export const sentForm = z.uuid().optional()

/** A new id for a form that was not sent yet. */
export const FormId = ({ sent = randomUUID() }: { readonly sent: string | undefined }) => (
  <input type="hidden" name="form" value={sent} />
)

/** The cents of a typed amount; undefined where it is none or zero. */
export function centsOf(typed: string | undefined): number | undefined {
  const [, dollars, cents = '00'] = /^\$?(\d{1,5})(?:[.,](\d\d))?$/.exec(typed ?? '') ?? []
  return Number(dollars ?? 0) * 100 + Number(cents) || undefined
}

type AlertProps = { readonly kind: 'info' | 'warning' | 'success' | 'error'; readonly children: Child }

export const Alert = ({ kind, children }: AlertProps) => (
  <div class={`usa-alert usa-alert--${kind} usa-alert--slim carrel-first`}>
    {/* Why around words alone: without it the sign stands upon them. */}
    <div class="usa-alert__body">
      {isWords(children) ? <p class="usa-alert__text">{children}</p> : children}
    </div>
  </div>
)

/** A sentence that is left out is `false`: it leaves words. */
const isWords = (children: Child): boolean =>
  [children].flat().every((one) => one === false || typeof one === 'string' || typeof one === 'number')

/** A message of a program or server as it is, in English, for the person who maintains the computer. */
export const OriginalMessage = ({ lead, children }: { readonly lead: string; readonly children: Child }) => (
  <p class="carrel-said">
    {lead}{' '}
    <span lang="en" class="carrel-said__words">
      {children}
    </span>
  </p>
)

/** What was just done, in a sentence above the page. */
export const StatusNote = ({ said }: { readonly said: string | undefined }) =>
  said === undefined ? null : (
    <div class="usa-alert usa-alert--info usa-alert--slim carrel-note" role="status">
      <div class="usa-alert__body">
        <p class="usa-alert__text">{said}</p>
      </div>
    </div>
  )

export type HeadingLevel = 2 | 3

type HeadingProps = {
  readonly level: HeadingLevel
  readonly id?: string
  readonly class?: string
  readonly children?: Child
}

export const Heading = ({ level, children, ...rest }: HeadingProps) =>
  level === 2 ? <h2 {...rest}>{children}</h2> : <h3 {...rest}>{children}</h3>

type TableProps = {
  readonly head: readonly string[]
  readonly rows: readonly (readonly Child[])[]
}

export const TableHead = ({ names }: { readonly names: readonly string[] }) => (
  <thead>
    <tr>
      {names.map((name) => (
        <th scope="col">{name}</th>
      ))}
    </tr>
  </thead>
)

/** Rows of text, each headed by its first cell; stacked on a phone. A column that is empty in every row is left out. */
export const DataTable = (table: TableProps) => {
  const isFilled = (at: number) => at === 0 || table.rows.some((row) => row[at] !== '')
  const head = table.head.filter((_name, at) => isFilled(at))
  const rows = table.rows.map((row) => row.filter((_cell, at) => isFilled(at)))
  return (
    <table class="usa-table usa-table--borderless usa-table--stacked carrel-table">
      <TableHead names={head} />
      <tbody>
        {rows.map(([first, ...others]) => (
          <tr>
            <th scope="row" data-label={head[0]}>
              {first}
            </th>
            {others.map((cell, at) => (
              <td data-label={head[at + 1]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Without a script, a sentence says how to print. The page prints only what is in a `carrel-prints`, where it has one. */
export const PrintButton = ({ context }: { readonly context: RequestContext }) => {
  const { print, printHow } = frameWords(context)
  return (
    <div class="carrel-print">
      <button type="button" class="usa-button usa-button--outline" data-print hidden>
        {print}
      </button>
      <p data-print-how>{printHow}</p>
    </div>
  )
}

/** In a form that opens filled in: what it showed, so that only what was changed counts. */
export const shownField = z.string().max(8000).optional()

type Texts = Readonly<Record<string, string>>
const shownTexts = z.record(z.string(), z.string())

export const ShownField = ({ shown = '{}' }: { readonly shown?: string | undefined }) => (
  <input type="hidden" name="was" value={shown} />
)

/** Hostile: it comes back with the form. It only tells which fields were changed. */
export function textsShown(was = '{}'): Texts {
  try {
    return shownTexts.parse(JSON.parse(was))
  } catch {
    return {}
  }
}

export type Change = { readonly name: string; readonly was: string; readonly now: string }

type ChangeTableProps = { readonly context: RequestContext; readonly changes: readonly Change[] }

/** What was saved: old beside new, without what stayed the same. */
export const ChangeTable = ({ context, changes }: ChangeTableProps) => {
  const { what, was, now, blank } = frameWords(context)
  const changed = changes.filter((change) => change.was !== change.now)
  if (changed.length === 0) return null
  return (
    <DataTable
      head={[what, was, now]}
      rows={changed.map((change) => [
        change.name,
        change.was || blank,
        <strong>{change.now || blank}</strong>,
      ])}
    />
  )
}

const buttonClasses = {
  outline: 'usa-button--outline',
  big: 'usa-button--big',
  secondary: 'usa-button--secondary',
  /** Below the question that it answers. */
  go: 'usa-button--big carrel-go',
  /** Reads like a link. */
  link: 'usa-button--unstyled',
} as const

type SubmitButtonProps = {
  readonly look?: keyof typeof buttonClasses
  readonly name?: string
  readonly value?: string | undefined
  /** Its accessible name, where the text is not clear by itself. */
  readonly called?: string | undefined
  /** Where it sends the form, if not to the form's own address. */
  readonly formaction?: string | undefined
  readonly children?: Child
}

const buttonClass = (look: SubmitButtonProps['look']) =>
  look === undefined ? 'usa-button' : `usa-button ${buttonClasses[look]}`

export const SubmitButton = ({ look, called, children, ...sends }: SubmitButtonProps) => (
  <button type="submit" {...sends} class={buttonClass(look)} aria-label={called}>
    {children}
  </button>
)

type LinkProps = { readonly href: string; readonly children?: Child }

/** A link that looks like a button. */
export const ButtonLink = ({ href, look, children }: LinkProps & Pick<SubmitButtonProps, 'look'>) => (
  <a class={buttonClass(look)} href={href}>
    {children}
  </a>
)

export const ButtonLine = (link: Parameters<typeof ButtonLink>[0]) => (
  <p>
    <ButtonLink {...link} />
  </p>
)

export const TextLink = ({ href, called, children }: LinkProps & Pick<SubmitButtonProps, 'called'>) => (
  <a class="usa-link" href={href} aria-label={called}>
    {children}
  </a>
)

type WayProps = { readonly href: string; readonly name: string; readonly says: string }

/** A large link that says what is behind it, in a `ul` of class `carrel-ways`. */
export const Way = ({ href, name, says }: WayProps) => (
  <li>
    <a class="carrel-way" href={href}>
      <span class="carrel-way__name">{name}</span> <span class="carrel-way__says">{says}</span>
    </a>
  </li>
)

export const LinkLine = (link: LinkProps) => (
  <p>
    <TextLink {...link} />
  </p>
)

export const TextList = ({ items }: { readonly items: readonly string[] }) => (
  <ul class="usa-list">
    {items.map((item) => (
      <li>{item}</li>
    ))}
  </ul>
)

/** What to do, in order. */
export const StepList = ({ steps }: { readonly steps: readonly string[] }) => (
  <ol class="usa-process-list">
    {steps.map((step) => (
      <li class="usa-process-list__item">
        <p class="usa-process-list__heading carrel-step">{step}</p>
      </li>
    ))}
  </ol>
)

type WhenProps = {
  readonly context: RequestContext
  /** A day, `2026-11-24`, or an instant. */
  readonly at: string | Date
}

/**
 * A day or instant as seen from now (*in 3 days*), where that is what counts. The exact one is there on hover, for screen
 * readers and on paper. Records, letters and logs give exact ones.
 */
export const When = ({ context, at }: WhenProps) => {
  const formats = formatsOf(context)
  const { timeZone } = context.pack
  const { clock } = context.services
  const day = typeof at === 'string' ? at : formats.dayName(at, timeZone)
  const isToday = typeof at !== 'string' && day === clock.today()
  const exact = typeof at === 'string' ? formats.day(at) : formats.moment(at, timeZone)
  return (
    <time datetime={typeof at === 'string' ? at : at.toISOString()} title={exact}>
      <span class="carrel-near">
        {isToday ? formats.nearTime(at, clock.now()) : formats.near(day, clock.today())}
      </span>
      <span class="usa-sr-only"> ({exact})</span>
    </time>
  )
}

/** A number that a press dials, without its extension. It carries no name. */
export const PhoneLink = ({ number }: { readonly number: string }) => {
  const whole = parsePhone(withoutExtension(number))
  if (whole === undefined) return <>{number}</>
  return (
    <a class="usa-link" href={`tel:${whole.startsWith('+') ? whole : `+1-${whole}`}`}>
      {number}
    </a>
  )
}

/** Begins an empty message: what is written there leaves by someone's own mail. */
export const MailLink = ({ address }: { readonly address: string }) => (
  <a class="usa-link" href={`mailto:${encodeURIComponent(address).replaceAll('%40', '@')}`}>
    {address}
  </a>
)

type FactProps = {
  readonly name: Child
  readonly class?: string
  readonly lang?: string
  readonly children?: Child
}

/** A term and its value, in a `dl` of class `carrel-facts`. */
export const Fact = ({ name, children, ...value }: FactProps) => (
  <div class="carrel-fact">
    <dt>{name}</dt>
    <dd {...value}>{children}</dd>
  </div>
)

type FactsProps = { readonly facts: readonly (readonly [label: string, value: Child | undefined])[] }

/** Values with their labels; those without a value are left out. */
export const Facts = ({ facts }: FactsProps) => (
  <dl class="carrel-facts">
    {facts
      .filter(([, value]) => value !== undefined && value !== '' && value !== false)
      .map(([label, value]) => (
        <Fact name={label}>{value}</Fact>
      ))}
  </dl>
)

/** The properties that text fields share. */
export const fieldsIn =
  (typed: Readonly<Record<string, string | undefined>>, errors: readonly FieldError[]) => (name: string) => ({
    name,
    value: typed[name] ?? '',
    errors,
  })

type CountTableProps = {
  readonly caption: string
  readonly head: readonly string[]
  readonly rows: readonly { readonly name: Child; readonly counts: readonly (number | string | null)[] }[]
  /** Formats the numbers. */
  readonly count?: (many: number) => string
  /** What a screen reader says for a suppressed number. */
  readonly leftOut: string
  /** Its rows are read across, so that they scroll on a phone and are not stacked. */
  readonly scrolls?: boolean
}

/** A table with more columns is wider than a phone, where its rows would be a screen tall each: it scrolls there. */
const mostStacked = 8

/** Rows of numbers, each headed by its name; stacked on a phone. A suppressed number is a dash. */
export const CountTable = ({
  caption,
  head,
  rows,
  count = String,
  leftOut,
  scrolls = head.length > mostStacked,
}: CountTableProps) => (
  // A scrolling region: twelve months are wider than a screen at double size.
  <section class="carrel-scrolls" aria-label={caption} tabindex={0}>
    <table
      class={`usa-table usa-table--borderless carrel-table carrel-counts ${scrolls ? 'carrel-counts--wide' : 'usa-table--stacked'}`}
    >
      <caption class="usa-sr-only">{caption}</caption>
      <TableHead names={head} />
      <tbody>
        {rows.map(({ name, counts }) => (
          <tr>
            <th scope="row" data-label={head[0]}>
              {name}
            </th>
            {counts.map((many, at) => (
              <td data-label={head[at + 1]}>
                {many === null || many === '–' ? (
                  <>
                    <span aria-hidden="true">–</span>
                    <span class="usa-sr-only">{leftOut}</span>
                  </>
                ) : typeof many === 'string' ? (
                  many
                ) : (
                  count(many)
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)
