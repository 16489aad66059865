import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { BackupRefused } from './refused.ts'

/*
 * The payload of an age file (age-encryption.org/v1, "STREAM"): chunks of 64 KiB, each sealed by ChaCha20-Poly1305 under
 * its number and whether it is the last. Why here and not by the library that does the header: its cipher is
 * JavaScript, and takes three to seven times as long (decision 0062).
 */
export const chunkBytes = 65_536
const tagBytes = 16
export const payloadNonceBytes = 16
const cipher = 'chacha20-poly1305'

/** Seals what comes into the payload of an age file, nonce first. */
export async function* sealPayload(
  fileKey: Uint8Array,
  plain: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const nonce = randomBytes(payloadNonceBytes)
  yield nonce
  const key = payloadKey(fileKey, nonce)
  let number = 0
  let waiting: Buffer | undefined
  // Why one late: only at the end is it known which chunk is the last.
  for await (const chunk of inChunks(plain, chunkBytes)) {
    if (waiting !== undefined) yield sealChunk(key, number++, waiting, false)
    waiting = chunk
  }
  yield sealChunk(key, number, waiting ?? Buffer.alloc(0), true)
}

/**
 * Opens the payload of an age file. Nothing of a chunk is given on before it is known to be whole and in its place.
 * @param sealed the file after its header
 * @throws BackupRefused `damaged`, `not-whole`
 */
export async function* openPayload(
  fileKey: Uint8Array,
  sealed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
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
  // A file that ends where a chunk ends: the chunk is good, and it is not the last one.
  if (last === undefined) throw openChunk(key, number, waiting, false) ? notWhole() : cutOrDamaged(waiting)
  yield last
}

function refuse(key: Buffer, number: number, chunk: Buffer): never {
  // A last chunk that is not at the end: something was put behind it.
  if (openChunk(key, number, chunk, true) !== undefined) {
    throw new BackupRefused('damaged', `something was added behind the end of this backup: ${useAnother}`)
  }
  throw damaged(number)
}

function cutOrDamaged(chunk: Buffer): BackupRefused {
  return chunk.length < chunkBytes + tagBytes ? notWhole() : damagedSomewhere('at its end')
}

const useAnother = 'use another backup, or another copy of this one'

function damaged(number: number): BackupRefused {
  return damagedSomewhere(`about ${Math.floor((number * chunkBytes) / 2 ** 20)} MiB in`)
}

function damagedSomewhere(where: string): BackupRefused {
  return new BackupRefused('damaged', `this backup is damaged ${where}: ${useAnother}`)
}

export function notWhole(): BackupRefused {
  return new BackupRefused(
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

/** Undefined where it is not the chunk of that number, under that key. */
function openChunk(key: Buffer, number: number, sealed: Buffer, isLast: boolean): Buffer | undefined {
  const size = sealed.length - tagBytes
  // An empty chunk is there only where the whole payload is empty.
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

/** Pieces of one size, the last as long as it is; the first of another size where one is given. Copies what it keeps. */
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
