import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type Guard, isNoLaterThan } from '../guards.ts'
import { isAt, owedIf } from './owed.ts'
import { defineStep, everyRole, sentence } from './step.ts'

/** Ends no case. */
type SearchEnded = { readonly what: 'search-ended' }

const afterTheLast: Guard = {
  name: 'after-the-last',
  passes: ({ searchBeganAt, taken }, { stamp }) =>
    isNoLaterThan(searchBeganAt, stamp.at) &&
    taken.every(({ at, struck }) => struck || isNoLaterThan(at, stamp.at)),
  words: screenWords(
    () => 'They cannot have left before they came, or before the last item was taken.',
    () => 'No pueden haberse ido antes de llegar, ni antes de llevarse lo último.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Keep the search log until they leave',
    said: (who: string) => `${who} noted that the search ended.`,
  }),
  () => ({
    label: 'Llevar el registro del cateo hasta que se vayan',
    said: (who) => `${who} anotó que terminó el cateo.`,
  }),
)

export const searchEnded = defineStep<SearchEnded>()({
  name: 'search-ended',
  by: everyRole,
  at: ['searching'],
  to: ['searched'],
  guards: [afterTheLast],
  change: (it, { stamp }) => ({ ...it, searchEnded: true, searchEndedAt: stamp.at }),
  page: 'search',
  owes: (it) => owedIf(isAt(it, 'searching'), 'officers-here', 'staff'),
  elsewhere: 'nothing',
  words,
  timeline: sentence,
})
