import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { maxMatterBytes, type WriteRoom } from '../../src/sealed/access-group.ts'
import type { SealedCase } from '../../src/sealed/case-storage.ts'
import { type SealedMatter, withEntries } from '../../src/sealed/matter.ts'
import type { SealedSession } from '../../src/sealed/session.ts'
import { MatterNotOpenError } from '../../src/sealed/slot-folder.ts'
import { passphrase, type Tested } from '../web/house.ts'
import type { Visitor } from '../web/visitor.ts'
import { SealedHouse } from './sealed-house.ts'
import { at, entry, person, smallCellBytes, smallLibrary } from './small-library.ts'

/** Takes all the room of a matter that there is for such a writing. */
async function fill(
  open: SealedSession,
  reference: string,
  room: WriteRoom,
  ofCell = smallCellBytes,
): Promise<void> {
  await open.change(reference, async (it) => {
    // A writing adds a state, as long as the last one is or hardly longer.
    const state = JSON.stringify(it.states.at(-1)).length + 4
    const wasted = 'x'.repeat(
      maxMatterBytes(ofCell, room, 0) - Buffer.byteLength(JSON.stringify(it)) - state - 24,
    )
    return { becomes: { ...it, file: { ...(it.file as SealedCase), wasted } }, room, gives: undefined }
  })
}

const flagsOf = ({ log }: SealedMatter) => log.flatMap(({ entry: one }) => one.flags ?? [])

describe('a full cell', () => {
  test('refuses what can wait, and takes each end, each "I am bound" and each recovery with its entry', async () => {
    const { director, counsel, clerk, paper, unlock, take, people, as } = await smallLibrary()
    const newer = person(5, 'counsel')
    const open = await unlock(director)
    const reference = await take(open, 'AAAA-0001')
    await fill(open, reference, 'usual')
    const note = () =>
      open.change(reference, async (it) => ({ becomes: withEntries(it, entry), gives: undefined }))
    await expect(note()).rejects.toMatchObject({ code: 'cell-full' })
    await expect(
      people.clear(as(director), open, reference, {
        ...{ account: newer.cleared.account, role: 'desk' },
        publicKey: Buffer.from(newer.cleared.publicKey, 'base64'),
      }),
    ).rejects.toMatchObject({ code: 'cell-full' })

    const clerks = await unlock(clerk)
    await people.noteOpened(as(clerk), clerks, [])
    expect(clerks.references).toEqual([reference])
    await people.bind(as(counsel), await unlock(counsel), reference)
    const { account } = clerk.cleared
    expect(await people.revoke(as(director), open, reference, account)).toBe('done')
    expect((await unlock(clerk)).references).toEqual([])
    const byPaper = await unlock(paper)
    const whom = { account: newer.cleared.account, role: 'counsel' }
    const publicKey = Buffer.from(newer.cleared.publicKey, 'base64')
    const stays = new Set<string>()
    expect(await people.recover(as(newer), byPaper, { ...whom, publicKey }, { goes: [], stays })).toBe('done')
    const theirs = await unlock(newer)
    expect(flagsOf(await theirs.read(reference))).toEqual(['bound', 'revoked', 'recovered'])
    // A matter that ends is written too.
    await theirs.change(reference, async (it) => ({
      ...{ becomes: withEntries(it, entry), room: 'needed', gives: undefined },
    }))
    // Done again it spends none of what is kept for it.
    const before = (await theirs.read(reference)).states.length
    await people.bind(as(counsel), await unlock(counsel), reference)
    await people.revoke(as(director), await unlock(director), reference, account)
    expect((await theirs.read(reference)).states).toHaveLength(before)
  })

  test('that has room for no entry either still takes off a person whose access was removed, and shuts no one out', async () => {
    const { folder, director, counsel, clerk, unlock, take, people, as } = await smallLibrary()
    const open = await unlock(director)
    const [full, other] = [await take(open, 'AAAA-0001'), await take(open, 'AAAA-0002')]
    await fill(open, full, 'needed')
    const stateBefore = (await folder.head(1)).state
    const clerks = await unlock(clerk)
    expect(clerks.references).toEqual([full, other])
    const { account } = clerk.cleared
    expect(await people.revoke(as(director), open, full, account)).toBe('done')
    expect((await unlock(clerk)).references).toEqual([other])
    await expect(clerks.read(full)).rejects.toBeInstanceOf(MatterNotOpenError)
    // What the tick commits to is what its proof opens: nothing was added to the log.
    expect((await folder.head(1)).state).toEqual(stateBefore)
    expect(flagsOf(await open.read(full))).toEqual([])

    expect(await people.revokeForSide(as(director), open, 'director', counsel.cleared.account)).toBe('done')
    expect((await unlock(counsel)).references).toEqual([])
    const again = await unlock(director)
    await people.noteOpened(as(director), again, [])
    expect(again.references).toEqual([full, other])
    expect(flagsOf(await again.read(other))).toEqual(['revoked', 'opened'])
    await people.renewPaper(as(director), again, 'director', clerk.cleared.publicKey)
    expect((await again.read(full)).recovery).toBe(clerk.cleared.publicKey)
    await people.bind(as(director), again, full)
    expect((await again.read(full)).cleared[0]?.boundAt).toBe(at)
  })
})

describe('on the screen', () => {
  let tested: Tested
  let clerk: Visitor
  let director: Visitor
  let counsel: Visitor
  beforeAll(async () => {
    ;({ tested, clerk, director, counsel } = await SealedHouse.start())
  })
  afterAll(() => tested?.close())

  test('a clerk who fills a matter is taken off it, and the case can be seen and ended', async () => {
    const house = new SealedHouse(tested)
    await house.report(clerk)
    await house.open(director)
    const reference = await house.take(director)
    await house.bind(director, reference)
    const account = await house.idOf('desk')
    expect((await director.post('/sealed/matter/clear', { reference, account })).status).toBe(303)
    const office = await house.at('office', 'desk')
    await house.open(office)
    await house.bind(office, reference)
    const unlocked = house.actor(office, 'desk').unlocked as SealedSession
    await fill(unlocked, reference, 'usual', 256 * 1024)
    await office.get(`/sealed/matter/${reference}`)
    expect((await office.post('/sealed/matter/note', { reference, words: 'x'.repeat(900) })).status).toBe(413)

    await house.open(counsel)
    await counsel.get(`/sealed/matter/${reference}`)
    expect((await counsel.post('/sealed/matter/bound', { reference })).status).toBe(303)
    expect((await counsel.get(`/cases/${reference}`)).status).toBe(200)
    await house.open(director)
    await director.get(`/sealed/matter/${reference}`)
    expect((await director.post('/sealed/matter/revoke', { reference, account })).status).toBe(303)
    expect((await office.get(`/sealed/matter/${reference}`)).status).not.toBe(200)
    await house.open(office)
    expect((await office.get(`/sealed/matter/${reference}`)).status).toBe(404)

    const lawyer = await house.idOf('counsel')
    await director.get('/sealed/people/director')
    expect((await director.post('/sealed/people/revoke', { side: 'director', account: lawyer })).status).toBe(
      303,
    )
    await director.get('/sealed')
    await director.post('/sealed/shut')
    await director.get('/sealed')
    expect((await director.post('/sealed/open', { passphrase })).status).toBe(303)
    expect((await director.get(`/cases/${reference}`)).status).toBe(200)
    const ended = await tested.house.cases.take(house.actor(director, 'director'), reference, {
      ...({
        what: 'withdrawn',
        words: 'They took it back',
        spokeWith: 'Agent Vexillum',
        through: 'phone',
      } as const),
    })
    expect(ended).toHaveProperty('entry')
  })
})
