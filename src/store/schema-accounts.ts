import type { Generated } from 'kysely'

/** Who signs in, with what, and at which computers; days are `YYYY-MM-DD`. */
export type AccountTables = {
  account: {
    id: Generated<string>
    sign_in: string
    name: string
    role: 'volunteer' | 'desk' | 'director' | 'counsel' | 'trustee'
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
    mark: Buffer | null
  }
  acting_director: {
    id: Generated<string>
    account_id: string
    first_day: string
    last_day: string
    named_by: string | null
    ended: Generated<boolean>
    mark: Buffer | null
  }
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
