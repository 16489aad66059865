import { hashPassphrase, tokenHash } from './current.ts'
import { base64 } from './vectors.ts'

/** What the database keeps of a passphrase and of the token in a cookie. */
export const typedPassphrase = 'Gru\u0308n wie  ein Blatt'

export const makeSignIn = async (): Promise<Readonly<Record<string, unknown>>> => ({
  'sign-in.json': { hash: await hashPassphrase(typedPassphrase), token: base64(tokenHash('a token')) },
})
