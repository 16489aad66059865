import { createHash, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto'
import { MalformedError } from './malformed-error.ts'

/** Signed notes: c2sp.org/signed-note, with Ed25519 and nothing else. */
const ed25519 = 1
const keyIdBytes = 4
const publicKeyBytes = 32
const mostBytes = 1_000_000
const mostSignatures = 100
const signatureLine = /^\u2014 ([^\p{White_Space}]+) ([^\p{White_Space}]+)$/u

export type Signer = { readonly name: string; readonly privateKey: KeyObject; readonly publicKey: KeyObject }
export type Verifier = { readonly name: string; readonly keyId: number; readonly publicKey: KeyObject }
type NoteSignature = { readonly name: string; readonly keyId: number; readonly signature: Buffer }
type SignedNote = { readonly text: string; readonly signatures: readonly NoteSignature[] }

/** `text` ends with a newline. @throws MalformedError where `readNote` would not read the note back */
export function signNote(text: string, signer: Signer): string {
  const { name } = signer
  const keyId = keyIdOf(name, rawPublicKey(signer.publicKey))
  const id = Buffer.alloc(keyIdBytes)
  id.writeUInt32BE(keyId)
  const signature = Buffer.concat([id, sign(null, Buffer.from(text), signer.privateKey)])
  const note = `${text}\n\u2014 ${name} ${signature.toString('base64')}\n`
  if (readNote(Buffer.from(note)).text !== text)
    throw new MalformedError('lines', 'the text to sign is no note')
  return note
}

/** Nothing in a note counts before `openNote`. @throws MalformedError */
export function readNote(bytes: Uint8Array): SignedNote {
  if (bytes.length > mostBytes)
    throw new MalformedError('too-long', `the note is longer than ${mostBytes} bytes`)
  const note = fromUtf8(bytes, 'the note')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the format forbids
  if (/[\0-\x09\x0b-\x1f]/.test(note)) {
    throw new MalformedError('control-character', 'the note has a control character other than the newline')
  }
  if (!note.endsWith('\n'))
    throw new MalformedError('no-final-newline', 'the note does not end with a newline')
  // The text may have blank lines of its own: the last one separates it from the signatures.
  const blank = note.lastIndexOf('\n\n')
  if (blank < 0) throw new MalformedError('no-blank-line', 'the note has no blank line before its signatures')
  const lines = note
    .slice(blank + 2)
    .split('\n')
    .slice(0, -1)
  if (lines.length === 0) throw new MalformedError('no-signature', 'the note has no signature')
  if (lines.length > mostSignatures) {
    throw new MalformedError('too-long', `the note has more than ${mostSignatures} signatures`)
  }
  return { text: note.slice(0, blank + 1), signatures: distinct(lines.map(readSignature)) }
}

/** The text, once the signature is verified. @throws MalformedError `signature-missing`, `signature-wrong`, or as `readNote` */
export function openNote(bytes: Uint8Array, verifier: Verifier): string {
  const { text, signatures } = readNote(bytes)
  const ours = signatures.find(({ name, keyId }) => name === verifier.name && keyId === verifier.keyId)
  if (ours === undefined) {
    throw new MalformedError('signature-missing', `the note is not signed by the key ${keyLabel(verifier)}`)
  }
  if (!verify(null, Buffer.from(text), verifier.publicKey, ours.signature)) {
    throw new MalformedError(
      'signature-wrong',
      `the signature of ${keyLabel(verifier)} does not fit the note`,
    )
  }
  return text
}

/** `name+hash+base64`, one line. */
export function verifierKey(name: string, publicKey: KeyObject): string {
  return verifierKeyOf(name, rawPublicKey(publicKey))
}

/** `raw` is the 32 bytes of the public key. */
export function verifierKeyOf(name: string, raw: Uint8Array): string {
  checkKeyName(name)
  const typed = Buffer.concat([Buffer.of(ed25519), raw])
  return `${name}+${hex(keyIdOf(name, raw))}+${typed.toString('base64')}`
}

/** Reads `name+hash+base64`. @throws MalformedError */
export function readVerifierKey(text: string): Verifier {
  // Base64 may have pluses and a name has none: the first two separate the fields.
  const [, name = '', id = '', key = ''] = /^([^+]*)\+([^+]*)\+(.*)$/su.exec(text) ?? []
  if (name === '') throw new MalformedError('key-form', 'a public key is written name+hash+base64')
  checkKeyName(name)
  if (!/^[0-9a-f]{8}$/.test(id))
    throw new MalformedError('key-id', 'the hash in a public key has 8 hex digits')
  const typed = fromBase64(key, 'the public key')
  if (typed[0] !== ed25519) throw new MalformedError('key-algorithm', 'the public key is not an Ed25519 key')
  const raw = typed.subarray(1)
  if (raw.length !== publicKeyBytes)
    throw new MalformedError('key-form', 'an Ed25519 public key has 32 bytes')
  const keyId = keyIdOf(name, raw)
  if (hex(keyId) !== id)
    throw new MalformedError('key-id', 'the hash in the public key is not of this name and key')
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' })
  refuseBorrowedOrigin(name, publicKey)
  return { name, keyId, publicKey }
}

/**
 * INVARIANT: no key has another key's origin, or someone who has a fingerprint could make a key by that name and a log
 * that it signed. Names of another form belong to examples, not to libraries.
 */
function refuseBorrowedOrigin(name: string, publicKey: KeyObject): void {
  if (!isOrigin(name) || name === originOf(publicKey)) return
  throw new MalformedError('origin', `the key is not the one whose register is ${name}`)
}

export function verifierOf(signer: { readonly name: string; readonly publicKey: KeyObject }): Verifier {
  return readVerifierKey(verifierKey(signer.name, signer.publicKey))
}

function readSignature(line: string): NoteSignature {
  const [, name, encoded] = signatureLine.exec(line) ?? []
  if (name === undefined || encoded === undefined) {
    throw new MalformedError('signature-line', `this is no signature line: ${JSON.stringify(line)}`)
  }
  checkKeyName(name)
  const bytes = fromBase64(encoded, `the signature of ${name}`)
  if (bytes.length <= keyIdBytes)
    throw new MalformedError('signature-line', `the signature of ${name} is empty`)
  return { name, keyId: bytes.readUInt32BE(0), signature: bytes.subarray(keyIdBytes) }
}

/** Stricter than the format: programs would disagree on which of two signatures of one key counts. */
function distinct(signatures: NoteSignature[]): NoteSignature[] {
  const seen = new Set<string>()
  for (const signature of signatures) {
    const label = keyLabel(signature)
    if (seen.has(label))
      throw new MalformedError('signature-repeated', `the note is signed twice by ${label}`)
    seen.add(label)
  }
  return signatures
}

function checkKeyName(name: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the format forbids
  if (!/^[^+\p{White_Space}\0-\x1f]+$/u.test(name)) {
    throw new MalformedError(
      'key-name',
      `${JSON.stringify(name)} cannot name a key: no space, no plus, not empty`,
    )
  }
}

/** Canonical UTF-8; a byte order mark is kept. @throws MalformedError */
export function fromUtf8(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new MalformedError('not-utf8', `${what} is not UTF-8`)
  }
}

function keyIdOf(name: string, rawKey: Uint8Array): number {
  const named = Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(ed25519), rawKey])
  return hash('sha256', named, 'buffer').readUInt32BE(0)
}

/** Its 32 bytes. */
export function rawPublicKey(publicKey: KeyObject): Buffer {
  const { crv, x } = publicKey.export({ format: 'jwk' })
  if (crv !== 'Ed25519' || x === undefined)
    throw new MalformedError('key-algorithm', 'the key is not an Ed25519 key')
  return Buffer.from(x, 'base64url')
}

function keyLabel(key: { readonly name: string; readonly keyId: number }): string {
  return `${key.name}+${hex(key.keyId)}`
}

function hex(keyId: number): string {
  return keyId.toString(16).padStart(8, '0')
}

/** A log's name: `carrel/` and 16 hex digits of its key, so it is unique and survives a change of the library's name. */
export function originOf(publicKey: KeyObject): string {
  const der = publicKey.export({ type: 'spki', format: 'der' })
  return `carrel/${createHash('sha256').update(der).digest('hex').slice(0, 16)}`
}

function isOrigin(name: string): boolean {
  return /^carrel\/[0-9a-f]{16}$/.test(name)
}

/** RFC 4648, section 4. Hostile: Node ignores stray characters and missing padding, so only canonical text is accepted. */
export function fromBase64(text: string, what: string): Buffer {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') !== text) throw new MalformedError('base64', `${what} is not canonical Base64`)
  return bytes
}
