import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { claimLibrary } from '../../src/platform/db/library-store.ts'
import type { Entry } from '../../src/register/log/entry.ts'
import { openEntry } from '../../src/register/log/sealed-entry.ts'
import { createAccount, type NewAccount } from '../../src/staff/accounts.ts'
import type { CoreServices } from '../../src/staff/logged-action.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'

export const passphrase = 'open the library'
export const byNobody = { role: 'system' } as const

export type TestOffice = {
  readonly office: CoreServices
  readonly it: TestDatabase
  /** The time as the program sees it; tests move it. */
  readonly time: { now: Date; today: string }
  /** Adds a sign-in whose owner chose the passphrase of all tests; returns its id. */
  add(person: Partial<NewAccount> & { signIn: string }): Promise<string>
  close(): Promise<void>
}

/** Everything that an act upon an account needs, on a real database with real keys. */
export async function startOffice(): Promise<TestOffice> {
  const it = await startTestDatabase()
  const ring = new KeyRing(it.home.keysDir)
  const time = { now: new Date('2026-11-24T15:00:00Z'), today: '2026-11-24' }
  const clock = { now: () => time.now, today: () => time.today }
  const office = { app: it.database.app, ring, clock }
  await claimLibrary(office.app, { name: 'Jensen', keyCheck: ring.check() })
  return {
    office,
    it,
    time,
    async add(person) {
      const rest = { name: person.signIn, role: 'desk', president: false, passphrase, given: false } as const
      const id = await createAccount(office, byNobody, { ...rest, ...person })
      if (id === null) throw new Error(`${person.signIn} is taken`)
      return id
    },
    close: () => it.close(),
  }
}

/** What waits to be put into the register, opened: every entry so far, of November 2026 and of `months`. */
export async function recorded(it: TestDatabase, ring: KeyRing, ...months: string[]): Promise<Entry[]> {
  const rows = await it.database.worker.selectFrom('register_pending').select('leaf').execute()
  return rows.map(({ leaf }) => {
    const month = months.find((each) => leaf.includes(each)) ?? '2026-11'
    const opened = openEntry(leaf, ring.registerMonthKey(month))
    if ('refused' in opened) throw new Error(opened.refused)
    return opened.entry
  })
}

/** The kinds of entries about one account, in no order: the register keeps none within a tick. */
export async function kindsAbout(it: TestDatabase, ring: KeyRing, account: string): Promise<string[]> {
  const entries = await recorded(it, ring)
  return entries.filter((entry) => entry.account === account).map(({ kind }) => kind)
}
