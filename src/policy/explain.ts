import type { Ask } from './ask.ts'
import type { Ruling } from './decide.ts'
import type { Clause, Pack } from './pack.ts'
import type { Verdict } from './rule.ts'
import { checkScenario, type Scenario } from './scenario.ts'

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
    ...labeled('May be told', answer.may),
    ...labeled('Withheld', answer.withheld),
    ...labeled('Flags', answer.flags),
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

const labeled = (label: string, values: readonly string[]): string[] =>
  values.length === 0 ? [] : [`${label}: ${values.join(', ')}`]

/** Breaks text at spaces so that no line passes 100 columns. */
function wrap(text: string, indent: string, columns = 100): string[] {
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

type ClauseInterpretations = {
  readonly id: string
  readonly heading: string
  /** Our interpretations of it, in the order of its rules. */
  readonly readings: readonly string[]
}

/** Every interpretation of ours, under the clause in whose file it stands. */
export function interpretationsOf(pack: Pack): ClauseInterpretations[] {
  return pack.clauses.map(({ id, heading }) => ({
    id,
    heading,
    readings: pack.rules
      .filter(({ clauses, file }) => clauseOfFile(clauses, file) === id)
      .flatMap(({ readings }) => readings),
  }))
}

/** The clause whose file a rule stands in: `rules/reg-4.cedar` is the home of Reg 4. */
function clauseOfFile(clauses: readonly string[], file: string): string | undefined {
  const name = file.replace(/^rules\/|\.cedar$/g, '')
  return clauses.find((id) => id.toLowerCase().replaceAll(' ', '-') === name) ?? clauses[0]
}

/** The readings for a terminal, each with boxes to tick. */
export function interpretationsText(pack: Pack): string {
  const clauses = interpretationsOf(pack).filter(({ readings }) => readings.length > 0)
  let number = 0
  return [
    `${pack.number}, ${pack.title}: how the program reads it`,
    `${pack.library}. For the Board to adopt or strike.`,
    '',
    ...clauses.flatMap(({ id, readings }) => [
      `${id}`,
      ...readings.flatMap((reading) => {
        number++
        const [first = '', ...more] = wrap(reading, '       ')
        return [`  ${String(number).padStart(2)}. ${first.trim()}`, ...more, '       [ ] Adopt   [ ] Strike']
      }),
      '',
    ]),
  ].join('\n')
}

/** Where the table stands in the pack's folder. */
export const coverageFile = 'COVERAGE.md'

/** `COVERAGE.md`: clause, its rules, the screens that serve it, the scenarios that hold it. */
export function coverageText(pack: Pack): string {
  const counted = pack.clauses.map(
    ({ id, rules, screens, scenarios }) =>
      `| ${id} | ${rules.length} | ${screens.join(', ')} | ${scenarios.length} |`,
  )
  return [
    `# What acts on each clause of ${pack.number}`,
    '',
    'Generated by `carrel policy coverage --write`; a test holds it to the pack. A clause without a rule, a screen or',
    'a scenario, and a rule without a clause, fail the build.',
    '',
    '| Clause | Rules | Screens | Scenarios |',
    '|---|---|---|---|',
    ...counted,
    '',
    ...pack.clauses.flatMap(clauseText),
  ].join('\n')
}

function clauseText({ id, heading, rules, screens, scenarios }: Clause): string[] {
  return [
    `## ${heading === id ? id : `${id}: ${heading}`}`,
    '',
    ...rules.map((rule) => `- \`${rule.id}\` ([${rule.file}](${rule.file})): ${rule.says}`),
    '',
    `Screens: ${screens.join(', ')}.`,
    '',
    ...scenarios.map((scenario) => `- ${scenario.title}`),
    '',
  ]
}

/**
 * What is amiss in a pack that could be loaded, a sentence each: a clause without a rule, screen or scenario; a
 * rule file that does not quote its clause; a rule that no scenario reaches; a scenario that does not hold.
 */
export function faultsOf(pack: Pack, files: ReadonlyMap<string, string>): string[] {
  const known = new Set(pack.clauses.map(({ id }) => id))
  return [
    ...pack.clauses.flatMap((clause) => clauseFaults(clause, files)),
    ...pack.manifest.screens.flatMap(({ screen, clauses }) =>
      clauses
        .filter((id) => !known.has(id))
        .map((id) => `The screen "${screen}" serves ${id}, which is no clause.`),
    ),
    ...pack.scenarios.flatMap((scenario) => scenarioFaults(scenario, { pack, known })),
    ...duplicates(pack.scenarios.map(({ title }) => title)).map(
      (title) => `Two scenarios are called "${title}".`,
    ),
  ]
}

function clauseFaults(
  { id, text, rules, screens, scenarios }: Clause,
  files: ReadonlyMap<string, string>,
): string[] {
  const faults: string[] = []
  if (rules.length === 0) faults.push(`The clause ${id} has no rule.`)
  if (screens.length === 0) faults.push(`The clause ${id} is served by no screen.`)
  if (scenarios.length === 0) faults.push(`The clause ${id} has no scenario.`)
  const own = [...files].filter(([file]) => /^rules\//.test(file)).map(([, source]) => headComment(source))
  if (!own.some((source) => source.startsWith(`${id} "${collapseSpaces(text)}"`))) {
    faults.push(`No file of rules begins with the clause ${id} and its text, word for word.`)
  }
  return faults
}

function scenarioFaults(
  scenario: Scenario,
  { pack, known }: { pack: Pack; known: ReadonlySet<string> },
): string[] {
  const unknown = scenario.clauses.filter((id) => !known.has(id))
  const differs = checkScenario(scenario, { rooms: pack, decide: pack.decide })
  return [
    ...unknown.map((id) => `The scenario "${scenario.title}" cites ${id}, which is no clause.`),
    ...differs.map(
      (difference) => `The scenario "${scenario.title}" (${scenario.file}) does not hold: ${difference}.`,
    ),
  ]
}

const collapseSpaces = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** The comment at the head of a file of rules as one line of text. */
function headComment(source: string): string {
  const [head = ''] = source.split(/\n(?!\/\/)/)
  return collapseSpaces(head.replace(/^\/\/ ?/gm, ''))
}

function duplicates(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))]
}
