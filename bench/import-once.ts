import { join } from 'node:path'
import { importKoha, openKohaExport } from '../src/import/koha-import.ts'
import { KeyRing } from '../src/platform/crypto/key-ring.ts'
import { openDatabase } from '../src/platform/db/database.ts'
import { homeFrom } from '../src/platform/db/home.ts'
import { today } from './imported-library.ts'

// One import in its own process: prints its rows, its seconds from the open database on, and its peak memory.
const [folder = ''] = process.argv.slice(2)
const home = homeFrom(process.env, process.cwd())
const database = await openDatabase(home, { exclusive: true })
const began = performance.now()
const report = await importKoha(await openKohaExport(folder), {
  database: database.app,
  ring: new KeyRing(home.keysDir),
  on: { today, majorityAge: 19 },
  rejectedFile: join(home.dir, 'rejected.csv'),
  noticedFile: join(home.dir, 'noticed.csv'),
})
const seconds = (performance.now() - began) / 1000
await database.close()
const rows = Object.values(report.files).reduce((sum, file) => sum + file.rows, 0)
console.log(JSON.stringify({ rows, seconds, peakMb: process.resourceUsage().maxRSS / 1024 }))
