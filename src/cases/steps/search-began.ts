import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type Case, missingFacts, type SearchDetails } from '../case.ts'
import { awaitsSearch, type Guard, mayBeWarrant } from '../guards.ts'
import { isAt, isBeingJudged, owedIf } from './owed.ts'
import { defineStep, everyRole, stagesBeforeDecision } from './step.ts'

/** What is absent stays as it was said before. */
type SearchBegan = { readonly what: 'search-began' } & SearchUpdate

/** Details may follow whatever the paper was read as meanwhile; once the case ended, only of a search that was recorded. */
const isWarrant: Guard = {
  name: 'is-warrant',
  passes: (it) => mayBeWarrant(it) && (it.outcome === undefined || it.search !== undefined),
  words: screenWords(
    () => 'Only a search warrant is carried out this way.',
    () => 'Solo una orden de cateo se cumple así.',
  ),
}

const words = screenWords(
  () => ({
    label: 'When officers begin, record it in the search log',
    complete: 'Add what is missing in the search log',
    said: (who: string) => `${who} noted that a search began.`,
    details: (who: string) => `${who} recorded the search and what the warrant says.`,
  }),
  () => ({
    label: 'Cuando los agentes empiecen, anotarlo en el registro del cateo',
    complete: 'Agregar lo que falta en el registro del cateo',
    said: (who) => `${who} anotó que empezó un cateo.`,
    details: (who) => `${who} anotó el cateo y lo que dice la orden.`,
  }),
)

// Why repeatable: officers do not wait until every field is known.
export const searchBegan = defineStep<SearchBegan>()({
  name: 'search-began',
  by: everyRole,
  // Also once they left: what the warrant says is often known only then, or later still.
  at: [...stagesBeforeDecision, 'searching', 'searched', 'ended'],
  to: (from) => [from === 'searched' || from === 'ended' ? 'stays' : 'searching'],
  guards: [isWarrant],
  change: (it, { what: _, stamp, ...said }) => {
    const [searchBeganAt] = [stamp.at, it.searchBeganAt ?? stamp.at].sort()
    return { ...it, search: updatedSearch(it.search, said), searchBeganAt }
  },
  page: 'search',
  labelFor: ({ label, complete }, { by }) => (by === 'staff' ? label : complete),
  owes: (it) => [
    // Why not under a nondisclosure order: what is owed is stored in the clear, and would say which paper it is.
    ...owedIf(
      isBeingJudged(it) && awaitsSearch(it) && !it.gagged && it.opinion !== 'defective',
      'officers-here',
      'staff',
    ),
    ...owedIf(it.searchEnded && isAt(it, 'searched', 'ended') && lacksSearchFacts(it), 'log'),
  ],
  elsewhere: 'nothing',
  words,
  shows: { isSearch: true, followsReview: true },
  timeline: ({ who, event: { what: _, stamp: _at, ...details }, words }) =>
    Object.keys(details).length > 0 ? words.details(who) : words.said(who),
})

type SearchUpdate = { readonly [Part in keyof SearchDetails]?: SearchDetails[Part] | undefined }

export const unknownSearch: SearchDetails = {
  leader: '',
  court: '',
  signedBy: '',
  place: '',
  items: '',
  dates: '',
  hours: '',
  delay: 'not-asked',
  receipt: '',
  tookNothing: false,
}

export function updatedSearch(known: SearchDetails = unknownSearch, said: SearchUpdate): SearchDetails {
  return { ...known, ...fieldsWhere(said, (value) => value !== undefined) } as SearchDetails
}

/** Only what someone changed, so that two people do not overwrite each other. @param shown what their page showed */
export function changedSearchFields(typed: SearchUpdate, shown: SearchDetails = unknownSearch): SearchUpdate {
  return fieldsWhere(typed, (value, part) => value !== shown[part])
}

const fieldsWhere = (
  said: SearchUpdate,
  is: (value: unknown, part: keyof SearchDetails) => boolean,
): SearchUpdate =>
  Object.fromEntries(Object.entries(said).filter(([part, value]) => is(value, part as keyof SearchDetails)))

/** Officers do not wait until the log is complete, so what it lacks stays a task of the case. */
const lacksSearchFacts = ({ search, taken }: Case): boolean =>
  search !== undefined &&
  missingFacts(
    search,
    taken.some(({ struck }) => !struck),
  ).length > 0
