import { readFileSync } from 'node:fs'
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'

/**
 * A page as tagged PDF/UA-1. All text comes in as data; none of it is ever read as markup.
 *
 * Why characters are replaced: PDF/UA-1 has none without a glyph, and one name in letters of which this machine has no
 * font would keep fifty letters from being printed. Which fonts there are differs by machine, so each is asked for.
 * @param template beside the file of whoever asks
 * @throws where the page cannot be set, and never for a character
 */
export function typeset(template: URL, page: object): Buffer {
  const compiler = NodeCompiler.create()
  const source = readFileSync(template, 'utf8')
  const set = (text: string) => pdfOf(compiler, source, text)
  const plain = throughout(JSON.stringify(page), withoutControls)
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

/** Nothing that is seen: controls but for a new line, noncharacters, and halves of a character. */
const unseen = /(?!\n)\p{Cc}|\p{Noncharacter_Code_Point}|\p{Cs}/gu
const withoutControls = (text: string) => text.replaceAll('\t', ' ').replace(unseen, '')

/** Latin-1 and its punctuation are in the typesetter's own fonts. */
const beyondLatin = /[^\n\u0020-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2026]/gu

/** The same page, in JSON, with a box for each character of which no font here has a glyph. */
function withGlyphs(compiler: NodeCompiler, page: string): string {
  const lacks = new Set(lackingOf(compiler, [...new Set(page.match(beyondLatin))]))
  const box = lackingOf(compiler, ['□']).length === 0 ? '□' : '?'
  return throughout(page, (text) => text.replace(beyondLatin, (one) => (lacks.has(one) ? box : one)))
}

const specimen = `#set document(title: "specimen")
#set text(font: "Libertinus Serif", lang: "en")
#json(bytes(sys.inputs.at("page")))`

/** Which of these have no glyph: all of them are tried at once, and of what fails each half. */
function lackingOf(compiler: NodeCompiler, each: readonly string[]): readonly string[] {
  if (
    each.length === 0 ||
    'done' in attempt(() => pdfOf(compiler, specimen, JSON.stringify(each.join('\n'))))
  )
    return []
  if (each.length === 1) return each
  const half = Math.ceil(each.length / 2)
  return [...lackingOf(compiler, each.slice(0, half)), ...lackingOf(compiler, each.slice(half))]
}

/** A page, in JSON, with every text in it changed. */
function throughout(page: string, change: (text: string) => string): string {
  const each = (_key: string, value: unknown) => (typeof value === 'string' ? change(value) : value)
  return JSON.stringify(JSON.parse(page, each))
}

function attempt<T>(work: () => T): { readonly done: T } | { readonly failed: unknown } {
  try {
    return { done: work() }
  } catch (failed) {
    return { failed }
  }
}
