import type { PartWords } from '../catalogue.ts'

export const frame: PartWords<'frame'> = ({ library }) => ({
  skip: 'Ir a la página',
  home: `${library}, página de inicio`,
  pages: 'Páginas',
  ask: 'Alguien pregunta',
  counter: 'Mostrador',
  policy: 'Política',
  people: 'Personas',
  computers: 'Computadoras',
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
