import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

/* Which of the library's lawyers is asked in a case, and how they confirm what someone recorded without a sign-in. */

const counselEnglish = ({ customer }: LibraryTerms) => ({
  askInstead: (names: string) => `Counsel has a conflict of interest in this case. Ask ${names} instead.`,
  noCounselLeft:
    'Each of the library’s lawyers has a conflict of interest in this case. Ask the city or county that the library belongs to for special counsel. Then give special counsel a sign-in, which someone else confirms, and add them under',
  askSpecial: 'Ask for special counsel',
  conflictSaved: 'Your conflict of interest is saved. You no longer see that case.',
  toSpecial: 'Special counsel for this case.',
  toContacts: 'Emergency contacts.',

  sendLink: 'E-mail a link to confirm it',
  sendLinkTo: (name: string) => `E-mail a link to ${name}`,
  linkHelp: (hours: number) =>
    `They can confirm or deny it without a sign-in. The link works once, for ${hours} hours. It shows the case number and what was said. It names no ${customer}.`,
  noContact:
    'To ask by e-mail, someone else must first confirm their address. Then seven days must pass. See',
  noMail: 'No link can go out, because e-mail is not set up.',
  linkSent: 'The e-mail is on its way. When they answer, the case shows it.',
  linkNotSent: 'The e-mail did not go out. Try again later, or call them.',

  linkTitle: 'Confirm or deny what was recorded',
  linkSays:
    'Someone at the library wrote down that you said this. It counts as your word only once you confirm it.',
  linkNoNames: `This page names no ${customer}. If you deny it, any decision in it is void, and a closed case opens again.`,
  reference: 'Case',
  what: 'What was recorded',
  day: 'You are recorded as saying it on',
  complied:
    'The library complied with a court order before it could reach you. Someone recorded that. You are asked to confirm it, or to deny it.',
  compliedOn: 'Recorded on',
  opinion: 'The opinion',
  alsoSaid: 'You are also recorded as saying',
  scope: 'The scope then',
  people: (people: number) => (people === 1 ? '1 person' : `${people} people`),
  readOut: 'Read to you, with pages and words',
  choice: `Tell the ${customer}?`,
  finding: 'The finding',
  board: 'Motion, closed meeting, and date',
  isTrue: 'It is true: I confirm it',
  isNot: 'It is not true: I deny it',
  answered: 'Your answer is saved',
  answeredSays: 'Thank you. You can close this page. The link no longer works.',
  linkOver: 'This link no longer works',
  linkOverSays: 'It was used, it ran out, or someone answered. Call the library at a number that you know.',

  secondTitle: 'Confirm a contact',
  secondSays:
    'Call this person at a number that you found yourself. Ask if this is their e-mail address, and if these are their phone numbers. Seven days after you confirm them, someone can ask them there if they said what someone wrote down.',
  notYours:
    'The Director set up your sign-in. Someone else must first confirm that it is yours. See the page Identity confirmations.',
  nothingToConfirm:
    'You have no contact to confirm. The person who typed a contact cannot confirm it. Nor can anyone who set up that person’s sign-in.',
  mail: 'E-mail',
  phones: 'Phone numbers',
  typedBy: 'Typed or changed by',
  iCalled: 'I called them, and it is all theirs',
  isYou:
    'This is you. Press the button only if everything below is right. If not, tell the Director, and call the library so that staff know.',
  itIsMine: 'It is all mine',
  toStart: 'Back to the start page',
  saved: 'Saved. It counts in seven days.',
  gone: 'It was changed or confirmed in the meantime.',
  taskContact: 'A contact’s address or number waits for a second person to confirm it.',
  taskGo: 'Confirm a contact',

  ownRoles: {
    director: 'the Director',
    'acting-director': 'the acting Director',
    president: 'the president of the Board',
  },
  ownTask: (role: string, at: string) =>
    `Your emergency contact was changed or taken off the list by ${role}, ${at}. Say if it is right.`,
  ownTaskGo: 'Your emergency contact',
  ownTitle: 'Your emergency contact',
  ownSays:
    'Staff call you at these numbers when a legal paper arrives. Someone else changed them or took them off the list. For seven days staff see the old numbers too, unless someone confirms the new ones.',
  ownNothing: 'No change to your contact is waiting for you.',
  ownChanged: 'Changed or taken off by',
  ownBefore: 'Before',
  ownNow: 'Now on the list',
  ownNone: 'Nothing under your name',
  ownRight: 'It is right',
  ownWrong: 'It is wrong',
  ownSavedRight: 'Saved. Staff no longer see the old numbers.',
  ownCall: {
    counsel: 'Saved. Now call the Director and the president of the Board.',
    president: 'Saved. Now call the Director and the library’s lawyer.',
  },
  ownSavedWrong:
    'The new contact counts as not confirmed. Staff are told to call the old number first until you say that it is right, for 90 days at most.',
  ownSaidWrong: (at: string) => `You said that it is wrong, ${at}. When it is settled, say that it is right.`,
})

const counselSpanish: InSpanish<typeof counselEnglish> = ({ customer }) => ({
  askInstead: (names) =>
    `La asesoría tiene un conflicto de interés en este caso. Consulte en su lugar a ${names}.`,
  noCounselLeft:
    'Todas las personas de la asesoría legal tienen un conflicto de interés en este caso. Pida una asesoría especial a la ciudad o al condado de la biblioteca. Después dele una cuenta, que otra persona confirma, y agréguela en',
  askSpecial: 'Pedir una asesoría especial',
  conflictSaved: 'Su conflicto de interés quedó guardado. Usted ya no ve ese caso.',
  toSpecial: 'Asesoría especial para este caso.',
  toContacts: 'Contactos de emergencia.',

  sendLink: 'Enviar por correo un enlace para confirmarlo',
  sendLinkTo: (name) => `Enviar por correo un enlace a ${name}`,
  linkHelp: (hours) =>
    `Puede confirmarlo o negarlo sin una cuenta. El enlace sirve una sola vez, durante ${hours} horas. Muestra el número del caso y lo que se dijo. No nombra a ningún ${customer}.`,
  noContact:
    'Para preguntar por correo, otra persona debe confirmar antes su dirección, y deben pasar siete días. Vea',
  noMail: 'No puede salir ningún enlace, porque el correo no está configurado.',
  linkSent: 'El correo va en camino. Cuando responda, el caso lo muestra.',
  linkNotSent: 'El correo no salió. Inténtelo otra vez más tarde, o llame a esa persona.',

  linkTitle: 'Confirmar o negar lo que se anotó',
  linkSays:
    'Alguien de la biblioteca anotó que usted dijo esto. Vale como dicho por usted solo cuando usted lo confirma.',
  linkNoNames: `Esta página no nombra a ningún ${customer}. Si lo niega, toda decisión en el caso queda sin efecto, y un caso cerrado se abre otra vez.`,
  reference: 'Caso',
  what: 'Lo que se anotó',
  day: 'Se dice que usted lo dijo el',
  complied:
    'La biblioteca cumplió una orden de un tribunal antes de poder hablar con usted. Alguien lo anotó. Se le pide que lo confirme o lo niegue.',
  compliedOn: 'Se anotó el',
  opinion: 'La opinión',
  alsoSaid: 'Se dice que usted dijo también',
  scope: 'El alcance entonces',
  people: (people) => (people === 1 ? '1 persona' : `${people} personas`),
  readOut: 'Se le leyó, con páginas y palabras',
  choice: `¿Avisar al ${customer}?`,
  finding: 'El punto',
  board: 'Moción, sesión cerrada y fecha',
  isTrue: 'Es verdad: lo confirmo',
  isNot: 'No es verdad: lo niego',
  answered: 'Su respuesta se guardó',
  answeredSays: 'Gracias. Puede cerrar esta página. El enlace ya no sirve.',
  linkOver: 'Este enlace ya no sirve',
  linkOverSays:
    'Se usó, venció, o la pregunta ya se respondió. Llame a la biblioteca a un número que usted conozca.',

  secondTitle: 'Confirmar un contacto',
  secondSays:
    'Llame a esta persona a un número que haya buscado usted. Pregunte si este es su correo y si estos son sus teléfonos. Siete días después de que usted los confirme, se le puede preguntar ahí si dijo lo que alguien anotó.',
  notYours:
    'La Dirección preparó su cuenta. Antes, otra persona debe confirmar que es suya. Vea la página Confirmaciones de identidad.',
  nothingToConfirm:
    'No hay ningún contacto que usted deba confirmar. Quien escribió un contacto no puede confirmarlo. Tampoco puede quien preparó la cuenta de esa persona.',
  mail: 'Correo electrónico',
  phones: 'Números de teléfono',
  typedBy: 'Lo escribió o cambió',
  iCalled: 'Llamé, y todos los datos son de esa persona',
  isYou:
    'Es usted. Oprima el botón solo si todo lo de abajo es correcto. Si no, dígaselo a la Dirección, y llame a la biblioteca para que el personal lo sepa.',
  itIsMine: 'Todos los datos son míos',
  toStart: 'Volver a la página de inicio',
  saved: 'Guardado. Valdrá dentro de siete días.',
  gone: 'Se cambió o se confirmó entretanto.',
  taskContact: 'La dirección o el número de un contacto espera a que una segunda persona lo confirme.',
  taskGo: 'Confirmar un contacto',

  ownRoles: {
    director: 'la Dirección',
    'acting-director': 'la Dirección interina',
    president: 'la presidencia de la Junta',
  },
  ownTask: (role, at) =>
    `Su contacto de emergencia se cambió o se quitó de la lista: ${role}, ${at}. Diga si es correcto.`,
  ownTaskGo: 'Su contacto de emergencia',
  ownTitle: 'Su contacto de emergencia',
  ownSays:
    'El personal le llama a estos números cuando llega un documento legal. Otra persona los cambió o los quitó de la lista. Durante siete días el personal ve también los números anteriores, salvo que alguien confirme los nuevos.',
  ownNothing: 'Ningún cambio de su contacto espera su respuesta.',
  ownChanged: 'Quién lo cambió o lo quitó',
  ownBefore: 'Antes',
  ownNow: 'Ahora en la lista',
  ownNone: 'Nada a su nombre',
  ownRight: 'Es correcto',
  ownWrong: 'No es correcto',
  ownSavedRight: 'Guardado. El personal ya no ve los números anteriores.',
  ownCall: {
    counsel: 'Guardado. Llame ahora a la Dirección y a la presidencia de la Junta.',
    president: 'Guardado. Llame ahora a la Dirección y a la asesoría legal de la biblioteca.',
  },
  ownSavedWrong:
    'El contacto nuevo vale como no confirmado. El personal debe llamar primero al número anterior hasta que usted diga que es correcto, durante 90 días como máximo.',
  ownSaidWrong: (at) => `Usted dijo que no es correcto, ${at}. Cuando esté resuelto, diga que es correcto.`,
})

export const counselWords = screenWords(counselEnglish, counselSpanish)

/* A letter from counsel: the Director adds its scan, and a second person calls counsel about it. */

const letterEnglish = ({ customer }: LibraryTerms) => ({
  title: 'Counsel sent a letter',
  says: 'Counsel may confirm or deny in a letter what someone recorded as their word. Add its scan here.',
  second:
    'The letter counts once a second person has seen it and called counsel. They call a number that someone else confirmed at least seven days ago. Outside a nondisclosure order, that is the president of the Board. If the president decides, it is a trustee. Under an order, it is the Director and the person who acts for them.',
  noSecond:
    'You noted a nondisclosure order, and counsel has not seen it. No second person may know of this case yet. You can add the letter, and no one can call about it until counsel signs in.',
  nothingWaits: 'Nothing recorded from counsel is waiting for an answer.',
  addHeading: 'Add a letter',
  which: 'Which report is the letter about?',
  whatItSays: 'What does it say?',
  saysOf: { yes: 'It confirms the report', no: 'It denies the report' },
  whichMissing: 'Choose the report that the letter is about',
  saysMissing: 'Choose what the letter says',
  scan: 'Scan of the letter',
  scanHint: `PDF, JPEG, or PNG, 10 MB at most. The second person sees it too. If it names a ${customer}, cover the name first.`,
  add: 'Add the letter',

  callHeading: 'Call counsel about a letter',
  callSays:
    'The person who decides added a letter from counsel. Read it, and call counsel at this number. Do not use a number from the letter, or one that someone gives you.',
  reference: 'Case',
  what: 'What was recorded',
  saidOn: 'Counsel is recorded as saying it on',
  itSays: {
    yes: 'The letter is said to confirm it.',
    no: 'The letter is said to deny it.',
  },
  open: (pages: number | undefined) =>
    pages === undefined
      ? 'Open the letter'
      : `Open the letter (${pages === 1 ? '1 page' : `${pages} pages`})`,
  noNumber:
    'There is no number to call yet. Someone else must first confirm counsel’s number, and seven days must pass.',
  callNow: 'Ask if the letter is theirs, and if it says what is recorded here.',
  saidYes: {
    yes: (name: string) => `${name} says that the letter is theirs, and confirms it`,
    no: (name: string) => `${name} says that the letter is theirs, and denies it`,
  },
  saidNo: {
    yes: 'They deny it: it is not their letter, or it is not true',
    no: 'It is not their letter',
  },
  notReached: 'I did not reach them',
})

const letterSpanish: InSpanish<typeof letterEnglish> = ({ customer }) => ({
  title: 'La asesoría envió una carta',
  says: 'La asesoría puede confirmar o negar en una carta lo que alguien anotó como su palabra. Agregue aquí la carta escaneada.',
  second:
    'La carta vale cuando una segunda persona la haya visto y haya llamado a la asesoría. Llama a un número que alguien más confirmó hace siete días o más. Sin una orden de no divulgación, esa persona es quien preside la Junta. Si decide quien la preside, es un miembro de la Junta. Con una orden, son la Dirección y quien actúa por ella.',
  noSecond:
    'Usted anotó una orden de no divulgación, y la asesoría no la ha visto. Todavía ninguna segunda persona puede saber de este caso. Usted puede agregar la carta, pero nadie puede llamar por ella hasta que la asesoría inicie sesión.',
  nothingWaits: 'Nada de lo que se anotó de la asesoría espera respuesta.',
  addHeading: 'Agregar una carta',
  which: '¿De qué reporte trata la carta?',
  whatItSays: '¿Qué dice?',
  saysOf: { yes: 'Confirma el reporte', no: 'Niega el reporte' },
  whichMissing: 'Elija el reporte del que trata la carta',
  saysMissing: 'Elija lo que dice la carta',
  scan: 'Carta escaneada',
  scanHint: `PDF, JPEG o PNG, de 10 MB como máximo. También la ve la segunda persona. Si nombra a un ${customer}, tape antes el nombre.`,
  add: 'Agregar la carta',

  callHeading: 'Llamar a la asesoría por una carta',
  callSays:
    'Quien decide agregó una carta de la asesoría. Léala, y llame a la asesoría a este número. No tome ningún número de la carta, ni uno que alguien le diga.',
  reference: 'Caso',
  what: 'Lo que se anotó',
  saidOn: 'Se dice que la asesoría lo dijo el',
  itSays: {
    yes: 'Según quien la agregó, la carta lo confirma.',
    no: 'Según quien la agregó, la carta lo niega.',
  },
  open: (pages) =>
    pages === undefined
      ? 'Abrir la carta'
      : `Abrir la carta (${pages === 1 ? '1 página' : `${pages} páginas`})`,
  noNumber:
    'Todavía no hay un número para llamar. Antes otra persona debe confirmar el número de la asesoría, y deben pasar siete días.',
  callNow: 'Pregunte si la carta es suya, y si dice lo que está anotado aquí.',
  saidYes: {
    yes: (name) => `${name} dice que la carta es suya, y lo confirma`,
    no: (name) => `${name} dice que la carta es suya, y lo niega`,
  },
  saidNo: {
    yes: 'Lo niega: la carta no es suya, o no es así',
    no: 'La carta no es suya',
  },
  notReached: 'No pude hablar con esa persona',
})

export const counselLetterWords = screenWords(letterEnglish, letterSpanish)
