import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Pack } from '../../src/policy/pack.ts'
import { changeManifest } from './pack-manifest.ts'

/** More records than any run opens. */
const records = 100_000

/** A policy that slows no one down, for what opens records faster than a person, or while the clock stands still. */
export const unhurried = (pack: Pack): Pack => ({
  ...pack,
  manifest: { ...pack.manifest, reading: { ...pack.manifest.reading, records, names: records } },
})

let folder: string | undefined

/** The folder of Jensen's policy, but that it slows no one down: for a program that is started with `--pack`. */
export function unhurriedFolder(): string {
  if (folder !== undefined) return folder
  const made = mkdtempSync(join(tmpdir(), 'carrel-unhurried-'))
  process.once('exit', () => rmSync(made, { recursive: true, force: true }))
  cpSync(resolve(import.meta.dirname, '../../policies/jensen-mgt-1'), made, { recursive: true })
  changeManifest(made, (manifest) => {
    if (!manifest.hasIn(['reading', 'records'])) {
      throw new Error('the pack does not say how many records a person opens')
    }
    manifest.setIn(['reading', 'records'], records)
    manifest.setIn(['reading', 'names'], records)
  })
  folder = made
  return folder
}
