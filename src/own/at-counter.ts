import type { By, Office } from '../accounts/act.ts'
import { isOnFile } from '../store/patrons.ts'
import { dropOwnCodeApp } from '../store/pins.ts'
import { handScreen } from '../store/sessions.ts'
import { type HandCheck, ownAct } from './act.ts'

/*
 * What staff do about a patron's own sign-in. INVARIANT: each is on record with what they checked, and told to the patron;
 * none of it opens what the patron had (`historyOpensOn`).
 */

type Checked = { readonly patronId: string; readonly checked: HandCheck }

/** Hands the screen over. False where there is no such patron, or the session is over. */
export async function handScreenTo(
  office: Office,
  by: By,
  { patronId, checked, session }: Checked & { readonly session: Buffer },
): Promise<boolean> {
  return ownAct(office, by, async (trx, note) => {
    if (!(await isOnFile(trx, patronId))) return false
    const holder = { accountId: by.actor, tokenHash: session }
    if (!(await handScreen(trx, office.ring, holder, patronId))) return false
    await note(patronId, 'screen-handed', undefined, checked)
    return true
  })
}

/** Takes away the code app of somebody who lost it. The same to whoever asks, whether there was one or not. */
export async function dropLostCodeApp(office: Office, by: By, patronId: string): Promise<boolean> {
  return ownAct(office, by, async (trx, note) => {
    if (!(await isOnFile(trx, patronId))) return false
    await dropOwnCodeApp(trx, patronId, office.clock.today())
    await note(patronId, 'code-app-lost', undefined, 'photo-id')
    return true
  })
}
