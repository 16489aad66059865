import type { Kysely, Transaction } from 'kysely'
import { readReturned } from '../mail/returned-mail.ts'
import { KeysRefused } from '../sealing/key-folder.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { LinkKeys } from '../sealing/link-keys.ts'
import { noticeOf } from '../sealing/notice-row.ts'
import { badAddressToken, isTheirs } from '../sealing/standings.ts'
import { atNight } from '../store/night.ts'
import {
  lockNoticeOfMail,
  noteBadAddress,
  noteNotice,
  type PlannedNotice,
  reachOf,
} from '../store/notices.ts'
import type { Schema } from '../store/schema.ts'
import { inContext } from '../store/vault.ts'

/**
 * Reads returned mails: each notice goes its next way the next night, and an address that does not exist gets no more
 * after the second occasion. Of mails that are not ours, or are no longer remembered, nothing is kept.
 *
 * Why the address must be theirs whom the mail was for: whoever has had a mail of ours knows its id, and could have
 * somebody else's address taken for bad.
 * @param day the library's day
 * @returns how many were returned, how many of those were notices of ours, the statuses of ours that are no fault of the
 *   address, each once, and how many mails are about a notice of ours and could not be read
 */
export async function takeReturned(
  parts: { readonly worker: Kysely<Schema>; readonly ring: KeyRing },
  text: string,
  day: string,
): Promise<{
  readonly returned: number
  readonly ours: number
  readonly otherStatuses: readonly string[]
  readonly unread: number
}> {
  const { worker, ring } = parts
  const { returned: all, unread: unreadMails } = await readReturned(text)
  let ours = 0
  const others = new Set<string>()
  for (const { messageIds, recipient, status, isNoSuchAddress } of all) {
    await inContext(worker, atNight, async (trx) => {
      for (const id of messageIds) {
        const notice = await lockNoticeOfMail(trx, id)
        if (notice?.channel !== 'e-mail' || !(notice.state === 'done' || notice.state === 'unknown')) continue
        if (!(await isOfWhom(trx, ring, notice, recipient))) continue
        if (isNoSuchAddress) await noteBadAddress(trx, badAddressToken(ring, recipient), notice.planned_on)
        else others.add(status)
        await noteNotice(trx, notice, { state: 'failed' }, day)
        ours++
      }
    })
  }
  const unread = await inContext(worker, atNight, async (trx) => {
    let count = 0
    for (const { messageIds } of unreadMails) {
      const notices = await Promise.all(messageIds.map((id) => lockNoticeOfMail(trx, id)))
      if (notices.some((notice) => notice?.channel === 'e-mail')) count++
    }
    return count
  })
  return { returned: all.length, ours, otherStatuses: [...others].sort(), unread }
}

/** Whether an address is on file for whom a notice is about. */
async function isOfWhom(
  trx: Transaction<Schema>,
  ring: KeyRing,
  notice: PlannedNotice,
  address: string,
): Promise<boolean> {
  try {
    const [patron] = await reachOf(trx, ring, [noticeOf(new LinkKeys(ring), notice).patron])
    return patron !== undefined && isTheirs(ring, patron, address)
  } catch (error) {
    // What does not open is said by the night.
    if (error instanceof KeysRefused) return false
    throw error
  }
}
