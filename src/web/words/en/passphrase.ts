/** A passphrase to give or to choose, and what is wrong with it. */
export const passphrase = () => ({
  your: 'Your passphrase',
  new: 'New passphrase',
  newHint: (least: number) => `At least ${least} characters. Four words that do not go together are best.`,
  again: 'The same again',
  fault: {
    'too-short': (least: number) => `A passphrase has at least ${least} characters: a few words will do`,
    'too-long': (most: number) => `A passphrase has at most ${most} characters`,
    'easy-to-guess': 'That is easy to guess: use a few words that have nothing to do with each other',
    common:
      'That is like passphrases that many people use. Use four words that have nothing to do with each other',
    names: 'That is made of names. Use four words that name no one and no place',
    dates:
      'A date or year is easy to guess. Use four words that have nothing to do with each other, and no date',
    keyboard:
      'Keys or letters in order are easy to guess. Use four words that have nothing to do with each other',
    repeats: 'Saying the same thing again makes it no harder to guess. Use four different words',
    'few-words':
      'That is too few words, or they are too common. Add two more that have nothing to do with it',
  },
  notTheSame: 'The two are not the same: type it again',
  notYours: 'This is not your passphrase. Check that Caps Lock is off.',
  /** Follows whatever was wrong. */
  wrongTries: (most: number, minutes: number) =>
    `After ${most} wrong tries, not even the right one works for ${minutes} minutes. If that goes on, ask the Director.`,
  keysShut: 'Your own key does not open. Ask for a new passphrase, and sign then.',
  tooMany: 'Too many tries from here. Wait a minute, then try again.',
})
