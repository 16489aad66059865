import { packToFollow } from '../ask/index.ts'
import {
  circulationCsv,
  circulationOfYear,
  type DispositionReport,
  dispositionReport,
  dispositionsOfYear,
  type PublishedCount,
  type PublishedMonth,
  reportsWords,
  type YearStatistics,
} from '../circulation/index.ts'
import { systemClock } from '../platform/clock.ts'
import { formatsOf } from '../platform/i18n/language.ts'
import { readPolicy, withLibraryOrDemo } from './library.ts'
import { defaultPackFolder, printUsageError, readCommandLine, writeOutput } from './terminal.ts'

const circulationCommand = 'carrel report circulation'

export async function circulation(args: string[], usage: string): Promise<number> {
  const asked = readCirculationOptions(args, usage)
  if (typeof asked === 'number') return asked
  return withLibraryOrDemo(circulationCommand, async ({ database }) => {
    const today = new Date().toISOString().slice(0, 10)
    const statistics = await circulationOfYear(database.app, asked.year, today)
    if (asked.csv !== undefined) return writeCsv(asked.csv, circulationCsv(statistics))
    console.log(asked.json ? JSON.stringify(plain(statistics), null, 2) : text(statistics))
    return 0
  })
}

const readCirculationOptions = (args: string[], usage: string) =>
  readCommandLine(args, {
    name: circulationCommand,
    usage,
    options: {
      year: { type: 'string' },
      csv: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
    asks(values) {
      const { year, csv, json } = values
      if (year !== undefined && !/^\d{4}$/.test(year)) return '--year: give a year, as 2026'
      if (csv === '') return '--csv: name a file'
      return csv !== undefined && json ? '--csv and --json: choose one of them' : values
    },
  })

function writeCsv(path: string, content: string): number {
  if (!writeOutput({ command: circulationCommand, option: '--csv', path }, content)) return 2
  console.log(`${path} is written.`)
  return 0
}

const number = (published: PublishedCount) =>
  (published === null ? '–' : published.toLocaleString('en-US')).padStart(9)

function text({ year, months, bands }: YearStatistics): string {
  if (months.length === 0) return `No statistics for ${year} yet: a month is published after it ends.`
  const line = (name: string, of: (month: PublishedMonth) => PublishedCount) =>
    `${name.padEnd(14)}${months.map((month) => number(of(month))).join('')}`
  return [
    `Circulation statistics for ${year}. A dash is a number that is left out, because a small number could point to one person.`,
    `${' '.repeat(14)}${months.map(({ month }) => month.padStart(9)).join('')}`,
    line('all', ({ returns }) => returns),
    ...bands.map((band) => line(band, (month) => month.ofBand(band))),
    line('no age given', ({ untold }) => untold),
  ].join('\n')
}

/** For programs; `null` is left out. */
function plain({ year, months }: YearStatistics) {
  return {
    year,
    months: months.map(({ month, returns, untold, bands, collections, ofBand, ofCollection, cell }) => ({
      month,
      returns,
      noAgeTold: untold,
      ages: Object.fromEntries(bands.map((band) => [band, ofBand(band)])),
      collections: Object.fromEntries(collections.map((name) => [name, ofCollection(name)])),
      cells: bands.flatMap((age) =>
        collections.map((collection) => ({ age, collection, returns: cell(age, collection) })),
      ),
    })),
  }
}

const disposalCommand = 'carrel report disposal'

export async function disposal(args: string[], usage: string): Promise<number> {
  const asked = readDisposalOptions(args, usage)
  if (typeof asked === 'number') return asked
  return withLibraryOrDemo(disposalCommand, async ({ database }) => {
    const pack = await packToFollow(database.app, readPolicy(asked.pack))
    const today = systemClock(pack.timeZone).today()
    const { months } = await dispositionsOfYear(database.app, asked.month.slice(0, 4), today)
    const cut = months.find(({ month }) => month === asked.month)
    if (cut === undefined) {
      console.log(`Nothing is counted for ${asked.month}: a month is told once it is over.`)
      return 0
    }
    const reports = reportsWords({ pack, language: 'en' })
    const formats = formatsOf({ language: 'en' })
    const report = dispositionReport({
      pack,
      cut,
      today,
      language: 'en',
      words: reports.disposal,
      told: formats,
    })
    if (report === undefined) {
      printUsageError(
        disposalCommand,
        `--pack: ${pack.id} names no schedule (disposal), so there is no report`,
      )
      return 2
    }
    return asked.pdf === undefined ? print(report) : writePdf(asked.pdf, report)
  })
}

const readDisposalOptions = (args: string[], usage: string) =>
  readCommandLine(args, {
    name: disposalCommand,
    usage,
    options: {
      month: { type: 'string', default: '' },
      pdf: { type: 'string' },
      pack: { type: 'string', default: defaultPackFolder },
    },
    asks(values) {
      if (!/^\d{4}-(?:0[1-9]|1[0-2])$/.test(values.month)) return '--month: give a month, as 2026-10'
      return values.pdf === '' ? '--pdf: name a file' : values
    },
  })

function print({ title, intro, rows, facts }: DispositionReport): number {
  const lines = rows.map(
    ([series = '', what = '', many = '']) => `  ${many.padStart(14)}  ${what}: ${series}`,
  )
  console.log([title, intro, ...lines, ...facts.map(([what, says]) => `${what}: ${says}`)].join('\n'))
  return 0
}

async function writePdf(path: string, report: DispositionReport): Promise<number> {
  // biome-ignore lint/style/noRestrictedImports: by its file, since the typesetter that it loads is large
  const { dispositionPdf } = await import('../circulation/disposition-figures.ts')
  const pdf = await dispositionPdf(report)
  if (!writeOutput({ command: disposalCommand, option: '--pdf', path }, pdf)) return 2
  console.log(`${path} is written.`)
  return 0
}

const usage = `Usage: carrel report circulation [--year YYYY] [--csv FILE | --json]
       carrel report disposal --month YYYY-MM [--pdf FILE] [--pack DIR]

Reports that name no one.

  circulation    circulation statistics for a year: returns by month, age and collection. A dash is a number that is
                 left out, because a small number could point to one person
  disposal       records disposition report: how many links between patrons and items were anonymized in a month,
                 under the schedule of the pack
  --year YYYY    the year (default: the newest with published numbers)
  --csv FILE     write it to a file as a table, for a spreadsheet
  --json         print it as JSON
  --month M      the month, as 2026-10
  --pdf FILE     write the report to sign and file`

const commands: Readonly<Record<string, (args: string[], usage: string) => Promise<number>>> = {
  circulation,
  disposal,
}

export async function run(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(usage)
    return 0
  }
  const [what = '', ...rest] = args
  const command = Object.hasOwn(commands, what) ? commands[what] : undefined
  if (command === undefined) {
    printUsageError('carrel report', 'say what to report: circulation or disposal')
    return 2
  }
  return command(rest, usage)
}
