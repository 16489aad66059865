import { screenWords } from '../../platform/i18n/screen-words.ts'
import { recalls } from '../case.ts'
import { isWrongDisclosure, ownSignIn } from '../guards.ts'
import { one, optional, text, when } from './fields.ts'
import { isBeingJudged, owedIf } from './owed.ts'
import { defineStep, oversightRoles, stagesBeforeDecision } from './step.ts'

type Recalled = {
  readonly what: 'recalled'
  readonly answer: (typeof recalls)[number]
  readonly words?: string | undefined
}

const words = screenWords(
  () => ({
    label: 'Ask for it back',
    button: 'Record it',
    help: 'Ask the person who has it to give it back, or to delete it and say so. Lock or erase a lost device, and end the sign-ins on it. Record it when you ask, and again when they answer.',
    said: {
      asked: (who: string) => `${who} asked for it back.`,
      returned: (who: string) => `${who} recorded that it came back.`,
      destroyed: (who: string) => `${who} recorded that it was destroyed or erased.`,
      refused: (who: string) => `${who} recorded that the person who has it will not give it back.`,
      'no-answer': (who: string) => `${who} recorded that there was no answer.`,
      impossible: (who: string) => `${who} recorded that it cannot be asked back.`,
    },
    fields: { answer: 'What came of it?', words: 'Whom you asked, and what they said' },
    options: {
      answer: {
        asked: 'I asked, and there is no answer yet',
        returned: 'It came back',
        destroyed: 'It was destroyed or erased',
        refused: 'They will not give it back',
        'no-answer': 'They never answered',
        impossible: 'It cannot be asked back: it was said aloud, or no one knows who has it',
      },
    },
  }),
  () => ({
    label: 'Pedir que lo devuelvan',
    button: 'Anotarlo',
    help: 'Pida a quien lo tiene que lo devuelva, o que lo borre y lo diga. Bloquee o borre el aparato perdido, y cierre las cuentas que estaban abiertas en él. Anótelo cuando lo pida, y otra vez cuando le contesten.',
    said: {
      asked: (who) => `${who} pidió que lo devolvieran.`,
      returned: (who) => `${who} anotó que lo devolvieron.`,
      destroyed: (who) => `${who} anotó que se destruyó o se borró.`,
      refused: (who) => `${who} anotó que quien lo tiene no lo devuelve.`,
      'no-answer': (who) => `${who} anotó que no hubo respuesta.`,
      impossible: (who) => `${who} anotó que no se puede pedir.`,
    },
    fields: { answer: '¿Qué pasó?', words: 'A quién se lo pidió y qué contestó' },
    options: {
      answer: {
        asked: 'Lo pedí y todavía no contestan',
        returned: 'Lo devolvieron',
        destroyed: 'Se destruyó o se borró',
        refused: 'No lo devuelven',
        'no-answer': 'Nunca contestaron',
        impossible: 'No se puede pedir: se dijo en voz alta, o no se sabe quién lo tiene',
      },
    },
  }),
)

export const recalled = defineStep<Recalled>()({
  name: 'recalled',
  by: oversightRoles,
  at: [...stagesBeforeDecision, 'ended'],
  guards: [ownSignIn, isWrongDisclosure],
  change: (it, { answer }) => ({ ...it, recall: answer }),
  owes: (it) =>
    owedIf(
      it.kind === 'disclosure' && isBeingJudged(it) && (it.recall === undefined || it.recall === 'asked'),
      'recall',
    ),
  elsewhere: 'nothing',
  words,
  timeline: ({ who, event, words }) => ({
    says: words.said[event.answer](who),
    words: event.words === undefined ? [] : [event.words],
  }),
  form: {
    group: 'facts',
    fields: { answer: one(recalls), words: optional(text()), on: when() },
    toEvent: ({ answer, words }) => ({ what: 'recalled', answer, ...(words && { words }) }),
  },
})
