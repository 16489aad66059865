import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCheckpoint } from '../../src/register/log/checkpoint.ts'
import { writeProof } from '../../src/register/log/entry-proof.ts'
import { ExportTiles } from '../../src/register/log/export-files.ts'
import { rawPublicKey, verifierKey, verifierOf } from '../../src/register/log/note.ts'
import { proveInclusion } from '../../src/register/log/tree.ts'
import { exportOf, filesOf, newSigner, publicOf, someLeaves, withMarks } from './small-log.ts'

/*
 * Go's own reader of transparency logs (golang.org/x/mod/sumdb, from Debian's packages golang-go and
 * golang-golang-x-mod-dev) reads what we write. Where it is not installed, these are passed over.
 */
const packages = '/usr/share/gocode'
/** Kept: to build the standard library anew takes longer than all the rest. */
const cache = fileURLToPath(new URL('../../node_modules/.cache/carrel-go/', import.meta.url))
const source = fileURLToPath(new URL('go/read-log.go', import.meta.url))
const hasGo =
  spawnSync('go', ['version']).status === 0 && existsSync(`${packages}/src/golang.org/x/mod/sumdb/tlog`)

it.runIf(process.env['CI'])('a build server has Go and its reader, and skips neither', () => {
  expect(hasGo).toBe(true)
})

describe.skipIf(!hasGo)(
  'Go’s reader of transparency logs (needs golang-go and golang-golang-x-mod-dev)',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'carrel-go-'))
    const program = join(folder, 'read-log')
    const signer = newSigner('carrel/test')
    const key = verifierKey(signer.name, signer.publicKey)
    const leaves = someLeaves(600)
    const good = exportOf(leaves, signer)
    const older = join(folder, 'older')

    beforeAll(() => {
      const env = { ...process.env, GO111MODULE: 'off', GOFLAGS: '', GOPATH: packages, GOPROXY: 'off' }
      execFileSync('go', ['build', '-o', program, source], {
        env: { ...env, GOCACHE: cache },
      })
      writeFileSync(older, exportOf(leaves.slice(0, 300), signer).get('checkpoint') ?? '')
    })
    afterAll(() => rmSync(folder, { recursive: true, force: true }))

    function read(files: ReadonlyMap<string, Buffer>, ...more: string[]): string {
      const place = mkdtempSync(join(folder, 'export-'))
      for (const [name, bytes] of files) {
        mkdirSync(dirname(join(place, name)), { recursive: true })
        writeFileSync(join(place, name), bytes)
      }
      const ran = spawnSync(program, [place, key, ...more], { encoding: 'utf8' })
      return ran.status === 0 ? ran.stdout : `failed: ${ran.stderr}`
    }

    it('verifies the signature, every entry and what came before', () => {
      expect(read(good, older)).toBe(
        '600 entries included\nthe first 300 entries are those of the older checkpoint\n',
      )
    })

    it('verifies a public export, what came before it, and the entry of a proof that was handed out', async () => {
      const marked = withMarks(leaves, 7)
      const all = exportOf(marked, signer)
      const published = publicOf(all)
      const before = join(folder, 'before')
      writeFileSync(before, exportOf(marked.slice(0, 300), signer).get('checkpoint') ?? '')
      const proof = join(folder, 'proof')
      writeFileSync(proof, await proofIn(all, 333, marked[333] as Buffer))
      expect(read(published, before, proof)).toBe(
        '685 hashes included\nthe first 300 entries are those of the older checkpoint\nthe entry of the proof is number 333\n',
      )
      const flipped = (name: string) => withOtherByte(published, name)
      for (const tile of ['tile/0/000', 'tile/0/002.p/173']) expect(read(flipped(tile))).toContain('failed: ')
      expect(read(published, older)).toContain('failed: ')
      writeFileSync(proof, await proofIn(all, 333, leaves[0] as Buffer))
      expect(read(published, before, proof)).toContain('failed: ')
    })

    /** A proof of what is said to be the leaf there. */
    async function proofIn(files: Map<string, Buffer>, index: number, leaf: Buffer): Promise<string> {
      const checkpoint = files.get('checkpoint')?.toString() ?? ''
      const size = openCheckpoint(checkpoint, verifierOf(signer)).size
      const tiles = new ExportTiles(filesOf(files), openCheckpoint(checkpoint, verifierOf(signer)))
      const path = await proveInclusion(BigInt(index), size, (tile) => tiles.hashes(tile))
      const publicKey = rawPublicKey(signer.publicKey)
      return writeProof({ leaf, index: BigInt(index), path, checkpoint, publicKey })
    }

    it('takes nothing that was changed, signed again or signed by another', () => {
      const flipped = (name: string) => withOtherByte(good, name)
      expect(read(flipped('tile/0/001'))).toContain('failed: ')
      expect(read(flipped('tile/entries/001'))).toContain('failed: ')
      const [forged] = someLeaves(1) as [Buffer]
      expect(read(exportOf(leaves.with(7, forged), signer), older)).toContain('failed: ')
      expect(read(exportOf(leaves, newSigner('carrel/test')))).toContain('failed: ')
    })
  },
)

/** Why not a byte of one value: one hash in 256 has it there already. */
function withOtherByte(files: ReadonlyMap<string, Buffer>, name: string): Map<string, Buffer> {
  const bytes = Buffer.from(files.get(name) ?? '')
  bytes.writeUInt8(bytes.readUInt8(500) ^ 1, 500)
  return new Map(files).set(name, bytes)
}
