import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ customer, aCustomer, theCustomer, counsel }: LibraryTerms) => ({
  title: 'Printables',
  says: 'Put the counter card at each desk. Keep the search warrant page where all staff can find it. It has the numbers of your emergency contacts: write in any that are missing.',
  card: 'Counter card',
  warrant: 'Search warrant page',
  sheet: 'The policy, to give to someone',
  handOver: 'Print a copy of the policy to hand over',
  sheetFile: 'policy',
  asPdf: '(PDF, 1 page)',
  footer: (library: string, policy: string, reviewed: string, printed: string, mark: string) =>
    `${library}. Policy ${policy}, last reviewed ${reviewed}. Printed ${printed}. Rules ${mark}.`,
  counterCard: {
    fileName: 'counter-card',
    title: 'What to say at the desk',
    intro:
      'Say these words, then take these steps in order. If you are not sure, tell nothing and ask the Director.',
    who: 'Who is asking',
    say: 'Say this',
    next: 'Then',
    asks: {
      patron: `${capitalize(theCustomer)}, with the card, about their own record`,
      stranger: `${capitalize(aCustomer)} with no card or photo ID`,
      guardian: `The parent or guardian on file who signed for a minor ${customer}`,
      'no-paper': 'An officer without a legal paper',
      paper: 'An officer with any kind of legal paper',
      'search-warrant': 'An officer with a search warrant',
      spouse: 'A spouse or a friend',
      reporter: 'A reporter, or a public-records request',
      phone: `${capitalize(aCustomer)} on the phone, with only the card number`,
      call: `${capitalize(aCustomer)} we call from the front desk`,
    },
  },
  warrantKit: {
    fileName: 'search-warrant',
    title: 'When officers bring a search warrant',
    say: 'Say this',
    steps: 'Do this, in this order',
    call: 'Call',
    phone: 'Phone:',
    write: 'Write down',
    lines: [
      'Officer in charge:',
      'Badge number:',
      'Agency:',
      'Court:',
      'Judge who signed:',
      'Signed on:',
      'Time they arrived:',
      'Time they left:',
    ],
    long: ['Place named in the warrant:', 'Items named in the warrant:'],
    taken: 'Each item taken, and when',
    thing: 'Item',
    time: 'Time',
  },
  director: 'the Director',
  president: 'the president of the Board, only if the matter is about the Director',
  counsel,
  hours: {
    title: 'Hours of a warrant, unless it says otherwise',
    of: {
      'warrant-hours': (from: string, until: string) => `A state warrant: ${from} to ${until}.`,
      'federal-warrant-hours': (from: string, until: string) => `A federal warrant: ${from} to ${until}.`,
    },
  },
})

const spanish: InSpanish<typeof english> = ({ aCustomer, theCustomer, counsel }) => ({
  title: 'Para imprimir',
  says: 'Ponga la tarjeta de mostrador en cada mostrador. Guarde la hoja para una orden de cateo donde todo el personal la encuentre. Tiene los números de sus contactos de emergencia: escriba los que falten.',
  card: 'Tarjeta de mostrador',
  warrant: 'Hoja para una orden de cateo',
  handOver: 'Imprimir una copia de la política para entregarla',
  sheet: 'La política, para dársela a alguien (en inglés)',
  sheetFile: 'politica',
  asPdf: '(PDF, 1 página)',
  footer: (library, policy, reviewed, printed, mark) =>
    `${library}. Política ${policy}, revisada el ${reviewed}. Impreso el ${printed}. Reglas ${mark}.`,
  counterCard: {
    fileName: 'tarjeta-de-mostrador',
    title: 'Qué decir en el mostrador',
    intro:
      'Diga estas palabras y siga estos pasos en orden. Si tiene dudas, no diga nada y pregunte a la Dirección.',
    who: 'Quién pregunta',
    say: 'Diga esto',
    next: 'Después',
    asks: {
      patron: `${capitalize(theCustomer)}, con su tarjeta, por su propio expediente`,
      stranger: `${capitalize(aCustomer)} sin tarjeta ni identificación`,
      guardian: `El padre, la madre o el tutor registrado que firmó por ${aCustomer} menor de edad`,
      'no-paper': 'Un agente sin documento legal',
      paper: 'Un agente con cualquier documento legal',
      'search-warrant': 'Un agente con una orden de cateo (search warrant)',
      spouse: 'El esposo, la esposa o una amistad',
      reporter: 'La prensa, o una solicitud de registros públicos',
      phone: `${capitalize(aCustomer)} por teléfono, solo con el número de tarjeta`,
      call: `${capitalize(aCustomer)} a quien llamamos desde el mostrador`,
    },
  },
  warrantKit: {
    fileName: 'orden-de-cateo',
    title: 'Cuando llegan agentes con una orden de cateo',
    say: 'Diga esto',
    steps: 'Haga esto, en este orden',
    call: 'Llame',
    phone: 'Teléfono:',
    write: 'Anote',
    lines: [
      'Agente a cargo:',
      'Número de placa:',
      'Agencia:',
      'Tribunal:',
      'Juez que firmó:',
      'Firmada el:',
      'Hora de llegada:',
      'Hora de salida:',
    ],
    long: ['Lugar que nombra la orden:', 'Cosas que nombra la orden:'],
    taken: 'Cada cosa que se llevan, y cuándo',
    thing: 'Qué',
    time: 'Hora',
  },
  director: 'la Dirección',
  president: 'quien preside la Junta, solo si el asunto trata de la Dirección',
  counsel,
  hours: {
    title: 'Horas de una orden de cateo, si no dice otra cosa',
    of: {
      'warrant-hours': (from, until) => `Una orden del estado: de ${from} a ${until}.`,
      'federal-warrant-hours': (from, until) => `Una orden federal: de ${from} a ${until}.`,
    },
  },
})

export const kitsWords = screenWords(english, spanish)

const paperPackEnglish = ({ aCustomer, theCustomer, customer }: LibraryTerms) => ({
  fileName: 'paper-pack',
  link: 'Paper for a day without Carrel',
  says: '(PDF, 7 pages): the counter card, the search warrant page, what to say on the phone, and log sheets. Print it now and keep it at the desk.',
  number: (number: string) => `Sheet ${number}`,
  script: {
    title: 'What to say when you call',
    intro: `For calls to ${aCustomer} about overdue items and reserves. Say these words, and only the parts that are true of them; never a title. Write each call on the sheet for calls.`,
    columns: ['Who answers', 'Say this', 'Then'],
    who: {
      patron: `${capitalize(theCustomer)}`,
      'someone-else': 'Someone else, or a voicemail',
      guardian: `The parent or guardian of a minor ${customer}`,
      none: 'You do not know who it is',
    },
  },
  sheet: {
    answers: {
      title: 'Answers at the counter',
      says: 'One line for each person who asked about a record or brought a paper. Write no name of a customer and no title. Once Carrel works again, enter each line under “Answers from paper,” with the number of this sheet. Report each legal paper. Then give the sheet to the Director.',
      columns: [
        'Time',
        'Who asked, such as officer or parent',
        'What they asked',
        'What you said',
        'Entered',
      ],
    },
    calls: {
      title: 'Calls',
      says: 'One line for each call. Write the card number, and no name. Once Carrel works again, enter each line under “Answers from paper,” with the number of this sheet. Note under Calls who was reached, so that no one is called twice. Then give the sheet to the Director.',
      columns: ['Time', 'Card number', 'Who answered', 'What you said', 'Entered'],
    },
    search: {
      title: 'Search log',
      says: 'For officers who search. Write what they do and take, as it happens, with the time. The search warrant page has who they are. Once Carrel works again, enter it with its times and the number of this sheet. Then give the sheet to the Director.',
      columns: ['Time', 'What they did or took', 'Who, with badge number', 'Entered'],
    },
  },
})

const paperPackSpanish: InSpanish<typeof paperPackEnglish> = ({ aCustomer, theCustomer, customer }) => ({
  fileName: 'hojas-de-papel',
  link: 'Papel para un día sin Carrel',
  says: '(PDF, 7 páginas): la tarjeta de mostrador, la hoja para una orden de cateo, qué decir por teléfono y hojas de registro. Imprímalo ahora y guárdelo en el mostrador.',
  number: (number) => `Hoja ${number}`,
  script: {
    title: 'Qué decir cuando usted llama',
    intro: `Para llamar a ${aCustomer} por artículos atrasados y reservas. Diga estas palabras, y solo las partes que sean ciertas; nunca un título. Anote cada llamada en la hoja de llamadas.`,
    columns: ['Quién contesta', 'Diga esto', 'Después'],
    who: {
      patron: `${capitalize(theCustomer)}`,
      'someone-else': 'Otra persona, o un buzón de voz',
      guardian: `El padre, la madre o el tutor de un ${customer} menor de edad`,
      none: 'No se sabe quién es',
    },
  },
  sheet: {
    answers: {
      title: 'Respuestas en el mostrador',
      says: `Una línea por cada persona que preguntó por un expediente o trajo un documento. No escriba el nombre de ningún ${customer}, ni un título. Cuando Carrel vuelva a funcionar, anote cada línea en «Respuestas en papel», con el número de esta hoja. Reporte cada documento legal. Luego dé la hoja a la Dirección.`,
      columns: [
        'Hora',
        'Quién preguntó: un agente, un padre…',
        'Qué preguntó',
        'Qué le dijo usted',
        'Anotado',
      ],
    },
    calls: {
      title: 'Llamadas',
      says: 'Una línea por cada llamada. Escriba el número de tarjeta, y ningún nombre. Cuando Carrel vuelva a funcionar, anote cada línea en «Respuestas en papel», con el número de esta hoja. Anote en Llamadas a quién se llamó, para no llamar dos veces. Luego dé la hoja a la Dirección.',
      columns: ['Hora', 'Número de tarjeta', 'Quién contestó', 'Qué dijo usted', 'Anotado'],
    },
    search: {
      title: 'Registro del cateo',
      says: 'Para agentes que catean. Escriba lo que hacen y lo que se llevan, en el momento y con la hora. Quiénes son va en la hoja para una orden de cateo. Cuando Carrel vuelva a funcionar, anótelo con sus horas y el número de esta hoja. Luego dé la hoja a la Dirección.',
      columns: ['Hora', 'Qué hicieron o se llevaron', 'Quién, con su placa', 'Anotado'],
    },
  },
})

export const paperPackWords = screenWords(paperPackEnglish, paperPackSpanish)
