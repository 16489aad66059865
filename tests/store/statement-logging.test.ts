import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../src/platform/db/database.ts'
import { loggingSettings, silenceRoleLogging } from '../../src/platform/db/server-privacy.ts'
import { asOwner } from '../links/as-owner.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'

let it: TestDatabase
beforeAll(async () => {
  it = await startTestDatabase()
})
afterAll(() => it?.close())

const asSuperuser = (...statements: readonly string[]) =>
  asOwner(
    it,
    async (superuser) => {
      for (const statement of statements) await superuser.query(statement)
    },
    'superuser',
  )
const log = () => readFileSync(join(it.home.dir, 'log', 'postgres.log'), 'utf8')

/** What the settings of a role are to whoever connects as it now, and what a value that it sends leaves in the log. */
async function said(value: string): Promise<{ loud: string[]; kept: boolean }> {
  const database = await openDatabase(it.home)
  try {
    const loud = await loggingSettings(database.app)
    await sql`select ${value}::text`.execute(database.app)
    return { loud, kept: log().includes(value) }
  } finally {
    await database.close()
  }
}

test('our own server keeps no statement', async () => {
  expect(await said('Absquatulated')).toEqual({ loud: [], kept: false })
})

/** Makes the app's statements be kept with their values. */
const speakUp = () =>
  asSuperuser(
    ...['log_min_messages = log', "log_statement = 'all'", 'log_parameter_max_length = -1'].map(
      (setting) => `alter role carrel_app set ${setting}`,
    ),
    "alter role carrel_app set log_error_verbosity = 'default'",
  )

test('a server that keeps statements is told apart, and quiet for our roles once it was hushed', async () => {
  await speakUp()
  expect(await said('Borborygmic')).toEqual({ loud: ['log_statement = all'], kept: true })
  await asOwner(
    it,
    (superuser) => silenceRoleLogging(superuser, ['carrel_app', 'carrel_worker']),
    'superuser',
  )
  expect(await said('Callipygian')).toEqual({ loud: [], kept: false })
})

test('a user who may not set that, as the owner of a database, hushes what they may and is not refused', async () => {
  await speakUp()
  await asOwner(it, (owner) => silenceRoleLogging(owner, ['carrel_app']))
  expect((await said('Defenestrated')).kept).toBe(true)
  await asSuperuser(
    'alter role carrel_owner createrole',
    'grant carrel_app to carrel_owner with admin option',
    'grant set on parameter log_statement to carrel_owner',
  )
  await asOwner(it, (owner) => silenceRoleLogging(owner, ['carrel_app']))
  expect(await said('Effervescing')).toEqual({ loud: [], kept: false })
})
