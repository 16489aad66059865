import { writeSync } from 'node:fs'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { SlotFolder } from '../../src/sealed/slot-folder.ts'

// Writes the cells of a folder anew without end, until it is killed. Arguments: the cells, the keys.

const [dir = '', keysDir = ''] = process.argv.slice(2)
const folder = new SlotFolder(dir, new KeyRing(keysDir), 256 * 1024)
await folder.ensure()
writeSync(1, 'renewing\n')
for (;;) await folder.renewAll()
