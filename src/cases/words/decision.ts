import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({
  customer,
  aCustomer,
  theCustomer,
  board,
  findingsClause,
  decisionClause,
}: LibraryTerms) => ({
  title: 'Decision',
  titleOf: (reference: string) => `Decision in case ${reference}`,
  toCase: 'Back to the case',
  notYet: 'No decision has been made yet.',
  notYours: 'The decision maker in this case writes and signs it.',
  choose: 'What is your decision?',
  chooseSays: 'Carrel drafts it from the case. You can then edit it.',
  chooseAgain: 'Or choose another decision',
  chooseAgainSays: 'Another draft takes the place of the one above.',
  draftIt: {
    release: 'Draft a release',
    compulsion: 'Draft that the law compels production',
    refusal: 'Draft a refusal',
    heed: 'Draft that the library will act',
    'not-heed': 'Draft that the library will take no action',
  },
  draftMeans: {
    release: 'Choose this only if the paper shows all that the policy asks for.',
    compulsion:
      'Choose this if the policy does not allow it, but the law makes the library comply. Records go out, and the letter says that the law compels it.',
    refusal: 'Nothing is produced, and the letter says why.',
    heed: 'The letter says what the library will do.',
    'not-heed': 'The letter says why.',
  },
  lacks: 'It cannot be signed yet. Still missing:',
  isDue:
    'The order is due today or tomorrow. If you cannot reach counsel after the tries that the policy asks for, a second person can agree with you to comply.',
  withoutCounsel: 'Comply without counsel',
  yourDraft: 'Your draft',
  drafts: {
    release: 'A release',
    compulsion: 'That the law compels production',
    refusal: 'A refusal',
    heed: 'That the library will act on the concern',
    'not-heed': 'That the library will take no action on the concern',
  },
  text: 'Your decision, in your own words',
  textHint: `Never name ${aCustomer}, and never say whether someone is one. Others may read this.`,
  textToRaiser: `This goes to ${theCustomer} who raised the concern, so it can say “your record.” Never name ${aCustomer}. Others may read this.`,
  lawsPart: 'Text the law requires',
  lawsPartSays: 'This is added at the end of what you sign. It cannot be changed.',
  keep: 'Save and continue to signing',
  tooShort: 'Write the decision in a few sentences',
  tooLong: (most: string) => `Write it in ${most} characters or fewer`,
  longNumber: 'Remove the long number. It may be a card number',
  namesSomeone: (words: string) => `Remove ${words}. It may reveal who ${aCustomer} is`,
  notHere: 'Do this on a staff computer, where names can be checked',
  signTitle: 'Sign the decision',
  signSays: 'Read it once more. After it is signed, it cannot be changed.',
  changed: 'The draft changed after you read it. Nothing was signed. Read it again.',
  overdueLeft: (choice: string) =>
    `The scope leaves out overdue items. If the paper asks for everything that is checked out, do not sign yet. Set the scope again first, and choose “${choice}” too. Counsel then advises again.`,
  notStudied: (word: string) =>
    `No study is saved in this case. Take out “${word}”, or study who viewed the record first`,
  notConfirmed: {
    counsel: (word: string) =>
      `No second person has confirmed that legal counsel was consulted. Take out the sentence with “${word}”, or ask counsel to confirm it first`,
    board: (word: string) =>
      `No second person has confirmed that ${board} was consulted. Take out the sentence with “${word}”, or ask its president to confirm it first`,
    against: (word: string) =>
      `Counsel found this paper proper, so the text says nothing of counsel. Take out the sentence with “${word}”`,
  },
  opinionSince:
    'Counsel has given an opinion since this was drafted. Take out the sentence that says they had given none, or draft it again below',
  stale: 'The case changed after this was written. Open the draft, read it with the case, and save it again.',
  signableFrom: (day: string) =>
    `If no one confirms it, you can sign this from ${day} on. The decision then says that no second person confirmed it, and counsel and the president of the Board are told.`,
  waitsForCounsel:
    'Counsel has not confirmed what was reported of them. If they deny it after you sign, this decision no longer counts.',
  unconfirmed:
    'No second person has confirmed this. The decision says so, and counsel and the president of the Board are told. If either denies it after you sign, it no longer counts.',
  restsOn: 'What you are signing with it',
  opinion: 'Counsel’s opinion',
  onlyReported: 'reported, not confirmed by counsel yet',
  noDraft: 'There is no draft to sign.',
  stillLacks: 'It cannot be signed yet',
  sign: 'Sign',
  passphrase: 'Your passphrase',
  passphraseHint: 'It opens a key that only you have.',
  change: 'Edit draft',
  signedBy: (name: string, role: string, day: string) => `Signed by ${name}, ${role}, on ${day}.`,
  role: { director: 'Director', president: 'president of the Board' },
  gone: 'The signed text is not on file.',
  mark: 'Fingerprint of the text (SHA-256)',
  paper: 'Decision letter with proof',
  paperSays: 'A PDF to print or send. The signed text, the signature, and the proof are attached as files.',
  print: 'Print the decision letter',
  noAddress: 'The letter has no mailing address. Write it on the envelope by hand.',
  waits: (time: string) =>
    `The letter gets a proof from the audit log. The proof will be ready by ${time}. You can print the letter then.`,
  waitsLonger: 'The proof is not ready yet. Check again in a minute. You can print the letter then.',
  contempt:
    'Refusing a court order or a subpoena can be contempt of court. Counsel can object first, or ask the court to quash it or narrow it.',
  contemptStep: (step: string) =>
    `Call counsel before you sign. If they object, they do it themselves on the page of the case: “${step}.”`,
  againstCounsel:
    'Counsel found this paper proper. You can refuse it. Counsel is then asked whether they agree, and the letter does not say what counsel advised.',
  draftSaved: 'Your draft is saved.',
  askCounsel: 'Go to the case',
  tryAgain: 'Check again',
  damaged: 'The audit log did not verify. Tell the Director and the Board.',
  minutes: 'For the Board’s minutes',
  minutesSays: 'Copy this. It names no one.',
  minutesText: (day: string, reference: string, policy: string, motion: string, session: string) =>
    `On ${day} ${board} was consulted about case ${reference} under ${policy}, ${decisionClause} (motion ${motion}, closed meeting ${session}). The case is confidential.`,
  allSigned: 'Signed decisions',
  signedOn: (decision: string, who: string, day: string) => `${decision}, signed by ${who} on ${day}.`,
  customerTold: {
    told: (day: string) => `The ${customer} was told on ${day}.`,
    not: `Counsel chose not to tell the ${customer}.`,
    waits: `Counsel chose to tell the ${customer}. The case does not say yet that they were told.`,
    none: `The case does not say that ${aCustomer} was told.`,
  },
  withdrawnOn: (day: string) => `Withdrawn on ${day}.`,
  letterOf: 'Decision letter with proof',
  withdrawnTitle: 'Withdrawn decision',
  cureLetter: 'Letter asking for a corrected paper',
  objectionLetter: 'Letter objecting to the paper',
  narrowingLetter: 'Letter asking to narrow the paper',
  holdingLetter: 'Holding letter: it objects, and asks for time',
  letterHeld: 'This letter cannot be created',
  letterHeldSays: 'Note it in the case. Then take the step again without it.',

  draft: {
    came: (paper: string, day: string) => `The library received ${paper} on ${day}.`,
    number: (number: string) => `number ${number}`,
    asksFor: (records: string, from: string | undefined, until: string | undefined) =>
      `It asks for records that show ${records}${from === undefined ? '' : `, from ${from} on`}${until === undefined ? '' : `, through ${until}`}.`,
    the: {
      order: 'the order',
      subpoena: 'the subpoena',
      warrant: 'the warrant',
      letter: 'the letter',
      request: 'the request',
      concern: 'the privacy concern',
      paper: 'the paper',
    },
    namesNoPatron: `This decision does not name any ${customer}. It does not say whether anyone is one.`,
    namesNoOne: 'This decision names no one.',
    studied: (finding: string) =>
      `I have studied this privacy concern. What was found: ${finding.toLowerCase()}.`,
    unconfirmed: (day: string) =>
      `No second person had confirmed this decision by ${day}. If it says that legal counsel or ${board} was consulted, no one else had confirmed that either.`,
    confirmed: {
      counsel:
        'A second person confirmed that legal counsel was consulted. That does not mean that they agreed.',
      president: `A second person confirmed that ${board} was consulted. That does not mean that it agreed.`,
      both: `Others confirmed that legal counsel and ${board} were consulted. That does not mean that they agreed.`,
    },
    noRecords:
      'The library looked for everyone the paper names. It has no records about any of them, so there is nothing to produce.',
    counsel: (days: string) => `I consulted legal counsel on ${days}.`,
    referred: 'This has been referred to legal counsel.',
    underSeal: 'The library asks the court to keep what it produces under seal.',
    noOpinion: (day: string) => `Legal counsel had given no opinion by ${day}.`,
    proper: (paper: string) => `Counsel found that ${paper} is valid and complete.`,
    defective: (paper: string) => `Counsel found that ${paper} is not valid, or not complete.`,
    board: (day: string, motion: string, session: string) =>
      `I consulted ${board} on ${day} (motion ${motion}, closed meeting ${session}).`,
    found: (paper: string, all: string) =>
      `${capitalize(findingsClause)} requires ${all} findings. ${capitalize(paper)} shows them here:`,
    foundSome: (paper: string, shown: string, all: string) =>
      `${capitalize(findingsClause)} requires ${all} findings. ${capitalize(paper)} shows ${shown} of ${all}:`,
    foundNone: (paper: string, all: string) =>
      `${capitalize(findingsClause)} requires ${all} findings. ${capitalize(paper)} shows none.`,
    notFound: 'Missing:',
    finding: (finding: string, page: number, paper: string) => `${finding}: page ${page} of ${paper}`,
    nth: (paper: string, at: number, all: number) => `${paper} (paper ${at} of ${all})`,
    missing: (paper: string) => `${capitalize(paper)} does not show:`,
    why: 'Reasons:',
    decides: {
      release: (paper: string) => `I decide to release what ${paper} names, and nothing more.`,
      compulsion: (paper: string) =>
        `I record that the law compels the library to produce what ${paper} names. This is not a release under ${findingsClause}.`,
      refusal: (paper: string) => `The library declines to produce the records that ${paper} asks for.`,
      heed: () => 'I decide to act on this privacy concern.',
      'not-heed': () => 'I decide to take no action on this privacy concern.',
    },
    clauses: (policy: string, clauses: string) => `This follows the library’s policy ${policy}: ${clauses}.`,
    contents: 'What is withheld:',
    reason: 'Why it is withheld:',
    citation: 'Legal citation:',
    decidedBy: 'Who decided:',
    review: 'What you can do:',
  },
  letter: {
    title: 'Decision',
    fileName: 'decision',
    reference: 'Case',
    re: 'Re:',
    received: (day: string) => `Received on ${day}.`,
    dear: (name: string) => (name === '' ? 'Dear Sir or Madam:' : `Dear ${name}:`),
    unknown: 'To whom it may concern',
    issuer: 'Attorney or party who had the subpoena issued',
    clerk: 'Clerk of the court',
    dearCourt: 'To the court:',
    close: 'Sincerely,',
    copy: (names: string) => `Copy to: ${names}`,
    your: {
      order: 'your order',
      subpoena: 'your subpoena',
      warrant: 'your warrant',
      letter: 'your letter',
      request: 'your request',
      concern: 'your concern',
      paper: 'your paper',
    },
    signedHere: (day: string) =>
      `Signed electronically on ${day}. The last page shows how anyone can verify this letter.`,
    counsel: 'legal counsel for the library',
    proof: 'Proof of this decision',
    proofSays:
      'Anyone can use this page to check that the library signed this decision, and that it was not changed since.',
    signature: 'Signature (Ed25519) of the file decision.txt',
    keysMark: 'Fingerprint of my keys in the audit log (SHA-256)',
    keyMark: 'Fingerprint of the signing key (SHA-256)',
    register: 'Proof from the audit log',
    fingerprint: 'Audit log fingerprint',
    entry: 'Reference',
    check: 'How to verify this letter',
    files: {
      text: 'What was signed',
      signature: 'Its signature',
      key: 'The key that made it',
      proof: 'What the audit log has of it',
    },
    sealedEntry:
      'This entry is in the sealed record of the matter. It can be proved once disclosure is allowed.',
    checks: {
      sealedFiles: 'This PDF has three attached files: decision.txt, signature.bin, and key.pem. Save them.',
      files:
        'This PDF has four attached files: decision.txt, signature.bin, key.pem, and proof.txt. Save them.',
      text: 'Check that this key signed this text. The result must say “Signature Verified Successfully”:',
      key: 'Check that it is the key named in the text. The number must match the one after “key:” in decision.txt:',
      register:
        'Check that the audit log has this exact text. In place of KEY, use the library’s public key. Get it from the library, or from an e-mail with its fingerprints, and never from this letter:',
      entry: (reference: string) =>
        `The result must say “The proof holds”, and the entry must have the document’s SHA-256. The entry must be for case ${reference} and be marked “decided”.`,
      forgotten:
        'The library has since destroyed the key that opens this entry. So this shows only that an entry with this reference exists. It does not show that the entry is about this text. In place of KEY, use the library’s public key, and never one from this letter:',
      page: 'Or give the same to the library’s page for checking a proof. Anyone may use it.',
    },
    cureTitle: (paper: string) => `${capitalize(paper)} is incomplete`,
    cureIntro: (paper: string, day: string) =>
      `The library received ${paper} on ${day}. It is missing the following:`,
    cureUntil: (day: string) => `Please send a complete one by ${day}.`,
    cureAsk: 'Please send a complete one.',
    cureNobody: `Until then, the library will not produce anything. This letter does not say whether anyone is ${aCustomer}.`,
    cureFile: 'letter',
    holdTitle: (paper: string) => `The library objects to ${paper} and asks for time`,
    holdObjects: (paper: string) =>
      `The library objects to ${paper}, and gives up no objection that it has or may have.`,
    holdUntil: (day: string) =>
      `The library asks you for time to answer until ${day}. Please confirm this in writing.`,
    holdNobody: `For now, the library will not produce anything. This letter does not say whether anyone is ${aCustomer}.`,
    holdFile: 'holding-letter',
    objectTitle: (paper: string) => `The library objects to ${paper}`,
    objectIntro: (paper: string, day: string) =>
      `The library received ${paper} on ${day}. Through its legal counsel, the library objects to it:`,
    objectNobody: `Until a court rules or you agree, the library will not produce anything. This letter does not say whether anyone is ${aCustomer}.`,
    narrowTitle: (paper: string) => `Please narrow ${paper}`,
    narrowIntro: (paper: string, day: string) =>
      `The library received ${paper} on ${day}. Through its legal counsel, the library asks you to narrow it to this:`,
    narrowNobody: `Until then, the library will not produce anything. This letter makes no promise. It does not say whether anyone is ${aCustomer}.`,
    answerBy: (day: string) => `Please answer by ${day}.`,
    objectFile: 'objection',
    narrowFile: 'narrowing',
  },
})

const spanish: InSpanish<typeof english> = ({
  customer,
  aCustomer,
  theCustomer,
  board,
  findingsClause,
  decisionClause,
}) => ({
  title: 'Decisión',
  titleOf: (reference) => `Decisión en el caso ${reference}`,
  toCase: 'Volver al caso',
  notYet: 'Todavía no hay ninguna decisión.',
  notYours: 'La escribe y la firma quien decide en este caso.',
  choose: '¿Cuál es su decisión?',
  chooseSays: 'Carrel hace un borrador con el caso. Después usted puede editarlo.',
  chooseAgain: 'O elija otra decisión',
  chooseAgainSays: 'Otro borrador toma el lugar del de arriba.',
  draftIt: {
    release: 'Borrador de una entrega',
    compulsion: 'Borrador de que la ley obliga a entregar',
    refusal: 'Borrador de una negativa',
    heed: 'Borrador de que la biblioteca actuará',
    'not-heed': 'Borrador de que la biblioteca no tomará medidas',
  },
  draftMeans: {
    release: 'Elija esto solo si el documento muestra todo lo que pide la política.',
    compulsion:
      'Elija esto si la política no lo permite, pero la ley obliga a la biblioteca. Se entregan registros, y la carta dice que la ley obliga.',
    refusal: 'No se entrega nada, y la carta dice por qué.',
    heed: 'La carta dice qué hará la biblioteca.',
    'not-heed': 'La carta dice por qué.',
  },
  lacks: 'Todavía no se puede firmar. Falta:',
  isDue:
    'La orden vence hoy o mañana. Si no logra hablar con la asesoría después de los intentos que pide la política, otra persona puede aceptar con usted que se cumpla.',
  withoutCounsel: 'Cumplir sin la asesoría',
  yourDraft: 'Su borrador',
  drafts: {
    release: 'Una entrega',
    compulsion: 'Que la ley obliga a entregar',
    refusal: 'Una negativa',
    heed: 'Que la biblioteca actuará ante la preocupación',
    'not-heed': 'Que la biblioteca no tomará medidas ante la preocupación',
  },
  text: 'Su decisión, con sus propias palabras',
  textHint: `Nunca nombre a ${aCustomer}, ni diga si alguien lo es. Otros pueden leer esto.`,
  textToRaiser: `Esto va para ${theCustomer} que planteó la preocupación, así que puede decir «su expediente». Nunca nombre a ${aCustomer}. Otros pueden leer esto.`,
  lawsPart: 'Texto que exige la ley',
  lawsPartSays: 'Esto se agrega al final de lo que firma. No se puede cambiar.',
  keep: 'Guardar y continuar a la firma',
  tooShort: 'Escriba la decisión en unas frases',
  tooLong: (most) => `Escríbala en ${most} caracteres o menos`,
  longNumber: 'Quite el número largo: puede ser el de una tarjeta',
  namesSomeone: (words) => `Quite ${words}. Puede revelar quién es ${aCustomer}`,
  notHere: 'Haga esto en una computadora del personal, donde se pueden revisar los nombres',
  signTitle: 'Firmar la decisión',
  signSays: 'Lea la decisión una vez más. Después de firmada, no se puede cambiar.',
  changed: 'El borrador cambió después de que lo leyó. No se firmó nada. Léalo otra vez.',
  overdueLeft: (choice) =>
    `El alcance deja fuera lo atrasado. Si el documento pide todo lo que está prestado, no firme todavía. Fije antes otra vez el alcance y elija también «${choice}». La asesoría opina entonces de nuevo.`,
  notStudied: (word) =>
    `En este caso no hay ningún estudio guardado. Quite «${word}», o estudie primero quién vio el expediente`,
  notConfirmed: {
    counsel: (word) =>
      `Ninguna otra persona ha confirmado que se consultó a la asesoría legal. Quite la oración con «${word}», o pida antes a la asesoría que lo confirme`,
    board: (word) =>
      `Ninguna otra persona ha confirmado que se consultó a ${board}. Quite la oración con «${word}», o pida antes a quien la preside que lo confirme`,
    against: (word) =>
      `La asesoría halló válido este documento, así que el texto no dice nada de ella. Quite la oración con «${word}»`,
  },
  opinionSince:
    'La asesoría dio su opinión después de este borrador. Quite la oración que dice que no había dado ninguna, o redáctelo otra vez abajo',
  stale:
    'El caso cambió después de que se escribió esto. Abra el borrador, léalo junto con el caso y guárdelo otra vez.',
  signableFrom: (day) =>
    `Si nadie lo confirma, puede firmarla desde el ${day}. La decisión dice entonces que ninguna otra persona la confirmó, y se avisa a la asesoría y a quien preside la Junta.`,
  waitsForCounsel:
    'La asesoría no ha confirmado lo que se reportó de ella. Si lo niega después de que usted firme, esta decisión ya no vale.',
  unconfirmed:
    'Ninguna otra persona ha confirmado esto. La decisión lo dice, y se avisa a la asesoría y a quien preside la Junta. Si alguna de las dos lo niega después de que usted firme, ya no vale.',
  restsOn: 'Lo que firma con ella',
  opinion: 'La opinión de la asesoría legal',
  onlyReported: 'reportada, la asesoría aún no la confirma',
  noDraft: 'No hay ningún borrador por firmar.',
  stillLacks: 'Todavía no se puede firmar',
  sign: 'Firmar',
  passphrase: 'Su contraseña',
  passphraseHint: 'Abre una llave que solo usted tiene.',
  change: 'Editar el borrador',
  signedBy: (name, role, day) => `Firmada por ${name}, ${role}, el ${day}.`,
  role: { director: 'Dirección', president: 'presidencia de la Junta' },
  gone: 'El texto firmado no consta.',
  mark: 'Huella del texto (SHA-256)',
  paper: 'Carta de la decisión, con su prueba',
  paperSays:
    'Un PDF para imprimir o enviar. El texto firmado, la firma y la prueba van adjuntos como archivos.',
  print: 'Imprimir la carta de la decisión',
  noAddress: 'La carta no lleva dirección postal. Escríbala a mano en el sobre.',
  waits: (time) =>
    `La carta lleva una prueba del registro de auditoría. La prueba estará lista a más tardar a las ${time}. Entonces se puede imprimir la carta.`,
  waitsLonger:
    'La prueba todavía no está lista. Revise otra vez en un minuto. Entonces se puede imprimir la carta.',
  contempt:
    'Negarse a una orden de un tribunal o a una citación puede ser desacato. Antes, la asesoría puede oponerse, o pedir al tribunal que la anule o la limite.',
  contemptStep: (step) =>
    `Llame a la asesoría antes de firmar. Si se opone, lo hace ella misma en la página del caso: «${step}».`,
  againstCounsel:
    'La asesoría halló válido este documento. Aun así, usted puede negarse. Entonces se le pregunta a ella si está de acuerdo, y la carta no dice qué aconsejó.',
  draftSaved: 'Su borrador está guardado.',
  askCounsel: 'Ir al caso',
  tryAgain: 'Revisar otra vez',
  damaged: 'El registro de auditoría no se pudo verificar. Avise a la Dirección y a la Junta.',
  minutes: 'Para el acta de la Junta',
  minutesSays: 'Copie esto. No nombra a nadie.',
  minutesText: (day, reference, policy, motion, session) =>
    `El ${day} se consultó a ${board} sobre el caso ${reference} según ${policy}, ${decisionClause} (moción ${motion}, sesión cerrada ${session}). El caso es confidencial.`,
  allSigned: 'Decisiones firmadas',
  signedOn: (decision, who, day) => `${decision}, firmada por ${who} el ${day}.`,
  customerTold: {
    told: (day) => `Se avisó al ${customer} el ${day}.`,
    not: `La asesoría eligió no avisar al ${customer}.`,
    waits: `La asesoría eligió avisar al ${customer}. El caso todavía no dice que se le avisó.`,
    none: `El caso no dice que se avisara a ${aCustomer}.`,
  },
  withdrawnOn: (day) => `Retirada el ${day}.`,
  letterOf: 'Carta de la decisión, con su prueba',
  withdrawnTitle: 'Decisión retirada',
  cureLetter: 'Carta que pide un documento corregido',
  objectionLetter: 'Carta que se opone al documento',
  narrowingLetter: 'Carta que pide limitar el documento',
  holdingLetter: 'Carta de espera: se opone y pide tiempo',
  letterHeld: 'Esta carta no se puede hacer',
  letterHeldSays: 'Anótelo en el caso. Luego haga el paso otra vez sin eso.',

  draft: {
    came: (paper, day) => `La biblioteca recibió ${paper} el ${day}.`,
    number: (number) => `número ${number}`,
    asksFor: (records, from, until) =>
      `Pide registros que muestran ${records}${from === undefined ? '' : `, desde el ${from}`}${until === undefined ? '' : `, hasta el ${until}`}.`,
    the: {
      order: 'la orden',
      subpoena: 'la citación',
      warrant: 'la orden de cateo',
      letter: 'la carta',
      request: 'la solicitud',
      concern: 'la preocupación de privacidad',
      paper: 'el documento',
    },
    namesNoPatron: `Esta decisión no nombra a ningún ${customer}. No dice si alguien lo es.`,
    namesNoOne: 'Esta decisión no nombra a nadie.',
    studied: (finding) =>
      `He estudiado esta preocupación de privacidad. Lo que se halló: ${finding.toLowerCase()}.`,
    unconfirmed: (day) =>
      `Hasta el ${day} ninguna otra persona había confirmado esta decisión. Si dice que se consultó a la asesoría legal o a ${board}, tampoco eso lo había confirmado nadie más.`,
    confirmed: {
      counsel:
        'Otra persona confirmó que se consultó a la asesoría legal. Eso no significa que esté de acuerdo.',
      president: `Otra persona confirmó que se consultó a ${board}. Eso no significa que esté de acuerdo.`,
      both: `Otras personas confirmaron que se consultó a la asesoría legal y a ${board}. Eso no significa que estén de acuerdo.`,
    },
    noRecords:
      'La biblioteca buscó a todos los que nombra el documento. No tiene ningún registro de ellos, así que no hay nada que entregar.',
    counsel: (days) => `Consulté a la asesoría legal el ${days}.`,
    referred: 'Esto se remitió a la asesoría legal.',
    underSeal: 'La biblioteca pide al tribunal que guarde bajo sello lo que ella entrega.',
    noOpinion: (day) => `Hasta el ${day} la asesoría legal no había dado ninguna opinión.`,
    proper: (paper) => `La opinión de la asesoría legal es que ${paper} vale y está en regla.`,
    defective: (paper) => `La opinión de la asesoría legal es que ${paper} no vale, o no está en regla.`,
    board: (day, motion, session) =>
      `Consulté a ${board} el ${day} (moción ${motion}, sesión cerrada ${session}).`,
    found: (paper, all) =>
      `${capitalize(findingsClause)} exige ${all} puntos. ${capitalize(paper)} los muestra aquí:`,
    foundSome: (paper, shown, all) =>
      `${capitalize(findingsClause)} exige ${all} puntos. ${capitalize(paper)} muestra ${shown} de ${all}:`,
    foundNone: (paper, all) =>
      `${capitalize(findingsClause)} exige ${all} puntos. ${capitalize(paper)} no muestra ninguno.`,
    notFound: 'Faltan:',
    finding: (finding, page, paper) => `${finding}: página ${page} de ${paper}`,
    nth: (paper, at, all) => `${paper} (documento ${at} de ${all})`,
    missing: (paper) => `${capitalize(paper)} no muestra:`,
    why: 'Razones:',
    decides: {
      release: (paper) => `Decido entregar lo que nombra ${paper}, y nada más.`,
      compulsion: (paper) =>
        `Dejo anotado que la ley obliga a la biblioteca a entregar lo que nombra ${paper}. No es una entrega según ${findingsClause}.`,
      refusal: (paper) => `La biblioteca se niega a entregar los registros que pide ${paper}.`,
      heed: () => 'Decido actuar ante esta preocupación de privacidad.',
      'not-heed': () => 'Decido no tomar medidas ante esta preocupación de privacidad.',
    },
    clauses: (policy, clauses) => `Esto se basa en la política de la biblioteca ${policy}: ${clauses}.`,
    contents: 'Qué no se entrega:',
    reason: 'Por qué no se entrega:',
    citation: 'Según qué ley:',
    decidedBy: 'Quién decidió:',
    review: 'Qué puede hacer usted:',
  },
  letter: {
    title: 'Decisión',
    fileName: 'decision-es',
    reference: 'Caso',
    re: 'Asunto:',
    received: (day) => `Recibido el ${day}.`,
    dear: (name) => (name === '' ? 'Apreciable señor o señora:' : `Apreciable ${name}:`),
    unknown: 'A quien corresponda',
    issuer: 'Parte que pidió la citación, o quien la representa',
    clerk: 'Secretaría del tribunal',
    dearCourt: 'Al tribunal:',
    close: 'Atentamente,',
    copy: (names) => `Con copia a: ${names}`,
    your: {
      order: 'su orden',
      subpoena: 'su citación',
      warrant: 'su orden de cateo',
      letter: 'su carta',
      request: 'su solicitud',
      concern: 'su preocupación',
      paper: 'su documento',
    },
    signedHere: (day) =>
      `Firmada electrónicamente el ${day}. La última página muestra cómo cualquiera puede verificar esta carta.`,
    counsel: 'asesoría legal de la biblioteca',
    proof: 'Prueba de esta decisión',
    proofSays:
      'Con esta página cualquiera puede comprobar que la biblioteca firmó esta decisión y que no se cambió después.',
    signature: 'Firma (Ed25519) del archivo decision.txt',
    keysMark: 'Huella de mis llaves en el registro de auditoría (SHA-256)',
    keyMark: 'Huella de la llave que firmó (SHA-256)',
    register: 'Prueba del registro de auditoría',
    fingerprint: 'Huella del registro de auditoría',
    entry: 'Referencia',
    check: 'Cómo verificar esta carta',
    files: {
      text: 'Lo que se firmó',
      signature: 'Su firma',
      key: 'La llave que la hizo',
      proof: 'Lo que tiene de ello el registro de auditoría',
    },
    sealedEntry:
      'Esta entrada está en el registro sellado del asunto. Se puede probar cuando se permita hablar de él.',
    checks: {
      sealedFiles: 'Este PDF lleva tres archivos adjuntos: decision.txt, signature.bin y key.pem. Guárdelos.',
      files:
        'Este PDF lleva cuatro archivos adjuntos: decision.txt, signature.bin, key.pem y proof.txt. Guárdelos.',
      text: 'Compruebe que esta llave firmó este texto. Debe decir «Signature Verified Successfully»:',
      key: 'Compruebe que es la llave que nombra el texto. El número debe ser el de decision.txt tras «key:»:',
      register:
        'Compruebe que el registro de auditoría tiene este mismo texto. En lugar de KEY, use la llave pública de la biblioteca. Pídala a la biblioteca, o tómela de un correo con sus huellas, y nunca de esta carta:',
      entry: (reference) =>
        `Debe decir «The proof holds», y la entrada debe tener el SHA-256 del documento. La entrada debe ser del caso ${reference}, con la marca «decided».`,
      forgotten:
        'La biblioteca ya destruyó la llave que abre esta entrada. Así que esto solo muestra que existe una entrada con esta referencia. No muestra que la entrada sea de este texto. En lugar de KEY, use la llave pública de la biblioteca, y nunca una de esta carta:',
      page: 'O dé lo mismo a la página de la biblioteca que comprueba una prueba. Cualquiera puede usarla.',
    },
    cureTitle: (paper) => `A ${paper} le falta algo`,
    cureIntro: (paper, day) => `La biblioteca recibió ${paper} el ${day}. Le falta lo siguiente:`,
    cureUntil: (day) => `Envíe un documento completo para el ${day}.`,
    cureAsk: 'Envíe un documento completo.',
    cureNobody: `Hasta entonces la biblioteca no entrega nada. Esta carta no dice si alguien es ${aCustomer}.`,
    cureFile: 'carta',
    holdTitle: (paper) => `La biblioteca se opone a ${paper} y pide tiempo`,
    holdObjects: (paper) =>
      `La biblioteca se opone a ${paper}, y no renuncia a ninguna objeción que tenga o pueda tener.`,
    holdUntil: (day) =>
      `La biblioteca le pide tiempo para contestar hasta el ${day}. Por favor, confírmelo por escrito.`,
    holdNobody: `Por ahora la biblioteca no entregará nada. Esta carta no dice si alguien es ${aCustomer}.`,
    holdFile: 'carta-de-espera',
    objectTitle: (paper) => `La biblioteca se opone a ${paper}`,
    objectIntro: (paper, day) =>
      `La biblioteca recibió ${paper} el ${day}. Por medio de su asesoría legal, la biblioteca se opone:`,
    objectNobody: `Hasta que un tribunal resuelva, o usted acepte, la biblioteca no entrega nada. Esta carta no dice si alguien es ${aCustomer}.`,
    narrowTitle: (paper) => `Limite ${paper}, por favor`,
    narrowIntro: (paper, day) =>
      `La biblioteca recibió ${paper} el ${day}. Por medio de su asesoría legal, la biblioteca le pide que se limite a esto:`,
    narrowNobody: `Hasta entonces la biblioteca no entrega nada. Esta carta no promete nada y no dice si alguien es ${aCustomer}.`,
    answerBy: (day) => `Responda para el ${day}, por favor.`,
    objectFile: 'oposicion',
    narrowFile: 'limite',
  },
})

export const casesDecisionWords = screenWords(english, spanish)
