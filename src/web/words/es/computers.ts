import type { PartWords } from '../catalogue.ts'

export const computers: PartWords<'computers'> = () => ({
  title: 'Computadoras',
  notSetUp: 'Esta computadora aún no está dada de alta. No muestra ningún expediente.',
  here: (name, place) => `Esta computadora es «${name}», en este lugar: ${place}.`,
  setUpThis: 'Dar de alta esta computadora',
  setUpAgain: 'Dar de alta esta computadora otra vez',
  name: 'Un nombre para ella',
  nameHint: 'Por ejemplo: mostrador, izquierda',
  nameMissing: 'Dé un nombre a esta computadora',
  placeQuestion: '¿Dónde está?',
  placeMissing: 'Elija dónde está esta computadora',
  setUp: 'Dar de alta',
  all: 'Todas las computadoras de la biblioteca',
  none: 'Todavía ninguna.',
  setUpBy: (name, day) => `La dio de alta ${name} el ${day}`,
  remove: 'Quitar',
  removeThe: (name) => `Quitar ${name}`,
  toSetUp: 'Volver a la instalación',
})
