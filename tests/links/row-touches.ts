import type { WalRecord } from './wal.ts'

/** A transaction did something to a row. */
export type Touch = {
  readonly xid: number
  readonly table: string
  /** The row's first column, a uuid in hex, where it is known: of every row that came about within the log. */
  readonly row: string | undefined
  readonly how: 'insert' | 'update' | 'delete' | 'lock'
  /** What of the row the record holds: all of a new one, or what of a changed one differs. */
  readonly data: Buffer
}

/** Follows the rows of these tables, by their file numbers, through the log. Give it every record, in order. */
export class RowTouches {
  readonly #tables: ReadonlyMap<number, string>
  /** The rows by where they lie: file, page, place. */
  readonly #rows = new Map<string, string>()

  constructor(tables: ReadonlyMap<number, string>) {
    this.#tables = tables
  }

  of(record: WalRecord): Touch[] {
    const [block] = record.blocks
    const table = block && this.#tables.get(block.file)
    if (block === undefined || table === undefined) return []
    const { xid, main } = record
    const operation = record.info & 0x70
    const touch = (how: Touch['how'], row: string | undefined, data: Buffer = empty): Touch[] => [
      { xid, table, row, how, data },
    ]
    if (record.manager === heap && operation === 0x00) {
      const row = rowOf(block.data)
      this.#put(block, main.readUInt16LE(0), row)
      return touch('insert', row, block.data)
    }
    if (record.manager === heap && operation === 0x10) {
      return touch('delete', this.#get(block, main.readUInt16LE(4)))
    }
    if (record.manager === heap && (operation === 0x20 || operation === 0x40)) {
      const from = record.blocks[1] ?? block
      const row = this.#get(from, main.readUInt16LE(4))
      this.#put(block, main.readUInt16LE(12), row)
      return touch('update', row, block.data)
    }
    if (record.manager === heap && operation === 0x60) {
      return touch('lock', this.#get(block, main.readUInt16LE(4)))
    }
    return []
  }

  #put({ file, block }: { file: number; block: number }, place: number, row: string | undefined): void {
    if (row !== undefined) this.#rows.set(`${file} ${block} ${place}`, row)
  }

  #get({ file, block }: { file: number; block: number }, place: number): string | undefined {
    return this.#rows.get(`${file} ${block} ${place}`)
  }
}

const heap = 10
const empty = Buffer.alloc(0)

/** A new row's first column: after its short header come the nulls' bits, padding, and the columns. */
function rowOf(data: Buffer): string | undefined {
  if (data.length < 5) return undefined
  const start = 5 + data.readUInt8(4) - 23
  return data.length < start + 16 ? undefined : data.toString('hex', start, start + 16)
}
