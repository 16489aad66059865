import { randomBytes } from 'node:crypto'
import { addPasskey, countPasskey, passkeysOf, removePasskey } from '../store/passkeys.ts'
import { setChallenge, takeChallenge } from '../store/sessions.ts'
import { act, type By, type Office, Undone } from './act.ts'
import { type ChangePermit, usePermit } from './change-permit.ts'
import {
  creationOptions,
  type PasskeyHost,
  readNewPasskey,
  readUsedPasskey,
  requestOptions,
} from './passkey-check.ts'

type Holder = { readonly id: string; readonly signIn: string; readonly name: string }

/** What the browser needs to make a passkey for this account, JSON. What it must sign is kept with the session. */
export async function askForNewPasskey(
  { app }: Office,
  of: {
    readonly library: string
    readonly at: PasskeyHost
    readonly account: Holder
    readonly tokenHash: Buffer
  },
): Promise<string> {
  const { tokenHash, ...rest } = of
  const challenge = randomBytes(32)
  await setChallenge(app, tokenHash, challenge)
  const has = await passkeysOf(app, of.account.id)
  return JSON.stringify(await creationOptions({ ...rest, has, challenge }))
}

/** Makes what the browser sent a second step of the account. `over`: the permit no longer holds. */
export async function addNewPasskey(
  office: Office,
  by: By,
  add: {
    readonly permit: ChangePermit
    readonly at: PasskeyHost
    readonly sent: string
    readonly name: string
  },
): Promise<'added' | 'not-one' | 'over'> {
  const { permit, at, sent, name } = add
  const { app, clock } = office
  const challenge = await takeChallenge(app, permit.tokenHash)
  if (challenge === null) return 'over'
  const passkey = await readNewPasskey(sent, { at, challenge })
  if (passkey === null) return 'not-one'
  const { accountId } = permit
  return act(office, by, async (trx, note) => {
    if ((await usePermit(trx, office, permit)) === null) return 'over'
    // INVARIANT: undone, so that the permit is not used up: a half sign-in would count as one whose second step is
    // passed. It is there already, perhaps with somebody else, whose it stays.
    if (!(await addPasskey(trx, accountId, { ...passkey, name, addedOn: clock.today() })))
      throw new Undone('not-one')
    await note({ kind: 'second-step-added', account: accountId, flags: ['passkey'] })
    return 'added'
  })
}

/** What the browser needs to use one of the account's passkeys, JSON; null where none is for this host. */
export async function askForPasskey(
  { app }: Office,
  of: { readonly at: PasskeyHost; readonly accountId: string; readonly tokenHash: Buffer },
): Promise<string | null> {
  const { at, accountId, tokenHash } = of
  const has = await passkeysOf(app, accountId)
  if (!has.some(({ host }) => host === at.host)) return null
  const challenge = randomBytes(32)
  await setChallenge(app, tokenHash, challenge)
  return JSON.stringify(await requestOptions({ at, has, challenge }))
}

/** Whether what the browser sent was signed by one of this account's passkeys, for what was asked, just now. */
export async function isRightPasskey(
  { app }: Office,
  used: {
    readonly at: PasskeyHost
    readonly accountId: string
    readonly tokenHash: Buffer
    readonly sent: string
  },
): Promise<boolean> {
  const challenge = await takeChallenge(app, used.tokenHash)
  if (challenge === null) return false
  const has = await passkeysOf(app, used.accountId)
  const read = await readUsedPasskey(used.sent, { at: used.at, challenge, has })
  return read !== null && (await countPasskey(app, read.credentialId, read.counter))
}

/** Removes one passkey. `needed`: it is the only second step of one who must have one. */
export async function dropPasskey(
  office: Office,
  by: By,
  drop: { readonly permit: ChangePermit; readonly must: boolean; readonly credentialId: Buffer },
): Promise<'removed' | 'needed' | 'over'> {
  const { permit, must, credentialId } = drop
  return act(office, by, async (trx, note) => {
    const held = await usePermit(trx, office, permit)
    if (held === null) return 'over'
    if (must && !held.codeApp && held.passkeys === 1) throw new Undone('needed')
    if (!(await removePasskey(trx, permit.accountId, credentialId))) throw new Undone('over')
    await note({ kind: 'second-step-removed', account: permit.accountId, flags: ['passkey'] })
    return 'removed'
  })
}
