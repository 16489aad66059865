import { yearsAfter } from '../policy/calendar.ts'

/** Who stands at a counter or is on its phone, as asks that any pack can decide: of each, a card says what it says. */
export const counterAsks = (today: string) => ({
  patron: {
    recipient: { kind: 'patron', relation: 'self', verified: ['card'] },
    records: ['loans', 'overdue.titles', 'holds.titles', 'charges'],
    place: 'front-desk',
  },
  stranger: {
    recipient: { kind: 'patron', relation: 'self' },
    records: ['loans'],
    place: 'front-desk',
  },
  guardian: {
    recipient: { kind: 'guardian', relation: 'parent', liable: true, verified: ['guardian-on-file'] },
    subject: { born: yearsAfter(today, -10), liabilities: ['overdue', 'charges'] },
    records: ['overdue', 'overdue.titles', 'charges'],
    place: 'front-desk',
  },
  'no-paper': { recipient: { kind: 'justice-agency' }, records: ['existence', 'loans'], place: 'front-desk' },
  paper: {
    recipient: { kind: 'justice-agency' },
    records: ['loans'],
    instrument: { kind: 'unread' },
    place: 'front-desk',
  },
  'search-warrant': {
    recipient: { kind: 'justice-agency' },
    records: ['loans'],
    instrument: { kind: 'search-warrant' },
    place: 'front-desk',
  },
  spouse: {
    recipient: { kind: 'private-party', relation: 'spouse' },
    records: ['presence', 'existence'],
    place: 'front-desk',
  },
  reporter: {
    recipient: { kind: 'public' },
    records: ['loans'],
    instrument: { kind: 'public-records-request' },
    place: 'front-desk',
  },
  phone: {
    recipient: { kind: 'patron', relation: 'self', verified: ['card'] },
    records: ['loans'],
    channel: 'phone-in',
    'speaking-with': 'patron',
    place: 'front-desk',
  },
  call: {
    recipient: { kind: 'patron', relation: 'self' },
    records: ['overdue', 'holds'],
    channel: 'phone-out',
    'speaking-with': 'patron',
    place: 'front-desk',
  },
})

export type CounterAsk = keyof ReturnType<typeof counterAsks>
