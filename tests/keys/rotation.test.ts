import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { columnRotationOpener } from '../../src/gate/capabilities.ts'
import { NameIndex } from '../../src/gate/patron-name.ts'
import { sealedPatronNames } from '../../src/gate/patron-store.ts'
import { sealField } from '../../src/platform/crypto/field.ts'
import { KeyFolder } from '../../src/platform/crypto/key-folder.ts'
import {
  ColumnKeys,
  type ColumnName,
  KeyRing,
  newestVersionCacheMs,
} from '../../src/platform/crypto/key-ring.ts'
import { type Rotation, type RotationParts, rotateColumns } from '../../src/platform/crypto/key-rotation.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { withLock } from '../../src/platform/db/locks.ts'
import { openEntry } from '../../src/register/log/sealed-entry.ts'
import { recordEntry } from '../../src/register/record.ts'
import { asOwner } from '../links/as-owner.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { until } from '../support/holder.ts'
import { openField } from '../support/opening.ts'
import { rotateUnderLoad } from './under-load.ts'

const here = { actor: 'test', place: 'test' }
const column = 'patron.name'
let it: TestDatabase
let ring: KeyRing

beforeAll(async () => {
  it = await startTestDatabase()
  ring = new KeyRing(it.home.keysDir)
})
afterAll(async () => {
  await it?.close()
})
beforeEach(async () => {
  await inContext(it.database.app, here, (trx) => trx.deleteFrom('patron').execute())
})

const keyFile = (version: number) => join(it.home.keysDir, 'columns', column, String(version))
const record: RotationParts['record'] = (trx, entry) =>
  recordEntry(trx, { ring, now: new Date('2026-11-24T12:00:00Z') }, entry)

async function rotate(asked: ColumnName = column): Promise<Rotation | undefined> {
  let outcome: Rotation | undefined
  const parts = {
    database: it.database,
    opener: columnRotationOpener(ring),
    record,
    readersMs: 100,
    progress: () => undefined,
    waiting: () => undefined,
  }
  await rotateColumns(parts, [asked], (_, rotation) => {
    outcome = rotation
  })
  return outcome
}

async function plant(count: number, value = (at: number): unknown => `Canary ${at}`): Promise<void> {
  const rows = Array.from({ length: count }, (_, at) => {
    const id = randomUUID()
    return { id, name: sealField(ring, column, id, value(at)) }
  })
  await inContext(it.database.app, here, (trx) => trx.insertInto('patron').values(rows).execute())
}

const rowsNow = () =>
  inContext(it.database.app, here, (trx) => trx.selectFrom('patron').select(['id', 'name']).execute())

test('the database takes no sealed value that is too short to be one', async () => {
  await plant(1)
  for (const set of ["name = ''", "born = '\\x01'", "contact = '\\x0102'", "standing = ''"]) {
    const spoil = sql.raw(`update patron set ${set}`)
    await expect(inContext(it.database.app, here, (trx) => spoil.execute(trx))).rejects.toThrow(
      'sealed_whole',
    )
  }
})

describe('a rotation of a column key', () => {
  test('seals every row again, destroys the old key, and is on record', async () => {
    await plant(2500)
    const before = ring.columns.newest(column)
    expect(await rotate()).toEqual({ status: 'rotated', version: before + 1, resealed: 2500 })
    const rows = await rowsNow()
    expect(new Set(rows.map(({ name }) => name[0]))).toEqual(new Set([before + 1]))
    expect(rows.map(({ id, name }) => openField(ring, column, id, name)).sort()).toEqual(
      Array.from({ length: 2500 }, (_, at) => `Canary ${at}`).sort(),
    )
    expect(existsSync(keyFile(before))).toBe(false)
    const leaves = await it.database.worker.selectFrom('register_pending').select('leaf').execute()
    const entries = leaves.map(({ leaf }) => openEntry(leaf, ring.registerMonthKey('2026-11')))
    for (const kind of ['key-rotated', 'key-destroyed']) {
      expect(entries).toContainEqual({
        entry: { kind, actor: 'command-line', flags: [column], at: '2026-11-24T12:00:00Z' },
      })
    }
  })

  test('leaves what has no value without one, and a table without rows is no trouble', async () => {
    await plant(1)
    expect(await rotate('patron.born')).toMatchObject({ status: 'rotated', resealed: 0 })
  })

  test('waits for a transaction that sealed under the old key, and seals what it wrote again', async () => {
    const version = ring.columns.newest(column)
    const id = randomUUID()
    let rotation: ReturnType<typeof rotate> | undefined
    await inContext(it.database.app, here, async (trx) => {
      const name = sealField(ring, column, id, 'Canary Slow')
      rotation = rotate()
      await until('the new version is in use', () => ring.columns.newest(column) !== version)
      // Far longer than the rotation of an empty table takes.
      await sleep(2_000)
      expect(existsSync(keyFile(version))).toBe(true)
      await trx.insertInto('patron').values({ id, name }).execute()
    })
    expect(await rotation).toMatchObject({ status: 'rotated', resealed: 1 })
    const [row] = await rowsNow()
    expect(openField(ring, column, id, row?.name ?? Buffer.alloc(0))).toBe('Canary Slow')
  })

  test('keeps the old key where a row does not open, and finishes once that row is fixed', async () => {
    await plant(3)
    const damage = sql`update patron set name = set_byte(name, 19, get_byte(name, 19) # 1)
      where id = (select id from patron limit 1)`
    await inContext(it.database.app, here, (trx) => damage.execute(trx))
    const version = ring.columns.newest(column)
    expect(await rotate()).toEqual({ status: 'kept', version: version + 1, unreadable: 1 })
    expect(existsSync(keyFile(version))).toBe(true)
    await inContext(it.database.app, here, (trx) => trx.deleteFrom('patron').execute())
    expect(await rotate()).toMatchObject({ status: 'rotated', version: version + 1 })
    expect(existsSync(keyFile(version))).toBe(false)
  })

  test.each([
    ['nothing at all', Buffer.alloc(0)],
    ['one byte', Buffer.of(1)],
    ['twenty bytes', Buffer.alloc(20, 1)],
    ['a value under a version that no key has', Buffer.alloc(157, 77)],
  ])('goes on, and so does a start, where one row holds %s', async (_, spoilt) => {
    await plant(3, (at) => ({ surname: 'Canary', firstName: `Una${at}` }))
    const shortValuesToo = 'alter table patron drop constraint if exists sealed_whole'
    await asOwner(it, (owner) => owner.query(shortValuesToo))
    const spoil = sql`update patron set name = ${spoilt} where id = (select id from patron limit 1)`
    await inContext(it.database.app, here, (trx) => spoil.execute(trx))
    const names = new NameIndex()
    expect(await names.build(ring, sealedPatronNames(it.database.app))).toEqual({ unreadable: 1 })
    const others: Rotation[] = []
    const parts = {
      ...{
        database: it.database,
        opener: columnRotationOpener(ring),
        record,
        readersMs: 100,
      },
      ...{ progress: () => undefined, waiting: () => undefined },
    }
    await rotateColumns(parts, [column, 'patron.contact'], (_column, rotation) => others.push(rotation))
    expect(others).toEqual([
      expect.objectContaining({ status: 'kept', unreadable: 1 }),
      expect.objectContaining({ status: 'rotated' }),
    ])
    await inContext(it.database.app, here, (trx) => trx.deleteFrom('patron').execute())
    expect(await rotate()).toMatchObject({ status: 'rotated' })
  })

  test('is one at a time', async () => {
    const inner = withLock(it.database, 'rotation', () =>
      withLock(it.database, 'rotation', async () => 'both at once'),
    )
    expect(await inner).toBe(undefined)
  })

  test('leaves no row behind that an import in another process is writing, and no key in its memory', async () => {
    const other = new KeyRing(it.home.keysDir)
    const version = other.columns.newest(column)
    other.columnKeyAt(column, version)
    await rotate()
    expect(other.columnKey(column).version).toBe(version + 1)
    expect(() => other.columnKeyAt(column, version)).toThrow(/cannot be read \(ENOENT\)/)
  })
})

describe('versions of a key', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'carrel-versions-'))
  afterAll(() => rmSync(scratch, { recursive: true }))

  test('begin again after 255, which is the most that a row can name', () => {
    new KeyRing(scratch)
    const columns = new ColumnKeys(new KeyFolder(scratch))
    columns.make(column, 255)
    columns.use(column, 255)
    columns.destroy(column, 1)
    expect(columns.after(255)).toBe(1)
    columns.make(column, 1)
    columns.use(column, 1)
    columns.destroy(column, 255)
    const again = new KeyRing(scratch)
    expect(openField(again, column, 'r', sealField(again, column, 'r', 'Ada'))).toBe('Ada')
    expect(again.columns.versions(column)).toEqual([1])
  })

  test('a program goes on with what it has while the keys folder is away', async () => {
    const folder = mkdtempSync(join(scratch, 'away-'))
    const running = new KeyRing(folder)
    running.columns.make(column, 2)
    running.columns.use(column, 2)
    const old = sealField(running, column, 'r', 'Ada')
    renameSync(folder, `${folder}-unmounted`)
    await sleep(2 * newestVersionCacheMs)
    expect(sealField(running, column, 'r', 'Ada')[0]).toBe(2)
    expect(openField(running, column, 'r', old)).toBe('Ada')
  })

  test('the newest of them is never destroyed', () => {
    const columns = new ColumnKeys(new KeyFolder(scratch))
    expect(() => columns.destroy(column, columns.newest(column))).toThrow(/is sealed under version/)
  })

  test('one that is the newest and was lost is refused, and no older one is taken in its place', () => {
    const columns = new ColumnKeys(new KeyFolder(scratch))
    columns.make(column, 2)
    columns.use(column, 2)
    rmSync(join(scratch, 'columns', column, '2'))
    const after = new KeyRing(scratch)
    expect(() => sealField(after, column, 'r', 'Ada')).toThrow(/patron\.name.2 cannot be read/)
  })
})

describe('a rotation under load', () => {
  test('that is killed at any moment and run again loses no read, no write and no row', async () => {
    await rotateUnderLoad(it, 1)
  }, 300_000)
})
