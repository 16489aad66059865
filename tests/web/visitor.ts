import type { Hono } from 'hono'
import { passphrase } from './house.ts'

/** A browser without a screen: keeps cookies, sends forms with the word that the last page gave. */
export class Visitor {
  readonly cookies = new Map<string, string>()
  /** The last page. */
  html = ''
  readonly #app: Hono
  readonly #host: string

  constructor(app: Hono, host = '127.0.0.1:8080') {
    this.#app = app
    this.#host = host
  }

  get word(): string {
    return /name="word" value="([^"]+)"/.exec(this.html)?.[1] ?? ''
  }

  get heading(): string {
    return plain(/<h1[^>]*>(.*?)<\/h1>/s.exec(this.html)?.[1] ?? '')
  }

  /** The page as text, as a person reads it. */
  get text(): string {
    return plain(this.html)
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#send(path, { headers })
  }

  async post(
    path: string,
    fields: Record<string, string | readonly string[]> = {},
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries({ word: this.word, ...fields })) {
      for (const one of [value].flat()) body.append(name, one)
    }
    return this.#send(path, {
      method: 'POST',
      body: body.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })
  }

  /** Sends a form with a file in it, as a browser does: with its length. */
  async postFile(
    path: string,
    fields: Record<string, string>,
    file: { readonly name: string; readonly bytes: Buffer; readonly type?: string },
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const edge = 'carrel-test-edge'
    const part = (head: string, body: Buffer) =>
      Buffer.concat([
        Buffer.from(`--${edge}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
        body,
        Buffer.from('\r\n'),
      ])
    const parts = Object.entries({ word: this.word, ...fields }).map(([name, value]) =>
      part(`name="${name}"`, Buffer.from(value)),
    )
    const { name, bytes, type = 'application/pdf' } = file
    parts.push(part(`name="file"; filename="${name}"\r\nContent-Type: ${type}`, bytes))
    const body = Buffer.concat([...parts, Buffer.from(`--${edge}--\r\n`)])
    return this.#send(path, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: {
        'content-type': `multipart/form-data; boundary=${edge}`,
        'content-length': String(body.length),
        ...headers,
      },
    })
  }

  async signIn(name: string, typed = passphrase): Promise<Response> {
    await this.get('/sign-in')
    const response = await this.post('/sign-in', { name, passphrase: typed })
    if (response.status === 303) await this.get('/')
    return response
  }

  async #send(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await this.#app.request(path, {
      ...init,
      headers: { host: this.#host, ...(cookie !== '' && { cookie }), ...init.headers },
    })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value === '' || /max-age=0/i.test(set)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    this.html = await response.clone().text()
    return response
  }
}

function plain(html: string): string {
  return html
    .replace(/<head>.*?<\/head>/s, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
}
