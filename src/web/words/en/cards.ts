import type { OwnWords } from '../own-words.ts'

/** Cards that are lost, found again, or new. */
export const cards = ({ customer }: OwnWords) => ({
  title: 'Cards',
  report: 'Report a card lost',
  reportSays:
    'Type the number, then read it back before you go on. From then on nothing can be borrowed with it.',
  reportOne: (number: string) => `Report lost: ${number}`,
  isLost: 'Is this card lost?',
  isLostSays: `From now on it is refused: nothing can be borrowed with it, and it does not show who somebody is. What the ${customer} has out stays as it is.`,
  blockIt: 'Yes, block it',
  blocked: 'This card is blocked',
  blockedSays: 'It is refused from now on. A clerk can give a new card when they come in.',
  noSuchCard: 'No card with this number is on file. Check each digit.',
  gone: 'This card is not on file any more',
  isFound: (number: string) => `Found again: ${number}`,
  found: 'The card is found',
  foundSays: 'Have the card in your hand, and scan it.',
  anotherCard: 'This is another card. Scan the one that was found.',
  foundDone: 'This card can be used again',
  foundDoneSays: 'It is no longer blocked.',
  give: 'Give a new card',
  giveSays: 'Scan the new card. The lost one stays blocked.',
  given: 'The new card is on file',
  givenSays: 'It can be used now. The lost one stays blocked.',
  notGiven: {
    'number-unfit': 'A card number has 4 to 20 letters and digits. Scan the card again.',
    'number-taken': 'This number is on file already. Take another card.',
    'has-one': `This ${customer} has a card that can be used. Report it lost first.`,
  },
  recorded: 'This is on record.',
  toRecord: 'Back to the record',
  toCounter: 'Back to the counter',
})
