import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ customers, reserves }: LibraryTerms) => ({
  title: 'Imports',
  intro: 'Put each export from the other system in the folder below. Carrel then imports it, once.',
  none: 'Automatic imports are not set up. The person who maintains the computer can set them up.',
  folder: 'Folder',
  running: 'An import is running',
  read: (rows: string, megabytes: string, all: string) => `${rows} lines read, ${megabytes} of ${all} MB.`,
  startsAgain: 'Carrel imports the folder again by itself.',
  last: 'Last import',
  never: 'Nothing has been imported yet.',
  cameIn: (moment: string) => `Imported on ${moment}.`,
  concern: {
    failed: (moment: string) => `An export could not be imported on ${moment}.`,
    cutShort: (rows: string, moment: string) =>
      `The export from ${moment} looks cut short: ${rows} entries are suddenly missing. Carrel ended nothing because of that.`,
    old: 'No export has been imported for two nights.',
    conflicts: (things: string) => `The other system and this one do not agree in some places: ${things}.`,
  },
  cutShortDo:
    'If the export is complete, the person who maintains the computer can say so. If not, it must be made again.',
  askWhoLooks: 'Show this to the person who maintains the computer:',
  seeLog: 'The program’s log shows the reason.',
  conflicts: 'Conflicts',
  conflict: {
    lostCards: (count: string) =>
      `Cards that were reported lost here, but are good in the other system: ${count}. They stay blocked. Mark them lost there too.`,
    corrected: (count: string) =>
      `Names, birth dates, addresses, phone numbers, and e-mail addresses that were corrected here, but are still wrong in the other system: ${count}. The corrections here stay. Correct them there too.`,
    lentHere: (count: string) =>
      `Checkouts in the other system of an item that was checked out here: ${count}. The checkout here stays. Check the item in here, or return it there.`,
    cards: (count: string) =>
      `Card numbers that two ${customers} have: ${count}. The first one keeps it. Give the other one a new card there.`,
    goneWithLinks: (count: string) =>
      `People who were removed there, but still have a checkout, a fee, or ${reserves} here: ${count}. They stay here. Settle with them, or add them back there.`,
  },
  fits: 'No conflicts.',
  whereRows: 'These files list the cards and checkouts, for the person who maintains the computer:',
  counts: 'Results by file',
  file: 'File',
  rows: 'Read',
  added: 'New',
  updated: 'Updated',
  unchanged: 'The same',
  skipped: 'Left out',
  rejected: 'Rejected',
  ended: 'Ended',
})

const spanish: InSpanish<typeof english> = ({ customers, reserves }) => ({
  title: 'Importaciones',
  intro:
    'Ponga cada exportación del otro sistema en la carpeta de abajo. Carrel la importa automáticamente, una vez.',
  none: 'Las importaciones automáticas no están configuradas. La persona que mantiene la computadora puede configurarlas.',
  folder: 'Carpeta',
  running: 'Hay una importación en curso',
  read: (rows, megabytes, all) => `${rows} líneas leídas, ${megabytes} de ${all} MB.`,
  startsAgain: 'Carrel importa la carpeta otra vez por sí solo.',
  last: 'Última importación',
  never: 'Todavía no se ha importado nada.',
  cameIn: (moment) => `Se importó el ${moment}.`,
  concern: {
    failed: (moment) => `Una exportación no se pudo importar el ${moment}.`,
    cutShort: (rows, moment) =>
      `La exportación del ${moment} parece cortada: de pronto faltan ${rows} entradas. Por eso Carrel no terminó nada.`,
    old: 'No se ha importado ninguna exportación en dos noches.',
    conflicts: (things) => `El otro sistema y este no coinciden en algunos casos: ${things}.`,
  },
  cutShortDo:
    'Si la exportación está completa, la persona que mantiene la computadora puede decirlo. Si no, hay que hacerla otra vez.',
  askWhoLooks: 'Muestre esto a la persona que mantiene la computadora:',
  seeLog: 'El registro del programa muestra el motivo.',
  conflicts: 'Conflictos',
  conflict: {
    lostCards: (count) =>
      `Tarjetas que aquí se reportaron como perdidas, pero que valen en el otro sistema: ${count}. Siguen bloqueadas. Márquelas como perdidas allí también.`,
    corrected: (count) =>
      `Nombres, fechas de nacimiento, domicilios, teléfonos y correos que aquí se corrigieron, pero que siguen mal en el otro sistema: ${count}. Quedan las correcciones de aquí. Corríjalos allí también.`,
    lentHere: (count) =>
      `Préstamos en el otro sistema de un artículo que se prestó aquí: ${count}. Queda el préstamo de aquí. Registre la devolución aquí, o devuélvalo allí.`,
    cards: (count) =>
      `Números de tarjeta que tienen dos ${customers}: ${count}. Queda con el primero. Dé al otro una tarjeta nueva allí.`,
    goneWithLinks: (count) =>
      `Personas que se quitaron allí, pero que todavía tienen aquí un préstamo, un cargo o ${reserves}: ${count}. Aquí siguen. Salde lo pendiente, o vuelva a ponerlas allí.`,
  },
  fits: 'Sin conflictos.',
  whereRows:
    'Estos archivos muestran las tarjetas y los préstamos, para la persona que mantiene la computadora:',
  counts: 'Resultados por archivo',
  file: 'Archivo',
  rows: 'Leídos',
  added: 'Nuevos',
  updated: 'Actualizados',
  unchanged: 'Iguales',
  skipped: 'Omitidos',
  rejected: 'Rechazados',
  ended: 'Terminados',
})

export const importsWords = screenWords(english, spanish)
