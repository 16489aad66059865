import { entryInstant } from './entry-form.ts'
import { idBytes, leafBytes } from './leaf.ts'
import { Malformed } from './malformed.ts'
import { readVerifierKey } from './note.ts'
import { readTree, type Tree, treeText } from './tree-text.ts'

/*
 * The one leaf that anyone can read: the first of a log that follows another (FORMAT.md, "A new log"). It says
 * which log it follows, how far the data reach that were put back, and what is known to be missing.
 */
export const typeOpenLeaf = 2

const magic = Buffer.from('carrel\u0001\u0002')
const idAt = magic.length
const lengthAt = idAt + idBytes
const textAt = lengthAt + 2

/** What the first leaf of a new log says. Instants are UTC, to the second. */
export type NewLogStatement = {
  /** When the new log began: the end of the gap. */
  readonly at: string
  /** From when the data are that were put back: the beginning of the gap. */
  readonly from: string
  /** The log that ended. Absent where nothing had ever been signed. */
  readonly before?: {
    /** Its public key, one line; the origin is its name. */
    readonly key: string
    /** What the data that were put back still hold of it. */
    readonly held: Tree
    /** The last checkpoint that it is known to have signed: `held`, or a later one, whose last entries are lost. */
    readonly known: Tree
  }
}

/** How many entries of the log before are known to be lost. */
export function lostEntries({ before }: NewLogStatement): bigint {
  return before === undefined ? 0n : before.known.size - before.held.size
}

/** @param id 16 random bytes. @throws Malformed `leaf` where the statement is out of form */
export function newLogLeaf(statement: NewLogStatement, id: Uint8Array): Buffer {
  const text = statementText(statement)
  const leaf = Buffer.alloc(leafBytes)
  magic.copy(leaf)
  leaf.set(id, idAt)
  leaf.writeUInt16BE(text.length, lengthAt)
  leaf.write(text, textAt, 'latin1')
  readNewLogLeaf(leaf)
  return leaf
}

/** @throws Malformed `leaf` */
export function readNewLogLeaf(leaf: Uint8Array): NewLogStatement {
  const bytes = Buffer.from(leaf.buffer, leaf.byteOffset, leaf.byteLength)
  if (bytes.length !== leafBytes || !bytes.subarray(0, magic.length).equals(magic)) {
    throw new Malformed('leaf', 'this is no open leaf')
  }
  const end = textAt + bytes.readUInt16BE(lengthAt)
  if (end > leafBytes || bytes.subarray(end).some((byte) => byte !== 0)) {
    throw new Malformed('leaf', 'the open leaf has something after its text')
  }
  const text = bytes.toString('latin1', textAt, end)
  const statement = parsed(text)
  // Hostile: another order or a space would be a second text for one statement.
  if (statement === undefined || statementText(statement) !== text) {
    throw new Malformed('leaf', 'the text of the open leaf is not in its form')
  }
  return statement
}

function parsed(text: string): NewLogStatement | undefined {
  try {
    const { at, from, key, held, known } = JSON.parse(text) as Record<string, unknown>
    if (typeof at !== 'string' || typeof from !== 'string' || !isInstant(at) || !isInstant(from))
      return undefined
    // Both are written alike, so their order as texts is their order in time.
    if (from > at) return undefined
    if (key === undefined && held === undefined && known === undefined) return { at, from }
    if (typeof key !== 'string' || typeof held !== 'string' || typeof known !== 'string') return undefined
    readVerifierKey(key)
    const before = { key, held: readTree(held), known: readTree(known) }
    return isLaterOrSame(before.known, before.held) ? { at, from, before } : undefined
  } catch (error) {
    if (error instanceof Malformed || error instanceof SyntaxError || error instanceof TypeError)
      return undefined
    throw error
  }
}

/** JSON in one line, its fields in alphabetical order, without a space. */
function statementText({ at, from, before }: NewLogStatement): string {
  if (before === undefined) return JSON.stringify({ at, from, kind: 'new-log' })
  const { key, held, known } = before
  return JSON.stringify({ at, from, held: treeText(held), key, kind: 'new-log', known: treeText(known) })
}

/** Of one size there is one tree. */
function isLaterOrSame(known: Tree, held: Tree): boolean {
  return known.size === held.size ? known.root.equals(held.root) : known.size > held.size
}

function isInstant(text: string): boolean {
  // Why four digits: beyond, an instant has a sign, and two programs write it in two ways.
  if (!/^\d{4}-/.test(text)) return false
  const time = Date.parse(text)
  return !Number.isNaN(time) && entryInstant(new Date(time)) === text
}
