/** An ask that cannot be read. `path` names the field, as in `[2].instrument.kind`; empty for the whole input. */
export class MalformedAsk extends Error {
  readonly code = 'malformed-ask'
  readonly path: string

  constructor(path: string, message: string) {
    super(message)
    this.name = 'MalformedAsk'
    this.path = path
  }
}

/** `[2].records[0]`, from the keys and positions that lead to a field. */
export function pathText(keys: readonly PropertyKey[]): string {
  let text = ''
  for (const key of keys) {
    if (typeof key === 'number') text += `[${key}]`
    else text += text === '' ? shown(String(key)) : `.${shown(String(key))}`
  }
  return text
}

// Hostile: a key is the asker's own text, and a terminal may show it.
function shown(key: string): string {
  return /^[^\s\p{C}"'.[\]]{1,64}$/u.test(key) ? key : JSON.stringify(key.slice(0, 64))
}
