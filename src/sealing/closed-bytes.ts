import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** AES-256-GCM with the nonce (12) before and the tag (16) behind: so much is added. */
export const closedMore = 12 + 16
const nonceBytes = 12
const tagBytes = 16

/** @param what binds what it is: bytes of another place do not open */
export function closeBytes(key: Uint8Array, what: string, plain: Uint8Array): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(what, 'utf8'))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Undefined where the key is another's, or the bytes were changed. */
export function openBytes(key: Uint8Array, what: string, closed: Uint8Array): Buffer | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, closed.subarray(0, nonceBytes))
    decipher.setAAD(Buffer.from(what, 'utf8'))
    decipher.setAuthTag(closed.subarray(closed.length - tagBytes))
    const plain = decipher.update(closed.subarray(nonceBytes, closed.length - tagBytes))
    decipher.final()
    return plain
  } catch {
    return undefined
  }
}

/** So many bytes are sealed or opened in one go, which takes less than a millisecond. */
const pieceBytes = 512 * 1024
const othersFirst = () => new Promise<void>((done) => setImmediate(done))

/** Puts what a cipher gives into place piece by piece. Why in pieces: whoever else is served meanwhile has their turn between two. */
async function inPieces(bytes: Uint8Array, into: Buffer, pass: (piece: Uint8Array) => Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    into.set(pass(bytes.subarray(at, at + pieceBytes)), at)
    await othersFirst()
  }
}

/** `closeBytes` for many megabytes, while others are served, into its place, which is longer by `closedMore`. */
export async function closeLong(
  key: Uint8Array,
  what: string,
  plain: Uint8Array,
  into: Buffer = Buffer.allocUnsafeSlow(plain.length + closedMore),
): Promise<Buffer> {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(what, 'utf8'))
  into.set(nonce)
  await inPieces(plain, into.subarray(nonceBytes), (piece) => cipher.update(piece))
  cipher.final()
  into.set(cipher.getAuthTag(), nonceBytes + plain.length)
  return into
}

/** `openBytes` likewise. INVARIANT: nothing of it is given back before all of it is known to be unchanged. */
export async function openLong(
  key: Uint8Array,
  what: string,
  closed: Uint8Array,
): Promise<Buffer | undefined> {
  const end = closed.length - tagBytes
  const plain = Buffer.allocUnsafeSlow(Math.max(0, end - nonceBytes))
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, closed.subarray(0, nonceBytes))
    decipher.setAAD(Buffer.from(what, 'utf8'))
    decipher.setAuthTag(closed.subarray(end))
    await inPieces(closed.subarray(nonceBytes, end), plain, (piece) => decipher.update(piece))
    decipher.final()
    return plain
  } catch {
    return undefined
  }
}

/** JSON behind its length (4, big-endian), then zeros, so that the bytes are always as many. @throws RangeError */
export function paddedJson(value: unknown, bytes: number): Buffer {
  const text = JSON.stringify(value)
  const length = Buffer.byteLength(text, 'utf8')
  if (length > bytes - 4) throw new RangeError('it is longer than its place')
  const plain = Buffer.alloc(bytes)
  plain.writeUInt32BE(length, 0)
  plain.write(text, 4, 'utf8')
  return plain
}

/** Wipes what `paddedJson` made: the rest of it is zeros. */
export function wipePadded(plain: Buffer): void {
  plain.fill(0, 0, 4 + plain.readUInt32BE(0))
}

export const readPadded = (plain: Buffer): unknown =>
  JSON.parse(plain.toString('utf8', 4, 4 + plain.readUInt32BE(0)))
