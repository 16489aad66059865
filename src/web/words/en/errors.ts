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
  document: {
    'document-too-long': (field: string) =>
      `This document is too long to print. Shorten ${partOfDocument[field] ?? 'it'}, or print it in two parts.`,
    'document-not-in-time': () =>
      'This document could not be prepared in time. Nothing was lost. Try again in a minute; if it happens again, make the document shorter.',
    'document-too-big': () =>
      'This document needs more memory than Carrel gives to one document. Nothing was lost. Make it shorter, or print it in two parts.',
  },
  otherAddress: (origin: string) => `This is not the address of this library: go to ${origin}.`,
  otherMethod: 'A browser asks for pages and sends forms, and this was neither. Nothing was done.',
  brokenOff: 'It did not arrive whole, so nothing was saved. Go back and send it again.',
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

/** The parts of documents that people type into, or that grow with what is on file. */
const partOfDocument: Readonly<Record<string, string>> = {
  facts: 'what is said about it at the top',
  letters: 'the list of letters',
  paragraphs: 'the text of the decision',
  parts: 'the text of the letter',
  people: 'the records in it',
  rows: 'the list in it',
  struck: 'the list of what was noted by mistake',
  to: 'the name and the address',
}
