import { z } from 'zod'
import type { PackFiles } from './pack.ts'
import type { Scenario } from './scenario.ts'
import { readShaped } from './source-text.ts'

export const dutiesFile = 'duties.yaml'

const shape = z.strictObject({
  clause: z.string().min(1),
  /** A part of the clause's text, word for word. */
  words: z.string().min(1),
  /** The duty in one's own words. */
  duty: z.string().min(1),
  /** Screens, as the pack's manifest names them. */
  acts: z.array(z.string()).min(1),
  /** Kinds of entry in the register, and steps of a case. */
  recorded: z.array(z.string()),
  /** Why nothing is recorded. */
  note: z.string().optional(),
  /** Titles of scenarios of the pack. */
  scenarios: z.array(z.string()).default([]),
  /** Tests of the program, each as `file > title`. */
  tests: z.array(z.string()).default([]),
})

/** One thing that the policy asks for, where the program does it, and what shows it. */
export type Duty = z.infer<typeof shape>

/** None where the pack has no such file. @throws PackError, naming the field */
export function readDuties(files: PackFiles): readonly Duty[] {
  const text = files.get(dutiesFile)
  return text === undefined ? [] : readShaped(dutiesFile, text, z.array(shape))
}

type Whole = {
  readonly clauses: readonly {
    readonly id: string
    readonly text: string
    readonly screens: readonly string[]
  }[]
  readonly scenarios: readonly Scenario[]
}

/** A sentence for each duty that the pack does not bear out, and for each sentence of the policy that has none. */
export function dutyFaults(duties: readonly Duty[], { clauses, scenarios }: Whole): string[] {
  if (duties.length === 0) return []
  const titles = new Set(scenarios.map(({ title }) => title))
  return [
    ...duties.flatMap((one) => faultsOfDuty(one, clauses, titles)),
    ...clauses.flatMap(({ id, text }) => {
      const quoted = duties.filter(({ clause }) => clause === id).map(({ words }) => words)
      const isQuoted = (sentence: string) =>
        quoted.some((words) => sentence.includes(words) || words.includes(sentence))
      return sentencesOf(text)
        .filter((sentence) => !isQuoted(sentence))
        .map((sentence) => `${dutiesFile}: no duty quotes this sentence of ${id}: ${sentence}`)
    }),
  ]
}

function faultsOfDuty(
  { clause, words, acts, recorded, note, scenarios, tests }: Duty,
  clauses: Whole['clauses'],
  titles: ReadonlySet<string>,
): string[] {
  const of = clauses.find(({ id }) => id === clause)
  const faults: string[] = []
  if (of === undefined) faults.push(`${clause} is no clause`)
  else {
    if (!of.text.includes(words)) faults.push(`${clause} does not say "${words}"`)
    const unserved = acts.filter((screen) => !of.screens.includes(screen))
    faults.push(...unserved.map((screen) => `the screen "${screen}" does not serve ${clause}`))
  }
  if (recorded.length === 0 && note === undefined) faults.push(`"${words}" needs a note: nothing is recorded`)
  if (scenarios.length + tests.length === 0) faults.push(`"${words}" has neither a scenario nor a test`)
  const unknown = scenarios.filter((scenario) => !titles.has(scenario))
  faults.push(...unknown.map((scenario) => `there is no scenario "${scenario}"`))
  return faults.map((fault) => `${dutiesFile}: ${fault}.`)
}

/** Of at least two words: `Sec. 215` is no end of a sentence here, as no clause has one. */
const sentencesOf = (text: string): string[] => text.match(/[^.]+\S*\./g)?.map((one) => one.trim()) ?? [text]

/** A table for `COVERAGE.md`. */
export function dutiesTable(duties: readonly Duty[]): string[] {
  if (duties.length === 0) return []
  const cell = (text: string) => text.replaceAll('|', '\\|')
  return [
    '## Duties',
    '',
    `The policy's ${duties.length} separate duties, in its own words, and what the program does about each.`,
    '',
    '| | The policy says | The program does | Where it acts | What is recorded | Test |',
    '|---|---|---|---|---|---|',
    ...duties.map(({ clause, words, duty, acts, recorded, note, scenarios, tests }, at) => {
      const records = recorded.map((kind) => `\`${kind}\``).join(', ')
      const proof = [...scenarios.map((title) => `Scenario: ${title}`), ...tests]
      const cells = [
        `${at + 1}. ${clause}`,
        `“${words}”`,
        duty,
        acts.join(', '),
        records || (note ?? ''),
        proof.join('; '),
      ]
      return `| ${cells.map(cell).join(' | ')} |`
    }),
    '',
  ]
}
