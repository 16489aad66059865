/** The files of a ZIP archive whose files are stored as they are, by the list at its end. */
export function filesOfZip(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  const count = zip.readUInt16LE(end + 10)
  const files = new Map<string, Buffer>()
  let at = zip.readUInt32LE(end + 16)
  for (let nth = 0; nth < count; nth++) {
    const [length, nameLength] = [zip.readUInt32LE(at + 24), zip.readUInt16LE(at + 28)]
    const local = zip.readUInt32LE(at + 42)
    const name = zip.toString('ascii', at + 46, at + 46 + nameLength)
    const begins = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    if (zip.toString('ascii', local + 30, local + 30 + nameLength) !== name)
      throw new Error(`${name} is elsewhere`)
    files.set(name, zip.subarray(begins, begins + length))
    at += 46 + nameLength
  }
  return files
}
