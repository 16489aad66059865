import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startLibrary } from '../../src/app/server.ts'
import {
  adoptedPolicy,
  packToFollow,
  policyCheck,
  refuseFailingPack,
  storedFiles,
} from '../../src/ask/adopted-policy.ts'
import {
  addPack,
  addPackConfirmation,
  addPackInForce,
  packConfirmations,
  packInForce,
  packInForceAt,
  savePackFaults,
  withdrawPackConfirmation,
} from '../../src/ask/policy-store.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { loadPack, type Pack, packHash } from '../../src/policy/pack.ts'
import { readPackFolder } from '../../src/policy/pack-folder.ts'
import { openEntry } from '../../src/register/log/sealed-entry.ts'
import { addAccount } from '../../src/staff/account-store.ts'
import { jensen, jensenInEnglish } from '../policy/jensen-pack.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'

let it: TestDatabase
let parts: Parameters<typeof adoptedPolicy>[0]
let officers: Readonly<Record<'director' | 'board', string>>
const now = new Date('2026-11-24T15:00:00Z')

/** A first start with Jensen's pack, a new library for each test. */
beforeEach(async () => {
  await it?.close()
  it = await startTestDatabase()
  parts = {
    worker: it.database.worker,
    ring: new KeyRing(it.home.keysDir),
    clock: { now: () => now, today: () => '2026-11-24' },
  }
  const add = async (signIn: string, role: 'director' | 'counsel') =>
    (await addAccount(it.database.app, parts.ring, { signIn, name: signIn, role, passphrase: 'hash' })) ?? ''
  officers = { director: await add('ruth', 'director'), board: await add('carl', 'counsel') }
  await adoptedPolicy(parts, jensen)
})
afterAll(() => it?.close())

const edited = (file: string, from: string, to: string): Pack => {
  const text = jensenInEnglish.get(file) ?? ''
  expect(text).toContain(from)
  return loadPack(new Map([...jensenInEnglish, [file, text.replace(from, to)]]))
}
let changed: Pack
/** A rule without one of its conditions, as someone with the folder could leave it. */
let careless: Pack
beforeAll(() => {
  changed = loadPack(
    new Map([
      ...jensenInEnglish,
      ['rules/definition.cedar', `${jensenInEnglish.get('rules/definition.cedar')}\n// Changed.\n`],
    ]),
  )
  careless = edited('scenarios/reg-8.yaml', 'outcome: release', 'outcome: refuse')
})

async function entries() {
  const rows = await it.database.worker.selectFrom('register_pending').selectAll().execute()
  const key = parts.ring.registerMonthKey('2026-11')
  return rows.flatMap(({ leaf, overflow }) => {
    const opened = openEntry(leaf, key, overflow ?? undefined)
    return 'entry' in opened ? [opened.entry] : []
  })
}

const confirm = (side: 'director' | 'board', hash: string, accountId = officers[side], after = 1) =>
  it.database.app
    .transaction()
    .execute((trx) => addPackConfirmation(trx, parts.ring, { hash, after, side, accountId, at: now }))

test('the first start adopts the policy pack as it is, whole, and logs no change', async () => {
  expect(await packInForce(it.database.app)).toEqual({ nth: 1, hash: jensen.hash })
  expect(await entries()).toEqual([])
  const files = await storedFiles(it.database.app, jensen.hash)
  const folder = join(import.meta.dirname, '../../policies/jensen-mgt-1')
  expect(files?.get('pack.yaml')).toBe(readFileSync(join(folder, 'pack.yaml'), 'utf8'))
  expect(packHash(files ?? new Map())).toBe(jensen.hash)
})

test('a first start with a pack that does not pass is refused with the sentences that fail', () => {
  expect(() => refuseFailingPack(careless)).toThrow(
    /no library starts with it:\n {2}The scenario ".*does not hold/,
  )
  expect(() => refuseFailingPack('pack.yaml: no number')).toThrow('no number')
  expect(() => refuseFailingPack(jensen)).not.toThrow()
})

describe('a folder that differs is a proposal', () => {
  test('which decides nothing at any later start until both sides confirmed it', async () => {
    for (const say of [undefined, 'director'] as const) {
      if (say !== undefined) await confirm(say, changed.hash)
      const policy = await adoptedPolicy(parts, changed)
      expect(policy).toMatchObject({ nth: 1, pack: { hash: jensen.hash }, faults: [] })
      expect(policy.proposal).toMatchObject({ pack: { hash: changed.hash }, faults: [] })
    }
    expect(await entries()).toEqual([])
    await confirm('board', changed.hash)
    const policies = await Promise.all([1, 2, 3].map(() => adoptedPolicy(parts, changed)))
    for (const policy of policies) expect(policy).toMatchObject({ nth: 2, proposal: undefined })
    const made = { kind: 'rule-changed', actor: 'system', role: 'program', place: 'here' }
    expect(await entries()).toMatchObject([{ ...made, pack: changed.hash, packBefore: jensen.hash }])
  })

  test('and what was confirmed is what comes, whatever the folder has by then', async () => {
    await adoptedPolicy(parts, changed)
    await confirm('director', changed.hash)
    await confirm('board', changed.hash)
    const policy = await adoptedPolicy(parts, careless)
    expect(policy.pack.hash).toBe(changed.hash)
    expect(policy.proposal?.pack?.hash).toBe(careless.hash)
  })

  test('and what was confirmed is checked again at the start: one that fails or cannot be run does not decide', async () => {
    const files = new Map(jensen.files)
    files.set('pack.yaml', (files.get('pack.yaml') ?? '').replace(/^format: \d+/m, 'format: 99'))
    for (const bad of [careless, { hash: packHash(files), files }]) {
      await addPack(parts.worker, bad)
      for (const side of ['director', 'board'] as const) await confirm(side, bad.hash)
      for (const _start of [1, 2]) {
        const policy = await adoptedPolicy(parts, jensen)
        expect(policy).toMatchObject({ nth: 1, pack: { hash: jensen.hash }, proposal: undefined })
        expect(policy.refused.at(-1)).toContain(bad.hash.slice(0, 12))
      }
    }
    expect((await adoptedPolicy(parts, jensen)).refused).toEqual([
      expect.stringContaining('does not hold: outcome'),
      expect.stringContaining('format'),
    ])
    // It keeps no other from coming into force.
    await adoptedPolicy(parts, changed)
    for (const side of ['director', 'board'] as const) await confirm(side, changed.hash)
    expect(await adoptedPolicy(parts, changed)).toMatchObject({ nth: 2, refused: [] })
  })

  test('a confirmation counts once: not for a later change back, and not for both sides by one account', async () => {
    await adoptedPolicy(parts, changed)
    await confirm('director', changed.hash)
    await confirm('board', changed.hash, officers.director)
    expect((await adoptedPolicy(parts, changed)).nth).toBe(1)
    await confirm('board', changed.hash)
    expect((await adoptedPolicy(parts, changed)).nth).toBe(2)
    const back = await adoptedPolicy(parts, jensen)
    expect(back).toMatchObject({ nth: 2, pack: { hash: changed.hash } })
    await confirm('director', jensen.hash)
    await confirm('board', jensen.hash)
    expect((await adoptedPolicy(parts, jensen)).nth, 'confirmed in place of the first version').toBe(2)
  })

  test('a pack that fails is named with what fails, and the one in force decides', async () => {
    const policy = await adoptedPolicy(parts, careless)
    expect(policy.pack.hash).toBe(jensen.hash)
    expect(policy.proposal?.faults).toEqual([expect.stringContaining('does not hold: outcome')])
  })

  test('one that cannot be read is said to the Director, and the library starts', async () => {
    const policy = await adoptedPolicy(parts, 'pack.yaml: the number is missing')
    expect(policy).toMatchObject({
      ...{ pack: { hash: jensen.hash }, faults: [] },
      proposal: { pack: undefined, faults: ['pack.yaml: the number is missing'] },
    })
    await expect(packToFollow(parts.worker, 'x')).resolves.toMatchObject({ hash: jensen.hash })
  })

  test('one whose scenarios cannot be read is a proposal that fails, and ends no start', async () => {
    const name = 'scenarios/reg-8.yaml'
    const text = (jensenInEnglish.get(name) ?? '').replace('outcome: release', 'outcome: relaese')
    const policy = await adoptedPolicy(parts, loadPack(new Map([...jensenInEnglish, [name, text]])))
    expect(policy.pack.hash).toBe(jensen.hash)
    expect(policy.proposal?.faults).toEqual([expect.stringContaining('reg-8.yaml')])
  })

  test('one whose failing scenario has a NUL in its title ends no start', async () => {
    const name = 'scenarios/reg-8.yaml'
    const text = (jensenInEnglish.get(name) ?? '')
      .replace(/title: A mandated report goes.*/, 'title: "A mandated report \\0 goes"')
      .replaceAll('outcome: release', 'outcome: refuse')
    const policy = await adoptedPolicy(parts, loadPack(new Map([...jensenInEnglish, [name, text]])))
    expect([policy.pack.hash, text.includes('\\0')]).toEqual([jensen.hash, true])
  })

  test('no time zone that no clock knows can be proposed, nor a file that is none or that the database would not keep', async () => {
    const zone = (jensenInEnglish.get('pack.yaml') ?? '').replace('America/Chicago', 'America/Chicgo')
    expect(() => loadPack(new Map([...jensenInEnglish, ['pack.yaml', zone]]))).toThrow('not a time zone')
    const folder = mkdtempSync(join(tmpdir(), 'carrel-pack-'))
    try {
      for (const [make, says] of [
        [(path: string) => writeFileSync(path, 'a\0b'), 'not UTF-8 text'],
        [(path: string) => symlinkSync(path, path), 'cannot be read (ELOOP)'],
        [(path: string) => execFileSync('mkfifo', [path]), 'this is no file'],
      ] as const) {
        make(join(folder, 'pack.yaml'))
        expect(() => readPackFolder(folder)).toThrow(says)
        rmSync(join(folder, 'pack.yaml'))
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('a demonstration alone adopts its folder at each start', async () => {
    const policy = await adoptedPolicy(parts, careless, { adopts: true })
    expect(policy).toMatchObject({ nth: 2, pack: { hash: careless.hash }, proposal: undefined })
    expect(policy.faults).toHaveLength(1)
  })
})

test('with the app’s password no policy is put in force, nor kept out: not by a row, nor without the library’s mark, nor by what was withdrawn', async () => {
  const { app } = it.database
  await adoptedPolicy(parts, changed)
  for (const statement of [
    sql`insert into pack (hash, files) values (${'a'.repeat(64)}, '{}')`,
    sql`insert into pack_in_force (nth, hash, since) values (2147483647, ${jensen.hash}, now())`,
    sql`update pack_in_force set hash = ${changed.hash}`,
    sql`update pack_confirmed set side = 'board'`,
    sql`delete from pack_withdrawn`,
    sql`update pack_withdrawn set confirmation = id`,
    sql`update pack_checked set faults = ''`,
  ])
    await expect(statement.execute(app)).rejects.toThrow(/permission denied/)
  await confirm('director', changed.hash)
  const [known] = await app.selectFrom('pack_confirmed').selectAll().execute()
  await app
    .insertInto('pack_confirmed')
    .values({
      ...(known ?? ({} as never)),
      id: crypto.randomUUID(),
      side: 'board',
      account_id: officers.board,
    })
    .execute()
  expect((await adoptedPolicy(parts, changed)).pack.hash).toBe(jensen.hash)
  await confirm('board', changed.hash)
  const said = { confirmation: known?.id ?? '', by: officers.director, at: now }
  await app.transaction().execute((trx) => withdrawPackConfirmation(trx, parts.ring, said))
  expect((await adoptedPolicy(parts, changed)).pack.hash).toBe(jensen.hash)
  await confirm('director', changed.hash)
  const again = (await packConfirmations(app, parts.ring, 1)).find(({ side }) => side === 'director')
  const forged = { id: crypto.randomUUID(), confirmation: again?.id ?? '', mark: Buffer.alloc(32) }
  await app
    .insertInto('pack_withdrawn')
    .values({ ...forged, withdrawn_by: officers.director, withdrawn_at: now })
    .execute()
  expect((await adoptedPolicy(parts, changed)).pack.hash).toBe(changed.hash)
})

test('the result of the checks is kept under a mark, and one that someone wrote into the database is not believed', async () => {
  const { worker } = it.database
  await adoptedPolicy(parts, careless)
  await worker.updateTable('pack_checked').set({ faults: '' }).where('hash', '=', careless.hash).execute()
  expect((await adoptedPolicy(parts, careless)).proposal?.faults).toHaveLength(1)
  await worker.updateTable('pack_checked').set({ faults: 'Known.' }).where('hash', '=', jensen.hash).execute()
  expect((await adoptedPolicy(parts, jensen)).faults).toEqual([])
})

test('what another version of the program found is not believed either, under the library’s own mark', async () => {
  const found = [
    { pack: careless, faults: '', here: [expect.stringContaining('does not hold')] },
    { pack: changed, faults: 'Known.', here: [] },
  ]
  for (const { pack, faults, here } of found) {
    const { hash } = pack
    await savePackFaults(parts.worker, parts.ring, { hash, program: 'e'.repeat(64), faults })
    expect((await adoptedPolicy(parts, pack)).proposal?.faults).toEqual(here)
  }
})

test('the doctor says which version is in force, and what is only proposed, or fails', async () => {
  const { home, database } = it
  const look = (folder: Pack | string) =>
    policyCheck.look({
      ...{ home, env: {}, now, today: '2026-11-24', timeZone: jensen.timeZone, folder },
      ...{ standing: undefined, database: { open: database }, keys: { open: parts.ring } },
    })
  expect(await look(jensen)).toMatchObject({ state: 'good' })
  expect(await look(changed)).toMatchObject({ state: 'note', says: expect.stringContaining('Two officers') })
  expect(await look(careless)).toMatchObject({
    state: 'note',
    says: expect.stringContaining('does not hold'),
  })
  await adoptedPolicy(parts, careless, { adopts: true })
  expect(await look(careless)).toMatchObject({ state: 'bad', says: expect.stringContaining('does not pass') })
  // Of a later program, which this one may not be able to run.
  const files = new Map([['pack.yaml', 'format: 99']])
  const later = { hash: packHash(files), files }
  await addPack(database.worker, later)
  await database.worker.transaction().execute(async (trx) => {
    await addPackInForce(trx, { nth: 3, hash: later.hash, since: now })
  })
  const found = await look(jensen)
  expect(found).toMatchObject({
    state: 'bad',
    says: expect.stringContaining('cannot run the policy in force'),
  })
})

test('a started program decides by the version in force, and each instant has the version of its time', async () => {
  const { home, database } = it
  const { ring } = parts
  const listen = { host: '127.0.0.1', port: 18_733 }
  const running = await startLibrary({ home, database, ring, pack: changed, listen })
  await running.close()
  expect(running.policy).toMatchObject({
    pack: { hash: jensen.hash },
    proposal: { pack: { hash: changed.hash } },
  })
  expect((await packInForceAt(database.app, now))?.hash).toBe(jensen.hash)
  expect(await packInForceAt(database.app, new Date('2026-11-24T14:59:59Z'))).toBeUndefined()
})
