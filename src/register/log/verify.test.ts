import { describe, expect, it } from 'vitest'
import { exportOf, filesOf, newSigner, someLeaves } from '../../../tests/register/small-log.ts'
import { signCheckpoint } from './checkpoint.ts'
import { verifierOf } from './note.ts'
import { emptyRoot } from './tree.ts'
import { verifyExport } from './verify.ts'

const signer = newSigner()
const verifier = verifierOf(signer)
const leafWithLength = 2 + 1100
const leaves = someLeaves(600)
const good = exportOf(leaves, signer)
const pinned = exportOf(leaves.slice(0, 300), signer).get('checkpoint') ?? Buffer.alloc(0)

/** The verdict in one line: `ok`, or the fault's code, place and entry. */
async function verdict(files: ReadonlyMap<string, Buffer>, against?: Uint8Array): Promise<string> {
  const found = await verifyExport(filesOf(files), { verifier, against })
  if (found.ok) {
    const as = found.compared?.as ?? 'beginning'
    return as === 'beginning' ? 'ok' : `not-compared ${as}`
  }
  const { code, path = '', entry = '' } = found.fault
  return `${code} ${path} ${entry}`.trim()
}

function changed(path: string, change: (bytes: Buffer) => Buffer): Map<string, Buffer> {
  const bytes = good.get(path)
  if (bytes === undefined) throw new Error(`the export has no ${path}`)
  return new Map(good).set(path, change(Buffer.from(bytes)))
}

function flipped(at: number): (bytes: Buffer) => Buffer {
  return (bytes) => bytes.fill((bytes[at] ?? 0) ^ 1, at, at + 1)
}

function without(path: string): Map<string, Buffer> {
  const files = new Map(good)
  files.delete(path)
  return files
}

const entryAt = (bytes: Buffer, at: number) => bytes.subarray(at * leafWithLength, (at + 1) * leafWithLength)
const second = 'tile/entries/001'
const last = 'tile/entries/002.p/88'

describe('an export', () => {
  it('verifies, also against every older checkpoint of the same register', async () => {
    for (const size of [0, 1, 255, 256, 257, 512, 599, 600]) {
      const older = exportOf(leaves.slice(0, size), signer)
      expect([size, await verdict(older)]).toEqual([size, 'ok'])
      expect([size, await verdict(good, older.get('checkpoint'))]).toEqual([size, 'ok'])
    }
  })

  it.each<[string, Map<string, Buffer>, string]>([
    [
      'a byte of an entry is changed',
      changed(second, flipped(44 * leafWithLength + 500)),
      `entry ${second} 300`,
    ],
    ['a byte of an entry’s head is changed', changed(last, flipped(3)), `entry ${last} 512`],
    ['a length is changed', changed(second, flipped(10 * leafWithLength + 1)), `entry ${second} 266`],
    [
      'an entry is dropped',
      changed(second, (bytes) =>
        Buffer.concat([bytes.subarray(0, leafWithLength), bytes.subarray(2 * leafWithLength)]),
      ),
      `entry ${second} 257`,
    ],
    [
      'two entries change places',
      changed(second, (bytes) => {
        const [one, other] = [Buffer.from(entryAt(bytes, 7)), Buffer.from(entryAt(bytes, 9))]
        other.copy(bytes, 7 * leafWithLength)
        one.copy(bytes, 9 * leafWithLength)
        return bytes
      }),
      `entry ${second} 263`,
    ],
    [
      'an entry stands twice',
      changed(second, (bytes) => {
        entryAt(bytes, 7).copy(bytes, 8 * leafWithLength)
        return bytes
      }),
      `entry ${second} 264`,
    ],
    [
      'an entry is added at the end of a bundle',
      changed(last, (bytes) => Buffer.concat([bytes, entryAt(bytes, 0)])),
      `entry ${last} 600`,
    ],
    ['a bundle is cut short', changed(last, (bytes) => bytes.subarray(0, -1)), `entry ${last} 599`],
    ['a bundle is empty', changed(second, () => Buffer.alloc(0)), `entry ${second} 256`],
    ['a bundle is missing', without(second), `missing ${second}`],
    ['a tile of leaf hashes is changed', changed('tile/0/001', flipped(70)), 'tile tile/0/001'],
    ['a partial tile is changed', changed('tile/0/002.p/88', flipped(70)), 'tile tile/0/002.p/88'],
    ['a tile above is changed', changed('tile/1/000.p/2', flipped(40)), 'tile tile/1/000.p/2'],
    ['a tile is cut short', changed('tile/0/001', (bytes) => bytes.subarray(0, -1)), 'tile tile/0/001'],
    [
      'a tile has bytes more',
      changed('tile/0/001', (bytes) => Buffer.concat([bytes, Buffer.of(0)])),
      'tile tile/0/001',
    ],
    ['a tile is missing', without('tile/0/001'), 'missing tile/0/001'],
    ['the tile above is missing', without('tile/1/000.p/2'), 'missing tile/1/000.p/2'],
    ['the checkpoint is missing', without('checkpoint'), 'missing checkpoint'],
    [
      'the checkpoint is cut short',
      changed('checkpoint', (bytes) => bytes.subarray(0, -1)),
      'checkpoint checkpoint',
    ],
    [
      'the checkpoint is not signed by the key',
      new Map(exportOf(leaves, newSigner())),
      'checkpoint checkpoint',
    ],
  ])('fails where %s, naming the first place', async (_what, files, expected) => {
    expect(await verdict(files)).toBe(expected)
  })

  it('fails where entry and tile were changed together, but not the root', async () => {
    const other = exportOf([...leaves.slice(0, 300), ...someLeaves(1), ...leaves.slice(301)], signer)
    const files = new Map(good)
      .set(second, other.get(second) ?? Buffer.alloc(0))
      .set('tile/0/001', other.get('tile/0/001') ?? Buffer.alloc(0))
    expect(await verdict(files)).toBe('tile tile/1/000.p/2')
    expect(await verdict(new Map(other).set('checkpoint', good.get('checkpoint') ?? Buffer.alloc(0)))).toBe(
      'root checkpoint',
    )
  })

  it('fails where a leaf is no leaf of this register, though it is signed', async () => {
    const foreign = exportOf([...leaves.slice(0, 3), Buffer.alloc(1100), Buffer.from('short')], signer)
    expect(await verdict(foreign)).toBe('entry tile/entries/000.p/5 3')
  })
})

describe('a register rewritten and signed again with the real key', () => {
  const forged = [...leaves.slice(0, 200), ...someLeaves(1), ...leaves.slice(201)]

  it('verifies alone, which is why a pin is needed, and fails against the older checkpoint', async () => {
    const fork = exportOf(forged, signer)
    expect(await verdict(fork)).toBe('ok')
    expect(await verdict(fork, pinned)).toBe('rewritten')
  })

  it('is not called good against a checkpoint that counts more, since it was cut back or made before', async () => {
    expect(await verdict(exportOf(leaves.slice(0, 299), signer), pinned)).toBe('not-compared newer')
  })

  it('fails against a checkpoint of the empty register that has another root than the empty one', async () => {
    const empty = (root: Uint8Array) => Buffer.from(signCheckpoint({ size: 0n, root }, signer))
    expect(await verdict(good, empty(Buffer.alloc(32)))).toBe('rewritten')
    expect(await verdict(good, empty(emptyRoot))).toBe('ok')
  })

  it('passes against the older checkpoint when only what came later was rewritten', async () => {
    const later = exportOf([...leaves.slice(0, 300), ...someLeaves(100)], signer)
    expect(await verdict(later, pinned)).toBe('ok')
  })

  it('takes no older checkpoint that the key did not sign', async () => {
    const foreign = exportOf(leaves.slice(0, 300), newSigner()).get('checkpoint')
    const otherLog = signCheckpoint({ size: 0n, root: Buffer.alloc(32) }, { ...signer, name: 'carrel/other' })
    expect(await verdict(good, foreign)).toBe('not-compared unreadable')
    expect(await verdict(good, Buffer.from(otherLog))).toBe('against')
    expect(await verdict(good, Buffer.from('nonsense'))).toBe('not-compared unreadable')
  })
})
