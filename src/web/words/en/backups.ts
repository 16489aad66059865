/** Whether there is a good backup, and what opens it. */
export const backups = () => ({
  title: 'Backups',
  concern: {
    'no-key': 'There are no backups yet: they need the recovery sheet, on paper.',
    failed: 'The last backup failed.',
    gone: 'There may be no backup.',
    old: 'No backup was made for two nights. Is the computer on?',
  },
  last: (day: string) => `The last good one was made on ${day}.`,
  lastIsAway: (day: string) => `The last good one was made on ${day}. It is no longer where it was put.`,
  lastNever: 'There is no good one.',
  askWhoLooks: 'Show this to whoever looks after the computer:',
  lastGood: 'The last good one',
  made: (day: string) => `It was made on ${day}.`,
  holds: (lines: string, megabytes: string) => `It holds ${lines} entries and takes ${megabytes} MB.`,
  opensWith: (sheet: string) => `It opens with sheet ${sheet}.`,
  liesIn: 'Where it is',
  opens: 'What opens them',
  opensNothing: 'Nothing yet.',
  opensSheet: (sheet: string, day: string) =>
    `The recovery sheet ${sheet}, made on ${day}, and nothing else.`,
  sheet: 'Recovery sheet',
  kept: 'How they are kept',
  keptFor: (days: number) =>
    `One is made every night. After ${days} days it is deleted. So what was erased in the meantime is gone from all of them.`,
  copied: 'Whoever looks after the computer copies them to another place.',
})
