import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type ConfirmedContact, stages } from '../case.ts'
import { type Guard, isContactGood, ownSignIn } from '../guards.ts'
import { isUnanswered, relayedOwner } from '../statements.ts'
import { isLetterCall } from './letter-added.ts'
import { defineStep, everyRole } from './step.ts'

/** What a call about a letter brought, where it answers nothing: counsel was not reached, or the letter is not theirs. */
type LetterCalled = {
  readonly what: 'letter-called'
  readonly word: number
  readonly paper: string
  readonly to: ConfirmedContact
  /** The numbers, as the contact has them. */
  readonly called: string
  readonly result: 'not-reached' | 'not-theirs'
}

const letterIsTheirs: Guard<LetterCalled> = {
  name: 'letter-caller',
  passes: (it, { event, stamp, world }) => {
    const word = it.relayed[event.word]
    if (word === undefined || !isUnanswered(word) || event.to.whom !== relayedOwner(word)) return false
    return (
      isContactGood(event.to, stamp.at) && isLetterCall(it, word, event, { stamp, isSealed: world.isSealed })
    )
  },
  words: screenWords(
    () =>
      'A second person calls counsel about a letter: the president of the Board, or under a nondisclosure order that counsel noted, the Director and the person who acts for them. They call a number that someone else confirmed seven days ago or more.',
    () =>
      'Otra persona llama a la asesoría por una carta: quien preside la Junta o, con una orden de no divulgación que anotó la asesoría, la Dirección y quien actúa por ella. Llama a un número que otra persona confirmó hace siete días o más.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Call counsel about a letter',
    said: {
      'not-reached': (who: string, name: string) =>
        `${who} called ${name} about the letter and did not reach them. The letter does not count yet.`,
      'not-theirs': (who: string, name: string) =>
        `${who} called ${name} about the letter. They said that it is not from them. It does not count.`,
    },
  }),
  () => ({
    label: 'Llamar a la asesoría por una carta',
    said: {
      'not-reached': (who, name) =>
        `${who} llamó a ${name} por la carta y no pudo hablar con esa persona. La carta todavía no vale.`,
      'not-theirs': (who, name) =>
        `${who} llamó a ${name} por la carta. Dijo que no es suya. La carta no vale.`,
    },
  }),
)

export const letterCalled = defineStep<LetterCalled>()({
  name: 'letter-called',
  by: everyRole,
  at: stages,
  guards: [ownSignIn, letterIsTheirs],
  change: (it, { word: place, result }) =>
    result === 'not-reached'
      ? it
      : { ...it, relayed: it.relayed.map((one, at) => (at === place ? { ...one, letter: undefined } : one)) },
  // Only the service that knows whom they called.
  takenBy: 'service',
  isOwnWord: 'anyone',
  elsewhere: 'nothing',
  words,
  timeline: ({ who, event, words }) => words.said[event.result](who, event.to.name),
})
