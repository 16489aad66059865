import type { OwnWords } from '../own-words.ts'

/** Reports that name nobody: for the Board and the Director. */
export const reports = ({ aCustomer, customer, customers, reserves }: OwnWords) => ({
  circulation: {
    intro: 'What the library lent and got back, counted by month, age and collection. It names nobody.',
    ofYear: (year: string) => `What came back in ${year}`,
    ofMonth: (month: string, year: string) => `What came back in ${month} ${year}`,
    years: 'Other years',
    none: (year: string) =>
      `Nothing is counted for ${year} yet. A month is counted on the night after it is over.`,
    counts: `When an item comes back, the tie between ${aCustomer} and the item is cut. What is left is a count.`,
    months: 'Month by month',
    month: 'Month',
    all: 'All',
    notApart: 'No age told',
    byAge: 'By age',
    byCollection: 'By collection',
    collection: 'Collection',
    noCollection: 'No collection',
    to: (years: string) => `${years} and younger`,
    between: (from: string, to: string) => `${from} to ${to}`,
    from: (years: string) => `${years} and older`,
    unknown: 'Birth date not on file',
    together: 'Ages together',
    collectionsTogether: 'Collections together',
    leftOut: 'left out',
    inAll: (count: string) => `${count} in all`,
    inAllNotAll: 'Some months are left out',
    noneTold: 'Every month is left out',
    why: 'Why a number is missing',
    whyMark: '– means that a number is left out. It is not zero.',
    whySmall: (least: string) =>
      `A number of an age or of a collection is left out where it is from 1 to ${Number(least) - 1}. In a small town, few is as good as a name.`,
    whyOthers:
      'One number that is missing could be found by taking the others from the sum. So more numbers are left out beside it, large ones too. Then nobody can work it out, not from this page and not from two reports side by side.',
    whyTogether: (people: string) =>
      `An age that fewer than ${people} people of a third of the month had is counted with another one, under “Ages together”. So the number of an age is of those days alone in which enough people had it.`,
    whyCell: (people: string) =>
      `Of each age, a collection needs ${people} people at least, and no one with more than half of it. Those with less are counted as one, under “Collections together”. The number of a collection leaves them out.`,
    whyNotApart: (people: string) =>
      `Where fewer than ${people} people brought something back in a third of the month, or one ${customer} brought more than half of it, no age and no collection is counted. It stands under “No age told”.`,
    whyWithheld: 'Of this month no age and no collection can be told. Too little came back.',
    csv: 'Save as a table',
    csvSays: '(CSV, for a spreadsheet)',
    back: 'Back to the year',
    print: 'To print it, use the print command of your browser.',
  },
  disposal: {
    title: (year: string) => `What was cut in ${year}`,
    intro: `How many ties between ${customers} and items were cut in each month. It names nobody. The State asks for a report of what a public office disposes of.`,
    years: 'Other years',
    none: (year: string) =>
      `Nothing is counted for ${year} yet. A month is counted on the night after it is over.`,
    month: 'Month',
    kind: { loan: 'Loans', hold: `Ended ${reserves}`, charge: 'Settled charges' },
    few: (least: string) => `fewer than ${least}`,
    whyFew: (least: string) =>
      `Where fewer than ${least} were cut, but some, no number is told. So there is no sum either.`,
    paper: 'Report',
    paperOf: (month: string, year: string) => `Report of ${month} ${year} to sign (PDF)`,
    pdf: 'To sign',
    under: 'Schedule',
    noSchedule:
      'The rules of this library name no schedule under which records may be disposed of. Until they do, there is no report to sign.',
    report: {
      fileName: (month: string) => `disposal-${month}`,
      title: 'Report of records disposed of',
      of: (month: string, year: string) => `${month} ${year}`,
      intro: (month: string, year: string) =>
        `In ${month} ${year} these ties between a ${customer} and an item of the library were cut: their records were deleted. What is left is how many they were.`,
      head: ['Record series', 'What was cut', 'How many'],
      facts: { month: 'Month', schedule: 'Schedule', under: 'Under', policy: 'Policy' },
      after: (days: number) =>
        `Each was sealed under the key of a night, which is destroyed ${days} nights later. Carrel deletes a backup once it is ${days} days old, on a day on which it runs and has a newer one. It cannot reach a copy that was taken elsewhere.`,
      signs: ['For the library', 'Date'],
    },
  },
})
