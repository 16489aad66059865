import { resealLinksStep } from '../../src/backup/link-reseal-job.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { homeFrom } from '../../src/platform/db/home.ts'

// A program of its own that seals the links of a home anew: `reseal-once DAY`. A guest of the server that runs there.
const [day = ''] = process.argv.slice(2)
const home = homeFrom(process.env, process.cwd())
const database = await openDatabase(home)
const unreadable = () => undefined
await resealLinksStep({ worker: database.worker, ring: new KeyRing(home.keysDir), unreadable }).run(day)
await database.close()
