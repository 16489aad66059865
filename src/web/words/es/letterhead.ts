import type { PartWords } from '../catalogue.ts'

export const letterhead: PartWords<'letterhead'> = ({ library }) => ({
  title: 'Membrete',
  says: `Se imprime arriba en cada carta, bajo el nombre ${library}.`,
  address: 'Calle y localidad',
  addressHint: 'De una a tres líneas, como en un sobre',
  phone: 'Número de teléfono',
  hours: 'Horario',
  hoursHint: 'Hasta tres líneas cortas, como «Lunes a viernes, de 9 a 6». Déjelo vacío para no imprimirlo.',
  noAddress: 'Escriba la calle y la localidad',
  noPhone: 'Escriba el número al que se debe llamar',
  tooMany: 'Use tres líneas como máximo',
  tooLong: (most) => `Cada línea puede tener ${most} caracteres como máximo`,
  save: 'Guardar',
  saved: 'El membrete está guardado.',
})
