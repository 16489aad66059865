import { screenWords } from '../../platform/i18n/screen-words.ts'
import { currentPackage, type DeliveryMethod } from '../case.ts'
import { type Guard, isDecider, isUnchangedSinceDecision, ownSignIn, packagedThis } from '../guards.ts'
import { caseCopiesWords } from '../words/copies.ts'
import { decidingRoles, defineStep } from './step.ts'

export type Produced = {
  readonly what: 'produced'
  readonly document: string
  readonly to: string
  readonly how: DeliveryMethod
  /** The person delivering was told that the case changed since. */
  readonly despite?: boolean | undefined
}

const wasSaved: Guard = {
  name: 'was-saved',
  passes: (it, { stamp }) => {
    const savedAt = it.outside.get(currentPackage(it)?.document ?? '')
    return savedAt !== undefined && savedAt <= stamp.at
  },
  words: screenWords(
    () => 'The file must first be saved. Nothing is handed over before it leaves.',
    () => 'Primero hay que guardar el archivo. Nada se entrega antes de que salga.',
  ),
}

/** The case is as decided, or the person knows that it is not: what left cannot be recalled. */
const knowsOfChange: Guard<Produced> = {
  name: 'knows-of-change',
  passes: (it, { event }) => isUnchangedSinceDecision(it) || event.despite === true,
  words: screenWords(
    () => 'The case changed since the file was saved. Tick that you know it.',
    () => 'El caso cambió desde que se guardó el archivo. Marque que lo sabe.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Hand it over, and note that',
    said: (who: string, to: string, how: string) => `${who} noted that it was handed over to ${to}: ${how}.`,
  }),
  () => ({
    label: 'Entregarlo, y anotarlo',
    said: (who, to, how) => `${who} anotó que se entregó a ${to}: ${how}.`,
  }),
)

// Why whatever the policy says now: it left when it was saved, and facts stay on record.
export const produced = defineStep<Produced>()({
  name: 'produced',
  by: decidingRoles,
  at: ['packaged'],
  to: ['ended'],
  guards: [ownSignIn, isDecider, packagedThis, wasSaved, knowsOfChange],
  change: (it, { document, stamp }) => ({
    ...it,
    produced: { document, at: stamp.at },
    outside: new Map(),
    outcome: it.decision?.decision === 'compulsion' ? 'compelled' : 'released',
  }),
  takenBy: 'service',
  page: 'produce',
  words,
  timeline: ({ who, event, words, say }) =>
    words.said(who, event.to, caseCopiesWords(say.speaker).produce.hows[event.how]),
})
