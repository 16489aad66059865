import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const ofMany = (nth: number, many: number) => `${nth} of ${many}`
const deMuchos = (nth: number, many: number) => `${nth} de ${many}`

const english = ({ library }: LibraryTerms) => ({
  none: 'This page shows nothing now. If you think that something is missing, ask at the library.',
  says: `${library} shows here what is overdue or owed by someone you signed for. It shows nothing else of what they borrow. To see a title, press the button for it. They can see that you did.`,
  is: {
    overdue: 'Something is overdue.',
    lost: 'Something is marked lost.',
    damaged: 'Something is marked damaged.',
  },
  show: {
    overdue: 'Show an overdue title',
    lost: 'Show a lost title',
    damaged: 'Show a damaged title',
    charges: 'Show what a fee is for',
  },
  nth: {
    overdue: (nth: number, many: number) => `Overdue, ${ofMany(nth, many)}`,
    lost: (nth: number, many: number) => `Lost, ${ofMany(nth, many)}`,
    damaged: (nth: number, many: number) => `Damaged, ${ofMany(nth, many)}`,
    charges: (nth: number, many: number) => `A fee is owed for this, ${ofMany(nth, many)}`,
  },
  next: 'Show the next one',
  seen: 'They can see on their own page that a title was shown to you.',
})

const spanish: InSpanish<typeof english> = ({ library }) => ({
  none: 'Esta página no muestra nada por ahora. Si cree que falta algo, pregunte en la biblioteca.',
  says: `${library} muestra aquí lo que está atrasado o lo que debe alguien por quien usted firmó. No muestra nada más de lo que tiene prestado. Para ver un título, oprima su botón. Esa persona puede ver que usted lo hizo.`,
  is: {
    overdue: 'Hay algo atrasado.',
    lost: 'Hay algo marcado como perdido.',
    damaged: 'Hay algo marcado como dañado.',
  },
  show: {
    overdue: 'Mostrar un título atrasado',
    lost: 'Mostrar un título perdido',
    damaged: 'Mostrar un título dañado',
    charges: 'Mostrar de qué es un cargo',
  },
  nth: {
    overdue: (nth, many) => `Atrasado, ${deMuchos(nth, many)}`,
    lost: (nth, many) => `Perdido, ${deMuchos(nth, many)}`,
    damaged: (nth, many) => `Dañado, ${deMuchos(nth, many)}`,
    charges: (nth, many) => `Se debe un cargo por esto, ${deMuchos(nth, many)}`,
  },
  next: 'Mostrar el siguiente',
  seen: 'Esa persona puede ver en su propia página que se le mostró un título a usted.',
})

export const guardianPageWords = screenWords(english, spanish)
