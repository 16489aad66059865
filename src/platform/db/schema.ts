import type { Generated, JSONColumnType } from 'kysely'
import type { FaultCode } from '../../register/log/index.ts'
import type { DeliveryProgress } from '../mail/send.ts'

type ContactChannel = 'e-mail' | 'text' | 'letter' | 'phone'
type NoticeOutcome = 'done' | 'unknown' | 'failed'

/** Links a patron to an item or a title: tokens of both and of its source, the rest sealed in one box. */
type LinkColumns = {
  readonly id: string
  /** The night under whose link key all the others are. */
  readonly night: string
  readonly patron_index: Buffer
  /** The token of the item or the title; random where there is none. */
  readonly other_index: Buffer
  /** The token of its id in the source; random where there is none. */
  readonly source_index: Buffer
  readonly link: Buffer
}

export type Schema = AccountTables & CaseTables & LibraryTables

/**
 * `Buffer` columns of patrons are sealed fields or keyed tokens; dates are `YYYY-MM-DD`. The SQL in
 * `migrations/` is authoritative.
 */
type LibraryTables = {
  pack: { hash: string; files: Record<string, string> }
  fact_confirmed: {
    id: string
    fact: string
    hash: string
    confirmed_by: string
    confirmed_on: string
    confirmed_until: string | null
    noted_by: string
    noted_at: Date
    withdrawn_by: string | null
    withdrawn_at: Date | null
    mark: Buffer
  }
  pack_in_force: { nth: number; hash: string; since: Date }
  pack_confirmed: {
    id: string
    hash: string
    after: number
    side: 'director' | 'board'
    account_id: string
    confirmed_at: Date
    mark: Buffer
  }
  pack_withdrawn: { id: string; confirmation: string; withdrawn_by: string; withdrawn_at: Date; mark: Buffer }
  pack_checked: { hash: string; program: string; faults: string; mark: Buffer }
  library: {
    only_row: Generated<boolean>
    name: string
    key_check: Buffer
    made_on: Generated<string>
    second_step_for: Generated<'officers' | 'everyone'>
    pin_digits: Generated<number>
    links_taken: Generated<('loan' | 'hold' | 'charge')[]>
    lends_elsewhere: boolean | null
  }
  letterhead: {
    only_row: Generated<boolean>
    address: string[]
    phone: string
    counsel_phone: Generated<string>
    hours: string[]
    mark: Buffer | null
  }
  patron: {
    id: Generated<string>
    source_key: Buffer | null
    fingerprint: Buffer | null
    name: Buffer
    born: Buffer | null
    contact: Buffer | null
    standing: Buffer | null
    choices: Buffer | null
    of_age: Buffer | null
    reach: Buffer | null
    wrong_numbers: Buffer | null
    correction: Buffer | null
    correction_on: string | null
    correction_waits: Generated<boolean>
    corrected: Buffer | null
    former_emails: Buffer | null
    mark: Buffer | null
  }
  card: {
    id: Generated<string>
    patron_id: string
    barcode: Buffer
    barcode_index: Buffer
    state: 'active' | 'lost' | 'blocked'
    told_there: Generated<boolean>
    known_by: string | null
    known_on: string | null
    kept: Generated<boolean>
    mark: Buffer | null
  }
  guarantor: {
    id: Generated<string>
    guarantor_id: string | null
    guardian_id: string | null
    guarantee_id: string
    liable: Generated<boolean>
    shown: Generated<boolean>
    noted: Buffer | null
    kept: Generated<boolean>
    ended: Generated<boolean>
    mark: Buffer | null
  }
  guardian: { id: Generated<string>; name: Buffer; contact: Buffer | null }
  guardian_review: {
    id: Generated<string>
    minor_id: string | null
    link: string | null
    what: 'added' | 'changed' | 'removed' | 'not-told'
    day: string
  }
  pin: {
    id: string
    hash: Buffer
    failures: Generated<number>
    locked_until: Date | null
    second_factor: Buffer | null
    second_factor_step: Generated<bigint>
    history_shut_on: string | null
  }
  pin_source: {
    patron_id: string
    source: Buffer
    failures: Generated<number>
    locked_until: Date | null
    seen_on: string
  }
  own_session: {
    token_hash: Buffer
    patron_id: string
    card_id: string
    signed_in_at: Date
    seen_at: Date
    open: boolean
    mark: Buffer
  }
  own_code: {
    patron_id: string
    use: 'pin' | 'phone' | 'card'
    code: Buffer
    until: Date
    failures: Generated<number>
  }
  history: { id: string; patron_index: Buffer; version: number; nth: number; kept: Buffer }
  title: {
    id: Generated<string>
    source_id: string | null
    title: string
    author: string | null
    fingerprint: Buffer | null
  }
  item: {
    id: Generated<string>
    title_id: string
    source_id: string | null
    barcode: string | null
    call_number: string | null
    collection: string | null
    item_type: string | null
    price_cents: number | null
    state: Generated<'here' | 'lost' | 'damaged' | 'withdrawn'>
    fingerprint: Buffer | null
  }
  loan: LinkColumns
  hold: LinkColumns
  charge: LinkColumns
  notice: {
    id: string
    night: string
    /** The token of the patron. */
    patron_index: Buffer
    /** The token of patron, kind and step, so that each is planned once. */
    once_index: Buffer
    sealed: Buffer
    channel: ContactChannel
    state: 'ready' | 'trying' | 'trying-again' | NoticeOutcome
    /** A day on which the library sends notices, never computed from a loan's. */
    planned_on: string
    try_on: string
    tries: number
    /** Of its e-mail, before the `@`. */
    message_id: string
  }
  bad_address: { address_index: Buffer; since: string; occasions: Generated<number> }
  sending_fault: { channel: 'e-mail' | 'text'; since: Date; why: string }
  reading: {
    id: Generated<string>
    account: string
    at: Date
    weight: number
    record: Buffer
    number: Buffer | null
    stem: Buffer | null
  }
  reading_alarm: {
    id: Generated<string>
    account: string
    at: Date
    mailed_at: Date | null
    tries: Generated<number>
  }
  call_taken: { patron_index: Buffer; account_id: string; until: Date }
  notice_count: { month: string; channel: ContactChannel; outcome: NoticeOutcome; times: number }
  tally_waiting: { id: string; night: string; sealed: Buffer }
  tally_open: { month: string; night: string; count: Buffer }
  tally_month: { month: string; returns: number; untold: number }
  tally_item: { month: string; item_id: string; returns: number }
  tally_band: { month: string; band: string; collection: string; returns: number }
  tally_cut: { month: string; series: 'hold' | 'charge'; links: number }
  long_work: {
    kind: 'import' | 'backup' | 'check'
    begun_at: Date
    seen_at: Date
    done: bigint
    total: bigint
    rows: bigint
    ended: 'done' | 'failed' | null
  }
  import_nightly: {
    only_row: Generated<boolean>
    folder: string
    since: Date
    mark: string | null
    done_at: Date | null
    report: unknown
    tried: string | null
    failed_at: Date | null
    failure: string | null
    lends_elsewhere: Generated<boolean>
  }
  register_pending: { id: string; leaf: Buffer; overflow: Buffer | null; about: Generated<Buffer | null> }
  register_about: { about: Buffer; entry: string; month: string }
  register_set_aside: {
    key: Generated<string>
    since: string
    reason: 'no-leaf' | 'other-id' | 'there-already'
    id: string
    leaf: Buffer
    overflow: Buffer | null
  }
  register_log: { log: number; origin: string; key: string; since: string; follows: string | null }
  register_leaf: { log: number; index: bigint; id: string; leaf: Buffer; overflow: Buffer | null }
  register_tile: { log: number; level: number; index: bigint; width: number; hashes: Buffer }
  register_checkpoint: { log: number; signed_on: string; size: bigint; note: string; commitments: bigint }
  register_day: {
    log: number
    day: string
    time_zone: string
    size: bigint
    note: string
    commitments: bigint
  }
  register_check: {
    pin: string
    whole: boolean
    found: 'good' | 'lost' | 'absent' | Exclude<FaultCode, 'against'>
    ended_at: Date
    size: bigint | null
    pin_size: bigint | null
    entry: bigint | null
  }
  pin_address: { place: number; address: string }
  pin_mail: {
    place: number
    day: string
    message_id: string
    address: string
    message: string
    state: 'ready' | 'trying' | 'trying-again' | 'sent' | 'unknown'
    failure: string | null
  }
  backup_state: {
    only_row: Generated<boolean>
    made_at: Date | null
    file: string | null
    key: string | null
    rows: bigint | null
    bytes: bigint | null
    failed_at: Date | null
    failure: string | null
    folders: Generated<string[]>
  }
  clause_spoken: { month: string; clause: string; times: bigint }
  view_basis: { month: string; basis: string; times: bigint }
  clause_counted: { log: number; up_to: bigint }
  training_course: {
    account_id: string
    id: Generated<string>
    role: 'volunteer' | 'desk' | 'director' | 'counsel' | 'trustee' | 'special-counsel'
    begun_on: string
    pack: string
    answered: Generated<number>
    missed: Generated<number[]>
  }
  training_done: {
    id: Generated<string>
    account_id: string
    nth: number
    role: 'volunteer' | 'desk' | 'director' | 'counsel' | 'trustee' | 'special-counsel'
    done_on: string
    score: number
    questions: number
    pack: string
    entry: string
  }
  night_step: { name: string; done_on: string }
}

/** Accounts, credentials and computers; days are `YYYY-MM-DD`. */
type AccountTables = {
  account: {
    id: Generated<string>
    sign_in: string
    name: string
    role: 'volunteer' | 'desk' | 'director' | 'counsel' | 'trustee' | 'special-counsel'
    passphrase: string
    failures: Generated<number>
    locked_until: Date | null
    president: Generated<boolean>
    given: Generated<boolean>
    second_factor: Buffer | null
    second_factor_step: Generated<bigint>
    codes_failed: Generated<number>
    given_by: string | null
    given_at: Date | null
    mark: Buffer | null
  }
  known_source: {
    account_id: string
    source: string
    failures: Generated<number>
    locked_until: Date | null
    seen_on: string
  }
  account_change: {
    id: Generated<string>
    account_id: string
    kind: string
    by_account: string | null
    at: Date
  }
  sign_in_try: {
    key: Buffer
    failures: number
    locked_until: Date | null
    last: boolean
    tried_at: Date
  }
  account_key: {
    account_id: string
    generation: number
    sealing_public: Buffer
    signing_public: Buffer
    made_on: string
    retired_on: string | null
    salt: Buffer | null
    wrapped: Buffer | null
    mark: Buffer | null
  }
  passkey: {
    credential_id: Buffer
    account_id: string
    public_key: Buffer
    counter: bigint
    transports: string[]
    host: string
    name: string
    added_on: string
  }
  session: {
    token_hash: Buffer
    account_id: string
    signed_in_at: Date
    seen_at: Date
    open: boolean
    second_step: Generated<boolean>
    again: Generated<boolean>
    proved_at: Date | null
    challenge: Buffer | null
    place: Generated<string>
    hands_to: string | null
    by_pin: Generated<boolean>
    mark: Buffer | null
  }
  shift: {
    computer: string
    account_id: string
    began_at: Date
    used_at: Date
    failures: Generated<number>
    mark: Buffer
  }
  staff_pin: { account_id: string; hash: string; digits: number; mark: Buffer }
  acting_director: {
    id: Generated<string>
    account_id: string
    first_day: string
    last_day: string
    named_by: string | null
    ended: Generated<boolean>
    mark: Buffer | null
  }
  leave_asked: { account_id: string; first_day: string; last_day: string; asked_on: string }
  account_confirmed: {
    account_id: string
    confirmed_by: string | null
    confirmed_on: string
    mark: Buffer
  }
  set_up: {
    only_row: Generated<boolean>
    link_hash: Buffer | null
    browser_hash: Buffer | null
    until: Date
    done_on: string | null
  }
  workstation: {
    id: Generated<string>
    token_hash: Buffer
    name: string
    place: string
    enrolled_by: string
    enrolled_on: string
    mark: Buffer | null
  }
}

/** The tables of cases. */
type CaseTables = {
  case_file: {
    id: Generated<string>
    reference: string
    kind: string
    instrument: string | null
    stage: string
    outcome: string | null
    owed: string | null
    owed_by: string | null
    due_on: string | null
    due_as: string | null
    opened_on: string
    closed_on: string | null
    about_director: Generated<boolean>
    drill: Generated<boolean>
    withheld: Generated<boolean>
    board_may_know: Generated<boolean>
    served_at: Date | null
    reported_at: Date | null
    seen_at: Date | null
    consulted_at: Date | null
    asks_counsel: Generated<boolean>
    asks_board: Generated<boolean>
    reporter: Buffer | null
    asked: Buffer[] | null
    asks_second: Generated<boolean>
    conflicts: Buffer[] | null
    special: Buffer[] | null
    events: number
    decider_saw: Generated<boolean>
    counsel_saw: Generated<boolean>
    desk_done: Generated<boolean>
  }
  case_event: { id: Generated<string>; case_id: string; nth: number; event: Buffer }
  case_paper: { id: Generated<string>; case_id: string; paper_id: string; nth: number; piece: Buffer }
  case_contact: {
    whom: 'director' | 'counsel' | 'president' | 'acting'
    nth: number
    name: string
    mail: string
    phones: string
    account_id: string | null
    set_by: string | null
    set_at: Date | null
    confirmed_by: string | null
    confirmed_at: Date | null
    mark: Buffer | null
  }
  former_contact: {
    whom: 'counsel' | 'president' | 'acting'
    name: string
    mail: string
    phones: string
    account_id: string | null
    changed_by: string
    changed_as: 'director' | 'acting-director' | 'president'
    changed_at: Date
    wrong_at: Date | null
    mark: Buffer
  }
  word_link: {
    id: Generated<string>
    case_id: string
    place: number
    contact: Buffer
    link: Buffer
    until: Date
  }
  other_system: {
    id: Generated<string>
    name: string
    holds: string
    kept: string
    contract: string
    searcher: string
    ended_on: string | null
  }
  case_mail: {
    id: Generated<string>
    case_id: string | null
    report_id: string | null
    why: 'came' | 'again' | 'clock'
    planned_on: string
    nth: Generated<number>
    whom: 'director' | 'counsel' | 'president' | 'acting'
    address: string
    message_id: string
    state: Generated<DeliveryProgress | 'given-up'>
    failure: string | null
    tries: Generated<number>
    try_at: Date
  }
  follow_up: { id: string; task: Buffer; reach: Buffer }
  officer_visit: { id: string; at: Date; place: string; sheet: string | null }
  paper_link: {
    id: Generated<string>
    case_id: string
    link: Buffer | null
    browser: Buffer | null
    until: Date
    files: Generated<number>
  }
  public_report: {
    id: string
    at: Date
    what: 'here' | 'handed' | 'mail'
    contact: Buffer
    tries: Generated<number>
    reached_at: Date | null
    decider_saw: Generated<boolean>
    counsel_saw: Generated<boolean>
  }
  case_copy: {
    id: string
    case_id: string
    kind: 'preserved' | 'collected' | 'package'
    until: string | null
    sealed: Buffer
  }
  case_document: { id: Generated<string>; case_id: string; sha256: string | null; document: Buffer }
  denial: {
    id: Generated<string>
    sent_on: string
    decided_by: 'director' | 'president'
    subsection: string
    review: string
    contents: string | null
    reason: string | null
    language: string | null
    sha256: string | null
  }
  requests_told: { year: string; told: JSONColumnType<object> }
}
