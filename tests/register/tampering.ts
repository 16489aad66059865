import fc from 'fast-check'
import type { Signer } from '../../src/register/log/note.ts'
import { tilePath, tileWidth, tileWidthAt } from '../../src/register/log/tree.ts'
import { exportOf, someLeaves } from './small-log.ts'

/** An export that somebody tampered with, and what a check has to name: the fault's code, its path and its entry. */
export type Tampered = { readonly what: string; readonly files: Map<string, Buffer>; readonly names: string }

/** The leaves of a bundle, each with its length before it. */
function recordsOf(bundle: Buffer): Buffer[] {
  const records: Buffer[] = []
  for (let at = 0; at < bundle.length; ) {
    const record = bundle.subarray(at, at + 2 + bundle.readUInt16BE(at))
    records.push(record)
    at += record.length
  }
  return records
}

/** Every way to tamper with the files of an export, at any place. */
export function anyTampering(good: ReadonlyMap<string, Buffer>, size: number): fc.Arbitrary<Tampered> {
  const anyEntry = fc.nat(size - 1)
  const change = fc.integer({ min: 1, max: 255 })
  const hashTiles = [...good.keys()].filter((path) => /^tile\/\d/.test(path))
  const bundles = [...good.keys()].filter((path) => path.startsWith('tile/entries/'))
  const with_ = (what: string, path: string, bytes: Buffer | undefined, names: string): Tampered => {
    const files = new Map(good)
    if (bytes === undefined) files.delete(path)
    else files.set(path, bytes)
    return { what, files, names }
  }
  const flipped = (path: string, at: number, by: number) => {
    const bytes = Buffer.from(good.get(path) ?? '')
    bytes[at] = (bytes[at] ?? 0) ^ by
    return bytes
  }
  /** The bundle of an entry, its records, and the entry's place in it. */
  const around = (entry: number) => {
    const index = BigInt(Math.floor(entry / tileWidth))
    const path = tilePath({ level: 'entries', index, width: tileWidthAt(BigInt(size), 0, index) })
    return { path, records: recordsOf(good.get(path) ?? Buffer.alloc(0)), at: entry % tileWidth }
  }
  const twoOfOneBundle = fc
    .tuple(anyEntry, fc.nat(tileWidth - 1))
    .map(([one, rest]) => [one, one - (one % tileWidth) + (rest % around(one).records.length)] as const)
    .filter(([one, other]) => one !== other)

  return fc.oneof(
    fc.tuple(anyEntry, fc.nat(2 + 1100 - 1), change).map(([entry, at, by]) => {
      const { path, records, at: place } = around(entry)
      const begin = records.slice(0, place).reduce((sum, { length }) => sum + length, 0)
      const bytes = flipped(path, begin + (at % (records[place]?.length ?? 1)), by)
      return with_('change an entry', path, bytes, `entry ${path} ${entry}`)
    }),
    anyEntry.map((entry) => {
      const { path, records, at } = around(entry)
      return with_('drop an entry', path, Buffer.concat(records.toSpliced(at, 1)), `entry ${path} ${entry}`)
    }),
    twoOfOneBundle.map(([one, other]) => {
      const { path, records, at } = around(one)
      const place = other % tileWidth
      const swapped = records.with(at, records[place] as Buffer).with(place, records[at] as Buffer)
      return with_(
        'let two change places',
        path,
        Buffer.concat(swapped),
        `entry ${path} ${Math.min(one, other)}`,
      )
    }),
    twoOfOneBundle.map(([one, other]) => {
      const { path, records, at } = around(one)
      const doubled = records.with(at, records[other % tileWidth] as Buffer)
      return with_('put one in place of another', path, Buffer.concat(doubled), `entry ${path} ${one}`)
    }),
    anyEntry.map((entry) => {
      const { path, records, at } = around(entry)
      const [leaf] = someLeaves(1)
      const added = Buffer.concat([Buffer.of(1100 >> 8, 1100 & 255), leaf ?? Buffer.alloc(0)])
      return with_('add one', path, Buffer.concat(records.toSpliced(at, 0, added)), `entry ${path} ${entry}`)
    }),
    fc.tuple(fc.constantFrom(...bundles), fc.nat()).map(([path, cut]) => {
      const bytes = good.get(path) ?? Buffer.alloc(0)
      const records = recordsOf(bytes)
      const end = cut % bytes.length
      const first = Number(/(\d{3})(?:\.p.*)?$/.exec(path)?.[1]) * tileWidth
      let whole = 0
      for (let left = end; left >= (records[whole]?.length ?? Infinity); whole++)
        left -= records[whole]?.length ?? 0
      return with_('cut a bundle', path, bytes.subarray(0, end), `entry ${path} ${first + whole}`)
    }),
    fc.tuple(fc.constantFrom(...hashTiles), fc.nat(), change).map(([path, at, by]) => {
      const { length } = good.get(path) ?? Buffer.alloc(1)
      return with_('change a tile', path, flipped(path, at % length, by), `tile ${path}`)
    }),
    fc.tuple(fc.constantFrom(...hashTiles), fc.nat()).map(([path, cut]) => {
      const bytes = good.get(path) ?? Buffer.alloc(1)
      return with_('cut a tile', path, bytes.subarray(0, cut % bytes.length), `tile ${path}`)
    }),
    fc.constantFrom(...hashTiles).map((path) => {
      const bytes = Buffer.concat([good.get(path) ?? Buffer.alloc(0), Buffer.alloc(32)])
      return with_('lengthen a tile', path, bytes, `tile ${path}`)
    }),
    fc
      .constantFrom(...hashTiles, ...bundles, 'checkpoint')
      .map((path) => with_('take a file away', path, undefined, `missing ${path}`)),
    fc
      .nat((good.get('checkpoint')?.length ?? 1) - 1)
      .chain((at) =>
        fc
          .tuple(change, fc.boolean())
          .map(([by, cut]) =>
            with_(
              cut ? 'cut the checkpoint' : 'change the checkpoint',
              'checkpoint',
              cut ? good.get('checkpoint')?.subarray(0, at) : flipped('checkpoint', at, by),
              'checkpoint checkpoint',
            ),
          ),
      ),
  )
}

/** The register rewritten from one entry on, and signed again with the real key; and what a pin from before says. */
export function anyFork(
  leaves: readonly Buffer[],
  signer: Signer,
): fc.Arbitrary<{ readonly what: string; readonly files: Map<string, Buffer>; readonly from: number }> {
  const key = (files: Map<string, Buffer>, good = files) =>
    good.has('register.vkey') ? files.set('register.vkey', good.get('register.vkey') as Buffer) : files
  return fc
    .tuple(fc.nat(leaves.length - 1), fc.constantFrom('change', 'drop', 'swap', 'cut', 'add'), fc.nat(40))
    .map(([from, kind, more]) => {
      const [fresh] = someLeaves(1) as [Buffer]
      const next = (from + 1) % leaves.length
      const low = Math.min(from, next)
      const forged = {
        change: () => leaves.with(from, fresh),
        drop: () => leaves.toSpliced(from, 1).concat(someLeaves(1 + more)),
        swap: () => leaves.with(from, leaves[next] as Buffer).with(next, leaves[from] as Buffer),
        cut: () => leaves.slice(0, from),
        add: () => leaves.toSpliced(from, 0, fresh),
      }[kind]()
      return { what: kind, files: key(exportOf(forged, signer)), from: kind === 'swap' ? low : from }
    })
}

/** Against a pin of the first entries. Of one that was only cut back, a pin that counts more shows nothing: it may be of a later day. */
export const pinnedVerdict = (
  { what, from }: { readonly what: string; readonly from: number },
  pinned: number,
): string => (pinned <= from ? 'ok' : what === 'cut' ? 'newer' : 'rewritten')
