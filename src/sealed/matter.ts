import { randomBytes } from 'node:crypto'
import type { StaffActor } from '../gate/index.ts'
import {
  canonicalEntry,
  type Entry,
  emptyRoot,
  idBytes,
  leafHash,
  pathRanges,
  readEntry,
  stateCommitment,
  TreeEdge,
} from '../register/log/index.ts'

/**
 * The two sides on which a matter can be kept: the Director's, and, where it is about the Director, the Board president's.
 * Counsel is on both. Why cells of their own: whoever is on one side must not learn whether the other has anything, and so
 * cannot know which of its cells are free.
 */
export const accessGroups = ['director', 'president'] as const
export type AccessGroup = (typeof accessGroups)[number]

/** Cells have numbers, 1 to 8. */
export type SlotNumber = number
export const allSlots: readonly SlotNumber[] = [1, 2, 3, 4, 5, 6, 7, 8]
const slotsByGroup: Readonly<Record<AccessGroup, readonly SlotNumber[]>> = {
  director: [1, 2, 3, 4, 5, 6],
  president: [7, 8],
}

export const slotsOfGroup = (side: AccessGroup): readonly SlotNumber[] => slotsByGroup[side]
export const groupOfSlot = (cell: SlotNumber): AccessGroup =>
  slotsByGroup.director.includes(cell) ? 'director' : 'president'

/** What a cell's layers are bound to, so that one cell's file is not taken for another's. */
export const slotBinding = (cell: SlotNumber): string => `cell ${cell}`

/** Somebody who may open it. Their key is the one they had when they were cleared, and no row of the database replaces it. */
export type AccessGrant = {
  readonly account: string
  readonly role: string
  /** X25519, 32 bytes in base64. */
  readonly publicKey: string
  /** Instants, UTC. */
  readonly since: string
  readonly by: string
  /** When they said that they know they are bound; before, they see that and nothing else. */
  readonly boundAt?: string | undefined
}

/** How far the register was signed: the log that grew, by its origin ('' where nothing was signed yet), and its size. */
export type SignedPosition = { readonly log: string; readonly size: number }

/** What stood in the cell's head from a moment on: the commitment to so many entries, and what opens it. Bytes in base64. */
export type MatterState = {
  readonly size: number
  readonly root: string
  readonly blind: string
  readonly at: string
  /** The size of the register as last signed when this was written: no leaf before it holds this. */
  readonly seen: number
  /** Of which log, by its origin. */
  readonly log: string
}

/** What a compartment holds: one case, who may open it, and its own register. */
export type SealedMatter = {
  readonly version: 1
  readonly side: AccessGroup
  /** The case's random reference. */
  readonly reference: string
  readonly cleared: readonly AccessGrant[]
  /** The public half of the key on paper, 32 bytes in base64. */
  readonly recovery: string
  readonly log: readonly MatterEntry[]
  readonly states: readonly MatterState[]
  /** Which writing of the side's index whoever wrote this had before them, where it was open to them: an older one is known by it. */
  readonly index?: number | undefined
  /** The case, as the gate keeps it. */
  readonly file: unknown
}

/** Adds entries to its register. */
export function withEntries(it: SealedMatter, ...entries: readonly Entry[]): SealedMatter {
  return { ...it, log: [...it.log, ...entries.map(newMatterEntry)] }
}

/** The state that its log has now, under a new blind. */
export async function currentState(
  { log }: Pick<SealedMatter, 'log'>,
  at: string,
  signed: SignedPosition,
): Promise<MatterState> {
  const { size, root } = await treeHeadInTurns(log)
  const blind = randomBytes(32).toString('base64')
  return { size: Number(size), root: root.toString('base64'), blind, at, seen: signed.size, log: signed.log }
}

/**
 * The state of a cell that holds nothing: with it a compartment begins, from when the cell was made free, so that its proof shows
 * since when nothing was before it.
 */
export function emptyState(blind: string, since: SignedPosition & { readonly at: string }): MatterState {
  const { log, size, at } = since
  return { size: 0, root: emptyRoot.toString('base64'), blind, at, seen: size, log }
}

export function commitmentOf({ size, root, blind }: Pick<MatterState, 'size' | 'root' | 'blind'>): Buffer {
  return stateCommitment({
    size: BigInt(size),
    root: Buffer.from(root, 'base64'),
    blind: Buffer.from(blind, 'base64'),
  })
}

/** The commitment of a cell that holds nothing. @param blind 32 bytes in base64 */
export const emptyCommitment = (blind: string): Buffer =>
  commitmentOf({ size: 0, root: emptyRoot.toString('base64'), blind })

/** To whom it is written: everybody cleared, and the paper. */
export const recipientKeys = ({ cleared, recovery }: Pick<SealedMatter, 'cleared' | 'recovery'>): Buffer[] =>
  [...cleared.map(({ publicKey }) => publicKey), recovery].map((key) => Buffer.from(key, 'base64'))

/**
 * What happened in a compartment, entry by entry, as its own Merkle tree (RFC 6962). A leaf is the id, 16 random bytes, and the
 * entry in its one form: the id hides what an entry says from whoever is shown another one's path.
 */
export type MatterEntry = { readonly id: string; readonly entry: Entry }

/** A tree, by its size and its root. */
type MatterTreeHead = { readonly size: bigint; readonly root: Buffer }

export const newMatterEntry = (entry: Entry): MatterEntry => ({
  id: randomBytes(idBytes).toString('base64url'),
  entry,
})

/** Of each once: an entry is a value, and a log of thousands is hashed whole at each writing. */
const entryHashes = new WeakMap<MatterEntry, Buffer>()

export function hashMatterEntry(one: MatterEntry): Buffer {
  const known = entryHashes.get(one)
  if (known !== undefined) return known
  const { id, entry } = one
  const hash = leafHash(
    Buffer.concat([Buffer.from(id, 'base64url'), Buffer.from(canonicalEntry(entry), 'latin1')]),
  )
  entryHashes.set(one, hash)
  return hash
}

/** The tree after each of these sizes, which do not fall: all of them in one go. @throws RangeError where one is greater than the log */
export function treeHeadsOf(log: readonly MatterEntry[], sizes: readonly number[]): MatterTreeHead[] {
  const edge = new TreeEdge()
  return sizes.map((size) => {
    if (size > log.length) throw new RangeError(`the log of a compartment ends before ${size}`)
    for (let next = Number(edge.size); next < size; next++)
      edge.append(hashMatterEntry(log[next] as MatterEntry))
    return { size: BigInt(size), root: edge.root() }
  })
}

export const treeHeadOf = (log: readonly MatterEntry[]): MatterTreeHead =>
  treeHeadsOf(log, [log.length])[0] as MatterTreeHead

/** So many entries are hashed in one go. */
const entriesPerTurn = 256

/** The same while others are served. */
export async function treeHeadInTurns(log: readonly MatterEntry[]): Promise<MatterTreeHead> {
  const edge = new TreeEdge()
  for (let at = 0; at < log.length; at += entriesPerTurn) {
    for (const one of log.slice(at, at + entriesPerTurn)) edge.append(hashMatterEntry(one))
    await new Promise<void>((done) => setImmediate(done))
  }
  return { size: BigInt(log.length), root: edge.root() }
}

/** The path of an entry in the tree of the first `size`, from the leaf up (RFC 6962 section 2.1.1). */
export function pathOf(log: readonly MatterEntry[], index: number, size: number): Buffer[] {
  const hashes = log.slice(0, size).map(hashMatterEntry)
  return pathRanges(BigInt(index), [0n, BigInt(size)]).map(([from, until]) => {
    const edge = new TreeEdge()
    edge.append(Buffer.concat(hashes.slice(Number(from), Number(until))))
    return edge.root()
  })
}

/** An entry that came from a file: read as strictly as any of the register's. @throws MalformedError */
export function readMatterEntry(sent: { readonly id: string; readonly entry: unknown }): MatterEntry {
  return { id: sent.id, entry: readEntry(canonicalEntry(sent.entry as Entry)) }
}

/** Whether somebody said that they know they are bound. */
export const hasAcknowledged = (
  { cleared }: Pick<SealedMatter, 'cleared'>,
  { accountId }: Pick<StaffActor, 'accountId'>,
) => cleared.some(({ account, boundAt }) => account === accountId && boundAt !== undefined)
