import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import type { Home } from '../../src/platform/db/home.ts'
import { newToken, tokenHash } from '../../src/platform/http/cookies.ts'
import { ensureAccountKeys } from '../../src/staff/account-keys.ts'
import { addAccount, passphraseOf } from '../../src/staff/account-store.ts'
import { enrollWorkstation } from '../../src/staff/computers.ts'
import { replaceEmergencyContacts } from '../../src/staff/emergency-contacts-store.ts'
import { hashPassphrase } from '../../src/staff/passphrase.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { confirmFact } from '../support/board-vote.ts'
import { makeSmallLibrary, passphrase } from './small-library.ts'

/** A small library with somebody for each part in a case, a computer in the office, and whom to write to. */
export type CaseLibrary = {
  readonly home: Home
  readonly accounts: { readonly clerk: string; readonly director: string; readonly counsel: string }
  readonly computer: string
  readonly cards: readonly string[]
}

const whoms = ['director', 'counsel'] as const
/** Whom the program writes to. */
export const told: Readonly<Record<'director' | 'counsel', string>> = {
  director: 'ruth@library.example.org',
  counsel: 'lund@law.example.org',
}

export async function makeCaseLibrary(): Promise<CaseLibrary> {
  const { home, clerks, patrons } = await makeSmallLibrary()
  const database = await openDatabase(home, { exclusive: true })
  try {
    const { app } = database
    const ring = new KeyRing(home.keysDir)
    const { id: director } = await app
      .selectFrom('account')
      .select('id')
      .where('role', '=', 'director')
      .executeTakeFirstOrThrow()
    const lawyer = { signIn: 'counsel', name: 'The lawyer', role: 'counsel' } as const
    const counsel = await addAccount(app, ring, { ...lawyer, passphrase: await hashPassphrase(passphrase) })
    const [clerk] = clerks
    if (counsel === null || clerk === undefined) throw new Error('somebody is missing')
    const computer = newToken()
    const office = { name: 'office', place: 'office', by: director, on: '2026-06-01' }
    await app.transaction().execute(async (trx) => {
      await enrollWorkstation(trx, ring, { tokenHash: tokenHash(computer), ...office })
      const contacts = whoms.map((whom) => ({ whom, nth: 1, name: whom, phones: '', mail: told[whom] }))
      await replaceEmergencyContacts(trx, contacts, whoms)
    })
    // As at the Director's first sign-in: the keys to sign a decision with.
    const clock = { now: () => new Date(), today: () => '2026-06-01' }
    const hashed = (await passphraseOf(app, director)) ?? ''
    await ensureAccountKeys(
      { app, ring, clock },
      { role: 'system' },
      { accountId: director, passphrase, hashed },
    )
    await confirmFact({ app, ring, pack: jensen, clock }, 'cases.denial')
    const accounts = { clerk: clerk.id, director, counsel }
    return { home, accounts, computer, cards: patrons.map(({ card }) => card) }
  } finally {
    await database.close()
  }
}
