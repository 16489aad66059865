import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { KeyError } from '../../src/platform/crypto/key-folder.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { openEntry } from '../../src/register/log/sealed-entry.ts'
import { newestFingerprint } from '../../src/register/newest-checkpoint.ts'
import { recordEntry } from '../../src/register/record.ts'
import { forgettableBefore } from '../../src/register/retention.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { textOfPdf } from '../support/pdf-text.ts'
import { registerOf } from './library.ts'
import { typed } from './typed.ts'

let library: TestDatabase
let register: ReturnType<typeof registerOf>
const folder = mkdtempSync(join(tmpdir(), 'carrel-forget-'))
const key = (month: string) => join(library.home.keysDir, 'register', 'months', month)
const run = (...args: string[]) => typed(library.home.dir, ...args)

/** Records in a month; returns the reference. */
const recordIn = (month: string, ring = new KeyRing(library.home.keysDir)) =>
  library.database.app
    .transaction()
    .execute((trx) =>
      recordEntry(trx, { ring, now: new Date(`${month}-15T12:00:00Z`) }, { kind: 'view', actor: 'a-1' }),
    )

/** The references of the entries of a kind, those that wait among them. */
async function entriesOf(kind: string): Promise<string[]> {
  const ring = new KeyRing(library.home.keysDir)
  const { rows } = await register.asOwner((client) =>
    client.query<{ id: string; leaf: Buffer; overflow: Buffer | null }>('select * from register_pending'),
  )
  return rows.flatMap(({ id, leaf, overflow }) => {
    const opened = openEntry(
      leaf,
      ring.registerMonthKey(leaf.toString('latin1', 24, 31)),
      overflow ?? undefined,
    )
    const isOne = 'entry' in opened && opened.entry.kind === kind
    return isOne ? [Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')] : []
  })
}

let old: string[]
beforeAll(async () => {
  library = await startTestDatabase()
  register = registerOf(library)
})
beforeEach(async () => {
  await register.empty()
  for (const name of ['months', 'forgotten']) {
    rmSync(join(library.home.keysDir, 'register', name), { recursive: true, force: true })
  }
  old = []
  for (const month of ['2014-11', '2014-11', '2015-03']) {
    old.push(await recordIn(month))
    await register.tick({ now: new Date(`${month}-15T12:01:00Z`) })
  }
})
afterAll(async () => {
  await library.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('carrel register forget', async () => {
  it('says first what it would destroy, and destroys nothing before it is told to', async () => {
    const said = await run('forget', '--before', '2015-03')
    expect(said).toMatchObject({ code: 0, err: '' })
    expect(said.out).toContain('This would be forgotten permanently:\n  2014-11  2 entries\n')
    expect(said.out).not.toContain('2015-03  ')
    expect(existsSync(key('2014-11'))).toBe(true)
  })

  it('destroys the keys of the months before, and only those, and the tree still verifies', async () => {
    const pinned = (await register.lastSigned.read()) ?? ''
    const before = readFileSync(key('2014-11'))
    const said = await run('forget', '--before', '2015-03', '--yes')
    expect(said.out).toContain('Forgotten: no one can open these entries anymore.\n  2014-11  2 entries\n')
    expect([existsSync(key('2014-11')), existsSync(key('2015-03'))]).toEqual([false, true])
    expect(await run('show', old[0] ?? '')).toMatchObject({
      code: 1,
      err: 'carrel register show: what this entry says is forgotten: the key of 2014-11 was destroyed by age [entry-not-shown]\n',
    })
    expect((await run('show', old[2] ?? '')).out).toContain('what                 view\n')
    await register.tick()
    expect(await register.verify(pinned)).toMatchObject({ ok: true })
    // The leaf is still there: whoever kept the key outside could open it. That is what a destroyed key means.
    const leaf = (await register.export()).get('tile/entries/000.p/5')?.subarray(2, 1102) ?? Buffer.alloc(0)
    expect([openEntry(leaf, before), openEntry(leaf, Buffer.alloc(32))]).toContainEqual({
      refused: 'wrong-key',
    })
  })

  it('is on record itself, with its months, before any key is gone', async () => {
    const said = await run('forget', '--before', '2015-03', '--yes')
    const reference = /On record as (\S+)\./.exec(said.out)?.[1] ?? ''
    expect(JSON.parse((await run('show', reference, '--json')).out).entry).toMatchObject({
      kind: 'months-forgotten',
      actor: 'system',
      months: ['2014-11'],
    })
  })

  it('destroys nothing where it cannot be recorded', async () => {
    await register.asOwner((client) =>
      client.query('alter table register_pending add constraint no_room check (false) not valid'),
    )
    const said = await run('forget', '--before', '2015-03', '--yes')
    await register.asOwner((client) => client.query('alter table register_pending drop constraint no_room'))
    expect([said.code, said.out]).toEqual([1, ''])
    expect(existsSync(key('2014-11'))).toBe(true)
  })

  it('writes the report of the disposal: tagged, with months, counts, schedule and pin', async () => {
    const pdf = join(folder, 'report.pdf')
    const pin = await newestFingerprint(library.database.worker)
    expect((await run('forget', '--before', '2015-04', '--yes', '--pdf', pdf)).code).toBe(0)
    const bytes = readFileSync(pdf)
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(bytes.toString('latin1')).toContain('/StructTreeRoot')
    expect(bytes.toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>')
    expect(existsSync(`${pdf}.unfinished`)).toBe(false)
    const read = textOfPdf(bytes).replaceAll(/\s+/g, ' ')
    expect(read).toContain('Month Entries 2014-11 2 2015-03 1 In all 3')
    expect(read).toContain('Kept for 5 years')
    expect(read).toContain('Under Neb.')
    const [reference] = await entriesOf('months-forgotten')
    expect(read).toContain(`On record as ${reference}`)
    expect(read).toContain(`Register carrel/test Entries 3 Pin ${pin?.lines[2]?.slice(10)}`)
    expect(read).toContain(
      'Carrel deletes a backup once it is 14 days old, on a day on which it runs and has a newer one.',
    )
  })

  it('has the report whole and durable before any key goes, and under its name only after they went', async () => {
    const pdf = join(folder, 'in-time.pdf')
    const seen: unknown[] = []
    const destroyed = vi.spyOn(KeyRing.prototype, 'forgetRegisterMonth').mockImplementation((month) => {
      const waits = readFileSync(`${pdf}.unfinished`)
      seen.push([
        month,
        existsSync(pdf),
        waits.subarray(0, 5).toString(),
        waits.subarray(-6).toString().trim(),
      ])
      throw new Error('killed')
    })
    const said = await run('forget', '--before', '2015-03', '--yes', '--pdf', pdf)
    destroyed.mockRestore()
    expect(seen).toEqual([['2014-11', false, '%PDF-', '%%EOF']])
    expect(said.err).toContain(`the report of what is done so far is in ${pdf}.unfinished`)
    expect(existsSync(pdf)).toBe(false)
  })

  it('forgets no month whose entries were signed lately: a clock that was wrong made them look old', async () => {
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)
    await recordIn(hoursAgo(48).toISOString().slice(0, 7))
    await register.tick({ now: hoursAgo(48) })
    // The clock is at the beginning of time for a while: for an entry and its tick, and for one that is signed later.
    await recordIn('2000-01')
    await register.tick({ now: new Date('2000-01-01T00:03:00Z') })
    await recordIn('2000-02')
    await register.tick({ now: hoursAgo(0) })
    // This one waits.
    await recordIn('2000-03')
    const said = await run('forget', '--before', '2015-04', '--yes')
    expect(said).toMatchObject({ code: 0, err: '' })
    expect(said.out).toContain(
      'Forgotten: no one can open these entries anymore.\n  2014-11  2 entries\n  2015-03  1 entry\n',
    )
    for (const month of ['2000-01', '2000-02', '2000-03']) {
      expect(said.out).toContain(
        `Not forgotten: ${month}. 1 entry of it was signed within the last 5 years: the clock was wrong then.`,
      )
      expect(existsSync(key(month))).toBe(true)
    }
  })

  it('passes over what is no key among the keys of the months', async () => {
    for (const stray of ['.DS_Store', '2014-11.bak']) writeFileSync(key(stray), 'x')
    const said = await run('forget', '--before', '2015-03', '--yes')
    expect(said).toMatchObject({ code: 0, err: '' })
    expect([existsSync(key('2014-11')), existsSync(key('2014-11.bak'))]).toEqual([false, true])
  })

  it('destroys nothing where the report could not be written', async () => {
    const said = await run(
      'forget',
      '--before',
      '2015-03',
      '--yes',
      '--pdf',
      join(folder, 'nowhere', 'report.pdf'),
    )
    expect(said).toMatchObject({ code: 2, out: '' })
    expect(existsSync(key('2014-11'))).toBe(true)
  })

  it('forgets nothing that the policy says is still to be kept, and nothing where it says nothing', async () => {
    const thisMonth = new Date().toISOString().slice(0, 7)
    expect((await run('forget', '--before', thisMonth, '--yes')).err).toMatch(
      /--before: entries are kept for 5 years, so today \d{4}-\d\d is the latest/,
    )
    const silent = join(import.meta.dirname, '..', 'packs', 'hilltop')
    expect((await run('forget', '--before', '2015-03', '--yes', '--pack', silent)).err).toContain(
      'so none may be forgotten',
    )
    expect(existsSync(key('2014-11'))).toBe(true)
    for (const wrong of ['2015', '2015-13', 'March']) {
      expect((await run('forget', '--before', wrong)).err).toContain('--before: give a month')
    }
  })

  it.each([
    ['2026-11-24', 5, '2021-11'],
    ['2026-01-01', 5, '2021-01'],
    ['2024-02-29', 1, '2023-02'],
    ['2026-11-24', 0, '2026-11'],
  ])('on %s, with %i years to keep, may name %s at the latest', (today, years, latest) => {
    expect(forgettableBefore(today, years)).toBe(latest)
  })
})

describe('a forgotten month', async () => {
  it('gets nothing more sealed under its key by a program whose newest key it was', async () => {
    const running = new KeyRing(library.home.keysDir)
    await recordIn('2015-03', running)
    new KeyRing(library.home.keysDir).forgetRegisterMonth('2015-03')
    await expect(recordIn('2015-03', running)).rejects.toThrow(KeyError)
  })

  it('gets no second key, for anyone, also a program that ran before and after', async () => {
    const running = new KeyRing(library.home.keysDir)
    await recordIn('2014-11', running)
    await recordIn('2015-03', running)
    new KeyRing(library.home.keysDir).forgetRegisterMonth('2014-11')
    for (const ring of [running, new KeyRing(library.home.keysDir)]) {
      await expect(recordIn('2014-11', ring)).rejects.toThrow(KeyError)
      await expect(recordIn('2014-11', ring)).rejects.toThrow('was destroyed by age')
      expect(ring.registerMonthKeyFor('2014-11')).toBe('forgotten')
      expect(ring.registerMonths()).toEqual(['2015-03'])
    }
    expect(existsSync(key('2014-11'))).toBe(false)
  })

  it('is gone at the next start where a kill came between its mark and its key', () => {
    const kept = readFileSync(key('2014-11'))
    new KeyRing(library.home.keysDir).forgetRegisterMonth('2014-11')
    writeFileSync(key('2014-11'), kept)
    new KeyRing(library.home.keysDir)
    expect(existsSync(key('2014-11'))).toBe(false)
  })

  it('is not made again by looking at an entry whose month has no key', async () => {
    rmSync(key('2014-11'))
    expect((await run('show', old[0] ?? '')).err).toContain('the key of 2014-11 is not among the keys')
    expect(existsSync(key('2014-11'))).toBe(false)
  })
})
