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
  closes: (minutes: number) => `This page closes itself after ${minutes} minutes.`,
  closesWithSession: (minutes: number) =>
    `If you leave this page alone, it closes itself after ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
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
  closes: (minutes) => `Esta página se cierra sola a los ${minutes} minutos.`,
  closesWithSession: (minutes) =>
    `Si deja esta página sin usar, se cierra sola ${minutes === 1 ? 'al cabo de un minuto' : `a los ${minutes} minutos`}.`,
  reviewOverdue: 'La Junta no ha revisado esta política en más de tres años.',
})

export const frameWords = screenWords(english, spanish)
