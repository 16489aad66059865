import { vi } from 'vitest'
import { run } from '../../src/cli/register.ts'

export type Typed = { readonly code: number; readonly out: string; readonly err: string }

/** What `carrel register …` answers, run in this process with that home: a process of its own takes a second each. */
export async function typed(home: string, ...args: string[]): Promise<Typed> {
  const said = { out: '', err: '' }
  const into = (stream: 'out' | 'err') => (text: unknown) => {
    said[stream] += `${text}\n`
  }
  const spies = [
    vi.spyOn(console, 'log').mockImplementation(into('out')),
    vi.spyOn(console, 'error').mockImplementation(into('err')),
  ]
  vi.stubEnv('CARREL_HOME', home)
  try {
    return { code: await run(args), ...said }
  } catch (error) {
    // As the program does at its top.
    return { code: 1, ...said, err: `${said.err}carrel: ${(error as Error).message}\n` }
  } finally {
    vi.unstubAllEnvs()
    for (const spy of spies) spy.mockRestore()
  }
}
