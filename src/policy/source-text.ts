import { type Document, isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments } from 'yaml'
import type { z } from 'zod'

/** How the program recognizes its own errors. Why here too: policy/ imports nothing of ours. */
const carrelError = Symbol.for('carrel.error')

/** `path` names the field, such as `[2].instrument.kind`; empty for the whole input. */
export class MalformedAskError extends Error {
  readonly [carrelError] = true
  readonly code = 'malformed-ask'
  readonly path: string

  constructor(path: string, message: string) {
    super(message)
    this.name = 'MalformedAskError'
    this.path = path
  }
}

export function pathText(keys: readonly PropertyKey[]): string {
  let text = ''
  for (const key of keys) {
    if (typeof key === 'number') text += `[${key}]`
    else text += text === '' ? printableKey(String(key)) : `.${printableKey(String(key))}`
  }
  return text
}

// Hostile: the requester writes the keys, and a terminal may show them.
function printableKey(key: string): string {
  return /^[^\s\p{C}"'.[\]]{1,64}$/u.test(key) ? key : JSON.stringify(key.slice(0, 64))
}

/** Names the file, the line if known, and what to fix. */
export class PackError extends Error {
  readonly [carrelError] = true
  readonly code = 'pack-refused'
  readonly file: string
  readonly line: number | undefined

  constructor(file: string, line: number | undefined, message: string) {
    super(`${file}${line === undefined ? '' : `:${line}`}: ${message}`)
    this.name = 'PackError'
    this.file = file
    this.line = line
  }
}

type Frame = { readonly keys: Set<string> | null; key: string; index: number }

/**
 * Null if the text is not JSON. Throws MalformedAskError for a duplicate key, which `JSON.parse` would silently settle.
 */
export function readJson(text: string): { value: unknown } | null {
  const first = /^[\s\ufeff]*([[{])/.exec(text)
  if (first === null) return null
  try {
    const value: unknown = JSON.parse(text)
    refuseDuplicateKeys(text)
    return { value }
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** Token by token, so that deep nesting cannot exhaust the stack. */
function refuseDuplicateKeys(text: string): void {
  const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g
  const open: Frame[] = []
  let expectKey = false
  for (let token = tokens.exec(text); token !== null; token = tokens.exec(text)) {
    const found = token[0]
    const frame = open.at(-1)
    if (found === '{') {
      open.push({ keys: new Set(), key: '', index: 0 })
      expectKey = true
    } else if (found === '[') {
      open.push({ keys: null, key: '', index: 0 })
      expectKey = false
    } else if (found === '}' || found === ']') {
      open.pop()
      expectKey = false
    } else if (found === ',' && frame !== undefined) {
      frame.index++
      expectKey = frame.keys !== null
    } else if (found === ':') {
      expectKey = false
    } else if (expectKey && frame?.keys) {
      const key: unknown = JSON.parse(found)
      frame.key = String(key)
      if (frame.keys.has(frame.key)) throw new MalformedAskError(pathOf(open), 'this key is given twice')
      frame.keys.add(frame.key)
    }
  }
}

function pathOf(open: readonly Frame[]): string {
  return pathText(open.map((frame) => (frame.keys === null ? frame.index : frame.key)))
}

const deepest = 40

type Walk = { readonly document: Document; nodesLeft: number }

/**
 * One value for each document of a YAML stream, always by YAML 1.2's core schema: a date stays text, and `yes` is not a
 * boolean. Throws MalformedAskError for syntax errors, unknown tags, duplicate keys, and aliases that expand too far.
 */
export function readYaml(text: string): unknown[] {
  const documents = parse(text)
  // Hostile: a few lines of aliases can expand to millions of nodes; without aliases, each node takes a character.
  const nodesLeft = text.length + 1_000
  return documents.map((document, index) => {
    const at = documents.length === 1 ? [] : [index]
    const fault = document.errors[0] ?? document.warnings[0]
    if (fault !== undefined) {
      const line = fault.linePos?.[0].line
      const where = line === undefined ? '' : `line ${line}: `
      throw new MalformedAskError(pathText(at), `${where}${fault.message.split('\n')[0] ?? 'not YAML'}`)
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
      // Why: `plain` finds duplicates where the key's path is known.
      uniqueKeys: false,
      logLevel: 'silent',
    })
  } catch (error) {
    // Hostile: deep nesting exhausts the parser's stack.
    if (error instanceof RangeError) throw new MalformedAskError('', 'nested too deeply to be an ask')
    throw error
  }
}

function plain(node: Node | null, at: readonly (string | number)[], walk: Walk): unknown {
  if (walk.nodesLeft-- <= 0 || at.length > deepest) {
    throw new MalformedAskError(pathText(at.slice(0, 6)), 'larger than it can sensibly be')
  }
  if (node === null) return null
  if (isAlias(node)) return plain(node.resolve(walk.document) ?? null, at, walk)
  if (isScalar(node)) return node.value
  if (isSeq(node)) return node.items.map((item, index) => plain(item as Node, [...at, index], walk))
  if (!isMap(node)) throw new MalformedAskError(pathText(at), 'neither a value, a list nor a mapping')
  const entries = new Map<string, unknown>()
  for (const pair of node.items) {
    const key = plain(pair.key as Node, at, walk)
    if (typeof key !== 'string') throw new MalformedAskError(pathText(at), 'a key here is not a word')
    const here = [...at, key]
    if (entries.has(key)) throw new MalformedAskError(pathText(here), 'this key is given twice')
    entries.set(key, plain(pair.value as Node | null, here, walk))
  }
  // Why: fromEntries defines keys, so `__proto__` is a key like any other.
  return Object.fromEntries(entries)
}

export function readPackYaml(file: string, text: string): unknown[] {
  try {
    return readYaml(text)
  } catch (error) {
    throw new PackError(file, undefined, error instanceof Error ? error.message : String(error))
  }
}

/** One YAML document of this shape. Throws PackError, naming the key. */
export function readShaped<T>(file: string, text: string, shape: z.ZodType<T>): T {
  const documents = readPackYaml(file, text)
  const result = shape.safeParse(documents.length === 1 ? documents[0] : undefined)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const at = pathText(issue?.path ?? [])
  throw new PackError(
    file,
    undefined,
    `${at === '' ? '' : `${at}: `}${issue?.message ?? 'not as it must be'}`,
  )
}
