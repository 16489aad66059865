/**
 * The mail that asks someone to sign in, with lines ending in CRLF.
 * INVARIANT: it is the same whatever came and from whom: no kind, reference, link or name. Anyone who reads
 * it learns only that someone should sign in.
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
    'Something in Carrel needs your attention. Please sign in.',
    '',
  ].join('\r\n')
}
