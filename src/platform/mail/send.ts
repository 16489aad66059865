import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js'
import type { MailServer } from './settings.ts'

/**
 * Something could not be handed over, and is tried again. INVARIANT: its message goes into the log as it is, so it has
 * no address, no name and no word of another machine.
 */
export class NotSentError extends Error {
  override name = 'NotSent'
}

/**
 * What a refusal is about.
 * - `address`: there is no such mailbox or domain
 * - `mailbox`: that mailbox takes none now: it is full, or shut off
 * - `later`: it may be taken at another time
 * - `sending`: how we send: who we are, what we may relay, what the message is like. Every other message meets it too.
 */
export type RefusalReason = 'address' | 'mailbox' | 'later' | 'sending'

export type SendResult =
  | { readonly outcome: 'accepted' }
  /** The server never had the message, or said that it does not take it. */
  | {
      readonly outcome: 'refused'
      readonly why: string
      readonly fault: RefusalReason
    }
  /** The line broke while the server had the message: it may be on its way or not. */
  | { readonly outcome: 'unknown'; readonly why: string }

const patienceMs = 30_000
/** All of it together, however often the server says something in between. */
const mostMs = 60_000

/**
 * Hands one message to the mail server.
 *
 * Why by the connection and not by the transport above it: what became of the message after a broken line depends on
 * how far it had come, which the transport does not tell.
 *
 * @param mail.message whole, its lines ending in CRLF
 * @param options.signal ends it at once, as the deadline does
 */
export async function sendMail(
  server: MailServer,
  mail: { readonly from: string; readonly to: string; readonly message: string },
  options: SendOptions = {},
): Promise<SendResult> {
  const { connection, end, step } = begin(server, mail.from, options)
  let handingOver = false
  // The connection reads the message only once the server has asked for it (354), so before that it has none of it.
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

/**
 * Whether the mail server can be reached and lets us in, before anything is opened that is to be sent.
 * @returns what is wrong, in few words; undefined where nothing is
 */
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

/** No such mailbox, no such domain, no address at all, moved away, takes no mail (RFC 3463 and 7505). */
const noSuchAddress = /^5\.1\.(1|2|3|6|10)$/
/**
 * Of the mailbox: full, shut off, too small. Another message would meet the same, and another mailbox would not. Of what is
 * temporary only a full one: servers say 4.2.0 and 4.2.1 of their own haste too.
 */
const ofMailbox = /^(5\.2\.\d+|4\.2\.2)$/

/** Whether a permanent status says that there is no such address. @param status as `5.1.1` */
export const condemnsAddress = (status: string): boolean => noSuchAddress.test(status)

/**
 * What a refusal is about, by its enhanced code alone: a plain 550 is said of unknown mailboxes and of forbidden
 * senders alike.
 */
function refusalReason(error: unknown): RefusalReason {
  const { command } = error as { command?: unknown }
  const { code, status = '' } = answerOf(error)
  // 552 without more is how older servers say that a mailbox is full.
  if (ofMailbox.test(status) || (code === 552 && status === '')) return 'mailbox'
  if (code < 500) return 'later'
  const isOfRecipient = command === 'RCPT TO' || command === 'DATA'
  return isOfRecipient && condemnsAddress(status) ? 'address' : 'sending'
}

/** The numbers of a server's answer: `550 5.1.1 ...`. 0 where it gave none. */
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

/** One step of the dialogue. A connection tells of a broken line by an event, and the step's own callback never comes. */
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

/**
 * INVARIANT: no word of the server's comes in here: a server may repeat what it was sent, a password among it.
 */
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
 * How far a message has come.
 * - `ready`: not sent, and no try is under way or had an unknown end
 * - `trying`: a try is under way, or it is not known what became of it
 * - `trying-again`: the same of the second try
 * - `sent`, `unknown`: nothing more is done
 */
export type DeliveryProgress = 'ready' | 'trying' | 'trying-again' | 'sent' | 'unknown'

type DeliveryState = { readonly state: DeliveryProgress; readonly failure: string | null }

/**
 * Tries once to hand a message over, so that no kill loses it and none sends it a third time: what the other side
 * certainly does not have is tried again, and what it may have once more at most.
 *
 * @param acts.note durable once it resolves
 * @returns how far it has come, and of a try that failed, why
 */
export async function deliverAtMostTwice(
  message: { readonly state: DeliveryProgress; readonly failure: string | null },
  acts: { note(known: DeliveryState): Promise<void>; send(): Promise<SendResult> },
): Promise<{ readonly state: DeliveryProgress; readonly why?: string; readonly fault?: RefusalReason }> {
  const { state, failure } = message
  if (state === 'sent' || state === 'unknown') return { state }
  if (state === 'trying-again') {
    // Killed at its second try: whether the first or the second arrived, nobody here can tell.
    await acts.note({ state: 'unknown', failure })
    return { state: 'unknown' }
  }
  const second = state === 'trying'
  // INVARIANT: that a try begins is durable before it does, so that no kill makes a third.
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
