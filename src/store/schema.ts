import type { Generated } from 'kysely'
import type { LinkTable } from '../circulation/link.ts'
import type { CutSeries } from '../circulation/tally.ts'
import type { Channel } from '../contact/choices.ts'
import type { NoticeOutcome } from '../contact/notice.ts'
import type { FaultCode } from '../register/export-files.ts'
import type { LinkRow } from '../sealing/link.ts'
import type { NoticeRow, NoticeStanding } from '../sealing/notice-row.ts'
import type { AccountTables } from './schema-accounts.ts'
import type { CaseTables } from './schema-cases.ts'

/** The tables as Kysely sees them. */
export type Schema = AccountTables & CaseTables & LibraryTables

/**
 * The library's own tables. `Buffer` columns of the vault are sealed fields or keyed tokens; dates are
 * `YYYY-MM-DD` strings; the SQL beside each in `migrations/` is the truth.
 */
type LibraryTables = {
  pack: { hash: string; files: Record<string, string> }
  fact_confirmed: {
    id: string
    fact: string
    hash: string
    confirmed_by: string
    confirmed_on: string
    noted_by: string
    noted_at: Date
    withdrawn_by: string | null
    withdrawn_at: Date | null
    mark: Buffer
  }
  pack_in_force: { nth: number; hash: string; since: Date }
  library: {
    only_row: Generated<boolean>
    name: string
    key_check: Buffer
    made_on: Generated<string>
    second_step_for: Generated<'officers' | 'everyone'>
    links_taken: Generated<LinkTable[]>
  }
  letterhead: {
    only_row: Generated<boolean>
    address: string[]
    phone: string
    hours: string[]
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
    state: 'active' | 'lost'
    kept: Generated<boolean>
    mark: Buffer | null
  }
  guarantor: {
    id: Generated<string>
    guarantor_id: string | null
    guardian_id: string | null
    guarantee_id: string
    liable: Generated<boolean>
    noted: Buffer | null
    kept: Generated<boolean>
    ended: Generated<boolean>
    mark: Buffer | null
  }
  guardian: { id: Generated<string>; name: Buffer; contact: Buffer | null }
  guardian_change: {
    day: string
    added: Generated<number>
    changed: Generated<number>
    removed: Generated<number>
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
    use: 'pin' | 'phone'
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
  loan: LinkRow
  hold: LinkRow
  charge: LinkRow
  notice: NoticeRow & NoticeStanding
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
  notice_count: { month: string; channel: Channel; outcome: NoticeOutcome; times: number }
  tally_waiting: { id: string; night: string; sealed: Buffer }
  tally_open: { month: string; night: string; count: Buffer }
  tally_month: { month: string; returns: number; untold: number }
  tally_item: { month: string; item_id: string; returns: number }
  tally_band: { month: string; band: string; collection: string; returns: number }
  tally_cut: { month: string; series: CutSeries; links: number }
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
  register_pending: { id: string; leaf: Buffer; overflow: Buffer | null }
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
  register_day: { log: number; day: string; time_zone: string; size: bigint; note: string }
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
  clause_counted: { log: number; up_to: bigint }
  training_course: {
    account_id: string
    id: Generated<string>
    role: 'volunteer' | 'desk' | 'director' | 'counsel' | 'trustee'
    begun_on: string
    pack: string
    answered: Generated<number>
    missed: Generated<number[]>
  }
  training_done: {
    id: Generated<string>
    account_id: string
    nth: number
    role: 'volunteer' | 'desk' | 'director' | 'counsel' | 'trustee'
    done_on: string
    score: number
    questions: number
    pack: string
    entry: string
  }
  night_step: { name: string; done_on: string }
}
