import type { OwnWords } from '../own-words.ts'

/** A customer closes their account. */
export const ownClose = ({ library, reserves }: OwnWords) => ({
  title: 'Close my account',
  says: 'This is erased here at once, and you are signed out:',
  goes: [
    'your name, birth date, address, phone numbers and e-mail addresses',
    'what you asked to have set right',
    'your cards and your PIN',
    `your ${reserves}, your choices, and the list of what you had, if you keep one`,
  ],
  stays:
    'It cannot be undone. Backups lose it within two weeks. A legal request can make us keep a copy until it is settled. The record of who saw your data stays, sealed, until its time is over.',
  comesBack: `The ${library} also has you on file in another system. Ask the counter to take you off there first: otherwise your name and card come back here tonight.`,
  button: 'Yes, close my account',
  busy: 'Something changed at this moment. Type your PIN once more.',
  notNow: 'Your account cannot be closed yet',
  because: {
    'out-or-owed':
      'You still have something out, or owe something. Bring it back, or pay what is owed at the counter. Then you can close your account here.',
    liable:
      'You are on file as the parent or guardian who pays for a child’s card. Ask the counter to take that off the file first.',
  },
  done: 'Your account is closed',
  doneSays: `Your record here is erased. Your card no longer works. You can have a new one at the ${library} at any time.`,
})
