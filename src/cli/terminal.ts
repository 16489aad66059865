import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { type ExternalFault, errorReport, externalFault, isKnownError } from '../platform/error.ts'

/** What a command itself can refuse, besides what the parts that it uses do; docs/ERRORS.md has each with its mend. */
export const commandCodes = [
  ...([
    'account-refused',
    'cannot-write',
    'command-line',
    'entry-not-shown',
    'fault',
    'malformed-ask',
  ] as const),
  ...([
    'no-library',
    'no-whole-day',
    'not-a-demo',
    'nothing-signed',
    'pack-refused',
    'rotation-at-work',
    'rows-vanished',
    'sheet-refused',
    'stored-register-damaged',
  ] as const),
  ...(['system'] as const),
] as const
export type CommandCode = (typeof commandCodes)[number]

type ErrorWithCode = { readonly code: string; readonly message: string }
type CommandError = { readonly code: CommandCode; readonly message: string }

/** Says on stderr what is wrong: one sentence with its code at the end, for whoever reads it out on the phone. */
export function printError(
  command: string,
  { code, message }: CommandError | (Error & ErrorWithCode),
  usage?: string,
): void {
  console.error(`${command}: ${message} [${code}]${usage === undefined ? '' : `\n\n${usage}`}`)
}

export const nothingSigned: CommandError = {
  code: 'nothing-signed',
  message: 'nothing is signed yet: the register ticks once a minute',
}

export const noWholeDay: CommandError = {
  code: 'no-whole-day',
  message:
    'no day of this register is over yet, and the public export ends with a whole day: export it again tomorrow',
}

export const noLibrary = ({ dir }: { readonly dir: string }): CommandError => ({
  code: 'no-library',
  message: `there is no library in ${dir}: set CARREL_HOME to one`,
})

/** The same for what was not asked rightly. */
export function printUsageError(command: string, message: string, usage?: string): void {
  printError(command, { code: 'command-line', message }, usage)
}

type Options = NonNullable<ParseArgsConfig['options']>
type Typed<O extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; allowPositionals: true; options: O }>
>

/**
 * What a command takes, as Node's `parseArgs` has it; without `names`, no word but its options.
 * `asks`: what it is to do by that, or what is wrong in a sentence.
 */
type Takes<O extends Options, T> = {
  readonly options: O
  readonly names?: boolean
  asks(values: Typed<O>['values'], names: readonly string[]): T | string
}

/** What a command is to do, or what is wrong with how it was asked, in a sentence. */
export function readTyped<const O extends Options, T extends object>(
  args: readonly string[],
  { options, names = false, asks }: Takes<O, T>,
): T | string {
  let typed: Typed<O>
  try {
    typed = parseArgs({ args: [...args], allowPositionals: names, options }) as Typed<O>
  } catch (error) {
    return (error as Error).message
  }
  return asks(typed.values, typed.positionals)
}

/** How a command is called: what it is to do, or its exit code once its usage, or what is wrong, was said. */
export function readCommandLine<const O extends Options, T extends object>(
  args: readonly string[],
  command: { readonly name: string; readonly usage: string } & Takes<O, T>,
): T | number {
  if (args.includes('--help')) {
    console.log(command.usage)
    return 0
  }
  const asked = readTyped(args, command)
  if (typeof asked !== 'string') return asked
  printUsageError(command.name, asked, command.usage)
  return 2
}

/**
 * What ends a command that nobody caught: a refusal says its own sentence; of anything else no word of its own is
 * shown, which could be a value of a row.
 */
export function printUncaughtError(error: unknown): void {
  const {
    code,
    message,
    at = [],
  } = isKnownError(error) ? { code: error.code, message: error.message } : uncaughtText(error)
  console.error([`carrel: ${message} [${code}]`, ...at.map((place) => `    at ${place}`)].join('\n'))
}

function uncaughtText(error: unknown): { code: string; message: string; at?: readonly string[] } {
  const outside = externalFault(error)
  if (outside !== undefined) return { code: outside, message: outsideSentences[outside] }
  const system = systemSentence(error)
  if (system !== undefined) return { code: 'system', message: system }
  const { at, ...fault } = errorReport(error)
  return { code: 'fault', message: `this should not have happened: ${JSON.stringify(fault)}`, at }
}

const outsideSentences: Record<ExternalFault, string> = {
  'disk-full': 'the disk is full: free some space, then do it again; nothing that was saved is lost',
  'clock-behind': "the computer's clock is years behind: set it right, then do it again",
  'database-away':
    'the database is away, or went away meanwhile: do it again in a minute; carrel doctor says what is wrong with it',
}

/** Of what the system refused, by its parts: a path is what whoever runs this named, or the program did. */
function systemSentence(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('path' in error)) return undefined
  const { code } = errorReport(error)
  return code === undefined
    ? undefined
    : `the system refused (${code}) ${String(error.syscall)} of ${String(error.path)}`
}

/** As the shell has it of a program that Ctrl-C ended (128 + SIGINT). */
const endedByCtrlC = 130

/**
 * Asks for one line on the terminal without showing what is typed. Ctrl-C and a terminal that is gone end the program, and
 * the terminal shows again what is typed.
 */
export async function askHidden(prompt: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  // Why before the prompt: whoever answers at once, or a program that does, has nothing shown.
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
  process.stderr.write(prompt)
  try {
    return await new Promise((answered) => {
      lines.once('line', answered)
      lines.once('close', () => {
        process.stderr.write('\n')
        process.exit(endedByCtrlC)
      })
    })
  } finally {
    lines.removeAllListeners('close')
    lines.close()
    process.stderr.write('\n')
  }
}

/** The same where there is a terminal; else the first line that comes in. */
export async function askLine(prompt: string): Promise<string> {
  if (process.stdin.isTTY) return askHidden(prompt)
  const lines = createInterface({ input: process.stdin })
  try {
    for await (const line of lines) return line
    return ''
  } finally {
    lines.close()
  }
}

const everyMs = 1000

/**
 * Progress of long work, on stderr: on a terminal one line that changes, elsewhere a line now and then.
 * Nothing is said about work that is done within a second.
 */
export function progressLine(did: string, what: string) {
  let last = Date.now()
  let said = false
  return {
    at(done: bigint, all: bigint): void {
      if (Date.now() - last < everyMs) return
      last = Date.now()
      said = true
      const line = `${did} ${done.toLocaleString('en-US')} of ${all.toLocaleString('en-US')} ${what}`
      process.stderr.write(process.stderr.isTTY ? `\r${line}` : `${line}\n`)
    },
    end(): void {
      if (said && process.stderr.isTTY) process.stderr.write('\n')
    },
  }
}

/** `2026-11-24, 07:04 UTC` */
export function shownInstant(instant: string): string {
  return `${instant.slice(0, 10)}, ${instant.slice(11, 16)} UTC`
}
