import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { systemClock } from '../platform/clock.ts'
import { explain, loadPack, MalformedAskError, PackError, readAsks, readPackFolder } from '../policy/index.ts'
import { type CommandCode, defaultPackFolder, printError, printWhole, readCommandLine } from './terminal.ts'

/** Some ten thousand asks. Hostile: a program may pass on what strangers send. */
export const maxInputBytes = 1024 * 1024

const usage = `Usage: carrel decide [--explain] [--language LANGUAGE] [--pack DIR] FILE|-

Answers each ask in FILE (or standard input), as JSON: one ask gives one answer, a YAML stream or a JSON array
an array of them. It reads at most ${maxInputBytes} bytes. --explain prints for a person instead: the answer, the clauses, and which rule spoke.
--language has the words, steps and reasons in another language of the pack, such as es.
Exit 0 when every ask was decided, whatever the outcome; 2 when an ask is malformed, naming the field.`

/** Answers by the policy alone; opens no database. */
export async function run(args: string[]): Promise<number> {
  const options = readCommandLine(args, {
    name: 'carrel decide',
    usage,
    names: true,
    options: {
      explain: { type: 'boolean', default: false },
      language: { type: 'string' },
      pack: { type: 'string', default: defaultPackFolder },
    },
    asks: (values, [file, ...more]) =>
      file !== undefined && more.length === 0
        ? { ...values, file }
        : 'name one file of asks, or - for standard input',
  })
  if (typeof options === 'number') return options
  try {
    const whole = loadPack(readPackFolder(options.pack))
    const { language = whole.languages[0] ?? '' } = options
    if (!whole.languages.includes(language)) {
      return refuse(
        'command-line',
        `--language: must be one that the pack speaks: ${whole.languages.join(', ')}`,
      )
    }
    const pack = whole.in(language)
    const { asks, stream } = readAsks(await readInput(options.file), systemClock(pack.timeZone).today(), pack)
    // Why all before any is printed: one malformed ask stops the run.
    const answers = asks.map((ask) => pack.decide(ask))
    const text = options.explain
      ? asks.map((ask) => explain(ask, pack)).join('\n')
      : JSON.stringify(stream ? answers : answers[0], null, 2)
    await printWhole(`${text}\n`)
    return 0
  } catch (error) {
    if (error instanceof MalformedAskError)
      return refuse(error.code, `${error.path === '' ? '' : `${error.path}: `}${error.message}`)
    if (error instanceof PackError) return refuse(error.code, error.message)
    if (error instanceof UnreadableInputError) return refuse('command-line', error.message)
    throw error
  }
}

class UnreadableInputError extends Error {}

async function readInput(file: string): Promise<string> {
  let bytes: Buffer
  try {
    bytes = await readWithin(file === '-' ? process.stdin : createReadStream(file))
  } catch (error) {
    if (error instanceof MalformedAskError) throw error
    const code = error instanceof Error && 'code' in error ? ` (${error.code})` : ''
    throw new UnreadableInputError(`${file === '-' ? 'standard input' : file} cannot be read${code}`)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new MalformedAskError('', 'the input is not UTF-8 text')
  }
}

/** Why piece by piece: a pipe cannot be read in one go, and an endless one is read no further than the limit. */
async function readWithin(input: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of input) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes > maxInputBytes)
      throw new MalformedAskError(
        '',
        `the input is longer than ${maxInputBytes} bytes: give fewer asks at a time`,
      )
  }
  return Buffer.concat(chunks)
}

function refuse(code: CommandCode, message: string): number {
  printError('carrel decide', { code, message })
  return 2
}
