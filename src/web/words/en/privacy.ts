import type { OwnWords } from '../own-words.ts'

/** What a privacy notice must say differently, library by library, to be true. */
export type PrivacySettings = {
  /** Carrel lends here; otherwise another system does, and Carrel copies from it. */
  readonly lendsHere: boolean
  /** For how many years an entry of the log is kept; undefined where none is ever destroyed. */
  readonly logYears: number | undefined
  readonly ageOfMajority: number | undefined
  /** Notices go out by e-mail or text. */
  readonly sendsMessages: boolean
}

/** The privacy notice, for anyone, in plain words. */
export const privacy = ({ library, aCustomer, reserve }: OwnWords) => ({
  title: 'Privacy',
  intro: (policy: string) =>
    `This is what ${library} keeps about ${aCustomer}, for how long, and who may see it. It follows the library’s policy, ${policy}.`,
  kept: 'What is kept',
  keptList: [
    'Your name, birth date, address, phone numbers, e-mail addresses and card numbers.',
    `What you have out now, what is overdue, lost, damaged or owed, and what is on ${reserve} for you.`,
    'Your choices: your language, and the ways in which you do not want to hear from us.',
    'What you tell us is wrong in your record, until staff have checked it, and for three months what they did about it.',
    'For a child: who the parents or guardians are, as the library has them on file.',
    'Which notices and calls to you are due or went out lately.',
    'Not your PIN itself: only a code that tells whether a PIN is right.',
    'A log of each time this system shows something of your record, or says that it may be told: when and where, by which person on staff, and what it was. Your own page shows you the day, the person’s role, and what it was.',
  ],
  howLong: 'For how long',
  longList: ({ lendsHere, logYears }: PrivacySettings) => [
    lendsHere
      ? 'That you had an item: until it is back and nothing is owed for it. About two weeks later the link between you and the item is gone, from our backups too, and we cannot bring it back.'
      : 'That you had an item: the library lends with another system, and this one has a copy. Our copy is gone about two weeks after the loan is over, from our backups too. The other system may keep it longer. Ask the library for how long.',
    'It can be longer in two cases. You can ask on your own page that we keep a list for you, and erase it there at any time. A legal request can make us keep a copy until it is settled.',
    logYears === undefined
      ? 'The log of who was shown your record: no end is set.'
      : `The log of who was shown your record: ${logYears} years.`,
  ],
  who: 'Who may see it',
  whoList: ({ ageOfMajority, sendsMessages }: PrivacySettings) => [
    'You: at the counter, and on your own page with your card and PIN.',
    'Clerks and the Director, at the library’s own computers, for their work. A volunteer sees only whether a card is on file.',
    `A parent or guardian whom the library has on file as responsible for a child${ageOfMajority === undefined ? '' : ` under ${ageOfMajority}`}: only what the child has overdue, lost, damaged, or owes.`,
    'Your husband, wife, relatives or friends: nothing because they ask. But people who answer your phone or open your mail may learn that something is overdue, owed or on reserve. They never learn a title that way.',
    'Police and other offices: nothing just because they ask. The library asks for a court’s order. The Director and the library’s lawyer read a legal paper before the library hands anything over.',
    'The law can still compel us. Some subpoenas bind the library without a judge. Then the library hands over only what the paper names. Officers with a search warrant may take records, or a whole computer, at once.',
    ...(sendsMessages
      ? [
          'The companies that carry our e-mail and text messages: your address or number, and a message that never has a title in it.',
        ]
      : []),
  ],
  never: 'We never ask why you want something.',
  seen: ({ lendsHere }: PrivacySettings): string =>
    lendsHere
      ? 'On your own page you can see who was shown your record here.'
      : 'On your own page you can see who was shown your record here. Who looked at it in the library’s other system is not on that page.',
  /** Also on the page of who was shown a record: the same whether or not there is such a paper. */
  someNever: 'By law, some legal papers may never be shown there.',
  toPage: 'To my page',
})
