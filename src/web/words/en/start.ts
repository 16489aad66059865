import type { OwnWords } from '../own-words.ts'

/** The start page: what one can do here. */
export const start = ({ aCustomer, reserves }: OwnWords) => ({
  title: 'Start',
  hello: (name: string) => `Good day, ${name}`,
  officer: 'An officer is here',
  here: 'What you can do here',
  ways: {
    ask: {
      name: `Someone asks about ${aCustomer}`,
      says: 'What to say, what to do, and what may be told',
    },
    report: {
      name: 'Somebody brought a paper',
      says: 'Or asks for records. Report it here, wherever you are',
    },
    lend: { name: 'Lend', says: 'Scan the card, then each item' },
    renew: { name: 'Renew', says: 'Scan an item, or type its barcode' },
    return: { name: 'Take back', says: 'Scan each item that came back' },
    shelf: { name: `Shelf for ${reserves}`, says: 'What to take from the shelves, and what to keep' },
    pickUp: { name: 'Pick up', says: 'Which slip to look for' },
    counter: { name: 'Counter', says: 'Find a record by card or by name' },
    catalogue: { name: 'Items and titles', says: 'Add an item, correct a title, take an item out' },
    letters: { name: 'Letters to print', says: 'A page each, for window envelopes' },
    notices: { name: 'Notices', says: 'What goes out by itself, and what it says' },
    calls: { name: 'Calls', says: 'Call from this room, with the words to say' },
    search: { name: 'Search warrant', says: 'Officers are here with one: what to say, do, and write down' },
    conduct: { name: 'What somebody did here', says: 'Write it down from memory, for the Director' },
    privacyProblem: {
      name: 'A privacy problem',
      says: 'The Director looks at it and decides in writing',
    },
    requests: { name: 'Requests in numbers', says: 'How many came in a year, and what came of them' },
    drill: { name: 'Drills', says: 'Play a visit, and see how it went' },
    policy: { name: 'Policy', says: 'What our policy says, and how we read it' },
    training: { name: 'Training', says: 'Ten situations from the counter, once a year' },
    reports: { name: 'What came back', says: 'How much, by month, age and collection, with no names' },
    disposal: { name: 'What was cut', says: 'How many ties each month, for the State' },
    people: { name: 'People', says: 'Who signs in here, and as what' },
    computers: { name: 'Computers', says: 'Which computers stand where in the library' },
    backups: { name: 'Backups', says: 'Whether there is a good one, and what opens it' },
    imports: { name: 'Imports', says: 'What came in from the other system, and what does not fit' },
    register: { name: 'Register', says: 'What was looked at, answered, and changed' },
    pins: { name: 'Where the pins go', says: 'Who keeps watch on the register from outside' },
    contacts: { name: 'Whom to call', says: 'Who is told when somebody brings a paper' },
    acting: { name: 'Acting Director', says: 'Who stands in, and when' },
  },
})
