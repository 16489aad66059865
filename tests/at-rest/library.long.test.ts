import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { resealLinksStep } from '../../src/backup/link-reseal-job.ts'
import { blockSize, inventBlock, writeInventedLibrary } from '../../src/import/invented-library.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { runDailyJobs } from '../../src/platform/jobs/daily-job.ts'
import { importFolder } from '../imports/import-folder.ts'
import { asOwner } from '../links/as-owner.ts'
import { startTestDatabase } from '../support/database.ts'
import { SearchAtRest } from './search-at-rest.ts'

// A town's library instead of two people: indexes that split, samples that the server takes, pages written anew.

const library = { seed: 5, patrons: 20_000, today: '2026-11-24' }
const folder = mkdtempSync(join(tmpdir(), 'carrel-town-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What identifies every two hundredth customer and cannot stand anywhere by chance. */
function canaries(): Record<string, string> {
  const found: Record<string, string> = {}
  for (let block = 0; block * blockSize < library.patrons; block++) {
    for (const { number, columns } of inventBlock(library.seed, block, library.today)) {
      if (number > library.patrons || number % 200 !== 0) continue
      for (const column of ['cardnumber', 'email'] as const) {
        if (columns[column]) found[`${column} of ${number}`] = columns[column]
      }
      found[`address of ${number}`] = `${columns['address']}, ${columns['city']}`
    }
  }
  return found
}

test('a town’s library, imported twice and sealed again for three nights, shows no customer of it', async () => {
  const it = await startTestDatabase({ unsafeWithoutFsync: false })
  try {
    await writeInventedLibrary(folder, library)
    await importFolder(it, folder, library.today)
    const ring = new KeyRing(it.home.keysDir)
    const steps = [resealLinksStep({ worker: it.database.worker, ring, unreadable: () => undefined })]
    for (const day of ['2026-11-24', '2026-11-25', '2026-11-26']) {
      await runDailyJobs(it.database, steps, day, (_, error) => {
        throw error
      })
      await asOwner(it, (owner) => owner.query('analyze'))
      await asOwner(it, (superuser) => superuser.query('checkpoint'), 'superuser')
    }
    // Everybody is two years older: each is written anew.
    await writeInventedLibrary(folder, { ...library, today: '2024-11-24' })
    await importFolder(it, folder, library.today)
    await it.database.close()
    const all = canaries()
    expect(Object.keys(all).length).toBeGreaterThan(200)
    const inTheClear = 'a barcode of an item'
    const search = new SearchAtRest({ ...all, [inTheClear]: '37000000000007' })
    search.folder(it.home.dir, (path) => /^(keys\/|rejected\.csv$)/.test(path))
    // A street's name alone may be a word of a title.
    const whole = search.findings.filter(({ form }) => !form.startsWith('word'))
    expect(whole.filter(({ canary }) => canary !== inTheClear)).toEqual([])
    expect(search.findings.some(({ canary }) => canary === inTheClear)).toBe(true)
    expect(search.bytes).toBeGreaterThan(200e6)
  } finally {
    await it.close()
  }
})
