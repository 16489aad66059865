import { z } from 'zod'
import type { WhatName } from '../../casework/event.ts'
import type { Role } from '../../store/accounts.ts'

/** What the forms of a case bring; which of these belong to a step, `stepForms` says. */
export const stepFields = [
  ...([
    'through',
    'reached',
    'instrument',
    'court',
    'number',
    'issuedOn',
    'servedOn',
    'returnOn',
    'gagUntil',
  ] as const),
  ...([
    'federal',
    'gag',
    'numberFrom',
    'dialled',
    'spokeWith',
    'verified',
    'cards',
    'records',
    'from',
    'until',
  ] as const),
  ...(['finding', 'paper', 'page', 'words', 'opinion', 'way', 'counsel', 'lacks', 'motion'] as const),
  ...(['session', 'choice', 'on', 'time', 'source', 'about', 'board', 'basis', 'agency'] as const),
  ...(['counts', 'readOut', 'extent', 'phone'] as const),
  ...(['narrow', 'grandfathered'] as const),
] as const
export type FieldName = (typeof stepFields)[number]

/** Steps that are taken on the case's own page; those of collecting and of a search have pages of their own. */
export const pageSteps = [
  ...(['told', 'paper-read', 'requester-checked', 'scope-set', 'finding-pinned', 'finding-dropped'] as const),
  ...(['gag-found', 'gag-ended', 'about-director', 'paper-weighed', 'told-outside'] as const),
  ...(['counsel-advised', 'board-consulted', 'cure-demanded', 'cured', 'objected'] as const),
  ...(['objection-ended', 'decision-withdrawn', 'refusal-sent', 'receipt', 'notice-chosen'] as const),
  ...([
    'cannot-come',
    'patron-told',
    'package-destroyed',
    'debriefed',
    'seized',
    'search-mistaken',
    'public-given',
    'answered',
    'withdrawn',
    'quashed',
    'no-records-sent',
    'referred',
    'noted',
    'closed',
  ] as const),
] as const satisfies readonly WhatName[]
export type PageStep = (typeof pageSteps)[number]

const typed = z.string().trim().max(4000).optional()

export const stepForm = z.strictObject({
  step: z.enum(pageSteps),
  ...(Object.fromEntries(stepFields.map((name) => [name, typed])) as Record<
    Exclude<FieldName, 'records'>,
    typeof typed
  >),
  records: z.union([z.string().max(40), z.array(z.string().max(40)).max(40)]).optional(),
})
export type StepSent = z.infer<typeof stepForm>

/** Fields that may have more than one line. */
export const linedFields = ['cards', 'words', 'lacks', 'narrow'] as const satisfies readonly FieldName[]

/**
 * `line`: a short text. `text`: a longer one. `code`: a number as the Board writes it, by the pack, so that no name is typed.
 * `past`: a day that is not to come.
 * `one`, `many`: of what `options.ts` offers. `when`: a day and a time, both or none.
 */
export type Field = {
  readonly name: FieldName
  readonly kind:
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
  readonly optional?: true
}

const must = (kind: Field['kind'], ...names: FieldName[]): Field[] => names.map((name) => ({ name, kind }))
const may = (kind: Field['kind'], ...names: FieldName[]): Field[] =>
  names.map((name) => ({ name, kind, optional: true }))
const when = may('when', 'on')
const inWords = must('text', 'words')

const fields: Readonly<Record<PageStep, readonly Field[]>> = {
  told: [...must('one', 'through', 'reached'), ...when],
  'paper-read': [
    ...[...must('one', 'instrument'), ...may('line', 'court', 'number', 'phone')],
    ...[...may('day', 'issuedOn', 'returnOn'), ...may('past', 'servedOn'), ...may('tick', 'federal', 'gag')],
    ...may('day', 'gagUntil'),
  ],
  'requester-checked': [
    ...[...must('one', 'numberFrom'), ...must('line', 'dialled', 'spokeWith')],
    ...[...must('one', 'verified'), ...when],
  ],
  'scope-set': [...may('lines', 'cards'), ...must('many', 'records'), ...may('day', 'from', 'until')],
  'finding-pinned': [...must('one', 'finding', 'paper'), ...must('page', 'page'), ...inWords],
  'finding-dropped': [
    ...[...must('one', 'finding'), ...may('one', 'way'), ...may('line', 'counsel')],
    ...[...may('text', 'words'), ...when],
  ],
  'paper-weighed': must('one', 'paper', 'counts'),
  'told-outside': [...must('one', 'basis'), ...must('line', 'agency'), ...when],
  'gag-found': inWords,
  'gag-ended': [
    ...[...must('one', 'source'), ...must('past', 'until'), ...must('one', 'way')],
    ...[...must('line', 'counsel'), ...inWords, ...when],
  ],
  'about-director': must('one', 'about'),
  'counsel-advised': [
    ...[...must('one', 'opinion', 'way'), ...must('line', 'counsel'), ...inWords],
    ...[...may('tick', 'readOut', 'board', 'grandfathered'), ...when],
  ],
  'board-consulted': [...must('code', 'motion', 'session'), ...must('past', 'until')],
  'cure-demanded': [...must('lines', 'lacks'), ...may('day', 'until')],
  cured: inWords,
  objected: [...inWords, ...may('lines', 'narrow'), ...may('day', 'until')],
  'objection-ended': inWords,
  'decision-withdrawn': inWords,
  'refusal-sent': [],
  'no-records-sent': [],
  receipt: inWords,
  'notice-chosen': [
    ...[...must('one', 'choice'), ...may('day', 'until')],
    ...[...must('one', 'way'), ...must('line', 'counsel'), ...when],
  ],
  'cannot-come': [],
  'patron-told': [],
  'package-destroyed': inWords,
  debriefed: [...must('one', 'way'), ...must('line', 'counsel'), ...inWords, ...when],
  seized: [],
  'search-mistaken': [...inWords, ...may('one', 'way'), ...may('line', 'counsel'), ...when],
  'public-given': [...must('one', 'extent'), ...inWords],
  answered: [],
  withdrawn: [...inWords, ...may('one', 'through'), ...may('line', 'spokeWith')],
  quashed: inWords,
  referred: inWords,
  noted: [...inWords, ...when],
  closed: [],
}

/** What counsel does not say of what they advise or choose themselves: only whoever writes down what counsel said elsewhere does. */
const toldOfCounsel: readonly FieldName[] = ['way', 'counsel', 'on', 'readOut']
const ofCounsel: readonly PageStep[] = [
  ...(['counsel-advised', 'gag-ended', 'notice-chosen', 'debriefed', 'search-mistaken'] as const),
]

/** `pinned`: somebody else than counsel pinned what counsel has not confirmed. */
type Hand = {
  readonly role: Role
  readonly decides: boolean
  /** At a computer where card numbers can be looked up. */
  readonly looksUp: boolean
  readonly gagged: boolean
  readonly pinned: boolean
  /** The case is in a compartment, where an order under a law that lapsed may be. */
  readonly sealed: boolean
}

/** What a step's form asks somebody for. Cards are looked up by the person who decides in the case alone, at a computer of the library. */
export function fieldsOf(
  step: PageStep,
  { role, decides, looksUp, gagged, pinned, sealed }: Hand,
): readonly Field[] {
  if (ofCounsel.includes(step)) {
    // Where nothing is forbidden nobody has to say that the Board may know.
    const asked = fields[step].filter(
      ({ name }) =>
        (gagged || name !== 'board') &&
        (pinned || name !== 'readOut') &&
        (sealed || name !== 'grandfathered'),
    )
    return role === 'counsel' ? asked.filter(({ name }) => !toldOfCounsel.includes(name)) : asked
  }
  // What counsel pinned counsel takes back, and nobody writes down for them what they said.
  if (step === 'finding-dropped' && role === 'counsel') return must('one', 'finding')
  if (step === 'scope-set' && !(decides && looksUp))
    return fields[step].filter(({ name }) => name !== 'cards')
  return fields[step]
}
