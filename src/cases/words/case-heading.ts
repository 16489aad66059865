import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  due: (day: string) => `response due ${day}`,
  progress: 'How far the case is',
  steps: {
    received: 'Received',
    read: 'Read',
    counsel: 'Counsel',
    verified: 'Verified',
    decided: 'Decided',
    produced: 'Produced',
    closed: 'Closed',
  },
  done: 'done',
  now: 'now',
})

const spanish: InSpanish<typeof english> = () => ({
  due: (day) => `respuesta para el ${day}`,
  progress: 'Hasta dónde ha llegado el caso',
  steps: {
    received: 'Recibido',
    read: 'Leído',
    counsel: 'Abogado',
    verified: 'Verificado',
    decided: 'Decidido',
    produced: 'Entregado',
    closed: 'Cerrado',
  },
  done: 'hecho',
  now: 'ahora',
})

export const caseHeadingWords = screenWords(english, spanish)
