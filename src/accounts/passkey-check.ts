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
import type { Passkey } from '../store/passkeys.ts'

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

type Asked = { readonly at: PasskeyHost; readonly challenge: Buffer }

/** The passkey in what a browser made, or null where it is none that was asked for. `sent`: its JSON. */
export async function readNewPasskey(
  sent: string,
  { at, challenge }: Asked,
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
  { at, challenge, has }: Asked & { readonly has: readonly Passkey[] },
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
