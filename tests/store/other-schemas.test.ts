import { writeFileSync } from 'node:fs'
import pg from 'pg'
import { expect, test } from 'vitest'
import { demoMark } from '../../src/app/demo/demo-home.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { DatabaseOpenError } from '../../src/platform/db/error.ts'
import type { Home } from '../../src/platform/db/home.ts'
import { readPassword } from '../../src/platform/db/login.ts'
import { migrations } from '../../src/platform/db/migrate.ts'
import { provision } from '../../src/platform/db/provision.ts'
import { serve } from '../../src/platform/db/server.ts'
import { carrelHere } from '../cli/carrel.ts'
import { copyOfTemplate, removeHome } from '../support/database.ts'

/** Runs a statement as the owner of a database that no Carrel has open. */
async function asOwnerOf(home: Home, statement: string): Promise<unknown[]> {
  const server = await serve(home, { exclusive: true, unsafeWithoutFsync: true })
  const client = new pg.Client({
    ...{ host: server.socketDir, user: 'carrel_owner', database: 'carrel' },
    password: readPassword(home.keysDir, 'owner'),
  })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
    await server.stop()
  }
}

const everything = `
  select relname, relkind, relacl::text from pg_class where relnamespace = 'public'::regnamespace
  union all select id, 'm', sha256 from schema_migration order by 1, 2`

test.each([
  {
    made: 'before the first release',
    list: `delete from schema_migration; insert into schema_migration (id, sha256)
      select id, repeat('ab', 32) from unnest(array['001-vault', '002-staff', '003-register']) id`,
    code: 'before-release',
    says: /^the library in the database carrel was made before Carrel’s first release, .* begin a new library in an empty CARREL_HOME and import into it; keep this one/,
  },
  {
    made: 'by a newer Carrel',
    list: `insert into schema_migration (id, sha256) values ('999-tomorrow', repeat('ab', 32))`,
    code: 'other-schema',
    says: /was changed by a newer Carrel \(migration 999-tomorrow\): run that one$/,
  },
  {
    made: 'with another text of a migration',
    list: `update schema_migration set sha256 = repeat('ab', 32) where id = '${migrations()[1]?.id}'`,
    code: 'migration-changed',
    says: /was made with another text of migration \S+ than this Carrel has: run the Carrel that made it$/,
  },
])(
  'a library that was made $made is refused in a sentence, and nothing in it is changed',
  async ({ list, code, says }) => {
    const home = await copyOfTemplate()
    try {
      await asOwnerOf(home, list)
      const before = await asOwnerOf(home, everything)
      for (const start of [() => openDatabase(home), () => provision(home, '')]) {
        const refused = await start().catch((error: unknown) => error)
        expect(refused).toBeInstanceOf(DatabaseOpenError)
        expect(refused).toMatchObject({ code, message: expect.stringMatching(says) })
      }
      // Nothing says that it is a demo: only a database that opens could.
      writeFileSync(demoMark(home), '')
      expect(await carrelHere(home.dir, ['demo'])).toMatchObject({
        code: 1,
        err: `carrel: ${home.dir} has no demo of this version of Carrel: set CARREL_HOME to another folder, or, if an earlier version made a demo there, delete it and start the demo again [${code}]\n`,
      })
      expect(await asOwnerOf(home, everything)).toEqual(before)
    } finally {
      removeHome(home)
    }
  },
  60_000,
)
