import type { Kysely } from 'kysely'
import { returnedMailOpener } from '../gate/capabilities.ts'
import { KeyError } from '../platform/crypto/key-folder.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { LinkOpener } from '../platform/crypto/link-keys.ts'
import { inContext, type Trx } from '../platform/db/context.ts'
import type { Schema } from '../platform/db/schema.ts'
import { dailyJobContext } from '../platform/jobs/daily-job.ts'
import { condemnsAddress } from '../platform/mail/send.ts'
import { mailsIn, textsIn } from '../register/log/index.ts'
import { badAddressToken, isAddressOf, noticeOf } from './notice-sealing.ts'
import {
  addBadAddress,
  lockNoticeOfMail,
  type PlannedNotice,
  reachableAt,
  updateNotice,
} from './notice-store.ts'

/**
 * Marks notices whose mail was returned as failed, and counts addresses that do not exist. Nothing is kept of other
 * mail.
 *
 * Why the address must be the patron's: a recipient knows the mail's id, and could have someone else's address marked
 * bad.
 * @returns mails returned; how many were our notices; statuses of ours that are not the address's fault; and unreadable
 * mails about ours
 */
export async function processReturnedMail(
  { worker, ring }: { readonly worker: Kysely<Schema>; readonly ring: KeyRing },
  text: string,
  day: string,
): Promise<{
  readonly returned: number
  readonly ours: number
  readonly otherStatuses: readonly string[]
  readonly unread: number
}> {
  const { returned: all, unread: unreadMails } = await readReturnedMail(text)
  let ours = 0
  const others = new Set<string>()
  for (const { messageIds, recipient, status, isNoSuchAddress } of all) {
    await inContext(worker, dailyJobContext, async (trx) => {
      for (const id of messageIds) {
        const notice = await lockNoticeOfMail(trx, id)
        if (notice?.channel !== 'e-mail' || !(notice.state === 'done' || notice.state === 'unknown')) continue
        if (!(await isRecipientOf(trx, ring, notice, recipient))) continue
        if (isNoSuchAddress) await addBadAddress(trx, badAddressToken(ring, recipient), notice.planned_on)
        else others.add(status)
        await updateNotice(trx, notice, { state: 'failed' }, day)
        ours++
      }
    })
  }
  const unread = await inContext(worker, dailyJobContext, async (trx) => {
    let count = 0
    for (const { messageIds } of unreadMails) {
      const notices = await Promise.all(messageIds.map((id) => lockNoticeOfMail(trx, id)))
      if (notices.some((notice) => notice?.channel === 'e-mail')) count++
    }
    return count
  })
  return { returned: all.length, ours, otherStatuses: [...others].sort(), unread }
}

async function isRecipientOf(
  trx: Trx,
  ring: KeyRing,
  notice: PlannedNotice,
  address: string,
): Promise<boolean> {
  try {
    const opener = returnedMailOpener(ring)
    const [patron] = await reachableAt(trx, ring, [noticeOf(new LinkOpener(opener), notice).patron])
    return patron !== undefined && isAddressOf(opener, patron, address)
  } catch (error) {
    // The nightly job reports unreadable rows.
    if (error instanceof KeyError) return false
    throw error
  }
}

type ReturnedMail = {
  readonly messageIds: readonly string[]
  readonly recipient: string
  readonly status: string
  /** No such mailbox or domain. A full mailbox, or a server that distrusts us, is not the address's fault. */
  readonly isNoSuchAddress: boolean
}

/** From a mail server about one of our mails, without a readable report. */
type UnreadableMail = { readonly messageIds: readonly string[] }

/**
 * Reads returned mail (RFC 3464, and Exim's header), one or an mbox file. Delays are left out.
 * Hostile: anyone can send one; it counts only with the random id of one of our mails.
 */
export async function readReturnedMail(
  text: string,
): Promise<{ readonly returned: readonly ReturnedMail[]; readonly unread: readonly UnreadableMail[] }> {
  const returned: ReturnedMail[] = []
  const unread: UnreadableMail[] = []
  for (const mail of mailsIn(text)) {
    // The report, or the header of our mail, may be encoded.
    const parts = await textsIn(Buffer.from(mail, 'latin1'))
    const messageIds = [
      ...new Set(parts.flatMap((part) => [...part.matchAll(ownId)].map(([, id = '']) => id.toLowerCase()))),
    ]
    if (messageIds.length === 0) continue
    const reports = parts
      .flatMap((part) => part.split(/\n[ \t]*\n/))
      .filter((block) => recipientField.test(block))
    const failed = reports.length > 0 ? reports.flatMap(failedRecipient) : failedByHeader(mail)
    const each = new Map(failed.map((one) => [one.recipient, one]))
    returned.push(...[...each.values()].map((one) => ({ messageIds, ...one })))
    if (reports.length === 0 && failed.length === 0 && isOfServer.test(mail)) unread.push({ messageIds })
  }
  return { returned, unread }
}

const ownId = /<([0-9a-f]{32})@[^>\s]{1,253}>/gi
const recipientField = /^(?:Original|Final)-Recipient:/im
const isOfServer = /^(?:Return-Path:[ \t]*<>|From:.*\b(?:mailer-daemon|postmaster)\b)/im

function failedRecipient(block: string): Omit<ReturnedMail, 'messageIds'>[] {
  const unfolded = block.replaceAll(/\n[ \t]+/g, ' ')
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(unfolded)?.[1]?.trim() ?? ''
  const [status] = /^[45]\.\d{1,3}\.\d{1,3}/.exec(field('Status')) ?? []
  if (!/^failed\b/i.test(field('Action')) || status === undefined) return []
  const address = (field('Original-Recipient') || field('Final-Recipient')).replace(
    /^(?:rfc822|utf-8)\s*;\s*/i,
    '',
  )
  const recipient = address.replace(/^<|>$/g, '')
  return recipient === '' ? [] : [{ recipient, status, isNoSuchAddress: condemnsAddress(status) }]
}

/** Exim's header lists failed addresses without the reason, so none is marked bad. */
function failedByHeader(mail: string): Omit<ReturnedMail, 'messageIds'>[] {
  const head = mail.slice(0, `${mail}\n\n`.indexOf('\n\n')).replaceAll(/\n[ \t]+/g, ' ')
  const [, list = ''] = /^X-Failed-Recipients:(.*)$/im.exec(head) ?? []
  const recipients = list.split(',').map((one) => one.trim())
  return recipients
    .filter(Boolean)
    .map((recipient) => ({ recipient, status: '5.0.0', isNoSuchAddress: false }))
}
