import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ library, reserve }: LibraryTerms) => ({
  title: 'My record at the library',
  from: (day: string) => `${library}, ${day}. This page is yours. Keep it where others cannot read it.`,
  seen: 'Who viewed your record is not in this copy. Your page shows it under “Who viewed my record”.',
  chosen: 'Your preferences',
  nothingChosen: 'You set no preferences.',
  language: 'The library writes to you in',
  refuses: 'You do not want the library to contact you by',
  safe: 'A safe way to tell you about your card',
  alias: 'Short name for slips',
  only: 'The library may use only',
  mailTo: 'Your letters go to',
  ownAddress: 'Your own address, which is on no letter',
  pickUp: `Who may pick up a ${reserve} for you`,
  wrongNumbers: 'Phone numbers that turned out to be wrong',
  ofAge: {
    marriage: (day: string) => `You are of age because you are married. It was recorded on ${day}.`,
    emancipation: (day: string) => `You are of age because a court order says so. It was recorded on ${day}.`,
  },
  card: {
    kind: 'Kind of card',
    kindCode: 'Kind of card, as the library’s code',
    since: 'On file since',
    renewed: 'Card renewed on',
    until: 'Card good until',
  },
  slips: `Slips on the ${reserve} shelf`,
  setRight: (parts: string) =>
    `Corrected here, though the library’s other system may still have the old value: ${parts}.`,
  slip: 'Slip',
  until: 'Kept until',
  shared: {
    title: 'This computer is shared',
    says: 'The copy is a file. It stays on this computer after you sign out, and the next person can open it. It is safer to get it on your own phone or computer.',
    save: 'Save it here anyway',
    back: 'Do not save it',
  },
})

const spanish: InSpanish<typeof english> = ({ library, reserve }) => ({
  title: 'Mi expediente en la biblioteca',
  from: (day) => `${library}, ${day}. Esta página es suya: guárdela donde otros no puedan leerla.`,
  seen: 'Quién vio su expediente no está en esta copia. Su página lo muestra en «Quién vio mi expediente».',
  chosen: 'Sus preferencias',
  nothingChosen: 'Usted no tiene preferencias.',
  language: 'La biblioteca le escribe en',
  refuses: 'No quiere que la biblioteca se comunique con usted por',
  safe: 'Una manera segura de avisarle sobre su tarjeta',
  alias: 'Nombre corto para los papeles',
  only: 'La biblioteca puede usar solo',
  mailTo: 'Sus cartas van a',
  ownAddress: 'Su propio domicilio, que no está en ninguna carta',
  pickUp: `Quién puede recoger una ${reserve} por usted`,
  wrongNumbers: 'Números de teléfono equivocados',
  ofAge: {
    marriage: (day) => `Usted es mayor de edad porque se casó. Se anotó el ${day}.`,
    emancipation: (day) => `Usted es mayor de edad porque lo dijo un tribunal. Se anotó el ${day}.`,
  },
  card: {
    kind: 'Tipo de tarjeta',
    kindCode: 'Tipo de tarjeta, con el código de la biblioteca',
    since: 'Registrado desde el',
    renewed: 'Tarjeta renovada el',
    until: 'Tarjeta válida hasta el',
  },
  slips: `Papeles en el estante para una ${reserve}`,
  setRight: (parts) =>
    `Corregido aquí, aunque el otro sistema de la biblioteca quizá tenga el valor anterior: ${parts}.`,
  slip: 'Papel',
  until: 'Se guarda hasta el',
  shared: {
    title: 'Esta computadora es compartida',
    says: 'La copia es un archivo. Se queda en esta computadora después de cerrar la sesión, y la próxima persona puede abrirlo. Es más seguro obtenerla en su propio teléfono o computadora.',
    save: 'Guardarla aquí de todos modos',
    back: 'No guardarla',
  },
})

export const ownCopyWords = screenWords(english, spanish)
