import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { CarrelError } from '../error.ts'
import { withOnePeriod } from '../i18n/language.ts'

export type TypesetErrorCode = 'document-too-long' | 'document-not-in-time' | 'document-too-big'

const sentences: Readonly<Record<TypesetErrorCode, string>> = {
  'document-too-long': 'the document is too long to print: shorten its part',
  'document-not-in-time':
    'the document could not be typeset in time: try again in a minute, or make it shorter',
  'document-too-big': 'the document needs more memory than one may take: make it shorter',
}

/** A document over a limit. It names the part that is too long, and none of its text. */
export class TypesetError extends CarrelError<TypesetErrorCode> {
  /** The longest field of the page, where its length was the reason. */
  readonly field: string | undefined

  constructor(code: TypesetErrorCode, field?: string) {
    super(code, field === undefined ? sentences[code] : `${sentences[code]} “${field}”`)
    this.field = field
  }
}

/** About 6,000 lines of records or 400 letters: some five seconds and 800 MiB. */
const mostCharacters = 500_000

/** @throws TypesetError, which names the longest field */
function checkLength(page: object): void {
  const fields = Object.entries(page).map(([field, value]) => ({ field, length: lengthOf(value) }))
  const all = fields.reduce((sum, { length }) => sum + length, 0)
  if (all <= mostCharacters) return
  const [longest] = fields.toSorted((a, b) => b.length - a.length)
  throw new TypesetError('document-too-long', longest?.field)
}

/** Characters of JSON; an empty table cell counts too. */
const lengthOf = (value: unknown): number => JSON.stringify(value)?.length ?? 0

const program = fileURLToPath(new URL('../../../bin/carrel.js', import.meta.url))

/** A template and its page in JSON, sent through the channel to the child and never in a file. */
export type Sheet = { readonly source: string; readonly page: string }

/** The child is ready, or has set a sheet or failed, with its memory afterward. */
export type ChildSays =
  | { readonly ready: true }
  | { readonly pdf: Uint8Array; readonly rss: number }
  | { readonly failed: string; readonly rss: number }

export type TypesetLimits = {
  readonly startMs: number
  /** For one document, and for the wait before it. */
  readonly documentMs: number
  /** The child ends itself at this size, even within a document. */
  readonly mostMib: number
  /** After a document that left it larger, or after so many, the next one gets a new child. */
  readonly recycleMib: number
  readonly recycleAfter: number
  /** Why not forever: an old computer has other uses for a hundred MiB. */
  readonly idleMs: number
}

const defaultLimits: TypesetLimits = {
  startMs: 60_000,
  documentMs: 60_000,
  idleMs: 60_000,
  mostMib: 1024,
  recycleMib: 384,
  recycleAfter: 200,
}

type QueuedSheet = { readonly length: number; begin(): Promise<void> }

/** The child says with this that it has too much memory; nothing else here sends it. */
export const overMemory = 'SIGUSR2'

/** Sets documents one by one in a child, which is killed where it takes too long or too much memory. */
export class Typesetter {
  readonly #limits: TypesetLimits
  #child: ChildProcess | undefined
  #setByIt = 0
  #idle: NodeJS.Timeout | undefined
  readonly #waiting = new Set<QueuedSheet>()
  #isSetting = false

  constructor(limits: Partial<TypesetLimits> = {}) {
    this.#limits = { ...defaultLimits, ...limits }
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** @throws TypesetError */
  set(sheet: Sheet): Promise<Buffer> {
    return new Promise((settle, fail) => {
      const late = setTimeout(() => {
        this.#waiting.delete(waiting)
        fail(new TypesetError('document-not-in-time'))
      }, this.#limits.documentMs)
      const begin = () => {
        clearTimeout(late)
        return this.#one(sheet).then(settle, fail)
      }
      const waiting = { length: sheet.page.length, begin }
      this.#waiting.add(waiting)
      void this.#next()
    })
  }

  /** Why the shortest first: many long documents must not block a short one for longer than one takes. */
  async #next(): Promise<void> {
    if (this.#isSetting) return
    const [next] = [...this.#waiting].toSorted((one, other) => one.length - other.length)
    if (next === undefined) return
    this.#waiting.delete(next)
    this.#isSetting = true
    await next.begin()
    this.#isSetting = false
    void this.#next()
  }

  async #one(sheet: Sheet): Promise<Buffer> {
    const answer = await this.#answer(await this.#started(), this.#limits.documentMs, sheet)
    if ('ready' in answer) throw new Error('the typesetter said that it is ready, and no more')
    this.#setByIt++
    const isWorn =
      this.#setByIt >= this.#limits.recycleAfter || answer.rss > this.#limits.recycleMib * 2 ** 20
    if (isWorn) this.#end()
    else this.#idle = setTimeout(() => this.#end(), this.#limits.idleMs).unref()
    if ('failed' in answer) throw new Error(answer.failed)
    return Buffer.from(answer.pdf)
  }

  async #started(): Promise<ChildProcess> {
    clearTimeout(this.#idle)
    if (this.#child?.connected) return this.#child
    const child = fork(program, ['typeset', '--child'], {
      // Why so little: typesetting needs no password of ours, and what the child prints must not reach a log.
      env: environment(),
      execArgv: ['--max-old-space-size=512'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    this.#child = child
    this.#setByIt = 0
    await this.#answer(child, this.#limits.startMs, { mostMib: this.#limits.mostMib })
    return child
  }

  /** The child's answer, while it keeps this process alive; it is killed where it answers too late. */
  async #answer(child: ChildProcess, ms: number, say: object): Promise<ChildSays> {
    child.ref()
    child.channel?.ref()
    try {
      return await answerOf(child, ms, say)
    } catch (error) {
      child.kill('SIGKILL')
      this.#child = undefined
      throw error
    } finally {
      child.unref()
      child.channel?.unref()
    }
  }

  /** The child ends when it is disconnected. */
  #end(): void {
    if (this.#child?.connected) this.#child.disconnect()
    this.#child = undefined
  }
}

function answerOf(child: ChildProcess, ms: number, say: object): Promise<ChildSays> {
  return new Promise((settle, fail) => {
    const late = setTimeout(() => over(new TypesetError('document-not-in-time')), ms)
    const over = (what: ChildSays | Error) => {
      clearTimeout(late)
      child.off('message', answered).off('exit', ended).off('error', over)
      if (what instanceof Error) fail(what)
      else settle(what)
    }
    const answered = (says: unknown) => over(says as ChildSays)
    const ended = (code: number | null, signal: NodeJS.Signals | null) =>
      over(
        signal === overMemory || ('page' in say && signal !== null && ofCrash.has(signal))
          ? new TypesetError('document-too-big')
          : new Error(`the typesetter ended with ${signal ?? code} and no answer`),
      )
    child.on('message', answered).on('exit', ended).on('error', over)
    child.send(say, (error) => error && over(error))
  })
}

/** How native code ends that ran out of stack, as at thirty thousand characters without a place to break. */
const ofCrash: ReadonlySet<string> = new Set(['SIGABRT', 'SIGBUS', 'SIGSEGV'])

/** For programs and fonts, and whether the program runs from its source. */
const inheritedVariables = [
  'PATH',
  'HOME',
  'TMPDIR',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  'FONTCONFIG_FILE',
  'CARREL_FROM_SOURCE',
]

const environment = () =>
  Object.fromEntries(
    inheritedVariables.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  )

const typesetter = new Typesetter()

/** What the library's papers share. */
const letterhead = new URL('./letterhead.typ', import.meta.url)

export type DocumentPart = { readonly template: URL; readonly page: object }

/**
 * A page as tagged PDF/UA-1. All text is data and never read as markup.
 * Why in another process: the typesetter is native code that blocks for a whole page and never returns its
 * memory (docs/decisions/0043).
 * @throws TypesetError where the page is over a limit; it is never refused for a character
 */
export async function typeset(template: URL, page: object): Promise<Buffer> {
  checkLength(page)
  const source = [letterhead, template].map((part) => readFileSync(part, 'utf8')).join('')
  return typesetter.set({ source, page: withOnePeriod(JSON.stringify(page)) })
}

/** Several documents as one, in their order, each on pages of its own and with its own page in place of the whole. */
export async function typesetAll(parts: readonly DocumentPart[]): Promise<Buffer> {
  const page = { parts: parts.map((part) => part.page) }
  checkLength(page)
  const bodies = parts.map(
    ({ template }, at) =>
      `#[\n#let sys = (inputs: (page: json.encode(parts.at(${at}))))\n${readFileSync(template, 'utf8')}\n]\n`,
  )
  const all = '#let parts = json(bytes(sys.inputs.at("page"))).parts\n'
  const source = [readFileSync(letterhead, 'utf8'), all, ...bodies].join('')
  return typesetter.set({ source, page: withOnePeriod(JSON.stringify(page)) })
}
