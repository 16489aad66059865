import type { MarkedRow, MarkedTable } from './current.ts'
import { card, caseId, clerk, director, guardian, guardianLink, una } from './people.ts'

const at = new Date('2026-11-24T15:04:05.678Z')
const bytes = Buffer.alloc(32, 0x21)

/** A row of each table whose rows carry a mark. */
export const markedRows: { readonly [Table in MarkedTable]: MarkedRow<Table> } = {
  account: {
    ...{
      sign_in: 'desk',
      name: 'A. Clerk',
      role: 'desk',
      president: false,
      passphrase: '$argon2id$invented',
    },
    ...{ given: true, given_by: director, given_at: at },
  },
  session: {
    ...{
      token_hash: bytes,
      account_id: clerk,
      signed_in_at: at,
      open: true,
      second_step: false,
      again: null,
    },
    ...{ proved_at: at, place: 'front-desk', hands_to: null },
  },
  own_session: { token_hash: bytes, patron_id: una, card_id: card, signed_in_at: at, open: true },
  workstation: {
    ...{ token_hash: bytes, name: 'Desk 1', place: 'front-desk', enrolled_by: director },
    enrolled_on: '2026-11-24',
  },
  shift: { computer: caseId, account_id: clerk, began_at: at, failures: 2 },
  staff_pin: { account_id: clerk, hash: '$argon2id$invented', digits: 4 },
  account_confirmed: {
    ...{ account_id: clerk, role: 'desk', president: false, given_by: director, confirmed_by: director },
    confirmed_on: '2026-11-24',
  },
  fact_confirmed: {
    ...{
      id: caseId,
      fact: 'hours',
      hash: 'ab'.repeat(32),
      confirmed_by: 'City Clerk',
      confirmed_on: '2026-11-24',
    },
    ...{ noted_by: director, noted_at: at, withdrawn_by: null, withdrawn_at: null },
  },
  pack_confirmed: {
    ...{ id: caseId, hash: 'ab'.repeat(32), after: 1, side: 'board', account_id: clerk, confirmed_at: at },
  },
  pack_withdrawn: { id: guardianLink, confirmation: caseId, withdrawn_by: clerk, withdrawn_at: at },
  pack_checked: { hash: 'ab'.repeat(32), program: 'cd'.repeat(32), faults: 'A rule fails.' },
  acting_director: {
    ...{ account_id: clerk, first_day: '2026-11-24', last_day: '2026-11-30', named_by: director },
  },
  account_key: {
    ...{
      account_id: clerk,
      generation: 1,
      sealing_public: bytes,
      signing_public: bytes,
      made_on: '2026-11-24',
    },
    ...{ salt: bytes, wrapped: bytes },
  },
  patron: { id: una, source_key: bytes },
  card: { id: card, patron_id: una, barcode_index: bytes, state: 'active', kept: false },
  guarantor: {
    ...{ id: guardianLink, guarantee_id: una, guarantor_id: null, guardian_id: guardian, liable: true },
    ...{ ended: false, kept: true },
  },
  case_contact: {
    ...{ whom: 'counsel', name: 'L. Brief', mail: 'brief@law.example.org', phones: '308-555-0104' },
    ...{ account_id: director, set_by: clerk, set_at: at, confirmed_by: director, confirmed_at: at },
  },
  former_contact: {
    ...{ whom: 'counsel', name: 'L. Brief', mail: '', phones: '308-555-0104', account_id: null },
    ...{ changed_by: director, changed_as: 'director', changed_at: at, wrong_at: null },
  },
  letterhead: {
    ...{ address: ['1 Main Street', 'Minden, Nebraska'], phone: '308-555-0100' },
    ...{ counsel_phone: '', hours: [] },
  },
}
