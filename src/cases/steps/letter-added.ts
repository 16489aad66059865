import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type AnsweredThrough, type Case, type InstrumentFile, type RelayedWord, stages } from '../case.ts'
import { confirmedSignIn, type Guard, isDecider, isOutOf, isSecondPerson } from '../guards.ts'
import type { EventStamp } from '../stamp.ts'
import { isUnanswered, relayedOwner } from '../statements.ts'
import { reportedWords } from '../words/reported.ts'
import { decidingRoles, defineStep } from './step.ts'

/** `word`: its place among what was reported in the case, from 0. `is`: the letter confirms it. `paper`: the scan. */
type LetterAdded = {
  readonly what: 'letter-added'
  readonly word: number
  readonly is: boolean
  readonly paper: InstrumentFile
}

const mayHaveLetter: Guard<LetterAdded> = {
  name: 'may-have-letter',
  passes: ({ relayed }, { event: { word: place } }) => {
    const word = relayed[place]
    return word !== undefined && isUnanswered(word) && relayedOwner(word) === 'counsel'
  },
  words: screenWords(
    () => 'A letter from counsel is for something that was recorded of counsel and has no answer yet.',
    () => 'Una carta de la asesoría es por algo que se anotó de ella y que todavía no tiene respuesta.',
  ),
}

/** The letter that waits, and someone who may call counsel about it: not the person who added it or recorded the word. */
export function isLetterCall(
  it: Case,
  { letter, by }: RelayedWord,
  { paper, to }: Pick<Extract<AnsweredThrough, { how: 'letter' }>, 'paper' | 'to'>,
  caller: { readonly stamp: EventStamp; readonly isSealed: boolean | undefined },
): boolean {
  if (letter === undefined || letter.paper.id !== paper || isOutOf(it, to) || caller.stamp.by === by)
    return false
  return isSecondPerson(it, caller, letter)
}

const words = screenWords(
  () => ({
    label: 'Counsel sent a letter',
    said: {
      yes: (who: string, what: string) =>
        `${who} added a letter from counsel. It confirms this report: ${what}. The letter counts once a second person has called counsel.`,
      no: (who: string, what: string) =>
        `${who} added a letter from counsel. It denies this report: ${what}. The letter counts once a second person has called counsel.`,
    },
  }),
  () => ({
    label: 'La asesoría envió una carta',
    said: {
      yes: (who, what) =>
        `${who} agregó una carta de la asesoría. Confirma este reporte: ${what}. La carta vale cuando otra persona haya llamado a la asesoría.`,
      no: (who, what) =>
        `${who} agregó una carta de la asesoría. Niega este reporte: ${what}. La carta vale cuando otra persona haya llamado a la asesoría.`,
    },
  }),
)

export const letterAdded = defineStep<LetterAdded>()({
  name: 'letter-added',
  by: decidingRoles,
  at: stages,
  guards: [confirmedSignIn, isDecider, mayHaveLetter],
  change: (it, { word: place, is, paper, stamp }) => {
    const letter = { paper, is, by: stamp.by, ...(stamp.acting && { acts: stamp.acting }) }
    return { ...it, relayed: it.relayed.map((one, at) => (at === place ? { ...one, letter } : one)) }
  },
  // Only the service that keeps the scan.
  takenBy: 'service',
  elsewhere: 'nothing',
  words,
  timeline: ({ who, event, words, say }) =>
    words.said[event.is ? 'yes' : 'no'](
      who,
      reportedWords(say.speaker).of[say.reported(event.word) ?? 'advice'],
    ),
})
