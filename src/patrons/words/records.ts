import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ reserve }: LibraryTerms) => ({
  card: 'Card number',
  born: 'Born',
  notOnFile: 'Not on file',
  address: 'Address',
  phone: 'Phone',
  email: 'E-mail',
  none: 'None',
  reportedLost: 'reported lost',
  overdue: 'Overdue',
  lost: 'Lost',
  damaged: 'Damaged',
  nothingIs: (states: string) => `Nothing is ${states}.`,
  state: { overdue: 'overdue', lost: 'lost', damaged: 'damaged' },
  owed: (amount: string) => `Owes: ${amount}`,
  nothing: 'nothing',
  for: 'For',
  item: 'Item',
  amount: 'Amount',
  chargeKind: { overdue: 'Overdue', lost: 'Lost', damaged: 'Damaged', other: 'Other' },
  outNow: 'Checked out',
  nothingOut: 'Nothing is checked out.',
  nothingElseOut: 'Nothing else is checked out.',
  nothingReserved: `Nothing is on ${reserve}.`,
  onReserve: `On ${reserve}`,
  yes: 'Yes',
  title: 'Title',
  titleGone: 'a title no longer in the catalog',
  author: 'Author',
  due: 'Due',
  now: 'Now',
  holdState: {
    placed: 'Waiting for an item',
    'in-transit': 'On its way here',
    waiting: 'On the shelf',
    suspended: 'Paused',
  },
  wrongNumber: 'wrong number',
})

const spanish: InSpanish<typeof english> = ({ reserve }) => ({
  card: 'Número de tarjeta',
  born: 'Nacimiento',
  notOnFile: 'No consta',
  address: 'Domicilio',
  phone: 'Teléfono',
  email: 'Correo electrónico',
  none: 'Ninguna',
  reportedLost: 'reportada como perdida',
  overdue: 'Atrasado',
  lost: 'Perdido',
  damaged: 'Dañado',
  nothingIs: (states) => `No hay nada ${states}.`,
  state: { overdue: 'atrasado', lost: 'perdido', damaged: 'dañado' },
  owed: (amount) => `Debe: ${amount}`,
  nothing: 'nada',
  for: 'Por',
  item: 'Artículo',
  amount: 'Importe',
  chargeKind: { overdue: 'Atraso', lost: 'Pérdida', damaged: 'Daño', other: 'Otro' },
  outNow: 'Prestado',
  nothingOut: 'No hay nada prestado.',
  nothingElseOut: 'No hay nada más prestado.',
  nothingReserved: `No hay nada en ${reserve}.`,
  onReserve: `En ${reserve}`,
  yes: 'Sí',
  title: 'Título',
  titleGone: 'un título que ya no está en el catálogo',
  author: 'Autor',
  due: 'Vence',
  now: 'Ahora',
  holdState: {
    placed: 'En espera',
    'in-transit': 'En camino',
    waiting: 'En el estante',
    suspended: 'En pausa',
  },
  wrongNumber: 'número equivocado',
})

export const recordsWords = screenWords(english, spanish)

const recordPageEnglish = ({ reserve }: LibraryTerms) => ({
  actions: 'What you can do',
  overdue: (count: string) => `Overdue: ${count}`,
  anyOverdue: 'Overdue',
  owes: (amount: string) => `Owes ${amount}`,
  ready: `${capitalize(reserve)} ready`,
  contact: 'Contact',
})

const recordPageSpanish: InSpanish<typeof recordPageEnglish> = () => ({
  actions: 'Qué puede hacer',
  overdue: (count) => `Vencidos: ${count}`,
  anyOverdue: 'Vencido',
  owes: (amount) => `Debe ${amount}`,
  ready: 'Reserva lista',
  contact: 'Contacto',
})

export const recordPageWords = screenWords(recordPageEnglish, recordPageSpanish)
