import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  canonicalEntry,
  checkProof,
  commitmentsLeaf,
  compactFingerprint,
  type Entry,
  entryKeyOf,
  findFingerprint,
  fingerprintLines,
  isBeginningOf,
  KeyRing,
  keyInProof,
  leafHash,
  leafReference,
  newLogLeaf,
  openEntry,
  openEntryWithKey,
  originOf,
  proveConsistency,
  proveInclusion,
  publicEndText,
  readCommitmentsLeaf,
  readEntry,
  readNewLogLeaf,
  readProof,
  readVerifierKey,
  registerWords,
  rootOf,
  sealEntry,
  tilePath,
  verifierKey,
  verifyExport,
  writeProof,
} from './current.ts'
import { everyField, kindEntries, long, overlong } from './entries.ts'
import { entryFields, entryKinds } from './lists.ts'
import { filesOf, SmallLog } from './small-log.ts'
import { bytesOf, filesIn, fromBase64, jsonOf, type Packed, sweep, unpack } from './vectors.ts'

type Register = {
  readonly key: string
  readonly pastKey: string
  readonly lastKnown: string
  readonly middle: number
  readonly proved: number
  readonly marked: number
  readonly statement: { readonly at: string; readonly from: string }
  readonly held: string
  readonly known: string
  readonly root: string
  readonly pin: string
  readonly pinLines: readonly string[]
}
type Body = {
  readonly text: string
  readonly id: string
  readonly nonce: string
  readonly reference: string
  readonly leafHash: string
  readonly leaf?: string
  readonly overflow?: string
}

const golden = jsonOf<Register>('register.json')
const files = filesIn('register')
const publicFiles = new Map([
  ...[...files].filter(([path]) => !/(^|\/)(tile\/entries|overflow)\//.test(path)),
  ...filesIn('register-public'),
])
const verifier = readVerifierKey(golden.key)
let ring: KeyRing
let november: Buffer
beforeAll(() => {
  ring = new KeyRing(unpack(jsonOf<Packed>('home-keys.json')))
  const month = ring.registerMonthKeyFor('2026-11')
  november = typeof month === 'string' ? Buffer.alloc(0) : month.key
})
afterAll(sweep)

/** The leaves of a bundle: each behind its length, 16 bits. */
function leavesIn(bundle: Buffer | undefined): Buffer[] {
  const leaves: Buffer[] = []
  for (let at = 0; bundle !== undefined && at < bundle.length; ) {
    const end = at + 2 + bundle.readUInt16BE(at)
    leaves.push(bundle.subarray(at + 2, end))
    at = end
  }
  return leaves
}
const leaves = [...leavesIn(files.get('tile/entries/000')), ...leavesIn(files.get('tile/entries/001.p/6'))]
const pastLeaves = leavesIn(files.get('past/1/tile/entries/000.p/10'))

function logOf(from: readonly Buffer[], origin: string): SmallLog {
  const log = new SmallLog({ name: origin, ...ring.registerSigner(origin) })
  log.leaves.push(...from)
  for (const [path, bytes] of files) {
    const [, id = ''] = /^overflow\/(.+)$/.exec(path) ?? []
    if (id !== '' && from === leaves) log.overflows.set(id, bytes)
  }
  return log
}

describe('an entry', () => {
  const bodies = jsonOf<readonly Body[]>('entries.json')
  const entries: readonly Entry[] = [everyField, long, overlong, ...kindEntries]

  test('of each kind, and with every field, has the same bytes and the same leaf', () => {
    expect(bodies).toHaveLength(entries.length)
    for (const [at, { text, id, nonce, reference, leafHash: hash, leaf, overflow }] of bodies.entries()) {
      const entry = entries[at] as Entry
      expect(canonicalEntry(entry)).toBe(text)
      expect(readEntry(text)).toEqual(entry)
      const named = { id: fromBase64(id), month: '2026-11', monthKey: november }
      const sealed = sealEntry(entry, { ...named, nonce: fromBase64(nonce) })
      expect(leafReference(sealed.leaf)).toBe(reference)
      // What is compressed, or kept aside under a nonce of chance, is compared once it is opened.
      if (entry !== long && entry !== overlong) expect(leafHash(sealed.leaf).toString('base64')).toBe(hash)
      if (leaf === undefined) continue
      const aside = overflow === undefined ? undefined : fromBase64(overflow)
      expect(leafHash(fromBase64(leaf)).toString('base64')).toBe(hash)
      expect(openEntry(fromBase64(leaf), november, aside)).toEqual({ entry })
      const key = entryKeyOf(november, fromBase64(id))
      expect(openEntryWithKey(fromBase64(leaf), key, aside)).toEqual({ entry })
      expect(sealed.leaf.subarray(0, 64)).toEqual(fromBase64(leaf).subarray(0, 64))
      expect(sealed.leaf.length).toBe(fromBase64(leaf).length)
      expect(sealed.overflow?.length).toBe(aside?.length)
    }
  })

  test('has the fields that are pinned, and its kinds are those that have words', () => {
    expect(Object.keys(everyField).sort()).toEqual([...entryFields].sort())
    const { did } = registerWords({ language: 'en', pack: { library: 'Jensen', words: {} } } as never)
    expect(entryKinds.filter((kind) => kind !== 'log-begun')).toEqual(Object.keys(did))
  })
})

describe('the export', () => {
  test('verifies, with its leaves and without them', async () => {
    const verdict = await verifyExport(filesOf(files), { verifier })
    expect(verdict).toMatchObject({ ok: true, checkpoint: { size: BigInt(leaves.length) } })
    expect(verdict).toMatchObject({ past: [{ path: 'past/1', lost: 2n }] })
    const ofHashes = await verifyExport(filesOf(publicFiles), { verifier })
    expect(ofHashes).toMatchObject({
      ok: true,
      publicEnd: { day: '2026-11-01', timeZone: 'America/Chicago' },
    })
  })

  test('verifies against an older pin, and against a checkpoint of entries that were lost', async () => {
    const against = Buffer.from(golden.pin)
    const fits = await verifyExport(filesOf(files), { verifier, against })
    expect(fits).toMatchObject({ ok: true, compared: { as: 'beginning' } })
    const lost = await verifyExport(filesOf(files), { verifier, against: Buffer.from(golden.lastKnown) })
    expect(lost).toMatchObject({ ok: true, compared: { as: 'lost', lost: 2n } })
  })

  test('is written again byte by byte, with its signatures', () => {
    const log = logOf(leaves, verifier.name)
    const past = logOf(pastLeaves, readVerifierKey(golden.pastKey).name)
    const written = new Map([...log.files(), ...past.files('past/1/')])
    expect([...written.keys()].sort()).toEqual([...files.keys()].sort())
    for (const [path, bytes] of written) expect([path, files.get(path)]).toEqual([path, bytes])
    expect(log.tree().root.toString('base64')).toBe(golden.root)
    const end = publicFiles.get('public-export')?.toString('utf8')
    expect(publicEndText({ day: '2026-11-01', timeZone: 'America/Chicago' })).toBe(end)
    expect(publicFiles.get('first-leaf')).toEqual(leaves[0])
  })

  test('is of the key in the keys folder, by whose hash the log is named', () => {
    const { publicKey } = ring.registerSigner(verifier.name)
    expect(originOf(publicKey)).toBe(verifier.name)
    expect(verifierKey(verifier.name, publicKey)).toBe(golden.key)
    expect(originOf(ring.registerSigner().publicKey)).toBe(readVerifierKey(golden.pastKey).name)
  })

  test('its entries open with the keys of their months', () => {
    const opened = leaves.slice(golden.middle, golden.marked).map((leaf) => {
      return openEntry(leaf, november, files.get(`overflow/${leaf.subarray(8, 24).toString('hex')}`))
    })
    const expected = [everyField, long, overlong, ...kindEntries.slice(0, 24)]
    const withoutTime = (entry: Entry) => ({ ...entry, at: '' })
    expect(opened.map((one) => 'entry' in one && withoutTime(one.entry))).toEqual(expected.map(withoutTime))
    const october = ring.registerMonthKeyFor('2026-10')
    if (typeof october === 'string') throw new Error('the key of October is not there')
    expect(openEntry(pastLeaves[0] as Buffer, october.key)).toMatchObject({ entry: { kind: 'set-up-done' } })
  })

  test('its leaf of a new log, and its leaves of commitments, are read and written alike', () => {
    const [first = Buffer.alloc(0)] = leaves
    const read = readNewLogLeaf(first)
    expect(read).toMatchObject({ ...golden.statement, before: { key: golden.pastKey } })
    expect(read.before?.held.root.toString('base64')).toBe(golden.held)
    expect(read.before?.known.root.toString('base64')).toBe(golden.known)
    expect(newLogLeaf(read, first.subarray(8, 24))).toEqual(first)
    const marks = leaves[golden.marked] as Buffer
    const { id, values } = readCommitmentsLeaf(marks)
    expect(commitmentsLeaf(id, values)).toEqual(marks)
  })
})

describe('a proof', () => {
  const size = BigInt(leaves.length)
  const tile = async (name: { level: number; index: bigint; width: number }) =>
    files.get(tilePath(name)) ?? Buffer.alloc(0)

  test.each(['proof-sealed', 'proof-handed-over', 'proof-overflow', 'proof-of-commitments'])(
    '%s holds, and is written again byte by byte',
    (name) => {
      const bytes = bytesOf(`${name}.txt`)
      const proof = readProof(bytes)
      expect(keyInProof(proof)).toBe(golden.key)
      expect(checkProof(proof, verifier).size).toBe(size)
      expect(writeProof(proof)).toBe(bytes.toString('utf8'))
    },
  )

  test('that is handed over opens to its entry', () => {
    const opened = (name: string) => {
      const { leaf, entryKey = Buffer.alloc(0), overflow } = readProof(bytesOf(name))
      return openEntryWithKey(leaf, entryKey, overflow)
    }
    expect(opened('proof-handed-over.txt')).toMatchObject({ entry: { kind: kindEntries[23]?.kind } })
    expect(opened('proof-overflow.txt')).toMatchObject({ entry: { subjects: overlong.subjects } })
  })

  test('of inclusion is made again of the tiles', async () => {
    const { path } = readProof(bytesOf('proof-sealed.txt'))
    expect(await proveInclusion(BigInt(golden.proved), size, tile)).toEqual(path)
  })

  test('of consistency holds from the tree that the pin is of', async () => {
    const older = findFingerprint(golden.pin)
    if (older === undefined) throw new Error('there is no pin')
    const newer = { size, root: fromBase64(golden.root) }
    expect(await rootOf(older.size, size, tile)).toEqual(older.root)
    expect(isBeginningOf(older, newer, await proveConsistency(older.size, size, tile))).toBe(true)
  })
})

test('a pin is written alike in both forms, and read again from a letter', () => {
  const { size, root } = logOf(leaves, verifier.name).tree(golden.middle)
  const pin = { origin: verifier.name, size, root }
  expect(compactFingerprint(pin)).toBe(golden.pin)
  expect(fingerprintLines(pin)).toEqual(golden.pinLines)
  expect(findFingerprint(golden.pinLines.join('\n'))).toEqual(pin)
  expect(findFingerprint(`A letter.\n\n${golden.pin}\n`)).toEqual(pin)
})
