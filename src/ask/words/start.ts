import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ aCustomer, reserves }: LibraryTerms) => ({
  title: 'Start',
  hello: (name: string) => `Good day, ${name}`,
  officer: 'An officer is here',
  here: 'What you can do here',
  ways: {
    ask: {
      name: `Someone asks about ${aCustomer}`,
      says: 'What to say, what to do, and what may be told',
    },
    report: {
      name: 'Somebody brought a paper',
      says: 'Or asks for records. Report it here, wherever you are',
    },
    lend: { name: 'Lend', says: 'Scan the card, then each item' },
    renew: { name: 'Renew', says: 'Scan an item, or type its barcode' },
    return: { name: 'Take back', says: 'Scan each item that came back' },
    shelf: { name: `Shelf for ${reserves}`, says: 'What to take from the shelves, and what to keep' },
    pickUp: { name: 'Pick up', says: 'Which slip to look for' },
    counter: { name: 'Counter', says: 'Find a record by card or by name' },
    catalogue: { name: 'Items and titles', says: 'Add an item, correct a title, take an item out' },
    letters: { name: 'Letters to print', says: 'A page each, for window envelopes' },
    notices: { name: 'Notices', says: 'What goes out by itself, and what it says' },
    calls: { name: 'Calls', says: 'Call from this room, with the words to say' },
    search: { name: 'Search warrant', says: 'Officers are here with one: what to say, do, and write down' },
    conduct: { name: 'What somebody did here', says: 'Write it down from memory, for the Director' },
    privacyProblem: {
      name: 'A privacy problem',
      says: 'The Director looks at it and decides in writing',
    },
    requests: { name: 'Requests in numbers', says: 'How many came in a year, and what came of them' },
    drill: { name: 'Drills', says: 'Play a visit, and see how it went' },
    policy: { name: 'Policy', says: 'What our policy says, and how we read it' },
    training: { name: 'Training', says: 'Ten situations from the counter, once a year' },
    reports: { name: 'What came back', says: 'How much, by month, age and collection, with no names' },
    disposal: { name: 'What was cut', says: 'How many ties each month, for the State' },
    people: { name: 'People', says: 'Who signs in here, and as what' },
    computers: { name: 'Computers', says: 'Which computers stand where in the library' },
    backups: { name: 'Backups', says: 'Whether there is a good one, and what opens it' },
    imports: { name: 'Imports', says: 'What came in from the other system, and what does not fit' },
    register: { name: 'Register', says: 'What was looked at, answered, and changed' },
    pins: { name: 'Where the pins go', says: 'Who keeps watch on the register from outside' },
    contacts: { name: 'Whom to call', says: 'Who is told when somebody brings a paper' },
    officers: { name: 'Who is who', says: 'Who set up whose sign-in, and who confirmed it' },
    acting: { name: 'Acting Director', says: 'Who stands in, and when' },
  },
})

const spanish: InSpanish<typeof english> = ({ aCustomer, reserves }) => ({
  title: 'Inicio',
  hello: (name) => `Buen día, ${name}`,
  officer: 'Hay un agente aquí',
  here: 'Lo que puede hacer aquí',
  ways: {
    ask: {
      name: `Alguien pregunta por ${aCustomer}`,
      says: 'Qué decir, qué hacer y qué se puede contar',
    },
    report: {
      name: 'Alguien trajo un documento',
      says: 'O pide datos. Dé aviso aquí, esté donde esté',
    },
    lend: { name: 'Prestar', says: 'Escanee la tarjeta y luego cada artículo' },
    renew: { name: 'Renovar', says: 'Escanee un artículo o escriba su código' },
    return: { name: 'Recibir', says: 'Escanee cada artículo que vuelve' },
    shelf: { name: `Estante de ${reserves}`, says: 'Qué tomar de los estantes y qué guardar' },
    pickUp: { name: 'Recoger', says: 'Qué papel hay que buscar' },
    counter: { name: 'Mostrador', says: 'Buscar un expediente por tarjeta o por nombre' },
    catalogue: {
      name: 'Artículos y títulos',
      says: 'Agregar un artículo, corregir un título, retirar un artículo',
    },
    letters: { name: 'Cartas por imprimir', says: 'Una página cada una, para sobres de ventana' },
    notices: { name: 'Avisos', says: 'Lo que sale por sí mismo, y lo que dice' },
    calls: { name: 'Llamadas', says: 'Llamar desde esta sala, con las palabras que decir' },
    search: { name: 'Orden de registro', says: 'Hay agentes con una: qué decir, hacer y anotar' },
    conduct: { name: 'Lo que alguien hizo aquí', says: 'Anotarlo de memoria, para la Dirección' },
    privacyProblem: {
      name: 'Un problema de privacidad',
      says: 'La Dirección lo estudia y decide por escrito',
    },
    requests: { name: 'Peticiones en números', says: 'Cuántas llegaron en un año, y qué pasó con ellas' },
    drill: { name: 'Simulacros', says: 'Actuar una visita, y ver cómo salió' },
    policy: { name: 'Política', says: 'Qué dice nuestra política y cómo la leemos' },
    training: { name: 'Capacitación', says: 'Diez situaciones del mostrador, una vez al año' },
    reports: { name: 'Lo que se devolvió', says: 'Cuánto, por mes, edad y colección, sin nombres' },
    disposal: { name: 'Lo que se cortó', says: 'Cuántos lazos cada mes, para el Estado' },
    people: { name: 'Personas', says: 'Quién entra aquí, y como qué' },
    computers: { name: 'Computadoras', says: 'Qué computadora está en qué lugar de la biblioteca' },
    backups: { name: 'Copias de respaldo', says: 'Si hay una buena, y qué la abre' },
    imports: { name: 'Importaciones', says: 'Qué llegó del otro sistema, y qué no concuerda' },
    register: { name: 'Registro', says: 'Qué se consultó, qué se respondió y qué cambió' },
    pins: { name: 'A dónde van las marcas', says: 'Quién vigila el registro desde fuera' },
    contacts: { name: 'A quién llamar', says: 'Quién se entera cuando alguien trae un documento' },
    officers: { name: 'Quién es quién', says: 'Quién preparó cada acceso, y quién lo confirmó' },
    acting: { name: 'Suplencia de la Dirección', says: 'Quién suple, y cuándo' },
  },
})

export const startWords = screenWords(english, spanish)

const waitingEnglish = () => ({
  title: 'What waits',
  nothing: 'Nothing waits for you.',
  notSetUp: 'This computer is not set up as one of the library’s, so no records show here.',
  notSetUpAsk: 'The Director can set it up.',
  notSetUpGo: 'Set it up',
})

const waitingSpanish: InSpanish<typeof waitingEnglish> = () => ({
  title: 'Pendiente',
  nothing: 'No tiene nada pendiente.',
  notSetUp:
    'Esta computadora no está dada de alta como una de la biblioteca, así que aquí no se muestra ningún expediente.',
  notSetUpAsk: 'La Dirección puede darla de alta.',
  notSetUpGo: 'Darla de alta',
})

export const waitingWords = screenWords(waitingEnglish, waitingSpanish)
