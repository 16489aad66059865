import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** Asks for one line on the terminal without showing what is typed. */
export async function askHidden(prompt: string): Promise<string> {
  process.stderr.write(prompt)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
  try {
    return await lines.question('')
  } finally {
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
