import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort } from './free-port.ts'
import type { BenchRow } from './row.ts'

/** Seconds from an empty folder to the demonstration's address on the screen. */
export async function run(): Promise<BenchRow[]> {
  const home = mkdtempSync(join(tmpdir(), 'carrel-demo-'))
  const port = String(await freePort())
  const began = performance.now()
  const program = resolve(import.meta.dirname, '..', 'bin', 'carrel.js')
  const demo = spawn(process.execPath, [program, 'demo', '--port', port], {
    env: { ...process.env, CARREL_HOME: home },
  })
  const ended = new Promise((settle) => demo.once('exit', settle))
  const ready = new Promise<boolean>((settle) => {
    let shown = ''
    demo.stdout.on('data', (text) => {
      shown += text
      if (/http:\/\/\S+/.test(shown)) settle(true)
    })
    ended.then(() => settle(false))
  })
  const answered = await ready
  const seconds = (performance.now() - began) / 1000
  demo.kill('SIGTERM')
  await ended
  rmSync(home, { recursive: true, force: true })
  const name = 'demo: ready from an empty folder, 2,000 patrons'
  return [{ name, value: seconds, unit: 's', bound: 'under 30 s', ok: answered && seconds < 30 }]
}
