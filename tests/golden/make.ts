/*
 * Makes the vectors, with the code as it is: node --import ./bin/from-source.js tests/golden/make.ts
 *
 * What is there is never made again: a vector says what an earlier version wrote, and a new one would only say that the
 * program can read itself. What is new of a kind that is there already (a sealed column, a marked table, a case event, a
 * kind of entry at the end of its list) is added to its file; anything else gets a file of its own here.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { makeBackup } from './make-backup.ts'
import { makeDocuments } from './make-documents.ts'
import { makeAdded, makeKeys } from './make-keys.ts'
import { allEntries, entryBody, makeRegister } from './make-register.ts'
import { makeSignIn } from './make-sign-in.ts'
import { fromBase64, jsonOf, vectorsDir } from './vectors.ts'
import { vocabulary } from './vocabulary.ts'

type Made = Readonly<Record<string, unknown>>

/** Each set by one file of it: where that is there, the set is left as it is. */
const sets: readonly (readonly [file: string, make: () => Promise<Made>])[] = [
  ['keys-bare.json', makeKeys],
  ['register.json', makeRegister],
  ['documents.json', makeDocuments],
  ['backup.json', makeBackup],
  ['sign-in.json', makeSignIn],
  ['vocabulary.json', async () => ({ 'vocabulary.json': vocabulary() })],
]

const write = (name: string, content: unknown) =>
  writeFileSync(
    join(vectorsDir, name),
    Buffer.isBuffer(content) ? content : `${JSON.stringify(content, null, 1)}\n`,
  )

for (const [file, make] of sets) {
  if (existsSync(join(vectorsDir, file))) {
    console.log(`${file} is there, and stays as it is`)
    continue
  }
  for (const [name, content] of Object.entries(await make())) {
    mkdirSync(dirname(join(vectorsDir, name)), { recursive: true })
    write(name, content)
    console.log(`made ${name}`)
  }
}

for (const [name, added] of Object.entries(makeAdded())) {
  const before = JSON.stringify(jsonOf(name))
  const after = { ...jsonOf<object>(name), ...added }
  if (JSON.stringify(after) === before) continue
  write(name, after)
  console.log(`added to ${name}`)
}

const bodies = jsonOf<readonly unknown[]>('entries.json')
const november = fromBase64(
  jsonOf<Readonly<Record<string, string>>>('home-keys.json')['register/months/2026-11'] ?? '',
)
const newer = allEntries.slice(bodies.length)
if (newer.length > 0) {
  write('entries.json', [...bodies, ...newer.map((one, at) => entryBody(one, bodies.length + at, november))])
  console.log('added to entries.json')
}
