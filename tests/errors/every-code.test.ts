import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const doc = readFileSync('docs/ERRORS.md', 'utf8')
const read = (path: string) => readFileSync(path, 'utf8')
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
  .map((path) => `src/${path}`)

/** The lines of the page that stand below a mark, by their codes. */
function linesOf(mark: string): Map<string, string[]> {
  const from = doc.indexOf(`<!-- codes of ${mark} -->`)
  if (from < 0) throw new Error(`docs/ERRORS.md has no codes of ${mark}`)
  const [section = ''] = doc.slice(from).split(/\n## /)
  return new Map(
    [...section.matchAll(/^\| `([^`]+)` \| (.*) \|$/gm)].map(([, code = '', cells = '']) => [
      code,
      cells.split(' | '),
    ]),
  )
}

const quoted = (text: string) => [
  ...new Set([...text.matchAll(/'([a-z0-9][a-z0-9-]*)'/g)].map(([, code = '']) => code)),
]
/** A union as it is written, to the blank line after it; or the array that it is made from. */
function unionIn(path: string, name: string): string[] {
  const text = read(path)
  const from = Math.max(text.indexOf(`export type ${name} =`), text.indexOf(`export const ${name} = [`))
  if (from < 0) throw new Error(`${path} has no ${name}`)
  return quoted(text.slice(from, text.indexOf('\n\n', from)).replaceAll(/\/\*\*.*?\*\//gs, ''))
}
/** Each `code: 'x'`, `code = 'x'` and `CarrelError<'x'>` of a file. */
const codesIn = (...paths: string[]) => [
  ...new Set(
    paths.flatMap((path) =>
      [...read(path).matchAll(/\b(?:code(?::|\s=|\()|CarrelError<)\s*((?:'[a-z-]+'(?: \| )?)+)/g)].flatMap(
        ([, all = '']) => quoted(all).filter((code) => code !== 'code'),
      ),
    ),
  ),
]

/** The names of the doctor's checks: a file of its checks has them also as `name`. */
const checksIn = (path: string) =>
  /\/doctor(-[a-z]+)?\.ts$/.test(path) && !/src\/(cli|platform)\/doctor\.ts$/.test(path)
    ? /(?:of(?:Database|Library)\(\s*|\bname: )'([a-z-]+)'/g
    : /\bof(?:Database|Library)\(\s*'([a-z-]+)'/g

describe('every code that a person can meet without its fix has its line in docs/ERRORS.md, and every line its code', () => {
  test.each<[string, readonly string[]]>([
    ['src/platform/error.ts externalFaults', unionIn('src/platform/error.ts', 'externalFaults')],
    [
      'src/platform/pdf/typesetter.ts TypesetErrorCode',
      unionIn('src/platform/pdf/typesetter.ts', 'TypesetErrorCode'),
    ],
    ['src/cli/terminal.ts commandCodes', unionIn('src/cli/terminal.ts', 'commandCodes')],
    [
      'src/platform/http/network.ts src/platform/http/route.ts',
      codesIn('src/platform/http/network.ts', 'src/platform/http/route.ts'),
    ],
    [
      'src/platform/db/error.ts DatabaseOpenErrorCode',
      unionIn('src/platform/db/error.ts', 'DatabaseOpenErrorCode'),
    ],
    [
      'src/platform/crypto/key-folder.ts KeyErrorCode',
      unionIn('src/platform/crypto/key-folder.ts', 'KeyErrorCode'),
    ],
    ['src/backup/backup-error.ts BackupProblem', unionIn('src/backup/backup-error.ts', 'BackupProblem')],
    ['src/register/head.ts RegisterProblem', unionIn('src/register/head.ts', 'RegisterProblem')],
    ['src/register/log/export-files.ts FaultCode', unionIn('src/register/log/export-files.ts', 'FaultCode')],
    ['src/sealed/proof-check.ts SealedFaultCode', unionIn('src/sealed/proof-check.ts', 'SealedFaultCode')],
    [
      'src/register/log/malformed-error.ts MalformedCode',
      unionIn('src/register/log/malformed-error.ts', 'MalformedCode'),
    ],
    [
      'src/staff/account-keys.ts src/staff/account-store.ts',
      codesIn('src/staff/account-keys.ts', 'src/staff/account-store.ts'),
    ],
    ['src/import/koha-table.ts', codesIn('src/import/koha-table.ts')],
    ['src/register/checkpoint-mail.ts', codesIn('src/register/checkpoint-mail.ts')],
    ['src/backup/daily-job.ts', codesIn('src/backup/daily-job.ts')],
    [
      'doctor',
      sources.flatMap((path) => [...read(path).matchAll(checksIn(path))].map(([, name = '']) => name)),
    ],
    [
      'pages',
      [
        ...read('src/platform/http/error-pages.tsx').matchAll(/status: ((?:\d{3}(?: \| )?)+)/g),
        ...read('src/platform/http/network.ts').matchAll(/\[(\d{3}),|: \[\s*(\d{3}),/g),
      ].flatMap((found) => found.slice(1).flatMap((all) => all?.split(' | ') ?? [])),
    ],
  ])('%s', (mark, codes) => {
    expect(codes.length).toBeGreaterThan(0)
    expect([...linesOf(mark).keys()].sort()).toEqual([...new Set(codes)].sort())
  })

  test('no line lacks what to do, or what it means', () => {
    const empty = doc.split('\n').filter((line) => line.startsWith('| `') && /\|\s*\|/.test(line))
    expect(empty).toEqual([])
  })

  test('a class of errors has codes with lines, or a line of its own, or never reaches a person as it is', () => {
    const never = {
      ExportFaultError: 'carries the first fault of a check up, whose code is shown',
      UnreadableExportError: 'carries up that a file of an export cannot be read here, which the check says',
      OptionError: 'an option, shown as command-line',
      KeysModeError: 'an option, shown as command-line',
      UnreadableInputError: 'an input, shown as command-line',
      RollbackError: 'an outcome of an act, which its page words',
      OpenFactError: 'a fact that a law of the pack holds open, caught where the law is checked',
      StepsRefusedError: 'an outcome of several steps of a case, which its page words',
      AccessSlowedError: 'too many records in a short time, which its page words',
      TooManyLinesError: 'more records than a copy holds, which its page words',
      BarcodeTakenError: 'another item has it, which its page words',
      SlotFullError: 'an outcome of an act on a sealed matter, which its page words',
      NoFreeSlotError: 'an outcome of taking a sealed matter in, which its page words',
      BoxEmptyError: 'what another took in a moment ago, which leads to the page that shows it',
      BoxChangedError: 'what lies in a box now is not what they were shown, which its page words',
      RequestAbortedError:
        'a form that did not arrive whole, which its page words and the log says once a minute',
      NotAcknowledgedError: 'leads to the page on which someone says that they know of the order',
      ReportGoneError: 'a report that someone else took care of, which its page words',
      NoteRefusedError: 'a closed sealed matter takes no note, which its page words',
      MoveNotTakenError: 'an outcome of a move in a sealed matter, which its page words',
      HeldElsewhereError: 'a daily job that another program does, and no fault',
      NothingToProveError: 'no checkpoint was signed since, which its page words',
    }
    // They import nothing of ours, so they have the symbol of the base class and not the class.
    const pure = ['MalformedAskError', 'MalformedError', 'PackError']
    const classes = sources.flatMap((path) =>
      [...read(path).matchAll(/class (\w+)(?:<[^>]*>)? extends Error\b/g)].map(([, name = '']) => name),
    )
    const known = [...Object.keys(never), ...pure, ...linesOf('classes').keys(), 'CarrelError']
    expect([...new Set(classes)].sort()).toEqual(known.sort())
    const named = sources.flatMap((path) =>
      [...read(path).matchAll(/class (\w+)(?:<[^>]*>)? extends \w*Error\b/g)].map(([, name = '']) => name),
    )
    expect(named.filter((name) => !/[a-z]Error$/.test(name))).toEqual([])
    expect([...linesOf('src/cli/terminal.ts commandCodes').keys()]).toEqual(
      expect.arrayContaining(['pack-refused', 'malformed-ask']),
    )
  })

  test('every command says its codes in one place', () => {
    const others = sources
      .filter((path) => path.startsWith('src/cli/') && !path.endsWith('terminal.ts'))
      .filter((path) => /console\.error\(`(\$\{command\}|carrel[a-z -]*): /.test(read(path)))
    // What is no error: what is waited for, and where a file is.
    const notes = ['src/cli/keys.ts', 'src/cli/policy.ts', 'src/cli/register-forget.ts']
    expect(others.filter((path) => !notes.includes(path))).toEqual([])
  })
})
