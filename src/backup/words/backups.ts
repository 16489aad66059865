import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  title: 'Backups',
  concern: {
    'no-key': 'There are no backups yet: they need the recovery sheet, on paper.',
    failed: 'The last backup failed.',
    gone: 'There may be no backup.',
    old: 'No backup was made for two nights. Is the computer on?',
  },
  last: (day: string) => `The last good one was made on ${day}.`,
  lastIsAway: (day: string) => `The last good one was made on ${day}. It is no longer where it was put.`,
  lastNever: 'There is no good one.',
  askWhoLooks: 'Show this to whoever looks after the computer:',
  lastGood: 'The last good one',
  made: (day: string) => `It was made on ${day}.`,
  holds: (lines: string, megabytes: string) => `It holds ${lines} entries and takes ${megabytes} MB.`,
  opensWith: (sheet: string) => `It opens with sheet ${sheet}.`,
  liesIn: 'Where it is',
  opens: 'What opens them',
  opensNothing: 'Nothing yet.',
  opensSheet: (sheet: string, day: string) =>
    `The recovery sheet ${sheet}, made on ${day}, and nothing else.`,
  sheet: 'Recovery sheet',
  kept: 'How they are kept',
  keptFor: (days: number) =>
    `One is made every night. After ${days} days it is deleted. So what was erased in the meantime is gone from all of them.`,
  copied: 'Whoever looks after the computer copies them to another place.',
})

const spanish: InSpanish<typeof english> = () => ({
  title: 'Copias de respaldo',
  concern: {
    'no-key': 'Todavía no hay copias: les falta la hoja de recuperación, en papel.',
    failed: 'La última copia falló.',
    gone: 'Puede que no haya ninguna copia.',
    old: 'No se hizo ninguna copia en dos noches. ¿Está encendida la computadora?',
  },
  last: (day) => `La última buena se hizo el ${day}.`,
  lastIsAway: (day) => `La última buena se hizo el ${day}. Ya no está donde se puso.`,
  lastNever: 'No hay ninguna buena.',
  askWhoLooks: 'Muestre esto a quien atiende la computadora:',
  lastGood: 'La última buena',
  made: (day) => `Se hizo el ${day}.`,
  holds: (lines, megabytes) => `Tiene ${lines} datos y ocupa ${megabytes} MB.`,
  opensWith: (sheet) => `Se abre con la hoja ${sheet}.`,
  liesIn: 'Dónde está',
  opens: 'Qué las abre',
  opensNothing: 'Todavía nada.',
  opensSheet: (sheet, day) => `La hoja de recuperación ${sheet}, hecha el ${day}, y nada más.`,
  sheet: 'Hoja de recuperación',
  kept: 'Cómo se guardan',
  keptFor: (days) =>
    `Cada noche se hace una. A los ${days} días se borra. Así, lo que se borró entretanto ya no está en ninguna.`,
  copied: 'Quien atiende la computadora las copia a otro lugar.',
})

export const backupsWords = screenWords(english, spanish)
