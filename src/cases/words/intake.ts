import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ counsel }: LibraryTerms) => ({
  title: 'Subpoena, warrant or legal request',
  intro: `Report it here, wherever you are. Write what you know and skip the rest. Then call the Director and ${counsel}: the next page has their numbers.`,
  who: 'Who is it?',
  whoChoices: {
    officer: 'A police officer, deputy, or agent; a prosecutor or county attorney',
    agency: 'Another government office',
    other: 'A lawyer, a company, or anyone else',
    public: 'A reporter, or a public-records request',
  },
  name: 'Their name',
  nameHint: 'As they gave it, or as shown on the paper',
  agency: 'Their agency, office, or company',
  phone: 'Phone number they gave, or on the paper',
  phoneHint:
    'It may be false. We write it down so that no one calls it by mistake: to call back, we look up another number. Leave blank if there is none.',
  brought: 'What did they bring?',
  broughtChoices: {
    paper: 'A legal paper, by hand, mail, or e-mail',
    nothing: 'No legal paper',
    emergency: 'No legal paper, but they say it is an emergency',
  },
  aboutPaper: 'If there is a legal paper',
  aboutPaperSays:
    'You do not have to read all of it. Answer what you can see at a glance, and leave the rest.',
  court: 'Does it show the name of a court?',
  judge: 'Did a judge sign it?',
  here: 'Does it order a search here?',
  yesNo: { yes: 'Yes', no: 'No', unsure: 'Not sure' },
  secret: 'Does it have a nondisclosure order? (It says you may not tell anyone about it.)',
  bound: 'If it does: I understand that I may talk about it only with the Director and legal counsel.',
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
  isAboutYou:
    'This is about the Director. You take the Director’s place. Wherever you read “the Director,” it means you. Do not tell the Director.',
  isAboutToo: {
    title: 'Is it about the Director after all?',
    says: 'If so, it goes to the president of the Board, and the Director no longer sees it. You can say so if you reported it.',
    button: 'It is about the Director',
    done: 'It now belongs to the president of the Board. Call the president.',
    doneYou: 'It is now yours to decide.',
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
    counter: 'At the library',
    phone: 'By phone',
    mail: 'By mail',
    'e-mail': 'By e-mail',
    'city-hall': 'At City Hall',
    home: 'At the home of an employee or a trustee',
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
  alreadySays:
    'With the reference, you can record a call or add a photo. If you reported it, you can also add who is asking. If you lost the reference, tell the Director what you want to add.',
  alreadyByColleague: `If a colleague reported it, ask them for the reference. If you cannot reach them, call the Director or ${counsel} and say that it was reported already.`,
  alreadyFirst: 'Did a colleague report it already?',
  alreadyGo: 'Continue that report',
  paperReported: {
    today: (time: string) => `A legal paper was reported at ${time}.`,
    earlier: (moment: string) => `A legal paper was reported on ${moment}.`,
  },
  sameAgain: 'Do you have the same one? Then do not report it again.',
  sameGo: 'What to do instead',
  sameSearch: 'Did a colleague report these officers? Then ask for the reference, and go on with it.',
  sameOpened: 'If this is the same one, tell the Director that it was reported twice.',
  /** By the time of each and who of the two knows; nothing else of it. */
  untold: {
    'no-one': (time: string) =>
      `No one has been told yet about what you reported at ${time}. Call the people on the list now.`,
    decider: (time: string) =>
      `${capitalize(counsel)} has not been reached yet about what you reported at ${time}. Call now.`,
    both: (time: string) =>
      `Officers are searching. You reported it at ${time}. Record each item that they take.`,
    awaited: (time: string) =>
      `The paper that you reported at ${time} orders a search here. Record it when officers begin.`,
    left: (time: string) =>
      `The search that you reported at ${time} is over. You can add to its log until the end of today.`,
    counsel: (time: string) =>
      `The person who decides has not been reached yet about what you reported at ${time}. Call now.`,
  },
  untoldGo: (time: string) => `Continue the report of ${time}`,
  reference: 'Reference',
  goOn: 'Continue',
  unknown: 'No report has this reference. Compare each letter.',

  reported: 'Reported',
  unreached: {
    plain: 'Saved. Now call: no one has been told yet.',
    mailed: 'Saved, and an e-mail is on its way. Now call: no one has been reached yet.',
  },
  mailedTo: {
    director: `An e-mail is on its way to the Director and ${counsel}. Call them too, because an e-mail may be read late.`,
    president: `An e-mail is on its way to the president of the Board and ${counsel}. Call them too, because an e-mail may be read late.`,
    decider: `An e-mail is on its way to the Director, or the president of the Board if it is about the Director, and ${counsel}. Call them too, because an e-mail may be read late.`,
  },
  noMail: 'E-mail does not reach everyone who must know, so call.',
  came2: (came: string, reported: string) => `It arrived on ${came}. It was reported on ${reported}.`,
  call: 'Call now',
  callSays: 'Go down the list until someone answers. Press a button after each try. The time is recorded.',
  of: { director: 'The Director', counsel: capitalize(counsel), president: 'The president of the Board' },
  onlyAboutDirector: 'Only if the matter is about the Director.',
  whoDecides: 'Call the Director. If the matter is about the Director, call the president of the Board.',
  youMayDecide:
    'Call the Director. If the matter is about the Director, you decide: do not tell the Director.',
  away: 'No one can reach the Director for days, or while officers are here? The president of the Board can name an acting Director.',
  awayYou: 'No one can reach the Director for days, or while officers are here?',
  nameActing: 'Name an acting Director',
  reachedButton: {
    director: 'I reached the Director',
    counsel: `I reached ${counsel}`,
    president: 'I reached the president',
    decider: 'I reached the Director or the president',
  },
  noAnswer: 'No answer',
  noted: {
    director: {
      yes: (time: string) => `Noted at ${time}: the Director knows.`,
      no: (time: string) => `Noted at ${time}: the Director did not answer.`,
    },
    counsel: {
      yes: (time: string) => `Noted at ${time}: ${counsel} knows.`,
      no: (time: string) => `Noted at ${time}: ${counsel} did not answer.`,
    },
    president: {
      yes: (time: string) => `Noted at ${time}: the president knows.`,
      no: (time: string) => `Noted at ${time}: the president did not answer.`,
    },
    decider: {
      yes: (time: string) => `Noted at ${time}: the person you called knows.`,
      no: (time: string) => `Noted at ${time}: no answer.`,
    },
  },
  nextNumber: {
    more: 'Try the next number.',
    last: 'There is no other number. Try this one again in a few minutes. If someone else is still on this page, call them now.',
  },
  closed: 'This matter is closed, so nothing was added.',
  referenceSays: (page: string) =>
    `Write this reference down. To continue later, open the page “${page}” and type it under “Already reported.”`,
  referenceListed: 'Until your calls are made, your start page has a link to it.',
  referenceOnly:
    'Your start page may not show it any more. Without the reference, you cannot add anything to it later.',
  callsDone: 'Your calls are made. Do the rest of this list if you have not yet.',
  add: 'Add a photo or scan of the paper',
  addSays: {
    director: `PDF, JPEG, or PNG, 10 MB at most. Only the Director and ${counsel} can open it.`,
    president: `PDF, JPEG, or PNG, 10 MB at most. Only the president of the Board and ${counsel} can open it.`,
    decider: `PDF, JPEG, or PNG, 10 MB at most. Only the person who decides and ${counsel} can open it.`,
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
  warrantGo: 'Go to the search log',
  look: 'Open the case',
  done: 'Done',

  secretTitle: {
    director: `Tell only the Director and ${counsel}`,
    president: `Tell only the president of the Board and ${counsel}`,
  },
  secretSays: {
    director: `A paper like this binds the person who receives it. You may still speak with the Director and ${counsel}. They are then bound by it too.`,
    president: `A paper like this binds the person who receives it. You may still speak with the president of the Board and ${counsel}. They are then bound by it too. It is about the Director, so do not tell the Director.`,
  },
  /** The same whether it could be kept or not, so it promises nothing. */
  secretSealed: {
    director: `This page does not say whether what you typed was saved. If it was, only the Director and ${counsel} can read it. No e-mail goes out, so do not count on one. Call them now and tell them everything. Keep the paper until you give it to them.`,
    president: `This page does not say whether what you typed was saved. If it was, only the president of the Board and ${counsel} can read it. No e-mail goes out, so do not count on one. Call them now and tell them everything. Keep the paper until you give it to them.`,
  },
  secretCall: 'Call now, or go see them',
  secretDo:
    'Give them the paper by hand. Do not take a photo. Say nothing about it to anyone else: not to staff, not to the Board, and not at home.',

  waits: (many: number, atMost: number) =>
    many >= atMost
      ? `You have ${atMost} or more new matters to review.`
      : many === 1
        ? 'You have a new matter to review.'
        : `You have ${many} new matters to review.`,
  waitsGo: 'View',
  presidentNotNamed: 'There is no emergency contact yet for matters about the Director.',
  signInNotChosen: `On the list of emergency contacts, no sign-in is chosen for ${counsel}. So no one asks them if a change of their number is right.`,
  nobodyNamed: 'There are no emergency contacts yet for staff to call when a legal paper arrives.',

  report: 'Report it now',
  keepAsking: 'They keep asking, or it should be reported',
  notReported: 'If you press Done, no case is opened.',
  reportSays: {
    mailed: `Opens a case and e-mails the Director and ${counsel} right away. The e-mail says only that there is a matter to review.`,
    notMailed: `Opens a case. E-mail from here does not reach both the Director and ${counsel}, so call them. Go down each list until someone answers.`,
  },
  /** Before the decision maker has read it. */
  deskSays: (kind: string) => `Paper, as the desk says: ${kind}`,
  whoAsks: 'Who is asking?',
  addWho: 'Add the requester’s details',
  whomToCall: 'Who to call',
  /** The same words where it is sealed. */
  callNow: `Now call the Director and ${counsel}: no one has been told yet`,
  callNowSays:
    'Go down each list until someone answers. Do not wait for a message. It may be read late, or none may go out.',
  /** The Director knows, and calls only counsel. */
  asDirector: {
    goOnWithIt: 'Record a call, or open the case',
    callNow: `Now call ${counsel}: no one else has been told yet`,
    reportSays: {
      mailed: `Opens a case and e-mails ${counsel} right away. The e-mail says only that there is a matter to review.`,
      notMailed: `Opens a case. E-mail from here does not reach ${counsel}, so call. Go down the list until someone answers.`,
    },
  },
  caseReference: 'A case was opened. Its number:',
  goOnWithIt: 'Record a call',

  detailsFor: (reference: string) => `Details for ${reference}`,
  detailsSays: 'Add what you know, and skip the rest. It goes into the case that you reported.',
  addDetails: 'Add',
  detailsAdded: 'Your details were added to the case.',
})

const spanish: InSpanish<typeof english> = ({ counsel }) => ({
  title: 'Citación, orden judicial o solicitud legal',
  intro: `Repórtelo aquí, esté donde esté. Escriba lo que sabe y omita lo demás. Después llame a la Dirección y a ${counsel}: la página siguiente tiene los números.`,
  who: '¿Quién es?',
  whoChoices: {
    officer: 'Policía, alguacil o agente; un fiscal o abogado del condado',
    agency: 'Otra oficina del gobierno',
    other: 'Un abogado, una empresa o cualquier otra persona',
    public: 'Un periodista, o una solicitud de registros públicos',
  },
  name: 'Su nombre',
  nameHint: 'Como lo dio, o como aparece en el documento',
  agency: 'Su agencia, oficina o empresa',
  phone: 'Teléfono que dieron, o que está en el documento',
  phoneHint:
    'Puede ser falso. Lo anotamos para que nadie llame a ese número por error: para devolver la llamada, buscamos otro. Déjelo en blanco si no hay.',
  brought: '¿Qué trajo?',
  broughtChoices: {
    paper: 'Un documento legal, en mano, por correo o por correo electrónico',
    nothing: 'Ningún documento legal',
    emergency: 'Ningún documento legal, pero dice que es una emergencia',
  },
  aboutPaper: 'Si hay un documento legal',
  aboutPaperSays: 'No tiene que leerlo todo. Conteste lo que ve a primera vista y deje lo demás.',
  court: '¿Lleva el nombre de un tribunal?',
  judge: '¿Lo firmó un juez?',
  here: '¿Ordena buscar aquí?',
  yesNo: { yes: 'Sí', no: 'No', unsure: 'No lo sé' },
  secret: '¿Trae una orden de no divulgación? (Dice que usted no puede hablar de esto con nadie.)',
  bound: 'Si la trae: entiendo que solo puedo hablar de él con la Dirección y la asesoría legal.',
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
    'Esto trata de la Dirección. Quien preside la Junta toma su lugar. Donde lea «la Dirección», avise a quien preside la Junta. No avise a la Dirección.',
  isAboutYou:
    'Esto trata de la Dirección. Usted toma su lugar. Donde lea «la Dirección», se trata de usted. No avise a la Dirección.',
  isAboutToo: {
    title: '¿Al final se trata de la Dirección?',
    says: 'Si es así, lo recibe quien preside la Junta, y la Dirección ya no lo ve. Puede decirlo si usted lo reportó.',
    button: 'Se trata de la Dirección',
    done: 'Ahora lo tiene quien preside la Junta. Llame a quien preside la Junta.',
    doneYou: 'Ahora lo decide usted.',
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
    counter: 'En la biblioteca',
    phone: 'Por teléfono',
    mail: 'Por correo',
    'e-mail': 'Por correo electrónico',
    'city-hall': 'En el ayuntamiento',
    home: 'En casa de un empleado o de alguien de la Junta',
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
  alreadySays:
    'Con la referencia puede anotar una llamada o agregar una foto. Si usted lo reportó, también puede agregar quién pide. Si perdió la referencia, diga a la Dirección qué quiere agregar.',
  alreadyByColleague: `Si lo reportó otra persona del personal, pídale la referencia. Si no la encuentra, llame a la Dirección o a ${counsel} y diga que ya se reportó.`,
  alreadyFirst: '¿Ya lo reportó otra persona del personal?',
  alreadyGo: 'Continuar ese reporte',
  paperReported: {
    today: (time) => `Se reportó un documento legal a las ${time}.`,
    earlier: (moment) => `Se reportó un documento legal el ${moment}.`,
  },
  sameAgain: '¿Usted tiene el mismo? Entonces no lo reporte otra vez.',
  sameGo: 'Qué hacer en su lugar',
  sameSearch:
    'Si otra persona del personal reportó a estos agentes, pídale la referencia y continúe con ella.',
  sameOpened: 'Si este es el mismo, avise a la Dirección de que se reportó dos veces.',
  untold: {
    'no-one': (time) =>
      `Todavía no se ha avisado a nadie de lo que usted reportó a las ${time}. Llame ahora a las personas de la lista.`,
    decider: (time) =>
      `Todavía no se ha hablado con ${counsel} de lo que usted reportó a las ${time}. Llame ahora.`,
    both: (time) =>
      `Los agentes están haciendo el cateo que usted reportó a las ${time}. Anote cada cosa que se llevan.`,
    awaited: (time) =>
      `El documento que usted reportó a las ${time} ordena un cateo aquí. Anótelo cuando los agentes empiecen.`,
    left: (time) =>
      `El cateo que usted reportó a las ${time} terminó. Puede agregar a su registro hasta el fin del día.`,
    counsel: (time) =>
      `Todavía no se ha hablado con quien decide de lo que usted reportó a las ${time}. Llame ahora.`,
  },
  untoldGo: (time) => `Seguir con el reporte de las ${time}`,
  reference: 'Referencia',
  goOn: 'Continuar',
  unknown: 'Ningún reporte tiene esta referencia. Compare cada letra.',

  reported: 'Reportado',
  unreached: {
    plain: 'Guardado. Ahora llame: todavía no se ha avisado a nadie.',
    mailed: 'Guardado, y un correo va en camino. Ahora llame: todavía no se ha hablado con nadie.',
  },
  mailedTo: {
    director: `Un correo va en camino a la Dirección y a ${counsel}. Llámeles también, porque un correo se puede leer tarde.`,
    president: `Un correo va en camino a quien preside la Junta y a ${counsel}. Llámeles también, porque un correo se puede leer tarde.`,
    decider: `Un correo va en camino a la Dirección, o a quien preside la Junta si trata de la Dirección, y a ${counsel}. Llámeles también, porque un correo se puede leer tarde.`,
  },
  noMail: 'El correo no les llega a todas las personas que deben saberlo, así que llame.',
  came2: (came, reported) => `Llegó el ${came}. Se reportó el ${reported}.`,
  call: 'Llame ahora',
  callSays:
    'Siga la lista hasta que alguien conteste. Oprima un botón después de cada intento. La hora queda registrada.',
  of: { director: 'La Dirección', counsel: capitalize(counsel), president: 'Quien preside la Junta' },
  onlyAboutDirector: 'Solo si el asunto trata de la Dirección.',
  whoDecides: 'Llame a la Dirección. Si el asunto trata de la Dirección, llame a quien preside la Junta.',
  youMayDecide: 'Llame a la Dirección. Si el asunto trata de la Dirección, decide usted: no se lo diga.',
  away: '¿Nadie puede hablar con la Dirección durante días, o mientras hay agentes aquí? Quien preside la Junta puede nombrar una Dirección interina.',
  awayYou: '¿Nadie puede hablar con la Dirección durante días, o mientras hay agentes aquí?',
  nameActing: 'Nombrar una Dirección interina',
  reachedButton: {
    director: 'Hablé con la Dirección',
    counsel: `Hablé con ${counsel}`,
    president: 'Hablé con quien preside la Junta',
    decider: 'Hablé con la Dirección o con la presidencia',
  },
  noAnswer: 'No contesta',
  noted: {
    director: {
      yes: (time) => `Anotado a las ${time}: la Dirección lo sabe.`,
      no: (time) => `Anotado a las ${time}: la Dirección no contestó.`,
    },
    counsel: {
      yes: (time) => `Anotado a las ${time}: ${counsel} lo sabe.`,
      no: (time) => `Anotado a las ${time}: ${counsel} no contestó.`,
    },
    president: {
      yes: (time) => `Anotado a las ${time}: quien preside la Junta lo sabe.`,
      no: (time) => `Anotado a las ${time}: quien preside la Junta no contestó.`,
    },
    decider: {
      yes: (time) => `Anotado a las ${time}: la persona a quien llamó lo sabe.`,
      no: (time) => `Anotado a las ${time}: no contestó.`,
    },
  },
  nextNumber: {
    more: 'Pruebe el número siguiente.',
    last: 'No hay otro número. Pruebe este otra vez en unos minutos. Si en esta página queda otra persona, llámela ahora.',
  },
  closed: 'Este asunto está cerrado, así que no se agregó nada.',
  referenceSays: (page) =>
    `Anote esta referencia. Para seguir más tarde, abra la página «${page}» y escríbala en «Ya se reportó».`,
  referenceListed: 'Mientras falten llamadas por hacer, su página de inicio tiene un enlace.',
  referenceOnly:
    'Quizá su página de inicio ya no lo muestre. Sin la referencia, no podrá agregar nada más tarde.',
  callsDone: 'Ya hizo sus llamadas. Haga el resto de esta lista si aún no lo ha hecho.',
  add: 'Agregar una foto o un escaneo del documento',
  addSays: {
    director: `PDF, JPEG o PNG, de 10 MB como máximo. Solo la Dirección y ${counsel} pueden abrirlo.`,
    president: `PDF, JPEG o PNG, de 10 MB como máximo. Solo quien preside la Junta y ${counsel} pueden abrirlo.`,
    decider: `PDF, JPEG o PNG, de 10 MB como máximo. Solo quien decide en este asunto y ${counsel} pueden abrirlo.`,
  },
  file: 'Foto o escaneo',
  addIt: 'Agregar archivo',
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
  warrantGo: 'Ir al registro del cateo',
  look: 'Abrir el caso',
  done: 'Listo',

  secretTitle: {
    director: `Avise solo a la Dirección y a ${counsel}`,
    president: `Avise solo a la presidencia de la Junta y a ${counsel}`,
  },
  secretSays: {
    director: `Un documento así obliga a quien lo recibe. Usted todavía puede hablar con la Dirección y con ${counsel}. Ellos quedan obligados también.`,
    president: `Un documento así obliga a quien lo recibe. Usted todavía puede hablar con la presidencia de la Junta y con ${counsel}. Ellos quedan obligados también. Trata de la Dirección, así que no se lo diga.`,
  },
  secretSealed: {
    director: `Esta página no dice si se guardó lo que escribió. Si se guardó, solo la Dirección y ${counsel} pueden leerlo. No sale ningún correo, así que no cuente con uno. Llame ahora y cuéntelo todo. Guarde el documento hasta entregarlo.`,
    president: `Esta página no dice si se guardó lo que escribió. Si se guardó, solo la presidencia de la Junta y ${counsel} pueden leerlo. No sale ningún correo, así que no cuente con uno. Llame ahora y cuéntelo todo. Guarde el documento hasta entregarlo.`,
  },
  secretCall: 'Llame ahora, o vaya a verlos',
  secretDo:
    'Entrégueles el documento en mano. No tome fotos. No hable de él con nadie más: ni con el personal, ni con la Junta, ni en casa.',

  waits: (many, atMost) =>
    many >= atMost
      ? `Tiene ${atMost} asuntos nuevos o más por revisar.`
      : many === 1
        ? 'Tiene un asunto nuevo por revisar.'
        : `Tiene ${many} asuntos nuevos por revisar.`,
  waitsGo: 'Ver',
  presidentNotNamed: 'Todavía no hay un contacto de emergencia para asuntos que tratan de la Dirección.',
  signInNotChosen: `En la lista de contactos de emergencia no se eligió la cuenta de ${counsel}. Por eso nadie le pregunta si un cambio de su número es correcto.`,
  nobodyNamed:
    'Todavía no hay contactos de emergencia a quienes llame el personal cuando llega un documento legal.',

  notReported: 'Si oprime Listo, no se abre ningún caso.',
  report: 'Reportar ahora',
  keepAsking: 'Siguen preguntando, o se debe reportar',
  reportSays: {
    mailed: `Abre un caso y envía enseguida un correo a la Dirección y a ${counsel}. El correo solo dice que hay un asunto por revisar.`,
    notMailed: `Abre un caso. Desde aquí el correo no llega tanto a la Dirección como a ${counsel}, así que llámeles. Siga cada lista hasta que alguien conteste.`,
  },
  deskSays: (kind) => `Documento, según el mostrador: ${kind}`,
  whoAsks: '¿Quién pide?',
  addWho: 'Agregar los datos del solicitante',
  whomToCall: 'A quién llamar',
  callNow: `Llame ahora a la Dirección y a ${counsel}: todavía no se ha avisado a nadie`,
  callNowSays:
    'Siga cada lista hasta que alguien conteste. No espere un mensaje. Puede leerse tarde, o puede que no salga ninguno.',
  asDirector: {
    goOnWithIt: 'Anotar una llamada o abrir el caso',
    callNow: `Llame ahora a ${counsel}: todavía no se ha avisado a nadie más`,
    reportSays: {
      mailed: `Abre un caso y envía enseguida un correo a ${counsel}. El correo solo dice que hay un asunto por revisar.`,
      notMailed: `Abre un caso. Desde aquí el correo no le llega a ${counsel}, así que llame. Siga la lista hasta que alguien conteste.`,
    },
  },
  caseReference: 'Se abrió un caso. Su número:',
  goOnWithIt: 'Anotar una llamada',

  detailsFor: (reference) => `Datos para ${reference}`,
  detailsSays: 'Agregue lo que sabe y omita lo demás. Va al caso que usted reportó.',
  addDetails: 'Agregar',
  detailsAdded: 'Sus datos se agregaron al caso.',
})

export const casesIntakeWords = screenWords(english, spanish)
