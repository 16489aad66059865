import type { Source } from './cedar.ts'

export type RuleText = {
  /** The rule with its annotations, without the comment above it. */
  readonly source: Source
  /** The comment lines right above, without their slashes; the lines inside the rule too. */
  readonly comments: readonly string[]
}

/** Splits a Cedar file at the semicolons that end its rules. Text in quotes and comments ends nothing. */
export function splitRules(file: string, text: string): RuleText[] {
  const rules: RuleText[] = []
  let comments: string[] = []
  let start = -1
  // Why: one pattern walks comments, texts and semicolons; whatever else is only passed over.
  const tokens = /\/\/([^\n]*)|"(?:[^"\\]|\\.)*"|;|[^\s"/;]+|\//g
  for (let token = tokens.exec(text); token !== null; token = tokens.exec(text)) {
    if (token[1] !== undefined) {
      comments.push(token[1].replace(/^ /, '').trimEnd())
      continue
    }
    if (start < 0) start = token.index
    if (token[0] !== ';') continue
    const line = text.slice(0, start).split('\n').length
    rules.push({ source: { file, line, text: text.slice(start, tokens.lastIndex) }, comments })
    comments = []
    start = -1
  }
  if (start >= 0) {
    const line = text.slice(0, start).split('\n').length
    rules.push({ source: { file, line, text: text.slice(start) }, comments })
  }
  return rules
}

/** The interpretations in a comment: from `Reading:` to the next line that is not indented under it. */
export function readingsIn(comments: readonly string[]): string[] {
  const readings: string[] = []
  let open = false
  for (const line of comments) {
    const begins = /^Reading: (.*)$/.exec(line)
    if (begins?.[1] !== undefined) {
      readings.push(begins[1].charAt(0).toUpperCase() + begins[1].slice(1))
      open = true
    } else if (open && /^ {2,}\S/.test(line)) {
      readings.push(`${readings.pop() ?? ''} ${line.trim()}`)
    } else open = false
  }
  return readings
}
