import type {
  AnonymizedLinks,
  Correction,
  CountedReturn,
  EarlyMajority,
  FormerEmails,
  GuardianNote,
  HistoryLine,
  Links,
  MonthCount,
  NewPatron,
  Notice,
  PatronChoices,
  PatronValues,
  RecordValues,
} from './current.ts'

/*
 * What the vectors say in the clear. Everyone in here is invented. The types are the program's own, so a field that is
 * renamed shows here first; the vectors keep the old name, and a test then fails.
 */
const id = (nth: number): string => `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`

export const una = id(1)
export const clerk = id(11)
export const director = id(12)
export const counsel = id(13)
export const card = id(21)
export const guardian = id(31)
export const guardianLink = id(32)
export const item = id(41)
export const title = id(42)
export const caseId = id(51)
export const eventRow = id(52)
export const paperRow = id(53)
export const documentRow = id(54)
export const copyId = id(55)
export const historyRow = id(61)

export const cardNumber = '2 3117-00000 0019'

export const patron: Required<PatronValues> = {
  name: { surname: 'Vexillum', firstName: 'Una', otherNames: 'Wren' },
  born: '2009-03-14',
  contact: {
    addresses: [['12 Placeholder Lane', 'Minden, NE 68959']],
    phones: ['308-555-0142'],
    emails: ['Una.Vexillum@example.org'],
  },
  standing: {
    category: 'resident',
    enrolledOn: '2024-05-06',
    expiresOn: '2027-05-06',
    renewed: { on: '2026-05-06', was: '2026-05-06', kind: 'resident' },
  },
}

export const said: RecordValues = { name: patron.name, born: patron.born, ...patron.contact }

export const choices: PatronChoices = { language: 'es', refuses: ['text', 'phone'], alias: 'Bluebird' }
export const ofAge: EarlyMajority = { by: 'emancipation', on: '2026-02-03' }
export const correction: Correction = {
  asked: { name: { surname: 'Vexillum', firstName: 'Una' }, phones: [] },
  came: { born: { as: 'right', on: '2026-11-02' }, emails: { as: 'left', on: '2026-11-03' } },
}
export const former: FormerEmails = { '4711': 'una@former.example.org' }
export const noted: GuardianNote = { checked: ['photo-id', 'court-letters'], by: clerk, on: '2026-11-24' }

export const links: { readonly [T in keyof Links]: Required<Links[T]> } = {
  loan: {
    ...{ patron: una, item, dueOn: '2026-12-08', state: 'out', band: '13-18', renewed: 2, source: '90210' },
  },
  hold: { patron: una, title, state: 'waiting', turn: 3, kept: item, source: '90211' },
  charge: { patron: una, item, kind: 'overdue', amountCents: 175, source: '90212' },
}

export const returned: Omit<CountedReturn, 'hint'> = { item, band: '13-18', on: '2026-11-24' }
export const cut: AnonymizedLinks = { cut: 'hold', links: 4, on: '2026-11-24' }
export const month: Required<MonthCount> = {
  ...{
    returns: 61,
    untold: 7,
    items: { [item]: 3 },
    bands: { '13-18 J-FIC': 21 },
    cut: { hold: 4, charge: 2 },
  },
}
export const notice: Notice = { patron: una, kind: 'overdue', step: 2 }
export const kept: HistoryLine = { item, on: '2026-11-24' }

export const newcomer: NewPatron = {
  ...{ made: 'f0rm', kind: 'resident', card: '23117000000027', name: patron.name, born: patron.born },
  contact: patron.contact,
}
