import type { Office } from '../accounts/act.ts'
import { HistoryList } from '../sealing/history.ts'
import { deletePatron, endHoldsOf, hasHolds, hasOutOrOwed, isLiable } from '../store/close-account.ts'
import { deleteHistory, lockHistory } from '../store/history.ts'
import { atOwnScreen } from '../store/own-sessions.ts'
import { chargeOwnPin } from '../store/pins.ts'
import { inContext } from '../store/vault.ts'
import { ownAct, patronThemselves } from './act.ts'
import { isPin, pinTrying } from './pins.ts'

/**
 * `wrong`: the PIN is not right, and that was one of its tries. `out-or-owed`: something is out, or owed. `liable`: they are
 * on file as who pays for a child's card, which only the counter can change. `busy`: a reserve came in between; once more.
 */
export type Closing = 'closed' | 'wrong' | 'out-or-owed' | 'liable' | 'busy'

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
  const { app, ring, clock } = office
  const charged = await ownAct(office, patronThemselves, async (trx, note) => {
    const done = await chargeOwnPin(trx, patronId, pinTrying(office, known))
    if (done?.last) await note(patronId, 'pin-locked')
    return done
  })
  if (!(await isPin(ring, charged, pin))) return 'wrong'
  const refused = await ownAct(office, patronThemselves, async (trx, note) => {
    const because = await whyNot(office, trx, patronId)
    if (because !== undefined) await note(patronId, 'account-not-closed')
    return because
  })
  if (refused !== undefined) return refused
  await inContext(app, atOwnScreen, (trx) => endHoldsOf(trx, ring, patronId, clock.today()))
  return deleteAll(office, patronId)
}

function deleteAll(office: Office, patronId: string): Promise<Closing> {
  const { ring } = office
  const list = new HistoryList(ring, patronId)
  return ownAct(office, patronThemselves, async (trx, note) => {
    // Looked at anew: something may have been lent, or put on hold, since.
    const because = await whyNot(office, trx, patronId)
    if (because === undefined && (await hasHolds(trx, ring, patronId))) return 'busy'
    if (because !== undefined) {
      await note(patronId, 'account-not-closed')
      return because
    }
    await lockHistory(trx, list.owner)
    const { versions } = list
    await deleteHistory(trx, list.tokens())
    if (await deletePatron(trx, ring, patronId)) await note(patronId, 'account-closed')
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
  return (await isLiable(trx, patronId)) ? 'liable' : undefined
}
