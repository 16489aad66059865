import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ library, aCustomer }: LibraryTerms) => ({
  title: 'Denial letters',
  intro: `Each letter in which ${library} denied a request for public records. They name nobody, and not what was asked.`,
  none: 'There is no letter on this page.',
  sent: (day: string) => `Letter of ${day}`,
  withheld: 'Held back',
  withheldSays: `Library records that show who ${aCustomer} is. Also those that would show it next to other public records.`,
  reason: 'Reason',
  reasonSays: (policy: string) => `The library’s policy, ${policy}, keeps these records private.`,
  subsection: 'Under',
  decided: 'Decided by',
  decidedBy: { director: 'The Director of the library', president: 'The president of the library’s Board' },
  review: 'Who can look at it again',
  mark: 'Mark of the signed letter (SHA-256)',
  basis: 'Why this page is here:',
  older: 'Older letters',
  newest: 'Newest letters',
})

const spanish: InSpanish<typeof english> = ({ library, aCustomer }) => ({
  title: 'Cartas de rechazo',
  intro: `Cada carta en que ${library} rechazó una petición de documentos públicos. No nombran a nadie, ni dicen qué se pidió.`,
  none: 'No hay ninguna carta en esta página.',
  sent: (day) => `Carta del ${day}`,
  withheld: 'Lo que no se da',
  withheldSays: `Datos de la biblioteca que muestran quién es ${aCustomer}, o lo harían junto con otros datos públicos.`,
  reason: 'Por qué',
  reasonSays: (policy) => `La política de la biblioteca, ${policy}, guarda estos datos en privado.`,
  subsection: 'Según',
  decided: 'Quién decidió',
  decidedBy: {
    director: 'La Dirección de la biblioteca',
    president: 'Quien preside la Junta de la biblioteca',
  },
  review: 'Quién puede verlo otra vez',
  mark: 'Marca de la carta firmada (SHA-256)',
  basis: 'Por qué existe esta página:',
  older: 'Cartas de antes',
  newest: 'Las cartas más nuevas',
})

export const casesDenialsWords = screenWords(english, spanish)
