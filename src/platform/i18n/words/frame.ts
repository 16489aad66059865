import { type InSpanish, type LibraryTerms, screenWords } from '../screen-words.ts'

const english = ({ library }: LibraryTerms) => ({
  skip: 'Skip to the page',
  home: `${library}, start page`,
  pages: 'Pages',
  menu: 'Menu',
  closeMenu: 'Close the menu',
  policy: 'Policy',
  myAccount: (name: string) => `My account: ${name}`,
  acting: (role: string) => `acting ${role}`,
  signOut: 'Sign out',
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
  reviewOverdue: 'The Board has not reviewed this policy for more than three years.',
})

const spanish: InSpanish<typeof english> = ({ library }) => ({
  skip: 'Ir a la página',
  home: `${library}, página de inicio`,
  pages: 'Páginas',
  menu: 'Menú',
  closeMenu: 'Cerrar el menú',
  policy: 'Política',
  myAccount: (name) => `Mi cuenta: ${name}`,
  acting: (role) => `${role} en funciones`,
  signOut: 'Salir',
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
  reviewOverdue: 'La Junta no ha revisado esta política en más de tres años.',
})

export const frameWords = screenWords(english, spanish)
