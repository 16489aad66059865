import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { homeFrom } from '../../src/platform/db/home.ts'
import { claimLibrary } from '../../src/platform/db/library-store.ts'
import { asOwner } from '../links/as-owner.ts'
import { emptyHome, removeHome, withDatabase } from '../support/database.ts'
import { backUp, paperOf, restore } from './paper.ts'

test('a backup from before the first release is refused in a sentence, and nothing is made', async () => {
  await withDatabase(async (it) => {
    const ring = new KeyRing(it.home.keysDir)
    await claimLibrary(it.database.app, { name: 'Jensen', keyCheck: ring.check() })
    const paper = await paperOf(it.database, ring)
    await asOwner(it, (owner) =>
      owner.query(`delete from schema_migration;
        insert into schema_migration (id, sha256) values ('001-vault', repeat('ab', 32)), ('002-staff', repeat('ab', 32))`),
    )
    const { path } = await backUp(it.database, ring, it.home.backupsDir)
    const outer = emptyHome()
    const home = homeFrom({ CARREL_HOME: join(outer.dir, 'home') }, '/')
    await expect(restore(home, path, paper)).rejects.toMatchObject({
      code: 'older-carrel',
      message: expect.stringMatching(
        /^this backup was made before Carrel’s first release, and .*: restore it with the program that made it$/,
      ),
    })
    expect(existsSync(home.dir)).toBe(false)
    removeHome(outer)
  })
}, 60_000)
