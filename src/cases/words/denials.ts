import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ library, aCustomer }: LibraryTerms) => ({
  title: 'Denial letters',
  intro: `Each letter in which ${library} denied a public-records request. The list does not name anyone or say what was requested.`,
  none: 'There are no letters on this page.',
  sent: (day: string) => `Letter of ${day}`,
  withheld: 'Withheld',
  withheldSays: `Library records that would show who ${aCustomer} is. Also those that would show it next to other public records.`,
  reason: 'Reason',
  reasonSays: (policy: string) => `The library’s policy, ${policy}, keeps these records private.`,
  subsection: 'Under',
  decided: 'Decided by',
  decidedBy: { director: 'The Director of the library', president: 'The president of the library’s Board' },
  review: 'Who can review it',
  mark: 'Fingerprint of the signed letter (SHA-256)',
  basis: 'Why this page is here:',
  older: 'Older letters',
  newest: 'Newest letters',
})

const spanish: InSpanish<typeof english> = ({ library, aCustomer }) => ({
  title: 'Cartas de negativa',
  intro: `Cada carta en que ${library} negó una solicitud de registros públicos. La lista no nombra a nadie ni dice qué se pidió.`,
  none: 'No hay cartas en esta página.',
  sent: (day) => `Carta del ${day}`,
  withheld: 'Lo que no se entrega',
  withheldSays: `Registros de la biblioteca que revelarían quién es ${aCustomer}, por sí solos o junto con otros registros públicos.`,
  reason: 'Por qué',
  reasonSays: (policy) => `La política de la biblioteca, ${policy}, mantiene estos registros en privado.`,
  subsection: 'Según',
  decided: 'Quién decidió',
  decidedBy: {
    director: 'La Dirección de la biblioteca',
    president: 'Quien preside la Junta de la biblioteca',
  },
  review: 'Quién puede revisarlo',
  mark: 'Huella de la carta firmada (SHA-256)',
  basis: 'Por qué existe esta página:',
  older: 'Cartas anteriores',
  newest: 'Cartas más recientes',
})

export const casesDenialsWords = screenWords(english, spanish)
