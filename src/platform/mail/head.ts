/** What the head of every mail says; `subject` and `from` as they stand in it, encoded where needed. */
export type MailHead = {
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly messageId: string
  readonly at: Date
}

/**
 * Header lines of a mail that a program sent (RFC 5322; RFC 3834 for `Auto-Submitted`), without line ends. The date always
 * has 31 characters: `Tue, 24 Nov 2026 15:04:05 +0000`.
 */
export const mailHead = ({ from, to, subject, messageId, at }: MailHead): string[] => [
  `From: ${from}`,
  `To: ${to}`,
  `Subject: ${subject}`,
  `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
  `Message-ID: <${messageId}>`,
  'MIME-Version: 1.0',
  'Auto-Submitted: auto-generated',
]

/** Keeps a mailbox from answering that its owner is away. */
export const answerNothing = 'X-Auto-Response-Suppress: All'

/** A whole mail of ASCII lines of at most 998 characters, with lines ending in CRLF. */
export const plainMail = (head: MailHead, lines: readonly string[]): string =>
  [
    ...mailHead(head),
    answerNothing,
    'Content-Type: text/plain; charset=us-ascii',
    'Content-Transfer-Encoding: 7bit',
    '',
    ...lines,
    '',
  ].join('\r\n')
