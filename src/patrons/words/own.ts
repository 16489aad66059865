import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ library, reserve, reserves }: LibraryTerms) => ({
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
    noGuardian: 'No one is named here',
    guardiansSay:
      'If they signed for you, they may ask what is overdue, lost or damaged, with its titles, and what you owe. We do not tell them what else you checked out, reserved or read. A parent who limits how we may reach them is not named here.',
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
    owe: 'To pay what you owe, come to the front desk.',
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
  privacyConcern: 'Report a privacy concern',
  minors: 'Minors you signed for',
})

const spanish: InSpanish<typeof english> = ({ library, reserve, reserves }) => ({
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
    noGuardian: 'Aquí no se nombra a nadie',
    guardiansSay:
      'Si firmaron por usted, pueden preguntar qué está atrasado, perdido o dañado, con sus títulos, y qué debe usted. No les decimos qué más tiene prestado, reservó o leyó. Aquí no aparece quien limita cómo podemos comunicarnos.',
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
    owe: 'Para pagar lo que debe, venga al mostrador.',
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
  privacyConcern: 'Reportar una preocupación de privacidad',
  minors: 'Menores por quienes usted firmó',
})

export const ownPageWords = screenWords(english, spanish)
