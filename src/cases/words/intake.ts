import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  title: 'Subpoena, warrant or legal request',
  intro:
    'Report it here, wherever you are. Write what you know and skip the rest. The Director and the lawyer are told right away.',
  who: 'Who is it?',
  whoChoices: {
    officer: 'A police officer, deputy, or agent',
    agency: 'Another government office',
    other: 'A lawyer, a company, or anyone else',
    public: 'A reporter, or a public-records request',
  },
  name: 'Their name',
  nameHint: 'As they gave it, or as shown on the paper',
  agency: 'Their agency, office, or company',
  phone: 'Phone number they gave, or on the paper',
  phoneHint: 'This keeps anyone from calling back at that number. Leave blank if there is none.',
  brought: 'What did they bring?',
  broughtChoices: {
    paper: 'A legal paper, by hand, mail, or e-mail',
    nothing: 'No legal paper',
    emergency: 'No legal paper, but they say it is an emergency',
  },
  aboutPaper: 'If there is a legal paper',
  aboutPaperSays: 'You do not have to read it. Just check three things.',
  court: 'Does it show the name of a court?',
  judge: 'Did a judge sign it?',
  here: 'Does it order a search here?',
  yesNo: { yes: 'Yes', no: 'No', unsure: 'Not sure' },
  secret: 'Does it have a nondisclosure order? (It says you may not tell anyone about it.)',
  secretChoices: {
    no: 'No, or not sure',
    yes: 'Yes',
    'fisa-order': 'It is a FISA court order',
    'national-security-letter': 'It is a national security letter',
  },
  about: 'Is it about the Director?',
  aboutHint: 'For example, the paper names the Director or what the Director did.',
  aboutChoices: {
    no: 'No, or not sure',
    yes: 'Yes: the president of the Board gets it, and the Director does not see it',
  },
  isAbout:
    'This is about the Director. The president of the Board takes the Director’s place. Wherever you read “the Director,” tell the president instead. Do not tell the Director.',
  isAboutToo: {
    title: 'Is it about the Director after all?',
    says: 'If so, it goes to the president of the Board, and the Director no longer sees it. You can say so if you reported it.',
    button: 'It is about the Director',
    done: 'It now belongs to the president of the Board. Call the president.',
  },
  notAbout: {
    title: 'Is it not about the Director after all?',
    says: 'If so, it goes to the Director, and the president of the Board no longer sees it. You can say so if you reported it.',
    button: 'It is not about the Director',
    done: 'It now belongs to the Director. Call the Director.',
  },
  wants: 'What do they want?',
  wantsHint: 'In their own words, in a line or two. Do not ask why they want it.',
  way: 'How did it arrive?',
  ways: {
    counter: 'At the front desk',
    phone: 'By phone',
    mail: 'By mail',
    'e-mail': 'By e-mail',
    'city-hall': 'At City Hall',
    home: 'At an employee’s home',
  },
  came: 'When did it arrive?',
  cameHint: 'Leave blank if it arrived just now.',
  send: 'Report',
  sendReal: 'This is not a drill: report it',
  drillSays: 'If this is the drill, continue it here, so that practice is not counted.',
  missing: {
    who: 'Choose who it is',
    brought: 'Choose what they brought',
    came: 'Type a day and time, or leave it blank',
    cameLater: 'That time is in the future. Type the day and time when it arrived.',
  },
  already: 'Already reported',
  alreadySays: 'With the reference, you can add a photo or record a call.',
  reference: 'Reference',
  goOn: 'Continue',
  unknown: 'No report has this reference. Compare each letter.',

  reported: 'Reported',
  mailedTo: {
    director:
      'An e-mail is on its way to the Director and the lawyer. Call them too, because an e-mail may be read late.',
    president:
      'An e-mail is on its way to the president of the Board and the lawyer. Call them too, because an e-mail may be read late.',
    decider:
      'An e-mail is on its way to the decision maker and the lawyer. Call them too, because an e-mail may be read late.',
  },
  noMail:
    'E-mail from here does not reach both of them, so call. Go down each list below until someone answers.',
  came2: (came: string, reported: string) => `It arrived on ${came}. It was reported on ${reported}.`,
  call: 'Call now',
  callSays: 'Go down the list until someone answers. Press a button after each try. The time is recorded.',
  of: { director: 'The Director', counsel: 'The lawyer', president: 'The president of the Board' },
  whoDecides: 'Call the Director. If the matter is about the Director, call the president of the Board.',
  reachedButton: {
    director: 'I reached the Director',
    counsel: 'I reached the lawyer',
    president: 'I reached the president',
    decider: 'I reached the decision maker',
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
      yes: (time: string) => `Noted at ${time}: the decision maker knows.`,
      no: (time: string) => `Noted at ${time}: no answer. Try the next number.`,
    },
  },
  closed: 'This matter is closed, so nothing was added.',
  referenceSays: 'Write this reference down. You can use it to continue later.',
  add: 'Add a photo or scan of the paper',
  addSays: {
    director: 'PDF, JPEG, or PNG, 10 MB at most. Only the Director and the lawyer can open it.',
    president:
      'PDF, JPEG, or PNG, 10 MB at most. Only the president of the Board and the lawyer can open it.',
    decider: 'PDF, JPEG, or PNG, 10 MB at most. Only the decision maker and the lawyer can open it.',
  },
  file: 'Photo or scan',
  addIt: 'Add file',
  added: 'The photo or scan was saved. If it is on your own phone or computer, delete it there.',
  fileMissing: 'Choose a file first',
  fileFaults: {
    empty: 'This file is empty. Choose another one.',
    'too-big': 'This file is larger than 10 MB. Take a smaller photo, or scan fewer pages.',
    'no-paper': 'This is not a PDF, JPEG, or PNG file. Take a photo of the paper, or scan it.',
    'too-many': 'There are already too many files. Keep the paper, and give it to the Director.',
    refused: 'This matter is closed, and the paper was not saved with it. Report the paper as a new matter.',
  },
  warrant: 'They are here to search',
  warrantSays: 'Do not stop them, and do not consent. Record what happens as it happens.',
  warrantGo: 'Record the search',
  look: 'Open the matter',
  done: 'Done',

  secretTitle: {
    director: 'Tell only the Director and the lawyer',
    president: 'Tell only the president of the Board and the lawyer',
  },
  secretSays: {
    director:
      'A paper like this binds the person who receives it. You may still speak with the Director and the lawyer. They are then bound by it too.',
    president:
      'A paper like this binds the person who receives it. You may still speak with the president of the Board and the lawyer. They are then bound by it too. It is about the Director, so do not tell the Director.',
  },
  /** The same whether it could be kept or not, so it promises nothing. */
  secretSealed: {
    director:
      'This page does not say whether what you typed was saved. If it was, only the Director and the lawyer can read it. No e-mail goes out, so do not count on one. Call them now and tell them everything. Keep the paper until you give it to them.',
    president:
      'This page does not say whether what you typed was saved. If it was, only the president of the Board and the lawyer can read it. No e-mail goes out, so do not count on one. Call them now and tell them everything. Keep the paper until you give it to them.',
  },
  secretCall: 'Call now, or go see them',
  secretDo:
    'Give them the paper by hand. Do not take a photo. Say nothing about it to anyone else: not to staff, not to the Board, and not at home.',

  waits: (many: number, atMost: number) =>
    many >= atMost
      ? `You have ${atMost} or more matters to review.`
      : many === 1
        ? 'You have a matter to review.'
        : `You have ${many} matters to review.`,
  waitsGo: 'View',
  presidentNotNamed: 'There is no emergency contact yet for matters about the Director.',
  nobodyNamed: 'There are no emergency contacts yet for staff to call when a legal paper arrives.',

  report: 'Report it now',
  reportSays: {
    mailed:
      'Opens a case and e-mails the Director and the lawyer right away. The e-mail says only that there is a matter to review.',
    notMailed:
      'Opens a case. E-mail from here does not reach both of them, so call the Director and the lawyer. Go down each list until someone answers.',
  },
  addWho: 'Add the requester’s details',
  /** The same words where it is sealed. */
  callNow: 'Call the Director and the lawyer now',
  callNowSays:
    'Go down each list until someone answers. Do not wait for a message. It may be read late, or none may go out.',
  caseReference: 'Reported. Reference:',
  goOnWithIt: 'Record a call, add a photo, or say that it is about the Director',
})

const spanish: InSpanish<typeof english> = () => ({
  title: 'Citación, orden judicial o solicitud legal',
  intro:
    'Repórtelo aquí, esté donde esté. Escriba lo que sabe y omita lo demás. A la Dirección y al abogado se les avisa enseguida.',
  who: '¿Quién es?',
  whoChoices: {
    officer: 'Policía, alguacil o agente',
    agency: 'Otra oficina del gobierno',
    other: 'Un abogado, una empresa o cualquier otra persona',
    public: 'Un periodista, o una solicitud de registros públicos',
  },
  name: 'Su nombre',
  nameHint: 'Como lo dio, o como aparece en el documento',
  agency: 'Su agencia, oficina o empresa',
  phone: 'Teléfono que dieron, o que está en el documento',
  phoneHint: 'Así nadie devuelve la llamada a ese número. Déjelo en blanco si no hay.',
  brought: '¿Qué trajo?',
  broughtChoices: {
    paper: 'Un documento legal, en mano, por correo o por correo electrónico',
    nothing: 'Ningún documento legal',
    emergency: 'Ningún documento legal, pero dice que es una emergencia',
  },
  aboutPaper: 'Si hay un documento legal',
  aboutPaperSays: 'No tiene que leerlo. Solo revise tres cosas.',
  court: '¿Lleva el nombre de un tribunal?',
  judge: '¿Lo firmó un juez?',
  here: '¿Ordena buscar aquí?',
  yesNo: { yes: 'Sí', no: 'No', unsure: 'No lo sé' },
  secret: '¿Trae una orden de no divulgación? (Dice que usted no puede hablar de él con nadie.)',
  secretChoices: {
    no: 'No, o no lo sé',
    yes: 'Sí',
    'fisa-order': 'Es una orden del tribunal FISA',
    'national-security-letter': 'Es una carta de seguridad nacional (national security letter)',
  },
  about: '¿Se trata de la Dirección?',
  aboutHint: 'Por ejemplo, el documento nombra a quien dirige, o algo que hizo.',
  aboutChoices: {
    no: 'No, o no lo sé',
    yes: 'Sí: lo recibe quien preside la Junta, y la Dirección no lo ve',
  },
  isAbout:
    'Esto trata de la Dirección. Quien preside la Junta toma su lugar. Donde lea “la Dirección”, avise a quien preside la Junta. No avise a la Dirección.',
  isAboutToo: {
    title: '¿Al final se trata de la Dirección?',
    says: 'Si es así, lo recibe quien preside la Junta, y la Dirección ya no lo ve. Puede decirlo si usted lo reportó.',
    button: 'Se trata de la Dirección',
    done: 'Ahora lo tiene quien preside la Junta. Llame a quien preside la Junta.',
  },
  notAbout: {
    title: '¿Al final no se trata de la Dirección?',
    says: 'Si es así, lo recibe la Dirección, y quien preside la Junta ya no lo ve. Puede decirlo si usted lo reportó.',
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
    home: 'En casa de un empleado',
  },
  came: '¿Cuándo llegó?',
  cameHint: 'Déjelo en blanco si llegó ahora mismo.',
  send: 'Reportar',
  sendReal: 'No es un simulacro: reportarlo',
  drillSays: 'Si este es el simulacro, siga aquí, para que la práctica no se cuente.',
  missing: {
    who: 'Elija quién es',
    brought: 'Elija qué trajo',
    came: 'Escriba un día y una hora, o déjelo en blanco',
    cameLater: 'Esa hora está en el futuro. Escriba el día y la hora en que llegó.',
  },
  already: 'Ya se reportó',
  alreadySays: 'Con la referencia puede añadir una foto o anotar una llamada.',
  reference: 'Referencia',
  goOn: 'Continuar',
  unknown: 'Ningún reporte tiene esta referencia. Compare cada letra.',

  reported: 'Reportado',
  mailedTo: {
    director:
      'Un correo va en camino a la Dirección y al abogado. Llámeles también, porque un correo se puede leer tarde.',
    president:
      'Un correo va en camino a quien preside la Junta y al abogado. Llámeles también, porque un correo se puede leer tarde.',
    decider:
      'Un correo va en camino a quien decide en este asunto y al abogado. Llámeles también, porque un correo se puede leer tarde.',
  },
  noMail:
    'Desde aquí el correo no les llega a los dos, así que llame. Siga cada lista de abajo hasta que alguien conteste.',
  came2: (came, reported) => `Llegó el ${came}. Se reportó el ${reported}.`,
  call: 'Llame ahora',
  callSays:
    'Siga la lista hasta que alguien conteste. Oprima un botón después de cada intento. La hora queda registrada.',
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
      no: (time) => `Anotado a las ${time}: no contestó. Pruebe el número siguiente.`,
    },
  },
  closed: 'Este asunto está cerrado, así que no se añadió nada.',
  referenceSays: 'Anote esta referencia. Con ella puede seguir más tarde.',
  add: 'Añadir una foto o un escaneo del documento',
  addSays: {
    director: 'PDF, JPEG o PNG, de 10 MB como máximo. Solo la Dirección y el abogado pueden abrirlo.',
    president:
      'PDF, JPEG o PNG, de 10 MB como máximo. Solo quien preside la Junta y el abogado pueden abrirlo.',
    decider:
      'PDF, JPEG o PNG, de 10 MB como máximo. Solo quien decide en este asunto y el abogado pueden abrirlo.',
  },
  file: 'Foto o escaneo',
  addIt: 'Añadir archivo',
  added: 'La foto o el escaneo se guardó. Si lo tiene en su teléfono o computadora, bórrelo de allí.',
  fileMissing: 'Elija primero un archivo',
  fileFaults: {
    empty: 'Este archivo está vacío. Elija otro.',
    'too-big': 'Este archivo pasa de 10 MB. Tome una foto más pequeña, o escanee menos páginas.',
    'no-paper': 'Este archivo no es PDF, JPEG ni PNG. Tome una foto del documento, o escanéelo.',
    'too-many': 'Ya hay demasiados archivos. Guarde el documento y déselo a la Dirección.',
    refused:
      'Este asunto está cerrado, y el documento no se guardó con él. Reporte el documento como asunto nuevo.',
  },
  warrant: 'Vienen a hacer un cateo',
  warrantSays: 'No los detenga, y no dé su consentimiento. Anote lo que pasa mientras pasa.',
  warrantGo: 'Anotar el cateo',
  look: 'Abrir el asunto',
  done: 'Listo',

  secretTitle: {
    director: 'Avise solo a la Dirección y al abogado',
    president: 'Avise solo a la presidencia de la Junta y al abogado',
  },
  secretSays: {
    director:
      'Un documento así obliga a quien lo recibe. Usted todavía puede hablar con la Dirección y con el abogado. Ellos quedan obligados también.',
    president:
      'Un documento así obliga a quien lo recibe. Usted todavía puede hablar con la presidencia de la Junta y con el abogado. Ellos quedan obligados también. Trata de la Dirección, así que no se lo diga.',
  },
  secretSealed: {
    director:
      'Esta página no dice si se guardó lo que escribió. Si se guardó, solo la Dirección y la asesoría legal pueden leerlo. No sale ningún correo, así que no cuente con uno. Llame ahora y cuéntelo todo. Guarde el documento hasta entregarlo.',
    president:
      'Esta página no dice si se guardó lo que escribió. Si se guardó, solo la presidencia de la Junta y la asesoría legal pueden leerlo. No sale ningún correo, así que no cuente con uno. Llame ahora y cuéntelo todo. Guarde el documento hasta entregarlo.',
  },
  secretCall: 'Llame ahora, o vaya a verlos',
  secretDo:
    'Entrégueles el documento en mano. No tome fotos. No hable de él con nadie más: ni con el personal, ni con la Junta, ni en casa.',

  waits: (many, atMost) =>
    many >= atMost
      ? `Tiene ${atMost} asuntos o más por revisar.`
      : many === 1
        ? 'Tiene un asunto por revisar.'
        : `Tiene ${many} asuntos por revisar.`,
  waitsGo: 'Ver',
  presidentNotNamed: 'Todavía no hay un contacto de emergencia para asuntos que tratan de la Dirección.',
  nobodyNamed:
    'Todavía no hay contactos de emergencia a quienes llame el personal cuando llega un documento legal.',

  report: 'Reportar ahora',
  reportSays: {
    mailed:
      'Abre un caso y envía enseguida un correo a la Dirección y a la asesoría legal. El correo solo dice que hay un asunto por revisar.',
    notMailed:
      'Abre un caso. Desde aquí el correo no les llega a los dos, así que llame a la Dirección y a la asesoría legal. Siga cada lista hasta que alguien conteste.',
  },
  addWho: 'Añadir los datos del solicitante',
  callNow: 'Llame ahora a la Dirección y a la asesoría legal',
  callNowSays:
    'Siga cada lista hasta que alguien conteste. No espere un mensaje. Puede leerse tarde, o puede que no salga ninguno.',
  caseReference: 'Reportado. Referencia:',
  goOnWithIt: 'Anotar una llamada, añadir una foto o decir que se trata de la Dirección',
})

export const casesIntakeWords = screenWords(english, spanish)
