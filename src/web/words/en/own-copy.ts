import type { OwnWords } from '../own-words.ts'

/** A copy of all that is kept about a customer, to read. */
export const ownCopy = ({ library, reserve }: OwnWords) => ({
  title: 'All that is kept about me',
  from: (day: string) => `${library}, ${day}. This page is yours: keep it where others cannot read it.`,
  chosen: 'What you chose',
  nothingChosen: 'You chose nothing.',
  language: 'The library writes to you in',
  refuses: 'You do not want to hear from the library by',
  alias: 'Short name for slips',
  wrongNumbers: 'Phone numbers that turned out to be somebody else’s',
  ofAge: {
    marriage: (day: string) => `You are of age because you are married. It was recorded on ${day}.`,
    emancipation: (day: string) => `You are of age because a court said so. It was recorded on ${day}.`,
  },
  card: {
    kind: 'Kind of card',
    since: 'On file since',
    renewed: 'Card renewed on',
    until: 'Card good until',
  },
  slips: `Slips on the shelf for a ${reserve}`,
  setRight: (parts: string) => `Set right here, so that no import changes it back: ${parts}.`,
  slip: 'Slip',
  until: 'Kept until',
})
