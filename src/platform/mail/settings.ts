import { isIPv4 } from 'node:net'

export type MailSettings =
  | {
      readonly state: 'set-up'
      readonly server: MailServer
      readonly from: string
    }
  | { readonly state: 'not-set-up' }
  /** `says` is one sentence with what to do, never with the password. */
  | { readonly state: 'wrong'; readonly says: string }

export type MailServer = {
  readonly host: string
  readonly port: number
  /** TLS from the first byte, STARTTLS, or none. */
  readonly tls: 'at-once' | 'after-greeting' | 'none'
  /** INVARIANT: the password goes to the mail server only, never into a log or an error. */
  readonly user?: { readonly name: string; readonly password: Password }
}

export class Password {
  readonly #text: string
  constructor(text: string) {
    this.#text = text
  }
  reveal(): string {
    return this.#text
  }
  toString(): string {
    return '[password]'
  }
  toJSON(): string {
    return '[password]'
  }
}

/**
 * Reads CARREL_SMTP_URL (`smtps://NAME:PASSWORD@HOST:PORT`, or `smtp://` for STARTTLS) and CARREL_MAIL_FROM.
 * INVARIANT: a password never crosses a network in the clear: without TLS there is none, unless the server is
 * this machine.
 */
export function mailSettings(env: Readonly<Record<string, string | undefined>>): MailSettings {
  const { CARREL_SMTP_URL: url = '', CARREL_MAIL_FROM: from = '' } = env
  if (url === '' && from === '') return { state: 'not-set-up' }
  if (url === '')
    return wrong('CARREL_SMTP_URL is missing: name the mail server, as smtps://NAME:PASSWORD@HOST')
  if (!isMailAddress(from)) {
    return wrong('CARREL_MAIL_FROM has to be the address that mail comes from, as carrel@library.example.org')
  }
  const server = readServer(url)
  return typeof server === 'string' ? wrong(server) : { state: 'set-up', server, from }
}

/** An address that is safe in a header and an envelope as it is: ASCII, no space, no list, no name. */
export function isMailAddress(text: string): boolean {
  return (
    text.length <= 200 &&
    /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*$/.test(text)
  )
}

function readServer(text: string): MailServer | string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const secure = url?.protocol === 'smtps:'
  if (
    url === undefined ||
    (!secure && url.protocol !== 'smtp:') ||
    url.hostname === '' ||
    !/^\/?$/.test(url.pathname)
  ) {
    return 'CARREL_SMTP_URL has to be smtps://NAME:PASSWORD@HOST or smtp://NAME:PASSWORD@HOST; write a sign that is no letter or digit as %XX'
  }
  const wish = url.searchParams.get('tls')
  if (
    url.searchParams.size > (wish === null ? 0 : 1) ||
    !(wish === null || wish === 'yes' || wish === 'no')
  ) {
    return 'CARREL_SMTP_URL may end in ?tls=yes or ?tls=no, and in nothing else'
  }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const here = host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))
  const plain = !secure && (wish === 'no' || (wish === null && here))
  const password = decoded(url.password)
  const name = decoded(url.username)
  if (password === undefined || name === undefined)
    return 'CARREL_SMTP_URL: write % in the name or password as %25'
  if (plain && !here && password !== '') return 'CARREL_SMTP_URL: a password needs TLS: leave ?tls=no out'
  return {
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    tls: secure ? 'at-once' : plain ? 'none' : 'after-greeting',
    ...(name !== '' && { user: { name, password: new Password(password) } }),
  }
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}

function wrong(says: string): MailSettings {
  return { state: 'wrong', says }
}
