import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ customer, customers, aCustomer, counsel, board }: LibraryTerms) => ({
  title: 'Answers about the past',
  intro:
    'Questions that someone may ask years later. Each answer names the log entries that prove it. That you asked is logged before you read the answer.',
  more: 'Give only what was asked. For anyone outside, the published reports are enough.',
  ask: 'Answer',
  answer: 'Answer',
  entry: 'Log entry',
  noEntry: 'None',
  nothing: 'Nothing is on record.',
  back: 'Other questions',
  unknownPerson: 'An account that is not here',
  forgotten: (month: string) =>
    `Entries up to ${month} were disposed of because of their age. This answer does not know what they said.`,
  fields: { year: 'Year', month: 'Month', day: 'Day', reference: 'Case reference' },
  hints: {
    year: 'Four digits, such as 2026',
    month: 'Year and month, such as 2026-11',
    day: 'Year, month and day, such as 2026-11-24',
    reference: 'Twelve letters and digits, such as 2B4C-D6F8-H2K4',
  },
  errors: {
    year: 'Type a year as four digits, such as 2026.',
    month: 'Type a year and a month, such as 2026-11.',
    day: 'Type a year, a month and a day, such as 2026-11-24.',
    toCome: 'That time has not come yet. Ask about today or earlier.',
    reference: 'No case that you may know of has this reference. Check each letter.',
  },
  questions: {
    orders: 'How many legal papers and requests came in a year, and of which kind?',
    trained: 'Who passed the training in a year?',
    calls: `Which calls to ${customers} were made in a month, and from which room?`,
    roles: 'Who held which role on a day?',
    disposed: 'What was disposed of in a year, and under which schedule?',
    case: `Who decided a case, on what advice, and under which policy? Was ${aCustomer} told, and who received records?`,
  },
  of: 'The case',
  orders: {
    says: (many: string, year: string) =>
      many === '1'
        ? `One case opened in ${year} is listed here.`
        : `${many} cases opened in ${year} are listed here.`,
    head: ['Kind', 'Cases', 'References'],
    without:
      'No answer here counts a drill, a case about the Director, or an order that no one may speak of. It reads the same if there is none.',
    notForOthers:
      'These numbers are for you. The transparency report is the one count that is safe to give to others.',
  },
  trained: {
    says: (many: string, year: string) =>
      many === '1'
        ? `One person passed the training in ${year}.`
        : `${many} people passed the training in ${year}.`,
    head: ['Name', 'Role then', 'Passed on'],
    courseOnly: 'Only the course in Carrel is on record. Training that was held elsewhere is not.',
  },
  calls: {
    says: (many: string, month: string, rooms: string) =>
      many === '0'
        ? `No call was noted in ${month}.`
        : `${many === '1' ? 'One call was' : `${many} calls were`} noted in ${month}: ${rooms}.`,
    inRoom: (room: string, many: string) => `${many} from ${room}`,
    head: ['When', 'Room', 'Who', 'What'],
    ended: 'Noted how a call ended',
    answered: (sheet?: string) =>
      sheet === undefined ? 'Asked what may be said on a call' : `Entered a call from paper, sheet ${sheet}`,
    prepared: 'Opened whom to call, and what to say',
    alsoPrepared: (many: string) =>
      `Staff opened whom to call ${many === '1' ? 'one time' : `${many} times`}. A call can follow without a note of how it ended.`,
    noOne: `This does not say who was called. Each ${customer} sees that on their own page.`,
  },
  roles: {
    says: (day: string) => `These people had an account on ${day}, at the end of the day.`,
    now: 'These people have an account now.',
    head: ['Name', 'Role', 'Since'],
    acting: 'Acting Director',
    term: (from: string, last: string) => `${from} to ${last}`,
    noEntry: 'Not in the log',
    others:
      'Some accounts have no entry: they were set up before the log begins. Their role shown is the role of today.',
  },
  disposed: {
    says: (year: string) => `This was disposed of in ${year}.`,
    head: ['When', 'What', 'Schedule'],
    log: (months: string) => `Contents of the audit log of ${months}`,
    noSchedule: 'None named in the policy',
    noEntry: `No log entry names an anonymized loan, because an entry would name the ${customer}. Their numbers are those of the disposition report.`,
  },
  case: {
    says: 'This is on record of case',
    parts: {
      decided: 'Who decided it',
      advised: `On what advice (${counsel}, ${board})`,
      policy: 'Under which policy',
      received: 'Who received records',
      told: `Whether the ${customer} was told`,
    },
    none: {
      decided: 'No decision is on record.',
      advised: 'No advice is on record.',
      policy: 'No decision is on record, so no policy was applied.',
      received: 'No delivery of records is on record.',
      told: `The case does not say that the ${customer} was told.`,
    },
    policySays: (policy: string, day: string) => `${policy}, in force in Carrel since ${day}.`,
    readPolicy: 'Read the text. It is the same now',
    otherPolicy: 'Read the text from that time. The policy has changed since',
    readDecision: 'Read the decision, with the clauses that it follows',
    fingerprint: 'Fingerprint of its text:',
    policyUnknown:
      'Carrel cannot name it. Its log entry was disposed of or is not signed yet, or Carrel has no copy of that version.',
  },
  elsewhere: {
    title: 'Answered elsewhere',
    asked: {
      viewed: {
        asks: `Who viewed ${aCustomer}’s record?`,
        says: `Only a case about a privacy concern answers this, and only for its days. The ${customer} finds it on their own page at any time: Who viewed my record.`,
        link: 'Cases',
      },
      cases: {
        asks: `Which cases were about ${aCustomer}?`,
        says: `Find them by the card number, at a staff computer. The audit log notes the search.`,
        link: 'Find a case',
      },
      told: {
        asks: `Was ${aCustomer} told, and when? Who received records?`,
        says: 'The answer about the case says both. You need the case’s reference.',
        link: 'Ask about a case',
      },
      minutes: {
        asks: 'In a year, how many minutes went by from service to report?',
        says: 'Each case says its own. The transparency report says so of each year with ten papers or more.',
        link: 'Transparency report',
      },
    },
    kept: (years: string) =>
      `A view names the ${customer} for ${years} years. Then its contents are destroyed, and no one can say whose record it was. Answers about that time say so.`,
    keptAlways: 'The policy names no period after which views are forgotten.',
  },
})

const spanish: InSpanish<typeof english> = ({ customer, customers, aCustomer, counsel, board }) => ({
  title: 'Respuestas sobre el pasado',
  intro:
    'Preguntas que alguien puede hacer años después. Cada respuesta nombra las entradas del registro que la prueban. Que usted preguntó se anota antes de que lea la respuesta.',
  more: 'Dé solo lo que se preguntó. Para quien es de fuera bastan los informes publicados.',
  ask: 'Responder',
  answer: 'Respuesta',
  entry: 'Entrada del registro',
  noEntry: 'Ninguna',
  nothing: 'No hay nada anotado.',
  back: 'Otras preguntas',
  unknownPerson: 'Una cuenta que no está aquí',
  forgotten: (month) =>
    `Las entradas hasta ${month} se eliminaron por su edad. Esta respuesta no sabe qué decían.`,
  fields: { year: 'Año', month: 'Mes', day: 'Día', reference: 'Referencia del caso' },
  hints: {
    year: 'Cuatro cifras, como 2026',
    month: 'Año y mes, como 2026-11',
    day: 'Año, mes y día, como 2026-11-24',
    reference: 'Doce letras y cifras, como 2B4C-D6F8-H2K4',
  },
  errors: {
    year: 'Escriba un año con cuatro cifras, como 2026.',
    month: 'Escriba un año y un mes, como 2026-11.',
    day: 'Escriba un año, un mes y un día, como 2026-11-24.',
    toCome: 'Ese tiempo aún no llega. Pregunte por hoy o antes.',
    reference: 'Ningún caso que usted pueda conocer tiene esta referencia. Revise cada letra.',
  },
  questions: {
    orders: '¿Cuántos documentos legales y solicitudes llegaron en un año, y de qué clase?',
    trained: '¿Quién aprobó la capacitación en un año?',
    calls: `¿Qué llamadas a ${customers} se hicieron en un mes, y desde qué sala?`,
    roles: '¿Quién tenía qué función en un día?',
    disposed: '¿Qué se eliminó en un año, y según qué calendario?',
    case: `¿Quién decidió un caso, con qué consejo y según qué política? ¿Se avisó al ${customer}, y quién recibió registros?`,
  },
  of: 'El caso',
  orders: {
    says: (many, year) =>
      many === '1' ? `Aquí hay un caso abierto en ${year}.` : `Aquí hay ${many} casos abiertos en ${year}.`,
    head: ['Clase', 'Casos', 'Referencias'],
    without:
      'Los simulacros, los casos sobre la Dirección y lo que está bajo una orden de no divulgación no están en ninguna respuesta, los haya o no.',
    notForOthers:
      'Estos números son para usted. El informe de transparencia es el único con números que se pueden dar a otros sin peligro.',
  },
  trained: {
    says: (many, year) =>
      many === '1'
        ? `En ${year} aprobó la capacitación una persona.`
        : `En ${year} aprobaron la capacitación ${many} personas.`,
    head: ['Nombre', 'Función entonces', 'Aprobada el'],
    courseOnly: 'Solo consta el curso de Carrel. La capacitación que se dio en otro lugar no consta.',
  },
  calls: {
    says: (many, month, rooms) =>
      many === '0'
        ? `En ${month} no se anotó ninguna llamada.`
        : `En ${month} ${many === '1' ? 'se anotó una llamada' : `se anotaron ${many} llamadas`}: ${rooms}.`,
    inRoom: (room, many) => `${many} desde ${room}`,
    head: ['Cuándo', 'Sala', 'Quién', 'Qué'],
    ended: 'Anotó cómo terminó una llamada',
    answered: (sheet) =>
      sheet === undefined
        ? 'Preguntó qué se puede decir en una llamada'
        : `Anotó una llamada de papel, hoja ${sheet}`,
    prepared: 'Abrió a quién llamar y qué decir',
    alsoPrepared: (many) =>
      `El personal abrió a quién llamar ${many === '1' ? 'una vez' : `${many} veces`}. Puede seguir una llamada sin que se anote cómo terminó.`,
    noOne: `Esto no dice a quién se llamó. Cada ${customer} lo ve en su propia página.`,
  },
  roles: {
    says: (day) => `Estas personas tenían una cuenta el ${day}, al final del día.`,
    now: 'Estas personas tienen una cuenta ahora.',
    head: ['Nombre', 'Función', 'Desde'],
    acting: 'Dirección interina',
    term: (from, last) => `del ${from} al ${last}`,
    noEntry: 'No está en el registro',
    others:
      'Algunas cuentas no tienen entrada: se crearon antes de que empezara el registro. Su función es la de hoy.',
  },
  disposed: {
    says: (year) => `Esto se eliminó en ${year}.`,
    head: ['Cuándo', 'Qué', 'Calendario'],
    log: (months) => `Contenido del registro de auditoría de ${months}`,
    noSchedule: 'La política no nombra ninguno',
    noEntry: `Ninguna entrada nombra un préstamo anonimizado, porque nombraría al ${customer}. Sus números son los del informe de disposición.`,
  },
  case: {
    says: 'Esto consta del caso',
    parts: {
      decided: 'Quién lo decidió',
      advised: `Con qué consejo (${counsel}, ${board})`,
      policy: 'Según qué política',
      received: 'Quién recibió registros',
      told: `Si se avisó al ${customer}`,
    },
    none: {
      decided: 'No consta ninguna decisión.',
      advised: 'No consta ningún consejo.',
      policy: 'No consta ninguna decisión, así que no se aplicó ninguna política.',
      received: 'No consta ninguna entrega de registros.',
      told: `El caso no dice que se avisó al ${customer}.`,
    },
    policySays: (policy, day) => `${policy}, en vigor en Carrel desde el ${day}.`,
    readPolicy: 'Leer el texto. Sigue siendo el mismo',
    otherPolicy: 'Leer el texto de entonces. La política cambió después',
    readDecision: 'Leer la decisión, con las cláusulas que sigue',
    fingerprint: 'Huella de su texto:',
    policyUnknown:
      'Carrel no puede nombrarla. La entrada se eliminó o todavía no está firmada, o Carrel no tiene copia de esa versión.',
  },
  elsewhere: {
    title: 'Se responde en otra parte',
    asked: {
      viewed: {
        asks: `¿Quién vio el expediente de ${aCustomer}?`,
        says: `Solo lo responde un caso sobre una preocupación de privacidad, y solo para sus días. Cada ${customer} lo encuentra en su propia página en cualquier momento: Quién vio mi expediente.`,
        link: 'Casos',
      },
      cases: {
        asks: `¿Qué casos trataban de ${aCustomer}?`,
        says: 'Búsquelos por el número de tarjeta, en una computadora del personal. El registro de auditoría anota la búsqueda.',
        link: 'Buscar un caso',
      },
      told: {
        asks: `¿Se avisó a ${aCustomer}, y cuándo? ¿Quién recibió registros?`,
        says: 'La respuesta sobre el caso dice las dos cosas. Hace falta su referencia.',
        link: 'Preguntar por un caso',
      },
      minutes: {
        asks: 'En un año, ¿cuántos minutos pasaron desde la entrega hasta el reporte?',
        says: 'Cada caso dice los suyos. El informe de transparencia lo dice de cada año con diez documentos o más.',
        link: 'Informe de transparencia',
      },
    },
    kept: (years) =>
      `Una consulta nombra al ${customer} durante ${years} años. Después se destruye su contenido, y nadie puede decir de quién era el expediente. Las respuestas sobre ese tiempo lo dicen.`,
    keptAlways: 'La política no nombra un plazo después del cual se olvidan las consultas.',
  },
})

export const answersWords = screenWords(english, spanish)
