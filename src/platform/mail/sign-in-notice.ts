import { type MailHead, plainMail } from './head.ts'

/**
 * The mail that asks someone to sign in, with lines ending in CRLF.
 * INVARIANT: it is the same whatever came and from whom: no kind, reference, link or name. Anyone who reads
 * it learns only that someone should sign in.
 */
export const signInNotice = (head: Omit<MailHead, 'subject'>): string =>
  plainMail({ ...head, subject: 'Carrel' }, ['Something in Carrel needs your attention. Please sign in.'])
