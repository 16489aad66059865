import { randomBytes } from 'node:crypto'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { decodeAttestationObject, decodeClientDataJSON } from '@simplewebauthn/server/helpers'
import { generateSecret, generateURI, verifySync } from 'otplib'
import { type Actor, type CodeSecretOpener, codeSecretOpener } from '../gate/index.ts'
import { sealField } from '../platform/crypto/field.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Trx } from '../platform/db/context.ts'
import type { RequestContext } from '../platform/http/request-context.ts'
import type { StaffRole } from './account.ts'
import { type CoreServices, RollbackError, recordAction } from './logged-action.ts'
import {
  addPasskey,
  clockErrorSteps,
  countPasskey,
  hasSecondFactor,
  lockSecondFactor,
  type Passkey,
  passkeysOf,
  removeCodeApp,
  removePasskey,
  type SecondFactorPolicy,
  type SecondFactorState,
  setCodeApp,
  useCodeStep,
} from './second-factor-store.ts'
import {
  consumeReauth,
  endSessionsOf,
  passSecondFactor,
  setChallenge,
  takeChallenge,
} from './session-store.ts'
import { type AttemptSource, chargeCodeAttempt } from './sign-in-attempts.ts'

/** Whom a stolen passphrase would open most to, wherever they sit (docs/decisions/0009). */
const officers: readonly StaffRole[] = ['director', 'counsel', 'trustee']

/** Whether somebody must pass a second step at every sign-in. `nobody` is for the demo, whose sign-ins are known. */
export function requiresSecondFactor(
  who: { readonly role: StaffRole; readonly actingUntil: string | null },
  whom: SecondFactorPolicy | 'nobody',
): boolean {
  if (whom === 'nobody') return false
  return whom === 'everyone' || who.actingUntil !== null || officers.includes(who.role)
}

type ReauthSubject = { readonly id: string; readonly proved: boolean }

/**
 * Whether somebody has to show who they are, with both steps, before what a session that was left open must not do. A
 * passphrase alone is no proof for one who has a second step: it would not have let them in either.
 */
export async function needsReauth({ app }: CoreServices, { id, proved }: ReauthSubject): Promise<boolean> {
  return !proved && (await hasSecondFactor(app, id))
}

/** Uses that proof up, where one is needed; false where it is not there. */
export async function consumeReauthIfNeeded(
  trx: Trx,
  { ring, clock }: CoreServices,
  of: { readonly accountId: string; readonly tokenHash: Buffer },
): Promise<boolean> {
  return !(await hasSecondFactor(trx, of.accountId)) || (await consumeReauth(trx, ring, of, clock.now()))
}

/**
 * By what somebody may change the second step of their sign-in: `half`, a sign-in that has to set up the first one;
 * or a session whose owner proved who they are a moment ago.
 */
export type SecondFactorPermit = {
  readonly accountId: string
  /** Of the session or the half sign-in. */
  readonly tokenHash: Buffer
  readonly half: boolean
}

/**
 * Uses the permit up, and returns what the account has now; null where it no longer holds. Whoever else is signed in
 * with the account is signed out: it may be for them that its owner changes something.
 *
 * Hostile: a half sign-in knows the passphrase and nothing more. If it could add a second step beside the one that is
 * there, a stolen passphrase alone would be enough; so it may only set up the first, and of two at once one does.
 */
export async function useSecondFactorPermit(
  trx: Trx,
  { ring, clock }: CoreServices,
  permit: SecondFactorPermit,
): Promise<SecondFactorState | null> {
  const { accountId, tokenHash, half } = permit
  const held = await lockSecondFactor(trx, accountId)
  if (held === null) return null
  const isFirst = !held.codeApp && held.passkeys === 0 && !held.given
  const holds = half
    ? isFirst && (await passSecondFactor(trx, ring, permit))
    : await consumeReauth(trx, ring, permit, clock.now())
  if (!holds) return null
  await endSessionsOf(trx, accountId, tokenHash)
  return held
}

/** RFC 6238 with what every code app does without asking: SHA-1, six digits, a new code every 30 seconds. */
const periodSeconds = 30
const digits = 6

/** A new secret for a code app: 160 random bits, base32. */
export const newCodeSecret = (): string => generateSecret({ length: 20 })

/** What a code app reads from a QR code. */
export function codeAppLink(of: {
  readonly library: string
  readonly signIn: string
  readonly secret: string
}) {
  return generateURI({
    issuer: of.library,
    label: of.signIn,
    secret: of.secret,
    digits,
    period: periodSeconds,
  })
}

/** Six digits, however they were spaced; null where it is none. */
export function parseCode(typed: string): string | null {
  const code = typed.replace(/\s/g, '')
  return /^[0-9]{6}$/.test(code) ? code : null
}

/**
 * The time step that a code belongs to, or null where it is wrong. The step before and the one after count too, since
 * no two clocks agree; none up to `after` does, since no code counts twice.
 */
export function timeStepOf(
  code: string,
  of: { readonly secret: string; readonly after: bigint; readonly now: Date },
) {
  const epoch = Math.floor(of.now.getTime() / 1000)
  const step = BigInt(Math.floor(epoch / periodSeconds))
  const isAhead = of.after > step + clockErrorSteps
  // Why the bound: what checks codes takes a last step from the future, left by a clock set back, for a fault.
  const after = isAhead ? 0 : Math.min(Number(of.after), Number(step) + 1)
  const { secret } = of
  const result = verifySync({
    ...{ secret, token: code, epoch, digits, period: periodSeconds },
    ...{ epochTolerance: periodSeconds, afterTimeStep: after },
  })
  return result.valid && 'timeStep' in result ? BigInt(result.timeStep) : null
}

/** Holds a code against an account's code app, as one of its tries, and uses it up. */
export async function isRightCode(
  office: CoreServices,
  accountId: string,
  code: string,
  from?: AttemptSource,
): Promise<boolean> {
  const { app, ring, clock } = office
  const now = clock.now()
  const charged = await chargeCodeAttempt(office, accountId, from)
  if (charged === null) return false
  const secret = openCodeSecret(codeSecretOpener(ring), accountId, charged.sealedSecret)
  const step = timeStepOf(code, { secret, after: charged.lastStep, now })
  return step !== null && (await useCodeStep(app, 'account', accountId, step))
}

/**
 * Makes a code app the account's second step, in place of one before. It counts only once a code of it was right.
 * `over`: the permit no longer holds.
 */
export async function addCodeApp(
  office: CoreServices,
  by: Actor,
  add: { readonly permit: SecondFactorPermit; readonly secret: string; readonly code: string },
): Promise<'added' | 'wrong-code' | 'over'> {
  const { permit, secret, code } = add
  const { accountId } = permit
  const now = office.clock.now()
  const step = timeStepOf(code, { secret, after: 0n, now })
  if (step === null) return 'wrong-code'
  return recordAction(office, by, async (trx, note) => {
    if ((await useSecondFactorPermit(trx, office, permit)) === null) return 'over'
    // Why here: what is sealed within the transaction that writes it is not left behind by a rotation of the key.
    const sealedSecret = sealCodeSecret(office.ring, accountId, secret)
    await setCodeApp(trx, { accountId, sealedSecret, step })
    await note({ kind: 'second-step-added', account: accountId, flags: ['code-app'] })
    return 'added'
  })
}

/** Removes the code app. `needed`: it is the only second step of one who must have one. */
export async function dropCodeApp(
  office: CoreServices,
  by: Actor,
  { permit, must }: { readonly permit: SecondFactorPermit; readonly must: boolean },
): Promise<'removed' | 'needed' | 'over'> {
  return recordAction(office, by, async (trx, note) => {
    const held = await useSecondFactorPermit(trx, office, permit)
    if (held === null || !held.codeApp) return 'over'
    if (must && held.passkeys === 0) throw new RollbackError('needed')
    await removeCodeApp(trx, permit.accountId)
    await note({ kind: 'second-step-removed', account: permit.accountId, flags: ['code-app'] })
    return 'removed'
  })
}

const column = 'account.second_factor'

/** Seals the secret of an account's code app, base32. */
export function sealCodeSecret(ring: KeyRing, accountId: string, secret: string): Buffer {
  return sealField(ring, column, accountId, secret)
}

/**
 * The secret again, to check a code against. It identifies no patron, and leaves only as a yes or a no.
 * @throws KeyError `keys-damaged`
 */
export function openCodeSecret(opener: CodeSecretOpener, accountId: string, sealed: Buffer): string {
  return opener.field(column, accountId, sealed) as string
}

type PasskeyHolder = { readonly id: string; readonly signIn: string; readonly name: string }

/** What the browser needs to make a passkey for this account, JSON. What it must sign is kept with the session. */
export async function askForNewPasskey(
  { app }: CoreServices,
  of: {
    readonly library: string
    readonly at: PasskeyHost
    readonly account: PasskeyHolder
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
  office: CoreServices,
  by: Actor,
  add: {
    readonly permit: SecondFactorPermit
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
  return recordAction(office, by, async (trx, note) => {
    if ((await useSecondFactorPermit(trx, office, permit)) === null) return 'over'
    // INVARIANT: undone, so that the permit is not used up: a half sign-in would count as one whose second step is
    // passed. It is there already, perhaps with somebody else, whose it stays.
    if (!(await addPasskey(trx, accountId, { ...passkey, name, addedOn: clock.today() })))
      throw new RollbackError('not-one')
    await note({ kind: 'second-step-added', account: accountId, flags: ['passkey'] })
    return 'added'
  })
}

/** What the browser needs to use one of the account's passkeys, JSON; null where none is for this host. */
export async function askForPasskey(
  { app }: CoreServices,
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
  { app }: CoreServices,
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
  office: CoreServices,
  by: Actor,
  drop: { readonly permit: SecondFactorPermit; readonly must: boolean; readonly credentialId: Buffer },
): Promise<'removed' | 'needed' | 'over'> {
  const { permit, must, credentialId } = drop
  return recordAction(office, by, async (trx, note) => {
    const held = await useSecondFactorPermit(trx, office, permit)
    if (held === null) return 'over'
    if (must && !held.codeApp && held.passkeys === 1) throw new RollbackError('needed')
    if (!(await removePasskey(trx, permit.accountId, credentialId))) throw new RollbackError('over')
    await note({ kind: 'second-step-removed', account: permit.accountId, flags: ['passkey'] })
    return 'removed'
  })
}

/** Where passkeys are made and used: the host that they are bound to, and the origin of the pages there. */
export type PasskeyHost = { readonly host: string; readonly origin: string }

/**
 * The host that passkeys are bound to on a page, or null where a browser makes none: they need https, but on this
 * machine itself, and a name in place of a number.
 * @param origin the library's own, as configured; behind a proxy too it is what the browser shows
 * @param asked what the browser asked for in this request; held to be ours already
 */
export function passkeyHost(origin: string, asked: string): PasskeyHost | null {
  const home = new URL(origin)
  if (home.protocol === 'https:') return /^[\d.]+$|\[/.test(home.hostname) ? null : hostOf(home)
  const here = URL.canParse(`http://${asked}`) ? new URL(`http://${asked}`) : null
  return here?.hostname === 'localhost' ? hostOf(here) : null
}

const hostOf = ({ hostname, origin }: URL): PasskeyHost => ({ host: hostname, origin })

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')

/** What a browser needs to make a passkey; `challenge` is what it has to sign. */
export async function creationOptions(of: {
  readonly library: string
  readonly at: PasskeyHost
  readonly account: { readonly id: string; readonly signIn: string; readonly name: string }
  readonly has: readonly Passkey[]
  readonly challenge: Buffer
}): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { library, at, account, has, challenge } = of
  return generateRegistrationOptions({
    rpName: library,
    rpID: at.host,
    userName: account.signIn,
    userDisplayName: account.name,
    userID: new Uint8Array(Buffer.from(account.id.replaceAll('-', ''), 'hex')),
    challenge: new Uint8Array(challenge),
    attestationType: 'none',
    excludeCredentials: has.map(({ credentialId, transports }) => ({
      id: base64url(credentialId),
      transports: [...transports],
    })),
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
  })
}

/** What a browser needs to use one of an account's passkeys. */
export async function requestOptions(of: {
  readonly at: PasskeyHost
  readonly has: readonly Passkey[]
  readonly challenge: Buffer
}): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { at, has, challenge } = of
  return generateAuthenticationOptions({
    rpID: at.host,
    challenge: new Uint8Array(challenge),
    userVerification: 'preferred',
    allowCredentials: has
      .filter(({ host }) => host === at.host)
      .map(({ credentialId, transports }) => ({ id: base64url(credentialId), transports: [...transports] })),
  })
}

type PasskeyCeremony = { readonly at: PasskeyHost; readonly challenge: Buffer }

/** The passkey in what a browser made, or null where it is none that was asked for. `sent`: its JSON. */
export async function readNewPasskey(
  sent: string,
  { at, challenge }: PasskeyCeremony,
): Promise<Pick<Passkey, 'credentialId' | 'publicKey' | 'counter' | 'transports' | 'host'> | null> {
  try {
    const response = JSON.parse(sent) as RegistrationResponseJSON
    if (isFramed(response.response.clientDataJSON) || isAttested(response.response.attestationObject))
      return null
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: base64url(challenge),
      expectedOrigin: at.origin,
      expectedRPID: at.host,
      requireUserVerification: false,
    })
    if (!verified) return null
    const { id, publicKey, counter } = registrationInfo.credential
    return {
      credentialId: Buffer.from(id, 'base64url'),
      publicKey: Buffer.from(publicKey),
      counter: BigInt(counter),
      transports: (response.response.transports ?? [])
        .filter((each) => /^[a-z-]{1,20}$/.test(each))
        .slice(0, 8),
      host: at.host,
    }
  } catch {
    // Hostile: whatever a browser sends, the answer is no; the library says so by throwing.
    return null
  }
}

/** The passkey of `has` that signed, and its new count; null where none did, or not what was asked. */
export async function readUsedPasskey(
  sent: string,
  { at, challenge, has }: PasskeyCeremony & { readonly has: readonly Passkey[] },
): Promise<{ readonly credentialId: Buffer; readonly counter: bigint } | null> {
  try {
    const response = JSON.parse(sent) as AuthenticationResponseJSON
    if (isFramed(response.response.clientDataJSON)) return null
    // INVARIANT: looked for among this account's own, so that nobody signs in with somebody else's.
    const used = has.find(({ credentialId }) => base64url(credentialId) === response.id)
    if (used === undefined) return null
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: base64url(challenge),
      expectedOrigin: at.origin,
      expectedRPID: at.host,
      credential: {
        id: response.id,
        publicKey: new Uint8Array(used.publicKey),
        counter: Number(used.counter),
      },
      requireUserVerification: false,
    })
    return verified
      ? { credentialId: used.credentialId, counter: BigInt(authenticationInfo.newCounter) }
      : null
  } catch {
    return null
  }
}

/** Hostile: in a frame of another site, which no page of ours stands in. */
function isFramed(clientDataJSON: string): boolean {
  return decodeClientDataJSON(clientDataJSON).crossOrigin === true
}

/**
 * Hostile: none was asked for, and to check a certificate the library would fetch the list of revoked ones from an
 * address that stands in it. No request leaves this machine.
 */
function isAttested(attestationObject: string): boolean {
  const decoded = decodeAttestationObject(new Uint8Array(Buffer.from(attestationObject, 'base64url')))
  const format = decoded.get('fmt')
  return format !== 'none' && !(format === 'packed' && decoded.get('attStmt').get('x5c') === undefined)
}

/** Where a passkey of this page is bound to, or null where there can be none. */
export function passkeyHostOf({ c, services }: RequestContext): PasskeyHost | null {
  // `Host` was held to be ours before any page was opened (same-site.ts).
  return passkeyHost(services.origin, c.req.header('host') ?? '')
}

/** The address at which passkeys would work, where this is not one and there is one; for a sentence. */
export function addressForPasskeys({ services }: RequestContext): string | null {
  const { hostname, port } = new URL(services.origin)
  return hostname === '127.0.0.1' ? `http://localhost${port === '' ? '' : `:${port}`}` : null
}
