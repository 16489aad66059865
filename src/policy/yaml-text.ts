import { type Document, isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments } from 'yaml'
import { MalformedAsk, pathText } from './malformed.ts'

const deepest = 40

type Walk = { readonly document: Document; nodesLeft: number }

/**
 * The plain values of a YAML stream, one a document. Read by YAML 1.2's core schema whatever the stream declares,
 * so a date stays text and `yes` is no boolean. Throws MalformedAsk for a syntax error, a tag that the core schema
 * lacks, a key given twice, and for aliases that stand for more than the text could hold.
 */
export function readYaml(text: string): unknown[] {
  const documents = parse(text)
  // Hostile: a few lines with aliases can stand for millions of nodes; without them a node takes a character.
  const nodesLeft = text.length + 1_000
  return documents.map((document, index) => {
    const at = documents.length === 1 ? [] : [index]
    const fault = document.errors[0] ?? document.warnings[0]
    if (fault !== undefined) {
      const line = fault.linePos?.[0].line
      const where = line === undefined ? '' : `line ${line}: `
      throw new MalformedAsk(pathText(at), `${where}${fault.message.split('\n')[0] ?? 'not YAML'}`)
    }
    return plain(document.contents, at, { document, nodesLeft })
  })
}

function parse(text: string): readonly Document[] {
  try {
    return parseAllDocuments(text, {
      version: '1.2',
      schema: 'core',
      merge: false,
      resolveKnownTags: false,
      // Why: found while walking, where the path of the key is known.
      uniqueKeys: false,
      logLevel: 'silent',
    })
  } catch (error) {
    // Hostile: nesting deep enough exhausts the parser's stack.
    if (error instanceof RangeError) throw new MalformedAsk('', 'nested too deeply to be an ask')
    throw error
  }
}

function plain(node: Node | null, at: readonly (string | number)[], walk: Walk): unknown {
  if (walk.nodesLeft-- <= 0 || at.length > deepest) {
    throw new MalformedAsk(pathText(at.slice(0, 6)), 'larger than it can sensibly be')
  }
  if (node === null) return null
  if (isAlias(node)) return plain(node.resolve(walk.document) ?? null, at, walk)
  if (isScalar(node)) return node.value
  if (isSeq(node)) return node.items.map((item, index) => plain(item as Node, [...at, index], walk))
  if (!isMap(node)) throw new MalformedAsk(pathText(at), 'neither a value, a list nor a mapping')
  const entries = new Map<string, unknown>()
  for (const pair of node.items) {
    const key = plain(pair.key as Node, at, walk)
    if (typeof key !== 'string') throw new MalformedAsk(pathText(at), 'a key here is not a word')
    const here = [...at, key]
    if (entries.has(key)) throw new MalformedAsk(pathText(here), 'this key is given twice')
    entries.set(key, plain(pair.value as Node | null, here, walk))
  }
  // Why: fromEntries defines keys, so that `__proto__` is a key like any other.
  return Object.fromEntries(entries)
}
