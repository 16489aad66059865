/** What a mail that came back says: of which of our mails, and that it will never arrive where it was sent. */
export type Returned = {
  /** What may be the id of ours, before the `@`. */
  readonly messageIds: readonly string[]
  readonly recipient: string
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
      return messageIds.length === 0 ? [] : recipients.map((recipient) => ({ messageIds, recipient }))
    })
}

const ownId = /<([0-9a-f]{32})@[^>\s]{1,253}>/gi
/** The fields of one recipient, which end at an empty line. */
const statusBlock = /^(?:Original|Final)-Recipient:.*\n(?:.+\n?)*/gim

function failedRecipient(block: string): string[] {
  const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(block)?.[1]?.trim() ?? ''
  const isForGood = /^failed$/i.test(field('Action')) && field('Status').startsWith('5')
  const address = (field('Original-Recipient') || field('Final-Recipient')).replace(/^rfc822\s*;\s*/i, '')
  return isForGood && address !== '' ? [address.replace(/^<|>$/g, '')] : []
}
