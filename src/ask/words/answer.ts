import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ aCustomer }: LibraryTerms) => ({
  headline: {
    release: 'Yes, you may tell them',
    limited: 'You may tell them some of it',
    refuse: 'Do not tell them anything',
    refer: 'Tell them nothing. The Director decides.',
    seizure: 'Do not stop them. Do not agree to it.',
    compelled: 'The Director has decided to comply',
  },
  /** For staff who cannot see the record, and leave telling to others. */
  headlineForOthers: {
    release: 'Yes, they may be told',
    limited: 'They may be told some of it',
    refuse: 'Do not tell them anything yourself',
  },
  codeWrong:
    'The code that was read out is not theirs, is too old, or was used before. They can get another on their own page.',
  expiredCard: 'This card has expired. It does not show who someone is until it is renewed at the counter.',
  lostCard: 'The card with this number was reported lost. It does not show who someone is.',
  /** Which names are on file is never said. */
  guardian: {
    'not-on-file': 'This is not the name of a guardian on file for this card. Ask the Director what to do.',
    'too-many-names':
      'Too many wrong names were typed for this card. Ask the Director, or try again in a quarter of an hour.',
  },
  settled: {
    headline: 'There is nothing to settle',
    say: 'There is nothing to settle on this account.',
    next: 'Say no more than that about the account.',
  },
  sayForOthers: 'Whoever looks it up says this',
  told: 'This is what you may tell them',
  showAgain: 'The Counter shows the record again.',
  onRecord: 'This is on record. Reference:',
  /** For a paper that may be secret: the same whether or not it was stored. */
  perhapsKept:
    'This page does not say whether this was kept. Call the Director or the lawyer now, and tell them all of it. Reference:',
  pin: 'Pin of the register. Keep this paper: it shows if what was written before it is changed later.',
  done: 'Done',
  mayTell: 'What may be told',
  nothing: `Nothing. Do not even say if someone is ${aCustomer}.`,
  allPrivate: 'All that stays private',
  mayHear: 'They may hear',
  mayNotHear: 'They may not hear',
  notOnScreen: (names: string) => `Not on your screen: ${names}.`,
  notKept: (names: string) => `Not kept on a screen: ${names}.`,
  notLookedUp: 'No record was looked up. Find it at the',
  counter: 'Counter',
  thenAsk: ', then ask again with the card number.',
  notHere: 'Nothing can be looked up on this computer. Use one at the front desk or in a private room.',
  clerkCan: 'A desk clerk at the front desk or in a private room can look this up and answer.',
  beginSearch: 'Begin to write it down',
})

const spanish: InSpanish<typeof english> = ({ aCustomer }) => ({
  headline: {
    release: 'Sí, puede decírselo',
    limited: 'Puede decirle una parte',
    refuse: 'No le diga nada',
    refer: 'No le diga nada. Decide la Dirección.',
    seizure: 'No les cierre el paso. No dé su consentimiento.',
    compelled: 'La Dirección decidió cumplir',
  },
  headlineForOthers: {
    release: 'Sí, se le puede decir',
    limited: 'Se le puede decir una parte',
    refuse: 'Usted no le diga nada',
  },
  codeWrong:
    'El código que se leyó no es suyo, es demasiado antiguo o ya se usó. Pueden pedir otro en su propia página.',
  expiredCard:
    'Esta tarjeta está vencida. No demuestra quién es alguien hasta que se renueve en el mostrador.',
  lostCard: 'La tarjeta con este número se dio por perdida. No demuestra quién es nadie.',
  guardian: {
    'not-on-file':
      'Este no es el nombre de un tutor que conste para esta tarjeta. Pregunte a la Dirección qué hacer.',
    'too-many-names':
      'Se escribieron demasiados nombres equivocados para esta tarjeta. Pregunte a la Dirección o espere un cuarto de hora.',
  },
  settled: {
    headline: 'No hay nada que saldar',
    say: 'No hay nada que saldar en esta cuenta.',
    next: 'No diga nada más de la cuenta.',
  },
  sayForOthers: 'Quien lo consulte dice esto',
  told: 'Esto es lo que puede decirle',
  showAgain: 'El Mostrador muestra el expediente otra vez.',
  onRecord: 'Esto queda registrado. Referencia:',
  perhapsKept:
    'Esta página no dice si esto se guardó. Llame ahora a la Dirección o a la asesoría legal, y cuéntelo todo. Referencia:',
  pin: 'Marca del registro. Guarde este papel: muestra si lo escrito hasta ahora se cambia más tarde.',
  done: 'Listo',
  mayTell: 'Qué se puede decir',
  nothing: `Nada. Ni siquiera diga si alguien es ${aCustomer}.`,
  allPrivate: 'Todo lo que sigue siendo privado',
  mayHear: 'Puede saber',
  mayNotHear: 'No puede saber',
  notOnScreen: (names) => `No está en su pantalla: ${names}.`,
  notKept: (names) => `No se guarda en ninguna pantalla: ${names}.`,
  notLookedUp: 'No se consultó ningún expediente. Búsquelo en el',
  counter: 'Mostrador',
  thenAsk: ' y pregunte otra vez con el número de tarjeta.',
  notHere: 'En esta computadora no se puede consultar nada. Use una en el mostrador o en una sala privada.',
  clerkCan: 'El personal del mostrador, o de una sala privada, puede consultarlo y responder.',
  beginSearch: 'Empezar a anotarlo',
})

export const answerWords = screenWords(english, spanish)

const callBackEnglish = () => ({
  backTitle: 'Call them back',
  noOne: 'Nobody with that card is on file.',
  onTheList: (rooms: string) => `It is first on the list under Calls. Make the call from ${rooms}.`,
})

const callBackSpanish: InSpanish<typeof callBackEnglish> = () => ({
  backTitle: 'Devuelva la llamada',
  noOne: 'No consta nadie con esa tarjeta.',
  onTheList: (rooms) => `Está primero en la lista, en Llamadas. Llame desde ${rooms}.`,
})

export const callBackWords = screenWords(callBackEnglish, callBackSpanish)
