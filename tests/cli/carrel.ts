import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

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
