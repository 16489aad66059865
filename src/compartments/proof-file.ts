import { encryptTo } from '../production/encrypt.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { NotOpen } from './cell-read.ts'
import { archiveFormat, emptyProofOf, entryProofOf, proofOf } from './proof.ts'
import type { CellNumber, Side } from './side.ts'
import type { Unlocked } from './unlocked.ts'

/**
 * The proof of a compartment, of all of it or of one entry, as of the last tick: an age file that opens to a passphrase. What was
 * recorded since that tick is not in it. It stays good after the cell is used for something else.
 * @param passphrase `newPassphrase()`, told to whoever gets the file by another way
 * @throws NothingToProve where no tick has come since it was taken in; NotOpen
 */
export async function proofFile(
  unlocked: Unlocked,
  reference: string,
  ring: KeyRing,
  passphrase: string,
  entry?: number,
): Promise<Buffer> {
  const { it, parts } = await asOfNow(unlocked, reference, ring)
  return closed(entry === undefined ? proofOf(it, parts) : entryProofOf(it, parts, entry), passphrase)
}

/**
 * The proof that unused cells of a side held nothing since they were made free. It tells how many are used, unless some are
 * named alone.
 * @param cells of those that are unused, the ones to speak of; undefined where none of them is unused
 * @throws NothingToProve where no tick has come yet; NotOpen
 */
export async function emptyProofFile(
  unlocked: Unlocked,
  { side, cells }: { readonly side: Side; readonly cells?: readonly CellNumber[] },
  ring: KeyRing,
  passphrase: string,
): Promise<Buffer | undefined> {
  const now = await unlocked.nowSigned()
  const unused = (await unlocked.unusedNow(side)).filter(({ cell }) => cells?.includes(cell) ?? true)
  if (unused.length === 0) return undefined
  return closed(emptyProofOf(unused, { now, monthKey: monthKeyOf(ring) }), passphrase)
}

/**
 * A matter whole, for the City's safe, with its proof: what is kept of it once its cell is free.
 * @returns with how many states it had: another one means that something was written since
 * @throws NothingToProve, NotOpen
 */
export async function archiveFile(
  unlocked: Unlocked,
  reference: string,
  ring: KeyRing,
  passphrase: string,
): Promise<{ readonly file: Buffer; readonly states: number }> {
  const { it: compartment, parts } = await asOfNow(unlocked, reference, ring)
  const proof = proofOf(compartment, parts)
  const archive = { format: archiveFormat, version: 1, proof, compartment }
  return { file: await closed(archive, passphrase), states: compartment.states.length }
}

/** A compartment, and what a proof of it that is made now can speak of. */
async function asOfNow(unlocked: Unlocked, reference: string, ring: KeyRing) {
  // Why first: of each leaf before that place the compartment, read later, has the state.
  const now = await unlocked.nowSigned()
  const it = await unlocked.read(reference)
  const cell = unlocked.cellNumber(reference)
  if (cell === undefined) throw new NotOpen()
  return { it, parts: { cell, now, monthKey: monthKeyOf(ring) } }
}

const monthKeyOf = (ring: KeyRing) => (cell: CellNumber, month: string) => ring.cells.monthKey(cell, month)

const closed = (what: object, passphrase: string): Promise<Buffer> =>
  encryptTo({ passphrase }, Buffer.from(`${JSON.stringify(what)}\n`))
