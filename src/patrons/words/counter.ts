import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ customer, customers }: LibraryTerms) => ({
  title: `Find a ${customer}`,
  card: 'Card number',
  nextCard: 'Next card number',
  nextScan: 'Next card or item',
  find: 'Find',
  cardHint: 'Scan the card, or type the number.',
  findCard: 'Find by card',
  cardMissing: 'Scan or type the card number',
  name: 'Name',
  nameHint: 'Type the start of each name, in any order: ann berg',
  findName: 'Find by name',
  nameMissing: 'Type the beginning of the name',
  toList: 'Back to the list',
  notOnFile: 'Not on file',
  cardNotOnFile: 'This card is not on file',
  customerNotOnFile: `This ${customer} is not on file`,
  checkCard: 'Check the number, or scan the card again.',
  findAgain: 'Find them again by card or name.',
  onFile: 'On file',
  cardOnFile: 'This card is on file',
  customerOnFile: `This ${customer} is on file`,
  oneCustomer: `${capitalize(customer)} record`,
  askForMore: 'For anything more, ask a clerk or the Director.',
  showLonger: 'Show for 3 more minutes',
  recorded: 'This view was logged. Press Done when you finish.',
  noOne: 'No matches',
  noOneByName: `No ${customer} with that name is on file`,
  noOneByPhone: `No ${customer} with that phone number is on file`,
  noOneByEmail: `No ${customer} with that e-mail address is on file`,
  phoneShared: `More than one ${customer} has this phone number`,
  emailShared: `More than one ${customer} has this e-mail address`,
  findByName: 'Search by name instead.',
  wholeOnly: 'Type the whole number or address, or search by name.',
  searchRecorded: 'This search was logged.',
  found: (count: number) => (count === 1 ? `1 ${customer} found` : `${count} ${customers}`),
  foundTitle: (count: number) => `Found ${count}`,
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

const spanish: InSpanish<typeof english> = ({ customer, customers }) => ({
  title: `Buscar un ${customer}`,
  card: 'Número de tarjeta',
  nextCard: 'Siguiente número de tarjeta',
  nextScan: 'Siguiente tarjeta o artículo',
  find: 'Buscar',
  cardHint: 'Escanee la tarjeta o escriba el número.',
  findCard: 'Buscar por tarjeta',
  cardMissing: 'Escanee o escriba el número de tarjeta',
  name: 'Nombre',
  nameHint: 'Escriba el comienzo de cada nombre, en cualquier orden: ana berg',
  findName: 'Buscar por nombre',
  nameMissing: 'Escriba el principio del nombre',
  toList: 'Volver a la lista',
  notOnFile: 'No consta',
  cardNotOnFile: 'Esta tarjeta no consta',
  customerNotOnFile: `Este ${customer} no consta`,
  checkCard: 'Revise el número o escanee la tarjeta otra vez.',
  findAgain: 'Búsquelo otra vez por tarjeta o por nombre.',
  onFile: 'Consta',
  cardOnFile: 'Esta tarjeta consta',
  customerOnFile: `Este ${customer} consta`,
  oneCustomer: `Expediente del ${customer}`,
  askForMore: 'Para algo más, pregunte al personal del mostrador o a la Dirección.',
  showLonger: 'Mostrarlo 3 minutos más',
  recorded: 'Esta consulta quedó registrada. Oprima Listo al terminar.',
  noOne: 'Sin resultados',
  noOneByName: `No consta ningún ${customer} con ese nombre`,
  noOneByPhone: `No consta ningún ${customer} con ese número de teléfono`,
  noOneByEmail: `No consta ningún ${customer} con ese correo electrónico`,
  phoneShared: `Más de un ${customer} tiene este número de teléfono`,
  emailShared: `Más de un ${customer} tiene este correo electrónico`,
  findByName: 'Busque por nombre.',
  wholeOnly: 'Escriba el número o la dirección completos, o busque por nombre.',
  searchRecorded: 'Esta búsqueda quedó registrada.',
  found: (count) => (count === 1 ? `Se encontró un ${customer}` : `${count} ${customers}`),
  foundTitle: (count) => `Se encontraron ${count}`,
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

export const counterWords = screenWords(english, spanish)

const patronsTasksEnglish = () => ({
  /** Counts only; the register has the rest. */
  guardianChanges: (added: number, changed: number, removed: number, days: number) =>
    `Guardians in the last ${days} days: ${added} added, ${changed} changed, ${removed} removed.`,
  guardianChangesGo: 'See who made the changes in the audit log',
})

const patronsTasksSpanish: InSpanish<typeof patronsTasksEnglish> = () => ({
  guardianChanges: (added, changed, removed, days) =>
    `Padres y tutores en los últimos ${days} días: ${added} añadidos, ${changed} cambiados, ${removed} quitados.`,
  guardianChangesGo: 'Ver en el registro de auditoría quién hizo los cambios',
})

export const patronsTasksWords = screenWords(patronsTasksEnglish, patronsTasksSpanish)
