import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { resealLinksStep } from '../src/backup/link-reseal-job.ts'
import { insertLinks } from '../src/circulation/link-store.ts'

import { sealLink } from '../src/gate/sealed-link.ts'
import { KeyRing } from '../src/platform/crypto/key-ring.ts'
import { LinkKeys } from '../src/platform/crypto/link-keys.ts'
import { inContext } from '../src/platform/db/context.ts'
import { type Database, openDatabase } from '../src/platform/db/database.ts'
import { homeFrom } from '../src/platform/db/home.ts'
import type { BenchRow } from './row.ts'

const links = Number(process.env['CARREL_BENCH_LINKS'] ?? 100_000)
const mostSeconds = 60
const here = { actor: 'bench', place: 'bench' }

/** A night's reseal of that many open links on a database that syncs to disk, compared with only rewriting the rows. */
export async function run(): Promise<BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'carrel-bench-reseal-'))
  const home = homeFrom({ CARREL_HOME: dir }, '/')
  const database = await openDatabase(home)
  try {
    const ring = new KeyRing(home.keysDir)
    await addLoans(database, ring)
    const seconds = async (work: () => Promise<unknown>) => {
      const began = performance.now()
      await work()
      return (performance.now() - began) / 1000
    }
    // Each twice, and the second counts: both then find the table as a night leaves it.
    const took = { night: 0, bare: 0 }
    for (const day of ['2026-11-24', '2026-11-25']) {
      const step = resealLinksStep({ worker: database.worker, ring, unreadable: () => undefined })
      took.night = await seconds(() => step.run(day))
      took.bare = await seconds(() =>
        inContext(database.worker, here, (trx) =>
          sql`update loan set link = link, patron_index = patron_index`.execute(trx),
        ),
      )
    }
    return [
      {
        name: `night: ${links.toLocaleString('en-US')} open links sealed again`,
        value: took.night,
        unit: 's',
        peer: 'one UPDATE of the same rows',
        peerValue: took.bare,
        ratio: took.night / took.bare,
        bound: `under ${mostSeconds} s`,
        ok: took.night < mostSeconds,
      },
      {
        name: 'night: peak memory',
        value: process.resourceUsage().maxRSS / 1024,
        unit: 'MB',
        ok: true,
      },
    ]
  } finally {
    await database.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

async function addLoans(database: Database, ring: KeyRing): Promise<void> {
  const keys = new LinkKeys(ring)
  const patrons = Array.from({ length: Math.ceil(links / 4) }, () => randomUUID())
  for (let from = 0; from < links; from += 2000) {
    const rows = Array.from({ length: Math.min(2000, links - from) }, (_, at) =>
      sealLink(keys, 'loan', {
        ...{ patron: patrons[(from + at) % patrons.length] ?? '', item: randomUUID(), dueOn: '2026-12-01' },
        ...{ state: 'out', band: '19-64', source: String(from + at + 1) },
      }),
    )
    await inContext(database.app, here, (trx) => insertLinks(trx, 'loan', rows))
  }
}

if (import.meta.filename === process.argv[1]) {
  const rows = await run()
  for (const row of rows) console.log(row)
  process.exitCode = rows.every((row) => row.ok) ? 0 : 1
}
