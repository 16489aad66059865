import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { carrel } from '../cli/carrel.ts'
import { startOffice, type TestOffice } from './office.ts'

const program = resolve(import.meta.dirname, '../../bin/carrel.js')
const typed = 'zebra quilt anchor velvet'
let at: TestOffice
beforeAll(async () => {
  at = await startOffice()
})
afterAll(() => at.close())

/** Runs a command at a terminal, and types the passphrase each time that it is asked for. */
function atTerminal(command: string): Promise<string> {
  const child = spawn('script', ['-qec', `'${process.execPath}' '${program}' ${command}`, '/dev/null'], {
    env: { ...process.env, CARREL_HOME: at.it.home.dir },
  })
  let said = ''
  let asked = 0
  child.stdout.on('data', (bytes) => {
    said += bytes
    const prompts = said.split(/characters\): |The same again: /).length - 1
    for (; asked < prompts; asked++) child.stdin.write(`${typed}\n`)
  })
  return new Promise((settle) => child.once('exit', () => settle(said)))
}

const given = async (signIn: string) =>
  (await at.office.app.selectFrom('account').select('given').where('sign_in', '=', signIn).executeTakeFirst())
    ?.given

test.runIf(process.platform === 'linux')(
  'a passphrase that is typed on the command line is its owner’s own only where they say that they type it',
  async () => {
    expect(await atTerminal('account add clerk --role desk')).toContain('clerk can sign in as clerk')
    expect(await given('clerk')).toBe(true)
    expect(await atTerminal('account add owner --role desk --mine')).toContain('owner can sign in as owner')
    expect(await given('owner')).toBe(false)
    const nobodyTypes = carrel(at.it.home.dir, 'account', 'add', 'none', '--role', 'desk', '--mine')
    expect(nobodyTypes).toMatchObject({
      code: 2,
      err: expect.stringContaining('--mine: there is no terminal'),
    })
  },
  300_000,
)
