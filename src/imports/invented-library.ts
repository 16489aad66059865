import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { daysBetween } from '../policy/calendar.ts'
import { csvLine } from './csv-writer.ts'
import { blockSize, daysBefore, inventBlock } from './invented-patrons.ts'
import { inventTitle } from './invented-titles.ts'
import { SeededRandom } from './seeded-random.ts'

export type LibraryToInvent = {
  readonly seed: number
  readonly patrons: number
  /** `YYYY-MM-DD`: ages, due dates and overdue loans are as of this day. */
  readonly today: string
}

/** One of Koha's tables as CSV; `lines` begins anew at each call. */
export type InventedFile = { readonly file: string; readonly lines: () => Generator<string> }

/**
 * A library that is not: patrons, families, titles, loans, holds and charges, in the CSV of Koha's own tables, so
 * that it comes in by the same way as a real one. The same seed gives the same library, of any size, and nothing
 * of it is held in memory.
 */
export function inventLibrary(library: LibraryToInvent): readonly InventedFile[] {
  return [
    { file: 'borrowers.csv', lines: () => patronLines(library) },
    { file: 'items.csv', lines: () => itemLines(library) },
    { file: 'issues.csv', lines: () => loanLines(library) },
    { file: 'reserves.csv', lines: () => holdLines(library) },
    { file: 'accountlines.csv', lines: () => chargeLines(library) },
    { file: 'old_issues.csv', lines: () => oldLoanLines(library) },
  ]
}

/** Writes the invented library to a folder, which then is an export that `carrel import koha` takes. */
export async function writeInventedLibrary(folder: string, library: LibraryToInvent): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const { file, lines } of inventLibrary(library)) {
    await pipeline(Readable.from(inChunks(lines())), createWriteStream(join(folder, file)))
  }
}

function* inChunks(lines: Iterable<string>): Generator<string> {
  let chunk = ''
  for (const line of lines) {
    chunk += line
    if (chunk.length > 65_536) {
      yield chunk
      chunk = ''
    }
  }
  yield chunk
}

function* patronLines({ seed, patrons, today }: LibraryToInvent): Generator<string> {
  let header: string[] | undefined
  for (let block = 0; block * blockSize < patrons; block++) {
    for (const { number, columns } of inventBlock(seed, block, today)) {
      if (header === undefined) {
        header = Object.keys(columns)
        yield csvLine(header)
      }
      if (number <= patrons) yield csvLine(header.map((name) => columns[name] ?? ''))
    }
  }
}

/** Items for each two patrons, and titles for each five. */
const itemsPerPair = 3
const titlesPerFive = 4

function* itemLines(library: LibraryToInvent): Generator<string> {
  const { seed, patrons, today } = library
  yield csvLine([
    ...['itemnumber', 'barcode', 'biblionumber', 'title', 'author', 'homebranch', 'itype', 'ccode'],
    ...['itemcallnumber', 'replacementprice', 'itemlost', 'damaged', 'withdrawn', 'onloan', 'paidfor'],
  ])
  const lostItems = new Set<number>()
  const dueOn = new Map<number, string>()
  // Why a loan is told before its item: what is on loan, and lost, stands in both tables.
  let told = 0
  const count = itemCount(patrons)
  for (let item = 1; item <= count; item++) {
    for (; told < patrons && told * itemsPerPair < 2 * (item + 8); told++) {
      for (const loan of loansOf(library, told + 1)) {
        dueOn.set(loan.item, loan.dueOn)
        if (loan.lost) lostItems.add(loan.item)
      }
    }
    const random = new SeededRandom(seed, 'item', item)
    const biblio = ((item - 1) % titleCount(patrons)) + 1
    const { title, author, collection, callNumber } = inventTitle(new SeededRandom(seed, 'title', biblio))
    const price = (random.whole(6, 45) + random.pick([0, 0.5, 0.95, 0.99])).toFixed(2)
    const lost = lostItems.delete(item) || random.chance(0.004)
    const damaged = random.chance(0.01)
    const paidFor = lost && random.chance(0.2) ? `Paid for by somebody ${today}` : ''
    yield csvLine([
      ...[String(item), itemBarcode(item), String(biblio), title, author, 'MAIN', 'BK'],
      ...[
        collection,
        callNumber,
        price,
        lost ? '1' : '0',
        damaged ? '1' : '0',
        '0',
        dueOn.get(item) ?? '',
        paidFor,
      ],
    ])
    dueOn.delete(item)
  }
}

const itemBarcode = (item: number) => `3${String(7_000_000_000_000 + item)}`

/** The barcodes of the first items that nobody has out: something to lend in the demonstration. */
export function itemsToLend(library: LibraryToInvent, count: number): string[] {
  const out = new Set<number>()
  for (let patron = 1; patron <= 4 * count; patron++) {
    for (const { item } of loansOf(library, patron)) out.add(item)
  }
  const numbers = Array.from({ length: 4 * count }, (_, at) => at + 1)
  return numbers
    .filter((item) => !out.has(item))
    .slice(0, count)
    .map(itemBarcode)
}

/** The cards of the first who have something overdue and a phone: somebody to call in the demonstration. */
export function cardsToCall(library: LibraryToInvent, count: number): string[] {
  const { seed, patrons, today } = library
  const blocks = Array.from({ length: Math.min(count, Math.floor(patrons / blockSize)) }, (_, at) => at)
  return blocks
    .flatMap((block) => inventBlock(seed, block, today))
    .filter(({ number, columns }) => {
      const isLate = loansOf(library, number).some(({ dueOn, lost }) => dueOn < today && !lost)
      return isLate && Boolean(columns['phone']) && Boolean(columns['cardnumber'])
    })
    .slice(0, count)
    .map(({ columns }) => columns['cardnumber'] ?? '')
}

type InventedLoan = {
  readonly id: number
  readonly patron: number
  readonly item: number
  readonly dueOn: string
  readonly lost: boolean
}

/** What a patron has out: each patron borrows from shelves of their own, so that an item is out once. */
function loansOf({ seed, patrons, today }: LibraryToInvent, patron: number): InventedLoan[] {
  const random = new SeededRandom(seed, 'loans', patron)
  const count = random.pick([0, 0, 0, 0, 1, 1, 2])
  const firstItem = Math.floor(((patron - 1) * itemsPerPair) / 2) + 1
  const lastItem = Math.floor((patron * itemsPerPair) / 2)
  return Array.from({ length: count }, (_, at) => {
    const overdue = random.chance(0.19)
    const dueOn = daysBefore(today, overdue ? random.whole(1, 60) : -random.whole(0, 21))
    const lost = overdue && random.chance(0.06)
    return { id: patron * 10 + at, patron, item: firstItem + at, dueOn, lost }
  }).filter(({ item }) => item <= lastItem && item <= itemCount(patrons))
}

function* allLoans(library: LibraryToInvent): Generator<InventedLoan> {
  for (let patron = 1; patron <= library.patrons; patron++) yield* loansOf(library, patron)
}

function* loanLines(library: LibraryToInvent): Generator<string> {
  yield csvLine([
    'issue_id',
    'borrowernumber',
    'itemnumber',
    'date_due',
    'branchcode',
    'returndate',
    'issuedate',
    'note',
  ])
  for (const { id, patron, item, dueOn } of allLoans(library)) {
    const lent = `${daysBefore(dueOn, 21)} 15:20:00`
    yield csvLine([String(id), String(patron), String(item), `${dueOn} 23:59:00`, 'MAIN', '', lent, ''])
  }
}

function* holdLines({ seed, patrons, today }: LibraryToInvent): Generator<string> {
  yield csvLine([
    'reserve_id',
    'borrowernumber',
    'reservedate',
    'biblionumber',
    'found',
    'suspend',
    'reservenotes',
  ])
  for (let patron = 1; patron <= patrons; patron++) {
    const random = new SeededRandom(seed, 'holds', patron)
    if (!random.chance(0.1)) continue
    const biblio = random.whole(1, titleCount(patrons))
    const asked = daysBefore(today, random.whole(1, 60))
    const suspended = random.chance(0.05)
    const found = suspended ? '' : random.pick(['', '', 'W', 'T', 'W'])
    const note = random.chance(0.1) ? 'for my daughter’s court date' : ''
    yield csvLine([String(patron), String(patron), asked, String(biblio), found, suspended ? '1' : '0', note])
  }
}

function* chargeLines(library: LibraryToInvent): Generator<string> {
  yield csvLine([
    'accountlines_id',
    'borrowernumber',
    'itemnumber',
    'date',
    'amount',
    'description',
    'accounttype',
    'amountoutstanding',
  ])
  for (const { id, patron, item, dueOn, lost } of allLoans(library)) {
    if (dueOn >= library.today) continue
    const random = new SeededRandom(library.seed, 'charge', id)
    const overdueDays = daysBetween(dueOn, library.today)
    const amount = lost ? random.whole(700, 4500) : Math.min(1000, overdueDays * 10)
    const money = `${(amount / 100).toFixed(2)}0000`
    const description = `The item that is out, ${dueOn}`
    const who = [String(patron), String(item), library.today, money, description]
    yield csvLine([String(id * 10), ...who, lost ? 'L' : 'FU', money])
    if (random.chance(0.15))
      yield csvLine([String(id * 10 + 1), ...who, 'M', `${random.whole(1, 12)}.000000`])
    if (random.chance(0.2)) {
      yield csvLine([
        String(id * 10 + 2),
        String(patron),
        '',
        library.today,
        '-2.000000',
        '',
        'Pay',
        '0.000000',
      ])
    }
  }
}

/** Loans that ended, which an import leaves out. */
function* oldLoanLines({ seed, patrons, today }: LibraryToInvent): Generator<string> {
  yield csvLine(['issue_id', 'borrowernumber', 'itemnumber', 'date_due', 'returndate'])
  for (let patron = 1; patron <= patrons; patron++) {
    const random = new SeededRandom(seed, 'old loans', patron)
    const returned = daysBefore(today, random.whole(1, 1000))
    const item = String(random.whole(1, itemCount(patrons)))
    yield csvLine([String(patron), String(patron), item, `${returned} 23:59:00`, `${returned} 11:02:00`])
  }
}

function itemCount(patrons: number): number {
  return Math.ceil((patrons * itemsPerPair) / 2)
}

function titleCount(patrons: number): number {
  return Math.ceil((patrons * titlesPerFive) / 5)
}
