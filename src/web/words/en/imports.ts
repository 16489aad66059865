import type { OwnWords } from '../own-words.ts'

/** What comes in by itself from another system. */
export const imports = ({ customers, reserves }: OwnWords) => ({
  title: 'Imports',
  intro: 'Each export of the other system that is put into the folder below comes in by itself, once.',
  none: 'No export comes in by itself. Whoever looks after the computer can set that up.',
  folder: 'The folder',
  last: 'The last one',
  never: 'None came in yet.',
  cameIn: (moment: string) => `It came in on ${moment}.`,
  concern: {
    failed: (moment: string) => `An export could not come in. That was on ${moment}.`,
    cutShort: (rows: string, moment: string) =>
      `The export of ${moment} looks cut short: ${rows} entries are gone from it at once. Nothing was ended for that.`,
    old: 'No export came in for two nights.',
    conflicts: (things: string) =>
      `What stands in the other system and here does not fit in some places: ${things}.`,
  },
  cutShortDo:
    'If the export is whole, whoever looks after the computer can say so. If it is not, it must be made again.',
  askWhoLooks: 'Show this to whoever looks after the computer:',
  seeLog: 'The reason stands in the log of the program.',
  conflicts: 'What does not fit',
  conflict: {
    lostCards: (count: string) =>
      `Cards that were reported lost here, and that the other system has as good: ${count}. They stay blocked. Mark them as lost there too.`,
    corrected: (count: string) =>
      `Names, birth dates, addresses, phones and e-mail addresses that were set right here, and that the other system still has wrong: ${count}. What was set right here stays. Set it right there too.`,
    lentHere: (count: string) =>
      `Loans from there of an item that was lent here: ${count}. The loan that was made here stays. Take the item back here, or return it there.`,
    cards: (count: string) =>
      `Card numbers that two ${customers} have: ${count}. The first keeps it. Give the other one a new card there.`,
    goneWithLinks: (count: string) =>
      `People who are gone there, and who still have a loan, a charge or ${reserves} here: ${count}. They stay here. Settle with them, or put them back there.`,
  },
  fits: 'Nothing: what there is fits.',
  whereRows:
    'Which cards and loans they are stands in files beside the library, for whoever looks after the computer:',
  counts: 'What came of each file',
  file: 'File',
  rows: 'Read',
  added: 'New',
  updated: 'Changed',
  unchanged: 'The same',
  skipped: 'Left out',
  rejected: 'Not taken',
  ended: 'Ended',
})
