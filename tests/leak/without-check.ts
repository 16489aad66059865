import { removals } from './removals.ts'

const removed = process.env['CARREL_REMOVED']
const removal = removals.find(({ removes }) => removes === removed)
if (removal === undefined) throw new Error(`no check of this name can be removed: ${removed}`)
removal.remove()
