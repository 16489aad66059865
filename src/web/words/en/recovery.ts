/** The recovery sheet: to make it, and to show that it is on paper. */
export const recovery = () => ({
  title: 'Recovery sheet',
  none: 'There are no backups before there is a sheet. With the sheet and a backup, the library can be brought back after a fire or a theft.',
  opensWith: (sheet: string, day: string) => `Backups open with sheet ${sheet}, made on ${day}.`,
  makeFirst: '1. Make the sheet',
  makeAnother: '1. Make another sheet',
  onlyWhere: (sheet: string, days: number) =>
    `Only where the sheet is lost, or somebody saw it who should not have. Backups made until now open with sheet ${sheet} alone: keep it for ${days} days more.`,
  make: 'Make the sheet',
  print: '2. Print it',
  printHow:
    'The sheet comes as a PDF, this once. Print it, then delete the file and empty the trash. The key must be on paper alone. Put the paper into a safe, away from this computer.',
  show: '3. Show that it is on paper',
  waits: (sheet: string, day: string) => `Sheet ${sheet}, made on ${day}, waits for this.`,
  lastGroup: 'The last group on the sheet',
  lastGroupHint: 'Number 14: six letters and digits, from the paper',
  use: 'Use this sheet',
  noneWaits: 'No sheet waits for this: make one first',
  otherGroup: 'This is not the last group of the sheet that was made last: look at number 14 on the paper',
  toBackups: 'Backups',
  /** Of the PDF, without what tells one sheet from another. */
  fileName: 'recovery-sheet',
})
