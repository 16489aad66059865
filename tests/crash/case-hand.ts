import type { CaseEventName } from '../../src/cases/event.ts'
import type { SeededRandom } from '../../src/import/invented-library.ts'
import { findingKinds } from '../../src/policy/ask.ts'
import type { CaseJournal } from './case-journal.ts'
import { passphrase } from './small-library.ts'

/** Who is at which browser, by the cookies of each. */
export type Role = 'clerk' | 'director' | 'counsel'
export type Sessions = Readonly<Record<Role, string>>

type Fields = Readonly<Record<string, string | readonly string[]>>
type Page = {
  readonly status: number
  readonly location: string
  readonly html: string
  readonly bytes: number
}
/** An act is one or more requests; `done` is whether the program acknowledged its last. */
type Act = { readonly what: CaseEventName; readonly by: Role; do(at: Desk): Promise<boolean> }
type Desk = { readonly hand: CaseHand; readonly reference: string; readonly card: string }

const nothing: Page = { status: 0, location: '', html: '', bytes: 0 }
const scan = Buffer.concat([
  Buffer.from('%PDF-1.7\n'),
  Buffer.alloc(70_000, 'scan '),
  Buffer.from('\n%%EOF\n'),
])
const about = { who: 'officer', brought: 'paper', court: 'yes', judge: 'yes', here: 'no', secret: 'no' }

/** A step that is taken on the case's own page. */
const step = (what: CaseEventName, by: Role, fields: Fields = {}): Act => ({
  ...{ what, by },
  async do({ hand, reference }) {
    const { status } = await hand.post(by, `/cases/${reference}`, { step: what, ...fields })
    return hand.answered(status, 303, what)
  },
})

/** A form of another page, which is looked at first. @param sends what its page gives to be sent */
const form = (
  what: CaseEventName,
  by: Role,
  [page, to = page]: readonly [page: string, to?: string],
  sends: (html: string) => Fields = () => ({}),
): Act => ({
  ...{ what, by },
  async do({ hand, reference }) {
    const { html, status } = await hand.get(by, `/cases/${reference}/${page}`)
    if (status !== 200) return hand.answered(status, 200, what)
    const sent = await hand.post(by, `/cases/${reference}/${to}`, sends(html))
    return hand.answered(sent.status, 303, what)
  },
})

const valueIn = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? ''

const told: Act = {
  ...{ what: 'told', by: 'clerk' },
  async do({ hand, reference }) {
    const fields = { reference, whom: 'director', reached: 'yes', ...about }
    return hand.answered((await hand.post('clerk', '/report/told', fields)).status, 200, 'told')
  },
}

const scanned: Act = {
  ...{ what: 'paper-added', by: 'clerk' },
  async do({ hand, reference }) {
    const { status } = await hand.postFile('/report/paper', { reference, ...about }, scan)
    return hand.answered(status, 200, 'paper-added')
  },
}

const scoped: Act = {
  ...{ what: 'scope-set', by: 'director' },
  async do({ hand, reference, card }) {
    const fields = { step: 'scope-set', cards: card, records: ['loans', 'overdue'] }
    return hand.answered(
      (await hand.post('director', `/cases/${reference}`, fields)).status,
      303,
      'scope-set',
    )
  },
}

const pinned = (at: number): Act => ({
  ...{ what: 'finding-pinned', by: 'counsel' },
  async do({ hand, reference }) {
    const { html, status } = await hand.get('counsel', `/cases/${reference}`)
    if (status !== 200) return hand.answered(status, 200, 'finding-pinned')
    const paper = /\/paper\/([0-9a-f-]{36})/.exec(html)?.[1] ?? ''
    const fields = {
      step: 'finding-pinned',
      finding: findingKinds[at] ?? '',
      paper,
      page: '1',
      words: 'as it stands',
    }
    return hand.answered(
      (await hand.post('counsel', `/cases/${reference}`, fields)).status,
      303,
      'finding-pinned',
    )
  },
})

const written = 'It is decided so, as the policy has it, and nothing beyond it.'
const decided = (decision: string): Act => ({
  ...{ what: 'decided', by: 'director' },
  async do({ hand, reference }) {
    const at = `/cases/${reference}/decision`
    const begun = await hand.post('director', at, { act: 'draft', decision })
    if (begun.status !== 303) return hand.answered(begun.status, 303, 'decided')
    const kept = await hand.post('director', at, { act: 'text', text: written })
    if (kept.status !== 303) return hand.answered(kept.status, 303, 'decided')
    const { html } = await hand.get('director', `${at}/sign`)
    const signed = await hand.post('director', `${at}/sign`, { read: valueIn(html, 'read'), passphrase })
    return hand.answered(signed.status, 303, 'decided')
  },
})

const packaged: Act = {
  ...{ what: 'packaged', by: 'director' },
  async do({ hand, reference }) {
    const path = `/cases/${reference}/produce`
    let made = await hand.post('director', path, { form: 'age', recipient: '' })
    // The register has to sign first that the copy was made, as it does every minute.
    for (let tries = 0; made.status === 422 && tries < 90; tries += 1) {
      await new Promise((again) => setTimeout(again, 1000))
      made = await hand.post('director', path, { form: 'age', recipient: '' })
    }
    return hand.answered(made.status, 200, 'packaged')
  },
}

/** Saved once its last byte is here. */
const packageSaved: Act = {
  ...{ what: 'package-saved', by: 'director' },
  async do({ hand, reference }) {
    const { html } = await hand.get('director', `/cases/${reference}/produce`)
    const fields = { package: valueIn(html, 'package') }
    const saved = await hand.post('director', `/cases/${reference}/produce/file`, fields)
    return hand.answered(saved.status, 200, 'package-saved') && saved.bytes > 0
  },
}

const began: Act = {
  ...{ what: 'search-began', by: 'clerk' },
  async do({ hand, reference }) {
    const said = {
      leader: 'Ann Sample 12',
      court: '',
      signedBy: '',
      place: '',
      items: '',
      dates: '',
      hours: '',
    }
    const { status } = await hand.post('clerk', `/cases/${reference}/search`, { ...said, delay: 'refused' })
    return hand.answered(status, 303, 'search-began')
  },
}

const handed = { to: 'The deputy', how: 'in-person', receipt: '', came: '' }
const advised = { opinion: 'proper', words: 'It is good.' }
const order: readonly Act[] = [
  ...[told, scanned, step('paper-read', 'director', { instrument: 'court-order' })],
  ...[scoped, step('counsel-advised', 'counsel', advised)],
  step('requester-checked', 'director', {
    ...{ numberFrom: 'agency-published', dialled: '308-555-0100' },
    ...{ spokeWith: 'The clerk', verified: 'yes' },
  }),
  ...[form('preserved', 'director', ['preserve'], () => ({ days: '30', cards: '', records: '' }))],
  ...findingKinds.map((_, at) => pinned(at)),
  form('preservation-ended', 'director', ['preserve', 'preserve/end'], (html) => ({
    copy: valueIn(html, 'copy'),
  })),
  ...[decided('release'), form('collected', 'director', ['collect'])],
  form('checked', 'counsel', ['check'], (html) => ({ copy: valueIn(html, 'copy'), theirs: 'yes' })),
  ...[packaged, packageSaved],
  form('produced', 'director', ['produce', 'produce/handed'], () => handed),
  ...[form('receipt', 'director', ['produce', 'produce/receipt'], () => ({ words: 'The deputy' }))],
  form('notice-chosen', 'counsel', ['produce', 'produce/notice'], () => ({ choice: 'not', on: '' })),
  step('closed', 'director'),
]
/** The paper wants an answer soon, and nobody goes on: its clock runs out. */
const waits: readonly Act[] = [told, scanned]
const denied: readonly Act[] = [
  ...[told, step('counsel-advised', 'counsel', { words: 'Deny it.' }), decided('refusal')],
  ...[step('refusal-sent', 'director', { words: 'All of it names people.' }), step('closed', 'director')],
]
const searched: readonly Act[] = [
  ...[
    told,
    began,
    ...['A computer', 'A ledger', 'A phone'].map((thing) =>
      form('thing-taken', 'clerk', ['search', 'search/taken'], (html) => ({
        ...{ thing, time: '', form: valueIn(html, 'form') },
      })),
    ),
  ],
  form('search-ended', 'clerk', ['search', 'search/left'], () => ({ leftAt: '' })),
  ...[step('debriefed', 'counsel', { words: 'Within the warrant.' }), step('seized', 'director')],
  step('closed', 'director'),
]
const asked: readonly Act[] = [told, step('answered', 'director'), step('closed', 'director')]

type Kind = { readonly acts: readonly Act[]; readonly came: Fields }
const kinds: Readonly<Record<string, Kind>> = {
  order: { acts: order, came: about },
  waits: { acts: waits, came: { who: 'public', brought: 'paper' } },
  denied: { acts: denied, came: { who: 'public', brought: 'paper' } },
  searched: { acts: searched, came: { ...about, here: 'yes' } },
  asked: { acts: asked, came: { who: 'officer', brought: 'nothing' } },
}
const chosen = [
  'order',
  'order',
  'order',
  'order',
  'waits',
  'denied',
  'searched',
  'searched',
  'asked',
] as const

export type HandParts = {
  readonly port: number
  readonly journal: CaseJournal
  readonly cards: readonly string[]
  readonly random: SeededRandom
}

type Open = { readonly reference: string; readonly kind: string; readonly card: string }

/** Somebody who works one case after the other, as a clerk, the Director and counsel, and writes down what was acknowledged. */
export class CaseHand {
  /** Acts that a program refused which nobody hurt. */
  readonly failures: string[] = []
  acts = 0
  readonly #parts: HandParts
  #sessions: Sessions | undefined
  readonly #words = new Map<Role, string>()
  #open: Open | undefined
  /** How many acts of the open case are done; undefined where nobody knows whether the last one is. */
  #done: number | undefined = 0
  #goesOn: () => boolean = () => true

  constructor(parts: HandParts) {
    this.#parts = parts
  }

  /** The case that it is at. */
  get reference(): string | undefined {
    return this.#open?.reference
  }

  /** Sits down anew, with these sessions; of the open case what happened is told. */
  sitDown(sessions: Sessions, happened: readonly CaseEventName[] | undefined): void {
    this.#sessions = sessions
    this.#words.clear()
    if (this.#open === undefined) return
    if (happened === undefined) throw new Error(`the case ${this.#open.reference} is gone`)
    const left = [...happened]
    const acts = kinds[this.#open.kind]?.acts ?? []
    let done = 0
    for (const { what } of acts) {
      // Reached by the phone: what a look at the page notes by itself is another try.
      const at = left.indexOf(what)
      if (at < 0) break
      left.splice(at, 1)
      done++
    }
    this.#done = done
  }

  /** Works until told to stop. */
  async work(goesOn: () => boolean): Promise<void> {
    this.#goesOn = goesOn
    while (goesOn()) {
      if (this.#done === undefined) return
      if (this.#open === undefined) await this.#reports()
      else await this.#next(this.#open, this.#done)
    }
  }

  async #reports(): Promise<void> {
    const { random, journal, cards } = this.#parts
    const kind = random.pick(chosen)
    const card = cards[random.whole(0, cards.length - 1)] ?? ''
    journal.asked('', 'received')
    const fields = {
      sent: 'yes',
      name: 'A deputy',
      agency: 'The county',
      wants: 'records',
      ...kinds[kind]?.came,
    }
    const page = await this.post('clerk', '/report', fields)
    const reference = /carrel-reference">([2-9A-Z-]{14})</.exec(page.html)?.[1]
    if (reference === undefined) {
      // A report that nobody knows of is left to whoever finds it: the case is there, or it is not.
      this.answered(page.status, 200, 'received')
      return
    }
    journal.acknowledged(reference, 'received')
    this.acts++
    this.#open = { reference, kind, card }
    this.#done = 0
  }

  async #next(open: Open, done: number): Promise<void> {
    const { journal } = this.#parts
    const act = kinds[open.kind]?.acts[done]
    if (act === undefined) {
      this.#open = undefined
      this.#done = 0
      return
    }
    journal.asked(open.reference, act.what)
    this.#done = undefined
    if (!(await act.do({ hand: this, reference: open.reference, card: open.card }))) return
    journal.acknowledged(open.reference, act.what)
    this.acts++
    this.#done = done + 1
  }

  /** Whether it came as it should; where nobody was hurt, another answer is a failure. */
  answered(status: number, wanted: number, what: string): boolean {
    if (status === wanted) return true
    if (status !== 0 && status < 500 && this.#goesOn())
      this.failures.push(`${this.#open?.reference} ${what}: ${status} ${this.lastText}`)
    return false
  }

  lastText = ''

  get(by: Role, path: string): Promise<Page> {
    return this.#send(by, path, {})
  }

  async post(by: Role, path: string, fields: Fields): Promise<Page> {
    if (!this.#words.has(by) && (await this.get(by, '/')).status !== 200) return nothing
    const body = new URLSearchParams({ word: this.#words.get(by) ?? '' })
    for (const [name, value] of Object.entries(fields))
      for (const one of [value].flat()) body.append(name, one)
    return this.#send(by, path, { method: 'POST', body })
  }

  async postFile(path: string, fields: Readonly<Record<string, string>>, bytes: Buffer): Promise<Page> {
    if (!this.#words.has('clerk') && (await this.get('clerk', '/')).status !== 200) return nothing
    const body = new FormData()
    for (const [name, value] of Object.entries({ word: this.#words.get('clerk') ?? '', ...fields }))
      body.append(name, value)
    body.append('file', new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }), 'scan.pdf')
    return this.#send('clerk', path, { method: 'POST', body })
  }

  /** Status 0 where nothing came, or not all of it. */
  async #send(by: Role, path: string, init: RequestInit): Promise<Page> {
    const { port } = this.#parts
    try {
      const cookie = this.#sessions?.[by] ?? ''
      const options = {
        ...init,
        redirect: 'manual',
        headers: { cookie },
        signal: AbortSignal.timeout(30_000),
      } as const
      const response = await fetch(`http://127.0.0.1:${port}${path}`, options)
      const isPage = (response.headers.get('content-type') ?? '').includes('html')
      const bytes = Buffer.from(await response.arrayBuffer())
      const html = isPage ? bytes.toString() : ''
      const word = /name="word" value="([^"]+)"/.exec(html)?.[1]
      if (word !== undefined) this.#words.set(by, word)
      this.lastText = html
        .replace(/<head>.*?<\/head>/s, '')
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .slice(0, 700)
      return {
        status: response.status,
        location: response.headers.get('location') ?? '',
        html,
        bytes: bytes.length,
      }
    } catch {
      return nothing
    }
  }
}
