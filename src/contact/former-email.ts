import { randomBytes, randomInt } from 'node:crypto'
import { type FormerEmailNotices, saveFormerEmails } from '../patrons/index.ts'
import { LinkKeys } from '../platform/crypto/link-keys.ts'
import { onceTokens, sealNotice } from './notice-sealing.ts'
import { planNotice } from './notice-store.ts'

/**
 * Plans a mail to each address that was removed from a record, so that a change the patron did not ask for is noticed.
 * The mail has no place for the new address.
 */
export const planFormerEmailNotices: FormerEmailNotices = async (
  trx,
  { ring, on },
  { patron, gone, former },
) => {
  const keys = new LinkKeys(ring)
  const steps = gone.map((to) => [randomInt(1, 2 ** 31), to] as const)
  for (const [step] of steps) {
    const notice = { patron, kind: 'address', step } as const
    const message_id = randomBytes(16).toString('hex')
    const row = { ...sealNotice(keys, notice), channel: 'e-mail', planned_on: on, message_id } as const
    await planNotice(trx, row, onceTokens(keys, notice))
  }
  await saveFormerEmails(trx, ring, patron, { ...former, ...Object.fromEntries(steps) })
}
