/** The recovery sheet itself: a page for the safe. */
export const recoverySheet = () => ({
  title: 'Recovery key',
  made: (sheet: string, day: string) => `Sheet ${sheet}, made on ${day}`,
  footer: (sheet: string) => `Carrel, recovery key ${sheet}`,
  reading:
    'Fourteen groups, read from left to right. Small or capital letters make no difference. There is no letter O, I or B in them: 0 is a zero, 1 is never used, 8 is an eight. The last group is a check: a mistyped group is found.',
  parts: (of: { readonly library: string; readonly sheet: string; readonly days: number }) => [
    {
      heading: 'What it opens',
      lines: [
        `Every backup of ${of.library} that is marked ${of.sheet}. With one such backup and this sheet, anybody can bring the library back on another computer, and can read every record in it.`,
      ],
    },
    {
      heading: 'Where it goes',
      lines: [
        "Into a safe, in a closed envelope. Keep it away from the library's computer and its backups.",
        'Do not photograph, scan or copy it. The computer does not have it: it was shown this once.',
      ],
    },
    {
      heading: 'If it is lost',
      lines: [
        `While the library runs, make another sheet: on the page Recovery sheet, or with carrel recovery new. Backups from then on open with the new one; those made before open with this one alone, and are deleted after ${of.days} days.`,
        'If this sheet and the computer are both lost, no backup opens again, for anybody. Nobody keeps a second copy of this key.',
      ],
    },
    {
      heading: 'If somebody saw it who should not have',
      lines: ['Make another sheet at once, and destroy the backups that are marked as this one is.'],
    },
    {
      heading: 'The day the computer is gone',
      lines: [
        'On another computer, install Carrel and take the newest backup. Run: carrel restore FILE. It asks for these groups, one after the other, and says which one is mistyped. It is a file of the open format age: the program age opens it too.',
      ],
    },
  ],
  pin: 'The register when this sheet was made. With it, anyone can show later if what came before was changed:',
  placed: 'Put into the safe by',
  on: 'on',
})
