import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js'
import type { MailServer } from './settings.ts'

export type Sent =
  | { readonly outcome: 'accepted' }
  /** The server never had the message, or said that it does not take it. */
  | {
      readonly outcome: 'refused'
      readonly why: string
      /** It will not take it later either: what is wrong is the address, or the message. */
      readonly forGood: boolean
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
): Promise<Sent> {
  const { connection, end, step } = begin(server, mail.from, options)
  let handingOver = false
  try {
    await signIn(server, connection, step)
    handingOver = true
    await step((done) => connection.send({ from: mail.from, to: mail.to }, mail.message, done))
    return { outcome: 'accepted' }
  } catch (error) {
    const { responseCode, command } = error as { responseCode?: unknown; command?: unknown }
    const answered = Number(responseCode) >= 400
    const why = inFewWords(error)
    if (handingOver && !answered) return { outcome: 'unknown', why }
    // Why not of the sender: that a server does not know who we are is no fault of the address.
    const forGood = handingOver && Number(responseCode) >= 500 && command !== 'MAIL FROM'
    return { outcome: 'refused', why, forGood }
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
    return inFewWords(error)
  } finally {
    if (!end.aborted) connection.quit()
    connection.close()
  }
}

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
function inFewWords(error: unknown): string {
  const { code, responseCode, syscall } = error as { code?: string; responseCode?: number; syscall?: string }
  if (code === 'ETLS') return 'the mail server offers no TLS that can be trusted'
  if (Number(responseCode) >= 400) return `the mail server answered ${responseCode}`
  if (code === 'EDNS' || syscall === 'getaddrinfo') return 'the name of the mail server is not known'
  return `the mail server cannot be reached, or broke off${/^E[A-Z]+$/.test(code ?? '') ? ` (${code})` : ''}`
}
