import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { claimLibrary } from '../../src/platform/db/library-store.ts'
import { withDatabase } from '../support/database.ts'

test('data refuse keys that are not their own, in one sentence, and take their own again', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'carrel-foreign-'))
  await withDatabase(async ({ database, home }) => {
    const claim = (keysDir: string) =>
      claimLibrary(database.app, { name: 'A library', keyCheck: new KeyRing(keysDir).check() })
    await claim(home.keysDir)
    await expect(claim(elsewhere)).rejects.toMatchObject({
      code: 'foreign-keys',
      message: expect.stringMatching(/not those .* put its own keys folder back/),
    })
    await claim(home.keysDir)
  })
  rmSync(elsewhere, { recursive: true })
})
