import { PackRefused } from './refused.ts'

/** A clause of the adopted text, verbatim. */
export type ClauseText = {
  /** `Reg 4`: how rules and answers cite it. */
  readonly id: string
  /** `Regulation 4`, as it is read aloud. */
  readonly heading: string
  readonly text: string
}

/**
 * Reads `policy.md`: a level-two heading a clause, `## Reg 4: Regulation 4`, the text below it. Throws PackRefused
 * for a clause twice or without text.
 */
export function readPolicyText(file: string, text: string): ClauseText[] {
  const clauses: ClauseText[] = []
  const [, ...sections] = text.split(/^## /m)
  for (const section of sections) {
    const end = section.indexOf('\n')
    const [id = '', heading = id] = section.slice(0, end).split(': ')
    const body = section.slice(end + 1).trim()
    if (body === '') throw new PackRefused(file, undefined, `the clause ${id} has no text`)
    if (clauses.some((clause) => clause.id === id)) {
      throw new PackRefused(file, undefined, `the clause ${id} stands twice`)
    }
    clauses.push({ id: id.trim(), heading: heading.trim(), text: body })
  }
  if (clauses.length === 0)
    throw new PackRefused(file, undefined, 'holds no clause: a heading "## " begins one')
  return clauses
}
