import { screenWords } from '../../platform/i18n/screen-words.ts'
import { ownSignIn } from '../guards.ts'
import { defineStep, stagesBeforeClosed } from './step.ts'
import { hasStudy } from './studied.ts'

/** `others`: to name the other patrons in the study. `staff`: to tell the patron the name of `of`, an account. */
type StudyAgreed = {
  readonly what: 'study-agreed'
  readonly to: 'others' | 'staff'
  readonly of?: string | undefined
}

const words = screenWords(
  ({ customers, theCustomer }) => ({
    label: 'Agree to a name',
    others: (who: string) => `${who} agreed that the study names the other ${customers}.`,
    staff: (who: string, whom: string) => `${who} agreed that ${theCustomer} learns the name of ${whom}.`,
  }),
  ({ customers, theCustomer }) => ({
    label: 'Aceptar que se dé un nombre',
    others: (who) => `${who} aceptó que el estudio nombre a los otros ${customers}.`,
    staff: (who, whom) => `${who} aceptó que ${theCustomer} conozca el nombre de ${whom}.`,
  }),
)

export const studyAgreed = defineStep<StudyAgreed>()({
  name: 'study-agreed',
  by: ['counsel'],
  at: stagesBeforeClosed,
  guards: [ownSignIn, hasStudy],
  change: (it, { to, of }) => {
    if (it.study === undefined) return it
    if (to === 'others') return { ...it, study: { ...it.study, othersNamed: true } }
    return of === undefined
      ? it
      : { ...it, study: { ...it.study, named: [...new Set([...it.study.named, of])] } }
  },
  takenBy: 'service',
  page: 'study',
  isOwnWord: 'anyone',
  elsewhere: 'nothing',
  words,
  timeline: ({ who, event, words, say }) =>
    event.to === 'others' ? words.others(who) : words.staff(who, say.nameOf(event.of ?? '')),
})
