import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifierKey } from '../../src/register/note.ts'
import { exportOf, newSigner, someLeaves } from './small-log.ts'

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

    it('takes nothing that was changed, signed anew or signed by another', () => {
      const flipped = (name: string) =>
        new Map(good).set(name, Buffer.from(good.get(name) ?? '').fill(1, 500, 501))
      expect(read(flipped('tile/0/001'))).toContain('failed: ')
      expect(read(flipped('tile/entries/001'))).toContain('failed: ')
      const [forged] = someLeaves(1) as [Buffer]
      expect(read(exportOf(leaves.with(7, forged), signer), older)).toContain('failed: ')
      expect(read(exportOf(leaves, newSigner('carrel/test')))).toContain('failed: ')
    })
  },
)
