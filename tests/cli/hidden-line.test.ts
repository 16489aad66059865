import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const program = join(import.meta.dirname, 'asking.ts')

/** What a terminal shows of the program, and how it ends, when this is typed as soon as it asks. */
async function typing(text: string): Promise<{ shown: string; exit: string | undefined }> {
  const command = `${process.execPath} --import ./bin/from-source.js ${program}; echo "exit $?"; stty -a | grep -o -- '-\\?\\becho\\b'`
  const terminal = spawn('script', ['-qfc', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'] })
  let shown = ''
  terminal.stdout.on('data', (part: Buffer) => {
    if (!shown.includes('The key: ') && `${shown}${part}`.includes('The key: ')) terminal.stdin.write(text)
    shown += part.toString()
  })
  await once(terminal, 'exit')
  return { shown, exit: /exit (\d+)/.exec(shown)?.[1] }
}

const hasTerminals = spawnSync('script', ['--version']).error === undefined
/** Without the program that gives a terminal (Debian: bsdutils) a build server fails, and no one else does. */
const inTerminal = test.skipIf(!hasTerminals && process.env['CI'] === undefined)

inTerminal('shows the question and nothing of the answer, however soon it is typed', async () => {
  const { shown, exit } = await typing('secret words\r')
  expect(exit).toBe('0')
  expect(shown).toContain('The key: ')
  expect(shown).toContain('12 signs')
  expect(shown).not.toContain('secret')
  expect(shown).toMatch(/\necho\r?\n/)
})

inTerminal('ends at Ctrl-C as other programs do, and the terminal shows again what is typed', async () => {
  const { shown, exit } = await typing('sec\u0003')
  expect(exit).toBe('130')
  expect(shown).not.toMatch(/sec|Warning|carrel:/)
  expect(shown).toMatch(/\necho\r?\n/)
})
