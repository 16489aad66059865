import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  dates: (number: string, approved: string, reviewed: string) =>
    `${number}. Approved ${approved}, last reviewed ${reviewed}.`,
  textLanguage: 'What the Board adopted, and how we read it, stands here in English.',
  overdue: 'The review of this policy is overdue',
  overdueSays: 'The Board should review it at least every three years. It stays in force until then.',
  tryIt: 'Try a situation',
  counted: (day: string) =>
    `A clause counts each time it decides an answer to someone who asked, or lets staff see a record. Counted up to the start of ${day}. What came after is added at night.`,
  countedNever: 'How often each clause is used has not been counted yet. It is counted every night.',
  spoke: (times: string, year: string) => `Used ${times === '1' ? 'once' : `${times} times`} in ${year}`,
  spokeNever: (year: string) => `Not used in ${year} so far`,
  clauses: 'Clauses',
  cites: (cited: string, now: string) => `It cites ${cited}. Now: ${now}.`,
  howWeAct: 'In practice',
  alsoActs: 'More of what we do',
  more: 'Interpretations, rules and tests',
  howWeRead: 'How we read it, until the Board says so',
  asProgram: 'The rules as the program reads them',
  tried: (cases: number) => `Tried on ${cases === 1 ? '1 case' : `${cases} cases`}`,
})

const spanish: InSpanish<typeof english> = () => ({
  dates: (number, approved, reviewed) =>
    `${number}. Aprobada el ${approved}, revisada por última vez el ${reviewed}.`,
  textLanguage: 'Lo que adoptó la Junta, y cómo lo leemos, está aquí en inglés.',
  overdue: 'La revisión de esta política está atrasada',
  overdueSays: 'La Junta debe revisarla al menos cada tres años. Mientras tanto sigue vigente.',
  tryIt: 'Pruebe una situación',
  counted: (day) =>
    `Una cláusula cuenta cada vez que decide una respuesta a quien preguntó, o deja que el personal vea un expediente. Contado hasta el comienzo del ${day}. Lo que vino después se suma de noche.`,
  countedNever: 'Todavía no se ha contado cuántas veces decidió cada cláusula. Se cuenta de noche.',
  spoke: (times, year) => `Usada ${times === '1' ? 'una vez' : `${times} veces`} en ${year}`,
  spokeNever: (year) => `Sin usar en ${year} hasta ahora`,
  clauses: 'Cláusulas',
  cites: (cited, now) => `Cita ${cited}. Ahora: ${now}.`,
  howWeAct: 'En la práctica',
  alsoActs: 'Qué más hacemos',
  more: 'Interpretaciones, reglas y pruebas',
  howWeRead: 'Cómo la leemos, hasta que la Junta decida',
  asProgram: 'Las reglas como las lee el programa',
  tried: (cases) => `Probada en ${cases === 1 ? '1 caso' : `${cases} casos`}`,
})

export const policyWords = screenWords(english, spanish)

const factsEnglish = () => ({
  title: 'Facts to confirm',
  intro:
    'The policy pack came with these facts, and no one has confirmed them yet. Ask the person named, then note who confirmed it and when.',
  none: 'There is nothing to confirm.',
  toThem: (count: number) => (count === 1 ? '1 fact to confirm' : `${count} facts to confirm`),
  citation: 'Where it is written:',
  confirmWith: 'Who can confirm it:',
  confirm: 'Confirm',
  confirmOf: (name: string) => `Confirm: ${name}`,
  confirmTitle: 'Who confirmed this?',
  by: 'Name of the person who confirmed it',
  byHint: 'For example, the City’s lawyer by name.',
  byMissing: 'Type the name of the person who confirmed it.',
  on: 'The day on which they did',
  onMissing: 'Choose the day on which they did, today or before.',
  confirmed: 'Confirmed',
  noneConfirmed: 'Nothing has been confirmed yet.',
  confirmedBy: (name: string, day: string) => `Confirmed by ${name} on ${day}.`,
  withdrawn: 'Withdrawn.',
  changed: 'The pack says something else now.',
  withdraw: 'Withdraw',
  withdrawOf: (name: string) => `Withdraw the confirmation: ${name}`,
  names: {
    reading: 'How many records one sign-in may open, and in how many minutes',
    'review-every': 'How often the policy is reviewed',
    'register-kept': 'How long log entries are kept',
    disposal: 'The records schedule',
    lending: 'For how long an item is lent',
    cards: 'For how long a card is good',
    holds: 'Reserves',
    notices: 'When notices go out',
    calls: 'When the library calls',
    'cases.records-request': 'Days to answer a public-records request',
    'cases.federal-objection': 'Days to object to federal paper',
    'cases.gag-review': 'When a national security letter’s nondisclosure is reviewed',
    'cases.warrant-hours': 'Hours in which a warrant is carried out',
    'cases.denial': 'What a denial letter cites',
    'cases.board': 'How the Board numbers its motions and closed meetings',
    'cases.drill': 'How soon the Director hears of a visit',
    'cases.told': 'From which day on the year before is reported',
    'cases.package': 'How long a file that was handed over is kept',
    'cases.preservation': 'How long a preserved copy is kept',
    'cases.closed': 'Days on which the library is closed',
  },
})

const factsSpanish: InSpanish<typeof factsEnglish> = () => ({
  title: 'Datos por comprobar',
  intro:
    'El paquete de la política trae estos datos, y nadie los ha comprobado aún. Pregunte a quien se indica y anote quién lo comprobó y cuándo.',
  none: 'No hay nada por comprobar.',
  toThem: (count) => (count === 1 ? '1 dato por comprobar' : `${count} datos por comprobar`),
  citation: 'Dónde está escrito:',
  confirmWith: 'Quién puede comprobarlo:',
  confirm: 'Anotar que está comprobado',
  confirmOf: (name) => `Anotar que está comprobado: ${name}`,
  confirmTitle: '¿Quién lo comprobó?',
  by: 'Nombre de la persona que lo comprobó',
  byHint: 'Por ejemplo, el nombre de quien lleva la asesoría legal de la Ciudad.',
  byMissing: 'Escriba el nombre de la persona que lo comprobó.',
  on: 'El día en que lo hizo',
  onMissing: 'Elija el día en que lo hizo, hoy o antes.',
  confirmed: 'Comprobados',
  noneConfirmed: 'Aún no se ha comprobado nada.',
  confirmedBy: (name, day) => `Lo comprobó ${name} el ${day}.`,
  withdrawn: 'Retirado.',
  changed: 'Ahora el paquete dice otra cosa.',
  withdraw: 'Retirar',
  withdrawOf: (name) => `Retirar la comprobación: ${name}`,
  names: {
    reading: 'Cuántos expedientes puede abrir un inicio de sesión, y en cuántos minutos',
    'review-every': 'Cada cuánto se revisa la política',
    'register-kept': 'Cuánto tiempo se guarda el registro',
    disposal: 'El calendario de conservación',
    lending: 'Por cuánto tiempo se presta un artículo',
    cards: 'Por cuánto tiempo vale una tarjeta',
    holds: 'Reservas',
    notices: 'Cuándo salen los avisos',
    calls: 'Cuándo llama la biblioteca',
    'cases.records-request': 'Días para responder a una solicitud de registros públicos',
    'cases.federal-objection': 'Días para objetar un documento federal',
    'cases.gag-review': 'Cuándo se revisa la reserva de una carta de seguridad nacional',
    'cases.warrant-hours': 'Horas en que se cumple una orden de registro',
    'cases.denial': 'Lo que cita una carta de negativa',
    'cases.board': 'Cómo numera la Junta sus mociones y sesiones cerradas',
    'cases.drill': 'Cuán pronto se entera la Dirección de una visita',
    'cases.told': 'Desde qué día se informa del año anterior',
    'cases.package': 'Cuánto tiempo se guarda un archivo entregado',
    'cases.preservation': 'Cuánto tiempo se guarda una copia preservada',
    'cases.closed': 'Días en que la biblioteca está cerrada',
  },
})

export const factsWords = screenWords(factsEnglish, factsSpanish)

const outsideEnglish = () => ({
  who: 'Someone who asks: “Did anyone ask about me?”',
  heading: 'When someone asks: “Did anyone ask about me?”',
  says: 'Everyone gets this answer, always, whatever is true:',
  next: 'Say no more, to anyone. Do not look anything up first.',
  words: '“We cannot say whether we have or have not received any request. Everyone gets this answer.”',
})

const outsideSpanish: InSpanish<typeof outsideEnglish> = () => ({
  who: 'Alguien que dice: «¿Alguien preguntó por mí?»',
  heading: 'Cuando alguien dice: «¿Alguien preguntó por mí?»',
  says: 'Todos reciben esta respuesta, siempre, sea cual sea la verdad:',
  next: 'No diga más, a nadie. No busque nada antes.',
  words: '«No podemos decir si hemos recibido o no alguna solicitud. Todos reciben esta respuesta.»',
})

export const outsideWords = screenWords(outsideEnglish, outsideSpanish)
