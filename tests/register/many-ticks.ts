import { type Kysely, sql } from 'kysely'
import type { Schema } from '../../src/platform/db/schema.ts'
import { type LastSigned, openTreeHead } from '../../src/register/head.ts'
import { signCheckpoint } from '../../src/register/log/checkpoint.ts'
import {
  blindedCommitment,
  blindingOf,
  slotCount,
  slotMonthKey,
  stateCommitment,
} from '../../src/register/log/commitment.ts'
import { commitmentsLeaf } from '../../src/register/log/leaf.ts'
import { type Signer, verifierOf } from '../../src/register/log/note.ts'
import { newEntryId } from '../../src/register/log/sealed-entry.ts'
import { emptyRoot, type FilledTile, leafHash } from '../../src/register/log/tree.ts'
import {
  currentLog,
  leafCount,
  newestCheckpoint,
  readTile,
  storeCheckpoint,
  storeTiles,
} from '../../src/register/log-store.ts'

/** The values of eight cells that are not used, as a library has them. */
export function emptyCells(rootKey: Uint8Array = Buffer.alloc(32, 5)) {
  const blind = Buffer.alloc(32, 6)
  const commitment = stateCommitment({ size: 0n, root: emptyRoot, blind })
  const keys = new Map<string, Buffer>()
  const keyOf = (cell: number, month: string) => {
    const name = `${cell} ${month}`
    const key = keys.get(name) ?? slotMonthKey(rootKey, cell, month)
    keys.set(name, key)
    return key
  }
  return async ({ id, month }: { readonly id: Buffer; readonly month: string }): Promise<Buffer[]> =>
    Array.from({ length: slotCount }, (_, at) =>
      blindedCommitment(commitment, blindingOf(keyOf(at + 1, month), id)),
    )
}

/**
 * What so many idle ticks leave in the register, in one transaction: the same leaves, tiles and checkpoint. Something
 * has to be signed already.
 */
export async function manyTicks(
  worker: Kysely<Schema>,
  parts: { readonly signer: Signer; readonly lastSigned: LastSigned; readonly now: Date },
  count: number,
): Promise<void> {
  const { signer, lastSigned, now } = parts
  const cells = emptyCells()
  const month = now.toISOString().slice(0, 7)
  const note = await worker.transaction().execute(async (trx) => {
    const log = (await currentLog(trx))?.log ?? 1
    const newest = await newestCheckpoint(trx, log)
    const filled: FilledTile[] = []
    const tile = async (name: { level: number; index: bigint }) =>
      (await readTile(trx, { log, ...name }))?.hashes
    const stored = { newest, leafCount: await leafCount(trx, log), tile }
    const edge = await openTreeHead(stored, verifierOf(signer), (one) => filled.push(one))
    const first = edge.size
    const ids: string[] = []
    const leaves: Buffer[] = []
    for (let at = 0; at < count; at++) {
      const id = newEntryId()
      const leaf = commitmentsLeaf(id, await cells({ id, month }))
      edge.append(leafHash(leaf))
      ids.push(id.toString('hex'))
      leaves.push(leaf)
    }
    await sql`insert into register_leaf (log, index, id, leaf)
      select ${log}::smallint, ${first}::bigint + at - 1, id, leaf
      from unnest(${ids}::uuid[], ${leaves}::bytea[]) with ordinality as given (id, leaf, at)`.execute(trx)
    await storeTiles(
      trx,
      [...filled, ...edge.partialTiles()].map((one) => ({ log, ...one })),
    )
    const signed = signCheckpoint({ size: edge.size, root: edge.root() }, signer)
    const commitments = (newest?.commitments ?? 0n) + BigInt(count)
    const signedOn = now.toISOString().slice(0, 10)
    await storeCheckpoint(trx, { log, signedOn, size: edge.size, note: signed, commitments })
    return signed
  })
  await lastSigned.write(note)
}
