import { randomBytes } from 'node:crypto'
import { Edge } from '../register/edge.ts'
import { canonicalEntry, type Entry, readEntry } from '../register/entry-form.ts'
import { leafHash } from '../register/hashing.ts'
import { idBytes } from '../register/leaf.ts'
import { pathRanges } from '../register/proof.ts'

/**
 * What happened in a compartment, entry by entry, as its own Merkle tree (RFC 6962). A leaf is the id, 16 random bytes, and the
 * entry in its one form: the id hides what an entry says from whoever is shown another one's path.
 */
export type Logged = { readonly id: string; readonly entry: Entry }

/** A tree, by its size and its root. */
export type Tree = { readonly size: bigint; readonly root: Buffer }

export const newLogged = (entry: Entry): Logged => ({ id: randomBytes(idBytes).toString('base64url'), entry })

/** Of each once: an entry is a value, and a log of thousands is hashed whole at each writing. */
const hashed = new WeakMap<Logged, Buffer>()

export function hashOfLogged(one: Logged): Buffer {
  const known = hashed.get(one)
  if (known !== undefined) return known
  const { id, entry } = one
  const hash = leafHash(
    Buffer.concat([Buffer.from(id, 'base64url'), Buffer.from(canonicalEntry(entry), 'latin1')]),
  )
  hashed.set(one, hash)
  return hash
}

/** The tree after each of these sizes, which do not fall: all of them in one go. @throws RangeError where one is greater than the log */
export function treesOf(log: readonly Logged[], sizes: readonly number[]): Tree[] {
  const edge = new Edge()
  return sizes.map((size) => {
    if (size > log.length) throw new RangeError(`the log of a compartment ends before ${size}`)
    for (let next = Number(edge.size); next < size; next++) edge.append(hashOfLogged(log[next] as Logged))
    return { size: BigInt(size), root: edge.root() }
  })
}

export const treeOf = (log: readonly Logged[]): Tree => treesOf(log, [log.length])[0] as Tree

/** So many entries are hashed in one go. */
const fewEntries = 256

/** The same while others are served. */
export async function treeInTurns(log: readonly Logged[]): Promise<Tree> {
  const edge = new Edge()
  for (let at = 0; at < log.length; at += fewEntries) {
    for (const one of log.slice(at, at + fewEntries)) edge.append(hashOfLogged(one))
    await new Promise<void>((done) => setImmediate(done))
  }
  return { size: BigInt(log.length), root: edge.root() }
}

/** The path of an entry in the tree of the first `size`, from the leaf up (RFC 6962 section 2.1.1). */
export function pathOf(log: readonly Logged[], index: number, size: number): Buffer[] {
  const hashes = log.slice(0, size).map(hashOfLogged)
  return pathRanges(BigInt(index), [0n, BigInt(size)]).map(([from, until]) => {
    const edge = new Edge()
    edge.append(Buffer.concat(hashes.slice(Number(from), Number(until))))
    return edge.root()
  })
}

/** An entry that came from a file: read as strictly as any of the register's. @throws Malformed */
export function readLogged(sent: { readonly id: string; readonly entry: unknown }): Logged {
  return { id: sent.id, entry: readEntry(canonicalEntry(sent.entry as Entry)) }
}
