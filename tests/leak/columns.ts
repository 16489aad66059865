/**
 * Every column of the database, by hand: what in it is confidential, and so has canaries that the matrix looks for;
 * what is the library's own and tells of no person; what is technical, and why it tells nothing.
 */
export type Holds = 'confidential' | { readonly library: string } | { readonly technical: string }

const id = { technical: 'a random id' }
const index = { technical: 'a keyed token' }
const hash = { technical: 'a hash of a random token' }
const mark = { technical: 'a keyed mark of what the row says' }
const night = { technical: 'the night whose key the row is under' }
const order = { technical: 'a place in an order' }
const counted = { technical: 'a count' }
const state = { technical: 'a state of the work, of nobody in particular' }
const when = { technical: 'a day or an instant of the house’s own work' }
const catalogue = { library: 'the public catalogue; who has an item is the link’s secret' }
const tally = { library: 'counts of months that are over, in which nobody can be told apart' }
const sealedLeaf = { technical: 'a sealed entry, of one length' }

const link = {
  ...{ id, night, patron_index: index, other_index: index, source_index: index },
  link: 'confidential',
} as const

export const columns: Readonly<Record<string, Readonly<Record<string, Holds>>>> = {
  pack: {
    hash: { technical: 'a hash of the policy’s files' },
    files: { library: 'the policy, which everybody may read' },
  },
  fact_confirmed: {
    ...{ id, hash: { technical: 'a hash of a fact of the policy' }, mark },
    fact: { library: 'which fact of the policy' },
    confirmed_by: { library: 'who confirmed a fact of the policy, to the Director' },
    ...{ confirmed_on: when, noted_by: id, noted_at: when, withdrawn_by: id, withdrawn_at: when },
  },
  pack_in_force: { nth: order, hash: { technical: 'a hash of the policy’s files' }, since: when },
  library: {
    only_row: { technical: 'keeps the table at one row' },
    name: { library: 'the library’s name' },
    key_check: index,
    made_on: when,
    second_step_for: { library: 'who must pass a second step' },
    links_taken: { library: 'of what another system’s export came in once' },
    lends_elsewhere: { library: 'whether another system checks items out' },
  },
  patron: {
    id: 'confidential',
    source_key: 'confidential',
    fingerprint: index,
    name: 'confidential',
    born: 'confidential',
    contact: 'confidential',
    standing: 'confidential',
    choices: 'confidential',
    of_age: 'confidential',
    wrong_numbers: 'confidential',
    correction: 'confidential',
    correction_on: { technical: 'a day on which somebody asked, or was answered' },
    mark,
    correction_waits: state,
    corrected: { technical: 'names of parts, and keyed tokens, sealed as one' },
    former_emails: 'confidential',
  },
  card: {
    id,
    patron_id: { technical: 'the patron’s id, which has its canaries' },
    barcode: 'confidential',
    barcode_index: index,
    state: { technical: 'stands beside the number, which has its canaries' },
    kept: { technical: 'whether an import leaves it alone' },
    mark,
  },
  turn: { name: { technical: 'what is done by one process at a time' }, key: { technical: 'random' } },
  row_mark: { chance: { technical: 'random' } },
  pin: {
    id: { technical: 'the patron’s id, which has its canaries' },
    hash: 'confidential',
    ...{ failures: counted, locked_until: state, second_factor: 'confidential', second_factor_step: counted },
    history_shut_on: when,
  },
  pin_source: {
    patron_id: { technical: 'the patron’s id, which has its canaries' },
    ...{ source: index, failures: counted, locked_until: state, seen_on: when },
  },
  reading: {
    id,
    account: { technical: 'who on staff opened a record, as the register has it' },
    ...{ at: when, weight: counted, record: index, number: index, stem: index },
  },
  reading_alarm: {
    id,
    account: { technical: 'who on staff opened too many records, as the register has it' },
    ...{ at: when, mailed_at: when, tries: counted },
  },
  own_session: {
    token_hash: 'confidential',
    patron_id: { technical: 'the patron’s id, which has its canaries' },
    card_id: { technical: 'the card’s id, which has its canaries' },
    ...{ signed_in_at: when, seen_at: when, open: state, mark },
  },
  own_code: {
    patron_id: { technical: 'the patron’s id, which has its canaries' },
    ...{ use: state, code: index, until: when, failures: counted },
  },
  case_file: {
    id,
    reference: { technical: 'a random word for a case' },
    kind: { library: 'what kind of request it is, of nobody' },
    instrument: { library: 'what kind of paper it is, of nobody' },
    ...{
      stage: state,
      outcome: state,
      owed: state,
      owed_by: state,
      due_on: when,
      due_as: state,
      opened_on: when,
      closed_on: when,
    },
    about_director: { library: 'whether the Director may decide in it' },
    withheld: { library: 'whether it may stand in a list, of nobody' },
    ...{ drill: state, events: counted, decider_saw: state, counsel_saw: state },
  },
  officer_visit: { id, at: when, place: { library: 'at which of its computers' } },
  case_event: { case_id: id, nth: order, event: 'confidential', id },
  case_paper: { id, case_id: id, paper_id: id, nth: order, piece: 'confidential' },
  letterhead: {
    only_row: state,
    address: { library: 'the library’s own street' },
    phone: { library: 'the library’s own phone number' },
    hours: { library: 'when the library is open' },
  },
  case_contact: {
    ...{ whom: { library: 'the Director or counsel' }, nth: order },
    ...{ name: 'confidential', mail: 'confidential', phones: 'confidential' },
  },
  case_mail: {
    ...{ id, case_id: id, why: state, planned_on: when, nth: order },
    ...{ whom: { library: 'the Director or counsel' } },
    ...{ address: 'confidential', message_id: { technical: 'random' } },
    ...{ state, failure: state, tries: counted, try_at: when },
  },
  case_copy: { id, case_id: id, kind: state, until: when, sealed: 'confidential' },
  denial: {
    id,
    sent_on: { library: 'a day of a letter that anybody may read' },
    decided_by: { library: 'an office' },
    subsection: { library: 'the policy pack itself' },
    review: { library: 'the policy pack itself' },
    contents: { library: 'the policy pack itself' },
    reason: { library: 'the policy pack itself' },
    language: { library: 'a language of the pack' },
    sha256: { library: 'the hash of a letter that anybody may read, with a salt in it' },
  },
  requests_told: {
    year: { library: 'a year' },
    told: { library: 'numbers that were told, in which nobody can be told apart' },
  },
  case_document: {
    ...{ id, case_id: id, document: 'confidential' },
    sha256: { technical: 'of what was signed, which the register has too' },
  },
  history: { id, patron_index: index, version: order, nth: order, kept: 'confidential' },
  guarantor: {
    id,
    guarantor_id: { technical: 'the patron’s id, which has its canaries' },
    guardian_id: { technical: 'the guardian’s id, which has its canaries' },
    guarantee_id: { technical: 'the patron’s id, which has its canaries' },
    liable: { technical: 'decides what a guardian is told, which the matrix holds' },
    noted: 'confidential',
    kept: { technical: 'whether an import leaves it alone' },
    ended: { technical: 'whether it was taken off here, of a row of two random ids' },
    mark,
  },
  guardian: { id: 'confidential', name: 'confidential', contact: 'confidential' },
  guardian_change: { day: when, added: counted, changed: counted, removed: counted },
  title: { id, source_id: catalogue, title: catalogue, author: catalogue, fingerprint: index },
  item: {
    ...{ id, title_id: id, source_id: catalogue, barcode: catalogue, call_number: catalogue },
    ...{ collection: catalogue, item_type: catalogue, price_cents: catalogue, state: catalogue },
    fingerprint: index,
  },
  loan: link,
  hold: link,
  charge: link,
  notice: {
    ...{ id, night, patron_index: index, once_index: index },
    sealed: { technical: 'the patron’s id, which has its canaries, and what for, sealed' },
    ...{ channel: state, state, planned_on: when, try_on: when, tries: counted },
    message_id: { technical: 'random' },
  },
  bad_address: { address_index: index, since: when, occasions: counted },
  sending_fault: { channel: state, since: when, why: { technical: 'numbers that a mail server answered' } },
  call_taken: { patron_index: index, account_id: id, until: when },
  notice_count: { month: when, channel: state, outcome: state, times: counted },
  tally_waiting: { id, night, sealed: { technical: 'a sealed count of one return' } },
  tally_open: { month: when, night, count: { technical: 'a sealed count' } },
  tally_month: { month: tally, returns: tally, untold: tally },
  tally_item: { month: tally, item_id: tally, returns: tally },
  long_work: {
    ...{ kind: state, begun_at: when, seen_at: when, ended: state },
    ...{ done: { technical: 'how far long work is' }, total: { technical: 'how much there is of it' } },
    rows: { technical: 'how many rows an import read' },
  },
  import_nightly: {
    ...{ only_row: state, folder: { library: 'where another system puts its exports' }, since: when },
    ...{ mark: { technical: 'a hash of names, sizes and times of files' }, done_at: when },
    report: { technical: 'counts of what came in, of nobody' },
    ...{ tried: { technical: 'a hash of names, sizes and times of files' }, failed_at: when, failure: state },
    lends_elsewhere: state,
  },
  tally_cut: { month: tally, series: tally, links: tally },
  tally_band: { month: tally, band: tally, collection: tally, returns: tally },
  account: {
    id: { technical: 'a random id, in the pages of those who keep the sign-ins' },
    sign_in: 'confidential',
    name: 'confidential',
    role: { library: 'who does what here' },
    passphrase: 'confidential',
    failures: counted,
    locked_until: state,
    president: { library: 'who does what here' },
    given: state,
    given_by: id,
    given_at: when,
    second_factor: 'confidential',
    second_factor_step: counted,
    codes_failed: counted,
    mark,
  },
  account_change: {
    ...{ id, account_id: id, kind: state, by_account: id, at: when },
  },
  sign_in_try: {
    ...{ key: index, failures: counted, locked_until: state, tried_at: when },
    last: state,
  },
  known_source: {
    account_id: id,
    source: { technical: 'a hash of a random token, or a computer’s random id' },
    ...{ failures: counted, locked_until: state, seen_on: when },
  },
  account_key: {
    account_id: id,
    generation: order,
    sealing_public: { technical: 'a public key' },
    signing_public: { technical: 'a public key' },
    ...{ made_on: when, retired_on: when },
    salt: 'confidential',
    wrapped: 'confidential',
    mark,
  },
  passkey: {
    credential_id: { technical: 'a random id, shown to its owner’s browser' },
    account_id: id,
    public_key: { technical: 'a public key' },
    counter: counted,
    transports: { technical: 'how an authenticator is reached' },
    host: { library: 'the address of the house' },
    name: 'confidential',
    added_on: when,
  },
  session: {
    token_hash: 'confidential',
    account_id: id,
    ...{ signed_in_at: when, seen_at: when, open: state, second_step: state, again: state, proved_at: when },
    challenge: { technical: 'random, for one signature' },
    place: { library: 'where a computer stands' },
    hands_to: { technical: 'the patron’s id, which has its canaries' },
    mark,
  },
  acting_director: {
    id,
    account_id: id,
    ...{ first_day: when, last_day: when },
    named_by: id,
    ended: state,
    mark,
  },
  account_confirmed: { account_id: id, confirmed_by: id, confirmed_on: when, mark },
  set_up: { only_row: state, link_hash: 'confidential', browser_hash: hash, until: when, done_on: when },
  workstation: {
    id,
    token_hash: 'confidential',
    name: 'confidential',
    place: { library: 'where a computer stands' },
    enrolled_by: id,
    enrolled_on: when,
    mark,
  },
  register_pending: { id, leaf: sealedLeaf, overflow: sealedLeaf, about: index },
  register_about: { about: index, entry: id, month: when },
  register_set_aside: { key: id, since: when, reason: state, id, leaf: sealedLeaf, overflow: sealedLeaf },
  register_log: {
    log: order,
    ...{ origin: { technical: 'public' }, key: { technical: 'a public key' } },
    since: when,
    follows: { technical: 'public' },
  },
  register_leaf: { log: order, index: order, id, leaf: sealedLeaf, overflow: sealedLeaf },
  register_tile: { log: order, level: order, index: order, width: order, hashes: { technical: 'public' } },
  register_checkpoint: {
    log: order,
    signed_on: when,
    size: counted,
    note: { technical: 'public' },
    commitments: counted,
  },
  register_day: {
    ...{ log: order, day: when, time_zone: state, size: counted, commitments: counted },
    note: { technical: 'public' },
  },
  register_check: {
    ...{ pin: { technical: 'public' }, pin_size: counted, whole: state, found: state },
    ...{ ended_at: when, size: counted, entry: order },
  },
  pin_address: { place: order, address: 'confidential' },
  pin_mail: {
    place: order,
    day: when,
    message_id: { technical: 'random' },
    address: 'confidential',
    message: { technical: 'the mail itself, which the matrix reads' },
    state,
    failure: state,
  },
  backup_state: {
    only_row: state,
    made_at: when,
    file: 'confidential',
    key: { technical: 'the mark of a sheet, which opens nothing' },
    rows: counted,
    bytes: counted,
    failed_at: when,
    failure: state,
    folders: 'confidential',
  },
  clause_spoken: { month: when, clause: { library: 'the policy itself' }, times: counted },
  clause_counted: { log: order, up_to: counted },
  training_course: {
    ...{ account_id: id, id, begun_on: when, answered: counted },
    role: { library: 'who does what here' },
    pack: { technical: 'a hash of the policy' },
    missed: counted,
  },
  training_done: {
    ...{ id, nth: order, account_id: id, done_on: when, score: counted, questions: counted },
    role: { library: 'who does what here' },
    pack: { technical: 'a hash of the policy' },
    entry: { technical: 'the random name of an entry' },
  },
  night_step: { name: state, done_on: when },
  schema_migration: {
    id: state,
    applied_at: when,
    sha256: { technical: 'a hash of the program’s own text' },
  },
}

/** Every file of the keys folder, by hand, by its path: whether what it holds opens something. */
export const keyFiles: readonly { readonly path: RegExp; readonly opens: boolean; readonly what: string }[] =
  [
    { path: /^library$/, opens: true, what: 'the root of the tokens' },
    { path: /^columns\/[a-z_.]+\/\d+$/, opens: true, what: 'the key of a sealed column' },
    { path: /^columns\/[a-z_.]+\/newest$/, opens: false, what: 'which version is the newest' },
    { path: /^columns\/made$/, opens: false, what: 'which columns have a key' },
    { path: /^links\/\d{4}-\d\d-\d\d$/, opens: true, what: 'the key of a night’s links' },
    { path: /^register\/months\/\d{4}-\d\d$/, opens: true, what: 'the key of a month’s entries' },
    { path: /^register\/forgotten\/\d{4}-\d\d$/, opens: false, what: 'that a month was forgotten' },
    { path: /^register\/signer\.pem$/, opens: true, what: 'what signs the register' },
    { path: /^register\/signers\/.+\.pem$/, opens: true, what: 'what signs a later log' },
    { path: /^register\/last-signed$/, opens: false, what: 'the last checkpoint, which is public' },
    {
      path: /^accounts\/[0-9a-f-]{36}\/[0-9a-f]{32}$/,
      opens: true,
      what: 'the library’s part of what wraps an account’s keys',
    },
    { path: /^history\/[0-9a-f]{32}\/\d+$/, opens: true, what: 'the key of what a patron asked to be kept' },
    { path: /^copies\/[0-9a-f-]{36}$/, opens: true, what: 'the key of a copy in a case' },
    { path: /^cell-files\/[0-9a-f]{32}$/, opens: true, what: 'the outer key of a file of sealed matters' },
    { path: /^cell-files\/made$/, opens: false, what: 'that the files of sealed matters were made' },
    { path: /^commitments\/root$/, opens: true, what: 'what blinds the leaves of commitments' },
    { path: /^commitments\/made$/, opens: false, what: 'that it was made' },
    { path: /^recovery\/(current|pending)$/, opens: false, what: 'the public half of the recovery key' },
    { path: /^database\/[a-z]+$/, opens: true, what: 'a password of the database' },
    { path: /^mode$/, opens: false, what: 'how the keys are guarded' },
  ]

/**
 * How every column of bytes is opened under the keys that are there, by hand; `shut` says why nothing in it does. What is
 * no bytes is read as it stands.
 */
export type Opening = 'field' | 'link' | 'return' | 'month' | 'leaf' | { readonly shut: string }

const token = { shut: 'a keyed token, which is compared' }
const digest = { shut: 'a hash of a random token' }
const rowMark = { shut: 'a keyed mark of what the row says' }
const publicBytes = { shut: 'public' }
const underPassphrase = { shut: 'under a passphrase, and of an account' }
const overflow = { shut: 'opened with its leaf' }

export const openings: Readonly<Record<string, Opening>> = {
  'library.key_check': token,
  ...{ 'case_event.event': 'field', 'case_paper.piece': 'field' },
  'case_event.event': 'field',
  'case_copy.sealed': { shut: 'what a case keeps for a while, under a key of its own that goes with it' },
  'case_document.document': 'field',
  ...{
    'patron.source_key': token,
    'patron.fingerprint': token,
    'patron.name': 'field',
    'patron.born': 'field',
  },
  ...{ 'patron.contact': 'field', 'patron.standing': 'field', 'patron.choices': 'field' },
  ...{ 'patron.correction': 'field', 'patron.corrected': 'field', 'patron.former_emails': 'field' },
  ...{ 'patron.wrong_numbers': 'field', 'patron.of_age': 'field', 'guarantor.noted': 'field' },
  ...{ 'guardian.name': 'field', 'guardian.contact': 'field' },
  ...{
    'pin.hash': 'field',
    'pin.second_factor': 'field',
    'pin_source.source': token,
    'sign_in_try.key': token,
  },
  ...{ 'own_session.token_hash': digest, 'own_session.mark': rowMark, 'own_code.code': token },
  ...{ 'notice.patron_index': token, 'notice.once_index': token },
  'notice.sealed': { shut: 'of a patron, a kind and a step: it has no place for an item' },
  ...{ 'bad_address.address_index': token, 'call_taken.patron_index': token },
  ...{ 'history.patron_index': token, 'register_about.about': token, 'register_pending.about': token },
  'history.kept': { shut: 'what a patron asked to be kept, under a key of theirs alone' },
  ...{
    'card.barcode': 'field',
    'card.barcode_index': token,
    'card.mark': rowMark,
    'patron.mark': rowMark,
    'fact_confirmed.mark': rowMark,
    'reading.record': token,
    'reading.number': token,
    'reading.stem': token,
    'guarantor.mark': rowMark,
  },
  'row_mark.chance': { shut: 'random' },
  ...{ 'title.fingerprint': token, 'item.fingerprint': token },
  ...{
    'loan.patron_index': token,
    'loan.other_index': token,
    'loan.source_index': token,
    'loan.link': 'link',
  },
  ...{
    'hold.patron_index': token,
    'hold.other_index': token,
    'hold.source_index': token,
    'hold.link': 'link',
  },
  ...{ 'charge.patron_index': token, 'charge.other_index': token, 'charge.source_index': token },
  'charge.link': 'link',
  ...{ 'tally_waiting.sealed': 'return', 'tally_open.count': 'month' },
  ...{ 'account.second_factor': 'field', 'account.mark': rowMark },
  ...{ 'account_key.sealing_public': publicBytes, 'account_key.signing_public': publicBytes },
  ...{
    'account_key.salt': underPassphrase,
    'account_key.wrapped': underPassphrase,
    'account_key.mark': rowMark,
  },
  ...{ 'passkey.credential_id': publicBytes, 'passkey.public_key': publicBytes },
  ...{
    'session.token_hash': digest,
    'session.mark': rowMark,
    'session.challenge': digest,
    'acting_director.mark': rowMark,
    'account_confirmed.mark': rowMark,
  },
  ...{ 'set_up.link_hash': token, 'set_up.browser_hash': token },
  ...{ 'workstation.token_hash': digest, 'workstation.mark': rowMark },
  ...{ 'register_pending.leaf': 'leaf', 'register_pending.overflow': overflow },
  ...{ 'register_set_aside.leaf': 'leaf', 'register_set_aside.overflow': overflow },
  ...{
    'register_leaf.leaf': 'leaf',
    'register_leaf.overflow': overflow,
    'register_tile.hashes': publicBytes,
  },
}
