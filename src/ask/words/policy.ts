import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  dates: (number: string, approved: string, reviewed: string) =>
    `${number}. Approved ${approved}, last reviewed ${reviewed}.`,
  textLanguage: 'The text the Board adopted, and how we read it, are shown in English.',
  overdue: 'The review of this policy is overdue',
  overdueSays: 'The Board should review it at least every three years. It stays in effect until then.',
  tryIt: 'Try a situation',
  counted: (day: string) =>
    `A clause is counted each time it decides an answer to a question or lets staff view a record. Counts run up to the start of ${day}. Later ones are added at night.`,
  countedNever: 'Clause counts are not available yet. They are added at night.',
  spoke: (times: string, year: string) => `Used ${times === '1' ? 'once' : `${times} times`} in ${year}`,
  spokeNever: (year: string) => `Not used in ${year} so far`,
  clauses: 'Clauses',
  cites: (cited: string, now: string) => `It cites ${cited}. Current law: ${now}.`,
  adopted: 'As adopted',
  howWeAct: 'In practice',
  alsoActs: 'More of what we do',
  more: 'Interpretations, rules and tests',
  howWeRead: 'How we read this clause, until the Board decides',
  asProgram: 'The rules as the program applies them',
  tried: (cases: number) => `Tested with ${cases === 1 ? '1 scenario' : `${cases} scenarios`}`,
})

const spanish: InSpanish<typeof english> = () => ({
  dates: (number, approved, reviewed) =>
    `${number}. Aprobada el ${approved}, revisada por última vez el ${reviewed}.`,
  textLanguage: 'El texto que adoptó la Junta, y cómo lo leemos, se muestran en inglés.',
  overdue: 'La revisión de esta política está atrasada',
  overdueSays: 'La Junta debe revisarla al menos cada tres años. Mientras tanto sigue en vigor.',
  tryIt: 'Probar una situación',
  counted: (day) =>
    `Una cláusula se cuenta cada vez que decide la respuesta a una pregunta o deja que el personal vea un expediente. Los conteos llegan hasta el comienzo del ${day}. Los posteriores se suman de noche.`,
  countedNever: 'Todavía no hay conteos por cláusula. Se suman de noche.',
  spoke: (times, year) => `Se usó ${times === '1' ? 'una vez' : `${times} veces`} en ${year}`,
  spokeNever: (year) => `No se ha usado en ${year}`,
  clauses: 'Cláusulas',
  cites: (cited, now) => `Cita ${cited}. Ley actual: ${now}.`,
  adopted: 'Como se adoptó',
  howWeAct: 'En la práctica',
  alsoActs: 'Qué más hacemos',
  more: 'Interpretaciones, reglas y pruebas',
  howWeRead: 'Cómo leemos esta cláusula, hasta que la Junta decida',
  asProgram: 'Las reglas como las aplica el programa',
  tried: (cases) => `Probada con ${cases === 1 ? '1 situación' : `${cases} situaciones`}`,
})

export const policyWords = screenWords(english, spanish)

const factsEnglish = ({ reserves }: LibraryTerms) => ({
  title: 'Facts to confirm',
  intro:
    'These facts came with the policy, and no one has confirmed them yet. Ask the person named. Then note who confirmed the fact and when.',
  none: 'There is nothing to confirm.',
  toThem: (count: number) => (count === 1 ? '1 fact to confirm' : `${count} facts to confirm`),
  citation: 'Where it is written:',
  confirmWith: 'Who can confirm it:',
  confirm: 'Confirm',
  confirmOf: (name: string) => `Confirm: ${name}`,
  confirmTitle: 'Who confirmed this?',
  by: 'Name of the person who confirmed it',
  byHint: 'For example, the name of the library’s lawyer',
  byMissing: 'Type the name of the person who confirmed it.',
  on: 'Date they confirmed it',
  onMissing: 'Choose the date they confirmed it, today or earlier.',
  confirmed: 'Confirmed',
  noneConfirmed: 'Nothing has been confirmed yet.',
  confirmedBy: (name: string, day: string) => `Confirmed by ${name} on ${day}.`,
  withdrawn: 'Withdrawn.',
  changed: 'The policy now says something else.',
  withdraw: 'Withdraw',
  withdrawOf: (name: string) => `Withdraw confirmation: ${name}`,
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
    'cases.records-request': 'Days to answer a public-records request',
    'cases.federal-objection': 'Days to object to a federal legal paper',
    'cases.gag-review': 'When the nondisclosure of a national security letter is reviewed',
    'cases.warrant-hours': 'Hours in which a warrant is carried out',
    'cases.denial': 'What a denial letter cites',
    'cases.board': 'How the Board numbers its motions and closed meetings',
    'cases.drill': 'How soon the Director hears about a visit',
    'cases.told': 'First day on which the year before is reported',
    'cases.package': 'How long a produced file is kept',
    'cases.preservation': 'How long a preserved copy is kept',
    'cases.closed': 'Days the library is closed',
  },
})

const factsSpanish: InSpanish<typeof factsEnglish> = ({ reserves }) => ({
  title: 'Datos por confirmar',
  intro:
    'Estos datos vinieron con la política, y nadie los ha confirmado. Pregunte a la persona indicada. Luego anote quién lo confirmó y cuándo.',
  none: 'No hay nada por confirmar.',
  toThem: (count) => (count === 1 ? '1 dato por confirmar' : `${count} datos por confirmar`),
  citation: 'Dónde está escrito:',
  confirmWith: 'Quién puede confirmarlo:',
  confirm: 'Confirmar',
  confirmOf: (name) => `Confirmar: ${name}`,
  confirmTitle: '¿Quién confirmó esto?',
  by: 'Nombre de la persona que lo confirmó',
  byHint: 'Por ejemplo, el nombre del abogado de la biblioteca',
  byMissing: 'Escriba el nombre de la persona que lo confirmó.',
  on: 'Fecha en que lo confirmó',
  onMissing: 'Elija la fecha en que lo confirmó, hoy o antes.',
  confirmed: 'Confirmado',
  noneConfirmed: 'Todavía no se ha confirmado nada.',
  confirmedBy: (name, day) => `Lo confirmó ${name} el ${day}.`,
  withdrawn: 'Retirado.',
  changed: 'Ahora la política dice otra cosa.',
  withdraw: 'Retirar',
  withdrawOf: (name) => `Retirar la confirmación: ${name}`,
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
    'cases.records-request': 'Días para responder a una solicitud de registros públicos',
    'cases.federal-objection': 'Días para objetar un documento federal',
    'cases.gag-review': 'Cuándo se revisa la no divulgación de una carta de seguridad nacional',
    'cases.warrant-hours': 'Horas en que se cumple una orden de cateo',
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
  words: '«No podemos decir si hemos recibido o no alguna solicitud. Todos reciben esta respuesta.»',
})

export const outsideWords = screenWords(outsideEnglish, outsideSpanish)
