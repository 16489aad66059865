import { Worker } from 'node:worker_threads'
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'
import { type ChildSays, overMemory, type Sheet } from './typesetter.ts'

/** First how large the child may become, then each sheet. */
type ParentSays = { readonly mostMib: number } | Sheet

/** `carrel typeset --child`, which only the program starts: typesets what its parent sends. */
export async function run(args: string[]): Promise<number> {
  if (args.join() !== '--child' || process.send === undefined) {
    console.error('carrel typeset is a part of the program that it starts by itself')
    return 2
  }
  const compiler = NodeCompiler.create()
  process.on('message', (message: ParentSays) => {
    if ('mostMib' in message) {
      watch(message.mostMib)
      answer({ ready: true })
    } else answer(set(compiler, message))
  })
  // INVARIANT: no child outlives its parent.
  await new Promise((settle) => process.once('disconnect', settle))
  process.exit(0)
}

function set(compiler: NodeCompiler, { source, page }: Sheet): ChildSays {
  const done = attempt(() => setPage(compiler, source, page))
  // The text of one page must not stay in memory.
  compiler.evictCache(0)
  const rss = process.memoryUsage.rss()
  return 'done' in done ? { pdf: done.done, rss } : { failed: String(done.failed), rss }
}

function answer(says: ChildSays): void {
  process.send?.(says)
}

/**
 * Ends this process at its limit, or without its parent, even within a page.
 * Why a thread: the typesetter blocks until a page is done. Why not a limit of the system: neither supported
 * system enforces one.
 */
function watch(mostMib: number): void {
  const script = `
    const { mostBytes, parent } = require('node:worker_threads').workerData
    setInterval(() => {
      if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
      if (process.memoryUsage.rss() > mostBytes) process.kill(process.pid, '${overMemory}')
    }, 20)`
  const workerData = { mostBytes: mostMib * 2 ** 20, parent: process.ppid }
  new Worker(script, { eval: true, workerData, execArgv: [], env: {} }).unref()
}

/**
 * A page, in JSON, as tagged PDF/UA-1.
 * Why characters are replaced: PDF/UA-1 forbids missing glyphs, and one name in a script without a font would
 * stop fifty letters. The typesetter says which glyphs are missing, since fonts differ by machine.
 * @throws where the page cannot be set, and never for a character
 */
export function setPage(compiler: NodeCompiler, source: string, page: string): Buffer {
  const set = (text: string) => pdfOf(compiler, source, text)
  const plain = throughout(page, withoutControls)
  const first = attempt(() => set(plain))
  if ('done' in first) return first.done
  const without = withGlyphs(compiler, plain)
  // Why twice: letters that each have a glyph may have none together.
  for (const text of [without, throughout(without, (one) => one.replace(beyondLatin, '?'))]) {
    const next = text === plain ? first : attempt(() => set(text))
    if ('done' in next) return next.done
  }
  throw first.failed
}

function pdfOf(compiler: NodeCompiler, source: string, page: string): Buffer {
  const result = compiler.compile({ mainFileContent: source, inputs: { page } })
  const document = result.result
  if (document === null) {
    const errors = result.takeDiagnostics()?.shortDiagnostics ?? []
    throw new Error(`the page cannot be set: ${JSON.stringify(errors)}`)
  }
  return compiler.pdf(document, { pdfStandard: PdfStandard.UA_1, pdfTags: true })
}

/** Invisible: controls except a line feed, noncharacters, and lone surrogates. */
const unseen = /(?!\n)\p{Cc}|\p{Noncharacter_Code_Point}|\p{Cs}/gu
const withoutControls = (text: string) => text.replaceAll('\t', ' ').replace(unseen, '')

/** Latin-1 and its punctuation are in the typesetter's own fonts. */
const beyondLatin = /[^\n\u0020-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2026]/gu

/** Shows a box for each character without a glyph. */
function withGlyphs(compiler: NodeCompiler, page: string): string {
  const lacking = lackingOf(compiler, [...new Set(page.match(beyondLatin)), box])
  const shown = lacking.has(box) ? '?' : box
  return throughout(page, (text) => text.replace(beyondLatin, (one) => (lacking.has(one) ? shown : one)))
}

const box = '□'

const specimen = `#set document(title: "specimen")
#set text(font: "Libertinus Serif", lang: "en")
#json(bytes(sys.inputs.at("page")))`

/** Which characters have no glyph; one pass names all of them. */
function lackingOf(compiler: NodeCompiler, each: readonly string[]): ReadonlySet<string> {
  const tried = attempt(() => pdfOf(compiler, specimen, JSON.stringify(each.join('\n'))))
  if ('done' in tried) return new Set()
  const missing = String(tried.failed).matchAll(/the text `\\"(.+?)\\"` could not be displayed/gu)
  return new Set([...missing].flatMap(([, text = '']) => [...unescaped(text)]))
}

/** A combining character is named by its number. */
const unescaped = (text: string) =>
  text.replace(/\\+u\{([0-9a-f]{1,6})\}/g, (_, number: string) =>
    String.fromCodePoint(Number.parseInt(number, 16)),
  )

/** Changes every text in a page, in JSON. */
function throughout(page: string, change: (text: string) => string): string {
  const each = (_key: string, value: unknown) => (typeof value === 'string' ? change(value) : value)
  return JSON.stringify(JSON.parse(page, each))
}

export function attempt<T>(work: () => T): { readonly done: T } | { readonly failed: unknown } {
  try {
    return { done: work() }
  } catch (failed) {
    return { failed }
  }
}
