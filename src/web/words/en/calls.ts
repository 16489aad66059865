import { capital } from '../capital.ts'
import type { OwnWords } from '../own-words.ts'

/** Calls about overdue items and reserves, from a private room. */
export const calls = ({ customer, customers, aCustomer, theCustomer, ofTheCustomer, reserve }: OwnWords) => ({
  title: 'Calls',
  intro: 'Names and numbers show one at a time, when you take a call.',
  nobody: 'There is nobody to call.',
  nobodyLeft: 'There is nobody left to call today.',
  /** `day` is null where it is today. */
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
    'call-back': `${capital(aCustomer)} who called us`,
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
    'no-more-calls': { label: `${capital(theCustomer)} does not want to be called` },
  },
  /** On a call to somebody who phoned in: no message is left. */
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

  theyCalled: `${capital(aCustomer)} called us`,
  backTitle: 'Call them back',
  backSays:
    'Hang up first. Then dial the number on file, and no other. A number that a caller gives is never used.',
  backFind: `Find ${theCustomer}, by card or by name.`,
  noNumber: `There is no number on file that may be dialed. Ask the ${customer} to come in.`,
  noOne: 'Nobody with that card is on file.',
  onTheList: (rooms: string) => `It is first on the list under Calls. Make the call from ${rooms}.`,
  findIt: 'Find',
  wrong: 'wrong number',
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
