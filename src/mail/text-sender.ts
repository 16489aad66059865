import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { isAbsolute } from 'node:path'
import type { RefusalFault, Sent } from './send.ts'

/** How texts go out: by a command of the library's own, from the environment. */
export type TextSettings =
  | { readonly state: 'set-up'; readonly command: string }
  | { readonly state: 'not-set-up' }
  /** `says` is one sentence with its mend. */
  | { readonly state: 'wrong'; readonly says: string }

/** Reads CARREL_TEXT_COMMAND: the path of a program that sends one text. Without it no text is sent. */
export function textSettings(env: Readonly<Record<string, string | undefined>>): TextSettings {
  const { CARREL_TEXT_COMMAND: command = '' } = env
  if (command === '') return { state: 'not-set-up' }
  if (!isAbsolute(command)) {
    return {
      state: 'wrong',
      says: 'CARREL_TEXT_COMMAND has to be the whole path of a program, as /usr/local/bin/text',
    }
  }
  try {
    accessSync(command, constants.X_OK)
    return { state: 'set-up', command }
  } catch {
    return {
      state: 'wrong',
      says: `CARREL_TEXT_COMMAND names ${command}, which is no program that may be run here`,
    }
  }
}

const mostMs = 60_000

/** What the command's exit says; every other one leaves unknown what became of the text. */
const exits = { sent: 0, noSuchNumber: 67, later: 75 } as const

/**
 * Hands one text to the command, as a line of JSON on its standard input: `{"id", "to", "text"}`. The id is the same at
 * a second try, so that whoever sends it can tell.
 *
 * INVARIANT: the number and the text are in no argument and no variable, which other users of the machine can read; and
 * the command learns nothing of this program's own settings, the mail server's password among them.
 */
export async function sendText(
  command: string,
  text: { readonly id: string; readonly to: string; readonly text: string },
  {
    signal,
    deadlineMs = mostMs,
  }: { readonly signal?: AbortSignal | undefined; readonly deadlineMs?: number } = {},
): Promise<Sent> {
  const { PATH = '', LANG = 'C.UTF-8' } = process.env
  const end = AbortSignal.any([AbortSignal.timeout(deadlineMs), ...(signal ? [signal] : [])])
  return new Promise((resolve) => {
    let runs = false
    const child = spawn(command, [], {
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { PATH, LANG },
      signal: end,
      killSignal: 'SIGKILL',
    })
    child.once('spawn', () => (runs = true))
    child.once('error', () =>
      resolve(runs ? unknown('it was ended') : refused('it cannot be run', 'sending')),
    )
    child.once('close', (code) => resolve(sentBy(code)))
    // A command that ends without reading leaves a broken pipe, and says by its exit what it did.
    child.stdin.on('error', () => undefined)
    child.stdin.end(`${JSON.stringify(text)}\n`)
  })
}

function sentBy(code: number | null): Sent {
  if (code === exits.sent) return { outcome: 'accepted' }
  if (code === exits.noSuchNumber) return refused('it knows no such number', 'address')
  if (code === exits.later) return refused('it could not send now', 'later')
  return unknown(code === null ? 'it was ended' : `it ended with ${code}`)
}

const refused = (why: string, fault: RefusalFault): Sent => ({
  outcome: 'refused',
  why: `the command that sends texts: ${why}`,
  fault,
})
const unknown = (why: string): Sent => ({ outcome: 'unknown', why: `the command that sends texts: ${why}` })
