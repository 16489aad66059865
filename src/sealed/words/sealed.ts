import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ customer }: LibraryTerms) => ({
  title: 'Sealed matters',
  intro:
    'Some papers say that nobody may be told of them. What comes with such a paper is kept here, sealed. This page looks the same for everyone until it is opened.',
  elsewhere: 'Another computer of the library works on this now. Try again there, or in a minute.',
  notHere: (rooms: string) =>
    `Others could see this screen, so nothing opens at this computer. Go to ${rooms}.`,
  open: 'Open with your passphrase',
  openToSign: 'To sign, open it again. Then you have ten minutes.',
  openSays: 'It stays open for ten minutes after you last used it.',
  passphrase: 'Your passphrase',
  nothing: 'Nothing here is open to you.',
  shut: 'Close it now',
  isOpen: 'This is open to you. Let nobody see your screen.',
  ofSide: {
    director: 'For the Director and the lawyer',
    president: 'About the Director: for the president and the lawyer',
  },
  waits: 'What came',
  noneWaits: 'Nothing new came.',
  came: (who: string, when: string) => `Left by ${who}, ${when}.`,
  noReport: 'Nobody wrote down more than that a paper came.',
  takeIn: 'Open a sealed matter with it',
  joinTo: 'Or put it with this matter',
  join: 'Put it there',
  boxOther: 'Something else lies there by now. Look at it again.',
  otherPassphrase: 'That page was old. Write down the passphrase that stands here now.',
  notTaken: 'This matter is closed, and takes nothing more. What came still waits here.',
  discard: {
    reason: 'Or say why it is no matter',
    go: 'Throw it away',
    noReason: 'Say why it is no matter.',
  },
  ends: {
    move: 'It is about the Director: give it to the president',
    moveOf: (reference: string) => `Give ${reference} to the president: it is about the Director`,
    archiveSays: 'This matter is closed, and can go into the City’s safe.',
    archiveFirst: 'Get the file. Save it, and keep its passphrase apart.',
    archiveThen: 'Once the file is saved, free the place. After this the matter is in the file alone.',
    archiveInside: 'This matter is closed. At the library it can go into the City’s safe.',
    file: 'Get the file for the safe',
    fileOf: (reference: string) => `Get the file of ${reference} for the safe`,
    archive: 'Free the place',
    archiveOf: (reference: string) => `The file of ${reference} is saved: free the place`,
    notClosed: 'Only a closed matter can go into the safe, by those who answer for it.',
    notSaved: 'Get the file first. Something may have been written since you got it.',
    refused: {
      'not-yours': 'The lawyer does this: nobody else may see both sides.',
      'not-open':
        'The president’s side is not set up, or not open to you. Ask the president to set it up and to clear you.',
      'no-cell': 'Both places of the president’s side are in use. Free one first.',
      'not-taken': 'This matter is closed, and stays where it is.',
    },
  },
  notes: {
    heading: 'What is no longer here',
    'no-matter': (who: string, when: string, id: string) => `${who} threw away ${id}, ${when}:`,
    archived: (who: string, when: string, id: string) => `${who} archived ${id}, ${when}:`,
    older: (_who: string, when: string, id: string) =>
      `${when}: sealed place ${id} was not what the register says.`,
    index: (_who: string, when: string, _id: string) => `${when}: the file of what comes was an older copy.`,
    key: (_who: string, when: string, id: string) =>
      `${when}: what comes was sealed to another key. Boxes thrown away: ${id}.`,
    'given-up': (who: string, when: string, id: string) =>
      `${who} gave up sealed place ${id}, ${when}: it did not open.`,
    hash: 'What it was, as its mark (SHA-256):',
  },
  damage: {
    cell: (cell: number) =>
      `Sealed place ${cell} does not open: its file was damaged. All other places are as they were. What was in this one may still be in a backup. Ask whoever runs the computer, and do not give it up before you know.`,
    intake:
      'The file of what came does not open: it was damaged. Matters that were taken in are as they were. Nothing new can be kept or read until it is put back from a backup. Ask whoever runs the computer.',
    giveUp: 'Give this place up: what was in it is lost',
    giveUpOf: (cell: number) => `Give sealed place ${cell} up: what was in it is lost`,
    opens: 'This place opens, or it is not yours to give up.',
  },
  alarms: {
    older: (cell: number, reference?: string) =>
      `Sealed place ${cell}${reference === undefined ? '' : `, ${reference},`} is not what the register says: someone put back an older copy of it, or changed it. What was done since may be missing, and someone who was cleared no more may read it again. Call the lawyer before you go on. Then look at who may open it.`,
    index:
      'Someone put back an older copy of the file of what comes. Whoever was cleared no more since then may read what comes. Look at who may open it, and clear them no more once again.',
    key: (boxes: number) =>
      `Someone put another key in the place of yours, and may have read what was left since. This is put right now.${boxes === 0 ? '' : ` What lay in ${boxes} of the boxes opens to nobody here, and was thrown away: ask the staff who was served since.`} Call the lawyer.`,
  },
  noCell: 'Every sealed place is in use. End or lift a matter first.',
  matters: 'Matters that are open to you',
  noMatters: 'No matter is open to you.',
  look: 'Look at it',
  next: 'Next',
  due: (day: string) => `by ${day}`,
  nobodyOwes: 'Nothing is owed.',
  free: (free: number, all: number) => `${free} of ${all} sealed places are free.`,
  showEmpty: 'Show that the free places are empty',
  showEmptySays:
    'A file that shows that nothing was sealed in them. It tells how many are free: give it only to someone who may know.',
  noneFree: 'No place is free.',
  people: 'Who may open it',
  setUp: {
    title: 'Set up sealed matters',
    says: 'Do this once, before anything comes. From then on, staff can leave what came here, and only the people below can read it.',
    who: 'These people will be able to read it:',
    noKeys: 'has not signed in yet, and can be added later',
    unconfirmed: 'left out until someone confirms that the sign-in is theirs: see Who is who',
    paper: 'You get a key on paper next. Print it at once. It is kept nowhere else.',
    go: 'Set it up, and show the key',
    done: 'This is set up already.',
    notYours: 'This is for the Director, the president of the Board, and the lawyer.',
    link: 'Set this up now',
    notYet: 'This is not set up yet.',
  },
  paperKey: {
    title: 'The key on paper for sealed matters',
    says: 'Print this page now, put it in an envelope, and give it to the City to keep in its safe. It opens sealed matters when nobody who is cleared can.',
    once: 'You see it only this once. Without it, and without the people who are cleared, nobody can ever read what is sealed: not the library, not the City, not we.',
    groups: 'The key',
    use: 'To use it: sign in, go to “My account”, then “Sealed matters”, then “Open with the key on paper”, and type in the groups.',
    mark: (mark: string) => `Sheet ${mark}`,
    printed: 'It is printed: go on',
  },
  newSheet: {
    heading: 'A new sheet',
    says: 'If the sheet was lost or seen, make a new one. From then on the old sheet opens nothing that is written. A matter that is not open to you keeps the old sheet. So do old backups.',
    openFirst: 'Open sealed matters first, then come back here',
    go: 'Make a new sheet, and show the key',
  },
  recover: {
    title: 'Open with the key on paper',
    says: 'For when nobody who is cleared can sign in. Type the key from the sheet. From then on your own passphrase opens what it opens, and that stands in the record of each matter.',
    key: 'The key, group by group',
    keyHint: 'Small or capital letters, with or without blanks. Let nobody see your screen.',
    mistyped: (groups: readonly number[]) =>
      groups.length === 0
        ? 'This is not a whole key: compare every group with the sheet.'
        : `Compare with the sheet: group ${groups.join(' and ')}.`,
    go: 'Open it',
    wrong: 'This key opens nothing here. Is it the sheet for sealed matters?',
    noKeys: 'Sign out and in once more first: you have no keys of your own yet.',
    full: 'Seven people are cleared already. Choose below who makes room. Your key still stands here.',
    fullOfOfficers:
      'Seven people are cleared, and all of them answer for it. One of them can open it for you, or end another.',
    goes: 'Who makes room? They can then open nothing new.',
  },
  matter: {
    title: (reference: string) => `Sealed matter ${reference}`,
    boundTitle: 'You are bound',
    bound:
      'The order in this matter binds you as well. You may speak of it with the Director, the lawyer, and the others who are cleared for it. Tell nobody else: not staff, not the Board, not at home. It does not end when your work for the library ends.',
    boundGo: 'I have read this, and I am bound',
    toCase: 'Open its case',
    who: 'Who may open it',
    you: '(you)',
    isBound: (day: string) => `Bound since ${day}.`,
    notBound: 'Has not said yet that they are bound.',
    otherKeys: 'Their keys are new: clear them again.',
    since: (day: string, by: string) => `Cleared ${day} by ${by}.`,
    keyMark: (mark: string) => `Key ${mark}`,
    setUpBy: (by: string) => `Sign-in made by ${by}`,
    clear: 'Clear someone',
    clearSays:
      'Only those whom the order lets know: the lawyer, and those who are needed to comply. Tell them first that they are bound.',
    person: 'Who',
    clearGo: 'Clear them',
    revoke: 'Clear no more',
    revokeOf: (name: string) => `Clear ${name} no more`,
    revokeSays:
      'Whoever is cleared no more opens nothing that is written from then on. What they have read, they know. Old backups still open to them until they are deleted.',
    refused: {
      'not-yours': 'This is for those who answer for the matter.',
      full: 'Seven people are cleared already.',
      last: 'Somebody who answers for the matter has to stay.',
      themselves: 'Nobody takes themselves off. Someone else who answers for it does.',
      'no-keys': 'They have to sign in once before they can be cleared.',
      unconfirmed: 'Nobody has confirmed yet that this sign-in is theirs. See Who is who.',
      'about-them': 'This is about the Director, and is not for the Director to read.',
    },
    open: 'What is still asked',
    did: 'What you did',
    note: 'Write down what you did for it, and when',
    noteGo: 'Put it on record',
    noteMissing: 'Write down what you did first',
    noteRefused: 'Nothing can be added to this matter now. Ask the lawyer.',
    facts: 'What came',
    proof: 'Proof of all that was done',
    proofSays:
      'A file that shows what was done here, and that nothing was changed since. Whoever has it and an export of the register can check it. Keep the file and its passphrase apart.',
    proofPassphrase: 'Write down its passphrase first:',
    proofWaits: 'The register signs within a minute. Try again then.',
    proofOf: 'Which part',
    proofOfAll: 'All that was done here',
    proofOfOne: 'Of a part alone, the file tells nothing of the rest.',
    proofGo: 'Get the file',
    lift: 'When it may be told again',
    liftSays: `Once the order has ended, and that is noted in the matter, it can become an open case. The ${customer} can be told then, if the lawyer chose so. The proof of all that was done is kept with the case. After this the sealed place is empty.`,
    liftUnproved:
      'The case is open now. But what the register has does not fit what lies here, so this place is kept as it is. A file may have been put back from a copy. Tell the lawyer.',
    liftNotYet: 'That the order ended is not noted in the matter yet.',
    liftGo: 'Make it an open case',
  },
  sidePeople: {
    title: 'Who opens what comes',
    says: 'These people read whatever is left here from now on, and all matters that are open to you.',
    notIn: (references: string) =>
      `They read what comes from now on, but not these matters: ${references}. Seven are cleared there already, or the place is full. Clear someone there no more first, then clear them there.`,
  },
})

const spanish: InSpanish<typeof english> = ({ customer }) => ({
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
})

export const sealedWords = screenWords(english, spanish)
