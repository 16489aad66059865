import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webApp } from '../../src/app/web-app.ts'
import { addPack, addPackInForce } from '../../src/ask/policy-store.ts'
import { openFile } from '../../src/backup/age-file.ts'
import type { Restored } from '../../src/backup/restore.ts'
import { writeRegister } from '../../src/cli/register-export.ts'
import { Gate } from '../../src/gate/gate.ts'
import { NameIndex } from '../../src/gate/patron-name.ts'
import { sealedPatronNames } from '../../src/gate/patron-store.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { type Database, openDatabase } from '../../src/platform/db/database.ts'
import type { Home } from '../../src/platform/db/home.ts'
import type { Pack } from '../../src/policy/index.ts'
import { lastSignedFile } from '../../src/register/head.ts'
import { readVerifierKey } from '../../src/register/log/note.ts'
import { verifyExport } from '../../src/register/log/verify.ts'
import { allLogs, withRegisterSnapshot } from '../../src/register/log-store.ts'
import { logHeads } from '../../src/register/public-export.ts'
import { currentSigner, sequenceEntries } from '../../src/register/sequencer.ts'
import { libraryPartIdOf, openAccountKeys } from '../../src/staff/account-keys.ts'
import { activeAccountKeys, findAccount, forgedAccounts } from '../../src/staff/account-store.ts'
import { carrelHere } from '../cli/carrel.ts'
import { vaultContents } from '../imports/vault-contents.ts'
import { filesOf } from '../register/small-log.ts'
import { emptyHome, removeHome, withDatabase } from '../support/database.ts'
import { proposedFrom } from '../support/proposal.ts'
import { passphrase, startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'
import { allRows, backUp, paperOf, restore, schemaOf, typed } from './paper.ts'
import { gathered, inPieces } from './small-backup.ts'

/** What a restore adds by itself: the beginning of the new log, and that a backup was restored. */
const added: Readonly<Record<string, number>> = {
  register_log: 1,
  register_leaf: 1,
  register_tile: 1,
  register_checkpoint: 1,
  register_pending: 1,
}

const clerk = { accountId: 'clerk-1', role: 'desk', place: 'front-desk' } as const

let burnt: Tested
let before: Map<string, string[]>
let oldKey: string
let home: Home
let database: Database
let ring: KeyRing
let restored: Restored
/** The backup, as somebody finds it. */
let found: Buffer
let paper: string

beforeAll(async () => {
  burnt = await startHouse()
  const { it, house, child } = burnt
  await burnt.computerAt('front-desk')
  await twoVersions(it.database, [house.pack, proposedFrom(house.pack)])
  await new Visitor(burnt.app()).signIn('director')
  const view = () => house.gate.view({ actor: clerk, patron: { id: child }, basis: 'in-hand' })
  await view()
  paper = await paperOf(it.database, house.ring)
  await tickOf(it.database, house.ring, it.home)
  // This one waits for the next tick when the backup is made.
  await view()
  oldKey = (await allLogs(it.database.worker)).at(-1)?.key ?? ''
  before = await allRows(it.database)
  const made = await backUp(it.database, house.ring, it.home.backupsDir)

  // What is left is the file and the paper.
  home = emptyHome('carrel second home ')
  found = readFileSync(made.path)
  restored = await restore(home, made.path, paper)
  database = await openDatabase(home, { unsafeWithoutFsync: true })
  ring = new KeyRing(home.keysDir)
})
afterAll(async () => {
  await database?.close()
  removeHome(home)
  await burnt.close()
})

const sinceDays = ['2026-11-20', '2026-11-23'] as const

async function twoVersions({ worker }: Database, packs: readonly Pack[]) {
  await worker.transaction().execute(async (trx) => {
    for (const [at, pack] of packs.entries()) {
      await addPack(trx, pack)
      await addPackInForce(trx, {
        nth: at + 1,
        hash: pack.hash,
        since: new Date(`${sinceDays[at]}T18:00:00Z`),
      })
    }
  })
}

async function tickOf(of: Database, keys: KeyRing, at: Home) {
  const signer = await currentSigner(of.worker, keys)
  return sequenceEntries(of.worker, { signer, lastSigned: lastSignedFile(at.keysDir), now: new Date() })
}

function exportOf(of: Database): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>()
  return withRegisterSnapshot(of.worker, async (trx) => {
    await writeRegister(trx, await logHeads(trx), async (path, bytes) => {
      files.set(path, Buffer.from(bytes))
    })
    return files
  })
}

test('every row of every table is there again, and nothing besides but the beginning of the new log', async () => {
  const after = await allRows(database)
  expect([...after.keys()]).toEqual([...before.keys()])
  const filled = [...before].filter(([, rows]) => rows.length > 0).map(([name]) => name)
  expect(filled).toEqual(
    expect.arrayContaining(['patron', 'card', 'loan', 'hold', 'charge', 'title', 'account', 'register_leaf']),
  )
  for (const [name, rows] of before) {
    const there = new Set(after.get(name))
    expect(
      rows.filter((row) => !there.has(row)),
      name,
    ).toEqual([])
    expect(there.size, name).toBe(rows.length + (added[name] ?? 0))
  }
  expect(restored.rows).toBe([...before.values()].reduce((sum, { length }) => sum + length, 0))
})

test('the tables are as those of a new library: keys, indexes, rights, policies and triggers', async () => {
  const restoredSchema = await schemaOf(database, 'carrel')
  await withDatabase(async (fresh) => {
    expect(restoredSchema).toEqual(await schemaOf(fresh.database, 'carrel'))
  })
})

test('what is sealed opens to the same values, through the gate too', async () => {
  const { it, house, child } = burnt
  expect(await vaultContents(database, ring)).toEqual(await vaultContents(it.database, house.ring))
  const names = new NameIndex()
  await names.build(ring, sealedPatronNames(database.app))
  const gate = new Gate({ app: database.app, ring, pack: house.pack, names, clock: house.clock })
  const ask = { actor: clerk, patron: { id: child }, basis: 'in-hand' } as const
  const [here, there] = [await gate.view(ask), await house.gate.view(ask)]
  expect(JSON.stringify(here.told)).toContain('Canary Overdue')
  expect(here.told).toEqual(there.told)
})

test('the old register verifies under its old key, and the new log follows it and says what is missing', async () => {
  const ticked = await tickOf(database, ring, home)
  // The first leaf, what waited in the backup, that it was restored, and the view of the test before.
  const waited = (before.get('register_pending')?.length ?? 0) + 2
  expect(ticked).toMatchObject({ status: 'ticked', size: BigInt(1 + waited) })
  const files = await exportOf(database)
  expect(files.get('past/1/register.vkey')?.toString()).toBe(`${oldKey}\n`)
  const newKey = files.get('register.vkey')?.toString().trim() ?? ''
  expect(newKey).toBe(restored.log.key)
  expect(newKey).not.toBe(oldKey)
  const verdict = await verifyExport(filesOf(files), { verifier: readVerifierKey(newKey) })
  if (!verdict.ok) throw new Error(verdict.fault.message)
  expect(verdict.past.map(({ path, lost }) => [path, lost])).toEqual([['past/1', 0n]])
  expect(verdict.past[0]?.ended).toMatchObject({ from: '2026-11-24T15:30:00Z', at: '2026-11-25T09:00:00Z' })

  const past = [...files].filter(([path]) => path.startsWith('past/1/'))
  const alone = filesOf(new Map(past.map(([path, bytes]) => [path.slice('past/1/'.length), bytes])))
  expect(await verifyExport(alone, { verifier: readVerifierKey(oldKey) })).toMatchObject({ ok: true })
})

test('the policy of a day is the version in force on it, with its text, before and after', async () => {
  const [first, second] = ['Staff will use the phone', 'Staff will use a telephone'] as const
  for (const of of [burnt.it.home, home]) {
    const on = (day: string) => carrelHere(of.dir, ['policy', 'at', day, '--file', 'policy.md'])
    for (const [day, has] of [
      ['2026-11-22', [true, false]],
      ['2026-11-23', [true, true]],
      ['2026-11-24', [false, true]],
    ] as const) {
      const { code, out } = await on(day)
      const text = out.replaceAll(/\s+/g, ' ')
      expect([day, code, text.includes(first), text.includes(second)]).toEqual([day, 0, ...has])
    }
    const rules = await carrelHere(of.dir, ['policy', 'at', '2026-11-24', '--file', 'rules/reg-8.cedar'])
    expect(rules.out).toContain('"mandated-report", Basis::"conduct"')
    expect(await on('2026-11-19')).toMatchObject({ code: 2, err: expect.stringContaining('2026-11-20') })
  }
})

test('everybody signs in as before; who was signed in is not, and no computer is enrolled', async () => {
  const { house } = burnt
  const app = webApp({ ...house, app: database.app, ring })
  const director = new Visitor(app)
  expect((await director.signIn('director', 'not the passphrase')).status).not.toBe(303)
  expect((await director.signIn('director')).status).toBe(303)
  expect(director.heading).toContain('Welcome')
  const sessions = await database.app.selectFrom('session').select('account_id').execute()
  expect(sessions, 'the one that was just begun').toHaveLength(1)
  expect(await database.app.selectFrom('workstation').selectAll().execute()).toEqual([])
})

test('whom it lets sign in again is named, and their own keys open as on that day', async () => {
  expect([...restored.signIns].sort()).toEqual(['counsel', 'desk', 'director', 'trustee', 'volunteer'])
  expect(await forgedAccounts(database.app, ring)).toEqual([])
  const { id } = (await findAccount(database.app, { signIn: 'director' })) ?? { id: '' }
  const keys = await activeAccountKeys(database.app, ring, id)
  if (keys === null) throw new Error('the Director has no keys')
  const part = ring.accounts.read(id, libraryPartIdOf(keys))
  expect(await openAccountKeys(keys, { passphrase, libraryPart: part })).not.toBeNull()
})

test('the keys are those that open something, and none that signs for the old library or logs in to its server', () => {
  const namesOf = (keysDir: string) =>
    (readdirSync(keysDir, { recursive: true }) as string[])
      .filter((name) => existsSync(join(keysDir, name)) && !/^(database|register\/signer)/.test(name))
      .sort()
  const { keysDir } = burnt.it.home
  expect(namesOf(home.keysDir).filter((name) => name !== 'register/last-signed')).toEqual(
    namesOf(keysDir).filter((name) => name !== 'register/last-signed'),
  )
  expect(existsSync(join(home.keysDir, 'register/signer.pem'))).toBe(false)
  for (const role of ['owner', 'app', 'worker', 'backup', 'superuser']) {
    const password = (at: string) => readFileSync(join(at, 'database', role), 'utf8')
    expect(password(home.keysDir), role).not.toBe(password(keysDir))
  }
})

test('a finder of the file without the paper reads when it was made, and nothing of what is in it', async () => {
  const { house } = burnt
  const secrets = house.ring.forBackup().map(({ bytes }) => bytes)
  const names = ['Canary Overdue', 'Jensen', 'director', 'patron', 'Test desk']
  const forms = [
    ...secrets.flatMap((key) => [key, Buffer.from(key.toString('base64')), Buffer.from(key.toString('hex'))]),
    ...names.flatMap((name) => [Buffer.from(name), Buffer.from(name, 'utf16le')]),
  ]
  expect(forms.filter((form) => found.includes(form)).length).toBe(0)
  // The same search finds them once the paper is there, or it would prove nothing.
  const { identity } = await typed(paper)
  const opened = await gathered(await (await openFile(inPieces(found, 9999))).unseal(identity))
  expect(names.filter((name) => opened.includes(name))).toEqual(names)
  const bare = secrets.filter((key) => opened.includes(key.toString('base64')))
  expect(bare.length).toBe(secrets.length)
  const open = found.subarray(0, found.indexOf('\n--- ')).toString('latin1').split('\n')
  expect(open[1]).toMatch(/^-> carrel\/backup 2 [0-9a-f]{16} \S{9} 2026-11-24T15:30Z$/)
})

test('the restored library backs itself up to the same sheet', async () => {
  const made = await backUp(database, ring, home.backupsDir)
  expect(made.mark.library).toBe(ring.check().toString('hex').slice(0, 16))
})
