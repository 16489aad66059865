import type { OwnWords } from '../own-words.ts'

/** Notices that go out by themselves, and letters to print. */
export const notices = ({ customer, customers, reserve }: OwnWords) => ({
  title: 'Notices',
  noneInPack: 'This library has set no days for notices, so none go out.',
  what: `Carrel writes to ${customers} by itself, on the days that the library has set. No notice names a title, and only a letter names an amount.`,
  month: (month: string) => `What went out in ${month}`,
  way: 'How',
  ways: { 'e-mail': 'E-mail', text: 'Text', letter: 'Letter', phone: 'Call' },
  outcomes: { done: 'Done', unknown: 'May not have arrived', failed: 'Failed' },
  failedSays: 'What failed one way goes another way the next night, where there is one.',
  noMail: 'E-mail is not set up, so other ways are used. Whoever looks after the computer can set it up.',
  preview: 'What each notice says',
  previewSays: 'These words come from the policy. The subject of an e-mail is the library’s name alone.',
  kinds: {
    overdue: 'Overdue: e-mail and text',
    hold: `A ${reserve} can be picked up: e-mail and text`,
    card: 'A card runs out: e-mail and text',
    charges: 'Charges: letter',
  },
  letter: `Letters to an invented ${customer} (PDF)`,
  invented: { name: 'Robin Example', address: ['100 Example Street', 'Anytown, NE 68000'] },
  letters: {
    title: 'Letters to print',
    elsewhere: (rooms: string) => `Letters are printed in a private room. Go to ${rooms}.`,
    none: 'No letters wait.',
    ready: (count: number) =>
      count === 1 ? 'One letter waits to be printed.' : `${count} letters wait to be printed.`,
    many: (count: number) => `More than ${count} letters wait to be printed. The first ${count} come first.`,
    printed: (count: number) =>
      count === 1
        ? 'One letter was printed and is not in the mail yet.'
        : `${count} letters were printed and are not in the mail yet.`,
    says: 'Each is one page. Fold it in three, so that the address shows in the window of the envelope. About a child, each parent who signed gets one.',
    first: 'First',
    print: 'Print them',
    again: 'Print the same ones again',
    next: 'Then',
    nextSays: 'Close the envelopes, mail them, and delete the file from this computer.',
    mailed: 'They are in the mail',
    fileName: 'letters',
  },
})
