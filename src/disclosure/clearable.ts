import type { Kysely } from 'kysely'
import type { Side } from '../compartments/side.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { liveKeys } from '../store/accounts-keys.ts'
import { type MarkedAccount, markedAccounts } from '../store/accounts-marked.ts'
import type { Schema } from '../store/schema.ts'
import type { Clearable } from './sealed-people.ts'

type Parts = { readonly app: Kysely<Schema>; readonly ring: KeyRing }

/**
 * `no-keys`: they never signed in. `unconfirmed`: their sign-in may be in the hands of whoever made it. `about-them`: what is
 * about the Director is not the Director's to open.
 */
export type Unclearable = 'no-keys' | 'unconfirmed' | 'about-them'

/** Somebody who answers for a side, or would. */
export type SideOfficer = MarkedAccount & {
  /** The public half of their keys; null where they never signed in. */
  readonly keys: Buffer | null
}

const officers: readonly string[] = ['director', 'counsel', 'trustee']

const ofSide: Record<Side, (one: MarkedAccount) => boolean> = {
  director: ({ role }) => role === 'director' || role === 'counsel',
  president: ({ role, president }) => role === 'counsel' || (role === 'trustee' && president),
}

/** As what somebody is cleared. */
export const clearedAs = ({ role, president }: Pick<MarkedAccount, 'role' | 'president'>): string =>
  role === 'trustee' && president ? 'president' : role

/**
 * Who answers for a side as the sign-ins stand, with the public half of the keys they have. INVARIANT: none of a row that was
 * not written by this program; and whoever is not confirmed is listed as that, and is given nothing.
 */
export async function officersOfSide({ app, ring }: Parts, side: Side): Promise<SideOfficer[]> {
  const people = (await markedAccounts(app, ring)).filter(ofSide[side])
  return Promise.all(
    people.map(async (one) => ({ ...one, keys: (await liveKeys(app, ring, one.id))?.sealingPublic ?? null })),
  )
}

/** Somebody by their account, with the keys that they have now, as they may be cleared for something of a side. */
export async function clearableFor(
  { app, ring }: Parts,
  side: Side,
  account: string,
): Promise<Clearable | Unclearable> {
  const person = (await markedAccounts(app, ring)).find(({ id }) => id === account)
  if (person === undefined) return 'no-keys'
  if (side === 'president' && person.role === 'director') return 'about-them'
  // Of others than officers nobody confirms a sign-in: whoever clears them sees who made it.
  if (person.unconfirmed && officers.includes(person.role)) return 'unconfirmed'
  const keys = await liveKeys(app, ring, account)
  if (keys === null) return 'no-keys'
  return { account, role: clearedAs(person), publicKey: keys.sealingPublic }
}
