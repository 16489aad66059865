import { isAscii } from 'node:buffer'
import { randomBytes } from 'node:crypto'

/*
 * `paddedJson` and `readPadded` for many megabytes, while others are served: the same bytes, written and read piece by piece.
 */

/** What is longer is written in pieces, each of which takes less than some milliseconds. */
const pieceLength = 256 * 1024
/** A string of so many bytes is taken out before the rest is read as JSON. */
const longBytes = 64 * 1024
const lengthBytes = 4
const quote = 0x22
const backslash = 0x5c
const colon = 0x3a
const othersFirst = () => new Promise<void>((done) => setImmediate(done))

/** JSON behind its length (4, big-endian), then zeros. @throws RangeError where it is longer than its place */
export async function paddedLong(value: unknown, bytes: number): Promise<Buffer> {
  const plain = Buffer.alloc(bytes)
  let at = lengthBytes
  let turned = at
  for (const piece of piecesOf(value)) {
    const length = Buffer.byteLength(piece, 'utf8')
    if (length > bytes - at) {
      plain.fill(0, 0, at)
      throw new RangeError('it is longer than its place')
    }
    at += plain.write(piece, at, 'utf8')
    if (at - turned < pieceLength) continue
    turned = at
    await othersFirst()
  }
  plain.writeUInt32BE(at - lengthBytes, 0)
  return plain
}

/** What `JSON.stringify` gives, in pieces. */
function* piecesOf(value: unknown): Generator<string> {
  const plain = hasOwnForm(value) ? value.toJSON() : value
  if (weightOf(plain) <= pieceLength) yield JSON.stringify(plain) ?? 'null'
  else if (typeof plain === 'string') yield* piecesOfText(plain)
  else if (Array.isArray(plain)) {
    for (const [nth, one] of plain.entries()) {
      yield nth === 0 ? '[' : ','
      yield* piecesOf(isLeftOut(one) ? null : one)
    }
    yield ']'
  } else {
    let before = '{'
    for (const [name, one] of Object.entries(plain as object)) {
      if (isLeftOut(one)) continue
      yield `${before}${JSON.stringify(name)}:`
      yield* piecesOf(one)
      before = ','
    }
    yield before === '{' ? '{}' : '}'
  }
}

function* piecesOfText(text: string): Generator<string> {
  yield '"'
  for (let at = 0; at < text.length; ) {
    // Why: half of a pair would be written as another sign.
    const isSplit = /[\ud800-\udbff]/.test(text[at + pieceLength - 1] ?? '')
    const end = at + pieceLength + (isSplit ? 1 : 0)
    yield JSON.stringify(text.slice(at, end)).slice(1, -1)
    at = end
  }
  yield '"'
}

const hasOwnForm = (value: unknown): value is { toJSON(): unknown } =>
  typeof (value as { readonly toJSON?: unknown } | null | undefined)?.toJSON === 'function'

const isLeftOut = (value: unknown): boolean =>
  value === undefined || typeof value === 'function' || typeof value === 'symbol'

/** About how long it is as JSON; more than a piece is not counted on. */
function weightOf(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 8
  let weight = 2
  const isList = Array.isArray(value)
  for (const name in value) {
    weight += (isList ? 1 : name.length + 4) + weightOf((value as Record<string, unknown>)[name])
    if (weight > pieceLength) break
  }
  return weight
}

/** What `paddedLong` wrote. */
export async function readPaddedLong(plain: Buffer): Promise<unknown> {
  const end = lengthBytes + plain.readUInt32BE(0)
  const mark = randomBytes(12).toString('hex')
  const rest: string[] = []
  const long: string[] = []
  let from = lengthBytes
  for (let at = lengthBytes; at < end; ) {
    const last = plain.lastIndexOf(quote, Math.min(at + longBytes, end) - 1)
    if (last >= at) {
      at = last + 1
      continue
    }
    const next = plain.indexOf(quote, at)
    if (next < 0 || next >= end) break
    if (isBareString(plain, at, next)) {
      rest.push(plain.toString('utf8', from, at), mark + long.length)
      long.push(plain.toString('latin1', at, next))
      from = next
      await othersFirst()
    }
    at = next + 1
  }
  rest.push(plain.toString('utf8', from, end))
  const read: unknown = JSON.parse(rest.join(''))
  if (long.length === 0) return read
  return putBack(read, (text) => (text.startsWith(mark) ? long[Number(text.slice(mark.length))] : undefined))
}

/**
 * Whether what stands between two quotes, with none between them, is a string without escapes, as bytes in base64 are, and no name.
 * INVARIANT: it is none where it could be what stands between two strings: after the end of one no such sign may come.
 */
function isBareString(plain: Buffer, from: number, until: number): boolean {
  const first = String.fromCharCode(plain[from] ?? 0)
  const text = plain.subarray(from, until)
  return (
    plain[from - 1] === quote &&
    plain[from - 2] !== backslash &&
    plain[until + 1] !== colon &&
    /[A-Za-z0-9+/]/.test(first) &&
    isAscii(text) &&
    !text.includes(backslash)
  )
}

function putBack(value: unknown, textFor: (mark: string) => string | undefined): unknown {
  if (typeof value === 'string') return textFor(value) ?? value
  if (typeof value !== 'object' || value === null) return value
  for (const name in value) {
    const all = value as Record<string, unknown>
    const one = all[name]
    const put = putBack(one, textFor)
    if (put !== one) all[name] = put
  }
  return value
}
