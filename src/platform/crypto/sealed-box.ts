import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'

/*
 * Sealed to the holder of an X25519 key (RFC 7748) with its public half:
 *
 * ephemeral public key (32) | ciphertext | tag (16)
 *
 * AES-256-GCM under HKDF-SHA256 of the shared secret, with both public halves as salt and a nonce of zeros,
 * since the key is used once. It does not reveal its recipient; one to a discarded key looks like any other.
 */
export const publicBytes = 32
const tagBytes = 16
const nonce = Buffer.alloc(12)
export const sealedToBytes = (plainBytes: number): number => publicBytes + plainBytes + tagBytes

/** `to`: the raw public key, 32 bytes. `what` names the content, so that boxes cannot be exchanged. */
export function sealTo(to: Uint8Array, what: string, plain: Uint8Array): Buffer {
  const once = generateKeyPairSync('x25519')
  const from = rawPublic(once.publicKey)
  const key = sharedKey(diffieHellman({ privateKey: once.privateKey, publicKey: publicOf(to) }), from, to)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(what, 'utf8'))
  return Buffer.concat([from, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Sealed to a key that no one has. */
export function sealToNobody(what: string, plain: Uint8Array): Buffer {
  return sealTo(rawPublic(generateKeyPairSync('x25519').publicKey), what, plain)
}

/** Undefined where it is someone else's or was changed. */
export function openSealedTo(by: KeyObject, what: string, box: Uint8Array): Buffer | undefined {
  try {
    const from = box.subarray(0, publicBytes)
    const own = publicOfPrivate(by)
    const key = sharedKey(diffieHellman({ privateKey: by, publicKey: publicOf(from) }), from, own)
    const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(what, 'utf8'))
    decipher.setAuthTag(box.subarray(box.length - tagBytes))
    const plain = decipher.update(box.subarray(publicBytes, box.length - tagBytes))
    decipher.final()
    return plain
  } catch {
    return undefined
  }
}

/** An X25519 SPKI ends in the key's 32 bytes. */
export function rawPublic(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' }).subarray(-publicBytes)
}

/** Why kept: one key is tried on each of many boxes, and to derive its public half each time took a third of a try. */
const publicHalves = new WeakMap<KeyObject, Buffer>()

export function publicOfPrivate(key: KeyObject): Buffer {
  const half = publicHalves.get(key) ?? rawPublic(createPublicKey(key))
  publicHalves.set(key, half)
  // A copy, since its caller may write over it.
  return Buffer.from(half)
}

/** An X25519 PKCS #8 as Node writes it ends in the key's 32 bytes. */
export function rawPrivate(key: KeyObject): Buffer {
  return key.export({ type: 'pkcs8', format: 'der' }).subarray(-publicBytes)
}

export function privateOf(raw: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([pkcs8Head, raw]), format: 'der', type: 'pkcs8' })
}

function publicOf(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([spkiHead, raw]), format: 'der', type: 'spki' })
}

function sharedKey(secret: Buffer, from: Uint8Array, to: Uint8Array): Buffer {
  const key = Buffer.from(
    hkdfSync('sha256', secret, Buffer.concat([from, to]), 'carrel/sealed to a person/1', 32),
  )
  secret.fill(0)
  return key
}

// RFC 8410: the bytes before a key.
const spkiHead = Buffer.from('302a300506032b656e032100', 'hex')
const pkcs8Head = Buffer.from('302e020100300506032b656e04220420', 'hex')

/** AES-256-GCM with its nonce (12) before and its tag (16) after. */
export const closedOverheadBytes = 12 + 16
const gcmNonceBytes = 12
const gcmTagBytes = 16

/** `what` names the place: bytes from elsewhere do not open. */
export function closeBytes(key: Uint8Array, what: string, plain: Uint8Array): Buffer {
  const nonce = randomBytes(gcmNonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(what, 'utf8'))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Undefined where the key is another or the bytes were changed. */
export function openBytes(key: Uint8Array, what: string, closed: Uint8Array): Buffer | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, closed.subarray(0, gcmNonceBytes))
    decipher.setAAD(Buffer.from(what, 'utf8'))
    decipher.setAuthTag(closed.subarray(closed.length - gcmTagBytes))
    const plain = decipher.update(closed.subarray(gcmNonceBytes, closed.length - gcmTagBytes))
    decipher.final()
    return plain
  } catch {
    return undefined
  }
}

/** Sealed or opened at once, in under a millisecond. */
const pieceBytes = 512 * 1024
const othersFirst = () => new Promise<void>((done) => setImmediate(done))

/** Why in pieces: other requests get their turn between two. */
async function inPieces(bytes: Uint8Array, into: Buffer, pass: (piece: Uint8Array) => Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    into.set(pass(bytes.subarray(at, at + pieceBytes)), at)
    await othersFirst()
  }
}

/** `closeBytes` for many megabytes in pieces, into a buffer longer by `closedOverheadBytes`. */
export async function closeLong(
  key: Uint8Array,
  what: string,
  plain: Uint8Array,
  into: Buffer = Buffer.allocUnsafeSlow(plain.length + closedOverheadBytes),
): Promise<Buffer> {
  const nonce = randomBytes(gcmNonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(what, 'utf8'))
  into.set(nonce)
  await inPieces(plain, into.subarray(gcmNonceBytes), (piece) => cipher.update(piece))
  cipher.final()
  into.set(cipher.getAuthTag(), gcmNonceBytes + plain.length)
  return into
}

/** `openBytes` likewise. INVARIANT: nothing is returned before all of it is verified. */
export async function openLong(
  key: Uint8Array,
  what: string,
  closed: Uint8Array,
): Promise<Buffer | undefined> {
  const end = closed.length - gcmTagBytes
  const plain = Buffer.allocUnsafeSlow(Math.max(0, end - gcmNonceBytes))
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, closed.subarray(0, gcmNonceBytes))
    decipher.setAAD(Buffer.from(what, 'utf8'))
    decipher.setAuthTag(closed.subarray(end))
    await inPieces(closed.subarray(gcmNonceBytes, end), plain, (piece) => decipher.update(piece))
    decipher.final()
    return plain
  } catch {
    return undefined
  }
}

/** A length (4, big-endian) and JSON, zero-padded to `bytes`. @throws RangeError */
export function paddedJson(value: unknown, bytes: number): Buffer {
  const text = JSON.stringify(value)
  const length = Buffer.byteLength(text, 'utf8')
  if (length > bytes - 4) throw new RangeError('it is longer than its place')
  const plain = Buffer.alloc(bytes)
  plain.writeUInt32BE(length, 0)
  plain.write(text, 4, 'utf8')
  return plain
}

/** Wipes the result of `paddedJson`. */
export function wipePadded(plain: Buffer): void {
  plain.fill(0, 0, 4 + plain.readUInt32BE(0))
}

export const readPadded = (plain: Buffer): unknown =>
  JSON.parse(plain.toString('utf8', 4, 4 + plain.readUInt32BE(0)))
