import { afterAll, beforeAll, expect, test } from 'vitest'
import { monthsOfRegister } from '../../src/platform/db/library-store.ts'
import { lastSignedFile } from '../../src/register/head.ts'
import { readProof } from '../../src/register/log/entry-proof.ts'
import { leafReference } from '../../src/register/log/leaf.ts'
import { readLeaves } from '../../src/register/log-store.ts'
import { recordEntry } from '../../src/register/record.ts'
import { currentSigner, sequenceEntries } from '../../src/register/sequencer.ts'
import { emptyCells, manyTicks } from '../register/many-ticks.ts'
import { startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

/*
 * The register on a screen while each tick adds a leaf that is no entry: 5,000 of them lie between two entries.
 */
let tested: Tested
let director: Visitor

async function parts() {
  const { it, house, time } = tested
  const signer = await currentSigner(it.database.worker, house.ring)
  return { signer, lastSigned: lastSignedFile(it.home.keysDir), now: time.now }
}

async function tickNow(): Promise<void> {
  await sequenceEntries(tested.it.database.worker, { ...(await parts()), cells: emptyCells() })
}

/** So many entries, each a tick of its own: a minute apart, in the order of their numbers. */
async function recorded(count: number): Promise<void> {
  const { house, time } = tested
  for (let number = 0; number < count; number++) {
    time.now = new Date(time.now.getTime() + 60_000)
    await house.app
      .transaction()
      .execute((trx) =>
        recordEntry(trx, { ring: house.ring, now: time.now }, { kind: 'pins-changed', actor: 'system' }),
      )
    await tickNow()
  }
}

beforeAll(async () => {
  tested = await startHouse()
  await tickNow()
  await recorded(40)
  await manyTicks(tested.it.database.worker, await parts(), 5000)
  await recorded(20)
  director = new Visitor(tested.app())
  await director.signIn('director')
})
afterAll(() => tested.close())

const references = () =>
  [...director.html.matchAll(/\/register\/entry\/([A-Za-z0-9_-]{22})"/g)].map(
    ([, reference]) => reference ?? '',
  )
const linkNamed = (name: string) =>
  new RegExp(`href="([^"]+)"[^>]*>\\s*${name}\\s*<`).exec(director.html)?.[1]?.replaceAll('&amp;', '&')

test('every entry is listed once, a page of 25 at a time, down to the first and up again', async () => {
  const { worker } = tested.it.database
  const all = (await readLeaves(worker, { log: 1, first: 0n, most: 10_000 })).filter(
    ({ leaf }) => leaf.length > 280,
  )
  await director.get('/register')
  const pages = [references()]
  for (let older = linkNamed('Older'); older !== undefined; older = linkNamed('Older')) {
    await director.get(older)
    pages.push(references())
  }
  const listed = pages.flat()
  expect(new Set(listed).size).toBe(listed.length)
  expect([...listed].sort()).toEqual(all.map(({ leaf }) => leafReference(leaf)).sort())
  expect(pages.slice(0, -1).every((page) => page.length === 25)).toBe(true)
  const upward = [references()]
  for (let newer = linkNamed('Newer'); newer !== undefined; newer = linkNamed('Newer')) {
    await director.get(newer)
    upward.unshift(references())
  }
  expect(upward).toEqual(pages)
})

test('as many entries are counted as there are', async () => {
  const { worker } = tested.it.database
  const all = (await readLeaves(worker, { log: 1, first: 0n, most: 10_000 })).filter(
    ({ leaf }) => leaf.length > 280,
  )
  await director.get('/register')
  expect(director.text).toContain(`${all.length} log entries .`)
})

test('the reference of such a leaf leads to a page that says what it is, with its proof', async () => {
  const [first] = await readLeaves(tested.it.database.worker, { log: 1, first: 0n, most: 1 })
  const reference = leafReference(first?.leaf ?? Buffer.alloc(0))
  await director.get(`/register/entry/${reference}`)
  expect(director.text).toContain('This is not an entry. Carrel adds a marker like this every minute')
  expect(director.text).not.toContain('destroyed because of its age')
  const file = await (await director.get(`/register/entry/${reference}/proof`)).text()
  expect(readProof(Buffer.from(file)).leaf).toEqual(first?.leaf)
})

test('a month in which nothing was recorded wants no key, however many ticks it had', async () => {
  await tickNow()
  tested.time.now = new Date('2027-03-15T12:00:00Z')
  await tickNow()
  await tickNow()
  expect(await monthsOfRegister(tested.house.app)).toEqual(['2026-11'])
})
