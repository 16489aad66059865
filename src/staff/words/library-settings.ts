import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const computersEnglish = () => ({
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

const computersSpanish: InSpanish<typeof computersEnglish> = () => ({
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

export const computersWords = screenWords(computersEnglish, computersSpanish)

const letterheadEnglish = ({ library, counsel }: LibraryTerms) => ({
  title: 'Letterhead',
  says: `This is printed at the top of every letter, under the name ${library}.`,
  address: 'Street and town',
  addressHint: 'One to three lines, as on an envelope',
  phone: 'Phone number',
  counselPhone: `Office number of ${counsel}`,
  counselPhoneHint:
    'Not printed on letters. It is on the public page for people who were handed a legal paper, so use an office number.',
  hours: 'Opening hours',
  hoursHint: 'Up to three short lines, such as “Monday to Friday, 9 to 6.” Leave blank to print none.',
  noAddress: 'Type the street and town',
  noPhone: 'Type the phone number that people should call',
  tooMany: 'Use three lines at most',
  tooLong: (most: number) => `Make each line ${most} characters or shorter`,
  save: 'Save',
  saved: 'The letterhead was saved.',
  notOurs:
    'Carrel did not save these lines as they are now. They were typed before an update, or something else changed them. Letters and public pages do not show them. Check each line, then save.',
  changed: (fields: string) => `Changed: ${fields}.`,
})

const letterheadSpanish: InSpanish<typeof letterheadEnglish> = ({ library, counsel }) => ({
  title: 'Membrete',
  says: `Se imprime arriba en cada carta, bajo el nombre ${library}.`,
  address: 'Calle y localidad',
  addressHint: 'De una a tres líneas, como en un sobre',
  phone: 'Número de teléfono',
  counselPhone: `Número de la oficina de ${counsel}`,
  counselPhoneHint:
    'No se imprime en las cartas. Está en la página pública para quien recibió un documento legal, así que ponga un número de oficina.',
  hours: 'Horario',
  hoursHint:
    'Hasta tres líneas cortas, como «Lunes a viernes, de 9 a 6». Déjelo en blanco para no imprimirlo.',
  noAddress: 'Escriba la calle y la localidad',
  noPhone: 'Escriba el número al que se debe llamar',
  tooMany: 'Use tres líneas como máximo',
  tooLong: (most) => `Cada línea puede tener ${most} caracteres como máximo`,
  save: 'Guardar',
  saved: 'El membrete se guardó.',
  notOurs:
    'Carrel no guardó estas líneas como están ahora. Se escribieron antes de una actualización, u otra cosa las cambió. Las cartas y las páginas públicas no las muestran. Revise cada línea y guárdelas.',
  changed: (fields) => `Cambiado: ${fields}.`,
})

export const letterheadWords = screenWords(letterheadEnglish, letterheadSpanish)
