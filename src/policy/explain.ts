import type { Ask } from './ask.ts'
import type { Ruling } from './decide.ts'
import type { Verdict } from './evaluate.ts'
import type { Pack } from './pack.ts'

/** An answer for a person to read: what may be told, the words, the clauses' text, and which rule spoke. */
export function explain(ask: Ask, pack: Pack): string {
  const answer = pack.decide(ask)
  const rulings = pack.rule(ask)
  const clauses = pack.clauses.filter(({ id }) => answer.clauses.includes(id))
  return [
    `${pack.library}, ${pack.number}: ${pack.title}`,
    `Asked on ${ask.on}: ${ask.records.join(', ')}; for ${recipientText(ask)}, ${ask.channel}, ${ask.place}`,
    '',
    `Outcome: ${answer.outcome}${answer.sealed ? ', sealed' : ''}`,
    ...labelled('May be told', answer.may),
    ...labelled('Withheld', answer.withheld),
    ...labelled('Flags', answer.flags),
    '',
    'Say:',
    ...wrap(answer.say, '  '),
    '',
    'Now:',
    ...answer.next.flatMap((step, index) => wrap(`${index + 1}. ${step}`, '  ')),
    '',
    'Which rule spoke:',
    ...rulings.flatMap(rulingText),
    ...purposeText(pack.inquire(ask)),
    '',
    ...clauses.flatMap(({ id, text }) => [`${id}:`, ...wrap(text, '  '), '']),
  ].join('\n')
}

function recipientText({ recipient }: Ask): string {
  const role = recipient.role === undefined ? '' : ` (${recipient.role})`
  const verified =
    recipient.verified.length === 0 ? 'nothing checked' : `checked ${recipient.verified.join(', ')}`
  return `${recipient.kind}${role}, relation ${recipient.relation}, ${verified}`
}

const fates: Readonly<Record<Ruling['fate'], string>> = {
  seize: 'seized, not handed over',
  tell: 'may be told',
  compel: 'compelled',
  refer: 'for the Director and counsel',
  refuse: 'refused',
}

function rulingText({ record, fate, by, failed }: Ruling): string[] {
  const lines = [`  ${record}: ${failed ? 'refused, since a rule failed' : fates[fate]}`]
  for (const rule of by) {
    lines.push(...wrap(`${rule.clauses.join(', ')} · ${rule.id} (${rule.file}:${rule.line})`, '    '))
    lines.push(...wrap(rule.reason, '      '))
  }
  return lines
}

function purposeText({ allowed, by }: Verdict): string[] {
  const lines = by.flatMap((rule) =>
    wrap(`${rule.clauses.join(', ')} · ${rule.id} (${rule.file}:${rule.line})`, '    '),
  )
  return [`  their purpose: ${allowed ? 'may be asked' : 'is not asked'}`, ...lines]
}

const labelled = (label: string, values: readonly string[]): string[] =>
  values.length === 0 ? [] : [`${label}: ${values.join(', ')}`]

/** Breaks text at spaces so that no line passes 100 columns. */
export function wrap(text: string, indent: string, columns = 100): string[] {
  const lines: string[] = []
  let line = indent
  for (const word of text.split(/\s+/)) {
    if (line !== indent && line.length + word.length + 1 > columns) {
      lines.push(line)
      line = indent
    }
    line += line === indent ? word : ` ${word}`
  }
  lines.push(line)
  return lines
}
