import { createCipheriv, hash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { type Entry, readEntry } from './entry-form.ts'
import { overflowKeyOf, someRandom, unseal } from './entry-keys.ts'
import { bodyBytes, nonceBytes } from './leaf.ts'
import { Malformed } from './malformed.ts'

/** How the body holds the entry. The smallest that fits is used. */
const plain = 0
const deflated = 1
const aside = 2

const bodyHeadBytes = 3
const bodyRoom = bodyBytes - bodyHeadBytes
const overflowUnit = 1024
/** Hostile: a deflated body could claim to be endless. No entry comes near this. */
const mostEntryBytes = 64 * 1024

/** `overflow-uncalled`: a second part beside an entry that has none. */
export type BodyRefused = 'damaged' | 'overflow-missing' | 'overflow-damaged' | 'overflow-uncalled'

/** The body that is sealed into the leaf, and what does not fit into it, sealed already. */
export function layOut(text: Buffer, entryKey: Buffer): { body: Buffer; overflow?: Buffer } {
  if (text.length <= bodyRoom) return { body: padded(plain, text) }
  const small = deflateRawSync(text)
  if (small.length <= bodyRoom) return { body: padded(deflated, small) }
  const overflow = sealOverflow(text, entryKey)
  return { body: padded(aside, hash('sha256', overflow, 'buffer')), overflow }
}

function padded(form: number, content: Buffer): Buffer {
  const body = Buffer.allocUnsafe(bodyBytes)
  body[0] = form
  body.writeUInt16BE(content.length, 1)
  content.copy(body, bodyHeadBytes)
  return body.fill(0, bodyHeadBytes + content.length)
}

/** The entry in an opened body. */
export function readBody(
  body: Buffer,
  entryKey: Uint8Array,
  overflow: Uint8Array | undefined,
): { readonly entry: Entry } | { readonly refused: BodyRefused } {
  const end = bodyHeadBytes + body.readUInt16BE(1)
  if (end > body.length || body.subarray(end).some((byte) => byte !== 0)) return { refused: 'damaged' }
  const content = body.subarray(bodyHeadBytes, end)
  if (body[0] !== aside && overflow !== undefined) return { refused: 'overflow-uncalled' }
  try {
    switch (body[0]) {
      case plain:
        return { entry: readEntry(content.toString('latin1')) }
      case deflated:
        return { entry: readEntry(inflated(content)) }
      case aside: {
        if (overflow === undefined) return { refused: 'overflow-missing' }
        const text = openOverflow(overflow, content, entryKey)
        return text === undefined ? { refused: 'overflow-damaged' } : { entry: readEntry(text) }
      }
      default:
        return { refused: 'damaged' }
    }
  } catch (error) {
    if (error instanceof Malformed || (error as NodeJS.ErrnoException).code?.startsWith('Z_')) {
      return { refused: 'damaged' }
    }
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return { refused: 'damaged' }
    throw error
  }
}

/** @throws Malformed where something follows the compressed entry: it would be a second text for it */
function inflated(content: Buffer): string {
  const options = { maxOutputLength: mostEntryBytes, info: true }
  const { buffer, engine } = inflateRawSync(content, options) as unknown as {
    buffer: Buffer
    engine: { bytesWritten: number }
  }
  if (engine.bytesWritten !== content.length) throw new Malformed('entry', 'something follows the entry')
  return buffer.toString('latin1')
}

/** The entry's length, the entry, and zeros up to a whole number of KiB; sealed under a key of its own. */
function sealOverflow(text: Buffer, entryKey: Buffer): Buffer {
  const body = Buffer.alloc(Math.ceil((4 + text.length) / overflowUnit) * overflowUnit)
  body.writeUInt32BE(text.length, 0)
  text.copy(body, 4)
  const nonce = someRandom(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', overflowKeyOf(entryKey), nonce)
  return Buffer.concat([nonce, cipher.update(body), cipher.final(), cipher.getAuthTag()])
}

function openOverflow(overflow: Uint8Array, digest: Buffer, entryKey: Uint8Array): string | undefined {
  if (!hash('sha256', overflow, 'buffer').equals(digest)) return undefined
  const nonce = overflow.subarray(0, nonceBytes)
  const body = unseal(overflow.subarray(nonceBytes), overflowKeyOf(entryKey), nonce, new Uint8Array())
  if (body === undefined || body.length < 4) return undefined
  const end = 4 + body.readUInt32BE(0)
  if (body.length !== Math.ceil(end / overflowUnit) * overflowUnit) return undefined
  if (body.subarray(end).some((byte) => byte !== 0)) return undefined
  return body.toString('latin1', 4, end)
}
