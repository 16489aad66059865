import { addAccount, directors, lockDirectors } from '../store/accounts.ts'
import { closeSetUp, endSetUpLink, followSetUpLink, isSettingUp, setUpLink } from '../store/setup.ts'
import { act, type By, byItself, type Office } from './act.ts'
import { hashPassphrase } from './passphrase.ts'

/** Makes the library's one set-up link where nobody is Director; false where somebody is. */
export async function makeSetUpLink(office: Office, linkHash: Buffer): Promise<boolean> {
  return act(office, byItself, async (trx, note) => {
    if ((await lockDirectors(trx)).length > 0) return false
    await setUpLink(trx, office.ring, linkHash, office.clock.now())
    await note({ kind: 'set-up-link-made' })
    return true
  })
}

/** Hands the set-up to the browser that followed the link, once. False where the link does not hold. */
export async function followLink(
  office: Office,
  followed: { readonly linkHash: Buffer; readonly browserHash: Buffer },
): Promise<boolean> {
  return act(office, byItself, async (trx, note) => {
    if ((await directors(trx)).length > 0) return false
    if (!(await followSetUpLink(trx, office.ring, { ...followed, now: office.clock.now() }))) return false
    await note({ kind: 'set-up-link-followed' })
    return true
  })
}

/**
 * Adds the library's first Director, who chose the passphrase. The set-up is theirs from then on, and no link and no
 * other browser can go on with it. `over`: somebody is Director already, or a newer link was printed.
 */
export async function addFirstDirector(
  office: Office,
  director: {
    readonly signIn: string
    readonly name: string
    readonly passphrase: string
    /** Of the token of the browser that followed the link. */
    readonly browserHash: Buffer
  },
): Promise<'added' | 'over' | 'taken'> {
  const { signIn, name, browserHash } = director
  const passphrase = await hashPassphrase(director.passphrase)
  return act(office, byItself, async (trx, note) => {
    if ((await lockDirectors(trx)).length > 0) return 'over'
    if (!(await isSettingUp(trx, office.ring, browserHash, office.clock.now()))) return 'over'
    const id = await addAccount(trx, office.ring, { signIn, name, role: 'director', passphrase })
    if (id === null) return 'taken'
    await endSetUpLink(trx)
    await note({ kind: 'account-added', account: id, flags: ['director'] })
    return 'added'
  })
}

/** Notes that the Director has been through the set-up. False where that was noted before. */
export async function finishSetUp(office: Office, by: By): Promise<boolean> {
  return act(office, by, async (trx, note) => {
    const closed = await closeSetUp(trx, office.clock.today())
    if (closed) await note({ kind: 'set-up-done' })
    return closed
  })
}
