import type { Generated, JSONColumnType } from 'kysely'
import type { Progress } from '../mail/at-most-twice.ts'
import type { DenialRow } from './denials.ts'

/** The tables of cases, as Kysely sees them; `schema.ts` has the others. */
export type CaseTables = {
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
    events: number
    decider_saw: Generated<boolean>
    counsel_saw: Generated<boolean>
  }
  case_event: { id: Generated<string>; case_id: string; nth: number; event: Buffer }
  case_paper: { id: Generated<string>; case_id: string; paper_id: string; nth: number; piece: Buffer }
  case_contact: {
    whom: 'director' | 'counsel' | 'president'
    nth: number
    name: string
    mail: string
    phones: string
  }
  case_mail: {
    id: Generated<string>
    case_id: string
    why: 'came' | 'clock'
    planned_on: string
    nth: Generated<number>
    whom: 'director' | 'counsel' | 'president'
    address: string
    message_id: string
    state: Generated<Progress | 'given-up'>
    failure: string | null
    tries: Generated<number>
    try_at: Date
  }
  officer_visit: { id: string; at: Date; place: string }
  case_copy: {
    id: string
    case_id: string
    kind: 'preserved' | 'collected' | 'package'
    until: string | null
    sealed: Buffer
  }
  case_document: { id: Generated<string>; case_id: string; sha256: string | null; document: Buffer }
  denial: DenialRow
  requests_told: { year: string; told: JSONColumnType<object> }
}
