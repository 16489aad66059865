import { writeSync } from 'node:fs'
import { CellFolder } from '../../src/compartments/cell-folder.ts'
import { KeyRing } from '../../src/sealing/key-ring.ts'

// Writes the cells of a folder anew without end, until it is killed. Arguments: the cells, the keys.

const [dir = '', keysDir = ''] = process.argv.slice(2)
const folder = new CellFolder(dir, new KeyRing(keysDir), 256 * 1024)
await folder.ensure()
writeSync(1, 'renewing\n')
for (;;) await folder.renewAll()
