import type { Services } from '../../src/app/services.ts'
import { addConfirmedFact } from '../../src/ask/policy-store.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { factsToConfirm } from '../../src/policy/manifest.ts'

/** A Director recorded that someone confirmed a fact of the policy, as under Facts to confirm. */
export async function confirmFact(
  { app, ring, pack, clock }: Pick<Services, 'app' | 'ring' | 'pack' | 'clock'>,
  id: string,
  { by = 'Lou Brief', on = '2026-11-10', until = '2027-11-10' } = {},
): Promise<void> {
  const fact = factsToConfirm(pack.manifest).find((one) => one.id === id)
  const account = await app.selectFrom('account').select('id').limit(1).executeTakeFirstOrThrow()
  const noted = { fact: id, hash: fact?.hash ?? '', confirmedBy: by, confirmedOn: on, confirmedUntil: until }
  await inContext(app, { actor: 'test', place: 'test' }, (trx) =>
    addConfirmedFact(trx, ring, { ...noted, by: account.id, at: clock.now() }),
  )
}

/** The Board voted for the guardian's own page. */
export const boardVotes = (services: Services): Promise<void> =>
  confirmFact(services, 'guardian-page', { by: 'R. Orozco' })
