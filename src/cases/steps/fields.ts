import type { ScreenLanguage } from '../../platform/i18n/screen-words.ts'
import type { InstrumentKind, StaffRole } from '../../policy/index.ts'
import type { Case, CaseKind, InstrumentFile } from '../case.ts'
import { type RelayedStatement, type RelayedWay, relayedWays } from '../stamp.ts'
import { stepFormWords } from '../words/page.ts'

export type FormViewer = {
  readonly role: StaffRole
  readonly kind: CaseKind
  readonly name: string
  readonly decides: boolean
  /** At a computer where card numbers can be looked up. */
  readonly looksUp: boolean
  readonly gagged: boolean
  /** There are citations that counsel has not confirmed. */
  readonly pinned: boolean
  /** In a sealed matter, which may hold an order under a lapsed law. */
  readonly sealed: boolean
}

export type FormContext = {
  readonly it: Case
  readonly viewer: FormViewer
  readonly speaker: ScreenLanguage
  /** `YYYY-MM-DD`, and how many days a holding letter asks for in this pack. */
  readonly today: string
  /** `YYYY-MM-DD`, on which the library is open: how far a holding letter asks for time. */
  readonly timeAskedUntil: string | undefined
  /** Each counsel whom the library calls. */
  readonly counselNames: readonly string[]
  /** Names of special counsel by account: those who can be added, and those in the case or asked about. */
  readonly specialCounsel: ReadonlyMap<string, string>
  /** Kinds that are never recorded in this case. */
  readonly secretInstruments: readonly InstrumentKind[]
  /** The pack's formats for the Board's numbers. */
  readonly boardNumbers?: Readonly<Record<'motion' | 'session', readonly string[]>> | undefined
  /** A patron's id, looked up and logged as at the desk. Undefined where no one has the card. */
  findCard(card: string): Promise<string | 'not-here' | 'unknown' | undefined>
  isNamed(text: string): Promise<'clear' | 'named' | 'not-here'>
  /** What waits for the viewer to confirm or deny it, as the timeline has it. */
  readonly reported: readonly {
    readonly place: number
    readonly says: string
    readonly words: readonly string[]
  }[]
}

type FormFault = { readonly field: string; readonly message: string }
export type FormFaults = { readonly faults: readonly FormFault[] }
export const fault = (field: string, message: string): FormFaults => ({ faults: [{ field, message }] })

/** `code`: in the Board's format, so that no name is typed. `past`: not in the future. `when`: a day and a time. */
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
  /** Absent: everyone. */
  readonly shows?: (viewer: FormViewer) => boolean
  readonly values?: (form: FormContext) => readonly string[]
  readonly labels?: (form: FormContext) => Readonly<Record<string, string>>
  readonly patterns?: (form: FormContext) => readonly string[]
  /** Checked for names, because it goes into a letter or a draft decision. */
  readonly inLetter?: true
  /** Only for the compiler: the type of its value. */
  readonly brings?: V
}
export type Fields = Readonly<Record<string, Field>>

/** Valid values; undefined where left empty. */
export type Values<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer V, infer O> ? (O extends true ? V | undefined : V) : never
}

const typed =
  <V>(kind: FieldKind) =>
  ({ inLetter }: { readonly inLetter?: true } = {}): Field<V, false> => ({
    kind,
    optional: false,
    ...(inLetter && { inLetter }),
  })

export const line = typed<string>('line')
export const text = typed<string>('text')
export const lines = typed<readonly string[]>('lines')
export const day = typed<string>('day')
export const past = typed<string>('past')
export const pageNumber = typed<number>('page')
export const optional = <V>(field: Field<V, false>): Field<V, true> => ({ ...field, optional: true })
export const tick = (): Field<true, true> => ({ kind: 'tick', optional: true })
/** Goes into the event's stamp, not the event. */
export const when = (): Field<undefined, true> => ({ kind: 'when', optional: true })
export const code = (patterns: (form: FormContext) => readonly string[]): Field<string, false> => ({
  kind: 'code',
  optional: false,
  patterns,
})

/** The headings under which the case page offers forms, in its order. */
export const stepGroups = ['facts', 'counsel', 'ending'] as const
export type StepGroup = (typeof stepGroups)[number]

/** The form of a step that says nothing but that it is taken. */
export const emptyForm = <const What extends string>(what: What, group: StepGroup) => ({
  group,
  fields: {},
  toEvent: () => ({ what }),
})

/** The form of a step that asks for words alone. */
export const wordsForm = <const What extends string>(what: What, group: StepGroup) => ({
  group,
  fields: { words: text() },
  toEvent: ({ words }: { readonly words: string }) => ({ what, words }),
})

type Offered<K extends string> = readonly K[] | ((form: FormContext) => readonly K[])
const offered = <K extends string>(from: Offered<K>) => (typeof from === 'function' ? from : () => from)

/** @param labels where the step's own words do not name the options */
export const one = <const K extends string>(
  from: Offered<K>,
  labels?: (form: FormContext) => Readonly<Record<K, string>>,
): Field<K, false> => ({ kind: 'one', optional: false, values: offered(from), ...(labels && { labels }) })

export const many = <const K extends string>(
  from: Offered<K>,
  labels: (form: FormContext) => Readonly<Record<K, string>>,
): Field<readonly K[], false> => ({ kind: 'many', optional: false, values: offered(from), labels })

/** To others it yields undefined. */
export const shownTo = <V, O extends boolean>(
  shows: (viewer: FormViewer) => boolean,
  field: Field<V, O>,
): Field<V | undefined, O> => ({ ...field, shows }) as Field<V | undefined, O>

export const yesNo = () => one(['yes', 'no'], ({ speaker }) => stepFormWords(speaker).option.yesNo)

export const through = () =>
  one(['phone', 'in-person', 'mail'], ({ speaker }) => stepFormWords(speaker).option.through)

const way = () => one(relayedWays, ({ speaker }) => stepFormWords(speaker).option.way)

/** Only someone who relays counsel's words fills it in. */
export const hiddenToCounsel = <V, O extends boolean>(field: Field<V, O>) =>
  shownTo(({ role }) => role !== 'counsel', field)

/** Who said it and how, if counsel said it elsewhere. @param between before the time */
export const counselFields = <F extends Fields = Record<never, never>>(between: F = {} as F) => ({
  way: hiddenToCounsel(way()),
  counsel: hiddenToCounsel(line()),
  ...between,
  on: hiddenToCounsel(when()),
})

/** The same, where it may not be counsel's statement at all. */
export const relayedFields = <F extends Fields = Record<never, never>>(between: F = {} as F) => ({
  way: hiddenToCounsel(optional(way())),
  counsel: hiddenToCounsel(optional(line())),
  ...between,
  on: hiddenToCounsel(when()),
})

type SentStatement = {
  readonly way?: RelayedWay | undefined
  readonly counsel?: string | undefined
  readonly words?: string | undefined
}

/** Counsel's own, or relayed by someone else. */
export const counselStatement = ({ way, counsel = '' }: SentStatement, { viewer }: FormContext) =>
  viewer.role === 'counsel'
    ? { way: 'here' as const, counsel: viewer.name }
    : { way: way as RelayedWay, counsel }

/** A withdrawal by counsel that someone else records. */
export const relayedStatement = ({
  way,
  counsel = '',
  words = '',
}: SentStatement): { readonly heard?: RelayedStatement } =>
  way === undefined ? {} : { heard: { way, counsel, words } }

export const namesOfPapers = (papers: readonly InstrumentFile[]): Readonly<Record<string, string>> =>
  Object.fromEntries(papers.map(({ id, name }) => [id, name]))
