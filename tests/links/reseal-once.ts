import { resealStep } from '../../src/jobs/reseal.ts'
import { KeyRing } from '../../src/sealing/key-ring.ts'
import { openDatabase } from '../../src/store/database.ts'
import { homeFrom } from '../../src/store/home.ts'

// A program of its own that seals the links of a home anew: `reseal-once DAY`. A guest of the server that runs there.
const [day = ''] = process.argv.slice(2)
const home = homeFrom(process.env, process.cwd())
const database = await openDatabase(home)
const unreadable = () => undefined
await resealStep({ worker: database.worker, ring: new KeyRing(home.keysDir), unreadable }).run(day)
await database.close()
