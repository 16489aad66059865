import { resolve } from 'node:path'
import { Kysely } from 'kysely'
import pg from 'pg'
import { Gate } from '../../src/gate/gate.ts'
import { NameIndex } from '../../src/gate/patron-name.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { readPassword } from '../../src/platform/db/login.ts'
import type { Schema } from '../../src/platform/db/schema.ts'
import { PipeliningClient, PipeliningDialect } from '../../src/platform/db/statements.ts'
import { loadPack } from '../../src/policy/pack.ts'
import { readPackFolder } from '../../src/policy/pack-folder.ts'

// A program of its own that views one patron and prints what it was told: `view-once HOST KEYS PATRON-ID`.
const [host = '', keysDir = '', id = ''] = process.argv.slice(2)
const pool = new pg.Pool({
  host,
  database: 'carrel',
  user: 'carrel_app',
  password: readPassword(keysDir, 'app'),
  Client: PipeliningClient,
})
const gate = new Gate({
  app: new Kysely<Schema>({ dialect: new PipeliningDialect({ pool }) }),
  ring: new KeyRing(keysDir),
  pack: loadPack(readPackFolder(resolve(import.meta.dirname, '../../policies/jensen-mgt-1'))),
  names: new NameIndex(),
  clock: { now: () => new Date(), today: () => '2026-11-24' },
})
const { told } = await gate.view({
  actor: { accountId: 'clerk-1', role: 'desk', place: 'front-desk' },
  patron: { id },
  basis: 'in-hand',
})
console.log(JSON.stringify(told))
await pool.end()
