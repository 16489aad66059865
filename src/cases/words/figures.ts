import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const casesFiguresEnglish = () => ({
  title: 'Transparency report',
  requests: 'Requests, concerns and incidents',
  ofYear: (year: string) => `Transparency report, ${year}`,
  intro:
    'How many requests for library records, privacy concerns and incidents came in each year, by kind, and how they ended. Not every kind is a legal paper. Police are counted in several kinds: with a legal paper, or among everyone who asked without one. There is no number for police alone. The report names no one.',
  years: 'Other years',
  next: (year: string, day: string) =>
    `The numbers for ${year} will be published on ${day}, after requests that came late in the year have ended.`,
  noYear: 'No year has been published yet.',
  notSooner: 'Why no count is given sooner',
  notSoonerSays:
    'The law can forbid the library to say that an order came. A count during the year, or one made by hand from closed cases, could reveal each request as it comes and ends.',
  board: 'What to tell the Board or a reporter',
  boardSays: (year: string, day: string) =>
    `“The library publishes the numbers of requests, concerns and incidents once a year. The numbers for ${year} come on ${day}. It gives no count before then, whether or not a request came.”`,
  boardSaysOf: (year: string, count: string, next: string, day: string) =>
    `“In ${year}, the library received ${count} requests, concerns and incidents. The number also counts people who asked without a legal paper. The library publishes these numbers once a year. The numbers for ${next} come on ${day}.”`,
  legal: 'If someone asks about subpoenas, warrants or orders, read only this:',
  legalNone: (year: string) =>
    `“The library does not publish how many search warrants, court orders, subpoenas and other legal papers came in ${year}. It says the same whether or not one came.”`,
  legalSome: (year: string, shown: string) =>
    `“Of the legal papers of ${year}, the library shows these numbers: ${shown}. It publishes no number of the other kinds, whether or not one came.”`,
  boardSaysFew: (year: string, next: string, day: string) =>
    `“The library publishes the numbers of requests, concerns and incidents once a year. The numbers for ${year} are too small to show. The numbers for ${next} come on ${day}.”`,
  boardLetters: 'Letters that denied a public-records request are public. You may show them now:',
  letters: 'Denial letters',
  ended: 'How requests, concerns and incidents ended, by year',
  received: 'Received',
  total: (count: string) => `Total: ${count} requests, concerns and incidents`,
  few: 'Total: not shown',
  orMore: (count: string) => `${count} or more`,
  ofTold: 'All that is shown',
  byKindIn: (year: string) => `By kind and outcome, ${year}`,
  request: 'Request',
  all: 'All',
  kind: {
    warrant: 'Search warrant',
    order: 'Court order',
    subpoena: 'Other subpoena',
    prosecutor: 'Subpoena from county attorney, Attorney General, or grand jury',
    agency: 'Agency paper without a judge',
    preservation: 'Request to preserve records',
    other: 'Other paper, or paper not read',
    records: 'Public-records request',
    ask: 'Someone asked without a legal paper',
    emergency: 'An agency claimed an emergency',
    privacy: 'Privacy concern',
    conduct: 'Incident on library grounds',
    disclosure: 'Wrong disclosure',
  },
  outcome: {
    released: 'Released',
    compelled: 'Compelled by law',
    seized: 'Searched under a warrant',
    refused: 'Refused',
    withdrawn: 'Withdrawn',
    'no-records': 'No records on file',
    quashed: 'Quashed by a court',
    referred: 'Referred',
    heeded: 'Acted on',
    'not-heeded': 'No action taken',
    recorded: 'Recorded',
    open: 'Still open',
    answered: 'Answered',
  },
  charts: 'Year by year',
  left: 'not shown',
  noneOf: (names: string) => `No number may be shown in any of these years for: ${names}.`,
  newest: (year: string) => `${year} is the newest year that may be shown.`,
  mayShare: 'You may give these numbers to anyone who asks, also to a reporter. Read them exactly as shown.',
  short: (least: string) =>
    `<${least} stands for zero to ${Number(least) - 1}. A dash stands for a total that could reveal such a number.`,
  why: 'Why some numbers are not shown',
  whySmall: (least: string) =>
    `A number below ${least} is shown as <${least}, and so is zero. Small numbers could point to a person, and the fact that a request came may be secret.`,
  whyOthers: 'A total is not shown if it could reveal whether a request came.',
  whyMore:
    '“Or more” means that the number leaves out what is not shown. A year with no other requests reads the same.',
  whyLetters: 'Anyone can count the denial letters. So their number is not used to hide another.',
  whyOnce: 'A year is published once. Its numbers never change after that, even if a request ends later.',
  drills: 'Drills are not counted.',
  nondisclosure:
    'The law can forbid a library to speak about some orders. This report has the same form every year. It does not say whether such an order came, and it would read the same either way.',
  csv: 'Save the numbers',
  csvSays: '(CSV, for a spreadsheet)',
  pdf: 'Save the report',
  pdfSays: '(PDF, to print or to put on the library’s website)',
  fileName: (year: string) => `requests-${year}`,
  someLeft: 'Hatched: a small number, or none.',
  someLeast: 'Some are “or more”: the report’s table says which.',
  sentence: 'Nondisclosure',
  notByQuarter:
    'Requests, concerns and incidents are counted by year and not by quarter. A count of three months could reveal that a secret order came.',
  toPrivacy: 'Back to the privacy page',
})

const casesFiguresSpanish: InSpanish<typeof casesFiguresEnglish> = () => ({
  title: 'Informe de transparencia',
  requests: 'Solicitudes, preocupaciones e incidentes',
  ofYear: (year) => `Informe de transparencia, ${year}`,
  intro:
    'Cuántas solicitudes de registros de la biblioteca, preocupaciones de privacidad e incidentes llegaron cada año, por tipo, y cómo terminaron. No todos los tipos son documentos legales. La policía se cuenta en varios tipos: con un documento legal, o entre todos los que preguntaron sin uno. No hay un número de la policía sola. El informe no nombra a nadie.',
  years: 'Otros años',
  next: (year: string, day: string) =>
    `Los números de ${year} se publicarán el ${day}, cuando terminen las solicitudes que llegaron tarde ese año.`,
  noYear: 'Todavía no se ha publicado ningún año.',
  notSooner: 'Por qué no se da ningún número antes',
  notSoonerSays:
    'La ley puede prohibir que la biblioteca diga que llegó una orden. Contar durante el año, o contar a mano los casos cerrados, podría revelar cada solicitud cuando llega y cuando termina.',
  board: 'Qué decir a la Junta o a la prensa',
  boardSays: (year, day) =>
    `«La biblioteca publica los números de solicitudes, preocupaciones e incidentes una vez al año. Los números de ${year} salen el ${day}. Antes no da ningún número, haya llegado o no una solicitud».`,
  boardSaysOf: (year, count, next, day) =>
    `«En ${year}, la biblioteca recibió ${count} solicitudes, preocupaciones e incidentes. El número incluye también a quienes preguntaron sin documento legal. Publica estos números una vez al año. Los de ${next} salen el ${day}».`,
  legal: 'Si alguien pregunta por citaciones, órdenes de cateo u otras órdenes, lea solo esto:',
  legalNone: (year) =>
    `«La biblioteca no publica cuántas órdenes de cateo, órdenes de un tribunal, citaciones y otros documentos legales llegaron en ${year}. Dice lo mismo, haya llegado alguno o no».`,
  legalSome: (year, shown) =>
    `«De los documentos legales de ${year}, la biblioteca muestra estos números: ${shown}. No publica el número de los demás tipos, haya llegado alguno o no».`,
  boardSaysFew: (year, next, day) =>
    `«La biblioteca publica los números de solicitudes, preocupaciones e incidentes una vez al año. Los números de ${year} son demasiado pequeños para mostrarse. Los de ${next} salen el ${day}».`,
  boardLetters:
    'Las cartas que negaron una solicitud de registros públicos son públicas. Puede mostrarlas ya:',
  letters: 'Cartas de negativa',
  ended: 'Cómo terminaron las solicitudes, preocupaciones e incidentes, por año',
  received: 'Recibidas',
  total: (count) => `Total: ${count} solicitudes, preocupaciones e incidentes`,
  few: 'Total: no se muestra',
  orMore: (count) => `${count} o más`,
  ofTold: 'Todo lo que se muestra',
  byKindIn: (year) => `Por tipo y resultado, ${year}`,
  request: 'Solicitud',
  all: 'Todas',
  kind: {
    warrant: 'Orden de cateo',
    order: 'Orden de un tribunal',
    subpoena: 'Otra citación',
    prosecutor: 'Citación de la fiscalía del condado o general, o de un gran jurado',
    agency: 'Documento de una agencia, sin juez',
    preservation: 'Solicitud de conservar registros',
    other: 'Otro documento, o uno sin leer',
    records: 'Solicitud de registros públicos',
    ask: 'Alguien preguntó sin documento legal',
    emergency: 'Una agencia alegó una emergencia',
    privacy: 'Preocupación de privacidad',
    conduct: 'Incidente en la biblioteca',
    disclosure: 'Divulgación indebida',
  },
  outcome: {
    released: 'Se entregó',
    compelled: 'Obligó la ley',
    seized: 'Cateo con orden',
    refused: 'Se negó',
    withdrawn: 'Se retiró',
    'no-records': 'No había registros',
    quashed: 'La anuló un tribunal',
    referred: 'Se remitió',
    heeded: 'Se actuó',
    'not-heeded': 'Sin medidas',
    recorded: 'Se anotó',
    open: 'Sigue abierta',
    answered: 'Se respondió',
  },
  charts: 'Año por año',
  left: 'no se muestra',
  noneOf: (names) => `En ninguno de estos años se puede mostrar un número de: ${names}.`,
  newest: (year) => `${year} es el año más reciente que se puede mostrar.`,
  mayShare: 'Puede dar estos números a quien los pida, también a la prensa. Léalos tal como están.',
  short: (least) =>
    `<${least} quiere decir de cero a ${Number(least) - 1}. Una raya quiere decir un total que podría revelar un número así.`,
  why: 'Por qué no se muestran algunos números',
  whySmall: (least) =>
    `Un número menor de ${least} se muestra como <${least}, y el cero también. Los números bajos podrían señalar a una persona, y puede ser secreto que llegó una solicitud.`,
  whyOthers: 'Un total no se muestra si podría revelar que llegó una solicitud.',
  whyMore:
    '«O más» quiere decir que el número no incluye lo que no se muestra. Un año sin otras solicitudes se lee igual.',
  whyLetters:
    'Cualquiera puede contar las cartas de negativa. Por eso su número no se usa para ocultar otro.',
  whyOnce:
    'Un año se publica una vez. Después sus números no cambian, aunque una solicitud termine más tarde.',
  drills: 'Los simulacros no se cuentan.',
  nondisclosure:
    'La ley puede prohibir que una biblioteca hable de algunas órdenes. Este informe tiene la misma forma cada año. No dice si llegó una orden así, y se leería igual en los dos casos.',
  csv: 'Guardar los números',
  csvSays: '(CSV, para una hoja de cálculo)',
  pdf: 'Guardar el informe',
  pdfSays: '(en PDF, para imprimir o para el sitio web de la biblioteca)',
  fileName: (year) => `solicitudes-${year}`,
  someLeft: 'Rayado: un número bajo, o ninguno.',
  someLeast: 'Algunos son «o más»: la tabla del informe dice cuáles.',
  sentence: 'No divulgación',
  notByQuarter:
    'Las solicitudes, preocupaciones e incidentes se cuentan por año y no por trimestre. Un número de tres meses podría revelar que llegó una orden secreta.',
  toPrivacy: 'Volver a la página de privacidad',
})

export const casesFiguresWords = screenWords(casesFiguresEnglish, casesFiguresSpanish)

const casesDenialsEnglish = ({ library, aCustomer }: LibraryTerms) => ({
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

const casesDenialsSpanish: InSpanish<typeof casesDenialsEnglish> = ({ library, aCustomer }) => ({
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

export const casesDenialsWords = screenWords(casesDenialsEnglish, casesDenialsSpanish)
