import { execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { sealField } from '../../src/platform/crypto/field.ts'
import { KeyRing, sealedColumns } from '../../src/platform/crypto/key-ring.ts'
import { otherVersions } from '../../src/platform/crypto/key-rotation-store.ts'
import { inContext } from '../../src/platform/db/context.ts'
import type { TestDatabase } from '../support/database.ts'
import { until } from '../support/holder.ts'
import { openField } from '../support/opening.ts'

const program = resolve(import.meta.dirname, '../../bin/carrel.js')
const column = 'patron.name'
const here = { actor: 'test', place: 'test' }

/** Rotates keys while a clerk works, kills the rotation so many times at random moments, lets it end, and compares. */
export async function rotateUnderLoad(it: TestDatabase, kills: number): Promise<void> {
  const ring = new KeyRing(it.home.keysDir)
  const { app, worker } = it.database
  const env = { ...process.env, CARREL_HOME: it.home.dir }
  // Why looked at and not tried: a try would keep the rotation itself from its lock.
  const atWork = async () => {
    const held = await sql`select from pg_locks join turn on name = 'rotation'
      where locktype = 'advisory' and granted and (classid::bigint << 32 | objid::bigint) = key`.execute(
      worker,
    )
    return held.rows.length > 0 && ring.columns.versions(column).length > 1
  }
  const planted = Array.from({ length: 3000 }, () => {
    const id = randomUUID()
    return { id, name: sealField(ring, column, id, { surname: 'Canary', firstName: 'Una' }) }
  })
  await inContext(app, here, (trx) => trx.insertInto('patron').values(planted).execute())
  const clerk = spawn(
    process.execPath,
    ['--import', './bin/from-source.js', join(import.meta.dirname, 'clerk.ts')],
    {
      env,
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  try {
    const lines = createInterface({ input: clerk.stdout })[Symbol.asyncIterator]()
    expect((await lines.next()).value).toBe('ready')
    const first = ring.columns.newest(column)
    for (const afterMs of Array.from({ length: kills }, () => Math.random() * 2000)) {
      const rotation = spawn(process.execPath, [program, 'keys', 'rotate', column], { env, stdio: 'ignore' })
      const gone = once(rotation, 'exit')
      await until('the rotation is at work', atWork)
      await sleep(afterMs)
      rotation.kill('SIGKILL')
      await gone
    }
    const { code, out } = await new Promise<{ code: unknown; out: string }>((settle) =>
      execFile(process.execPath, [program, 'keys', 'rotate', '--all'], { env }, (error, out, err) =>
        settle({ code: error?.code ?? 0, out: out + err }),
      ),
    )
    expect(code, out).toBe(0)
    for (const each of sealedColumns)
      expect(out).toMatch(new RegExp(`^${each}: .* the old key destroyed$`, 'm'))
    clerk.stdin.end('enough\n')
    const said = JSON.parse((await lines.next()).value ?? '{}')
    await once(clerk, 'exit')
    expect(said.wrong).toEqual([])
    expect(said.seen).toBeGreaterThan(50)

    const newest = ring.columns.newest(column)
    expect(newest).toBeGreaterThan(first)
    expect(ring.columns.versions(column)).toEqual([newest])
    expect(await otherVersions(app, column, newest)).toEqual({ rows: 0n, versions: [] })
    const now = await inContext(app, here, (trx) => trx.selectFrom('patron').select(['id', 'name']).execute())
    const rows = new Map(now.map(({ id, name }) => [id, openField(ring, column, id, name)]))
    for (const [id, surname] of said.surnames) expect(rows.get(id)).toMatchObject({ surname })
    expect(rows.size).toBe(planted.length + said.surnames.length)
  } finally {
    clerk.kill('SIGKILL')
  }
}
