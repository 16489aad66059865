import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ reserve }: LibraryTerms) => ({
  actions: 'What you can do',
  overdue: (count: string) => `Overdue: ${count}`,
  anyOverdue: 'Overdue',
  owes: (amount: string) => `Owes ${amount}`,
  ready: `${capitalize(reserve)} ready`,
  contact: 'Contact',
})

const spanish: InSpanish<typeof english> = () => ({
  actions: 'Qué puede hacer',
  overdue: (count) => `Vencidos: ${count}`,
  anyOverdue: 'Vencido',
  owes: (amount) => `Debe ${amount}`,
  ready: 'Reserva lista',
  contact: 'Contacto',
})

export const recordPageWords = screenWords(english, spanish)
