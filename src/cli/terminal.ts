import { readFileSync, type WriteFileOptions, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { writeRefusal } from '../platform/durable-file.ts'
import { type ExternalFault, errorReport, externalFault, isKnownError } from '../platform/error.ts'

/** The pack that comes with the program, from any working directory. */
export const defaultPackFolder = resolve(import.meta.dirname, '../../policies/jensen-mgt-1')

export function version(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}

/** What a command itself can refuse; docs/ERRORS.md has each with its fix. */
export const commandCodes = [
  'account-refused',
  'cannot-write',
  'command-line',
  'entry-not-shown',
  'fault',
  'malformed-ask',
  'no-library',
  'no-whole-day',
  'nothing-signed',
  'pack-refused',
  'rotation-at-work',
  'rows-vanished',
  'sheet-refused',
  'stored-register-damaged',
  'system',
] as const
export type CommandCode = (typeof commandCodes)[number]

type ErrorWithCode = { readonly code: string; readonly message: string }
type CommandError = { readonly code: CommandCode; readonly message: string }

/** One sentence on stderr, with its code at the end, to read out on the phone. */
export function printError(command: string, { code, message }: CommandError | (Error & ErrorWithCode)): void {
  console.error(`${command}: ${message} [${code}]`)
}

export const nothingSigned: CommandError = {
  code: 'nothing-signed',
  message: 'nothing is signed yet: the register is signed once a minute',
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

/** Why not the usage: it would push the reason off the screen. */
export function printUsageError(command: string, message: string): void {
  printError(command, { code: 'command-line', message })
  console.error(`${command} --help says more.`)
}

/** What Node's `parseArgs` found wrong, in one sentence: its own have up to three lines. */
export function typedFault({ message }: Error): string {
  const [sentence = ''] = message.split(/\. |\n/)
  const [option = ''] = /--[\w-]+/.exec(message) ?? []
  return /argument (missing|is ambiguous)/.test(message) ? valueMissing(option) : sentence
}

export const valueMissing = (option: string) =>
  `${option}: its value is missing: type it right after the option, as ${option}=VALUE`

type Options = NonNullable<ParseArgsConfig['options']>
type Typed<O extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; allowPositionals: true; options: O }>
>

/** What a command takes, as Node's `parseArgs` has it. `asks` returns what it is to do, or what is wrong in a sentence. */
type Takes<O extends Options, T> = {
  readonly options: O
  /** Whether it takes words besides its options. */
  readonly names?: boolean
  asks(values: Typed<O>['values'], names: readonly string[]): T | string
}

export function readTyped<const O extends Options, T extends object>(
  args: readonly string[],
  { options, names = false, asks }: Takes<O, T>,
): T | string {
  let typed: Typed<O>
  try {
    typed = parseArgs({ args: [...args], allowPositionals: names, options }) as Typed<O>
  } catch (error) {
    return typedFault(error as Error)
  }
  return asks(typed.values, typed.positionals)
}

export function readCommandLine<const O extends Options, T extends object>(
  args: readonly string[],
  command: { readonly name: string; readonly usage: string } & Takes<O, T>,
): T | number {
  const { name, usage } = command
  return readCommand(args, { name, usage, read: (given) => readTyped(given, command) })
}

/** What a command is to do, or its exit code once its usage, or what is wrong, was printed. */
export function readCommand<T extends object>(
  args: readonly string[],
  { name, usage, read }: { name: string; usage: string; read: (args: readonly string[]) => T | string },
): T | number {
  if (args.includes('--help')) {
    console.log(usage)
    return 0
  }
  const asked = read(args)
  if (typeof asked !== 'string') return asked
  printUsageError(name, asked)
  return 2
}

/** Writes a file that an option names; false, once the reason was printed, where it cannot be written. */
export function writeOutput(
  { command, option, path }: { command: string; option: string; path: string },
  content: string | Uint8Array,
  options?: WriteFileOptions,
): boolean {
  try {
    writeFileSync(path, content, options)
    return true
  } catch (error) {
    printError(command, { code: 'cannot-write', message: `${option}: ${path} ${writeRefusal(error)}` })
    return false
  }
}

/** Resolves once all of it is out, so that a slow reader loses nothing. */
export function printWhole(content: string | Buffer): Promise<void> {
  return new Promise((done, failed) => {
    process.stdout.write(content, (error) => (error ? failed(error) : done()))
  })
}

/** Prints a refusal's own sentence; the message of any other error is not shown, since it could be a value of a row. */
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
  'records-locked':
    'another session of the database holds what this needs: do it again in half a minute; if it goes on, end that session',
  'database-away':
    'the database is away, or went away meanwhile: do it again in a minute; carrel doctor says what is wrong with it',
}

/** Only the parts of a system error: its path is one that the user or the program named. */
function systemSentence(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('path' in error)) return undefined
  const { code } = errorReport(error)
  return code === undefined
    ? undefined
    : `the system refused (${code}) ${String(error.syscall)} of ${String(error.path)}`
}

/** The shell's code for a program that Ctrl-C ended (128 + SIGINT). */
const endedByCtrlC = 130

/** Asks for one line without showing it. Ctrl-C, or a terminal that is gone, ends the program and shows input again. */
export async function askHidden(prompt: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  // Why before the prompt: an answer that comes at once is not shown either.
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

/** Hidden on a terminal; otherwise the first line that comes in. */
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

/** Progress on stderr: on a terminal one line that changes, elsewhere a line now and then; none within the first second. */
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
