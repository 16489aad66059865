import { type InSpanish, type LibraryTerms, screenWords } from '../screen-words.ts'

const frameEnglish = ({ library }: LibraryTerms) => ({
  skip: 'Skip to the page',
  home: `${library}, start page`,
  pages: 'Pages',
  menu: 'Menu',
  closeMenu: 'Close the menu',
  policy: 'Policy',
  myAccount: (name: string) => `My account: ${name}`,
  acting: (role: string) => `acting ${role}`,
  signOut: 'Sign out',
  switchPerson: 'Switch person',
  language: 'Language',
  notALibraryComputer: 'Not a library computer',
  fixFirst: 'Please fix this first',
  /** Titles a page that came back with errors. */
  fixTitle: (title: string) => `Please fix: ${title}`,
  toStart: 'Go to the start page',
  back: 'Back',
  done: 'Done',
  print: 'Print',
  printHow: 'To print, press Ctrl+P, or Command+P on a Mac.',
  /** What a form changed. */
  what: 'What',
  was: 'Was',
  now: 'Now',
  blank: 'Blank',
  closes: (minutes: number) => `This page closes itself after ${minutes} minutes.`,
  closesWithSession: (minutes: number) =>
    `If you leave this page alone, it closes itself after ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
  stillHere: 'Are you still there?',
  closesIn: (minutes: number) =>
    `This page closes in ${minutes === 1 ? 'one minute' : `${minutes} minutes`}. Anything you typed and did not send will be lost.`,
  stay: 'Stay signed in',
  keepOpen: 'Keep this page open',
  lastMinutes:
    'You have been signed in for as long as Carrel allows. Send what you typed now, then sign in again.',
  notExtended: 'The time could not be extended. Send what you typed now, or copy it down.',
  keyboard: 'Keyboard shortcuts',
  trail: 'Where this page is',
  about: 'About this page',
  aboutPart: (part: string) => `About “${part}”`,
  work: {
    share: (percent: string) => `${percent}% done.`,
    begun: (when: string, duration: string) => `Started on ${when}. It has taken ${duration} so far.`,
    duration: (minutes: number, seconds: number) =>
      `${minutes === 0 ? '' : `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} `}${seconds} ${seconds === 1 ? 'second' : 'seconds'}`,
    took: (duration: string) => `It took ${duration}.`,
    updates: (seconds: number) => `This page updates every ${seconds} seconds.`,
    still: 'Stop updating',
    isStill: 'This page does not update by itself.',
    update: 'Update now',
    stopped: (when: string) => `It stopped before it was finished. Its last report was on ${when}.`,
  },
  reviewOverdue: 'The Board has not reviewed this policy for more than three years.',
})

const frameSpanish: InSpanish<typeof frameEnglish> = ({ library }) => ({
  skip: 'Ir a la página',
  home: `${library}, página de inicio`,
  pages: 'Páginas',
  menu: 'Menú',
  closeMenu: 'Cerrar el menú',
  policy: 'Política',
  myAccount: (name) => `Mi cuenta: ${name}`,
  acting: (role) => `${role} interina`,
  signOut: 'Salir',
  switchPerson: 'Cambiar de persona',
  language: 'Idioma',
  notALibraryComputer: 'No es una computadora de la biblioteca',
  fixFirst: 'Primero corrija esto',
  fixTitle: (title) => `Corrija: ${title}`,
  toStart: 'Ir a la página de inicio',
  back: 'Atrás',
  done: 'Listo',
  print: 'Imprimir',
  printHow: 'Para imprimir, oprima Ctrl+P, o Comando+P en una Mac.',
  what: 'Qué',
  was: 'Antes',
  now: 'Ahora',
  blank: 'En blanco',
  closes: (minutes) => `Esta página se cierra sola a los ${minutes} minutos.`,
  closesWithSession: (minutes) =>
    `Si deja esta página sin usar, se cierra sola ${minutes === 1 ? 'al cabo de un minuto' : `a los ${minutes} minutos`}.`,
  stillHere: '¿Sigue ahí?',
  closesIn: (minutes) =>
    `Esta página se cierra en ${minutes === 1 ? 'un minuto' : `${minutes} minutos`}. Se perderá lo que haya escrito sin enviar.`,
  stay: 'Seguir en la sesión',
  keepOpen: 'Dejar abierta esta página',
  lastMinutes:
    'Su sesión llegó a su duración máxima. Envíe ahora lo que escribió y después inicie sesión otra vez.',
  notExtended: 'No se pudo alargar el tiempo. Envíe ahora lo que escribió, o cópielo.',
  keyboard: 'Atajos de teclado',
  trail: 'Dónde está esta página',
  about: 'Acerca de esta página',
  aboutPart: (part) => `Acerca de «${part}»`,
  work: {
    share: (percent) => `${percent} % hecho.`,
    begun: (when, duration) => `Empezó el ${when}. Lleva ${duration}.`,
    duration: (minutes, seconds) =>
      `${minutes === 0 ? '' : `${minutes} ${minutes === 1 ? 'minuto' : 'minutos'} `}${seconds} ${seconds === 1 ? 'segundo' : 'segundos'}`,
    took: (duration) => `Tardó ${duration}.`,
    updates: (seconds) => `Esta página se actualiza cada ${seconds} segundos.`,
    still: 'Dejar de actualizar',
    isStill: 'Esta página no se actualiza sola.',
    update: 'Actualizar ahora',
    stopped: (when) => `Se detuvo antes de terminar. Su última señal fue el ${when}.`,
  },
  reviewOverdue: 'La Junta no ha revisado esta política en más de tres años.',
})

export const frameWords = screenWords(frameEnglish, frameSpanish)

const errorsEnglish = ({ library }: LibraryTerms) => ({
  nothingHere: 'Page not found',
  nothingForYou: 'This page was not found, or it is not available to you',
  maybeWrong: 'The address may be wrong, or the page may be for another role.',
  notThrough: 'The form was not saved',
  openTooLong:
    'The page was open too long, or the form was incomplete. Nothing was saved. Please start again.',
  untypable: (field: string) =>
    `The field “${field}” contains a character that cannot be used. Nothing was saved. Please type it again.`,
  notAccepted: 'Not accepted',
  tooLong: 'The form is too long. Go back and shorten it.',
  fileTooLong:
    'The file is larger than 10 MB, or the upload was cut short. Go back and send a smaller photo or fewer pages.',
  cellFull:
    'This does not fit. The sealed space for this matter is full. Nothing was saved. Go back and send a smaller file or fewer pages, or keep it on paper in the safe.',
  document: {
    'document-too-long': (field: string) =>
      `This document is too long to print. Shorten ${partOfDocument[field] ?? 'it'}, or print it in two parts.`,
    'document-not-in-time': () =>
      'This document could not be prepared in time. Nothing was lost. Try again in a minute; if it happens again, make the document shorter.',
    'document-too-big': () =>
      'This document needs more memory than Carrel gives to one document. Nothing was lost. Make it shorter, or print it in two parts.',
  },
  otherAddress: (origin: string) => `This is not this library’s address. Go to ${origin}.`,
  otherMethod: 'This request did not come from a page of this program. Nothing was done.',
  brokenOff: 'The form did not arrive complete. Nothing was saved. Go back and send it again.',
  passedOn:
    'This demonstration works only on the computer where it runs. Another program passed this request on, so nothing was done.',
  otherWebsite: 'Another website sent this request, so nothing was done. Open the page here and try again.',
  wentWrong: 'Something went wrong',
  notNow: 'Not possible right now',
  notYourMistake: 'This is not your mistake. Do not give out any information until you can look it up again.',
  giveReference: `If this goes on, give this reference to the Director of ${library}:`,
  outside: {
    'disk-full':
      'The disk on the computer that runs Carrel is full. Ask the person who maintains that computer to free some space. Carrel will then continue automatically.',
    'clock-behind':
      'The clock on the computer that runs Carrel is years behind. Ask the person who maintains that computer to set it.',
    'records-locked':
      'Another task is using these records. Carrel waited a few seconds and then stopped. What you just sent was not saved. Try again in half a minute.',
    'database-away':
      'Carrel cannot reach its records right now. Try again in a minute. If the problem continues, ask the person who maintains the computer that runs Carrel.',
  },
})

/** The fields of documents that people type into, or that grow with the file. */
const partOfDocument: Readonly<Record<string, string>> = {
  facts: 'the details at the top',
  letters: 'the list of letters',
  paragraphs: 'the text of the decision',
  parts: 'the body of the letter',
  people: 'the records in it',
  rows: 'the list',
  struck: 'the list of items marked as mistakes',
  to: 'the name and address',
}

const errorsSpanish: InSpanish<typeof errorsEnglish> = ({ library }) => ({
  nothingHere: 'Página no encontrada',
  nothingForYou: 'Esta página no se encontró, o no está disponible para usted',
  maybeWrong: 'La dirección puede estar mal, o la página puede ser para otra función.',
  notThrough: 'El formulario no se guardó',
  openTooLong:
    'La página estuvo abierta demasiado tiempo, o el formulario estaba incompleto. No se guardó nada. Empiece de nuevo.',
  untypable: (field) =>
    `El campo «${field}» tiene un carácter que no se puede usar. No se guardó nada. Escríbalo de nuevo.`,
  notAccepted: 'No se aceptó',
  tooLong: 'El formulario es demasiado largo. Vuelva atrás y acórtelo.',
  fileTooLong:
    'El archivo pasa de 10 MB, o el envío se cortó. Vuelva atrás y envíe una foto más pequeña o menos páginas.',
  cellFull:
    'Esto no cabe. El espacio sellado de este asunto está lleno. No se guardó nada. Vuelva atrás y envíe un archivo más pequeño o menos páginas, o guárdelo en papel en la caja fuerte.',
  document: {
    'document-too-long': (field) =>
      `Este documento es demasiado largo para imprimirlo. Acorte ${partOfDocumentInSpanish[field] ?? 'el documento'}, o imprímalo en dos partes.`,
    'document-not-in-time': () =>
      'Este documento no se pudo preparar a tiempo. No se perdió nada. Inténtelo de nuevo en un minuto; si vuelve a ocurrir, hágalo más corto.',
    'document-too-big': () =>
      'Este documento necesita más memoria de la que Carrel da a un documento. No se perdió nada. Hágalo más corto, o imprímalo en dos partes.',
  },
  otherAddress: (origin) => `Esta no es la dirección de esta biblioteca. Vaya a ${origin}.`,
  otherMethod: 'Esta solicitud no vino de una página de este programa. No se hizo nada.',
  brokenOff: 'El formulario no llegó completo. No se guardó nada. Vuelva atrás y envíelo de nuevo.',
  passedOn:
    'Esta demostración solo se usa en la computadora donde está en marcha. Otro programa reenvió esta solicitud, así que no se hizo nada.',
  otherWebsite:
    'Otro sitio web envió esta solicitud, así que no se hizo nada. Abra la página aquí e inténtelo de nuevo.',
  wentWrong: 'Algo salió mal',
  notNow: 'Ahora no es posible',
  notYourMistake: 'No es culpa suya. No dé ninguna información hasta que pueda volver a consultarla.',
  giveReference: `Si esto sigue pasando, dé esta referencia a la Dirección de ${library}:`,
  outside: {
    'disk-full':
      'El disco de la computadora donde funciona Carrel está lleno. Pida a la persona que la mantiene que libere espacio. Después Carrel seguirá automáticamente.',
    'clock-behind':
      'El reloj de la computadora donde funciona Carrel tiene años de atraso. Pida a la persona que la mantiene que lo ponga en hora.',
    'records-locked':
      'Otra tarea está usando estos datos. Carrel esperó unos segundos y se detuvo. Lo que acaba de enviar no se guardó. Inténtelo de nuevo en medio minuto.',
    'database-away':
      'Carrel no puede leer sus registros en este momento. Inténtelo de nuevo en un minuto. Si el problema sigue, avise a la persona que mantiene la computadora donde funciona Carrel.',
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

export const errorsWords = screenWords(errorsEnglish, errorsSpanish)
