import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { requireRecoveryKey } from '../../src/backup/backup.ts'
import { backupInChild } from '../../src/backup/backup-child.ts'
import { restoreBackup } from '../../src/backup/restore.ts'
import { bareGuard, formOf } from '../../src/platform/crypto/key-folder.ts'
import { changeKeyMode } from '../../src/platform/crypto/key-mode.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { claimLibrary } from '../../src/platform/db/library-store.ts'
import { vaultContents } from '../imports/vault-contents.ts'
import { emptyHome, removeHome, startTestDatabase, type TestDatabase } from '../support/database.ts'
import { plant } from '../support/planted.ts'
import { paperOf, typed } from './paper.ts'

const bare = { guard: bareGuard }
const passphrase = { mode: 'passphrase', passphrase: 'a few words that nobody guesses' } as const

let it: TestDatabase
let ring: KeyRing
let paper: string
beforeAll(async () => {
  it = await startTestDatabase()
  ring = new KeyRing(it.home.keysDir)
  await claimLibrary(it.database.app, { name: 'Jensen', keyCheck: ring.check() })
  await plant(it.database, ring, { surname: 'Canary', firstName: 'Una', card: '23000000000001' })
  paper = await paperOf(it.database, ring)
  const { guard } = await changeKeyMode(it.home.keysDir, bare, passphrase)
  ring = new KeyRing(it.home.keysDir, { guard })
})
afterAll(() => it.close())

/** How every key of a folder lies on the disk. */
function formsIn(keysDir: string): string[] {
  const names = (readdirSync(keysDir, { recursive: true }) as string[]).filter((name) =>
    /^(library|columns\/.+\/\d+|links\/.+|register\/months\/.+)$/.test(name),
  )
  return [...new Set(names.map((name) => formOf(readFileSync(join(keysDir, name)))))]
}

test('keys that a passphrase locks are backed up while the program runs, and open with the paper alone', async () => {
  expect(formsIn(it.home.keysDir)).toEqual(['wrapped'])
  const recoveryKey = requireRecoveryKey(ring)
  const { path } = await backupInChild(it.home, { recoveryKey, keys: () => ring.forBackup() })

  // One machine guards its keys as bare files, the other by a passphrase that was chosen before the restore.
  for (const how of ['file', 'passphrase'] as const) {
    const home = emptyHome()
    mkdirSync(home.keysDir, { mode: 0o700 })
    const other = { mode: 'passphrase', passphrase: 'words of the new machine' } as const
    const { guard } = how === 'file' ? bare : await changeKeyMode(home.keysDir, bare, other)
    const parts = { home, path, key: await typed(paper), guard, ownersUrl: '', lastKnown: undefined }
    await restoreBackup({ ...parts, now: () => new Date(), progress: () => {} })
    expect(formsIn(home.keysDir), how).toEqual([how === 'file' ? 'bare' : 'wrapped'])
    const database = await openDatabase(home, { unsafeWithoutFsync: true })
    const back = await vaultContents(database, new KeyRing(home.keysDir, { guard }))
    expect(back).toEqual(await vaultContents(it.database, ring))
    await database.close()
    removeHome(home)
  }
})
