import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type Case, type CaseOutcome, stages } from '../case.ts'
import { type Guard, isByCounsel, isWithinScope } from '../guards.ts'
import { isEndUnconfirmed } from '../statements.ts'
import { isAt, owedIf } from './owed.ts'
import { defineStep, sentence } from './step.ts'

type PreservationEnded = { readonly what: 'preservation-ended'; readonly copy: string }

const isPreserved: Guard<PreservationEnded> = {
  name: 'is-preserved',
  passes: (it, { event }) => it.preserved.has(event.copy),
  words: screenWords(
    () => 'There is no such copy.',
    () => 'No hay tal copia.',
  ),
}

/** The program ends a copy on its last day; earlier, a person does. */
const dayHasCome: Guard<PreservationEnded> = {
  name: 'day-has-come',
  passes: (it, { event, stamp, world }) => {
    const until = it.preserved.get(event.copy)?.until
    return stamp.role !== 'program' || (until !== undefined && until <= world.today)
  },
  words: screenWords(
    () => 'The end date of this copy has not come yet.',
    () => 'La fecha de fin de esta copia todavía no ha llegado.',
  ),
}

/** Early, under a request that stands, it could be evidence that is destroyed. */
const counselsWhileItStands: Guard<PreservationEnded> = {
  name: 'counsels-while-it-stands',
  passes: (it, { event, stamp, world }) => {
    const kept = it.preserved.get(event.copy)
    if (kept === undefined || kept.until <= world.today || isByCounsel(stamp)) return true
    const isOver = it.outcome !== undefined && !isEndUnconfirmed(it)
    return isOver || (it.scope !== undefined && !isWithinScope(kept.copy, it.scope))
  },
  words: screenWords(
    () =>
      'The request is still in force. Before its end date, only counsel ends a copy that keeps to what the paper names.',
    () =>
      'La solicitud sigue vigente. Antes de su fecha de fin, solo la asesoría termina una copia que no va más allá de lo que nombra el documento.',
  ),
}

const words = screenWords(
  () => ({ label: 'End a preserved copy', said: (who: string) => `${who} ended a preserved copy.` }),
  () => ({ label: 'Terminar una copia conservada', said: (who) => `${who} terminó una copia conservada.` }),
)

export const preservationEnded = defineStep<PreservationEnded>()({
  name: 'preservation-ended',
  by: ['director', 'counsel', 'president', 'program'],
  at: stages,
  guards: [isPreserved, dayHasCome, counselsWhileItStands],
  change: (it, { copy }) => ({
    ...it,
    preserved: new Map([...it.preserved].filter(([id]) => id !== copy)),
  }),
  takenBy: 'service',
  page: 'preserve',
  isOwnWord: 'counsel',
  owes: (it) =>
    keepsTooMuch(it)
      ? owedIf(true, 'kept-too-much')
      : owedIf(
          isAt(it, 'ended') && it.preserved.size > 0,
          'copies',
          isEndUnconfirmed(it) ? 'counsel' : 'decider',
        ),
  elsewhere: { fitsFullMatter: true },
  words,
  timeline: sentence,
})

/** Outcomes without production: preserved copies are no longer needed. */
const outcomesWithoutCopies: readonly CaseOutcome[] = [
  'withdrawn',
  'quashed',
  'refused',
  'referred',
  'no-records',
]

/** Copies beyond the paper's scope, or of a case that ended otherwise, are no longer asked for. */
function keepsTooMuch(it: Case): boolean {
  const isOver =
    it.outcome !== undefined && outcomesWithoutCopies.includes(it.outcome) && !isEndUnconfirmed(it)
  return [...it.preserved.values()].some(
    ({ copy }) => isOver || (it.scope !== undefined && !isWithinScope(copy, it.scope)),
  )
}
