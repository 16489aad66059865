import { existsSync, readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { type Home, homeFrom } from '../../src/platform/db/home.ts'
import { claimLibrary } from '../../src/platform/db/library-store.ts'
import { vaultContents } from '../imports/vault-contents.ts'
import { emptyHome, removeHome, startTestDatabase, type TestDatabase } from '../support/database.ts'
import { plant } from '../support/planted.ts'
import { type SystemServer, startSystemServer, systemPostgres } from '../support/system-postgres.ts'
import { allRows, backUp, paperOf, restore, schemaOf } from './paper.ts'

const bin = systemPostgres()
/** A restore begins a new log: these hold more than the backup. */
const register = /^register_/

// Where the system has no PostgreSQL of its own, these are skipped: apt-get install postgresql.
describe.skipIf(bin === undefined)(
  'between our own server and one by DATABASE_URL, of another version',
  () => {
    let server: SystemServer
    let it: TestDatabase
    let paper: string
    let file: string
    let there: Home
    const homes: Home[] = []
    let rows: Map<string, string[]>
    let contents: unknown

    beforeAll(async () => {
      server = startSystemServer(bin ?? '')
      server.makeDatabase('branch')
      it = await startTestDatabase()
      const ring = new KeyRing(it.home.keysDir)
      await claimLibrary(it.database.app, { name: 'Jensen', keyCheck: ring.check() })
      await plant(it.database, ring, {
        ...{ surname: 'Cañary', firstName: 'Únà', card: '23000000000001', born: '2013-02-03' },
        loans: [{ title: 'Canary\tOut \\N', dueOn: '2026-12-24' }],
        charges: [{ kind: 'lost', cents: 1250 }],
      })
      paper = await paperOf(it.database, ring)
      rows = await allRows(it.database)
      contents = await vaultContents(it.database, ring)
      file = (await backUp(it.database, ring, it.home.backupsDir)).path
    }, 60_000)
    afterAll(async () => {
      await it?.close()
      server?.stop()
      for (const home of homes) removeHome(home)
    })

    function homeOn(database: string): Home {
      const home = homeFrom({ CARREL_HOME: emptyHome().dir, DATABASE_URL: server.urlOf(database) }, '/')
      homes.push(home)
      return home
    }

    function different(after: Map<string, string[]>): string[] {
      const names = [...rows.keys()].filter((name) => !register.test(name))
      return names.filter((name) => JSON.stringify(after.get(name)) !== JSON.stringify(rows.get(name)))
    }

    test('a backup of ours is restored there, row by row equal, by the owner of an empty database', async () => {
      there = homeOn('branch')
      await restore(there, file, paper, { ownersUrl: server.urlOf('branch') })
      const database = await openDatabase(there)
      expect(different(await allRows(database))).toEqual([])
      expect(await vaultContents(database, new KeyRing(there.keysDir))).toEqual(contents)
      expect((await schemaOf(database, 'branch')).length).toBe((await schemaOf(it.database, 'carrel')).length)
      await database.close()
      expect(existsSync(`${there.dataDir}/postgres`), 'no cluster of its own').toBe(false)
    })

    test('and one that was made there is restored on our own server', async () => {
      const database = await openDatabase(there)
      const made = await backUp(database, new KeyRing(there.keysDir), there.backupsDir)
      await database.close()
      const home = emptyHome()
      homes.push(home)
      await restore(home, made.path, paper)
      const back = await openDatabase(home, { unsafeWithoutFsync: true })
      expect(different(await allRows(back))).toEqual([])
      expect(await vaultContents(back, new KeyRing(home.keysDir))).toEqual(contents)
      await back.close()
    })

    test('a database with anything in it is refused before anything is made, and its library goes on', async () => {
      const home = homeOn('branch')
      await expect(restore(home, file, paper, { ownersUrl: server.urlOf('branch') })).rejects.toMatchObject({
        code: 'not-empty',
        message: 'the database branch of DATABASE_URL holds tables already: name an empty one',
      })
      expect(readdirSync(home.dir)).toEqual([])
      const database = await openDatabase(there)
      expect(different(await allRows(database))).toEqual([])
      await database.close()
    })
  },
)
