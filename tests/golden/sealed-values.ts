import type { CaseDocument, ImportedValueTokens, StoredEvent } from './current.ts'
import { story } from './events.ts'
import {
  card,
  caseId,
  choices,
  clerk,
  correction,
  documentRow,
  eventRow,
  former,
  guardian,
  guardianLink,
  noted,
  ofAge,
  paperRow,
  patron,
  una,
} from './people.ts'

type Column = {
  /** The row that a value is bound to. */
  readonly row: string
  readonly value: unknown
  /** How many bytes its sealed form has. */
  readonly bytes: number
}

const [received] = story
const kept: StoredEvent = { case: caseId, nth: 1, event: received as StoredEvent['event'] }
const draft: CaseDocument = {
  draft: {
    ...{ decision: 'refusal', text: 'It is refused.', language: 'en', salt: 'ab'.repeat(16) },
    grounds: { kind: 'process', findings: [], papers: [] },
  },
}
const corrected: ImportedValueTokens = { born: 'a-token-of-what-was-said' }

/** What is sealed in each column, and for which row. */
export const columnValues: Readonly<Record<string, Column>> = {
  'patron.name': { row: una, value: patron.name, bytes: 157 },
  'patron.born': { row: una, value: patron.born, bytes: 93 },
  'patron.contact': { row: una, value: patron.contact, bytes: 285 },
  'patron.standing': { row: una, value: patron.standing, bytes: 285 },
  'patron.choices': { row: una, value: choices, bytes: 285 },
  'patron.of_age': { row: una, value: ofAge, bytes: 93 },
  'patron.wrong_numbers': { row: una, value: patron.contact.phones, bytes: 157 },
  'patron.correction': { row: una, value: correction, bytes: 1053 },
  'patron.corrected': { row: una, value: corrected, bytes: 541 },
  'patron.former_emails': { row: una, value: former, bytes: 285 },
  'card.barcode': { row: card, value: '23117000000019', bytes: 93 },
  'guardian.name': { row: guardian, value: patron.name, bytes: 157 },
  'guardian.contact': { row: guardian, value: patron.contact, bytes: 285 },
  'guarantor.noted': { row: guardianLink, value: noted, bytes: 157 },
  'account.second_factor': { row: clerk, value: 'JBSWY3DPEHPK3PXP', bytes: 93 },
  'case_event.event': { row: eventRow, value: kept, bytes: 1053 },
  'case_paper.piece': {
    row: paperRow,
    value: Buffer.from('%PDF-1.7 invented').toString('base64'),
    bytes: 45_085,
  },
  'case_document.document': { row: documentRow, value: draft, bytes: 4125 },
  'public_report.contact': {
    row: '00000000-0000-4000-8000-0000000000e1',
    value: { name: 'Pia Rask', phone: '308-555-0100' },
    bytes: 541,
  },
  'pin.hash': {
    row: una,
    value: `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'B'.repeat(43)}`,
    bytes: 157,
  },
  'pin.second_factor': { row: una, value: 'JBSWY3DPEHPK3PXQ', bytes: 93 },
  'patron.reach': {
    row: una,
    value: { only: ['308-555-0100'], mailTo: ['PO Box 9', 'Kearney NE 68847'] },
    bytes: 541,
  },
  'follow_up.task': {
    row: '00000000-0000-4000-8000-0000000000e2',
    value: {
      ...{ reference: 'AAAAAAAAAAAAAAAAAAAAAA', askedOn: '2026-11-24', dueOn: '2026-12-01' },
      ...{ by: clerk, isPromised: true, isShielded: false, patronId: una },
    },
    bytes: 541,
  },
  'follow_up.reach': {
    row: '00000000-0000-4000-8000-0000000000e2',
    value: 'Pia Rask, 308-555-0100',
    bytes: 541,
  },
}
