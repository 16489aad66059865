import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import {
  housePartIdOf,
  makeAccountKeys,
  rewrapAccountKeys,
  type WrappedKeys,
} from '../sealing/account-keys.ts'
import { newHousePart } from '../sealing/key-ring-accounts.ts'
import { addKeys, liveKeys, lockKeys, nextGeneration, rewrapKeys } from '../store/accounts-keys.ts'
import type { Schema } from '../store/schema.ts'
import { act, type By, type Note, type Office } from './act.ts'

type Writing = (
  trx: Transaction<Schema>,
  hashed: string,
  note: (what: Note) => Promise<unknown>,
) => Promise<boolean>

/**
 * Makes an account's keys where it has none, wrapped by the passphrase that was just right; `hashed` is its hash.
 *
 * Why then: only the owner of a passphrase of their own types it, so nobody else ever could have wrapped or opened
 * these keys, not even whoever added or reset the sign-in.
 */
export async function ensureKeys(
  office: Office,
  by: By,
  of: { readonly accountId: string; readonly passphrase: string; readonly hashed: string },
): Promise<void> {
  if ((await liveKeys(office.app, office.ring, of.accountId)) !== null) return
  const store = await newKeys(office, of)
  await act(office, by, (trx, note) => store(trx, of.hashed, note))
}

/** An account's keys as another passphrase wraps them; new ones where it has none. Stored by `store`. */
export async function keysUnder(
  office: Office,
  of: { readonly accountId: string; readonly was: string; readonly becomes: string },
): Promise<{ store: (...to: Parameters<Writing>) => Promise<void> }> {
  const { accountId, becomes } = of
  const held = await liveKeys(office.app, office.ring, accountId)
  const store =
    held === null
      ? await newKeys(office, { accountId, passphrase: becomes })
      : await wrappedAnew(office, held, of)
  return {
    async store(...to) {
      // Somebody else changed them meanwhile: the whole change is undone, and can be tried again.
      if (!(await store(...to))) throw new KeysOfAccountRefused()
    },
  }
}

/** Stores new keys, and puts their public halves on record; false where the account has others by now. */
async function newKeys(
  { app, ring, clock }: Office,
  { accountId, passphrase }: { readonly accountId: string; readonly passphrase: string },
): Promise<Writing> {
  const house = newHousePart()
  const generation = await nextGeneration(app, accountId)
  const keys = await makeAccountKeys({ accountId, generation }, { passphrase, house })
  return async (trx, hashed, note) => {
    if (!(await addKeys(trx, ring, keys, { passphrase: hashed, on: clock.today() }))) return false
    // INVARIANT: the part is durable before the row that needs it is.
    ring.accounts.make(accountId, house)
    await note({ kind: 'keys-made', account: accountId, document: hashOfPublics(keys) })
    return true
  }
}

async function wrappedAnew(
  { ring }: Office,
  held: WrappedKeys,
  { was, becomes }: { readonly was: string; readonly becomes: string },
): Promise<Writing> {
  const { accountId } = held
  const before = ring.accounts.read(accountId, housePartIdOf(held))
  const house = newHousePart()
  const keys = await rewrapAccountKeys(held, {
    was: { passphrase: was, house: before },
    becomes: { passphrase: becomes, house },
  })
  if (keys === null) throw new KeysOfAccountRefused()
  return async (trx) => {
    if (!(await rewrapKeys(trx, ring, keys))) return false
    ring.accounts.make(accountId, house)
    return true
  }
}

/** What the register says of public keys: SHA-256 over both, the one to seal to first. */
function hashOfPublics({ sealingPublic, signingPublic }: WrappedKeys): string {
  return createHash('sha256').update(sealingPublic).update(signingPublic).digest('hex')
}

/**
 * Destroys the library's parts of an account's keys that wrap nothing any more: what a change or a reset has left.
 * From then on the passphrase of before opens nothing, also of a copy of the data from that day. Done after the
 * commit, since what is destroyed cannot be put back.
 */
export async function destroyOldParts({ app, ring }: Office, accountId: string): Promise<void> {
  await app.transaction().execute(async (trx) => {
    const live = await lockKeys(trx, ring, accountId)
    ring.accounts.destroyBut(accountId, live === null ? null : housePartIdOf(live))
  })
}

/** The same for every account: what a kill left between a commit and that. */
export async function destroyAllOldParts(office: Office): Promise<void> {
  for (const accountId of office.ring.accounts.accounts()) await destroyOldParts(office, accountId)
}

/** The passphrase is right and does not open the account's keys, or they were changed at the same time. */
export class KeysOfAccountRefused extends Error {
  override name = 'KeysOfAccountRefused'
  readonly code = 'keys-of-account'
  constructor() {
    super('the keys of this sign-in do not open: try again, and if it stays so ask the Director for a reset')
  }
}
