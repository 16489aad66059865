import { MalformedAsk, pathText } from './malformed.ts'

type Frame = { readonly keys: Set<string> | null; key: string; index: number }

/**
 * JSON's value, or null where the text is no JSON (it may be YAML then). Throws MalformedAsk where an object has
 * the same key twice, which `JSON.parse` would settle silently by the last one.
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

/** Walks text that is known to be JSON, one token at a time, so that no depth of nesting can exhaust the stack. */
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
      if (frame.keys.has(frame.key)) throw new MalformedAsk(pathOf(open), 'this key is given twice')
      frame.keys.add(frame.key)
    }
  }
}

function pathOf(open: readonly Frame[]): string {
  return pathText(open.map((frame) => (frame.keys === null ? frame.index : frame.key)))
}
