import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  title: 'Computers',
  notSetUp: 'This computer is not set up yet. It cannot show records.',
  here: (name: string, place: string) => `This computer is “${name}”. Location: ${place}.`,
  setUpThis: 'Set up this computer',
  setUpAgain: 'Change the name or place of this computer',
  another: 'To add another computer, go to it, sign in there as the Director, and open this page.',
  change: 'Save',
  name: 'Computer name',
  nameHint: 'For example: front desk, left',
  nameMissing: 'Type a name for this computer',
  placeQuestion: 'Where is it located?',
  placeMissing: 'Choose where this computer is located',
  setUp: 'Set up',
  all: 'All library computers',
  none: 'None yet.',
  setUpBy: (name: string, day: string) => `Set up by ${name} on ${day}`,
  remove: 'Remove',
  removeSays:
    'Once removed, it can show no record. If it was stolen or seized, each person who signed in there chooses a new passphrase under “My account,” at another computer.',
  removeYes: 'Yes, remove it',
  removeThe: (name: string) => `Remove ${name}`,
  toSetUp: 'Back to setup',
})

const spanish: InSpanish<typeof english> = () => ({
  title: 'Computadoras',
  notSetUp: 'Esta computadora aún no está dada de alta. No puede mostrar expedientes.',
  here: (name, place) => `Esta computadora es «${name}». Lugar: ${place}.`,
  setUpThis: 'Dar de alta esta computadora',
  setUpAgain: 'Cambiar el nombre o el lugar de esta computadora',
  another:
    'Para agregar otra computadora, vaya a ella, inicie sesión allí con la cuenta de la Dirección y abra esta página.',
  change: 'Guardar',
  name: 'Nombre de la computadora',
  nameHint: 'Por ejemplo: mostrador, izquierda',
  nameMissing: 'Escriba un nombre para esta computadora',
  placeQuestion: '¿Dónde está?',
  placeMissing: 'Elija dónde está esta computadora',
  setUp: 'Dar de alta',
  all: 'Todas las computadoras de la biblioteca',
  none: 'Todavía ninguna.',
  setUpBy: (name, day) => `La dio de alta ${name} el ${day}`,
  remove: 'Quitar',
  removeSays:
    'Ya quitada, no puede mostrar expedientes. Si la robaron o se la llevaron, cada persona que inició sesión allí elige una contraseña nueva en «Mi cuenta», en otra computadora.',
  removeYes: 'Sí, quitarla',
  removeThe: (name) => `Quitar ${name}`,
  toSetUp: 'Volver a la instalación',
})

export const computersWords = screenWords(english, spanish)
