import { Decrypter, Encrypter, type Recipient, Stanza } from 'age-encryption'
import { openPayload, payloadNonceBytes, sealPayload } from './age-stream.ts'
import { BackupRefused } from './refused.ts'

/** A header is a few hundred bytes. Hostile: what is longer is none of ours. */
const mostHeaderBytes = 8192
const emptyPayloadBytes = payloadNonceBytes + 16

/**
 * Seals a stream as one age file to a recipient.
 * @param open words, without blanks, that stand in the header: anybody can read them, nobody without the key change them
 */
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
  // Why of nothing: the library makes the header, and its payload is dropped.
  const nothing = await encrypter.encrypt(new Uint8Array())
  if (fileKey === undefined) throw new Error('age made no file key')
  yield Buffer.from(nothing.subarray(0, nothing.length - emptyPayloadBytes))
  yield* sealPayload(fileKey, plain)
}

export type AgeFile = {
  /** The arguments of every stanza of the header that is no recipient of age's own. Not to be believed before a key opens. */
  readonly open: readonly (readonly string[])[]
  /**
   * What is inside. The key is tried before anything is given.
   * @throws BackupRefused `wrong-key`, `damaged`, `not-whole`
   */
  unseal(identity: string): Promise<AsyncGenerator<Buffer>>
}

/**
 * Reads the header of an age file.
 * @throws BackupRefused `not-a-backup`, `not-whole`
 */
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
    // Why by the words: the library has no other sign for it.
    if (error instanceof Error && /no identity matched/.test(error.message)) {
      throw new BackupRefused(
        'wrong-key',
        'this key does not open this backup: fetch the sheet that was in use when it was made',
      )
    }
    throw new BackupRefused(
      'damaged',
      'this backup is damaged at its beginning: use another backup, or another copy of this one',
    )
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

/** Behind the line with the header's own check, `--- …`. */
function endOfHeader(read: Buffer): number | undefined {
  if (read.length < firstLine.length || !read.subarray(0, firstLine.length).equals(Buffer.from(firstLine))) {
    return undefined
  }
  const line = read.indexOf('\n--- ')
  const end = line < 0 ? -1 : read.indexOf('\n', line + 1)
  return end < 0 || end > mostHeaderBytes ? undefined : end + 1
}

function notAgeOrCut(read: Buffer): BackupRefused {
  const begins = Buffer.from(firstLine).subarray(0, read.length)
  const isCut = read.length <= mostHeaderBytes && read.subarray(0, begins.length).equals(begins)
  return isCut
    ? new BackupRefused(
        'not-whole',
        'this backup ends before it begins: use another copy of it, or another backup',
      )
    : new BackupRefused('not-a-backup', 'this is no backup of Carrel: name another file')
}

async function* restOf(first: Buffer, pieces: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (first.length > 0) yield first
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value
  } finally {
    await pieces.return?.()
  }
}
