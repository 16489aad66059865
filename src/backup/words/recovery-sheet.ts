import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
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

const spanish: InSpanish<typeof english> = () => ({
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

export const recoverySheetWords = screenWords(english, spanish)
