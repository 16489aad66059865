import { capital } from '../capital.ts'
import type { OwnWords } from '../own-words.ts'

/** The papers for the counter: what to say to whom, and what to do when a search warrant comes. */
export const kits = ({ customer, aCustomer, theCustomer }: OwnWords) => ({
  title: 'To print',
  says: 'Put the card at each counter. Keep the page for a search warrant where everyone finds it, with the phone numbers filled in.',
  card: 'Counter card',
  warrant: 'Page for a search warrant',
  asPdf: '(PDF, 1 page)',
  footer: (library: string, policy: string, reviewed: string, printed: string, mark: string) =>
    `${library}. Policy ${policy}, last reviewed ${reviewed}. Printed ${printed}. Rules ${mark}.`,
  counterCard: {
    fileName: 'counter-card',
    title: 'What to say at the counter',
    intro:
      'Say these words, then take these steps in their order. If you are not sure, tell nothing, and ask the Director.',
    who: 'Who asks',
    say: 'Say this',
    next: 'Then',
    asks: {
      patron: `${capital(theCustomer)}, with the card, about their own record`,
      stranger: `${capital(aCustomer)} who shows nothing`,
      guardian: `The parent or guardian on file who signed for a young ${customer}`,
      'no-paper': 'An officer without paper',
      paper: 'An officer with paper of any kind',
      'search-warrant': 'An officer with a search warrant',
      spouse: 'A husband, a wife, or a friend',
      reporter: 'A reporter, or a public-records request',
      phone: `${capital(aCustomer)} who calls, with the card number alone`,
      call: `${capital(aCustomer)} whom we call from the front desk`,
    },
  },
  warrantKit: {
    fileName: 'search-warrant',
    title: 'When officers bring a search warrant',
    say: 'Say this',
    steps: 'Do this, in this order',
    call: 'Call',
    phone: 'Phone:',
    write: 'Write down',
    lines: [
      'Who leads them:',
      'Badge number:',
      'Agency:',
      'Court:',
      'Judge who signed:',
      'Signed on:',
      'They came at:',
      'They left at:',
    ],
    long: ['Place that it names:', 'Things that it names:'],
    taken: 'Each thing that they take, and when',
    thing: 'What',
    time: 'Time',
  },
  director: 'The Director',
  counsel: 'The library’s lawyer',
})
