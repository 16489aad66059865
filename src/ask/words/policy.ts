import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const policyEnglish = () => ({
  dates: (number: string, approved: string, reviewed: string) =>
    `${number}. Approved ${approved}, last reviewed ${reviewed}.`,
  textLanguage: 'The text the Board adopted, and how we read it, are shown in English.',
  overdue: 'The review of this policy is overdue',
  overdueSays: (day: string) =>
    `It was due by ${day}. The policy stays in effect until the Board reviews it.`,
  tryIt: 'Try a situation',
  counted: (month: string, least: string) =>
    `A clause is counted each time it decides an answer to a question or lets staff view a record. Counts are for whole months, through ${month}. A month below ${least} shows a dash, whether it had some or none.`,
  countedNever: 'Clause counts are not available yet. They are added at night.',
  spoke: (times: string, year: string, isAll: boolean) =>
    `Used ${times} times${isAll ? '' : ' or more'} in ${year}`,
  clauses: 'Clauses',
  cites: (cited: string, now: string) => `It cites ${cited}. Current law: ${now}.`,
  adopted: 'As adopted',
  howWeAct: 'In practice',
  howWeActSays:
    'Under “In practice” are reasons that an answer can give. They do not say what happened here.',
  alsoActs: 'More of what we do',
  more: 'More of this clause',
  rulesAndTests: 'Rules and tests',
  howWeRead: 'How we read this clause, until the Board decides',
  asProgram: 'The rules as the program applies them',
  tried: (cases: number) => `Tested with ${cases === 1 ? '1 scenario' : `${cases} scenarios`}`,
})

const policySpanish: InSpanish<typeof policyEnglish> = () => ({
  dates: (number, approved, reviewed) =>
    `${number}. Aprobada el ${approved}, revisada por última vez el ${reviewed}.`,
  textLanguage: 'El texto que adoptó la Junta, y cómo lo leemos, se muestran en inglés.',
  overdue: 'La revisión de esta política está atrasada',
  overdueSays: (day) => `Debía revisarse a más tardar el ${day}. Mientras tanto sigue en vigor.`,
  tryIt: 'Probar una situación',
  counted: (month, least) =>
    `Una cláusula suma uno cada vez que decide la respuesta a una pregunta o deja que el personal vea un expediente. Los conteos son de meses completos, hasta ${month}. Un mes con menos de ${least} muestra una raya, haya habido alguno o ninguno.`,
  countedNever: 'Todavía no hay conteos por cláusula. Se suman de noche.',
  spoke: (times, year, isAll) => `Se usó ${times} veces${isAll ? '' : ' o más'} en ${year}`,
  clauses: 'Cláusulas',
  cites: (cited, now) => `Cita ${cited}. Ley actual: ${now}.`,
  adopted: 'Como se adoptó',
  howWeAct: 'En la práctica',
  howWeActSays:
    'En «En la práctica» están las razones que puede dar una respuesta. No dicen lo que pasó aquí.',
  alsoActs: 'Qué más hacemos',
  more: 'Más de esta cláusula',
  rulesAndTests: 'Reglas y pruebas',
  howWeRead: 'Cómo leemos esta cláusula, hasta que la Junta decida',
  asProgram: 'Las reglas como las aplica el programa',
  tried: (cases) => `Probada con ${cases === 1 ? '1 situación' : `${cases} situaciones`}`,
})

export const policyWords = screenWords(policyEnglish, policySpanish)

const boardEnglish = () => ({
  title: 'The policy, for the Board',
  link: 'For the Board',
  intro: 'When the policy is reviewed, and what is left for the Board to decide or confirm.',
  review: 'Review of the policy',
  last: (day: string) => `Last reviewed on ${day}.`,
  due: (day: string) => `Next review due by ${day}.`,
  overdue: (day: string) => `Overdue since ${day}.`,
  period: 'Where the period comes from:',
  unconfirmed: 'This period is not confirmed.',
  meeting: 'For this meeting',
  motion: 'A form of motion:',
  toReview: 'Review the policy.',
  moveReview: (policy: string) =>
    `“I move that the Board review ${policy} and set the date of its next review.”`,
  toLaw: (count: number) =>
    `Ask what ${count === 1 ? 'the change in the law means' : `the ${count} changes in the law mean`} for the policy. They are listed below.`,
  moveLaw: (policy: string) =>
    `“I move that the Board ask counsel to report on the changes in the law that affect ${policy}.”`,
  toReadings: (count: number) =>
    `Adopt or strike ${count === 1 ? 'the point' : `the ${count} points`} on which the library reads the policy in its own way. They are in the annex, by number.`,
  readingsFollow:
    'A point that is adopted stays as it is. For a point that is struck, say what applies instead: the Director then has the rules changed. Until that is done, Carrel still follows the point.',
  moveReadings: (policy: string) =>
    `“I move that the Board adopt the library’s readings of ${policy} as listed, except points ____.”`,
  toFacts: (count: number) =>
    `Confirm ${count === 1 ? '1 fact' : `${count} facts`} that only the Board knows. Tell the Director, who notes it.`,
  nothingDue: 'Nothing needs a motion now.',
  questions: 'Annex: how the library reads the policy',
  questionsSays:
    'The policy leaves these points open, and someone else could read it in another way. None of them is the policy’s own words. This is how the library reads them until the Board adopts or strikes them. A point that touches several clauses is listed once.',
  readingOf: 'How the library reads:',
  noQuestions: 'There are no open points.',
  facts: 'Facts for the Board to confirm',
  factsSays: 'When the Board has confirmed one, tell the Director, who notes it.',
  noFacts: 'There is nothing for the Board to confirm.',
  law: 'Changes in the law and in other policies',
  noLaw: 'None are noted.',
})

const boardSpanish: InSpanish<typeof boardEnglish> = () => ({
  title: 'La política, para la Junta',
  link: 'Para la Junta',
  intro: 'Cuándo se revisa la política, y qué le falta a la Junta decidir o confirmar.',
  review: 'Revisión de la política',
  last: (day) => `Revisada por última vez el ${day}.`,
  due: (day) => `Próxima revisión, a más tardar el ${day}.`,
  overdue: (day) => `Atrasada desde el ${day}.`,
  period: 'De dónde viene el plazo:',
  unconfirmed: 'Este plazo no está confirmado.',
  meeting: 'Para esta sesión',
  motion: 'Modelo de moción:',
  toReview: 'Revisar la política.',
  moveReview: (policy) => `«Propongo que la Junta revise ${policy} y fije la fecha de su próxima revisión».`,
  toLaw: (count) =>
    `Preguntar qué ${count === 1 ? 'significa el cambio en la ley' : `significan los ${count} cambios en la ley`} para la política. Están más abajo.`,
  moveLaw: (policy) =>
    `«Propongo que la Junta pida a la asesoría un informe sobre los cambios en la ley que afectan ${policy}».`,
  toReadings: (count) =>
    `Adoptar o rechazar ${count === 1 ? 'el punto' : `los ${count} puntos`} en que la biblioteca lee la política a su manera. Están en el anexo, por número.`,
  readingsFollow:
    'Un punto que se adopta queda como está. Si un punto se rechaza, diga qué vale en su lugar: después la Dirección hace que se cambien las reglas. Hasta entonces, Carrel sigue aplicando el punto.',
  moveReadings: (policy) =>
    `«Propongo que la Junta adopte las lecturas que hace la biblioteca de ${policy} según la lista, menos los puntos ____».`,
  toFacts: (count) =>
    `Confirmar ${count === 1 ? '1 dato' : `${count} datos`} que solo conoce la Junta. Avise a la Dirección, que lo anota.`,
  nothingDue: 'Nada necesita una moción ahora.',
  questions: 'Anexo: cómo lee la biblioteca la política',
  questionsSays:
    'La política deja abiertos estos puntos, y otra persona podría leerla de otra manera. Ninguno es texto de la política. Así los lee la biblioteca hasta que la Junta los adopte o los rechace. Un punto que toca varias cláusulas aparece una sola vez.',
  readingOf: 'Cómo lee la biblioteca:',
  noQuestions: 'No hay puntos abiertos.',
  facts: 'Datos que la Junta debe confirmar',
  factsSays: 'Cuando la Junta haya confirmado uno, dígalo a la Dirección, que lo anota.',
  noFacts: 'La Junta no tiene nada por confirmar.',
  law: 'Cambios en la ley y en otras políticas',
  noLaw: 'No hay ninguno anotado.',
})

export const boardWords = screenWords(boardEnglish, boardSpanish)

const factsEnglish = ({ reserves, counsel }: LibraryTerms) => ({
  title: 'Facts to confirm',
  intro:
    'These facts came with the policy, and someone has to confirm them. Ask the person named. Then note who confirmed the fact and when.',
  none: 'There is nothing to confirm.',
  introCounsel:
    'The library works with these facts of law and practice until you say otherwise. Check each one. If one is wrong, leave it out and tell the Director, who has the policy changed.',
  right: 'Which of these facts are right?',
  rightHint: 'Your name, today’s date, and the last day are shown with each fact you choose.',
  rightMissing: 'Choose the facts that are right. If none is, tell the Director.',
  notYours:
    'The Director set up this account. Someone else must first confirm that it is yours. See the page Identity confirmations.',
  sign: (until: string) => `Sign for these facts until ${until}`,
  task: {
    counsel: (count: number) =>
      `${count === 1 ? '1 fact of law or practice waits' : `${count} facts of law and practice wait`} for you to check and sign, once a year.`,
    director: (count: number) =>
      count === 1
        ? 'A fact of the policy is no longer confirmed.'
        : `${count} facts of the policy are no longer confirmed.`,
  },
  lapse: {
    lapsed: (name: string, day: string) => `No longer confirmed: ${name} confirmed it until ${day}.`,
    lapses: (name: string, day: string) => `${name} confirmed it until ${day}.`,
  },
  inUse: 'The library works here with something that is not confirmed:',
  citation: 'Where it is written:',
  confirmWith: 'Who can confirm it:',
  confirm: 'Confirm',
  confirmOf: (name: string) => `Confirm: ${name}`,
  confirmTitle: 'Who confirmed this?',
  by: 'Name of the person who confirmed it',
  byHint: `For example, the name of ${counsel}`,
  byMissing: 'Type the name of the person who confirmed it.',
  on: 'Date they confirmed it',
  onMissing: 'Choose the date they confirmed it, today or earlier.',
  until: 'Last day it is good for',
  untilHint: 'Usually one year. After that day, it must be confirmed again.',
  untilMissing: (years: number) =>
    `Choose a last day, today or later, at most ${years} years after they confirmed it.`,
  confirmed: 'Confirmed',
  noneConfirmed: 'None of these facts has been confirmed yet.',
  confirmedBy: (name: string, day: string, until: string) =>
    `Confirmed by ${name} on ${day}. Good until ${until}.`,
  withdrawn: 'Withdrawn.',
  renewed: 'Confirmed again since.',
  changed: 'The policy now says something else.',
  withdraw: 'Withdraw',
  withdrawOf: (name: string) => `Withdraw confirmation: ${name}`,
  period: (many: number, unit: string) => (many === 1 ? `1 ${unit.replace(/s$/, '')}` : `${many} ${unit}`),
  labels: {
    from: 'From',
    until: 'Until',
    'item-type': 'Type of item',
    days: 'Days',
    renewals: 'Renewals',
    kind: 'Kind',
    months: 'Months',
    'at-most': 'At most',
    'kept-days': 'Days on the shelf',
    weekday: 'Day of the week',
    weekdays: 'Days of the week',
    overdue: 'Overdue',
    weeks: 'Weeks after the due date',
    by: 'In this order',
    hold: 'Reserve ready',
    charges: 'Fees',
    'at-least-cents': 'From',
    'again-after-weeks': 'Weeks until the next notice',
    card: 'Card about to expire',
    'weeks-before': 'Weeks before',
    'text-hours': 'Hours for text messages',
    sender: 'Sender on letters',
    tries: 'Tries',
    'days-between': 'Days between tries',
    say: 'What staff say',
    shows: 'What it shows',
    hello: 'When someone answers',
    'card-please': 'To ask for the card',
    'wrong-number': 'Wrong number',
    'no-more-calls': 'No more calls',
    'call-back': 'To a caller',
    'guardian-back': 'To a parent or guardian who calls',
    years: 'Years',
    subsection: 'Law',
    review: 'Where to appeal',
    'report-minutes': 'Minutes',
    'answer-days': 'Days to answer first',
    each: 'Tries for each counsel',
    'minutes-apart': 'Minutes between tries',
    'days-before': 'Days before the report',
    motion: 'Motions (9 is any digit)',
    session: 'Closed meetings (9 is any digit)',
    schedule: 'Schedule',
    series: 'Record series',
    loan: 'Checkouts',
    charge: 'Fees that were settled',
    records: 'Records',
    minutes: 'Minutes',
    names: 'Names in lists',
    'unknown-weight': 'A number that is not on file counts as',
    'sequential-weight': 'A number next to others counts as',
  },
  values: {
    monday: 'Monday',
    tuesday: 'Tuesday',
    wednesday: 'Wednesday',
    thursday: 'Thursday',
    friday: 'Friday',
    saturday: 'Saturday',
    sunday: 'Sunday',
    'e-mail': 'e-mail',
    text: 'text message',
    phone: 'phone call',
    letter: 'letter',
    '07-01': 'July 1',
  },
  names: {
    reading: 'How many records one account may open, and in how many minutes',
    'review-every': 'How often the policy is reviewed',
    'register-kept': 'How long log entries are kept',
    disposal: 'The records schedule',
    lending: 'How long items are checked out',
    cards: 'How long a card is good',
    holds: capitalize(reserves),
    notices: 'When notices go out',
    calls: 'When the library makes calls',
    promise: 'By when someone who was promised an answer gets it, in business days',
    'guardian-page': 'A page where a parent or guardian sees what a minor owes (off until this is confirmed)',
    'cases.records-request': 'Days to answer a public-records request',
    'cases.federal-objection': 'Days to object to a federal legal paper',
    'cases.gag-review': 'When the nondisclosure of a national security letter is reviewed',
    'cases.confirmation': 'Days that a refusal or privacy decision waits for confirmation',
    'cases.counsel-attempts': 'How many times to try counsel before complying with a court order',
    'cases.holding': 'Days that a holding letter asks for',
    'cases.study': 'Days to study who viewed a record',
    'cases.warrant-hours': 'Hours in which a state warrant is carried out',
    'cases.federal-warrant-hours': 'Hours in which a federal warrant is carried out',
    'cases.denial': 'What a denial letter cites',
    'cases.board': 'How the Board numbers its motions and closed meetings',
    'cases.drill': 'How soon the Director hears about a visit',
    'cases.told': 'First day on which the year before is reported',
    'cases.package': 'How long a produced file is kept',
    'cases.preservation': 'How long a preserved copy is kept',
    'cases.closed': 'Days the library is closed',
  },
})

const factsSpanish: InSpanish<typeof factsEnglish> = ({ reserves, counsel }) => ({
  title: 'Datos por confirmar',
  intro:
    'Estos datos vinieron con la política, y alguien tiene que confirmarlos. Pregunte a la persona indicada. Luego anote quién lo confirmó y cuándo.',
  none: 'No hay nada por confirmar.',
  introCounsel:
    'La biblioteca trabaja con estos datos de la ley y de la práctica mientras usted no diga otra cosa. Revise cada uno. Si uno está mal, déjelo fuera y avise a la Dirección, que hace cambiar la política.',
  right: '¿Cuáles de estos datos son correctos?',
  rightHint: 'Con cada dato que elija se muestran su nombre, la fecha de hoy y el último día.',
  rightMissing: 'Elija los datos que son correctos. Si ninguno lo es, avise a la Dirección.',
  notYours:
    'La Dirección preparó esta cuenta. Antes, otra persona debe confirmar que es suya. Vea la página Confirmaciones de identidad.',
  sign: (until) => `Firmar estos datos hasta el ${until}`,
  task: {
    counsel: (count) =>
      count === 1
        ? 'Un dato de la ley o de la práctica espera que usted lo revise y lo firme, una vez al año.'
        : `${count} datos de la ley y de la práctica esperan que usted los revise y los firme, una vez al año.`,
    director: (count) =>
      count === 1
        ? 'Un dato de la política ya no está confirmado.'
        : `${count} datos de la política ya no están confirmados.`,
  },
  lapse: {
    lapsed: (name, day) => `Ya no está confirmado: ${name} lo confirmó hasta el ${day}.`,
    lapses: (name, day) => `${name} lo confirmó hasta el ${day}.`,
  },
  inUse: 'Aquí la biblioteca trabaja con algo que no está confirmado:',
  citation: 'Dónde está escrito:',
  confirmWith: 'Quién puede confirmarlo:',
  confirm: 'Confirmar',
  confirmOf: (name) => `Confirmar: ${name}`,
  confirmTitle: '¿Quién confirmó esto?',
  by: 'Nombre de la persona que lo confirmó',
  byHint: `Por ejemplo, el nombre de alguien de ${counsel}`,
  byMissing: 'Escriba el nombre de la persona que lo confirmó.',
  on: 'Fecha en que lo confirmó',
  onMissing: 'Elija la fecha en que lo confirmó, hoy o antes.',
  until: 'Último día en que vale',
  untilHint: 'Por lo general, un año. Después de ese día hay que confirmarlo otra vez.',
  untilMissing: (years) =>
    `Elija un último día, hoy o más tarde, a más tardar ${years} años después de que se confirmó.`,
  confirmed: 'Confirmado',
  noneConfirmed: 'Todavía no se ha confirmado ninguno de estos datos.',
  confirmedBy: (name, day, until) => `Lo confirmó ${name} el ${day}. Vale hasta el ${until}.`,
  withdrawn: 'Retirado.',
  renewed: 'Después se confirmó otra vez.',
  changed: 'Ahora la política dice otra cosa.',
  withdraw: 'Retirar',
  withdrawOf: (name) => `Retirar la confirmación: ${name}`,
  period: (many, unit) => `${many} ${unit === 'years' ? 'años' : unit === 'months' ? 'meses' : 'días'}`,
  labels: {
    from: 'Desde',
    until: 'Hasta',
    'item-type': 'Tipo de artículo',
    days: 'Días',
    renewals: 'Renovaciones',
    kind: 'Clase',
    months: 'Meses',
    'at-most': 'Como máximo',
    'kept-days': 'Días en el estante',
    weekday: 'Día de la semana',
    weekdays: 'Días de la semana',
    overdue: 'Atrasado',
    weeks: 'Semanas después de la fecha de devolución',
    by: 'En este orden',
    hold: 'Reserva lista',
    charges: 'Cargos',
    'at-least-cents': 'Desde',
    'again-after-weeks': 'Semanas hasta el aviso siguiente',
    card: 'Tarjeta por vencer',
    'weeks-before': 'Semanas antes',
    'text-hours': 'Horas para mensajes de texto',
    sender: 'Remitente de las cartas',
    tries: 'Intentos',
    'days-between': 'Días entre intentos',
    say: 'Lo que dice el personal',
    shows: 'Lo que muestra',
    hello: 'Cuando alguien contesta',
    'card-please': 'Para pedir la tarjeta',
    'wrong-number': 'Número equivocado',
    'no-more-calls': 'No más llamadas',
    'call-back': 'A quien llama',
    'guardian-back': 'Al padre, madre o tutor que llama',
    years: 'Años',
    subsection: 'Ley',
    review: 'Dónde reclamar',
    'report-minutes': 'Minutos',
    'answer-days': 'Días para contestar antes',
    each: 'Intentos con cada persona de la asesoría legal',
    'minutes-apart': 'Minutos entre intentos',
    'days-before': 'Días antes del reporte',
    motion: 'Mociones (9 es cualquier cifra)',
    session: 'Sesiones cerradas (9 es cualquier cifra)',
    schedule: 'Calendario',
    series: 'Series de registros',
    loan: 'Préstamos',
    charge: 'Cargos saldados',
    records: 'Expedientes',
    minutes: 'Minutos',
    names: 'Nombres en listas',
    'unknown-weight': 'Un número que no consta vale por',
    'sequential-weight': 'Un número junto a otros vale por',
  },
  values: {
    monday: 'lunes',
    tuesday: 'martes',
    wednesday: 'miércoles',
    thursday: 'jueves',
    friday: 'viernes',
    saturday: 'sábado',
    sunday: 'domingo',
    'e-mail': 'correo electrónico',
    text: 'mensaje de texto',
    phone: 'llamada',
    letter: 'carta',
    '07-01': '1 de julio',
  },
  names: {
    reading: 'Cuántos expedientes puede abrir una cuenta, y en cuántos minutos',
    'review-every': 'Cada cuánto se revisa la política',
    'register-kept': 'Cuánto tiempo se guardan las entradas del registro de auditoría',
    disposal: 'El calendario de conservación de registros',
    lending: 'Por cuánto tiempo se presta un artículo',
    cards: 'Por cuánto tiempo vale una tarjeta',
    holds: capitalize(reserves),
    notices: 'Cuándo salen los avisos',
    calls: 'Cuándo llama la biblioteca',
    promise: 'En cuántos días hábiles recibe respuesta quien la tiene prometida',
    'guardian-page':
      'Una página donde el padre, la madre o el tutor ve lo que debe un menor (desactivada hasta que se confirme)',
    'cases.records-request': 'Días para responder a una solicitud de registros públicos',
    'cases.federal-objection': 'Días para objetar un documento federal',
    'cases.gag-review': 'Cuándo se revisa la no divulgación de una carta de seguridad nacional',
    'cases.confirmation':
      'Cuánto espera una negativa o una decisión de privacidad a que otra persona la confirme',
    'cases.counsel-attempts':
      'Cuántas veces se intenta hablar con la asesoría antes de cumplir una orden de un tribunal',
    'cases.holding': 'Días que pide una carta de espera',
    'cases.study': 'Días para estudiar quién vio un expediente',
    'cases.warrant-hours': 'Horas en que se cumple una orden de cateo del estado',
    'cases.federal-warrant-hours': 'Horas en que se cumple una orden de cateo federal',
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
  who: 'A person who asks, “Did anyone ask about me?”',
  heading: 'When someone asks, “Did anyone ask about me?”',
  says: 'Everyone gets this same answer every time, no matter what is true:',
  next: 'Say nothing more to anyone. Do not look anything up first.',
  words: '“We cannot say whether we have or have not received any request. Everyone gets this answer.”',
})

const outsideSpanish: InSpanish<typeof outsideEnglish> = () => ({
  who: 'Una persona que dice: «¿Alguien preguntó por mí?»',
  heading: 'Cuando alguien dice: «¿Alguien preguntó por mí?»',
  says: 'Todos reciben esta misma respuesta, siempre, sea cual sea la verdad:',
  next: 'No diga nada más a nadie. No busque nada antes.',
  words: '«No podemos decir si hemos recibido o no alguna solicitud. Todos reciben esta respuesta».',
})

export const outsideWords = screenWords(outsideEnglish, outsideSpanish)

/** A question that sounds alike, and that has an answer. */
export const viewedWords = screenWords(
  ({ aCustomer }) => ({
    heading: '“Who viewed my record?” is another question',
    says: (address: string) =>
      `${capitalize(aCustomer)} can see that themselves at ${address}: My account, then Who viewed my record. On the phone, read them that address.`,
    signIn: 'They are here: let them sign in on this screen',
    noOneElse: 'Tell no one else who viewed a record, not even a lawyer. Do not look anything up.',
    report:
      'If they have a legal paper, report it. If they say that a view was wrong, report a privacy concern. Both are under “Report something.”',
  }),
  ({ aCustomer }) => ({
    heading: '«¿Quién vio mi expediente?» es otra pregunta',
    says: (address) =>
      `${capitalize(aCustomer)} puede verlo sin ayuda en ${address}: Mi cuenta, y luego Quién vio mi expediente. Por teléfono, léale esa dirección.`,
    signIn: 'Está aquí: que inicie sesión en esta pantalla',
    noOneElse: 'No diga a nadie más quién vio un expediente, ni siquiera a un abogado. No busque nada.',
    report:
      'Si tiene un documento legal, repórtelo. Si dice que alguien lo vio sin motivo, reporte una preocupación de privacidad. Ambos están en «Reportar algo».',
  }),
)
