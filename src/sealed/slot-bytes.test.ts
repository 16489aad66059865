import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { closeBytes, closeLong, openBytes, openLong, paddedJson } from '../platform/crypto/sealed-box.ts'
import { type MatterEntry, newMatterEntry, treeHeadInTurns, treeHeadOf } from './matter.ts'
import { closeInner, closeOuter, openInner, paddedLong, readInner, readPaddedLong } from './slot-bytes.ts'

const mebibyte = 1024 * 1024

/** How many turns somebody else has while some work is done. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0
  let isOver = false
  const next = () => {
    turns += 1
    if (!isOver) setImmediate(next)
  }
  setImmediate(next)
  await work()
  isOver = true
  return turns
}

describe('a cell is written and read while others are served', () => {
  const key = randomBytes(32)
  const plain = randomBytes(8 * mebibyte)

  test('sealing and opening give others their turn, and are the same as in one go', async () => {
    let closed: Buffer = Buffer.alloc(0)
    expect(await turnsDuring(async () => (closed = await closeLong(key, 'test', plain)))).toBeGreaterThan(8)
    expect(openBytes(key, 'test', closed)?.equals(plain)).toBe(true)
    const whole = closeBytes(key, 'test', plain)
    let opened: Buffer | undefined
    expect(await turnsDuring(async () => (opened = await openLong(key, 'test', whole)))).toBeGreaterThan(8)
    expect(opened?.equals(plain)).toBe(true)
    whole[whole.length - 1] = (whole.at(-1) ?? 0) ^ 1
    expect(await openLong(key, 'test', whole)).toBeUndefined()
    expect(await openLong(key, 'other', closed)).toBeUndefined()
    expect(await openLong(key, 'test', closed.subarray(0, 20))).toBeUndefined()
  })

  test('so do both layers of a cell', async () => {
    const outer = { id: randomBytes(16), key }
    let inner: Buffer = Buffer.alloc(0)
    let file: Buffer = Buffer.alloc(0)
    const closing = async () => {
      const closed = await closeInner('1', { value: { a: 1 }, to: [], cellBytes: 8 * mebibyte })
      inner = closed.inner
      file = await closeOuter(outer, { head: { state: randomBytes(32), slots: closed.slots }, inner })
    }
    expect(await turnsDuring(closing)).toBeGreaterThan(16)
    expect(file.length).toBe(8 * mebibyte)
    let read: Buffer = Buffer.alloc(0)
    expect(await turnsDuring(async () => (read = await openInner(outer, file)))).toBeGreaterThan(8)
    expect(read.equals(inner)).toBe(true)
    await expect(readInner('1', randomBytes(32), inner)).rejects.toMatchObject({ code: 'keys-damaged' })
  })

  test('the log of a compartment is hashed in turns', async () => {
    const entry = { kind: 'case-step', at: '2026-11-26T09:00:00Z', actor: 'system' } as const
    const log: MatterEntry[] = Array.from({ length: 3000 }, () => newMatterEntry(entry))
    let root: Buffer = Buffer.alloc(0)
    expect(await turnsDuring(async () => (root = (await treeHeadInTurns(log)).root))).toBeGreaterThan(8)
    expect(treeHeadOf(log.map(({ id }) => ({ id, entry }))).root.equals(root)).toBe(true)
  })

  test('what a cell holds becomes JSON, and is read, in turns, and is the same as in one go', async () => {
    const papers = Array.from({ length: 3 }, () => ({ bytes: randomBytes(3 * mebibyte).toString('base64') }))
    const log = Array.from({ length: 4000 }, (_, nth) => ({
      id: `${nth}`,
      entry: { flags: ['x'.repeat(150)] },
    }))
    const value = { file: { events: [], papers }, log }
    let plain: Buffer = Buffer.alloc(0)
    const bytes = 14 * mebibyte
    expect(await turnsDuring(async () => (plain = await paddedLong(value, bytes)))).toBeGreaterThan(30)
    expect(plain.equals(paddedJson(value, bytes))).toBe(true)
    let read: unknown
    expect(await turnsDuring(async () => (read = await readPaddedLong(plain)))).toBeGreaterThan(2)
    expect(JSON.stringify(read) === JSON.stringify(value)).toBe(true)
    await expect(paddedLong(value, 12 * mebibyte)).rejects.toThrow(RangeError)
  })

  const long = 'a'.repeat(300_000)
  test.each<[string, unknown]>([
    ['nothing', {}],
    ['escapes in what is long', { one: `${long}"${long}\\"${long}\n`, two: `"${long}`, three: `\\${long}` }],
    [
      'signs of two units at the ends of pieces',
      [`x${'\u{1f600}'.repeat(400_000)}`, '\u{1f600}'.repeat(400_000)],
    ],
    ['half a pair', `${'b'.repeat(256 * 1024 - 1)}\ud83d${long}`],
    [
      'many numbers between strings',
      { a: 'x', many: Array.from({ length: 90_000 }, (_, nth) => nth), b: 'y' },
    ],
    ['names that are long', { [long]: long, [`b${long}`]: { c: long } }],
    [
      'what JSON leaves out',
      { a: undefined, long, b: [undefined, null, Number.NaN, () => 1, long], c: new Date(0) },
    ],
    ['nothing but what is left out', { a: undefined, b: { c: undefined }, d: [], e: [[]], long }],
  ])('with %s it is the same', async (_what, value) => {
    const plain = await paddedLong(value, 6 * mebibyte)
    expect(plain.equals(paddedJson(value, 6 * mebibyte))).toBe(true)
    // Why as text: what differs would be printed, and it is long.
    expect(JSON.stringify(await readPaddedLong(plain)) === JSON.stringify(value)).toBe(true)
  })
})
