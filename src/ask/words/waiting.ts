import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  title: 'What waits',
  nothing: 'Nothing waits for you.',
  notSetUp: 'This computer is not set up as one of the library’s, so no records show here.',
  notSetUpAsk: 'The Director can set it up.',
  notSetUpGo: 'Set it up',
})

const spanish: InSpanish<typeof english> = () => ({
  title: 'Pendiente',
  nothing: 'No tiene nada pendiente.',
  notSetUp:
    'Esta computadora no está dada de alta como una de la biblioteca, así que aquí no se muestra ningún expediente.',
  notSetUpAsk: 'La Dirección puede darla de alta.',
  notSetUpGo: 'Darla de alta',
})

export const waitingWords = screenWords(english, spanish)
