import {
  type Actor,
  CheckoutHistoryList,
  deleteHistory,
  isPatronOnFile,
  lockHistory,
  logIdentity,
  patronActor,
} from '../gate/index.ts'
import { type ClosingCheck, isOwnPin, ownScreenContext, recordPatronAct } from '../patrons/index.ts'
import { inContext } from '../platform/db/context.ts'
import type { CoreServices } from '../staff/index.ts'
import {
  deletePatron,
  endHoldsOf,
  hasHolds,
  hasLoansOrCharges,
  isLiableGuardian,
} from './account-closing-store.ts'

/**
 * `wrong`: the PIN is not right, and that was one of its tries. `out-or-owed`: something is out, or owed. `liable`: they are
 * on file as who pays for a child's card, which only the counter can change. `busy`: a reserve came in between; once more.
 */
export type OwnCloseOutcome = CloseOutcome | 'wrong'
export type CloseOutcome = 'closed' | 'out-or-owed' | 'liable' | 'busy' | 'not-on-file'

/**
 * Closes a patron's account: all that is kept of them goes, and the register says that it did. What they had on hold ends
 * first, in a transaction that names nobody. That it was refused is on record too, since the refusal tells of the record.
 */
export async function closeAccount(
  office: CoreServices,
  {
    patronId,
    pin,
    known,
  }: { readonly patronId: string; readonly pin: string; readonly known: Buffer | null },
): Promise<OwnCloseOutcome> {
  if (!(await isOwnPin(office, { patronId, pin, known }))) return 'wrong'
  return closeNow(office, closedByPatron, patronId)
}

/**
 * Closes the account of somebody who is at the counter, or whose paper is. By the same steps as they would themselves, and
 * with the same refusals; it is on record what was seen.
 */
export function closeAtDesk(
  office: CoreServices,
  by: Actor,
  { patronId, seen }: { readonly patronId: string; readonly seen: ClosingCheck },
): Promise<CloseOutcome> {
  return closeNow(office, { by, suffix: '-at-counter', seen }, patronId)
}

/** Who closes an account. What staff did is on record under a kind of its own, since the sentence about it is another. */
type ClosingActor = {
  readonly by: Actor
  readonly suffix: '' | '-at-counter'
  readonly seen?: ClosingCheck
}
const closedByPatron: ClosingActor = { by: patronActor, suffix: '' }

async function closeNow(office: CoreServices, closer: ClosingActor, patronId: string): Promise<CloseOutcome> {
  const { app, ring, clock } = office
  const { by, suffix, seen } = closer
  const refused = await recordPatronAct(office, by, async (trx, note) => {
    if (!(await isPatronOnFile(trx, patronId))) return 'not-on-file'
    const because = await closingObstacle(office, trx, patronId)
    if (because !== undefined) await note(patronId, `account-not-closed${suffix}`, undefined, seen)
    return because
  })
  if (refused !== undefined) return refused
  const { actor, place = ownScreenContext.place } = logIdentity(by)
  await inContext(app, { actor, place }, (trx) => endHoldsOf(trx, ring, patronId, clock.today()))
  return deleteAll(office, closer, patronId)
}

function deleteAll(
  office: CoreServices,
  { by, suffix, seen }: ClosingActor,
  patronId: string,
): Promise<CloseOutcome> {
  const { ring } = office
  const list = new CheckoutHistoryList(ring, patronId)
  return recordPatronAct(office, by, async (trx, note) => {
    // Looked at anew: something may have been lent, or put on hold, since.
    const because = await closingObstacle(office, trx, patronId)
    if (because === undefined && (await hasHolds(trx, ring, patronId))) return 'busy'
    if (because !== undefined) {
      await note(patronId, `account-not-closed${suffix}`, undefined, seen)
      return because
    }
    await lockHistory(trx, list.owner)
    const { versions } = list
    await deleteHistory(trx, list.tokens())
    if (await deletePatron(trx, ring, patronId))
      await note(patronId, `account-closed${suffix}`, undefined, seen)
    // Why before the commit: should that fail, what is left opens no more, which is what they asked for.
    ring.history.destroy(list.owner, versions)
    return 'closed'
  })
}

async function closingObstacle(
  { ring }: CoreServices,
  trx: Parameters<typeof hasLoansOrCharges>[0],
  patronId: string,
): Promise<'out-or-owed' | 'liable' | undefined> {
  if (await hasLoansOrCharges(trx, ring, patronId)) return 'out-or-owed'
  return (await isLiableGuardian(trx, ring, patronId)) ? 'liable' : undefined
}
