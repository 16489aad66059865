import { anonymizeLinks, loansOfItem } from '../../src/circulation/checkout-store.ts'
import { linkById, updateLinks } from '../../src/circulation/link-store.ts'
import { changeLink } from '../../src/circulation/sealed-links.ts'
import type { HoldLink } from '../../src/gate/link.ts'
import type { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import type { Trx } from '../../src/platform/db/context.ts'
import { openingKeys } from './opening.ts'

/** Renews a loan, or gives its item up for lost. @returns false where it is not out */
export async function changeLoan(
  trx: Trx,
  ring: KeyRing,
  {
    itemId,
    ...change
  }: { readonly itemId: string; readonly dueOn?: string; readonly state?: 'out' | 'lost' },
): Promise<boolean> {
  const { keys, loans } = await loansOfItem(trx, ring, itemId)
  await updateLinks(
    trx,
    'loan',
    loans.map((loan) => changeLink(keys, 'loan', loan, change)),
  )
  return loans.length > 0
}

/** Says how far a hold is, or the day on which it is over. @returns false where there is no such hold */
export async function changeHold(
  trx: Trx,
  ring: KeyRing,
  {
    holdId,
    ...to
  }: { readonly holdId: string } & ({ readonly state: HoldLink['state'] } | { readonly overOn: string }),
): Promise<boolean> {
  const held = await linkById(trx, 'hold', holdId)
  if (held === undefined) return false
  if ('overOn' in to) await anonymizeLinks(trx, ring, { table: 'hold', rows: [held], on: to.overOn })
  else await updateLinks(trx, 'hold', [changeLink(openingKeys(ring), 'hold', held, to)])
  return true
}
