import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { normalizeCardNumber } from '../../src/gate/card-number.ts'
import { patronOfCardToken } from '../../src/gate/patron-store.ts'
import { writeInventedLibrary } from '../../src/import/invented-library.ts'
import { importKoha, openKohaExport } from '../../src/import/koha-import.ts'
import { token } from '../../src/platform/crypto/field.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import type { Home } from '../../src/platform/db/home.ts'
import { claimLibrary } from '../../src/platform/db/library-store.ts'
import { newToken, tokenHash } from '../../src/platform/http/cookies.ts'
import { loadPack } from '../../src/policy/pack.ts'
import { readPackFolder } from '../../src/policy/pack-folder.ts'
import { addAccount } from '../../src/staff/account-store.ts'
import { enrollWorkstation } from '../../src/staff/computers.ts'
import { hashPassphrase } from '../../src/staff/passphrase.ts'
import { paperOf } from '../backup/paper.ts'
import { copyOfTemplate, emptyHome } from '../support/database.ts'

/** Nobody's: the library is invented. */
export const passphrase = 'open the library'
const patronCount = 60
const clerkCount = 3

export type Patron = {
  readonly id: string
  readonly card: string
  readonly surname: string
  readonly name: string
}
export type ClerkAccount = { readonly id: string; readonly signIn: string; readonly computer: string }

/** An invented library that nobody runs yet, with clerks at the front desk; to be copied or used. */
export type SmallLibrary = {
  readonly home: Home
  readonly clerks: readonly ClerkAccount[]
  readonly patrons: readonly Patron[]
  /** Two exports of the same library, a few months apart: each import changes, adds and ends rows. */
  readonly exports: readonly [string, string]
  /** The recovery key as its sheet has it. */
  readonly recoveryKey: string
}

export async function makeSmallLibrary(): Promise<SmallLibrary> {
  const home = await copyOfTemplate()
  const exports = [join(home.dir, 'export-a'), join(home.dir, 'export-b')] as const
  await writeInventedLibrary(exports[0], { seed: 5, patrons: patronCount, today: '2026-06-01' })
  await writeInventedLibrary(exports[1], { seed: 5, patrons: patronCount + 40, today: '2026-09-01' })
  const database = await openDatabase(home, { exclusive: true })
  try {
    const ring = new KeyRing(home.keysDir)
    const pack = loadPack(readPackFolder(resolve(import.meta.dirname, '../../policies/jensen-mgt-1')))
    await claimLibrary(database.app, { name: pack.library, keyCheck: ring.check() })
    await importKoha(await openKohaExport(exports[0]), {
      database: database.app,
      ring,
      on: { today: '2026-06-01', majorityAge: 19 },
      rejectedFile: join(home.dir, 'rejected.csv'),
      noticedFile: join(home.dir, 'noticed.csv'),
    })
    const hashed = await hashPassphrase(passphrase)
    const clerks: ClerkAccount[] = []
    for (const signIn of ['director', ...Array.from({ length: clerkCount }, (_, at) => `desk${at}`)]) {
      const role = signIn === 'director' ? 'director' : 'desk'
      const id = await addAccount(database.app, ring, {
        signIn,
        name: `The ${signIn}`,
        role,
        passphrase: hashed,
      })
      if (id === null) throw new Error(`${signIn} is there already`)
      const computer = newToken()
      const desk = { name: signIn, place: 'front-desk', by: id, on: '2026-06-01' }
      await database.app
        .transaction()
        .execute((trx) => enrollWorkstation(trx, ring, { tokenHash: tokenHash(computer), ...desk }))
      if (role === 'desk') clerks.push({ id, signIn, computer })
    }
    const rows = parse(readFileSync(join(exports[0], 'borrowers.csv')), { columns: true }) as Record<
      string,
      string
    >[]
    const patrons = await inContext(database.app, { actor: 'test', place: 'test' }, async (trx) => {
      const found: Patron[] = []
      for (const { cardnumber = '', surname = '', firstname = '' } of rows) {
        if (cardnumber === '') continue
        const held = await patronOfCardToken(
          trx,
          ring,
          token(ring, 'card.barcode', normalizeCardNumber(cardnumber)),
        )
        if (held !== undefined)
          found.push({ id: held.id, card: cardnumber, surname, name: `${firstname} ${surname}` })
      }
      return found
    })
    return { home, clerks, patrons, exports, recoveryKey: await paperOf(database, ring) }
  } finally {
    await database.close()
  }
}

/** The library once more, at another place. */
export function copyOf(home: Home): Home {
  const copy = emptyHome()
  execFileSync('cp', ['-a', home.dataDir, home.keysDir, copy.dir])
  return copy
}

/** Where the clocks, journals and exports of a test are: outside of the home, which is what is killed. */
export function makeOutside(home: Home): string {
  const outside = `${home.dir}-outside`
  rmSync(outside, { recursive: true, force: true })
  mkdirSync(outside)
  return outside
}
