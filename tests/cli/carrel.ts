import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { carrel as saidHere } from '../leak/command-line.ts'

const program = resolve(import.meta.dirname, '../../bin/carrel.js')

/** What the program answers with this folder as its home. */
export function carrel(home: string, ...args: string[]) {
  const env = { ...process.env, CARREL_HOME: home }
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    env,
    encoding: 'utf8',
  })
  return { code: status, out: stdout, err: stderr }
}

/**
 * The same of a command that is run in this process, which saves the second that a program takes to start.
 * @param env what else stands in its environment, such as the file with the passphrase of the keys
 */
export async function carrelHere(
  home: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
) {
  const { code, out, err } = await saidHere(home, args, env)
  return { code, out: out.toString(), err }
}
