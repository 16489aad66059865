import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { systemClock } from '../clock.ts'
import { writeRefusal } from '../imports/write-refusal.ts'
import { cutReport } from '../kits/cut-report.ts'
import type { DisposalReport } from '../kits/disposal-report.ts'
import { disposalOf } from '../reports/disposal.ts'
import { reportsWords } from '../web/words/reports.ts'
import { formatsOf } from '../web/words/told.ts'
import { complain, misasked } from './complain.ts'
import { defaultPackFolder } from './decide.ts'
import { readPolicy } from './pack-option.ts'
import { withLibrary } from './register-library.ts'

const command = 'carrel report disposal'

/** `carrel report disposal`: what was cut in a month, under the schedule of the pack. */
export async function disposal(args: string[], usage: string): Promise<number> {
  const asked = readAsked(args)
  if (typeof asked === 'string') {
    misasked(command, asked, usage)
    return 2
  }
  const pack = readPolicy(asked.pack)
  if (typeof pack === 'string') {
    complain(command, { code: 'pack-refused', message: pack })
    return 2
  }
  const today = systemClock(pack.timeZone).today()
  return withLibrary(command, async ({ database }) => {
    const { months } = await disposalOf(database.app, asked.month.slice(0, 4), today)
    const cut = months.find(({ month }) => month === asked.month)
    if (cut === undefined) {
      console.log(`Nothing is counted for ${asked.month}: a month is told once it is over.`)
      return 0
    }
    const reports = reportsWords({ pack, language: 'en' })
    const told = formatsOf({ language: 'en' })
    const report = cutReport({ pack, cut, today, language: 'en', words: reports.disposal, told })
    if (report === undefined) {
      misasked(command, `--pack: ${pack.id} names no schedule (disposal), so there is no report`)
      return 2
    }
    return asked.pdf === undefined ? print(report) : write(asked.pdf, report)
  })
}

function readAsked(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        month: { type: 'string', default: '' },
        pdf: { type: 'string' },
        pack: { type: 'string', default: defaultPackFolder },
      },
    })
    if (!/^\d{4}-(?:0[1-9]|1[0-2])$/.test(values.month)) return '--month: give a month, as 2026-10'
    if (values.pdf === '') return '--pdf: name a file'
    return values
  } catch (error) {
    return (error as Error).message
  }
}

function print({ title, intro, rows, facts }: DisposalReport): number {
  const lines = rows.map(
    ([series = '', what = '', many = '']) => `  ${many.padStart(14)}  ${what}: ${series}`,
  )
  console.log([title, intro, ...lines, ...facts.map(([what, says]) => `${what}: ${says}`)].join('\n'))
  return 0
}

async function write(path: string, report: DisposalReport): Promise<number> {
  // Why only here: the typesetter is large, and nothing else of this command needs it.
  const { disposalPdf } = await import('../kits/disposal-report.ts')
  const pdf = await disposalPdf(report)
  try {
    writeFileSync(path, pdf)
  } catch (error) {
    complain(command, { code: 'cannot-write', message: `--pdf: ${path} ${writeRefusal(error)}` })
    return 2
  }
  console.log(`${path} is written.`)
  return 0
}
