import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const counterEnglish = ({ customer, customers }: LibraryTerms) => ({
  title: `Find a ${customer}`,
  card: 'Card number',
  nextCard: 'Next card number',
  nextScan: 'Done here? Scan the next card or item',
  find: 'Find',
  cardHint: 'Scan the card, or type the number.',
  findCard: 'Find by card',
  cardMissing: 'Scan or type the card number',
  name: 'Name',
  nameHint: 'Type the start of each name, in any order. For example, “jo smi” finds John Smith.',
  findName: 'Find by name',
  nameMissing: 'Type the beginning of the name',
  toList: 'Back to the list',
  someoneElse: 'Looking for someone else?',
  notOnFile: 'Not on file',
  cardNotOnFile: 'This card is not on file',
  cardHasDigits: `This is not a card number. To find a ${customer} by name, use the field at the top of the page.`,
  customerNotOnFile: `This ${customer} is not on file`,
  checkCard: 'Check the number, or scan the card again.',
  findAgain: 'Find them again by card or name.',
  onFile: 'Card check',
  cardOnFile: 'This card is on file',
  customerOnFile: `This ${customer} is on file`,
  oneCustomer: `${capitalize(customer)} record`,
  askForMore: 'For anything more, ask a clerk or the Director.',
  showLonger: 'Show for 3 more minutes',
  hasClosed: 'The page with the record closed itself, so that it does not stay on the screen.',
  recorded: 'This view was logged. Press Done when you finish.',
  noOne: 'No matches',
  noOneByNameSays: 'Check the spelling, or type less of each name.',
  noOneByName: `No ${customer} with that name is on file`,
  noOneByPhone: `No ${customer} with that phone number is on file`,
  noOneByEmail: `No ${customer} with that e-mail address is on file`,
  sharedTitle: 'More than one match',
  phoneShared: `More than one ${customer} has this phone number`,
  emailShared: `More than one ${customer} has this e-mail address`,
  findByName: 'Search by name instead.',
  wholeOnly: 'Type the whole number or address, or search by name.',
  searchRecorded: 'This search was logged.',
  found: (count: number) => (count === 1 ? `1 ${customer} found` : `${count} ${customers}`),
  foundTitle: (count: number) => (count === 1 ? '1 match' : `${count} matches`),
  firstOfMore: (count: number) => `The first ${count}`,
  more: 'There are more matches. Type more of the name, such as the first letters of the first name.',
  bornOn: (day: string) => `Born ${day}`,
  bornIn: (year: string) => `Born in ${year}`,
  bornUnknown: 'Birth date not on file',
  cardEnds: (digits: string) => `Card ending in ${digits}`,
  findNameAgain: 'To see it again, press Find by name.',
  nothingShows: 'Nothing is shown here',
  notALibraryComputer:
    'This computer is not set up as a library computer. Use one at the library, or ask the Director to set this one up.',
  why: 'Why',
})

const counterSpanish: InSpanish<typeof counterEnglish> = ({ customer, customers }) => ({
  title: `Buscar un ${customer}`,
  card: 'Número de tarjeta',
  nextCard: 'Siguiente número de tarjeta',
  nextScan: '¿Terminó? Escanee la siguiente tarjeta o artículo',
  find: 'Buscar',
  cardHint: 'Escanee la tarjeta o escriba el número.',
  findCard: 'Buscar por tarjeta',
  cardMissing: 'Escanee o escriba el número de tarjeta',
  name: 'Nombre',
  nameHint:
    'Escriba el comienzo de cada nombre, en cualquier orden. Por ejemplo, «jo smi» encuentra a John Smith.',
  findName: 'Buscar por nombre',
  nameMissing: 'Escriba el principio del nombre',
  toList: 'Volver a la lista',
  someoneElse: '¿Busca a otra persona?',
  notOnFile: 'No consta',
  cardNotOnFile: 'Esta tarjeta no consta',
  cardHasDigits: `Esto no es un número de tarjeta. Para buscar a un ${customer} por nombre, use el campo de arriba en la página.`,
  customerNotOnFile: `Este ${customer} no consta`,
  checkCard: 'Revise el número o escanee la tarjeta otra vez.',
  findAgain: 'Búsquelo otra vez por tarjeta o por nombre.',
  onFile: 'Revisión de tarjeta',
  cardOnFile: 'Esta tarjeta está registrada',
  customerOnFile: `Este ${customer} está registrado`,
  oneCustomer: `Expediente del ${customer}`,
  askForMore: 'Para algo más, pregunte al personal del mostrador o a la Dirección.',
  showLonger: 'Mostrarlo 3 minutos más',
  hasClosed: 'La página con el expediente se cerró sola, para que no quede en la pantalla.',
  recorded: 'Esta consulta quedó registrada. Oprima Listo al terminar.',
  noOne: 'Sin resultados',
  noOneByNameSays: 'Revise cómo se escribe, o escriba menos de cada nombre.',
  noOneByName: `No consta ningún ${customer} con ese nombre`,
  noOneByPhone: `No consta ningún ${customer} con ese número de teléfono`,
  noOneByEmail: `No consta ningún ${customer} con ese correo electrónico`,
  sharedTitle: 'Más de una coincidencia',
  phoneShared: `Más de un ${customer} tiene este número de teléfono`,
  emailShared: `Más de un ${customer} tiene este correo electrónico`,
  findByName: 'Busque por nombre.',
  wholeOnly: 'Escriba el número o la dirección completos, o busque por nombre.',
  searchRecorded: 'Esta búsqueda quedó registrada.',
  found: (count) => (count === 1 ? `Se encontró un ${customer}` : `${count} ${customers}`),
  foundTitle: (count) => (count === 1 ? '1 coincidencia' : `${count} coincidencias`),
  firstOfMore: (count) => `Los primeros ${count}`,
  more: 'Hay más resultados. Escriba más del nombre, por ejemplo las primeras letras del nombre de pila.',
  bornOn: (day) => `Nació el ${day}`,
  bornIn: (year) => `Nació en ${year}`,
  bornUnknown: 'No consta la fecha de nacimiento',
  cardEnds: (digits) => `Tarjeta que termina en ${digits}`,
  findNameAgain: 'Para verlo otra vez, oprima Buscar por nombre.',
  nothingShows: 'Aquí no se muestra nada',
  notALibraryComputer:
    'Esta computadora no está dada de alta como computadora de la biblioteca. Use una de la biblioteca o pida a la Dirección que dé de alta esta.',
  why: 'Por qué',
})

export const counterWords = screenWords(counterEnglish, counterSpanish)

const patronsTasksEnglish = () => ({
  /** Counts only; the register has the rest. */
  guardianChanges: (added: number, changed: number, removed: number, days: number) =>
    `Guardians in the last ${days} days: ${added} added, ${changed} changed, ${removed} removed.`,
  guardianChangesGo: 'See who made the changes in the audit log',
})

const patronsTasksSpanish: InSpanish<typeof patronsTasksEnglish> = () => ({
  guardianChanges: (added, changed, removed, days) =>
    `Padres y tutores en los últimos ${days} días: ${added} agregados, ${changed} cambiados, ${removed} quitados.`,
  guardianChangesGo: 'Ver en el registro de auditoría quién hizo los cambios',
})

export const patronsTasksWords = screenWords(patronsTasksEnglish, patronsTasksSpanish)

/** Why staff open a record that no card led to: their ground, never what the customer wants. */
const basisEnglish = ({ customer }: LibraryTerms) => ({
  title: 'Why are you opening this record?',
  says: 'Press one, or its number key. Titles and contact show after that. You are not asked again for ten minutes. If you cannot confirm who they are, press Done, and tell them nothing.',
  choices: {
    'in-hand': 'Card or photo ID in hand',
    known: 'Here, known to me',
    phone: 'On the phone',
    list: 'Working a list',
    correction: 'Correcting a record, or returned mail',
    'pick-up': 'Someone else is here to pick up',
  },
  caller:
    'You cannot see who is calling. Tell them nothing from this page until they have answered the questions for a caller.',
  ifOnPhone: 'Are they on the phone? Tell them nothing from this page yet.',
  toCaller: 'Ask the questions',
  callBack: { here: 'Call them back', list: 'Put them on the call list' },
  guardianBack: {
    here: 'Call the parent or guardian back',
    list: 'Put the parent or guardian on the call list',
  },
  byPhone: {
    title: 'What can be done by phone',
    lost: 'A lost card: report it lost, no matter who calls.',
    contact:
      'A new address, phone number or name: not by phone. They can sign in to their own page, or come in with photo ID.',
    pin: 'A PIN: not by phone. They come in with the card or photo ID.',
  },
  use: `It is logged with this view. The ${customer} sees it under Who viewed my record, and you see your own in the audit log. It does not measure your work.`,
})

const basisSpanish: InSpanish<typeof basisEnglish> = ({ customer }) => ({
  title: '¿Por qué abre este expediente?',
  says: 'Oprima una opción, o la tecla de su número. Después se muestran los títulos y los datos de contacto, y no se pregunta otra vez durante diez minutos. Si no puede confirmar quién es, oprima Listo y no le diga nada.',
  choices: {
    'in-hand': 'Tarjeta o identificación en mano',
    known: 'Está aquí, y conozco a la persona',
    phone: 'Por teléfono',
    list: 'Trabajo con una lista',
    correction: 'Corrijo un expediente, o correo devuelto',
    'pick-up': 'Otra persona viene a recoger',
  },
  caller:
    'Usted no ve quién llama. No le diga nada de esta página hasta que haya contestado las preguntas para quien llama.',
  ifOnPhone: '¿Está al teléfono? Todavía no le diga nada de esta página.',
  toCaller: 'Hacer las preguntas',
  callBack: { here: 'Devolver la llamada', list: 'Anotar en la lista de llamadas' },
  guardianBack: {
    here: 'Devolver la llamada al padre, la madre o el tutor',
    list: 'Anotar al padre, la madre o el tutor en la lista de llamadas',
  },
  byPhone: {
    title: 'Qué se puede hacer por teléfono',
    lost: 'Una tarjeta perdida: repórtela, llame quien llame.',
    contact:
      'Una dirección, un teléfono o un nombre nuevos: no por teléfono. Puede entrar en su propia página, o venir con una identificación con foto.',
    pin: 'Un PIN: no por teléfono. Viene con la tarjeta o con una identificación con foto.',
  },
  use: `Queda registrado con esta consulta. El ${customer} lo ve en Quién vio mi expediente, y usted ve lo suyo en el registro de auditoría. No mide su trabajo.`,
})

export const basisWords = screenWords(basisEnglish, basisSpanish)
