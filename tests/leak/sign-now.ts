import { lastSignedIn } from '../../src/jobs/last-signed.ts'
import { currentSigner } from '../../src/jobs/register-signer.ts'
import { tick } from '../../src/jobs/tick.ts'
import type { Tested } from '../web/house.ts'

/** Signs into the register what waits. */
export async function signNow({ house, it, time }: Tested): Promise<void> {
  const { worker } = it.database
  const signer = await currentSigner(worker, house.ring)
  const { compartments } = house
  await tick(worker, {
    ...{ signer, lastSigned: lastSignedIn(it.home.keysDir), now: time.now },
    timeZone: house.pack.timeZone,
    cells: (leaf) => compartments?.valuesFor(leaf) ?? Promise.reject(new Error('this house has no cells')),
  })
}
