import type { Entry } from './entry-form.ts'

const labels: Readonly<Record<keyof Entry, string>> = {
  at: 'when (UTC)',
  kind: 'what',
  actor: 'who acted',
  role: 'in the role of',
  place: 'from',
  account: 'to the account',
  entry: 'the entry',
  subjects: 'about',
  recipient: 'told to',
  relation: 'who is',
  speakingWith: 'on the line',
  verified: 'checked',
  channel: 'by',
  instrument: 'paper',
  basis: 'on the basis of',
  records: 'asked for',
  may: 'could be told',
  shown: 'stood on the screen',
  outcome: 'answer',
  clauses: 'by the clauses',
  flags: 'marks',
  months: 'months forgotten',
  case: 'case',
  document: 'document (SHA-256)',
  pack: 'policy (SHA-256)',
  packBefore: 'policy before',
}

/** What an entry says, a line a field, for a person. Ids stay ids: whose they are, the vault knows. */
export function entryLines(entry: Entry): string[] {
  const widest = Math.max(...Object.values(labels).map(({ length }) => length))
  return Object.entries(labels).flatMap(([field, label]) => {
    const value = entry[field as keyof Entry]
    if (value === undefined) return []
    const said = typeof value === 'string' ? value : value.length === 0 ? 'nothing' : value.join(', ')
    return [`${label.padEnd(widest)}  ${said}`]
  })
}
