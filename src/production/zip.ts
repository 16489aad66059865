import { crc32 } from 'node:zlib'

/** A file of an archive: its name, ASCII, and its bytes. */
export type Packed = { readonly name: string; readonly bytes: Buffer }

const localSign = 0x04034b50
const centralSign = 0x02014b50
const endSign = 0x06054b50
/** 1 January 1980, the first day that the form knows: no file says when it was made. */
const noDay = 0x21
const version = 20

/**
 * An archive that every computer opens: ZIP (PKWARE APPNOTE 6.3), each file stored as it is. Compression would be of little
 * use, and its length would tell of what is inside.
 */
export function zipOf(files: readonly Packed[]): Buffer {
  const parts: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { name, bytes } of files) {
    const head = headerOf(name, bytes)
    const local = Buffer.concat([uint32(localSign), uint16(version), head, Buffer.from(name, 'ascii')])
    central.push(
      Buffer.concat([
        ...[uint32(centralSign), uint16(version), uint16(version), head],
        // No comment, one disk, no attributes.
        ...[uint16(0), uint16(0), uint16(0), uint32(0), uint32(offset)],
        Buffer.from(name, 'ascii'),
      ]),
    )
    parts.push(local, bytes)
    offset += local.length + bytes.length
  }
  const list = Buffer.concat(central)
  const count = uint16(files.length)
  const end = [
    uint32(endSign),
    uint16(0),
    uint16(0),
    count,
    count,
    uint32(list.length),
    uint32(offset),
    uint16(0),
  ]
  return Buffer.concat([...parts, list, ...end])
}

/** What stands the same before a file and in the list at the end. */
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
