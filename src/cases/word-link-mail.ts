import { type MailHead, plainMail } from '../platform/mail/head.ts'

/**
 * The mail with a link to confirm or deny what someone recorded, with lines ending in CRLF. INVARIANT: it names no one,
 * no case and no library: anyone who reads it learns that its reader was asked something.
 */
export const wordLinkMail = ({
  until,
  url,
  ...head
}: Omit<MailHead, 'subject'> & { readonly until: Date; readonly url: string }): string =>
  plainMail({ ...head, subject: 'Carrel: please confirm or deny' }, [
    'Something was recorded that waits for your word. Please open this page, and say',
    'whether it is true:',
    '',
    url,
    '',
    `The link works once, until ${until.toUTCString()}. Do not pass it on.`,
    'If you do not know what this is about, answer nothing, and call the library',
    'at a number that you know.',
  ])
