import { createPrivateKey } from 'node:crypto'
import { readFileSync, writeSync } from 'node:fs'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { type MatterEntry, newMatterEntry } from '../../src/sealed/matter.ts'
import { SealedMatters } from '../../src/sealed/matters.ts'
import { SlotFolder } from '../../src/sealed/slot-folder.ts'

// Leaves, takes in, joins and frees without end, until it is killed. Arguments: the cells, the keys, the private key of whoever
// is cleared. It says `left <id>` of what was kept for sure, and `frees <id>` of what may be gone from then on.

const [dir = '', keysDir = '', keyFile = ''] = process.argv.slice(2)
const at = '2026-11-26T09:00:00Z'
const clock = { now: () => new Date(at), today: () => '2026-11-26' }
const ring = new KeyRing(keysDir)
const folder = new SlotFolder(dir, ring, 256 * 1024)
await folder.ensure()
const signed = async () => ({ log: 'carrel/test', size: 7 })
const compartments = new SealedMatters({ folder, ring, clock, signed })
const open = await compartments.unlock(createPrivateKey(readFileSync(keyFile, 'utf8')), 'director')
const idIn = (came: unknown) => (came as { readonly logged: MatterEntry }).logged
writeSync(1, 'begins\n')
for (let nth = 0; ; nth += 1) {
  const logged = newMatterEntry({ kind: 'case-step', at, actor: 'system' })
  if ((await compartments.leave('director', { logged })) === 'kept') writeSync(1, `left ${logged.id}\n`)
  const [waits] = await open.waiting('director')
  const [oldest = ''] = open.references
  const full = open.unusedCells('director').length === 0
  if (waits !== undefined && nth % 3 === 2 && oldest !== '') {
    const from = { side: 'director', box: waits.box, id: idIn(waits.came).id } as const
    await open.join(from, oldest, (came, it) => ({ ...it, log: [...it.log, idIn(came)] }))
  } else if (waits !== undefined && !full) {
    const reference = `R-${logged.id.replaceAll(/[^A-Za-z0-9]/g, 'x')}`
    await open.takeIn('director', waits.box, (came) => ({ reference, file: {}, log: [idIn(came)] }))
  }
  if (full) {
    for (const { id } of (await open.read(oldest)).log) writeSync(1, `frees ${id}\n`)
    await open.free(oldest)
  }
}
