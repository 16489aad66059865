import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  title: 'Recovery key',
  made: (sheet: string, day: string) => `Sheet ${sheet}, made on ${day}`,
  footer: (sheet: string) => `Carrel, recovery key ${sheet}`,
  reading:
    'Fourteen groups, read from left to right. Small or capital letters make no difference. There is no letter O, I or B in them: 0 is a zero, 1 is never used, 8 is an eight. The last group is a check: a mistyped group is found.',
  parts: (of: { readonly library: string; readonly sheet: string; readonly days: number }) => [
    {
      heading: 'What it opens',
      lines: [
        `Every backup of ${of.library} that is marked ${of.sheet}. With one such backup and this sheet, anybody can bring the library back on another computer, and can read every record in it.`,
      ],
    },
    {
      heading: 'Where it goes',
      lines: [
        "Into a safe, in a closed envelope. Keep it away from the library's computer and its backups.",
        'Do not photograph, scan or copy it. The computer does not have it: it was shown this once.',
      ],
    },
    {
      heading: 'If it is lost',
      lines: [
        `While the library runs, make another sheet: on the page Recovery sheet, or with carrel recovery new. Backups from then on open with the new one; those made before open with this one alone, and are deleted after ${of.days} days.`,
        'If this sheet and the computer are both lost, no backup opens again, for anybody. Nobody keeps a second copy of this key.',
      ],
    },
    {
      heading: 'If somebody saw it who should not have',
      lines: ['Make another sheet at once, and destroy the backups that are marked as this one is.'],
    },
    {
      heading: 'The day the computer is gone',
      lines: [
        'On another computer, install Carrel and take the newest backup. Run: carrel restore FILE. It asks for these groups, one after the other, and says which one is mistyped. It is a file of the open format age: the program age opens it too.',
      ],
    },
  ],
  pin: 'The register when this sheet was made. With it, anyone can show later if what came before was changed:',
  placed: 'Put into the safe by',
  on: 'on',
})

const spanish: InSpanish<typeof english> = () => ({
  title: 'Clave de recuperación',
  made: (sheet, day) => `Hoja ${sheet}, hecha el ${day}`,
  footer: (sheet) => `Carrel, clave de recuperación ${sheet}`,
  reading:
    'Catorce grupos, que se leen de izquierda a derecha. Da igual si las letras son mayúsculas o minúsculas. En ellos no hay letra O, I ni B: 0 es un cero, 1 no se usa nunca, 8 es un ocho. El último grupo es de control: si un grupo está mal escrito, se nota.',
  parts: ({ library, sheet, days }) => [
    {
      heading: 'Qué abre',
      lines: [
        `Toda copia de respaldo de ${library} que lleva la marca ${sheet}. Con una de esas copias y esta hoja, cualquiera puede recuperar la biblioteca en otra computadora y leer todos sus expedientes.`,
      ],
    },
    {
      heading: 'Dónde va',
      lines: [
        'A una caja fuerte, en un sobre cerrado, lejos de la computadora de la biblioteca y de sus copias de respaldo.',
        'No la fotografíe, ni la escanee, ni la copie. La computadora no la tiene: se mostró solo esta vez.',
      ],
    },
    {
      heading: 'Si se pierde',
      lines: [
        `Mientras la biblioteca funciona, haga otra hoja: en la página Hoja de recuperación o con carrel recovery new. Las copias que se hagan desde entonces se abren con la nueva; las de antes se abren solo con esta, y se borran a los ${days} días.`,
        'Si se pierden esta hoja y la computadora, nadie puede abrir ninguna copia. Nadie guarda un duplicado de esta clave.',
      ],
    },
    {
      heading: 'Si la vio alguien que no debía',
      lines: ['Haga otra hoja enseguida y destruya las copias que llevan la misma marca que esta.'],
    },
    {
      heading: 'El día en que falta la computadora',
      lines: [
        'En otra computadora, instale Carrel y tome la copia de respaldo más reciente. Escriba: carrel restore ARCHIVO. Pide estos grupos, uno tras otro, y dice cuál está mal escrito. Es un archivo del formato abierto age: el programa age también lo abre.',
      ],
    },
  ],
  pin: 'El registro cuando se hizo esta hoja. Con esto, cualquiera puede mostrar después si cambió lo anterior:',
  placed: 'La puso en la caja fuerte',
  on: 'el',
})

export const recoverySheetWords = screenWords(english, spanish)
