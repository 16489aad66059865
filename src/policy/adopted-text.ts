import type { PackFiles } from './pack.ts'

const adoptedFile = 'adopted.txt'
const writtenDay = /\b(?:(\d{1,2})\/(\d{1,2})\/(\d{4})|(\d{4})-(\d{2})-(\d{2}))\b/g
/** Besides those of title, number, library and headings, at the top or the bottom of a page. None of them tells or forbids. */
const pageWords =
  'cont continued page policy approved adopted reviewed revised amended effective updated as by on the of date board trustee city council resolution'

type AdoptedPage = {
  readonly title: string
  readonly number: string
  readonly library: string
  readonly approvedOn: string
  readonly reviewedOn: string
  readonly clauses: readonly { readonly id: string; readonly heading: string; readonly text: string }[]
}

/** Where `policy.md`, which the program shows, differs from the page that the Board adopted, a sentence each. */
export function adoptedTextFaults(page: AdoptedPage, files: PackFiles): string[] {
  let rest = files.get(adoptedFile)
  if (rest === undefined) return [`The pack lacks ${adoptedFile}: the page as it was adopted, word for word.`]
  const faults: string[] = []
  let end = 0
  for (const { id, text } of page.clauses) {
    const found = inAnyLines(text).exec(rest.slice(end))
    if (found === null) {
      faults.push(`${adoptedFile} does not have the clause ${id} word for word, after the clause before it.`)
      continue
    }
    const start = end + found.index
    rest = `${rest.slice(0, start)}\n\n${rest.slice(start + found[0].length)}`
    end = start + 1
  }
  return [...faults, ...unclaimedLines(rest, page)]
}

/** What is left once the clauses are taken out: titles, days and numbers are fine. */
function unclaimedLines(rest: string, page: AdoptedPage): string[] {
  const headings = page.clauses.map(({ heading }) => heading)
  const known = wordsOf([page.title, page.number, page.library, ...headings, pageWords].join(' '))
  const days = [page.approvedOn, page.reviewedOn]
  return rest.split('\n').flatMap((written) => {
    const line = written.replace(/^\s*(?:\d+\.|\*+)|\*+\s*$/g, '').trim()
    const unknown = daysIn(line).filter((day) => !days.includes(day))
    if (unknown.length > 0)
      return [`${adoptedFile} has the day ${unknown[0]}; pack.yaml has ${days.join(' and ')}: "${line}"`]
    const words = wordsOf(line.replaceAll(writtenDay, ' '))
    if (words.every((word) => known.includes(word))) return []
    return [`${adoptedFile} has words that policy.md leaves out: "${line}"`]
  })
}

/** `YYYY-MM-DD`, from American or ISO days. */
const daysIn = (line: string) =>
  [...line.matchAll(writtenDay)].map(([iso, month = '', day = '', year]) =>
    year === undefined ? iso : [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-'),
  )

/** In lower case, each as if it were one of its kind. */
const wordsOf = (text: string) =>
  (text.toLowerCase().match(/[\p{L}\p{N}-]+/gu) ?? []).map((word) => word.replace(/s$/, ''))

/** The words of a text, whatever the page's line breaks are. */
const inAnyLines = (text: string) =>
  new RegExp(
    text
      .split(/\s+/)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('\\s+'),
  )
