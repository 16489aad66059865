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

/**
 * Reads mails that came back (RFC 3464), one or a file of many (mbox). Those that only arrive late are left out.
 * Hostile: anybody can send one; it counts for nothing without the random id of a mail of ours.
 */
export function readReturned(text: string): Returned[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/^From .*\n/m)
    .flatMap((mail) => {
      const recipients = [...mail.matchAll(statusBlock)].flatMap(([block]) => failedRecipient(block))
      const messageIds = [...new Set([...mail.matchAll(ownId)].map(([, id = '']) => id.toLowerCase()))]
      return messageIds.length === 0 ? [] : recipients.map((recipient) => ({ messageIds, ...recipient }))
    })
}

const ownId = /<([0-9a-f]{32})@[^>\s]{1,253}>/gi
/** The fields of one recipient, which end at an empty line. */
const statusBlock = /^(?:Original|Final)-Recipient:.*\n(?:.+\n?)*/gim

function failedRecipient(block: string): Omit<Returned, 'messageIds'>[] {
  const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(block)?.[1]?.trim() ?? ''
  const [status] = /^[45]\.\d{1,3}\.\d{1,3}/.exec(field('Status')) ?? []
  if (!/^failed$/i.test(field('Action')) || status === undefined) return []
  const address = (field('Original-Recipient') || field('Final-Recipient')).replace(/^rfc822\s*;\s*/i, '')
  const recipient = address.replace(/^<|>$/g, '')
  return recipient === '' ? [] : [{ recipient, status, isNoSuchAddress: condemnsAddress(status) }]
}
