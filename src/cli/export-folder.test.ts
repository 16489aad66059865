import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { newSigner } from '../../tests/register/small-log.ts'
import { verifierKey } from '../register/log/note.ts'
import { givenKey } from './export-folder.ts'

it('a key that Windows saved with its own line end is the same key', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-'))
  const { name, publicKey } = newSigner()
  const key = verifierKey(name, publicKey)
  for (const end of ['', '\n', '\r\n']) {
    writeFileSync(join(folder, 'key'), key + end)
    expect(givenKey(join(folder, 'key')).text).toBe(key)
  }
  rmSync(folder, { recursive: true })
})
