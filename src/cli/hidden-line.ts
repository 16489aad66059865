import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

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
