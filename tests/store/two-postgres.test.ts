import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { describe, expect, test, vi } from 'vitest'
import { binariesHere, type FoundBinaries, findBinaries, SUPERUSER } from '../../src/platform/db/cluster.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import type { Home } from '../../src/platform/db/home.ts'
import { DATABASE_NAME, readPassword } from '../../src/platform/db/login.ts'
import { readPostmasterFile } from '../../src/platform/db/server-process.ts'
import { emptyHome, removeHome } from '../support/database.ts'
import { serverOf, startHolder, until } from '../support/holder.ts'

const here = binariesHere('/nonexistent')
const packaged = here.find(({ postgres }) => postgres.includes('node_modules'))
const kept = here.find(({ postgres }) => !postgres.includes('node_modules'))
const binOf = ({ postgres }: FoundBinaries) => dirname(postgres)

test.runIf(process.env['CI'])(
  'a build server has the PostgreSQL that comes along and the system’s own',
  () => {
    expect([packaged, kept]).toEqual([expect.anything(), expect.anything()])
  },
)

test('what CARREL_POSTGRES_BIN names is run, and nothing else in its place', () => {
  for (const one of here) expect(findBinaries('/nonexistent', binOf(one))).toMatchObject({ minor: one.minor })
  expect(findBinaries('/nonexistent', '').minor).toBe(Math.max(...here.map(({ minor }) => minor)))
  for (const dir of ['/nonexistent', '/usr/bin', process.cwd()])
    expect(() => findBinaries('/nonexistent', dir)).toThrow(
      expect.objectContaining({ code: 'no-binaries', message: expect.stringContaining(dir) }),
    )
})

describe.skipIf(packaged === undefined || kept === undefined)('two minor versions on the same data', () => {
  const [a, b] = [packaged, kept] as [FoundBinaries, FoundBinaries]
  const versionOf = ({ minor }: FoundBinaries) => `17.${minor}`

  /** What the database says of itself under one of them: its version, its rows, and its own log's complaints. */
  async function under(one: FoundBinaries, home: Home, adds: string) {
    vi.stubEnv('CARREL_POSTGRES_BIN', binOf(one))
    const database = await openDatabase(home, { exclusive: true })
    try {
      await database.app
        .insertInto('title')
        .values({ source_id: adds, title: `Añejo ${adds}` })
        .execute()
      const { rows } = await sql<{
        version: string
      }>`select current_setting('server_version') as version`.execute(database.app)
      const byIndex = await database.app
        .selectFrom('title')
        .select('source_id')
        .orderBy('source_id')
        .execute()
      return {
        version: rows[0]?.version.split(' ')[0],
        titles: byIndex.map(({ source_id }) => source_id),
        collation: await collationOf(home),
      }
    } finally {
      await database.close()
      vi.unstubAllEnvs()
    }
  }

  /** By which rules texts are sorted: the database's own, and of any column that an index is over. */
  async function collationOf(home: Home) {
    const socketDir = readPostmasterFile(join(home.dataDir, 'postgres'))?.socketDir ?? ''
    const client = new pg.Client({
      ...{ host: socketDir, port: 5432, database: DATABASE_NAME, user: SUPERUSER },
      password: readPassword(home.keysDir, 'superuser'),
    })
    await client.connect()
    try {
      const { rows } = await client.query(`
        select datlocprovider as provider, datlocale as locale,
          datcollversion = pg_database_collation_actual_version(oid) as same,
          (select array_agg(distinct collname || ':' || collprovider::text)
            from pg_index, unnest(indcollation) as used(id) join pg_collation on pg_collation.oid = used.id) as indexes
        from pg_database where datname = current_database()`)
      return rows[0]
    } finally {
      await client.end()
    }
  }

  test.each([
    ['the one that comes along', [a, b, a, b]],
    ['the system’s own', [b, a, b, a]],
  ])('there and back, begun with %s: every row is there, in its order', async (_, order) => {
    const home = emptyHome()
    try {
      const seen = []
      for (const [nth, one] of order.entries()) seen.push(await under(one, home, `${nth}-á`))
      expect(seen.map(({ version }) => version)).toEqual(order.map(versionOf))
      expect(seen.map(({ titles }) => titles)).toEqual(
        order.map((_, nth) => order.slice(0, nth + 1).map((__, before) => `${before}-á`)),
      )
      // Neither ICU nor the system's locale: a version of either that differs would make an index wrong.
      for (const { collation } of seen)
        expect(collation).toEqual({
          ...{ provider: 'b', locale: 'C.UTF-8', same: true },
          indexes: ['C:c', 'default:d'],
        })
      const log = readFileSync(join(home.dir, 'log', 'postgres.log'), 'utf8')
      expect(log).not.toMatch(/collation|incompatible|PANIC/)
    } finally {
      removeHome(home)
    }
  })

  test.each([
    [a, b],
    [b, a],
  ])('what one of them left after a kill, the other recovers', async (first, second) => {
    const home = emptyHome()
    const holder = startHolder({ home, env: { CARREL_POSTGRES_BIN: binOf(first) } })
    try {
      await holder.hears('ready')
      holder.tell('write')
      await until('it has written', () => holder.said.filter((said) => 'acknowledged' in said).length > 200)
      process.kill(serverOf(home) ?? 0, 'SIGKILL')
      await holder.hears('lost')
      await holder.kill()
      const acknowledged = holder.said.flatMap((said) => String(said['acknowledged'] ?? '') || [])
      const { version, titles } = await under(second, home, 'after')
      expect(version).toBe(versionOf(second))
      expect(titles).toEqual(expect.arrayContaining([...acknowledged, 'after']))
    } finally {
      await holder.kill()
      removeHome(home)
    }
  })
})
