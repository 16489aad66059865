import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const ownPageEnglish = ({ library, reserve, reserves }: LibraryTerms) => ({
  pages: 'Your pages',
  mine: 'My account',
  choices: 'Preferences',
  history: 'History',
  seen: 'Who viewed my record',
  back: 'Back to my account',
  recorded: 'This visit is on record.',

  signIn: {
    title: `Sign in to your ${library} account`,
    card: 'Card number',
    cardHint: 'The number on your library card',
    pin: 'PIN',
    button: 'Sign in',
    noPin: 'No PIN, or forgot it?',
    noPinSays: 'Come to the front desk with your card or photo ID. If you have a code on paper:',
    withCode: 'Choose a PIN with a code',
    lostTitle: 'Card lost or stolen?',
    /** After "Block my card"; the library's phone number follows, where there is one. */
    lost: 'at any hour. Then come in, or call the library',
    wrong: 'This card number and PIN do not match an account, or the card is blocked. Check both.',
    /** Below every sign-in that failed, whatever the reason. */
    blocked: (phone: string) =>
      `If your card is blocked or lost, or you found it again, come to the front desk with photo ID. Questions? Call ${phone === '' ? 'the library' : phone}.`,
    tries: (most: number, minutes: number) =>
      `After ${most} wrong tries, your PIN is temporarily locked, and even the right PIN does not work. Wait ${minutes} minutes, or longer after more wrong tries. The front desk can help.`,
    over: (minutes: number) =>
      `You were signed out. This happens after ${minutes} minutes without use, after an hour, and when the card is reported lost.`,
    out: 'You are signed out.',
  },
  code: {
    title: 'Code from your phone',
    says: 'Type the code that your phone’s code app shows now.',
    lost: 'Lost your phone? Come to the front desk with photo ID. A clerk can turn this off.',
    wrong: 'That code is wrong or was already used. Wait for the next one.',
  },

  page: {
    title: 'My account',
    renewAll: 'Renew all',
    renewOne: 'Renew',
    renew: (title: string) => `Renew: ${title}`,
    /** Of one, by its title. */
    renewedOne: (title: string, day: string) => `Renewed: ${title}. New due date: ${day}.`,
    notYet: (title: string) =>
      `This cannot be renewed yet: ${title}. Its due date would stay the same. Try again closer to that day.`,
    noneYet: 'Some items cannot be renewed yet: their due dates would stay the same.',
    contact: 'Your contact information',
    guardians: 'Parents or guardians on file',
    guardianSince: (name: string, day: string) => `${name}, added ${day}`,
    noGuardian: 'No one is named here',
    guardiansSay:
      'They may be told what is overdue, lost or damaged, with its titles, and what you owe. We do not tell them what else you checked out, reserved or read. A parent who limits how we may reach them is not named here. If someone was added, the page Who viewed my record says so.',
    renewed: (count: number) => (count === 1 ? 'One item was renewed.' : `${count} items were renewed.`),
    notRenewed: (count: number) =>
      count === 1
        ? 'One item could not be renewed: another person is waiting for it, or it reached the renewal limit.'
        : `${count} items could not be renewed: other people are waiting for them, or they reached the renewal limit.`,
    nothingRenewed: 'Nothing was renewed.',
    phone: 'When you call the library',
    phoneSays: (minutes: number) =>
      `By phone, the library tells nothing to a caller it cannot identify. Get a code here and read it out with your card number. It can be used once, within ${minutes} minutes.`,
    phoneGet: 'Get a phone code',
    phoneCode: 'Your phone code',
    phoneCodeSays: (minutes: number) =>
      `Read it out when the library asks for it. It can be used once, within ${minutes} minutes. No one at the library can look it up.`,
    news: {
      'new-card': (day: string) => `A new card was issued on your account on ${day}.`,
      'card-lost': (day: string) => `A card of yours was reported lost on ${day}.`,
    },
    newsSays: 'If you did not ask for this, call the library or come in.',
    account: 'Your sign-in and your data',
    changePin: 'Change my PIN',
    secondStep: 'Turn on a code from my phone',
    lostCard: 'Report my card lost',
    correct: 'Change or correct my record',
    copyToRead: 'Download a copy of my record to read',
    copy: 'Download the same data for a program',
    history: 'Past checkouts: keep a list, or none',
    child: 'Ask about your child',
    choices: 'Preferences: how the library may contact me',
    call: 'The library’s number:',
    privacy: 'What we keep, and who may see it',
    close: 'Close my account',
  },

  choose: {
    title: 'My preferences',
    language: 'What language should the library use to write to you?',
    anyLanguage: 'No preference',
    refuses: 'Do not contact me by',
    refusesHint:
      'We write or call when something is overdue or ready for you. No message, letter, or voicemail names a title. Check each way that you do not want. If you are a minor, a parent or guardian may still get a letter that something is overdue or owed.',
    channel: { 'e-mail': 'E-mail', text: 'Text message', letter: 'Letter', phone: 'Phone call or voicemail' },
    safe: 'How to warn you if your card is lost or replaced',
    safeHint:
      'This is for that warning, and for a code that staff may send you for a new card. It limits nothing else. When your card is reported lost or a new one is issued, we tell you in each of these ways, so that you notice if you did not ask for it. Check a way only if no one else reads it. If you check any, such a code is sent in no other way. If you check none, we tell you at your next visit. A way or an address that you take off still gets this news for 30 days, in case someone else took it off.',
    alias: 'Short name for slips',
    aliasHint: `When a ${reserve} is ready, its slip on the shelf has this word and two digits, and not your name. Use letters only, 12 at most. Other people see the shelf, so choose something they do not know you by. Leave this blank to get a new random name each time.`,
    aliasUnfit: 'A short name for slips must have 2 to 12 letters from A to Z',
    aliasIsName: 'That is part of your own name. Choose something that others do not know you by.',
    only: 'Use only these to reach me',
    onlyHint:
      'Check the numbers and addresses where no one else answers or reads. We then use no other for calls and messages. If you check none, we may use all. The warning about a lost or new card has its own list on this page. If you take an e-mail address off your record, we write to it once to say so, even if it is not checked here.',
    notOnFile: (one: string) => `${one} (no longer on your record)`,
    noWayLeft:
      'You limited us to numbers and addresses that are no longer on your record. So we do not call you or send you messages.',
    chooseWays: 'Choose what we may use',
    mailTo: 'Send my letters somewhere else',
    mailToHint:
      'Type an address where letters are safe, such as a friend’s or a program that forwards mail. Letters and staff’s screens then show that one and not yours. Leave both blank to use your own.',
    mailStreet: 'Street or box',
    mailTown: 'Town, state, ZIP code',
    mailToPart: 'Type both lines of the address, or leave both blank',
    pickUp: `Someone who may pick up a ${reserve} for you`,
    pickUpHint:
      'Type their name as it is on their photo ID. Staff give them the item when they show it, and tell them nothing else. The person who picks it up sees what it is. Leave this blank if no one may.',
    all: 'You checked every way. Leave at least one, so that we can reach you about your items.',
    save: 'Save',
    saved: 'Your preferences were saved.',
    refused: {
      'e-mail': 'by e-mail',
      text: 'by text message',
      letter: 'by letter',
      phone: 'by phone call or voicemail',
    },
    willNot: (ways: string) => `We will not contact you about your items ${ways}.`,
    willUse: (these: string) => `For calls and messages we will use only ${these}.`,
    mayUseAll: 'You did not limit which of your numbers and addresses we use.',
    mayPickUp: (name: string) => `${name} may pick up your ${reserves} for you, with photo ID.`,
    changed:
      'Your preferences changed after you opened this page, perhaps because staff did what you asked. Your changes were not saved. The current preferences are shown here. Make your changes again if you want, and save.',
  },

  lost: {
    title: 'Report my card lost',
    says: 'The card that you signed in with is blocked here right away, and you are signed out. The library will give you a new card when you come in.',
    /** Another lending system does not know of the report. */
    lendsElsewhere:
      'The library checks out items in another system. Call the library too, so that the card cannot be used there.',
    button: 'Yes, block my card',
    done: 'Your card is blocked',
    doneSays: 'You are signed out. Come to the front desk with photo ID for a new card.',
    meanwhile:
      'What you have checked out stays due on the same days. If you find the card, tell the front desk, and it can be used again.',
    reach: 'How to reach the library',
  },

  secondStepTitle: 'Code from my phone',
  second: {
    says: 'With this on, a card and PIN alone no longer open your account. The library also asks for a code that only your phone shows.',
    open: 'On your phone, open a code app and add a new entry. The app may have come with your phone. Any code app works.',
    has: 'This is on: your account asks for a code from your phone.',
    remove: 'Turn it off',
    removeSays: 'Type your PIN to turn it off.',
    added: 'From now on your account also asks for a code from your phone.',
    removed: 'Your account no longer asks for a code from your phone.',
  },
  plain: {
    begin: 'Show only what is due',
    beginSays:
      'Does someone make you open your account in front of them? Then your page can show how many items are due, the days and what you owe, and nothing else. It stays so until you type your PIN.',
    title: 'Library account',
    due: (many: number, day: string) => `${many === 1 ? '1 item' : `${many} items`} due ${day}`,
    nothingDue: 'Nothing is checked out.',
    owed: (amount: string) => `Owed: ${amount}`,
    nothing: 'nothing',
    endTitle: 'Type your PIN',
    atCounter: 'Show only what is due on their own page',
    atCounterSays:
      'For someone who is made to open their account in front of others. Only their PIN ends it.',
    atCounterDone: 'Their own page now shows only what is due',
  },
  privacyConcern: 'Report a privacy concern',
  minors: 'Minors you signed for',
})

const ownPageSpanish: InSpanish<typeof ownPageEnglish> = ({ library, reserve, reserves }) => ({
  pages: 'Sus páginas',
  mine: 'Mi cuenta',
  choices: 'Preferencias',
  history: 'Historial',
  seen: 'Quién vio mi expediente',
  back: 'Volver a mi cuenta',
  recorded: 'Esta visita quedó registrada.',

  signIn: {
    title: `Iniciar sesión en su cuenta de ${library}`,
    card: 'Número de tarjeta',
    cardHint: 'El número de su tarjeta de la biblioteca',
    pin: 'PIN',
    button: 'Iniciar sesión',
    noPin: '¿No tiene PIN o lo olvidó?',
    noPinSays:
      'Venga al mostrador con su tarjeta o una identificación con foto. Si tiene un código en papel:',
    withCode: 'Elegir un PIN con un código',
    lostTitle: '¿Perdió su tarjeta o se la robaron?',
    lost: 'a cualquier hora. Después venga, o llame a la biblioteca',
    wrong:
      'Este número de tarjeta y este PIN no corresponden a ninguna cuenta, o la tarjeta está bloqueada. Revise los dos.',
    blocked: (phone) =>
      `Si su tarjeta está bloqueada o perdida, o la encontró, venga al mostrador con una identificación con foto. ¿Preguntas? Llame ${phone === '' ? 'a la biblioteca' : `al ${phone}`}.`,
    tries: (most, minutes) =>
      `Después de ${most} intentos equivocados, su PIN se bloquea por un tiempo, y ni el PIN correcto sirve. Espere ${minutes} minutos, o más si hubo más intentos. En el mostrador le pueden ayudar.`,
    over: (minutes) =>
      `Su sesión se cerró. Eso pasa después de ${minutes} minutos sin uso, después de una hora y cuando se reporta la tarjeta como perdida.`,
    out: 'Su sesión está cerrada.',
  },
  code: {
    title: 'Código de su teléfono',
    says: 'Escriba el código que la aplicación de códigos de su teléfono muestra ahora.',
    lost: '¿Perdió su teléfono? Venga al mostrador con una identificación con foto. Allí pueden desactivar esto.',
    wrong: 'Ese código no es correcto o ya se usó. Espere el siguiente.',
  },

  page: {
    title: 'Mi cuenta',
    renewAll: 'Renovar todo',
    renewOne: 'Renovar',
    renew: (title) => `Renovar: ${title}`,
    renewedOne: (title, day) => `Renovado: ${title}. Nueva fecha de devolución: ${day}.`,
    notYet: (title) =>
      `Esto todavía no se puede renovar: ${title}. La fecha de devolución seguiría igual. Inténtelo más cerca de ese día.`,
    noneYet: 'Algunos artículos todavía no se pueden renovar: sus fechas de devolución seguirían igual.',
    contact: 'Sus datos de contacto',
    guardians: 'Padre, madre o tutores que constan',
    guardianSince: (name, day) => `${name}, desde el ${day}`,
    noGuardian: 'Aquí no se nombra a nadie',
    guardiansSay:
      'Se les puede decir qué está atrasado, perdido o dañado, con sus títulos, y qué debe usted. No les decimos qué más tiene prestado, reservó o leyó. Aquí no aparece quien limita cómo podemos comunicarnos. Si se agregó a alguien, lo dice la página Quién vio mi expediente.',
    renewed: (count) => (count === 1 ? 'Se renovó un artículo.' : `Se renovaron ${count} artículos.`),
    notRenewed: (count) =>
      count === 1
        ? 'Un artículo no se pudo renovar: otra persona lo espera, o llegó al límite de renovaciones.'
        : `${count} artículos no se pudieron renovar: otras personas los esperan, o llegaron al límite de renovaciones.`,
    nothingRenewed: 'No se renovó nada.',
    phone: 'Cuando llame a la biblioteca',
    phoneSays: (minutes) =>
      `Por teléfono, la biblioteca no dice nada a una persona que no puede identificar. Pida aquí un código y léalo en voz alta con el número de su tarjeta. Sirve una vez, durante ${minutes} minutos.`,
    phoneGet: 'Pedir un código telefónico',
    phoneCode: 'Su código telefónico',
    phoneCodeSays: (minutes) =>
      `Léalo en voz alta cuando la biblioteca se lo pida. Sirve una vez, durante ${minutes} minutos. Nadie en la biblioteca puede buscarlo.`,
    news: {
      'new-card': (day) => `Se dio una tarjeta nueva en su cuenta el ${day}.`,
      'card-lost': (day) => `Una tarjeta suya se reportó como perdida el ${day}.`,
    },
    newsSays: 'Si no lo pidió, llame a la biblioteca o venga.',
    account: 'Su inicio de sesión y sus datos',
    changePin: 'Cambiar mi PIN',
    secondStep: 'Activar un código de mi teléfono',
    correct: 'Cambiar o corregir mi expediente',
    copyToRead: 'Descargar una copia de mi expediente para leer',
    copy: 'Descargar los mismos datos para un programa',
    history: 'Préstamos anteriores: guardar una lista, o ninguna',
    child: 'Preguntar por su hijo o hija',
    choices: 'Preferencias: cómo puede comunicarse conmigo la biblioteca',
    call: 'El número de la biblioteca:',
    privacy: 'Qué guardamos y quién puede verlo',
    lostCard: 'Reportar mi tarjeta como perdida',
    close: 'Cerrar mi cuenta',
  },

  choose: {
    title: 'Mis preferencias',
    language: '¿En qué idioma quiere que le escriba la biblioteca?',
    anyLanguage: 'Sin preferencia',
    refuses: 'No me avisen por',
    refusesHint:
      'Escribimos o llamamos cuando algo está atrasado o listo para usted. Ningún mensaje, carta ni mensaje de voz nombra un título. Marque cada manera que no quiere. Si usted es menor, su padre, madre o tutor puede recibir de todos modos una carta de que algo está atrasado o se debe.',
    channel: {
      'e-mail': 'Correo electrónico',
      text: 'Mensaje de texto',
      letter: 'Carta',
      phone: 'Llamada o mensaje de voz',
    },
    safe: 'Cómo avisarle si su tarjeta se pierde o se reemplaza',
    safeHint:
      'Es para este aviso, y para un código que el personal le envíe para una tarjeta nueva. No limita nada más. Cuando su tarjeta se reporta como perdida o se da una nueva, se lo decimos de cada una de estas maneras, para que lo note si no lo pidió. Marque una manera solo si nadie más la lee. Si marca alguna, ese código no se envía de otra manera. Si no marca ninguna, se lo decimos en su próxima visita. Una manera o dirección que usted quita recibe este aviso 30 días más, por si la quitó otra persona.',
    alias: 'Nombre corto para los papeles',
    aliasHint: `Cuando una ${reserve} está lista, su papel en el estante lleva esta palabra y dos cifras, y no su nombre. Use solo letras, 12 como máximo. Otras personas ven el estante: elija algo por lo que no le conozcan. Deje esto en blanco para recibir cada vez un nombre nuevo al azar.`,
    aliasUnfit: 'Un nombre corto para los papeles debe tener de 2 a 12 letras de la A a la Z',
    aliasIsName: 'Eso es parte de su propio nombre. Elija algo por lo que otros no le conozcan.',
    only: 'Use solo esto para comunicarse conmigo',
    onlyHint:
      'Marque los números y direcciones donde nadie más contesta ni lee. Para llamadas y mensajes no usamos otros. Si no marca nada, podemos usar todos. El aviso de una tarjeta perdida o nueva tiene su propia lista en esta página. Si quita un correo de su expediente, le escribimos allí una vez para decirlo, aunque no esté marcado aquí.',
    notOnFile: (one) => `${one} (ya no está en su expediente)`,
    noWayLeft:
      'Usted nos limitó a números y direcciones que ya no están en su expediente. Por eso no le llamamos ni le enviamos mensajes.',
    chooseWays: 'Elegir lo que podemos usar',
    mailTo: 'Enviar mis cartas a otro lugar',
    mailToHint:
      'Escriba un domicilio donde las cartas están seguras, como el de una amistad o un programa que reenvía el correo. Las cartas y las pantallas del personal muestran ese y no el suyo. Deje ambas líneas en blanco para usar el suyo.',
    mailStreet: 'Calle o apartado',
    mailTown: 'Ciudad, estado, código postal',
    mailToPart: 'Escriba las dos líneas del domicilio, o deje ambas en blanco',
    pickUp: `Alguien que puede recoger una ${reserve} por usted`,
    pickUpHint:
      'Escriba su nombre como está en su identificación con foto. El personal le entrega el artículo cuando la muestra, y no le dice nada más. Quien lo recoge ve qué es. Deje esto en blanco si nadie puede.',
    all: 'Marcó todas las maneras. Deje al menos una, para que podamos avisarle.',
    save: 'Guardar',
    saved: 'Sus preferencias se guardaron.',
    refused: {
      'e-mail': 'por correo electrónico',
      text: 'por mensaje de texto',
      letter: 'por carta',
      phone: 'por llamada o mensaje de voz',
    },
    willNot: (ways) => `No le avisaremos ${ways} sobre sus artículos.`,
    willUse: (these) => `Para llamadas y mensajes usaremos solo ${these}.`,
    mayUseAll: 'No limitó cuáles de sus números y direcciones usamos.',
    mayPickUp: (name) => `${name} puede recoger sus ${reserves} con su identificación con foto.`,
    changed:
      'Sus preferencias cambiaron después de que usted abrió esta página, quizá porque el personal hizo lo que usted pidió. Sus cambios no se guardaron. Aquí están las preferencias actuales. Haga sus cambios otra vez si quiere y guarde.',
  },

  lost: {
    title: 'Reportar mi tarjeta como perdida',
    says: 'La tarjeta con la que inició sesión se bloquea aquí enseguida, y su sesión se cierra. La biblioteca le dará una tarjeta nueva cuando venga.',
    lendsElsewhere:
      'La biblioteca presta con otro sistema. Llame también a la biblioteca, para que la tarjeta no se pueda usar allí.',
    button: 'Sí, bloquear mi tarjeta',
    done: 'Su tarjeta está bloqueada',
    doneSays:
      'Su sesión está cerrada. Venga al mostrador con una identificación con foto por una tarjeta nueva.',
    meanwhile:
      'Lo que tiene prestado se devuelve en las mismas fechas. Si encuentra la tarjeta, avise en el mostrador, y podrá usarse otra vez.',
    reach: 'Cómo comunicarse con la biblioteca',
  },

  secondStepTitle: 'Código de mi teléfono',
  second: {
    says: 'Con esto activado, una tarjeta y un PIN solos ya no abren su cuenta. La biblioteca también pide un código que solo su teléfono muestra.',
    open: 'En su teléfono, abra una aplicación de códigos y agregue una entrada nueva. Quizá venía con el teléfono. Cualquiera sirve.',
    has: 'Está activado: su cuenta pide un código de su teléfono.',
    remove: 'Desactivarlo',
    removeSays: 'Escriba su PIN para desactivarlo.',
    added: 'Desde ahora su cuenta pide también un código de su teléfono.',
    removed: 'Su cuenta ya no pide un código de su teléfono.',
  },
  plain: {
    begin: 'Mostrar solo lo que debo devolver o pagar',
    beginSays:
      '¿Alguien le obliga a abrir su cuenta delante de otras personas? Entonces su página puede mostrar cuántos artículos debe devolver, en qué días y cuánto debe, y nada más. Sigue así hasta que usted escriba su PIN.',
    title: 'Cuenta de la biblioteca',
    due: (many, day) => `${many === 1 ? '1 artículo' : `${many} artículos`} para el ${day}`,
    nothingDue: 'No hay nada prestado.',
    owed: (amount) => `Debe: ${amount}`,
    nothing: 'nada',
    endTitle: 'Escriba su PIN',
    atCounter: 'Mostrar en su página solo lo que debe devolver o pagar',
    atCounterSays: 'Para quien tiene que abrir su cuenta delante de otras personas. Solo su PIN lo termina.',
    atCounterDone: 'Su página muestra ahora solo lo que debe devolver o pagar',
  },
  privacyConcern: 'Reportar una preocupación de privacidad',
  minors: 'Menores por quienes usted firmó',
})

export const ownPageWords = screenWords(ownPageEnglish, ownPageSpanish)

const ownCopyEnglish = ({ library, reserve }: LibraryTerms) => ({
  title: 'My record at the library',
  from: (day: string) => `${library}, ${day}. This page is yours. Keep it where others cannot read it.`,
  seen: 'Who viewed your record is not in this copy. Your page shows it under “Who viewed my record”.',
  chosen: 'Your preferences',
  nothingChosen: 'You set no preferences.',
  language: 'The library writes to you in',
  refuses: 'You do not want the library to contact you by',
  safe: 'A safe way to tell you about your card',
  alias: 'Short name for slips',
  only: 'The library may use only',
  mailTo: 'Your letters go to',
  ownAddress: 'Your own address, which is on no letter',
  pickUp: `Who may pick up a ${reserve} for you`,
  wrongNumbers: 'Phone numbers that turned out to be wrong',
  ofAge: {
    marriage: (day: string) => `You are of age because you are married. It was recorded on ${day}.`,
    emancipation: (day: string) => `You are of age because a court order says so. It was recorded on ${day}.`,
  },
  card: {
    kind: 'Kind of card',
    kindCode: 'Kind of card, as the library’s code',
    since: 'On file since',
    renewed: 'Card renewed on',
    until: 'Card good until',
  },
  slips: `Slips on the ${reserve} shelf`,
  setRight: (parts: string) =>
    `Corrected here, though the library’s other system may still have the old value: ${parts}.`,
  slip: 'Slip',
  until: 'Kept until',
  shared: {
    title: 'This computer is shared',
    says: 'The copy is a file. It stays on this computer after you sign out, and the next person can open it. It is safer to get it on your own phone or computer.',
    save: 'Save it here anyway',
    back: 'Do not save it',
  },
})

const ownCopySpanish: InSpanish<typeof ownCopyEnglish> = ({ library, reserve }) => ({
  title: 'Mi expediente en la biblioteca',
  from: (day) => `${library}, ${day}. Esta página es suya: guárdela donde otros no puedan leerla.`,
  seen: 'Quién vio su expediente no está en esta copia. Su página lo muestra en «Quién vio mi expediente».',
  chosen: 'Sus preferencias',
  nothingChosen: 'Usted no tiene preferencias.',
  language: 'La biblioteca le escribe en',
  refuses: 'No quiere que la biblioteca se comunique con usted por',
  safe: 'Una manera segura de avisarle sobre su tarjeta',
  alias: 'Nombre corto para los papeles',
  only: 'La biblioteca puede usar solo',
  mailTo: 'Sus cartas van a',
  ownAddress: 'Su propio domicilio, que no está en ninguna carta',
  pickUp: `Quién puede recoger una ${reserve} por usted`,
  wrongNumbers: 'Números de teléfono equivocados',
  ofAge: {
    marriage: (day) => `Usted es mayor de edad porque se casó. Se anotó el ${day}.`,
    emancipation: (day) => `Usted es mayor de edad porque lo dijo un tribunal. Se anotó el ${day}.`,
  },
  card: {
    kind: 'Tipo de tarjeta',
    kindCode: 'Tipo de tarjeta, con el código de la biblioteca',
    since: 'Registrado desde el',
    renewed: 'Tarjeta renovada el',
    until: 'Tarjeta válida hasta el',
  },
  slips: `Papeles en el estante para una ${reserve}`,
  setRight: (parts) =>
    `Corregido aquí, aunque el otro sistema de la biblioteca quizá tenga el valor anterior: ${parts}.`,
  slip: 'Papel',
  until: 'Se guarda hasta el',
  shared: {
    title: 'Esta computadora es compartida',
    says: 'La copia es un archivo. Se queda en esta computadora después de cerrar la sesión, y la próxima persona puede abrirlo. Es más seguro obtenerla en su propio teléfono o computadora.',
    save: 'Guardarla aquí de todos modos',
    back: 'No guardarla',
  },
})

export const ownCopyWords = screenWords(ownCopyEnglish, ownCopySpanish)

const ownHistoryEnglish = () => ({
  off: 'No list of your past checkouts is kept for you here.',
  /** `lendsElsewhere`: another lending system keeps its own record. */
  offSays: (lendsElsewhere: boolean) => [
    lendsElsewhere
      ? 'Once you return an item and owe nothing for it, it is no longer linked to you in this system. About two weeks later the link is gone from our backups too. The library checks out items in another system, which may keep the link longer.'
      : 'Once you return an item and owe nothing for it, it is no longer linked to you. The library destroys the link. About two weeks later it is gone from our backups too, and we cannot bring it back.',
    'If a legal request comes before then, we may have to keep a copy until it is settled.',
    'If you want a list for yourself, we can keep one from now on. You see it on this page. Staff do not, unless the law compels the library.',
  ],
  offRisk: 'A court can demand a list that exists. It cannot get a list that does not exist.',
  keep: 'Keep a list for me from now on',
  /** The same with or without a list. */
  shut: (day: string) =>
    `We keep a list of your past checkouts only if you ask for one. If there is a list, it shows here starting ${day}.`,
  shutSays:
    'A few days ago the library helped set your PIN, or turn off the code from your phone. Until that day, the list here cannot be viewed or erased. If that was not you, come to the front desk. Once you turn on a code from your phone, this page stays open even when the library helps with your PIN.',
  on: 'The library keeps a list of the items you return, for you. No one on staff sees it, unless the law compels the library.',
  none: 'The list is empty so far.',
  returned: 'Returned',
  eraseTicked: 'Erase checked items',
  noneTicked: 'Check at least one item to erase',
  eraseAll: 'Erase the whole list and keep a new one',
  stop: 'Erase the whole list and stop keeping one',
  sure: 'This cannot be undone. The data drops out of backups within two weeks.',
  started: 'From now on the items you return are listed here.',
  erased: 'The items were erased.',
  stopped: 'Your list was erased, and no new list is kept.',
  older: 'Older',
  newest: 'Back to newest',
})

const ownHistorySpanish: InSpanish<typeof ownHistoryEnglish> = () => ({
  off: 'Aquí no se guarda para usted ninguna lista de sus préstamos anteriores.',
  offSays: (lendsElsewhere) => [
    lendsElsewhere
      ? 'Cuando usted devuelve un artículo y no debe nada por él, en este sistema ya no está vinculado a usted. Unas dos semanas después el vínculo desaparece también de nuestras copias de seguridad. La biblioteca presta con otro sistema, que puede guardar el vínculo más tiempo.'
      : 'Cuando usted devuelve un artículo y no debe nada por él, ya no está vinculado a usted. La biblioteca destruye el vínculo. Unas dos semanas después desaparece también de nuestras copias de seguridad, y no podemos recuperarlo.',
    'Una solicitud legal que llegue antes puede obligarnos a guardar una copia hasta que se resuelva.',
    'Si quiere una lista para usted, podemos guardarla desde ahora. Usted la ve en esta página. El personal no, salvo que la ley obligue a la biblioteca.',
  ],
  offRisk: 'Un tribunal puede pedir una lista que se guarda. No puede obtener una lista que no existe.',
  keep: 'Guardar una lista para mí desde ahora',
  shut: (day) =>
    `Guardamos una lista de sus préstamos anteriores solo si usted la pide. Si la hay, se muestra aquí desde el ${day}.`,
  shutSays:
    'La biblioteca ayudó hace unos días a poner su PIN o a desactivar el código de su teléfono. Hasta ese día la lista no se puede ver ni borrar aquí. Si no fue usted, venga al mostrador. Con un código de su teléfono activado, esta página sigue abierta cuando la biblioteca le ayuda con su PIN.',
  on: 'La biblioteca guarda para usted una lista de lo que devuelve. Nadie del personal la ve, salvo que la ley obligue a la biblioteca.',
  none: 'La lista está vacía por ahora.',
  returned: 'Devuelto',
  eraseTicked: 'Borrar lo marcado',
  noneTicked: 'Marque al menos un artículo para borrar',
  eraseAll: 'Borrar toda la lista y empezar otra',
  stop: 'Borrar toda la lista y no guardar más',
  sure: 'Esto no se puede deshacer. Los datos salen de las copias de seguridad en dos semanas.',
  started: 'Desde ahora lo que devuelva aparece en esta lista.',
  erased: 'Se borró lo marcado.',
  stopped: 'Su lista se borró y no se guarda otra.',
  older: 'Más antiguo',
  newest: 'Volver a lo más nuevo',
})

export const ownHistoryWords = screenWords(ownHistoryEnglish, ownHistorySpanish)

const ownReserveEnglish = ({ library, reserve, reserves }: LibraryTerms) => ({
  mine: `My ${reserves}`,
  /** Under the list of them. */
  more: `Pick up, or place another ${reserve}`,
  place: `Place a ${reserve}`,
  letPickUp: 'Let someone else pick up for you',
  says: 'Search for a title and choose it. Your search is not saved.',
  waits: 'Ready for you at the desk',
  waitsSays:
    'Bring your card. The slip is enough to find your item, so you do not need to say your name or the title.',
  slip: 'Slip',
  until: 'Kept until',
  placed: `Your ${reserve} was placed. This page shows when it is ready.`,
  cancelled: `Your ${reserve} was canceled.`,
  gone: `That ${reserve} is no longer there, or this page was open too long. Check the list below.`,
  notPlaced: {
    already: `You already have this title on ${reserve}.`,
    enough: `You have reached the limit on ${reserves}. Cancel one first.`,
    'card-expired': 'Your card has expired. Renew it at the front desk first.',
    'no-such-title': 'No copy of this title can be checked out. Choose another.',
  },
  elsewhere: `${library} takes ${reserves} in another system`,
  elsewhereSays: `Call ${library}, or come in, to place a ${reserve}.`,
})

const ownReserveSpanish: InSpanish<typeof ownReserveEnglish> = ({ library, reserve, reserves }) => ({
  mine: `Mis ${reserves}`,
  more: `Recoger, o hacer otra ${reserve}`,
  place: `Hacer una ${reserve}`,
  letPickUp: 'Permitir que otra persona recoja por usted',
  says: 'Busque un título y elíjalo. Su búsqueda no se guarda.',
  waits: 'Listo para usted en el mostrador',
  waitsSays:
    'Traiga su tarjeta. El papel basta para encontrarlo: no hace falta decir su nombre ni el título.',
  slip: 'Papel',
  until: 'Guardado hasta',
  placed: `Su ${reserve} está hecha. Esta página muestra cuándo está lista.`,
  cancelled: `Su ${reserve} se canceló.`,
  gone: `Esa ${reserve} ya no está, o esta página estuvo abierta demasiado tiempo. Revise la lista de abajo.`,
  notPlaced: {
    already: `Ya tiene este título en ${reserve}.`,
    enough: `Ya llegó al límite de ${reserves}. Cancele una primero.`,
    'card-expired': 'Su tarjeta está vencida. Renuévela antes en el mostrador.',
    'no-such-title': 'Ningún ejemplar de este título se puede prestar. Elija otro.',
  },
  elsewhere: `${library} lleva sus ${reserves} en otro sistema`,
  elsewhereSays: `Llame a ${library} o venga para hacer una ${reserve}.`,
})

export const ownReserveWords = screenWords(ownReserveEnglish, ownReserveSpanish)

const ownSeenEnglish = ({ library, aCustomer }: LibraryTerms) => ({
  intro: `This list shows each time ${library}’s program showed something from your record, or told staff what they may say about it. It also shows each change to your sign-in, your cards, or your record. It says what job each person does, and not their name.`,
  /** If the library lends with another system. */
  otherSystem: 'The list does not show who viewed your record in the library’s other system.',
  /** On every page, whether or not there is such a paper. */
  someNever: 'By law, some legal papers may never be shown here.',
  none: 'There is nothing for this month.',
  day: 'Day',
  who: 'Who',
  how: 'How',
  what: 'What',
  clause: 'The part of the policy that applies',
  /** The newest minute is not signed yet. */
  notYet: 'The last minute is not here yet. Each time you view your own record is here too.',
  program: `${library}’s program`,
  you: 'You',
  /** On a page of their own. */
  guardian: 'A parent or guardian, on their own page',
  toldTo: (who: string, whom: string) => `${who}, to ${whom}`,
  whom: {
    guardian: 'a parent or guardian',
    patron: 'you',
    'justice-agency': 'a law enforcement or justice office',
    'government-agency': 'a government office',
    'private-party': 'a private person or company',
    vendor: 'a company that works for the library',
    public: 'the public',
    other: 'someone outside the library',
  },
  channel: {
    screen: 'On a screen',
    'in-person': 'In person',
    'phone-in': 'By phone (you called)',
    'phone-out': 'By phone (we called)',
    message: 'In a message',
    'e-mail': 'By e-mail',
    text: 'By text message',
    letter: 'By letter',
    sip2: 'At a self-service machine',
    process: 'Produced, as you were notified',
  },
  listed: 'Your name and year of birth, in a list',
  /** A guardian looked, and nothing was owed. */
  nothing: 'Nothing from your record was shown',
  yours: {
    existence: `that you are ${aCustomer}`,
    charges: 'how much you owe',
  },
  owedFor: 'what you owe, and for what',
  /** The customer was not there, so that no one was checked. */
  addressOff: 'Took an address off your record, because mail to it came back.',
  /** What staff pressed; the program cannot know it. */
  basis: {
    card: 'Your card was scanned, or its number typed.',
    'in-hand': 'Staff said they had your card or photo ID in hand.',
    known: 'Staff said you were there and that they know you.',
    phone: 'Staff said it was for a phone call.',
    list: 'Staff said they were working through a list, such as calls to make.',
    correction: 'Staff said they were correcting your record or dealing with returned mail.',
    'pick-up': 'Staff said someone else was there to pick up for you.',
  },
  act: {
    'screen-handed': 'Handed the screen to someone, as you, to set a PIN.',
    'pin-set': 'A PIN was set for you.',
    'pin-code-given': 'Printed a code for setting your PIN.',
    'own-signed-in': 'There was a sign-in to your page.',
    'own-second-step-added': 'The code from a phone was turned on.',
    'own-second-step-removed': 'The code from your phone was turned off.',
    'code-app-lost': 'Turned off the code from your phone.',
    'correction-asked': 'A correction to your record was requested.',
    'choices-changed': 'Your preferences were changed.',
    'plain-view-on': 'Your page was set to show only what is due.',
    'plain-view-off': 'Your page was set to show everything again.',
    'contact-changed': 'The e-mail addresses in your record were changed.',
    'record-corrected': 'Corrected your record.',
    'correction-left': 'Did not make the correction that was requested.',
    'correction-waits': 'Noted your birth date correction for the Director.',
    'card-reported-lost': 'Reported your card lost.',
    'card-found': 'Reactivated a card that was reported lost.',
    'card-given': 'Issued a new card on your account.',
    'card-block-asked': 'Asked on the library’s public page to block your card.',
    'card-unblocked': 'Unblocked your card.',
    'card-code-wrong': 'Typed a wrong code for a new card.',
    'card-code-sent': 'Had a code for a new card sent to you.',
    'lost-card-scanned': 'Scanned a card of yours that was lost or blocked. Nothing was shown.',
    'patron-registered': 'You were registered and got a card.',
    'card-renewed': 'Renewed your card.',
    'card-renewal-undone': 'Undid the renewal of your card.',
    'account-not-closed-at-counter': 'Tried to close your account, which cannot be closed yet.',
    'card-set-apart': 'Listed your card as one that they do not open.',
    'card-not-apart': 'Took your card off their list of cards that they do not open.',
    'study-view': 'Studied who viewed your record, because of a privacy concern.',
    'study-others': 'Read your name in a study of who viewed another record.',
    'guardian-added': 'Added someone as your parent or guardian.',
    'guardian-changed': 'Changed what is on file about a parent or guardian of yours.',
    'wrong-disclosure':
      'Noted that something about you reached someone who may not have it. Ask the library, in person, what it was.',
  },
  checked: {
    'photo-id': 'Staff reported seeing photo ID.',
    'known-to-staff': 'Staff reported knowing you.',
    'code-on-file': 'You read out a code that we sent you.',
    'signed-letter': 'Staff reported seeing a letter that you signed.',
    'death-shown': 'Staff reported seeing a document that says you died.',
    address: 'Staff reported asking whether your address is right.',
    'minor-present': 'Staff reported that you were there and confirmed it.',
  },
  month: 'Month',
  otherMonths: 'Other months',
  older: 'Older',
  ask: 'Is there a view that you do not understand? Ask the Director about it',
  askOne: 'Ask the Director about this view',
  answers: 'Did you report a concern? The answer, once there is one, is under',
})

const ownSeenSpanish: InSpanish<typeof ownSeenEnglish> = ({ library, aCustomer }) => ({
  intro: `Esta lista muestra cada vez que el programa de ${library} mostró algo de su expediente, o dijo al personal qué puede decir de él. También muestra cada cambio en su inicio de sesión, sus tarjetas o su expediente. Dice qué trabajo hace cada persona, y no su nombre.`,
  otherSystem: 'La lista no muestra quién vio su expediente en el otro sistema de la biblioteca.',
  someNever: 'Por ley, algunos documentos legales nunca se pueden mostrar aquí.',
  none: 'No hay nada en este mes.',
  day: 'Día',
  who: 'Quién',
  how: 'Cómo',
  what: 'Qué',
  clause: 'La parte de la política que se aplica',
  notYet: 'El último minuto todavía no aparece. También aparece cada vez que usted ve su propio expediente.',
  program: `El programa de ${library}`,
  you: 'Usted',
  guardian: 'El padre, la madre o el tutor, en su propia página',
  toldTo: (who, whom) => `${who}, a ${whom}`,
  whom: {
    guardian: 'el padre, la madre o el tutor',
    patron: 'usted',
    'justice-agency': 'una agencia de policía o de justicia',
    'government-agency': 'una oficina del gobierno',
    'private-party': 'una persona o empresa privada',
    vendor: 'una empresa que trabaja para la biblioteca',
    public: 'el público',
    other: 'alguien de fuera de la biblioteca',
  },
  channel: {
    screen: 'En una pantalla',
    'in-person': 'En persona',
    'phone-in': 'Por teléfono (usted llamó)',
    'phone-out': 'Por teléfono (llamamos)',
    message: 'En un mensaje',
    'e-mail': 'Por correo electrónico',
    text: 'Por mensaje de texto',
    letter: 'Por carta',
    sip2: 'En una máquina de autoservicio',
    process: 'Se entregó, como se le notificó',
  },
  listed: 'Su nombre y año de nacimiento, en una lista',
  nothing: 'No se mostró nada de su expediente',
  yours: {
    existence: `que usted es ${aCustomer}`,
    charges: 'cuánto debe usted',
  },
  owedFor: 'cuánto debe usted y por qué',
  addressOff: 'Quitó un domicilio de su expediente, porque el correo enviado allí se devolvió.',
  basis: {
    card: 'Se escaneó su tarjeta, o se escribió su número.',
    'in-hand': 'El personal dijo que tenía su tarjeta o identificación en la mano.',
    known: 'El personal dijo que usted estaba allí y que le conoce.',
    phone: 'El personal dijo que era por una llamada.',
    list: 'El personal dijo que trabajaba con una lista, por ejemplo de llamadas.',
    correction: 'El personal dijo que corregía su expediente o trataba correo devuelto.',
    'pick-up': 'El personal dijo que otra persona vino a recoger por usted.',
  },
  act: {
    'screen-handed': 'Entregó la pantalla a alguien, como si fuera usted, para poner un PIN.',
    'pin-set': 'Se puso un PIN para usted.',
    'pin-code-given': 'Imprimió un código para poner su PIN.',
    'own-signed-in': 'Se inició sesión en su página.',
    'own-second-step-added': 'Se activó un código de un teléfono.',
    'own-second-step-removed': 'Se desactivó el código de su teléfono.',
    'code-app-lost': 'Desactivó el código de su teléfono.',
    'correction-asked': 'Se pidió una corrección en su expediente.',
    'choices-changed': 'Se cambiaron sus preferencias.',
    'plain-view-on': 'Su página pasó a mostrar solo lo que debe devolver o pagar.',
    'plain-view-off': 'Su página volvió a mostrar todo.',
    'contact-changed': 'Se cambiaron los correos en su expediente.',
    'record-corrected': 'Corrigió su expediente.',
    'correction-left': 'No hizo la corrección que se pidió.',
    'correction-waits': 'Anotó para la Dirección la corrección de su fecha de nacimiento.',
    'card-reported-lost': 'Reportó su tarjeta como perdida.',
    'card-found': 'Reactivó una tarjeta que se había reportado como perdida.',
    'card-given': 'Dio una tarjeta nueva en su cuenta.',
    'card-block-asked': 'Pidió en la página pública de la biblioteca bloquear su tarjeta.',
    'card-unblocked': 'Desbloqueó su tarjeta.',
    'card-code-wrong': 'Escribió un código equivocado para una tarjeta nueva.',
    'card-code-sent': 'Le hizo enviar un código para una tarjeta nueva.',
    'lost-card-scanned': 'Escaneó una tarjeta suya perdida o bloqueada. No se mostró nada.',
    'patron-registered': 'Se le registró y se le dio una tarjeta.',
    'card-renewed': 'Renovó su tarjeta.',
    'card-renewal-undone': 'Deshizo la renovación de su tarjeta.',
    'account-not-closed-at-counter': 'Intentó cerrar su cuenta, que todavía no se puede cerrar.',
    'card-set-apart': 'Anotó su tarjeta entre las que no abre.',
    'card-not-apart': 'Quitó su tarjeta de la lista de las que no abre.',
    'study-view': 'Estudió quién vio su expediente, por una preocupación de privacidad.',
    'study-others': 'Leyó su nombre en un estudio de quién vio otro expediente.',
    'guardian-added': 'Agregó a alguien como su padre, madre o tutor.',
    'guardian-changed': 'Cambió lo que consta de su padre, madre o tutor.',
    'wrong-disclosure':
      'Anotó que algo sobre usted llegó a quien no debe tenerlo. Pregunte en persona en la biblioteca qué fue.',
  },
  checked: {
    'photo-id': 'El personal dice que vio una identificación con foto.',
    'known-to-staff': 'El personal dice que le conoce.',
    'code-on-file': 'Usted leyó un código que le enviamos.',
    'signed-letter': 'El personal dice que vio una carta con su firma.',
    'death-shown': 'El personal dice que vio un documento de que usted murió.',
    address: 'El personal dice que preguntó si su domicilio está bien.',
    'minor-present': 'El personal dice que usted estaba presente y lo confirmó.',
  },
  month: 'Mes',
  otherMonths: 'Otros meses',
  older: 'Más antiguo',
  ask: '¿Hay una vista que no entiende? Pregunte a la Dirección',
  askOne: 'Preguntar a la Dirección por esto',
  answers: '¿Reportó una preocupación? La respuesta, cuando la haya, está en',
})

export const ownSeenWords = screenWords(ownSeenEnglish, ownSeenSpanish)

const seenByDayEnglish = () => ({
  /** At the end of a line that names the first two; each is named below. */
  more: (many: number) => `${many} more`,
  entered: (day: string) => `written on paper first, typed in on ${day}`,
  what: 'What it was',
  own: (times: number) => (times === 1 ? 'You viewed it once' : `You viewed it ${times} times`),
  checked: 'What staff noted',
})

const seenByDaySpanish: InSpanish<typeof seenByDayEnglish> = () => ({
  more: (many) => `${many} más`,
  entered: (day) => `primero en papel, pasado aquí el ${day}`,
  what: 'Qué fue',
  own: (times) => (times === 1 ? 'Usted lo vio una vez' : `Usted lo vio ${times} veces`),
  checked: 'Lo que anotó el personal',
})

export const seenByDayWords = screenWords(seenByDayEnglish, seenByDaySpanish)
