import type { Generated } from 'kysely'

/** The tables of cases; days are `YYYY-MM-DD`. */
export type CaseTables = {
  case_file: {
    id: Generated<string>
    reference: string
    kind: string
    instrument: string | null
    stage: string
    outcome: string | null
    owed_by: string | null
    due_on: string | null
    opened_on: string
    closed_on: string | null
    about_director: Generated<boolean>
    drill: Generated<boolean>
    events: number
  }
  case_event: { id: Generated<string>; case_id: string; nth: number; event: Buffer }
}
