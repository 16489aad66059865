import { screenWords } from '../../platform/i18n/screen-words.ts'
import { canTellComplainant, systemsLeftToPreserve } from '../case.ts'
import { counselSawGag, type Guard, hasUnreadInstrument, isDebriefed, nothingBeside } from '../guards.ts'
import { emptyForm } from './fields.ts'
import { isAt, owedIf } from './owed.ts'
import { decidingRoles, defineStep, sentence } from './step.ts'

export type Closed = { readonly what: 'closed' }

/** Signed for, or signature refused. */
const receipted: Guard = {
  name: 'receipted',
  passes: (it) => it.produced === undefined || it.receipt,
  words: screenWords(
    () => 'The recipient must first sign for the records or refuse to sign.',
    () => 'Primero la persona que recibió los registros debe firmar, o negarse a firmar.',
  ),
}

const noticeIsChosen: Guard = {
  name: 'notice-chosen',
  passes: (it) => it.produced === undefined || it.notice !== undefined,
  words: screenWords(
    ({ customer }) => `Counsel must first choose whether to tell the ${customer}.`,
    ({ customer }) => `Primero la asesoría debe elegir si se le avisa al ${customer}.`,
  ),
}

/** A closed case sends no reminders, so those who are to be told are told first. */
const toldAsChosen: Guard = {
  name: 'told-as-chosen',
  passes: ({ notice, patronTold }) => patronTold || notice === undefined || notice === 'not',
  words: screenWords(
    ({ customer }) => `Counsel chose to tell the ${customer}. Do that first.`,
    ({ customer }) => `La asesoría eligió avisar al ${customer}. Primero hay que hacerlo.`,
  ),
}

/** It cannot be recorded in a closed case. */
const complainantIsTold: Guard = {
  name: 'complainant-told',
  passes: (it) => !canTellComplainant(it) || it.complainantTold === true,
  words: screenWords(
    () => 'The person who raised the concern must first be told what was decided.',
    () => 'Primero hay que decirle a quien reportó la preocupación lo que se decidió.',
  ),
}

const nothingPreserved: Guard = {
  name: 'nothing-preserved',
  passes: ({ preserved }) => preserved.size === 0,
  words: screenWords(
    () => 'A preserved copy still exists. It must end first.',
    () => 'Todavía hay una copia conservada. Primero debe terminar.',
  ),
}

const otherSystemsNoted: Guard = {
  name: 'other-systems-noted',
  passes: (it) => systemsLeftToPreserve(it).length === 0,
  words: screenWords(
    () => 'First note what was preserved in each other system, or why nothing was.',
    () => 'Primero anote qué se conservó en cada otro sistema, o por qué no se conservó nada.',
  ),
}

const seizureWithCounsel: Guard = {
  name: 'seizure-with-counsel',
  passes: ({ outcome, counselConsulted }) => outcome !== 'seized' || counselConsulted,
  words: screenWords(
    () => 'Legal counsel must be consulted before a seizure is closed.',
    () => 'Antes de cerrar un caso así hay que consultar a la asesoría legal.',
  ),
}

const nothingUnread: Guard = {
  name: 'nothing-unread',
  passes: (it) => !hasUnreadInstrument(it),
  words: screenWords(
    () => 'A paper in this case has not been read. The decision maker or counsel must read it first.',
    () => 'Hay un documento sin leer en este caso. Primero debe leerlo quien decide, o la asesoría.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Close the case',
    help: 'Press this when nothing is left to do.',
    said: (who: string) => `${who} closed the case.`,
  }),
  () => ({
    label: 'Cerrar el caso',
    help: 'Oprima esto cuando no quede nada por hacer.',
    said: (who) => `${who} cerró el caso.`,
  }),
)

export const closed = defineStep<Closed>()({
  name: 'closed',
  by: decidingRoles,
  at: ['ended'],
  to: ['closed'],
  guards: [
    receipted,
    noticeIsChosen,
    toldAsChosen,
    complainantIsTold,
    isDebriefed,
    nothingPreserved,
    otherSystemsNoted,
    seizureWithCounsel,
    counselSawGag,
    nothingBeside,
    nothingUnread,
  ],
  meanwhile: 'never',
  change: (it, { stamp }) => ({ ...it, closed: true, closedAt: stamp.notedAt, specialAsked: undefined }),
  owes: (it) => owedIf(isAt(it, 'ended'), 'end'),
  elsewhere: { fitsFullMatter: true },
  words,
  timeline: sentence,
  form: emptyForm('closed', 'ending'),
})
