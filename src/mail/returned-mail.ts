import { mailsIn, textsIn } from '../register/mail-texts.ts'
import { condemnsAddress } from './send.ts'

/** What a mail that was returned says: which of our mails it was, and that it will not arrive where it was sent. */
export type Returned = {
  /** What may be the id of ours, before the `@`. */
  readonly messageIds: readonly string[]
  readonly recipient: string
  /** As the report has it, `5.1.1`. */
  readonly status: string
  /** There is no such mailbox or domain. A full mailbox, or what a server thinks of our sending, is no fault of it. */
  readonly isNoSuchAddress: boolean
}

/** A mail of a mail server about one of ours, in which no report could be read. */
export type Unread = { readonly messageIds: readonly string[] }

/**
 * Reads mails that came back (RFC 3464, and Exim's header), one or a file of many (mbox). Those that only arrive late are
 * left out.
 * Hostile: anybody can send one; it counts for nothing without the random id of a mail of ours.
 */
export async function readReturned(
  text: string,
): Promise<{ readonly returned: readonly Returned[]; readonly unread: readonly Unread[] }> {
  const returned: Returned[] = []
  const unread: Unread[] = []
  for (const mail of mailsIn(text)) {
    // The part with the report, or with the head of ours, may be encoded.
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

/** @param block the fields of one recipient */
function failedRecipient(block: string): Omit<Returned, 'messageIds'>[] {
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

/** Exim's, which says of each that it failed and not why: no address is marked for it. */
function failedByHeader(mail: string): Omit<Returned, 'messageIds'>[] {
  const head = mail.slice(0, `${mail}\n\n`.indexOf('\n\n')).replaceAll(/\n[ \t]+/g, ' ')
  const [, list = ''] = /^X-Failed-Recipients:(.*)$/im.exec(head) ?? []
  const recipients = list.split(',').map((one) => one.trim())
  return recipients
    .filter(Boolean)
    .map((recipient) => ({ recipient, status: '5.0.0', isNoSuchAddress: false }))
}
