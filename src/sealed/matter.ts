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
 * Matters about the Director belong to the Board president's group; counsel is in both. Each group has its own slots, because
 * neither may learn whether the other has matters.
 */
export const accessGroups = ['director', 'president'] as const
export type AccessGroup = (typeof accessGroups)[number]

export type SlotNumber = number
export const allSlots: readonly SlotNumber[] = [1, 2, 3, 4, 5, 6, 7, 8]
const slotsByGroup: Readonly<Record<AccessGroup, readonly SlotNumber[]>> = {
  director: [1, 2, 3, 4, 5, 6],
  president: [7, 8],
}

export const slotsOfGroup = (side: AccessGroup): readonly SlotNumber[] => slotsByGroup[side]
export const groupOfSlot = (cell: SlotNumber): AccessGroup =>
  slotsByGroup.director.includes(cell) ? 'director' : 'president'

/** Binds a slot's layers to its number, so that one slot's file cannot pass for another's. */
export const slotBinding = (cell: SlotNumber): string => `cell ${cell}`

/** Someone with access. Their key is the one at the time of the grant; no database row replaces it. */
export type AccessGrant = {
  readonly account: string
  readonly role: string
  /** X25519, 32 bytes in base64. */
  readonly publicKey: string
  readonly since: string
  readonly by: string
  /** When they acknowledged the order. Until then they see only that it exists. */
  readonly boundAt?: string | undefined
  /** They act for the Director: the last day of that (`YYYY-MM-DD`). Access ends with it, or sooner with their acting. */
  readonly until?: string | undefined
}

/** The library's day, whether a person acts for the Director on it, and their role by now; none is known of the paper key. */
export type GrantHolder = {
  readonly today: string
  readonly acts: boolean
  readonly role?: string | undefined
}

const officerRoles: readonly string[] = ['director', 'counsel', 'president']

/** Whether they answer for a group by their office, and not for a leave. */
export const isOfficer = ({ role, until }: AccessGrant): boolean =>
  until === undefined && officerRoles.includes(role)

/** Whether access for a leave is over or has not begun, or was for an office that they no longer have. */
export function isOutsideOffice(grant: AccessGrant, { today, acts, role }: GrantHolder): boolean {
  if (grant.until !== undefined) return !acts || grant.until < today
  return role !== undefined && isOfficer(grant) && grant.role !== role
}

/** How far the log was signed: its origin ('' if never) and size. */
export type SignedPosition = { readonly log: string; readonly size: number }

/** The commitment in the slot's head from a moment on, and what opens it. Bytes are in base64. */
export type MatterState = {
  readonly size: number
  readonly root: string
  readonly blind: string
  readonly at: string
  /** The signed size of the log at the time of writing: no earlier leaf holds this state. */
  readonly seen: number
  readonly log: string
}

export type SealedMatter = {
  readonly version: 1
  readonly side: AccessGroup
  readonly reference: string
  readonly cleared: readonly AccessGrant[]
  /** The public half of the paper key, 32 bytes in base64. */
  readonly recovery: string
  readonly log: readonly MatterEntry[]
  readonly states: readonly MatterState[]
  /** The group index's count when this was written, if it was open to the writer; it shows when the index is older. */
  readonly index?: number | undefined
  readonly file: unknown
}

export function withEntries(it: SealedMatter, ...entries: readonly Entry[]): SealedMatter {
  return { ...it, log: [...it.log, ...entries.map(newMatterEntry)] }
}

export async function currentState(
  { log }: Pick<SealedMatter, 'log'>,
  at: string,
  signed: SignedPosition,
): Promise<MatterState> {
  const { size, root } = await treeHeadInTurns(log)
  const blind = randomBytes(32).toString('base64')
  return { size: Number(size), root: root.toString('base64'), blind, at, seen: signed.size, log: signed.log }
}

/** The state of an empty slot. A matter begins with it, so that its proof shows nothing came before. */
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

/** `blind`: 32 bytes in base64. */
export const emptyCommitment = (blind: string): Buffer =>
  commitmentOf({ size: 0, root: emptyRoot.toString('base64'), blind })

export const recipientKeys = ({ cleared, recovery }: Pick<SealedMatter, 'cleared' | 'recovery'>): Buffer[] =>
  [...cleared.map(({ publicKey }) => publicKey), recovery].map((key) => Buffer.from(key, 'base64'))

/**
 * A leaf of the matter's own Merkle tree (RFC 6962) has a random id, so that another entry's path does not reveal this one.
 */
export type MatterEntry = { readonly id: string; readonly entry: Entry }

type MatterTreeHead = { readonly size: bigint; readonly root: Buffer }

export const newMatterEntry = (entry: Entry): MatterEntry => ({
  id: randomBytes(idBytes).toString('base64url'),
  entry,
})

/** A log of thousands of entries is hashed at each write, so each entry's hash is kept. */
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

/** Sizes must not decrease. @throws RangeError if one exceeds the log */
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

const entriesPerTurn = 256

export async function treeHeadInTurns(log: readonly MatterEntry[]): Promise<MatterTreeHead> {
  const edge = new TreeEdge()
  for (let at = 0; at < log.length; at += entriesPerTurn) {
    for (const one of log.slice(at, at + entriesPerTurn)) edge.append(hashMatterEntry(one))
    await new Promise<void>((done) => setImmediate(done))
  }
  return { size: BigInt(log.length), root: edge.root() }
}

/** RFC 6962 section 2.1.1: from the leaf up, in the tree of the first `size` entries. */
export function pathOf(log: readonly MatterEntry[], index: number, size: number): Buffer[] {
  const hashes = log.slice(0, size).map(hashMatterEntry)
  return pathRanges(BigInt(index), [0n, BigInt(size)]).map(([from, until]) => {
    const edge = new TreeEdge()
    edge.append(Buffer.concat(hashes.slice(Number(from), Number(until))))
    return edge.root()
  })
}

/** As strict as for the main log. @throws MalformedError */
export function readMatterEntry(sent: { readonly id: string; readonly entry: unknown }): MatterEntry {
  return { id: sent.id, entry: readEntry(canonicalEntry(sent.entry as Entry)) }
}

export const hasAcknowledged = (
  { cleared }: Pick<SealedMatter, 'cleared'>,
  { accountId }: Pick<StaffActor, 'accountId'>,
) => cleared.some(({ account, boundAt }) => account === accountId && boundAt !== undefined)
