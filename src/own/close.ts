import type { By, Office } from '../accounts/act.ts'
import { HistoryList } from '../sealing/history.ts'
import { deletePatron, endHoldsOf, hasHolds, hasOutOrOwed, isLiable } from '../store/close-account.ts'
import { deleteHistory, lockHistory } from '../store/history.ts'
import { atOwnScreen } from '../store/own-sessions.ts'
import { isOnFile } from '../store/patrons.ts'
import { chargeOwnPin } from '../store/pins.ts'
import { inContext } from '../store/vault.ts'
import { type CloseCheck, ownAct, patronThemselves } from './act.ts'
import { isPin, pinTrying } from './pins.ts'

/**
 * `wrong`: the PIN is not right, and that was one of its tries. `out-or-owed`: something is out, or owed. `liable`: they are
 * on file as who pays for a child's card, which only the counter can change. `busy`: a reserve came in between; once more.
 */
export type Closing = Closed | 'wrong'
export type Closed = 'closed' | 'out-or-owed' | 'liable' | 'busy' | 'not-on-file'

/**
 * Closes a patron's account: all that is kept of them goes, and the register says that it did. What they had on hold ends
 * first, in a transaction that names nobody. That it was refused is on record too, since the refusal tells of the record.
 */
export async function closeAccount(
  office: Office,
  {
    patronId,
    pin,
    known,
  }: { readonly patronId: string; readonly pin: string; readonly known: Buffer | null },
): Promise<Closing> {
  const { ring } = office
  const charged = await ownAct(office, patronThemselves, async (trx, note) => {
    const done = await chargeOwnPin(trx, patronId, pinTrying(office, known))
    if (done?.last) await note(patronId, 'pin-locked')
    return done
  })
  if (!(await isPin(ring, charged, pin))) return 'wrong'
  return closeNow(office, themselves, patronId)
}

/**
 * Closes the account of somebody who is at the counter, or whose paper is. By the same steps as they would themselves, and
 * with the same refusals; it is on record what was seen.
 */
export function closeAtCounter(
  office: Office,
  by: By,
  { patronId, seen }: { readonly patronId: string; readonly seen: CloseCheck },
): Promise<Closed> {
  return closeNow(office, { by, suffix: '-at-counter', seen }, patronId)
}

/** Who closes an account. What staff did is on record under a kind of its own, since the sentence about it is another. */
type Closer = { readonly by: By; readonly suffix: '' | '-at-counter'; readonly seen?: CloseCheck }
const themselves: Closer = { by: patronThemselves, suffix: '' }

async function closeNow(office: Office, closer: Closer, patronId: string): Promise<Closed> {
  const { app, ring, clock } = office
  const { by, suffix, seen } = closer
  const refused = await ownAct(office, by, async (trx, note) => {
    if (!(await isOnFile(trx, patronId))) return 'not-on-file'
    const because = await whyNot(office, trx, patronId)
    if (because !== undefined) await note(patronId, `account-not-closed${suffix}`, undefined, seen)
    return because
  })
  if (refused !== undefined) return refused
  const { actor, place = atOwnScreen.place } = by
  await inContext(app, { actor, place }, (trx) => endHoldsOf(trx, ring, patronId, clock.today()))
  return deleteAll(office, closer, patronId)
}

function deleteAll(office: Office, { by, suffix, seen }: Closer, patronId: string): Promise<Closed> {
  const { ring } = office
  const list = new HistoryList(ring, patronId)
  return ownAct(office, by, async (trx, note) => {
    // Looked at anew: something may have been lent, or put on hold, since.
    const because = await whyNot(office, trx, patronId)
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

async function whyNot(
  { ring }: Office,
  trx: Parameters<typeof hasOutOrOwed>[0],
  patronId: string,
): Promise<'out-or-owed' | 'liable' | undefined> {
  if (await hasOutOrOwed(trx, ring, patronId)) return 'out-or-owed'
  return (await isLiable(trx, ring, patronId)) ? 'liable' : undefined
}
