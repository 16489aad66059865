import { createCipheriv, createHash, createHmac, createPrivateKey, createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openCheckpoint, signCheckpoint } from './checkpoint.ts'
import { entryKeyOf, openEntryWithKey, sealEntry } from './entry.ts'
import { readEntry } from './entry-form.ts'
import { leafHash } from './hashing.ts'
import { readVerifierKey, verifierKey } from './note.ts'

const page = readFileSync(new URL('FORMAT.md', import.meta.url), 'utf8')
const block = (kind: string) => new RegExp(`\`\`\`${kind}\n([^]*?)\`\`\``).exec(page)?.[1] ?? ''
const lines = new Map(
  block('example')
    .trimEnd()
    .split('\n')
    .map((line) => [line.slice(0, 15).trim(), line.slice(15)] as const),
)
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
})
