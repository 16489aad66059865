import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ library, reserve }: LibraryTerms) => ({
  title: 'All that is kept about me',
  from: (day: string) => `${library}, ${day}. This page is yours: keep it where others cannot read it.`,
  chosen: 'What you chose',
  nothingChosen: 'You chose nothing.',
  language: 'The library writes to you in',
  refuses: 'You do not want to hear from the library by',
  alias: 'Short name for slips',
  wrongNumbers: 'Phone numbers that turned out to be somebody else’s',
  ofAge: {
    marriage: (day: string) => `You are of age because you are married. It was recorded on ${day}.`,
    emancipation: (day: string) => `You are of age because a court said so. It was recorded on ${day}.`,
  },
  card: {
    kind: 'Kind of card',
    since: 'On file since',
    renewed: 'Card renewed on',
    until: 'Card good until',
  },
  slips: `Slips on the shelf for a ${reserve}`,
  setRight: (parts: string) => `Set right here, so that no import changes it back: ${parts}.`,
  slip: 'Slip',
  until: 'Kept until',
})

const spanish: InSpanish<typeof english> = ({ library, reserve }) => ({
  title: 'Todo lo que se guarda sobre mí',
  from: (day) => `${library}, ${day}. Esta página es suya: guárdela donde otros no puedan leerla.`,
  chosen: 'Lo que usted eligió',
  nothingChosen: 'Usted no eligió nada.',
  language: 'La biblioteca le escribe en',
  refuses: 'No quiere saber de la biblioteca por',
  alias: 'Nombre corto para los papeles',
  wrongNumbers: 'Números de teléfono que resultaron ser de otra persona',
  ofAge: {
    marriage: (day) => `Usted es mayor de edad porque se casó. Se anotó el ${day}.`,
    emancipation: (day) => `Usted es mayor de edad porque lo dijo un tribunal. Se anotó el ${day}.`,
  },
  card: {
    kind: 'Tipo de tarjeta',
    since: 'Registrado desde el',
    renewed: 'Tarjeta renovada el',
    until: 'Tarjeta válida hasta el',
  },
  slips: `Papeles en el estante para una ${reserve}`,
  setRight: (parts) => `Corregido aquí, para que ninguna importación lo cambie de nuevo: ${parts}.`,
  slip: 'Papel',
  until: 'Se guarda hasta el',
})

export const ownCopyWords = screenWords(english, spanish)
