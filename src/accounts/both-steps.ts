import type { Transaction } from 'kysely'
import { hasStep } from '../store/accounts-factor.ts'
import type { Schema } from '../store/schema.ts'
import { useProof } from '../store/sessions.ts'
import type { Office } from './act.ts'

type Holder = { readonly id: string; readonly proved: boolean }

/**
 * Whether somebody has to show who they are, with both steps, before what a session that was left open must not do. A
 * passphrase alone is no proof for one who has a second step: it would not have let them in either.
 */
export async function lacksProof({ app }: Office, { id, proved }: Holder): Promise<boolean> {
  return !proved && (await hasStep(app, id))
}

/** Uses that proof up, where one is needed; false where it is not there. */
export async function useBothSteps(
  trx: Transaction<Schema>,
  { ring, clock }: Office,
  of: { readonly accountId: string; readonly tokenHash: Buffer },
): Promise<boolean> {
  return !(await hasStep(trx, of.accountId)) || (await useProof(trx, ring, of, clock.now()))
}
