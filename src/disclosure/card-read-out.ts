import type { Transaction } from 'kysely'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { Schema } from '../store/schema.ts'
import { patronOfCardToken } from '../store/vault.ts'
import type { Held } from './held.ts'

/**
 * The patron as somebody on the phone shows them to be: a card that is read out proves who speaks where it is theirs, and
 * was not reported lost (Reg 2). That it was read out is nothing that staff need only say.
 * @param index the token of the number; undefined where none was read out
 */
export async function withCardReadOut(
  trx: Transaction<Schema>,
  ring: KeyRing,
  held: readonly Held[],
  index: Buffer | undefined,
): Promise<Held[]> {
  const row = index === undefined ? undefined : await patronOfCardToken(trx, ring, index)
  return held.map((one) => {
    const isTheirs = row?.id === one.patronId
    return { ...one, byLostCard: isTheirs && row.byLostCard, byNoCard: !isTheirs }
  })
}
