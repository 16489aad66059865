import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  title: 'Computers',
  notSetUp: 'This computer is not set up yet. No records show on it.',
  here: (name: string, place: string) => `This computer is “${name}”, at the place: ${place}.`,
  setUpThis: 'Set up this computer',
  setUpAgain: 'Set up this computer again',
  name: 'A name for it',
  nameHint: 'Such as: front desk, left',
  nameMissing: 'Give this computer a name',
  placeQuestion: 'Where does it stand?',
  placeMissing: 'Choose where this computer stands',
  setUp: 'Set up',
  all: 'All of the library’s computers',
  none: 'None yet.',
  setUpBy: (name: string, day: string) => `Set up by ${name} on ${day}`,
  remove: 'Remove',
  removeThe: (name: string) => `Remove ${name}`,
  toSetUp: 'Back to the set-up',
})

const spanish: InSpanish<typeof english> = () => ({
  title: 'Computadoras',
  notSetUp: 'Esta computadora aún no está dada de alta. No muestra ningún expediente.',
  here: (name, place) => `Esta computadora es «${name}», en este lugar: ${place}.`,
  setUpThis: 'Dar de alta esta computadora',
  setUpAgain: 'Dar de alta esta computadora otra vez',
  name: 'Un nombre para ella',
  nameHint: 'Por ejemplo: mostrador, izquierda',
  nameMissing: 'Dé un nombre a esta computadora',
  placeQuestion: '¿Dónde está?',
  placeMissing: 'Elija dónde está esta computadora',
  setUp: 'Dar de alta',
  all: 'Todas las computadoras de la biblioteca',
  none: 'Todavía ninguna.',
  setUpBy: (name, day) => `La dio de alta ${name} el ${day}`,
  remove: 'Quitar',
  removeThe: (name) => `Quitar ${name}`,
  toSetUp: 'Volver a la instalación',
})

export const computersWords = screenWords(english, spanish)
