import { existsSync, writeFileSync } from 'node:fs'
import { discloseEntry } from '../disclosure/entry-shown.ts'
import { writeRefusal } from '../imports/write-refusal.ts'
import { type EntryProof, writeProof } from '../register/entry-proof.ts'
import { rawPublicKey, readVerifierKey } from '../register/note.ts'
import { proveInclusion } from '../register/proof.ts'
import type { Database } from '../store/database.ts'
import type { Home } from '../store/home.ts'
import { newestCheckpoint, readTile, withRegisterAtRest } from '../store/register.ts'
import { allLogs, findEntry } from '../store/register-log.ts'
import { openKeyRing } from './keys-open.ts'
import { withLibrary } from './register-library.ts'
import { readReference, refusal } from './register-show.ts'

const command = 'carrel register prove'

/**
 * `carrel register prove REFERENCE --out FILE [--hand-over]`. Without --hand-over the file shows that a sealed entry
 * is in the register, and needs no keys; with it, its holder can also read that entry, and no other.
 */
export async function proveEntry(args: string[], usage: string): Promise<number> {
  const asked = readReference(args, { out: { type: 'string' }, 'hand-over': { type: 'boolean' } })
  const { out } = 'values' in asked ? asked.values : { out: undefined }
  const wrong = 'wrong' in asked ? asked.wrong : fileFault(out)
  if ('wrong' in asked || wrong !== undefined || typeof out !== 'string') {
    console.error(`${command}: ${wrong}\n\n${usage}`)
    return 2
  }
  const { reference, values } = asked
  return withLibrary(command, async ({ database, home }) => {
    const proof = await provenIn(database, reference)
    if (typeof proof === 'string') {
      console.error(`${command}: ${proof}`)
      return 1
    }
    const opening = values['hand-over'] ? await handOver(database, home, reference) : {}
    if (typeof opening === 'string') {
      console.error(`${command}: ${opening}`)
      return 1
    }
    try {
      writeFileSync(out, writeProof({ ...proof, ...opening }), { flag: 'wx', mode: 0o600 })
    } catch (error) {
      console.error(`${command}: --out: ${out} ${writeRefusal(error)}`)
      return 2
    }
    console.log(`wrote ${out}; anyone can check it: carrel register verify ${out}`)
    if (values['hand-over'])
      console.log('Whoever has this file can read that one entry. That it was handed over is on record.')
    return 0
  })
}

function fileFault(out: unknown): string | undefined {
  if (typeof out !== 'string' || out === '') return '--out: name the file to write'
  return existsSync(out) ? `--out: ${out} is there already: name a file that is not` : undefined
}

/** The proof of an entry to the newest checkpoint of its log, or why there is none. */
async function provenIn(database: Database, reference: string): Promise<EntryProof | string> {
  return withRegisterAtRest(database.worker, async (trx) => {
    const entry = await findEntry(trx, Buffer.from(reference, 'base64url'))
    if (entry === undefined) return 'REFERENCE: the register has no such entry'
    if (entry.place === undefined) return 'the entry waits for the next tick: try again in a minute'
    const { log, index } = entry.place
    const newest = await newestCheckpoint(trx, log)
    const key = (await allLogs(trx)).find((one) => one.log === log)?.key
    if (newest === undefined || key === undefined)
      return 'nothing is signed yet: the register ticks once a minute'
    const path = await proveInclusion(index, newest.size, async ({ level, index: at, width }) => {
      const tile = await readTile(trx, { log, level, index: at })
      if (tile === undefined || tile.width < width) throw new Error('the stored register lacks a tile')
      return tile.hashes
    })
    const publicKey = rawPublicKey(readVerifierKey(key).publicKey)
    return { leaf: entry.leaf, index, path, checkpoint: newest.note, publicKey }
  })
}

async function handOver(
  database: Database,
  home: Home,
  reference: string,
): Promise<Pick<EntryProof, 'entryKey' | 'overflow'> | string> {
  const parts = { ring: await openKeyRing(home), now: new Date() }
  const shown = await discloseEntry(database.worker, parts, {
    kind: 'entry-handed-over',
    actor: 'system',
    reference,
  })
  if (shown.status === 'open') return {}
  if (shown.status !== 'opened') return refusal(shown)
  return { entryKey: shown.entryKey, overflow: shown.stored.overflow ?? undefined }
}
