import { faultOf, isOurs } from '../fault.ts'
import { type OutsideFault, outsideFault } from '../outside-fault.ts'

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

type Wrong = { readonly code: string; readonly message: string }
type OwnWrong = { readonly code: CommandCode; readonly message: string }

/** Says on stderr what is wrong: one sentence with its code at the end, for whoever reads it out on the phone. */
export function complain(
  command: string,
  { code, message }: OwnWrong | (Error & Wrong),
  usage?: string,
): void {
  console.error(`${command}: ${message} [${code}]${usage === undefined ? '' : `\n\n${usage}`}`)
}

export const nothingSigned: OwnWrong = {
  code: 'nothing-signed',
  message: 'nothing is signed yet: the register ticks once a minute',
}

export const noWholeDay: OwnWrong = {
  code: 'no-whole-day',
  message:
    'no day of this register is over yet, and the public export ends with a whole day: export it again tomorrow',
}

export const noLibrary = ({ dir }: { readonly dir: string }): OwnWrong => ({
  code: 'no-library',
  message: `there is no library in ${dir}: set CARREL_HOME to one`,
})

/** The same for what was not asked rightly. */
export function misasked(command: string, message: string, usage?: string): void {
  complain(command, { code: 'command-line', message }, usage)
}

/**
 * What ends a command that nobody caught: a refusal says its own sentence; of anything else no word of its own is
 * shown, which could be a value of a row.
 */
export function complainOf(error: unknown): void {
  const {
    code,
    message,
    at = [],
  } = isOurs(error) ? { code: error.code, message: error.message } : wordsOf(error)
  console.error([`carrel: ${message} [${code}]`, ...at.map((place) => `    at ${place}`)].join('\n'))
}

function wordsOf(error: unknown): { code: string; message: string; at?: readonly string[] } {
  const outside = outsideFault(error)
  if (outside !== undefined) return { code: outside, message: outsideSentences[outside] }
  const system = systemSentence(error)
  if (system !== undefined) return { code: 'system', message: system }
  const { at, ...fault } = faultOf(error)
  return { code: 'fault', message: `this should not have happened: ${JSON.stringify(fault)}`, at }
}

const outsideSentences: Record<OutsideFault, string> = {
  'disk-full': 'the disk is full: free some space, then do it again; nothing that was saved is lost',
  'clock-behind': "the computer's clock is years behind: set it right, then do it again",
  'database-away':
    'the database is away, or went away meanwhile: do it again in a minute; carrel doctor says what is wrong with it',
}

/** Of what the system refused, by its parts: a path is what whoever runs this named, or the program did. */
function systemSentence(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('path' in error)) return undefined
  const { code } = faultOf(error)
  return code === undefined
    ? undefined
    : `the system refused (${code}) ${String(error.syscall)} of ${String(error.path)}`
}
