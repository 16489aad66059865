import { bad, good, ofDatabase } from '../platform/doctor.ts'
import { sendingFaults } from './notice-store.ts'

export const sendingCheck = ofDatabase('sending', async ({ db }) => {
  const [fault] = await sendingFaults(db.worker)
  if (fault === undefined) return good('The last notices that were to go out were not refused.')
  const since = fault.since.toISOString().slice(0, 16).replace('T', ' ')
  return bad(
    `Notices by ${fault.channel} do not go out since ${since} UTC: ${fault.why}.`,
    'Set right what the mail server, or the command that sends texts, refuses. The notices are kept, and tried again within the hour.',
  )
})
