import type { OwnWords } from '../own-words.ts'

/** Matters of which nobody may be told. */
export const sealed = ({ customer }: OwnWords) => ({
  title: 'Sealed matters',
  intro:
    'Some papers say that nobody may be told of them. What comes with such a paper is kept here, sealed. This page looks the same for everyone until it is opened.',
  elsewhere: 'Another computer of the library works on this now. Try again there, or in a minute.',
  open: 'Open with your passphrase',
  openSays: 'It stays open for ten minutes after you last used it.',
  passphrase: 'Your passphrase',
  nothing: 'Nothing here is open to you.',
  shut: 'Close it now',
  isOpen: 'This is open to you. Let nobody see your screen.',
  ofSide: {
    director: 'For the Director and the lawyer',
    president: 'About the Director: for the president and the lawyer',
  },
  waits: 'What came',
  noneWaits: 'Nothing new came.',
  came: (who: string, when: string) => `Left by ${who}, ${when}.`,
  noReport: 'Nobody wrote down more than that a paper came.',
  takeIn: 'Open a sealed matter with it',
  joinTo: 'Or put it with this matter',
  join: 'Put it there',
  noCell: 'Every sealed place is in use. End or lift a matter first.',
  matters: 'Matters that are open to you',
  noMatters: 'No matter is open to you.',
  look: 'Look at it',
  next: 'Next',
  due: (day: string) => `by ${day}`,
  nobodyOwes: 'Nothing is owed.',
  free: (free: number, all: number) => `${free} of ${all} sealed places are free.`,
  people: 'Who may open it',
  setUp: {
    title: 'Set up sealed matters',
    says: 'Do this once, before anything comes. From then on, staff can leave what came here, and only the people below can read it.',
    who: 'These people will be able to read it:',
    noKeys: 'has not signed in yet, and can be added later',
    paper: 'You get a key on paper next. Print it at once. It is kept nowhere else.',
    go: 'Set it up, and show the key',
    done: 'This is set up already.',
    notYours: 'This is for the Director, the president of the Board, and the lawyer.',
    link: 'Set this up now',
    notYet: 'This is not set up yet.',
  },
  paperKey: {
    title: 'The key on paper',
    says: 'Print this page now, put it in an envelope, and give it to the City to keep in its safe. It opens sealed matters when nobody who is cleared can.',
    once: 'You see it only this once. Without it, and without the people who are cleared, nobody can ever read what is sealed: not the library, not the City, not we.',
    groups: 'The key',
    mark: (mark: string) => `Sheet ${mark}`,
    printed: 'It is printed: go on',
  },
  recover: {
    title: 'Open with the key on paper',
    says: 'For when nobody who is cleared can sign in. Type the key from the sheet. From then on your own passphrase opens what it opens, and that stands in the record of each matter.',
    key: 'The key, group by group',
    keyHint: 'Small or capital letters, with or without blanks. Let nobody see your screen.',
    mistyped: (groups: readonly number[]) =>
      groups.length === 0
        ? 'This is not a whole key: compare every group with the sheet.'
        : `Compare with the sheet: group ${groups.join(' and ')}.`,
    go: 'Open it',
    wrong: 'This key opens nothing here. Is it the sheet for sealed matters?',
    noKeys: 'Sign out and in once more first: you have no keys of your own yet.',
  },
  matter: {
    title: (reference: string) => `Sealed matter ${reference}`,
    boundTitle: 'You are bound',
    bound:
      'The order in this matter binds you as well. You may speak of it with the Director, the lawyer, and the others who are cleared for it. Tell nobody else: not staff, not the Board, not at home. It does not end when your work for the library ends.',
    boundGo: 'I have read this, and I am bound',
    toCase: 'Open its case',
    who: 'Who may open it',
    you: '(you)',
    isBound: (day: string) => `Bound since ${day}.`,
    notBound: 'Has not opened it yet.',
    otherKeys: 'Their keys are new: clear them again.',
    since: (day: string, by: string) => `Cleared ${day} by ${by}.`,
    keyMark: (mark: string) => `Key ${mark}`,
    clear: 'Clear someone',
    clearSays:
      'Only those whom the order lets know: the lawyer, and those who are needed to comply. Tell them first that they are bound.',
    person: 'Who',
    clearGo: 'Clear them',
    revoke: 'Clear no more',
    revokeOf: (name: string) => `Clear ${name} no more`,
    revokeSays:
      'Whoever is cleared no more opens nothing that is written from then on. What they have read, they know. Old backups still open to them until they are deleted.',
    refused: {
      'not-yours': 'This is for those who answer for the matter.',
      full: 'Seven people are cleared already.',
      last: 'Somebody who answers for the matter has to stay.',
      'no-keys': 'They have to sign in once before they can be cleared.',
    },
    facts: 'What came',
    proof: 'Proof of all that was done',
    proofSays:
      'A file that shows what was done here, and that nothing was changed since. Whoever has it and an export of the register can check it. Keep the file and its passphrase apart.',
    proofPassphrase: 'Write down its passphrase first:',
    proofWaits: 'The register signs within a minute. Try again then.',
    proofGo: 'Get the file',
    lift: 'When it may be told again',
    liftSays: `Once the order has ended, and that is noted in the matter, it can become an open case. The ${customer} can be told then, if the lawyer chose so. First get the proof: after this the sealed place is empty.`,
    liftNotYet: 'That the order ended is not noted in the matter yet.',
    liftGo: 'Make it an open case',
  },
  sidePeople: {
    title: 'Who opens what comes',
    says: 'These people read whatever is left here from now on, and all matters that are open to you.',
  },
  outside: {
    heading: 'If anyone asks',
    says: 'Whoever asks if they were the subject of such an order gets this answer, always, whatever is true:',
    words: '“We cannot say whether we have or have not received any request. Everyone gets this answer.”',
  },
  /** On a page of a case. */
  isSealed: 'This matter is sealed. Nobody may be told of it but those who are cleared.',
  toSealed: 'Sealed matters',
  /** On the page of one's own account. */
  onAccount:
    'Some papers say that nobody may be told of them. What comes with one is kept sealed. If you were told that you are cleared, open it here.',
})
