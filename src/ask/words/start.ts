import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ aCustomer }: LibraryTerms) => ({
  title: 'Home',
  hello: (name: string) => `Welcome, ${name}`,
  scan: {
    label: 'Scan a card or an item',
    hint: 'Or type a card number, a barcode or a name',
    button: 'Find',
  },
  asking: `Someone is asking about ${aCustomer}`,
  tiles: {
    title: 'At a glance',
    verified: 'Audit log verified',
    backup: 'Last good backup',
    trained: 'Staff trained this year',
    of: (some: string, all: string) => `${some} of ${all}`,
    reviewed: 'Policy last reviewed',
    never: 'Not yet',
  },
})

const spanish: InSpanish<typeof english> = ({ aCustomer }) => ({
  title: 'Inicio',
  hello: (name) => `Le damos la bienvenida, ${name}`,
  scan: {
    label: 'Escanee una tarjeta o un artículo',
    hint: 'O escriba un número de tarjeta, un código de barras o un nombre',
    button: 'Buscar',
  },
  asking: `Alguien pregunta por ${aCustomer}`,
  tiles: {
    title: 'De un vistazo',
    verified: 'Registro de auditoría verificado',
    backup: 'Último respaldo bueno',
    trained: 'Personal capacitado este año',
    of: (some, all) => `${some} de ${all}`,
    reviewed: 'Última revisión de la política',
    never: 'Todavía no',
  },
})

export const startWords = screenWords(english, spanish)

const waitingEnglish = () => ({
  title: 'To do',
  nothing: 'Nothing to do right now.',
  notSetUp: 'No records show here. This computer is not set up as a library computer.',
  notSetUpAsk: 'The Director can set it up.',
  notSetUpGo: 'Set it up',
})

const waitingSpanish: InSpanish<typeof waitingEnglish> = () => ({
  title: 'Por hacer',
  nothing: 'No tiene nada pendiente.',
  notSetUp:
    'Esta computadora no está dada de alta como una de la biblioteca, así que aquí no se muestra ningún expediente.',
  notSetUpAsk: 'La Dirección puede darla de alta.',
  notSetUpGo: 'Darla de alta',
})

export const waitingWords = screenWords(waitingEnglish, waitingSpanish)
