import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SeededRandom } from '../../src/import/invented-library.ts'
import type { Doing, Journal } from './journal.ts'
import { type ClerkAccount, type Patron, passphrase } from './small-library.ts'

export type ClerkParts = {
  readonly account: ClerkAccount
  readonly patrons: readonly Patron[]
  readonly port: number
  readonly journal: Journal
  readonly random: SeededRandom
}

type Page = { readonly status: number; readonly location: string; readonly html: string }
type Fields = Readonly<Record<string, string | readonly string[]>>

const askFor = [
  (card: string) => ({ who: 'customer', how: 'here', checked: ['', 'photo-id'], card, wants: ['', 'loans'] }),
  (card: string) => ({
    who: 'guardian',
    how: 'here',
    checked: ['', 'guardian-on-file'],
    guardian: 'Una Canary',
    card,
    wants: '',
  }),
]

/** A clerk at a browser without a screen, who works without pause and writes down what the program showed. */
export class Clerk {
  /** Pages that failed, with when: a program that nobody hurts fails none. */
  readonly failures: { readonly at: number; readonly what: string }[] = []
  /** Patrons that a page showed which says that it shows nothing. */
  readonly leaks: string[] = []
  pages = 0
  /** The last page that failed. */
  lastFailed = ''
  readonly #cookies = new Map<string, string>()
  #word = ''
  #agent = new Agent({ keepAlive: true, maxSockets: 1 })
  readonly #parts: ClerkParts

  constructor(parts: ClerkParts) {
    this.#parts = parts
    this.#cookies.set('carrel-computer', parts.account.computer)
  }

  /** Works until told to stop. */
  async work(goesOn: () => boolean): Promise<void> {
    this.#agent = new Agent({ keepAlive: true, maxSockets: 1 })
    while (goesOn()) {
      if (!(await this.#once())) await sleep(20)
    }
    this.#agent.destroy()
  }

  /** Whether the session that it has is still one; null where no page came. */
  async isSignedIn(): Promise<boolean | null> {
    const { status } = await this.send('GET', '/counter')
    return status === 200 ? true : status === 303 ? false : null
  }

  get hasSession(): boolean {
    return this.#cookies.has('carrel-session')
  }

  /** Takes its session for over, as one is that a clock has passed by. */
  forgetSession(): void {
    this.#cookies.delete('carrel-session')
  }

  async signIn(): Promise<boolean> {
    await this.send('GET', '/sign-in')
    const { signIn } = this.#parts.account
    let page = await this.send('POST', '/sign-in', { word: this.#word, name: signIn, passphrase })
    while (page.status === 303) page = await this.send('GET', page.location)
    return page.status === 200 && this.hasSession
  }

  async #once(): Promise<boolean> {
    const { random } = this.#parts
    if (!this.hasSession || this.#word === '') return this.signIn()
    if (random.chance(0.02)) return this.#signOut()
    const patron = this.#anyone()
    const what = random.next()
    if (what < 0.4) return this.#look('view', '/counter/card', { card: patron.card })
    if (what < 0.6) return this.#look('view', '/counter/customer', { id: patron.id, basis: 'phone' })
    if (what < 0.8) return this.#look('search', '/counter/name', { name: patron.surname.slice(0, 3) })
    const draft = askFor[random.whole(0, 1)]?.(patron.card) ?? {}
    return this.#look('answer', '/ask', draft, patron)
  }

  /** Whether a sign-out that was not answered was done, nobody knows: the clerk takes it for done. */
  async #signOut(): Promise<boolean> {
    const { status } = await this.send('POST', '/sign-out', { word: this.#word })
    this.#cookies.delete('carrel-session')
    return status === 303
  }

  async #look(doing: Doing, path: string, fields: Fields, about?: Patron): Promise<boolean> {
    const { journal, account } = this.#parts
    journal.note({ asked: doing, by: account.id })
    const page = await this.send('POST', path, { word: this.#word, ...fields })
    const listed = [...page.html.matchAll(/name="id" value="([0-9a-f-]{36})"/g)].map(([, id = '']) => id)
    const reference = /carrel-reference">((?:\w{4}-){2}\w{4})</.exec(page.html)?.[1]
    // Why by its names too: an answer names the patron without an id.
    const named = about !== undefined && page.html.includes(about.surname) ? [about.id] : []
    const patrons = [...new Set([...listed, ...named])]
    // A card that was reported lost shows no record: it is logged, as another act.
    if (page.html.includes('This card cannot be used')) return true
    const answered = doing === 'answer' ? reference !== undefined : page.status === 200
    if (answered || patrons.length > 0) {
      journal.note({ seen: doing, by: account.id, patrons, ...(reference && { reference }) })
      this.pages++
    }
    return page.status === 200
  }

  #anyone(): Patron {
    const { random, patrons } = this.#parts
    const patron = patrons[random.whole(0, patrons.length - 1)]
    if (patron === undefined) throw new Error('nobody is a patron')
    return patron
  }

  /** One form or page; what it sets is kept. */
  async send(method: 'GET' | 'POST', path: string, fields?: Fields): Promise<Page> {
    const page = await this.#exchange(method, path, fields)
    if (page.status === 303 && page.location.endsWith('/sign-in')) this.#cookies.delete('carrel-session')
    if (page.status >= 400 || page.status === 0) {
      this.lastFailed = page.html
      this.failures.push({ at: Date.now(), what: `${method} ${path}: ${page.status}` })
      for (const { name } of this.#parts.patrons)
        if (page.html.includes(name)) this.leaks.push(`${path}: ${name}`)
    }
    this.#word = /name="word" value="([^"]+)"/.exec(page.html)?.[1] ?? this.#word
    return page
  }

  /** Status 0 where nothing came; what came of a page that broke off counts as shown. */
  #exchange(method: 'GET' | 'POST', path: string, fields: Fields = {}): Promise<Page> {
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries(fields))
      for (const one of [value].flat()) body.append(name, one)
    const { port } = this.#parts
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = {
      host: `127.0.0.1:${port}`,
      ...(cookie !== '' && { cookie }),
      ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }),
    }
    return new Promise((settle) => {
      let html = ''
      let status = 0
      let location = ''
      const done = () => settle({ status, location, html })
      const sent = request(
        { agent: this.#agent, host: '127.0.0.1', port, method, path, headers },
        (answer) => {
          status = answer.statusCode ?? 0
          location = answer.headers.location ?? ''
          for (const set of answer.headers['set-cookie'] ?? []) this.#keep(set)
          answer.setEncoding('utf8').on('data', (text: string) => {
            html += text
          })
          answer.once('end', done).once('error', done).once('close', done)
        },
      )
      sent.setTimeout(20_000, () => sent.destroy())
      sent.once('error', done)
      sent.end(method === 'POST' ? body.toString() : undefined)
    })
  }

  #keep(set: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
    if (value === '' || /max-age=0/i.test(set)) this.#cookies.delete(name)
    else this.#cookies.set(name, value)
  }
}
