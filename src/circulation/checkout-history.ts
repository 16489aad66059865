import { historyResealOpener } from '../gate/capabilities.ts'
import {
  allHistoryLines,
  CheckoutHistoryList,
  deleteHistory,
  historyLinesBefore,
  historyToken,
  historyUnlocksOn,
  insertHistory,
  lockHistory,
  patronActor,
  resealHistory,
  systemActor,
} from '../gate/index.ts'
import { recordPatronAct } from '../patrons/index.ts'
import type { CoreServices } from '../staff/index.ts'

/*
 * Checkout history is kept only for patrons who ask, and for them alone (decision 18). Erasing it destroys its key, so
 * neither the log nor an old backup brings it back.
 */

export async function startCheckoutHistory(office: CoreServices, patronId: string): Promise<void> {
  const list = new CheckoutHistoryList(office.ring, patronId)
  if (list.isKept) return
  await recordPatronAct(office, patronActor, async (trx, note) => {
    await lockHistory(trx, list.owner)
    await note(patronId, 'history-kept')
  })
  if (!list.isKept) office.ring.history.make(list.owner)
}

/** Erases the whole list unless it is locked. @param goesOn whether later returns are kept again */
export async function eraseCheckoutHistory(
  office: CoreServices,
  patronId: string,
  goesOn: boolean,
): Promise<void> {
  const { history } = office.ring
  const list = new CheckoutHistoryList(office.ring, patronId)
  await recordPatronAct(office, patronActor, async (trx, note) => {
    if ((await historyUnlocksOn(trx, patronId, office.clock.today())) !== null) return
    await lockHistory(trx, list.owner)
    const { versions } = list
    await deleteHistory(trx, list.tokens())
    await note(patronId, 'history-erased', [goesOn ? 'goes-on' : 'stopped'])
    if (goesOn && versions.length > 0) history.make(list.owner)
    // Why before the commit: if the commit fails, the rest is unreadable, which is what they asked for.
    history.destroy(list.owner, versions)
  })
}

export async function eraseCheckoutLines(
  office: CoreServices,
  patronId: string,
  ids: readonly string[],
): Promise<void> {
  const { history } = office.ring
  const list = new CheckoutHistoryList(office.ring, patronId)
  const old = await recordPatronAct(office, patronActor, async (trx, note) => {
    if ((await historyUnlocksOn(trx, patronId, office.clock.today())) !== null) return []
    await lockHistory(trx, list.owner)
    const { versions } = list
    const tokens = list.tokens()
    const rows = await allHistoryLines(trx, tokens)
    const kept = rows.filter(({ id }) => !ids.includes(id))
    if (versions.length === 0 || kept.length === rows.length) return []
    history.make(list.owner)
    await deleteHistory(trx, tokens)
    await insertHistory(trx, resealHistory(historyResealOpener(office.ring), list, kept))
    await note(patronId, 'history-erased', ['lines'])
    return versions
  })
  // Why after the commit: until then the old lines are the only copy of those that stay.
  history.destroy(list.owner, old)
}

/** Destroys older keys that no line uses: a crash may have come between erasing and destroying the key. */
export async function destroyOldHistoryKeys(office: CoreServices): Promise<void> {
  const { history } = office.ring
  for (const owner of history.owners()) {
    const older = history.versions(owner).slice(0, -1)
    if (older.length === 0) continue
    await recordPatronAct(office, systemActor, async (trx) => {
      await lockHistory(trx, owner)
      for (const version of older) {
        const [line] = await historyLinesBefore(trx, [historyToken(history.key(owner, version))], firstLine)
        if (line === undefined) history.destroy(owner, [version])
      }
    })
  }
}

const firstLine = { before: undefined, limit: 1 }
