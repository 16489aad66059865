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
 * `wrong`: wrong PIN, which counts as an attempt. `liable`: recorded as liable for a child's card, which only staff can
 * change. `busy`: a hold was placed meanwhile; try again.
 */
type OwnCloseOutcome = CloseOutcome | 'wrong'
type CloseOutcome = 'closed' | 'out-or-owed' | 'liable' | 'busy' | 'not-on-file'

/**
 * Closes a patron's account after checking their PIN. A refusal is logged too, since it reveals something about the
 * record.
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

export function closeAtDesk(
  office: CoreServices,
  by: Actor,
  { patronId, seen }: { readonly patronId: string; readonly seen: ClosingCheck },
): Promise<CloseOutcome> {
  return closeNow(office, { by, suffix: '-at-counter', seen }, patronId)
}

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
    // Check again: something may have been checked out since the first transaction.
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
    // Why before the commit: if the commit fails, the rest of the history is unreadable, which is what they asked for.
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
