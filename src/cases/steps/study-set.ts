import { screenWords } from '../../platform/i18n/screen-words.ts'
import type { Case, Study } from '../case.ts'
import { type Guard, isByCounsel, isPrivacy } from '../guards.ts'
import type { EventStamp } from '../stamp.ts'
import { defineStep, oversightRoles, stagesBeforeDecision } from './step.ts'

/** Days are `YYYY-MM-DD`, both included. */
type StudySet = {
  readonly what: 'study-set'
  readonly subject?: string | undefined
  readonly from: string
  readonly until: string
}

/** Otherwise a Director could leave their own views out by the days, or by naming someone else. */
const wholeStudy: Guard<StudySet> = {
  name: 'whole-study',
  passes: (it, { event, stamp }) => {
    const { study } = it
    if (study === undefined) return true
    if (study.subject !== undefined && event.subject !== study.subject && !mayNameAnother(it, stamp))
      return false
    return stamp.role === 'counsel' || (event.from <= study.from && event.until >= study.until)
  },
  words: screenWords(
    ({ customer }) =>
      `Only counsel can shorten the days, or change the person counsel set. Once a ${customer} reported it, or the views were seen, it stays about that ${customer}.`,
    ({ customer }) =>
      `Solo la asesoría puede acortar los días, o cambiar a la persona que ella fijó. Si el ${customer} mismo lo reportó, o si ya se vieron las consultas, sigue tratando de ese ${customer}.`,
  ),
}

/** A mistyped card is put right until someone saw the views; only counsel puts right what counsel set. */
const mayNameAnother = ({ study, requester }: Case, stamp: EventStamp): boolean =>
  study?.begun === false &&
  requester.patron === undefined &&
  (study.isSubjectCounsels === undefined || isByCounsel(stamp))

const words = screenWords(
  ({ customer }) => ({
    label: 'Set whose record and which days',
    said: (who: string, from: string, until: string) =>
      `${who} set which ${customer}’s record, and the days, the study covers: ${from} to ${until}.`,
  }),
  ({ customer }) => ({
    label: 'Fijar de quién es el expediente y qué días',
    said: (who, from, until) =>
      `${who} fijó de qué ${customer} es el expediente y los días del estudio: del ${from} al ${until}.`,
  }),
)

export const studySet = defineStep<StudySet>()({
  name: 'study-set',
  by: oversightRoles,
  at: stagesBeforeDecision,
  guards: [isPrivacy, wholeStudy],
  change: (it, { subject, from, until, stamp }) => ({
    ...it,
    study: {
      ...(it.study ?? newStudy({ from, until })),
      ...{ subject: subject ?? it.study?.subject, from, until },
      // Hostile: counsel agreed to name whom they saw on those days, and the Director could take in years.
      ...(!isByCounsel(stamp) && !isSameStudy(it.study, { subject, from, until }) && { othersNamed: false }),
      ...(subject !== undefined && isByCounsel(stamp) && { isSubjectCounsels: true as const }),
    },
  }),
  takenBy: 'service',
  page: 'study',
  elsewhere: 'nothing',
  words,
  timeline: ({ who, event, words, say }) => words.said(who, say.day(event.from), say.day(event.until)),
})

const isSameStudy = (study: Study | undefined, { subject, from, until }: Omit<StudySet, 'what'>): boolean =>
  study?.from === from && study.until === until && (subject ?? study.subject) === study.subject

export const newStudy = (days: Pick<Study, 'from' | 'until'>, subject?: string): Study => ({
  ...days,
  subject,
  begun: false,
  ownCleared: false,
  asked: new Map(),
  othersNamed: false,
  named: [],
})
