import type { PartWords } from '../catalogue.ts'

export const casesDenials: PartWords<'casesDenials'> = ({ library, aCustomer }) => ({
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
