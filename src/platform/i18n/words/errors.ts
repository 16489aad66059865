import { type InSpanish, type LibraryTerms, screenWords } from '../screen-words.ts'

const english = ({ library }: LibraryTerms) => ({
  nothingHere: 'Nothing here',
  nothingForYou: 'There is nothing here for you',
  maybeWrong: 'The address may be wrong, or this page may be for someone else on staff.',
  notThrough: 'That did not go through',
  openTooLong: 'The page was open for too long, or was not complete. Nothing was saved. Please start again.',
  untypable: (field: string) =>
    `The field “${field}” holds a character that cannot be typed, so nothing was saved: please type it again.`,
  notAccepted: 'Not accepted',
  tooLong: 'What was sent is too long: go back and send less of it.',
  fileTooLong:
    'The file is bigger than 10 MB, or was not sent whole. Go back, and send a smaller photo or fewer pages.',
  cellFull:
    'This does not fit: the sealed place of this matter is full. Nothing was saved. Go back, and send a smaller file or fewer pages, or keep it on paper in the safe.',
  document: {
    'document-too-long': (field: string) =>
      `This document is too long to print. Shorten ${partOfDocument[field] ?? 'it'}, or print it in two parts.`,
    'document-not-in-time': () =>
      'This document could not be prepared in time. Nothing was lost. Try again in a minute; if it happens again, make the document shorter.',
    'document-too-big': () =>
      'This document needs more memory than Carrel gives to one document. Nothing was lost. Make it shorter, or print it in two parts.',
  },
  otherAddress: (origin: string) => `This is not the address of this library: go to ${origin}.`,
  otherMethod: 'A browser asks for pages and sends forms, and this was neither. Nothing was done.',
  brokenOff: 'It did not arrive whole, so nothing was saved. Go back and send it again.',
  otherWebsite: 'Another website sent this, so nothing was done: open the page here and try again.',
  wentWrong: 'Something went wrong',
  notNow: 'Not possible right now',
  notYourMistake: 'This is not your mistake. Tell nobody anything until you can look again.',
  giveReference: `If it goes on, give the Director of ${library} this reference:`,
  outside: {
    'disk-full':
      'The disk of the computer that runs Carrel is full. Ask whoever looks after it to free some space. Carrel then goes on by itself.',
    'clock-behind':
      'The clock of the computer that runs Carrel is years behind. Ask whoever looks after it to set it right.',
    'database-away':
      'Carrel cannot reach its records at this moment. Try again in a minute. If it stays so, ask whoever looks after the computer that runs Carrel.',
  },
})

/** The fields of documents that people type into, or that grow with the file. */
const partOfDocument: Readonly<Record<string, string>> = {
  facts: 'what is said about it at the top',
  letters: 'the list of letters',
  paragraphs: 'the text of the decision',
  parts: 'the text of the letter',
  people: 'the records in it',
  rows: 'the list in it',
  struck: 'the list of what was noted by mistake',
  to: 'the name and the address',
}

const spanish: InSpanish<typeof english> = ({ library }) => ({
  nothingHere: 'Aquí no hay nada',
  nothingForYou: 'Aquí no hay nada para usted',
  maybeWrong: 'Puede que la dirección esté mal, o que esta página sea para otra persona del personal.',
  notThrough: 'Eso no se pudo enviar',
  openTooLong:
    'La página estuvo abierta demasiado tiempo o no estaba completa. No se guardó nada. Empiece otra vez.',
  untypable: (field) =>
    `El campo «${field}» tiene un carácter que no se puede teclear, así que no se guardó nada: escríbalo otra vez.`,
  notAccepted: 'No se aceptó',
  tooLong: 'Lo que se envió es demasiado largo: vuelva atrás y envíe menos.',
  fileTooLong:
    'El archivo pasa de 10 MB, o no llegó entero. Vuelva atrás y envíe una foto más pequeña o menos páginas.',
  cellFull:
    'Esto no cabe: el lugar sellado de este asunto está lleno. No se guardó nada. Vuelva atrás y envíe un archivo más pequeño o menos páginas, o guárdelo en papel en la caja fuerte.',
  document: {
    'document-too-long': (field) =>
      `Este documento es demasiado largo para imprimirlo. Acorte ${partOfDocumentInSpanish[field] ?? 'el documento'}, o imprímalo en dos partes.`,
    'document-not-in-time': () =>
      'Este documento no se pudo preparar a tiempo. No se perdió nada. Inténtelo de nuevo en un minuto; si vuelve a ocurrir, hágalo más corto.',
    'document-too-big': () =>
      'Este documento necesita más memoria de la que Carrel da a un documento. No se perdió nada. Hágalo más corto, o imprímalo en dos partes.',
  },
  otherAddress: (origin) => `Esta no es la dirección de esta biblioteca: vaya a ${origin}.`,
  otherMethod:
    'Un navegador pide páginas y envía formularios, y esto no era ninguna de las dos cosas. No se hizo nada.',
  brokenOff: 'No llegó completo, así que no se guardó nada. Vuelva atrás y envíelo otra vez.',
  otherWebsite:
    'Otro sitio web envió esto, así que no se hizo nada: abra la página aquí e inténtelo de nuevo.',
  wentWrong: 'Algo salió mal',
  notNow: 'Ahora no es posible',
  notYourMistake: 'No es culpa suya. No cuente nada a nadie hasta que pueda volver a consultar.',
  giveReference: `Si sigue así, dé esta referencia a la Dirección de ${library}:`,
  outside: {
    'disk-full':
      'El disco de la computadora donde funciona Carrel está lleno. Pida a quien la atiende que libere espacio. Carrel sigue después por sí solo.',
    'clock-behind':
      'El reloj de la computadora donde funciona Carrel lleva años de atraso. Pida a quien la atiende que lo ponga en hora.',
    'database-away':
      'Carrel no alcanza sus datos en este momento. Inténtelo de nuevo en un minuto. Si sigue así, avise a quien atiende la computadora donde funciona Carrel.',
  },
})

const partOfDocumentInSpanish: Readonly<Record<string, string>> = {
  facts: 'los datos del principio',
  letters: 'la lista de cartas',
  paragraphs: 'el texto de la decisión',
  parts: 'el texto de la carta',
  people: 'los registros que contiene',
  rows: 'la lista que contiene',
  struck: 'la lista de lo anotado por error',
  to: 'el nombre y la dirección',
}

export const errorsWords = screenWords(english, spanish)
