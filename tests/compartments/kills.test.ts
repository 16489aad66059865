import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { rawPublic } from '../../src/platform/crypto/sealed-box.ts'
import { SealedAccess } from '../../src/sealed/access.ts'
import { BoxChangedError } from '../../src/sealed/access-group.ts'
import { type AccessGrant, type MatterEntry, newMatterEntry, withEntries } from '../../src/sealed/matter.ts'
import { SealedMatters } from '../../src/sealed/matters.ts'
import type { SealedSession } from '../../src/sealed/session.ts'
import { SlotFolder } from '../../src/sealed/slot-folder.ts'

const at = '2026-11-26T09:00:00Z'
const clock = { now: () => new Date(at), today: () => '2026-11-26' }
const entry = { kind: 'case-step', at, actor: 'desk' } as const
const cellBytes = 128 * 1024

/** Accounts have ids of one form. */
const ids = { director: 1, counsel: 2, clerk: 3, paper: 4, desk: 5 }
const idOf = (who: keyof typeof ids) => `00000000-0000-4000-8000-00000000000${ids[who]}`

type Person = { readonly key: KeyObject; readonly cleared: AccessGrant }
function person(who: keyof typeof ids, role: string): Person {
  const account = idOf(who)
  const { privateKey, publicKey } = generateKeyPairSync('x25519')
  const raw = rawPublic(publicKey).toString('base64')
  return { key: privateKey, cleared: { account, role, publicKey: raw, since: at, by: account } }
}

/** Two who answer for the Director's side, and a clerk who is cleared for it too. */
async function library() {
  const dir = mkdtempSync(join(tmpdir(), 'carrel-kills-'))
  const ring = new KeyRing(join(dir, 'keys'))
  const folder = new SlotFolder(join(dir, 'cells'), ring, cellBytes)
  await folder.ensure()
  const signed = async () => ({ log: 'carrel/test', size: 7 })
  const compartments = new SealedMatters({ folder, ring, clock, signed })
  const [director, counsel] = [person('director', 'director'), person('counsel', 'counsel')]
  const [clerk, paper] = [person('clerk', 'desk'), person('paper', 'paper')]
  const cleared = [director.cleared, counsel.cleared, clerk.cleared]
  await compartments.setUp('director', { cleared, recovery: paper.cleared.publicKey })
  let nth = 0
  return {
    ...{ folder, compartments, director, counsel, clerk },
    unlock: ({ key, cleared: { account } }: Person) => compartments.unlock(key, account),
    /** @returns what is left: its id is that of its entry */
    async leave(): Promise<MatterEntry> {
      const left = newMatterEntry(entry)
      await compartments.leave('director', { logged: left })
      return left
    },
    take(open: SealedSession, box = 0, id?: string): Promise<string> {
      nth += 1
      const reference = `AAAA-000${nth}`
      return open.takeIn('director', box, (came) => ({ reference, file: came, log: [idIn(came)] }), id)
    },
    /** Does work of which nothing reaches the disk from the `nth` call of a writing on. */
    async killed(name: 'replace' | 'replaceIntake', work: () => Promise<unknown>, calls = 1): Promise<void> {
      const write = folder[name].bind(folder) as (...given: never[]) => Promise<void>
      let called = 0
      const spy = vi.spyOn(folder, name).mockImplementation(async (...given: unknown[]) => {
        called += 1
        if (called >= calls) throw new Error('killed')
        await write(...(given as never[]))
      })
      await expect(work()).rejects.toThrow('killed')
      spy.mockRestore()
    },
  }
}
const idIn = (came: unknown) => (came as { readonly logged: MatterEntry }).logged
const work = (open: SealedSession, reference: string) =>
  open.change(reference, async (it) => ({ becomes: withEntries(it, entry), gives: undefined }))

describe('a kill', () => {
  test('between the cell of a matter and its index leaves it there, once: the next one gets another cell', async () => {
    const it = await library()
    const first = await it.leave()
    await it.leave()
    // Somebody has it open all the while.
    const before = await it.unlock(it.counsel)
    const open = await it.unlock(it.director)
    await it.killed('replaceIntake', () => it.take(open))
    await work(open, 'AAAA-0001')
    const second = await it.take(before, 1)
    const after = await it.unlock(it.director)
    expect([...after.references].sort()).toEqual(['AAAA-0001', second])
    expect((await after.read('AAAA-0001')).log.map(({ id }) => id)).toContain(first.id)
    expect(await after.waiting('director')).toEqual([])
    expect(after.unusedCells('director').map(({ cell }) => cell)).toEqual([3, 4, 5, 6])
  })

  test('between a cell and its box leaves nothing that could be taken in, or put anywhere, a second time', async () => {
    const it = await library()
    await it.leave()
    const open = await it.unlock(it.director)
    const reference = await it.take(open)
    const second = await it.leave()
    const add = (came: unknown, one: Parameters<Parameters<SealedSession['join']>[2]>[1]) => ({
      ...one,
      log: [...one.log, idIn(came)],
    })
    const from = { side: 'director', box: 0, id: second.id } as const
    await it.killed('replaceIntake', () => open.join(from, reference, add))
    expect(await it.take(open, 0, second.id)).toBe(reference)
    expect(await open.waiting('director')).toEqual([])
    const third = await it.leave()
    const other = { side: 'director', box: 0, id: third.id } as const
    await it.killed('replaceIntake', () => open.join(other, reference, add))
    await open.join(other, reference, add)
    const fourth = await it.leave()
    await it.killed('replaceIntake', () => open.join({ ...other, id: fourth.id }, reference, add))
    const after = await it.unlock(it.counsel)
    expect(await after.waiting('director')).toEqual([])
    const ids = (await after.read(reference)).log.map(({ id }) => id)
    expect([ids.length, new Set(ids).size, after.references]).toEqual([4, 4, [reference]])
  })

  test('while a cell is made free leaves its matter, which is made free again', async () => {
    const it = await library()
    await it.leave()
    const open = await it.unlock(it.director)
    const reference = await it.take(open)
    await it.killed('replace', () => open.free(reference))
    const after = await it.unlock(it.director)
    expect([after.references, after.unusedCells('director').length]).toEqual([[reference], 5])
    await after.free(reference)
    expect((await it.unlock(it.director)).references).toEqual([])
  })
})

describe('a box', () => {
  test('that holds something else by now is left as it is', async () => {
    const it = await library()
    const first = await it.leave()
    const [open, other] = [await it.unlock(it.director), await it.unlock(it.counsel)]
    const reference = await it.take(other, 0, first.id)
    const second = await it.leave()
    await expect(it.take(open, 0, first.id)).rejects.toBeInstanceOf(BoxChangedError)
    await expect(
      other.join({ side: 'director', box: 0, id: first.id }, reference, (_, one) => one),
    ).rejects.toBeInstanceOf(BoxChangedError)
    expect((await open.waiting('director')).map(({ came }) => idIn(came).id)).toEqual([second.id])
  })
})

describe('a person whose access to a group was removed', () => {
  const people = new SealedAccess({ pack: { hash: 'a'.repeat(64) }, clock } as never)
  const actor = (role: 'director' | 'counsel') => ({ accountId: idOf(role), role, place: 'office' }) as never

  test('is cleared in no matter either, in none that a colleague took in meanwhile; nor again by a list of before', async () => {
    const it = await library()
    const [open, stale] = [await it.unlock(it.director), await it.unlock(it.counsel)]
    await it.leave()
    const reference = await it.take(stale)
    expect(await people.revokeForSide(actor('director'), open, 'director', idOf('clerk'))).toBe('done')
    const desk = person('desk', 'desk')
    const whom = {
      account: idOf('desk'),
      role: 'desk',
      publicKey: Buffer.from(desk.cleared.publicKey, 'base64'),
    }
    expect(await people.clearForSide(actor('counsel'), stale, 'director', whom)).toBe('done')
    const revoked = await it.unlock(it.clerk)
    expect([revoked.sides, revoked.references]).toEqual([[], []])
    const cleared = await it.unlock(desk)
    expect([cleared.sides, cleared.references]).toEqual([['director'], [reference]])
    expect(cleared.clearedFor('director').map(({ account }) => account)).toEqual([
      ...[idOf('director'), idOf('counsel'), idOf('desk')],
    ])
  })

  test('is so after a kill in between, once the next unlocks', async () => {
    const it = await library()
    const open = await it.unlock(it.director)
    for (const _ of [1, 2]) {
      await it.leave()
      await it.take(open)
    }
    await it.killed(
      'replace',
      () => people.revokeForSide(actor('director'), open, 'director', idOf('clerk')),
      2,
    )
    expect((await it.unlock(it.clerk)).references).toEqual(['AAAA-0002'])
    const next = await it.unlock(it.counsel)
    await people.noteOpened(actor('counsel'), next, [])
    const revoked = await it.unlock(it.clerk)
    expect([revoked.sides, revoked.references]).toEqual([[], []])
    const { log } = await next.read('AAAA-0002')
    expect(log.flatMap(({ entry: { flags = [] } }) => flags)).toEqual(['revoked', 'opened'])
  })

  test('stays where no one who answers for a matter would be left', async () => {
    const it = await library()
    await it.leave()
    const open = await it.unlock(it.director)
    const reference = await it.take(open)
    expect(await people.revoke(actor('director'), open, reference, idOf('counsel'))).toBe('done')
    expect(await people.revokeForSide(actor('counsel'), open, 'director', idOf('director'))).toBe('last')
    expect((await it.unlock(it.director)).references).toEqual([reference])
  })
})
