import { screenWords } from '../../platform/i18n/screen-words.ts'
import type { StudiedView } from '../case.ts'
import { ownSignIn } from '../guards.ts'
import { defineStep, oversightRoles, stagesBeforeDecision } from './step.ts'
import { hasStudy } from './studied.ts'

/** `ask`: a random id, by which the staff member answers without the case's reference. `until`: `YYYY-MM-DD`. */
type AccountAsked = {
  readonly what: 'account-asked'
  readonly ask: string
  readonly of: string
  readonly until: string
  readonly views: readonly StudiedView[]
}

const words = screenWords(
  () => ({
    label: 'Ask a staff member about their views',
    said: (who: string, whom: string, until: string) =>
      `${who} asked ${whom} about these views, to answer by ${until}.`,
  }),
  () => ({
    label: 'Preguntar a alguien del personal por sus consultas',
    said: (who, whom, until) => `${who} preguntó a ${whom} por estas consultas, con plazo hasta el ${until}.`,
  }),
)

export const accountAsked = defineStep<AccountAsked>()({
  name: 'account-asked',
  by: oversightRoles,
  at: stagesBeforeDecision,
  guards: [ownSignIn, hasStudy],
  change: (it, { ask, of, until, views }) => {
    const { study } = it
    const isKnown = study?.asked.has(ask) || [...(study?.asked.values() ?? [])].some((one) => one.of === of)
    if (study === undefined || isKnown) return it
    return { ...it, study: { ...study, asked: new Map([...study.asked, [ask, { of, until, views }]]) } }
  },
  takenBy: 'service',
  page: 'study',
  elsewhere: 'nothing',
  words,
  timeline: ({ who, event, words, say }) => words.said(who, say.nameOf(event.of), say.day(event.until)),
})
