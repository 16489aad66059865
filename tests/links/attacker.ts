import type { LinkKey } from '../../src/platform/crypto/field.ts'
import { linkToken } from '../../src/platform/crypto/link-keys.ts'
import { readLeaf } from '../../src/register/log/leaf.ts'
import { openEntry } from '../../src/register/log/sealed-entry.ts'
import { heapRows } from './heap-pages.ts'
import { mailIdIn, ownerTokenIn } from './row-columns.ts'
import { RowTouches, type Touch } from './row-touches.ts'
import { type Found, Needles, sealedIn } from './sealed-scan.ts'
import { type WalRecord, walRecords } from './wal.ts'

/** All that somebody has who holds the data folder, every backup that is kept, and every key that is there now. */
export type Loot = {
  readonly wal: { readonly folder: string; readonly from: string }
  /** Tables by the numbers of their files, and where those are. */
  readonly tables: ReadonlyMap<number, { readonly name: string; readonly path: string }>
  readonly backups: readonly Buffer[]
  readonly linkKeys: readonly LinkKey[]
  readonly otherKeys: readonly Buffer[]
  /** Of those who have what they had kept for them, as far as their keys are there: under which token, and what opens it. */
  readonly histories: readonly { readonly patron: string; readonly token: Buffer; readonly seal: Buffer }[]
  /** A token under the root key, for whatever purpose the program has one. */
  readonly rootToken: (value: string) => readonly Buffer[]
  /** Of the register's months, `YYYY-MM`. */
  readonly monthKeys: ReadonlyMap<string, Buffer>
  readonly patrons: readonly string[]
  /** What is public of items and titles. */
  readonly others: readonly PublicThing[]
}

export type PublicThing = {
  readonly id: string
  readonly priceCents?: number
  /** Where it is lent for another number of days than everything else is. */
  readonly ownLoanDays?: number
}

export type Established = {
  /** Pairs `patron other` of which the attacker is sure. */
  readonly pairs: ReadonlySet<string>
  /** Of how many rows of links they know whose they are, whether or not of what. */
  readonly rowsWithPatron: number
  /** Of how many they take more than one for it, and so say nothing: that they were misled, and not that there is nothing. */
  readonly rowsInDoubt: number
}

const linkTables = ['loan', 'hold', 'charge'] as const
const rowTables: readonly string[] = [...linkTables, 'tally_waiting', 'notice', 'history']
/** What is done to one of these right after a look is done to whoever was looked at, whatever it is. */
const lookedAtFirst: readonly string[] = ['hold', 'charge', 'notice']
const logAtOnce = 2 ** 26
/** What the attacker learned of a row that links, and of all rows that are joined to it. */
class Knowledge {
  readonly patrons = new Set<string>()
  readonly others = new Set<string>()
  joined: Knowledge | undefined

  root(): Knowledge {
    return this.joined?.root() ?? this
  }

  join(other: Knowledge): void {
    const [one, two] = [this.root(), other.root()]
    if (one === two) return
    for (const patron of two.patrons) one.patrons.add(patron)
    for (const thing of two.others) one.others.add(thing)
    two.joined = one
  }
}

type Hit = { readonly patron: string } | { readonly other: string }

/** Tries everything, and tells what came of it. */
export function attack(loot: Loot): Established {
  return new Attack(loot).run()
}

type Moment = {
  readonly xid: number
  readonly touches: Touch[]
  readonly hits: Hit[]
  readonly found: Found[]
}

class Attack {
  readonly #loot: Loot
  readonly #pairs = new Set<string>()
  readonly #rows = new Map<string, Knowledge>()
  readonly #moments = new Map<number, Moment>()
  readonly #needles = new Needles<Hit>()
  /** The rows under each token of a patron. */
  readonly #owned = new Map<string, Set<string>>()
  readonly #keys: readonly Buffer[]
  readonly #patrons: ReadonlySet<string>
  readonly #others: ReadonlySet<string>

  constructor(loot: Loot) {
    this.#loot = loot
    this.#patrons = new Set(loot.patrons)
    this.#others = new Set(loot.others.map(({ id }) => id))
    const seals = [...loot.linkKeys, ...loot.histories].map(({ seal }) => seal)
    this.#keys = [...seals, ...loot.otherKeys]
    for (const { patron, token } of loot.histories) this.#needles.add(token, { patron })
    for (const id of loot.patrons) this.#lookFor(id, { patron: id }, 'patron')
    for (const { id } of loot.others) this.#lookFor(id, { other: id }, 'other')
  }

  run(): Established {
    this.#readLog()
    this.#readTables()
    for (const backup of this.#loot.backups)
      for (const { says } of sealedIn(backup, this.#keys)) this.#told(says)
    this.#joinWithinTransactions()
    this.#joinWithNeighbours()
    this.#joinByOwners()
    this.#joinByNumbers()
    this.#joinByCounts()
    return this.#conclude()
  }

  /** An id as it is, and each token that it may have been put in its place. */
  #lookFor(id: string, stands: Hit, end: 'patron' | 'other'): void {
    this.#needles.add(Buffer.from(id.replaceAll('-', ''), 'hex'), stands)
    for (const token of this.#loot.rootToken(id)) this.#needles.add(token, stands)
    for (const key of this.#loot.linkKeys) {
      for (const table of linkTables) this.#needles.add(linkToken(key, `${table} ${end}`, id), stands)
      this.#needles.add(linkToken(key, `notice ${end}`, id), stands)
    }
  }

  #readLog(): void {
    const { wal, tables } = this.#loot
    const touches = new RowTouches(new Map([...tables].map(([file, { name }]) => [file, name])))
    let all: Buffer[] = []
    let starts: { readonly at: number; readonly moment: Moment; readonly touches: readonly Touch[] }[] = []
    // Why in pieces: years of a log are longer than a buffer can be. Each ends with a record, and a value is in one.
    const searchSealed = () => {
      for (const found of sealedIn(Buffer.concat(all), this.#keys)) {
        const start = starts[lastNotAfter(starts, found.at)]
        this.#told(found.says, start?.touches)
        start?.moment.found.push(found)
      }
      all = []
      starts = []
      at = 0
    }
    const chunks = new Map<string, { readonly moment: Moment; readonly parts: Buffer[] }>()
    let at = 0
    for (const record of walRecords(wal.folder, wal.from)) {
      if (record.xid === 0) continue
      const moment = this.#moment(record.xid)
      const touched = touches.of(record)
      moment.touches.push(...touched.filter(({ table }) => !table.startsWith('pg_toast')))
      for (const touch of touched) this.#noteOwner(touch)
      for (const { table, data, how } of touched) {
        if (!table.startsWith('pg_toast') || how !== 'insert') continue
        const chunk = chunkOf(data)
        const key = `${record.xid} ${table} ${chunk.id}`
        const kept = chunks.get(key) ?? { moment, parts: [] }
        kept.parts.push(chunk.part)
        chunks.set(key, kept)
      }
      starts.push({ at, moment, touches: touched })
      all.push(record.bytes)
      at += record.bytes.length
      if (at > logAtOnce) searchSealed()
      // Why not: a page of an index that is split is written whole, with the tokens of many rows.
      const hits = isIndexPage(record) ? [] : this.#needles.in(record.bytes)
      for (const hit of hits) this.#hit(moment, touched, hit)
    }
    searchSealed()
    // What is too long for a row is stored in pieces.
    for (const { moment, parts } of chunks.values()) {
      for (const found of sealedIn(Buffer.concat(parts), this.#keys)) moment.found.push(found)
    }
  }

  /** What of a new row is the same in others: its patron's token, and of a notice the id of its mail in every night. */
  #noteOwner({ table, row, data, how }: Touch): void {
    if (how !== 'insert' || row === undefined || !rowTables.includes(table)) return
    const token = ownerTokenIn(table, data)
    if (token !== undefined) {
      const rows = this.#owned.get(`${table} ${token}`) ?? new Set()
      this.#owned.set(`${table} ${token}`, rows.add(row))
    }
    const mail = table === 'notice' ? mailIdIn(data) : undefined
    if (mail !== undefined) this.#row(row).join(this.#row(mail))
  }

  #moment(xid: number): Moment {
    const moment = this.#moments.get(xid) ?? { xid, touches: [], hits: [], found: [] }
    this.#moments.set(xid, moment)
    return moment
  }

  /** The rows that the tables still hold, dead ones too, by the transactions that made them. */
  #readTables(): void {
    for (const { name, path } of this.#loot.tables.values()) {
      for (const { made, data } of heapRows(path)) {
        const row = rowTables.includes(name) ? data.toString('hex', 0, 16) : undefined
        const touches: Touch[] = [{ xid: made, table: name, row, how: 'insert', data }]
        for (const { says } of sealedIn(data, this.#keys)) this.#told(says, touches)
        for (const hit of this.#needles.in(data)) this.#hit(this.#moment(made), touches, hit)
      }
    }
  }

  #hit(moment: Moment, touches: readonly Touch[], hit: Hit): void {
    moment.hits.push(hit)
    for (const touch of touches) this.#learn(touch, hit)
  }

  #learn({ table, row }: Touch, hit: Hit): void {
    if (row === undefined || !rowTables.includes(table)) return
    this.#name(this.#row(row), hit)
  }

  #name(known: Knowledge, hit: Hit): void {
    if ('patron' in hit) known.patrons.add(hit.patron)
    else known.others.add(hit.other)
  }

  #row(row: string): Knowledge {
    const known = this.#rows.get(row) ?? new Knowledge()
    this.#rows.set(row, known)
    return known.root()
  }

  /** Something that was sealed, opened: a whole link, what came back, what holds a link in it, or one end of one. */
  #told(says: Found['says'], touches: readonly Touch[] = []): void {
    const { patron, item, title } = says
    const other = item ?? title
    if (typeof patron === 'string' && typeof other === 'string') this.#pairs.add(`${patron} ${other}`)
    else if (typeof other === 'string') for (const touch of touches) this.#learn(touch, { other })
    else if (typeof patron === 'string') for (const touch of touches) this.#learn(touch, { patron })
    for (const within of Object.values(says)) {
      if (typeof within === 'object' && within !== null) this.#told(within as Found['says'], touches)
    }
  }

  /** By the number of the transaction: whatever else it wrote, or locked, in the clear. */
  #joinWithinTransactions(): void {
    for (const { touches, hits } of this.#moments.values()) {
      const rows = rowsIn(touches)
      // Why also of many rows: an entry that is written with them says whose all of them are.
      for (const subject of this.#subjects(touches))
        for (const row of rows) this.#name(this.#row(row), subject)
      if (rows.length === 0 || isNightWork(touches)) continue
      const [first = new Knowledge(), ...rest] = rows.map((row) => this.#row(row))
      for (const other of rest) first.join(other)
      for (const hit of [...hits, ...this.#catalogue(touches)]) this.#name(first.root(), hit)
    }
  }

  /** Rows of patrons and of the catalogue that a transaction changed or locked. */
  #catalogue(touches: readonly Touch[]): Hit[] {
    return touches.flatMap(({ table, row }): Hit[] => {
      if (row === undefined) return []
      if (table === 'patron') return [{ patron: dashed(row) }]
      return table === 'item' || table === 'title' ? [{ other: dashed(row) }] : []
    })
  }

  /** Whom an entry that it wrote is about, where that is one. */
  #subjects(touches: readonly Touch[]): Hit[] {
    const [entry, ...more] = entriesIn(touches, this.#loot.monthKeys)
    const [patron, ...others] = entry?.subjects ?? []
    return patron === undefined || others.length + more.length > 0 ? [] : [{ patron }]
  }

  /** By the order in the log: who was looked up right before a loan, and what of the catalogue changed beside it. */
  #joinWithNeighbours(): void {
    const order = [...this.#moments.values()].filter(({ touches }) => touches.length > 0)
    order.forEach(({ touches }, at) => {
      const rows = rowsIn(touches)
      for (const entry of entriesIn(touches, this.#loot.monthKeys)) this.#readEntry(entry)
      if (rows.length === 0 || isNightWork(touches)) return
      const known = this.#row(rows[0] ?? '')
      const before = order[at - 1]?.touches ?? []
      const makes = touches.some(
        ({ table, how }) => (how === 'insert' && isLink(table)) || lookedAtFirst.includes(table),
      )
      const [entry, ...more] = entriesIn(before, this.#loot.monthKeys)
      if (makes && more.length === 0 && entry?.subjects?.length === 1)
        known.patrons.add(entry.subjects[0] ?? '')
      for (const beside of [before, order[at + 1]?.touches ?? []]) {
        const changed = this.#catalogue(beside).filter((hit) => 'other' in hit)
        if (changed.length === 1 && rowsIn(beside).length === 0)
          known.others.add((changed[0] as { other: string }).other)
      }
    })
  }

  /** By the token of the patron, which all rows of one table and night have in common, and all lines of one list. */
  #joinByOwners(): void {
    for (const rows of this.#owned.values()) {
      const each = [...rows].map((row) => this.#row(row))
      const patrons = new Set(each.flatMap((row) => (row.patrons.size === 1 ? [...row.patrons] : [])))
      const [patron, ...others] = patrons
      if (patron === undefined || others.length > 0) continue
      for (const row of each) row.patrons.add(patron)
    }
  }

  /** A register entry that names both. */
  #readEntry(entry: object): void {
    const named = JSON.stringify(entry).match(anyId) ?? []
    for (const patron of named.filter((id) => this.#patrons.has(id))) {
      for (const other of named.filter((id) => this.#others.has(id))) this.#pairs.add(`${patron} ${other}`)
    }
  }

  /** A number in the clear that only one item has: its price, or the day by which it has to be back. */
  #joinByNumbers(): void {
    const order = [...this.#moments.values()].filter(({ touches }) => touches.length > 0)
    const prices = new Map<number, string[]>()
    for (const { id, priceCents } of this.#loot.others) {
      if (priceCents !== undefined) prices.set(priceCents, [...(prices.get(priceCents) ?? []), id])
    }
    const ownDays = this.#loot.others.flatMap(({ id, ownLoanDays }) =>
      ownLoanDays === undefined ? [] : [[id, ownLoanDays] as const],
    )
    order.forEach(({ touches }, at) => {
      const [entry] = entriesIn(order[at - 1]?.touches ?? [], this.#loot.monthKeys)
      const lentOn = entry && Math.floor((Date.parse(entry.at) - Date.parse('2000-01-01')) / 86_400_000)
      for (const touch of touches.filter(({ table }) => rowTables.includes(table))) {
        for (let at = 0; at + 4 <= touch.data.length; at++) {
          for (const other of prices.get(touch.data.readInt32LE(at)) ?? []) this.#learn(touch, { other })
        }
        // Why of links alone: the days of a notice are those on which the library turns to people, whatever they have.
        if (lentOn === undefined || !isLink(touch.table)) continue
        for (const [other, days] of ownDays) {
          if (touch.data.includes(int32(lentOn + days))) this.#learn(touch, { other })
        }
      }
    })
  }

  /** By what was counted, and whose returns were counted in it: all that came back together, from one patron. */
  #joinByCounts(): void {
    let before: Readonly<Record<string, number>> = {}
    let patrons = new Set<unknown>()
    for (const { touches, hits, found } of this.#moments.values()) {
      const counted = touches.filter(({ table, how }) => table === 'tally_waiting' && how === 'delete')
      const rows = counted.map(({ row }) => (row === undefined ? new Knowledge() : this.#row(row)))
      for (const row of rows) patrons.add(row.patrons.size === 1 ? [...row.patrons][0] : row)
      const bag = found.map(({ says }) => says['items']).find((items) => typeof items === 'object')
      const after = (bag ?? before) as typeof before
      const grown = Object.keys(after).filter((item) => after[item] !== before[item])
      before = after
      const told = touches.some(({ table }) => table === 'tally_item')
      const items = [...grown, ...(told ? hits.flatMap((hit) => ('other' in hit ? hit.other : [])) : [])]
      if (items.length === 0) continue
      const [patron, ...others] = patrons
      if (typeof patron === 'string' && others.length === 0) {
        for (const item of items) this.#pairs.add(`${patron} ${item}`)
      }
      if (told) patrons = new Set()
    }
  }

  #conclude(): Established {
    const known = new Set([...this.#rows.values()].map((row) => row.root()))
    for (const { patrons, others } of known) {
      if (patrons.size !== 1) continue
      for (const patron of patrons) for (const other of others) this.#pairs.add(`${patron} ${other}`)
    }
    const rowsWithPatron = [...known].filter(({ patrons }) => patrons.size === 1).length
    const rowsInDoubt = [...known].filter(({ patrons }) => patrons.size > 1).length
    return { pairs: this.#pairs, rowsWithPatron, rowsInDoubt }
  }
}

const isLink = (table: string) => (linkTables as readonly string[]).includes(table)

function rowsIn(touches: readonly Touch[]): string[] {
  return [...new Set(touches.flatMap(({ table, row }) => (rowTables.includes(table) && row ? [row] : [])))]
}

/** Several rows of one table at once, which then say nothing of each other. */
function isNightWork(touches: readonly Touch[]): boolean {
  const rows = new Set(touches.map(({ table, how, row }) => `${table} ${how} ${row}`))
  const kinds = new Set(touches.map(({ table, how }) => `${table} ${how}`))
  return rows.size > kinds.size
}

function entriesIn(touches: readonly Touch[], monthKeys: Loot['monthKeys']) {
  return touches
    .filter(({ table, how }) => table === 'register_pending' && how === 'insert')
    .flatMap(({ data }) => {
      const from = data.indexOf(leafBegins)
      const leaf = data.subarray(from, from + leafBytes)
      const key = monthKeys.get(readLeaf(leaf).month)
      const opened = key && openEntry(leaf, key)
      return opened !== undefined && 'entry' in opened ? [opened.entry] : []
    })
}

const leafBytes = 1100
/** How every sealed leaf begins (FORMAT.md of the register). */
const leafBegins = Buffer.from('carrel\x01\x01', 'latin1')

/** Of what is done to an index, anything but the insertion of one entry (access/nbtxlog.h of PostgreSQL). */
function isIndexPage({ manager, info }: WalRecord): boolean {
  return manager === 11 && (info & 0xf0) !== 0
}

/** A piece of a long value: the value's number, the piece's, and its bytes (access/detoast.h of PostgreSQL). */
function chunkOf(data: Buffer): { readonly id: number; readonly part: Buffer } {
  const start = 5 + data.readUInt8(4) - 23
  return { id: data.readUInt32LE(start), part: data.subarray(start + 12) }
}

function lastNotAfter(starts: readonly { readonly at: number }[], at: number): number {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if ((starts[middle]?.at ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return low
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(value)
  return bytes
}

const dashed = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

const anyId = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
