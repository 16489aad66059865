import { screenWords } from '../../platform/i18n/screen-words.ts'
import { counselSawGag, type Guard, hasUnreadInstrument, isDebriefed, nothingBeside } from '../guards.ts'
import { emptyForm } from './fields.ts'
import { decidingRoles, defineStep, sentence } from './step.ts'

export type Closed = { readonly what: 'closed' }

/** Signed for, or signature refused. */
const receipted: Guard = {
  name: 'receipted',
  passes: (it) => it.produced === undefined || it.receipt,
  words: screenWords(
    () => 'Whoever got the records must first sign for them, or refuse to.',
    () => 'Primero quien recibió los datos debe firmar, o negarse a firmar.',
  ),
}

const noticeIsChosen: Guard = {
  name: 'notice-chosen',
  passes: (it) => it.produced === undefined || it.notice !== undefined,
  words: screenWords(
    ({ customer }) => `Counsel must first choose if the ${customer} is told.`,
    ({ theCustomer }) => `Primero la asesoría debe elegir si lo sabe ${theCustomer}.`,
  ),
}

/** A closed case sends no reminders, so those who are to be told are told first. */
const toldAsChosen: Guard = {
  name: 'told-as-chosen',
  passes: ({ notice, patronTold }) => patronTold || notice === undefined || notice === 'not',
  words: screenWords(
    ({ customer }) => `Counsel chose that the ${customer} is told. That must be done first.`,
    ({ theCustomer }) => `La asesoría eligió que lo sepa ${theCustomer}. Eso va primero.`,
  ),
}

const nothingPreserved: Guard = {
  name: 'nothing-preserved',
  passes: ({ preserved }) => preserved.size === 0,
  words: screenWords(
    () => 'A copy is still kept. It must end first.',
    () => 'Todavía se guarda una copia. Primero debe terminar.',
  ),
}

const seizureWithCounsel: Guard = {
  name: 'seizure-with-counsel',
  passes: ({ outcome, counselConsulted }) => outcome !== 'seized' || counselConsulted,
  words: screenWords(
    () => 'Legal counsel must be asked before a seizure is closed.',
    () => 'Antes de cerrar un caso así hay que preguntar a la asesoría legal.',
  ),
}

const nothingUnread: Guard = {
  name: 'nothing-unread',
  passes: (it) => !hasUnreadInstrument(it),
  words: screenWords(
    () => 'A paper in this case was not read. Whoever decides, or counsel, must first read it.',
    () => 'Nadie ha leído un documento de este caso. Primero debe leerlo quien decide, o la asesoría.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Close the case',
    help: 'Press this where nothing is left to do.',
    said: (who: string) => `${who} closed the case.`,
  }),
  () => ({
    label: 'Cerrar el caso',
    help: 'Pulse cuando no quede nada por hacer.',
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
    isDebriefed,
    nothingPreserved,
    seizureWithCounsel,
    counselSawGag,
    nothingBeside,
    nothingUnread,
  ],
  change: (it, { stamp }) => ({ ...it, closed: true, closedAt: stamp.notedAt }),
  words,
  timeline: sentence,
  form: emptyForm('closed'),
})
