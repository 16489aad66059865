import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({
  customer,
  customers,
  aCustomer,
  theCustomer,
  ofTheCustomer,
  reserve,
  reserves,
}: LibraryTerms) => ({
  title: 'Calls',
  intro: 'Names and numbers are shown one at a time, when you take a call.',
  noCalls: 'There are no calls to make.',
  noCallsLeft: 'There are no more calls to make today.',
  quiet: (day: string | null, time: string) =>
    `The library does not make calls at this hour. Calls resume ${day === null ? 'today' : `on ${day},`} at ${time}.`,
  next: 'Next call',
  nextOf: (list: string) => `Next call: ${list}`,
  each: 'Show each call’s tries',
  tried: 'Tries so far',
  since: 'On the list since',
  kind: {
    overdue: 'Overdue',
    hold: `${capitalize(reserves)} ready`,
    charges: 'Owed',
    card: 'Cards about to expire',
    'call-back': `${capitalize(customers)} who called us`,
    'guardian-back': 'Parents or guardians who called us',
  },
  times: (count: number) => (count === 0 ? 'None' : count === 1 ? 'Once' : `${count} times`),
  waiting: (count: number) =>
    count === 1 ? 'There is 1 call to make.' : `There are ${count} calls to make.`,
  /** How many of them were promised to someone who phoned. */
  promised: (count: number) =>
    count === 1 ? 'First call back the one who called us.' : `First call back the ${count} who called us.`,

  isAbout: (topics: string) => `The call is about ${topics}. Do not say so yet.`,
  topic: { overdue: 'overdue items', holds: `items on ${reserve}` },

  call: 'Call',
  callWhom: (name: string) => `Call ${name}`,
  callGuardianOf: (name: string) => `Call the parent or guardian of ${name}`,
  guardianBack: (name: string) => `Call back the parent or guardian of ${name}`,
  guardianBackSays:
    'Call only the one who phoned, and only if their name is here. Tell them whether anything is overdue and what is owed. Give no titles, and leave no message.',
  guardianFirst: `The ${customer} is a minor. Ask for the parent or guardian who signed, and do not give titles.`,
  minorsHold: `The ${customer} is a minor. Only they may be told what is on ${reserve}.`,
  dial: 'Dial the number on file',
  dialNext: 'Only if that one does not answer, dial this',
  sayFirst: 'Say this first',
  notYet:
    'Do not say yet who is calling or why. If they ask, say that you can tell only the person you asked for. Ask who it is, then press below. The next page says what you may tell that person.',
  answered: 'Who answered?',
  answers: {
    nobody: { label: 'No answer and no voicemail' },
    'no-more-calls': { label: `${capitalize(theCustomer)} does not want to be called` },
  },
  /** Neither leaves a message: a call back, and a call to a minor about what only they may hear. */
  answersBack: {
    nobody: {
      label: 'Someone else, voicemail, or no answer',
      hint: `Leave no message on this call: it answers ${aCustomer} who called, and no one else may hear that they did. Hang up.`,
    },
  },
  answersMinor: {
    nobody: {
      label: 'Someone else, voicemail, or no answer',
      hint: `Say nothing, and hang up. Only ${theCustomer} may hear what the call is about.`,
    },
  },
  answersGuardianBack: {
    nobody: {
      label: 'Someone else, voicemail, or no answer',
      hint: 'Say nothing, and hang up. Only the parent or guardian may hear what the call is about.',
    },
  },
  wrongNumber: 'Wrong number',
  wrongNumberOf: (number: string) => `${number} is a wrong number`,
  giveBack: 'Return this call to the list',
  cancel: 'Cancel',
  taken: 'Someone else has taken this call',
  takenSays: 'It went back to the list, and someone else took it. Go on to the next call.',

  how: 'How did you confirm who it is?',
  howSays: 'You may give titles only with one of these. If neither applies, leave both blank.',
  howSaysBack:
    'Check that you dialed, and ask for the card number. You may give titles only with both. If they do not have the card, leave the number blank.',
  howSaysCard:
    'Other people may answer this number, so it does not prove who this is. With the card number, the next page says which titles you may give. If they do not have it, leave it blank.',
  howSaysCode:
    'Other people may answer this number, so it does not prove who this is. Ask for the card number: with it, you may tell what is overdue, owed or ready. Ask for the code too: only with both may you tell what is checked out and when it is due.',
  dialed: 'I dialed the number on file',
  notDialed:
    'Tell them nothing on the call that they made. Hang up, dial the number on file, then check this box',
  askCard: 'To ask for it, say this',
  cardHint: 'As they read it out. Leave blank if they do not have it.',
  codeHint:
    'Ask: “Do you have a phone code from your own page?” It has six digits. Leave blank if they have none: you can add it later.',
  notTheirCard: `This is not a card number ${ofTheCustomer}. Ask for it again, or leave it blank.`,
  goOn: 'Continue',
  tell: 'You may tell them this',
  tellNothing: 'Do not tell them anything more',
  /** For a guardian, who hears no titles on a call. */
  moreInPerson: 'If they ask which items, or how to pay: they can come to the front desk with photo ID.',
  /** For a customer who phoned in and was called back, where the number or the card proves too little. */
  notAll: {
    title: 'If they ask what is checked out, or when it is due',
    say: (address: string) =>
      `I can’t tell you on this call what you have checked out. You can see it on your own page, at ${address}. You can also come in with your card or photo ID.`,
    sayCode: (address: string) =>
      `To tell you what you have checked out, I need a code from your own page, at ${address}. The page shows it to you as well. You can also come in with your card or photo ID.`,
    enter: { card: 'Enter a card number', code: 'Enter a card number or code' },
  },
  /** They were found to be the one who phoned. */
  saysWho: (library: string) => `First say who is calling: “This is ${library}.”`,
  ifAsked: (library: string) => `If they ask who is calling: “This is ${library}.”`,
  guardianInstead: 'Treat them as someone else',
  message: 'Say this and nothing more',
  whenOver: 'After the call',
  ends: {
    'told-customer': 'I told them this',
    'told-guardian': 'I told them this',
    'message-given': 'I said this',
    'message-left': 'I left this message',
    'no-answer': 'I said nothing',
    'wrong-number': 'Yes, it is a wrong number',
    'no-more-calls': 'Yes, do not call them again',
  },
  notWanted: 'They do not want to be called',
  sure: {
    'wrong-number': {
      title: 'Is it a wrong number?',
      says: `From now on it is not dialed. When ${theCustomer} comes in, ask for the right number.`,
    },
    'no-more-calls': {
      title: `Stop calling this ${customer}?`,
      says: `From now on we do not call them about this. Say yes only if ${theCustomer} said so.`,
    },
  },
  sureGuardians: {
    title: 'Is it a wrong number?',
    says: 'There are no more calls about this. The library sends a letter instead. Write down the name of the parent or guardian, and correct the number on their own record. It is not listed as a wrong number.',
  },
  backToCall: 'Back to the call',

  noted: 'The call was logged',
  wrongPress: 'Wrong button? Back to this call',
  after: {
    done: 'There is nothing more to do.',
    again: (day: string) => `The next try is on ${day} or later.`,
    letter: 'There are no more calls about this. The library sends a letter instead.',
    back: 'Nothing else changes.',
  },

  theyCalled: `Call back ${aCustomer}`,
  backSays:
    'Hang up first. Then dial the number on file and no other. Never use a number that a caller gives you.',
  whoPhoned: {
    legend: 'Who called us?',
    choices: {
      customer: { label: capitalize(theCustomer) },
      guardian: {
        label: 'A parent or guardian of a minor',
        hint: 'Find the minor. The number shown is the guardian’s own.',
      },
    },
    card: 'If they do not have it, leave it blank and type the name.',
    sayFirst: 'Before you hang up, say this',
    say: { 'call-back': `To ${aCustomer}`, 'guardian-back': 'To a parent or guardian' },
  },
  backByName: `Press the one who called. The log says that it was for a phone call, and the ${customer} can read that.`,
  noNumber: `There is no number on file that may be dialed. If the ${customer} phones again, ask them to come in.`,
  noGuardianNumber:
    'There is no parent or guardian whom you may call back. Call no one. If they phone again, say the same words as before, and ask them to come in with photo ID.',
  findIt: 'Find the record',
  wrongNumbers: {
    title: 'Wrong numbers on file',
    none: 'There are no known wrong numbers on file. The number of a parent or guardian is not listed here.',
    says: `Each of these ${customers} has a number on file that turned out to be someone else’s. Open one record at a time.`,
    whatToDo:
      'Write to them, or ask them when they come in. Then edit the record. If the library uses another system, correct it there too.',
    open: (nth: number) => `Open record ${nth}`,
    more: 'Show more',
  },
  toCalls: 'Back to calls',
})

const spanish: InSpanish<typeof english> = ({
  aCustomer,
  theCustomer,
  ofTheCustomer,
  customer,
  customers,
  reserve,
  reserves,
}) => ({
  title: 'Llamadas',
  intro: 'Los nombres y los números se muestran uno por uno, al tomar una llamada.',
  noCalls: 'No hay llamadas por hacer.',
  noCallsLeft: 'Hoy ya no hay llamadas por hacer.',
  quiet: (day, time) =>
    `A esta hora la biblioteca no hace llamadas. ${day === null ? 'Hoy' : `El ${day}`} a las ${time} se reanudan las llamadas.`,
  next: 'Siguiente llamada',
  nextOf: (list) => `Siguiente llamada: ${list}`,
  each: 'Mostrar los intentos de cada llamada',
  tried: 'Intentos hasta ahora',
  since: 'En la lista desde',
  kind: {
    overdue: 'Atrasos',
    hold: `${capitalize(reserves)} por recoger`,
    charges: 'Lo que se debe',
    card: 'Tarjetas que están por vencer',
    'call-back': `${capitalize(customers)} que nos llamaron`,
    'guardian-back': 'Padres o tutores que nos llamaron',
  },
  times: (count) => (count === 0 ? 'Ninguno' : count === 1 ? 'Uno' : String(count)),
  waiting: (count) => (count === 1 ? 'Hay 1 llamada por hacer.' : `Hay ${count} llamadas por hacer.`),
  promised: (count) =>
    count === 1
      ? 'Primero devuelva la llamada a quien nos llamó.'
      : `Primero devuelva la llamada a las ${count} personas que nos llamaron.`,

  isAbout: (topics) => `La llamada es sobre ${topics}. No lo diga todavía.`,
  topic: { overdue: 'artículos atrasados', holds: `artículos en ${reserve}` },

  call: 'Llamada',
  callWhom: (name) => `Llame a ${name}`,
  callGuardianOf: (name) => `Llame al padre, madre o tutor de ${name}`,
  guardianBack: (name) => `Devuelva la llamada al padre, madre o tutor de ${name}`,
  guardianBackSays:
    'Llame solo a la persona que llamó, y solo si su nombre está aquí. Dígale si hay algo atrasado y cuánto se debe. No dé títulos ni deje mensajes.',
  guardianFirst: 'Es menor de edad. Pregunte por el padre, la madre o el tutor que firmó, y no dé títulos.',
  minorsHold: `Es menor de edad. Nadie más puede saber qué tiene en ${reserve}.`,
  dial: 'Marque el número registrado',
  dialNext: 'Solo si ese no contesta, marque este',
  sayFirst: 'Diga primero esto',
  notYet:
    'No diga aún quién llama ni por qué. Si se lo preguntan, diga que solo puede decírselo a la persona que busca. Pregunte quién es y oprima abajo. La página siguiente dice qué puede decirle a esa persona.',
  answered: '¿Quién contestó?',
  answers: {
    nobody: { label: 'No contestan y no hay buzón de voz' },
    'no-more-calls': { label: `${capitalize(theCustomer)} no quiere que le llamen` },
  },
  answersBack: {
    nobody: {
      label: 'Otra persona, un buzón de voz o nadie',
      hint: `En esta llamada no deje mensaje: responde a ${aCustomer} que llamó, y nadie más puede saberlo. Cuelgue.`,
    },
  },
  answersMinor: {
    nobody: {
      label: 'Otra persona, un buzón de voz o nadie',
      hint: `No diga nada y cuelgue. Solo ${theCustomer} puede saber de qué es la llamada.`,
    },
  },
  answersGuardianBack: {
    nobody: {
      label: 'Otra persona, un buzón de voz o nadie',
      hint: 'No diga nada y cuelgue. Solo el padre, la madre o el tutor puede saber de qué es la llamada.',
    },
  },
  wrongNumber: 'Es un número equivocado',
  wrongNumberOf: (number) => `${number} es un número equivocado`,
  giveBack: 'Devolver esta llamada a la lista',
  cancel: 'Cancelar',
  taken: 'Otra persona tiene esta llamada',
  takenSays: 'Volvió a la lista y otra persona la tomó. Siga con la siguiente.',

  how: '¿Cómo confirmó quién es?',
  howSays: 'Puede decir títulos solo con una de estas cosas. Si no hay ninguna, déjelas en blanco.',
  howSaysBack:
    'Confirme que marcó usted y pida el número de tarjeta. Puede dar títulos solo con las dos cosas. Si no tiene la tarjeta, deje el número en blanco.',
  howSaysCard:
    'Otras personas pueden contestar este número, así que no demuestra quién es. Con el número de tarjeta, la página siguiente dice qué títulos puede dar. Si no lo tiene, déjelo en blanco.',
  howSaysCode:
    'Otras personas pueden contestar este número, así que no demuestra quién es. Pida el número de tarjeta: con él puede decir qué está atrasado, qué se debe y qué está listo. Pida también el código: solo con los dos puede decir qué tiene prestado y cuándo vence.',
  dialed: 'Marqué el número registrado',
  notDialed:
    'No diga nada en la llamada que le hicieron. Cuelgue, marque el número registrado y luego marque esta casilla',
  askCard: 'Para pedirlo, diga esto',
  cardHint: 'Tal como lo lee la persona. Si no lo tiene, déjelo en blanco.',
  codeHint:
    'Pregunte: «¿Tiene un código telefónico de su propia página?» Son seis cifras. Si no lo tiene, déjelo en blanco: puede agregarlo después.',
  notTheirCard: `Este no es un número de tarjeta ${ofTheCustomer}. Pídalo otra vez o déjelo en blanco.`,
  goOn: 'Continuar',
  tell: 'Esto puede decirle',
  tellNothing: 'No le diga nada más',
  moreInPerson:
    'Si pregunta qué artículos son, o cómo pagar: puede venir al mostrador con una identificación con foto.',
  notAll: {
    title: 'Si pregunta qué tiene prestado o cuándo vence',
    say: (address) =>
      `En esta llamada no puedo decirle qué tiene prestado. Puede verlo en su propia página: ${address}. También puede venir con su tarjeta o una identificación con foto.`,
    sayCode: (address) =>
      `Para decirle qué tiene prestado necesito un código de su propia página: ${address}. Allí también puede verlo. O puede venir con su tarjeta o una identificación con foto.`,
    enter: { card: 'Escribir un número de tarjeta', code: 'Escribir una tarjeta o un código' },
  },
  saysWho: (library) => `Diga primero quién llama: «Habla ${library}».`,
  ifAsked: (library) => `Si pregunta quién llama: «Habla ${library}».`,
  guardianInstead: 'Tratar como a otra persona',
  message: 'Diga esto y nada más',
  whenOver: 'Después de la llamada',
  ends: {
    'told-customer': 'Le dije esto',
    'told-guardian': 'Le dije esto',
    'message-given': 'Dije esto',
    'message-left': 'Dejé este mensaje',
    'no-answer': 'No dije nada',
    'wrong-number': 'Sí, es un número equivocado',
    'no-more-calls': 'Sí, no llamarle más',
  },
  notWanted: 'No quiere que le llamen',
  sure: {
    'wrong-number': {
      title: '¿Es un número equivocado?',
      says: `Desde ahora no se marca. Cuando ${theCustomer} venga, pídale el número correcto.`,
    },
    'no-more-calls': {
      title: '¿Dejar de llamarle?',
      says: `Desde ahora no le llamamos por esto. Diga que sí solo si lo dijo ${theCustomer}.`,
    },
  },
  sureGuardians: {
    title: '¿Es un número equivocado?',
    says: 'Ya no se llama por esto. La biblioteca envía una carta. Anote el nombre del padre, de la madre o del tutor, y corrija el número en el expediente de esa persona. No aparece entre los números equivocados.',
  },
  backToCall: 'Volver a la llamada',

  noted: 'La llamada quedó registrada',
  wrongPress: '¿Botón equivocado? Volver a esta llamada',
  after: {
    done: 'No hay nada más que hacer.',
    again: (day) => `El próximo intento es el ${day}, o después.`,
    letter: 'Ya no se llama por esto. La biblioteca envía una carta.',
    back: 'Nada más cambia.',
  },

  theyCalled: `Devolver la llamada a ${aCustomer}`,
  backSays:
    'Primero cuelgue. Luego marque el número registrado, y ningún otro. Nunca use un número que dé la persona que llama.',
  whoPhoned: {
    legend: '¿Quién nos llamó?',
    choices: {
      customer: { label: capitalize(theCustomer) },
      guardian: {
        label: 'El padre, la madre o el tutor de un menor',
        hint: 'Busque al menor. El número que se muestra es el del tutor.',
      },
    },
    card: 'Si no lo tiene, déjelo en blanco y escriba el nombre.',
    sayFirst: 'Antes de colgar, diga esto',
    say: { 'call-back': `A ${aCustomer}`, 'guardian-back': 'Al padre, a la madre o al tutor' },
  },
  backByName: `Oprima a quien llamó. Queda registrado que fue por una llamada, y el ${customer} puede leerlo.`,
  noNumber: `No hay ningún número registrado que se pueda marcar. Si el ${customer} vuelve a llamar, pídale que venga.`,
  noGuardianNumber:
    'No hay ningún padre, madre o tutor a quien pueda devolver la llamada. No llame a nadie. Si esa persona vuelve a llamar, diga las mismas palabras que antes y pídale que venga con una identificación con foto.',
  findIt: 'Buscar el expediente',
  wrongNumbers: {
    title: 'Números equivocados registrados',
    none: 'No hay números equivocados conocidos. El número de un padre, una madre o un tutor no aparece aquí.',
    says: `Cada uno de estos ${customers} tiene registrado un número que resultó ser de otra persona. Abra un expediente a la vez.`,
    whatToDo:
      'Escríbales, o pregúnteles cuando vengan. Luego edite el expediente. Si la biblioteca usa otro sistema, corríjalo allí también.',
    open: (nth) => `Abrir el expediente ${nth}`,
    more: 'Mostrar más',
  },
  toCalls: 'Volver a las llamadas',
})

export const callsWords = screenWords(english, spanish)
