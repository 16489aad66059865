/** Where the register's pins go, and whether they do. */
export const pins = () => ({
  title: 'Where the pins go',
  state: {
    'not-set-up': 'No mail goes out: it is not set up.',
    wrong: 'No mail goes out: something is wrong with how it is set up.',
    'no-one-named': 'Mail is set up. The two addresses that get the daily pin are not named yet.',
    soon: 'The first pins go out tonight.',
    sent: (day: string) => `The pins of ${day} have been sent.`,
    late: (address: string, day: string) =>
      `The last pin to ${address} is of ${day}. Carrel was off since then, or its work at night failed.`,
    unknown: (address: string, day: string) => `The pin of ${day} to ${address} may not have arrived.`,
    never: (address: string) =>
      `No pin went to ${address} yet. Carrel sends the first one within a few minutes.`,
    unsent: (address: string, day: string) =>
      `The pin of ${day} to ${address} could not be sent. Carrel tries again every few minutes.`,
  },
  notNamed: 'The two addresses are not named yet either.',
  unwatched:
    'Until the pins go out, someone with the library’s keys could change the register. Nobody would see it.',
  setUpBy: 'Whoever looks after the computer sets up the mail.',
  askWhoLooks: 'Show this to whoever looks after the computer:',
  what: 'Every look at a record is written in the register. A pin says in four lines how the register stands today.',
  why: 'It goes every day to two people who do not work with this computer, such as a trustee and the City’s clerk. So nobody can change the register unseen, not even with all of the library’s keys.',
  one: 'First mail address',
  other: 'Second mail address',
  none: 'Leave both empty to send none. The mail is always of one length and names nobody.',
  save: 'Save',
  newest: 'The newest pin',
  unfit: 'Give a mail address, such as clerk@city.example.org',
  firstMissing: 'Give a first address too',
  secondMissing: 'Give a second address too',
  same: 'Give two addresses that are not the same',
})
