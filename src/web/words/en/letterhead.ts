import type { OwnWords } from '../own-words.ts'

/** What is at the head of the library's letters. */
export const letterhead = ({ library }: OwnWords) => ({
  title: 'Letterhead',
  says: `This is printed at the top of every letter, under the name ${library}.`,
  address: 'Street and town',
  addressHint: 'One to three lines, as on an envelope',
  phone: 'Phone number',
  hours: 'Opening hours',
  hoursHint: 'Up to three short lines, such as “Monday to Friday, 9 to 6”. Leave it empty to print none.',
  noAddress: 'Type the street and town',
  noPhone: 'Type the phone number that people should call',
  tooMany: 'Use three lines at most',
  tooLong: (most: number) => `Make each line ${most} characters or shorter`,
  save: 'Save',
  saved: 'The letterhead is saved.',
})
