import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

/* What someone recorded as the word of counsel or of the Board, and whether they confirmed it. */

const reportedEnglish = ({ customer }: LibraryTerms) => ({
  asksCounsel: 'Something recorded in a case needs your answer. Confirm or deny it.',
  asksBoard: (many: number) =>
    many === 1
      ? 'Something recorded in a case waits for the Board. Confirm or deny it.'
      : `${many} things recorded in cases wait for the Board. Confirm or deny each.`,
  go: 'Confirm or deny',

  heading: 'Consultation',
  headingSays:
    'What someone else recorded is reported. It is confirmed once the person says so: at their own sign-in, by a link in an e-mail, or by a letter that a second person called counsel about.',
  of: {
    advice: 'Counsel’s advice',
    debrief: 'Counsel’s review of the search',
    'gag-end': 'End of the nondisclosure order',
    notice: `Counsel’s choice whether to tell the ${customer}`,
    finding: 'Counsel took back a finding',
    search: 'The search was a mistake',
    board: 'The Board was consulted',
    compliance: 'Complied under court order, counsel not reached',
    quashed: 'A court quashed the paper',
    against: 'Decided, referred or withdrawn without counsel’s agreement',
    reading: 'The paper was read as a public-records request',
    gag: 'There is a nondisclosure order',
    unconfirmed: 'A decision was signed that no second person had confirmed',
  },
  adviceUnfinished: 'Counsel wrote, and has given no opinion yet',
  withoutYou:
    'It ended before you gave an opinion of the paper here. Do you agree that the case ends this way?',
  againstYou:
    'You found the paper proper, and this goes against that. Do you agree that the case ends this way?',
  unconfirmedYou:
    'It was signed before a second person confirmed it, and the decision says so. Do you agree with the decision?',
  isThereOrder:
    'Read the paper first. Does an order forbid telling anyone about it? Until you answer, this case is in one list only. If you deny it, the case comes back to the lists and counts again.',
  reported: (who: string, when: string) => `Reported by ${who}, ${when}.`,
  waits: 'Not confirmed yet.',
  confirmed: (who: string, when: string) => `Confirmed by ${who}, ${when}.`,
  denied: (who: string, when: string) => `Denied by ${who}, ${when}. It does not count.`,
  confirmedByLetter: (who: string, caller: string, when: string) =>
    `Confirmed by a letter from ${who}. ${caller} called them, ${when}.`,
  deniedByLetter: (who: string, caller: string, when: string) =>
    `Denied by ${who}. ${caller} called them about a letter, ${when}. It does not count.`,
  letterWaits: 'A letter from counsel came. It counts once a second person has called counsel.',
  moot: 'Nothing to confirm any more: the case changed.',
  own: (who: string, when: string) => `By ${who} at their own sign-in, ${when}.`,
  outNow: 'They said later that they have a conflict of interest.',
  stage: 'Counsel is reported to have found the paper valid',
  notConfirmed: (what: string) => `${what} (reported, not confirmed by counsel)`,

  title: 'Confirm what was recorded of the Board',
  intro:
    'Someone recorded that the Board was consulted about a case, or signed a decision that no second person had confirmed. Check it against the minutes of the Board. Then confirm or deny it.',
  introSays: `This page shows only numbers and dates. It names no ${customer}, and no one who asked. It does not show what the case is about.`,
  nothing: 'Nothing waits for your answer.',
  case: 'Case',
  recordedBy: 'Recorded by',
  signed: 'Signed',
  signedBy: 'Signed by',
  unconfirmedSays:
    'A refusal or a decision on a privacy concern waits until counsel or the Board confirms that they were consulted. The time for that was over, so it was signed without, and the decision says so. Counsel is told too. Ask the person who signed it.',
  agree: 'I know of it and agree that it stands',
  disagree: 'I do not agree',
  on: 'The Board met on',
  motion: 'Motion number',
  session: 'Closed meeting reference',
  confirm: 'I confirm it',
  deny: 'I deny it: it did not happen, or not this way',
  denySays: 'If you deny it, any decision in it is void, and a closed case opens again.',
  back: 'Back to cases',
  saved: 'Your answer is saved.',
  gone: 'That was answered in the meantime, or the case changed.',
})

const reportedSpanish: InSpanish<typeof reportedEnglish> = ({ customer }) => ({
  asksCounsel: 'Algo que se anotó en un caso espera su respuesta. Confírmelo o niéguelo.',
  asksBoard: (many) =>
    many === 1
      ? 'Algo que se anotó en un caso espera a la Junta. Confírmelo o niéguelo.'
      : `${many} cosas que se anotaron en casos esperan a la Junta. Confirme o niegue cada una.`,
  go: 'Confirmar o negar',

  heading: 'Consultas',
  headingSays:
    'Lo que anotó otra persona está reportado. Está confirmado cuando la persona lo dice: con su propia cuenta, con un enlace en un correo, o con una carta por la que otra persona llamó a la asesoría.',
  of: {
    advice: 'La opinión de la asesoría',
    debrief: 'El repaso del cateo con la asesoría',
    'gag-end': 'El fin de la orden de no divulgación',
    notice: `Si la asesoría eligió avisar al ${customer}`,
    finding: 'La asesoría retiró un punto',
    search: 'El cateo se anotó por error',
    board: 'Se consultó a la Junta',
    compliance: 'Se cumplió una orden de un tribunal sin haber podido hablar con la asesoría',
    quashed: 'Un tribunal anuló el documento',
    against: 'Se decidió, se remitió o se retiró sin el acuerdo de la asesoría',
    reading: 'El documento se leyó como solicitud de registros públicos',
    gag: 'Hay una orden de no divulgación',
    unconfirmed: 'Se firmó una decisión que ninguna otra persona había confirmado',
  },
  adviceUnfinished: 'La asesoría escribió, y todavía no ha dado una opinión',
  withoutYou:
    'Terminó antes de que usted diera aquí una opinión del documento. ¿Está de acuerdo con que el caso termine así?',
  againstYou:
    'Usted halló válido el documento, y esto va en contra. ¿Está de acuerdo con que el caso termine así?',
  unconfirmedYou:
    'Se firmó antes de que otra persona la confirmara, y la decisión lo dice. ¿Está de acuerdo con la decisión?',
  isThereOrder:
    'Lea primero el documento. ¿Hay una orden que prohíbe hablar de él? Hasta que usted responda, el caso está en una sola lista. Si lo niega, el caso vuelve a las listas y a los informes.',
  reported: (who, when) => `Lo reportó ${who}, ${when}.`,
  waits: 'Todavía sin confirmar.',
  confirmed: (who, when) => `Lo confirmó ${who}, ${when}.`,
  denied: (who, when) => `Lo negó ${who}, ${when}. No vale.`,
  confirmedByLetter: (who, caller, when) =>
    `Lo confirmó una carta de ${who}, a quien llamó ${caller}, ${when}.`,
  deniedByLetter: (who, caller, when) =>
    `Lo negó ${who}, a quien llamó ${caller} por una carta, ${when}. No vale.`,
  letterWaits: 'Llegó una carta de la asesoría. Vale cuando otra persona haya llamado a la asesoría.',
  moot: 'Ya no hay nada que confirmar: el caso cambió.',
  own: (who, when) => `De ${who} con su propia cuenta, ${when}.`,
  outNow: 'Después dijo que tiene un conflicto de interés.',
  stage: 'Se reportó que la asesoría halló válido el documento',
  notConfirmed: (what) => `${what} (reportado, sin confirmar por la asesoría)`,

  title: 'Confirmar lo que se anotó de la Junta',
  intro:
    'Alguien anotó que se consultó a la Junta sobre un caso, o firmó una decisión que ninguna otra persona había confirmado. Compárelo con el acta de la Junta. Después confírmelo o niéguelo.',
  introSays: `Esta página muestra solo números y fechas. No nombra a ningún ${customer} ni a quien preguntó. No muestra de qué trata el caso.`,
  nothing: 'Nada espera su respuesta.',
  case: 'Caso',
  recordedBy: 'Lo anotó',
  signed: 'Firmada',
  signedBy: 'La firmó',
  unconfirmedSays:
    'Una negativa, o una decisión sobre una preocupación de privacidad, espera a que la asesoría o la Junta confirme que se le consultó. Ese plazo pasó, así que se firmó sin eso, y la decisión lo dice. También se avisa a la asesoría. Pregunte a quien la firmó.',
  agree: 'La conozco y estoy de acuerdo en que valga',
  disagree: 'No estoy de acuerdo',
  on: 'La Junta se reunió el',
  motion: 'Número de la moción',
  session: 'Referencia de la sesión cerrada',
  confirm: 'Lo confirmo',
  deny: 'Lo niego: no pasó, o no fue así',
  denySays: 'Si lo niega, toda decisión en el caso queda sin efecto, y un caso cerrado se abre otra vez.',
  back: 'Volver a los casos',
  saved: 'Su respuesta se guardó.',
  gone: 'Eso se respondió entretanto, o el caso cambió.',
})

export const reportedWords = screenWords(reportedEnglish, reportedSpanish)

/* What the Board is asked, and what it moved. An agenda and minutes are public. */

const agendaEnglish = ({ customer, decisionClause }: LibraryTerms) => ({
  title: 'Agenda item for the Board',
  says: `Print this for the agenda. It names no ${customer}, no one who asks, and no paper. Say none of these aloud.`,
  item: (reference: string) => `Confidential matter ${reference}`,
  // One sentence for a request and for a concern: which of them it is, the public does not learn.
  asks: (policy: string) =>
    `The Board is asked for its advice under ${policy}, ${decisionClause}. Should the library heed what it was asked in this matter?`,
  inOpen:
    'The Board may discuss it in a closed meeting if the law allows. It moves and votes in public, by this number alone.',
  motions: 'Possible motions',
  motion: {
    heed: (reference: string) =>
      `Moved, that the Board advise that the library heed what it was asked in matter ${reference}.`,
    'not-heed': (reference: string) =>
      `Moved, that the Board advise that the library not heed what it was asked in matter ${reference}.`,
    leave: (reference: string) =>
      `Moved, that the Board leave matter ${reference} to the person who decides it and legal counsel.`,
  },
  minutes: 'For the minutes',
  minutesSays:
    'Write down the motion, its number, the votes for and against, and the date. The person who decides the matter then records these in the case. If that is the Director, the president confirms them.',
  moved: 'What was moved',
  votesFor: 'Votes for',
  votesAgainst: 'Votes against',
  movedOf: {
    heed: 'To heed it',
    'not-heed': 'Not to heed it',
    leave: 'To leave it to the person who decides it and counsel',
  },
  votes: (yes: string, no: string) => `${yes} for, ${no} against`,
})

const agendaSpanish: InSpanish<typeof agendaEnglish> = ({ board, customer, decisionClause }) => ({
  title: 'Punto para la agenda de la Junta',
  says: `Imprima esto para la agenda. No nombra a ningún ${customer}, ni a quien pide algo, ni ningún documento. No diga nada de eso en voz alta.`,
  item: (reference) => `Asunto confidencial ${reference}`,
  asks: (policy) =>
    `Se pide el consejo de ${board} según ${policy}, ${decisionClause}: ¿debe la biblioteca atender lo que se le pidió en este asunto?`,
  inOpen:
    'La Junta puede hablar de esto en sesión cerrada si la ley lo permite. Propone y vota en sesión abierta, solo con este número.',
  motions: 'Mociones posibles',
  motion: {
    heed: (reference) =>
      `Se propone que la Junta aconseje que la biblioteca atienda lo que se le pidió en el asunto ${reference}.`,
    'not-heed': (reference) =>
      `Se propone que la Junta aconseje que la biblioteca no atienda lo que se le pidió en el asunto ${reference}.`,
    leave: (reference) =>
      `Se propone que la Junta deje el asunto ${reference} en manos de quien lo decide y de la asesoría legal.`,
  },
  minutes: 'Para el acta',
  minutesSays:
    'Anote la moción, su número, los votos a favor y en contra, y la fecha. Quien decide el asunto los anota después en el caso. Si es la Dirección, quien preside los confirma.',
  moved: 'Lo que se propuso',
  votesFor: 'Votos a favor',
  votesAgainst: 'Votos en contra',
  movedOf: {
    heed: 'Atenderlo',
    'not-heed': 'No atenderlo',
    leave: 'Dejarlo en manos de quien lo decide y de la asesoría',
  },
  votes: (yes, no) => `${yes} a favor, ${no} en contra`,
})

export const agendaWords = screenWords(agendaEnglish, agendaSpanish)
