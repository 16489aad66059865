import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ customers, reserves }: LibraryTerms) => ({
  title: 'Imports',
  intro: 'Each export of the other system that is put into the folder below comes in by itself, once.',
  none: 'No export comes in by itself. Whoever looks after the computer can set that up.',
  folder: 'The folder',
  last: 'The last one',
  never: 'None came in yet.',
  cameIn: (moment: string) => `It came in on ${moment}.`,
  concern: {
    failed: (moment: string) => `An export could not come in. That was on ${moment}.`,
    cutShort: (rows: string, moment: string) =>
      `The export of ${moment} looks cut short: ${rows} entries are gone from it at once. Nothing was ended for that.`,
    old: 'No export came in for two nights.',
    conflicts: (things: string) =>
      `What stands in the other system and here does not fit in some places: ${things}.`,
  },
  cutShortDo:
    'If the export is whole, whoever looks after the computer can say so. If it is not, it must be made again.',
  askWhoLooks: 'Show this to whoever looks after the computer:',
  seeLog: 'The reason stands in the log of the program.',
  conflicts: 'What does not fit',
  conflict: {
    lostCards: (count: string) =>
      `Cards that were reported lost here, and that the other system has as good: ${count}. They stay blocked. Mark them as lost there too.`,
    corrected: (count: string) =>
      `Names, birth dates, addresses, phones and e-mail addresses that were set right here, and that the other system still has wrong: ${count}. What was set right here stays. Set it right there too.`,
    lentHere: (count: string) =>
      `Loans from there of an item that was lent here: ${count}. The loan that was made here stays. Take the item back here, or return it there.`,
    cards: (count: string) =>
      `Card numbers that two ${customers} have: ${count}. The first keeps it. Give the other one a new card there.`,
    goneWithLinks: (count: string) =>
      `People who are gone there, and who still have a loan, a charge or ${reserves} here: ${count}. They stay here. Settle with them, or put them back there.`,
  },
  fits: 'Nothing: what there is fits.',
  whereRows:
    'Which cards and loans they are stands in files beside the library, for whoever looks after the computer:',
  counts: 'What came of each file',
  file: 'File',
  rows: 'Read',
  added: 'New',
  updated: 'Changed',
  unchanged: 'The same',
  skipped: 'Left out',
  rejected: 'Not taken',
  ended: 'Ended',
})

const spanish: InSpanish<typeof english> = ({ customers, reserves }) => ({
  title: 'Importaciones',
  intro: 'Cada exportación del otro sistema que se pone en la carpeta de abajo entra sola, una vez.',
  none: 'Ninguna exportación entra sola. Quien atiende la computadora puede prepararlo.',
  folder: 'La carpeta',
  last: 'La última',
  never: 'Todavía no entró ninguna.',
  cameIn: (moment) => `Entró el ${moment}.`,
  concern: {
    failed: (moment) => `Una exportación no pudo entrar. Fue el ${moment}.`,
    cutShort: (rows, moment) =>
      `La exportación del ${moment} parece cortada: faltan ${rows} datos de una vez. Por eso no se terminó nada.`,
    old: 'No entró ninguna exportación en dos noches.',
    conflicts: (things) => `Lo que está en el otro sistema y aquí no concuerda en algunos casos: ${things}.`,
  },
  cutShortDo:
    'Si la exportación está completa, quien atiende la computadora puede decirlo. Si no, hay que hacerla de nuevo.',
  askWhoLooks: 'Muestre esto a quien atiende la computadora:',
  seeLog: 'El motivo está en el diario del programa.',
  conflicts: 'Lo que no concuerda',
  conflict: {
    lostCards: (count) =>
      `Tarjetas que aquí se dieron por perdidas y que allí valen: ${count}. Siguen bloqueadas. Márquelas como perdidas allí también.`,
    corrected: (count) =>
      `Nombres, fechas de nacimiento, direcciones, teléfonos y correos que aquí se corrigieron y que allí siguen mal: ${count}. Queda lo corregido aquí. Corríjalo allí también.`,
    lentHere: (count) =>
      `Préstamos de allí de un artículo que se prestó aquí: ${count}. Queda el préstamo de aquí. Reciba el artículo aquí, o devuélvalo allí.`,
    cards: (count) =>
      `Números de tarjeta que tienen dos ${customers}: ${count}. Queda con el primero. Dé al otro una tarjeta nueva allí.`,
    goneWithLinks: (count) =>
      `Personas que ya no están allí y que todavía tienen aquí un préstamo, un cargo o ${reserves}: ${count}. Aquí siguen. Arregle las cuentas, o vuelva a ponerlas allí.`,
  },
  fits: 'Nada: lo que hay concuerda.',
  whereRows:
    'Qué tarjetas y préstamos son está en archivos junto a la biblioteca, para quien atiende la computadora:',
  counts: 'Qué fue de cada archivo',
  file: 'Archivo',
  rows: 'Leídos',
  added: 'Nuevos',
  updated: 'Cambiados',
  unchanged: 'Iguales',
  skipped: 'Omitidos',
  rejected: 'No tomados',
  ended: 'Terminados',
})

export const importsWords = screenWords(english, spanish)
