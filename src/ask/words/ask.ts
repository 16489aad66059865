import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const askEnglish = ({ customer, aCustomer, theCustomer, reserve, reserves, rooms }: LibraryTerms) => ({
  sayFirst: 'Say this first',
  doNotCall: 'Do not make this call from here',
  buttons: { goOn: 'Continue', show: 'Show the answer' },
  missing: {
    choice: 'Choose one',
    card: 'Scan or type the card number',
    unknownCard: 'No card with this number is on file. Check the number.',
    paper: 'Choose the kind of legal paper',
    guardian: 'Type the guardian’s name',
    child: 'Find the child first',
    press: 'Press the child’s name',
    find: 'Type the beginning of the child’s name',
    phoneCode: 'Type the code they read out',
  },
  who: {
    title: 'Who is asking?',
    callList: 'The list is under Calls.',
    callFrom: `Only from ${rooms}. The list is under Calls there.`,
    callsNotYours: 'Volunteers have no list of calls. A clerk takes the next one from it.',
    choices: {
      officer: {
        label: 'A police officer, deputy, or agent',
        hint: 'Or a county attorney. With or without a legal paper',
      },
      paper: {
        label: 'Someone with a legal paper',
        hint: 'A subpoena, order, warrant, or letter. By hand, mail, or e-mail.',
      },
      agency: {
        label: 'Another government office',
        hint: 'City hall, a school, or a welfare, tax, or immigration office',
      },
      guardian: { label: 'A parent or guardian', hint: `Of a minor ${customer}` },
      customer: { label: capitalize(theCustomer), hint: 'About their own record' },
      other: {
        label: 'A spouse, friend, or anyone else',
        hint: `Also someone who came to pick up for a ${customer}, or has another person’s card`,
      },
      public: { label: 'A reporter, or a public-records request' },
      vendor: { label: 'A company that works for the library' },
      call: {
        label: `We are calling ${aCustomer}`,
        hint: `About overdue items or ${reserves}`,
      },
      'asked-about': {
        label: 'Someone who asks, “Did anyone ask about me?”',
        hint: 'Everyone gets the same answer. Also for: who viewed a record?',
      },
    },
  },
  sender: {
    title: 'Who sent the paper?',
    choices: {
      officer: { label: 'Police, a sheriff, or a federal agent' },
      agency: { label: 'Another government office' },
      other: {
        label: 'A lawyer, a company, or someone else',
        hint: 'Also press this if you are not sure.',
      },
    },
  },
  brought: {
    title: 'What did they bring?',
    sayFirst: 'Say this first, unless it is a search warrant',
    directorSilent: 'You are not there, and the Director does not answer?',
    nameActing: 'Name an acting Director',
    choices: {
      paper: {
        label: 'A legal paper',
        hint: 'Any kind. The Director reads it. You only look at what it says at the top.',
      },
      nothing: { label: 'No legal paper' },
      emergency: { label: 'No legal paper, but they say it is an emergency' },
      custody: {
        label: 'They say that their office is a child’s guardian',
        hint: 'Child welfare, foster care or a group home',
      },
    },
  },
  paper: {
    title: 'What kind of paper is it?',
    intro:
      'Choose a kind only if the paper itself plainly says so. What they call it does not count. If you are not sure, leave “Not read yet.”',
    already: 'Did a colleague report this paper already?',
    alreadyGo: 'Do not report it again: continue that report',
    legend: 'Kind of paper',
    choices: {
      'search-warrant': {
        label: 'Search warrant',
        hint: 'Signed by a judge, and orders a search here now',
      },
      unread: {
        label: 'Not read yet',
        hint: 'Also for a letter from a lawyer. Leave it at this. The Director will read it.',
      },
      'court-order': { label: 'Court order' },
      subpoena: { label: 'Subpoena' },
      'grand-jury-subpoena': { label: 'Grand jury subpoena' },
      'county-attorney-subpoena': {
        label: 'County attorney’s subpoena',
        hint: 'Also the Attorney General’s. Not signed by a judge',
      },
      'administrative-subpoena': {
        label: 'An agency’s own subpoena or summons',
        hint: 'Not signed by a judge',
      },
      'administrative-warrant': {
        label: 'An agency’s own warrant',
        hint: 'Not signed by a judge, such as an immigration form',
      },
      'preservation-request': { label: 'A request to preserve records' },
      'fisa-order': { label: 'FISA court order' },
      'national-security-letter': { label: 'National security letter' },
    },
  },
  secret: {
    title: 'Does the paper say to keep it secret?',
    choices: {
      no: { label: 'No, or I do not know' },
      yes: { label: 'Yes', hint: 'It says not to tell anyone about it.' },
    },
  },
  how: {
    title: 'Are they here or on the phone?',
    choices: {
      here: { label: 'Here, in person' },
      phone: { label: 'On the phone', hint: 'Also through a relay service or an interpreter' },
    },
  },
  answered: {
    title: 'Who answered the call?',
    fromList:
      'To make a call, take it from the list. The list has the number, leaves out whom we must not call, and logs what happened.',
    toList: 'Open Calls',
    already: 'I have already called',
    notHere: 'Calls are made from a private room',
    choices: {
      customer: { label: capitalize(theCustomer) },
      relay: {
        label: `${capitalize(theCustomer)}, through a relay service or an interpreter`,
        hint: 'Told the same once they read out their card number. Speak to them, and not to the operator.',
      },
      guardian: { label: `The parent or guardian of a minor ${customer}` },
      'someone-else': { label: 'Someone else, or I am not sure who' },
      machine: { label: 'No one. I can leave a message.' },
    },
  },
  card: {
    title: 'What is their card number?',
    titleOfYoung: 'What is the child’s card number?',
    label: 'Card number',
    hint: 'Scan the card, or type its number.',
    hintOnPhone: 'Type the number as they read it out.',
    none: 'They do not have the card',
    noneOf: 'They do not have it.',
    findThem: 'To see their record, find them by name',
    useCard: 'Use a card number',
    findChild: 'They don’t have the card: find the child by name',
    whyOnPhone:
      'On the phone, a child is found only by the card number. Nothing else shows that the caller has to do with the child.',
  },
  child: {
    title: 'Which child is it?',
    label: 'The child’s name',
    choose: 'Choose the child. Do not read the list aloud.',
    another: 'Another child',
  },
  checked: {
    title: 'How did you confirm who they are?',
    intro: 'Check all that apply. If none apply, leave this blank.',
    introOnPhone:
      'By phone it takes the card and a code. Without both, the library calls them back at the number on file.',
    /** Where no titles are told by phone, a code would be used up for nothing. */
    fromDesk: {
      intro: `From this phone you may tell no titles and no due dates: for those, the library calls back from ${rooms}. With the card and a code, you may tell whether anything is overdue, what is owed, and whether anything is on ${reserve}.`,
      code: 'A code works once. If they want titles or due dates, leave this blank: they need the code for the call back.',
    },
    legend: 'What you checked',
    guardianHere: {
      'guardian-on-file': { label: 'They showed photo ID' },
    },
    ofAdult: 'They ask about an adult or an estate',
    guardianOfAdult: {
      'court-letters': {
        label: 'They showed court documents',
        hint: 'A court made them responsible for an adult or an estate.',
      },
    },
    guardianOnPhone: {
      'guardian-on-file': {
        label: `The number is the one on file for this ${customer}’s guardian`,
        hint: 'It is on the guardian’s own record. If you have not compared the two numbers, leave this blank.',
      },
    },
    customerHere: {
      card: {
        label: 'They have their own library card',
        hint: 'Someone with another person’s card is told nothing. Go back and choose anyone else.',
      },
      'photo-id': { label: 'They showed photo ID' },
      'known-to-staff': { label: 'I know them personally', hint: 'This is logged under your name.' },
    },
    customerOnPhone: {
      card: {
        label: 'They have their card in hand and read out its number',
        hint: 'It must be their own card. Never ask for a PIN over the phone.',
      },
      'phone-code': {
        label: 'They read out a code from their own page',
        hint: 'Six digits, from “Get a phone code” there. Leave blank if they have none: the answer says where they get one.',
      },
    },
    customerCalled: {
      card: {
        label: 'They have their card in hand and read out its number',
        hint: 'It must be their own card. Never ask for a PIN over the phone.',
      },
    },
  },
  guardian: {
    title: {
      here: 'What name is on their photo ID?',
      onPhone: 'What is their name?',
      called: 'Who did you reach?',
    },
    label: 'First and last name',
    hint: 'We check it against the record. The name is not saved.',
  },
  phoneCode: {
    title: 'What code did they read out?',
    label: 'Code',
    hint: 'Six digits. It can be used once and is not saved.',
  },
  wants: {
    title: 'What do they want to know?',
    titleOfCall: 'What is the call about?',
    legend: 'What they want to know',
    unsaid: 'If they did not say, leave this blank. Do not ask them why.',
    unsaidOnCall: 'Check one, or leave this blank for both.',
    unsaidByGuardian: 'If they did not say, leave this blank. The answer covers what is overdue or owed.',
    unsaidByCustomer: 'If they did not say, leave this blank. The answer covers their account as of today.',
    only: 'The call may be about nothing else.',
    choices: {
      presence: 'Whether someone is or was here',
      existence: `Whether someone is ${aCustomer}`,
      identity: 'A name, address, phone, or birth date',
      loans: 'What someone has checked out',
      owed: 'What is overdue, lost, damaged, or owed',
      holds: `What is on ${reserve}`,
      history: 'What someone checked out before',
      computers: 'Searches, or use of our computers',
      video: 'Security video',
      incident: 'What staff saw someone do here',
    },
    ofThem: { loans: 'What they have checked out', history: 'What they checked out before' },
    ofChild: {
      loans: 'What the child has checked out',
      history: 'What the child checked out before',
      presence: 'Whether the child is or was here',
    },
    lostChild:
      'If a child may be lost or in danger, help first: look for the child yourself, and call 911. No record is needed.',
    owedOnCall: 'Overdue items, and what is owed',
    viewed: 'Who viewed their record',
  },
  basis: {
    title: 'What did staff see?',
    choices: {
      conduct: { label: 'How someone behaved here', hint: 'A matter for the conduct policy' },
      'mandated-report': {
        label: 'A child may be abused or neglected',
        hint: 'The law requires each of us to report this.',
      },
      neither: { label: 'Something else' },
    },
  },
})

const askSpanish: InSpanish<typeof askEnglish> = ({
  customer,
  aCustomer,
  ofTheCustomer,
  reserve,
  reserves,
  rooms,
}) => ({
  sayFirst: 'Primero diga esto',
  doNotCall: 'No llame desde aquí',
  buttons: { goOn: 'Continuar', show: 'Mostrar la respuesta' },
  missing: {
    choice: 'Elija una opción',
    card: 'Escanee o escriba el número de tarjeta',
    unknownCard: 'Ninguna tarjeta registrada tiene este número. Revise el número.',
    paper: 'Elija el tipo de documento',
    guardian: 'Escriba el nombre del padre, la madre o el tutor',
    child: 'Primero busque al menor',
    press: 'Oprima el nombre del menor',
    find: 'Escriba el principio del nombre del menor',
    phoneCode: 'Escriba el código que leyeron',
  },
  who: {
    title: '¿Quién pregunta?',
    callList: 'La lista está en Llamadas.',
    callFrom: `Solo desde ${rooms}. Allí la lista está en Llamadas.`,
    callsNotYours: 'El voluntariado no tiene lista de llamadas. Alguien del mostrador toma la siguiente.',
    choices: {
      officer: {
        label: 'Policía, alguacil o agente',
        hint: 'O un fiscal del condado. Con o sin documento legal',
      },
      paper: {
        label: 'Una persona con un documento legal',
        hint: 'Una citación, orden o carta, en mano, por correo o por correo electrónico',
      },
      agency: {
        label: 'Otra oficina del gobierno',
        hint: 'El ayuntamiento, una escuela, o una oficina de asistencia, impuestos o inmigración',
      },
      guardian: { label: 'Padre, madre o tutor', hint: `De ${aCustomer} menor de edad` },
      customer: { label: capitalize(customer), hint: 'Por su propio expediente' },
      other: {
        label: 'Esposo, esposa, amistad u otra persona',
        hint: 'También quien viene a recoger por otra persona, o tiene su tarjeta',
      },
      public: { label: 'Un periodista, o una solicitud de registros públicos' },
      vendor: { label: 'Una empresa que trabaja para la biblioteca' },
      call: {
        label: `Llamamos a ${aCustomer}`,
        hint: `Por artículos atrasados o ${reserves}`,
      },
      'asked-about': {
        label: 'Alguien que dice: «¿Alguien preguntó por mí?»',
        hint: 'Todos reciben la misma respuesta. También: ¿quién vio un expediente?',
      },
    },
  },
  sender: {
    title: '¿Quién envió el documento?',
    choices: {
      officer: { label: 'De la policía, un alguacil o un agente federal' },
      agency: { label: 'De otra oficina del gobierno' },
      other: {
        label: 'De un abogado, una empresa u otra persona',
        hint: 'Oprima esto también si no está seguro.',
      },
    },
  },
  brought: {
    title: '¿Qué trajo?',
    sayFirst: 'Primero diga esto, si no es una orden de cateo',
    directorSilent: '¿Usted no está ahí, y la Dirección no contesta?',
    nameActing: 'Nombrar una Dirección interina',
    choices: {
      paper: {
        label: 'Un documento legal',
        hint: 'De cualquier tipo. Lo lee la Dirección. Usted solo mira lo que dice arriba.',
      },
      nothing: { label: 'Ningún documento legal' },
      emergency: { label: 'Ningún documento legal, pero dice que es una emergencia' },
      custody: {
        label: 'Dice que su oficina es tutora de un menor',
        hint: 'Protección de menores, un hogar de crianza temporal o un hogar grupal',
      },
    },
  },
  paper: {
    title: '¿Qué tipo de documento es?',
    intro:
      'Elija un tipo solo si el documento mismo lo dice claramente. No importa cómo lo llamen. Si no lo sabe, deje «Sin leer todavía».',
    already: '¿Un colega ya avisó de este documento?',
    alreadyGo: 'No avise otra vez: continúe ese aviso',
    legend: 'Tipo de documento',
    choices: {
      'search-warrant': {
        label: 'Orden de cateo o registro (search warrant)',
        hint: 'La firmó un juez y ordena buscar aquí y ahora',
      },
      unread: {
        label: 'Sin leer todavía',
        hint: 'También para una carta de un abogado. Déjelo así. La Dirección lo leerá.',
      },
      'court-order': { label: 'Orden de un tribunal (court order)' },
      subpoena: { label: 'Citación (subpoena)' },
      'grand-jury-subpoena': { label: 'Citación de un gran jurado (grand jury subpoena)' },
      'county-attorney-subpoena': {
        label: 'Citación de la fiscalía del condado (county attorney’s subpoena)',
        hint: 'También la de la Fiscalía General. No la firmó un juez',
      },
      'administrative-subpoena': {
        label: 'Citación de una oficina (administrative subpoena o summons)',
        hint: 'No la firmó un juez',
      },
      'administrative-warrant': {
        label: 'Orden de una oficina (administrative warrant)',
        hint: 'No la firmó un juez. Por ejemplo, un formulario de inmigración.',
      },
      'preservation-request': { label: 'Una solicitud de conservar registros' },
      'fisa-order': { label: 'Orden del tribunal FISA' },
      'national-security-letter': { label: 'Carta de seguridad nacional (national security letter)' },
    },
  },
  secret: {
    title: '¿Dice el documento que se debe guardar en secreto?',
    choices: {
      no: { label: 'No, o no lo sé' },
      yes: { label: 'Sí', hint: 'Dice que no se puede hablar de él con nadie.' },
    },
  },
  how: {
    title: '¿Está aquí o al teléfono?',
    choices: {
      here: { label: 'Aquí, en persona' },
      phone: {
        label: 'Al teléfono',
        hint: 'También por un servicio de retransmisión o con un intérprete',
      },
    },
  },
  answered: {
    title: '¿Quién contestó la llamada?',
    fromList:
      'Para hacer una llamada, tómela de la lista. La lista tiene el número, omite a quien no debemos llamar y registra qué pasó.',
    toList: 'Abrir Llamadas',
    already: 'Ya llamé',
    notHere: 'Las llamadas se hacen desde una sala privada',
    choices: {
      customer: { label: capitalize(customer) },
      relay: {
        label: `${capitalize(customer)}, por un servicio de retransmisión o con un intérprete`,
        hint: 'Oye lo mismo cuando lee el número de su tarjeta. Háblele a esa persona, y no a quien transmite.',
      },
      guardian: { label: `El padre, la madre o el tutor de ${aCustomer} menor de edad` },
      'someone-else': { label: 'Otra persona, o no sé quién' },
      machine: { label: 'Nadie. Puedo dejar un mensaje.' },
    },
  },
  card: {
    title: '¿Cuál es su número de tarjeta?',
    titleOfYoung: '¿Cuál es el número de tarjeta del menor?',
    label: 'Número de tarjeta',
    hint: 'Escanee la tarjeta o escriba su número.',
    hintOnPhone: 'Escriba el número tal como lo lee la persona.',
    none: 'No tiene la tarjeta',
    noneOf: 'No la tiene.',
    findThem: 'Para ver su expediente, búsquele por nombre',
    useCard: 'Usar un número de tarjeta',
    findChild: 'No tiene la tarjeta: buscar al menor por nombre',
    whyOnPhone:
      'Por teléfono, un menor se busca solo por el número de tarjeta. Nada más muestra que quien llama tiene que ver con el menor.',
  },
  child: {
    title: '¿Qué menor es?',
    label: 'El nombre del menor',
    choose: 'Elija al menor. No lea la lista en voz alta.',
    another: 'Otro menor',
  },
  checked: {
    title: '¿Cómo confirmó quién es?',
    intro: 'Marque todo lo que corresponda. Si nada corresponde, déjelo en blanco.',
    introOnPhone:
      'Por teléfono hacen falta la tarjeta y un código. Sin los dos, la biblioteca le devuelve la llamada al número que consta.',
    fromDesk: {
      intro: `Desde este teléfono no puede decir títulos ni fechas: para eso, la biblioteca devuelve la llamada desde ${rooms}. Con la tarjeta y un código puede decir si hay algo atrasado, cuánto se debe y si hay algo en ${reserve}.`,
      code: 'Un código sirve una sola vez. Si quiere títulos o fechas, déjelo en blanco: lo necesita cuando le devuelvan la llamada.',
    },
    legend: 'Lo que usted comprobó',
    guardianHere: {
      'guardian-on-file': { label: 'Mostró una identificación con foto' },
    },
    ofAdult: 'Pregunta por una persona adulta o una herencia',
    guardianOfAdult: {
      'court-letters': {
        label: 'Mostró documentos de un tribunal',
        hint: 'Un tribunal le dio la responsabilidad de una persona adulta o de una herencia.',
      },
    },
    guardianOnPhone: {
      'guardian-on-file': {
        label: `El número es el registrado para el tutor ${ofTheCustomer}`,
        hint: 'Está en el propio expediente del tutor. Si no comparó los dos números, déjelo en blanco.',
      },
    },
    customerHere: {
      card: {
        label: 'Tiene su propia tarjeta de la biblioteca',
        hint: 'A una persona con la tarjeta de otra no se le dice nada. Vuelva y elija otra persona.',
      },
      'photo-id': { label: 'Mostró una identificación con foto' },
      'known-to-staff': {
        label: 'Conozco personalmente a esta persona',
        hint: 'Esto queda registrado con su nombre.',
      },
    },
    customerOnPhone: {
      card: {
        label: 'Tiene su tarjeta a mano y leyó el número',
        hint: 'Tiene que ser su propia tarjeta. Nunca pida un PIN por teléfono.',
      },
      'phone-code': {
        label: 'Leyó un código de su propia página',
        hint: 'Seis cifras, de «Pedir un código telefónico». Si no lo tiene, déjelo en blanco: la respuesta dice dónde se obtiene.',
      },
    },
    customerCalled: {
      card: {
        label: 'Tiene su tarjeta a mano y leyó el número',
        hint: 'Tiene que ser su propia tarjeta. Nunca pida un PIN por teléfono.',
      },
    },
  },
  guardian: {
    title: {
      here: '¿Qué nombre tiene su identificación con foto?',
      onPhone: '¿Cómo se llama?',
      called: '¿Con quién habla?',
    },
    label: 'Nombre y apellido',
    hint: 'Lo comparamos con el expediente. El nombre no se guarda.',
  },
  phoneCode: {
    title: '¿Qué código leyó?',
    label: 'Código',
    hint: 'Seis cifras. Sirve una vez y no se guarda.',
  },
  wants: {
    title: '¿Qué quiere saber?',
    titleOfCall: '¿De qué es la llamada?',
    legend: 'Lo que quiere saber',
    unsaid: 'Si no lo dijo, déjelo en blanco. No pregunte para qué.',
    unsaidOnCall: 'Marque una, o déjelo en blanco para las dos.',
    unsaidByGuardian: 'Si no lo dijo, déjelo en blanco. La respuesta abarca lo atrasado y lo que se debe.',
    unsaidByCustomer: 'Si no lo dijo, déjelo en blanco. La respuesta abarca su cuenta de hoy.',
    only: 'La llamada no puede ser de nada más.',
    choices: {
      presence: 'Si alguien está o estuvo aquí',
      existence: `Si alguien es ${aCustomer}`,
      identity: 'Un nombre, domicilio, teléfono o fecha de nacimiento',
      loans: 'Qué tiene alguien prestado',
      owed: 'Qué está atrasado, perdido o dañado, y qué se debe',
      holds: `Qué está en ${reserve}`,
      history: 'Qué tuvo alguien prestado antes',
      computers: 'Búsquedas, o el uso de nuestras computadoras',
      video: 'Video de seguridad',
      incident: 'Lo que el personal vio hacer a alguien aquí',
    },
    ofThem: { loans: 'Qué tiene prestado', history: 'Qué tuvo prestado antes' },
    ofChild: {
      loans: 'Qué tiene prestado el menor',
      history: 'Qué tuvo prestado el menor antes',
      presence: 'Si el menor está o estuvo aquí',
    },
    lostChild:
      'Si un menor puede estar perdido o en peligro, ayude primero: búsquelo usted y llame al 911. No hace falta ningún expediente.',
    owedOnCall: 'Artículos atrasados, y lo que se debe',
    viewed: 'Quién vio su expediente',
  },
  basis: {
    title: '¿Qué vio el personal?',
    choices: {
      conduct: { label: 'Cómo se portó alguien aquí', hint: 'Un asunto de la política de conducta' },
      'mandated-report': {
        label: 'Puede haber maltrato o descuido de un menor',
        hint: 'La ley nos exige a todos que lo reportemos.',
      },
      neither: { label: 'Otra cosa' },
    },
  },
})

export const askWords = screenWords(askEnglish, askSpanish)

const shortWaysEnglish = ({ theCustomer }: LibraryTerms) => ({
  particular: 'Add what they want to know (you can skip this)',
  guardian: 'A parent or guardian is asking',
  customer: `${capitalize(theCustomer)} is asking about their own record`,
  isHere: 'In person.',
  isOnPhone: 'On the phone.',
  onPhone: 'They are on the phone',
  here: 'They are here in person',
  warrant: {
    label: 'A judge’s search warrant',
    hint: 'They may begin right away. This opens the page with what to say and do.',
  },
  secretGoesOn: 'Yes means that it says not to tell anyone about it. Either button continues.',
})

const shortWaysSpanish: InSpanish<typeof shortWaysEnglish> = ({ theCustomer }) => ({
  particular: 'Agregar qué quieren saber (puede omitirlo)',
  guardian: 'Pregunta un padre, una madre o un tutor',
  customer: `${capitalize(theCustomer)} pregunta por su propio expediente`,
  isHere: 'En persona.',
  isOnPhone: 'Por teléfono.',
  onPhone: 'Están al teléfono',
  here: 'Están aquí en persona',
  warrant: {
    label: 'Una orden de cateo de un juez',
    hint: 'Pueden empezar enseguida. Esto abre la página con lo que hay que decir y hacer.',
  },
  secretGoesOn: 'Sí quiere decir que pide no hablar de él con nadie. Los dos botones continúan.',
})

export const shortWaysWords = screenWords(shortWaysEnglish, shortWaysSpanish)

const fromPaperEnglish = ({ aCustomer }: LibraryTerms) => ({
  title: 'Answers from paper',
  says: `For what was asked or said while Carrel did not work. Enter one line of a log sheet at a time. The audit log keeps when it happened, and that it was on paper first.`,
  sheet: 'Number of the log sheet',
  sheetHint: 'For example, 1202-1033-1',
  day: 'Day',
  time: 'Time',
  place: 'Where it was asked or said',
  goOn: 'Continue',
  fault: {
    sheet: 'Type the number as it is on the sheet, such as 1202-1033-1.',
    day: (days: number) => `Choose the day, at most ${days} days ago.`,
    time: 'Type the time, such as 2:05 p.m.',
    future: 'That time is in the future. Type when it happened.',
  },
  entered: (sheet: string, at: string) =>
    `From paper: sheet ${sheet}, ${at}. Answer as it was then, and say nothing to anyone now. Was more said about ${aCustomer} than this allows?`,
  toldMore: 'Report a wrong disclosure',
})

const fromPaperSpanish: InSpanish<typeof fromPaperEnglish> = ({ aCustomer }) => ({
  title: 'Respuestas en papel',
  says: 'Para lo que se preguntó o se dijo mientras Carrel no funcionaba. Anote una línea de la hoja cada vez. El registro de auditoría guarda cuándo pasó, y que primero estuvo en papel.',
  sheet: 'Número de la hoja',
  sheetHint: 'Por ejemplo, 1202-1033-1',
  day: 'Día',
  time: 'Hora',
  place: 'Dónde se preguntó o se dijo',
  goOn: 'Continuar',
  fault: {
    sheet: 'Escriba el número como está en la hoja, por ejemplo 1202-1033-1.',
    day: (days) => `Elija el día, de hace ${days} días como máximo.`,
    time: 'Escriba la hora, por ejemplo 2:05 p.m.',
    future: 'Esa hora está en el futuro. Escriba cuándo pasó.',
  },
  entered: (sheet, at) =>
    `De papel: hoja ${sheet}, ${at}. Responda como fue entonces, y no diga nada a nadie ahora. ¿Se dijo sobre ${aCustomer} más de lo que esto permite?`,
  toldMore: 'Reportar una divulgación indebida',
})

export const fromPaperWords = screenWords(fromPaperEnglish, fromPaperSpanish)
