import { type CallSource, type GagEnd, type Opinion, patronsIn } from '../../casework/case.ts'
import type { HeardOfCounsel, What } from '../../casework/event.ts'
import { isConfirmed, namesPeople } from '../../casework/weighed.ts'
import type { CaseSeen } from '../../disclosure/case-files.ts'
import type { Basis, Finding, InstrumentKind, RecordKind } from '../../policy/vocabulary.ts'
import type { FieldError } from '../views/form.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { casesStepsWords } from '../words/cases-steps.ts'
import { handIn } from './case-told.ts'
import { screened } from './screened.ts'
import type { FieldName, PageStep } from './step-fields.ts'
import { fieldId, type StepValues } from './step-read.ts'

/** So many people a paper names at most: each is looked up. */
const mostCards = 50

type Made = { readonly what: What } | { readonly errors: readonly FieldError[] }

/** The event that a form makes, once its fields are right. */
export async function stepMade(
  visit: StaffVisit,
  seen: CaseSeen,
  step: PageStep,
  values: StepValues,
): Promise<Made> {
  const named = await namedIn(visit, seen, step, values)
  if (named.length > 0) return { errors: named }
  if (step === 'scope-set') return scopeMade(visit, seen, values)
  if (step === 'board-consulted') return boardMade(visit, seen, values)
  if (step === 'notice-chosen' && values.text.choice === 'wait' && values.text.until === undefined) {
    const { error, field } = casesStepsWords(visit)
    return { errors: [{ field: fieldId(step, 'until'), message: error.missing(field.on) }] }
  }
  return { what: made(visit, seen, step, values) }
}

function made(
  visit: StaffVisit,
  seen: CaseSeen,
  step: Exclude<PageStep, 'scope-set' | 'board-consulted'>,
  { text }: StepValues,
): What {
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
      return { what: step, finding: text.finding as Finding, ...withdrawnBy(text) }
    case 'gag-ended':
      return { what: step, source: text.source as GagEnd, on: until ?? '', words, ...heard(visit, text) }
    case 'paper-weighed':
      return { what: step, paper: text.paper ?? '', counts: text.counts === 'yes' }
    case 'told-outside':
      return { what: step, basis: text.basis as Basis, agency: text.agency ?? '' }
    case 'public-given':
      return { what: step, extent: text.extent as 'whole' | 'part', words }
    case 'about-director':
      return { what: step, is: text.about === 'yes' }
    case 'debriefed':
      return { what: step, words, ...heard(visit, text) }
    case 'search-mistaken':
      return { what: step, words, ...(visit.who.role !== 'counsel' && withdrawnBy(text)) }
    case 'counsel-advised': {
      const board = text.board === 'yes' ? { board: true as const } : {}
      const readOut = text.readOut === 'yes' ? { readOut: unconfirmedIn(seen) } : {}
      const old = text.grandfathered === 'yes' ? { grandfathered: true as const } : {}
      return { what: step, words, ...held(text), ...board, ...readOut, ...old, ...heard(visit, text) }
    }
    case 'cure-demanded':
      return { what: step, lacks: linesOf(text.lacks), until }
    case 'objected':
      return { what: step, words, until, ...(text.narrow && { narrow: linesOf(text.narrow) }) }
    case 'cannot-come':
      return { what: step, copy: seen.case.collected?.id ?? '' }
    case 'refusal-sent':
    case 'no-records-sent':
      // Which one it was the gate says.
      return { what: step, document: '' }
    case 'notice-chosen':
      return { what: step, choice: text.choice as 'tell' | 'wait' | 'not', on: until, ...heard(visit, text) }
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
const inLetters: Readonly<Partial<Record<PageStep, readonly FieldName[]>>> = {
  'paper-read': ['court', 'number'],
  'cure-demanded': ['lacks'],
  objected: ['words', 'narrow'],
}

/**
 * Of each field that stands in a letter, whether somebody is named there. Why it may pass where nothing can be looked up, as at
 * counsel's own computer: the letter is looked through again before it is made.
 */
async function namedIn(
  visit: StaffVisit,
  seen: CaseSeen,
  step: PageStep,
  { text }: StepValues,
): Promise<FieldError[]> {
  const errors: FieldError[] = []
  for (const name of inLetters[step] ?? []) {
    const unfit = await screened(visit, seen, text[name] ?? '')
    if (unfit !== undefined && !unfit.notHere)
      errors.push({ field: fieldId(step, name), message: unfit.says })
  }
  return errors
}

/** That the Board was asked, by numbers that its public minutes may have: with letters in them they are looked through for names. */
async function boardMade(visit: StaffVisit, { case: it }: CaseSeen, { text }: StepValues): Promise<Made> {
  const { motion = '', session = '', until = '' } = text
  const { error, field } = casesStepsWords(visit)
  for (const [name, number] of [
    ['motion', motion],
    ['session', session],
  ] as const) {
    if (!/\p{L}/u.test(number)) continue
    const named = await visit.house.gate.facts.isPartNamedIn(actorOf(visit), patronsIn(it), number)
    if (named === 'clear') continue
    const message = named === 'named' ? error.named(field[name]) : error.notHere
    return { errors: [{ field: fieldId('board-consulted', name), message }] }
  }
  return { what: { what: 'board-consulted', motion, session, on: until } }
}

/** What somebody else than counsel pinned, and counsel has not confirmed. */
const unconfirmedIn = ({ case: it }: CaseSeen): Finding[] =>
  [...it.findings].flatMap(([finding, finds]) => (isConfirmed(finds) ? [] : [finding]))

const held = ({ opinion }: StepValues['text']) => (opinion === 'none' ? {} : { opinion: opinion as Opinion })

/** That counsel took something back elsewhere, where somebody writes that down. */
function withdrawnBy({ way, counsel = '', words = '' }: StepValues['text']): {
  readonly heard?: HeardOfCounsel
} {
  return way === 'phone' || way === 'mail' ? { heard: { way, counsel, words } } : {}
}

/** Counsel speaks here for themselves; else somebody writes down what counsel said. */
function heard({ who }: StaffVisit, { way, counsel = '' }: StepValues['text']) {
  return who.role === 'counsel'
    ? { way: 'here' as const, counsel: who.name }
    : { way: way as 'phone' | 'mail', counsel }
}

export const linesOf = (text = ''): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** Of whom the paper speaks is said by card numbers, which are looked up as at the counter, each on record. */
async function scopeMade(visit: StaffVisit, seen: CaseSeen, { text, records }: StepValues): Promise<Made> {
  const { error } = casesStepsWords(visit)
  const wrong = (name: 'cards' | 'until' | 'records', message: string) => ({
    errors: [{ field: fieldId('scope-set', name), message }],
  })
  const { from, until } = text
  if (from !== undefined && until !== undefined && until < from) return wrong('until', error.order)
  const cards = linesOf(text.cards)
  if (cards.length > mostCards) return wrong('cards', error.tooMany(mostCards))
  const { caseSubjects } = visit.house.gate
  const found = await Promise.all(
    cards.map((card) =>
      isNobody(card) ? nobodyHere : caseSubjects.ofCard(actorOf(visit), seen.reference, card),
    ),
  )
  if (found.some((one) => one === 'not-here' || one === 'unknown')) return wrong('cards', error.notHere)
  const unknown = found.indexOf(undefined)
  if (unknown >= 0) return wrong('cards', error.unknownCard(unknown + 1))
  const { subjects = [], absent } = cards.length > 0 ? placesOf(found) : (seen.case.scope ?? {})
  const whom = { subjects, ...(absent && { absent }) }
  // Why not of all: where no card can be looked up, the records and days are set, and whom it names is said at the library.
  const { decides, looksUp } = handIn(visit, seen)
  if (decides && looksUp && !namesPeople({ ...whom, records: [] })) return wrong('cards', error.nobody)
  return { what: { what: 'scope-set', ...whom, records: records as RecordKind[], from, until } }
}

/** Stands in place of a card for somebody whom the paper names and who has none here. */
const isNobody = (line: string) => /^\p{Pd}+$/u.test(line)
const nobodyHere = null

/** Everybody once, in the order of the paper; of those of whom nothing is on file their places alone. */
function placesOf(found: readonly (string | null | undefined)[]): {
  readonly subjects: readonly string[]
  readonly absent?: readonly number[]
} {
  const people = found.filter((one, at) => one === nobodyHere || found.indexOf(one) === at)
  const absent = people.flatMap((one, at) => (one === nobodyHere ? [at + 1] : []))
  const subjects = people.flatMap((one) => (one ? [one] : []))
  return { subjects, ...(absent.length > 0 && { absent }) }
}
