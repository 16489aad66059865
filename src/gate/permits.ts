import type { RecordKind } from '../policy/index.ts'
import { claimMint, type Permit } from './sealed-value.ts'

/*
 * Every permit that is made. The gate makes its own as it goes through its steps; the others below are for services outside
 * it, each for one kind of thing. `composition.ts` hands them to `src/app/services.ts`, which alone may import them, and no
 * page gets one.
 */
export const mint = claimMint()

/** For yes or no about a patron, inside the gate. */
export const factPermits = (patrons: readonly string[]): Permit => mint({ for: 'facts', patrons })

/** For services that change a record: they open who someone is and how to reach them only to seal it again. */
export type RecordPermits = (patrons: readonly string[]) => Permit
export const recordPermits: RecordPermits = (patrons) =>
  mint({ for: 'disclosure', patrons, records: ['identity', 'contact'] })

/** For the people whom a case names. */
export type NamePermits = (patrons: readonly string[]) => Permit
export const namePermits: NamePermits = (patrons) =>
  mint({ for: 'disclosure', patrons, records: ['identity'] })

/** For the records that a paper names, which are copied into its case. */
export type CopyPermits = (patronId: string, records: readonly RecordKind[]) => Permit
export const copyPermits: CopyPermits = (patronId, records) =>
  mint({ for: 'disclosure', patrons: [patronId], records })

/** For the repository of cases: what happened in one, and one copy in it. */
export type CasePermits = { case(id: string): Permit; copy(id: string): Permit }
export const casePermits: CasePermits = {
  case: (id) => mint({ for: 'case', cases: [id] }),
  copy: (id) => mint({ for: 'copy', copies: [id] }),
}

/** For whom to call back, about a report from the public page or a promise. */
export type CallerPermits = (id: string) => Permit
export const callerPermits: CallerPermits = (id) => mint({ for: 'caller', callers: [id] })
