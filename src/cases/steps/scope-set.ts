import { screenWords } from '../../platform/i18n/screen-words.ts'
import { recordKinds } from '../../policy/index.ts'
import type { Scope } from '../case.ts'
import {
  hasSettledScope,
  isWithinScope,
  namesPeople,
  namesSamePeople,
  ownSignIn,
  paperIsRead,
} from '../guards.ts'
import { copiedKindWords, recordsOfScope } from '../words/copies.ts'
import { stepFormWords } from '../words/page.ts'
import {
  day,
  type FormContext,
  type FormFaults,
  type FormViewer,
  fault,
  lines,
  many,
  optional,
  shownTo,
} from './fields.ts'
import { isBeingJudged, isNotProper, owedIf } from './owed.ts'
import { defineStep, oversightRoles, stagesBeforeDecision } from './step.ts'

type ScopeSet = { readonly what: 'scope-set' } & Scope

/** Each card is looked up. */
export const maxCards = 50

const scopeWords = screenWords(
  ({ customer, customers }) => ({
    label: 'Set the scope',
    help: 'Include only what the paper itself names. Nothing beyond it is ever collected.',
    said: (who: string, people: number, records: string) =>
      people === 0
        ? `${who} set the scope: ${records}.`
        : `${who} set the scope: ${people} ${people === 1 ? customer : customers}; ${records}.`,
    absent: (people: number) =>
      people === 1
        ? '1 more person it names is not on file.'
        : `${people} more people it names are not on file.`,
    fields: {
      cards: `Card numbers of the ${customers}, one per line`,
      records: 'Which records does it name?',
      from: 'From',
    },
    hints: {
      cards: `Look them up under Find a ${customer}, in the paper’s order. If the paper names someone who has no card here, type a dash (-) on that line. Leave this blank to keep the current list.`,
      records:
        'Overdue items are a separate choice: “what is checked out and not overdue” leaves them out. If the paper asks for everything that is checked out, choose “which items are overdue” as well.',
    },
    noCardsHere: {
      decides: `This computer cannot look up cards. Here you can set which records and which days the paper names. Set which ${customers} it names at the library, on a staff computer. Do that before counsel advises.`,
      others: `You do not look up any cards. Set which records and which days the paper names. The decision maker adds the ${customers} at the library, by card number.`,
    },
    order: 'The last day is before the first',
    nobody: 'Enter the people the paper names: a card number or a dash on each line',
    tooMany: (most: number) => `Type ${most} card numbers at most`,
    unknownCard: (line: number) =>
      `Line ${line}: no card with this number is on file. If the paper names someone who has no card here, type a dash on that line`,
  }),
  ({ customer, customers }) => ({
    label: 'Fijar el alcance',
    help: 'Incluya solo lo que nombra el documento mismo. Nunca se reúne nada más.',
    said: (who, people, records) =>
      people === 0
        ? `${who} fijó el alcance: ${records}.`
        : `${who} fijó el alcance: ${people} ${people === 1 ? customer : customers}; ${records}.`,
    absent: (people) =>
      people === 1 ? '1 persona más que nombra no consta.' : `${people} personas más que nombra no constan.`,
    fields: {
      cards: `Números de tarjeta de los ${customers}, uno por línea`,
      records: '¿Qué registros nombra?',
      from: 'Desde',
    },
    hints: {
      cards: `Búsquelas en Buscar un ${customer}, en el orden del documento. Si el documento nombra a alguien sin tarjeta aquí, ponga un guion (-) en esa línea. Deje esto en blanco para conservar la lista actual.`,
      records:
        'Lo atrasado se elige aparte: «qué está prestado y no atrasado» lo deja fuera. Si el documento pide todo lo que está prestado, elija también «qué artículos están atrasados».',
    },
    noCardsHere: {
      decides: `Esta computadora no puede buscar tarjetas. Aquí puede fijar qué registros y qué días nombra el documento. A qué ${customers} nombra se fija en la biblioteca, en una computadora del personal. Hágalo antes de que la asesoría legal opine.`,
      others: `Usted no busca ninguna tarjeta. Fije qué registros y qué días nombra el documento. Quien decide en el caso agrega a los ${customers} en la biblioteca, por su tarjeta.`,
    },
    order: 'El último día es anterior al primero',
    nobody: 'Escriba a quién nombra el documento: una tarjeta o un guion en cada línea',
    tooMany: (most) => `Escriba ${most} números de tarjeta como máximo`,
    unknownCard: (line) =>
      `Línea ${line}: no hay ninguna tarjeta con este número. Si el documento nombra a alguien sin tarjeta aquí, ponga un guion en esa línea`,
  }),
)

export const scopeSet = defineStep<ScopeSet>()({
  name: 'scope-set',
  by: oversightRoles,
  at: stagesBeforeDecision,
  to: ['stays', 'with-counsel'],
  guards: [ownSignIn, paperIsRead],
  change: (it, { subjects, absent, records, from, until }) => {
    const scope = { subjects, records, from, until, ...(absent && { absent }) }
    // Why also the first: counsel found the paper valid without knowing its scope.
    const isMore = it.scope === undefined || !isWithinScope(scope, it.scope)
    // Why also fewer: a person in whose place a dash is set would be "not on file", in counsel's name.
    const isAbout = it.scope !== undefined && namesSamePeople(scope, it.scope) && namesPeople(scope)
    return { ...it, scope, ...((isMore || !isAbout) && it.opinion === 'proper' && { opinion: undefined }) }
  },
  owes: (it) =>
    owedIf(isBeingJudged(it) && it.kind === 'process' && !isNotProper(it) && !hasSettledScope(it), 'scope'),
  elsewhere: 'nothing',
  words: scopeWords,
  shows: { isLong: () => true },
  timeline: ({ who, event, words, say }) => {
    const { kind } = recordsOfScope(say.speaker, event.records)
    const reaches = words.said(who, event.subjects.length, say.list(event.records.map((one) => kind[one])))
    return [reaches, ...(event.absent ? [words.absent(event.absent.length)] : [])].join(' ')
  },
  form: {
    group: 'facts',
    fields: {
      // Only the decider looks cards up, at a library computer.
      cards: shownTo(looksUpCards, optional(lines())),
      records: many(namableRecords, ({ speaker }) => copiedKindWords(speaker)),
      from: optional(day()),
      until: optional(day()),
    },
    initial: ({ scope }) => ({ from: scope?.from, until: scope?.until, records: scope?.records }),
    notice: ({ noCardsHere }, { viewer }) => {
      if (looksUpCards(viewer)) return undefined
      return viewer.decides ? noCardsHere.decides : noCardsHere.others
    },
    toEvent: async ({ cards = [], records, from, until }, form) => {
      const words = scopeWords(form.speaker)
      if (from !== undefined && until !== undefined && until < from) return fault('until', words.order)
      if (cards.length > maxCards) return fault('cards', words.tooMany(maxCards))
      const found = await peopleOn(cards, form)
      if ('faults' in found) return found
      const { subjects = [], absent } = cards.length > 0 ? found : (form.it.scope ?? {})
      const whom = { subjects, ...(absent && { absent }) }
      // Why: where no lookup is possible, records and days are set now, and people later at the library.
      if (looksUpCards(form.viewer) && !namesPeople({ ...whom, records: [] }))
        return fault('cards', words.nobody)
      return { what: 'scope-set', ...whom, records, from, until }
    },
  },
})

export function looksUpCards({ decides, looksUp }: FormViewer): boolean {
  return decides && looksUp
}

/** What staff saw is not a record of the library. */
export function namableRecords() {
  return recordKinds.filter((kind) => kind !== 'incident')
}

/** People are named by card, each looked up and logged as at the desk. */
async function peopleOn(
  cards: readonly string[],
  form: FormContext,
): Promise<Pick<Scope, 'subjects' | 'absent'> | FormFaults> {
  const found = await Promise.all(
    cards.map((card) => (marksAbsentPerson(card) ? absentPerson : form.findCard(card))),
  )
  if (found.some((one) => one === 'not-here' || one === 'unknown'))
    return fault('cards', stepFormWords(form.speaker).error.notHere)
  const unknown = found.indexOf(undefined)
  if (unknown >= 0) return fault('cards', scopeWords(form.speaker).unknownCard(unknown + 1))
  return placesOf(found)
}

/** A dash marks someone without a card here. */
const marksAbsentPerson = (line: string) => /^\p{Pd}+$/u.test(line)
const absentPerson = null

/** Each person once, in the paper's order; for those not on file, only their places. */
function placesOf(found: readonly (string | null | undefined)[]): Pick<Scope, 'subjects' | 'absent'> {
  const people = found.filter((one, at) => one === absentPerson || found.indexOf(one) === at)
  const absent = people.flatMap((one, at) => (one === absentPerson ? [at + 1] : []))
  const subjects = people.flatMap((one) => (one ? [one] : []))
  return { subjects, ...(absent.length > 0 && { absent }) }
}
