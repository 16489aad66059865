import { capitalize } from '../../platform/i18n/language.ts'
import type { LibraryTerms } from '../../platform/i18n/library-terms.ts'
import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = ({ customer, customers, aCustomer, theCustomer, ofTheCustomer, reserve }: LibraryTerms) => ({
  title: 'Calls',
  intro: 'Names and numbers show one at a time, when you take a call.',
  nobody: 'There is nobody to call.',
  nobodyLeft: 'There is nobody left to call today.',
  /** `day` is null for today. */
  quiet: (day: string | null, time: string) =>
    `The library does not make calls at this hour. Calls start again ${day === null ? 'today' : `on ${day},`} at ${time}.`,
  next: 'Next call',
  waits: 'Calls that wait',
  more: 'More calls wait.',
  about: 'About',
  tried: 'Tried so far',
  since: 'On the list since',
  kind: {
    overdue: 'Overdue items',
    hold: `Something on ${reserve}`,
    charges: 'What is owed',
    card: 'A card that runs out',
    'call-back': `${capitalize(aCustomer)} who called us`,
  },
  times: (count: number) => (count === 0 ? 'Not yet' : count === 1 ? 'Once' : `${count} times`),
  waiting: 'Calls wait for someone in this room.',

  call: 'Call',
  callWhom: (name: string) => `Call ${name}`,
  callGuardianOf: (name: string) => `Call the parent or guardian of ${name}`,
  guardianFirst: `The ${customer} is a minor. Ask for the parent or guardian who signed, and give no titles.`,
  minorsHold: `The ${customer} is a minor. Only they may hear what is on ${reserve}.`,
  dial: 'Dial the number on file',
  sayFirst: 'Say this first',
  notYet: `Do not say yet who calls, or why. Wait until you know who it is.`,
  answered: 'Who answered?',
  answers: {
    nobody: { label: 'Nobody, and no machine' },
    'no-more-calls': { label: `${capitalize(theCustomer)} does not want to be called` },
  },
  /** A call back leaves no message. */
  answersBack: { nobody: { label: 'Someone else, a machine, or nobody', hint: 'Say nothing, and hang up.' } },
  wrongNumber: 'It is the wrong number',
  wrongNumberOf: (number: string) => `${number} is the wrong number`,
  giveBack: 'Give this call back to the list',
  taken: 'Someone else has this call',
  takenSays: 'It was given back to the list, and taken. Go on with the next one.',

  how: 'How do you know who it is?',
  howSays: 'Titles may be told only with one of these. If neither is true, just continue.',
  howSaysBack: 'For this you need both.',
  howSaysCard:
    'Other people may answer this number, so it does not show who this is. Titles may be told only with the card. If they have none, just continue.',
  dialed: 'I dialed the number on file',
  askCard: 'Say this to ask for it',
  cardHint: 'As they read it out. Leave it empty if there is none.',
  notTheirCard: `This is not the number of a card ${ofTheCustomer}. Ask for it again, or leave it empty.`,
  goOn: 'Continue',
  tell: 'You may tell them this',
  tellNothing: 'Tell them nothing more',
  guardianInstead: 'Go on as with someone else',
  message: 'Say this, and no more',
  whenOver: 'When the call is over',
  ends: {
    'told-customer': 'I told them',
    'told-guardian': 'I told them',
    'message-given': 'I said this',
    'message-left': 'I left this message',
    'no-answer': 'I said nothing',
    'wrong-number': 'Yes, it is the wrong number',
    'no-more-calls': 'Yes, do not call them again',
  },
  notWanted: 'They do not want to be called',
  sure: {
    'wrong-number': {
      title: 'Is it the wrong number?',
      says: `From now on it is not dialed. When ${theCustomer} comes in, ask for the right one.`,
    },
    'no-more-calls': {
      title: 'Should we never call them?',
      says: `From now on nobody calls them about this. Say yes only if ${theCustomer} said so.`,
    },
  },
  sureGuardians: {
    title: 'Is it the wrong number?',
    says: 'There are no more calls about this. The library writes instead.',
  },
  backToCall: 'Back to the call',

  noted: 'The call is on record',
  after: {
    done: 'There is nothing more to do.',
    again: (day: string) => `The next try is on ${day}, or later.`,
    letter: 'There are no more calls about this. The library writes instead.',
    back: 'Nothing else changes.',
  },

  theyCalled: `${capitalize(aCustomer)} called us`,
  backSays:
    'Hang up first. Then dial the number on file, and no other. A number that a caller gives is never used.',
  backFind: `Find ${theCustomer}, by card or by name.`,
  noNumber: `There is no number on file that may be dialed. Ask the ${customer} to come in.`,
  findIt: 'Find',
  wrongNumbers: {
    title: 'Wrong numbers on file',
    none: 'No number on file is known to be wrong.',
    says: `A number of each of these ${customers} turned out to be someone else’s. Open one record at a time.`,
    mend: 'Write to them, or ask them when they come in. Put the right number into their record at the counter. If the library has another system, put it there too.',
    open: (nth: number) => `Open record ${nth}`,
    more: 'Show more of them',
  },
  toCalls: 'Back to the calls',
})

const spanish: InSpanish<typeof english> = ({
  aCustomer,
  theCustomer,
  ofTheCustomer,
  customer,
  customers,
  reserve,
}) => ({
  title: 'Llamadas',
  intro: 'Los nombres y los números se ven de uno en uno, al tomar una llamada.',
  nobody: 'No hay a quién llamar.',
  nobodyLeft: 'Hoy ya no queda nadie a quien llamar.',
  quiet: (day, time) =>
    `A esta hora la biblioteca no hace llamadas. ${day === null ? 'Hoy' : `El ${day}`} a las ${time} se reanudan las llamadas.`,
  next: 'Siguiente llamada',
  waits: 'Llamadas que esperan',
  more: 'Esperan más llamadas.',
  about: 'Sobre',
  tried: 'Intentos hasta ahora',
  since: 'En la lista desde',
  kind: {
    overdue: 'Artículos atrasados',
    hold: `Algo en ${reserve}`,
    charges: 'Lo que se debe',
    card: 'Una tarjeta que vence',
    'call-back': `${capitalize(aCustomer)} que nos llamó`,
  },
  times: (count) => (count === 0 ? 'Ninguno' : count === 1 ? 'Uno' : String(count)),
  waiting: 'Hay llamadas que esperan a alguien en esta sala.',

  call: 'Llamada',
  callWhom: (name) => `Llame a ${name}`,
  callGuardianOf: (name) => `Llame al padre, madre o tutor de ${name}`,
  guardianFirst: 'Es menor de edad. Pregunte por el padre, la madre o el tutor que firmó, y no dé títulos.',
  minorsHold: `Es menor de edad. Nadie más puede saber qué tiene en ${reserve}.`,
  dial: 'Marque el número que consta',
  sayFirst: 'Diga primero esto',
  notYet: 'No diga aún quién llama ni por qué. Espere a saber quién es.',
  answered: '¿Quién contestó?',
  answers: {
    nobody: { label: 'Nadie, ni una máquina' },
    'no-more-calls': { label: `${capitalize(theCustomer)} no quiere que le llamen` },
  },
  answersBack: { nobody: { label: 'Otra persona, una máquina o nadie', hint: 'No diga nada y cuelgue.' } },
  wrongNumber: 'Es un número equivocado',
  wrongNumberOf: (number) => `${number} es un número equivocado`,
  giveBack: 'Devolver esta llamada a la lista',
  taken: 'Otra persona tiene esta llamada',
  takenSays: 'Volvió a la lista y alguien la tomó. Siga con la siguiente.',

  how: '¿Cómo sabe quién es?',
  howSays: 'Los títulos se dicen solo con una de estas cosas. Si no hay ninguna, solo continúe.',
  howSaysBack: 'Para esto hacen falta las dos.',
  howSaysCard:
    'Otras personas pueden contestar este número, así que no demuestra quién es. Los títulos se dicen solo con la tarjeta. Si no la tiene, solo continúe.',
  dialed: 'Marqué el número que consta',
  askCard: 'Diga esto para pedirla',
  cardHint: 'Tal como lo lee la persona. Si no hay, deje esto vacío.',
  notTheirCard: `Este no es el número de una tarjeta ${ofTheCustomer}. Pídalo otra vez o deje esto vacío.`,
  goOn: 'Continuar',
  tell: 'Esto puede decirle',
  tellNothing: 'No le diga nada más',
  guardianInstead: 'Seguir como con otra persona',
  message: 'Diga esto y nada más',
  whenOver: 'Cuando termine la llamada',
  ends: {
    'told-customer': 'Se lo dije',
    'told-guardian': 'Se lo dije',
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
      says: `Desde ahora no se marca. Cuando ${theCustomer} venga, pídale el correcto.`,
    },
    'no-more-calls': {
      title: '¿No llamarle nunca?',
      says: `Desde ahora nadie le llama por esto. Diga que sí solo si lo dijo ${theCustomer}.`,
    },
  },
  sureGuardians: {
    title: '¿Es un número equivocado?',
    says: 'Ya no se llama por esto. La biblioteca escribe.',
  },
  backToCall: 'Volver a la llamada',

  noted: 'La llamada quedó registrada',
  after: {
    done: 'No hay nada más que hacer.',
    again: (day) => `El próximo intento es el ${day}, o después.`,
    letter: 'Ya no se llama por esto. La biblioteca escribe.',
    back: 'Nada más cambia.',
  },

  theyCalled: `${capitalize(aCustomer)} nos llamó`,
  backSays:
    'Primero cuelgue. Luego marque el número que consta, y ningún otro. El que dé quien llama no se usa.',
  backFind: `Busque la ficha, por tarjeta o por nombre.`,
  noNumber: `No consta ningún número que se pueda marcar. Pida al ${customer} que venga.`,
  findIt: 'Buscar',
  wrongNumbers: {
    title: 'Números equivocados que constan',
    none: 'De ningún número que consta se sabe que esté equivocado.',
    says: `Un número de cada una de estas fichas (${customers}) resultó ser de otra persona. Abra una ficha a la vez.`,
    mend: 'Escríbales, o pregúnteles cuando vengan. Anote el número correcto en su expediente, en el mostrador. Si la biblioteca tiene otro sistema, anótelo allí también.',
    open: (nth) => `Abrir la ficha ${nth}`,
    more: 'Mostrar más',
  },
  toCalls: 'Volver a las llamadas',
})

export const callsWords = screenWords(english, spanish)
