import { createHash } from 'node:crypto'
import { type AccountKeys, KeyRing, libraryPartIdOf, openAccountKeys, type WrappedKeys } from './current.ts'
import { accountPassphrases } from './secrets.ts'
import { fromBase64, jsonOf, type Packed, unpack } from './vectors.ts'

/** Where the golden library's accounts and its key on paper are. */
type Accounts = Readonly<Record<'director' | 'counsel', Readonly<Record<string, string>>>> & {
  readonly paper: { readonly identity: string; readonly recipient: string }
}

export const accounts = (): Accounts => jsonOf<Accounts>('accounts.json')

/** The keys of the library that has sealed matters, a register and accounts. */
export const goldenHome = (): KeyRing =>
  new KeyRing(unpack({ ...jsonOf<Packed>('home-keys.json'), ...jsonOf<Packed>('keys-added.json') }))

/** What the database has of an account's keys. */
export function wrappedOf(role: 'director' | 'counsel'): WrappedKeys {
  const { accountId = '', sealingPublic = '', signingPublic = '', salt = '', wrapped = '' } = accounts()[role]
  return {
    ...{ accountId, generation: 1, salt: fromBase64(salt), wrapped: fromBase64(wrapped) },
    ...{ sealingPublic: fromBase64(sealingPublic), signingPublic: fromBase64(signingPublic) },
  }
}

/** An account's keys as a passphrase opens them; null where it is another's. */
export async function openedKeys(
  ring: KeyRing,
  role: 'director' | 'counsel',
  passphrase: string = accountPassphrases[role],
): Promise<AccountKeys | null> {
  const wrapped = wrappedOf(role)
  const libraryPart = ring.accounts.read(wrapped.accountId, libraryPartIdOf(wrapped))
  return openAccountKeys(wrapped, { passphrase, libraryPart })
}

/** The same with what the register says of their public halves. */
export async function goldenAccount(ring: KeyRing, role: 'director' | 'counsel') {
  const keys = await openedKeys(ring, role)
  if (keys === null) throw new Error('the golden keys do not open')
  const { sealingPublic, signingPublic } = wrappedOf(role)
  const keysHash = createHash('sha256').update(sealingPublic).update(signingPublic).digest('hex')
  return { keys, publicKey: signingPublic, keysHash }
}
