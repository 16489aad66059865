import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ customer, counsel, rooms }: LibraryTerms) => ({
  title: 'Sealed matters',
  intro:
    'Some legal papers have a nondisclosure order. What comes with such a paper is kept here, sealed. This page looks the same for everyone until it is opened.',
  openCases: 'Did the order come to light in a case that was already open? Then the case is in another list:',
  elsewhere: 'Another library computer is working on this now. Try again there, or in a minute.',
  notHere: `Other people could see this screen, so nothing opens at this computer. Go to ${rooms}.`,
  open: 'Open with your passphrase',
  openAgain: 'To confirm that it is you, open it again. You then have ten minutes.',
  openSays: 'It stays open until ten minutes after you last use it.',
  passphrase: 'Your passphrase',
  nothing: 'You don’t have access to anything here.',
  shut: 'Close now',
  isOpen: 'This is open to you. Do not let anyone see your screen.',
  ofSide: {
    director: `For the Director and ${counsel}`,
    president: `About the Director: for the president and ${counsel}`,
  },
  handOver: {
    says: (name: string, first: string, last: string) =>
      `The Board named ${name} acting Director from ${first} through ${last}. They do not have access here. If you hand over, they open everything in this group, and what is added later. Their access ends with the last day, or sooner if the Board ends the term.`,
    go: (name: string) => `Hand over to ${name}`,
  },
  waits: 'New papers and reports',
  noneWaits: 'There is nothing new.',
  came: (who: string, when: string) => `Left by ${who}, ${when}.`,
  noReport: 'The report says only that a paper came.',
  takeIn: 'Open a sealed matter with this',
  joinTo: 'Or add it to this matter',
  join: 'Add to matter',
  boxOther: 'Something else is there now. View it again.',
  otherPassphrase: 'That page was out of date. Write down the passphrase shown here now.',
  notTaken: 'This matter is closed and takes nothing more. The new report is still here.',
  discard: {
    reason: 'Or say why this is not a matter',
    go: 'Discard',
    noReason: 'Say why this is not a matter.',
  },
  ends: {
    move: 'It is about the Director: transfer it to the president',
    moveOf: (reference: string) => `Transfer ${reference} to the president: it is about the Director`,
    archiveSays: 'This matter is closed and can be moved to a safe outside the library.',
    archiveFirst: 'Download the file. Save it, and keep its passphrase in a separate place.',
    archiveThen: 'After the file is saved, free the slot. From then on the matter exists only in the file.',
    archiveInside: 'This matter is closed. At the library, it can be moved to a safe outside the library.',
    file: 'Download the file for the safe',
    fileOf: (reference: string) => `Download the file of ${reference} for the safe`,
    archive: 'Free the slot',
    archiveOf: (reference: string) => `The file of ${reference} is saved: free the slot`,
    notClosed: 'Only a closed matter can be moved to the safe, by the people responsible for it.',
    notSaved: 'Download the file first. Something may have been added after you downloaded it.',
    refused: {
      'not-yours': `${capitalize(counsel)} does this. No one else may see both access groups’ matters.`,
      'not-open':
        'The president’s access group is not set up, or you don’t have access to it. Ask the president to set it up and grant you access.',
      'no-cell': 'Both slots of the president’s access group are in use. Free one first.',
      'not-taken': 'This matter is closed and stays where it is.',
    },
  },
  notes: {
    heading: 'No longer here',
    'no-matter': (who: string, when: string, id: string) => `${who} discarded ${id}, ${when}:`,
    archived: (who: string, when: string, id: string) => `${who} archived ${id}, ${when}:`,
    older: (_who: string, when: string, id: string) =>
      `${when}: sealed slot ${id} did not match the audit log.`,
    index: (_who: string, when: string, _id: string) => `${when}: the file for new papers was an older copy.`,
    key: (_who: string, when: string, id: string) =>
      `${when}: new papers were sealed to a different key. Drop boxes emptied: ${id}.`,
    'given-up': (who: string, when: string, id: string) =>
      `${who} gave up sealed slot ${id}, ${when}: it did not open.`,
    hash: 'Fingerprint of what it was (SHA-256):',
  },
  damage: {
    cell: (cell: number) =>
      `Sealed slot ${cell} does not open, because its file was damaged. All other slots are unchanged. What was in this one may still be in a backup. Ask the person who maintains the computer before you give it up on the Evidence page.`,
    intake:
      'The file for new papers does not open, because it was damaged. Matters already opened are unchanged. Nothing new can be saved or read until the file is restored from a backup. Ask the person who maintains the computer.',
    giveUp: 'Give up this slot: its contents are lost',
    giveUpOf: (cell: number) => `Give up sealed slot ${cell}: its contents are lost`,
    opens: 'This slot opens, or your role cannot give it up.',
  },
  alarms: {
    older: (cell: number, reference?: string) =>
      `Sealed slot ${cell}${reference === undefined ? '' : `, ${reference},`} does not match the audit log. Someone put back an older copy of it, or changed it. What was done since then may be missing, and someone whose access was removed may be able to read it again. Call ${counsel} before you continue. Then check the people with access.`,
    index:
      'Someone put back an older copy of the file for new papers. Anyone whose access was removed since then may be able to read new papers. Check the people with access, and remove their access again.',
    key: (boxes: number) =>
      `Someone replaced your key with another one, and may have read what was left since then. This has been fixed.${boxes === 0 ? '' : ` The contents of ${boxes} of the drop boxes cannot be opened by anyone here and were discarded. Ask staff who has been served since then.`} Call ${counsel}.`,
  },
  noCell: 'All sealed slots are in use. Close or unseal a matter first.',
  matters: 'Matters you can open',
  noMatters: 'There are no matters that you can open.',
  look: 'View',
  next: 'Next step',
  due: (day: string) => `by ${day}`,
  nobodyOwes: 'Nothing is left to do.',
  free: (free: number, all: number) => `${free} of ${all} sealed slots are free.`,
  evidence: {
    title: 'Evidence',
    says: 'This page makes files that show later what was sealed here, and that nothing else was. You do not need it from day to day.',
    safe: 'Move a closed matter to a safe',
  },
  showEmpty: 'Show that the free slots are empty',
  showEmptySays:
    'A file that shows that nothing was sealed in them. It reveals how many are free, so give it only to someone who may know.',
  noneFree: 'No slots are free.',
  people: 'People with access',
  setUp: {
    title: 'Set up sealed matters',
    says: 'Do this once, before any paper comes. From then on, staff can leave new papers here.',
    progress: 'Steps',
    step: {
      people: {
        name: 'People',
        heading: 'Check who will have access',
        why: 'A nondisclosure order limits who may know of a paper. So only these people can read new ones.',
      },
      print: {
        name: 'Recovery sheet',
        heading: 'Print the recovery sheet',
        why: 'If no one with access can sign in, only this sheet opens sealed matters.',
      },
      check: {
        name: 'Check',
        heading: 'Check the printed sheet',
        why: 'Typing the last group from the paper shows that the sheet was printed and can be read.',
      },
    },
    noKeys: 'has not signed in yet, and can be added later',
    unconfirmed: 'left out until someone confirms that the account is theirs: see Identity confirmations',
    go: 'Continue to the recovery sheet',
    lastGroup: 'The last group on the sheet',
    lastGroupHint: 'Number 14: six letters and digits, from the printed sheet',
    finish: 'Check and finish',
    otherGroup: 'This is not the last group of the newest sheet. Check number 14 on the paper',
    noneToCheck: 'There is no sheet to check. Print another one, and destroy any sheet printed before it.',
    notPrinted: 'If the sheet did not print',
    notPrintedSays: 'Make another sheet. The one before it will not open anything.',
    another: 'Make another sheet',
    done: 'This is set up.',
    notYours: `This is for the Director, the president of the Board, and ${counsel}.`,
  },
  paperKey: {
    title: 'Recovery sheet for sealed matters',
    says: 'Print this page now, put it in an envelope, and give it to your city or county to keep in its safe.',
    once: 'It is shown only this once. Without it, and without the people with access, no one can ever read what is sealed: not the library, not your city or county, and not the makers of Carrel.',
    groups: 'The key',
    use: 'To use it: sign in, go to “Sealed matters,” then “Open with the recovery sheet,” and type the groups.',
    mark: (mark: string) => `Sheet ${mark}`,
    printed: 'I printed it: check it',
  },
  newSheet: {
    heading: 'Make a new recovery sheet',
    says: 'If the sheet was lost or seen, make a new one. After you check it, the old sheet cannot open anything added later. Matters that you cannot open still use the old sheet, and so do old backups.',
    untilChecked: 'Until the new sheet is checked, the old one is the one in use.',
    openFirst: 'Open sealed matters first, and then come back here',
    go: 'Make a new sheet and show it',
  },
  recover: {
    title: 'Open with the recovery sheet',
    says: 'Use this when no one with access can sign in. Type the key from the sheet. From then on, your own passphrase opens what the key opens, and each matter’s record shows that.',
    key: 'The key, group by group',
    keyHint: 'Capital or small letters, with or without spaces. Do not let anyone see your screen.',
    mistyped: (groups: readonly number[]) =>
      groups.length === 0
        ? 'This key is incomplete. Compare every group with the sheet.'
        : `Compare with the sheet: group ${groups.join(' and ')}.`,
    go: 'Open',
    wrong: 'This key does not open anything here. Is it the sheet for sealed matters?',
    noKeys: 'First sign out and sign in again. You do not have your own keys yet.',
    full: 'Seven people already have access. Choose below whose access to remove. The key you typed is still here.',
    fullOfOfficers:
      'Seven people have access, and all of them are responsible for it. One of them can open it for you, or remove another person’s access.',
    goes: 'Whose access should be removed? They will not be able to open anything added later.',
  },
  matter: {
    title: (reference: string) => `Sealed matter ${reference}`,
    boundTitle: 'Nondisclosure order',
    bound: `The nondisclosure order in this matter applies to you too. You may talk about it with the Director, ${counsel}, and the others who have access. Do not tell anyone else: not staff, not the Board, and not people at home. This does not end when your work for the library ends.`,
    boundGo: 'I have read and acknowledge this',
    toCase: 'Open its case',
    who: 'People with access',
    you: '(you)',
    isBound: (day: string) => `Acknowledged on ${day}.`,
    notBound: 'Has not acknowledged the order yet.',
    otherKeys: 'Their keys are new. Grant access again.',
    since: (day: string, by: string) => `Access granted on ${day} by ${by}.`,
    until: (day: string) => `For a leave: it ends with ${day}.`,
    keyMark: (mark: string) => `Key ${mark}`,
    setUpBy: (by: string) => `Account created by ${by}`,
    clear: 'Grant access',
    clearSays: `Grant access only to people the order allows to know: ${counsel}, and those needed to comply. First tell them that the order will apply to them.`,
    person: 'Person',
    clearGo: 'Grant access',
    revoke: 'Remove access',
    revokeOf: (name: string) => `Remove ${name}’s access`,
    revokeSays:
      'Someone whose access you remove cannot open anything added later. They still know what they have read. Old backups still open for them until those are deleted.',
    refused: {
      'not-yours': 'Only the people responsible for the matter can do this.',
      full: 'Seven people already have access.',
      last: 'At least one person responsible for the matter must keep access.',
      themselves: 'You cannot remove your own access. Another person responsible for the matter must do it.',
      'no-keys': 'They must sign in once before you can grant access.',
      unconfirmed: 'No one has confirmed yet that this account is theirs. See Identity confirmations.',
      'about-them': 'This is about the Director, so the Director cannot read it.',
      'one-case':
        'Special counsel has no access to sealed matters: their sign-in would tell others that there is one.',
    },
    open: 'Open requests',
    did: 'What you did',
    note: 'Write what you did for it, and when',
    noteGo: 'Save note',
    noteMissing: 'First write what you did',
    noteRefused: `Nothing can be added to this matter now. Ask ${counsel}.`,
    facts: 'What came in',
    proof: 'Proof of what was done in a matter',
    proofSays:
      'A file that shows what was done in it, and that nothing has changed since. Anyone who has it and an export of the audit log can check it. Keep the file and its passphrase in separate places.',
    proofPassphrase: 'First write down its passphrase:',
    proofWaits: 'The audit log signs within a minute. Try again then.',
    proofOf: 'Which part',
    proofOfAll: 'Everything that was done',
    proofOfOne: 'If you choose one part, the file reveals nothing about the rest.',
    proofGo: 'Download the file',
    lift: 'When disclosure is allowed',
    liftSays: `After the order has ended, and that is noted in the matter, it can become an open case. The ${customer} can be told then, if ${counsel} chose so. The proof of everything that was done stays with the case. After this, the sealed slot is empty.`,
    liftUnproved: `The case is open now. But the audit log does not match what is here, so this slot is kept unchanged. A file may have been restored from a copy. Tell ${counsel}.`,
    liftNotYet: 'The matter does not yet note that the order ended.',
    liftGo: 'Make it an open case',
  },
  sidePeople: {
    title: 'People with access to new papers',
    says: 'These people can read everything left here from now on, and all matters that you can open.',
    notIn: (references: string) =>
      `They can read new papers from now on, but not these matters: ${references}. Seven people already have access there, or the slot is full. Remove someone’s access there first, and then grant it to them.`,
  },
})

const spanish: InSpanish<typeof english> = ({ customer, rooms }) => ({
  title: 'Asuntos sellados',
  intro:
    'Algunos documentos legales traen una orden de no divulgación. Lo que llega con un documento así se guarda aquí, sellado. Esta página se ve igual para todos hasta que se abre.',
  openCases: '¿La orden se conoció en un caso que ya estaba abierto? Entonces el caso está en otra lista:',
  elsewhere:
    'Otra computadora de la biblioteca está trabajando en esto. Inténtelo de nuevo allí, o en un minuto.',
  notHere: `Otras personas podrían ver esta pantalla, así que nada se abre en esta computadora. Vaya a ${rooms}.`,
  open: 'Abrir con su contraseña',
  openAgain: 'Para confirmar que es usted, ábralo otra vez. Después tiene diez minutos.',
  openSays: 'Queda abierto hasta diez minutos después de su último uso.',
  passphrase: 'Su contraseña',
  nothing: 'Usted no tiene acceso a nada de aquí.',
  shut: 'Cerrar ahora',
  isOpen: 'Esto está abierto para usted. No deje que nadie vea su pantalla.',
  ofSide: {
    director: 'Para la Dirección y la asesoría legal',
    president: 'Sobre la Dirección: para la presidencia de la Junta y la asesoría legal',
  },
  handOver: {
    says: (name, first, last) =>
      `La Junta nombró a ${name} como Dirección interina desde el ${first} hasta el ${last}. No tiene acceso aquí. Si usted se lo entrega, abre todo lo de este grupo y lo que se agregue después. Su acceso termina con el último día, o antes si la Junta le pone fin.`,
    go: (name) => `Entregar a ${name}`,
  },
  waits: 'Documentos y reportes nuevos',
  noneWaits: 'No hay nada nuevo.',
  came: (who, when) => `Lo dejó ${who}, ${when}.`,
  noReport: 'El reporte solo dice que llegó un documento.',
  takeIn: 'Abrir un asunto sellado con esto',
  joinTo: 'O agregarlo a este asunto',
  join: 'Agregar al asunto',
  boxOther: 'Ahora hay otra cosa ahí. Véalo otra vez.',
  otherPassphrase: 'Esa página era vieja. Anote la contraseña que se muestra aquí ahora.',
  notTaken: 'Este asunto está cerrado y no recibe nada más. El reporte nuevo sigue aquí.',
  discard: {
    reason: 'O diga por qué esto no es un asunto',
    go: 'Descartar',
    noReason: 'Diga por qué esto no es un asunto.',
  },
  ends: {
    move: 'Trata de la Dirección: pasarlo a la presidencia',
    moveOf: (reference: string) => `Pasar ${reference} a la presidencia: trata de la Dirección`,
    archiveSays: 'Este asunto está cerrado y se puede llevar a una caja fuerte fuera de la biblioteca.',
    archiveFirst: 'Descargue el archivo. Guárdelo, y guarde su contraseña en otro lugar.',
    archiveThen:
      'Cuando el archivo esté guardado, libere el espacio. Desde entonces el asunto existe solo en el archivo.',
    archiveInside: 'Este asunto está cerrado. En la biblioteca se puede llevar a una caja fuerte de fuera.',
    file: 'Descargar el archivo para la caja fuerte',
    fileOf: (reference: string) => `Descargar el archivo de ${reference} para la caja fuerte`,
    archive: 'Liberar el espacio',
    archiveOf: (reference: string) => `El archivo de ${reference} está guardado: liberar el espacio`,
    notClosed:
      'Solo un asunto cerrado se puede llevar a la caja fuerte, por las personas responsables de él.',
    notSaved: 'Primero descargue el archivo. Tal vez se agregó algo después.',
    refused: {
      'not-yours':
        'Esto lo hace la asesoría legal. Nadie más puede ver los asuntos de los dos grupos de acceso.',
      'not-open':
        'El grupo de acceso de la presidencia no está preparado, o usted no tiene acceso a él. Pida a la presidencia que lo prepare y le dé acceso.',
      'no-cell': 'Los dos espacios del grupo de la presidencia están en uso. Primero libere uno.',
      'not-taken': 'Este asunto está cerrado y se queda donde está.',
    },
  },
  notes: {
    heading: 'Ya no está aquí',
    'no-matter': (who: string, when: string, id: string) => `${who} descartó ${id}, ${when}:`,
    archived: (who: string, when: string, id: string) => `${who} archivó ${id}, ${when}:`,
    older: (_who: string, when: string, id: string) =>
      `${when}: el espacio sellado ${id} no coincidía con el registro de auditoría.`,
    index: (_who: string, when: string, _id: string) =>
      `${when}: el archivo de documentos nuevos era una copia anterior.`,
    key: (_who: string, when: string, id: string) =>
      `${when}: los documentos nuevos se sellaban con otra llave. Buzones vaciados: ${id}.`,
    'given-up': (who: string, when: string, id: string) =>
      `${who} abandonó el espacio sellado ${id}, ${when}: no se abría.`,
    hash: 'Huella de lo que era (SHA-256):',
  },
  damage: {
    cell: (cell: number) =>
      `El espacio sellado ${cell} no se abre, porque su archivo se dañó. Los demás espacios no cambiaron. Lo que había en este quizá siga en una copia de seguridad. Pregunte a la persona que mantiene la computadora antes de abandonarlo en la página Pruebas.`,
    intake:
      'El archivo de documentos nuevos no se abre, porque se dañó. Los asuntos ya abiertos no cambiaron. Nada nuevo se puede guardar ni leer hasta que se restaure de una copia de seguridad. Pregunte a la persona que mantiene la computadora.',
    giveUp: 'Abandonar este espacio: su contenido se pierde',
    giveUpOf: (cell: number) => `Abandonar el espacio sellado ${cell}: su contenido se pierde`,
    opens: 'Este espacio se abre, o su función no puede abandonarlo.',
  },
  alarms: {
    older: (cell: number, reference?: string) =>
      `El espacio sellado ${cell}${reference === undefined ? '' : `, ${reference},`} no coincide con el registro de auditoría. Alguien puso una copia anterior o lo cambió. Puede faltar lo que se hizo desde entonces, y una persona sin acceso quizá pueda leerlo otra vez. Llame a la asesoría legal antes de continuar. Luego revise las personas con acceso.`,
    index:
      'Alguien puso una copia anterior del archivo de documentos nuevos. Las personas que perdieron el acceso desde entonces quizá puedan leer los documentos nuevos. Revise las personas con acceso y quíteles el acceso otra vez.',
    key: (boxes: number) =>
      `Alguien reemplazó su llave por otra, y quizá leyó lo que se dejó desde entonces. Ya está corregido.${boxes === 0 ? '' : ` El contenido de ${boxes} de los buzones no lo puede abrir nadie aquí y se descartó. Pregunte al personal quién recibió un documento desde entonces.`} Llame a la asesoría legal.`,
  },
  noCell: 'Todos los espacios sellados están en uso. Primero cierre o libere un asunto.',
  matters: 'Asuntos que usted puede abrir',
  noMatters: 'No hay asuntos que usted pueda abrir.',
  look: 'Ver',
  next: 'Próximo paso',
  due: (day) => `para el ${day}`,
  nobodyOwes: 'No queda nada por hacer.',
  free: (free, all) => `${free} de ${all} espacios sellados están libres.`,
  evidence: {
    title: 'Pruebas',
    says: 'Esta página hace archivos que muestran después qué se selló aquí, y que no se selló nada más. No la necesita a diario.',
    safe: 'Llevar un asunto cerrado a una caja fuerte',
  },
  showEmpty: 'Mostrar que los espacios libres están vacíos',
  showEmptySays:
    'Un archivo que muestra que nada se selló en ellos. Revela cuántos están libres, así que déselo solo a alguien que puede saberlo.',
  noneFree: 'No hay espacios libres.',
  people: 'Personas con acceso',
  setUp: {
    title: 'Preparar los asuntos sellados',
    says: 'Haga esto una vez, antes de que llegue un documento. Desde entonces, el personal puede dejar aquí los documentos nuevos.',
    progress: 'Pasos',
    step: {
      people: {
        name: 'Personas',
        heading: 'Revise quién tendrá acceso',
        why: 'Una orden de no divulgación limita quién puede saber de un documento; por eso solo estas personas pueden leer los documentos nuevos.',
      },
      print: {
        name: 'Hoja de recuperación',
        heading: 'Imprima la hoja de recuperación',
        why: 'Si ninguna persona con acceso puede iniciar sesión, solo esta hoja abre los asuntos sellados.',
      },
      check: {
        name: 'Revisión',
        heading: 'Revise la hoja impresa',
        why: 'Escribir el último grupo del papel muestra que la hoja se imprimió y se puede leer.',
      },
    },
    noKeys: 'aún no ha iniciado sesión, y se puede agregar después',
    unconfirmed:
      'queda fuera hasta que alguien confirme que la cuenta es suya: vea Confirmaciones de identidad',
    go: 'Seguir con la hoja de recuperación',
    lastGroup: 'El último grupo de la hoja',
    lastGroupHint: 'El número 14: seis letras y números, de la hoja impresa',
    finish: 'Revisar y terminar',
    otherGroup: 'Este no es el último grupo de la hoja más reciente. Revise el número 14 en el papel',
    noneToCheck: 'No hay ninguna hoja por revisar. Imprima otra y destruya cualquier hoja impresa antes.',
    notPrinted: 'Si la hoja no se imprimió',
    notPrintedSays: 'Haga otra hoja. La anterior no abrirá nada.',
    another: 'Hacer otra hoja',
    done: 'Esto está preparado.',
    notYours: 'Esto es para la Dirección, la presidencia de la Junta y la asesoría legal.',
  },
  paperKey: {
    title: 'Hoja de recuperación de los asuntos sellados',
    says: 'Imprima esta página ahora, póngala en un sobre y entréguela a su ciudad o condado para su caja fuerte.',
    once: 'Se muestra solo esta vez. Sin ella, y sin las personas con acceso, nadie podrá leer jamás lo sellado: ni la biblioteca, ni su ciudad o condado, ni los autores de Carrel.',
    groups: 'La clave',
    use: 'Para usarla: inicie sesión, vaya a «Asuntos sellados», luego a «Abrir con la hoja de recuperación», y escriba los grupos.',
    mark: (mark) => `Hoja ${mark}`,
    printed: 'La imprimí: revisarla',
  },
  newSheet: {
    heading: 'Hacer una hoja de recuperación nueva',
    says: 'Si la hoja se perdió o alguien la vio, haga otra. Después de revisarla, la hoja vieja no abre nada de lo que se agregue. Los asuntos que usted no puede abrir conservan la hoja vieja, y las copias viejas también.',
    untilChecked: 'Hasta que se revise la hoja nueva, se usa la anterior.',
    openFirst: 'Primero abra los asuntos sellados, y luego vuelva aquí',
    go: 'Hacer una hoja nueva y mostrarla',
  },
  recover: {
    title: 'Abrir con la hoja de recuperación',
    says: 'Use esto cuando ninguna persona con acceso pueda iniciar sesión. Escriba la clave de la hoja. Desde entonces su propia contraseña abre lo que abre la clave, y eso consta en cada asunto.',
    key: 'La clave, grupo por grupo',
    keyHint: 'Mayúsculas o minúsculas, con o sin espacios. No deje que nadie vea su pantalla.',
    mistyped: (groups) =>
      groups.length === 0
        ? 'Esta clave está incompleta. Compare cada grupo con la hoja.'
        : `Compare con la hoja: grupo ${groups.join(' y ')}.`,
    go: 'Abrir',
    wrong: 'Esta clave no abre nada aquí. ¿Es la hoja de los asuntos sellados?',
    noKeys: 'Primero cierre la sesión e iníciela otra vez. Usted aún no tiene llaves propias.',
    full: 'Ya hay siete personas con acceso. Elija abajo a quién quitarle el acceso. La clave que escribió sigue aquí.',
    fullOfOfficers:
      'Hay siete personas con acceso, y todas son responsables de esto. Una de ellas puede abrírselo, o quitarle el acceso a otra.',
    goes: '¿A quién quitarle el acceso? Ya no podrá abrir nada de lo que se agregue.',
  },
  matter: {
    title: (reference) => `Asunto sellado ${reference}`,
    boundTitle: 'Orden de no divulgación',
    bound:
      'La orden de no divulgación de este asunto también se aplica a usted. Puede hablar de él con la Dirección, la asesoría legal y las demás personas con acceso. No se lo diga a nadie más: ni al personal, ni a la Junta, ni en casa. Esto no termina cuando termina su trabajo en la biblioteca.',
    boundGo: 'He leído esto y lo acepto',
    toCase: 'Abrir su caso',
    who: 'Personas con acceso',
    you: '(usted)',
    isBound: (day) => `Enterado el ${day}.`,
    notBound: 'Aún no se ha dado por enterado de la orden.',
    otherKeys: 'Sus llaves son nuevas. Dele acceso otra vez.',
    since: (day, by) => `Acceso dado el ${day} por ${by}.`,
    until: (day) => `Como Dirección interina: termina con el ${day}.`,
    keyMark: (mark) => `Clave ${mark}`,
    setUpBy: (by) => `Cuenta creada por ${by}`,
    clear: 'Dar acceso',
    clearSays:
      'Dé acceso solo a quienes la orden permite saber: la asesoría legal y quienes hacen falta para cumplir. Dígales primero que la orden se les aplicará.',
    person: 'Persona',
    clearGo: 'Dar acceso',
    revoke: 'Quitar acceso',
    revokeOf: (name) => `Quitar el acceso a ${name}`,
    revokeSays:
      'Una persona a quien usted quita el acceso no puede abrir nada de lo que se agregue después. Lo que ha leído, lo sabe. Las copias viejas aún se le abren hasta que se borren.',
    refused: {
      'not-yours': 'Solo pueden hacerlo las personas responsables del asunto.',
      full: 'Ya hay siete personas con acceso.',
      last: 'Por lo menos una persona responsable del asunto debe conservar el acceso.',
      themselves:
        'Usted no puede quitarse su propio acceso. Debe hacerlo otra persona responsable del asunto.',
      'no-keys': 'Tiene que iniciar sesión una vez antes de que se le pueda dar acceso.',
      unconfirmed: 'Nadie ha confirmado aún que esta cuenta es suya. Vea Confirmaciones de identidad.',
      'about-them': 'Esto trata de la Dirección, así que la Dirección no puede leerlo.',
      'one-case':
        'La asesoría especial no tiene acceso a asuntos sellados: su cuenta revelaría a otros que hay uno.',
    },
    open: 'Solicitudes abiertas',
    did: 'Lo que usted hizo',
    note: 'Escriba qué hizo para esto, y cuándo',
    noteGo: 'Guardar la nota',
    noteMissing: 'Primero escriba qué hizo',
    noteRefused: 'Ahora no se puede agregar nada a este asunto. Pregunte a la asesoría legal.',
    facts: 'Lo que llegó',
    proof: 'Prueba de lo hecho en un asunto',
    proofSays:
      'Un archivo que muestra lo que se hizo en él, y que nada ha cambiado desde entonces. Cualquiera que lo tenga, con una exportación del registro de auditoría, puede comprobarlo. Guarde el archivo y su contraseña por separado.',
    proofPassphrase: 'Primero anote su contraseña:',
    proofWaits: 'El registro de auditoría firma en menos de un minuto. Inténtelo entonces.',
    proofOf: 'Qué parte',
    proofOfAll: 'Todo lo que se hizo',
    proofOfOne: 'Si elige una sola parte, el archivo no revela nada del resto.',
    proofGo: 'Descargar el archivo',
    lift: 'Cuando se permita divulgar',
    liftSays: `Cuando la orden ha terminado, y consta en el asunto, puede ser un caso abierto. Entonces se le puede decir al ${customer}, si la asesoría legal así lo eligió. La prueba de todo lo hecho queda con el caso. Después el espacio sellado queda vacío.`,
    liftUnproved:
      'El caso está abierto ahora. Pero el registro de auditoría no coincide con lo que hay aquí, así que este espacio se conserva sin cambios. Quizá se restauró un archivo de una copia. Avise a la asesoría legal.',
    liftNotYet: 'En el asunto aún no consta que la orden terminó.',
    liftGo: 'Hacerlo un caso abierto',
  },
  sidePeople: {
    title: 'Personas con acceso a los documentos nuevos',
    says: 'Estas personas pueden leer todo lo que se deje aquí desde ahora, y todos los asuntos que usted puede abrir.',
    notIn: (references: string) =>
      `Desde ahora pueden leer los documentos nuevos, pero no estos asuntos: ${references}. Allí ya hay siete personas con acceso, o el espacio está lleno. Primero quite el acceso a alguien allí, y luego déselo a ellas.`,
  },
})

export const sealedWords = screenWords(english, spanish)
