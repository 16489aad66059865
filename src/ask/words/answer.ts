import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const answerEnglish = ({ customer, aCustomer, counsel, reserve, reserves }: LibraryTerms) => ({
  headline: {
    release: 'Yes, you may tell them',
    limited: 'You may tell them part of it',
    refuse: 'Do not tell them anything',
    refer: 'Do not tell them anything. The Director decides.',
    seizure: 'Do not consent. Do not stop them either.',
    compelled: 'The Director has decided to comply',
  },
  /** What is about no person is public. */
  publicHeadline: 'Tell them nothing about any person',
  /** For the Director, who calls no one but counsel before deciding. */
  asDirector: {
    headline: 'Do not tell them anything yet. You decide.',
    say: `I am the Director. I’m calling ${counsel} before I answer. Until then, I can’t say anything about it.`,
    note: 'You are the Director: where the steps below say “the Director,” that is you.',
    mailed: 'If the paper came by mail or e-mail, skip the words to say, and start with the call.',
  },
  /** To a customer about their own record. `history`, `computers`: follow what they are told of the rest, or `say`. */
  ofUnseen: {
    headline: 'Carrel does not show you that',
    say: 'I can’t see that here.',
    history:
      'I don’t see past checkouts. If you chose to keep a list of them, it is on your own page. Sign in there with your card and PIN.',
    computers: 'This system does not keep what people search for or how they use our computers.',
  },
  /** For staff who cannot see the record, and leave telling to others. */
  headlineForOthers: {
    release: 'Yes, they may be told',
    limited: 'They may be told part of it',
    refuse: 'Do not tell them anything yourself',
  },
  codeWrong:
    'The code they read out is not theirs, has expired, or was already used. They can get another one on their own page.',
  expiredCard: 'This card has expired. Until it is renewed, it does not prove who someone is.',
  lostCard: 'The card with this number was reported lost or blocked. It does not prove who someone is.',
  /** Which names are on file is never said. */
  guardian: {
    'not-on-file':
      'This is not the name of a guardian on file for this child. First say the words on this page. Then check that this is the right child, and ask the Director what to do.',
    'too-many-names':
      'Too many wrong names were typed for this child. First say the words on this page. Then ask the Director, or try again in 15 minutes.',
  },
  /** In the same words about any child, and about none. */
  addGuardian: {
    says: 'If they are not on file as a parent or guardian, you can say: “A parent or guardian can show us photo ID, and a birth certificate or court papers. It is the same for any child.”',
    go: 'Add a guardian',
  },
  /** What the clerk can see failed, whatever is on file. */
  guardianLacks: {
    photoId: 'You did not check that they showed photo ID. Ask to see it, then ask again.',
    number:
      'You did not check that the number is the one on file. Call them back at the number on file, or ask them to come in with photo ID.',
  },
  about: 'Whose record:',
  sayForOthers: 'The person who looks it up says this',
  /** A paper may have come by mail. */
  sayOfPaper: 'If someone is here or calls about it, say this',
  told: 'You may tell them this',
  toPay: 'They want to pay: open the record',
  showAgain: 'To see the record again, look it up again.',
  onRecord: 'This was logged. If someone asks about it later, this number finds the log entry:',
  /** For a paper that may be secret: the same whether or not it was stored. */
  perhapsKept: `This page does not say whether this was saved. Call the Director or ${counsel} now and tell them everything. Reference:`,
  pin: 'Audit log fingerprint. Keep this page. It shows if earlier entries are changed later.',
  done: 'Done',
  mayTell: 'What you may tell',
  nothing: `Nothing. Do not even say whether someone is ${aCustomer}.`,
  nothingAsked: 'Nothing that they asked for.',
  allPrivate: 'Of what they asked, this stays private',
  mayHear: 'They may be told',
  mayNotHear: 'They may not be told',
  notOnScreen: (names: string) => `Not shown on your screen: ${names}.`,
  notKept: (names: string) => `Not kept in this system: ${names}.`,
  onOwnPage:
    'No staff screen shows what they checked out before. If they chose to keep it, it is on their own page.',
  onlyFromList: `No record was looked up. Say only what the list of calls had for this call, and nothing about a minor’s ${reserves}.`,
  notLookedUp: 'No record was looked up. Use',
  counter: `Find a ${customer}`,
  thenAsk: ', then ask again with the card number.',
  noChildCard:
    'No record was looked up. On the phone, only the card number shows which child it is. If they do not have it, they can come in with photo ID.',
  notHere: 'Records cannot be looked up on this computer. Use one at the front desk or in a private room.',
  clerkCan: 'A clerk at the front desk or in a private room can look this up and answer.',
  /** For a volunteer on the phone, instead of the steps of a clerk. */
  takeMessage: [
    'Add nothing else. If a clerk is free, hand them the phone.',
    `If not, take a message on a slip: who is calling, the name of the ${customer}, the card number if they have it, and the time. Do not write what they asked.`,
    'Hand the slip to a clerk. The clerk calls back at the number on file, and then shreds the slip.',
  ],
  beginSearch: 'Start the search log',
  numbers: 'The published numbers, which anyone may have',
  /** It says of no one that they are on file. */
  correctTyped: 'Correct what I typed',
  themselves:
    'Anyone can ask about their own record: they can come in, call us, or sign in to their own page. Who viewed their record, they see only there.',
  viewed: 'If they ask who viewed their record',
  pickUp: `Did someone send them to pick up a ${reserve}? Do not say if there is one. Look it up on this page only:`,
  toPickUp: 'Pickup',
  youDecide:
    'You are the Director: where the words below say “the Director,” that is you. Aloud, say “I am the Director.”',
})

const answerSpanish: InSpanish<typeof answerEnglish> = ({
  customer,
  aCustomer,
  counsel,
  reserve,
  reserves,
}) => ({
  headline: {
    release: 'Sí, puede decírselo',
    limited: 'Puede decirle una parte',
    refuse: 'No le diga nada',
    refer: 'No le diga nada. Decide la Dirección.',
    seizure: 'No dé su consentimiento. Tampoco les cierre el paso.',
    compelled: 'La Dirección decidió cumplir',
  },
  publicHeadline: 'No diga nada sobre ninguna persona',
  asDirector: {
    headline: 'No le diga nada todavía. Decide usted.',
    say: `Yo dirijo la biblioteca. Voy a llamar a ${counsel} antes de responder. Hasta entonces, no puedo decir nada de esto.`,
    note: 'Usted dirige la biblioteca: donde los pasos de abajo dicen «la Dirección», es usted.',
    mailed:
      'Si el documento llegó por correo o por correo electrónico, omita las palabras y empiece por la llamada.',
  },
  ofUnseen: {
    headline: 'Carrel no le muestra eso',
    say: 'No puedo ver eso aquí.',
    history:
      'No veo los préstamos anteriores. Si usted eligió guardar una lista, está en su propia página. Inicie sesión allí con su tarjeta y su PIN.',
    computers: 'Este sistema no guarda lo que la gente busca ni cómo usa nuestras computadoras.',
  },
  headlineForOthers: {
    release: 'Sí, se le puede decir',
    limited: 'Se le puede decir una parte',
    refuse: 'No le diga nada usted',
  },
  codeWrong: 'El código que leyó no es suyo, venció o ya se usó. Puede pedir otro en su propia página.',
  expiredCard: 'Esta tarjeta está vencida. Mientras no se renueve, no demuestra quién es alguien.',
  lostCard:
    'La tarjeta con este número se reportó como perdida o está bloqueada. No demuestra quién es alguien.',
  guardian: {
    'not-on-file':
      'Este no es el nombre de un tutor registrado para este menor. Primero diga las palabras de esta página. Luego revise que sea el menor correcto y pregunte a la Dirección qué hacer.',
    'too-many-names':
      'Se escribieron demasiados nombres equivocados para este menor. Primero diga las palabras de esta página. Luego pregunte a la Dirección, o inténtelo de nuevo en 15 minutos.',
  },
  addGuardian: {
    says: 'Si no consta como padre, madre o tutor, puede decir: «El padre, la madre o el tutor puede mostrarnos una identificación con foto, y un acta de nacimiento o documentos del tribunal. Es igual para cualquier menor».',
    go: 'Agregar un padre o tutor',
  },
  guardianLacks: {
    photoId: 'Usted no marcó que mostró una identificación con foto. Pídala y pregunte otra vez.',
    number:
      'Usted no marcó que el número es el registrado. Devuelva la llamada al número registrado, o pida que venga con una identificación con foto.',
  },
  about: 'De quién es el expediente:',
  sayForOthers: 'La persona que lo consulta dice esto',
  sayOfPaper: 'Si alguien está aquí o llama por esto, diga esto',
  told: 'Esto es lo que puede decirle',
  toPay: 'Quiere pagar: abrir el expediente',
  showAgain: 'Para ver el expediente otra vez, búsquelo de nuevo.',
  onRecord: 'Esto quedó registrado. Si alguien pregunta después, este número encuentra la entrada:',
  perhapsKept: `Esta página no dice si esto se guardó. Llame ahora a la Dirección o a ${counsel}, y cuénteles todo. Referencia:`,
  pin: 'Huella del registro de auditoría. Guarde esta página. Muestra si las entradas anteriores se cambian más tarde.',
  done: 'Listo',
  mayTell: 'Qué se puede decir',
  nothing: `Nada. Ni siquiera diga si alguien es ${aCustomer}.`,
  nothingAsked: 'Nada de lo que pidió.',
  allPrivate: 'De lo que pidió, esto sigue siendo privado',
  mayHear: 'Se le puede decir',
  mayNotHear: 'No se le puede decir',
  notOnScreen: (names) => `No está en su pantalla: ${names}.`,
  notKept: (names) => `No se guarda en este sistema: ${names}.`,
  onOwnPage:
    'Ninguna pantalla del personal muestra lo que sacó prestado antes. Si eligió guardarlo, está en su propia página.',
  onlyFromList: `No se consultó ningún expediente. Diga solo lo que la lista de llamadas tenía para esta llamada, y nada de las ${reserves} de un menor.`,
  notLookedUp: 'No se consultó ningún expediente. Use',
  counter: `Buscar un ${customer}`,
  thenAsk: ' y pregunte otra vez con el número de tarjeta.',
  noChildCard:
    'No se consultó ningún expediente. Por teléfono, solo el número de tarjeta muestra qué menor es. Si no lo tiene, puede venir con una identificación con foto.',
  notHere: 'En esta computadora no se puede consultar nada. Use una en el mostrador o en una sala privada.',
  clerkCan: 'El personal del mostrador, o de una sala privada, puede consultarlo y responder.',
  takeMessage: [
    'No agregue nada más. Si hay alguien del mostrador libre, pásele el teléfono.',
    `Si no, tome el recado en una nota: quién llama, el nombre del ${customer}, el número de tarjeta si lo tiene, y la hora. No escriba qué preguntó.`,
    'Entregue la nota a alguien del mostrador. Esa persona devuelve la llamada al número que consta, y después destruye la nota.',
  ],
  beginSearch: 'Iniciar el registro del cateo',
  numbers: 'Los números publicados, que puede tener cualquiera',
  correctTyped: 'Corregir lo que escribí',
  themselves:
    'Cualquiera puede preguntar por su propio expediente: puede venir, llamarnos o iniciar sesión en su propia página. Quién vio su expediente, lo ve solo allí.',
  viewed: 'Si pregunta quién vio su expediente',
  pickUp: `¿Alguien le envió a recoger una ${reserve}? No diga si la hay. Búsquela solo en esta página:`,
  toPickUp: 'Recoger',
  youDecide:
    'Usted dirige la biblioteca: donde el texto de abajo dice «la Dirección», es usted. En voz alta, diga «yo dirijo la biblioteca».',
})

export const answerWords = screenWords(answerEnglish, answerSpanish)

const callBackEnglish = ({ customer, aCustomer, rooms }: LibraryTerms) => ({
  backTitle: 'Call them back',
  missing: 'Scan or type the card number, or type a name',
  noOne: `No ${customer} has this card number.`,
  toList: 'Put them on the call list',
  listedSays: `Press this while they wait. The call back is made from ${rooms}.`,
  /** Said of every customer who calls, so it tells nothing of their number. */
  codeToo: (address: string) => [
    `Read them this address: ${address}. There they can see what is due without waiting for a call.`,
    'Ask them to have their card and that page ready for the call back. There they get a code (“Get a phone code”), which works for a few minutes. At some numbers you may tell what is due only with the code.',
    'If no call comes, they can come in with their card or photo ID.',
  ],
  listed: 'They are on the call list',
  onTheList: `Hang up now. The call is saved, at the top of the list under Calls. The list shows only in ${rooms}: make the call from there.`,
  /** For a caller without a card number. */
  findByName: {
    here: 'No card number is needed for the call back. Find the record by name.',
    there: `No card number is needed for the call back. Write down the name of the ${customer}. Then go to ${rooms}, open Calls, and press “Call back ${aCustomer}.”`,
  },
})

const callBackSpanish: InSpanish<typeof callBackEnglish> = ({ customer, aCustomer, rooms }) => ({
  backTitle: 'Devuelva la llamada',
  missing: 'Escanee o escriba el número de tarjeta, o escriba un nombre',
  noOne: `Ningún ${customer} tiene este número de tarjeta.`,
  toList: 'Anotar en la lista de llamadas',
  listedSays: `Oprima esto mientras espera. La llamada se devuelve desde ${rooms}.`,
  codeToo: (address) => [
    `Léale esta dirección: ${address}. Allí puede ver qué tiene que devolver y cuándo, sin esperar la llamada.`,
    'Pídale que tenga a mano su tarjeta y esa página cuando le llame. Allí pide un código («Pedir un código telefónico»), que sirve unos minutos. Con algunos números, solo con el código puede usted decir qué vence.',
    'Si no recibe la llamada, puede venir con su tarjeta o una identificación con foto.',
  ],
  listed: 'Ya está en la lista de llamadas',
  onTheList: `Cuelgue ahora. La llamada quedó guardada al principio de la lista, en Llamadas. La lista se ve solo en ${rooms}: haga la llamada desde allí.`,
  findByName: {
    here: 'Para devolver la llamada no hace falta el número de tarjeta. Busque el expediente por el nombre.',
    there: `Para devolver la llamada no hace falta el número de tarjeta. Anote el nombre del ${customer}. Luego vaya a ${rooms}, abra Llamadas y oprima «Devolver la llamada a ${aCustomer}».`,
  },
})

export const callBackWords = screenWords(callBackEnglish, callBackSpanish)
