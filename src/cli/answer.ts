import {
  answer,
  answeredElsewhere,
  askedOf,
  isToCome,
  keptSays,
  type PastAnswer,
  type PastQuestion,
  pastQuestions,
  readAsked,
} from '../app/answers.ts'
import { answersWords } from '../app/words/answers.ts'
import { packToFollow } from '../ask/index.ts'
import { commandLineActor } from '../gate/index.ts'
import { systemClock } from '../platform/clock.ts'
import { jsonWithPolicy, openKeyRing, withLibraryOrDemo } from './library.ts'
import { printUsageError, readCommandLine } from './terminal.ts'

const command = 'carrel answer'

const usage = `Usage: carrel answer orders YEAR [--json] [--pack DIR]
       carrel answer trained YEAR
       carrel answer calls MONTH
       carrel answer roles DAY
       carrel answer disposed YEAR
       carrel answer elsewhere

Answers a question about the past, with the log entries that prove it. That it was asked is logged first. It names no patron.

  orders YEAR     legal papers and requests by kind
  trained YEAR    who passed the training
  calls MONTH     calls to patrons that were prepared or noted, and their rooms, as 2026-11
  roles DAY       who held which role, as 2026-11-24
  disposed YEAR   what was disposed of, under which schedule
  elsewhere       what is answered on a page alone, on which page, and for how long a view names a patron
  --json          print it as JSON`

export async function run(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(usage)
    return 0
  }
  const [what = '', ...rest] = args
  if (what === 'elsewhere') return printElsewhere(rest)
  const question = pastQuestions.find((one) => one === what)
  if (question === undefined) {
    printUsageError(command, `say what to answer: ${[...pastQuestions, 'elsewhere'].join(', ')}`)
    return 2
  }
  const [typed = '', ...options] = rest
  const of = readAsked(question, typed)
  if (of === undefined) {
    const example = { year: 'a year, as 2026', month: 'a month, as 2026-11', day: 'a day, as 2026-11-24' }
    printUsageError(command, `${question}: give ${example[askedOf[question]]}`)
    return 2
  }
  return print(question, of, options)
}

async function print(question: PastQuestion, of: string, options: string[]): Promise<number> {
  const asked = readCommandLine(options, {
    name: command,
    usage,
    ...jsonWithPolicy,
  })
  if (typeof asked === 'number') return asked
  const { json, folder } = asked
  return withLibraryOrDemo(command, async ({ database, home }) => {
    const pack = await packToFollow(database.app, folder)
    const clock = systemClock(pack.timeZone)
    if (isToCome(of, clock)) {
      printUsageError(command, `${question}: ${of} has not come yet: ask about today or earlier`)
      return 2
    }
    const ring = await openKeyRing(home)
    const parts = { app: database.app, ring, clock, pack, language: 'en' as const }
    const found = await answer(parts, commandLineActor, question, of)
    console.log(json ? JSON.stringify(found, null, 2) : text(found, answersWords(parts)))
    return 0
  })
}

/** Says only where to ask. */
async function printElsewhere(options: string[]): Promise<number> {
  const given = readCommandLine(options, { name: command, usage, ...jsonWithPolicy })
  if (typeof given === 'number') return given
  return withLibraryOrDemo(command, async ({ database }) => {
    const pack = await packToFollow(database.app, given.folder)
    const said = { pack, language: 'en' as const }
    const { asked } = answersWords(said).elsewhere
    const lines = (Object.entries(answeredElsewhere) as [keyof typeof asked, string][]).map(
      ([name, page]) => ({ ...asked[name], at: page.startsWith('#') ? `/answers${page}` : page }),
    )
    const kept = keptSays({ ...said, clock: systemClock(pack.timeZone) })
    if (given.json) console.log(JSON.stringify({ asked: lines, kept }, null, 2))
    else {
      for (const { asks, says, link, at } of lines) console.log(`${asks} ${says}\n  ${link}: ${at}`)
      console.log(kept)
    }
    return 0
  })
}

function text({ says, head, rows, notes }: PastAnswer, words: ReturnType<typeof answersWords>): string {
  const lines = rows.map(({ cells, entries }) =>
    ['', ...cells, entries.length === 0 ? words.noEntry : entries.join(', ')].join('  '),
  )
  return [
    says,
    ...(rows.length === 0 ? [] : [`  ${[...head, words.entry].join('  ')}`]),
    ...lines,
    ...notes,
  ].join('\n')
}
