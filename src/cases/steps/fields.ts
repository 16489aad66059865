import type { ScreenLanguage } from '../../platform/i18n/screen-words.ts'
import type { InstrumentKind } from '../../policy/index.ts'
import type { Case, InstrumentFile } from '../case.ts'
import type { RelayedStatement } from '../stamp.ts'
import { stepFormWords } from '../words/step-form.ts'

/** Who fills in a form of a case. */
export type FormViewer = {
  readonly role: string
  readonly name: string
  readonly decides: boolean
  /** At a computer where card numbers can be looked up. */
  readonly looksUp: boolean
  readonly gagged: boolean
  /** Somebody else than counsel pinned what counsel has not confirmed. */
  readonly pinned: boolean
  /** The case is in a compartment, where an order under a law that lapsed may be. */
  readonly sealed: boolean
}

/** What a form is made and read with. */
export type FormContext = {
  readonly it: Case
  readonly viewer: FormViewer
  readonly speaker: ScreenLanguage
  /** Kinds of paper that are not written down in this case. */
  readonly secretInstruments: readonly InstrumentKind[]
  /** In which forms the Board writes its numbers, as the pack has them. */
  readonly boardNumbers?: Readonly<Record<'motion' | 'session', readonly string[]>> | undefined
  /** Whose card it is: looked up as at the counter, on record. Undefined where it is nobody's. */
  findCard(card: string): Promise<string | 'not-here' | 'unknown' | undefined>
  /** Whether a person is named in a part of a text. */
  isNamed(text: string): Promise<'clear' | 'named' | 'not-here'>
}

export type FormFault = { readonly field: string; readonly message: string }
export type FormFaults = { readonly faults: readonly FormFault[] }

/**
 * `line`: a short text. `text`: a longer one. `code`: a number as the Board writes it, by the pack, so that no name is typed.
 * `past`: a day that is not to come. `one`, `many`: of what is offered. `when`: a day and a time, both or none.
 */
export type FieldKind =
  | 'line'
  | 'text'
  | 'lines'
  | 'code'
  | 'day'
  | 'past'
  | 'page'
  | 'tick'
  | 'one'
  | 'many'
  | 'when'

export type Field<V = unknown, O extends boolean = boolean> = {
  readonly kind: FieldKind
  readonly optional: O
  /** To whom it shows; to everybody where absent. */
  readonly shows?: (viewer: FormViewer) => boolean
  /** What it offers. */
  readonly values?: (form: FormContext) => readonly string[]
  /** What each is called, where the step's own words do not say it. */
  readonly labels?: (form: FormContext) => Readonly<Record<string, string>>
  readonly patterns?: (form: FormContext) => readonly string[]
  /** It stands in a letter, or in the decision that is drafted: it is looked through for names. */
  readonly inLetter?: true
  /** For the compiler alone: what it brings. */
  readonly brings?: V
}
export type Fields = Readonly<Record<string, Field>>

/** What a form brought, once each of its fields is what it should be; one that was left empty is undefined. */
export type Values<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer V, infer O> ? (O extends true ? V | undefined : V) : never
}

type InLetter = { readonly inLetter?: true }

const typed =
  <V>(kind: FieldKind) =>
  ({ inLetter }: InLetter = {}): Field<V, false> => ({
    kind,
    optional: false,
    ...(inLetter && { inLetter }),
  })

export const line = typed<string>('line')
export const text = typed<string>('text')
export const lines = typed<readonly string[]>('lines')
export const day = typed<string>('day')
export const past = typed<string>('past')
export const page = typed<number>('page')
/** A field that may be left empty. */
export const optional = <V>(field: Field<V, false>): Field<V, true> => ({ ...field, optional: true })
export const tick = (): Field<true, true> => ({ kind: 'tick', optional: true })
/** When it happened: the event's stamp has it, and not the event. */
export const when = (): Field<undefined, true> => ({ kind: 'when', optional: true })
export const code = (patterns: (form: FormContext) => readonly string[]): Field<string, false> => ({
  kind: 'code',
  optional: false,
  patterns,
})

type Offered<K extends string> = readonly K[] | ((form: FormContext) => readonly K[])
const offered = <K extends string>(from: Offered<K>) => (typeof from === 'function' ? from : () => from)

/** @param labels what each is called, where the step's own words do not say it */
export const one = <const K extends string>(
  from: Offered<K>,
  labels?: (form: FormContext) => Readonly<Record<K, string>>,
): Field<K, false> => ({ kind: 'one', optional: false, values: offered(from), ...(labels && { labels }) })

export const many = <const K extends string>(
  from: Offered<K>,
  labels: (form: FormContext) => Readonly<Record<K, string>>,
): Field<readonly K[], false> => ({ kind: 'many', optional: false, values: offered(from), labels })

/** A field that shows to some alone; to the others it brings nothing. */
export const shownTo = <V, O extends boolean>(
  shows: (viewer: FormViewer) => boolean,
  field: Field<V, O>,
): Field<V | undefined, O> => ({ ...field, shows }) as Field<V | undefined, O>

export const yesNo = () => one(['yes', 'no'], ({ speaker }) => stepFormWords(speaker).option.yesNo)

/** By what way somebody was spoken with. */
export const through = () =>
  one(['phone', 'in-person', 'mail'], ({ speaker }) => stepFormWords(speaker).option.through)

const way = () => one(['phone', 'mail'], ({ speaker }) => stepFormWords(speaker).option.way)

/** What counsel does not say of what they say themselves: only whoever writes down what counsel said elsewhere does. */
export const hiddenToCounsel = <V, O extends boolean>(field: Field<V, O>) =>
  shownTo(({ role }) => role !== 'counsel', field)

/** Whose word it is, where counsel said it elsewhere. */
export const counselFields = () => ({
  way: hiddenToCounsel(way()),
  counsel: hiddenToCounsel(line()),
  on: hiddenToCounsel(when()),
})

/** The same, where it may be that counsel did not say it at all. */
export const relayedFields = () => ({
  way: hiddenToCounsel(optional(way())),
  counsel: hiddenToCounsel(optional(line())),
  on: hiddenToCounsel(when()),
})

type SentStatement = {
  readonly way?: 'phone' | 'mail' | undefined
  readonly counsel?: string | undefined
  readonly words?: string | undefined
}

/** Counsel speaks here for themselves; else somebody writes down what counsel said. */
export const counselStatement = ({ way, counsel = '' }: SentStatement, { viewer }: FormContext) =>
  viewer.role === 'counsel'
    ? { way: 'here' as const, counsel: viewer.name }
    : { way: way as 'phone' | 'mail', counsel }

/** That counsel took something back elsewhere, where somebody writes that down. */
export const relayedStatement = ({
  way,
  counsel = '',
  words = '',
}: SentStatement): { readonly heard?: RelayedStatement } =>
  way === undefined ? {} : { heard: { way, counsel, words } }

/** Papers by their ids, as they are called. */
export const namesOfPapers = (papers: readonly InstrumentFile[]): Readonly<Record<string, string>> =>
  Object.fromEntries(papers.map(({ id, name }) => [id, name]))
