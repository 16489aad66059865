import type { OwnWords } from '../own-words.ts'

/** The first day of a library: from the printed link to the list of what is left. */
export const setUp = ({ library }: OwnWords) => ({
  continue: 'Continue',

  link: {
    title: `Set up ${library}`,
    says: "For the library's Director. You give your name and choose a passphrase; it takes about ten minutes. Have your phone at hand.",
    begin: 'Begin',
    once: 'The link works once: go on in this browser.',
  },
  deadLink: {
    title: 'This link does not work',
    says: 'It was used, or it is too old, or the library has its Director. While there is none, a new start of Carrel prints a new link.',
    toSignIn: 'Go to the sign-in page',
  },
  /** Back at the sign-in page, in the browser that set the library up. */
  over: 'The set-up here is over. It took too long, or the library has its Director now. Sign in, or start Carrel again for a new link.',
  library: {
    title: 'Is this your library?',
    library: 'Library',
    policy: 'Policy',
    yes: 'Yes, go on',
    /** Followed by the command. */
    ifNot:
      "If not, close this page. Before anything is put in, whoever looks after this computer starts Carrel with your library's policy:",
  },

  name: 'First and last name',
  askName: 'What is your name?',
  nameHint: 'This is how it stands on the screen',
  noName: 'Type your name',
  askSignIn: 'What do you want to sign in as?',
  signIn: 'Sign-in name',
  signInHint: 'Short, such as your first name',
  signInFault:
    'A sign-in name has the letters A to Z without accents, digits, dots and hyphens, and no spaces. Letters of other alphabets that look the same are refused',
  signInTaken: 'This sign-in name is taken: choose another',
  askPassphrase: 'Choose a passphrase',
  startAgain: 'Start these questions again',

  list: {
    title: 'Set-up',
    whatIsLeft: 'What is left to set up',
    says: 'You are signed in as the Director. Do these in any order; you can come back here.',
    done: 'Done',
    recovery: {
      name: 'Print the recovery sheet',
      says: 'After a fire or a theft, this sheet and a backup bring the library back. It belongs in a safe.',
    },
    computers: {
      name: 'Say where this computer stands',
      says: 'Front desk, office, or another private room. Until then no record shows on it.',
    },
    pins: {
      name: 'Say where the daily mail goes',
      says: 'Four lines to two people outside, who can then tell if the register was rewritten.',
    },
    sealed: {
      name: 'Set up the sealed matters',
      says: 'Some papers bind whoever gets them. Until both sides are set up, what is typed of such a paper is kept nowhere. The president of the Board sets up the second side.',
    },
    letterhead: {
      name: 'Say how people reach the library',
      says: 'Street, phone number and hours, as every letter will show them.',
    },
    people: { name: 'Add the people who work here', says: 'Each has a sign-in of their own.' },
    finish: 'The set-up is done',
  },
})
