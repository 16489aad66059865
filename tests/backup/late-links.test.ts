import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeBackup, requireRecoveryKey } from '../../src/backup/backup.ts'
import { withLinksSealed } from '../../src/backup/daily-job.ts'
import { resealLinksStep } from '../../src/backup/link-reseal-job.ts'
import { deleteLinks, insertLinks, linkPage } from '../../src/circulation/link-store.ts'

import type { LinkRow } from '../../src/gate/sealed-link.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { LinkKeys } from '../../src/platform/crypto/link-keys.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { claimLibrary } from '../../src/platform/db/library-store.ts'
import { beforeAllIds } from '../../src/platform/db/statements.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { plant } from '../support/planted.ts'
import { backedUpAt, paperOf } from './paper.ts'

const folder = mkdtempSync(join(tmpdir(), 'carrel-late-'))
const context = { actor: 'test', place: 'test' }
let it: TestDatabase
let ring: KeyRing
/** A loan as an import put it that began before the night. */
let late: LinkRow

beforeAll(async () => {
  it = await startTestDatabase()
  ring = new KeyRing(it.home.keysDir)
  await claimLibrary(it.database.app, { name: 'Jensen', keyCheck: ring.check() })
  await plant(it.database, ring, {
    ...{ surname: 'Canary', firstName: 'Una', card: '23000000000001' },
    loans: [{ title: 'Canary Out', dueOn: '2026-12-24' }],
  })
  await paperOf(it.database, ring)
  late = await inContext(it.database.app, context, async (trx) => {
    const { rows } =
      await sql<LinkRow>`select id, night::text as night, patron_index, other_index, source_index, link
      from loan`.execute(trx)
    return rows[0] as LinkRow
  })
  const night = new Date(Date.parse(new LinkKeys(ring).newest.night) + 86_400_000).toISOString().slice(0, 10)
  await resealLinksStep({ worker: it.database.worker, ring, unreadable: () => {} }).run(night)
})
afterAll(async () => {
  await it.close()
  rmSync(folder, { recursive: true })
})

/** What commits after all was sealed anew, and before the snapshot. */
async function commitsLate(row: LinkRow) {
  await inContext(it.database.app, context, async (trx) => {
    const there = await linkPage(trx, 'loan', beforeAllIds, 10)
    await deleteLinks(
      trx,
      'loan',
      there.map(({ id }) => id),
    )
    await insertLinks(trx, 'loan', [row])
  })
}

function make(unreadableLinks: number, before: () => Promise<void>) {
  const keys = async () => {
    await before()
    return ring.forBackup()
  }
  const parts = { database: it.database, recoveryKey: requireRecoveryKey(ring), version: '0.1.0', folder }
  return makeBackup({ ...parts, cells: [], keys, unreadableLinks, now: () => backedUpAt, progress: () => {} })
}

test('a loan under the key of the night before is in no backup, which could not open it', async () => {
  await expect(make(0, () => commitsLate(late))).rejects.toMatchObject({ code: 'links-late' })
  expect(readdirSync(folder)).toEqual([])
})

test('it is sealed again, and the next try takes it', async () => {
  let tries = 0
  const { rows } = await withLinksSealed({ worker: it.database.worker, ring }, (unreadable) =>
    make(unreadable, async () => {
      if (tries++ === 0) await commitsLate(late)
    }),
  )
  expect(tries, 'the keys are asked for twice where a backup is made').toBe(4)
  expect(rows).toBeGreaterThan(0)
  const [loan] = await inContext(it.database.app, context, (trx) => linkPage(trx, 'loan', beforeAllIds, 10))
  expect(loan?.night).toBe(new LinkKeys(ring).newest.night)
})

test('a loan that opens under no key keeps no backup from being made', async () => {
  await commitsLate({ ...late, link: Buffer.alloc(late.link.length) })
  const made = await withLinksSealed({ worker: it.database.worker, ring }, (unreadable) =>
    make(unreadable, async () => {}),
  )
  expect(made.rows).toBeGreaterThan(0)
})
