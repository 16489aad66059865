/** Who stands in for the Director, and when. */
export const acting = () => ({
  title: 'Acting Director',
  intro:
    'The Board names somebody who may do what the Director does, from a first day to a last one. It ends by itself.',
  named: 'Named',
  from: (first: string, last: string) => `From ${first} to the end of ${last}`,
  namedBy: (name: string) => `Named by ${name}`,
  namedWhereItRuns: 'Named at the computer that runs Carrel',
  endNow: 'End now',
  endNowOf: (name: string) => `End now: ${name}`,
  noOneToName: 'There is nobody to name yet: the Director adds people first.',
  whom: 'Whom does the Board name?',
  first: 'First day',
  last: 'Last day',
  lastHint: 'To the end of it',
  name: 'Name them',
  after: 'They need a second step at sign-in. What they do is on record as the acting Director’s.',
  firstMissing: 'Give the first day',
  lastMissing: 'Give the last day',
  refused: {
    unknown: 'Choose whom the Board names',
    director: 'This is the Director: choose somebody else',
    yourself: 'You cannot name yourself: choose somebody else',
    'gave-passphrase':
      'They made the passphrase that you first signed in with, so you cannot name them: the Board can, at the computer that runs Carrel',
    over: 'The last day is today or later, and not before the first',
    'too-long': 'A year at most: name them again after it',
    taken: 'Somebody is named for some of these days: end that first, or take other days',
  },
})
