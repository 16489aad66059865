import type { Transaction } from 'kysely'
import { makeAccountKeys, rewrapAccountKeys, type WrappedKeys } from '../sealing/account-keys.ts'
import { addKeys, liveKeys, nextGeneration, rewrapKeys } from '../store/accounts-keys.ts'
import type { Schema } from '../store/schema.ts'
import type { Office } from './act.ts'

/**
 * Makes an account's keys where it has none, wrapped by the passphrase that was just right; `hashed` is its hash.
 *
 * Why then: only the owner of a passphrase of their own types it, so nobody else ever could have wrapped or opened
 * these keys, not even whoever added or reset the sign-in.
 */
export async function ensureKeys(
  { app, clock }: Office,
  of: { readonly accountId: string; readonly passphrase: string; readonly hashed: string },
): Promise<void> {
  const { accountId, passphrase, hashed } = of
  if ((await liveKeys(app, accountId)) !== null) return
  const generation = await nextGeneration(app, accountId)
  const keys = await makeAccountKeys({ accountId, generation }, passphrase)
  await addKeys(app, keys, { passphrase: hashed, on: clock.today() })
}

/** An account's keys as another passphrase wraps them; new ones where it has none. Stored by `store`. */
export async function keysUnder(
  { app, clock }: Office,
  of: { readonly accountId: string; readonly was: string; readonly becomes: string },
): Promise<{ store(trx: Transaction<Schema>, hashed: string): Promise<void> }> {
  const { accountId, was, becomes } = of
  const held = await liveKeys(app, accountId)
  const keys: WrappedKeys | null =
    held === null
      ? await makeAccountKeys({ accountId, generation: await nextGeneration(app, accountId) }, becomes)
      : await rewrapAccountKeys(held, { was, becomes })
  if (keys === null) throw new KeysOfAccountRefused()
  return {
    async store(trx, hashed) {
      const stored =
        held === null
          ? await addKeys(trx, keys, { passphrase: hashed, on: clock.today() })
          : await rewrapKeys(trx, keys)
      // Somebody else changed them meanwhile: the whole change is undone, and can be tried again.
      if (!stored) throw new KeysOfAccountRefused()
    },
  }
}

/** The passphrase is right and does not open the account's keys, or they were changed at the same time. */
export class KeysOfAccountRefused extends Error {
  override name = 'KeysOfAccountRefused'
  readonly code = 'keys-of-account'
  constructor() {
    super('the keys of this sign-in do not open: try again, and if it stays so ask the Director for a reset')
  }
}
