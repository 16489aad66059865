import type { PartWords } from '../catalogue.ts'

export const recovery: PartWords<'recovery'> = () => ({
  title: 'Hoja de recuperación',
  none: 'No hay copias de respaldo mientras no haya una hoja. Con la hoja y una copia, la biblioteca se puede recuperar después de un incendio o un robo.',
  opensWith: (sheet, day) => `Las copias de respaldo se abren con la hoja ${sheet}, hecha el ${day}.`,
  makeFirst: '1. Haga la hoja',
  makeAnother: '1. Haga otra hoja',
  onlyWhere: (sheet, days) =>
    `Solo si la hoja se perdió o si la vio alguien que no debía. Las copias hechas hasta ahora se abren solo con la hoja ${sheet}: guárdela ${days} días más.`,
  make: 'Hacer la hoja',
  print: '2. Imprímala',
  printHow:
    'La hoja llega como PDF, solo esta vez. Imprímala, borre después el archivo y vacíe la papelera. La clave debe estar solo en papel. Ponga el papel en una caja fuerte, lejos de esta computadora.',
  show: '3. Muestre que está en papel',
  waits: (sheet, day) => `La hoja ${sheet}, hecha el ${day}, espera esto.`,
  lastGroup: 'El último grupo de la hoja',
  lastGroupHint: 'El número 14: seis letras y números, del papel',
  use: 'Usar esta hoja',
  noneWaits: 'Ninguna hoja espera esto: haga una primero',
  otherGroup: 'Este no es el último grupo de la última hoja que se hizo: mire el número 14 en el papel',
  toBackups: 'Copias de respaldo',
  fileName: 'hoja-de-recuperacion',
})
