import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

/** What a page is for, and what is recorded there. */
type AboutPage = readonly [purpose: string, records: string]

const english = ({ customer, customers, aCustomer, reserves, counsel }: LibraryTerms) => ({
  home: 'Home',
  account: 'My account',
  page: {
    overview: 'Overview',
    checkOut: 'Check out',
    checkIn: 'Check in',
    renew: 'Renew',
    find: `Find ${aCustomer}`,
    register: `Register ${aCustomer}`,
    lostCard: 'Report a lost card',
    corrections: 'Correction requests',
    pull: `${capitalize(reserves)} to pull`,
    pickUp: 'Pickup',
    calls: 'Calls',
    letters: 'Letters to print',
    catalog: 'Catalog',
    asking: 'Someone is asking',
    paper: 'Subpoena, warrant or legal request',
    warrant: 'Search warrant: officers are here',
    incident: 'Incident report',
    concern: 'Privacy concern',
    disclosure: 'Wrong disclosure',
    cases: 'Cases',
    sealed: 'Sealed matters',
    transparency: 'Transparency report',
    circulation: 'Circulation statistics',
    disposition: 'Records disposition report',
    answers: 'Answers about the past',
    log: 'Audit log',
    policy: 'Policy',
    training: 'Training',
    drills: 'Drills',
    staff: 'Staff accounts',
    identities: 'Identity confirmations',
    computers: 'Computers',
    contacts: 'Emergency contacts',
    systems: 'Other systems',
    notices: 'Notices',
    imports: 'Imports',
    backups: 'Backups',
    logKeepers: 'Outside log keepers',
    setUp: 'Setup',
    acting: 'Acting Director',
  },
  group: {
    customers: capitalize(customers),
    desk: 'Desk',
    report: 'Report something',
    reports: 'Reports',
    policyAndTraining: 'Policy and training',
    admin: 'Administration',
    more: 'More',
    reserves: capitalize(reserves),
  },
  about: {
    overview: ['Shows what needs attention today.', 'It names no one who uses the library.'],
    checkOut: [
      `Check items out to a ${customer} whose card you scan.`,
      `Each card you scan is logged. A checkout is stored sealed. Once the item is back and nothing is owed, it is no longer linked to the ${customer}, unless they keep a history or a legal paper requires a copy.`,
    ],
    checkIn: [
      'Check in what comes back.',
      `If nothing is owed, Carrel then removes the link to who had it. A history that the ${customer} keeps stays.`,
    ],
    renew: ['Give an item a new due date without the card.', 'The page does not say who has the item.'],
    find: ['Find one record by card or name.', `Each view is logged, and the ${customer} can see it.`],
    register: [
      `Register a new ${customer} and give them a card.`,
      'The log notes who registered them and when.',
    ],
    lostCard: ['Report a card lost, so that no one else can use it.', 'The log notes the report.'],
    corrections: [
      `Check the corrections that ${customers} asked for.`,
      'The log notes who confirmed each one and what they were shown.',
    ],
    pull: [`Find the ${reserves} on the shelves.`, 'The list says what to find, not who it is for.'],
    pickUp: [`Hand out ${reserves} by card.`, 'Each card you scan is logged.'],
    calls: [`Call ${customers} from a private room.`, 'Each call and how it ended is logged.'],
    letters: ['Print the letters that are due.', 'Each letter is logged when it is made.'],
    catalog: [
      'Add and change titles and items.',
      'Changes are not in the audit log. Write nothing here about a person.',
    ],
    asking: [
      `Get the words to say when someone asks about a ${customer}.`,
      'The log notes the question and the answer, and who gave it.',
    ],
    paper: [
      'Report a subpoena, a warrant or another legal request.',
      'This opens a case with a reference number.',
    ],
    warrant: [
      'What to do while officers search.',
      'Write down what happens as it happens. It becomes part of the case.',
    ],
    incident: ['Report conduct that broke the rules.', 'The report opens a case.'],
    concern: ['Report a worry about privacy.', 'The report opens a case.'],
    disclosure: ['Report something that reached the wrong person.', 'Told, sent, or lost.'],
    cases: [
      'Shows open cases and what comes next in each.',
      'Each step in a case is kept with who took it and when.',
    ],
    sealed: [
      'Keeps cases that a nondisclosure order covers.',
      'Only people with access can open them. The page looks the same to everyone else.',
    ],
    transparency: [
      'Shows how many requests came, and how they ended.',
      'Small numbers are left out, so that no one can be recognized.',
    ],
    circulation: [
      'Shows how much the library is used.',
      'It counts checkouts without names. Small numbers are left out.',
    ],
    disposition: ['Shows which records were removed, and under which schedule.', 'It has counts only.'],
    answers: [
      'Answers questions about earlier years, with the log entries that prove it.',
      'Each question is logged before its answer is shown.',
    ],
    log: [
      'Shows what was done in Carrel, in order.',
      'An entry cannot be changed or removed without a trace. Opening the log is logged too.',
    ],
    policy: [
      'Shows the library’s policy as adopted, and what it means in practice.',
      'Reading it records nothing.',
    ],
    training: [
      'Answer questions about the policy and print your certificate.',
      'It keeps which questions you answered, and when you finished.',
    ],
    drills: [
      'Practice a legal paper from start to end.',
      'A drill is kept as a case that is marked as a drill.',
    ],
    staff: ['Add staff, change roles and end accounts.', 'Each change is logged with your name.'],
    identities: [
      'Confirm that an account belongs to the person it names.',
      'The log notes who confirmed each person.',
    ],
    computers: [
      'Tell Carrel which computers are the library’s, and where they are.',
      'What a screen may show depends on where it is.',
    ],
    contacts: [
      'Keeps the list of people to call when a legal paper comes.',
      'The log notes each change of this list.',
    ],
    systems: [
      'Lists the other systems that hold records, for cases that produce or preserve some.',
      'Each change is logged. The list names no one who uses the library.',
    ],
    notices: [
      'Shows the notices that are sent, and those that failed.',
      'Each notice is logged when it is made. This page counts them.',
    ],
    imports: [
      'Shows what was imported from the other system.',
      'It says what fit and what did not, and names no one.',
    ],
    backups: [
      'Shows when the last backup was made and tested.',
      'A backup opens only with the recovery sheet.',
    ],
    logKeepers: [
      'Choose who outside the library receives the log’s fingerprints.',
      'They receive no names and no entries.',
    ],
    setUp: ['Shows what is left to set up.', 'You can come back to it later.'],
    acting: ['Name someone to act for the Director for some days.', 'The log notes who, and for how long.'],
  } satisfies Record<string, AboutPage>,
  /** Who answers questions about a page. */
  whom: {
    director: 'Questions? Ask the Director.',
    lawyer: `Questions about a paper? Ask the Director or ${counsel}.`,
    lawyerAlone: `Questions about a paper? Ask ${counsel}.`,
  },
  officer: 'Officer here',
  find: {
    label: `Find ${aCustomer}`,
    hint: 'Card, name, phone, e-mail',
    button: 'Find',
  },
})

const spanish: InSpanish<typeof english> = ({ customers, aCustomer, reserve, reserves, counsel }) => ({
  home: 'Inicio',
  account: 'Mi cuenta',
  page: {
    overview: 'Resumen',
    checkOut: 'Prestar',
    checkIn: 'Registrar devolución',
    renew: 'Renovar',
    find: `Buscar ${aCustomer}`,
    register: `Registrar a ${aCustomer}`,
    lostCard: 'Reportar una tarjeta perdida',
    corrections: 'Correcciones pedidas',
    pull: `${capitalize(reserves)} por buscar`,
    pickUp: 'Recoger',
    calls: 'Llamadas',
    letters: 'Cartas por imprimir',
    catalog: 'Catálogo',
    asking: 'Alguien pregunta',
    paper: 'Citación, orden judicial o solicitud legal',
    warrant: 'Orden de cateo: hay agentes aquí',
    incident: 'Reporte de incidente',
    concern: 'Preocupación de privacidad',
    disclosure: 'Divulgación indebida',
    cases: 'Casos',
    sealed: 'Asuntos sellados',
    transparency: 'Informe de transparencia',
    circulation: 'Estadísticas de circulación',
    disposition: 'Informe de disposición de registros',
    answers: 'Respuestas sobre el pasado',
    log: 'Registro de auditoría',
    policy: 'Política',
    training: 'Capacitación',
    drills: 'Simulacros',
    staff: 'Cuentas del personal',
    identities: 'Confirmaciones de identidad',
    computers: 'Computadoras',
    contacts: 'Contactos de emergencia',
    systems: 'Otros sistemas',
    notices: 'Avisos',
    imports: 'Importaciones',
    backups: 'Copias de seguridad',
    logKeepers: 'Custodios externos del registro',
    setUp: 'Instalación',
    acting: 'Dirección interina',
  },
  group: {
    customers: capitalize(customers),
    desk: 'Mostrador',
    report: 'Reportar algo',
    reports: 'Informes',
    policyAndTraining: 'Política y capacitación',
    admin: 'Administración',
    more: 'Más',
    reserves: capitalize(reserves),
  },
  about: {
    overview: ['Muestra lo que hay que atender hoy.', 'No nombra a nadie que use la biblioteca.'],
    checkOut: [
      `Preste artículos a ${aCustomer} con su tarjeta.`,
      'Cada tarjeta que escanea queda registrada. El préstamo se guarda sellado. Cuando el artículo vuelve y no se debe nada, deja de estar vinculado con la persona, salvo que guarde un historial o que un documento legal exija una copia.',
    ],
    checkIn: [
      'Registre lo que se devuelve.',
      'Si no se debe nada, Carrel quita después el vínculo con quien tenía el artículo, salvo que la persona guarde un historial.',
    ],
    renew: [
      'Dé otra fecha de devolución a un artículo sin la tarjeta.',
      'La página no dice quién tiene el artículo.',
    ],
    find: [
      'Encuentre un expediente por tarjeta o por nombre.',
      'Cada consulta queda registrada, y la persona puede verla.',
    ],
    register: [`Registre a ${aCustomer} y dele una tarjeta.`, 'El registro anota quién lo hizo y cuándo.'],
    lostCard: ['Reporte una tarjeta perdida, para que nadie más la use.', 'El registro anota el reporte.'],
    corrections: [
      `Revise las correcciones que pidieron los ${customers}.`,
      'El registro anota quién confirmó cada una y qué documento vio.',
    ],
    pull: [
      `Busque en los estantes lo que está en ${reserve}.`,
      'La lista dice qué buscar, no para quién es.',
    ],
    pickUp: [`Entregue ${reserves} con la tarjeta.`, 'Cada tarjeta que escanea queda registrada.'],
    calls: [
      `Llame a los ${customers} desde una sala privada.`,
      'Queda registrada cada llamada y cómo terminó.',
    ],
    letters: ['Imprima las cartas pendientes.', 'Cada carta queda registrada cuando se hace.'],
    catalog: [
      'Agregue y cambie títulos y artículos.',
      'Los cambios no constan en el registro de auditoría. No escriba aquí nada sobre una persona.',
    ],
    asking: [
      `Reciba las palabras que debe decir cuando alguien pregunta por ${aCustomer}.`,
      'El registro anota la pregunta, la respuesta y quién la dio.',
    ],
    paper: [
      'Reporte una citación, una orden u otra solicitud legal.',
      'Esto abre un caso con un número de referencia.',
    ],
    warrant: [
      'Qué hacer mientras los agentes registran la biblioteca.',
      'Anote lo que pasa cuando pasa. Será parte del caso.',
    ],
    incident: ['Reporte una conducta que rompió las reglas.', 'El reporte abre un caso.'],
    concern: ['Reporte una preocupación de privacidad.', 'El reporte abre un caso.'],
    disclosure: ['Reporte algo que llegó a quien no debía.', 'Se dijo, se envió o se perdió.'],
    cases: [
      'Muestra los casos abiertos y lo que sigue en cada uno.',
      'Cada paso de un caso se guarda con quién lo dio y cuándo.',
    ],
    sealed: [
      'Guarda los casos que cubre una orden de no divulgación.',
      'Solo los abre quien tiene acceso. Para los demás la página se ve igual.',
    ],
    transparency: [
      'Muestra cuántas solicitudes llegaron y cómo terminaron.',
      'No se muestran los números pequeños, para que nadie sea reconocido.',
    ],
    circulation: [
      'Muestra cuánto se usa la biblioteca.',
      'Suma los préstamos sin nombres. No se muestran los números pequeños.',
    ],
    disposition: ['Muestra qué registros se eliminaron y según qué calendario.', 'Solo tiene números.'],
    answers: [
      'Responde preguntas sobre años anteriores, con las entradas que lo prueban.',
      'Cada pregunta se anota antes de mostrar la respuesta.',
    ],
    log: [
      'Muestra en orden lo que se hizo en Carrel.',
      'Una entrada no se puede cambiar ni quitar sin que se note. Abrir el registro también queda registrado.',
    ],
    policy: [
      'Muestra la política como fue aprobada y lo que significa en la práctica.',
      'Leerla no registra nada.',
    ],
    training: [
      'Responda preguntas sobre la política e imprima su certificado.',
      'Se guarda qué preguntas respondió y cuándo terminó.',
    ],
    drills: [
      'Practique un documento legal de principio a fin.',
      'Un simulacro se guarda como un caso marcado como simulacro.',
    ],
    staff: [
      'Agregue personal, cambie funciones y cierre cuentas.',
      'Cada cambio queda registrado con su nombre.',
    ],
    identities: [
      'Confirme que una cuenta es de la persona que dice.',
      'El registro anota quién confirmó a quién.',
    ],
    computers: [
      'Diga a Carrel qué computadoras son de la biblioteca y dónde están.',
      'Lo que una pantalla puede mostrar depende de dónde está.',
    ],
    contacts: [
      'Guarda a quién llamar cuando llega un documento legal.',
      'El registro anota cada cambio de esta lista.',
    ],
    systems: [
      'Reúne los otros sistemas que guardan registros, para los casos en que se entregan o conservan.',
      'Cada cambio queda registrado. La lista no nombra a nadie que use la biblioteca.',
    ],
    notices: [
      'Muestra los avisos que se envían y los que fallaron.',
      'Cada aviso queda registrado cuando se hace. Esta página dice cuántos son.',
    ],
    imports: [
      'Muestra lo que llegó del otro sistema.',
      'Dice qué se pudo traer y qué no, y no nombra a nadie.',
    ],
    backups: [
      'Muestra cuándo se hizo y se probó la última copia de seguridad.',
      'Una copia se abre solo con la hoja de recuperación.',
    ],
    logKeepers: [
      'Elija quién fuera de la biblioteca recibe las huellas del registro.',
      'No reciben nombres ni entradas.',
    ],
    setUp: ['Muestra lo que falta por instalar.', 'Puede volver más tarde.'],
    acting: [
      'Nombre a una Dirección interina por unos días.',
      'El registro anota quién y por cuánto tiempo.',
    ],
  },
  whom: {
    director: '¿Preguntas? Consulte a la Dirección.',
    lawyer: `¿Preguntas sobre un documento? Consulte a la Dirección o a ${counsel}.`,
    lawyerAlone: `¿Preguntas sobre un documento? Consulte a ${counsel}.`,
  },
  officer: 'Hay un agente',
  find: {
    label: `Buscar ${aCustomer}`,
    hint: 'Tarjeta, nombre, tel., correo',
    button: 'Buscar',
  },
})

export const navigationWords = screenWords(english, spanish)
