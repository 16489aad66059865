import type { Kysely } from 'kysely'
import { readReturned } from '../mail/returned-mail.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { badAddressToken } from '../sealing/standings.ts'
import { atNight } from '../store/night.ts'
import { lockNoticeOfMail, noteBadAddress, noteNotice } from '../store/notices.ts'
import type { Schema } from '../store/schema.ts'
import { inContext } from '../store/vault.ts'

/**
 * Takes in mails that came back: the address does not get another, and the night turns to whoever it was by the next
 * way. Of mails that are none of ours, or are no longer remembered, nothing is kept.
 * @param day the library's day
 * @returns how many came back for good, and how many of those were notices of ours
 */
export async function takeReturned(
  parts: { readonly worker: Kysely<Schema>; readonly ring: KeyRing },
  text: string,
  day: string,
): Promise<{ readonly returned: number; readonly ours: number }> {
  const { worker, ring } = parts
  const all = readReturned(text)
  let ours = 0
  for (const { messageIds, recipient } of all) {
    await inContext(worker, atNight, async (trx) => {
      for (const id of messageIds) {
        const notice = await lockNoticeOfMail(trx, id)
        if (notice?.channel !== 'e-mail' || !(notice.state === 'done' || notice.state === 'unknown')) continue
        await noteBadAddress(trx, badAddressToken(ring, recipient), day)
        await noteNotice(trx, notice, { state: 'failed' }, day)
        ours++
      }
    })
  }
  return { returned: all.length, ours }
}
