import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { csvLine } from '../../src/platform/csv.ts'
import { borrowerNumbers, inTheClear, leftOut, linked, sealed } from './canaries.ts'

// Two exports of Koha that hold every canary, the second after the person has changed.

type Fields = Readonly<Record<string, string>>

const of = (column: string, at: number) => sealed[column]?.[at] ?? ''
const [number = '', childsNumber = ''] = borrowerNumbers

const items: readonly Fields[] = Array.from({ length: 8 }, (_, at) => ({
  itemnumber: String(at + 1),
  barcode: `3700000000000${at}`,
  biblionumber: String(at + 1),
  title: at === 0 ? inTheClear['the title of a book'] : `Kolache ${at}`,
  author: '',
  itemlost: '0',
}))

function borrowers(changed: boolean): readonly Fields[] {
  const person: Fields = {
    borrowernumber: number,
    cardnumber: of('card.barcode', changed ? 1 : 0),
    surname: changed ? of('patron.name', 3) : of('patron.name', 0),
    firstname: of('patron.name', 1),
    othernames: of('patron.name', 2),
    dateofbirth: of('patron.born', 0),
    categorycode: of('patron.standing', 0),
    dateenrolled: of('patron.standing', 1),
    dateexpiry: of('patron.standing', 2),
    address: of('patron.contact', 0),
    city: of('patron.contact', 1),
    zipcode: of('patron.contact', 2),
    phone: of('patron.contact', changed ? 4 : 3),
    email: of('patron.contact', changed ? 6 : 5),
    password: leftOut.password,
    borrowernotes: leftOut.note,
  }
  const child = {
    ...person,
    borrowernumber: childsNumber,
    cardnumber: '',
    dateofbirth: of('patron.born', 1),
    guarantorid: number,
  }
  const rejected = { borrowernumber: '5', surname: '', firstname: '', address: leftOut['a rejected row'] }
  return [person, child, rejected]
}

const loan = (id: string | undefined, itemnumber: string): Fields => ({
  issue_id: id ?? '',
  borrowernumber: number,
  itemnumber,
  date_due: '2031-05-05 23:59:00',
  note: leftOut['a note on a loan'],
})

const charge = (id: string | undefined, amountoutstanding: string): Fields => ({
  ...{ accountlines_id: id ?? '', borrowernumber: number, itemnumber: '8', accounttype: 'L' },
  ...{ amountoutstanding, description: leftOut['what a charge is for'] },
})

const hold: Fields = { reserve_id: linked.hold[0] ?? '', borrowernumber: number, biblionumber: '7' }

/** Writes one of the two into a folder. */
export function writeCanaries(folder: string, changed: boolean): string {
  mkdirSync(folder, { recursive: true })
  const [kept, ended] = linked.loan
  const [owed, paid] = linked.charge
  const tables: Record<string, readonly Fields[]> = {
    borrowers: borrowers(changed),
    items,
    issues: changed ? [loan(kept, '7')] : [loan(kept, '8'), loan(ended, '7')],
    reserves: [hold],
    accountlines: changed ? [charge(owed, '4.00')] : [charge(owed, '12.00'), charge(paid, '3.00')],
  }
  for (const [table, rows] of Object.entries(tables)) {
    const header = [...new Set(rows.flatMap((row) => Object.keys(row)))]
    const lines = rows.map((row) => csvLine(header.map((column) => row[column] ?? '')))
    writeFileSync(join(folder, `${table}.csv`), [csvLine(header), ...lines].join(''))
  }
  return folder
}
