/**
 * The mail that says that a matter waits.
 *
 * INVARIANT: it is the same whatever came and from whom: no kind, no reference, no address of a page, no name but the
 * mailbox's own. Whoever reads it on a screen, or carries it, learns that somebody should sign in.
 *
 * @param mail.messageId without its angle brackets
 * @returns a whole message, its lines ending in CRLF
 */
export function signInNotice(mail: {
  readonly from: string
  readonly to: string
  readonly messageId: string
  readonly at: Date
}): string {
  return [
    `From: ${mail.from}`,
    `To: ${mail.to}`,
    'Subject: Carrel',
    `Date: ${mail.at.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${mail.messageId}>`,
    'MIME-Version: 1.0',
    'Auto-Submitted: auto-generated',
    'X-Auto-Response-Suppress: All',
    'Content-Type: text/plain; charset=us-ascii',
    'Content-Transfer-Encoding: 7bit',
    '',
    'A matter waits for you in Carrel. Please sign in.',
    '',
  ].join('\r\n')
}
