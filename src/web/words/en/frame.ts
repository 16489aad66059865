import type { OwnWords } from '../own-words.ts'

/** What stands around every page, and on every form. */
export const frame = ({ library }: OwnWords) => ({
  skip: 'Skip to the page',
  home: `${library}, start page`,
  pages: 'Pages',
  ask: 'Someone asks',
  counter: 'Counter',
  policy: 'Policy',
  people: 'People',
  computers: 'Computers',
  myAccount: (name: string) => `My account: ${name}`,
  acting: (role: string) => `acting ${role}`,
  signOut: 'Sign out',
  language: 'Language',
  notALibraryComputer: 'Not a library computer',
  fixFirst: 'Please fix this first',
  /** Of a page that came back with something to fix. */
  fixTitle: (title: string) => `Please fix: ${title}`,
  toStart: 'Go to the start page',
  back: 'Back',
  done: 'Done',
  closes: (minutes: number) => `This page closes itself after ${minutes} minutes.`,
  closesWithSession: (minutes: number) =>
    `If you leave this page alone, it closes itself after ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
  reviewOverdue: 'The Board has not reviewed this policy for more than three years.',
})
