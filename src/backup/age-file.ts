import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { Decrypter, Encrypter, type Recipient, Stanza } from 'age-encryption'
import { BackupError } from './backup-error.ts'

// The payload of an age file (age-encryption.org/v1, "STREAM"): chunks of 64 KiB, each sealed by ChaCha20-Poly1305 under its
// number and whether it is the last. Why not by the library that does the header: its cipher is JavaScript, and takes three to
// seven times as long (decision 49).
const chunkBytes = 65_536
const tagBytes = 16
const payloadNonceBytes = 16
const cipher = 'chacha20-poly1305'

/** Yields the nonce first. */
async function* sealPayload(fileKey: Uint8Array, plain: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const nonce = randomBytes(payloadNonceBytes)
  yield nonce
  const key = payloadKey(fileKey, nonce)
  let number = 0
  let waiting: Buffer | undefined
  // Why one late: only the end shows which chunk is the last.
  for await (const chunk of inChunks(plain, chunkBytes)) {
    if (waiting !== undefined) yield sealChunk(key, number++, waiting, false)
    waiting = chunk
  }
  yield sealChunk(key, number, waiting ?? Buffer.alloc(0), true)
}

/** Gives out a chunk only once it is known to be intact and in its place. @throws BackupError `damaged`, `not-whole` */
async function* openPayload(fileKey: Uint8Array, sealed: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let key: Buffer | undefined
  let number = 0
  let waiting: Buffer | undefined
  for await (const chunk of inChunks(sealed, chunkBytes + tagBytes, payloadNonceBytes)) {
    if (key === undefined) {
      if (chunk.length < payloadNonceBytes) throw notWhole()
      key = payloadKey(fileKey, chunk)
      continue
    }
    if (waiting !== undefined)
      yield openChunk(key, number++, waiting, false) ?? refuse(key, number - 1, waiting)
    waiting = chunk
  }
  if (key === undefined || waiting === undefined) throw notWhole()
  const last = openChunk(key, number, waiting, true)
  // The file was cut where a chunk ends: the chunk is good, and not the last one.
  if (last === undefined) throw openChunk(key, number, waiting, false) ? notWhole() : cutOrDamaged(waiting)
  yield last
}

function refuse(key: Buffer, number: number, chunk: Buffer): never {
  // The last chunk is not at the end: something was added after it.
  if (openChunk(key, number, chunk, true) !== undefined) {
    throw new BackupError('damaged', `something was added behind the end of this backup: ${useAnother}`)
  }
  throw damagedSomewhere(`about ${Math.floor((number * chunkBytes) / 2 ** 20)} MiB in`)
}

function cutOrDamaged(chunk: Buffer): BackupError {
  return chunk.length < chunkBytes + tagBytes ? notWhole() : damagedSomewhere('at its end')
}

const useAnother = 'use another backup, or another copy of this one'

function damagedSomewhere(where: string): BackupError {
  return new BackupError('damaged', `this backup is damaged ${where}: ${useAnother}`)
}

export function notWhole(): BackupError {
  return new BackupError(
    'not-whole',
    `this backup is damaged at its end, or the end is missing: ${useAnother}`,
  )
}

function payloadKey(fileKey: Uint8Array, nonce: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', fileKey, nonce, 'payload', 32))
}

function chunkNonce(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  // 2^48 chunks are 16 EiB.
  nonce.writeUIntBE(number, 5, 6)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

function sealChunk(key: Buffer, number: number, chunk: Buffer, isLast: boolean): Buffer {
  const sealing = createCipheriv(cipher, key, chunkNonce(number, isLast), { authTagLength: tagBytes })
  return Buffer.concat([sealing.update(chunk), sealing.final(), sealing.getAuthTag()])
}

/** Undefined where it is not the chunk of that number under that key. */
function openChunk(key: Buffer, number: number, sealed: Buffer, isLast: boolean): Buffer | undefined {
  const size = sealed.length - tagBytes
  // Only an empty payload has an empty chunk.
  if (size < 0 || (size === 0 && number > 0)) return undefined
  const opening = createDecipheriv(cipher, key, chunkNonce(number, isLast), { authTagLength: tagBytes })
  opening.setAuthTag(sealed.subarray(size))
  const opened = opening.update(sealed.subarray(0, size))
  try {
    opening.final()
    return opened
  } catch {
    return undefined
  }
}

/** Pieces of one size, except the last, and the first where `firstSize` differs. Copies what it keeps. */
async function* inChunks(
  source: AsyncIterable<Uint8Array>,
  size: number,
  firstSize = size,
): AsyncGenerator<Buffer> {
  let wanted = firstSize
  let chunk = Buffer.allocUnsafe(wanted)
  let filled = 0
  for await (const piece of source) {
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + wanted - filled)
      chunk.set(part, filled)
      filled += part.length
      at += part.length
      if (filled < wanted) continue
      yield chunk
      wanted = size
      chunk = Buffer.allocUnsafe(wanted)
      filled = 0
    }
  }
  if (filled > 0) yield chunk.subarray(0, filled)
}

/** Hostile: our headers have a few hundred bytes, so a longer one is not ours. */
const mostHeaderBytes = 8192
const emptyPayloadBytes = payloadNonceBytes + 16

/** Anyone can read the `open` words in the header (each without blanks), and no one without the key can change them. */
export async function* sealFile(
  plain: AsyncIterable<Uint8Array>,
  { recipient, open }: { readonly recipient: string; readonly open: readonly string[] },
): AsyncGenerator<Buffer> {
  let fileKey: Uint8Array | undefined
  const words: Recipient = {
    wrapFileKey(key) {
      fileKey = Uint8Array.from(key)
      return [new Stanza([...open], new Uint8Array())]
    },
  }
  const encrypter = new Encrypter()
  encrypter.addRecipient(words)
  encrypter.addRecipient(recipient)
  // Why seal nothing: the library makes the header, and its payload is dropped.
  const nothing = await encrypter.encrypt(new Uint8Array())
  if (fileKey === undefined) throw new Error('age made no file key')
  yield Buffer.from(nothing.subarray(0, nothing.length - emptyPayloadBytes))
  yield* sealPayload(fileKey, plain)
}

export type AgeFile = {
  /** Every stanza of the header that is not age's own. Untrusted until a key opens the file. */
  readonly open: readonly (readonly string[])[]
  /** Tries the key before it gives anything out. @throws BackupError `wrong-key`, `damaged`, `not-whole` */
  unseal(identity: string): Promise<AsyncGenerator<Buffer>>
}

/** Reads the header of an age file. @throws BackupError `not-a-backup`, `not-whole` */
export async function openFile(source: AsyncIterable<Uint8Array>): Promise<AgeFile> {
  const { header, rest } = await splitHeader(source)
  const stanzas = header
    .toString('latin1')
    .split('\n')
    .filter((line) => line.startsWith('-> '))
    .map((line) => line.slice('-> '.length).split(' '))
  return {
    open: stanzas.filter(([type]) => type !== 'X25519'),
    unseal: async (identity) => openPayload(await fileKeyOf(header, identity), rest),
  }
}

async function fileKeyOf(header: Buffer, identity: string): Promise<Uint8Array> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  try {
    return await decrypter.decryptHeader(header)
  } catch (error) {
    // Why by its words: the library has no other sign for it.
    if (error instanceof Error && /no identity matched/.test(error.message)) {
      throw new BackupError(
        'wrong-key',
        'this key does not open this backup: fetch the sheet that was in use when it was made',
      )
    }
    throw damagedSomewhere('at its beginning')
  }
}

async function splitHeader(
  source: AsyncIterable<Uint8Array>,
): Promise<{ header: Buffer; rest: AsyncGenerator<Uint8Array> }> {
  const pieces = source[Symbol.asyncIterator]()
  let read = Buffer.alloc(0)
  for (;;) {
    const end = endOfHeader(read)
    if (end !== undefined) return { header: read.subarray(0, end), rest: restOf(read.subarray(end), pieces) }
    const next = read.length > mostHeaderBytes ? undefined : await pieces.next()
    if (next === undefined || next.done) throw notAgeOrCut(read)
    read = Buffer.concat([read, next.value])
  }
}

const firstLine = 'age-encryption.org/v1\n'

/** After the line with the header's own check, `--- …`. */
function endOfHeader(read: Buffer): number | undefined {
  if (read.length < firstLine.length || !read.subarray(0, firstLine.length).equals(Buffer.from(firstLine))) {
    return undefined
  }
  const line = read.indexOf('\n--- ')
  const end = line < 0 ? -1 : read.indexOf('\n', line + 1)
  return end < 0 || end > mostHeaderBytes ? undefined : end + 1
}

function notAgeOrCut(read: Buffer): BackupError {
  const begins = Buffer.from(firstLine).subarray(0, read.length)
  const isCut = read.length <= mostHeaderBytes && read.subarray(0, begins.length).equals(begins)
  return isCut
    ? new BackupError(
        'not-whole',
        'this backup ends before it begins: use another copy of it, or another backup',
      )
    : new BackupError('not-a-backup', 'this is no backup of Carrel: name another file')
}

async function* restOf(first: Buffer, pieces: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (first.length > 0) yield first
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value
  } finally {
    await pieces.return?.()
  }
}
