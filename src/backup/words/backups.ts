import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  title: 'Backups',
  concern: {
    'no-key': 'No backup yet. Print the recovery sheet first.',
    failed: 'The last backup failed.',
    gone: 'There may be no backup.',
    old: 'No backup was made for two nights. Is the computer on?',
  },
  last: (day: string) => `The last good backup was made on ${day}.`,
  lastIsAway: (day: string) => `The last good backup was made on ${day}. It is no longer where it was saved.`,
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
    `A backup is made every night and deleted after ${days} days. So anything erased in the meantime is gone from all of them.`,
  copied: 'The person who maintains the computer copies them to another place.',
})

const spanish: InSpanish<typeof english> = () => ({
  title: 'Copias de seguridad',
  concern: {
    'no-key': 'Todavía no hay copia. Primero imprima la hoja de recuperación.',
    failed: 'La última copia falló.',
    gone: 'Puede que no haya ninguna copia.',
    old: 'No se hizo ninguna copia en dos noches. ¿Está encendida la computadora?',
  },
  last: (day) => `La última copia buena se hizo el ${day}.`,
  lastIsAway: (day) => `La última copia buena se hizo el ${day}. Ya no está donde se guardó.`,
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
  copied: 'La persona que mantiene la computadora las copia a otro lugar.',
})

export const backupsWords = screenWords(english, spanish)
