import { screenWords } from '../../platform/i18n/screen-words.ts'
import type { RecordKind } from '../../policy/index.ts'
import { isWrongDisclosure, ownSignIn } from '../guards.ts'
import { copiedKindWords, recordsOfScope } from '../words/copies.ts'
import { stepFormWords } from '../words/page.ts'
import { type FormContext, type FormFaults, fault, line, lines, many, optional, shownTo } from './fields.ts'
import { isBeingJudged, owedIf } from './owed.ts'
import { looksUpCards, maxCards, namableRecords } from './scope-set.ts'
import { defineStep, oversightRoles, stagesBeforeDecision } from './step.ts'

type AffectedNamed = {
  readonly what: 'affected-named'
  readonly patrons: readonly string[]
  readonly records: readonly RecordKind[]
  readonly others?: string | undefined
}

const affectedWords = screenWords(
  ({ customer, customers }) => ({
    label: 'Record who is affected',
    help: `Each card is looked up, and the audit log has that first. The case keeps no name: keep your own list until they have been told.`,
    said: (who: string, people: number, records: string) =>
      `${who} recorded who is affected: ${people} ${people === 1 ? customer : customers} by card; ${records}.`,
    others: (words: string) => `Others: ${words}`,
    fields: {
      cards: `Card numbers of the ${customers}, one per line`,
      records: 'What left about them?',
      others: 'Anyone else, or how many',
    },
    hints: {
      cards: 'Leave this blank to keep the current list.',
      others: 'For those without a card here, or where no one can say who. Name no one.',
    },
    noOne: 'Type a card number, or say who else is affected',
    tooMany: (most: number) => `Type ${most} card numbers at most`,
    unknownCard: (at: number) => `Line ${at}: no card with this number is on file`,
  }),
  ({ customer, customers }) => ({
    label: 'Anotar a quién afecta',
    help: 'Cada tarjeta se busca, y el registro de auditoría lo tiene antes. El caso no guarda nombres: tenga su propia lista hasta haberles avisado.',
    said: (who, people, records) =>
      `${who} anotó a quién afecta: ${people} ${people === 1 ? customer : customers} por tarjeta; ${records}.`,
    others: (words) => `Otros: ${words}`,
    fields: {
      cards: `Números de tarjeta de los ${customers}, uno por línea`,
      records: '¿Qué salió sobre ellos?',
      others: 'Otras personas, o cuántas',
    },
    hints: {
      cards: 'Deje esto en blanco para conservar la lista actual.',
      others: 'Quienes no tienen tarjeta aquí, o si nadie puede decir a quién. No nombre a nadie.',
    },
    noOne: 'Escriba una tarjeta, o diga a quién más afecta',
    tooMany: (most) => `Escriba ${most} números de tarjeta como máximo`,
    unknownCard: (at) => `Línea ${at}: no hay ninguna tarjeta con este número`,
  }),
)

export const affectedNamed = defineStep<AffectedNamed>()({
  name: 'affected-named',
  by: oversightRoles,
  at: stagesBeforeDecision,
  guards: [ownSignIn, isWrongDisclosure],
  change: (it, { patrons, records, others }) => {
    const { patrons: known = [], others: before, shown = [] } = it.affected ?? {}
    const isMore = others !== before || patrons.some((one) => !known.includes(one))
    return {
      ...it,
      affected: { patrons, records, others, shown },
      // Who is new on the list is to be told too.
      affectedTold: isMore ? undefined : it.affectedTold,
    }
  },
  owes: (it) => owedIf(it.kind === 'disclosure' && isBeingJudged(it) && it.affected === undefined, 'recall'),
  elsewhere: 'nothing',
  words: affectedWords,
  timeline: ({ who, event: { patrons, records, others }, words, say }) => {
    const { kind } = recordsOfScope(say.speaker, records)
    return {
      says: words.said(who, patrons.length, say.list(records.map((one) => kind[one]))),
      words: others === undefined ? [] : [words.others(others)],
    }
  },
  form: {
    group: 'facts',
    fields: {
      cards: shownTo(looksUpCards, optional(lines())),
      records: many(namableRecords, ({ speaker }) => copiedKindWords(speaker)),
      others: optional(line()),
    },
    initial: ({ affected }) => ({ records: affected?.records, others: affected?.others }),
    toEvent: async ({ cards = [], records, others }, form) => {
      const words = affectedWords(form.speaker)
      const found = cards.length === 0 ? (form.it.affected?.patrons ?? []) : await patronsOn(cards, form)
      if ('faults' in found) return found
      if (found.length === 0 && others === undefined)
        return fault(looksUpCards(form.viewer) ? 'cards' : 'others', words.noOne)
      return { what: 'affected-named', patrons: found, records, ...(others && { others }) }
    },
  },
})

/** Each card is looked up and logged as at the desk. */
async function patronsOn(
  cards: readonly string[],
  form: FormContext,
): Promise<readonly string[] | FormFaults> {
  const words = affectedWords(form.speaker)
  if (cards.length > maxCards) return fault('cards', words.tooMany(maxCards))
  const found = await Promise.all(cards.map((card) => form.findCard(card)))
  if (found.some((one) => one === 'not-here' || one === 'unknown'))
    return fault('cards', stepFormWords(form.speaker).error.notHere)
  const unknown = found.indexOf(undefined)
  if (unknown >= 0) return fault('cards', words.unknownCard(unknown + 1))
  return [...new Set(found.flatMap((one) => one ?? []))]
}
