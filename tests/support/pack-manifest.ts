import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Document, parseDocument } from 'yaml'

/** Changes the `pack.yaml` of a copied pack by its keys, whichever way its lines are written. */
export function changeManifest(pack: string, change: (manifest: Document.Parsed) => void): void {
  const file = join(pack, 'pack.yaml')
  const manifest = parseDocument(readFileSync(file, 'utf8'))
  change(manifest)
  writeFileSync(file, String(manifest))
}
