import { daysBetween } from '../policy/calendar.ts'
import { accountOf, lockDirectors, passphraseGivenBy } from '../store/accounts.ts'
import { endActing, nameActing } from '../store/accounts-acting.ts'
import { accountOfActor, act, type By, type Office } from './act.ts'

export type NotNamed = 'unknown' | 'director' | 'yourself' | 'gave-passphrase' | 'over' | 'too-long' | 'taken'

const mostDays = 366

/**
 * Names an acting Director from a first to a last day of the library's calendar, both included (`YYYY-MM-DD`). It
 * begins and ends by itself. Named by the Board: by its president, or on the command line.
 */
export async function nameActingDirector(
  office: Office,
  by: By,
  acting: { readonly accountId: string; readonly firstDay: string; readonly lastDay: string },
): Promise<'named' | NotNamed> {
  const { accountId, firstDay, lastDay } = acting
  if (lastDay < firstDay || lastDay < office.clock.today()) return 'over'
  if (daysBetween(firstDay, lastDay) > mostDays) return 'too-long'
  // Why: the Board gives the Director's powers to somebody; nobody takes them.
  if (by.actor === accountId) return 'yourself'
  const namedBy = accountOfActor(by)
  return act(office, by, async (trx, note) => {
    // Why locked: else somebody who is made Director at the same moment stays named, and acts once they are not.
    await lockDirectors(trx)
    // Hostile: whoever made a president's passphrase could have chosen it for them too, and name themselves.
    if (namedBy !== null && (await passphraseGivenBy(trx, namedBy)) === accountId) return 'gave-passphrase'
    const account = await accountOf(trx, { id: accountId })
    if (account === null) return 'unknown'
    if (account.role === 'director') return 'director'
    if ((await nameActing(trx, office.ring, { ...acting, namedBy })) === null) return 'taken'
    await note({ kind: 'acting-director-named', account: accountId, flags: [firstDay, lastDay] })
    return 'named'
  })
}

/** Ends somebody's time as acting Director before its last day, at once. False where it is over. */
export async function endActingDirector(office: Office, by: By, id: string): Promise<boolean> {
  return act(office, by, async (trx, note) => {
    const accountId = await endActing(trx, id)
    if (accountId !== null) await note({ kind: 'acting-director-ended', account: accountId })
    return accountId !== null
  })
}
