import { recordKindWords } from '../../gate/index.ts'
import { capitalize } from '../../platform/i18n/language.ts'
import {
  type InSpanish,
  type LibraryTerms,
  type ScreenLanguage,
  screenWords,
} from '../../platform/i18n/screen-words.ts'
import type { RecordKind } from '../../policy/index.ts'

const caseCopiesEnglish = ({ customer, customers, aCustomer, theCustomer, counsel }: LibraryTerms) => ({
  toCase: 'Back to the case',
  reference: 'Case',
  person: (number: number) => `Person ${number}`,
  personIs: (number: number, name: string) => `Person ${number}: ${name}`,
  people: (count: string) => (count === '1' ? `1 ${customer}` : `${count} ${customers}`),
  field: {
    'on-file': `Is ${aCustomer}`,
    surname: 'Last name',
    'first-name': 'First name',
    'other-names': 'Other names',
    born: 'Born',
    card: 'Card number',
    address: 'Address',
    phone: 'Phone',
    email: 'E-mail',
    'is-so': 'Is this so?',
    title: 'Title',
    author: 'Author',
    'due-on': 'Due',
    'returned-on': 'Returned on',
    for: 'For',
    amount: 'Amount',
  },
  /** Of a copy. What is overdue is another kind of record, and no one may take the one for both. */
  notOverdue: 'what is checked out and not overdue',
  overdueLeft: (count: string) =>
    count === '1'
      ? '1 item is overdue and is not in the scope.'
      : `${count} items are overdue and are not in the scope.`,
  overdueLeftSays:
    'Does the paper ask for everything that is checked out? Then withdraw the decision on the case page, and set the scope again with “Which items are overdue.” This notice is not in the copy.',
  asOf: 'Copied on',
  days: {
    all: 'Any day',
    from: (from: string) => `From ${from}`,
    until: (until: string) => `Through ${until}`,
    between: (from: string, until: string) => `From ${from} through ${until}`,
  },
  scope: {
    who: 'About',
    records: 'Records',
    days: 'Days',
    withheld: 'Left out, because the policy does not allow its release',
    none: 'The case does not yet say whose records and which ones. Set the scope first.',
  },
  notHeld: {
    heading: 'What was not found',
    nothing: (record: string) => `${record}: no record for these days.`,
    nothingAtAll: (record: string) => `${record}: no record.`,
    'not-on-file': 'No one with that name is on file.',
    'never-kept': (record: string) => `${record}: Carrel never keeps this.`,
  },
  cannot: 'This cannot be done now',
  unmet: {
    'systems-accounted': 'Note for each other system what was done in it. The certificate says so.',
    'on-the-list': 'This system was not on the list when the records were copied.',
    'says-what': 'Say who searched and what was found, or why no one searched.',
    who: 'This step belongs to someone else.',
    stage: 'The case has not reached this step, or is past it.',
    time: 'This computer’s clock is wrong.',
    reported: 'The decision maker has not been told about the case yet.',
    'as-decided': 'The case changed after the decision. The decision must be withdrawn and made again.',
    'decided-to-produce': 'There is no decision to produce records.',
    'within-scope': 'The paper does not name all of these records.',
    'names-no-more': 'The paper does not name all of these records.',
    'collected-this': 'The copy was made again. Review the new one.',
    'may-choose-telling': 'The paper has a nondisclosure order. Choose “Do not tell them.”',
    'packaged-this': 'A new file was made, or this one is closed.',
    'was-saved': 'Save the file first. A file must be saved before it is delivered.',
    'fits-form': 'Paper or a USB stick cannot be delivered by e-mail. Choose another way.',
    'counsels-choice': `${capitalize(counsel)} makes this choice. Record on the case page what they chose.`,
    'knows-of-change':
      'The case changed after the file was saved. Check the box to confirm that you know this.',
    'nothing-outside': 'A file was saved. First note that it was delivered or destroyed.',
    'second-person': 'You made this copy. Another person must check it.',
    'counsel-by-phone': `${capitalize(counsel)} may check by phone only if no one else here can, or if ${counsel} noted here, after the copy was made, that they cannot come. Check the time, the name, and the words.`,
    'policy-lets-go': 'The policy does not allow these records to be released.',
    'is-decider': 'Only the decision maker in this case may do this.',
    'is-preserved': 'This copy is no longer kept.',
    other: 'Something else is missing. The case page shows what.',
  },
  tooMuch: 'This is more than 2,000 lines. Narrow it to fewer people or fewer days.',

  who: {
    heading: 'People named in the case',
    says: 'Compare each name and card with the paper. They leave the library only where the paper asks for them. Viewing this list is logged.',
    wants: 'What the requester wants',
    quoted: 'Who it is about, in the paper’s own words',
    number: 'Number in the copy',
    name: 'Name',
    gone: 'No longer on file',
  },
  collect: {
    title: 'Collect the records',
    intro: 'Carrel copies only what the case names. The copy stays sealed in the case.',
    listed: 'Is this the order in the paper?',
    listedTick: 'The paper lists these people in this order',
    listedSays:
      'The copy calls them Person 1, Person 2, and so on. The recipient can match them only by using their paper. If the order is different, set the scope again, with the cards in the paper’s order.',
    listedUnfit: 'Compare the numbers with the paper, and check the box if they are in its order',
    make: 'Make the copy',
    again: 'Make the copy again',
    againSays: 'If you make the copy again, this copy and its check are destroyed.',
    preview: 'Contents of the copy',
    previewSays: 'This is everything that would leave the library. Viewing it is logged.',
    next: (who: string) =>
      `The copy is made. Now another person must check it: ${who}. Tell them. Once they have, you can prepare the file.`,
    nextByPhone: `The copy is made. No one else here could check it, so ${counsel} checks it by phone.`,
    nextYours: 'The copy is made. Check it now.',
    notedSince: 'Notes in the case since the copy was made',
    toCheck: 'Check this copy',
  },
  check: {
    elsewhere:
      'Copies of records can be viewed only at the library, on a staff computer where records may be shown. Check the copy there. Or note in the case that you cannot come. The decision maker will then read it to you by phone.',
    title: 'Check the copy',
    intro:
      'This is everything that would leave the library. Compare it with the paper: are the people, records, and days right?',
    theirs: 'Are these the right people?',
    theirsTick: 'I read the paper. These are the people it names',
    theirsUnfit:
      'Read who the paper names, and check the box if these are the people. If not, do not confirm',
    mine: 'You made this copy, so another person must check it.',
    confirm: 'I checked it, and it may be released',
    wrong: 'Something is wrong with the copy',
    wrongSays:
      'Do not confirm the copy. Say what is wrong. It becomes a note in the case, and it shows where the copy is made again.',
    wrongWords: 'What is wrong',
    wrongBegins: 'The copy is wrong: ',
    wrongSend: 'Save the note',
    done: 'This copy has been checked.',
    none: 'There is no copy to check.',
    toProduce: 'Produce records',
  },
  byPhone: {
    title: `${capitalize(counsel)} checks it by phone`,
    whyCannotCome: `${capitalize(counsel)} noted here that they cannot come, and no one else could check the copy. Under the policy, ${counsel} checks it by phone, and you record that. The timeline and the certificate will say so.`,
    why: `No one else here could check the copy, because no other account is confirmed. Under the policy, ${counsel} checks it by phone, and you record that. The timeline and the certificate will say so.`,
    read: `Read this to ${counsel}, with the names and the words of the paper`,
    lines: (record: string, count: string) => `${record}: ${count === '1' ? '1 line' : `${count} lines`}`,
    mark: `Fingerprint of the copy (SHA-256). ${capitalize(counsel)} can write down how it begins and ends:`,
    counsel: 'Lawyer’s name',
    counselUnfit: 'Type the lawyer’s name',
    when: 'When you spoke',
    whenUnfit: 'When you spoke: type a day and time in the past',
    words: `What ${counsel} said, in their words`,
    wordsHint: 'Do not name anyone the paper is about.',
    wordsUnfit: `Type what ${counsel} said`,
    keep: `${capitalize(counsel)} checked it by phone, and it may be released`,
    done: (counsel: string) => `${counsel} checked this copy by phone.`,
  },
  produce: {
    title: 'Produce records',
    intro:
      'Choose how the records will go. Carrel prepares them with a certificate to sign. Deliver them, and note the delivery here.',
    form: 'How will the records go?',
    formHint: 'Ask the recipient what they can use.',
    forms: {
      pdf: {
        label: 'A PDF with a password',
        hint: 'Opens in Adobe Reader and most other PDF programs. The tables and the proof are attached to it.',
      },
      usb: { label: 'The same PDF on a USB stick', hint: 'Use a new stick, with nothing else on it.' },
      paper: { label: 'On paper', hint: 'Print it here, on the library’s own printer. It has no password.' },
      age: {
        label: 'Other: a file for the program called age',
        hint: 'Age is a free program that locks files. Only for a recipient who asked for it.',
      },
    },
    formUnfit: 'Choose how the records will go',
    formSaid: {
      pdf: 'as a PDF with a password',
      usb: 'as a PDF with a password on a USB stick',
      paper: 'on paper',
      age: 'as a file locked with age',
    },
    isForm: (form: string) => `The records go ${form}.`,
    recipientOnlyAge: 'A public key is only for a file locked with age. Choose that, or leave this blank.',
    recipient: 'Only for the program called age: the recipient’s public key (optional)',
    recipientHint: 'It begins with age1. If they have none, Carrel makes a password.',
    notProved: (time: string) =>
      `The audit log has not signed its entry for the copy yet. It signs once a minute. Try again at ${time}. No file was made, and nothing has left.`,
    recipientUnfit: 'This is not a public key. Copy all of it, starting with age1, or leave it blank.',
    make: 'Prepare the file',
    ready: 'The file is ready',
    passphrase: 'Password',
    passphraseSays:
      'It is shown only once and is not saved anywhere. Write it down now. Read it to the recipient by phone, at a number you know is theirs. Never send it with the file, and never write it on the stick.',
    spoken: 'How to read it aloud',
    spelling: [
      'a Alfa',
      'b Bravo',
      'c Charlie',
      'd Delta',
      'e Echo',
      'f Foxtrot',
      'g Golf',
      'h Hotel',
      'j Juliett',
      'k Kilo',
      'm Mike',
      'n November',
      'p Papa',
      'q Quebec',
      'r Romeo',
      's Sierra',
      't Tango',
      'v Victor',
      'w Whiskey',
      'x X-ray',
      'y Yankee',
      'z Zulu',
    ],
    forKey: 'It opens with the key that you typed.',
    sum: 'Fingerprint of the file (SHA-256)',
    againAs: {
      pdf: 'You can save the file again until you note its delivery. Each save is logged first. Save it to one of the library’s own drives.',
      usb: 'Put in the stick, and save the file to it, not to this computer. You can save it again until you note its delivery. Each save is logged first.',
      paper:
        'The pages open in this browser. Print them and close them. Do not save them, because they have no password. You can open them again until you note their delivery. Each time you open them is logged first.',
      age: 'You can save the file again until you note its delivery. Each save is logged first. Save it to one of the library’s own drives.',
    },
    deliverHow: 'Next',
    waits: 'They are ready. Nothing has been saved or printed yet, so nothing has left.',
    saved: 'They were saved or printed. Note the delivery below. The case ends only then.',
    certificate: 'Certificate and receipt',
    certificateSays:
      'Print these. Sign the certificate, and ask the recipient to sign the receipt. They do not name anyone whose records are in the file.',
    certificateSave: 'Save the certificate (PDF)',
    anew: 'Prepare the file again',
    anewSays:
      'Do this if the password is lost, or to choose another way. The earlier file or pages no longer count. Destroy them.',
    handed: 'Delivery',
    changedSays:
      'The case changed after the file was saved: a new paper came in. Ask counsel before you deliver the file. If they already have it, say so here.',
    changed: 'I know that the case changed, and they have the file',
    notHanded: 'It will not be delivered: say so on the case page',
    handedSays: 'Note this once they have the file. After that, the file is no longer here.',
    to: 'Delivered to',
    toHint: 'Their name and office',
    toUnfit: 'Type the recipient’s name',
    how: 'Delivery method',
    hows: { 'in-person': 'In person', mail: 'By mail', 'e-mail': 'By e-mail', court: 'To the court' },
    howUnfit: 'Choose how it was delivered',
    signed: 'Who signed the receipt (optional)',
    came: 'When',
    cameHint: 'Leave blank if it was just now.',
    cameUnfit: 'When: type a day and time in the past, or leave it blank',
    handedKeep: 'Note the delivery',
    saveAs: {
      pdf: 'Save the file',
      usb: 'Save the file to the stick',
      paper: 'Open the pages to print',
      age: 'Save the file',
    },
    proof: 'Save the file’s proof',
    proofSays:
      'The file’s proof shows anyone that the audit log has this exact file. The proof is ready a minute after the file is made. Deliver it along with the file.',
    proofOfPrint:
      'The file’s proof shows anyone that the audit log has the file that was printed. The proof is ready a minute after the pages are prepared. Keep it with the case, or give it to the recipient.',
    goOn: 'Before you hand the records over, print the certificate and the receipt. They are here, and you note the delivery here:',
    comeBack:
      'Then come back to this page. It then has the certificate and the receipt to print, and the place to note the delivery.',
    toHand: 'Certificate, receipt, and delivery',
    gone: 'A new file was made, or this one was delivered. It cannot be saved again.',
    done: 'The records were produced',
    doneSays: (day: string, to: string, how: string, form: string) => `On ${day}, to ${to}. ${how}, ${form}.`,
    receipt: 'Receipt',
    receiptSays: 'Type who signed the receipt, and on which day. The copy here is destroyed that night.',
    receiptWords: 'Receipt signed by',
    receiptUnfit: 'Type who signed the receipt',
    receiptKeep: 'Save the receipt',
    receipted: 'The receipt has been signed.',
    notice: `Notice to ${theCustomer}`,
    noticeSays: `${capitalize(counsel)} decides whether to tell ${theCustomer}. No rule requires it.`,
    noticeChoice: { tell: 'Tell them', wait: 'Wait until a date', not: 'Do not tell them' },
    noticeUnfit: 'Choose whether to tell them',
    noticeOn: 'Wait until',
    noticeOnUnfit: 'Type a date, such as 2026-11-24',
    noticeKeep: 'Save choice',
    noticeHeard: `Record on the case page what ${counsel} chose`,
    noticeWas: (choice: string) => `Chosen: ${choice}`,
    opensAs: {
      pdf: 'The recipient opens it with a PDF program and types the password. The attached files are in the list of attachments.',
      usb: 'The recipient opens it with a PDF program and types the password. The attached files are in the list of attachments.',
      paper:
        'Initial each printed page. Print the certificate and the receipt too. Then hand the pages over, or mail them in a closed envelope, and have the recipient sign the receipt.',
      age: 'To open it, the recipient uses the free program called age, and then opens it as a ZIP file.',
    },
  },
  preserve: {
    title: 'Preserve a copy',
    intro:
      'Records may be gone by the time a court decides. Carrel can preserve a sealed copy until a date. This tells no one anything.',
    cards: 'Card numbers',
    cardsHint: 'One per line, 20 at most',
    cardsUnfit: 'Type one card number per line, 20 at most',
    cardUnknown: (number: string) => `Card ${number} cannot be looked up here. Check the number.`,
    records: 'Which records',
    recordsUnfit: 'Choose at least one kind of record',
    from: 'From (optional)',
    until: 'To (optional)',
    dayUnfit: 'Type a date, such as 2026-11-24',
    days: 'Number of days to keep it',
    daysUnfit: 'Type a number of days from 1 to 730',
    asScope: 'The case sets whose records and which ones. The copy holds only those.',
    make: 'Preserve a copy',
    kept: 'Preserved copies',
    noneKept: 'There are no preserved copies.',
    ends: (day: string) => `Ends automatically on ${day}`,
    end: 'End now',
    endOf: (day: string) => `End the copy preserved until ${day}`,
  },
})

const caseCopiesSpanish: InSpanish<typeof caseCopiesEnglish> = ({ customer, customers, aCustomer }) => ({
  toCase: 'Volver al caso',
  reference: 'Caso',
  person: (number) => `Persona ${number}`,
  personIs: (number, name) => `Persona ${number}: ${name}`,
  people: (count) => (count === '1' ? `1 ${customer}` : `${count} ${customers}`),
  field: {
    'on-file': `Es ${aCustomer}`,
    surname: 'Apellido',
    'first-name': 'Nombre',
    'other-names': 'Otros nombres',
    born: 'Nacimiento',
    card: 'Número de tarjeta',
    address: 'Domicilio',
    phone: 'Teléfono',
    email: 'Correo electrónico',
    'is-so': '¿Es así?',
    title: 'Título',
    author: 'Autor',
    'due-on': 'Vence',
    'returned-on': 'Devuelto el',
    for: 'Por',
    amount: 'Cantidad',
  },
  notOverdue: 'qué está prestado y no atrasado',
  overdueLeft: (count) =>
    count === '1'
      ? '1 artículo está atrasado y no está en el alcance.'
      : `${count} artículos están atrasados y no están en el alcance.`,
  overdueLeftSays:
    '¿El documento pide todo lo que está prestado? Entonces retire la decisión en la página del caso, y fije otra vez el alcance con «Qué artículos están atrasados». Este aviso no está en la copia.',
  asOf: 'Copiado el',
  days: {
    all: 'Cualquier día',
    from: (from) => `Desde el ${from}`,
    until: (until) => `Hasta el ${until}`,
    between: (from, until) => `Del ${from} al ${until}`,
  },
  scope: {
    who: 'Sobre',
    records: 'Registros',
    days: 'Días',
    withheld: 'Se deja fuera, porque la política no permite entregarlo',
    none: 'El caso aún no dice de quién ni qué registros. Fije primero el alcance.',
  },
  notHeld: {
    heading: 'Lo que no se halló',
    nothing: (record) => `${record}: ningún registro de esos días.`,
    nothingAtAll: (record) => `${record}: ningún registro.`,
    'not-on-file': 'No consta ninguna persona con ese nombre.',
    'never-kept': (record) => `${record}: Carrel nunca guarda esto.`,
  },
  cannot: 'Ahora esto no se puede hacer',
  unmet: {
    'systems-accounted': 'Anote de cada otro sistema qué se hizo en él. El certificado lo dice.',
    'on-the-list': 'Este sistema no estaba en la lista cuando se copiaron los registros.',
    'says-what': 'Diga quién buscó y qué se halló, o por qué no buscó nadie.',
    who: 'Este paso le toca a otra persona.',
    stage: 'El caso no ha llegado a este paso, o ya lo pasó.',
    time: 'El reloj de esta computadora está mal.',
    reported: 'Todavía no se ha avisado del caso a quien decide.',
    'as-decided': 'El caso cambió después de la decisión. Hay que retirarla y tomarla otra vez.',
    'decided-to-produce': 'No hay una decisión de entregar registros.',
    'within-scope': 'El documento no nombra todos estos registros.',
    'names-no-more': 'El documento no nombra todos estos registros.',
    'collected-this': 'La copia se hizo otra vez. Revise la nueva.',
    'may-choose-telling': 'El documento trae una orden de no divulgación. Elija «No avisarle».',
    'packaged-this': 'Se hizo otro archivo, o este ya terminó.',
    'was-saved': 'Guarde primero el archivo. Hay que guardarlo antes de entregarlo.',
    'fits-form': 'El papel o una memoria USB no se pueden entregar por correo electrónico. Elija otra forma.',
    'counsels-choice': 'Esto lo elige la asesoría legal. Anote en la página del caso lo que eligió.',
    'knows-of-change': 'El caso cambió después de que se guardó el archivo. Marque que lo sabe.',
    'nothing-outside': 'Se guardó un archivo. Primero anote que se entregó o se destruyó.',
    'second-person': 'Usted hizo esta copia. Debe revisarla otra persona.',
    'counsel-by-phone':
      'La asesoría legal revisa por teléfono solo si aquí no puede nadie más, o si anotó aquí, después de hecha la copia, que no puede venir. Revise la hora, el nombre y las palabras.',
    'policy-lets-go': 'La política no permite entregar estos registros.',
    'is-decider': 'Solo puede hacerlo quien decide en este caso.',
    'is-preserved': 'Esta copia ya no se conserva.',
    other: 'Falta algo más. La página del caso dice qué.',
  },
  tooMuch: 'Son más de 2,000 líneas. Limítelo a menos personas o menos días.',

  who: {
    heading: 'Personas que nombra el caso',
    says: 'Compare cada nombre y tarjeta con el documento. Salen solo si el documento los pide. Ver esta lista queda registrado.',
    wants: 'Qué quiere el solicitante',
    quoted: 'De quién trata, con las palabras del documento',
    number: 'Número en la copia',
    name: 'Nombre',
    gone: 'Ya no consta',
  },
  collect: {
    title: 'Reunir los registros',
    intro: 'Carrel copia solo lo que nombra el caso. La copia queda sellada en el caso.',
    listed: '¿Es este el orden del documento?',
    listedTick: 'El documento nombra a estas personas en este orden',
    listedSays:
      'La copia las llama Persona 1, Persona 2, y así. Quien la recibe solo puede identificarlas con su documento. Si el orden es otro, fije otra vez el alcance, con las tarjetas en el orden del documento.',
    listedUnfit: 'Compare los números con el documento, y marque si están en su orden',
    make: 'Hacer la copia',
    again: 'Hacer la copia otra vez',
    againSays: 'Si hace la copia otra vez, esta copia y su revisión se destruyen.',
    preview: 'Contenido de la copia',
    previewSays: 'Esto es todo lo que saldría de la biblioteca. Verlo queda registrado.',
    next: (who) =>
      `La copia está hecha. Ahora debe revisarla otra persona: ${who}. Avísele. Cuando la haya revisado, usted puede preparar el archivo.`,
    nextByPhone:
      'La copia está hecha. Aquí nadie más pudo revisarla, así que la asesoría legal la revisa por teléfono.',
    nextYours: 'La copia está hecha. Revísela ahora.',
    notedSince: 'Notas en el caso desde que se hizo la copia',
    toCheck: 'Revisar esta copia',
  },
  check: {
    elsewhere:
      'Las copias de registros solo se ven en la biblioteca, en una computadora del personal donde se pueden mostrar. Revise la copia allí. O anote en el caso que no puede venir. Entonces quien decide se la lee por teléfono.',
    title: 'Revisar la copia',
    intro:
      'Esto es todo lo que saldría de la biblioteca. Compárelo con el documento: ¿son correctas las personas, los registros y los días?',
    theirs: '¿Son las personas correctas?',
    theirsTick: 'Leí el documento. Estas son las personas que nombra',
    theirsUnfit: 'Lea a quién nombra el documento, y marque si son estas personas. Si no lo son, no confirme',
    mine: 'Usted hizo esta copia, así que debe revisarla otra persona.',
    confirm: 'La revisé, y se puede entregar',
    wrong: 'Hay algo mal en la copia',
    wrongSays:
      'No confirme la copia. Diga qué está mal. Queda como nota en el caso, y se muestra donde se hace otra vez la copia.',
    wrongWords: 'Qué está mal',
    wrongBegins: 'La copia está mal: ',
    wrongSend: 'Guardar la nota',
    done: 'Esta copia ya se revisó.',
    none: 'No hay copia por revisar.',
    toProduce: 'Entregar los registros',
  },
  byPhone: {
    title: 'La asesoría legal la revisa por teléfono',
    whyCannotCome:
      'La asesoría legal anotó aquí que no puede venir, y nadie más podría revisar la copia. Según la política, la revisa por teléfono, y usted lo anota. Lo dirán la cronología y el certificado.',
    why: 'Nadie más aquí podría revisar la copia, porque no hay otra cuenta confirmada. Según la política, la asesoría legal la revisa por teléfono, y usted lo anota. Lo dirán la cronología y el certificado.',
    read: 'Lea esto a la asesoría legal, con los nombres y las palabras del documento',
    lines: (record, count) => `${record}: ${count === '1' ? '1 línea' : `${count} líneas`}`,
    mark: 'Huella de la copia (SHA-256). La asesoría legal puede anotar cómo empieza y cómo termina:',
    counsel: 'Con quién de la asesoría legal habló',
    counselUnfit: 'Escriba con quién de la asesoría legal habló',
    when: 'Cuándo hablaron',
    whenUnfit: 'Cuándo hablaron: dé un día y una hora que ya pasaron',
    words: 'Lo que dijo la asesoría legal, con sus palabras',
    wordsHint: 'No nombre a ninguna persona de quien trate el documento.',
    wordsUnfit: 'Escriba lo que dijo la asesoría legal',
    keep: 'La asesoría legal la revisó por teléfono, y se puede entregar',
    done: (counsel) => `${counsel} revisó esta copia por teléfono.`,
  },
  produce: {
    title: 'Entregar los registros',
    intro:
      'Elija cómo se van a entregar los registros. Carrel los prepara con un certificado para firmar. Entréguelos y anote aquí la entrega.',
    form: '¿Cómo se van a entregar los registros?',
    formHint: 'Pregunte a quien los recibe qué puede usar.',
    forms: {
      pdf: {
        label: 'Un PDF con contraseña',
        hint: 'Se abre con Adobe Reader y con casi cualquier programa de PDF. Lleva adjuntas las tablas y la prueba.',
      },
      usb: { label: 'El mismo PDF en una memoria USB', hint: 'Use una memoria nueva, sin nada más.' },
      paper: {
        label: 'En papel',
        hint: 'Imprímalo aquí, en la impresora de la biblioteca. No tiene contraseña.',
      },
      age: {
        label: 'Otra: un archivo para el programa llamado age',
        hint: 'Age es un programa gratuito que protege archivos con una clave. Solo para quien lo pidió así.',
      },
    },
    formUnfit: 'Elija cómo se van a entregar los registros',
    formSaid: {
      pdf: 'en un PDF con contraseña',
      usb: 'en un PDF con contraseña en una memoria USB',
      paper: 'en papel',
      age: 'en un archivo cerrado con age',
    },
    isForm: (form) => `Los registros se entregan ${form}.`,
    recipientOnlyAge:
      'Una llave pública es solo para un archivo cerrado con age. Elija eso, o déjela en blanco.',
    recipient: 'Solo para el programa llamado age: la llave pública de quien recibe (opcional)',
    recipientHint: 'Empieza con age1. Si no tiene, Carrel hace una contraseña.',
    notProved: (time) =>
      `El registro de auditoría todavía no firmó la entrada de la copia. Firma cada minuto. Inténtelo de nuevo a las ${time}. No se hizo ningún archivo, y nada ha salido.`,
    recipientUnfit: 'Esto no es una llave pública. Cópiela entera, desde age1, o déjela en blanco.',
    make: 'Preparar el archivo',
    ready: 'El archivo está listo',
    passphrase: 'Contraseña',
    passphraseSays:
      'Se muestra una sola vez y no se guarda en ningún lado. Anótela ahora. Léasela por teléfono a quien recibe, a un número que usted sepa que es suyo. Nunca la mande con el archivo, ni la escriba en la memoria.',
    spoken: 'Cómo leerla en voz alta',
    spelling: [
      'a de Ana',
      'b de burro',
      'c de casa',
      'd de dedo',
      'e de elefante',
      'f de foca',
      'g de gato',
      'h de hotel',
      'j de jirafa',
      'k de kilo',
      'm de mesa',
      'n de noche',
      'p de perro',
      'q de queso',
      'r de ratón',
      's de sol',
      't de taza',
      'v de vaca',
      'w de wafle',
      'x de xilófono',
      'y de yema',
      'z de zapato',
    ],
    forKey: 'Se abre con la llave que usted escribió.',
    sum: 'Huella del archivo (SHA-256)',
    againAs: {
      pdf: 'Puede guardar el archivo otra vez hasta que anote la entrega. Cada vez queda registrado primero. Guárdelo en un disco de la biblioteca.',
      usb: 'Conecte la memoria y guarde el archivo en ella, no en esta computadora. Puede guardarlo otra vez hasta que anote la entrega. Cada vez queda registrado primero.',
      paper:
        'Las páginas se abren en este navegador. Imprímalas y ciérrelas. No las guarde, porque no tienen contraseña. Puede abrirlas otra vez hasta que anote la entrega. Cada vez que las abre queda registrado primero.',
      age: 'Puede guardar el archivo otra vez hasta que anote la entrega. Cada vez queda registrado primero. Guárdelo en un disco de la biblioteca.',
    },
    deliverHow: 'Lo que sigue',
    waits: 'Están listos. Todavía no se ha guardado ni impreso nada, así que nada ha salido.',
    saved: 'Se guardaron o se imprimieron. Anote abajo la entrega. El caso termina solo entonces.',
    certificate: 'Certificado y recibo',
    certificateSays:
      'Imprímalos. Firme el certificado, y pida a quien recibe el archivo que firme el recibo. No nombran a ninguna persona con registros en el archivo.',
    certificateSave: 'Guardar el certificado (PDF)',
    anew: 'Preparar el archivo otra vez',
    anewSays:
      'Hágalo si se perdió la contraseña, o para elegir otra forma. El archivo o las páginas de antes ya no valen. Destrúyalos.',
    handed: 'Entrega',
    changedSays:
      'El caso cambió después de que se guardó el archivo: llegó otro documento. Pregunte a la asesoría antes de entregarlo. Si ya lo tienen, dígalo aquí.',
    changed: 'Sé que el caso cambió, y ya tienen el archivo',
    notHanded: 'No se va a entregar: dígalo en la página del caso',
    handedSays: 'Anótelo cuando ya tengan el archivo. Después el archivo ya no está aquí.',
    to: 'Entregado a',
    toHint: 'Su nombre y su oficina',
    toUnfit: 'Escriba el nombre de quien lo recibió',
    how: 'Forma de entrega',
    hows: {
      'in-person': 'En persona',
      mail: 'Por correo',
      'e-mail': 'Por correo electrónico',
      court: 'Al tribunal',
    },
    howUnfit: 'Elija cómo se entregó',
    signed: 'Quién firmó el recibo (opcional)',
    came: 'Cuándo',
    cameHint: 'Déjelo en blanco si fue ahora mismo.',
    cameUnfit: 'Cuándo: escriba un día y una hora ya pasados, o déjelo en blanco',
    handedKeep: 'Anotar la entrega',
    saveAs: {
      pdf: 'Guardar el archivo',
      usb: 'Guardar el archivo en la memoria',
      paper: 'Abrir las páginas para imprimirlas',
      age: 'Guardar el archivo',
    },
    proof: 'Guardar la prueba del archivo',
    proofSays:
      'La prueba del archivo muestra a cualquiera que el registro de auditoría tiene este mismo archivo. La prueba está lista un minuto después de hacer el archivo. Entréguela junto con el archivo.',
    proofOfPrint:
      'La prueba del archivo muestra a cualquiera que el registro de auditoría tiene el archivo que se imprimió. La prueba está lista un minuto después de preparar las páginas. Guárdela con el caso, o désela a quien recibe.',
    goOn: 'Antes de entregar los registros, imprima el certificado y el recibo. Están aquí, y aquí se anota la entrega:',
    comeBack:
      'Luego vuelva a esta página. Entonces tendrá el certificado y el recibo para imprimir, y el lugar para anotar la entrega.',
    toHand: 'Certificado, recibo y entrega',
    gone: 'Se hizo otro archivo, o este ya se entregó. No se puede guardar de nuevo.',
    done: 'Los registros se entregaron',
    doneSays: (day, to, how, form) => `El ${day}, a ${to}. ${how}, ${form}.`,
    receipt: 'Recibo',
    receiptSays: 'Escriba quién firmó el recibo y qué día. La copia de aquí se destruye esa noche.',
    receiptWords: 'Recibo firmado por',
    receiptUnfit: 'Escriba quién firmó el recibo',
    receiptKeep: 'Guardar el recibo',
    receipted: 'El recibo ya está firmado.',
    notice: `Aviso al ${customer}`,
    noticeSays: `La asesoría legal decide si se le avisa al ${customer}. Ninguna regla lo exige.`,
    noticeChoice: { tell: 'Avisarle', wait: 'Esperar hasta una fecha', not: 'No avisarle' },
    noticeUnfit: 'Elija si se le avisa',
    noticeOn: 'Esperar hasta',
    noticeOnUnfit: 'Escriba una fecha, como 2026-11-24',
    noticeKeep: 'Guardar la decisión',
    noticeHeard: 'Anotar en la página del caso lo que eligió la asesoría',
    noticeWas: (choice) => `Elegido: ${choice}`,
    opensAs: {
      pdf: 'Quien lo recibe lo abre con un programa de PDF y escribe la contraseña. Los archivos adjuntos están en la lista de adjuntos.',
      usb: 'Quien lo recibe lo abre con un programa de PDF y escribe la contraseña. Los archivos adjuntos están en la lista de adjuntos.',
      paper:
        'Ponga sus iniciales en cada página impresa. Imprima también el certificado y el recibo. Luego entregue las páginas, o mándelas en un sobre cerrado, y pida que le firmen el recibo.',
      age: 'Para abrirlo, quien lo recibe usa el programa gratuito age, y luego lo abre como archivo ZIP.',
    },
  },
  preserve: {
    title: 'Conservar una copia',
    intro:
      'Puede que los registros ya no estén cuando decida un tribunal. Carrel puede conservar una copia sellada hasta una fecha. Con esto no se le dice nada a nadie.',
    cards: 'Números de tarjeta',
    cardsHint: 'Uno por línea, 20 como máximo',
    cardsUnfit: 'Escriba un número de tarjeta por línea, 20 como máximo',
    cardUnknown: (number) => `La tarjeta ${number} no se puede buscar aquí. Revise el número.`,
    records: 'Qué registros',
    recordsUnfit: 'Elija al menos un tipo de registro',
    from: 'Desde (opcional)',
    until: 'Hasta (opcional)',
    dayUnfit: 'Escriba una fecha, como 2026-11-24',
    days: 'Número de días que se conserva',
    daysUnfit: 'Escriba un número de días, de 1 a 730',
    asScope: 'El caso fija de quién y qué registros. La copia tiene solo eso.',
    make: 'Conservar una copia',
    kept: 'Copias conservadas',
    noneKept: 'No hay copias conservadas.',
    ends: (day) => `Termina automáticamente el ${day}`,
    end: 'Terminar ahora',
    endOf: (day) => `Terminar la copia conservada hasta el ${day}`,
  },
})

export const caseCopiesWords = screenWords(caseCopiesEnglish, caseCopiesSpanish)

/** The kinds of record as a copy and its scope call them. */
export const copiedKindWords = (speaker: ScreenLanguage): ReturnType<typeof recordKindWords>['kind'] => ({
  ...recordKindWords(speaker).kind,
  loans: caseCopiesWords(speaker).notOverdue,
})

/** For `recordNames`, where a scope is said: with overdue items in it, it is all that is checked out. */
export const recordsOfScope = (
  speaker: ScreenLanguage,
  records: readonly RecordKind[],
): ReturnType<typeof recordKindWords> => {
  const words = recordKindWords(speaker)
  return records.includes('overdue.titles') ? words : { ...words, kind: copiedKindWords(speaker) }
}

const pageCount = (pages: number, page: string) => `${pages} ${page}${pages === 1 ? '' : 's'}`

const casePapersEnglish = ({ reserve }: LibraryTerms) => ({
  records: {
    title: 'Copies of library records',
    case: 'Case',
    paper: 'Legal paper',
    number: 'Number on the paper',
    court: 'Court',
    asks: 'Requester',
    days: 'Days requested',
    named: 'Records requested',
    copied: 'Copied on',
    notHeld: 'What was not found in Carrel, the library’s records system',
    nothing: (person: string, record: string) => `${person}, ${record}: nothing for these days.`,
    nothingAtAll: (person: string, record: string) => `${person}, ${record}: nothing.`,
    neverKept: (person: string, record: string) => `${person}, ${record}: never kept there.`,
    notOnFile: (person: string) => `${person}: no one with that name is on file in Carrel.`,
    notes: 'How to read this',
    order: {
      listed:
        'Each person has a number, in the order in which the paper lists them. The person who made the copy confirmed that order.',
      one: 'Person 1 is the person named in the paper.',
      noted: 'Each person has a number, in the order in which the library recorded them.',
    },
    noDays: `Carrel does not keep the day on which an item was checked out. Items that are checked out, lost, damaged, owed for, or on ${reserve} are given as of the day of the copy. Overdue items are given for each day since they were due, and only where they are asked for: what is checked out and overdue is a record of its own.`,
    severed:
      'When an item is returned and nothing is owed for it, Carrel destroys the link between the item and the person. What no longer exists cannot be given.',
    /** Where another system circulates: what Carrel destroys may remain there. */
    otherSystem:
      'The library checks out items in another system, which may still have what Carrel no longer has. That system was not searched.',
    left: 'What the decision did not name is not in this copy, and no space was left for it.',
    earlier:
      'Some lines were copied on an earlier day, under a request to preserve records. Each line shows its day.',
    cells: 'In the tables, a mark (’) comes before any cell that a spreadsheet could take for a formula.',
  },
  certificate: {
    title: 'Certificate of the records custodian',
    says: (name: string, role: string, library: string) =>
      `I, ${name}, am ${role} of ${library}. I certify the following.`,
    name: 'Name',
    policy: 'Policy',
    outcome: 'Produced as',
    released: (clauses: string) => `Released under the policy (${clauses})`,
    compelled: (clauses: string) => `Compelled by law, and not released under the policy (${clauses})`,
    form: 'Delivered as',
    forms: {
      pdf: (pages: number) =>
        `A PDF of ${pageCount(pages, 'page')}, locked with a password, with the files below attached to it`,
      usb: (pages: number) =>
        `A PDF of ${pageCount(pages, 'page')} on a USB stick, locked with a password, with the files below attached to it`,
      paper: (pages: number) => `${pageCount(pages, 'printed page')}, with the custodian’s initials on each`,
      age: (_pages: number) => 'A ZIP file of the files below, locked with age',
    },
    printedFrom: 'The file that was printed',
    printedSays: (copied: string, packed: string) =>
      `Entry ${copied} records that the copy was made. The lines below are from the audit log, as it was signed after that. Entry ${packed} records that the copy was opened to be printed. The log also has the fingerprint (SHA-256) of the file that was printed, which is on the first page of this certificate. Carrel destroys its copy of that file after delivery.`,
    day: 'Day',
    custodian: (clause: string) =>
      `I keep the library’s records for it by law and under its policy (${clause}).`,
    regular:
      'The library makes and keeps these records as a regular part of its work. It makes each one at or near the time of what it records.',
    trueCopies: (day: string) => `They are true copies. They were made on ${day}.`,
    earlier: (days: string) =>
      `Some lines were copied earlier, on ${days}, and have been kept sealed since. Each line shows its day.`,
    checkedByPhone: (counsel: string, when: string, mark: string) =>
      `Legal counsel, ${counsel}, checked them by phone on ${when}, as recorded by the person who decided. No one else at the library could check them. What was read to counsel has the fingerprint (SHA-256) ${mark}.`,
    searched: (since: string, until: string) =>
      `Carrel, the system in which the library keeps these records, was searched. It has held records since ${since}, and was searched as it was on ${until}. The copies are all that it holds for the people, the records, and the days covered by the decision.`,
    notSearched: {
      other: 'Nothing else was searched: no other system, no backup, and no paper file of the library.',
      lendsElsewhere:
        'Nothing else was searched. The library checks out items in another system, which may hold more, such as closed loans. That system was not searched, and neither was any backup or paper file of the library.',
    },
    withheld: (records: string) => `Requested, and not produced under the policy: ${records}.`,
    overdueApart:
      'Items that are checked out and overdue are a separate record. The decision does not cover it, and it is not in the copies.',
    notHeld: 'The copy lists what was not found.',
    files: 'The files',
    file: 'File',
    register: 'In the audit log',
    sealedSays: (copied: string, packed: string) =>
      `In the library’s sealed record of this matter, entry ${copied} is for the copy and entry ${packed} is for this package. They can be proved once disclosure is allowed.`,
    registerSays: (copied: string, packed: string) =>
      `Entry ${copied} records that the copy was made. The file register-proof.txt proves to anyone that this entry exists, with the audit log fingerprint below. It does not show what the entry says, or that these are the files. Entry ${packed} records that the file was opened to be packed. The proof that the library gives with the package shows that the audit log has this exact package: carrel register verify PROOF --key KEY --document PACKAGE.`,
    signature: 'Signature:',
    on: 'on',
  },
  receipt: {
    title: 'Receipt',
    says: (reference: string, library: string) =>
      `I received the files of case ${reference} from ${library}. Please sign this page and return it.`,
    printed: (reference: string, library: string, pages: number) =>
      `I received ${pageCount(pages, 'printed page')} of records in case ${reference} from ${library}. Please sign this page and return it.`,
    by: ['Name:', 'Agency:'],
  },
})

const casePapersSpanish: InSpanish<typeof casePapersEnglish> = ({ reserve }) => ({
  records: {
    title: 'Copias de registros de la biblioteca',
    case: 'Caso',
    paper: 'Documento legal',
    number: 'Número del documento',
    court: 'Tribunal',
    asks: 'Solicitante',
    days: 'Días pedidos',
    named: 'Registros pedidos',
    copied: 'Copiado el',
    notHeld: 'Lo que no se halló en Carrel, el sistema de registros de la biblioteca',
    nothing: (person, record) => `${person}, ${record}: nada en esos días.`,
    nothingAtAll: (person, record) => `${person}, ${record}: nada.`,
    neverKept: (person, record) => `${person}, ${record}: allí nunca se guarda.`,
    notOnFile: (person) => `${person}: en Carrel no consta nadie con ese nombre.`,
    notes: 'Cómo leer esto',
    order: {
      listed:
        'Cada persona tiene un número, en el orden en que el documento las nombra. Quien hizo la copia confirmó ese orden.',
      one: 'La persona 1 es la que nombra el documento.',
      noted: 'Cada persona tiene un número, según las anotó la biblioteca.',
    },
    noDays: `Carrel no guarda el día en que se prestó un artículo. Lo prestado, perdido, dañado, debido o en ${reserve} se da como estaba el día de la copia. Lo atrasado se da por cada día desde que venció, y solo donde se pide: lo prestado que está atrasado es un registro aparte.`,
    severed:
      'Cuando un artículo se devuelve y no se debe nada por él, Carrel destruye el vínculo entre el artículo y la persona. Lo que ya no existe no se puede dar.',
    otherSystem:
      'La biblioteca presta con otro sistema, que puede tener todavía lo que Carrel ya no tiene. En ese sistema no se buscó.',
    left: 'Lo que la decisión no nombró no está en esta copia, y no se dejó lugar para ello.',
    earlier:
      'Algunas líneas se copiaron antes, por una solicitud de conservar registros. Cada línea muestra su día.',
    cells:
      'En las tablas para hoja de cálculo, un apóstrofo (’) va antes de cada celda que se podría tomar por una fórmula.',
  },
  certificate: {
    title: 'Certificado del custodio de los registros',
    says: (name, role, library) => `Yo, ${name}, soy ${role} de ${library}. Certifico lo siguiente.`,
    name: 'Nombre',
    policy: 'Política',
    outcome: 'Se entrega como',
    released: (clauses) => `Entregado según la política (${clauses})`,
    compelled: (clauses) => `Obligado por la ley, y no entregado según la política (${clauses})`,
    form: 'Se entrega en',
    forms: {
      pdf: (pages) =>
        `Un PDF de ${pageCount(pages, 'página')}, cerrado con contraseña, que lleva adjuntos los archivos de abajo`,
      usb: (pages) =>
        `Un PDF de ${pageCount(pages, 'página')} en una memoria USB, cerrado con contraseña, que lleva adjuntos los archivos de abajo`,
      paper: (pages) => `Papel: ${pageCount(pages, 'página')}, con las iniciales del custodio en cada una`,
      age: () => 'Un archivo ZIP con los archivos de abajo, cerrado con age',
    },
    printedFrom: 'El archivo que se imprimió',
    printedSays: (copied, packed) =>
      `La entrada ${copied} anota que se hizo la copia. Las líneas de abajo son del registro de auditoría, tal como se firmó después. La entrada ${packed} anota que se abrió para imprimirla. El registro tiene también la huella (SHA-256) del archivo que se imprimió, que está en la primera página de este certificado. Carrel destruye su copia de ese archivo después de la entrega.`,
    day: 'Día',
    custodian: (clause) => `Guardo los registros de la biblioteca por ley y por su política (${clause}).`,
    regular:
      'La biblioteca hace y guarda estos registros en el curso normal de su trabajo, al momento de lo que anotan o cerca de él.',
    trueCopies: (day) => `Son copias fieles. Se hicieron el ${day}.`,
    earlier: (days) =>
      `Algunas líneas se copiaron antes, el ${days}, y han quedado selladas desde entonces. Cada línea muestra su día.`,
    checkedByPhone: (counsel, when, mark) =>
      `La asesoría legal, ${counsel}, los revisó por teléfono el ${when}, como lo anotó quien decidió. Nadie más en la biblioteca podía revisarlos. Lo que se le leyó tiene la huella (SHA-256) ${mark}.`,
    searched: (since, until) =>
      `Se buscó en Carrel, el sistema en que la biblioteca guarda estos registros. Tiene registros desde el ${since}, y se buscó tal como estaba el ${until}. Las copias son todo lo que contiene de las personas, los registros y los días que se decidieron.`,
    notSearched: {
      other:
        'No se buscó en nada más: ni en otro sistema, ni en copias de seguridad, ni en archivos de papel de la biblioteca.',
      lendsElsewhere:
        'No se buscó en nada más. La biblioteca presta con otro sistema, que puede tener más, como préstamos ya cerrados. En ese sistema no se buscó, ni en copias de seguridad ni en archivos de papel de la biblioteca.',
    },
    withheld: (records) => `Pedido y no entregado según la política: ${records}.`,
    overdueApart:
      'Lo prestado que está atrasado es un registro aparte. La decisión no lo incluye, y no está en las copias.',
    notHeld: 'La copia indica lo que no se halló.',
    files: 'Los archivos',
    file: 'Archivo',
    register: 'En el registro de auditoría',
    sealedSays: (copied, packed) =>
      `En el registro sellado de este asunto, la entrada ${copied} es de la copia y la entrada ${packed} es de este paquete. Se pueden probar cuando se permita hablar del asunto.`,
    registerSays: (copied, packed) =>
      `La entrada ${copied} anota que se hizo la copia. El archivo register-proof.txt prueba a cualquiera que esa entrada existe, con la huella del registro de auditoría que está abajo. No muestra qué dice la entrada, ni que los archivos sean estos. La entrada ${packed} anota que se abrió para empaquetarla. La prueba que la biblioteca da con el paquete muestra que el registro de auditoría tiene este mismo paquete: carrel register verify PROOF --key KEY --document PACKAGE.`,
    signature: 'Firma:',
    on: 'el',
  },
  receipt: {
    title: 'Recibo',
    says: (reference, library) =>
      `Recibí los archivos del caso ${reference} de ${library}. Firme esta hoja y devuélvala, por favor.`,
    printed: (reference, library, pages) =>
      `Recibí ${pageCount(pages, 'página')} de registros del caso ${reference} de ${library}. Firme esta hoja y devuélvala, por favor.`,
    by: ['Nombre:', 'Agencia:'],
  },
})

export const casePapersWords = screenWords(casePapersEnglish, casePapersSpanish)
