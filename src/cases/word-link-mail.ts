/**
 * The mail with a link to confirm or deny what someone recorded, with lines ending in CRLF. INVARIANT: it names no one,
 * no case and no library: anyone who reads it learns that its reader was asked something.
 */
export function wordLinkMail(mail: {
  readonly from: string
  readonly to: string
  readonly messageId: string
  readonly at: Date
  readonly until: Date
  readonly url: string
}): string {
  return [
    `From: ${mail.from}`,
    `To: ${mail.to}`,
    'Subject: Carrel: please confirm or deny',
    `Date: ${mail.at.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${mail.messageId}>`,
    'MIME-Version: 1.0',
    'Auto-Submitted: auto-generated',
    'X-Auto-Response-Suppress: All',
    'Content-Type: text/plain; charset=us-ascii',
    'Content-Transfer-Encoding: 7bit',
    '',
    'Something was recorded that waits for your word. Please open this page, and say',
    'whether it is true:',
    '',
    mail.url,
    '',
    `The link works once, until ${mail.until.toUTCString()}. Do not pass it on.`,
    'If you do not know what this is about, answer nothing, and call the library',
    'at a number that you know.',
    '',
  ].join('\r\n')
}
