import type { PartWords } from '../catalogue.ts'

export const sealed: PartWords<'sealed'> = ({ customer }) => ({
  title: 'Asuntos sellados',
  intro:
    'Algunos papeles dicen que no se le puede contar a nadie. Lo que llega con un papel así se guarda aquí, sellado. Esta página se ve igual para todos hasta que se abre.',
  elsewhere:
    'Otra computadora de la biblioteca trabaja en esto ahora. Intente de nuevo allí, o en un minuto.',
  notHere: (rooms) =>
    `Otros podrían ver esta pantalla; por eso nada se abre en esta computadora. Vaya a: ${rooms}.`,
  open: 'Abrir con su frase de acceso',
  openToSign: 'Para firmar, ábralo de nuevo. Después tiene diez minutos.',
  openSays: 'Queda abierto diez minutos después del último uso.',
  passphrase: 'Su frase de acceso',
  nothing: 'Nada de aquí se abre para usted.',
  shut: 'Cerrarlo ahora',
  isOpen: 'Esto está abierto para usted. Que nadie vea su pantalla.',
  ofSide: {
    director: 'Para la Dirección y la asesoría legal',
    president: 'Sobre la Dirección: para la presidencia de la Junta y la asesoría legal',
  },
  waits: 'Lo que llegó',
  noneWaits: 'No llegó nada nuevo.',
  came: (who, when) => `Lo dejó ${who}, ${when}.`,
  noReport: 'Nadie escribió más que que llegó un papel.',
  takeIn: 'Abrir un asunto sellado con esto',
  joinTo: 'O ponerlo con este asunto',
  join: 'Ponerlo ahí',
  boxOther: 'Ahora hay otra cosa ahí. Mírelo otra vez.',
  otherPassphrase: 'Esa página era vieja. Anote la frase que está aquí ahora.',
  notTaken: 'Este asunto está cerrado y no recibe nada más. Lo que llegó sigue esperando aquí.',
  discard: {
    reason: 'O diga por qué no es un asunto',
    go: 'Tirarlo',
    noReason: 'Diga por qué no es un asunto.',
  },
  ends: {
    move: 'Es sobre el Director: dárselo al presidente',
    moveOf: (reference: string) => `Dar ${reference} al presidente: es sobre el Director`,
    archiveSays: 'Este asunto está cerrado y puede ir a la caja fuerte de la Ciudad.',
    archiveFirst: 'Tome el archivo. Guárdelo, y guarde su frase aparte.',
    archiveThen:
      'Cuando el archivo esté guardado, libere el lugar. Desde entonces el asunto está solo en el archivo.',
    archiveInside: 'Este asunto está cerrado. En la biblioteca puede ir a la caja fuerte de la Ciudad.',
    file: 'Tomar el archivo para la caja fuerte',
    fileOf: (reference: string) => `Tomar el archivo de ${reference} para la caja fuerte`,
    archive: 'Liberar el lugar',
    archiveOf: (reference: string) => `El archivo de ${reference} está guardado: liberar el lugar`,
    notClosed: 'Solo un asunto cerrado puede ir a la caja fuerte, por quienes responden por él.',
    notSaved: 'Primero tome el archivo. Tal vez se escribió algo después.',
    refused: {
      'not-yours': 'Esto lo hace el abogado: nadie más puede ver los dos lados.',
      'not-open':
        'El lado de la presidencia no está preparado, o no está abierto para usted. Pida a la presidencia que lo prepare y le autorice.',
      'no-cell': 'Los dos lugares del lado del presidente están en uso. Primero libere uno.',
      'not-taken': 'Este asunto está cerrado y se queda donde está.',
    },
  },
  notes: {
    heading: 'Lo que ya no está aquí',
    'no-matter': (who: string, when: string, id: string) => `${who} tiró ${id}, ${when}:`,
    archived: (who: string, when: string, id: string) => `${who} archivó ${id}, ${when}:`,
    older: (_who: string, when: string, id: string) =>
      `${when}: el lugar sellado ${id} no era lo que dice el registro.`,
    index: (_who: string, when: string, _id: string) =>
      `${when}: el archivo de lo que llega era una copia anterior.`,
    key: (_who: string, when: string, id: string) =>
      `${when}: lo que llega se sellaba con otra clave. Casillas vaciadas: ${id}.`,
    'given-up': (who: string, when: string, id: string) =>
      `${who} abandonó el lugar sellado ${id}, ${when}: no se abría.`,
    hash: 'Lo que era, por su marca (SHA-256):',
  },
  damage: {
    cell: (cell: number) =>
      `El lugar sellado ${cell} no se abre: su archivo se dañó. Todos los demás están como estaban. Lo que había en este quizá siga en una copia de seguridad. Pregunte a quien maneja la computadora, y no lo abandone antes de saberlo.`,
    intake:
      'El archivo de lo que llegó no se abre: se dañó. Los asuntos que ya se recibieron están como estaban. Nada nuevo se puede guardar ni leer hasta que se recupere de una copia de seguridad. Pregunte a quien maneja la computadora.',
    giveUp: 'Abandonar este lugar: lo que había en él se pierde',
    giveUpOf: (cell: number) => `Abandonar el lugar sellado ${cell}: lo que había en él se pierde`,
    opens: 'Este lugar se abre, o no le toca a usted abandonarlo.',
  },
  alarms: {
    older: (cell: number, reference?: string) =>
      `El lugar sellado ${cell}${reference === undefined ? '' : `, ${reference},`} no es lo que dice el registro: alguien puso una copia anterior o lo cambió. Puede faltar lo que se hizo desde entonces, y quien ya no tenía acceso quizá lo lea otra vez. Llame al abogado antes de seguir. Luego mire quién puede abrirlo.`,
    index:
      'Alguien puso una copia anterior del archivo de lo que llega. Quien perdió el acceso desde entonces quizá lea lo que llega. Mire quién puede abrirlo y quítele el acceso otra vez.',
    key: (boxes: number) =>
      `Alguien puso otra clave en lugar de la suya, y quizá leyó lo que se dejó desde entonces. Ya está corregido.${boxes === 0 ? '' : ` Lo que había en ${boxes} de las casillas no se abre para nadie aquí y se tiró: pregunte al personal quién recibió un papel desde entonces.`} Llame al abogado.`,
  },
  noCell: 'Todos los lugares sellados están en uso. Primero cierre o libere un asunto.',
  matters: 'Asuntos abiertos para usted',
  noMatters: 'Ningún asunto está abierto para usted.',
  look: 'Verlo',
  next: 'Lo que sigue',
  due: (day) => `para el ${day}`,
  nobodyOwes: 'No falta nada.',
  free: (free, all) => `${free} de ${all} lugares sellados están libres.`,
  showEmpty: 'Mostrar que los lugares libres están vacíos',
  showEmptySays:
    'Un archivo que muestra que nada se selló en ellos. Dice cuántos están libres: déselo solo a quien puede saberlo.',
  noneFree: 'No hay lugares libres.',
  people: 'Quién puede abrirlo',
  setUp: {
    title: 'Preparar los asuntos sellados',
    says: 'Haga esto una vez, antes de que llegue algo. Desde entonces, el personal puede dejar aquí lo que llegó, y solo las personas de abajo pueden leerlo.',
    who: 'Estas personas podrán leerlo:',
    noKeys: 'aún no ha entrado nunca, y se puede agregar después',
    unconfirmed: 'queda fuera hasta que alguien confirme que la entrada es suya: vea Quién es quién',
    paper: 'Ahora recibe una clave en papel. Imprímala enseguida. No se guarda en ningún otro lugar.',
    go: 'Prepararlo y mostrar la clave',
    done: 'Esto ya está preparado.',
    notYours: 'Esto es para la Dirección, la presidencia de la Junta y la asesoría legal.',
    link: 'Prepararlo ahora',
    notYet: 'Esto aún no está preparado.',
  },
  paperKey: {
    title: 'La clave en papel de los asuntos sellados',
    says: 'Imprima esta página ahora, póngala en un sobre y entréguela a la Ciudad para su caja fuerte. Abre los asuntos sellados cuando nadie de los autorizados puede.',
    once: 'Solo la ve esta vez. Sin ella, y sin las personas autorizadas, nadie podrá leer jamás lo sellado: ni la biblioteca, ni la Ciudad, ni nosotros.',
    groups: 'La clave',
    use: 'Para usarla: entre, vaya a «Mi cuenta», luego a «Asuntos sellados», luego a «Abrir con la clave en papel», y escriba los grupos.',
    mark: (mark) => `Hoja ${mark}`,
    printed: 'Está impresa: seguir',
  },
  newSheet: {
    heading: 'Una hoja nueva',
    says: 'Si la hoja se perdió o alguien la vio, haga otra. Desde entonces la hoja vieja no abre nada de lo que se escriba. Un asunto que no está abierto para usted conserva la hoja vieja. Las copias viejas también.',
    openFirst: 'Abra primero los asuntos sellados y vuelva aquí',
    go: 'Hacer una hoja nueva y mostrar la clave',
  },
  recover: {
    title: 'Abrir con la clave en papel',
    says: 'Para cuando nadie de los autorizados puede entrar. Escriba la clave de la hoja. Desde entonces su propia frase abre lo que ella abre, y eso consta en el registro de cada asunto.',
    key: 'La clave, grupo por grupo',
    keyHint: 'Letras grandes o pequeñas, con o sin espacios. Que nadie vea su pantalla.',
    mistyped: (groups) =>
      groups.length === 0
        ? 'Esta no es una clave entera: compare cada grupo con la hoja.'
        : `Compare con la hoja: grupo ${groups.join(' y ')}.`,
    go: 'Abrirlo',
    wrong: 'Esta clave no abre nada aquí. ¿Es la hoja de los asuntos sellados?',
    noKeys: 'Primero salga y vuelva a entrar: aún no tiene claves propias.',
    full: 'Ya hay siete personas autorizadas. Elija abajo quién deja su lugar. Su clave sigue aquí.',
    fullOfOfficers:
      'Hay siete personas autorizadas y todas responden por esto. Una de ellas puede abrírselo, o quitar a otra.',
    goes: '¿Quién deja su lugar? Ya no podrá abrir nada nuevo.',
  },
  matter: {
    title: (reference) => `Asunto sellado ${reference}`,
    boundTitle: 'Usted está obligado a callar',
    bound:
      'La orden de este asunto también le obliga a usted. Puede hablar de ella con la Dirección, la asesoría legal y las demás personas autorizadas. No se lo diga a nadie más: ni al personal, ni a la Junta, ni en casa. No termina cuando termina su trabajo en la biblioteca.',
    boundGo: 'Lo he leído, y estoy obligado',
    toCase: 'Abrir su caso',
    who: 'Quién puede abrirlo',
    you: '(usted)',
    isBound: (day) => `Obligado desde el ${day}.`,
    notBound: 'Aún no ha dicho que está obligado a callar.',
    otherKeys: 'Sus claves son nuevas: autorice de nuevo.',
    since: (day, by) => `Autorizado el ${day} por ${by}.`,
    keyMark: (mark) => `Clave ${mark}`,
    setUpBy: (by) => `Entrada hecha por ${by}`,
    clear: 'Autorizar a alguien',
    clearSays:
      'Solo a quienes la orden deja saber: la asesoría legal y quienes hacen falta para cumplir. Dígales primero que quedan obligados.',
    person: 'Quién',
    clearGo: 'Autorizar',
    revoke: 'Ya no autorizar',
    revokeOf: (name) => `Ya no autorizar a ${name}`,
    revokeSays:
      'Quien deja de estar autorizado no abre nada de lo que se escriba desde entonces. Lo que ha leído, lo sabe. Las copias viejas aún se le abren hasta que se borren.',
    refused: {
      'not-yours': 'Esto es para quienes responden por el asunto.',
      full: 'Ya hay siete personas autorizadas.',
      last: 'Tiene que quedar alguien que responda por el asunto.',
      themselves: 'Nadie se quita a sí mismo. Lo hace otra persona que responde por el asunto.',
      'no-keys': 'Tiene que entrar una vez antes de que se le pueda autorizar.',
      unconfirmed: 'Nadie ha confirmado aún que esta entrada es suya. Vea Quién es quién.',
      'about-them': 'Esto es sobre la Dirección, y la Dirección no puede leerlo.',
    },
    open: 'Lo que aún se pide',
    did: 'Lo que usted hizo',
    note: 'Escriba qué hizo para esto, y cuándo',
    noteGo: 'Dejarlo registrado',
    noteMissing: 'Primero escriba qué hizo',
    noteRefused: 'Ahora no se puede agregar nada a este asunto. Pregunte a la asesoría legal.',
    facts: 'Lo que llegó',
    proof: 'Prueba de todo lo hecho',
    proofSays:
      'Un archivo que muestra lo que se hizo aquí, y que nada se cambió después. Quien lo tenga, con una exportación del registro, puede comprobarlo. Guarde el archivo y su frase por separado.',
    proofPassphrase: 'Primero anote su frase:',
    proofWaits: 'El registro firma en menos de un minuto. Intente entonces.',
    proofOf: 'Qué parte',
    proofOfAll: 'Todo lo que se hizo aquí',
    proofOfOne: 'De una parte sola, el archivo no dice nada del resto.',
    proofGo: 'Obtener el archivo',
    lift: 'Cuando se pueda volver a contar',
    liftSays: `Cuando la orden ha terminado, y consta en el asunto, puede ser un caso abierto. Entonces se le puede decir a ${customer}, si la asesoría legal así lo eligió. La prueba de todo lo hecho queda con el caso. Después el lugar sellado queda vacío.`,
    liftUnproved:
      'El caso está abierto ahora. Pero lo que tiene el registro no concuerda con lo que hay aquí, así que este lugar se conserva como está. Puede ser que un archivo viniera de una copia. Dígaselo a la asesoría legal.',
    liftNotYet: 'En el asunto aún no consta que la orden terminó.',
    liftGo: 'Hacerlo un caso abierto',
  },
  sidePeople: {
    title: 'Quién abre lo que llega',
    says: 'Estas personas leen todo lo que se deje aquí desde ahora, y todos los asuntos abiertos para usted.',
    notIn: (references: string) =>
      `Desde ahora lee lo que llega, pero no estos asuntos: ${references}. Allí ya hay siete personas, o el lugar está lleno. Quite primero a alguien allí, y luego dele acceso allí.`,
  },
  outside: {
    who: 'Alguien que dice: «¿Alguien preguntó por mí?»',
    heading: 'Cuando alguien dice: «¿Alguien preguntó por mí?»',
    says: 'Todos reciben esta respuesta, siempre, sea cual sea la verdad:',
    next: 'No diga más, a nadie. No busque nada antes.',
    words: '«No podemos decir si hemos recibido o no alguna solicitud. Todos reciben esta respuesta.»',
  },
  isSealed: 'Este asunto está sellado. No se le puede contar a nadie más que a quienes están autorizados.',
  toMatter: 'Quién puede abrirlo, su prueba y su fin',
  toSealed: 'Asuntos sellados',
  onAccount:
    'Algunos papeles dicen que a nadie se le puede hablar de ellos. Lo que llega con uno se guarda sellado. Si le dijeron que está autorizado, ábralo aquí.',
  toProof: 'Prueba de lo hecho mientras estuvo sellado',
})
