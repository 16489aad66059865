import { type Actor, accountIdOfActor, logIdentity } from '../gate/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { compiledOnce } from '../platform/db/compiled-once.ts'
import type { Db, Trx } from '../platform/db/context.ts'
import { recordEntry } from '../register/index.ts'

export type CoreServices = { readonly app: Db; readonly ring: KeyRing; readonly clock: Clock }

/** Must hold no name, passphrase or key. */
export type ActionEntry = {
  readonly kind: string
  readonly account?: string
  /** SHA-256 in hex of what was made, so that it cannot be replaced unnoticed. */
  readonly document?: string
  /** A role, a place, a day or a kind of second factor. */
  readonly flags?: readonly string[]
}

/** Rolls back an action, whose outcome it then is. */
export class RollbackError<T> extends Error {
  readonly outcome: T
  constructor(outcome: T) {
    super(String(outcome))
    this.outcome = outcome
  }
}

/**
 * Runs an action and logs it in one transaction, with the owner's notice of changed credentials.
 * @param work calls `note` for what it did; `note` returns the entry's reference
 */
export async function recordAction<T>(
  { app, ring, clock }: CoreServices,
  by: Actor,
  work: (trx: Trx, note: (what: ActionEntry) => Promise<string>) => Promise<T>,
): Promise<T> {
  try {
    return await app.transaction().execute((trx) =>
      work(trx, async (what) => {
        const { kind, account } = what
        if (account !== undefined && isAnnouncedChange(kind)) {
          await tellAccounts(trx, [account], { kind, by: accountIdOfActor(by), at: clock.now() })
        }
        return recordEntry(trx, { ring, now: clock.now() }, { ...logIdentity(by), ...what })
      }),
    )
  } catch (error) {
    if (error instanceof RollbackError) return error.outcome as T
    throw error
  }
}

/** Entry kinds that the account's owner is notified of, and the one that every officer is. */
const announcedChanges = [
  'passphrase-changed',
  'second-step-added',
  'second-step-removed',
  'account-reset',
  'account-role-changed',
  'last-confirmed-changed',
] as const
type AnnouncedChange = (typeof announcedChanges)[number]

const isAnnouncedChange = (kind: string): kind is AnnouncedChange =>
  announcedChanges.some((one) => one === kind)

/** Long enough for someone who was away for two weeks. */
const announcedDays = 21

/** `by` is the name of who did it; null for the command line. */
type AccountChange = {
  readonly kind: AnnouncedChange
  readonly at: Date
  readonly byAccount: string | null
  readonly by: string | null
}

/** Stores a change for the notice on the start page of each, and deletes expired ones. */
export async function tellAccounts(
  trx: Db,
  accounts: readonly string[],
  { kind, by, at }: { readonly kind: AnnouncedChange; readonly by: string | null; readonly at: Date },
): Promise<void> {
  await trx.deleteFrom('account_change').where('at', '<', announcedSince(at)).execute()
  if (accounts.length === 0) return
  const rows = accounts.map((account_id) => ({ account_id, kind, by_account: by, at }))
  await trx.insertInto('account_change').values(rows).execute()
}

const accountChangesSince = compiledOnce((db, accountId: string, since: Date) =>
  db
    .selectFrom('account_change')
    .leftJoin('account as who', 'who.id', 'account_change.by_account')
    .select([
      'account_change.kind',
      'account_change.at',
      'account_change.by_account as byAccount',
      'who.name as by',
    ])
    .where('account_change.account_id', '=', accountId)
    .where('account_change.at', '>=', since)
    .orderBy('account_change.at', 'desc')
    .limit(10),
)

/** Newest first. */
export async function recentAccountChanges(db: Db, accountId: string, now: Date): Promise<AccountChange[]> {
  const rows = await accountChangesSince(db, accountId, announcedSince(now))
  return rows.flatMap(({ kind, ...row }) => (isAnnouncedChange(kind) ? [{ ...row, kind }] : []))
}

const announcedSince = (now: Date) => new Date(now.getTime() - announcedDays * 24 * 3600_000)
