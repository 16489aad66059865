import { capital } from '../capital.ts'
import type { OwnWords } from '../own-words.ts'

/** The Director closes an account at the counter. */
export const closeAccount = ({ theCustomer, reserves }: OwnWords) => ({
  title: 'Close the account',
  says: `This is erased here at once: name, birth date, address, cards, PIN, ${reserves}, choices, and the list of what they had, if they keep one.`,
  stays:
    'It cannot be undone. Backups lose it within two weeks. A legal request can make us keep a copy until it is settled. The record of who saw their data stays, sealed, until its time is over.',
  whose: 'Whose account it is',
  seen: 'What did you see?',
  seenHint: 'Only what you saw. Do not ask why.',
  seenChoices: {
    'photo-id': `${capital(theCustomer)} is here, with photo ID`,
    'signed-letter': 'A letter that they signed',
    'death-shown': 'An official paper that says that they died',
  },
  seenMissing: 'Say what you saw',
  button: 'Yes, close this account',
  busy: 'Something changed at this moment. Press the button once more.',
  notNow: 'This account cannot be closed yet',
  because: {
    'out-or-owed':
      'Something is still out or owed. Take it back, or settle what is owed, and then close the account.',
    liable:
      'They are on file as the parent or guardian who pays for a child’s card. Take that off the file first.',
  },
  done: 'The account is closed',
  doneSays: 'Their record here is erased. The card no longer works.',
  comesBack:
    'The other system has them on file too. Take them off there today: otherwise they come back with the next import.',
})
