import { bad, good, note, ofDatabase } from '../platform/doctor.ts'
import { packHash } from '../policy/index.ts'
import { findStoredPack, packInForce } from './policy-store.ts'

/** Whether the policy pack in force is stored, as the log names it. */
export const policyCheck = ofDatabase('register-policy', async ({ db, pack }) => {
  const inForce = await packInForce(db.app)
  if (inForce === undefined) return note('No policy is kept yet: the first start keeps it.')
  const kept = await findStoredPack(db.app, inForce.hash)
  if (kept === undefined || packHash(new Map(Object.entries(kept.files))) !== inForce.hash) {
    return bad(
      'The policy that is kept is not the one that the register names: somebody changed it in the database.',
      'Start Carrel with the right policy pack, and find out who has the app’s password to the database.',
    )
  }
  const mark = inForce.hash.slice(0, 12)
  if (pack.hash === inForce.hash)
    return good(`The library runs by this policy pack (${mark}), which is kept.`)
  return note(
    `The library last ran by another policy pack (${mark}) than the one given here.`,
    'Where that was meant, start Carrel: the change goes into the register. Else give --pack.',
  )
})
