import { screenWords } from '../../platform/i18n/screen-words.ts'
import { withCounselConsulted } from '../case-changes.ts'
import { afterItCame, type Guard, isCounselsOrRelayed, ownSignIn } from '../guards.ts'
import type { CounselStatement } from '../stamp.ts'
import { counselFields, counselStatement, text } from './fields.ts'
import { isAt, owedIf } from './owed.ts'
import { defineStep, isNotCounsels, oversightRoles } from './step.ts'

type Debriefed = { readonly what: 'debriefed' } & CounselStatement

const wasSearched: Guard = {
  name: 'was-searched',
  passes: (it) => it.searchEnded,
  hides: (it) => !it.searchEnded,
  words: screenWords(
    () => 'There was no search, or it is not over yet.',
    () => 'No hubo ningún cateo, o no ha terminado.',
  ),
}

const counselsDebrief: Guard<Debriefed> = {
  name: 'counsels-debrief',
  passes: isCounselsOrRelayed,
  words: screenWords(
    () => 'Counsel reviews the search. If counsel did so elsewhere, give counsel’s name and say how.',
    () => 'La asesoría repasa el cateo. Si lo hizo en otra parte, dé su nombre y diga cómo.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Record counsel’s review of the search',
    help: 'Counsel reviews the search with the people who were there. If counsel did so elsewhere, record who, how, and when.',
    said: (who: string) => `${who} reviewed the search.`,
    heard: (who: string, counsel: string, way: string) =>
      `${who} recorded how ${counsel} reviewed the search ${way}.`,
  }),
  () => ({
    label: 'Anotar el repaso del cateo con la asesoría',
    help: 'La asesoría repasa el cateo con quienes estaban. Si lo hizo en otra parte, anote quién, cómo y cuándo.',
    said: (who) => `${who} repasó el cateo.`,
    heard: (who, counsel, way) => `${who} anotó cómo ${counsel} repasó el cateo ${way}.`,
  }),
)

export const debriefed = defineStep<Debriefed>()({
  name: 'debriefed',
  by: oversightRoles,
  at: ['searched', 'ended'],
  guards: [ownSignIn, afterItCame, wasSearched, counselsDebrief],
  change: (it, { stamp }) => ({ ...withCounselConsulted(it, stamp), debriefed: true }),
  owes: (it) =>
    owedIf(it.searchEnded && !it.debriefed && isAt(it, 'searched', 'ended'), 'debrief', 'counsel'),
  elsewhere: {
    relays: { of: 'debrief', isReported: isNotCounsels, stands: () => true, listsOwn: true },
    answers: 'advised',
  },
  words,
  timeline: ({ who, event, words, say }) => ({
    says: event.way === 'here' ? words.said(who) : words.heard(who, event.counsel, say.through[event.way]),
    words: [event.words],
  }),
  form: {
    group: 'counsel',
    fields: counselFields({ words: text() }),
    toEvent: ({ words, ...sent }, form) => ({ what: 'debriefed', words, ...counselStatement(sent, form) }),
  },
})
