import { run as backup } from '../src/cli/backup.ts'
import { run as restore } from '../src/cli/restore.ts'

// One backup or restore in its own process: prints its seconds from its start on and its peak memory.
const [what = '', ...args] = process.argv.slice(2)
const print = console.log
const said: string[] = []
console.log = (text: string) => void said.push(text)
const code = await (what === 'backup' ? backup : restore)([...args, '--json'])
if (code !== 0) process.exit(code)
const seconds = process.uptime()
print(
  JSON.stringify({ seconds, peakMb: process.resourceUsage().maxRSS / 1024, said: JSON.parse(said.join('')) }),
)
