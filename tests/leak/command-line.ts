import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { vi } from 'vitest'
import { printUncaughtError } from '../../src/cli/terminal.ts'

const program = resolve(import.meta.dirname, '../../bin/carrel.js')

export type Said = { readonly code: number; readonly out: Buffer; readonly err: string }

type Command = { run(args: string[]): Promise<number> }

/** What a command says, run in this process with that home: a process of its own takes a second each. */
export async function carrel(
  home: string,
  [name = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Said> {
  const { run } = (await import(`../../src/cli/${name}.ts`)) as Command
  const [out, err]: [Buffer[], string[]] = [[], []]
  const written = (chunk: unknown, ...rest: unknown[]) => {
    out.push(Buffer.from(chunk as string))
    for (const done of rest) if (typeof done === 'function') done()
    return true
  }
  const spies = [
    vi.spyOn(console, 'log').mockImplementation((text: unknown) => void out.push(Buffer.from(`${text}\n`))),
    vi.spyOn(console, 'error').mockImplementation((text: unknown) => void err.push(`${text}\n`)),
    vi.spyOn(process.stdout, 'write').mockImplementation(written),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0),
  ]
  for (const [variable, value] of Object.entries({ ...env, CARREL_HOME: home })) vi.stubEnv(variable, value)
  const said = (code: number): Said => ({ code, out: Buffer.concat(out), err: err.join('') })
  try {
    return said(await run(args))
  } catch (error) {
    // As the program does at its top.
    printUncaughtError(error)
    return said(1)
  } finally {
    vi.unstubAllEnvs()
    for (const spy of spies) spy.mockRestore()
  }
}

/** The same as a process of its own; `typed` is what somebody types when it asks. */
export function carrelProcess(home: string, args: readonly string[], typed = ''): Promise<Said> {
  return new Promise((settle) => {
    const env = { ...process.env, CARREL_HOME: home }
    const child = execFile(
      process.execPath,
      [program, ...args],
      { env, encoding: 'buffer' },
      (error, out, err) => settle({ code: Number(error?.code ?? 0), out, err: err.toString('utf8') }),
    )
    child.stdin?.end(typed)
  })
}

/** Every command, and every one below it, that the program's own help speaks of. */
export async function commandsInHelp(home: string): Promise<string[]> {
  const { out } = await carrelProcess(home, ['--help'])
  const names = [...out.toString().matchAll(/^ {2}carrel ([a-z]+) /gm)].map(([, name = '']) => name)
  const heads: string[] = []
  for (const name of names) {
    const help = (await carrel(home, [name, '--help'])).out.toString()
    const found = help.matchAll(/^(?:Usage: | +)(carrel [a-z]+(?: [a-z][a-z-]*)?)(?= |$)/gm)
    heads.push(...[...found].map(([, head = '']) => head))
  }
  return [...new Set(heads)].sort()
}
