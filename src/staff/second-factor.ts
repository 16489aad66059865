import { randomBytes } from 'node:crypto'
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { generateSecret, generateURI, verifySync } from 'otplib'
import { codeSecretOpener } from '../gate/capabilities.ts'
import type { Actor, CodeSecretOpener } from '../gate/index.ts'
import { sealField } from '../platform/crypto/field.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Trx } from '../platform/db/context.ts'
import type { RequestContext } from '../platform/http/request-context.ts'
import type { StaffRole } from '../policy/index.ts'
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
import { type AttemptSource, chargeCodeAttempt } from './sign-in-attempt-store.ts'

/** Accounts with most access if a passphrase is stolen (docs/decisions/0009). */
const officers: readonly StaffRole[] = ['director', 'counsel', 'special-counsel', 'trustee']

/** `nobody` is for the demo, whose sign-ins are public. */
export function requiresSecondFactor(
  who: { readonly role: StaffRole; readonly actingUntil: string | null },
  whom: SecondFactorPolicy | 'nobody',
): boolean {
  if (whom === 'nobody') return false
  return whom === 'everyone' || who.actingUntil !== null || officers.includes(who.role)
}

type ReauthSubject = { readonly id: string; readonly proved: boolean }

/** For someone with a second factor, a passphrase alone proves nothing. */
export async function needsReauth({ app }: CoreServices, { id, proved }: ReauthSubject): Promise<boolean> {
  return !proved && (await hasSecondFactor(app, id))
}

/** Uses up the reauthentication if one is needed; false if it is missing. */
export async function consumeReauthIfNeeded(
  trx: Trx,
  { ring, clock }: CoreServices,
  of: { readonly accountId: string; readonly tokenHash: Buffer },
): Promise<boolean> {
  return !(await hasSecondFactor(trx, of.accountId)) || (await consumeReauth(trx, ring, of, clock.now()))
}

/**
 * `half`: a pending sign-in that must add its first second factor; else a session that just reauthenticated.
 */
export type SecondFactorPermit = {
  readonly accountId: string
  /** Of the session or the pending sign-in. */
  readonly tokenHash: Buffer
  readonly half: boolean
}

/**
 * Uses up the permit and signs out the account's other sessions; null if it no longer holds.
 * Hostile: a pending sign-in proves only the passphrase, so it may add the first second factor and never
 * another.
 */
async function useSecondFactorPermit(
  trx: Trx,
  { ring, clock }: CoreServices,
  permit: SecondFactorPermit,
): Promise<SecondFactorState | null> {
  const { accountId, tokenHash, half } = permit
  const state = await lockSecondFactor(trx, accountId)
  if (state === null) return null
  const isFirst = !state.codeApp && state.passkeys === 0 && !state.given
  const holds = half
    ? isFirst && (await passSecondFactor(trx, ring, permit))
    : await consumeReauth(trx, ring, permit, clock.now())
  if (!holds) return null
  await endSessionsOf(trx, ring, accountId, tokenHash)
  return state
}

/** RFC 6238 as every code app does it: SHA-1, six digits, 30 seconds. */
const periodSeconds = 30
const digits = 6

/** 160 random bits, base32. */
export const newCodeSecret = (): string => generateSecret({ length: 20 })

/** Encoded in the QR code. */
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

/** Accepts any spacing; null unless six digits. */
export function parseCode(typed: string): string | null {
  const code = typed.replace(/\s/g, '')
  return /^[0-9]{6}$/.test(code) ? code : null
}

/** Allows one step of clock difference either way, and no step up to `after`, since a code counts once. */
export function timeStepOf(
  code: string,
  of: { readonly secret: string; readonly after: bigint; readonly now: Date },
) {
  const epoch = Math.floor(of.now.getTime() / 1000)
  const step = BigInt(Math.floor(epoch / periodSeconds))
  const isAhead = of.after > step + clockErrorSteps
  // Why the bound: the library throws on a last step in the future, which a clock set back leaves behind.
  const after = isAhead ? 0 : Math.min(Number(of.after), Number(step) + 1)
  const { secret } = of
  const result = verifySync({
    secret,
    token: code,
    epoch,
    digits,
    period: periodSeconds,
    epochTolerance: periodSeconds,
    afterTimeStep: after,
  })
  return result.valid && 'timeStep' in result ? BigInt(result.timeStep) : null
}

/** Counts as an attempt, and uses the code up. */
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

/** Adds or replaces the code app once a code confirms it. `over`: the permit no longer holds. */
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
    // Why here: sealing in the transaction that writes it keeps up with key rotation.
    const sealedSecret = sealCodeSecret(office.ring, accountId, secret)
    await setCodeApp(trx, { accountId, sealedSecret, step })
    await note({ kind: 'second-step-added', account: accountId, flags: ['code-app'] })
    return 'added'
  })
}

/** `needed`: it is the only second factor of someone who must have one. */
export async function dropCodeApp(
  office: CoreServices,
  by: Actor,
  { permit, must }: { readonly permit: SecondFactorPermit; readonly must: boolean },
): Promise<'removed' | 'needed' | 'over'> {
  return recordAction(office, by, async (trx, note) => {
    const state = await useSecondFactorPermit(trx, office, permit)
    if (state === null || !state.codeApp) return 'over'
    if (must && state.passkeys === 0) throw new RollbackError('needed')
    await removeCodeApp(trx, permit.accountId)
    await note({ kind: 'second-step-removed', account: permit.accountId, flags: ['code-app'] })
    return 'removed'
  })
}

const column = 'account.second_factor'

export function sealCodeSecret(ring: KeyRing, accountId: string, secret: string): Buffer {
  return sealField(ring, column, accountId, secret)
}

/** It identifies no patron, and only a yes or no leaves the caller. @throws KeyError `keys-damaged` */
export function openCodeSecret(opener: CodeSecretOpener, accountId: string, sealed: Buffer): string {
  return opener.field(column, accountId, sealed) as string
}

type PasskeyHolder = { readonly id: string; readonly signIn: string; readonly name: string }

/** JSON for the browser; the challenge is kept with the session. */
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

/** `over`: the permit no longer holds. */
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
    // INVARIANT: rolled back so that the permit is not used up, or a pending sign-in would count as past its
    // second step. The passkey exists already, perhaps on another account.
    if (!(await addPasskey(trx, accountId, { ...passkey, name, addedOn: clock.today() })))
      throw new RollbackError('not-one')
    await note({ kind: 'second-step-added', account: accountId, flags: ['passkey'] })
    return 'added'
  })
}

/** JSON for the browser; null if no passkey is for this host. */
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

/** Whether one of this account's passkeys signed the current challenge. */
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

/** `needed`: it is the only second factor of someone who must have one. */
export async function dropPasskey(
  office: CoreServices,
  by: Actor,
  drop: { readonly permit: SecondFactorPermit; readonly must: boolean; readonly credentialId: Buffer },
): Promise<'removed' | 'needed' | 'over'> {
  const { permit, must, credentialId } = drop
  return recordAction(office, by, async (trx, note) => {
    const state = await useSecondFactorPermit(trx, office, permit)
    if (state === null) return 'over'
    if (must && !state.codeApp && state.passkeys === 1) throw new RollbackError('needed')
    if (!(await removePasskey(trx, permit.accountId, credentialId))) throw new RollbackError('over')
    await note({ kind: 'second-step-removed', account: permit.accountId, flags: ['passkey'] })
    return 'removed'
  })
}

type PasskeyHost = { readonly host: string; readonly origin: string }

/**
 * Null where browsers make no passkeys: they require https, except on localhost, and a name.
 * @param asked the request's `Host`, already checked
 */
export function passkeyHost(origin: string, asked: string): PasskeyHost | null {
  const home = new URL(origin)
  if (home.protocol === 'https:') return /^[\d.]+$|\[/.test(home.hostname) ? null : hostOf(home)
  const here = URL.canParse(`http://${asked}`) ? new URL(`http://${asked}`) : null
  return here?.hostname === 'localhost' ? hostOf(here) : null
}

const hostOf = ({ hostname, origin }: URL): PasskeyHost => ({ host: hostname, origin })

/** Why only with the first passkey: every command would wait for it, and most have none. */
async function webauthn() {
  const [server, { decodeAttestationObject, decodeClientDataJSON }] = await Promise.all([
    import('@simplewebauthn/server'),
    import('@simplewebauthn/server/helpers'),
  ])
  return { ...server, decodeAttestationObject, decodeClientDataJSON }
}

type Webauthn = Awaited<ReturnType<typeof webauthn>>

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')

async function creationOptions(of: {
  readonly library: string
  readonly at: PasskeyHost
  readonly account: { readonly id: string; readonly signIn: string; readonly name: string }
  readonly has: readonly Passkey[]
  readonly challenge: Buffer
}): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { library, at, account, has, challenge } = of
  const { generateRegistrationOptions } = await webauthn()
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

async function requestOptions(of: {
  readonly at: PasskeyHost
  readonly has: readonly Passkey[]
  readonly challenge: Buffer
}): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { at, has, challenge } = of
  const { generateAuthenticationOptions } = await webauthn()
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

/** Null unless `sent` (JSON) answers the challenge. */
async function readNewPasskey(
  sent: string,
  { at, challenge }: PasskeyCeremony,
): Promise<Pick<Passkey, 'credentialId' | 'publicKey' | 'counter' | 'transports' | 'host'> | null> {
  const { verifyRegistrationResponse, ...readers } = await webauthn()
  try {
    const response = JSON.parse(sent) as RegistrationResponseJSON
    const { clientDataJSON, attestationObject } = response.response
    if (isFramed(readers, clientDataJSON) || isAttested(readers, attestationObject)) return null
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
    // Hostile: the library throws on malformed input.
    return null
  }
}

/** Null unless a passkey of `has` signed the challenge. */
async function readUsedPasskey(
  sent: string,
  { at, challenge, has }: PasskeyCeremony & { readonly has: readonly Passkey[] },
): Promise<{ readonly credentialId: Buffer; readonly counter: bigint } | null> {
  const { verifyAuthenticationResponse, ...readers } = await webauthn()
  try {
    const response = JSON.parse(sent) as AuthenticationResponseJSON
    if (isFramed(readers, response.response.clientDataJSON)) return null
    // INVARIANT: looked up among this account's passkeys only.
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

/** Hostile: in a frame of another site. */
function isFramed(
  { decodeClientDataJSON }: Pick<Webauthn, 'decodeClientDataJSON'>,
  clientDataJSON: string,
): boolean {
  return decodeClientDataJSON(clientDataJSON).crossOrigin === true
}

/** Hostile: checking a certificate would fetch from an address in it. No request leaves this machine. */
function isAttested(
  { decodeAttestationObject }: Pick<Webauthn, 'decodeAttestationObject'>,
  attestationObject: string,
): boolean {
  const decoded = decodeAttestationObject(new Uint8Array(Buffer.from(attestationObject, 'base64url')))
  const format = decoded.get('fmt')
  return format !== 'none' && !(format === 'packed' && decoded.get('attStmt').get('x5c') === undefined)
}

export function passkeyHostOf({ c, services }: RequestContext): PasskeyHost | null {
  // `Host` was checked before any page opened (request-guard.ts).
  return passkeyHost(services.origin, c.req.header('host') ?? '')
}

/** An address where passkeys would work, if this one is wrong. */
export function addressForPasskeys({ services }: RequestContext): string | null {
  const { hostname, port } = new URL(services.origin)
  return hostname === '127.0.0.1' ? `http://localhost${port === '' ? '' : `:${port}`}` : null
}
