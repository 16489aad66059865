import type { OwnWords } from '../own-words.ts'

/** The privacy notice, for anyone, in plain words. */
export const privacy = ({ library, aCustomer, reserve }: OwnWords) => ({
  title: 'Privacy',
  intro: (policy: string) =>
    `This is what ${library} keeps about ${aCustomer}, for how long, and who may see it. It follows the library’s policy, ${policy}.`,
  kept: 'What is kept',
  keptList: [
    'Your name, birth date, address, phone numbers, e-mail addresses and card numbers.',
    `What you have out now, what is overdue, lost, damaged or owed, and what is on ${reserve} for you.`,
    'What you chose: your language, and ways in which you do not want to hear from us.',
    'What you say is wrong in your record, until staff have looked at it, and for three months what came of it.',
    'Not your PIN: only a mark by which the right one is known.',
    'Each time that something of your record is shown, or may be told: the day, who by their role, and what.',
  ],
  howLong: 'For how long',
  longList: (years: number | undefined) => [
    'That you had an item: until it is back and nothing is owed for it. Two weeks later nobody can find out, not even from backups.',
    'Unless you ask us on your own page to keep a list for you. You can erase it there at any time.',
    ...(years === undefined ? [] : [`Who was shown your record: ${years} years.`]),
  ],
  who: 'Who may see it',
  whoList: (age: number | undefined) => [
    'You: at the counter, and on your own page with your card and PIN.',
    'Clerks and the Director, at the library’s own computers, for their work. Volunteers see no record.',
    `A parent or guardian who signed for a child${age === undefined ? '' : ` under ${age}`}: only what the child has overdue, lost, damaged, or owes.`,
    'A husband, a wife, a friend: nobody else.',
    'Police and other offices: nothing without a court’s order, and then the Director and the City’s lawyer look at it first.',
  ],
  never: 'We never ask why you want something.',
  seen: 'On your own page you can see who was shown your record.',
  toPage: 'To my page',
})
