import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'

/*
 * Something sealed to the holder of an X25519 key (RFC 7748), by whoever knows its public half:
 *
 *   ephemeral public key (32) | ciphertext | tag (16)
 *
 * AES-256-GCM under HKDF-SHA256 of the shared secret, with both public halves as salt and a nonce of zeros: the key is used
 * once. Nothing in it says to whom, and one whose key was thrown away looks like any other.
 */
export const publicBytes = 32
const tagBytes = 16
const nonce = Buffer.alloc(12)
export const sealedToBytes = (plainBytes: number): number => publicBytes + plainBytes + tagBytes

/** @param to the raw public key, 32 bytes @param what binds what it is, so that one box is not taken for another */
export function sealTo(to: Uint8Array, what: string, plain: Uint8Array): Buffer {
  const once = generateKeyPairSync('x25519')
  const from = rawPublic(once.publicKey)
  const key = sharedKey(diffieHellman({ privateKey: once.privateKey, publicKey: publicOf(to) }), from, to)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(what, 'utf8'))
  return Buffer.concat([from, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** The same sealed to a key that nobody has: of random bytes that nobody knows. */
export function sealToNobody(what: string, plain: Uint8Array): Buffer {
  return sealTo(rawPublic(generateKeyPairSync('x25519').publicKey), what, plain)
}

/** What is in it, or undefined where it is another's, or was changed. */
export function openSealedTo(by: KeyObject, what: string, box: Uint8Array): Buffer | undefined {
  try {
    const from = box.subarray(0, publicBytes)
    const own = rawPublic(createPublicKey(by))
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

/** An X25519 SPKI ends in the key's own 32 bytes. */
export function rawPublic(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' }).subarray(-publicBytes)
}

/** The public half, 32 bytes, of a private key. */
export const publicOfPrivate = (key: KeyObject): Buffer => rawPublic(createPublicKey(key))

/** An X25519 PKCS #8 as Node writes it ends in the key's own 32 bytes. */
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

// RFC 8410: what stands before the 32 bytes of a key.
const spkiHead = Buffer.from('302a300506032b656e032100', 'hex')
const pkcs8Head = Buffer.from('302e020100300506032b656e04220420', 'hex')
