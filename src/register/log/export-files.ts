import { type Checkpoint, openCheckpoint } from './checkpoint.ts'
import { leafBytes } from './leaf.ts'
import { MalformedError } from './malformed-error.ts'
import type { Verifier } from './note.ts'
import { type HashTile, hashBytes, includes, proveInclusion, tilePath, tileWidth } from './tree.ts'

/** An export of the register, as a folder of files (FORMAT.md, "An export"). */
export type LogFiles = {
  /** Reads up to `target.length` bytes from a file's beginning. Returns how many; undefined where the file is missing. */
  read(path: string, target: Uint8Array): Promise<number | undefined>
}

export type FaultCode =
  | 'checkpoint'
  | 'against'
  | 'missing'
  | 'entry'
  | 'tile'
  /** Entries and tiles agree with each other, and not with the signed root. */
  | 'root'
  /** An earlier log is not the one that its successor names. */
  | 'past'
  /** The older checkpoint is not a beginning of this register: it was rewritten, or cut back. */
  | 'rewritten'

/** The first fault. `message` is one sentence; `entry` is the bad entry's index. */
export type ExportFault = {
  readonly code: FaultCode
  readonly message: string
  readonly path?: string
  readonly entry?: bigint
}

export class ExportFaultError extends Error {
  readonly fault: ExportFault
  constructor(fault: ExportFault) {
    super(fault.message)
    this.fault = fault
  }
}

export const exportFault = (
  code: FaultCode,
  message: string,
  where: Pick<ExportFault, 'path' | 'entry'> = {},
): ExportFaultError => new ExportFaultError({ code, message, ...where })

const maxCheckpointBytes = 1_000_001

export class ExportTiles {
  readonly files: LogFiles
  readonly checkpoint: Checkpoint

  constructor(files: LogFiles, checkpoint: Checkpoint) {
    this.files = files
    this.checkpoint = checkpoint
  }

  /** Returns how many bytes were read. @throws ExportFaultError where the file is missing */
  async read(path: string, target: Uint8Array): Promise<number> {
    const read = await this.files.read(path, target)
    if (read === undefined) throw exportFault('missing', `${path} is missing`, { path })
    return read
  }

  async hashes(tile: HashTile): Promise<Buffer> {
    const bytes = tile.width * hashBytes
    const path = tilePath(tile)
    const target = Buffer.allocUnsafe(bytes + 1)
    const read = await this.read(path, target)
    if (read !== bytes)
      throw exportFault('tile', `${path} does not have the ${bytes} bytes of its hashes`, { path })
    return target.subarray(0, bytes)
  }

  /** Whether a tile of leaf hashes is the signed one: its first leaf's audit path holds all the others. */
  async leadsToRoot(tile: { index: bigint; width: number }, hashes: Buffer): Promise<boolean> {
    const index = tile.index * BigInt(tileWidth)
    const read = async (wanted: HashTile) =>
      wanted.level === 0 && wanted.index === tile.index ? hashes : this.hashes(wanted)
    const proof = await proveInclusion(index, this.checkpoint.size, read)
    return includes({ hash: hashes.subarray(0, hashBytes), index }, this.checkpoint, proof)
  }
}

export async function readCheckpointFile(files: LogFiles): Promise<Uint8Array> {
  const target = Buffer.alloc(maxCheckpointBytes)
  const read = await files.read('checkpoint', target)
  if (read === undefined)
    throw exportFault('missing', 'the file checkpoint is missing', { path: 'checkpoint' })
  return target.subarray(0, read)
}

/** Whether a program that treats files as text has changed this one. */
export const hasCrlf = (text: string): boolean => text.includes('\r\n')

/** Follows the file's name in a sentence. */
export const crlfMessage =
  'has the line ends of Windows (CRLF): a program changed it on its way. Ask for the export again, packed into one file'

/** @throws ExportFaultError where the key did not sign the checkpoint */
export function openExportCheckpoint(note: Uint8Array, verifier: Verifier): Checkpoint {
  try {
    return openCheckpoint(note, verifier)
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error
    const why = hasCrlf(Buffer.from(note).toString('latin1')) ? `it ${crlfMessage}` : error.message
    throw exportFault('checkpoint', `the checkpoint of this export is not good: ${why}`, {
      path: 'checkpoint',
    })
  }
}

/** The last whole day of a public export, `YYYY-MM-DD`, and the library's time zone. */
export type PublicExportEnd = { readonly day: string; readonly timeZone: string }

/** This file makes an export a public one (FORMAT.md, "A public export"). */
export const publicEndFile = 'public-export'
/** The one leaf in a public export: the open leaf of a log that follows another. */
export const firstLeafFile = 'first-leaf'

const head = 'carrel public export 1'
const form = new RegExp(`^${head}\n(\\d{4}-\\d\\d-\\d\\d)\n([A-Za-z0-9_+/-]{1,64})\n$`)
const maxPublicEndBytes = 200

export function publicEndText({ day, timeZone }: PublicExportEnd): string {
  return `${head}\n${day}\n${timeZone}\n`
}

/** Undefined where the export has leaves. Not signed, so only the export's own claim. @throws ExportFaultError if malformed */
export async function readPublicEnd(files: LogFiles): Promise<PublicExportEnd | undefined> {
  const target = Buffer.alloc(maxPublicEndBytes)
  const read = await files.read(publicEndFile, target)
  if (read === undefined) return undefined
  const text = target.toString('latin1', 0, read)
  const [, day, timeZone] = form.exec(text) ?? []
  if (day !== undefined && timeZone !== undefined && isDay(day)) return { day, timeZone }
  const why = hasCrlf(text) ? crlfMessage : 'is not in its form: the export was changed on its way'
  throw exportFault('checkpoint', `${publicEndFile} ${why}`, { path: publicEndFile })
}

/** `Date` reads `2026-02-30` as a day in March, so the text must come back unchanged. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00.000Z`)
  return text >= '0001' && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** Entry bundles: leaves in a row, each after its length as a big-endian uint16 (tlog-tiles). */
const lengthBytes = 2

/** No leaf is longer than a sealed entry's. */
const maxBundleBytes = tileWidth * (lengthBytes + leafBytes)

export function writeBundle(leaves: readonly Uint8Array[]): Buffer {
  const parts = leaves.flatMap((leaf) => {
    const length = Buffer.alloc(lengthBytes)
    length.writeUInt16BE(leaf.length)
    return [length, leaf]
  })
  return Buffer.concat(parts)
}

/** Room for one bundle at a time, reused with its views, so that a million leaves leave nothing to collect. */
export class BundleBuffer {
  /** One byte more than the largest bundle, so that a longer one is noticed. */
  readonly bytes = Buffer.alloc(maxBundleBytes + 1)
  readonly #views: Uint8Array[] = []

  /**
   * Calls `each` with every leaf of the bundle in the first `size` bytes, in order. The low byte of the length before a leaf
   * becomes the 0x00 prefix that the tree hashes, so no leaf is copied; `prefixed` is valid until the next bundle.
   * @throws MalformedError `leaf` where the bundle ends early, or continues after `count` leaves
   */
  leaves(size: number, count: number, each: (prefixed: Uint8Array, at: number) => void): void {
    let end = 0
    for (let at = 0; at < count; at++) {
      const begin = end + lengthBytes
      const length = begin > size ? 0 : this.bytes.readUInt16BE(end)
      end = begin + length
      if (end > size) throw new MalformedError('leaf', `the bundle ends within entry ${at} of its ${count}`)
      this.bytes[begin - 1] = 0
      each(this.#view(at, begin - 1, length + 1), at)
    }
    if (end !== size) throw new MalformedError('leaf', `the bundle goes on after its ${count} entries`)
  }

  #view(at: number, offset: number, length: number): Uint8Array {
    const begin = this.bytes.byteOffset + offset
    const kept = this.#views[at]
    if (kept !== undefined && kept.byteOffset === begin && kept.length === length) return kept
    const view = new Uint8Array(this.bytes.buffer, begin, length)
    this.#views[at] = view
    return view
  }
}
