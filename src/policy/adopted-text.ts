import type { PackFiles } from './pack.ts'

const adoptedFile = 'adopted.txt'
/** A longer line, or one that ends as a sentence does, says something. */
const mostHeadingWords = 8

/** Where `policy.md`, which the program shows, differs from the page that the Board adopted, a sentence each. */
export function adoptedTextFaults(
  clauses: readonly { readonly id: string; readonly text: string }[],
  files: PackFiles,
): string[] {
  let rest = files.get(adoptedFile)
  if (rest === undefined) return [`The pack lacks ${adoptedFile}: the page as it was adopted, word for word.`]
  const faults: string[] = []
  let end = 0
  for (const { id, text } of clauses) {
    const found = inAnyLines(text).exec(rest.slice(end))
    if (found === null) {
      faults.push(`${adoptedFile} does not have the clause ${id} word for word, after the clause before it.`)
      continue
    }
    const start = end + found.index
    rest = `${rest.slice(0, start)}\n\n${rest.slice(start + found[0].length)}`
    end = start + 1
  }
  return [...faults, ...unclaimedLines(rest)]
}

/** What is left once the clauses are taken out: titles, days and numbers are fine. */
const unclaimedLines = (rest: string): string[] =>
  rest
    .split('\n')
    .map((line) => line.replace(/^\s*(?:\d+\.|\*+)|\*+\s*$/g, '').trim())
    .filter((line) => /[.;!?]$/.test(line) || line.split(/\s+/).length > mostHeadingWords)
    .map((line) => `${adoptedFile} has words that policy.md leaves out: "${line}"`)

/** The words of a text, whatever the page's line breaks are. */
const inAnyLines = (text: string) =>
  new RegExp(
    text
      .split(/\s+/)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('\\s+'),
  )
