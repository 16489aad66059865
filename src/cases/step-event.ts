import type { FieldError } from '../platform/http/page-kit.tsx'
import { actorOf, type StaffContext } from '../platform/http/request-context.ts'
import type { Basis, Finding, InstrumentKind, RecordKind } from '../policy/ask.ts'
import { type CallSource, type CounselOpinion, type NondisclosureEnding, patronsNamedIn } from './case.ts'
import type { CaseView } from './case-service.ts'
import { formViewerOf, textRefusalFor } from './case-text.ts'
import type { CaseEventBody, RelayedStatement } from './event.ts'
import { isConfirmedByCounsel, namesPeople } from './guards.ts'
import type { FieldName, PageStep } from './step-form.tsx'
import { fieldId, type StepFormValues } from './step-form.tsx'
import { casesStepsWords } from './words/steps.ts'

/** So many people a paper names at most: each is looked up. */
const maxCards = 50

type MadeEvent = { readonly what: CaseEventBody } | { readonly errors: readonly FieldError[] }

/** The event that a form makes, once its fields are right. */
export async function eventFromForm(
  visit: StaffContext,
  seen: CaseView,
  step: PageStep,
  values: StepFormValues,
): Promise<MadeEvent> {
  const named = await namesInLetters(visit, seen, step, values)
  if (named.length > 0) return { errors: named }
  if (step === 'scope-set') return scopeEvent(visit, seen, values)
  if (step === 'board-consulted') return boardEvent(visit, seen, values)
  if (step === 'notice-chosen' && values.text.choice === 'wait' && values.text.until === undefined) {
    const { error, field } = casesStepsWords(visit)
    return { errors: [{ field: fieldId(step, 'until'), message: error.missing(field.on) }] }
  }
  return { what: simpleEvent(visit, seen, step, values) }
}

function simpleEvent(
  visit: StaffContext,
  seen: CaseView,
  step: Exclude<PageStep, 'scope-set' | 'board-consulted'>,
  { text }: StepFormValues,
): CaseEventBody {
  const { words = '', until } = text
  switch (step) {
    case 'told':
      return {
        ...{ what: step, whom: visit.who.role === 'counsel' ? 'director' : 'counsel' },
        ...{ through: text.through as 'phone' | 'mail' | 'in-person', reached: text.reached === 'yes' },
      }
    case 'paper-read': {
      const { instrument, court, number, issuedOn, servedOn, returnOn, federal, gag, gagUntil, phone } = text
      const days = { issuedOn, servedOn, returnOn, gagUntil }
      const is = {
        instrument: instrument as InstrumentKind,
        federal: federal === 'yes',
        nondisclosure: gag === 'yes',
      }
      return { what: step, court, number, ...days, ...is, ...(phone && { phone }) }
    }
    case 'requester-checked': {
      const { numberFrom, dialled = '', spokeWith = '', verified } = text
      const source = numberFrom as CallSource
      return { what: step, source, dialled, spokeWith, verified: verified === 'yes' }
    }
    case 'finding-pinned': {
      const { paper = '', page } = text
      return { what: step, finding: text.finding as Finding, paper, page: Number(page), words }
    }
    case 'finding-dropped':
      return { what: step, finding: text.finding as Finding, ...relayedStatementIn(text) }
    case 'gag-ended':
      return {
        what: step,
        source: text.source as NondisclosureEnding,
        on: until ?? '',
        words,
        ...counselStatementIn(visit, text),
      }
    case 'paper-weighed':
      return { what: step, paper: text.paper ?? '', counts: text.counts === 'yes' }
    case 'told-outside':
      return { what: step, basis: text.basis as Basis, agency: text.agency ?? '' }
    case 'public-given':
      return { what: step, extent: text.extent as 'whole' | 'part', words }
    case 'about-director':
      return { what: step, is: text.about === 'yes' }
    case 'debriefed':
      return { what: step, words, ...counselStatementIn(visit, text) }
    case 'search-mistaken':
      return { what: step, words, ...(visit.who.role !== 'counsel' && relayedStatementIn(text)) }
    case 'counsel-advised': {
      const board = text.board === 'yes' ? { board: true as const } : {}
      const readOut = text.readOut === 'yes' ? { readOut: unconfirmedIn(seen) } : {}
      const old = text.grandfathered === 'yes' ? { grandfathered: true as const } : {}
      return {
        what: step,
        words,
        ...opinionIn(text),
        ...board,
        ...readOut,
        ...old,
        ...counselStatementIn(visit, text),
      }
    }
    case 'cure-demanded':
      return { what: step, lacks: filledLines(text.lacks), until }
    case 'objected':
      return { what: step, words, until, ...(text.narrow && { narrow: filledLines(text.narrow) }) }
    case 'cannot-come':
      return { what: step, copy: seen.case.collected?.id ?? '' }
    case 'refusal-sent':
    case 'no-records-sent':
      // Which one it was the gate says.
      return { what: step, document: '' }
    case 'notice-chosen':
      return {
        what: step,
        choice: text.choice as 'tell' | 'wait' | 'not',
        on: until,
        ...counselStatementIn(visit, text),
      }
    case 'withdrawn': {
      const { spokeWith, through } = text
      return { what: step, words, spokeWith, through: through as 'phone' | 'mail' | 'in-person' | undefined }
    }
    case 'patron-told':
    case 'seized':
    case 'answered':
    case 'closed':
      return { what: step }
    default:
      return { what: step, words }
  }
}

/** What of a step stands in a letter, or in the decision that is drafted. */
const fieldsInLetters: Readonly<Partial<Record<PageStep, readonly FieldName[]>>> = {
  'paper-read': ['court', 'number'],
  'cure-demanded': ['lacks'],
  objected: ['words', 'narrow'],
}

/**
 * Of each field that stands in a letter, whether somebody is named there. Why it may pass where nothing can be looked up, as at
 * counsel's own computer: the letter is looked through again before it is made.
 */
async function namesInLetters(
  visit: StaffContext,
  seen: CaseView,
  step: PageStep,
  { text }: StepFormValues,
): Promise<FieldError[]> {
  const errors: FieldError[] = []
  for (const name of fieldsInLetters[step] ?? []) {
    const unfit = await textRefusalFor(visit, seen, text[name] ?? '')
    if (unfit !== undefined && !unfit.notHere)
      errors.push({ field: fieldId(step, name), message: unfit.says })
  }
  return errors
}

/** That the Board was asked, by numbers that its public minutes may have: with letters in them they are looked through for names. */
async function boardEvent(
  visit: StaffContext,
  { case: it }: CaseView,
  { text }: StepFormValues,
): Promise<MadeEvent> {
  const { motion = '', session = '', until = '' } = text
  const { error, field } = casesStepsWords(visit)
  for (const [name, number] of [
    ['motion', motion],
    ['session', session],
  ] as const) {
    if (!/\p{L}/u.test(number)) continue
    const named = await visit.house.gate.facts.isPartNamedIn(actorOf(visit), patronsNamedIn(it), number)
    if (named === 'clear') continue
    const message = named === 'named' ? error.named(field[name]) : error.notHere
    return { errors: [{ field: fieldId('board-consulted', name), message }] }
  }
  return { what: { what: 'board-consulted', motion, session, on: until } }
}

/** What somebody else than counsel pinned, and counsel has not confirmed. */
const unconfirmedIn = ({ case: it }: CaseView): Finding[] =>
  [...it.findings].flatMap(([finding, finds]) => (isConfirmedByCounsel(finds) ? [] : [finding]))

const opinionIn = ({ opinion }: StepFormValues['text']) =>
  opinion === 'none' ? {} : { opinion: opinion as CounselOpinion }

/** That counsel took something back elsewhere, where somebody writes that down. */
function relayedStatementIn({ way, counsel = '', words = '' }: StepFormValues['text']): {
  readonly heard?: RelayedStatement
} {
  return way === 'phone' || way === 'mail' ? { heard: { way, counsel, words } } : {}
}

/** Counsel speaks here for themselves; else somebody writes down what counsel said. */
function counselStatementIn({ who }: StaffContext, { way, counsel = '' }: StepFormValues['text']) {
  return who.role === 'counsel'
    ? { way: 'here' as const, counsel: who.name }
    : { way: way as 'phone' | 'mail', counsel }
}

export const filledLines = (text = ''): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** Of whom the paper speaks is said by card numbers, which are looked up as at the counter, each on record. */
async function scopeEvent(
  visit: StaffContext,
  seen: CaseView,
  { text, records }: StepFormValues,
): Promise<MadeEvent> {
  const { error } = casesStepsWords(visit)
  const wrong = (name: 'cards' | 'until' | 'records', message: string) => ({
    errors: [{ field: fieldId('scope-set', name), message }],
  })
  const { from, until } = text
  if (from !== undefined && until !== undefined && until < from) return wrong('until', error.order)
  const cards = filledLines(text.cards)
  if (cards.length > maxCards) return wrong('cards', error.tooMany(maxCards))
  const { caseSubjects } = visit.house.gate
  const found = await Promise.all(
    cards.map((card) =>
      marksAbsentPerson(card) ? absentPerson : caseSubjects.ofCard(actorOf(visit), seen.reference, card),
    ),
  )
  if (found.some((one) => one === 'not-here' || one === 'unknown')) return wrong('cards', error.notHere)
  const unknown = found.indexOf(undefined)
  if (unknown >= 0) return wrong('cards', error.unknownCard(unknown + 1))
  const { subjects = [], absent } = cards.length > 0 ? placesOf(found) : (seen.case.scope ?? {})
  const whom = { subjects, ...(absent && { absent }) }
  // Why not of all: where no card can be looked up, the records and days are set, and whom it names is said at the library.
  const { decides, looksUp } = formViewerOf(visit, seen)
  if (decides && looksUp && !namesPeople({ ...whom, records: [] })) return wrong('cards', error.nobody)
  return { what: { what: 'scope-set', ...whom, records: records as RecordKind[], from, until } }
}

/** Stands in place of a card for somebody whom the paper names and who has none here. */
const marksAbsentPerson = (line: string) => /^\p{Pd}+$/u.test(line)
const absentPerson = null

/** Everybody once, in the order of the paper; of those of whom nothing is on file their places alone. */
function placesOf(found: readonly (string | null | undefined)[]): {
  readonly subjects: readonly string[]
  readonly absent?: readonly number[]
} {
  const people = found.filter((one, at) => one === absentPerson || found.indexOf(one) === at)
  const absent = people.flatMap((one, at) => (one === absentPerson ? [at + 1] : []))
  const subjects = people.flatMap((one) => (one ? [one] : []))
  return { subjects, ...(absent.length > 0 && { absent }) }
}
