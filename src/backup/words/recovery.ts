import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  title: 'Recovery sheet',
  none: 'There are no backups before there is a sheet. With the sheet and a backup, the library can be brought back after a fire or a theft.',
  opensWith: (sheet: string, day: string) => `Backups open with sheet ${sheet}, made on ${day}.`,
  makeFirst: '1. Make the sheet',
  makeAnother: '1. Make another sheet',
  onlyWhere: (sheet: string, days: number) =>
    `Only where the sheet is lost, or somebody saw it who should not have. Backups made until now open with sheet ${sheet} alone: keep it for ${days} days more.`,
  make: 'Make the sheet',
  print: '2. Print it',
  printHow:
    'The sheet comes as a PDF, this once. Print it, then delete the file and empty the trash. The key must be on paper alone. Put the paper into a safe, away from this computer.',
  show: '3. Show that it is on paper',
  waits: (sheet: string, day: string) => `Sheet ${sheet}, made on ${day}, waits for this.`,
  lastGroup: 'The last group on the sheet',
  lastGroupHint: 'Number 14: six letters and digits, from the paper',
  use: 'Use this sheet',
  noneWaits: 'No sheet waits for this: make one first',
  otherGroup: 'This is not the last group of the sheet that was made last: look at number 14 on the paper',
  toBackups: 'Backups',
  /** Of the PDF, without what tells one sheet from another. */
  fileName: 'recovery-sheet',
})

const spanish: InSpanish<typeof english> = () => ({
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

export const recoveryWords = screenWords(english, spanish)
