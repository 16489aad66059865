// Starts the demonstration with the Node that runs this file, and asks for its first page. Exit 0: it answered.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const home = mkdtempSync(join(tmpdir(), 'carrel-demo-'))
const demo = spawn(process.execPath, ['bin/carrel.js', 'demo'], {
  env: { ...process.env, CARREL_HOME: home },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const ended = new Promise((resolve) => demo.on('close', resolve))
const deadline = setTimeout(() => demo.kill('SIGKILL'), 180_000)
let answered = false
let printed = ''
for await (const part of demo.stdout) {
  printed += part
  const [address] = /http:\/\/\S+/.exec(printed) ?? []
  if (address === undefined) continue
  const page = await fetch(address)
  answered = page.status === 200 && (await page.text()).includes('Jensen Memorial Library')
  demo.kill('SIGINT')
  break
}
await ended
clearTimeout(deadline)
rmSync(home, { recursive: true, force: true })
console.log(`Node ${process.versions.node}: the demonstration ${answered ? 'answers' : 'does not answer'}.`)
process.exit(answered ? 0 : 1)
