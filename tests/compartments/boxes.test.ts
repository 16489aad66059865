import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { Decrypter } from 'age-encryption'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { SealedCase } from '../../src/sealed/case-storage.ts'
import { type GroupIndex, type GroupNote, withNote } from '../../src/sealed/intake.ts'
import { newMatterEntry, type SealedMatter } from '../../src/sealed/matter.ts'
import { readSealedProof } from '../../src/sealed/proof.ts'
import { slotRoom } from '../../src/sealed/slot-bytes.ts'
import { SlotFolder, slotFilePath } from '../../src/sealed/slot-folder.ts'
import type { Tested } from '../web/house.ts'
import type { Visitor } from '../web/visitor.ts'
import { cameOn, SealedHouse, saidOn, setUpGroup, tickOf } from './sealed-house.ts'

let tested: Tested
let house: SealedHouse
let clerk: Visitor
let director: Visitor
let counsel: Visitor
beforeAll(async () => {
  ;({ tested, house, clerk, director, counsel } = await SealedHouse.start())
})
afterAll(() => tested?.close())

const keyOf = (visitor: Visitor) => house.opened(visitor)
const leave = (more: Readonly<Record<string, string>>) => house.report(clerk, { name: 'Agent V', ...more })

/** Opens what is theirs, and says of each that they are bound. */
async function open(visitor: Visitor): Promise<void> {
  await house.open(visitor)
  for (const reference of keyOf(visitor).references) await house.bind(visitor, reference)
  await visitor.get('/sealed')
}

const box = (visitor: Visitor) => ({ side: 'director', box: '0', came: cameOn(visitor) })
async function take(): Promise<string> {
  const reference = await house.take(director)
  await house.bind(director, reference)
  return reference
}
const read = (reference: string): Promise<SealedMatter> => keyOf(director).read(reference)
const fileOf = async (reference: string) => (await read(reference)).file as SealedCase

test('what they were shown is taken in or joined, and nothing that lies in its box by then', async () => {
  await leave({ name: 'Alpha', secret: 'fisa-order' })
  await open(director)
  expect(director.text).toContain('FISA order')
  const reference = await take()
  expect((await fileOf(reference)).instrument).toBe('fisa-order')
  await director.get('/sealed')
  expect(director.text).toContain('FISA order')
  await leave({ name: 'Beta', way: 'phone', wants: '' })
  await director.get('/sealed')
  const stale = box(director)
  await open(counsel)
  await counsel.post('/sealed/join', { ...box(counsel), reference })
  await leave({ name: 'Gamma' })
  const events = (await fileOf(reference)).events
  expect(events.at(-1)).toMatchObject({
    ...{ what: 'noted', words: 'Beta\nFBI' },
    joined: { report: { way: 'phone', aboutDirector: false, requester: { name: 'Beta', agency: 'FBI' } } },
  })
  for (const path of ['join', 'take']) {
    const refused = await director.post(`/sealed/${path}`, {
      ...stale,
      ...(path === 'join' && { reference }),
    })
    expect([refused.status, director.text]).toEqual([
      422,
      expect.stringContaining('Something else is there now'),
    ])
  }
  expect(director.text).toContain('Gamma')
  expect((await fileOf(reference)).events).toEqual(events)
})

test('an answer alone is joined as a note of its reference, and nothing is joined to a matter that is closed', async () => {
  await director.get('/sealed')
  const reference = await take()
  const entry = { kind: 'answer', at: '2026-11-24T15:00:00Z', actor: keyOf(director).account } as const
  await tested.house.compartments?.leave('director', { logged: newMatterEntry(entry) })
  const { waiting, came } = await waits()
  expect(waiting).toBe(1)
  await director.post('/sealed/join', { ...box(director), reference })
  expect((await fileOf(reference)).events.at(-1)).toMatchObject({ what: 'noted', words: came })
  await keyOf(director).change(reference, async (it) => {
    const file = it.file as SealedCase
    const closed = tested.house.cases && {
      what: 'closed' as const,
      stamp: file.events[0]?.stamp as never,
    }
    return { becomes: { ...it, file: { ...file, events: [...file.events, closed] } }, gives: undefined }
  })
  await leave({ name: 'Late' })
  await director.get('/sealed')
  await director.post('/sealed/join', { ...box(director), reference })
  expect(director.text).toContain('takes nothing more')
  expect(director.text).toContain('Late')
})

async function waits() {
  await director.get('/sealed')
  return { waiting: (await keyOf(director).waiting('director')).length, came: cameOn(director) }
}

test('what is no matter is thrown away by those who answer, with a reason that stays in the log of the side', async () => {
  await director.get('/sealed')
  const { came } = box(director)
  await director.post('/sealed/discard', { ...box(director), reason: ' ' })
  expect([director.text, (await waits()).came]).toEqual([
    expect.stringContaining('Say why this is not a matter'),
    came,
  ])
  const [lies] = await keyOf(director).waiting('director')
  const was = createHash('sha256').update(JSON.stringify(lies?.came)).digest('base64url')
  await director.post('/sealed/discard', { ...box(director), reason: 'A volunteer tried the form.' })
  await open(counsel)
  await counsel.get('/sealed/evidence')
  expect(counsel.text).toContain(`discarded ${came}`)
  expect(counsel.text).toContain('A volunteer tried the form.')
  expect(counsel.text).toContain(was)
  expect(await keyOf(counsel).waiting('director')).toEqual([])
  for (let nth = 0; nth < 40; nth++) {
    await tested.house.compartments?.leave('director', { logged: { id: `${nth}` } })
    await keyOf(director).throwAway(
      { side: 'director', box: 0, id: `${nth}` },
      'x'.repeat(36),
      'y'.repeat(200),
    )
  }
  const notes = keyOf(director).notesOf('director')
  expect([notes.at(-1)?.id, notes.length]).toEqual(['39', expect.any(Number)])
  expect(notes.length).toBeLessThan(20)
  expect(notes.length).toBeGreaterThan(8)
})

test('that a matter was archived is pushed out by nothing that is thrown away, and all notes fit into the index', () => {
  const note = (what: GroupNote['what'], id: string, reason = ''): GroupNote => ({
    ...{ what, id, at: '2026-11-26T09:00:00Z', by: 'x'.repeat(36), reason },
    ...(what === 'no-matter' && { hash: 'h'.repeat(43) }),
  })
  let index: GroupIndex = { cleared: [], recovery: '', cells: {} }
  for (let nth = 0; nth < 8; nth += 1) {
    index = withNote(index, note('archived', `ABCD-EFGH-${nth}`))
    for (let more = 0; more < 30; more += 1)
      index = withNote(index, note('no-matter', `${nth} ${more}`, 'y'.repeat(200)))
  }
  const ids = index.notes?.map(({ id }) => id) ?? []
  expect(ids.filter((id) => id.startsWith('ABCD'))).toEqual(
    Array.from({ length: 8 }, (_, nth) => `ABCD-EFGH-${nth}`),
  )
  expect(ids.at(-1)).toBe('7 29')
  for (let nth = 0; nth < 100; nth += 1) index = withNote(index, note('archived', `IJKL-MNOP-${nth}`))
  expect(Buffer.byteLength(JSON.stringify(index.notes))).toBeLessThanOrEqual(4096)
  expect(index.notes?.some(({ what }) => what === 'no-matter')).toBe(true)
})

test('papers leave room for what has to be said later, and a matter that is full all the same opens with the others', async () => {
  await open(director)
  const [reference = '', other = ''] = keyOf(director).references
  const room = slotRoom(statSync(slotFilePath(tested.it.home.cellsDir, '1')).size)
  const actor = house.actor(director, 'director')
  const { papers } = tested.house.cases
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(30_000)])
  const fill = async () => {
    for (let nth = 0; nth < 40; nth++)
      expect(await papers.add(actor, reference, { name: 'a.png', bytes: png })).toHaveProperty('entry')
  }
  await expect(fill()).rejects.toMatchObject({ code: 'cell-full' })
  const free = room - Buffer.byteLength(JSON.stringify(await read(reference)))
  expect(free).toBeGreaterThanOrEqual(64 * 1024)
  expect(free).toBeLessThan(64 * 1024 + 42_000)
  const noted = await tested.house.cases.take(actor, reference, {
    what: 'noted',
    words: 'It did not fit',
  })
  expect(noted).toHaveProperty('entry')
  const before = (await read(other)).log.length
  await keyOf(director).change(reference, async (it) => {
    const left = room - Buffer.byteLength(JSON.stringify(it)) - 400
    return {
      becomes: { ...it, file: { ...(it.file as SealedCase), draft: 'x'.repeat(left) } },
      room: 'bare',
      gives: undefined,
    }
  })
  await open(director)
  expect(keyOf(director).references).toEqual([reference, other])
  expect((await read(other)).log.length).toBe(before + 1)
})

test('a matter about the Director goes to the president’s side, where there is one, and the Director is in it no more', async () => {
  await leave({ name: 'Delta' })
  const reference = await take()
  await open(counsel)
  await director.get('/sealed')
  expect(director.text).not.toContain('give it to the president')
  expect((await director.post('/sealed/move', { reference })).status).toBe(422)
  await counsel.post('/sealed/move', { reference })
  expect(counsel.text).toContain('The president’s access group is not set up')
  const president = await house.at('office', 'trustee')
  await setUpGroup(president, 'president')
  await open(counsel)
  const folder = SlotFolder.prototype
  const emptyCell = vi.spyOn(folder, 'replaceIntake').mockRejectedValueOnce(new Error('killed'))
  expect((await counsel.post('/sealed/move', { reference })).status).toBe(500)
  emptyCell.mockRestore()
  await open(director)
  expect(keyOf(director).references).not.toContain(reference)
  await open(counsel)
  await counsel.post('/sealed/move', { reference })
  await open(counsel)
  expect(keyOf(counsel).references.filter((one) => one === reference)).toHaveLength(1)
  expect(keyOf(counsel).cellNumber(reference)).toBeGreaterThan(6)
  expect(keyOf(counsel).unusedCells('director')).toHaveLength(4)
  const { side, file, cleared } = await keyOf(counsel).read(reference)
  expect([side, (file as SealedCase).aboutDirector]).toEqual(['president', true])
  expect(cleared.map(({ role }) => role).sort()).toEqual(['counsel', 'president'])
  await open(president)
  expect(keyOf(president).references).toEqual([reference])
})

test('a closed matter goes into the safe: its place is free once its file was given out and nothing came since', async () => {
  await open(counsel)
  const [still = '', reference = ''] = keyOf(counsel).references
  await counsel.get('/sealed/evidence')
  const { passphrase, said } = saidOn(counsel, '/sealed/archive/file')
  expect(counsel.html).not.toContain(`value="${passphrase}"`)
  await counsel.post('/sealed/archive/file', {
    reference: still,
    said: keyOf(counsel).files.say(`archive ${still}`).mark,
  })
  expect(counsel.text).toContain('Only a closed matter can be moved to the safe')
  await counsel.post('/sealed/archive', { reference })
  expect(counsel.text).toContain('Download the file first')
  await tickOf(tested)
  // A page from before it was opened anew says another passphrase, with which the file would never open again.
  const old = said
  await open(counsel)
  await counsel.post('/sealed/archive/file', { reference, said: old })
  expect(counsel.text).toContain('That page was out of date')
  await counsel.get('/sealed/evidence')
  const now = saidOn(counsel, '/sealed/archive/file')
  const given = await counsel.post('/sealed/archive/file', { reference, said: now.said })
  expect(given.headers.get('content-type')).toContain('octet-stream')
  const decrypter = new Decrypter()
  decrypter.addPassphrase(now.passphrase)
  const bytes = Buffer.from(await decrypter.decrypt(new Uint8Array(await given.arrayBuffer())))
  expect(readSealedProof(bytes)).toMatchObject({ kind: 'compartment', reference })
  const inFile = JSON.parse(bytes.toString()).compartment as SealedMatter
  const { log, states, ...rest } = await keyOf(counsel).read(reference)
  expect(inFile).toEqual({ ...rest, log: log.slice(0, -1), states: states.slice(0, -1) })
  expect(log.at(-1)?.entry).toMatchObject({ flags: ['archive-made'], actor: keyOf(counsel).account })
  await counsel.get('/sealed')
  await counsel.post('/sealed/archive', { reference })
  await open(director)
  expect(keyOf(director).unusedCells('director')).toHaveLength(5)
  await director.get('/sealed/evidence')
  expect(director.text).toContain(`archived ${reference}`)
})

test('a report whose every letter takes three bytes is kept, as one in English is', async () => {
  const other = await house.at('front-desk', 'volunteer')
  const long = (letters: number) => '証'.repeat(letters)
  const typed = { name: long(200), agency: long(200), phone: long(200), wants: long(2000) }
  expect((await house.report(other, typed)).status).toBe(200)
  await house.open(director)
  expect(director.text).toContain(long(200))
})
