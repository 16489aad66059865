import { randomBytes, randomInt } from 'node:crypto'
import { type FormerEmailNotices, saveFormerEmails } from '../patrons/index.ts'
import { LinkKeys } from '../platform/crypto/link-keys.ts'
import { onceTokens, sealNotice } from './notice-sealing.ts'
import { planNotice } from './notice-store.ts'

/**
 * Plans that e-mail addresses which are a patron's no longer are told so, each by a mail of its own: whoever did not ask for
 * it hears of it. What the mail says has no place for the new address.
 * @param when.on the library's day, `YYYY-MM-DD`
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
