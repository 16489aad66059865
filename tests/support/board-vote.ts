import type { Services } from '../../src/app/services.ts'
import { addConfirmedFact } from '../../src/ask/policy-store.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { factsToConfirm } from '../../src/policy/manifest.ts'

/** A Director recorded that the Board voted for the guardian's own page, as under Facts to confirm. */
export async function boardVotes({ app, ring, pack, clock }: Services): Promise<void> {
  const fact = factsToConfirm(pack.manifest).find(({ id }) => id === 'guardian-page')
  const { id: by } = await app.selectFrom('account').select('id').limit(1).executeTakeFirstOrThrow()
  const noted = { fact: 'guardian-page', hash: fact?.hash ?? '', confirmedBy: 'The Board', by }
  await inContext(app, { actor: 'test', place: 'test' }, (trx) =>
    addConfirmedFact(trx, ring, { ...noted, confirmedOn: '2026-11-10', at: clock.now() }),
  )
}
