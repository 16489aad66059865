import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

/** What a sentence about an entry is made of; each is ready to stand in it. */
type Deed = {
  /** Begins the sentence. */
  readonly who: string
  /** ` at the Front desk`, or nothing. */
  readonly where: string
  /** Who asked. */
  readonly whom: string
  /** What was answered. */
  readonly answer: string
  readonly patrons: number
}

/** The register: what happened, in words, and how anyone can check that nothing of it was changed. */
const english = ({ customer, customers, aCustomer, theCustomer }: LibraryTerms) => ({
  title: 'Register',
  intro: `Every look, every answer, and every change is written here. Nothing can be taken out. It does not say which ${customer}.`,
  introOwn: 'What you did is written here, and nothing can be taken out. The Director can see it too.',
  entries: (count: string) => `${count} entries`,
  signed: (day: string) => `Last signed on ${day}.`,
  nothingYet: 'Nothing is written yet. The register is signed once a minute.',
  lastMinute: 'What happened in the last minute is not here yet.',
  begunAnew:
    'The library was brought back from a backup, and this list begins there. Earlier entries are still in the register: find each by its reference.',
  none: 'Nothing here is yours to see.',
  older: 'Older',
  newer: 'Newer',
  proof: 'Proof',
  proofOf: (sentence: string) => `Proof of: ${sentence}`,
  find: 'Find an entry',
  reference: 'Reference',
  referenceHint: 'As it stands on an answer or a letter',
  findIt: 'Find it',
  referenceUnfit: 'Type the reference as it stands on the answer: 22 letters, digits, - and _',
  referenceUnknown: 'The register has no entry with this reference. Look at each letter, large or small.',
  referenceWaits: 'This entry is not signed yet. Try again in a minute.',
  toRegister: 'Back to the register',

  who: {
    volunteer: 'A volunteer',
    desk: 'A desk clerk',
    director: 'The Director',
    'acting-director': 'The acting Director',
    counsel: 'Legal counsel',
    trustee: 'A trustee',
    patron: capitalize(aCustomer),
  },
  program: 'The program',
  commandLine: 'Somebody at the computer that runs Carrel',
  someone: 'Someone',
  named: (name: string, role: string) => `${name}, ${role},`,
  where: (place: string) => ` (${place})`,
  /** After `asked what to tell`. */
  whom: {
    patron: aCustomer,
    guardian: 'a parent or guardian',
    staff: 'staff',
    'justice-agency': 'an officer',
    'government-agency': 'a government office',
    'private-party': 'somebody',
    vendor: 'a company',
    public: 'the public',
  },
  answer: {
    release: 'It may be told.',
    limited: 'Some of it may be told.',
    refuse: 'Nothing may be told.',
    refer: 'The Director decides.',
    seizure: 'It is a search warrant.',
    compelled: 'The Director has decided to comply.',
    'nothing-to-settle': 'There was nothing to settle.',
    'not-on-file': 'Nobody with that card is on file.',
    'not-lost': 'It was not blocked.',
    'report-undone': 'The report was a mistake.',
    'told-customer': `${capitalize(theCustomer)} was told.`,
    'told-guardian': 'The parent or guardian was told.',
    'message-given': 'Someone else took a message.',
    'message-left': 'A message was left.',
    'no-answer': 'Nobody was told anything.',
    'wrong-number': 'It was the wrong number.',
    'no-more-calls': `${capitalize(theCustomer)} does not want to be called.`,
  },
  did: {
    view: ({ who, where, patrons }: Deed) =>
      patrons === 0
        ? `${who} looked for ${aCustomer} who is not on file, or may not be shown there${where}.`
        : `${who} looked up ${aCustomer}${where}.`,
    search: ({ who, where, patrons }: Deed) =>
      `${who} searched for a name${where}. ${patrons === 0 ? `No ${customer} was listed.` : patrons === 1 ? `One ${customer} was listed.` : `${patrons} ${customers} were listed.`}`,
    answer: ({ who, where, whom, answer }: Deed) => `${who} asked what to tell ${whom}${where}. ${answer}`,
    contact: ({ who, where, whom, answer }: Deed) => `${who} turned to ${whom}${where}. ${answer}`,
    'call-ended': ({ who, where, answer }: Deed) => `${who} noted how a call ended${where}. ${answer}`,
    'card-reported-lost': ({ who, where, answer }: Deed) => `${who} reported a card lost${where}. ${answer}`,
    'card-found': ({ who, where, answer }: Deed) => `${who} reported a lost card found${where}. ${answer}`,
    'card-given': ({ who, where }: Deed) => `${who} gave ${aCustomer} a new card${where}.`,
    'card-number-taken': ({ who, where }: Deed) =>
      `${who} scanned a new card whose number was on file already${where}.`,
    'patron-registered': ({ who, where }: Deed) => `${who} registered ${aCustomer}${where}.`,
    'patron-registered-again': ({ who, where }: Deed) =>
      `${who} sent the form of a new ${customer} once more${where}.`,
    'card-renewed': ({ who, where }: Deed) => `${who} renewed the card of ${aCustomer}${where}.`,
    'card-renewal-undone': ({ who, where }: Deed) => `${who} took back the renewal of a card${where}.`,
    'card-as-barcode': ({ who, where }: Deed) =>
      `${who} scanned a card where the barcode of an item was asked for${where}.`,
    'guardian-added': ({ who, where }: Deed) => `${who} put a guardian on file${where}.`,
    'guardian-changed': ({ who, where }: Deed) => `${who} changed what is on file of a guardian${where}.`,
    'guardian-removed': ({ who, where }: Deed) => `${who} took a guardian off the file${where}.`,
    'came-of-age': () => `${capitalize(aCustomer)} came of age, and has no guardian on file any more.`,
    'of-age-recorded': ({ who, where }: Deed) =>
      `${who} recorded that ${aCustomer} is of age before the birthday${where}.`,
    'of-age-taken-back': ({ who, where }: Deed) =>
      `${who} took back that ${aCustomer} is of age before the birthday${where}.`,
    'own-view': ({ who }: Deed) => `${who} looked at their own page.`,
    'own-seen-by': ({ who }: Deed) => `${who} asked who had seen their record.`,
    'own-signed-in': ({ who }: Deed) => `${who} signed in at their own page.`,
    'own-second-step-added': ({ who }: Deed) => `${who} added a second step.`,
    'own-second-step-removed': ({ who }: Deed) => `${who} removed a second step.`,
    'choices-changed': ({ who }: Deed) => `${who} changed their choices.`,
    'correction-asked': ({ who }: Deed) => `${who} said that something in their record is wrong.`,
    'correction-taken-back': ({ who }: Deed) => `${who} took back that something is wrong.`,
    'contact-changed': ({ who }: Deed) => `${who} changed their e-mail address.`,
    'record-corrected': ({ who, where }: Deed) =>
      `${who} set right what ${aCustomer} said was wrong in the record${where}.`,
    'correction-left': ({ who, where }: Deed) =>
      `${who} left as it was what ${aCustomer} said was wrong in the record${where}.`,
    'correction-waits': ({ who, where }: Deed) =>
      `${who} noted for the Director what ${aCustomer} said of the birth date${where}.`,
    'account-closed-at-counter': ({ who, where }: Deed) =>
      `${who} closed the account of ${aCustomer}${where}.`,
    'account-not-closed-at-counter': ({ who, where }: Deed) =>
      `${who} wanted to close the account of ${aCustomer}, which cannot be closed yet${where}.`,
    'account-closed': ({ who }: Deed) => `${who} closed their account.`,
    'account-not-closed': ({ who }: Deed) =>
      `${who} asked to close their account, which cannot be closed yet.`,
    'history-kept': ({ who }: Deed) => `${who} asked that their history is kept from then on.`,
    'history-erased': ({ who }: Deed) => `${who} erased some or all of their history.`,
    'pin-set': ({ who, where }: Deed) => `${who} set a PIN${where}.`,
    'pin-refused': ({ who, where }: Deed) =>
      `${who} chose a PIN that stands in their own record, and it was refused${where}.`,
    'pin-locked': () => 'A card rests after wrong PINs.',
    'unknown-card-locked': () => 'A card number that cannot sign in had too many wrong PINs.',
    'pin-code-given': ({ who, where }: Deed) => `${who} printed a code for a PIN${where}.`,
    'screen-handed': ({ who, where }: Deed) =>
      `${who} handed the screen to ${aCustomer}, to set a PIN${where}.`,
    'code-app-lost': ({ who, where }: Deed) =>
      `${who} turned off the second step of ${aCustomer} who lost their phone${where}.`,
    'phone-code-given': ({ who }: Deed) => `${who} got a code for the phone.`,
    'records-preserved': ({ who }: Deed) => `${who} kept a copy of records for a case.`,
    'records-collected': ({ who }: Deed) => `${who} copied records for a case.`,
    'disclosure-told': ({ who }: Deed) => `${who} noted that someone was told of what was handed over.`,
    'records-packaged': ({ who }: Deed) => `${who} packed records of a case.`,
    'copy-view': ({ who, where }: Deed) => `${who} looked at a copy of records in a case${where}.`,
    release: ({ who, where, whom }: Deed) => `${who} let records out for ${whom}${where}, by the policy.`,
    compelled: ({ who, where, whom }: Deed) =>
      `${who} let records out for ${whom}${where}, since the law compels it.`,
    'case-search-view': ({ who, where }: Deed) => `${who} looked at a search that was written down${where}.`,
    'cases-listed': ({ who, where }: Deed) => `${who} looked at a list of cases${where}.`,
    'case-view': ({ who, where }: Deed) => `${who} looked at a case${where}.`,
    'case-entry-handed': ({ who }: Deed) => `${who} handed over the proof of a paper in a case.`,
    'case-step': ({ who, where }: Deed) => `${who} did something in a case${where}.`,
    'case-subject': ({ who, where }: Deed) => `${who} looked for whom the paper of a case is about${where}.`,
    'name-in-decision': ({ who, where }: Deed) => `${who} wrote a name that a decision may not have${where}.`,
    exercise: ({ who, where }: Deed) => `${who} tried out the policy${where}.`,
    'register-looked-at': ({ who, where }: Deed) => `${who} looked at the register${where}.`,
    'entry-shown': ({ who, where }: Deed) => `${who} looked at one entry of the register${where}.`,
    'entry-handed-over': ({ who }: Deed) => `${who} handed over one entry of the register.`,
    'signed-in': ({ who, where }: Deed) => `${who} signed in${where}.`,
    'signed-out-everywhere': ({ who }: Deed) => `${who} signed out everywhere.`,
    'set-up-link-made': () => 'The link for the set-up was made.',
    'set-up-link-followed': () => 'Somebody began the set-up with its link.',
    'keys-made': ({ who }: Deed) => `${who} got keys of their own.`,
    'key-destroyed': ({ who }: Deed) => `${who} destroyed old keys.`,
    'account-added': ({ who }: Deed) => `${who} added a sign-in.`,
    'account-ended': ({ who }: Deed) => `${who} ended a sign-in.`,
    'account-locked': ({ where }: Deed) => `A sign-in rests after wrong tries${where}.`,
    'unknown-name-locked': ({ where }: Deed) =>
      `A sign-in name that does not exist had too many wrong tries${where}.`,
    'account-unlocked': ({ who }: Deed) => `${who} let a sign-in try again.`,
    'account-reset': ({ who }: Deed) => `${who} gave a sign-in a new passphrase.`,
    'account-confirmed': ({ who }: Deed) => `${who} confirmed that a sign-in is its owner’s own.`,
    'account-role-changed': ({ who }: Deed) => `${who} changed what a sign-in may do.`,
    'passphrase-changed': ({ who }: Deed) => `${who} changed their passphrase.`,
    'second-step-added': ({ who }: Deed) => `${who} added a second step.`,
    'second-step-removed': ({ who }: Deed) => `${who} removed a second step.`,
    'second-step-required': ({ who }: Deed) => `${who} changed who needs a second step.`,
    'acting-director-named': ({ who }: Deed) => `${who} named an acting Director.`,
    'acting-director-ended': ({ who }: Deed) => `${who} ended an acting Director’s time.`,
    'computer-enrolled': ({ who }: Deed) => `${who} set up a computer.`,
    'computer-removed': ({ who }: Deed) => `${who} removed a computer.`,
    'letterhead-changed': ({ who }: Deed) => `${who} changed the letterhead.`,
    'case-contacts-named': ({ who }: Deed) => `${who} said whom to call when somebody brings a paper.`,
    'pin-addresses-named': ({ who }: Deed) => `${who} said where the pins go.`,
    'recovery-key-made': ({ who }: Deed) => `${who} made a recovery sheet.`,
    'recovery-key-confirmed': ({ who }: Deed) => `${who} showed that the recovery sheet is on paper.`,
    'backup-taken': () => 'A backup was made.',
    'backup-restored': () => 'The library was brought back from a backup.',
    'key-mode': ({ who }: Deed) => `${who} changed how the keys are kept.`,
    'key-rotated': ({ who }: Deed) => `${who} put new keys in place of old ones.`,
    'months-forgotten': ({ who }: Deed) => `${who} destroyed what old months say, by their age.`,
    'set-up-done': ({ who }: Deed) => `${who} finished the set-up.`,
    'training-done': ({ who }: Deed) => `${who} finished the training course.`,
    'reading-slowed': ({ who, where }: Deed) =>
      `${who} opened so many records${where} that they were slowed down.`,
    'fact-confirmed': ({ who }: Deed) => `${who} noted that a fact of the policy pack was confirmed.`,
    'fact-withdrawn': ({ who }: Deed) => `${who} withdrew the confirmation of a fact of the policy pack.`,
    'rule-changed': () => 'Carrel started with another version of the policy.',
  },
  other: ({ who, where }: Deed) => `${who} did something else${where}.`,
  newLog: 'The library was brought back from a backup, and the register began anew.',
  commitments: 'This is no entry. Carrel adds such a mark each minute, whether or not anything happened.',
  forgotten: 'What this entry says was destroyed by its age. That it was there stays provable.',
  unreadable: 'What this entry says cannot be read here.',
  damaged: 'This entry is NOT as it was written. Somebody may have changed the register.',
  notYours: 'What this entry says is not yours to see. That it stands in the register, anyone may check.',

  entryTitle: 'One entry',
  entryAt: (moment: string) => `Written: ${moment}`,
  holds: 'This entry is in the register',
  checkedNow: (size: string, day: string) =>
    `Checked just now: its mark is one of the ${size} that the register signed on ${day}.`,
  doesNotHold: 'This entry does NOT fit the register',
  tellDirector:
    'Somebody may have changed the register. Tell the Director now, and do not turn the computer off.',
  picture: 'How the entry leads to the signature',
  pictureSays: (steps: number) =>
    steps === 0
      ? 'It is the only entry, so its own mark is the one that is signed.'
      : `The entry’s mark is joined with the marks of others, ${steps === 1 ? 'once' : `${steps} times`}. What comes out is the mark that is signed. If one letter of the entry changed, every mark above it would change.`,
  thisEntry: 'This entry',
  neighbor: 'its neighbor',
  others: (count: string) => (count === '1' ? '1 other' : `${count} others`),
  all: (count: string) => (count === '1' ? 'The entry' : `All ${count} marks`),
  seal: 'Signed',
  download: 'Save the proof',
  downloadSays: 'A small file. It shows that the entry is in the register, and not what it says.',
  checker: 'Save the page that checks it',
  checkerSays: 'It works on any computer, without Carrel and without the Internet.',

  checkTitle: 'Check the whole register',
  checkSays: 'Carrel reads every entry and works out every mark again. It can take a few minutes.',
  olderPin: 'An older pin, from a letter or a mail',
  olderPinHint:
    'You can leave this empty. With it, the check also shows that nothing was changed since that day.',
  checkNow: 'Check it now',
  checking: 'The check is under way',
  checked: (done: string, size: string) => `${done} of ${size} marks are checked. This page renews itself.`,
  compares: (size: string) => `It compares the register with an older pin of ${size} entries.`,
  comparesNone: 'It compares the register with no older pin.',
  good: 'The register is whole',
  goodLater: 'The last check found nothing wrong, but what stands above is not settled',
  goodSays: (size: string, moment: string) =>
    `Checked on ${moment}: all ${size} marks lead to the one that is signed.`,
  comparedSays: (size: string) =>
    `Its first ${size} entries are those of the older pin: nothing of them was changed.`,
  notCompared:
    'It was not compared with an older pin. A pin from a mail or a letter makes the check complete.',
  uncompared: 'The register could not be compared with the older pin',
  uncomparedLost: (size: string) =>
    `The pin counts ${size} entries. The register itself says that some of them are lost, so this pin shows nothing. Give an older pin.`,
  uncomparedAbsent:
    'The pin is of an older register, and its entries are not here. So this pin shows nothing. Tell the Director.',
  late: 'The register is not being signed',
  bad: 'The register is NOT whole',
  pinFault: {
    none: 'There is no whole pin in this. Copy it from the word Register to its last group of four, or leave this empty.',
    mistyped: 'The pin is mistyped. Compare each group of four with the paper, and give one pin only.',
    another:
      'The pin is of another register than the one here. If the paper is from this library, tell the Director now.',
    notUsed:
      'Another check is under way, so yours did not begin and the pin was not used. Wait a few minutes, then press again.',
  },
  badSays: (moment: string) => `The check on ${moment} found this:`,
  badStays: 'It was not compared with an older pin. This stays here until a check is good.',
  badStaysPin: (size: string) =>
    `It was compared with this older pin of ${size} entries. This stays here until a check with the same pin is good:`,
  wrong: {
    checkpoint: 'The signature of the register is not right.',
    missing: 'A part of the register is missing.',
    entry: (number: string) => `Entry number ${number}, counted from the first, is not as it was signed.`,
    tile: 'The marks of some entries are not those that were signed.',
    root: 'The entries do not lead to the mark that is signed.',
    past: 'The part from before the library was brought back is not the one that was signed.',
    rewritten: 'Entries that the older pin counts were changed or taken away.',
  },
  checkpointUnreadable: 'The signature that covers all entries cannot be read.',
  failed: 'The check could not be finished. Try again; if it goes on, look at the computer that runs Carrel.',
})

const spanish: InSpanish<typeof english> = ({ customer, customers, aCustomer, theCustomer }) => ({
  title: 'Registro',
  intro: `Aquí se anota cada consulta, cada respuesta y cada cambio. Nada se puede quitar. No dice de qué ${customer} se trata.`,
  introOwn: 'Aquí se anota lo que usted hizo, y nada se puede quitar. La Dirección también lo puede ver.',
  entries: (count) => `${count} anotaciones`,
  signed: (day) => `Firmado por última vez el ${day}.`,
  nothingYet: 'Todavía no hay nada anotado. El registro se firma una vez por minuto.',
  lastMinute: 'Lo que pasó en el último minuto todavía no está aquí.',
  begunAnew:
    'La biblioteca se recuperó de una copia de respaldo, y esta lista empieza allí. Las anotaciones anteriores siguen en el registro: busque cada una por su referencia.',
  none: 'Aquí no hay nada que usted pueda ver.',
  older: 'Anteriores',
  newer: 'Más recientes',
  proof: 'Prueba',
  proofOf: (sentence) => `Prueba de: ${sentence}`,
  find: 'Buscar una anotación',
  reference: 'Referencia',
  referenceHint: 'Como está en una respuesta o una carta',
  findIt: 'Buscarla',
  referenceUnfit: 'Escriba la referencia como está en la respuesta: 22 letras, cifras, - y _',
  referenceUnknown:
    'El registro no tiene ninguna anotación con esta referencia. Mire cada letra, mayúscula o minúscula.',
  referenceWaits: 'Esta anotación todavía no está firmada. Inténtelo de nuevo en un minuto.',
  toRegister: 'Volver al registro',

  who: {
    volunteer: 'Alguien del voluntariado',
    desk: 'Alguien del mostrador',
    director: 'La Dirección',
    'acting-director': 'Quien suple a la Dirección',
    counsel: 'La asesoría legal',
    trustee: 'Un miembro de la Junta',
    patron: capitalize(aCustomer),
  },
  program: 'El programa',
  commandLine: 'Alguien en la computadora donde funciona Carrel',
  someone: 'Alguien',
  named: (name, role) => `${name} (${role})`,
  where: (place) => ` (${place})`,
  whom: {
    patron: aCustomer,
    guardian: 'un padre, madre o tutor',
    staff: 'el personal',
    'justice-agency': 'un agente',
    'government-agency': 'una oficina del gobierno',
    'private-party': 'alguien',
    vendor: 'una empresa',
    public: 'el público',
  },
  answer: {
    release: 'Se puede decir.',
    limited: 'Se puede decir una parte.',
    refuse: 'No se puede decir nada.',
    refer: 'Decide la Dirección.',
    seizure: 'Es una orden de registro.',
    compelled: 'La Dirección decidió cumplir.',
    'nothing-to-settle': 'No había nada pendiente.',
    'not-on-file': 'No consta nadie con esa tarjeta.',
    'not-lost': 'No estaba bloqueada.',
    'report-undone': 'El aviso fue un error.',
    'told-customer': 'Se lo dijo a quien le concierne.',
    'told-guardian': 'Se le dijo al padre, la madre o quien es responsable.',
    'message-given': 'Otra persona tomó el recado.',
    'message-left': 'Se dejó un mensaje.',
    'no-answer': 'No se le dijo nada a nadie.',
    'wrong-number': 'Era un número equivocado.',
    'no-more-calls': `${capitalize(theCustomer)} no quiere que le llamen.`,
  },
  did: {
    view: ({ who, where, patrons }) =>
      patrons === 0
        ? `${who} buscó a ${aCustomer} que no consta, o que no se puede mostrar allí${where}.`
        : `${who} consultó a ${aCustomer}${where}.`,
    search: ({ who, where, patrons }) =>
      `${who} buscó un nombre${where}. ${patrons === 0 ? `No salió ningún ${customer}.` : patrons === 1 ? `Salió un ${customer}.` : `Salieron ${patrons} ${customers}.`}`,
    answer: ({ who, where, whom, answer }) => `${who} preguntó qué decir a ${whom}${where}. ${answer}`,
    contact: ({ who, where, whom, answer }) => `${who} se dirigió a ${whom}${where}. ${answer}`,
    'call-ended': ({ who, where, answer }) => `${who} anotó cómo terminó una llamada${where}. ${answer}`,
    'card-reported-lost': ({ who, where, answer }) => `${who} dio una tarjeta por perdida${where}. ${answer}`,
    'card-found': ({ who, where, answer }) =>
      `${who} dio por encontrada una tarjeta perdida${where}. ${answer}`,
    'card-given': ({ who, where }) => `${who} dio una tarjeta nueva a ${aCustomer}${where}.`,
    'card-number-taken': ({ who, where }) =>
      `${who} escaneó una tarjeta nueva cuyo número ya constaba${where}.`,
    'patron-registered': ({ who, where }) => `${who} inscribió a ${aCustomer}${where}.`,
    'patron-registered-again': ({ who, where }) =>
      `${who} envió otra vez el formulario de un nuevo ${customer}${where}.`,
    'card-renewed': ({ who, where }) => `${who} renovó la tarjeta de ${aCustomer}${where}.`,
    'card-renewal-undone': ({ who, where }) => `${who} deshizo la renovación de una tarjeta${where}.`,
    'card-as-barcode': ({ who, where }) =>
      `${who} escaneó una tarjeta donde se pedía el código de un artículo${where}.`,
    'guardian-added': ({ who, where }) => `${who} anotó a un padre o tutor${where}.`,
    'guardian-changed': ({ who, where }) => `${who} cambió lo que consta de un padre o tutor${where}.`,
    'guardian-removed': ({ who, where }) => `${who} quitó a un padre o tutor${where}.`,
    'came-of-age': () =>
      `${capitalize(aCustomer)} llegó a la mayoría de edad y ya no tiene tutor que conste.`,
    'of-age-recorded': ({ who, where }) =>
      `${who} anotó que ${aCustomer} es mayor de edad antes de su cumpleaños${where}.`,
    'of-age-taken-back': ({ who, where }) =>
      `${who} deshizo que ${aCustomer} sea mayor de edad antes de su cumpleaños${where}.`,
    'own-view': ({ who }) => `${who} miró su propia página.`,
    'own-seen-by': ({ who }) => `${who} preguntó quién había visto su expediente.`,
    'own-signed-in': ({ who }) => `${who} entró en su propia página.`,
    'own-second-step-added': ({ who }) => `${who} añadió un segundo paso.`,
    'own-second-step-removed': ({ who }) => `${who} quitó un segundo paso.`,
    'choices-changed': ({ who }) => `${who} cambió sus preferencias.`,
    'correction-asked': ({ who }) => `${who} dijo que algo en su expediente está mal.`,
    'correction-taken-back': ({ who }) => `${who} retiró lo que dijo que está mal.`,
    'contact-changed': ({ who }) => `${who} cambió su correo electrónico.`,
    'record-corrected': ({ who, where }) =>
      `${who} corrigió en el expediente lo que ${aCustomer} dijo que estaba mal${where}.`,
    'correction-left': ({ who, where }) =>
      `${who} dejó en el expediente como estaba lo que ${aCustomer} dijo que estaba mal${where}.`,
    'correction-waits': ({ who, where }) =>
      `${who} anotó para la Dirección lo que ${aCustomer} dijo de su fecha de nacimiento${where}.`,
    'account-closed-at-counter': ({ who, where }) => `${who} cerró la cuenta de ${aCustomer}${where}.`,
    'account-not-closed-at-counter': ({ who, where }) =>
      `${who} quiso cerrar la cuenta de ${aCustomer}, que todavía no se puede cerrar${where}.`,
    'account-closed': ({ who }) => `${who} cerró su cuenta.`,
    'account-not-closed': ({ who }) => `${who} pidió cerrar su cuenta, que todavía no se puede cerrar.`,
    'history-kept': ({ who }) => `${who} pidió que se guarde su historial desde entonces.`,
    'history-erased': ({ who }) => `${who} borró parte o todo su historial.`,
    'pin-set': ({ who, where }) => `${who} puso un PIN${where}.`,
    'pin-refused': ({ who, where }) =>
      `${who} eligió un PIN que está en su propio expediente, y no se aceptó${where}.`,
    'pin-locked': () => 'Una tarjeta descansa después de PIN equivocados.',
    'unknown-card-locked': () =>
      'Hubo demasiados PIN equivocados con un número de tarjeta con el que no se puede entrar.',
    'pin-code-given': ({ who, where }) => `${who} imprimió un código para un PIN${where}.`,
    'screen-handed': ({ who, where }) =>
      `${who} entregó la pantalla a ${aCustomer} para poner un PIN${where}.`,
    'code-app-lost': ({ who, where }) =>
      `${who} desactivó el segundo paso de ${aCustomer} que perdió su teléfono${where}.`,
    'phone-code-given': ({ who }) => `${who} pidió un código para el teléfono.`,
    'records-preserved': ({ who }) => `${who} guardó una copia de registros para un caso.`,
    'records-collected': ({ who }) => `${who} copió registros para un caso.`,
    'disclosure-told': ({ who }) => `${who} anotó que se avisó a alguien de lo que se entregó.`,
    'records-packaged': ({ who }) => `${who} empaquetó registros de un caso.`,
    'copy-view': ({ who, where }) => `${who} miró una copia de registros de un caso${where}.`,
    release: ({ who, where, whom }) => `${who} sacó registros para ${whom}${where}, según la política.`,
    compelled: ({ who, where, whom }) => `${who} sacó registros para ${whom}${where}, pues la ley obliga.`,
    'case-search-view': ({ who, where }) => `${who} miró lo anotado de una orden de registro${where}.`,
    'cases-listed': ({ who, where }) => `${who} miró una lista de casos${where}.`,
    'case-view': ({ who, where }) => `${who} miró un caso${where}.`,
    'case-entry-handed': ({ who }) => `${who} entregó la prueba de un documento de un caso.`,
    'case-step': ({ who, where }) => `${who} hizo algo en un caso${where}.`,
    'case-subject': ({ who, where }) => `${who} buscó de quién trata el documento de un caso${where}.`,
    'name-in-decision': ({ who, where }) =>
      `${who} escribió un nombre que una decisión no puede llevar${where}.`,
    exercise: ({ who, where }) => `${who} hizo un ensayo con la política${where}.`,
    'register-looked-at': ({ who, where }) => `${who} miró el registro${where}.`,
    'entry-shown': ({ who, where }) => `${who} miró una anotación del registro${where}.`,
    'entry-handed-over': ({ who }) => `${who} entregó una anotación del registro.`,
    'signed-in': ({ who, where }) => `${who} entró${where}.`,
    'signed-out-everywhere': ({ who }) => `${who} cerró todas sus sesiones.`,
    'set-up-link-made': () => 'Se creó el enlace para la instalación.',
    'set-up-link-followed': () => 'Alguien empezó la instalación con su enlace.',
    'keys-made': ({ who }) => `${who} recibió llaves propias.`,
    'key-destroyed': ({ who }) => `${who} destruyó llaves antiguas.`,
    'account-added': ({ who }) => `${who} dio de alta una entrada de personal.`,
    'account-ended': ({ who }) => `${who} dio de baja una entrada de personal.`,
    'account-locked': ({ where }) => `Una entrada de personal descansa tras intentos fallidos${where}.`,
    'unknown-name-locked': ({ where }) =>
      `Hubo demasiados intentos fallidos con un nombre de acceso que no existe${where}.`,
    'account-unlocked': ({ who }) => `${who} permitió que una entrada de personal lo intente otra vez.`,
    'account-reset': ({ who }) => `${who} dio una frase de acceso nueva a una entrada de personal.`,
    'account-confirmed': ({ who }) => `${who} confirmó que un acceso es de su dueño.`,
    'account-role-changed': ({ who }) => `${who} cambió lo que puede hacer una entrada de personal.`,
    'passphrase-changed': ({ who }) => `${who} cambió su frase de acceso.`,
    'second-step-added': ({ who }) => `${who} añadió un segundo paso.`,
    'second-step-removed': ({ who }) => `${who} quitó un segundo paso.`,
    'second-step-required': ({ who }) => `${who} cambió quién necesita un segundo paso.`,
    'acting-director-named': ({ who }) => `${who} nombró a quien suple a la Dirección.`,
    'acting-director-ended': ({ who }) => `${who} terminó una suplencia de la Dirección.`,
    'computer-enrolled': ({ who }) => `${who} dio de alta una computadora.`,
    'computer-removed': ({ who }) => `${who} dio de baja una computadora.`,
    'letterhead-changed': ({ who }) => `${who} cambió el membrete.`,
    'case-contacts-named': ({ who }) => `${who} dijo a quién llamar cuando alguien trae un documento.`,
    'pin-addresses-named': ({ who }) => `${who} dijo a dónde van las marcas.`,
    'recovery-key-made': ({ who }) => `${who} hizo una hoja de recuperación.`,
    'recovery-key-confirmed': ({ who }) => `${who} mostró que la hoja de recuperación está en papel.`,
    'backup-taken': () => 'Se hizo una copia de respaldo.',
    'backup-restored': () => 'La biblioteca se recuperó de una copia de respaldo.',
    'key-mode': ({ who }) => `${who} cambió cómo se guardan las llaves.`,
    'key-rotated': ({ who }) => `${who} puso llaves nuevas en lugar de otras.`,
    'months-forgotten': ({ who }) => `${who} destruyó lo que dicen meses antiguos, por su edad.`,
    'set-up-done': ({ who }) => `${who} terminó la instalación.`,
    'training-done': ({ who }) => `${who} terminó el curso de capacitación.`,
    'reading-slowed': ({ who, where }) => `${who} abrió tantos registros${where} que se le frenó.`,
    'fact-confirmed': ({ who }) => `${who} anotó que un dato del paquete de la política está comprobado.`,
    'fact-withdrawn': ({ who }) => `${who} retiró la comprobación de un dato del paquete de la política.`,
    'rule-changed': () => 'Carrel arrancó con otra versión de la política.',
  },
  other: ({ who, where }) => `${who} hizo otra cosa${where}.`,
  newLog: 'El registro empezó de nuevo después de recuperar la biblioteca de una copia de respaldo.',
  commitments: 'Esto no es una anotación. Carrel agrega una marca así cada minuto, pase algo o no.',
  forgotten: 'Lo que dice esta anotación se destruyó por su edad. Que existió se puede probar siempre.',
  unreadable: 'Lo que dice esta anotación no se puede leer aquí.',
  damaged: 'Esta anotación NO es como se escribió. Puede que alguien haya cambiado el registro.',
  notYours:
    'Lo que dice esta anotación no le corresponde verlo. Que está en el registro, cualquiera lo puede comprobar.',

  entryTitle: 'Una anotación',
  entryAt: (moment) => `Anotado: ${moment}`,
  holds: 'Esta anotación está en el registro',
  checkedNow: (size, day) =>
    `Comprobado ahora mismo: su marca es una de las ${size} que el registro firmó el ${day}.`,
  doesNotHold: 'Esta anotación NO encaja en el registro',
  tellDirector:
    'Puede que alguien haya cambiado el registro. Avise ahora a la Dirección y no apague la computadora.',
  picture: 'Cómo lleva la anotación hasta la firma',
  pictureSays: (steps) =>
    steps === 0
      ? 'Es la única anotación, así que su propia marca es la que se firma.'
      : `La marca de la anotación se une con las marcas de otras, ${steps === 1 ? 'una vez' : `${steps} veces`}. Lo que sale es la marca que se firma. Si cambiara una letra de la anotación, cambiarían todas las marcas de arriba.`,
  thisEntry: 'Esta anotación',
  neighbor: 'su vecina',
  others: (count) => (count === '1' ? 'otra' : `otras ${count}`),
  all: (count) => (count === '1' ? 'La anotación' : `Las ${count} marcas`),
  seal: 'Firmado',
  download: 'Guardar la prueba',
  downloadSays: 'Un archivo pequeño. Muestra que la anotación está en el registro, y no lo que dice.',
  checker: 'Guardar la página que la comprueba',
  checkerSays: 'Funciona en cualquier computadora, sin Carrel y sin Internet.',

  checkTitle: 'Comprobar todo el registro',
  checkSays: 'Carrel lee cada anotación y vuelve a calcular cada marca. Puede tardar unos minutos.',
  olderPin: 'Una marca anterior, de una carta o un correo',
  olderPinHint:
    'Puede dejarlo vacío. Con ella, la comprobación muestra también que nada cambió desde ese día.',
  checkNow: 'Comprobarlo ahora',
  checking: 'La comprobación está en marcha',
  checked: (done, size) => `Se comprobaron ${done} de ${size} marcas. Esta página se renueva sola.`,
  compares: (size) => `Compara el registro con una marca anterior de ${size} anotaciones.`,
  comparesNone: 'No compara el registro con ninguna marca anterior.',
  good: 'El registro está completo',
  goodLater: 'La última comprobación no halló nada malo, pero lo de arriba no está resuelto',
  goodSays: (size, moment) => `Comprobado el ${moment}: las ${size} marcas llevan a la que está firmada.`,
  comparedSays: (size) =>
    `Sus primeras ${size} anotaciones son las de la marca anterior: nada de ellas cambió.`,
  notCompared:
    'No se comparó con una marca anterior. Una marca de un correo o una carta hace completa la comprobación.',
  uncompared: 'El registro no se pudo comparar con la marca anterior',
  uncomparedLost: (size) =>
    `La marca cuenta ${size} anotaciones. El propio registro dice que algunas se perdieron, así que esta marca no demuestra nada. Dé una marca más antigua.`,
  uncomparedAbsent:
    'La marca es de un registro anterior, y sus anotaciones no están aquí. Así que esta marca no demuestra nada. Avise a la Dirección.',
  late: 'El registro no se está firmando',
  bad: 'El registro NO está completo',
  pinFault: {
    none: 'Aquí no hay ninguna marca entera. Cópiela desde la palabra Register hasta su último grupo de cuatro, o deje esto vacío.',
    mistyped:
      'La marca está mal escrita. Compare cada grupo de cuatro con el papel, y escriba una sola marca.',
    another:
      'La marca es de otro registro, no del que está aquí. Si el papel es de esta biblioteca, avise ahora a la Dirección.',
    notUsed:
      'Hay otra comprobación en marcha, así que la suya no empezó y la marca no se usó. Espere unos minutos y pulse otra vez.',
  },
  badSays: (moment) => `La comprobación del ${moment} halló esto:`,
  badStays: 'No se comparó con una marca anterior. Esto queda aquí hasta que una comprobación salga bien.',
  badStaysPin: (size) =>
    `Se comparó con esta marca anterior de ${size} anotaciones. Esto queda aquí hasta que una comprobación con la misma marca salga bien:`,
  wrong: {
    checkpoint: 'La firma del registro no es correcta.',
    missing: 'Falta una parte del registro.',
    entry: (number) => `La anotación número ${number}, contada desde la primera, no es como se firmó.`,
    tile: 'Las marcas de algunas anotaciones no son las que se firmaron.',
    root: 'Las anotaciones no llevan a la marca que está firmada.',
    past: 'La parte de antes de recuperar la biblioteca no es la que se firmó.',
    rewritten: 'Se cambiaron o se quitaron anotaciones que la marca anterior cuenta.',
  },
  checkpointUnreadable: 'La firma que cubre todas las anotaciones no se puede leer.',
  failed:
    'No se pudo terminar la comprobación. Inténtelo otra vez; si sigue así, revise la computadora donde funciona Carrel.',
})

export const registerWords = screenWords(english, spanish)
