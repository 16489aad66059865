import { misasked } from './complain.ts'
import { circulation } from './report-circulation.ts'
import { disposal } from './report-disposal.ts'

const usage = `Usage: carrel report circulation [--year YYYY] [--csv FILE | --json]
       carrel report disposal --month YYYY-MM [--pdf FILE] [--pack DIR]

Reports that name nobody.

  circulation    what came back in a year, by month, age and collection; a dash is a number that is left out, since few
                 is as good as a name
  disposal       how many ties between patrons and items were cut in a month, under the schedule of the pack
  --year YYYY    the year (default: the newest of which something is told)
  --csv FILE     write it to a file as a table, for a spreadsheet
  --json         print it as JSON
  --month M      the month, as 2026-10
  --pdf FILE     write the report to sign and file`

const commands: Readonly<Record<string, (args: string[], usage: string) => Promise<number>>> = {
  circulation,
  disposal,
}

/** `carrel report`. */
export async function run(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(usage)
    return 0
  }
  const [what = '', ...rest] = args
  const command = Object.hasOwn(commands, what) ? commands[what] : undefined
  if (command === undefined) {
    misasked('carrel report', 'say what to report', usage)
    return 2
  }
  return command(rest, usage)
}
