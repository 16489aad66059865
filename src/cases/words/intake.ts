import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  title: 'Somebody brought a paper, or asks for records',
  intro:
    'Report it here, wherever you are. Write what you know and leave out what you do not. The Director and the lawyer are told at once.',
  who: 'Who is it?',
  whoChoices: {
    officer: 'A police officer, deputy, or agent',
    agency: 'Another government office',
    other: 'A lawyer, a company, or anyone else',
    public: 'A reporter, or a public-records request',
  },
  name: 'Their name',
  nameHint: 'As they said it, or as it stands on the paper',
  agency: 'Their agency, office, or company',
  phone: 'Phone number that they gave, or that is on the paper',
  phoneHint: 'So that nobody calls back there. Leave it empty if there is none.',
  brought: 'What did they bring?',
  broughtChoices: {
    paper: 'A paper, by hand, mail, or e-mail',
    nothing: 'No paper',
    emergency: 'No paper, but they say it is an emergency',
  },
  aboutPaper: 'If there is a paper',
  aboutPaperSays: 'You do not have to read it. Three looks are enough.',
  court: 'Does it have the name of a court?',
  judge: 'Did a judge sign it?',
  here: 'Does it order a search here?',
  yesNo: { yes: 'Yes', no: 'No', unsure: 'Not sure' },
  secret: 'Does it say that you may not tell anyone about it?',
  secretChoices: {
    no: 'No, or not sure',
    yes: 'Yes',
    'fisa-order': 'It is an order of the FISA court',
    'national-security-letter': 'It is a national security letter',
  },
  about: 'Is it about the Director?',
  aboutHint: 'Such as: the paper names the Director, or what the Director did.',
  aboutChoices: {
    no: 'No, or not sure',
    yes: 'Yes: the president of the Board gets it, and the Director does not see it',
  },
  isAbout:
    'It is about the Director. The president of the Board takes the Director’s place: wherever you read “the Director”, tell the president. Do not tell the Director.',
  isAboutToo: {
    title: 'Is it about the Director after all?',
    says: 'Then the president of the Board gets it, and the Director sees it no more. Say so if you reported it.',
    button: 'It is about the Director',
    done: 'It is with the president of the Board now. Call the president.',
  },
  notAbout: {
    title: 'Is it not about the Director after all?',
    says: 'Then the Director gets it, and the president of the Board sees it no more. Say so if you reported it.',
    button: 'It is not about the Director',
    done: 'It is with the Director now. Call the Director.',
  },
  wants: 'What do they want?',
  wantsHint: 'In their words, in a line or two. Do not ask why they want it.',
  way: 'How did it come?',
  ways: {
    counter: 'At the counter',
    phone: 'By phone',
    mail: 'By mail',
    'e-mail': 'By e-mail',
    'city-hall': 'At City Hall',
    home: 'At somebody’s home',
  },
  came: 'When did it come?',
  cameHint: 'Leave this empty if it came just now.',
  send: 'Report it',
  sendReal: 'This is no drill: report it',
  drillSays: 'If this is it, go on with it here, so that practice does not count.',
  missing: {
    who: 'Choose who it is',
    brought: 'Choose what they brought',
    came: 'Give a day and a time, or leave it empty',
    cameLater: 'This time has not come yet. Give the day and time when it came.',
  },
  already: 'Reported already',
  alreadySays: 'With the reference you can go on: add a photo, or note a call.',
  reference: 'Reference',
  goOn: 'Go on',
  unknown: 'No report has this reference. Compare each letter.',

  reported: 'It is reported',
  mailedTo: {
    director: 'A mail is on its way to the Director and the lawyer. Call as well: a mail may be read late.',
    president:
      'A mail is on its way to the president of the Board and the lawyer. Call as well: a mail may be read late.',
    decider:
      'A mail is on its way to the one who decides in this matter and to the lawyer. Call as well: a mail may be read late.',
  },
  noMail:
    'Mail does not reach both of them from here, so call. Go down each list below until someone answers.',
  came2: (came: string, reported: string) => `It came on ${came}. It was reported on ${reported}.`,
  call: 'Call now',
  callSays: 'Go down the list until somebody answers. Press a button after each try. The time is noted.',
  of: { director: 'The Director', counsel: 'The lawyer', president: 'The president of the Board' },
  whoDecides: 'Call the Director. If the matter is about the Director, call the president of the Board.',
  reachedButton: {
    director: 'I reached the Director',
    counsel: 'I reached the lawyer',
    president: 'I reached the president',
    decider: 'I reached the one who decides',
  },
  noAnswer: 'No answer',
  noted: {
    director: {
      yes: (time: string) => `Noted at ${time}: the Director knows.`,
      no: (time: string) => `Noted at ${time}: the Director did not answer. Try the next number.`,
    },
    counsel: {
      yes: (time: string) => `Noted at ${time}: the lawyer knows.`,
      no: (time: string) => `Noted at ${time}: the lawyer did not answer. Try the next number.`,
    },
    president: {
      yes: (time: string) => `Noted at ${time}: the president knows.`,
      no: (time: string) => `Noted at ${time}: the president did not answer. Try the next number.`,
    },
    decider: {
      yes: (time: string) => `Noted at ${time}: the one who decides knows.`,
      no: (time: string) => `Noted at ${time}: no answer. Try the next number.`,
    },
  },
  closed: 'This matter is closed, so nothing was added.',
  referenceSays: 'Write this reference down. With it you can go on later.',
  add: 'Add a photo or scan of the paper',
  addSays: {
    director: 'PDF, JPEG, or PNG, 10 MB at most. Only the Director and the lawyer can open it.',
    president:
      'PDF, JPEG, or PNG, 10 MB at most. Only the president of the Board and the lawyer can open it.',
    decider:
      'PDF, JPEG, or PNG, 10 MB at most. Only the one who decides in this matter and the lawyer can open it.',
  },
  file: 'Photo or scan',
  addIt: 'Add it',
  added: 'The photo or scan is kept. If it is on your own phone or computer, delete it there.',
  fileMissing: 'Choose a file first',
  fileFaults: {
    empty: 'This file is empty. Choose another one.',
    'too-big': 'This file is bigger than 10 MB. Take a smaller photo, or scan fewer pages.',
    'no-paper': 'This is no PDF, JPEG, or PNG file. Take a photo of the paper, or scan it.',
    'too-many': 'There are too many files already. Keep the paper, and give it to the Director.',
    refused:
      'This matter is closed, and the paper was not kept with it. Report the paper anew, as a new matter.',
  },
  warrant: 'They are here to search',
  warrantSays: 'Do not stop them and do not agree. Write down what happens as it goes on.',
  warrantGo: 'Write down the search',
  look: 'Open the matter',
  done: 'Done',

  secretTitle: {
    director: 'Tell the Director and the lawyer, and nobody else',
    president: 'Tell the president of the Board and the lawyer, and nobody else',
  },
  secretSays: {
    director:
      'A paper like this binds whoever gets it. You may still speak with the Director and with the lawyer. They are then bound as well.',
    president:
      'A paper like this binds whoever gets it. You may still speak with the president of the Board and with the lawyer. They are then bound as well. It is about the Director, so do not tell the Director.',
  },
  /** The same whether it could be kept or not, so it promises nothing. */
  secretSealed: {
    director:
      'This page does not say whether what you typed was kept. If it was, only the Director and the lawyer can read it. No mail goes out, so do not count on it. Call them now, tell them all of it, and keep the paper until you hand it over.',
    president:
      'This page does not say whether what you typed was kept. If it was, only the president of the Board and the lawyer can read it. No mail goes out, so do not count on it. Call them now, tell them all of it, and keep the paper until you hand it over.',
  },
  secretCall: 'Call now, or go to them',
  secretDo:
    'Give them the paper by hand. Take no photo. Say nothing about it to anyone else: not to staff, not to the Board, not at home.',

  waits: (many: number, atMost: number) =>
    many >= atMost
      ? `${atMost} matters or more wait for you.`
      : many === 1
        ? 'A matter waits for you.'
        : `${many} matters wait for you.`,
  waitsGo: 'See what waits',
  presidentNotNamed:
    'Nobody is named yet whom staff can call when something comes that is about the Director.',
  nobodyNamed: 'Nobody is named yet whom staff can call when somebody brings a paper.',

  report: 'Report it now',
  reportSays: {
    mailed: `It opens a case and sends a mail to the Director and the lawyer at once. The mail says only that a matter waits.`,
    notMailed:
      'It opens a case. Mail does not reach both of them from here, so call the Director and call the lawyer: go down each list until someone answers.',
  },
  addWho: 'Add who they are',
  /** The same words where it is sealed. */
  callNow: 'Call the Director and the lawyer now',
  callNowSays:
    'Go down each list until someone answers. Do not wait for a message: it may be read late, or none may go out.',
  caseReference: 'It is reported. Its reference:',
  goOnWithIt: 'Note a call, add a photo, or say that it is about the Director',
})

const spanish: InSpanish<typeof english> = () => ({
  title: 'Alguien trajo un documento o pide datos',
  intro:
    'Dé aviso aquí, esté donde esté. Escriba lo que sabe y deje lo que no sabe. La Dirección y el abogado se enteran enseguida.',
  who: '¿Quién es?',
  whoChoices: {
    officer: 'Policía, alguacil o agente',
    agency: 'Otra oficina del gobierno',
    other: 'Un abogado, una empresa o cualquier otra persona',
    public: 'Un periodista, o una solicitud de registros públicos',
  },
  name: 'Su nombre',
  nameHint: 'Como lo dijo, o como está en el documento',
  agency: 'Su agencia, oficina o empresa',
  phone: 'Teléfono que dieron, o que está en el documento',
  phoneHint: 'Para que nadie llame ahí. Déjelo vacío si no hay.',
  brought: '¿Qué trajo?',
  broughtChoices: {
    paper: 'Un documento, en mano, por correo o por correo electrónico',
    nothing: 'Ningún documento',
    emergency: 'Ningún documento, pero dice que es una emergencia',
  },
  aboutPaper: 'Si hay un documento',
  aboutPaperSays: 'No tiene que leerlo. Basta con mirar tres cosas.',
  court: '¿Lleva el nombre de un tribunal?',
  judge: '¿Lo firmó un juez?',
  here: '¿Ordena buscar aquí?',
  yesNo: { yes: 'Sí', no: 'No', unsure: 'No lo sé' },
  secret: '¿Dice que usted no puede hablar de él con nadie?',
  secretChoices: {
    no: 'No, o no lo sé',
    yes: 'Sí',
    'fisa-order': 'Es una orden del tribunal FISA',
    'national-security-letter': 'Es una carta de seguridad nacional (national security letter)',
  },
  about: '¿Se trata de la Dirección?',
  aboutHint: 'Por ejemplo: el documento nombra a quien dirige, o lo que hizo.',
  aboutChoices: {
    no: 'No, o no lo sé',
    yes: 'Sí: lo recibe quien preside la Junta, y la Dirección no lo ve',
  },
  isAbout:
    'Se trata de la Dirección. Quien preside la Junta toma su lugar: donde lea “la Dirección”, avise a quien preside la Junta. No avise a la Dirección.',
  isAboutToo: {
    title: '¿Al final se trata de la Dirección?',
    says: 'Entonces lo recibe quien preside la Junta, y la Dirección ya no lo ve. Dígalo si lo informó usted.',
    button: 'Se trata de la Dirección',
    done: 'Ahora lo tiene quien preside la Junta. Llame a quien preside la Junta.',
  },
  notAbout: {
    title: '¿Al final no se trata de la Dirección?',
    says: 'Entonces lo recibe la Dirección, y quien preside la Junta ya no lo ve. Dígalo si lo informó usted.',
    button: 'No se trata de la Dirección',
    done: 'Ahora lo tiene la Dirección. Llame a la Dirección.',
  },
  wants: '¿Qué quiere?',
  wantsHint: 'Con sus palabras, en una o dos líneas. No pregunte para qué lo quiere.',
  way: '¿Cómo llegó?',
  ways: {
    counter: 'En el mostrador',
    phone: 'Por teléfono',
    mail: 'Por correo',
    'e-mail': 'Por correo electrónico',
    'city-hall': 'En el ayuntamiento',
    home: 'En casa de alguien',
  },
  came: '¿Cuándo llegó?',
  cameHint: 'Déjelo en blanco si llegó ahora mismo.',
  send: 'Dar aviso',
  sendReal: 'No es un simulacro: dar aviso',
  drillSays: 'Si es este, siga aquí, para que la práctica no cuente.',
  missing: {
    who: 'Elija quién es',
    brought: 'Elija qué trajo',
    came: 'Ponga un día y una hora, o déjelo en blanco',
    cameLater: 'Esa hora todavía no ha llegado. Ponga el día y la hora en que llegó.',
  },
  already: 'Ya se dio aviso',
  alreadySays: 'Con la referencia puede seguir: añadir una foto o anotar una llamada.',
  reference: 'Referencia',
  goOn: 'Seguir',
  unknown: 'Ningún aviso tiene esta referencia. Compare cada letra.',

  reported: 'El aviso está dado',
  mailedTo: {
    director:
      'Ya sale un correo para la Dirección y el abogado. Llame también: un correo se puede leer tarde.',
    president:
      'Ya sale un correo para quien preside la Junta y el abogado. Llame también: un correo se puede leer tarde.',
    decider:
      'Ya sale un correo para quien decide en este asunto y el abogado. Llame también: un correo se puede leer tarde.',
  },
  noMail:
    'Desde aquí el correo no les llega a las dos personas, así que llame. Siga cada lista de abajo hasta que alguien conteste.',
  came2: (came, reported) => `Llegó el ${came}. El aviso se dio el ${reported}.`,
  call: 'Llame ahora',
  callSays:
    'Siga la lista hasta que alguien conteste. Pulse un botón después de cada intento. Se anota la hora.',
  of: { director: 'La Dirección', counsel: 'El abogado', president: 'Quien preside la Junta' },
  whoDecides: 'Llame a la Dirección. Si el asunto trata de la Dirección, llame a quien preside la Junta.',
  reachedButton: {
    director: 'Hablé con la Dirección',
    counsel: 'Hablé con el abogado',
    president: 'Hablé con quien preside la Junta',
    decider: 'Hablé con quien decide',
  },
  noAnswer: 'No contesta',
  noted: {
    director: {
      yes: (time) => `Anotado a las ${time}: la Dirección lo sabe.`,
      no: (time) => `Anotado a las ${time}: la Dirección no contestó. Pruebe el número siguiente.`,
    },
    counsel: {
      yes: (time) => `Anotado a las ${time}: el abogado lo sabe.`,
      no: (time) => `Anotado a las ${time}: el abogado no contestó. Pruebe el número siguiente.`,
    },
    president: {
      yes: (time) => `Anotado a las ${time}: quien preside la Junta lo sabe.`,
      no: (time) => `Anotado a las ${time}: quien preside la Junta no contestó. Pruebe el número siguiente.`,
    },
    decider: {
      yes: (time) => `Anotado a las ${time}: quien decide lo sabe.`,
      no: (time) => `Anotado a las ${time}: no contestó. Pruebe el siguiente número.`,
    },
  },
  closed: 'Este asunto está cerrado, así que no se añadió nada.',
  referenceSays: 'Anote esta referencia. Con ella puede seguir más tarde.',
  add: 'Añadir una foto o un escaneo del documento',
  addSays: {
    director: 'PDF, JPEG o PNG, de 10 MB como mucho. Solo la Dirección y el abogado pueden abrirlo.',
    president:
      'PDF, JPEG o PNG, de 10 MB como mucho. Solo quien preside la Junta y el abogado pueden abrirlo.',
    decider:
      'PDF, JPEG o PNG, de 10 MB como mucho. Solo quien decide en este asunto y el abogado pueden abrirlo.',
  },
  file: 'Foto o escaneo',
  addIt: 'Añadir',
  added: 'La foto o el escaneo está guardado. Si lo tiene en su teléfono o computadora, bórrelo de allí.',
  fileMissing: 'Elija primero un archivo',
  fileFaults: {
    empty: 'Este archivo está vacío. Elija otro.',
    'too-big': 'Este archivo pasa de 10 MB. Haga una foto más pequeña, o escanee menos páginas.',
    'no-paper': 'Este archivo no es PDF, JPEG ni PNG. Haga una foto del documento, o escanéelo.',
    'too-many': 'Ya hay demasiados archivos. Guarde el documento y déselo a la Dirección.',
    refused:
      'Este asunto está cerrado, y el documento no se guardó con él. Avise del documento como asunto nuevo.',
  },
  warrant: 'Vienen a buscar',
  warrantSays: 'No se lo impida y no dé su acuerdo. Escriba lo que pasa mientras pasa.',
  warrantGo: 'Escribir lo que pasa',
  look: 'Abrir el asunto',
  done: 'Listo',

  secretTitle: {
    director: 'Dígalo a la Dirección y al abogado, y a nadie más',
    president: 'Dígalo a la presidencia de la Junta y al abogado, y a nadie más',
  },
  secretSays: {
    director:
      'Un documento así obliga a quien lo recibe. Usted puede hablar con la Dirección y con el abogado. Ellos quedan obligados también.',
    president:
      'Un documento así obliga a quien lo recibe. Usted puede hablar con la presidencia de la Junta y con el abogado. Ellos quedan obligados también. Es sobre la Dirección: no se lo diga.',
  },
  secretSealed: {
    director:
      'Esta página no dice si se guardó lo que escribió. Si se guardó, solo la Dirección y la asesoría legal pueden leerlo. No sale ningún correo, así que no cuente con ello. Llame ahora, cuéntelo todo, y guarde el documento hasta entregarlo.',
    president:
      'Esta página no dice si se guardó lo que escribió. Si se guardó, solo la presidencia de la Junta y la asesoría legal pueden leerlo. No sale ningún correo, así que no cuente con ello. Llame ahora, cuéntelo todo, y guarde el documento hasta entregarlo.',
  },
  secretCall: 'Llame ahora, o vaya a verlos',
  secretDo:
    'Entrégueles el documento en mano. No haga fotos. No hable de él con nadie más: ni con el personal, ni con la Junta, ni en casa.',

  waits: (many, atMost) =>
    many >= atMost
      ? `Le esperan ${atMost} asuntos o más.`
      : many === 1
        ? 'Le espera un asunto.'
        : `Le esperan ${many} asuntos.`,
  waitsGo: 'Ver qué espera',
  presidentNotNamed:
    'Todavía no se ha dicho a quién llama el personal cuando llega algo que trata de la Dirección.',
  nobodyNamed: 'Todavía no se ha dicho a quién llama el personal cuando alguien trae un documento.',

  report: 'Dar aviso ahora',
  reportSays: {
    mailed:
      'Abre un caso y envía de inmediato un correo a la Dirección y a la asesoría legal. El correo dice solo que hay un asunto pendiente.',
    notMailed:
      'Abre un caso. Desde aquí el correo no les llega a las dos, así que llame a la Dirección y llame a la asesoría legal: recorra cada lista hasta que alguien conteste.',
  },
  addWho: 'Añadir quiénes son',
  callNow: 'Llame ahora a la Dirección y a la asesoría legal',
  callNowSays:
    'Recorra cada lista hasta que alguien conteste. No espere un mensaje: puede leerse tarde, o puede que no salga ninguno.',
  caseReference: 'Está informado. Su referencia:',
  goOnWithIt: 'Anotar una llamada, añadir una foto o decir que se trata de la Dirección',
})

export const casesIntakeWords = screenWords(english, spanish)
