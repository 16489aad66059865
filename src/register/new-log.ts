import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Trx } from '../platform/db/context.ts'
import { openTreeHead, RegisterError, readStoredLog } from './head.ts'
import { compactFingerprint, signCheckpoint } from './log/checkpoint.ts'
import { type EarlierCheckpoint, readEarlierCheckpoint } from './log/earlier-checkpoint.ts'
import { entryInstant } from './log/entry.ts'
import { lostEntries, type NewLogStatement, newLogLeaf } from './log/leaf.ts'
import { onMalformed } from './log/malformed-error.ts'
import { originOf, readVerifierKey, type Signer, type Verifier, verifierKey } from './log/note.ts'
import { newEntryId } from './log/sealed-entry.ts'
import { leafHash, rootOf, TreeEdge } from './log/tree.ts'
import {
  addLog,
  currentLog,
  lockForSequencing,
  placeLeaf,
  type RegisterLog,
  storeCheckpoint,
  storeTiles,
} from './log-store.ts'

export type NewLog = {
  readonly origin: string
  /** The public key, one line: to be published in place of the old one. */
  readonly key: string
  readonly note: string
  readonly statement: NewLogStatement
  readonly lost: bigint
}

/**
 * Call it in a restore's transaction, as the worker or the owner, once the rows of every register_* table are back, and
 * record the restore in the same transaction. The new signing key is in the keys folder before the commit; if the transaction
 * fails, that key signs nothing. `restoredFrom` is when the backup was taken; `lastKnown` is a later checkpoint than the data
 * have, as a signed note or a text with a fingerprint.
 * @throws RegisterError where the restored register is damaged, or `lastKnown` is of another one or another history
 */
export async function beginNewLog(
  trx: Trx,
  parts: {
    readonly ring: KeyRing
    readonly now: Date
    readonly restoredFrom: Date
    readonly lastKnown?: string | undefined
  },
): Promise<NewLog> {
  const { ring, now, restoredFrom, lastKnown } = parts
  if (!(await lockForSequencing(trx))) {
    throw new RegisterError('in-use', 'another Carrel works on this database: stop it first')
  }
  // Why: the first leaf declares a gap, and a gap cannot end before it begins.
  if (restoredFrom > now) {
    throw new RegisterError(
      'clock-behind',
      `the data that were put back are of ${entryInstant(restoredFrom)}, and this computer's clock says ${entryInstant(now)}: set it right, and do this again`,
    )
  }
  const ended = await currentLog(trx)
  const end = ended && (await endOf(trx, ended, lastKnown))
  const statement = {
    at: entryInstant(now),
    from: entryInstant(restoredFrom),
    ...(end && { before: end.before }),
  }
  const keys = ring.makeRegisterSigner()
  const signer = { name: originOf(keys.publicKey), ...keys }
  const log = { log: (ended?.log ?? 0) + 1, follows: end?.follows ?? null }
  const note = await openLog(trx, { ...log, signer, statement })
  const key = verifierKey(signer.name, signer.publicKey)
  return { origin: signer.name, key, note, statement, lost: lostEntries(statement) }
}

/** What is known of the log that ended. Nothing is built on restored data whose tree does not verify. */
async function endOf(
  trx: Trx,
  { log, key }: RegisterLog,
  lastKnown: string | undefined,
): Promise<{ before: NonNullable<NewLogStatement['before']>; follows: string | null }> {
  const verifier = readVerifierKey(key)
  const stored = await readStoredLog(trx, log)
  const edge = await openTreeHead(stored, verifier, () => {})
  const held = { size: edge.size, root: edge.root() }
  const end = { before: { key, held, known: held }, follows: stored.newest?.note ?? null }
  if (lastKnown === undefined) return end
  const { signed, ...known } = await readLastKnownCheckpoint(lastKnown, verifier)
  if (known.size > held.size) {
    return { before: { key, held, known }, follows: signed ? lastKnown : compactFingerprint(known) }
  }
  // A checkpoint of these entries, or of fewer, must be of this very history.
  const root = await rootOf(
    known.size,
    held.size,
    async (name) => (await stored.tile(name)) ?? new Uint8Array(),
  )
  if (root.equals(known.root)) return end
  throw new RegisterError(
    'forked',
    `the first ${known.size} entries of the register in this backup are not those of the checkpoint that was given: it is another history`,
  )
}

async function readLastKnownCheckpoint(lastKnown: string, verifier: Verifier): Promise<EarlierCheckpoint> {
  const refuse = onMalformed(({ message }): never => {
    throw new RegisterError(
      'not-the-last',
      `the checkpoint that was given is not of the register in this backup (${message}): give the newest one from the daily mail, or none`,
    )
  })
  return readEarlierCheckpoint(Buffer.from(lastKnown), [verifier]).catch(refuse)
}

async function openLog(
  trx: Trx,
  begin: { log: number; follows: string | null; signer: Signer; statement: NewLogStatement },
): Promise<string> {
  const { log, follows, signer, statement } = begin
  const id = newEntryId()
  const leaf = newLogLeaf(statement, id)
  const edge = new TreeEdge()
  edge.append(leafHash(leaf))
  const note = signCheckpoint({ size: edge.size, root: edge.root() }, signer)
  const since = statement.at.slice(0, 10)
  const key = verifierKey(signer.name, signer.publicKey)
  await addLog(trx, { log, origin: signer.name, key, since, follows })
  await placeLeaf(trx, { log, index: 0n, id, bytes: leaf })
  await storeTiles(
    trx,
    edge.partialTiles().map((tile) => ({ log, ...tile })),
  )
  await storeCheckpoint(trx, { log, signedOn: since, size: edge.size, note, commitments: 0n })
  return note
}
