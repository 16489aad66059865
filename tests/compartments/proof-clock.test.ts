import { Decrypter } from 'age-encryption'
import { expect, test } from 'vitest'
import { readVerifierKey } from '../../src/register/log/note.ts'
import { checkProofInLog, emptyProofFile, matterProofFile } from '../../src/sealed/matter-actions.ts'
import { type EmptySlotsProof, type MatterProof, readSealedProof } from '../../src/sealed/proof.ts'
import { verifySealedProof } from '../../src/sealed/proof-check.ts'
import { filesOf } from '../register/small-log.ts'
import { sealedLibrary } from './history.ts'

const passphrase = 'a passphrase of a test'
const matter = 'AAAA-BBBB'
type Library = Awaited<ReturnType<typeof sealedLibrary>>

async function opened<P>(file: Buffer | undefined): Promise<P> {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  return JSON.parse(Buffer.from(await decrypter.decrypt(file ?? Buffer.alloc(0))).toString()) as P
}

/** What a check from outside says of it, and what the library's own says. */
async function checked(library: Library, proof: MatterProof | EmptySlotsProof) {
  const bytes = Buffer.from(JSON.stringify(proof))
  const files = await library.register.export()
  const key = (files.get('register.vkey') ?? Buffer.alloc(0)).toString().trim()
  const parts = { verifier: readVerifierKey(key), proof: readSealedProof(bytes) }
  const verdict = await verifySealedProof(filesOf(files), parts)
  const outside = verdict.ok ? verdict.shown.short : verdict.fault
  return [outside, await checkProofInLog(library.database.database.app, bytes)]
}

test('a proof holds after a clock that was ahead over a month’s end and was put right, in which nothing was written', async () => {
  const library = await sealedLibrary('2026-11-10T10:00:00Z')
  try {
    await library.ticks(2)
    const open = await library.unlock()
    await library.takeIn(open, matter)
    await library.ticks(2)
    library.now().setTime(Date.parse('2026-12-02T10:00:00Z'))
    await library.ticks(2)
    library.now().setTime(Date.parse('2026-11-10T12:00:00Z'))
    await library.work(open, matter, 'after')
    const made = async () =>
      opened<MatterProof>(await matterProofFile(open, matter, library.ring, passphrase))
    expect((await made()).entries).toHaveLength(1)
    await library.ticks(2)
    const proof = await made()
    expect(proof.entries).toHaveLength(2)
    expect(await checked(library, proof)).toEqual([[], 'holds'])
    const file = await emptyProofFile(open, { side: 'director' }, library.ring, passphrase)
    expect(await checked(library, await opened<EmptySlotsProof>(file))).toEqual([[], 'holds'])

    const bare = { ...proof, months: proof.months.slice(1, 2) }
    expect(await checked(library, bare)).toEqual([expect.objectContaining({ code: 'leaf' }), 'fails'])
    const changed = { ...proof, entries: proof.entries.slice(0, 1) }
    expect(await checked(library, changed)).toEqual([expect.objectContaining({ code: 'tree' }), 'fails'])
    expect(await checkProofInLog(library.database.database.app, Buffer.from('{}'))).toBe('fails')
  } finally {
    await library.close()
  }
}, 60_000)

test('and where the side was set up by a clock two hours ahead at a month’s end', async () => {
  const library = await sealedLibrary('2026-12-01T01:30:00Z')
  try {
    await library.ticks(1)
    library.now().setTime(Date.parse('2026-11-30T23:30:00Z'))
    const open = await library.unlock()
    await library.takeIn(open, matter)
    await library.ticks(2)
    const made = async () =>
      opened<MatterProof>(await matterProofFile(open, matter, library.ring, passphrase))
    expect(await checked(library, await made())).toEqual([[], 'holds'])
    library.now().setTime(Date.parse('2026-12-10T23:30:00Z'))
    await library.ticks(2)
    expect(await checked(library, await made())).toEqual([[], 'holds'])
  } finally {
    await library.close()
  }
}, 60_000)
