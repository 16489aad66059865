import type { OwnWords } from '../own-words.ts'

/** Where something is not there, did not go through, or went wrong. */
export const errors = ({ library }: OwnWords) => ({
  nothingHere: 'Nothing here',
  nothingForYou: 'There is nothing here for you',
  maybeWrong: 'The address may be wrong, or this page may be for someone else on staff.',
  notThrough: 'That did not go through',
  openTooLong: 'The page was open for too long, or was not complete. Nothing was saved. Please start again.',
  untypable: (field: string) =>
    `The field “${field}” holds a character that cannot be typed, so nothing was saved: please type it again.`,
  notAccepted: 'Not accepted',
  tooLong: 'What was sent is too long: go back and send less of it.',
  fileTooLong:
    'The file is bigger than 10 MB, or was not sent whole. Go back, and send a smaller photo or fewer pages.',
  cellFull:
    'This does not fit: the sealed place of this matter is full. Nothing was saved. Go back, and send a smaller file or fewer pages, or keep it on paper in the safe.',
  otherAddress: (origin: string) => `This is not the address of this library: go to ${origin}.`,
  otherWebsite: 'Another website sent this, so nothing was done: open the page here and try again.',
  wentWrong: 'Something went wrong',
  notNow: 'Not possible right now',
  notYourMistake: 'This is not your mistake. Tell nobody anything until you can look again.',
  giveReference: `If it goes on, give the Director of ${library} this reference:`,
  outside: {
    'disk-full':
      'The disk of the computer that runs Carrel is full. Ask whoever looks after it to free some space. Carrel then goes on by itself.',
    'clock-behind':
      'The clock of the computer that runs Carrel is years behind. Ask whoever looks after it to set it right.',
    'database-away':
      'Carrel cannot reach its records at this moment. Try again in a minute. If it stays so, ask whoever looks after the computer that runs Carrel.',
  },
})
