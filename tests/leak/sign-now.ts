import { lastSignedFile } from '../../src/register/head.ts'
import { currentSigner, sequenceEntries } from '../../src/register/sequencer.ts'
import type { Tested } from '../web/house.ts'

/** Signs into the register what waits. */
export async function signNow({ house, it, time }: Tested): Promise<void> {
  const { worker } = it.database
  const signer = await currentSigner(worker, house.ring)
  const { compartments } = house
  await sequenceEntries(worker, {
    ...{ signer, lastSigned: lastSignedFile(it.home.keysDir), now: time.now },
    timeZone: house.pack.timeZone,
    cells: (leaf) => compartments?.valuesFor(leaf) ?? Promise.reject(new Error('this house has no cells')),
  })
}
