import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const backupsEnglish = () => ({
  title: 'Backups',
  concern: {
    'no-key': 'No backup yet. Print the recovery sheet first.',
    failed: 'The last backup failed.',
    gone: 'There may be no backup.',
    old: 'No backup was made for two nights. Is the computer on?',
  },
  running: 'A backup is being made',
  read: (megabytes: string, all: string) => `${megabytes} of about ${all} MB.`,
  madeAgain: 'Carrel makes another one by itself, tonight at the latest.',
  last: (day: string) => `The last good backup was made on ${day}.`,
  lastIsAway: (day: string) =>
    `The last good backup was made on ${day}. It is no longer where it was saved, or it is incomplete.`,
  lastNever: 'There is no good backup.',
  askWhoLooks: 'Show this to the person who maintains the computer:',
  lastGood: 'Last good backup',
  made: (day: string) => `It was made on ${day}.`,
  holds: (lines: string, megabytes: string) => `It has ${lines} entries and takes ${megabytes} MB.`,
  opensWith: (sheet: string) => `It opens with sheet ${sheet}.`,
  liesIn: 'Location',
  opens: 'What opens the backups',
  opensNothing: 'Nothing yet.',
  opensSheet: (sheet: string, day: string) =>
    `The recovery sheet ${sheet}, made on ${day}, and nothing else.`,
  sheet: 'Recovery sheet',
  kept: 'How backups are kept',
  keptFor: (days: number) =>
    `A backup is made every night and deleted after ${days} days. So what you erase is gone from every backup after that time.`,
  first: 'No backup was made yet. The first one is made tonight.',
  copied: 'The person who maintains the computer copies them to another place.',
  byHand: 'For that person',
  makeNow: 'Make one now:',
  verify: 'Check that one is good (it asks for the key on the recovery sheet):',
  restore: 'Bring the library back on another computer, after installing Carrel there:',
})

const backupsSpanish: InSpanish<typeof backupsEnglish> = () => ({
  title: 'Copias de seguridad',
  concern: {
    'no-key': 'Todavía no hay copia. Primero imprima la hoja de recuperación.',
    failed: 'La última copia falló.',
    gone: 'Puede que no haya ninguna copia.',
    old: 'No se hizo ninguna copia en dos noches. ¿Está encendida la computadora?',
  },
  running: 'Se está haciendo una copia',
  read: (megabytes, all) => `${megabytes} de unos ${all} MB.`,
  madeAgain: 'Carrel hace otra por sí solo, a más tardar esta noche.',
  last: (day) => `La última copia buena se hizo el ${day}.`,
  lastIsAway: (day) =>
    `La última copia buena se hizo el ${day}. Ya no está donde se guardó, o no está entera.`,
  lastNever: 'No hay ninguna copia buena.',
  askWhoLooks: 'Muestre esto a la persona que mantiene la computadora:',
  lastGood: 'Última copia buena',
  made: (day) => `Se hizo el ${day}.`,
  holds: (lines, megabytes) => `Tiene ${lines} datos y ocupa ${megabytes} MB.`,
  opensWith: (sheet) => `Se abre con la hoja ${sheet}.`,
  liesIn: 'Lugar',
  opens: 'Qué abre las copias',
  opensNothing: 'Todavía nada.',
  opensSheet: (sheet, day) => `La hoja de recuperación ${sheet}, hecha el ${day}, y nada más.`,
  sheet: 'Hoja de recuperación',
  kept: 'Cómo se guardan las copias',
  keptFor: (days) =>
    `Cada noche se hace una copia, que se borra a los ${days} días. Así, lo que se borró entretanto ya no está en ninguna.`,
  first: 'Todavía no se hizo ninguna copia. La primera se hace esta noche.',
  copied: 'La persona que mantiene la computadora las copia a otro lugar.',
  byHand: 'Para esa persona',
  makeNow: 'Hacer una ahora:',
  verify: 'Comprobar que una sirve (pide la clave de la hoja de recuperación):',
  restore: 'Recuperar la biblioteca en otra computadora, después de instalar Carrel en ella:',
})

export const backupsWords = screenWords(backupsEnglish, backupsSpanish)

const recoveryEnglish = () => ({
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

const recoverySpanish: InSpanish<typeof recoveryEnglish> = () => ({
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

export const recoveryWords = screenWords(recoveryEnglish, recoverySpanish)

const recoverySheetEnglish = () => ({
  title: 'Recovery key',
  made: (sheet: string, day: string) => `Sheet ${sheet}, made on ${day}`,
  footer: (sheet: string) => `Carrel, recovery key ${sheet}`,
  reading:
    'Fourteen groups, read from left to right. Capital and small letters are the same. The groups never use the letters O, I, or B: 0 is a zero, 1 is never used, and 8 is an eight. The last group is a check that finds a mistyped group.',
  parts: (of: { readonly library: string; readonly sheet: string; readonly days: number }) => [
    {
      heading: 'What it opens',
      lines: [
        `Every backup of ${of.library} that is marked ${of.sheet}. With one such backup and this sheet, anyone can restore the library on another computer and read every record in it.`,
      ],
    },
    {
      heading: 'Where to keep it',
      lines: [
        'In a safe, in a sealed envelope. Keep it away from the library’s computer and its backups.',
        'Do not photograph, scan, or copy it. The computer does not have it. It was shown only once.',
      ],
    },
    {
      heading: 'If it is lost',
      lines: [
        `While the library is running, make another sheet on the page Recovery sheet, or with carrel recovery new. Later backups open with the new sheet. Earlier backups open only with this one. They are deleted after ${of.days} days.`,
        'If this sheet and the computer are both lost, no one can ever open a backup. There is no second copy of this key.',
      ],
    },
    {
      heading: 'If someone saw it who should not have',
      lines: ['Make another sheet right away, and destroy the backups with the same mark as this one.'],
    },
    {
      heading: 'If the computer is gone',
      lines: [
        'On another computer, install Carrel and get the newest backup. Run: carrel restore FILE. It asks for these groups one by one, and says which one is mistyped. The backup is a file in the open format age, so the program age opens it too.',
      ],
    },
  ],
  pin: 'The audit log when this sheet was made. With it, anyone can show later whether earlier entries were changed:',
  placed: 'Placed in the safe by',
  on: 'on',
})

const recoverySheetSpanish: InSpanish<typeof recoverySheetEnglish> = () => ({
  title: 'Clave de recuperación',
  made: (sheet, day) => `Hoja ${sheet}, hecha el ${day}`,
  footer: (sheet) => `Carrel, clave de recuperación ${sheet}`,
  reading:
    'Catorce grupos, que se leen de izquierda a derecha. Da igual si las letras son mayúsculas o minúsculas. Los grupos nunca usan las letras O, I ni B: 0 es un cero, 1 no se usa nunca y 8 es un ocho. El último grupo es de control y encuentra un grupo mal escrito.',
  parts: ({ library, sheet, days }) => [
    {
      heading: 'Qué abre',
      lines: [
        `Toda copia de seguridad de ${library} que lleva la marca ${sheet}. Con una de esas copias y esta hoja, cualquiera puede restaurar la biblioteca en otra computadora y leer todos sus expedientes.`,
      ],
    },
    {
      heading: 'Dónde guardarla',
      lines: [
        'En una caja fuerte, en un sobre cerrado, lejos de la computadora de la biblioteca y de sus copias de seguridad.',
        'No la fotografíe, ni la escanee, ni la copie. La computadora no la tiene. Se mostró solo esta vez.',
      ],
    },
    {
      heading: 'Si se pierde',
      lines: [
        `Mientras la biblioteca funciona, haga otra hoja en la página Hoja de recuperación o con carrel recovery new. Las copias posteriores se abren con la nueva. Las anteriores se abren solo con esta, y se borran a los ${days} días.`,
        'Si se pierden esta hoja y la computadora, nadie podrá abrir nunca una copia. No hay un duplicado de esta clave.',
      ],
    },
    {
      heading: 'Si la vio alguien que no debía',
      lines: ['Haga otra hoja enseguida y destruya las copias que llevan la misma marca que esta.'],
    },
    {
      heading: 'Si ya no está la computadora',
      lines: [
        'En otra computadora, instale Carrel y tome la copia de seguridad más reciente. Escriba: carrel restore ARCHIVO. Pide estos grupos, uno por uno, y dice cuál está mal escrito. La copia es un archivo del formato abierto age, así que el programa age también la abre.',
      ],
    },
  ],
  pin: 'El registro de auditoría cuando se hizo esta hoja. Con esto, cualquiera puede mostrar después si cambiaron las entradas anteriores:',
  placed: 'La puso en la caja fuerte',
  on: 'el',
})

export const recoverySheetWords = screenWords(recoverySheetEnglish, recoverySheetSpanish)
