import { lockDirectors } from '../store/accounts.ts'
import { confirmAccount, type Officer, officersNow } from '../store/accounts-confirmed.ts'
import { accountOfActor, act, type By, type Office } from './act.ts'

/**
 * Why somebody's sign-in is not confirmed. `given`: they have no passphrase of their own yet. `yours`: it is one's own.
 * `set-up`: whoever confirms set it up. `unsure`: their own sign-in is in a Director's hands. `role`: it is not theirs to say.
 */
export type NotConfirmed = 'unknown' | 'given' | 'yours' | 'set-up' | 'unsure' | 'role'

/** Who of the officers confirms, as a pack has it. */
export type Confirming = readonly ('counsel' | 'president' | 'trustee')[]

/** Whether a sign-in counts as its owner's own: no Director made its passphrase or gave it its role, or another confirmed it. */
export const isOwn = ({ setUpBy, confirmed }: Officer): boolean => setUpBy === null || confirmed !== null

/** What keeps somebody from confirming another's sign-in; undefined where nothing does. */
export function notConfirming(
  confirmer: Officer | undefined,
  officer: Officer | undefined,
  confirming: Confirming,
): NotConfirmed | undefined {
  if (officer === undefined || isOwn(officer)) return 'unknown'
  if (officer.given) return 'given'
  if (confirmer === undefined) return 'role'
  if (confirmer.id === officer.id) return 'yours'
  if (confirmer.id === officer.setUpBy?.id) return 'set-up'
  const { role, president } = confirmer
  const may = confirming.some((one) => (one === 'president' ? president : one === role))
  if (!may) return 'role'
  return isOwn(confirmer) ? undefined : 'unsure'
}

/**
 * Confirms that a sign-in which a Director set up is its owner's own, as somebody says who knows them, or the command line.
 * Until then it counts for nobody else than whoever set it up (decision 0036).
 */
export async function confirmPerson(
  office: Office,
  by: By,
  { id, confirming }: { readonly id: string; readonly confirming: Confirming },
): Promise<'confirmed' | NotConfirmed> {
  return act(office, by, async (trx, note) => {
    // Why locked: whoever resets a sign-in or changes its role waits, so what is confirmed is what it is.
    await lockDirectors(trx)
    const everyone = await officersNow(trx, office.ring)
    const officer = everyone.find((one) => one.id === id)
    const account = accountOfActor(by)
    const confirmer = everyone.find((one) => one.id === account)
    const refused =
      account === null && officer !== undefined
        ? officer.given
          ? 'given'
          : undefined
        : notConfirming(confirmer, officer, confirming)
    if (officer === undefined || refused !== undefined) return refused ?? 'unknown'
    await confirmAccount(trx, office.ring, officer, { by: account, on: office.clock.today() })
    await note({ kind: 'account-confirmed', account: id, flags: [officer.role] })
    return 'confirmed'
  })
}
