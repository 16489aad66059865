import {
  createCipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
} from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  compactFingerprint,
  findFingerprint,
  fingerprintLines,
  openCheckpoint,
  signCheckpoint,
} from './log/checkpoint.ts'
import { blindedCommitment, blindingOf, slotMonthKey, stateCommitment } from './log/commitment.ts'
import { readEntry } from './log/entry.ts'
import { checkProof, readProof, writeProof } from './log/entry-proof.ts'
import {
  commitmentsLeaf,
  leafFault,
  lostEntries,
  newLogLeaf,
  readCommitmentsLeaf,
  readNewLogLeaf,
} from './log/leaf.ts'
import { readVerifierKey, verifierKey } from './log/note.ts'
import { entryKeyOf, openEntryWithKey, sealEntry } from './log/sealed-entry.ts'
import { emptyRoot, leafHash } from './log/tree.ts'

const page = readFileSync(new URL('FORMAT.md', import.meta.url), 'utf8')
const block = (kind: string) => new RegExp(`\`\`\`${kind}\n([^]*?)\`\`\``).exec(page)?.[1] ?? ''
const linesOf = (kind: string) =>
  block(kind)
    .trimEnd()
    .split('\n')
    .map((line) => [line.slice(0, 15).trim(), line.slice(15)] as const)
const lines = new Map([...linesOf('handed-over'), ...linesOf('example')])
const newLog = new Map(linesOf('new-log'))
const cells = new Map(linesOf('commitments'))
const ofCells = (name: string) => Buffer.from(cells.get(name) ?? '', 'hex')
const line = (name: string) => lines.get(name) ?? `the example has no line ${name}`
const hex = (name: string) => Buffer.from(line(name), 'hex')
const sha256 = (...parts: (string | Uint8Array)[]) =>
  parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest()

const id = hex('id')
const nonce = hex('nonce')
const key = hex('entry key')

/** The leaf made from the page alone, with nothing of the code under test. */
function leafByThePage(): Buffer {
  const head = Buffer.concat([
    Buffer.from('carrel\u0001\u0001'),
    id,
    Buffer.from('2026-11\0'),
    sha256('carrel/register/commitment/1\0', key),
  ])
  const body = Buffer.alloc(1008)
  body.writeUInt16BE(line('entry').length, 1)
  body.write(line('entry'), 3)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(head)
  return Buffer.concat([head, nonce, cipher.update(body), cipher.final(), cipher.getAuthTag()])
}

/** The proof made from the page alone, with nothing of the code under test. */
function proofByThePage(): string {
  const extra = Buffer.concat([hex('extra, 0 to 33'), leafByThePage(), key]).toString('base64')
  return `c2sp.org/tlog-proof@v1\nextra ${extra}\nindex 0\n\n${block('checkpoint')}`
}

/** The pin's groups made from the page alone. */
function pinByThePage(): string {
  const letters = '0123456789abcdefghjkmnpqrstvwxyz'
  const root = hex('leaf hash')
  const check = sha256('carrel/pin/1\0carrel/example\n1\n', root)
  const bits = (bytes: Buffer) => [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const five = `${bits(root)}0000${bits(check).slice(0, 20)}`.match(/.{5}/g) ?? []
  const text = five.map((group) => letters[Number.parseInt(group, 2)]).join('')
  return (text.match(/.{4}/g) ?? []).join('-')
}

describe('FORMAT.md', () => {
  it('has a worked example that follows from its own words', () => {
    const derived = createHmac('sha256', hex('month key'))
      .update(Buffer.concat([Buffer.from('carrel/register/entry/1'), id, Buffer.of(1)]))
      .digest()
    const leaf = leafByThePage()
    expect(derived).toEqual(key)
    expect(leaf).toHaveLength(1100)
    expect(leaf.subarray(0, 64)).toEqual(hex('leaf, 0 to 63'))
    expect(leaf.subarray(-32)).toEqual(hex('leaf, the end'))
    expect(sha256(Buffer.of(0), leaf)).toEqual(hex('leaf hash'))
  })

  it('describes the bytes that the code writes and reads', () => {
    const leaf = leafByThePage()
    const entry = readEntry(line('entry'))
    const monthKey = hex('month key')
    expect(sealEntry(entry, { id, month: '2026-11', monthKey, nonce }).leaf).toEqual(leaf)
    expect(entryKeyOf(monthKey, id)).toEqual(key)
    expect(openEntryWithKey(leaf, key)).toEqual({ entry })
  })

  it('shows the checkpoint and the public key that the code writes and reads', () => {
    const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), hex('signing seed')])
    const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
    const publicKey = createPublicKey(privateKey)
    const tree = { size: 1n, root: leafHash(leafByThePage()) }
    expect(verifierKey('carrel/example', publicKey)).toBe(line('public key'))
    expect(signCheckpoint(tree, { name: 'carrel/example', privateKey, publicKey })).toBe(block('checkpoint'))
    expect(openCheckpoint(block('checkpoint'), readVerifierKey(line('public key')))).toEqual({
      origin: 'carrel/example',
      ...tree,
    })
  })

  it('shows the pin that the code prints and reads', () => {
    const [first = '', second = '', third = '', fourth = '', , compact = ''] = block('pin').split('\n')
    const pin = { origin: 'carrel/example', size: 1n, root: hex('leaf hash') }
    expect(compact).toBe(`carrel/example:1:${pinByThePage()}`)
    expect([first, second, third, fourth]).toEqual(fingerprintLines(pin))
    expect(compactFingerprint(pin)).toBe(compact)
    expect(findFingerprint(block('pin'))).toEqual(pin)
  })

  it('shows the proof that the code writes and checks, and what its key opens', () => {
    const proof = proofByThePage()
    expect(sha256(proof)).toEqual(hex('file, SHA-256'))
    expect(hex('extra, the end')).toEqual(key)
    const read = readProof(Buffer.from(proof))
    expect(writeProof(read)).toBe(proof)
    expect(checkProof(read, readVerifierKey(line('public key'))).size).toBe(1n)
    expect(openEntryWithKey(read.leaf, read.entryKey ?? Buffer.alloc(32))).toEqual({
      entry: readEntry(line('entry')),
    })
  })

  it('shows the first leaf of a new log that the code writes and reads', () => {
    const text = newLog.get('text') ?? ''
    const length = Buffer.alloc(2)
    length.writeUInt16BE(text.length)
    const own = Buffer.from(newLog.get('id') ?? '', 'hex')
    const leaf = Buffer.concat([Buffer.from('carrel\u0001\u0002'), own, length, Buffer.from(text)], 1100)
    expect(sha256(Buffer.of(0), leaf).toString('hex')).toBe(newLog.get('leaf hash'))
    const statement = readNewLogLeaf(leaf)
    expect(newLogLeaf(statement, own)).toEqual(leaf)
    expect(lostEntries(statement)).toBe(2n)
    expect(statement.before).toMatchObject({
      key: line('public key'),
      held: { size: 1n, root: hex('leaf hash') },
    })
  })

  /** The leaf of commitments made from the page alone, with nothing of the code under test. */
  function commitmentsByThePage() {
    const stateOf = (size: Buffer, root: Buffer) =>
      sha256('carrel/compartment/1\0', size, root, ofCells('blind'))
    const commitment = stateOf(Buffer.from('0000000000000001', 'hex'), hex('leaf hash'))
    const unused = stateOf(Buffer.alloc(8), sha256())
    const ofCell = (cell: number) => {
      const info = `carrel/cell/month/1/${cell}/2026-11`
      const monthKey = Buffer.from(hkdfSync('sha256', ofCells('root key'), '', info, 32))
      const blinding = createHmac('sha256', monthKey).update(ofCells('id')).digest()
      const value = sha256('carrel/cell/commitment/1\0', cell === 3 ? commitment : unused, blinding)
      return { monthKey, blinding, value }
    }
    const values = [1, 2, 3, 4, 5, 6, 7, 8].map((cell) => ofCell(cell).value)
    const leaf = Buffer.concat([Buffer.from('carrel\u0001\u0003'), ofCells('id'), ...values])
    return { commitment, unused, leaf, values, ...ofCell(3) }
  }

  it('has an example of commitments that follows from its own words', () => {
    const { commitment, unused, monthKey, blinding, value, leaf } = commitmentsByThePage()
    expect([commitment, unused]).toEqual([ofCells('commitment'), ofCells('of an unused')])
    expect([monthKey, blinding, value]).toEqual([
      ofCells('month key 3'),
      ofCells('blinding 3'),
      ofCells('value 3'),
    ])
    expect(leaf).toHaveLength(280)
    expect([leaf.subarray(0, 24), leaf.subarray(-32)]).toEqual([
      ofCells('leaf, 0 to 23'),
      ofCells('leaf, the end'),
    ])
    expect(sha256(Buffer.of(0), leaf)).toEqual(ofCells('leaf hash'))
  })

  it('describes the commitments that the code makes and reads', () => {
    const { values, leaf } = commitmentsByThePage()
    const blind = ofCells('blind')
    expect(stateCommitment({ size: 1n, root: hex('leaf hash'), blind })).toEqual(ofCells('commitment'))
    expect(stateCommitment({ size: 0n, root: emptyRoot, blind })).toEqual(ofCells('of an unused'))
    const monthKey = slotMonthKey(ofCells('root key'), 3, cells.get('month') ?? '')
    expect(monthKey).toEqual(ofCells('month key 3'))
    const blinding = blindingOf(monthKey, ofCells('id'))
    expect(blinding).toEqual(ofCells('blinding 3'))
    expect(blindedCommitment(ofCells('commitment'), blinding)).toEqual(ofCells('value 3'))
    expect(commitmentsLeaf(ofCells('id'), values)).toEqual(leaf)
    expect(readCommitmentsLeaf(leaf)).toEqual({ id: ofCells('id'), values })
    expect([leafFault(leaf, 'first'), leafFault(leaf, 'later')]).toEqual([undefined, undefined])
  })
})
