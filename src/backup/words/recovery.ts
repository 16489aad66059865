import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  title: 'Recovery sheet',
  none: 'There are no backups until there is a sheet. With the sheet and a backup, the library can be restored after a fire or theft.',
  opensWith: (sheet: string, day: string) => `Backups open with sheet ${sheet}, made on ${day}.`,
  makeFirst: '1. Make the sheet',
  makeAnother: '1. Make another sheet',
  onlyWhere: (sheet: string, days: number) =>
    `Do this only if the sheet was lost, or if someone saw it who should not have. Backups made until now open only with sheet ${sheet}. Keep it for ${days} more days.`,
  make: 'Make the sheet',
  print: '2. Print it',
  printHow:
    'The sheet is shown as a PDF only once. Print it. Then delete the file and empty the trash. The key must exist only on paper. Put the paper in a safe, away from this computer.',
  show: '3. Confirm that it is printed',
  waits: (sheet: string, day: string) => `Sheet ${sheet}, made on ${day}, is ready to confirm.`,
  lastGroup: 'The last group on the sheet',
  lastGroupHint: 'Number 14: six letters and digits, from the printed sheet',
  use: 'Use this sheet',
  noneWaits: 'There is no sheet to confirm. Make one first',
  otherGroup: 'This is not the last group of the newest sheet. Check number 14 on the paper',
  toBackups: 'Backups',
  /** Of the PDF, without what tells one sheet from another. */
  fileName: 'recovery-sheet',
})

const spanish: InSpanish<typeof english> = () => ({
  title: 'Hoja de recuperación',
  none: 'No hay copias de seguridad hasta que haya una hoja. Con la hoja y una copia, la biblioteca se puede restaurar después de un incendio o un robo.',
  opensWith: (sheet, day) => `Las copias de seguridad se abren con la hoja ${sheet}, hecha el ${day}.`,
  makeFirst: '1. Haga la hoja',
  makeAnother: '1. Haga otra hoja',
  onlyWhere: (sheet, days) =>
    `Hágalo solo si la hoja se perdió, o si la vio alguien que no debía. Las copias hechas hasta ahora se abren solo con la hoja ${sheet}. Guárdela ${days} días más.`,
  make: 'Hacer la hoja',
  print: '2. Imprímala',
  printHow:
    'La hoja se muestra como PDF una sola vez. Imprímala. Después borre el archivo y vacíe la papelera. La clave debe existir solo en papel. Ponga el papel en una caja fuerte, lejos de esta computadora.',
  show: '3. Confirme que está impresa',
  waits: (sheet, day) => `La hoja ${sheet}, hecha el ${day}, está lista para confirmar.`,
  lastGroup: 'El último grupo de la hoja',
  lastGroupHint: 'El número 14: seis letras y números, de la hoja impresa',
  use: 'Usar esta hoja',
  noneWaits: 'No hay ninguna hoja por confirmar. Haga una primero',
  otherGroup: 'Este no es el último grupo de la hoja más reciente. Revise el número 14 en el papel',
  toBackups: 'Copias de seguridad',
  fileName: 'hoja-de-recuperacion',
})

export const recoveryWords = screenWords(english, spanish)
