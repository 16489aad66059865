import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js'
import type { MailServer } from './settings.ts'

/**
 * Something was not sent and is tried again. INVARIANT: its message is logged, so it contains no address, no
 * name and no text from another machine.
 */
export class NotSentError extends Error {}

/**
 * What a refusal is about.
 * - `address`: no such mailbox or domain
 * - `mailbox`: it accepts none now, because it is full or disabled
 * - `later`: it may be accepted later
 * - `sending`: how we send, which every other message meets too
 */
export type RefusalReason = 'address' | 'mailbox' | 'later' | 'sending'

export type SendResult =
  | { readonly outcome: 'accepted' }
  /** The server never had the message, or said that it does not accept it. */
  | {
      readonly outcome: 'refused'
      readonly why: string
      readonly fault: RefusalReason
    }
  /** The connection broke while the server had the message, so it may be on its way. */
  | { readonly outcome: 'unknown'; readonly why: string }

const patienceMs = 30_000
/** The limit for the whole dialogue, however often the server responds in between. */
const mostMs = 60_000

/**
 * Hands one message, its lines ending in CRLF, to the mail server; `signal` ends it at once.
 * Why nodemailer's connection and not its transport: after a broken connection the outcome depends on how far
 * it had come, which the transport does not report.
 */
export async function sendMail(
  server: MailServer,
  mail: { readonly from: string; readonly to: string; readonly message: string },
  options: SendOptions = {},
): Promise<SendResult> {
  const { connection, end, step } = begin(server, mail.from, options)
  let handingOver = false
  // The connection reads the message only after the server has asked for it (354).
  const message = Readable.from(
    (function* () {
      handingOver = true
      yield Buffer.from(mail.message)
    })(),
  )
  try {
    await signIn(server, connection, step)
    await step((done) => connection.send({ from: mail.from, to: mail.to }, message, done))
    return { outcome: 'accepted' }
  } catch (error) {
    const why = shortReason(error)
    if (handingOver && !isAnswer(error)) return { outcome: 'unknown', why }
    return { outcome: 'refused', why, fault: refusalReason(error) }
  } finally {
    if (!end.aborted) connection.quit()
    connection.close()
  }
}

/** Tries the login before anything is opened for sending; returns what is wrong, or undefined. */
export async function mailServerFault(
  server: MailServer,
  from: string,
  options: SendOptions = {},
): Promise<string | undefined> {
  const { connection, end, step } = begin(server, from, options)
  try {
    await signIn(server, connection, step)
    return undefined
  } catch (error) {
    return shortReason(error)
  } finally {
    if (!end.aborted) connection.quit()
    connection.close()
  }
}

/** No such mailbox or domain, no address, moved, accepts no mail (RFC 3463 and 7505). */
const noSuchAddress = /^5\.1\.(1|2|3|6|10)$/
/**
 * The mailbox is full, disabled or too small, so another message would fail too. Of temporary codes only a
 * full one: servers use 4.2.0 and 4.2.1 for their own delays.
 */
const ofMailbox = /^(5\.2\.\d+|4\.2\.2)$/

/** Whether a permanent status such as `5.1.1` means that there is no such address. */
export const condemnsAddress = (status: string): boolean => noSuchAddress.test(status)

/** By the enhanced code alone: a plain 550 means unknown mailboxes and forbidden senders alike. */
function refusalReason(error: unknown): RefusalReason {
  const { command } = error as { command?: unknown }
  const { code, status = '' } = answerOf(error)
  // Older servers say with a plain 552 that a mailbox is full.
  if (ofMailbox.test(status) || (code === 552 && status === '')) return 'mailbox'
  if (code < 500) return 'later'
  const isOfRecipient = command === 'RCPT TO' || command === 'DATA'
  return isOfRecipient && condemnsAddress(status) ? 'address' : 'sending'
}

/** The numbers in a server's answer, `550 5.1.1 ...`; 0 where it has none. */
function answerOf(error: unknown): { readonly code: number; readonly status?: string | undefined } {
  const { responseCode, response } = error as { responseCode?: unknown; response?: unknown }
  const [, status] = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(String(response ?? '')) ?? []
  return { code: Number(responseCode ?? 0), status }
}

const isAnswer = (error: unknown): boolean => answerOf(error).code >= 400

type SendOptions = { readonly signal?: AbortSignal | undefined; readonly deadlineMs?: number }

function begin({ host, port, tls }: MailServer, from: string, { signal, deadlineMs = mostMs }: SendOptions) {
  const connection = new SMTPConnection({
    host,
    port,
    secure: tls === 'at-once',
    requireTLS: tls === 'after-greeting',
    ignoreTLS: tls === 'none',
    name: from.slice(from.lastIndexOf('@') + 1),
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: 2 * patienceMs,
  })
  const end = AbortSignal.any([AbortSignal.timeout(deadlineMs), ...(signal ? [signal] : [])])
  return { connection, end, step: (take: Take) => within(end, connection, take) }
}

async function signIn(
  { user }: MailServer,
  connection: SMTPConnection,
  step: (take: Take) => Promise<void>,
): Promise<void> {
  await step((done) => connection.connect(done))
  if (user === undefined) return
  const credentials = { user: user.name, pass: user.password.reveal() }
  await step((done) => connection.login({ credentials }, done))
}

type Take = (done: (error?: Error | null) => void) => void

/** One step of the dialogue. A broken connection is only an event; the step's own callback never comes. */
async function within(end: AbortSignal, connection: SMTPConnection, take: Take): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const late = () => reject(Object.assign(new Error(), { code: 'ETIMEDOUT' }))
    if (end.aborted) return late()
    end.addEventListener('abort', late, { once: true })
    connection.on('error', reject)
    connection.once('end', () => reject(Object.assign(new Error(), { code: 'ECONNECTION' })))
    take((error) => (error ? reject(error) : resolve()))
  })
}

/** INVARIANT: no text of the server is included: a server may repeat what it was sent, even a password. */
function shortReason(error: unknown): string {
  const { code, syscall } = error as { code?: string; syscall?: string }
  if (code === 'ETLS') return 'the mail server offers no TLS that can be trusted'
  const answer = answerOf(error)
  if (isAnswer(error))
    return `the mail server answered ${[answer.code, answer.status].filter(Boolean).join(' ')}`
  if (code === 'EDNS' || syscall === 'getaddrinfo') return 'the name of the mail server is not known'
  return `the mail server cannot be reached, or broke off${/^E[A-Z]+$/.test(code ?? '') ? ` (${code})` : ''}`
}

/**
 * - `ready`: not sent, and no attempt is under way or had an unknown outcome
 * - `trying`: an attempt is under way, or its outcome is unknown
 * - `trying-again`: the same for the second attempt
 * - `sent`, `unknown`: final
 */
export type DeliveryProgress = 'ready' | 'trying' | 'trying-again' | 'sent' | 'unknown'

type DeliveryState = { readonly state: DeliveryProgress; readonly failure: string | null }

/**
 * Attempts a delivery once, so that no kill loses a message and none sends it a third time: what the other
 * side certainly does not have is tried again, what it may have at most once more. `note` is durable once it
 * resolves.
 */
export async function deliverAtMostTwice(
  { state, failure }: { readonly state: DeliveryProgress; readonly failure: string | null },
  acts: { note(known: DeliveryState): Promise<void>; send(): Promise<SendResult> },
): Promise<{ readonly state: DeliveryProgress; readonly why?: string; readonly fault?: RefusalReason }> {
  if (state === 'sent' || state === 'unknown') return { state }
  if (state === 'trying-again') {
    // Killed at its second attempt: whether either arrived is not known.
    await acts.note({ state: 'unknown', failure })
    return { state: 'unknown' }
  }
  const second = state === 'trying'
  // INVARIANT: the beginning of an attempt is durable first, so that no kill leads to a third.
  await acts.note({ state: second ? 'trying-again' : 'trying', failure })
  const sent = await acts.send()
  if (sent.outcome === 'accepted') {
    await acts.note({ state: 'sent', failure: null })
    return { state: 'sent' }
  }
  const unknown = sent.outcome === 'unknown'
  const next = second ? (unknown ? 'unknown' : 'trying') : unknown ? 'trying' : 'ready'
  await acts.note({ state: next, failure: sent.why })
  return { state: next, why: sent.why, ...(sent.outcome === 'refused' && { fault: sent.fault }) }
}
