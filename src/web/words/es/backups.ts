import type { PartWords } from '../catalogue.ts'

export const backups: PartWords<'backups'> = () => ({
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
