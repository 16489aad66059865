import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const startEnglish = ({ aCustomer }: LibraryTerms) => ({
  title: 'Home',
  hello: (name: string) => `Welcome, ${name}`,
  scan: {
    label: 'Scan a card or an item',
    hint: 'Or type a card number, a barcode, a name, a phone number or an e-mail address',
    button: 'Find',
  },
  asking: `Someone is asking about ${aCustomer}`,
  tiles: {
    title: 'At a glance',
    verified: 'Audit log verified',
    backup: 'Last good backup',
    trained: 'Staff trained this year',
    of: (some: string, all: string) => `${some} of ${all}`,
    open: 'Open cases',
    reviewed: 'Policy last reviewed',
    reviewDue: 'Next review due by',
    overdue: (day: string) => `${day} (overdue)`,
    never: 'Not yet',
  },
  setUp: {
    title: 'Setup',
    of: (done: string, all: string) => `${done} of ${all} done`,
    next: 'Next:',
    all: 'All of setup',
  },
  board: {
    acting: 'If the Director cannot work, you name someone to act as Director:',
    quarter: 'The last full quarter',
    notSeen: 'What you do not see here',
    noNames: 'The log of what was done has no names but your own:',
    log: 'Audit log',
    secret:
      'The law can forbid the library to speak about an order. While it does, nothing here shows it, and no number counts it. All of this reads the same whether or not there is such an order:',
    year: 'Numbers',
    circulation: 'Circulation statistics',
    requests: 'Transparency report',
    toDecide: (policy: string) => `For the Board to decide in ${policy}`,
    all: 'Review date, questions and facts',
    toDecideSays:
      'The policy leaves some questions open. The library follows its own reading until the Board decides.',
    points: (count: number) => (count === 1 ? '1 open point' : `${count} open points`),
  },
})

const startSpanish: InSpanish<typeof startEnglish> = ({ aCustomer }) => ({
  title: 'Inicio',
  hello: (name) => `Le damos la bienvenida, ${name}`,
  scan: {
    label: 'Escanee una tarjeta o un artículo',
    hint: 'O escriba un número de tarjeta, un código de barras, un nombre, un teléfono o un correo electrónico',
    button: 'Buscar',
  },
  asking: `Alguien pregunta por ${aCustomer}`,
  tiles: {
    title: 'De un vistazo',
    verified: 'Registro de auditoría verificado',
    backup: 'Última copia de seguridad buena',
    trained: 'Personal capacitado este año',
    of: (some, all) => `${some} de ${all}`,
    open: 'Casos abiertos',
    reviewed: 'Última revisión de la política',
    reviewDue: 'Próxima revisión, a más tardar',
    overdue: (day) => `${day} (vencida)`,
    never: 'Todavía no',
  },
  setUp: {
    title: 'Instalación',
    of: (done, all) => `${done} de ${all} listos`,
    next: 'Sigue:',
    all: 'Toda la instalación',
  },
  board: {
    acting: 'Si la Dirección no puede trabajar, usted nombra una Dirección interina:',
    quarter: 'El último trimestre completo',
    notSeen: 'Lo que usted no ve aquí',
    noNames: 'El registro de lo que se hizo no tiene más nombre que el suyo:',
    log: 'Registro de auditoría',
    secret:
      'La ley puede prohibir que la biblioteca hable de una orden. Mientras tanto, nada de esto la muestra y ningún número la cuenta. Todo se lee igual, haya o no una orden así:',
    year: 'Números',
    circulation: 'Estadísticas de circulación',
    requests: 'Informe de transparencia',
    toDecide: (policy) => `Para que decida la Junta en ${policy}`,
    all: 'Fecha de revisión, preguntas y datos',
    toDecideSays:
      'La política deja abiertas algunas preguntas. La biblioteca sigue su propia lectura hasta que decida la Junta.',
    points: (count) => (count === 1 ? '1 punto abierto' : `${count} puntos abiertos`),
  },
})

export const startWords = screenWords(startEnglish, startSpanish)

const waitingEnglish = () => ({
  title: 'To do',
  nothing: 'Nothing urgent right now.',
  notSetUp: 'No records show here. This computer is not set up as a library computer.',
  notSetUpAsk: 'The Director can set it up.',
  notSetUpGo: 'Set it up',
})

const waitingSpanish: InSpanish<typeof waitingEnglish> = () => ({
  title: 'Por hacer',
  nothing: 'No hay nada urgente ahora.',
  notSetUp:
    'Esta computadora no está dada de alta como una de la biblioteca, así que aquí no se muestra ningún expediente.',
  notSetUpAsk: 'La Dirección puede darla de alta.',
  notSetUpGo: 'Darla de alta',
})

export const waitingWords = screenWords(waitingEnglish, waitingSpanish)
