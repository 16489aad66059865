import { screenWords } from '../../platform/i18n/screen-words.ts'
import {
  copyActs,
  type SystemSearch,
  searchKey,
  systemResults,
  systemsLeft,
  systemsLeftToPreserve,
} from '../case.ts'
import { asksForRecords, dayAfterItCame, dayIsPast, type Guard, isNotBlank, ownSignIn } from '../guards.ts'
import { otherSystemsWords } from '../words/other-systems.ts'
import { isAt, isBeingJudged, owedIf } from './owed.ts'
import { defineStep, oversightRoles, workingStages } from './step.ts'

/** What was done in one other system, for what was collected or preserved. A later one replaces it. */
type SystemSearched = { readonly what: 'system-searched' } & SystemSearch

const isOnList: Guard<SystemSearched> = {
  name: 'on-the-list',
  passes: (it, { event: { act, system } }) => systemsOf(it, act).some(({ id }) => id === system),
  hides: (it) => copyActs.every((act) => systemsOf(it, act).length === 0),
  words: screenWords(
    () => 'This system is not on the list that was noted when the records were copied.',
    () => 'Este sistema no está en la lista que se anotó cuando se copiaron los registros.',
  ),
}

/** Who searched and what they found, or why no one did: a blank row would say that nothing is there. */
const saysWhat: Guard<SystemSearched> = {
  name: 'says-what',
  passes: (_, { event: { result, by, words } }) =>
    systemResults.includes(result) &&
    (result === 'not-searched' || isNotBlank(by)) &&
    (result === 'nothing' || isNotBlank(words)),
  words: screenWords(
    () => 'Say who searched and what was found, or why no one searched.',
    () => 'Diga quién buscó y qué se halló, o por qué no buscó nadie.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Note what was done in each other system',
    said: (who: string, name: string, what: string) => `${who} noted for ${name}: ${what}`,
  }),
  () => ({
    label: 'Anotar qué se hizo en cada otro sistema',
    said: (who, name, what) => `${who} anotó sobre ${name}: ${what}`,
  }),
)

export const systemSearched = defineStep<SystemSearched>()({
  name: 'system-searched',
  by: oversightRoles,
  at: [...workingStages, 'ended'],
  guards: [ownSignIn, asksForRecords, isOnList, saysWhat, dayIsPast, dayAfterItCame],
  change: (it, { what: _, stamp: __, ...search }) => ({
    ...it,
    searches: new Map([...it.searches, [searchKey(search.act, search.system), search]]),
  }),
  page: (it) => (it.production === undefined ? 'preserve' : 'produce'),
  owes: (it) =>
    isAt(it, 'checked')
      ? owedIf(systemsLeft(it).length > 0, 'systems')
      : owedIf(systemsLeftToPreserve(it).length > 0 && (isBeingJudged(it) || isAt(it, 'ended')), 'systems'),
  elsewhere: 'nothing',
  words,
  timeline: ({ who, event, words, say }) => ({
    says: words.said(
      who,
      event.name,
      otherSystemsWords(say.speaker).said(event.result, event.by, say.day(event.on)),
    ),
    words: [event.words],
  }),
})

/** The systems that were in use when what is collected, or what is preserved, was copied. */
function systemsOf(it: Parameters<Guard['passes']>[0], act: SystemSearch['act']) {
  return act === 'produce' ? (it.production?.systems ?? []) : it.systemsToPreserve
}
