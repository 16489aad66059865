import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ aCustomer, reserve }: LibraryTerms) => ({
  kind: {
    existence: `that someone is ${aCustomer}`,
    presence: 'whether someone is or was here',
    identity: 'name, card number, and birth date',
    contact: 'address, phone, and e-mail',
    loans: 'what is checked out',
    overdue: 'that something is overdue',
    'overdue.titles': 'which items are overdue',
    lost: 'that something is lost',
    'lost.titles': 'which items are lost',
    damaged: 'that something is damaged',
    'damaged.titles': 'which items are damaged',
    charges: 'how much they owe',
    'charges.items': 'which items they owe for',
    holds: `that something is on ${reserve}`,
    'holds.titles': `which items are on ${reserve}`,
    history: 'what they checked out before',
    searches: 'what they searched for',
    'computer-use': 'use of our computers',
    video: 'security video',
    incident: 'what staff saw someone do here',
  },
  /** What a view tells where the record may say no: a name of the kind would read as if it were so. */
  whether: {
    existence: `whether someone is ${aCustomer}`,
    overdue: 'whether anything is overdue',
    lost: 'whether anything is lost',
    damaged: 'whether anything is damaged',
    holds: `whether anything is on ${reserve}`,
  },
  whole: {
    overdue: 'what is overdue',
    lost: 'what is lost',
    damaged: 'what is damaged',
    charges: 'what they owe, and for what',
    holds: `what is on ${reserve}`,
  },
})

const spanish: InSpanish<typeof english> = ({ aCustomer, reserve }) => ({
  kind: {
    existence: `que alguien es ${aCustomer}`,
    presence: 'si alguien está o estuvo aquí',
    identity: 'nombre, número de tarjeta y fecha de nacimiento',
    contact: 'domicilio, teléfono y correo electrónico',
    loans: 'qué tiene prestado ahora',
    overdue: 'que hay algo atrasado',
    'overdue.titles': 'qué artículos están atrasados',
    lost: 'que hay algo perdido',
    'lost.titles': 'qué artículos están perdidos',
    damaged: 'que hay algo dañado',
    'damaged.titles': 'qué artículos están dañados',
    charges: 'cuánto se debe',
    'charges.items': 'por qué artículos se debe',
    holds: `que hay algo en ${reserve}`,
    'holds.titles': `qué artículos están en ${reserve}`,
    history: 'qué tuvo prestado antes',
    searches: 'qué se buscó',
    'computer-use': 'el uso de nuestras computadoras',
    video: 'imágenes de las cámaras',
    incident: 'lo que el personal vio hacer a alguien aquí',
  },
  whether: {
    existence: `si alguien es ${aCustomer}`,
    overdue: 'si hay algo atrasado',
    lost: 'si hay algo perdido',
    damaged: 'si hay algo dañado',
    holds: `si hay algo en ${reserve}`,
  },
  whole: {
    overdue: 'qué está atrasado',
    lost: 'qué está perdido',
    damaged: 'qué está dañado',
    charges: 'qué se debe y por qué',
    holds: `qué está en ${reserve}`,
  },
})

export const recordKindWords = screenWords(english, spanish)
