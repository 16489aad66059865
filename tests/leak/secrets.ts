import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Canary, secret } from './canary.ts'
import { keyFiles } from './columns.ts'

/** What opens something, as canaries: every key and password in the keys folder. */
export function secretsIn(keysDir: string): Canary[] {
  return filesBelow(keysDir).flatMap((path) => {
    const bytes = readFileSync(join(keysDir, path))
    return keyFiles.some((known) => known.opens && known.path.test(path))
      ? [secretOf(`keys/${path}`, isText(bytes) ? opened(bytes.toString('utf8')) : bytes)]
      : []
  })
}

/** The files that no line of the table by hand is about. */
export function unknownKeyFiles(keysDir: string): string[] {
  return filesBelow(keysDir).filter((path) => !keyFiles.some((known) => known.path.test(path)))
}

export function secretOf(field: string, ...writings: (string | Buffer)[]): Canary {
  return { of: 'the house', tells: [secret], field, writings }
}

export const sha256 = (text: string) => createHash('sha256').update(text).digest()

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort()
}

const isText = (bytes: Buffer) => bytes.every((byte) => byte === 10 || (byte >= 32 && byte < 127))

/** A password as it stands; of a private key the part that nobody else knows. */
function opened(text: string): string | Buffer {
  const [, body] = /PRIVATE KEY-----([\s\S]+?)-----END/.exec(text) ?? []
  return body === undefined ? text.trim() : Buffer.from(body, 'base64').subarray(-32)
}
