import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { MonthTold, Told } from '../circulation/month-told.ts'
import { writeRefusal } from '../imports/write-refusal.ts'
import { circulationCsv, circulationOf, type YearTold } from '../reports/circulation.ts'
import { complain, misasked } from './complain.ts'
import { withLibrary } from './register-library.ts'

const command = 'carrel report circulation'

/** `carrel report circulation`: what came back in a year. */
export async function circulation(args: string[], usage: string): Promise<number> {
  const asked = readAsked(args)
  if (typeof asked === 'string') {
    misasked(command, asked, usage)
    return 2
  }
  return withLibrary(command, async ({ database }) => {
    const today = new Date().toISOString().slice(0, 10)
    const told = await circulationOf(database.app, asked.year, today)
    if (asked.csv !== undefined) return write(asked.csv, circulationCsv(told))
    console.log(asked.json ? JSON.stringify(plain(told), null, 2) : text(told))
    return 0
  })
}

function readAsked(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        year: { type: 'string' },
        csv: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const { year, csv, json } = values
    if (year !== undefined && !/^\d{4}$/.test(year)) return '--year: give a year, as 2026'
    if (csv === '') return '--csv: name a file'
    if (csv !== undefined && json) return '--csv and --json: choose one of them'
    return { year, csv, json }
  } catch (error) {
    return (error as Error).message
  }
}

function write(path: string, content: string): number {
  try {
    writeFileSync(path, content)
  } catch (error) {
    complain(command, { code: 'cannot-write', message: `--csv: ${path} ${writeRefusal(error)}` })
    return 2
  }
  console.log(`${path} is written.`)
  return 0
}

const number = (told: Told) => (told === null ? '–' : told.toLocaleString('en-US')).padStart(9)

function text({ year, months, bands }: YearTold): string {
  if (months.length === 0) return `Nothing is counted for ${year} yet: a month is told once it is over.`
  const line = (name: string, of: (month: MonthTold) => Told) =>
    `${name.padEnd(14)}${months.map((month) => number(of(month))).join('')}`
  return [
    `What came back in ${year}. A dash is a number that is left out: few is as good as a name.`,
    `${' '.repeat(14)}${months.map(({ month }) => month.padStart(9)).join('')}`,
    line('all', ({ returns }) => returns),
    ...bands.map((band) => line(band, (month) => month.ofBand(band))),
    line('no age told', ({ untold }) => untold),
  ].join('\n')
}

/** As a program may read it; `null` is left out. */
function plain({ year, months }: YearTold) {
  return {
    year,
    months: months.map((told) => ({
      ...{ month: told.month, returns: told.returns, noAgeTold: told.untold },
      ages: Object.fromEntries(told.bands.map((band) => [band, told.ofBand(band)])),
      collections: Object.fromEntries(
        told.collections.map((collection) => [collection, told.ofCollection(collection)]),
      ),
      cells: told.bands.flatMap((age) =>
        told.collections.map((collection) => ({ age, collection, returns: told.cell(age, collection) })),
      ),
    })),
  }
}
