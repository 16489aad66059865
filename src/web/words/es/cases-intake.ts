import type { PartWords } from '../catalogue.ts'

export const casesIntake: PartWords<'casesIntake'> = () => ({
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
  noNumbers: 'Aquí no hay ningún número escrito. Llame al número que usted conozca.',
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

  contacts: {
    title: 'A quién llamar',
    what: 'Cuando alguien trae un documento o pide datos, Carrel envía enseguida un correo a cada una de estas personas. Dice que espera un asunto, y nada más. El personal ve los nombres y los números, y llama de arriba abajo.',
    mailOff: 'No sale correo: no está configurado. Entonces llama el personal.',
    whatOfPresident:
      'Cuando llega algo que trata de la Dirección, Carrel envía enseguida un correo a cada una de estas personas. Dice que espera un asunto, y nada más. El personal ve los nombres y los números, y llama de arriba abajo. Solo usted puede cambiarlo.',
    of: { director: 'Por la Dirección', counsel: 'Por el abogado', president: 'Por quien preside la Junta' },
    nth: ['Primera persona', 'Segunda persona', 'Tercera persona'],
    name: (nth) => `${nth}: nombre`,
    mail: (nth) => `${nth}: correo electrónico`,
    phones: (nth) => `${nth}: números de teléfono`,
    phonesHint: 'En el orden en que hay que probarlos',
    save: 'Guardar',
    saved: 'Guardado.',
    unfitMail: 'Ponga una dirección de correo, como direccion@biblioteca.example.org, o déjela en blanco',
    noName: 'Ponga también un nombre',
    noWay: 'Ponga también un correo o un número de teléfono',
  },
})
