import { crc32 } from 'node:zlib'

/** The name is ASCII. */
export type ZipEntry = { readonly name: string; readonly bytes: Buffer }

const localSign = 0x04034b50
const centralSign = 0x02014b50
const endSign = 0x06054b50
/** January 1, 1980, the format's first day: files do not say when they were made. */
const noDay = 0x21
const version = 20

/** ZIP (PKWARE APPNOTE 6.3), stored: a compressed length would reveal something of the content. */
export function zipOf(files: readonly ZipEntry[]): Buffer {
  const zip = new ZipParts()
  return Buffer.concat([...files.map((file) => zip.file(file)), zip.end()])
}

/** The same in parts, for a file that is sent while it is made. At most 65,535 files and 4 GB. */
export class ZipParts {
  readonly #central: Buffer[] = []
  #offset = 0

  file({ name, bytes }: ZipEntry): Buffer {
    const head = headerOf(name, bytes)
    const local = Buffer.concat([uint32(localSign), uint16(version), head, Buffer.from(name, 'ascii')])
    this.#central.push(
      Buffer.concat([
        ...[uint32(centralSign), uint16(version), uint16(version), head],
        // No comment, one disk, no attributes.
        ...[uint16(0), uint16(0), uint16(0), uint32(0), uint32(this.#offset)],
        Buffer.from(name, 'ascii'),
      ]),
    )
    this.#offset += local.length + bytes.length
    return Buffer.concat([local, bytes])
  }

  end(): Buffer {
    const list = Buffer.concat(this.#central)
    const count = uint16(this.#central.length)
    const end = [uint32(endSign), uint16(0), uint16(0), count, count]
    return Buffer.concat([list, ...end, uint32(list.length), uint32(this.#offset), uint16(0)])
  }
}

/** Shared by the local and the central header. */
function headerOf(name: string, bytes: Buffer): Buffer {
  const size = uint32(bytes.length)
  return Buffer.concat([
    // No flags; stored; no time, no day.
    ...[uint16(0), uint16(0), uint16(0), uint16(noDay)],
    ...[uint32(crc32(bytes)), size, size, uint16(name.length), uint16(0)],
  ])
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
