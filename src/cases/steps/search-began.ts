import { screenWords } from '../../platform/i18n/screen-words.ts'
import type { SearchDetails } from '../case.ts'
import { type Guard, mayBeWarrant } from '../guards.ts'
import { defineStep, everyRole, sentence, stagesBeforeDecision } from './step.ts'

/** They began, or more is known: what is absent here stays as it was said before. */
export type SearchBegan = { readonly what: 'search-began' } & SearchUpdate

/** Of a search more is said as it is known, whatever their paper was read as meanwhile. */
const isWarrant: Guard = {
  name: 'is-warrant',
  passes: (it) => mayBeWarrant(it),
  words: screenWords(
    () => 'Only a search warrant is carried out like this.',
    () => 'Así se cumple solo una orden de registro.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Write down that a search began',
    said: (who: string) => `${who} noted that a search began.`,
  }),
  () => ({ label: 'Anotar que empezó un registro', said: (who) => `${who} anotó que empezó un registro.` }),
)

// Why while it goes on too: officers do not wait until all fields are known; what is known later is said again.
export const searchBegan = defineStep<SearchBegan>()({
  name: 'search-began',
  by: everyRole,
  at: [...stagesBeforeDecision, 'searching'],
  to: ['searching'],
  guards: [isWarrant],
  change: (it, event) => {
    const { what: _, stamp, ...said } = event
    const [searchBeganAt] = [stamp.at, it.searchBeganAt ?? stamp.at].sort()
    return { ...it, search: updatedSearch(it.search, said), searchBeganAt }
  },
  words,
  timeline: sentence,
})

/** What somebody says of a search, as far as they typed it. */
export type SearchUpdate = { readonly [Part in keyof SearchDetails]?: SearchDetails[Part] | undefined }

/** Of a search nothing is known yet. */
const unknownSearch: SearchDetails = {
  leader: '',
  court: '',
  signedBy: '',
  place: '',
  items: '',
  dates: '',
  hours: '',
  delay: 'not-asked',
}

/** What is known of a search once somebody said more. */
export function updatedSearch(known: SearchDetails = unknownSearch, said: SearchUpdate): SearchDetails {
  return { ...known, ...fieldsWhere(said, (value) => value !== undefined) } as SearchDetails
}

/**
 * What somebody typed or changed of what they had before them, so that two people do not wipe what the other typed.
 * @param shown as it was known when the page was made that they typed on; nothing, where nobody can say
 */
export function changedSearchFields(typed: SearchUpdate, shown: SearchDetails = unknownSearch): SearchUpdate {
  return fieldsWhere(typed, (value, part) => value !== shown[part])
}

const fieldsWhere = (
  said: SearchUpdate,
  is: (value: unknown, part: keyof SearchDetails) => boolean,
): SearchUpdate =>
  Object.fromEntries(Object.entries(said).filter(([part, value]) => is(value, part as keyof SearchDetails)))
