import { malformed } from './header.ts'

/** What stands before the rows of a table (PostgreSQL's binary form of COPY). */
const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1')
const endOfRows = -1
const nullField = -1

/**
 * Counts the rows that pass by in PostgreSQL's binary form of COPY, however they are cut into pieces, without keeping
 * them: signature, 32 bits of flags, a header extension with its length; then for each row the number of its fields
 * (16 bits) and each field's length (32 bits) and bytes; at the end −1 in place of a number.
 */
export class RowCount {
  rows = 0
  readonly #columns: number
  #expects: 'signature' | 'extension' | 'row' | 'field' | 'nothing' = 'signature'
  #fieldsLeft = 0
  /** Bytes to pass over before the next number. */
  #skip = 0
  /** The beginning of a number, or of the signature, that the last piece ended in. */
  #kept: Buffer = Buffer.alloc(0)

  constructor(columns: number) {
    this.#columns = columns
  }

  /** @throws BackupRefused `damaged` where it is no such form */
  pass(piece: Buffer): void {
    let bytes = this.#kept.length === 0 ? piece : Buffer.concat([this.#kept, piece])
    let at = 0
    for (;;) {
      const skipped = Math.min(this.#skip, bytes.length - at)
      this.#skip -= skipped
      at += skipped
      const size = this.#size()
      if (this.#skip > 0 || bytes.length - at < size) break
      if (this.#expects === 'nothing') {
        if (at < bytes.length) throw malformed('there is something behind the rows of a table')
        break
      }
      this.#read(bytes, at)
      at += size
    }
    bytes = bytes.subarray(at)
    this.#kept = bytes.length === 0 ? bytes : Buffer.from(bytes)
  }

  /** How many rows there were. @throws BackupRefused `damaged` where they have no end */
  end(): number {
    if (this.#expects !== 'nothing') throw malformed('the rows of a table have no end')
    return this.rows
  }

  #size(): number {
    switch (this.#expects) {
      case 'signature':
        return signature.length + 4
      case 'row':
        return 2
      case 'nothing':
        return 0
      default:
        return 4
    }
  }

  #read(bytes: Buffer, at: number): void {
    switch (this.#expects) {
      case 'signature':
        if (!bytes.subarray(at, at + signature.length).equals(signature)) {
          throw malformed('a table does not begin as rows do')
        }
        this.#expects = 'extension'
        return
      case 'extension':
        this.#skip = bytes.readUInt32BE(at)
        this.#expects = 'row'
        return
      case 'row':
        this.#readRow(bytes.readInt16BE(at))
        return
      case 'field':
        this.#readField(bytes.readInt32BE(at))
    }
  }

  #readRow(fields: number): void {
    if (fields === endOfRows) {
      this.#expects = 'nothing'
      return
    }
    if (fields !== this.#columns) throw malformed('a row has not the columns of its table')
    this.rows++
    this.#fieldsLeft = fields
    this.#expects = 'field'
  }

  #readField(length: number): void {
    if (length < nullField) throw malformed('a row has a field of no length')
    this.#skip = Math.max(0, length)
    this.#fieldsLeft--
    if (this.#fieldsLeft === 0) this.#expects = 'row'
  }
}
