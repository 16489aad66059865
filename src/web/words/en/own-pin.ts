import type { OwnWords } from '../own-words.ts'

/** A PIN is chosen: at the counter, with a code, or in place of the old one. Nobody but its owner types it. */
export const ownPin = ({ customer, theCustomer }: OwnWords) => ({
  choose: 'Choose your PIN',
  chooseSays:
    'You need it, with your card number, to open your own page. Nobody at the library can see it or look it up.',
  pin: 'New PIN',
  hint: (least: number, most: number) =>
    `${least} to ${most} digits. Not a date, a phone number, or digits in order.`,
  again: 'The same PIN again',
  button: 'Set my PIN',
  fault: {
    'not-digits': 'A PIN has digits only',
    'too-short': (least: number) => `A PIN has at least ${least} digits`,
    'too-long': (most: number) => `A PIN has at most ${most} digits`,
    easy: 'Many people choose that one, so it is guessed first. Choose another.',
    'own-number': 'That can be read off your card, your phone number or your birth date. Choose another.',
  },
  notTheSame: 'The two are not the same: type it again',
  goBack: 'Stop, and give the screen back',
  set: 'Your PIN is set',
  setSays: 'Please give the screen back to the clerk.',
  toCounter: 'Clerk: back to the counter',
  takeBack: 'Clerk: take the screen back',
  takeBackSays: 'Type your passphrase. Until then this computer shows nothing else to anybody.',
  takeBackButton: 'Back to the counter',
  notYet: 'Back to choosing a PIN',
  gone: 'The PIN was not set',
  goneSays: 'Please give the screen back to the clerk, and ask them to find you again.',

  byCode: 'Choose a PIN with a code',
  byCodeSays: 'The code is on the paper that the library gave you.',
  code: 'Code',
  codeHint: 'Three groups of four',
  wrongCode:
    'This card number and code do not go together, or the code is too old. Check both. The counter can give you another code.',
  nowSignIn: 'Now you can sign in with your card number and this PIN.',
  signIn: 'Sign in',

  change: 'Change my PIN',
  old: 'Your PIN now',
  sure: 'Type your PIN, so that nobody else does this at a page that you left open.',
  goOn: 'Go on',
  wrongOld: 'This is not your PIN.',
  changed: 'Your PIN is changed.',

  atCounter: 'PIN',
  hand: 'Set a PIN',
  handSays: `The screen turns into a page for ${theCustomer} alone. Close every other tab and window of Carrel first: what is open there stays open. Then turn the screen to them, and look away.`,
  whatChecked: 'How do you know that it is them?',
  checks: { 'photo-id': 'They showed photo ID', 'known-to-staff': 'I know them myself' },
  isTold: (days: number) =>
    `This goes on record with your name, and the ${customer} sees it on their page. What they had does not show there for ${days} days, unless a code from their phone is asked for.`,
  appLost: 'Their phone is lost',
  appLostSays:
    'Their page then no longer asks for a code from their phone. Look at a photo ID first: without one it stays on.',
  appOff: 'No code from a phone is asked for',
  print: 'Print a code for a PIN',
  printTitle: 'A code for a PIN',
  printSays: (days: number) =>
    `Print this page, and give it to ${theCustomer} and nobody else. The code is good once, for ${days} days.`,
  forReader: (address: string) => `With your card number and this code, choose a PIN at ${address}`,
  keep: `Nobody needs to know it but the ${customer}. A new code takes the place of this one.`,
})
