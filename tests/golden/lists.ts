/*
 * Names that are bytes: they are hashed, sealed or recorded, so a library that exists has them. Renaming one in the code
 * means that what it made no longer opens, or is no longer found. Add to these lists; change nothing in them.
 */

/** What the keys of tokens are derived by. */
export const tokenPurposes: readonly string[] = [
  'library',
  'card.barcode',
  'patron.joined',
  'patron.fingerprint',
  'item.fingerprint',
  'koha.borrowers',
  'koha.items',
  'koha.issues',
  'koha.reserves',
  'koha.accountlines',
  'tally.hint',
  'history owner',
  'bad address',
  'corrected',
  'correction opened with',
  'choices opened with',
  'own code',
  'pin source',
  'sign-in try',
  'set-up',
  'known browser',
]

/** Tables whose rows carry a mark; the purpose of its key is `row of ` and the table. */
export const markedTables = [
  'account',
  'session',
  'own_session',
  'workstation',
  'account_confirmed',
  'fact_confirmed',
  'acting_director',
  'account_key',
  'patron',
  'card',
  'guarantor',
] as const

/** Each has a key of its own, in a folder of that name, and is bound to it. */
export const sealedColumnNames: readonly string[] = [
  'patron.name',
  'patron.born',
  'patron.contact',
  'patron.standing',
  'patron.choices',
  'patron.of_age',
  'patron.wrong_numbers',
  'patron.correction',
  'patron.corrected',
  'patron.former_emails',
  'card.barcode',
  'guardian.name',
  'guardian.contact',
  'guarantor.noted',
  'account.second_factor',
  'case_event.event',
  'case_paper.piece',
  'case_document.document',
  'pin.hash',
  'pin.second_factor',
]

/** What is bound into a sealed box beside the row: the tables of links, and what else hangs from a link key. */
export const boxNames: readonly string[] = [
  ...['loan', 'hold', 'charge', 'notice', 'return', 'count', 'history', 'case copy', 'handle'],
]

/** Labels of derived keys, of associated data, of hashes, and first lines of formats, as they stand in the code. */
export const labels: readonly string[] = [
  'carrel/token/1/',
  'carrel/link/1/',
  'carrel/history/1/seal',
  'carrel history 1',
  'carrel/copy/1/seal',
  'carrel field 1\\n',
  'carrel link 1\\n',
  'carrel key 1\\n',
  'carrel/master/1',
  'carrel master 1',
  'carrel/account keys/2',
  'carrel account keys 2\\n',
  'carrel/sealed to a person/1',
  'carrel/side index/1',
  'carrel side index 1\\n',
  'carrel side slot 1\\n',
  'carrel intake 1\\n',
  'carrel intake file 1',
  'carrel cell head 1',
  'carrel cell body 1',
  'carrel cell 1\\n',
  'carrel cell slot 1\\n',
  'carrel/compartment/1\\0',
  'carrel/cell/commitment/1\\0',
  'carrel/cell/month/1/',
  'carrel/register/entry/1',
  'carrel/register/overflow/1',
  'carrel/register/commitment/1\\0',
  'carrel/register/1/about',
  'carrel/reading/1',
  'carrel/pin/1\\0',
  'carrel public export 1',
  'carrel sealed proof',
  'carrel sealed archive',
  'carrel/sealed-proof/1\\n',
  'carrel decision 1',
  'carrel production 1',
  'carrel/backup',
  'carrel-backup ',
  'carrel paper key\\n',
  'carrel last group\\n',
  'c2sp.org/tlog-proof@v1',
]
